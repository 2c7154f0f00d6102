//! The names of a wiki by how they begin, each from every one of its words on.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// How many starts are put in order to find one article: several may be of the same.
const ORDERED: usize = 8;
/// What begins so many starts is remembered with the articles found: letters and syllables, which begin much.
const MUCH_BEGUN: usize = 1_000;
/// For so many articles, which is what one completion offers at most.
const REMEMBERED_ARTICLES: usize = 25;
/// How many beginnings are remembered; more are forgotten together.
const REMEMBERED: usize = 1_000;

/// An article, and which of its names, as [`super::ArticleEntry::names`] counts.
pub(super) type Named = (u32, u32);

/// All folded names from each of their words on.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    /// The folded names, one behind the other.
    names: String,
    /// Sorted by what they begin with, once [`Beginnings::sort`] has been called.
    starts: Vec<Start>,
    remembered: Mutex<HashMap<String, Vec<Named>>>,
}

/// A folded name from one of its words on.
#[derive(Debug, Clone, Copy)]
struct Start {
    /// Where in all names its text begins and ends.
    from: usize,
    end: usize,
    article: u32,
    name: u32,
    /// Whether it is not the whole name.
    is_part: bool,
}

impl Beginnings {
    /// Adds a folded name.
    pub(super) fn add(&mut self, folded: &str, article: u32, name: u32) {
        let from = self.names.len();
        self.names.push_str(folded);
        let end = self.names.len();
        let words = folded.match_indices(' ').map(|(at, _)| at + 1);
        let start = |at: usize| Start { from: from + at, end, article, name, is_part: at > 0 };
        self.starts.extend(std::iter::once(0).chain(words).map(start));
    }

    /// Makes ready to be asked.
    pub(super) fn sort(&mut self) {
        let names = &self.names;
        let key = |start: &Start| (&names[start.from..start.end], start.article, start.name, start.is_part);
        self.starts.sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        self.starts.shrink_to_fit();
        self.names.shrink_to_fit();
    }

    /// The articles one of whose names has a word that begins like a folded text. Names that begin so themselves come first,
    /// shorter ones before longer ones; an article comes once.
    pub(super) fn beginning(&self, folded: &str, most: usize) -> Vec<Named> {
        let from = self.starts.partition_point(|start| self.text(start) < folded);
        let count = self.starts[from..].partition_point(|start| self.text(start).starts_with(folded));
        let begun = &self.starts[from..from + count];
        if count < MUCH_BEGUN || most > REMEMBERED_ARTICLES {
            return best(begun, most);
        }
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        let found = remembered.entry(folded.to_owned()).or_insert_with(|| best(begun, REMEMBERED_ARTICLES));
        found.iter().take(most).copied().collect()
    }

    fn text(&self, start: &Start) -> &str {
        &self.names[start.from..start.end]
    }
}

/// The articles of some starts, the best first.
fn best(begun: &[Start], most: usize) -> Vec<Named> {
    let mut found: Vec<&Start> = begun.iter().collect();
    let key = |start: &&Start| (start.is_part, start.name > 0, start.end - start.from, start.article);
    let ordered = most.saturating_mul(ORDERED);
    if found.len() > ordered {
        found.select_nth_unstable_by_key(ordered, key);
        let (first, rest) = found.split_at_mut(ordered);
        first.sort_by_key(key);
        let articles = distinct(first, most);
        if articles.len() == most {
            return articles;
        }
        rest.sort_by_key(key);
    } else {
        found.sort_by_key(key);
    }
    distinct(&found, most)
}

/// The first articles of some starts, each once.
fn distinct(starts: &[&Start], most: usize) -> Vec<Named> {
    let mut articles: Vec<Named> = Vec::new();
    for start in starts {
        if articles.len() < most && !articles.iter().any(|(known, _)| *known == start.article) {
            articles.push((start.article, start.name));
        }
    }
    articles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_much_is_found_again_as_the_first_time() {
        let mut beginnings = Beginnings::default();
        for article in 0..2_000 {
            beginnings.add(&format!("osa {article}"), article, 0);
            beginnings.add(&format!("mill of osa {article}"), article, 1);
        }
        beginnings.sort();
        let first = beginnings.beginning("osa", 25);
        assert_eq!(first[..3], [(0, 0), (1, 0), (2, 0)]);
        assert_eq!(beginnings.beginning("osa", 25), first);
        assert_eq!(beginnings.beginning("osa", 4), first[..4]);
        assert_eq!(beginnings.beginning("osa", 30).len(), 30);
        assert_eq!(beginnings.beginning("osa 199", 25)[0], (199, 0));
        for number in 0..3_000 {
            beginnings.beginning(&"osa"[..number % 4], 1);
            assert!(beginnings.remembered.lock().unwrap().len() <= REMEMBERED);
        }
    }
}
