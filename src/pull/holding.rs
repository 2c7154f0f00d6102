//! What is there of a wiki on disk: the export of an earlier run, and over it what this run has fetched.

use std::path::Path;

use super::Error;
use super::journal::Journal;
use super::merge::{Base, Known, Merged, merge};
use super::site::Site;

/// What is there of a wiki.
#[derive(Debug)]
pub struct Holding {
    /// The export of an earlier run; none where everything is fetched.
    pub base: Option<Base>,
    /// What this run has fetched, with what one before it has that was ended.
    pub journal: Journal,
}

impl Holding {
    /// What is known of the page of this title.
    pub fn page(&self, title: &str) -> Option<Known> {
        if let Some(place) = self.journal.page(title) {
            return Some(Known { namespace: place.namespace, revision: place.revision });
        }
        let base = self.base.as_ref().filter(|_| !self.journal.is_gone(title))?;
        base.page(title).copied()
    }

    /// Whether a page is there in this revision or a later one.
    pub fn has(&self, title: &str, revision: u64) -> bool {
        self.page(title).and_then(|known| known.revision).is_some_and(|known| known >= revision)
    }

    /// The titles of all pages, in no order.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        let (base, journal) = (self.base.as_ref(), &self.journal);
        let kept = |title: &&str| !journal.is_gone(title) && journal.page(title).is_none();
        journal.titles().chain(base.into_iter().flat_map(Base::titles).filter(kept))
    }

    /// The number of pages that are there.
    pub fn len(&self) -> u64 {
        self.titles().count() as u64
    }

    /// Writes all of it as the export at `at`.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub fn write(&mut self, site: &Site, at: &Path) -> Result<Merged, Error> {
        merge(self.base.as_ref(), &mut self.journal, site, at)
    }
}
