//! Passages on their way into the one segment of an index, in parts that fit into memory.
//!
//! The engine keeps the words of a segment in memory until the segment is written. So that memory does not grow with the
//! wiki, a part that has grown large is written into a folder of its own, and all parts are merged at the end, in their
//! order: a passage's number is its place in the order in which passages were added.

use std::collections::VecDeque;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::{fs, io};

use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::indexer::merge_indices;
use tantivy::schema::{Document, Schema};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexSettings, SingleSegmentIndexWriter, TantivyDocument};

use super::Error;

/// The memory from which on a part is written, in bytes; the engine takes some more while it writes.
const MEMORY_BYTES: usize = 64 << 20;
/// Passages go to the thread that writes them so many at once: handing one over takes as long as writing a few words.
const AT_ONCE: usize = 32;
/// How many such bundles may wait to be written.
const WAITING: usize = 8;

/// The parts of an index that is being written, on a thread of its own: the next passages are read meanwhile.
pub(super) struct Parts {
    /// The folder of the index; `None` for one in memory, which has one part.
    folder: Option<PathBuf>,
    /// Passages that are to go together.
    bundle: Vec<TantivyDocument>,
    /// Those handed over, until they are written. They are dropped here, where they were made: two threads that take from one
    /// store of memory and give back to it wait for each other.
    handed_over: VecDeque<Bundle>,
    /// `None` once no more are to come.
    queue: Option<SyncSender<Bundle>>,
    /// `None` once it has ended.
    writing: Option<Writing>,
}

/// Passages that go to the thread that writes them together.
type Bundle = Arc<Vec<TantivyDocument>>;

/// One of them.
struct Bundled {
    bundle: Bundle,
    at: usize,
}

impl Document for Bundled {
    type Value<'document> = <TantivyDocument as Document>::Value<'document>;
    type FieldsValuesIter<'document> = <TantivyDocument as Document>::FieldsValuesIter<'document>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.bundle[self.at].iter_fields_and_values()
    }
}

/// A thread that writes parts until no more passages come.
type Writing = JoinHandle<Result<Vec<Index>, Error>>;

impl Parts {
    pub(super) fn begin(folder: Option<&Path>, schema: Schema, tokenizers: TokenizerManager) -> Result<Parts, Error> {
        Self::with_memory(MEMORY_BYTES, folder, schema, tokenizers)
    }

    /// Begins parts that are written from so much memory on, in bytes.
    fn with_memory(
        most_memory: usize,
        folder: Option<&Path>,
        schema: Schema,
        tokenizers: TokenizerManager,
    ) -> Result<Parts, Error> {
        let open = writer(folder, 0, &schema, &tokenizers)?;
        let folder = folder.map(Path::to_owned);
        let work = Work { folder: folder.clone(), schema, tokenizers, most_memory, written: Vec::new(), open };
        let (queue, bundles) = sync_channel(WAITING);
        let writing = thread::Builder::new().name("index".to_owned()).spawn(move || work.write(bundles));
        let writing = Some(writing.map_err(Error::io(place(folder.as_deref())))?);
        Ok(Parts { folder, bundle: Vec::new(), handed_over: VecDeque::new(), queue: Some(queue), writing })
    }

    /// Adds a passage after those added before. It is written later.
    ///
    /// # Errors
    /// When one added before could not be written. None is after that.
    pub(super) fn add(&mut self, document: TantivyDocument) -> Result<(), Error> {
        self.bundle.push(document);
        if self.bundle.len() < AT_ONCE { Ok(()) } else { self.hand_over() }
    }

    fn hand_over(&mut self) -> Result<(), Error> {
        let bundle = Arc::new(std::mem::replace(&mut self.bundle, Vec::with_capacity(AT_ONCE)));
        while self.handed_over.pop_front_if(|bundle| Arc::strong_count(bundle) == 1).is_some() {}
        self.handed_over.push_back(Arc::clone(&bundle));
        if self.queue.as_ref().is_some_and(|queue| queue.send(bundle).is_ok()) {
            return Ok(());
        }
        Err(self.written().err().unwrap_or_else(|| unwritten(place(self.folder.as_deref()))))
    }

    /// Waits until what was handed over is written; gives the parts.
    fn written(&mut self) -> Result<Vec<Index>, Error> {
        self.queue = None;
        let writing = self.writing.take().ok_or_else(|| unwritten(place(self.folder.as_deref())))?;
        let written = writing.join().unwrap_or_else(|panic| resume_unwind(panic));
        self.handed_over.clear();
        written
    }

