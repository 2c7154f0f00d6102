//! The block being written: words, italics and links as they are shown, white space as a browser would show it.

use crate::import::draft::{Block, Link};
use crate::import::entities::entity_at;
use crate::lore::PassageKind;

/// A block while it is written.
#[derive(Debug)]
pub(super) struct Words {
    block: Block,
    italics_from: Option<usize>,
    links_from: Vec<usize>,
}

impl Words {
    pub(super) fn new(kind: PassageKind) -> Words {
        Words { block: Block::new(kind, ""), italics_from: None, links_from: Vec::new() }
    }

    pub(super) fn kind(&self) -> PassageKind {
        self.block.kind
    }

    pub(super) fn is_empty(&self) -> bool {
        self.block.text.is_empty()
    }

    /// Adds words in which runs of white space are one space.
    pub(super) fn push(&mut self, words: &str) {
        let text = &mut self.block.text;
        let words =
            if text.is_empty() || text.ends_with([' ', '\n']) { words.trim_start_matches([' ', '\t']) } else { words };
        if !words.contains("  ") && !words.contains(['\t', '\n']) {
            text.push_str(words);
            return;
        }
        let mut after_space = false;
        for letter in words.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n');
            if !is_space {
                text.push(letter);
            } else if !after_space {
                text.push(' ');
            }
            after_space = is_space;
        }
    }

    /// Parts what follows from what is there by a space.
    pub(super) fn space(&mut self) {
        if !self.is_empty() && !self.block.text.ends_with([' ', '\n']) {
            self.block.text.push(' ');
        }
    }

    /// Begins a new line, in a paragraph; elsewhere a space must do.
    pub(super) fn break_line(&mut self) {
        if self.block.kind == PassageKind::List {
            return self.space();
        }
        let kept = self.block.text.trim_end_matches(' ').len();
        if kept > 0 && !self.block.text.ends_with('\n') {
            self.block.text.truncate(kept);
            self.block.text.push('\n');
        }
    }

    /// Adds the entity that a text beginning with `&` begins with, and tells its length; where it begins none, the mark
    /// itself.
    pub(super) fn push_entity(&mut self, text: &str) -> usize {
        let (letters, len) = entity_at(text).unwrap_or_else(|| ("&".to_owned(), 1));
        self.push(&letters);
        len
    }

    /// Adds words in which only entities mean something.
    pub(super) fn push_plain(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = rest.find('&') {
            self.push(&rest[..at]);
            rest = &rest[at..];
            let len = self.push_entity(rest);
            rest = &rest[len..];
        }
        self.push(rest);
    }

    pub(super) fn turn_italics(&mut self) {
        let at = self.block.text.len();
        match self.italics_from.take() {
            None => self.italics_from = Some(at),
            Some(from) if from < at => self.block.italics.push(from..at),
            Some(_) => {}
        }
    }

    pub(super) fn set_italics(&mut self, are_on: bool) {
        if self.italics_from.is_some() != are_on {
            self.turn_italics();
        }
    }

    pub(super) fn link_to(&mut self, title: &str) {
        self.block.links.push(Link { at: self.block.text.len(), title: title.to_owned() });
    }

    pub(super) fn begin_link(&mut self) {
        self.links_from.push(self.block.text.len());
    }

    pub(super) fn end_link(&mut self) {
        let end = self.block.text.len();
        if let Some(from) = self.links_from.pop().filter(|&from| from < end) {
            self.block.linked.push(from..end);
        }
    }

    pub(super) fn refer_to(&mut self, note: String) {
        self.block.notes.push(note);
    }

    pub(super) fn name_source(&mut self, source: Block) {
        self.block.sources.push(source);
    }

    /// The block as it is, without white space around it, and without brackets that a note or picture left empty.
    pub(super) fn finish(mut self) -> Block {
        self.set_italics(false);
        let end = self.block.text.len();
        // Markup may have ended the text shorter than a mark of it was set.
        self.block.italics.retain(|span| span.end <= end);
        self.block.linked.retain(|span| span.end <= end);
        self.block.trimmed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read() {
        let mut words = Words::new(PassageKind::Paragraph);
        words.push_plain("K&aacute;hless &amp; Mogh&#39;s&nbsp; &#x2013; &nope; &");
        assert_eq!(words.finish().text, "Káhless & Mogh's – &nope; &");
    }

    #[test]
    fn white_space_is_one_space_and_marks_keep_their_places() {
        let mut words = Words::new(PassageKind::Paragraph);
        words.push("  The ");
        words.push("  moon\t ");
        words.turn_italics();
        words.link_to("Élan");
        words.push("Élan");
        words.turn_italics();
        words.break_line();
        words.push(" fell");
        let block = words.finish();
        assert_eq!(block.text, "The moon Élan\nfell");
        assert_eq!(&block.text[block.italics[0].clone()], "Élan");
        assert_eq!(block.links[0].at, 9);
    }
}
