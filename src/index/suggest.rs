//! Words of the wiki that are spelt like a given one.

use std::collections::HashSet;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::Error;
use super::wiki_index::WikiIndex;

/// A word of the wiki near another in spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// The word in its exact form.
    pub word: String,
    /// The edits between the two: letters added, dropped, changed, or swapped with a neighbour.
    pub edits: usize,
    /// Whether it is a name: it stands in a title or redirect, or is mostly written with a capital.
    pub is_name: bool,
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

    /// Whether an exact word is a name in this wiki: it stands in a title or redirect, or is written with a capital
    /// within sentences in at least half of the passages that hold it.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn is_name(&self, word: &str) -> Result<bool, Error> {
        let [title, surface, _] = self.dictionary_fields();
        let (in_titles, as_name) = (self.passages_with(title, word)?, self.passages_with(self.name_field(), word)?);
        Ok(in_titles > 0 || (as_name > 0 && as_name * 2 >= self.passages_with(surface, word)?))
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
        let mut seen = HashSet::new();
        let fields = self.dictionary_fields();
        for (rank, field) in fields.into_iter().enumerate().take(if titles_only { 1 } else { fields.len() }) {
            let Some(inverted) = self.inverted(field)? else { continue };
            let automaton = query(Term::from_field_text(field, word)).automaton().map_err(Error::engine(self.at()))?;
            let mut terms = inverted.terms().search(automaton).into_stream().map_err(Error::io(self.at()))?;
            while terms.advance() {
                let Ok(found) = std::str::from_utf8(terms.key()) else { continue };
                if seen.insert(found.to_owned()) {
                    let edits = strsim::osa_distance(found, word);
                    let passages = terms.value().doc_freq;
                    let is_name = rank == 0 || self.is_name(found)?;
                    near.push(Near { word: found.to_owned(), edits, is_name, passages });
                }
            }
        }
        Ok(near)
    }
}
