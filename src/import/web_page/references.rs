//! Numbered notes: their markers in the text and their list at the foot of the page.
//!
//! A browser numbers the list itself, so the list does not say what its markers do; each marker names its note by the
//! note's address (<https://www.mediawiki.org/wiki/Help:Cite>).

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::super::draft::{Block, Note};
use super::super::notes::{note_line, push_note};
use super::element::{Role, attribute, classes, role_of};
use super::inline::{Shape, block_of, words_of};
use super::tree::{Node, child_elements, elements_below};
use crate::lore::PassageKind;

/// A marker in the text.
pub(super) struct Marker {
    /// The note's address on the page.
    note: String,
    /// What the marker says, without brackets: `1` or `nb 1`.
    pub(super) label: String,
}

/// The marker that an element is; `None` where it leads to no note, as the page of a source behind a marker does.
pub(super) fn marker_of(node: Node<'_>) -> Option<Marker> {
    let own = node.value().as_element().map(|element| (node, element));
    let mut addresses = own.into_iter().chain(elements_below(node)).filter_map(|(_, link)| attribute(link, "href"));
    let (_, address) = addresses.find_map(|address| address.split_once('#'))?;
    let label = words_of(node).trim_matches(['[', ']', '(', ')', ' ']).to_owned();
    (!label.is_empty()).then(|| Marker { note: percent_decode_str(address).decode_utf8_lossy().into_owned(), label })
}

/// What the markers of each note of a page say, by the note's address.
pub(super) struct Labels(HashMap<String, String>);

impl Labels {
    pub(super) fn below(root: Node<'_>) -> Labels {
        let markers = elements_below(root).filter(|(_, element)| role_of(element) == Role::NoteMarker);
        let mut labels = HashMap::new();
        for marker in markers.filter_map(|(node, _)| marker_of(node)) {
            labels.entry(marker.note).or_insert(marker.label);
        }
        Labels(labels)
    }

    /// Whether markers lead to items of a list, however it is marked itself.
    pub(super) fn lead_to(&self, list: Node<'_>) -> bool {
        let mut ids = child_elements(list).filter_map(|(_, item)| attribute(item, "id"));
        ids.any(|id| self.0.contains_key(id))
    }

    /// Adds the notes of a list.
    pub(super) fn push_notes(&self, list: Node<'_>, notes: &mut Vec<Note>) {
        for (item, element) in child_elements(list).filter(|(_, element)| role_of(element) == Role::Item) {
            let label = attribute(element, "id").and_then(|id| self.0.get(id));
            let block = block_of(text_of_note(item), Shape::OneLine, PassageKind::Footnote);
            push_note(notes, label.map(String::as_str), without_back_links(block));
        }
    }
}

/// The part of a note that holds its text; all of it where none is marked.
fn text_of_note(item: Node<'_>) -> Node<'_> {
    let is_text = |class: &str| matches!(class, "reference-text" | "mw-reference-text");
    let marked = elements_below(item).find(|(_, element)| classes(element).any(is_text));
    marked.map_or(item, |(node, _)| node)
}

/// A note without the arrows and numbers that lead back to the text, which old pages do not mark.
fn without_back_links(block: Block) -> Block {
    if !block.text.starts_with(['↑', '^']) {
        return block;
    }
    let length = note_line(&block.text).map_or(0, |(_, words)| words.len());
    block.part(block.text.len() - length..block.text.len(), PassageKind::Footnote)
}

#[cfg(test)]
mod tests {
    use super::super::reading::{blocks_of, draft_of};

    fn notes(html: &str) -> Vec<String> {
        draft_of(html).notes.iter().map(|note| format!("{}={}", note.label, note.block.text)).collect()
    }

    #[test]
    fn a_note_is_named_by_what_its_markers_say() {
        let html = "<p>Élan<sup class='reference'><a href='#cite_note-n-1'>[nb 1]</a></sup> fell.\
            <sup class='reference'><a href='./Élan#cite_note-Kor%27s-2'><span>[</span>7<span>]</span></a></sup>\
            <sup class='reference'><a href='#cite_note-n-1'>[nb 1]</a></sup><sup class='reference'>: 23</sup></p>\
            <ol class='references'><li id='cite_note-n-1'><span class='reference-text'>A <i>comment</i>.</span></li></ol>\
            <div class='reflist'><ol class='mw-references references'><li id=\"cite_note-Kor's-2\">\
            <a href='#x'><span class='mw-linkback-text'>↑ </span></a> <span class='mw-reference-text'>Kor's log</span></li>\
            <li>Élan's</li></ol></div>";
        assert_eq!(blocks_of(html), ["> Paragraph: Élan fell. [nb 1] [7]"]);
        assert_eq!(notes(html), ["nb 1=A comment.", "7=Kor's log", "3=Élan's"]);
    }

    #[test]
    fn ways_back_to_the_text_are_no_part_of_a_note() {
        assert_eq!(
            notes(
                "Élan fell.<ol class='references'><li>↑ <sup><a href='#x'>1.0</a></sup> <sup><a href='#y'>1.1</a></sup> Kor</li>\
                 <li><b><a href='#z'>^</a></b> Kang</li><li><span class='mw-cite-backlink'>^ a b</span> Koloth</li><li>↑</li></ol>"
            ),
            ["1=Kor", "2=Kang", "3=Koloth"]
        );
    }

    #[test]
    fn notes_of_converters_are_read() {
        let html = "<p>Élan fell.<a href='#fn1' class='footnote-ref' role='doc-noteref'><sup>1</sup></a></p>\
            <section class='footnotes'><hr><ol><li id='fn1'><p>Kor's log<a href='#r' class='footnote-back'>↩</a></p></li></ol></section>";
        assert_eq!(blocks_of(html), ["> Paragraph: Élan fell. [1]"]);
        assert_eq!(notes(html), ["1=Kor's log"]);
    }

    #[test]
    fn a_numbered_list_under_a_heading_over_notes_is_one_of_notes() {
        assert_eq!(notes("Élan fell.[3]<h2>Notes</h2><ol start='3'><li>Kor's log</li></ol>"), ["3=Kor's log"]);
        assert_eq!(notes("Élan fell.<h2>Notes</h2><ul><li>[1] Kor's log</li></ul>"), ["1=Kor's log"]);
        assert_eq!(notes("Élan fell.<h2>Notes</h2><ul><li>Kor's log</li></ul>"), [""; 0]);
        assert_eq!(
            notes("Élan fell.<h2>Notes</h2><ol start='99999999999999999999'><li>Kor's log</li></ol>"),
            ["1=Kor's log"]
        );
    }

    #[test]
    fn a_marker_that_stands_alone_belongs_to_the_paragraph_above() {
        assert_eq!(
            blocks_of("<p>Élan fell.</p><sup class='reference'><a href='#n'>[1]</a></sup><p>So."),
            ["> Paragraph: Élan fell. [1]", "> Paragraph: So."]
        );
    }
}
