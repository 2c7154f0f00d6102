//! Numbered notes: their lines at the foot of a page and their markers in its text.

use std::collections::HashMap;
use std::ops::Range;

use super::PageHabits;
use super::draft::{Block, Note};
use super::lines::numbered;
use crate::lore::{PassageKind, fold};

/// The longest label between brackets, in bytes: "nb 12", "note 3".
const MAX_LABEL_BYTES: usize = 10;

/// The longest heading over notes, in bytes.
const MAX_HEADING_BYTES: usize = 60;

/// Whether this heading stands over numbered notes.
pub(super) fn is_footnote_heading(heading: &str, habits: &PageHabits) -> bool {
    if heading.len() > MAX_HEADING_BYTES {
        return false; // Spares every paragraph a comparison.
    }
    let heading = fold(heading);
    habits.footnote_headings.iter().any(|known| fold(known) == heading)
}

/// The label, where the line has one, and the words of a note: "1. text", "[1] text", "1. ↑ text", "↑ 1.0 1.1 text" or
/// "^ text".
pub(super) fn note_line(line: &str) -> Option<(Option<&str>, &str)> {
    let line = line.trim();
    let (label, rest) = match bracketed(line).or_else(|| numbered(line)) {
        Some((label, rest)) => (Some(label), rest.trim_start()),
        None => (None, line),
    };
    let words = match rest.strip_prefix(['↑', '^']) {
        Some(rest) => without_back_links(rest),
        None if label.is_some() => rest,
        None => return None,
    };
    words.contains(char::is_alphanumeric).then_some((label, words))
}

/// The label and the rest of a line such as "[nb 1] text".
fn bracketed(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once(']')?;
    is_label(label).then_some((label, rest))
}

/// Whether these words between brackets may be a note's label: a number, perhaps after a short word, or one letter.
fn is_label(label: &str) -> bool {
    let label = label.trim();
    let letters = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let has_number = letters.len() < label.len();
    let word = letters.trim();
    label.len() <= MAX_LABEL_BYTES
        && word.chars().all(char::is_alphabetic)
        && (has_number && word.len() <= 5 || !has_number && word.len() == 1)
}

