//! What single lines of a rendered page are: marked headings, list items, ends of sentences.

use crate::lore::fold;

/// What stands between the brackets of an edit mark after a heading, folded: English, German, French and Spanish
/// `MediaWiki`, and Fandom's empty pair.
const EDIT_MARKS: &[&str] = &[
    "",
    "edit",
    "edit source",
    "edit edit source",
    "bearbeiten",
    "quelltext bearbeiten",
    "bearbeiten quelltext bearbeiten",
    "modifier",
    "modifier modifier le code",
    "modifier le code",
    "editar",
    "editar codigo",
    "editar editar codigo",
];

/// Edit links that lost the space before them when they were copied.
const GLUED_MARKS: &[&str] = &["EditEdit source", "Edit"];

/// The longest heading, in bytes; a longer line that ends like one is text.
const MAX_HEADING_BYTES: usize = 200;

/// Most words of a line that may be a heading without a mark.
const MAX_LONE_WORDS: usize = 8;

/// The heading of a line that ends in an edit mark, without the mark.
pub(super) fn marked_heading(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.len() > MAX_HEADING_BYTES {
        return None;
    }
    let heading = without_bracketed_mark(line).or_else(|| without_glued_mark(line))?;
    Some(heading).filter(|heading| heading.contains(char::is_alphanumeric))
}

/// Takes off `[]`, `[edit]` and the like, as often as they stand there.
fn without_bracketed_mark(line: &str) -> Option<&str> {
    let mut heading = line;
    while let Some((before, inside)) = heading.strip_suffix(']').and_then(|rest| rest.rsplit_once('[')) {
        if !EDIT_MARKS.contains(&fold(inside).as_str()) {
            break;
        }
        heading = before.trim_end();
    }
    (heading.len() < line.len()).then_some(heading)
}

/// Takes an edit link off that is glued to the last word: "Borg attacksEdit".
fn without_glued_mark(line: &str) -> Option<&str> {
    let heading = GLUED_MARKS.iter().find_map(|mark| line.strip_suffix(mark))?;
    let glued =
        heading.ends_with(|letter: char| letter.is_lowercase() || letter.is_numeric() || "\")”'’".contains(letter));
    glued.then_some(heading)
}

/// Whether a line that stands alone is short and open enough to be a heading or a title.
pub(super) fn may_be_heading(line: &str) -> bool {
    let line = line.trim();
    line.len() <= MAX_HEADING_BYTES
        && line.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
        && !line.ends_with(['.', '!', '?', ':', ';', ',', '…', ']'])
        && !line.contains(['\t', '"', '“', '”'])
        && line.split_whitespace().count() <= MAX_LONE_WORDS
        && list_item(line).is_none()
        && !holds_citation_mark(line)
        && !holds_sentence_end(line)
}

/// Whether a parenthesis is opened and a colon follows, as in "(TNG novel: Q-in-Law)".
fn holds_citation_mark(line: &str) -> bool {
    line.split_once('(').is_some_and(|(_, inside)| inside.contains(':'))
}

/// Whether a sentence ends before the line does. The stop of "St. John", "James T. Kirk" or "Kor vs. Kang" ends none.
fn holds_sentence_end(line: &str) -> bool {
    const MAX_ABBREVIATION_BYTES: usize = 4;
    let words: Vec<&str> = line.split_whitespace().collect();
    let before_last = &words[..words.len().saturating_sub(1)];
    before_last.iter().any(|word| {
        let Some(stem) = word.trim_end_matches(['"', '”', '\'', '’', ')']).strip_suffix(['.', '!', '?', '…'])
        else {
            return false;
        };
        let is_abbreviation = stem.len() <= MAX_ABBREVIATION_BYTES && stem.starts_with(char::is_uppercase);
        !is_abbreviation && stem != "vs" && !stem.contains('.')
    })
}

/// The heading between one to six equals signs on both sides: "== Ruler ==".
pub(super) fn heading_between_equals(line: &str) -> Option<&str> {
    let line = line.trim();
    let level = line.bytes().take_while(|&byte| byte == b'=').count();
    let heading = line.get(level..)?.strip_suffix(&line[..level])?;
    let is_heading = (1..=6).contains(&level)
        && line.len() <= MAX_HEADING_BYTES
        && !heading.ends_with('=')
        && heading.contains(char::is_alphanumeric);
    is_heading.then_some(heading.trim())
}

/// Whether this line underlines a heading: three or more equals signs, or as many hyphens, and nothing else.
pub(super) fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && ['=', '-'].iter().any(|&mark| line.chars().all(|letter| letter == mark))
}

