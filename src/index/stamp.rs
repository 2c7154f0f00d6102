//! The stamp of an index: what it was built from and by, so that an outdated one is noticed and named.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::lore::Wiki;

/// The number of the index format. It grows with every change that an older program could not read.
pub const FORMAT: u32 = 2;

/// What an index was built from and by. It lies beside the index as `stamp.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stamp {
    /// The format of the files.
    pub format: u32,
    /// The fingerprint of the analyzer that split the texts.
    pub analyzer: String,
    /// The wiki as its profile tells it.
    pub wiki: Wiki,
    /// The folder it was built from, where it was built from one.
    pub data: Option<PathBuf>,
    /// Its source files, in order.
    pub sources: Vec<Source>,
    /// How much there is of what.
    pub counts: Counts,
}

/// One source file of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's path within the wiki's folder, with `/` between its parts.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// How much an index holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Articles, pages that only lead elsewhere included.
    pub articles: usize,
    /// Sections with passages, the text above all headings included.
    pub sections: usize,
    /// Passages.
    pub passages: usize,
    /// Citations that passages name themselves.
    pub citations: usize,
    /// Passages without a citation of their own whose section names one later.
    pub cited_later: usize,
    /// Passages with no citation of their own nor a later one in their section.
    pub uncited: usize,
}
