//! Opening and ending what gathers blocks: tables, quotations, infoboxes and lines that lead elsewhere.

use super::super::sinks::{Sink, quote_of};
use super::{MAX_SINKS, Reader};
use crate::import::draft::Block;
use crate::import::hatnotes::read_hatnote;
use crate::lore::Hatnote;

impl Reader<'_> {
    /// Opens a construct; whether there was room for it.
    pub(super) fn open_sink(&mut self, sink: Sink) -> bool {
        self.end_block();
        let has_room = self.sinks.len() < MAX_SINKS;
        if has_room {
            self.sinks.push(sink);
        }
        has_room
    }

    /// Ends the innermost construct and gives on what it gathered.
    pub(super) fn end_sink(&mut self) {
        self.end_block();
        match self.sinks.pop() {
            Some(Sink::Table(mut table)) => table.finish().into_iter().for_each(|block| self.give(block)),
            Some(Sink::Quote(blocks)) => quote_of(blocks).into_iter().for_each(|quote| self.give(quote)),
            Some(Sink::Infobox { facts, arguments }) => {
                let facts = if facts.is_empty() { self.facts_of_arguments(arguments) } else { facts };
                for fact in facts {
                    self.give(fact);
                }
            }
            Some(Sink::Hatnote(blocks)) => blocks.into_iter().for_each(|block| self.hatnote(block)),
            None => {}
        }
    }

    /// Ends the innermost construct of a kind and all that were opened inside it; those of no end are left alone.
    pub(super) fn end_sinks_to(&mut self, is_wanted: impl Fn(&Sink) -> bool) {
        if let Some(at) = self.sinks.iter().rposition(is_wanted) {
            while self.sinks.len() > at {
                self.end_sink();
            }
        }
    }

    /// What an element for hatnotes holds leads to other pages, wherever it stands; only above the text it is the page's.
    pub(super) fn hatnote(&mut self, block: Block) {
        if !self.opening || !self.sinks.is_empty() {
            return;
        }
        let read = read_hatnote(&block, self.habits);
        let linked: Vec<String> = block.links.iter().map(|link| link.title.clone()).collect();
        self.draft
            .hatnotes
            .extend(read.or_else(|| (!linked.is_empty()).then_some(Hatnote { text: block.text, targets: linked })));
    }
}
