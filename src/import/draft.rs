//! A draft: what the reader of a format hands on, free of markup, not yet read for citations, years and continuity.

use std::ops::Range;

use super::Profile;
use crate::lore::{Hatnote, PassageKind};

/// What a reader is given.
pub(super) struct Page<'page> {
    /// The text below the header.
    pub(super) body: &'page str,
    /// The title as the file's name tells it, in the file's letter case.
    pub(super) name: &'page str,
    /// The title as the header tells it.
    pub(super) title: Option<&'page str>,
    pub(super) profile: &'page Profile,
}

/// An article cut into blocks.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The title, where the text itself names it.
    pub(super) title: Option<String>,
    pub(super) hatnotes: Vec<Hatnote>,
    /// In the article's order; some may be empty.
    pub(super) sections: Vec<DraftSection>,
    pub(super) notes: Vec<Note>,
}

/// A headed run of blocks; the headings outermost first, none above all headings.
#[derive(Debug, Default)]
pub(super) struct DraftSection {
    pub(super) heading: Vec<String>,
    pub(super) blocks: Vec<Block>,
}

/// A paragraph, list, table or note as a reader of the page sees it. Byte offsets are those of `text`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub(super) kind: PassageKind,
    pub(super) text: String,
    /// What stands in italics, in order.
    pub(super) italics: Vec<Range<usize>>,
    /// The links in it, in order.
    pub(super) links: Vec<Link>,
    /// The labels of the notes it refers to by markup that leaves no trace in the text.
    pub(super) notes: Vec<String>,
}

/// A link to another page, by the byte offset of its words and the title it leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) at: usize,
    pub(super) title: String,
}

/// A numbered note.
#[derive(Debug)]
pub(super) struct Note {
    /// What its markers in the text say, such as `1` or `nb 1`.
    pub(super) label: String,
    pub(super) block: Block,
}

impl Draft {
    /// Whether there is neither text nor a hatnote.
    pub(super) fn is_empty(&self) -> bool {
        self.hatnotes.is_empty()
            && self.notes.is_empty()
            && self.sections.iter().all(|section| section.blocks.is_empty())
    }

    /// Adds a block to the last section; text without letters and digits is none.
    pub(super) fn push(&mut self, block: Block) {
        if block.text.contains(char::is_alphanumeric) {
            if self.sections.is_empty() {
                self.sections.push(DraftSection::default());
            }
            if let Some(section) = self.sections.last_mut() {
                section.blocks.push(block);
            }
        }
    }
}

impl Block {
    pub(super) fn new(kind: PassageKind, text: impl Into<String>) -> Block {
        Block { kind, text: text.into(), italics: Vec::new(), links: Vec::new(), notes: Vec::new() }
    }

    /// The block that a byte range of this one makes, without the white space around it. It refers to no notes.
    pub(super) fn part(&self, range: Range<usize>, kind: PassageKind) -> Block {
        let part = &self.text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        let italics = self.italics.iter().map(|span| span.start.max(start)..span.end.min(end));
        let links = self.links.iter().filter(|link| (start..end).contains(&link.at));
        Block {
            kind,
            text: part.trim().to_owned(),
            italics: italics
                .filter(|span| span.start < span.end)
                .map(|span| span.start - start..span.end - start)
                .collect(),
            links: links.map(|link| Link { at: link.at - start, title: link.title.clone() }).collect(),
            notes: Vec::new(),
        }
    }

    /// The block without the white space around it.
    pub(super) fn trimmed(mut self) -> Block {
        let notes = std::mem::take(&mut self.notes);
        Block { notes, ..self.part(0..self.text.len(), self.kind) }
    }

    /// The byte range of each line, without its line end.
    pub(super) fn line_ranges(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let ends = self.text.split('\n').map(|line| {
            let range = start..start + line.len();
            start = range.end + 1;
            range
        });
        ends.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_keeps_its_own_italics_and_links() {
        let mut block = Block::new(PassageKind::List, "Mogh \n  Kháless the first");
        block.italics = vec![0..4, 8..16];
        block.links = vec![Link { at: 0, title: "Mogh".into() }, Link { at: 8, title: "Kahless".into() }];
        let lines = block.line_ranges();
        let second = block.part(lines[1].clone(), PassageKind::List);
        assert_eq!(second.text, "Kháless the first");
        assert_eq!(&second.text[second.italics[0].clone()], "Kháless");
        assert_eq!(second.links, [Link { at: 0, title: "Kahless".into() }]);
    }
}
