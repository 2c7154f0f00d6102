//! What stands on one line: words, emphasis, entities, tags and marks.

use super::super::marks::Mark;
use super::super::quotes::{Run, runs_of};
use super::super::sinks::Sink;
use super::super::tags::tag_at;
use super::super::words::Words;
use super::Reader;
use crate::lore::PassageKind;

/// The longest parameter without a value that is dropped, in bytes.
const MAX_PARAMETER_BYTES: usize = 100;

impl Reader<'_> {
    /// Reads what stands on one line.
    pub(super) fn inline(&mut self, line: &str) {
        let runs = if line.contains("''") { runs_of(line) } else { Vec::new() };
        let mut runs = runs.into_iter().peekable();
        let bytes = line.as_bytes();
        let (mut at, mut pending) = (0, 0);
        while let Some(step) = bytes[at..].iter().position(|byte| IS_SPECIAL[usize::from(*byte)]) {
            at += step;
            let run = runs.next_if(|run| run.at == at);
            let Some(len) = special_len(&line[at..], run) else {
                at += 1;
                continue;
            };
            if self.skipped.is_none() {
                self.words.push(&line[pending..at]);
            }
            self.special(&line[at..at + len], run);
            at += len;
            while runs.next_if(|run| run.at < at).is_some() {}
            pending = at;
        }
        if self.skipped.is_none() {
            self.words.push(&line[pending..]);
            self.words.set_italics(false);
        }
    }

    /// Markup within a line, as cut out by `special_len`.
    pub(super) fn special(&mut self, markup: &str, run: Option<Run>) {
        if self.skipped.is_some() {
            if let Some(tag) = tag_at(markup) {
                self.skip_tag(tag);
            }
            return;
        }
        match markup.as_bytes()[0] {
            b'\'' => {
                if let Some(run) = run {
                    self.words.push(&"'".repeat(run.shown));
                    if run.turns_italics {
                        self.words.turn_italics();
                    }
                }
            }
            b'<' => {
                if let Some(tag) = tag_at(markup) {
                    self.tag(tag);
                }
            }
            b'&' => drop(self.words.push_entity(markup)),
            1 => {
                if let Some((mark, _)) = Mark::at(markup) {
                    self.mark(mark);
                }
            }
            // Brackets and braces that enclose nothing, and `__WORDS__`.
            _ => {}
        }
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        match mark {
            Mark::Plain(number) => {
                if let Some(plain) = self.expanded.plain.get(number) {
                    self.words.push_plain(plain);
                }
            }
            Mark::Verbatim(number) => {
                self.end_block();
                for line in self.expanded.verbatim.get(number).map(String::as_str).unwrap_or_default().lines() {
                    self.words.push_plain(line);
                    self.words.break_line();
                }
                self.end_block();
            }
            Mark::Note(number) => {
                if let Some(label) = self.notes.label_of(number, self.expanded) {
                    self.words.refer_to(label);
                }
            }
            Mark::Facts(number) => {
                self.end_block();
                let expanded = self.expanded;
                for fact in expanded.facts.get(number).map(Vec::as_slice).unwrap_or_default() {
                    let fact = self.fact(fact);
                    if let Some(fact) = fact {
                        self.give(fact);
                    }
                }
            }
            Mark::InfoboxStart(arguments) => drop(self.open_sink(Sink::Infobox { facts: Vec::new(), arguments })),
            Mark::InfoboxEnd => self.end_sinks_to(|sink| matches!(sink, Sink::Infobox { .. })),
            Mark::QuoteStart => drop(self.open_sink(Sink::Quote(Vec::new()))),
            Mark::QuoteEnd => self.end_sinks_to(|sink| matches!(sink, Sink::Quote(_))),
            Mark::Source(number) => {
                let expanded = self.expanded;
                if let Some(source) = expanded.sources.get(number) {
                    let source = self.aside(source, PassageKind::Quote);
                    self.words.name_source(source);
                }
            }
            Mark::LinkStart(number) => {
                self.words.begin_link();
                if let Some(title) = self.targets.get(number).filter(|title| !title.is_empty()) {
                    self.words.link_to(title);
                }
            }
            Mark::LinkEnd => self.words.end_link(),
            Mark::Language(number) => {
                if let Some(target) = self.targets.get(number) {
                    let mut words = Words::new(PassageKind::Paragraph);
                    words.push_plain(target);
                    self.draft.last_section().languages.push(words.finish().text);
                }
            }
        }
    }
}

/// Bytes that may begin markup within a line.
static IS_SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let letters = b"'<&[]{}_\x01";
    let mut at = 0;
    while at < letters.len() {
        special[letters[at] as usize] = true;
        at += 1;
    }
    special
};

/// How many bytes the markup has that a text begins with; `None` where these are words.
fn special_len(text: &str, run: Option<Run>) -> Option<usize> {
    match text.as_bytes()[0] {
        b'\'' => run.map(|run| run.len),
        b'<' => tag_at(text).map(|tag| tag.len),
        b'&' => Some(text.bytes().take(40).position(|byte| byte == b';').map_or(1, |end| end + 1)),
        1 => Some(Mark::at(text).map_or(1, |(_, len)| len)),
        b'{' if text.starts_with("{{{") => {
            let end = text.bytes().take(MAX_PARAMETER_BYTES).position(|byte| byte == b'}');
            Some(end.filter(|&end| text[end..].starts_with("}}}")).map_or(3, |end| end + 3))
        }
        byte @ (b'[' | b']' | b'{' | b'}') if text.as_bytes().get(1) == Some(&byte) => Some(2),
        b'_' if text.starts_with("__") => {
            let word = text[2..].bytes().take_while(u8::is_ascii_uppercase).count();
            (word >= 3 && text[2 + word..].starts_with("__")).then_some(word + 4)
        }
        _ => None,
    }
}
