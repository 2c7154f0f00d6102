//! A text cut into runs of letters and digits, as years are read from it.

use std::borrow::Cow;
use std::ops::Range;

/// A word of the text in lower case with the place it stands in; punctuation is what lies between.
struct Token<'text> {
    range: Range<usize>,
    word: Cow<'text, str>,
}

/// The runs of letters and digits of a text outside its masked ranges, by their place in it. A place beyond the last
/// one holds an empty word.
pub(super) struct Tokens<'text> {
    text: &'text str,
    tokens: Vec<Token<'text>>,
}

impl<'text> Token<'text> {
    fn of(text: &'text str, range: Range<usize>) -> Token<'text> {
        let written = &text[range.clone()];
        // Most words are in lower case as they stand.
        let is_lower = written.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let lower = || Cow::Owned(written.chars().flat_map(char::to_lowercase).collect());
        Token { range, word: if is_lower { Cow::Borrowed(written) } else { lower() } }
    }
}

impl<'text> Tokens<'text> {
    pub(super) fn of(text: &'text str, masked: &[Range<usize>]) -> Tokens<'text> {
        let mut tokens: Vec<Token<'text>> = Vec::new();
        let mut masks = masked.iter().peekable();
        let mut from = None;
        for (at, letter) in text.char_indices() {
            while masks.next_if(|mask| mask.end <= at).is_some() {}
            let hidden = masks.peek().is_some_and(|mask| mask.start <= at);
            if !hidden && letter.is_alphanumeric() {
                from.get_or_insert(at);
            } else if let Some(from) = from.take() {
                tokens.push(Token::of(text, from..at));
            }
        }
        tokens.extend(from.map(|from| Token::of(text, from..text.len())));
        Tokens { text, tokens }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn has(&self, at: usize) -> bool {
        at < self.tokens.len()
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_ref())
    }

    /// A word in the letter case of the text.
    pub(super) fn as_written(&self, at: usize) -> &'text str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    /// The word `back` places before a token, or an empty one.
    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// The byte range from one token to another, both included.
    pub(super) fn range(&self, from: usize, to: usize) -> Range<usize> {
        self.tokens[from].range.start..self.tokens[to].range.end
    }

    /// What stands between a token and the next one, or the end of the text.
    pub(super) fn gap_after(&self, at: usize) -> &'text str {
        let start = self.tokens.get(at).map_or(self.text.len(), |token| token.range.end);
        self.tokens.get(at + 1).map_or(&self.text[start..], |next| &self.text[start..next.range.start])
    }

    /// What stands between a token and the one before it, or the beginning of the text.
    pub(super) fn gap_before(&self, at: usize) -> &'text str {
        match at.checked_sub(1) {
            Some(previous) => self.gap_after(previous),
            None => &self.text[..self.tokens.first().map_or(0, |token| token.range.start)],
        }
    }

    /// Whether a token is a run of digits and nothing else.
    pub(super) fn is_digits(&self, at: usize) -> bool {
        is_digits(self.word(at))
    }
}

pub(super) fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether this is a hyphen, which makes one word of two, and nothing else.
pub(super) fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}")
}

/// Whether this may stand between the years of a range: a hyphen or a dash.
pub(super) fn is_dash(gap: &str) -> bool {
    is_hyphen(gap) || matches!(gap, "\u{2012}" | "\u{2013}" | "\u{2014}")
}
