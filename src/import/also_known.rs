//! Other names of an article's subject that its own opening tells: "Vesna Calder, also known as the Heron".

use crate::lore::words_of;

/// Words before a further name of what was just named.
const OPENERS: &[&str] = &[
    "also known as",
    "better known as",
    "commonly known as",
    "sometimes known as",
    "known simply as",
    "also called",
    "sometimes called",
    "often called",
    "commonly called",
    "also referred to as",
    "also spelled",
    "also spelt",
    "nicknamed",
    "codenamed",
    "abbreviated as",
    "abbreviated to",
    "or simply",
    "a.k.a.",
    "aka",
    "auch bekannt als",
    "auch genannt",
];
/// The marks between which a nickname stands inside a full name: Vesna "Heron" Calder.
const QUOTES: &[(char, char)] = &[('"', '"'), ('\u{201C}', '\u{201D}'), ('\u{2018}', '\u{2019}')];
/// Verbs by which an opening begins to tell of its subject.
const VERBS: &[&str] = &["is", "was", "are", "were", "ist", "war", "sind", "waren"];
/// Small words inside names.
const INSIDE: &[&str] = &["of", "the", "in", "at", "de", "du", "la", "le", "von", "van", "der", "den", "und", "and"];
/// The most words of a name.
const MOST_WORDS: usize = 4;
/// The most letters of an abbreviation with a full stop behind it.
const LONGEST_ABBREVIATION: usize = 3;
/// How far into the opening names are looked for, in characters.
const LOOKED_AT: usize = 400;

/// The further names in the opening of an article of this title, as written.
pub(super) fn also_known_as(title: &str, opening: &str) -> Vec<String> {
    let end = opening.char_indices().nth(LOOKED_AT).map_or(opening.len(), |(end, _)| end);
    let opening = &opening[..end];
    let mut names: Vec<String> = Vec::new();
    names.extend(inside_the_name(title, opening));
    let lower = opening.to_ascii_lowercase();
    for opener in OPENERS {
        for (at, _) in lower.match_indices(opener) {
            let behind = at + opener.len();
            let stands_alone = !lower[..at].ends_with(char::is_alphanumeric) && lower[behind..].starts_with(' ');
            let in_first_sentence = !ends_sentence(&opening[..at]) && !tells_something(&opening[..at]);
            names.extend(name_at(&opening[behind..]).filter(|_| stands_alone && in_first_sentence));
        }
    }
    let mut seen: Vec<String> = Vec::new();
    names.retain(|name| {
        let is_new = name != title && !seen.contains(name);
        seen.push(name.clone());
        is_new
    });
    names
}

/// Whether a sentence ends in a text: a full stop behind a word too long to be an initial or a title such as "Dr.".
fn ends_sentence(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let last = text[..at].rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        last.chars().count() > LONGEST_ABBREVIATION
    })
}

/// Whether a text tells something already, so that what follows may be a name of somebody else in it; a verb at its very end
/// leads to the name.
fn tells_something(text: &str) -> bool {
    text.split_whitespace().rev().skip(1).any(|word| VERBS.contains(&word))
}

/// Whether a name may end in a word: one with a capital, or a number.
fn may_end_name(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
}

/// The nickname in quotation marks between the words of the title.
fn inside_the_name(title: &str, opening: &str) -> Option<String> {
    let (first, last) = title.split_once(' ')?;
    let behind = opening.strip_prefix(first)?.trim_start();
    let (_, close) = QUOTES.iter().find(|(open, _)| behind.starts_with(*open))?;
    let (name, rest) = behind[behind.chars().next()?.len_utf8()..].split_once(*close)?;
    let is_name = name.starts_with(char::is_uppercase) && words_of(name).len() <= MOST_WORDS;
    (is_name && rest.trim_start().starts_with(last.split(' ').next_back()?.chars().next()?)).then(|| name.to_owned())
}

/// Whether what stands between two words leaves them in one name; `end` is where the first ends. A full stop does behind an
/// initial.
fn joins(between: &str, end: usize) -> bool {
    end == 0 || between.chars().all(|letter| matches!(letter, ' ' | '-' | '.')) && (!between.contains(". ") || end == 1)
}

/// The name that a text begins with: capitalised words, with small ones between them, in quotation marks or not.
fn name_at(text: &str) -> Option<String> {
    let text = text.trim_start_matches([' ', '"', '\u{201C}', '\u{2018}', '\'']);
    let article =
        ["the ", "The "].iter().find(|article| text.starts_with(**article)).map_or(0, |article| article.len());
    let text = &text[article..];
    let (mut end, mut words) = (0, 0);
    for (range, word) in words_of(text) {
        let is_capitalised =
            text[range.clone()].starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
        let belongs = is_capitalised || end > 0 && INSIDE.contains(&word.as_str());
        if words == MOST_WORDS || !belongs || !joins(&text[end..range.start], end) {
            break;
        }
        words += usize::from(is_capitalised);
        end = range.end;
    }
    let mut name = &text[..end];
    while let Some((before, _)) = name.rsplit_once(' ').filter(|(_, last)| !may_end_name(last)) {
        name = before;
    }
    (name.chars().count() > 1 && name.starts_with(char::is_uppercase)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_tells_other_names_of_its_subject() {
        let told = |title: &str, opening: &str| also_known_as(title, opening);
        assert_eq!(
            told("Vesna Calder", "Vesna \"Wren\" Calder, also known as the Heron of Isk, was a pilot."),
            ["Wren", "Heron of Isk"]
        );
        assert_eq!(told("Isk", "Isk (also called Old Isk or the Drowned City) lies low."), ["Old Isk"]);
        assert_eq!(told("Tarn", "Tarn, nicknamed “Longshanks”, ruled Isk."), ["Longshanks"]);
        assert_eq!(told("N.K. Brandt", "N.K. Brandt, aka NK, wrote."), ["NK"]);
        assert_eq!(told("Tarn", "Tarn is known as a place where people are called to fish."), [] as [&str; 0]);
        assert_eq!(told("Tarn", "Tarn was a ruler. His boat was nicknamed Vee."), [] as [&str; 0]);
        assert_eq!(told("Tarn Vale", "Tarn Vale was the brother of Vesna Calder, nicknamed Wren."), [] as [&str; 0]);
        assert_eq!(told("Terok", "Terok is also known as Deep Harbour 9."), ["Deep Harbour 9"]);
        assert_eq!(told("Tarn", "Tarn, also known as"), [] as [&str; 0]);
        assert_eq!(told("", "\u{201C}\u{201D}É also called É. É"), [] as [&str; 0]);
    }
}
