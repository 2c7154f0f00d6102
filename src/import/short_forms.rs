//! Sources named by author and year, "Mogh & Kor 2375, p. 26", and the list of works that tells which they are.

use std::collections::HashMap;

use super::cited_works::works_of;
use super::draft::Block;
use super::vocabulary::Vocabulary;
use crate::lore::{Work, fold};

/// Most words before the year.
const MAX_NAMES: usize = 12;

/// How far into an item of a list of works its author and year are looked for, in bytes.
const MAX_ITEM_BYTES: usize = 400;

/// Words in lower case that are part of a name, or join two.
const OF_NAMES: &[&str] =
    &["de", "der", "den", "van", "von", "du", "da", "la", "le", "el", "of", "and", "et", "al", "und"];

/// Words that a year follows and that are no author.
const NO_AUTHORS: &[&str] = &[
    "in",
    "by",
    "from",
    "since",
    "until",
    "around",
    "circa",
    "after",
    "before",
    "during",
    "on",
    "at",
    "born",
    "died",
    "the",
    "year",
    "summer",
    "winter",
    "spring",
    "autumn",
    "fall",
    "early",
    "late",
    "mid",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "stardate",
];

/// The first author, folded, and the year that a source is named by, and where the year ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ShortForm {
    pub(super) author: String,
    pub(super) year: String,
    pub(super) end: usize,
}

/// The author and year that a text begins with: names, then a year, perhaps in parentheses.
pub(super) fn short_form(text: &str) -> Option<ShortForm> {
    let author = author_of(text)?;
    let mut end = 0;
    for word in text.split(' ').take(MAX_NAMES + 1) {
        if let Some(year) = year_of(word) {
            return Some(ShortForm { author, year, end: end + word.trim_end_matches([',', '.', ':', ';']).len() });
        }
        if !is_of_name(word) {
            return None;
        }
        end += word.len() + 1;
    }
    None
}

/// The first author that a text begins with, folded: the words up to a comma, a year or another author.
fn author_of(text: &str) -> Option<String> {
    let mut names = Vec::new();
    for word in text.split_whitespace().take(MAX_NAMES) {
        let is_other = matches!(word, "&" | "and" | "et" | "und") || year_of(word).is_some();
        if is_other || !is_of_name(word) {
            break;
        }
        names.push(word);
        if word.ends_with([',', ';', ':']) {
            break;
        }
    }
    let author = fold(&names.join(" "));
    let first = author.split(' ').next().unwrap_or_default();
    (!author.is_empty() && !NO_AUTHORS.contains(&first)).then_some(author)
}

fn is_of_name(word: &str) -> bool {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric() && letter != '&');
    bare == "&" || bare.starts_with(char::is_uppercase) || OF_NAMES.contains(&bare)
}

/// The year that a word is, with the letter that tells two works of one year apart.
fn year_of(word: &str) -> Option<String> {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let digits = bare.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let is_year = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) && bare.len() <= 5;
    is_year.then(|| bare.to_owned())
}

/// The works that the lists of an article name, by author and year.
#[derive(Debug, Default)]
pub(super) struct Bibliography {
    works: HashMap<(String, String), Vec<Work>>,
}

impl Bibliography {
    /// The works in these lists, one a line; of two of one author and year the first counts.
    pub(super) fn of<'block>(lists: impl Iterator<Item = &'block Block>, vocabulary: &Vocabulary) -> Bibliography {
        let mut works = HashMap::new();
        for list in lists {
            for range in list.line_ranges() {
                let item = list.part(range, list.kind);
                let Some(author) = author_of(&item.text) else { continue };
                let named = works_of(&item, vocabulary);
                for year in years_of(&item.text).into_iter().filter(|_| !named.is_empty()) {
                    works.entry((author.clone(), year)).or_insert_with(|| named.clone());
                }
            }
        }
        Bibliography { works }
    }

    /// The works that a source named by author and year is.
    pub(super) fn works(&self, named: ShortForm) -> &[Work] {
        self.works.get(&(named.author, named.year)).map_or(&[], Vec::as_slice)
    }
}

fn years_of(text: &str) -> Vec<String> {
    let mut read = 0;
    let near = text.split_whitespace().take_while(|word| {
        read += word.len() + 1;
        read <= MAX_ITEM_BYTES
    });
    near.filter_map(year_of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;
    use crate::lore::PassageKind;

    fn named(text: &str) -> Option<(String, String, &str)> {
        short_form(text).map(|form| (form.author, form.year, &text[form.end..]))
    }

    #[test]
    fn authors_and_a_year_name_a_source() {
        let form = |author: &str, year: &str, rest| Some((author.to_owned(), year.to_owned(), rest));
        assert_eq!(named("Mogh 2375, p. 26"), form("mogh", "2375", ", p. 26"));
        assert_eq!(named("K'Élan & Kor 2375a"), form("kelan", "2375a", ""));
        assert_eq!(named("de Mogh et al. (2375): 4"), form("de mogh", "2375", ": 4"));
        assert_eq!(named("Mogh, T. K. 2375 “Élan”"), form("mogh", "2375", " “Élan”"));
        for text in ["In 2375 he fell", "2375", "April 2375", "Kor fell in 2375", "Mogh 23750", "Mogh", ""] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn the_list_of_works_tells_which_work_is_meant() {
        let mut list = Block::new(PassageKind::List, "Mogh, Kor (2375). The Fall of Élan. Qo'noS\nKang: nothing");
        list.italics = std::iter::once(18..35).collect();
        let works = Bibliography::of(std::iter::once(&list), &Vocabulary::of(&Profile::generic("x")));
        let titles =
            |text| works.works(short_form(text).unwrap()).iter().map(|work| work.title.clone()).collect::<Vec<_>>();
        assert_eq!(titles("Mogh 2375, p. 3"), ["The Fall of Élan"]);
        assert_eq!(titles("Mogh 2376"), [""; 0]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_its_year_within(text in "(Mogh|de|&|2375a?|[(),:. É]|\\PC{0,3}| ){0,12}") {
            if let Some(form) = short_form(&text) {
                proptest::prop_assert!(text.get(..form.end).is_some());
            }
        }
    }
}
