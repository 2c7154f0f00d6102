//! Texts to the words that the index keeps of them, from one reading of each: the engine would read a text anew for every
//! field.

use std::collections::{BTreeSet, HashSet};

use tantivy::tokenizer::Token;

use super::analyzer::{Analyzer, BESIDE, root_of};

/// The words of a passage, field by field, parted by blanks.
pub(super) struct Words {
    /// Stems in their places.
    pub body: String,
    /// Exact words, each once.
    pub surface: String,
    /// The exact words written as names, each once.
    pub name: String,
    /// The roots of the longer stems, and of the title's, each once.
    pub root: String,
}

impl Analyzer {
    /// The words of a passage under a title with these roots.
    pub(super) fn read(&self, lore: &str, roots_of_title: &BTreeSet<String>) -> Words {
        let exact = Analyzer::exact(lore);
        let mut roots: BTreeSet<&str> = roots_of_title.iter().map(String::as_str).collect();
        let stems: Vec<String> = exact.iter().map(|token| self.stem(&token.text)).collect();
        roots.extend(stems.iter().filter_map(|stem| root_of(stem)));
        Words {
            body: in_places(&exact, &stems),
            surface: each_once(exact.iter()),
            name: each_once(Analyzer::names(lore, &exact)),
            root: roots.into_iter().collect::<Vec<_>>().join(" "),
        }
    }

    /// The roots of a title.
    pub(super) fn roots(&self, title: &str) -> BTreeSet<String> {
        self.words(title).into_iter().filter_map(|word| root_of(&word.stem).map(str::to_owned)).collect()
    }

    /// The exact words of a text, parted by blanks.
    pub(super) fn exact_words(text: &str) -> String {
        Analyzer::exact(text).into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
    }

    /// The stems of a text, parted by blanks.
    pub(super) fn stems(&self, text: &str) -> String {
        Analyzer::exact(text).into_iter().map(|token| self.stem(&token.text)).collect::<Vec<_>>().join(" ")
    }
}

/// Stems with what tells their places: a mark before one in the place of the word before it, another blank for each word
/// left out.
fn in_places(exact: &[Token], stems: &[String]) -> String {
    let mut text = String::new();
    let mut place = None;
    for (token, stem) in exact.iter().zip(stems) {
        let from = place.map_or(0, |place: usize| place + 1);
        if place == Some(token.position) {
            text.push(' ');
            text.push(BESIDE);
        } else {
            let left_out = token.position.saturating_sub(from);
            text.extend(std::iter::repeat_n(' ', left_out + usize::from(place.is_some())));
        }
        text.push_str(stem);
        place = Some(token.position);
    }
    text
}

fn each_once<'words>(tokens: impl Iterator<Item = &'words Token>) -> String {
    let mut seen = HashSet::new();
    let first = tokens.map(|token| token.text.as_str()).filter(|word| seen.insert(*word));
    first.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::TokenStream;

    use super::super::analyzer::READ;
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
        let analyzer = Analyzer::of("en");
        let words =
            analyzer.read("The colonies burned. The House of D'Tan burned NCC-1701.", &analyzer.roots("Khitomer"));
        assert_eq!(words.body, "the coloni burn the hous of dtan burn ncc1701 -ncc 1701");
        assert_eq!(words.surface, "the colonies burned house of dtan ncc1701 ncc 1701");
        assert_eq!(words.name, "house dtan ncc");
        assert_eq!(words.root, "colon khito ncc17");
    }

    proptest::proptest! {
        #[test]
        fn the_engine_finds_each_stem_in_its_place(text in "(\\PC{0,6}|[a-z]{81}|[a-z]+-[0-9]+|[ .-]){0,12}") {
            let analyzer = Analyzer::of("en");
            let exact = Analyzer::exact(&text);
            let wanted: Vec<(usize, String)> =
                exact.iter().map(|token| (token.position, analyzer.stem(&token.text))).collect();
            proptest::prop_assert_eq!(split(&analyzer.read(&text, &BTreeSet::new()).body), wanted);
        }
    }
}
