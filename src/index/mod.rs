//! The full-text index: the one room that knows tantivy, and the only one that touches `index/`.
//!
//! It keeps passages and finds them again by words and years. It judges nothing: what is an answer is decided in
//! [`crate::answer`]. An index is a folder `index/<wiki>/` with one generation of files in it and a file `CURRENT` that
//! names it; a generation is written once and never changed.

mod agreement;
mod aliases;
mod analyzer;
mod beginnings;
mod calibration;
mod checksums;
mod exact;
mod first_stage;
mod generation;
mod irregular_forms;
mod nature;
mod opening;
mod parts;
mod reading;
mod schema;
mod second_stage;
mod sections;
mod segment;
mod span_code;
mod stamp;
mod stems;
mod suggest;
mod titles;
mod told;
mod union;
mod weights;
mod wiki_index;
mod writer;

use std::path::PathBuf;

pub use analyzer::Word;
pub use calibration::Calibration;
pub use first_stage::{Scored, Searching};
#[cfg(test)]
pub use reading::telltales_noted;
pub use second_stage::{AsksFor, Ranked, Ranking, Sought, Weighed};
pub use stamp::{Counts, KindCounts, Source, Stamp};
pub use suggest::Near;
pub use titles::{ArticleEntry, TopicMatch};
pub use weights::{PARTS, Part, Weights};
pub use wiki_index::{Known, StoredPassage, WikiIndex};
pub use writer::{Writer, build_in_memory};

/// The folder names of the wikis in an index folder, in order.
///
/// # Errors
/// When the folder cannot be listed.
pub fn wikis_in(index: &std::path::Path) -> Result<Vec<String>, Error> {
    generation::wikis_in(index)
}

/// What tells the generation in use of each wiki in an index folder from any other, by the wiki's folder name, in order: it
/// changes whenever a build or a step back puts another in use.
///
/// # Errors
/// When the folder cannot be listed.
pub fn in_use(index: &std::path::Path) -> Result<Vec<(String, String)>, Error> {
    generation::in_use(index)
}

/// Puts the index of a wiki (`index/<wiki>/`) back in use that was in use before the present one; gives its folder.
///
/// # Errors
/// When there is none, it is damaged or of another version, or a build is running.
pub fn step_back(wiki_dir: &std::path::Path) -> Result<std::path::PathBuf, Error> {
    generation::step_back(wiki_dir, |folder| WikiIndex::open_proven_generation(folder).map(drop))
}

/// The index of a wiki (`index/<wiki>/`) that was in use before the present one, every byte of it read; `None` where there is
/// none. Nothing is changed.
///
/// # Errors
/// When it is damaged or of another version, or which one is in use cannot be read.
pub fn earlier(wiki_dir: &std::path::Path) -> Result<Option<PathBuf>, Error> {
    let Some(folder) = generation::earlier(wiki_dir)? else { return Ok(None) };
    WikiIndex::open_proven_generation(&folder)?;
    Ok(Some(folder))
}

/// The length of a wiki's index in use, in bytes; 0 where there is none.
pub fn size_on_disk(wiki_dir: &std::path::Path) -> u64 {
    let files = generation::current(wiki_dir).ok().and_then(|folder| std::fs::read_dir(folder).ok());
    let lengths = files.into_iter().flatten().filter_map(|file| file.ok()?.metadata().ok()).map(|file| file.len());
    lengths.sum()
}

/// Why an index cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no generation before the one in use.
    #[error("no earlier index in {} to go back to; it stays as it is", .0.display())]
    NoEarlier(PathBuf),
    /// Whoever looked at the new index would not have it in use.
    #[error("{}: the new index is not put in use ({why}); the old one stays", .at.display())]
    Refused {
        /// The wiki's index folder.
        at: PathBuf,
        /// Why not.
        why: String,
    },
    /// There is no index where one was looked for.
    #[error("no index at {}; run `lorebot index`", .0.display())]
    Missing(PathBuf),
    /// The index was made by another version of the program, or with another analyzer.
    #[error("the index at {} {why}; run `lorebot index`", .at.display())]
    Unfit {
        /// The wiki's index folder.
        at: PathBuf,
        /// What is different.
        why: &'static str,
    },
    /// Files of the index are damaged or missing.
    #[error("the index at {} is damaged ({what}); run `lorebot index`", .at.display())]
    Damaged {
        /// The wiki's index folder.
        at: PathBuf,
        /// What was noticed.
        what: String,
    },
    /// Another rebuild of the same wiki is running.
    #[error("another `lorebot index` is at work on {}; wait for it to end", .0.display())]
    Busy(PathBuf),
    /// A file could not be read or written.
    #[error("{}: {source}", .at.display())]
    Io {
        /// The file or folder.
        at: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// tantivy refused.
    #[error("the index at {}: {source}; run `lorebot index`", .at.display())]
    Engine {
        /// The wiki's index folder.
        at: PathBuf,
        /// What tantivy said.
        source: Box<tantivy::TantivyError>,
    },
}

impl Error {
    fn io(at: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let at = at.into();
        move |source| Error::Io { at, source }
    }

    fn engine(at: impl Into<PathBuf>) -> impl FnOnce(tantivy::TantivyError) -> Error {
        let at = at.into();
        move |source| Error::Engine { at, source: Box::new(source) }
    }
}