/// The words after the links back into the text, "1.0 1.1" or "a b".
fn without_back_links(rest: &str) -> &str {
    let mut rest = rest.trim_start();
    let mut letters = 'a'..='z';
    loop {
        let (token, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let is_number = token.split_once('.').is_some_and(|(whole, part)| is_digits(whole) && is_digits(part));
        let next_letter = letters.clone().next().map(String::from);
        // A lone "a" is an article: "a b" are back links.
        let is_letter =
            next_letter.is_some_and(|letter| letter == token) && (token != "a" || after.trim_start().starts_with("b "));
        if is_letter {
            letters.next();
        } else if !is_number && token != "↑" && token != "^" {
            return rest;
        }
        rest = after.trim_start();
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Adds a note, if it has words. One without a label of its own is named by its place among the notes, counted from 1.
pub(super) fn push_note(notes: &mut Vec<Note>, label: Option<&str>, block: Block) {
    if !block.text.contains(char::is_alphanumeric) {
        return;
    }
    let label = label.map_or_else(|| (notes.len() + 1).to_string(), key_of);
    notes.push(Note { label, block: Block { kind: PassageKind::Footnote, ..block } });
}

/// A label as it is compared: lower case, single spaces.
fn key_of(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The notes of an article by their labels; of two with one label the first counts.
pub(super) struct NoteIndex {
    places: HashMap<String, usize>,
}

impl NoteIndex {
    pub(super) fn of(notes: &[Note]) -> NoteIndex {
        let mut places = HashMap::new();
        for (place, note) in notes.iter().enumerate() {
            places.entry(key_of(&note.label)).or_insert(place);
        }
        NoteIndex { places }
    }

    /// Takes the markers of these notes out of a block, and tells the places of the notes that it refers to, in its
    /// order. A marker without a note stays: it may be the wiki's own words.
    pub(super) fn take_markers(&self, block: Block) -> (Block, Vec<usize>) {
        let mut referred: Vec<usize> = block.notes.iter().filter_map(|label| self.place_of(label)).collect();
        if self.places.is_empty() {
            return (block, referred);
        }
        let mut cuts: Vec<Range<usize>> = Vec::new();
        for (open, _) in block.text.match_indices('[') {
            let Some((place, end)) = self.marker_at(&block.text, open) else {
                continue;
            };
            let start = start_of_cut(&block.text, open, end);
            match cuts.last_mut().filter(|cut| cut.end >= start) {
                Some(cut) => cut.end = end,
                None => cuts.push(start..end),
            }
            if !referred.contains(&place) {
                referred.push(place);
            }
        }
        (without(block, &cuts), referred)
    }

    /// The note that the marker beginning at `open` refers to, and where the marker ends.
    fn marker_at(&self, text: &str, open: usize) -> Option<(usize, usize)> {
        let inside = text.as_bytes()[open + 1..].iter().take(MAX_LABEL_BYTES + 1).position(|&byte| byte == b']')?;
        let end = open + 1 + inside;
        let label = text.get(open + 1..end).filter(|label| is_label(label))?;
        Some((self.place_of(label)?, end + 1))
    }

    fn place_of(&self, label: &str) -> Option<usize> {
        self.places.get(&key_of(label)).copied()
    }
}

/// Where to begin cutting out a marker: white space before it goes along where white space or the end follows.
fn start_of_cut(text: &str, open: usize, end: usize) -> usize {
    let free_after = text[end..].chars().next().is_none_or(char::is_whitespace);
    if free_after { text[..open].trim_end_matches(' ').len() } else { open }
}

/// A block without these byte ranges, which are in order and apart.
fn without(block: Block, cuts: &[Range<usize>]) -> Block {
    if cuts.is_empty() {
        return block;
    }
    let mut text = String::with_capacity(block.text.len());
    let mut kept_from = 0;
    let mut removed = vec![0];
    for cut in cuts {
        text.push_str(&block.text[kept_from..cut.start]);
        kept_from = cut.end;
        removed.push(removed.last().unwrap_or(&0) + cut.len());
    }
    text.push_str(&block.text[kept_from..]);
    let moved = |at: usize| {
        let before = cuts.partition_point(|cut| cut.end <= at);
        let inside = cuts.get(before).filter(|cut| cut.start < at).map_or(0, |cut| at - cut.start);
        at - removed[before] - inside
    };
    let italics = block.italics.iter().map(|span| moved(span.start)..moved(span.end));
    let italics = italics.filter(|span| span.start < span.end).collect();
    Block { text, italics, ..block }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(labels: &[&str]) -> NoteIndex {
        let mut notes = Vec::new();
        for label in labels {
            push_note(&mut notes, Some(label), Block::new(PassageKind::Footnote, "A note."));
        }
        NoteIndex::of(&notes)
    }

    #[test]
    fn every_kind_of_note_line_is_read() {
        for line in
            ["  1. Kor's log", "[1] Kor's log", "1. ↑ Kor's log", "1. ↑ 1.0 1.1 Kor's log", "1. ^ a b Kor's log"]
        {
            assert_eq!(note_line(line), Some((Some("1"), "Kor's log")), "{line}");
        }
        assert_eq!(note_line("[nb 1] Kor's log"), Some((Some("nb 1"), "Kor's log")));
        assert_eq!(note_line("↑ 1.0 1.1 Kor's log"), Some((None, "Kor's log")));
        assert_eq!(note_line("^ a log of Kor's"), Some((None, "a log of Kor's")));
        for line in ["Kor's log", "• Kor's log", "[sic] Kor", "1.", "↑"] {
            assert_eq!(note_line(line), None, "{line}");
        }
    }

    #[test]
    fn markers_go_only_where_their_note_exists() {
        let mut block = Block::new(PassageKind::Paragraph, "Élan fell.[1][2] He [sic] rose [nb 1] and fled [3].");
        block.italics = vec![0..5, 32..36];
        let (block, referred) = index(&["1", "2", "nb 1"]).take_markers(block);
        assert_eq!(block.text, "Élan fell. He [sic] rose and fled [3].");
        assert_eq!(referred, [0, 1, 2]);
        assert_eq!(&block.text[block.italics[0].clone()], "Élan");
    }

    #[test]
    fn labels_are_compared_without_case() {
        let (block, referred) =
            index(&["Note 1"]).take_markers(Block::new(PassageKind::Paragraph, "Kor fled.[note 1]"));
        assert_eq!((block.text.as_str(), referred), ("Kor fled.", vec![0]));
    }

    proptest::proptest! {
        #[test]
        fn any_text_keeps_its_italics_on_character_borders(
            text in "(\\PC{0,3}|\\[1\\]| |\\[|\\]|É){0,12}", from in 0_usize..20, len in 0_usize..20
        ) {
            let start = text.char_indices().nth(from).map_or(text.len(), |(at, _)| at);
            let end = text.char_indices().nth(from + len).map_or(text.len(), |(at, _)| at);
            let mut block = Block::new(PassageKind::Paragraph, text.clone());
            block.italics = std::iter::once(start..end).collect();
            let (block, _) = index(&["1"]).take_markers(block);
            for span in &block.italics {
                proptest::prop_assert!(block.text.get(span.clone()).is_some());
            }
            note_line(&text);
        }
    }
}
