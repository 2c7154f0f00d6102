//! How the words before a year place an event against it.

use super::Bound;
use super::year_tokens::Tokens;
use super::year_words::{ABOUT, BETWEEN_PREPOSITION_AND_YEAR};

/// How the words around a year, which stands from one token to another, place the event.
pub(super) fn bound(tokens: &Tokens, from: usize, to: usize, question: bool) -> Bound {
    let onwards = matches!(tokens.word(to + 1), "on" | "onward" | "onwards");
    let Some(index) = governing_word(tokens, from) else {
        return Bound::Within;
    };
    match tokens.word(index) {
        "before" | "pre" => Bound::Before,
        "by" | "until" | "till" | "til" => Bound::UpTo,
        "to" if tokens.before(index, 1) == "prior" => Bound::Before,
        "to" if tokens.before(index, 1) == "up" => Bound::UpTo,
        "than"
            if matches!(tokens.before(index, 1), "later" | "earlier")
                && matches!(tokens.before(index, 2), "no" | "not") =>
        {
            if tokens.before(index, 1) == "later" {
                Bound::UpTo
            } else {
                Bound::From
            }
        }
        "than" if tokens.before(index, 1) == "earlier" => Bound::Before,
        "than" if tokens.before(index, 1) == "later" => Bound::After,
        "after" | "following" | "post" => Bound::After,
        "since" => Bound::From,
        "from" if onwards || question => Bound::From,
        about if ABOUT.contains(&about) => Bound::About,
        _ => Bound::Within,
    }
}

/// The place of the word that governs a year: the first before it that is not part of a date. "The" is part of "the
/// 2380s" and "the year 2409", while "by the 2293 treaty" says who, not when.
pub(super) fn governing_word(tokens: &Tokens, at: usize) -> Option<usize> {
    if tokens.before(at, 1) == "the" && tokens.is_digits(at) {
        return None;
    }
    let mut index = at.checked_sub(1)?;
    loop {
        if sentence_ends_before(tokens, index + 1) {
            return None;
        }
        let word = tokens.word(index);
        let day = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        if !day && !BETWEEN_PREPOSITION_AND_YEAR.contains(&word) {
            return Some(index);
        }
        index = index.checked_sub(1)?;
    }
}

/// Whether a sentence ends between a token and the one before it. The full stop of "c. 2150" ends none.
fn sentence_ends_before(tokens: &Tokens, at: usize) -> bool {
    let gap = tokens.gap_before(at);
    let abbreviates = gap.trim_end() == "." && ABOUT.contains(&tokens.before(at, 1));
    gap.contains(['.', ';', '!', '?']) && !abbreviates
}
