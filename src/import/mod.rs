//! Text to articles: knows markup, knows no index.
//!
//! Reading never fails: what cannot be read is told as a [`Trouble`] with file and line, and the rest is still read.

use crate::lore::{Article, Wiki};

/// What the wiki's `wiki.toml` says, as far as reading needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// What answers need to know; kept inside the index.
    pub wiki: Wiki,
}

/// Something that could not be read, for the person who looks after the files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Trouble {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do, in lower case without a full stop.
    pub what: String,
}

/// Reads a `wiki.toml`. `file` names it in troubles; `id` is the wiki's folder name.
///
/// # Errors
/// When it is no TOML, lacks a key that is needed or has one that is not known.
pub fn read_profile(_text: &str, file: &str, _id: &str) -> Result<Profile, Trouble> {
    Err(Trouble { file: file.to_owned(), line: 1, what: "not written yet".to_owned() })
}

/// Reads one article file. `file` names it in troubles and tells its format by its ending, and its title where nothing
/// else does. `None` where the file holds no article at all.
pub fn read_article(_file: &str, _text: &str, _profile: &Profile) -> (Option<Article>, Vec<Trouble>) {
    (None, Vec::new())
}
