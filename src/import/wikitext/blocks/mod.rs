//! Expanded wikitext to a draft, line by line: headings, paragraphs, lists, tables, quotations, facts and notes.
//!
//! Lines mean what they mean to `MediaWiki` (<https://www.mediawiki.org/wiki/Help:Formatting>); HTML among them parts
//! blocks as a browser would. What a reader of the page does not see, or sees only as a way to other pages, is left out.

mod asides;
mod gathering;
mod html;
mod inline;
mod notes;
mod tables;

use super::expand::Expanded;
use super::links::{LinkSpaces, resolve_links};
use super::sinks::{Sink, Table};
use super::words::Words;
use crate::import::PageHabits;
use crate::import::draft::{Block, Draft, DraftSection};
use crate::import::hatnotes::read_hatnote;
use crate::lore::PassageKind;
use notes::Notes;

/// How many tables, quotations and boxes may stand in one another; what is deeper belongs to the one above it.
const MAX_SINKS: usize = 40;

/// How many elements may be open at once.
const MAX_ELEMENTS: usize = 200;

/// Reads an expanded page.
pub(super) fn read_blocks(expanded: &Expanded, spaces: &LinkSpaces, habits: &PageHabits) -> Draft {
    let mut targets = Vec::new();
    let text = resolve_links(&expanded.text, spaces, &mut targets);
    let mut reader = Reader::new(expanded, spaces, habits, targets, Notes::of(expanded));
    reader.lines(&text);
    reader.end_section();
    reader.write_notes();
    let mut draft = reader.draft;
    draft.continuity.clone_from(&expanded.continuity);
    draft.is_disambiguation = expanded.is_disambiguation;
    draft.is_real_world = expanded.is_real_world;
    draft
}

/// What is being skipped until it ends.
#[derive(Debug)]
enum Skipped {
    /// An element and those of its name in it.
    Element { name: String, depth: usize },
    /// A table in wikitext and those in it.
    Table { depth: usize },
}

/// An element that holds blocks.
#[derive(Debug)]
struct Element {
    name: String,
    has_sink: bool,
}

/// Reads lines and fills a draft.
struct Reader<'page> {
    expanded: &'page Expanded,
    spaces: &'page LinkSpaces,
    habits: &'page PageHabits,
    targets: Vec<String>,
    draft: Draft,
    /// The levels and words of the headings that the text stands under, outermost first.
    path: Vec<(usize, String)>,
    /// The block being written.
    words: Words,
    /// The level of the heading being written, where it is one.
    heading: Option<usize>,
    /// The list that the last lines were items of.
    list: Option<Block>,
    sinks: Vec<Sink>,
    elements: Vec<Element>,
    skipped: Option<Skipped>,
    /// The facts of this section.
    facts: Vec<Block>,
    /// Whether no running text has been met: hatnotes may still come.
    opening: bool,
    /// Whether the block being written is set in the middle of the page.
    in_center: bool,
    notes: Notes,
}

impl<'page> Reader<'page> {
    fn new(
        expanded: &'page Expanded,
        spaces: &'page LinkSpaces,
        habits: &'page PageHabits,
        targets: Vec<String>,
        notes: Notes,
    ) -> Self {
        Reader {
            expanded,
            spaces,
            habits,
            targets,
            draft: Draft::default(),
            path: Vec::new(),
            words: Words::new(PassageKind::Paragraph),
            heading: None,
            list: None,
            sinks: Vec::new(),
            elements: Vec::new(),
            skipped: None,
            facts: Vec::new(),
            opening: true,
            in_center: false,
            notes,
        }
    }

    fn lines(&mut self, text: &str) {
        for line in text.split('\n') {
            self.line(line);
        }
        self.end_block();
    }

    fn line(&mut self, line: &str) {
        if self.skipped.is_some() {
            if let Some((level, words)) = heading_of(line) {
                self.skipped = None;
                return self.heading_line(level, words);
            }
            return self.skip_line(line);
        }
        let trimmed = line.trim_start_matches([' ', '\t']);
        match trimmed.as_bytes().first() {
            None => self.end_paragraph(),
            Some(b'=') if let Some((level, words)) = heading_of(line) => self.heading_line(level, words),
            Some(b'{' | b'|' | b'!' | b':') if self.table_line(trimmed) => {}
            Some(b'-') if line.starts_with("----") => {
                self.end_block();
                self.inline(line.trim_start_matches('-'));
            }
            Some(b'*' | b'#' | b':' | b';') if line.len() == trimmed.len() => self.list_line(line),
            Some(_) => {
                self.end_item();
                self.words.space();
                self.inline(trimmed);
            }
        }
    }
    fn heading_line(&mut self, level: usize, words: &str) {
        self.begin_heading(level);
        self.inline(words);
        self.end_heading();
    }

    fn begin_heading(&mut self, level: usize) {
        self.end_section();
        self.heading = Some(level);
    }