    /// Writes what waits and makes one index of all.
    pub(super) fn finish(mut self) -> Result<Index, Error> {
        self.hand_over()?;
        let mut written = self.written()?;
        let Some(folder) = &self.folder else {
            return Ok(written.remove(0));
        };
        if let [_] = written.as_slice() {
            written.clear();
            move_up(&part_folder(folder, 0), folder)?;
            return Index::open_in_dir(folder).map_err(Error::engine(folder));
        }
        let directory = MmapDirectory::open(folder).map_err(|error| Error::engine(folder)(error.into()))?;
        let merged = merge_indices(&written, directory).map_err(Error::engine(folder))?;
        let parts = written.len();
        written.clear();
        for number in 0..parts {
            let part = part_folder(folder, number);
            fs::remove_dir_all(&part).map_err(Error::io(&part))?;
        }
        Ok(merged)
    }
}

impl Drop for Parts {
    /// Of parts that are given up nothing is written any more once they are gone.
    fn drop(&mut self) {
        self.queue = None;
        let _ = self.writing.take().map(JoinHandle::join);
    }
}

fn unwritten(at: &Path) -> Error {
    Error::io(at)(io::Error::other("passages before this one could not be written"))
}

/// The folder of an index, to be named where something fails.
fn place(folder: Option<&Path>) -> &Path {
    folder.unwrap_or(Path::new("memory"))
}

/// What the thread that writes has in hand.
struct Work {
    folder: Option<PathBuf>,
    schema: Schema,
    tokenizers: TokenizerManager,
    /// The memory from which on a part is written, in bytes.
    most_memory: usize,
    written: Vec<Index>,
    open: SingleSegmentIndexWriter<Bundled>,
}

impl Work {
    /// Writes passages until no more come; gives the parts in their order.
    fn write(mut self, bundles: Receiver<Bundle>) -> Result<Vec<Index>, Error> {
        for bundle in bundles {
            for at in 0..bundle.len() {
                self.add(Bundled { bundle: Arc::clone(&bundle), at })?;
            }
        }
        let folder = self.folder.as_deref();
        self.written.push(self.open.finalize().map_err(Error::engine(place(folder)))?);
        Ok(self.written)
    }

    fn add(&mut self, document: Bundled) -> Result<(), Error> {
        let at = place(self.folder.as_deref());
        self.open.add_document(document).map_err(Error::engine(at))?;
        if self.folder.is_some() && self.open.mem_usage() > self.most_memory {
            let next = writer(self.folder.as_deref(), self.written.len() + 1, &self.schema, &self.tokenizers)?;
            let full = std::mem::replace(&mut self.open, next);
            self.written.push(full.finalize().map_err(Error::engine(at))?);
        }
        Ok(())
    }
}

fn writer(
    folder: Option<&Path>,
    number: usize,
    schema: &Schema,
    tokenizers: &TokenizerManager,
) -> Result<SingleSegmentIndexWriter<Bundled>, Error> {
    // Passages are packed on the thread that writes them: handing each block to another takes as long as packing it.
    let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    let builder = Index::builder().schema(schema.clone()).settings(settings).tokenizers(tokenizers.clone());
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

    /// Passages of more than one bundle.
    const MANY: usize = 3 * AT_ONCE + 1;

    /// The stored text of every document of an index made with this much memory, in order.
    fn stored(most_memory: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let (schema, fields) = Fields::schema();
        let mut parts = Parts::with_memory(most_memory, Some(folder.path()), schema, Analyzer::registered()).unwrap();
        for number in 0..MANY {
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
        (0..u32::try_from(MANY).unwrap()).map(text).collect()
    }

    #[test]
    fn parts_are_merged_in_their_order() {
        let in_order: Vec<String> = (0..MANY).map(|number| number.to_string()).collect();
        assert_eq!(stored(usize::MAX), in_order);
        assert_eq!(stored(0), in_order);
    }

    #[test]
    fn what_cannot_be_written_is_told_of_at_once_or_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let (schema, fields) = Fields::schema();
        let mut parts = Parts::with_memory(0, Some(folder.path()), schema, Analyzer::registered()).unwrap();
        fs::write(part_folder(folder.path(), 1), "in the way").unwrap();
        let document = || {
            let mut document = TantivyDocument::new();
            document.add_u64(fields.nature, 0);
            document
        };
        let told = (0..AT_ONCE * WAITING * 3).find_map(|_| parts.add(document()).err());
        assert!(told.is_some_and(|error| error.to_string().contains("part-1")));
        assert!((0..AT_ONCE).any(|_| parts.add(document()).is_err()));
        assert!(parts.finish().is_err());
    }
}
