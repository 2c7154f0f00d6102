//! Texts to the words that the index keeps of them, from one reading of each: the engine would read a text anew for every
//! field.

use super::analyzer::{Analyzer, BESIDE};
use super::exact::{ExactWord, ExactWords};
use super::told::Told;
use crate::lore::Telltales;

/// The words of a passage, field by field, parted by blanks.
pub(super) struct Words {
    /// Told words in their places.
    pub body: String,
    /// The exact words that no passage before has told, as far as is remembered.
    pub vocabulary: String,
    /// The exact words written as names, each once.
    pub name: String,
    /// Of which kinds they are by themselves.
    pub telltales: Telltales,
}

impl Analyzer {
    /// The words of a passage, after those `told` before.
    pub(super) fn read(&self, lore: &str, told: &mut Told) -> Words {
        let exact = ExactWords::of(lore);
        let mut words = Words {
            body: String::with_capacity(2 * lore.len()),
            vocabulary: String::new(),
            name: each_once(exact.names(lore)),
            telltales: Telltales::default(),
        };
        let mut before = None;
        let told_words = told.tell(exact.iter().map(|word| word.text), self);
        for (ExactWord { text, place, .. }, word) in exact.iter().zip(&told_words) {
            part(&mut words.body, before.replace(place), place);
            words.body.push_str(told.word(word));
            words.telltales = words.telltales.or(word.telltales());
            if word.is_new {
                words.vocabulary.push_str(text);
                words.vocabulary.push(' ');
            }
        }
        words
    }

    /// The exact words of a text, parted by blanks.
    pub(super) fn exact_words(text: &str) -> String {
        ExactWords::of(text).iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
    }

    /// The stems of a text, parted by blanks.
    pub(super) fn stems(&self, text: &str) -> String {
        ExactWords::of(text).iter().map(|word| self.stem(word.text)).collect::<Vec<_>>().join(" ")
    }
}

/// The telltale words that are noted of a passage of this text.
#[cfg(test)]
pub fn telltales_noted(text: &str, title: &str) -> Telltales {
    Analyzer::of("en").read(text, &mut Told::default()).telltales.in_passage(text, title)
}

/// Parts a word from the one before it so that the engine knows its place: by a mark where both stand in the same, by another
/// blank for each word left out.
fn part(text: &mut String, before: Option<usize>, place: usize) {
    if before == Some(place) {
        text.push(' ');
        text.push(BESIDE);
    } else {
        let left_out = place.saturating_sub(before.map_or(0, |before| before + 1));
        text.extend(std::iter::repeat_n(' ', left_out + usize::from(before.is_some())));
    }
}

/// Some words, each once, in an order of their own.
fn each_once<'words>(words: impl Iterator<Item = ExactWord<'words>>) -> String {
    let mut words: Vec<&str> = words.map(|word| word.text).collect();
    words.sort_unstable();
    words.dedup();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::TokenStream;

    use super::super::analyzer::READ;
    use super::super::told::told_word;
    use super::*;

    /// The words that the engine makes of a text, with their places.
    fn split(text: &str) -> Vec<(usize, String)> {
        let mut analyzer = Analyzer::registered().get(READ).unwrap();
        let mut stream = analyzer.token_stream(text);
        let mut words = Vec::new();
        while let Some(token) = stream.next() {
            words.push((token.position, token.text.clone()));
        }
        words
    }

    #[test]
    fn one_reading_gives_the_words_of_all_fields() {
        let (analyzer, mut told) = (Analyzer::of("en"), Told::default());
        let words = analyzer.read("The colonies burned. The House of D'Tan burned NCC-1701.", &mut told);
        assert_eq!(
            words.body,
            "the/ coloni/colonies burn/burned the/ hous/house of/ dtan/ burn/burned ncc1701/ -ncc/ 1701/"
        );
        assert_eq!(words.vocabulary, "the colonies burned house of dtan ncc1701 ncc 1701 ");
        assert_eq!(words.name, "dtan house ncc");
        assert_eq!(analyzer.read("The colonies lived.", &mut told).vocabulary, "lived ");
    }

    proptest::proptest! {
        #[test]
        fn the_engine_finds_each_word_in_its_place(text in "(\\PC{0,6}|[a-z]{81}|[a-z]+-[0-9]+|[ .-]){0,12}") {
            let (analyzer, mut told) = (Analyzer::of("en"), Told::default());
            let found = split(&analyzer.read(&text, &mut told).body);
            let wanted: Vec<(usize, String)> = ExactWords::of(&text)
                .iter()
                .map(|word| (word.place, told_word(&analyzer.stem(word.text), word.text)))
                .collect();
            proptest::prop_assert_eq!(found, wanted);
        }
    }
}
