//! Titles: how a file's name becomes one, and what looks like the title of a work.

use percent_encoding::percent_decode_str;

use crate::lore::words_of;

/// The title that a file's name tells: its last part without the ending, underscores as spaces, percent signs read.
pub(super) fn title_of_file(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    title_of_name(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
}

/// The title that a name tells: underscores as spaces, percent signs read.
pub(super) fn title_of_name(name: &str) -> String {
    let spaced = name.replace('_', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8_lossy().into_owned();
    decoded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title in the letter case, and with the apostrophes and accents, in which its words first stand in the text: for
/// "qonos" the text's "Qo'noS". Where they do not, or with fewer capitals, as it is. The first letter is upper case
/// either way.
pub(super) fn with_letter_case_of(title: &str, text: &str) -> String {
    let capitals = |words: &str| words.chars().filter(|letter| letter.is_uppercase()).count();
    let title = upper_first(title);
    let spelt = found_in(&title, text).map(|spelt| upper_first(&spelt));
    spelt.filter(|spelt| capitals(spelt) >= capitals(&title)).unwrap_or(title)
}

/// The first place in the text where the words of the title stand with the same punctuation between them.
fn found_in(title: &str, text: &str) -> Option<String> {
    let wanted = words_of(title);
    let (first, last) = (wanted.first()?, wanted.last()?);
    let words = words_of(text);
    let between = |of: &str, left: usize, right: usize| of[left..right].trim().to_owned();
    let found = words.windows(wanted.len()).find(|place| {
        let same_words = place.iter().zip(&wanted).all(|((_, here), (_, there))| here == there);
        same_words
            && place.windows(2).zip(wanted.windows(2)).all(|(here, there)| {
                between(text, here[0].0.end, here[1].0.start) == between(title, there[0].0.end, there[1].0.start)
            })
    })?;
    let (start, end) = (found.first()?.0.start, found.last()?.0.end);
    let spelt = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("{}{spelt}{}", &title[..first.0.start], &title[last.0.end..]))
}

/// With the first letter in upper case, as `MediaWiki` writes every title
/// (<https://www.mediawiki.org/wiki/Manual:$wgCapitalLinks>).
fn upper_first(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether words look like the title of a work: the first begins with a capital or a digit, and so do most others that
/// are longer than three letters.
pub(super) fn looks_like_title(words: &str) -> bool {
    let mut first = true;
    let (mut capital, mut counted) = (0, 0);
    for word in words.split_whitespace() {
        let Some(letter) = word.chars().find(|letter| letter.is_alphanumeric()) else {
            continue;
        };
        let is_capital = letter.is_uppercase() || letter.is_numeric();
        if first && !is_capital {
            return false;
        }
        first = false;
        if is_capital || word.chars().count() > 3 {
            counted += 1;
            capital += usize::from(is_capital);
        }
    }
    counted > 0 && capital * 2 > counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_becomes_a_title_in_the_letter_case_of_the_text() {
        let title = |file: &str, text: &str| with_letter_case_of(&title_of_file(file), text);
        assert_eq!(title("data/x/articles/qonos.txt", "Here Qo'noS shines."), "Qo'noS");
        assert_eq!(title("praxis_(moon).md", "The moon Praxis (moon) burst."), "Praxis (moon)");
        assert_eq!(title("Kh%C3%A1less_of%20Boreth.txt", ""), "Kháless of Boreth");
        assert_eq!(title("peace_talks.txt", "They met for peace talks."), "Peace talks");
        assert_eq!(title("Obsessive_Love.html", "An obsessive love."), "Obsessive Love");
        assert_eq!(title("rura_penthe.text", "Rura, Penthe. And Rura Penthe."), "Rura Penthe");
        assert_eq!(title(".txt", "x"), "");
    }

    #[test]
    fn titles_of_works_are_told_from_plain_words() {
        for words in ["Sins of the Father", "When It Rains...", "11:59", "The Path to 2409", "Qapla'"] {
            assert!(looks_like_title(words), "{words}");
        }
        for words in ["the best of times", "They were captured by someone unknown", "", "…"] {
            assert!(!looks_like_title(words), "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_name_and_text_make_a_title(name in "\\PC{0,8}", text in "\\PC{0,20}") {
            with_letter_case_of(&title_of_file(&name), &text);
            looks_like_title(&text);
        }
    }
}
