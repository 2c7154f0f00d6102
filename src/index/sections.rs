//! Sections: the outline of an article, and the places where a section of some heading begins.

use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use super::Error;
use super::segment::Segment;
use super::wiki_index::WikiIndex;
use crate::lore::Outline;

/// How many sections are looked at, at most, that one word of a heading finds.
const MOST_OF_WORD: usize = 20_000;

impl WikiIndex {
    /// The sections of the article of a number; none for a number too great.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn outline(&self, article: u32) -> Result<Outline, Error> {
        let entry = self.articles().get(article as usize).filter(|entry| entry.passages > 0);
        let Some(entry) = entry else { return Ok(Outline::default()) };
        let Some(stored) = self.stored(entry.first_passage, self.fields.outline)? else {
            return Ok(Outline::default());
        };
        let damaged = |what: String| Error::Damaged { at: self.at().to_owned(), what };
        serde_json::from_str(&stored).map_err(|error| damaged(format!("outline of {}: {error}", entry.title)))
    }

    /// The words of headings that begin like a folded one, in their order and at most `most`.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn heading_words(&self, beginning: &str, most: usize) -> Result<Vec<String>, Error> {
        let Some(inverted) = self.inverted(self.fields.begun)? else { return Ok(Vec::new()) };
        let terms = inverted.terms().range().ge(beginning);
        let mut terms = terms.into_stream().map_err(Error::io(self.at()))?;
        let mut words = Vec::new();
        while words.len() < most && terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
            words.extend(String::from_utf8(terms.key().to_vec()));
        }
        Ok(words)
    }

    /// The numbers of the passages with which a section begins whose heading holds, of each of these sets of exact words, at
    /// least one; in order and at most `most`.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn sections_headed(&self, words: &[Vec<String>], most: usize) -> Result<Vec<u32>, Error> {
        let Some(segment) = &self.segment else { return Ok(Vec::new()) };
        let most_of_word = if words.len() == 1 { most } else { MOST_OF_WORD };
        let mut sets: Vec<Vec<u32>> = Vec::new();
        for alternatives in words {
            sets.push(self.headed_by_any(segment, alternatives, most_of_word)?);
        }
        sets.sort_by_key(Vec::len);
        let Some((rarest, others)) = sets.split_first() else { return Ok(Vec::new()) };
        let of_all = rarest.iter().filter(|number| others.iter().all(|set| set.binary_search(number).is_ok()));
        Ok(of_all.take(most).copied().collect())
    }

    fn headed_by_any(&self, segment: &Segment, words: &[String], most: usize) -> Result<Vec<u32>, Error> {
        let mut numbers = Vec::new();
        for word in words {
            let postings = segment.postings(self.fields.begun, word, IndexRecordOption::Basic, self.at())?;
            numbers.extend(postings.into_iter().flat_map(numbers_of).take(most));
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }
}

fn numbers_of(mut postings: SegmentPostings) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let number = Some(postings.doc()).filter(|number| *number != TERMINATED)?;
        postings.advance();
        Some(number)
    })
}
