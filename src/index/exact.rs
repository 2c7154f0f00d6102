//! Texts cut into exact words: folded as names are, without possessives; hyphenated words whole and in parts.

use std::ops::Range;

use crate::lore::{FoldedWord, FoldedWords, is_apostrophe};

/// The longest word that is indexed, in bytes; longer ones are noise, such as encoded data.
pub(super) const MAX_WORD_BYTES: usize = 80;
/// The most parts of a hyphenated word that are joined to a whole; a longer chain is no name.
const MAX_PARTS: usize = 5;
/// What stands between two sentences, or before the first one of a quotation.
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', ':', '"', '\u{201C}', '\n'];

/// An exact word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExactWord<'words> {
    pub text: &'words str,
    /// The bytes it stands in.
    pub range: Range<usize>,
    /// Its place among the words, counted from 0; a hyphenated word stands where its first part does.
    pub place: usize,
    /// Whether it is a hyphenated word as a whole.
    pub is_whole: bool,
}

/// The exact words of a text in order; a hyphenated one comes first as a whole, then in parts.
pub(super) struct ExactWords {
    /// What the words are made of.
    folded: String,
    words: Vec<Placed>,
}

/// A word by where it stands among what the words are made of.
struct Placed {
    folded: Range<usize>,
    range: Range<usize>,
    place: usize,
    is_whole: bool,
}

impl ExactWords {
    /// The exact words of a text.
    pub(super) fn of(text: &str) -> ExactWords {
        let FoldedWords { folded, words: mut parts } = FoldedWords::of(text);
        for part in &mut parts {
            cut_possessive(&text[part.range.clone()], &mut part.folded);
        }
        let mut exact = ExactWords { folded, words: Vec::with_capacity(parts.len()) };
        let mut at = 0;
        while at < parts.len() {
            let joined = &parts[at..at + hyphenated(text, &parts[at..])];
            if (2..=MAX_PARTS).contains(&joined.len()) {
                let range = joined[0].range.start..joined[joined.len() - 1].range.end;
                let folded = exact.together(joined);
                exact.push(Placed { folded, range, place: at, is_whole: true });
            }
            for (place, FoldedWord { range, folded }) in (at..).zip(joined) {
                exact.push(Placed { folded: folded.clone(), range: range.clone(), place, is_whole: false });
            }
            at += joined.len();
        }
        exact
    }

    /// The words in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = ExactWord<'_>> {
        self.words.iter().map(|Placed { folded, range, place, is_whole }| ExactWord {
            text: &self.folded[folded.clone()],
            range: range.clone(),
            place: *place,
            is_whole: *is_whole,
        })
    }

    /// Those among the words of a text that are written as names: with a capital where no sentence begins. Of a hyphenated
    /// one the parts.
    pub(super) fn names<'words>(&'words self, text: &'words str) -> impl Iterator<Item = ExactWord<'words>> {
        let mut done = None;
        self.iter().filter(|word| !word.is_whole).filter(move |word| {
            let before = done.replace(word.range.end).map(|end| &text[end..word.range.start]);
            let sentence_begins = before.is_none_or(|before| before.contains(SENTENCE_ENDS));
            !sentence_begins && text[word.range.start..].starts_with(char::is_uppercase)
        })
    }

    /// Where the parts of a hyphenated word stand together; where a possessive was cut off between them, that place is made.
    fn together(&mut self, parts: &[FoldedWord]) -> Range<usize> {
        let (start, end) = (parts[0].folded.start, parts[parts.len() - 1].folded.end);
        if parts.windows(2).all(|pair| pair[0].folded.end == pair[1].folded.start) {
            return start..end;
        }
        let start = self.folded.len();
        for part in parts {
            self.folded.extend_from_within(part.folded.clone());
        }
        start..self.folded.len()
    }

    fn push(&mut self, word: Placed) {
        if word.folded.len() <= MAX_WORD_BYTES {
            self.words.push(word);
        }
    }
}

/// How many of the words from the first on are joined by single hyphens; 1 for a word that stands alone.
fn hyphenated(text: &str, words: &[FoldedWord]) -> usize {
    let is_joined =
        |pair: &&[FoldedWord]| matches!(&text[pair[0].range.end..pair[1].range.start], "-" | "\u{2010}" | "\u{2011}");
    1 + words.windows(2).take_while(is_joined).count()
}

/// Cuts the possessive off a folded word, looking at the word as written: "D'Tan's" ends in one, "Qo'noS" does not.
fn cut_possessive(written: &str, folded: &mut Range<usize>) {
    let mut letters = written.chars().rev();
    let ends_in_s = letters.next().is_some_and(|letter| matches!(letter, 's' | 'S'));
    if ends_in_s && folded.len() > 1 && letters.next().is_some_and(is_apostrophe) {
        folded.end -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Vec<String> {
        ExactWords::of(text).iter().map(|word| word.text.to_owned()).collect()
    }

    #[test]
    fn possessives_are_cut_off_and_names_in_s_are_kept() {
        assert_eq!(exact("Worf's K'tark’s Qo'noS's Klingons' Kras"), ["worf", "ktark", "qonos", "klingons", "kras"]);
    }

    #[test]
    fn hull_numbers_stand_whole_and_in_parts() {
        assert_eq!(exact("NCC-1701-D"), ["ncc1701d", "ncc", "1701", "d"]);
        assert_eq!(exact("a-b-c-d-e-f-g"), ["a", "b", "c", "d", "e", "f", "g"]);
        assert_eq!(exact("D'Tan's-class ship"), ["dtanclass", "dtan", "class", "ship"]);
    }

    #[test]
    fn names_are_words_with_a_capital_within_a_sentence() {
        let text = "The House of Mogh fell. Kurn, son of Mogh, lived: \"Honour\" was K'mtar's word.";
        let exact = ExactWords::of(text);
        let names: Vec<&str> = exact.names(text).map(|name| name.text).collect();
        assert_eq!(names, ["house", "mogh", "mogh", "kmtar"]);
    }
}
