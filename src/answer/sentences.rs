//! The sentences of a passage, or the lines of a list: the smallest parts that are quoted by themselves.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::lore::PassageKind;

/// Abbreviations after which a sentence goes on, folded to lower case, without their full stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "brig", "ca", "capt", "cdr", "cmdr", "col", "cpl", "cpt", "dr", "ens", "fr", "gen", "gov", "hon", "jr",
    "lt", "maj", "mr", "mrs", "ms", "mt", "mx", "no", "pres", "prof", "pvt", "rep", "rev", "sen", "sgt", "sr", "st",
    "vol", "vs",
];

/// The byte ranges of a passage's sentences in order, without the space around them. A list and a table have their
/// lines, a line of a box of facts is one. Empty only for a text without anything but space.
pub(super) fn sentences(text: &str, kind: PassageKind) -> Vec<Range<usize>> {
    let pieces: Vec<(usize, &str)> = match kind {
        PassageKind::Fact => vec![(0, text)],
        PassageKind::List | PassageKind::Table => lines(text),
        PassageKind::Paragraph | PassageKind::Quote | PassageKind::Footnote => {
            text.split_sentence_bound_indices().collect()
        }
    };
    let mut sentences: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, piece) in pieces {
        let start = at + (piece.len() - piece.trim_start().len());
        let end = at + piece.trim_end().len();
        match sentences.last_mut() {
            _ if end <= start => {}
            Some(last) if goes_on => last.end = end,
            _ => sentences.push(start..end),
        }
        goes_on = !piece.ends_with('\n') && ends_in_abbreviation(piece.trim_end());
    }
    sentences
}

/// The sentence that a byte offset of the passage lies in; the whole passage where it lies in none.
pub(super) fn sentence_at(sentences: &[Range<usize>], text: &str, at: usize) -> Range<usize> {
    let place = sentences.partition_point(|sentence| sentence.end <= at);
    sentences.get(place).filter(|sentence| sentence.contains(&at)).cloned().unwrap_or(0..text.len())
}

fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let placed = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    placed.collect()
}

/// Whether a piece ends in an initial or an abbreviation rather than a sentence: "James T.", "Dr."
fn ends_in_abbreviation(piece: &str) -> bool {
    let Some(body) = piece.strip_suffix('.') else { return false };
    let word = body.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, kind: PassageKind) -> Vec<&str> {
        sentences(text, kind).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn initials_and_ranks_end_no_sentence() {
        let text = "Lt. Zoë B. Kwarné took the helm c. 2371. She held it until 2380. ";
        assert_eq!(
            split(text, PassageKind::Paragraph),
            ["Lt. Zoë B. Kwarné took the helm c. 2371.", "She held it until 2380."]
        );
    }

    #[test]
    fn a_list_has_its_lines_and_a_fact_is_one() {
        assert_eq!(split("2371. Built\n2380. Lost\n", PassageKind::List), ["2371. Built", "2380. Lost"]);
        assert_eq!(split("Built: 2371. Lost.", PassageKind::Fact), ["Built: 2371. Lost."]);
    }

    proptest::proptest! {
        #[test]
        fn sentences_are_spans_in_order_and_leave_out_nothing_but_space(text in "(\\PC{0,12}[.!?\n ]{0,2}){0,6}") {
            let found = sentences(&text, PassageKind::Paragraph);
            let mut done = 0;
            for sentence in &found {
                proptest::prop_assert!(text[done..sentence.start].trim().is_empty() && sentence.start < sentence.end);
                done = sentence.end;
            }
            proptest::prop_assert!(text[done..].trim().is_empty());
        }
    }
}
