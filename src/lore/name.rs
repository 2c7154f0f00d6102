//! Names: the one folding under which "Qo'noS", "Qo’noS" and "qonos" are the same.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark as is_mark;

/// Characters people type for an apostrophe: the straight one, both single quotes, the modifier letters, the grave and
/// acute accents, the Hawaiian ʻokina and the prime.
const APOSTROPHES: [char; 9] =
    ['\'', '\u{2019}', '\u{2018}', '\u{02BC}', '\u{02BB}', '`', '\u{00B4}', '\u{2032}', '\u{FF07}'];

/// Characters that `MediaWiki` leaves as they are in a page address
/// (<https://www.mediawiki.org/wiki/Manual:PAGENAMEE_encoding>).
const LEFT_IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'!')
    .remove(b'*')
    .remove(b'(')
    .remove(b')')
    .remove(b':')
    .remove(b';')
    .remove(b'@')
    .remove(b'$')
    .remove(b',')
    .remove(b'/');

/// Whether people type this for an apostrophe.
pub fn is_apostrophe(letter: char) -> bool {
    APOSTROPHES.contains(&letter)
}

/// Folds a name or phrase for comparison: lower case, accents and apostrophes dropped, every other run of characters
/// that are neither letters nor digits one space. Empty for text without letters or digits.
pub fn fold(text: &str) -> String {
    let mut folding = Folding { folded: String::with_capacity(text.len()), begun: 0, open: false };
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            folding.open_word();
            folding.folded.push(letter.to_ascii_lowercase());
        } else if is_apostrophe(letter) {
            // It joins what stands on both sides.
        } else if letter.is_alphanumeric() || (folding.open && is_combining_mark(letter)) {
            folding.open_word();
            push_folded(&mut folding.folded, letter);
        } else {
            folding.close_word();
        }
    }
    folding.close_word();
    folding.folded
}

/// A text while it is folded.
struct Folding {
    folded: String,
    /// Where the last word begins, behind the space before it.
    begun: usize,
    /// Whether that word goes on.
    open: bool,
}

impl Folding {
    fn open_word(&mut self) {
        if !self.open {
            if !self.folded.is_empty() {
                self.folded.push(' ');
            }
            (self.begun, self.open) = (self.folded.len(), true);
        }
    }

    /// Takes back the space before a word that has nothing to show: a letter may fold to nothing.
    fn close_word(&mut self) {
        if self.open && self.folded.len() == self.begun {
            self.folded.truncate(self.begun.saturating_sub(1));
        }
        self.open = false;
    }
}

/// The folded words of a text with the byte range each stands in, in order. Apostrophes join what stands on both
/// sides; every other character that is neither letter nor digit parts words.
pub fn words_of(text: &str) -> Vec<(Range<usize>, String)> {
    let FoldedWords { folded, words } = FoldedWords::of(text);
    words.into_iter().map(|word| (word.range, folded[word.folded].to_owned())).collect()
}

/// The folded words of a text, as [`words_of`] finds them, all in one string.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FoldedWords {
    /// The folded words, one right behind the other.
    pub folded: String,
    /// Where they stand, in order.
    pub words: Vec<FoldedWord>,
}

/// Where a folded word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoldedWord {
    /// In the text, in bytes.
    pub range: Range<usize>,
    /// In the string of folded words, in bytes; never empty.
    pub folded: Range<usize>,
}

