//! Tables in wikitext, a line at a time (<https://www.mediawiki.org/wiki/Help:Tables>).

use super::super::hidden::{is_hidden, is_infobox};
use super::super::marks::START;
use super::super::sinks::{Sink, Table};
use super::{Reader, Skipped};

impl Reader<'_> {
    /// A line that begins, parts or ends a table; whether it is one.
    pub(super) fn table_line(&mut self, line: &str) -> bool {
        let opening = line.trim_start_matches(':').trim_start();
        if let Some(attributes) = opening.strip_prefix("{|") {
            self.begin_table(attributes, || Skipped::Table { depth: 1 });
            return true;
        }
        if line.starts_with(':') {
            return false;
        }
        if let Some(rest) = line.strip_prefix("|}") {
            self.end_table();
            self.inline(rest);
            return true;
        }
        if !self.in_table() {
            // What is left of a broken table or call: its words are text.
            return line.strip_prefix('|').is_some_and(|rest| {
                self.end_item();
                self.words.space();
                self.inline(rest.trim_start_matches(['-', '+', '|']));
                true
            });
        }
        if line.starts_with("|-") {
            self.end_row();
        } else if let Some(caption) = line.strip_prefix("|+") {
            self.end_block();
            if let Some(table) = self.table() {
                table.begin_caption();
            }
            self.inline(without_attributes(caption));
        } else if let Some(cells) = line.strip_prefix('|') {
            self.cells(cells, false);
        } else if let Some(cells) = line.strip_prefix('!') {
            self.cells(cells, true);
        } else {
            return false;
        }
        true
    }

    pub(super) fn begin_table(&mut self, attributes: &str, skipped: impl Fn() -> Skipped) {
        if is_hidden(attributes) {
            self.end_block();
            self.skipped = Some(skipped());
            return;
        }
        let is_inside_infobox = self.sinks.iter().any(|sink| matches!(sink, Sink::Infobox { .. }));
        self.open_sink(Sink::Table(Table::new(is_inside_infobox || is_infobox(attributes))));
    }

    pub(super) fn end_table(&mut self) {
        if self.in_table() {
            self.end_sink();
        }
    }

    pub(super) fn in_table(&self) -> bool {
        matches!(self.sinks.last(), Some(Sink::Table(_)))
    }

    pub(super) fn table(&mut self) -> Option<&mut Table> {
        match self.sinks.last_mut() {
            Some(Sink::Table(table)) => Some(table),
            _ => None,
        }
    }

    pub(super) fn end_row(&mut self) {
        self.end_block();
        if let Some(table) = self.table() {
            table.end_row();
        }
    }

    /// `cell || cell`, each with or without attributes before a bar.
    pub(super) fn cells(&mut self, line: &str, is_header: bool) {
        let mut rest = line;
        loop {
            let end = next_cell(rest, is_header);
            let cell = &rest[..end.unwrap_or(rest.len())];
            self.begin_cell(is_header);
            self.inline(without_attributes(cell).trim_start());
            match end {
                Some(end) => rest = &rest[end + 2..],
                None => return,
            }
        }
    }

    pub(super) fn begin_cell(&mut self, is_header: bool) {
        self.end_block();
        if let Some(table) = self.table() {
            table.begin_cell(is_header);
        }
    }
}

/// Where the next cell of a line begins: its two bars, or exclamation marks among headers.
fn next_cell(line: &str, is_header: bool) -> Option<usize> {
    let bytes = line.as_bytes();
    (0..bytes.len().saturating_sub(1)).find(|&at| {
        let pair = &bytes[at..at + 2];
        pair == b"||" || is_header && pair == b"!!"
    })
}

/// A cell's words, without the attributes that stand before a bar. A link or note before the bar makes it a word's.
fn without_attributes(cell: &str) -> &str {
    match cell.split_once('|') {
        Some((attributes, words)) if !attributes.contains([START, '[']) => words,
        _ => cell,
    }
}
