//! Words of the wiki that are spelt like a given one.

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::Error;
use super::search::WikiIndex;

/// A word of the wiki near another in spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The word in its exact form.
    pub word: String,
    /// The edits between the two: letters added, dropped, changed, or swapped with a neighbour.
    pub edits: usize,
    /// Whether it stands in a title or redirect.
    pub in_title: bool,
    /// How many passages hold it in that field.
    pub passages: u32,
}

impl WikiIndex {
    /// The words of the wiki within `edits` (at most 2) of a word, in no order; in titles only, or everywhere.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn near(&self, word: &str, edits: u8, titles_only: bool) -> Result<Vec<Near>, Error> {
        self.like(word, titles_only, |term| FuzzyTermQuery::new(term, edits, true))
    }

    /// The words of titles that begin within one edit of how a word begins, in no order. `edits` of a result count
    /// from the beginning of equal length.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn near_beginning(&self, beginning: &str) -> Result<Vec<Near>, Error> {
        let mut near = self.like(beginning, true, |term| FuzzyTermQuery::new_prefix(term, 1, true))?;
        for found in &mut near {
            let start: String = found.word.chars().take(beginning.chars().count()).collect();
            found.edits = strsim::osa_distance(&start, beginning);
        }
        Ok(near)
    }

    fn like(&self, word: &str, titles_only: bool, query: impl Fn(Term) -> FuzzyTermQuery) -> Result<Vec<Near>, Error> {
        let mut near: Vec<Near> = Vec::new();
        let fields = self.dictionary_fields();
        for (rank, field) in fields.into_iter().enumerate().take(if titles_only { 1 } else { fields.len() }) {
            let Some(inverted) = self.inverted(field)? else { continue };
            let automaton = query(Term::from_field_text(field, word)).automaton().map_err(Error::engine(self.at()))?;
            let mut terms = inverted.terms().search(automaton).into_stream().map_err(Error::io(self.at()))?;
            while terms.advance() {
                let Ok(found) = std::str::from_utf8(terms.key()) else { continue };
                if !near.iter().any(|known| known.word == found) {
                    let edits = strsim::osa_distance(found, word);
                    let passages = terms.value().doc_freq;
                    near.push(Near { word: found.to_owned(), edits, in_title: rank == 0, passages });
                }
            }
        }
        Ok(near)
    }
}
