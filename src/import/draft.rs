//! A draft: what the reader of a format hands on, free of markup, not yet read for citations, years and continuity.

use std::ops::Range;

use super::Profile;
use crate::lore::{Call, Hatnote, PassageKind};

/// The most words of a link that may be a name.
const MOST_CALL_WORDS: usize = 4;

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
    /// The name of the continuity that the page says it speaks of.
    pub(super) continuity: Option<String>,
    /// Whether the page says that it only leads to pages of one name.
    pub(super) is_disambiguation: bool,
    /// Whether the page says that it is about the real world.
    pub(super) is_real_world: bool,
    /// What the infobox beside the article says.
    pub(super) facts: Vec<Fact>,
    /// The article's own address and what tells its age, where the text itself names them.
    pub(super) url: Option<String>,
    pub(super) revision: Option<String>,
}

/// A headed run of blocks; the headings outermost first, none above all headings.
#[derive(Debug, Default)]
pub(super) struct DraftSection {
    pub(super) heading: Vec<String>,
    pub(super) blocks: Vec<Block>,
    /// Lines below the heading that lead to other pages: navigation, no text of the page.
    pub(super) ways: Vec<String>,
    /// Links to counterparts of the page in other languages, as they are written: navigation, no text of the page.
    pub(super) languages: Vec<String>,
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
    /// The words of links, in order, be they to pages of the wiki or beyond it.
    pub(super) linked: Vec<Range<usize>>,
    /// The labels of the notes it refers to by markup that leaves no trace in the text.
    pub(super) notes: Vec<String>,
    /// What its markup names as its source; the words need not stand in the text.
    pub(super) sources: Vec<Block>,
    /// Whether it stands in a table.
    pub(super) in_table: bool,
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
    pub(super) markup: NoteMarkup,
}

/// What the markup of a note says of it, before its words are read; what says more is greater.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteMarkup {
    /// Nothing: it is words.
    #[default]
    Words,
    /// It begins with what a template gives, as sources do more often than explanations.
    Template,
    /// It names a source: a template for citing makes it, or it stands in a list of sources.
    Source,
}

/// A line of an infobox: "Captain" and "Kang".
#[derive(Debug)]
pub(super) struct Fact {
    pub(super) label: String,
    /// Several values stand one a line.
    pub(super) value: Block,
}

impl Draft {
    /// Whether there is neither text nor a hatnote.
    pub(super) fn is_empty(&self) -> bool {
        self.hatnotes.is_empty()
            && self.notes.is_empty()
            && self.sections.iter().all(|section| section.blocks.is_empty())
    }

    /// The last section, or the text above all headings where there is none.
    pub(super) fn last_section(&mut self) -> &mut DraftSection {
        if self.sections.is_empty() {
            self.sections.push(DraftSection::default());
        }
        let last = self.sections.len() - 1;
        &mut self.sections[last]
    }

    /// Puts the facts behind the text above all headings.
    pub(super) fn place_facts(&mut self) {
        let facts = std::mem::take(&mut self.facts).into_iter();
        let facts: Vec<Block> = facts.filter_map(|fact| fact_of(&fact.label, vec![fact.value])).collect();
        if facts.is_empty() {
            return;
        }
        if self.sections.first().is_none_or(|first| !first.heading.is_empty()) {
            self.sections.insert(0, DraftSection::default());
        }
        self.sections[0].blocks.extend(facts);
    }

    /// The words of all blocks, one a line.
    pub(super) fn words(&self) -> String {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// What it calls other pages where it links to them by a name: a capital at the beginning, a few words at most.
    pub(super) fn calls(&self) -> Vec<Call> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.chain(self.notes.iter().map(|note| &note.block)).flat_map(Block::calls).collect()
    }

    /// Adds a block to the last section. Text without letters and digits is none; the notes it refers to, and its
    /// sources, belong to the block before it.
    pub(super) fn push(&mut self, block: Block) {
        let blocks = &mut self.last_section().blocks;
        if block.text.contains(char::is_alphanumeric) {
            blocks.push(block);
        } else if let Some(last) = blocks.last_mut() {
            last.notes.extend(block.notes);
            last.sources.extend(block.sources);
        }
    }
}

