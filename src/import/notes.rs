//! Numbered notes: their lines at the foot of a page and their markers in its text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::PageHabits;
use super::draft::{Block, Note, NoteMarkup};
use super::lines::numbered;
use crate::lore::{PassageKind, fold};

/// The longest label between brackets, in bytes: "nb 12", "note 3".
const MAX_LABEL_BYTES: usize = 10;

/// The longest marker, in bytes: a label and the place in the source, "3a: p. 12, ch. 4".
const MAX_MARKER_BYTES: usize = 60;

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

/// Whether these words between brackets may be a note's label: a number, perhaps after a short word or before a letter,
/// or one letter.
fn is_label(label: &str) -> bool {
    let label = label.trim();
    let letters = without_letter(label).trim_end_matches(|letter: char| letter.is_ascii_digit());
    let has_number = letters.len() < without_letter(label).len();
    let word = letters.trim();
    label.len() <= MAX_LABEL_BYTES
        && word.chars().all(char::is_alphabetic)
        && (has_number && word.len() <= 5 || !has_number && label.len() == 1)
}

/// A label without the letter that tells several places in one source apart: "3a" is of "3".
pub(super) fn without_letter(label: &str) -> &str {
    let number = label.strip_suffix(|letter: char| letter.is_ascii_lowercase()).unwrap_or(label);
    if number.ends_with(|letter: char| letter.is_ascii_digit()) { number } else { label }
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
    let block = Block { kind: PassageKind::Footnote, ..block };
    notes.push(Note { label, block, markup: NoteMarkup::default() });
}

/// Adds the lines of a block under a heading over notes as notes: those of a list that begins with this
/// number, or lines that are notes by themselves. `false` where they are none.
pub(super) fn push_lines_of_notes(notes: &mut Vec<Note>, block: &Block, first_number: Option<u64>) -> bool {
    let lines = block.line_ranges();
    let is_note = |range: &Range<usize>| note_line(&block.text[range.clone()]).is_some();
    if first_number.is_none() && !lines.first().is_some_and(is_note) {
        return false;
    }
    for (number, range) in (first_number.unwrap_or(1)..).zip(lines) {
        let line = &block.text[range.clone()];
        let (label, words) = note_line(line).unwrap_or((None, line.trim()));
        let number = first_number.map(|_| number.to_string());
        let start = range.start + (words.as_ptr() as usize - line.as_ptr() as usize);
        let note = block.part(start..start + words.len(), PassageKind::Footnote);
        push_note(notes, number.as_deref().or(label), note);
    }
    true
}

/// A label as it is compared: lower case, single spaces.
pub(super) fn key_of(label: &str) -> String {
    label.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a marker refers to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Reference {
    /// The number of the note among those of the article.
    pub(super) note: usize,
    /// The place in the source, where the marker names one: "p. 12".
    pub(super) place: Option<String>,
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

    /// Takes the markers of these notes out of a block, and tells what it refers to, in its order, nothing twice. A
    /// marker without a note stays: it may be the wiki's own words.
    pub(super) fn take_markers(&self, block: Block) -> (Block, Vec<Reference>) {
        let by_markup = block.notes.iter().filter_map(|label| self.place_of(label));
        let mut referred: Vec<Reference> = by_markup.map(|note| Reference { note, place: None }).collect();
        let mut cuts: Vec<Range<usize>> = Vec::new();
        if !self.places.is_empty() {
            for (open, _) in block.text.match_indices('[') {
                let Some((reference, end)) = self.marker_at(&block.text, open) else {
                    continue;
                };
                let start = start_of_cut(&block.text, open, end);
                match cuts.last_mut().filter(|cut| cut.end >= start) {
                    Some(cut) => cut.end = end,
                    None => cuts.push(start..end),
                }
                referred.push(reference);
            }
        }
        let mut seen = HashSet::new();
        referred.retain(|reference| seen.insert(reference.clone()));
        (without(block, &cuts), referred)
    }

    /// What the marker beginning at `open` refers to, and where the marker ends.
    fn marker_at(&self, text: &str, open: usize) -> Option<(Reference, usize)> {
        let inside = text.as_bytes()[open + 1..].iter().take(MAX_MARKER_BYTES + 1).position(|&byte| byte == b']')?;
        let end = open + 1 + inside;
        let marker = text.get(open + 1..end)?;
        let (label, place) =
            marker.split_once([':', ',']).map_or((marker, None), |(label, place)| (label, Some(place)));
        let place = place.map(str::trim);
        // "[1, 2]" is no place in a source.
        if !is_label(label) || place.is_some_and(|place| !place.starts_with(char::is_alphabetic)) {
            return None;
        }
        let note = self.place_of(label).or_else(|| self.place_of(without_letter(label)))?;
        Some((Reference { note, place: place.map(str::to_owned) }, end + 1))
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
    let spans = |spans: &[Range<usize>]| -> Vec<Range<usize>> {
        let spans = spans.iter().map(|span| moved(span.start)..moved(span.end));
        spans.filter(|span| span.start < span.end).collect()
    };
    let (italics, linked) = (spans(&block.italics), spans(&block.linked));
    Block { text, italics, linked, ..block }
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
        assert_eq!(referred.iter().map(|reference| reference.note).collect::<Vec<_>>(), [0, 1, 2]);
        assert_eq!(&block.text[block.italics[0].clone()], "Élan");
    }

    #[test]
    fn labels_are_compared_without_case() {
        let (block, referred) =
            index(&["Note 1"]).take_markers(Block::new(PassageKind::Paragraph, "Kor fled.[note 1]"));
        assert_eq!((block.text.as_str(), referred), ("Kor fled.", vec![Reference { note: 0, place: None }]));
    }

    #[test]
    fn a_marker_may_name_the_place_in_its_source() {
        let text = "Élan fell[1: p. 12], rose[1a] and burst.[2a: ch. 4][1: p. 12][1, 2]";
        let (block, referred) = index(&["1", "2a"]).take_markers(Block::new(PassageKind::Paragraph, text));
        assert_eq!(block.text, "Élan fell, rose and burst.[1, 2]");
        let shown: Vec<_> = referred.iter().map(|reference| (reference.note, reference.place.as_deref())).collect();
        assert_eq!(shown, [(0, Some("p. 12")), (0, None), (1, Some("ch. 4"))]);
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
