//! The analyzer: text to words, the same for passages and questions.
//!
//! Each word has two forms. The exact one is folded as names are ("Qo'noS" is `qonos`) and loses only a possessive
//! ("D'Tan's" is `dtan`); names are searched in this form. The stem is that form cut down by the stemmer of the wiki's
//! language; prose is searched in it. Words joined by hyphens stand both whole and in parts: "NCC-1701-D" is
//! `ncc1701d`, `ncc`, `1701` and `d`.

use std::ops::Range;

use sha2::{Digest, Sha256};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use super::stems::Stems;
use crate::lore::{is_apostrophe, words_of};

/// The name under which the index knows what it splits its texts by.
pub(super) const READ: &str = "read";
/// What a word begins with in such a text that stands in the place of the one before it.
pub(super) const BESIDE: char = '-';

/// The longest word that is indexed, in bytes; longer ones are noise, such as encoded data.
const MAX_WORD_BYTES: usize = 80;
/// The most parts of a hyphenated word that are joined to a whole; a longer chain is no name.
const MAX_PARTS: usize = 5;
/// What stands between two sentences, or before the first one of a quotation.
const SENTENCE_ENDS: [char; 7] = ['.', '!', '?', ':', '"', '\u{201C}', '\n'];
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
        let word = |token: Token| Word {
            range: token.offset_from..token.offset_to,
            stem: self.stem(&token.text),
            exact: token.text,
        };
        tokens_of(text).into_iter().map(word).collect()
    }

    /// Where words of a text stand that are the same as any of these, or have the same stem, in order. Only words that begin
    /// like one of these are looked at: stems begin as their words do, irregular forms such as "went" aside.
    pub(super) fn places_of(&self, text: &str, words: &[Word]) -> Vec<Range<usize>> {
        let begins_alike = |token: &Token, word: &Word| token.text.chars().next() == word.stem.chars().next();
        let is_one = |token: &Token| {
            words.iter().any(|word| word.exact == token.text)
                || words.iter().any(|word| begins_alike(token, word)) && self.stems.has_stemmer() && {
                    let stem = self.stem(&token.text);
                    words.iter().any(|word| word.stem == stem)
                }
        };
        let initials = Initials::of(words);
        let mut places = Vec::new();
        let mut at = 0;
        // No word holds white space, so a text can be looked at piece by piece.
        for piece in text.split_inclusive(char::is_whitespace) {
            if initials.may_begin_a_word_of(piece) {
                let tokens = tokens_of(piece).into_iter().filter(is_one);
                places.extend(tokens.map(|token| at + token.offset_from..at + token.offset_to));
            }
            at += piece.len();
        }
        places
    }

    /// The exact words of a text in order, for the engine; a hyphenated one comes first as a whole, then in parts.
    pub(super) fn exact(text: &str) -> Vec<Token> {
        tokens_of(text)
    }

    /// The stem of an exact word; the word itself where the language has no stemmer.
    pub(super) fn stem(&self, exact: &str) -> String {
        self.stems.stem(exact)
    }

    /// Those among the exact words of a text that are written as names: with a capital where no sentence begins. Of a
    /// hyphenated one the parts.
    pub(super) fn names<'words>(text: &str, exact: &'words [Token]) -> impl Iterator<Item = &'words Token> {
        let mut done = None;
        exact.iter().filter(|token| token.position_length == 1).filter(move |token| {
            let before = done.replace(token.offset_to).map(|end| &text[end..token.offset_from]);
            let sentence_begins = before.is_none_or(|before| before.contains(SENTENCE_ENDS));
            !sentence_begins && text[token.offset_from..].starts_with(char::is_uppercase)
        })
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

fn tokens_of(text: &str) -> Vec<Token> {
    let mut words: Vec<(Range<usize>, String)> = words_of(text)
        .into_iter()
        .map(|(range, word)| (range.clone(), without_possessive(&text[range], word)))
        .collect();
    let mut tokens = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let parts = hyphenated(text, &words[at..]);
        if (2..=MAX_PARTS).contains(&parts) {
            let whole = words[at..at + parts].iter().map(|(_, word)| word.as_str()).collect();
            push(&mut tokens, words[at].0.start..words[at + parts - 1].0.end, whole, at, parts);
        }
        for (index, (range, word)) in words.iter_mut().enumerate().skip(at).take(parts) {
            push(&mut tokens, range.clone(), std::mem::take(word), index, 1);
        }
        at += parts;
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, range: Range<usize>, text: String, position: usize, position_length: usize) {
    if text.len() <= MAX_WORD_BYTES {
        tokens.push(Token { offset_from: range.start, offset_to: range.end, position, text, position_length });
    }
}

/// How many of the words from the first on are joined by single hyphens; 1 for a word that stands alone.
fn hyphenated(text: &str, words: &[(Range<usize>, String)]) -> usize {
    let is_joined = |pair: &&[(Range<usize>, String)]| {
        matches!(&text[pair[0].0.end..pair[1].0.start], "-" | "\u{2010}" | "\u{2011}")
    };
    1 + words.windows(2).take_while(is_joined).count()
}

/// Cuts the possessive off a folded word, looking at the word as written: "D'Tan's" ends in one, "Qo'noS" does not.
fn without_possessive(written: &str, mut folded: String) -> String {
    let mut letters = written.chars().rev();
    let ends_in_s = letters.next().is_some_and(|letter| matches!(letter, 's' | 'S'));
    if ends_in_s && letters.next().is_some_and(is_apostrophe) && folded.len() > 1 {
        folded.pop();
    }
    folded
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
    fn possessives_are_cut_off_and_names_in_s_are_kept() {
        assert_eq!(exact("Worf's K'tark’s Qo'noS's Klingons' Kras"), ["worf", "ktark", "qonos", "klingons", "kras"]);
    }

    #[test]
    fn hull_numbers_stand_whole_and_in_parts() {
        assert_eq!(exact("NCC-1701-D"), ["ncc1701d", "ncc", "1701", "d"]);
        assert_eq!(exact("a-b-c-d-e-f-g"), ["a", "b", "c", "d", "e", "f", "g"]);
    }

    #[test]
    fn prose_is_stemmed_beside_the_exact_word() {
        let words = Analyzer::of("en").words("attacking colonies");
        assert_eq!(words[0].stem, Analyzer::of("en").words("attacked")[0].stem);
        assert_eq!(words[1].exact, "colonies");
        assert_eq!(Analyzer::of("tlh").words("attacking")[0].stem, "attacking");
    }

    #[test]
    fn names_are_words_with_a_capital_within_a_sentence() {
        let text = "The House of Mogh fell. Kurn, son of Mogh, lived: \"Honour\" was K'mtar's word.";
        let exact = Analyzer::exact(text);
        let names: Vec<&str> = Analyzer::names(text, &exact).map(|name| name.text.as_str()).collect();
        assert_eq!(names, ["house", "mogh", "mogh", "kmtar"]);
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