/// The words of a list item, without its bullet or number.
pub(super) fn list_item(line: &str) -> Option<&str> {
    let line = line.trim();
    let bullet = line.strip_prefix(['•', '·', '◦', '▪']).or_else(|| {
        let rest = line.strip_prefix(['*', '-', '–', '—'])?;
        rest.starts_with(char::is_whitespace).then_some(rest)
    });
    let item = bullet.or_else(|| numbered(line).map(|(_, rest)| rest))?.trim();
    (!item.is_empty()).then_some(item)
}

/// The number and the words of "1. words" or "1) words"; numbers have at most three digits.
pub(super) fn numbered(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = line[digits..].strip_prefix(['.', ')'])?;
    rest.starts_with(char::is_whitespace).then(|| (&line[..digits], rest.trim()))
}

/// Whether a line ends as a sentence does; closing quotes and parentheses may follow the stop.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end().ends_with(['.', '!', '?', '…', '"', '”', '’', ')', ']', ':'])
}

/// Whether the lines of a block were broken by an editor rather than by the wiki: all but the last are of one length,
/// about, and most of them end within a sentence.
pub(super) fn are_hard_wrapped(lines: &[&str]) -> bool {
    let Some((_, broken)) = lines.split_last() else {
        return false;
    };
    let within = broken.iter().filter(|line| !ends_sentence(line)).count();
    let one_length = broken.iter().all(|line| (50..=100).contains(&line.trim().chars().count()));
    !broken.is_empty() && one_length && within * 2 > broken.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_edit_mark_is_taken_off_a_heading() {
        for line in [
            "Kor's raids[]",
            "Kor's raids[ ]",
            "Kor's raids [edit]",
            "Kor's raids[edit source]",
            "Kor's raids[edit | edit source]",
            "Kor's raids[Bearbeiten]",
            "Kor's raids[Bearbeiten | Quelltext bearbeiten]",
            "Kor's raidsEdit",
            "Kor's raidsEditEdit source",
            "Kor's raids[edit][]",
        ] {
            assert_eq!(marked_heading(line), Some("Kor's raids"), "{line}");
        }
        for line in ["Kor's raids", "[]", "A raid.[2]", "The Edit", "Edit", "Kor [sic]"] {
            assert_eq!(marked_heading(line), None, "{line}");
        }
    }

    #[test]
    fn a_line_with_a_citation_or_a_sentence_in_it_is_no_heading() {
        for line in [
            "Garth ruled the asylum (TNG novel: Q-in-Law)",
            "Élan fell (TNG novel: Q-in-Law",
            "Sixteen thing. (TNG novelization: Encounter at Farpoint.)",
            "Élan fell. Kor rose",
            "Élan fell! Kor rose",
        ] {
            assert!(!may_be_heading(line), "{line}");
        }
        for line in ["Élan (moon)", "Dr. McCoy", "James T. Kirk and Kor", "U.S.S. Élan", "Kor vs. Kang", "Kor: a life"]
        {
            assert!(may_be_heading(line), "{line}");
        }
    }

    #[test]
    fn equals_signs_on_both_sides_mark_a_heading() {
        for line in ["=Ruler=", "== Ruler ==", "======Ruler====== "] {
            assert_eq!(heading_between_equals(line), Some("Ruler"), "{line}");
        }
        for line in ["== Ruler", "== Ruler =", "=", "====", "== == ==", "=======Ruler=======", ""] {
            assert_eq!(heading_between_equals(line), None, "{line}");
        }
    }

    #[test]
    fn bullets_and_numbers_begin_items() {
        assert_eq!(list_item("  •Élan"), Some("Élan"));
        assert_eq!(list_item("- Kor"), Some("Kor"));
        assert_eq!(list_item("12) Kor"), Some("Kor"));
        for line in ["-Kor", "2409. A year", "1.5 parsecs", "* ", "Kor - Kang"] {
            assert_eq!(list_item(line), None, "{line}");
        }
    }

    #[test]
    fn only_lines_broken_within_sentences_are_hard_wrapped() {
        let long = "The old fortress above the river had been abandoned for years and";
        let full = "The old fortress above the river had been abandoned for years now.";
        assert!(are_hard_wrapped(&[long, long, "fell."]));
        assert!(!are_hard_wrapped(&[full, full, long]));
        assert!(!are_hard_wrapped(&["Kor, the Dahar", "master."]));
        assert!(!are_hard_wrapped(&[long]));
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_looked_at(line in "[\\PC]{0,12}( ?(\\[|\\]|edit|Edit|[0-9]{1,4}[.)] )){0,3}") {
            marked_heading(&line);
            may_be_heading(&line);
            heading_between_equals(&line);
            list_item(&line);
        }
    }
}
