//! HTML among wikitext: what parts blocks, what gathers them, and what is not shown.

use super::super::hidden::{is_hatnote, is_hidden};
use super::super::sinks::Sink;
use super::super::tags::Tag;
use super::{Element, MAX_ELEMENTS, Reader, Skipped};

impl Reader<'_> {
    pub(super) fn tag(&mut self, tag: Tag<'_>) {
        if !tag.is_closing && !tag.attributes.is_empty() && self.skips_element(tag) {
            return;
        }
        let name = tag.name.to_ascii_lowercase();
        match (name.as_str(), tag.is_closing) {
            ("br", _) => self.words.break_line(),
            ("i" | "em" | "cite" | "var" | "dfn", is_closing) => self.words.set_italics(!is_closing),
            ("blockquote", false) => {
                let has_sink = self.open_sink(Sink::Quote(Vec::new()));
                self.open_element(name, has_sink);
            }
            ("center", false) => {
                self.end_block();
                self.in_center = true;
            }
            ("center", true) => {
                self.end_block();
                self.in_center = false;
            }
            (
                "p" | "section" | "article" | "aside" | "header" | "footer" | "figure" | "details" | "summary" | "hr"
                | "ul" | "ol" | "dl",
                _,
            )
            | ("td" | "th" | "caption", true) => self.end_block(),
            ("div", false) => {
                self.end_block();
                let has_sink = is_hatnote(tag.attributes) && self.open_sink(Sink::Hatnote(Vec::new()));
                self.open_element(name, has_sink);
            }
            ("div" | "blockquote", true) => self.close_element(&name),
            ("li" | "dt", false) => self.begin_item(),
            ("li" | "dt" | "dd", _) => self.end_paragraph(),
            ("table", false) => {
                self.begin_table(tag.attributes, || Skipped::Element { name: "table".into(), depth: 1 });
            }
            ("table", true) => self.end_table(),
            ("tr", _) => self.end_row(),
            ("td" | "th", false) => self.begin_cell(name == "th"),
            ("caption", false) => {
                self.end_block();
                if let Some(table) = self.table() {
                    table.begin_caption();
                }
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                self.begin_heading(usize::from(name.as_bytes()[1] - b'0'));
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => self.end_heading(),
            _ => {}
        }
    }

    /// Begins to skip an element that is not shown; whether it is one.
    pub(super) fn skips_element(&mut self, tag: Tag<'_>) -> bool {
        const WITHOUT_END: &[&str] = &["br", "hr", "img", "wbr", "input", "table"];
        let is_void = WITHOUT_END.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
        let hides = !is_void && is_hidden(tag.attributes);
        if hides {
            self.skipped = Some(Skipped::Element { name: tag.name.to_ascii_lowercase(), depth: 1 });
        }
        hides
    }

    pub(super) fn open_element(&mut self, name: String, has_sink: bool) {
        if self.elements.len() < MAX_ELEMENTS {
            self.elements.push(Element { name, has_sink });
        }
    }

    /// Closes an element and all that were opened inside it.
    pub(super) fn close_element(&mut self, name: &str) {
        self.end_block();
        let Some(at) = self.elements.iter().rposition(|element| element.name == name) else { return };
        for element in self.elements.split_off(at) {
            if element.has_sink {
                let is_quote = element.name == "blockquote";
                self.end_sinks_to(|sink| {
                    matches!((sink, is_quote), (Sink::Quote(_), true) | (Sink::Hatnote(_), false))
                });
            }
        }
    }

    /// Looks a line over for the end of what is being skipped.
    pub(super) fn skip_line(&mut self, line: &str) {
        if let Some(Skipped::Table { depth }) = &mut self.skipped {
            let line = line.trim_start_matches([' ', '\t', ':']);
            if line.starts_with("{|") {
                *depth += 1;
            } else if let Some(rest) = line.strip_prefix("|}") {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                    self.inline(rest);
                }
            }
            return;
        }
        self.inline(line);
    }

    /// A tag inside an element that is being skipped.
    pub(super) fn skip_tag(&mut self, tag: Tag<'_>) {
        let Some(Skipped::Element { name, depth }) = &mut self.skipped else { return };
        if !tag.name.eq_ignore_ascii_case(name) {
            return;
        }
        *depth = if tag.is_closing { *depth - 1 } else { *depth + 1 };
        if *depth == 0 {
            self.skipped = None;
        }
    }
}