impl FoldedWords {
    /// The folded words of a text.
    pub fn of(text: &str) -> FoldedWords {
        let mut all = FoldedWords { folded: String::with_capacity(text.len()), words: Vec::new() };
        let mut open = false;
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            // Most words are plain letters, which are taken as a whole.
            let plain = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let end = at + plain.max(letter.len_utf8());
            if plain > 0 || letter.is_alphanumeric() && !is_apostrophe(letter) || open && is_combining_mark(letter) {
                let from = all.folded.len();
                if !open {
                    all.words.push(FoldedWord { range: at..end, folded: from..from });
                    open = true;
                }
                if plain > 0 {
                    all.folded.push_str(&text[at..end]);
                    all.folded[from..].make_ascii_lowercase();
                } else {
                    push_folded(&mut all.folded, letter);
                }
                if let Some(word) = all.words.last_mut() {
                    (word.range.end, word.folded.end) = (end, all.folded.len());
                }
            } else if !is_apostrophe(letter) {
                open = false; // An apostrophe joins what stands on both sides.
            }
            at = end;
        }
        all.words.retain(|word| !word.folded.is_empty());
        all
    }
}

fn is_combining_mark(letter: char) -> bool {
    !letter.is_ascii() && is_mark(letter)
}

/// Whether this is a letter or digit and no apostrophe, some of which count as letters.
fn is_letter(part: char) -> bool {
    part.is_alphanumeric() && !is_apostrophe(part)
}

/// Appends the folded form of one letter: compatibility-decomposed, without marks, in lower case.
fn push_folded(word: &mut String, letter: char) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(letter).nfkd().filter(|part| is_letter(*part)) {
        match part {
            'ß' | 'ẞ' => word.push_str("ss"),
            'ø' | 'Ø' => word.push('o'),
            'æ' | 'Æ' => word.push_str("ae"),
            'œ' | 'Œ' => word.push_str("oe"),
            'ł' | 'Ł' => word.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => word.push('d'),
            'þ' | 'Þ' => word.push_str("th"),
            'ı' => word.push('i'),
            other => word.extend(other.to_lowercase().nfkd().filter(|part| is_letter(*part))),
        }
    }
}

/// A title without the words in parentheses at its end: "Khitomer (mirror)" is about a "Khitomer". The whole title
/// where there are none.
pub fn base_of_title(title: &str) -> &str {
    match title.rfind(" (") {
        Some(at) if title.ends_with(')') && at > 0 => title[..at].trim_end(),
        _ => title,
    }
}

/// A title or heading as it stands in a page's address: underscores for spaces, percent signs for what needs them.
pub fn page_path(title: &str) -> String {
    utf8_percent_encode(&title.trim().replace(' ', "_"), LEFT_IN_PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_type_an_apostrophe_name_folds_alike() {
        for written in ["Qo'noS", "Qo’noS", "qonos", "QO`NOS", "Qo\u{02BC}noS", "Qo´noS"] {
            assert_eq!(fold(written), "qonos", "{written}");
        }
        assert_eq!(fold("Kháless  the-Unforgettable!"), "khaless the unforgettable");
        assert_eq!(fold("Cafe\u{0301}"), "cafe");
        assert_eq!(fold(" … "), "");
        assert_eq!(fold("\u{149}"), "n", "a letter that holds an apostrophe");
    }

    #[test]
    fn folded_words_carry_where_they_stand() {
        let text = "D’Tan's “Republic”";
        let words = words_of(text);
        assert_eq!(words.iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>(), ["dtans", "republic"]);
        assert_eq!(&text[words[0].0.clone()], "D’Tan's");
    }

    #[test]
    fn a_title_becomes_an_address_as_mediawiki_writes_it() {
        assert_eq!(page_path("Qo'noS (mirror)"), "Qo%27noS_(mirror)");
        assert_eq!(base_of_title("Khitomer (mirror)"), "Khitomer");
        assert_eq!(base_of_title("(mirror)"), "(mirror)");
    }

    proptest::proptest! {
        #[test]
        fn folding_takes_any_text_and_folding_twice_changes_nothing(text in "\\PC*") {
            let once = fold(&text);
            proptest::prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_folded_text_is_its_folded_words(text in "(\\PC{0,4}|['’` .\u{300}É]){0,12}") {
            let words: Vec<String> = words_of(&text).into_iter().map(|(_, word)| word).collect();
            proptest::prop_assert_eq!(fold(&text), words.join(" "));
        }
    }
}