    fn end_heading(&mut self) {
        let Some(level) = self.heading.take() else { return };
        let words =
            std::mem::replace(&mut self.words, Words::new(PassageKind::Paragraph)).finish().text.replace('\n', " ");
        if words.contains(char::is_alphanumeric) {
            self.path.retain(|(above, _)| *above < level);
            self.path.push((level, words));
            let heading = self.path.iter().map(|(_, words)| words.clone()).collect();
            self.draft.sections.push(DraftSection { heading, ..DraftSection::default() });
        }
    }

    /// Ends everything that is open, however it was opened: a heading stands above all that follows.
    fn end_section(&mut self) {
        self.end_heading();
        self.end_block();
        let mut tables = self.open_tables();
        while !self.sinks.is_empty() {
            self.end_sink();
        }
        self.elements.clear();
        self.in_center = false;
        self.sinks.append(&mut tables);
        for fact in std::mem::take(&mut self.facts) {
            self.draft.push(fact);
        }
    }

    /// The tables that are open, empty: a table that lays out a page goes on behind a heading in it.
    fn open_tables(&self) -> Vec<Sink> {
        let tables = self.sinks.iter().filter_map(|sink| match sink {
            Sink::Table(table) => Some(Sink::Table(Table::new(table.is_infobox))),
            _ => None,
        });
        tables.collect()
    }

    /// Ends the block being written and the list before it.
    fn end_block(&mut self) {
        self.end_paragraph();
        self.end_list();
    }

    /// Ends the block being written; a list may go on after a blank line.
    fn end_paragraph(&mut self) {
        if self.heading.is_some() {
            return;
        }
        let block = std::mem::replace(&mut self.words, Words::new(PassageKind::Paragraph)).finish();
        match block.kind {
            PassageKind::List => self.add_item(block),
            _ if block.text.is_empty() && block.notes.is_empty() && block.sources.is_empty() => {}
            _ if self.in_center && self.sinks.is_empty() && is_ornament(&block.text) => {}
            _ => {
                self.end_list();
                self.give(block);
            }
        }
    }

    fn end_list(&mut self) {
        if let Some(list) = self.list.take() {
            self.give(list);
        }
    }

    /// Ends a list's item, where one is being written: the lines of a list are items of their own.
    fn end_item(&mut self) {
        if self.words.kind() == PassageKind::List {
            self.end_paragraph();
        }
    }

    fn begin_item(&mut self) {
        self.end_paragraph();
        if self.heading.is_none() {
            self.words = Words::new(PassageKind::List);
        }
    }

    fn add_item(&mut self, item: Block) {
        if item.text.is_empty() {
            return;
        }
        match &mut self.list {
            Some(list) => list.append("\n", item),
            None => self.list = Some(item),
        }
    }

    /// `* item`, `# item`, `; term : words`, or an indented paragraph.
    fn list_line(&mut self, line: &str) {
        let words = line.trim_start_matches(['*', '#', ':', ';']);
        let marks = &line[..line.len() - words.len()];
        if marks.bytes().all(|mark| mark == b':') {
            self.end_paragraph();
            if !self.table_line(words.trim_start()) {
                self.inline(words);
                self.end_paragraph();
            }
        } else {
            self.begin_item();
            self.inline(words);
            // The item ends with its line, but what HTML or a table has begun in it does not.
            self.end_item();
        }
    }

    /// Gives a finished block to the innermost construct that is open, or to the draft.
    fn give(&mut self, block: Block) {
        match self.sinks.last_mut() {
            Some(Sink::Table(table)) => table.take(block),
            Some(Sink::Quote(blocks) | Sink::Hatnote(blocks)) => blocks.push(block),
            Some(Sink::Infobox { facts, .. }) if block.kind == PassageKind::Fact => facts.push(block),
            Some(Sink::Infobox { .. }) => {}
            None if block.kind == PassageKind::Fact => self.facts.push(block),
            None => self.give_to_draft(block),
        }
    }

    fn give_to_draft(&mut self, block: Block) {
        if self.opening && block.kind == PassageKind::Paragraph && block.text.contains(char::is_alphanumeric) {
            if let Some(hatnote) = read_hatnote(&block, self.habits) {
                self.draft.hatnotes.push(hatnote);
                return;
            }
            self.opening = false;
        }
        // "Main article: Kor" below a heading is a way to another page, but not the article's.
        let begins_section = self.draft.last_section().blocks.is_empty() && !self.path.is_empty();
        if begins_section && read_hatnote(&block, self.habits).is_some() {
            self.draft.last_section().ways.push(block.text);
            return;
        }
        self.draft.push(block);
    }
}

/// Whether a line set in the middle of the page only adorns it: "SPOILERS AHEAD!".
fn is_ornament(text: &str) -> bool {
    const MAX_WORDS: usize = 6;
    text.split_whitespace().take(MAX_WORDS + 1).count() <= MAX_WORDS
}
/// The level and the words of a heading line.
fn heading_of(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let before = line.bytes().take_while(|byte| *byte == b'=').count();
    let after = line.bytes().rev().take_while(|byte| *byte == b'=').count();
    if before == 0 || after == 0 || before == line.len() {
        return None;
    }
    let level = before.min(after).min(6);
    Some((level, &line[level..line.len() - level]))
}
