//! The analyzer: text to words, the same for passages and questions.
//!
//! Each word has two forms. The exact one is folded as names are ("Qo'noS" is `qonos`) and loses only a possessive
//! ("D'Tan's" is `dtan`); names are searched in this form. The stem is that form cut down by the stemmer of the wiki's
//! language; prose is searched in it. Words joined by hyphens stand both whole and in parts: "NCC-1701-D" is
//! `ncc1701d`, `ncc`, `1701` and `d`.

use std::ops::Range;

use sha2::{Digest, Sha256};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::exact::{ExactWord, ExactWords};
use super::stems::Stems;

/// The name under which the index knows what it splits its texts by.
pub(super) const READ: &str = "read";
/// What a word begins with in such a text that stands in the place of the one before it.
pub(super) const BESIDE: char = '-';

/// The letters of a root.
const ROOT_LETTERS: usize = 5;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The bytes it stands in.
    pub range: Range<usize>,
    /// Its exact form.
    pub exact: String,
    /// Its stem; the exact form where the language has no stemmer.
    pub stem: String,
}

/// The analyzer of one language.
pub(super) struct Analyzer {
    stems: Stems,
}

impl Analyzer {
    /// The analyzer of a language, named by its two-letter code.
    pub(super) fn of(language: &str) -> Analyzer {
        Analyzer { stems: Stems::of(language) }
    }

    /// What the engine splits the texts of an index by, under its name.
    pub(super) fn registered() -> TokenizerManager {
        // The engine looks up its own default even for fields that are no text.
        let tokenizers = TokenizerManager::default();
        tokenizers.register(READ, TextAnalyzer::from(ReadTokenizer::default()));
        tokenizers
    }

    /// The words of a text in order; a hyphenated one comes first as a whole, then in parts.
    pub(super) fn words(&self, text: &str) -> Vec<Word> {
        let word = |ExactWord { text, range, .. }| Word { range, stem: self.stem(text), exact: text.to_owned() };
        ExactWords::of(text).iter().map(word).collect()
    }

    /// Where words of a text stand that are the same as any of these, or have the same stem, in order. Only words that begin
    /// like one of these are looked at: stems begin as their words do, irregular forms such as "went" aside.
    pub(super) fn places_of(&self, text: &str, words: &[Word]) -> Vec<Range<usize>> {
        let begins_alike = |found: &str, word: &Word| found.chars().next() == word.stem.chars().next();
        let is_one = |found: &ExactWord| {
            words.iter().any(|word| word.exact == found.text)
                || words.iter().any(|word| begins_alike(found.text, word)) && self.stems.has_stemmer() && {
                    let stem = self.stem(found.text);
                    words.iter().any(|word| word.stem == stem)
                }
        };
        let initials = Initials::of(words);
        let mut places = Vec::new();
        let mut at = 0;
        // No word holds white space, so a text can be looked at piece by piece.
        for piece in text.split_inclusive(char::is_whitespace) {
            if initials.may_begin_a_word_of(piece) {
                let found = ExactWords::of(piece);
                places.extend(found.iter().filter(is_one).map(|word| at + word.range.start..at + word.range.end));
            }
            at += piece.len();
        }
        places
    }

    /// The stem of an exact word; the word itself where the language has no stemmer.
    pub(super) fn stem(&self, exact: &str) -> String {
        self.stems.stem(exact)
    }

    /// The same of a word that is not asked for again.
    pub(super) fn stem_once(&self, exact: &str) -> String {
        self.stems.stem_once(exact)
    }

    /// A value that changes when the analyzer would split or stem differently: the digest of what it makes of a fixed
    /// text. Stemmers change with their crate's version.
    pub(super) fn fingerprint(&self) -> String {
        const PROBE: &str = "Qo'noS D’Tan's NCC-1701-D Kháless generously attacking armies relational Enterprises' \
            happily flying studies controlled political organisations 2381-82 Straße Œuvre naïve conspired destroyed \
            fought written";
        let mut digest = Sha256::new();
        for word in self.words(PROBE) {
            digest.update(format!("{} {} {:?}\n", word.exact, word.stem, word.range));
        }
        hex::encode(&digest.finalize()[..8])
    }
}

/// The letters that some words begin with.
struct Initials([bool; 128]);