/// A fact from its label and the blocks of its value; `None` where either is empty, or the value is a picture.
pub(super) fn fact_of(label: &str, value: Vec<Block>) -> Option<Block> {
    let label = label.trim().trim_end_matches([':', ' ']);
    let mut words = Block::new(PassageKind::Fact, "");
    for block in value {
        for line in block.line_ranges() {
            words.append(", ", block.part(line, PassageKind::Fact));
        }
        words.notes.extend(block.notes);
    }
    let lower = words.text.to_lowercase();
    let is_picture = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"].iter().any(|end| lower.ends_with(end));
    let has_both = label.contains(char::is_alphanumeric) && words.text.contains(char::is_alphanumeric);
    if is_picture || !has_both {
        return None;
    }
    let mut fact = Block::new(PassageKind::Fact, label);
    fact.append(": ", words);
    Some(fact)
}

impl Block {
    /// Adds another block to the end, with something between them where both have words.
    pub(super) fn append(&mut self, joint: &str, other: Block) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push_str(joint);
        }
        self.extend(other);
    }

    fn calls(&self) -> impl Iterator<Item = Call> {
        let mut linked = self.linked.iter().peekable();
        self.links.iter().filter_map(move |link| {
            while linked.next_if(|words| words.start < link.at).is_some() {}
            let words = self.text.get((*linked.peek().filter(|words| words.start == link.at)?).clone())?.trim();
            let is_name = words.starts_with(char::is_uppercase) && words.split(' ').count() <= MOST_CALL_WORDS;
            (is_name && !link.title.is_empty()).then(|| Call { words: words.to_owned(), title: link.title.clone() })
        })
    }

    /// Adds another block as a line of its own.
    pub(super) fn append_line(&mut self, line: Block) {
        self.text.push('\n');
        self.extend(line);
    }

    fn extend(&mut self, other: Block) {
        let moved = self.text.len();
        let shift = |span: Range<usize>| span.start + moved..span.end + moved;
        self.text.push_str(&other.text);
        self.italics.extend(other.italics.into_iter().map(shift));
        self.linked.extend(other.linked.into_iter().map(shift));
        self.links.extend(other.links.into_iter().map(|link| Link { at: link.at + moved, ..link }));
        self.notes.extend(other.notes);
        self.sources.extend(other.sources);
    }

    pub(super) fn new(kind: PassageKind, text: impl Into<String>) -> Block {
        Block {
            kind,
            text: text.into(),
            italics: Vec::new(),
            links: Vec::new(),
            linked: Vec::new(),
            notes: Vec::new(),
            sources: Vec::new(),
            in_table: false,
        }
    }

    /// The block that a byte range of this one makes, without the white space around it. It refers to no notes and has
    /// no sources.
    pub(super) fn part(&self, range: Range<usize>, kind: PassageKind) -> Block {
        let part = &self.text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        let within = |spans: &[Range<usize>]| -> Vec<Range<usize>> {
            let first = spans.partition_point(|span| span.end <= start);
            let spans = spans[first..].iter().take_while(|span| span.start < end);
            spans.map(|span| span.start.max(start) - start..span.end.min(end) - start).collect()
        };
        let first = self.links.partition_point(|link| link.at < start);
        let links = self.links[first..].iter().take_while(|link| link.at < end);
        Block {
            kind,
            text: part.trim().to_owned(),
            italics: within(&self.italics),
            linked: within(&self.linked),
            links: links.map(|link| Link { at: link.at - start, title: link.title.clone() }).collect(),
            notes: Vec::new(),
            sources: Vec::new(),
            in_table: self.in_table,
        }
    }

    /// The block without the white space around it.
    pub(super) fn trimmed(mut self) -> Block {
        let (notes, sources) = (std::mem::take(&mut self.notes), std::mem::take(&mut self.sources));
        Block { notes, sources, ..self.part(0..self.text.len(), self.kind) }
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
    fn a_block_is_added_to_another_with_its_marks() {
        let mut first = Block::new(PassageKind::List, "É");
        let mut second = Block::new(PassageKind::List, "Mogh");
        second.italics = std::iter::once(0..4).collect();
        first.append("\n", second);
        assert_eq!((first.text.as_str(), &first.text[first.italics[0].clone()]), ("É\nMogh", "Mogh"));
    }

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
