//! The stamp of an index: what it was built from and by, so that an outdated one is noticed and named.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::calibration::Calibration;
use crate::lore::{Attribution, Passage, PassageKind, Wiki};

/// The number of the index format. It grows with every change that an older program could not read.
pub const FORMAT: u32 = 10;

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
    /// How sure questions seem that the wiki does not answer.
    pub calibration: Calibration,
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
    /// Other titles that lead to them.
    pub redirects: usize,
    /// Sections with passages, the text above all headings included.
    pub sections: usize,
    /// Passages: the sum of their kinds, and also of those that are cited, cited later and uncited.
    pub passages: usize,
    /// Passages by what they are made of.
    pub kinds: KindCounts,
    /// Passages that name a source themselves.
    pub cited: usize,
    /// Passages without a citation of their own whose section names one later.
    pub cited_later: usize,
    /// Passages with no citation of their own nor a later one in their section.
    pub uncited: usize,
    /// Citations that passages name themselves: the sum of their kinds.
    pub citations: usize,
    /// These citations by the kind of the outermost work they name; those that name none under an empty name.
    pub citation_kinds: BTreeMap<String, usize>,
}

/// How many passages there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCounts {
    /// Running text.
    pub paragraphs: usize,
    /// Lists, each one passage.
    pub lists: usize,
    /// Tables, each one passage.
    pub tables: usize,
    /// Quotations set apart.
    pub quotes: usize,
    /// Lines of boxes of facts.
    pub facts: usize,
    /// Notes at the foot of pages.
    pub footnotes: usize,
}

impl Counts {
    /// Counts a passage.
    pub(super) fn add(&mut self, passage: &Passage) {
        self.passages += 1;
        let kinds = &mut self.kinds;
        let kind = match passage.kind {
            PassageKind::Paragraph => &mut kinds.paragraphs,
            PassageKind::List => &mut kinds.lists,
            PassageKind::Table => &mut kinds.tables,
            PassageKind::Quote => &mut kinds.quotes,
            PassageKind::Fact => &mut kinds.facts,
            PassageKind::Footnote => &mut kinds.footnotes,
        };
        *kind += 1;
        match passage.attribution {
            Attribution::Direct => {
                self.cited += 1;
                self.citations += passage.citations.len();
                for citation in &passage.citations {
                    let kind = citation.works.first().map(|work| work.medium.clone()).unwrap_or_default();
                    *self.citation_kinds.entry(kind).or_default() += 1;
                }
            }
            Attribution::LaterInSection => self.cited_later += 1,
            Attribution::Uncited => self.uncited += 1,
        }
    }
}
