//! Sources by key: a list under a heading such as "Sources" whose items begin with "[1]", and the same key in the text,
//! perhaps with a place, "[1: p. 5]". Lexicanum writes all its sources so; the items become notes.

use super::PageHabits;
use super::draft::{Block, Draft, DraftSection, Note, NoteMarkup};
use super::notes::{is_footnote_heading, key_of, note_line, without_letter};
use super::source_signs::{begins_with_place, is_part};
use crate::lore::{Citation, PassageKind};

/// Most items below a source that name places in it.
const MAX_PLACES: usize = 50;

/// Moves the lists of keyed sources from the sections of an article to its notes.
pub(super) fn take_keyed_sources(draft: &mut Draft, habits: &PageHabits) {
    for section in &mut draft.sections {
        if section.heading.last().is_some_and(|heading| is_footnote_heading(heading, habits)) {
            take_from_section(section, &mut draft.notes);
        }
    }
}

fn take_from_section(section: &mut DraftSection, notes: &mut Vec<Note>) {
    for block in &mut section.blocks {
        if block.text.starts_with('[') && note_line(&block.text).is_some() {
            let list = std::mem::replace(block, Block::new(PassageKind::List, ""));
            let items = list.line_ranges().into_iter().map(|line| list.part(line, PassageKind::Footnote));
            items.for_each(|item| take_item(&item, notes));
        }
    }
    section.blocks.retain(|block| !block.text.is_empty());
}

/// Makes a note of an item. One without a key stands by itself.
fn take_item(item: &Block, notes: &mut Vec<Note>) {
    let (label, words) = note_line(&item.text).unwrap_or((None, &item.text));
    let words = words.trim_start_matches([':', '.', '-', '–', ' ']);
    let block = item.part(item.text.len() - words.len()..item.text.len(), PassageKind::Footnote);
    let label = label.map(key_of).unwrap_or_default();
    let block = of_source_above(&label, &block, notes).unwrap_or(block);
    if block.text.contains(char::is_alphanumeric) {
        notes.push(Note { label, block, markup: NoteMarkup::Template });
    }
}

/// An item that is only a place in the source above it: "1a: p. 5" below "1: Codex".
fn of_source_above(label: &str, place: &Block, notes: &[Note]) -> Option<Block> {
    let number = without_letter(label);
    let mut above = notes.iter().rev().take(MAX_PLACES).filter(|_| number != label && begins_with_place(&place.text));
    let source = &above.find(|note| note.label == number)?.block;
    let mut block = source.part(0..before_place(&source.text).len(), PassageKind::Footnote);
    block.text.push_str(", ");
    block.text.push_str(&place.text);
    Some(block)
}

/// A source at a place in it, which stands instead of the place that its own words name.
pub(super) fn citation_at(source: &Citation, place: &str) -> Citation {
    Citation { written: format!("{}, {place}", before_place(&source.written)), ..source.clone() }
}

/// The words of a source before the place in it, "Codex" of "Codex, p. 12".
fn before_place(source: &str) -> &str {
    // A number, or what stands for one in a form to be filled in, "p. xx".
    let is_number =
        |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit()) || word.trim_end_matches(',').len() <= 2;
    let is_place = |at: usize| {
        let mut words = source[at + 2..].split(' ');
        words.next().is_some_and(is_part) && words.next().is_some_and(is_number)
    };
    let end = source.match_indices(", ").map(|(at, _)| at).find(|&at| is_place(at)).unwrap_or(source.len());
    source[..end].trim_end_matches(['.', ',', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;

    fn keyed(list: &str) -> Vec<(String, String)> {
        let section = DraftSection {
            heading: vec!["Notes".into()],
            blocks: vec![Block::new(PassageKind::List, list)],
            ..DraftSection::default()
        };
        let mut draft = Draft { sections: vec![section], ..Draft::default() };
        take_keyed_sources(&mut draft, &Profile::generic("x").page);
        draft.notes.into_iter().map(|note| (note.label, note.block.text)).collect()
    }

    #[test]
    fn a_list_of_keyed_sources_becomes_notes() {
        let notes =
            [("1", "Saga of Élan, p. xx"), ("1a", "Saga of Élan, p. 5"), ("2", "Kor's Log"), ("", "Mogh's Log")];
        let notes = notes.map(|(label, text)| (label.to_owned(), text.to_owned()));
        assert_eq!(keyed("[1]: Saga of Élan, p. xx\n[1a]: p. 5\n[2] - Kor's Log\nMogh's Log"), notes);
        assert_eq!(keyed("Kor's Log\n[1]: Saga of Élan"), []);
    }

    #[test]
    fn the_place_in_the_text_stands_instead_of_that_in_the_list() {
        let at = |written: &str| {
            let citation = Citation { written: written.into(), series: None, works: Vec::new() };
            citation_at(&citation, "p. 5").written
        };
        assert_eq!(at("Saga of Élan, Book Two, p. xx, 7"), "Saga of Élan, Book Two, p. 5");
        assert_eq!(at("Saga of Élan."), "Saga of Élan, p. 5");
    }
}
