//! The marks of eras, made ready to be met in a text.

use super::Era;
use super::year_tokens::{Tokens, is_digits};
use super::year_words::LIKE_MARKS;

/// A way of writing that a number is a year of an era.
pub(super) struct Mark<'era> {
    pub(super) era: &'era Era,
    pub(super) place: MarkPlace,
    /// The first letter or digit of its words.
    pub(super) first: char,
    /// Its words in lower case, free of full stops; none is empty, and there is one at least.
    words: Vec<String>,
    /// Whether only capitals will do, for in small letters it would be a word of its own: "AC", "me".
    is_cased: bool,
}

/// Where a mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkPlace {
    /// Before the number.
    Before,
    /// After it.
    After,
    /// After it as the name of the era, to which other words may lead: "3019 of the Third Age".
    AfterAsName,
}

/// The marks of eras in their order, those of each before its name. Whoever asks a question may write most of them in
/// small letters.
pub(super) fn marks_of(eras: &[Era], question: bool) -> Vec<Mark<'_>> {
    let marks = eras.iter().flat_map(|era| {
        let written = era.marks.iter().filter_map(|mark| match (mark.strip_suffix('#'), mark.strip_prefix('#')) {
            (Some(words), _) => Some((words, MarkPlace::Before)),
            (None, Some(words)) => Some((words, MarkPlace::After)),
            (None, None) => None,
        });
        let named = [MarkPlace::Before, MarkPlace::AfterAsName].map(|place| (era.name.as_str(), place));
        written.chain(named).filter_map(move |(words, place)| Mark::of(era, words, place, question))
    });
    marks.collect()
}

impl<'era> Mark<'era> {
    fn of(era: &'era Era, written: &str, place: MarkPlace, question: bool) -> Option<Mark<'era>> {
        let letters = |word: &str| word.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
        let words = written.split_whitespace().map(|word| letters(word).to_lowercase());
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        let is_capital = !written.contains(char::is_lowercase);
        let is_cased = is_capital && (!question || words.iter().any(|word| LIKE_MARKS.contains(&word.as_str())));
        let first = words.first()?.chars().next()?;
        Some(Mark { era, place, first, words, is_cased })
    }

    /// The token after the mark, where it stands from a token on. "TA" may be written "T.A.".
    pub(super) fn end_of(&self, tokens: &Tokens, at: usize) -> Option<usize> {
        let mut end = at;
        for (place, word) in self.words.iter().enumerate() {
            if place > 0 && !tokens.gap_after(end - 1).trim_start_matches('.').trim().is_empty() {
                return None;
            }
            end = end_of_word(word, tokens, end)?;
        }
        (at..end).all(|token| self.is_written_right(tokens.as_written(token))).then_some(end)
    }

    /// The digits that follow the mark within its word: "TA3019".
    pub(super) fn before_digits<'text>(&self, tokens: &'text Tokens, at: usize) -> Option<&'text str> {
        self.glued(tokens, at, tokens.word(at).strip_prefix(self.only_word()?)?)
    }

    /// The digits that the mark follows within its word: "19BBY".
    pub(super) fn after_digits<'text>(&self, tokens: &'text Tokens, at: usize) -> Option<&'text str> {
        self.glued(tokens, at, tokens.word(at).strip_suffix(self.only_word()?)?)
    }

    fn glued<'text>(&self, tokens: &Tokens, at: usize, digits: &'text str) -> Option<&'text str> {
        (is_digits(digits) && self.is_written_right(tokens.as_written(at))).then_some(digits)
    }

    fn only_word(&self) -> Option<&str> {
        self.words.first().filter(|_| self.words.len() == 1).map(String::as_str)
    }

    fn is_written_right(&self, written: &str) -> bool {
        !self.is_cased || !written.contains(char::is_lowercase)
    }
}

/// The token after a word that may be written with full stops between its letters, unless more letters stand before
/// them: "U.S.A. 1977" is no year of the "S.A.".
fn end_of_word(word: &str, tokens: &Tokens, at: usize) -> Option<usize> {
    let (mut rest, mut end) = (word, at);
    loop {
        let token = Some(tokens.word(end)).filter(|token| !token.is_empty())?;
        rest = rest.strip_prefix(token)?;
        if rest.is_empty() {
            return Some(end + 1);
        }
        let goes_on = tokens.gap_after(end).trim_end() == "." && (at == 0 || tokens.gap_before(at) != ".");
        if !goes_on {
            return None;
        }
        end += 1;
    }
}
