//! Words of the wiki that are spelt like a given one.

use std::collections::HashSet;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;

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
        let fields = [self.fields.name_of_article, self.fields.vocabulary, self.fields.source];
        let fields = if titles_only { &fields[..1] } else { &fields };
        let edits_of = |found: &str| strsim::osa_distance(found, word);
        self.like(word, fields, |term| FuzzyTermQuery::new(term, edits, true), edits_of)
    }

    /// Whether an exact word is a name in this wiki: it stands in a title or redirect, or is written with a capital
    /// within sentences in at least half of the passages that hold it.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn is_name(&self, word: &str) -> Result<bool, Error> {
        let is_titled = self.passages_with(self.fields.name_of_article, word)? > 0;
        Ok(is_titled || self.is_told_as_name(word, self.passages_telling(word)?)?)
    }

    /// Whether a word that so many passages tell is written with a capital in at least half of them.
    fn is_told_as_name(&self, word: &str, told: u32) -> Result<bool, Error> {
        let as_name = self.passages_with(self.fields.name, word)?;
        Ok(as_name > 0 && as_name.saturating_mul(2) >= told)
    }

    /// The words of titles that begin within one edit of how a word begins, in no order. `edits` of a result count
    /// from the beginning of equal length.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn near_beginning(&self, beginning: &str) -> Result<Vec<Near>, Error> {
        self.near_beginning_in(self.fields.name_of_article, beginning)
    }

    /// The same of the words of the headings that sections begin with.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn near_beginning_of_heading(&self, beginning: &str) -> Result<Vec<Near>, Error> {
        self.near_beginning_in(self.fields.begun, beginning)
    }

    fn near_beginning_in(&self, field: Field, beginning: &str) -> Result<Vec<Near>, Error> {
        let letters = beginning.chars().count();
        let edits = |found: &str| {
            let end = found.char_indices().nth(letters).map_or(found.len(), |(end, _)| end);
            strsim::osa_distance(&found[..end], beginning)
        };
        self.like(beginning, &[field], |term| FuzzyTermQuery::new_prefix(term, 1, true), edits)
    }

    /// The words of some fields that a query takes for near, with their edits; those of the first field are names.
    fn like(
        &self,
        word: &str,
        fields: &[Field],
        query: impl Fn(Term) -> FuzzyTermQuery,
        edits_of: impl Fn(&str) -> usize,
    ) -> Result<Vec<Near>, Error> {
        let mut near: Vec<Near> = Vec::new();
        let mut seen = HashSet::new();
        let Some(first) = fields.first() else { return Ok(near) };
        // Which words are near is the same for every field.
        let automaton = query(Term::from_field_text(*first, word)).automaton().map_err(Error::engine(self.at()))?;
        for (rank, field) in fields.iter().enumerate() {
            let Some(inverted) = self.inverted(*field)? else { continue };
            let mut terms = inverted.terms().search(&automaton).into_stream().map_err(Error::io(self.at()))?;
            while terms.advance() {
                let Ok(found) = std::str::from_utf8(terms.key()) else { continue };
                if fields.len() == 1 || seen.insert(found.to_owned()) {
                    let edits = edits_of(found);
                    let of_field = terms.value().doc_freq;
                    let (passages, is_name) = if rank == 0 {
                        (of_field, true)
                    } else {
                        // It stands in no title: there it would have been found before.
                        let told = self.passages_telling(found)?;
                        let passages = if *field == self.fields.vocabulary { told } else { of_field };
                        (passages, self.is_told_as_name(found, told)?)
                    };
                    near.push(Near { word: found.to_owned(), edits, is_name, passages });
                }
            }
        }
        Ok(near)
    }
}
