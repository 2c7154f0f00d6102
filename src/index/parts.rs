//! Passages on their way into the one segment of an index, in parts that fit into memory.
//!
//! The engine keeps the words of a segment in memory until the segment is written. So that memory does not grow with the
//! wiki, a part that has grown large is written into a folder of its own, and all parts are merged at the end, in their
//! order: a passage's number is its place in the order in which passages were added.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::indexer::merge_indices;
use tantivy::schema::Schema;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, SingleSegmentIndexWriter, TantivyDocument};

use super::Error;

/// The memory from which on a part is written, in bytes; the engine takes some more while it writes.
const MEMORY_BYTES: usize = 64 << 20;

/// The parts of an index that is being written.
pub(super) struct Parts {
    /// The folder of the index; `None` for one in memory, which has one part.
    folder: Option<PathBuf>,
    schema: Schema,
    tokenizers: TokenizerManager,
    /// The memory from which on a part is written, in bytes.
    most_memory: usize,
    written: Vec<Index>,
    open: SingleSegmentIndexWriter,
}

impl Parts {
    pub(super) fn begin(folder: Option<&Path>, schema: Schema, tokenizers: TokenizerManager) -> Result<Parts, Error> {
        let open = writer(folder, 0, &schema, &tokenizers)?;
        Ok(Parts {
            folder: folder.map(Path::to_owned),
            schema,
            tokenizers,
            most_memory: MEMORY_BYTES,
            written: Vec::new(),
            open,
        })
    }

    pub(super) fn add(&mut self, document: TantivyDocument) -> Result<(), Error> {
        self.open.add_document(document).map_err(Error::engine(self.at()))?;
        if self.folder.is_some() && self.open.mem_usage() > self.most_memory {
            let next = writer(self.folder.as_deref(), self.written.len() + 1, &self.schema, &self.tokenizers)?;
            let full = std::mem::replace(&mut self.open, next);
            self.written.push(full.finalize().map_err(Error::engine(self.at()))?);
        }
        Ok(())
    }

    /// Writes the last part and makes one index of all.
    pub(super) fn finish(mut self) -> Result<Index, Error> {
        let at = self.at().to_owned();
        self.written.push(self.open.finalize().map_err(Error::engine(&at))?);
        let Some(folder) = &self.folder else {
            return Ok(self.written.remove(0));
        };
        if let [_] = self.written.as_slice() {
            self.written.clear();
            move_up(&part_folder(folder, 0), folder)?;
            return Index::open_in_dir(folder).map_err(Error::engine(&at));
        }
        let directory = MmapDirectory::open(folder).map_err(|error| Error::engine(&at)(error.into()))?;
        let merged = merge_indices(&self.written, directory).map_err(Error::engine(&at))?;
        let parts = self.written.len();
        self.written.clear();
        for number in 0..parts {
            let part = part_folder(folder, number);
            fs::remove_dir_all(&part).map_err(Error::io(&part))?;
        }
        Ok(merged)
    }

    fn at(&self) -> &Path {
        self.folder.as_deref().unwrap_or(Path::new("memory"))
    }
}

fn writer(
    folder: Option<&Path>,
    number: usize,
    schema: &Schema,
    tokenizers: &TokenizerManager,
) -> Result<SingleSegmentIndexWriter, Error> {
    let builder = Index::builder().schema(schema.clone()).tokenizers(tokenizers.clone());
    let Some(folder) = folder else {
        let made = builder.single_segment_index_writer(RamDirectory::create(), MEMORY_BYTES);
        return made.map_err(Error::engine(Path::new("memory")));
    };
    let part = part_folder(folder, number);
    fs::create_dir(&part).map_err(Error::io(&part))?;
    let directory = MmapDirectory::open(&part).map_err(|error| Error::engine(&part)(error.into()))?;
    builder.single_segment_index_writer(directory, MEMORY_BYTES).map_err(Error::engine(&part))
}

fn part_folder(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("part-{number}"))
}

/// Moves the files of a folder into the one above, and removes it.
fn move_up(part: &Path, folder: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(part).map_err(Error::io(part))? {
        let entry = entry.map_err(Error::io(part))?;
        fs::rename(entry.path(), folder.join(entry.file_name())).map_err(Error::io(folder))?;
    }
    fs::remove_dir_all(part).map_err(Error::io(part))
}

#[cfg(test)]
mod tests {
    use tantivy::schema::Value;

    use super::super::analyzer::Analyzer;
    use super::super::schema::Fields;
    use super::*;

    /// The stored text of every document of an index made with this much memory, in order.
    fn stored(most_memory: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let (schema, fields) = Fields::schema();
        let mut parts = Parts::begin(Some(folder.path()), schema, Analyzer::registered()).unwrap();
        parts.most_memory = most_memory;
        for number in 0..20_u8 {
            let mut document = TantivyDocument::new();
            document.add_text(fields.body, format!("elan {number}"));
            document.add_u64(fields.nature, 0);
            document.add_text(fields.stored, number.to_string());
            parts.add(document).unwrap();
        }
        let index = parts.finish().unwrap();
        assert!(!folder.path().join("part-0").exists());
        let segments = index.searchable_segments().unwrap();
        assert_eq!(segments.len(), 1);
        let store = tantivy::SegmentReader::open(&segments[0]).unwrap().get_store_reader(1).unwrap();
        let text = |number| {
            let document: TantivyDocument = store.get(number).unwrap();
            document.get_first(fields.stored).unwrap().as_str().unwrap().to_owned()
        };
        (0..20).map(text).collect()
    }

    #[test]
    fn parts_are_merged_in_their_order() {
        let in_order: Vec<String> = (0..20).map(|number| number.to_string()).collect();
        assert_eq!(stored(usize::MAX), in_order);
        assert_eq!(stored(0), in_order);
    }
}
