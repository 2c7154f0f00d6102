//! Opening an index: what is looked at before it is trusted, and what is read once more when that is asked for.

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tantivy::Index;

use super::checksums::Checksums;
use super::stamp::{FORMAT, Stamp};
use super::wiki_index::{WikiIndex, analyzer_of};
use super::writer::{CONTENTS, STAMP, read_file};
use super::{Error, generation};

/// How much of a generation's files is looked at before the engine sees them.
type Look = fn(&Checksums, &Path) -> Result<(), String>;

impl WikiIndex {
    /// Opens the index of a wiki under `index/<wiki>/`. Of its files the lengths are compared with what was written, and the
    /// content of the smaller ones.
    ///
    /// # Errors
    /// When there is none, it is of another format or analyzer, or its files are damaged; each says what mends it.
    pub fn open(wiki_dir: &Path) -> Result<WikiIndex, Error> {
        open_after(Checksums::look_over, &generation::current(wiki_dir)?)
    }

    /// The same once every byte has been read.
    ///
    /// # Errors
    /// Those of [`WikiIndex::open`] and [`WikiIndex::prove`].
    pub fn open_proven(wiki_dir: &Path) -> Result<WikiIndex, Error> {
        Self::open_proven_generation(&generation::current(wiki_dir)?)
    }

    pub(super) fn open_proven_generation(folder: &Path) -> Result<WikiIndex, Error> {
        open_after(Checksums::prove, folder)
    }

    /// Reads every byte of an index that is open, for files may be damaged while it answers.
    ///
    /// # Errors
    /// When a file is damaged.
    pub fn prove(&self) -> Result<(), Error> {
        let Some(folder) = &self.folder else { return Ok(()) };
        Checksums::of(folder).and_then(|checksums| checksums.prove(folder)).map_err(|what| self.damaged(what))
    }

    /// Has the engine compare its own checksums, which are older than those of the files it has just written, and counts
    /// the passages.
    ///
    /// # Errors
    /// When a file was damaged while it was written, or there are other passages than the stamp says.
    pub(super) fn agrees_with_the_engine(&self) -> Result<(), Error> {
        let (held, told) = (self.len() as usize, self.stamp().counts.passages);
        if held != told {
            return Err(self.damaged(format!("{held} passages instead of {told}")));
        }
        let Some(folder) = &self.folder else { return Ok(()) };
        let index = Index::open_in_dir(folder).map_err(Error::engine(self.at()))?;
        let broken = index.validate_checksum().map_err(Error::engine(self.at()))?;
        match broken.iter().min() {
            Some(file) => Err(self.damaged(format!("checksum of {}", file.display()))),
            None => Ok(()),
        }
    }

    fn damaged(&self, what: String) -> Error {
        Error::Damaged { at: self.at().to_owned(), what }
    }
}

fn open_after(look: Look, folder: &Path) -> Result<WikiIndex, Error> {
    let at = folder.parent().unwrap_or(folder).to_owned();
    let held = generation::hold(folder);
    let damaged = |what: String| Error::Damaged { at: at.clone(), what };
    if json::<Format>(folder, STAMP).map_err(damaged)?.format != FORMAT {
        return Err(Error::Unfit { at, why: "was made by another version of lorebot" });
    }
    let stamp: Stamp = json(folder, STAMP).map_err(damaged)?;
    // Of an index that is to be made anew in any case, that is what is said.
    analyzer_of(&stamp, &at)?;
    Checksums::of(folder).and_then(|checksums| look(&checksums, folder)).map_err(damaged)?;
    let contents = json(folder, CONTENTS).map_err(damaged)?;
    let index = Index::open_in_dir(folder).map_err(|error| damaged(error.to_string()))?;
    Ok(WikiIndex::of(&index, contents, stamp, at)?.lying_in(folder, held))
}

/// A file of a generation.
///
/// # Errors
/// With what is wrong, where it cannot be read.
fn json<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, String> {
    let bytes = read_file(&folder.join(name)).map_err(|error| error.to_string())?;
    serde_json::from_slice(&bytes).map_err(|error| format!("{name}: {error}"))
}

/// The one key of a stamp that every version has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}