impl Initials {
    fn of(words: &[Word]) -> Initials {
        let mut initials = [false; 128];
        for first in words.iter().flat_map(|word| [&word.exact, &word.stem]).filter_map(|form| form.bytes().next()) {
            if let Some(initial) = initials.get_mut(usize::from(first)) {
                *initial = true;
            }
        }
        Initials(initials)
    }

    /// Whether a word in a piece of text may begin with one of them; one with any letter beyond ASCII always may.
    fn may_begin_a_word_of(&self, piece: &str) -> bool {
        let mut inside = false;
        piece.bytes().any(|byte| {
            let begins = !inside && byte.is_ascii_alphanumeric();
            inside = byte.is_ascii_alphanumeric() || inside && matches!(byte, b'\'' | b'`');
            !byte.is_ascii() || begins && self.0[usize::from(byte.to_ascii_lowercase())]
        })
    }
}

/// The beginning that a stem shares with its kin: "norman" and "normandi" begin alike. `None` for a short one.
pub(super) fn root_of(stem: &str) -> Option<&str> {
    let (end, _) = stem.char_indices().nth(ROOT_LETTERS - 1)?;
    let end = stem[end..].chars().next().map_or(end, |last| end + last.len_utf8());
    Some(&stem[..end])
}

/// Splits a text that [`super::reading`] has made of words already: at blanks. A word after a hyphen stands in the place of
/// the one before it.
#[derive(Clone, Default)]
struct ReadTokenizer(Token);

/// The words of one such text.
struct ReadTokens<'text> {
    words: std::str::Split<'text, char>,
    token: &'text mut Token,
}

impl Tokenizer for ReadTokenizer {
    type TokenStream<'text> = ReadTokens<'text>;

    fn token_stream<'text>(&'text mut self, text: &'text str) -> ReadTokens<'text> {
        self.0.reset();
        ReadTokens { words: text.split(' '), token: &mut self.0 }
    }
}

impl TokenStream for ReadTokens<'_> {
    fn advance(&mut self) -> bool {
        for word in self.words.by_ref() {
            let beside = word.strip_prefix(BESIDE);
            if beside.is_none() {
                self.token.position = self.token.position.wrapping_add(1);
            }
            let word = beside.unwrap_or(word);
            if !word.is_empty() {
                self.token.text.clear();
                self.token.text.push_str(word);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Vec<String> {
        Analyzer::of("en").words(text).into_iter().map(|word| word.exact).collect()
    }

    #[test]
    fn names_are_the_same_however_they_are_typed() {
        for (written, same) in
            [("Qo'noS", "qonos"), ("D’Tan", "dtan"), ("DTan", "dtan"), ("Nu'Daq", "nudaq"), ("Kháless", "khaless")]
        {
            assert_eq!(exact(written), [same], "{written}");
        }
    }

    #[test]
    fn prose_is_stemmed_beside_the_exact_word() {
        let words = Analyzer::of("en").words("attacking colonies");
        assert_eq!(words[0].stem, Analyzer::of("en").words("attacked")[0].stem);
        assert_eq!(words[1].exact, "colonies");
        assert_eq!(Analyzer::of("tlh").words("attacking")[0].stem, "attacking");
    }

    #[test]
    fn another_language_has_another_fingerprint() {
        assert_eq!(Analyzer::of("en").fingerprint(), Analyzer::of("en").fingerprint());
        assert_ne!(Analyzer::of("en").fingerprint(), Analyzer::of("de").fingerprint());
    }

    proptest::proptest! {
        #[test]
        fn any_text_splits_into_words_on_character_borders(text in "\\PC*") {
            for word in Analyzer::of("en").words(&text) {
                proptest::prop_assert!(text.get(word.range).is_some() && !word.exact.is_empty());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn a_word_is_found_wherever_it_stands(text in "(khitomer's|Qo’noS|ncc-1701-d|[a-e'’ -]{0,6}|\\PC{0,4}|[ \t\n]){0,12}") {
            let analyzer = Analyzer::of("en");
            let words = analyzer.words("khitomer qo'nos ncc-1701-d bed");
            let all = analyzer.words(&text).into_iter();
            let wanted = all.filter(|found| words.iter().any(|word| word.exact == found.exact || word.stem == found.stem));
            let wanted: Vec<_> = wanted.map(|word| word.range).collect();
            proptest::prop_assert_eq!(analyzer.places_of(&text, &words), wanted);
        }
    }
}
