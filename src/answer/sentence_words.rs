//! The words of one sentence with what stands between them: names, numbers and years are told apart here.

use std::ops::Range;

use super::claim_words::{multiplier, number};
use crate::lore::{YearSpan, words_of};

/// The words of one sentence, folded.
pub(super) struct Words<'text> {
    pub text: &'text str,
    pub sentence: Range<usize>,
    pub folded: Vec<(Range<usize>, String)>,
    years: &'text [YearSpan],
}

impl<'text> Words<'text> {
    pub(super) fn of(text: &'text str, sentence: &Range<usize>, years: &'text [YearSpan]) -> Words<'text> {
        let shifted = words_of(&text[sentence.clone()]).into_iter();
        let words = shifted.map(|(range, word)| (range.start + sentence.start..range.end + sentence.start, word));
        Words { text, sentence: sentence.clone(), folded: words.collect(), years }
    }

    /// A word, folded; empty beyond the last.
    pub(super) fn word(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", |(_, word)| word)
    }

    pub(super) fn len(&self) -> usize {
        self.folded.len()
    }

    /// The bytes that a word stands in.
    pub(super) fn range(&self, at: usize) -> Range<usize> {
        self.folded.get(at).map_or(self.sentence.end..self.sentence.end, |(range, _)| range.clone())
    }

    /// Whether a word begins with a capital.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.text[self.range(at)].starts_with(char::is_uppercase)
    }

    /// The number that begins at a word, "4,000" or "four thousand", and the word after it. A year is none.
    pub(super) fn number_at(&self, at: usize) -> Option<(u64, usize)> {
        let (range, word) = self.folded.get(at)?;
        let is_year = years_within(self.years, &(self.sentence.start..range.end))
            .last()
            .is_some_and(|span| range.start < span.written.end);
        let (mut found, mut end) = (number(word).or_else(|| word.parse().ok().filter(|_| !is_year))?, at + 1);
        while word.starts_with(|letter: char| letter.is_ascii_digit())
            && self.word(end).len() == 3
            && self.gap_before(end) == ","
        {
            found = found.checked_mul(1_000)?.checked_add(self.word(end).parse().ok()?)?;
            end += 1;
        }
        while let Some(times) = multiplier(self.word(end)) {
            found = found.checked_mul(times)?;
            end += 1;
        }
        Some((found, end))
    }

    /// What stands before a word that is not the first.
    pub(super) fn gap_before(&self, at: usize) -> &str {
        &self.text[self.folded[at - 1].0.end..self.folded[at].0.start]
    }
}

/// The years that begin in a stretch of a passage. A passage's years are in its order.
pub(super) fn years_within<'years>(years: &'years [YearSpan], stretch: &Range<usize>) -> &'years [YearSpan] {
    let begin = |at: usize| years.partition_point(|span| span.written.start < at);
    years.get(begin(stretch.start)..begin(stretch.end)).unwrap_or_default()
}
