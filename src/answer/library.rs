//! The wikis that questions are put to: all that a front end holds.

use std::path::Path;

use crate::index::Error;
use crate::lore::{Answer, Nearest, Outcome, Scope, Wiki};

/// The wikis of an index folder, open for questions. Cheap to share, never changes.
#[derive(Debug)]
pub struct Library {}

/// A topic offered while someone types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What to show: the title, and under which other name it was found.
    pub label: String,
    /// What to put into the question: the article's title.
    pub title: String,
}

impl Library {
    /// Opens every wiki of an index folder.
    pub fn open(_index: &Path) -> Result<Library, Error> {
        Ok(Library {})
    }

    /// The wikis, in the order of their folder names.
    pub fn wikis(&self) -> impl Iterator<Item = &Wiki> {
        std::iter::empty()
    }

    /// Answers a question, put to one wiki (by its folder name) or to all.
    pub fn answer(&self, asked: &str, _scope: &Scope, _wiki: Option<&str>) -> Answer {
        let outcome = Outcome::Nothing { nearest: Nearest::default() };
        Answer { asked: asked.to_owned(), wiki: String::new(), topic: None, mended: vec![], unmatched: vec![], outcome }
    }

    /// The topics that begin like what was typed, or nearly, best first; well-known ones for an empty text.
    pub fn complete(&self, _typed: &str, _most: usize) -> Vec<Completion> {
        Vec::new()
    }
}
