//! Expansion: wikitext with templates, parameters and parser functions to wikitext without.
//!
//! The rules are those of `MediaWiki` (<https://www.mediawiki.org/wiki/Help:Templates>). What is referred to from the
//! text but is no part of it (notes, facts of infoboxes, words without markup) is kept beside it, with a [`Mark`] in its
//! place. Depth, calls and bytes are bounded; past a bound, a call gives nothing.

use std::collections::HashMap;
use std::ops::Range;

use super::marks::{Mark, START};
use super::names::normal_title;
use super::pieces::{Pair, Piece, Pieces, Side, pieces_of};
use super::tags::tag_at;
use super::templates::{Role, Templates};
use crate::import::draft::NoteMarkup;

/// How deep calls, parameters and tags may stand in one another; `MediaWiki` allows 40 templates and 100 nodes.
const MAX_DEPTH: usize = 60;

/// Most calls on one page; navigation boxes of large wikis take some thousands.
const MAX_CALLS: usize = 50_000;

/// Most bytes that templates may give on one page; `MediaWiki` allows 2 MB.
const MAX_BYTES: usize = 4_000_000;

/// Most pieces of template pages that are walked for one page.
const MAX_STEPS: usize = 5_000_000;

/// Most spaces at the end of a text that are looked over for the words before them.
const MAX_INDENT: usize = 100;

/// How many named arguments a template must have to be taken for an infobox by what it gives.
const MIN_BOX_ARGUMENTS: usize = 3;

/// Most bytes of the one argument that is shown for a template that is not known.
const MAX_SHOWN_ARGUMENT: usize = 200;

/// A page's wikitext with everything expanded, and what its marks stand for.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    pub(super) text: String,
    pub(super) plain: Vec<String>,
    pub(super) verbatim: Vec<String>,
    pub(super) notes: Vec<NoteSource>,
    /// What templates name as the sources of the words they give, as wikitext.
    pub(super) sources: Vec<String>,
    pub(super) facts: Vec<Vec<FactSource>>,
    /// The arguments of each infobox template.
    pub(super) infoboxes: Vec<Vec<FactSource>>,
    /// The name of the continuity that a banner says the page speaks of.
    pub(super) continuity: Option<String>,
    pub(super) is_disambiguation: bool,
    pub(super) is_real_world: bool,
}

/// A note as it is written, or another reference to one of that name.
#[derive(Debug, Default)]
pub(super) struct NoteSource {
    pub(super) name: String,
    pub(super) group: String,
    /// Its wikitext, expanded; empty where it only refers to another.
    pub(super) text: String,
    /// Whether it stands in a list of notes rather than where it is referred to.
    pub(super) is_listed: bool,
    pub(super) markup: NoteMarkup,
}

/// A fact's label and value as wikitext, expanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FactSource {
    pub(super) label: String,
    pub(super) value: String,
}

/// Where the wikitext comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'page> {
    /// The page's title, with its namespace if it has one.
    pub(super) title: &'page str,
    /// The wiki's name.
    pub(super) site: &'page str,
}

/// Expands a page.
pub(super) fn expand_page(wikitext: &str, place: Place<'_>, templates: &Templates) -> Expanded {
    let mut expander = Expander::new(place, templates);
    let pieces = pieces_of(wikitext, Side::Page);
    let mut text = String::with_capacity(wikitext.len() + wikitext.len() / 4);
    expander.expand(&pieces, 0..pieces.list.len(), &Frame::page(), &mut text);
    expander.expanded.text = text;
    expander.expanded
}

/// The call that a text is expanded for.
pub(super) struct Frame<'outer> {
    /// The template's normal name; empty for the page itself.
    pub(super) name: String,
    pub(super) arguments: HashMap<String, String>,
    outer: Option<&'outer Frame<'outer>>,
}

impl Frame<'_> {
    fn page() -> Frame<'static> {
        Frame { name: String::new(), arguments: HashMap::new(), outer: None }
    }

    /// Whether a template of this name is being expanded already.
    fn is_inside(&self, name: &str) -> bool {
        let mut frame = Some(self);
        while let Some(here) = frame {
            if here.name == name {
                return true;
            }
            frame = here.outer;
        }
        false
    }
}

/// A part of a call, as ranges of pieces: its name, where it has one, and its value.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) name: Option<Range<usize>>,
    pub(super) value: Range<usize>,
}

pub(super) struct Expander<'site> {
    pub(super) place: Place<'site>,
    pub(super) templates: &'site Templates,
    pub(super) expanded: Expanded,
    /// Variables a page sets for itself.
    pub(super) variables: HashMap<String, String>,
    depth: usize,
    calls: usize,
    bytes: usize,
    steps: usize,
    /// Whether the page's own words have begun, and up to where they were looked for.
    begun: bool,
    looked_over: usize,
}

impl<'site> Expander<'site> {
    fn new(place: Place<'site>, templates: &'site Templates) -> Self {
        Expander {
            place,
            templates,
            expanded: Expanded::default(),
            variables: HashMap::new(),
            depth: 0,
            calls: 0,
            bytes: 0,
            steps: 0,
            begun: false,
            looked_over: 0,
        }
    }

    /// Adds to `out` what these pieces give.
    pub(super) fn expand(&mut self, pieces: &Pieces, range: Range<usize>, frame: &Frame<'_>, out: &mut String) {
        let mut at = range.start;
        while at < range.end {
            match &pieces.list[at] {
                Piece::Text(text) => out.push_str(&pieces.text[text.clone()]),
                Piece::Braces(count) => out.extend(std::iter::repeat_n('{', *count)),
                Piece::Bar => out.push('|'),
                Piece::Equals => out.push('='),
                Piece::Close => {}
                Piece::Tag { name, attributes, inner } => {
                    let inner = inner.clone().map(|inner| &pieces.text[inner]);
                    self.tag(*name, &pieces.text[attributes.clone()], inner, frame, out);
                }
                Piece::Open(pair, close) => {
                    let next = pieces.list.get(close + 1).filter(|_| close + 1 < range.end);
                    let text_follows =
                        matches!(next, Some(Piece::Text(text)) if !pieces.text[text.clone()].starts_with('\n'));
                    let call = Call { pieces, parts: parts_of(pieces, at + 1..*close), text_follows };
                    self.deeper(|expander| match pair {
                        Pair::Template => expander.call(&call, frame, out),
                        Pair::Parameter => expander.parameter(&call, frame, out),
                    });
                    at = *close;
                }
            }
            at += 1;
        }
    }

    /// Does something one level deeper, unless that is too deep or too much has been done.
    fn deeper(&mut self, act: impl FnOnce(&mut Self)) {
        self.calls += 1;
        let has_room = self.calls < MAX_CALLS && self.bytes < MAX_BYTES && self.steps < MAX_STEPS;
        if self.depth < MAX_DEPTH && has_room {
            self.depth += 1;
            act(self);
            self.depth -= 1;
        }
    }

    pub(super) fn value(&mut self, pieces: &Pieces, range: Range<usize>, frame: &Frame<'_>) -> String {
        let mut value = String::new();
        self.expand(pieces, range, frame, &mut value);
        value
    }

    /// What a wikitext inside a tag or an argument gives.
    pub(super) fn value_of_text(&mut self, text: &str, frame: &Frame<'_>) -> String {
        let mut value = String::new();
        self.deeper(|expander| {
            let pieces = pieces_of(text, Side::Page);
            value = expander.value(&pieces, 0..pieces.list.len(), frame);
        });
        value
    }

    /// `{{{name|default}}}`. Without an argument or a default it stays as it is written.
    fn parameter(&mut self, call: &Call<'_>, frame: &Frame<'_>, out: &mut String) {
        let Some(first) = call.parts.first() else { return };
        let name = self.value(call.pieces, first.whole(), frame);
        if let Some(value) = frame.arguments.get(name.trim()) {
            self.bytes += value.len();
            out.push_str(value);
        } else if let Some(default) = call.parts.get(1) {
            self.expand(call.pieces, default.whole(), frame, out);
        } else {
            out.push_str("{{{");
            out.push_str(&name);
            out.push_str("}}}");
        }
    }

    /// `{{name|part|part}}`: a variable, a parser function or a template.
    fn call(&mut self, call: &Call<'_>, frame: &Frame<'_>, out: &mut String) {
        let Some(first) = call.parts.first() else { return };
        let name = self.value(call.pieces, first.whole(), frame);
        let name = without_modifiers(&name);
        let mut value = String::new();
        if !self.variable(name, call, &mut value) && !self.function(name, call, frame, &mut value) {
            self.template(name, call, frame, out, &mut value);
        }
        self.bytes += value.len();
        // What a template gives may be a table or a list, which begin on a line of their own.
        if value.starts_with(['*', '#', ':', ';']) || value.starts_with("{|") {
            let has_own_line = out.is_empty() || out.ends_with('\n');
            if !has_own_line {
                out.push('\n');
            }
        }
        out.push_str(&value);
    }

    fn template(&mut self, name: &str, call: &Call<'_>, frame: &Frame<'_>, before: &str, out: &mut String) {
        let name = normal_title(self.without_template_namespace(name));
        if name.is_empty() || name.len() > 255 || name.contains(['<', '>', '[', ']', '{', '}', '|', '\n']) {
            return;
        }
        if self.templates.may_name_continuity(&name) {
            let arguments = self.arguments(call, frame);
            let given: Vec<&str> = arguments.iter().map(|argument| argument.value.trim()).collect();
            let named = self.templates.continuity_named_by(&name, &given).map(str::to_owned);
            self.expanded.continuity = self.expanded.continuity.take().or(named);
        }
        let role = self.templates.role_of(&name);
        match role {
            Role::Furniture => return,
            Role::RealWorld => {
                self.expanded.is_real_world = true;
                return;
            }
            Role::Disambiguation => {
                self.expanded.is_disambiguation = true;
                return;
            }
            Role::Text | Role::Quote | Role::Infobox => {}
        }
        if frame.is_inside(&name) {
            return;
        }
        let arguments = self.arguments(call, frame);
        let value = self.value_of_template(&name, &arguments, call, before, frame);
        match role {
            Role::Text if self.is_box(&value, &arguments, before, frame) => self.infobox(&value, arguments, out),
            Role::Infobox => self.infobox(&value, arguments, out),
            Role::Quote => self.quotation(&value, &arguments, out),
            _ => out.push_str(&value),
        }
    }

    /// What a template gives with these arguments; where it cannot be expanded, what of its arguments can be shown.
    fn value_of_template(
        &mut self,
        name: &str,
        arguments: &[Argument],
        call: &Call<'_>,
        before: &str,
        outer: &Frame<'_>,
    ) -> String {
        if let Some(template) = self.templates.find(name) {
            let by_name = arguments.iter().map(|argument| (argument.name.clone(), argument.value.clone())).collect();
            let frame = Frame { name: name.to_owned(), arguments: by_name, outer: Some(outer) };
            let pieces = template.pieces();
            self.steps += pieces.list.len();
            let value = self.value(pieces, 0..pieces.list.len(), &frame);
            if !template.calls_program() || value.contains(char::is_alphanumeric) {
                return value;
            }
        }
        let total: usize = arguments.iter().map(|argument| argument.value.trim().len()).sum();
        let last = before.chars().rev().take(MAX_INDENT).find(|letter| !matches!(letter, ' ' | '\t'));
        let stands_in_text = call.text_follows || last.is_some_and(|last| last != '\n');
        let first = arguments.iter().find(|argument| argument.name == "1").filter(|_| stands_in_text);
        let shown = first
            .map(|argument| argument.value.trim())
            .filter(|value| value.len() <= MAX_SHOWN_ARGUMENT && !value.contains('\n'));
        let shown = shown.unwrap_or_default().to_owned();
        self.templates.miss(name, total - shown.len());
        shown
    }

    /// The arguments of a call; of two of one name the last counts. Those with a name have no white space around them.
    fn arguments(&mut self, call: &Call<'_>, frame: &Frame<'_>) -> Vec<Argument> {
        let mut arguments: Vec<Argument> = Vec::with_capacity(call.parts.len());
        let mut number = 0;
        for part in call.parts.iter().skip(1) {
            let value = self.value(call.pieces, part.value.clone(), frame);
            arguments.push(if let Some(name) = &part.name {
                let name = self.value(call.pieces, name.clone(), frame).trim().to_owned();
                Argument { name, value: value.trim().to_owned(), is_named: true }
            } else {
                number += 1;
                Argument { name: number.to_string(), value, is_named: false }
            });
        }
        arguments
    }

    /// Whether a template gives an infobox though its name does not say so: what it gives is a box, made of several named
    /// arguments, that stands on the page before all words.
    fn is_box(&mut self, value: &str, arguments: &[Argument], before: &str, frame: &Frame<'_>) -> bool {
        if frame.outer.is_some() || self.has_begun(before) {
            return false;
        }
        let value = value.trim_start();
        let begins_box = ["{|", "<table", "<div"].iter().any(|beginning| value.starts_with(beginning));
        begins_box && arguments.iter().filter(|argument| argument.is_named).count() >= MIN_BOX_ARGUMENTS
    }

    /// Whether the page has words before this place, those in infoboxes aside.
    fn has_begun(&mut self, before: &str) -> bool {
        if !self.begun {
            let from = before.rfind(&Mark::InfoboxEnd.written()).unwrap_or(0).max(self.looked_over.min(before.len()));
            self.begun = before.get(from..).is_none_or(has_words);
            self.looked_over = before.len();
        }
        self.begun
    }

    fn infobox(&mut self, value: &str, arguments: Vec<Argument>, out: &mut String) {
        let named = arguments.into_iter().filter(|argument| argument.is_named && !argument.value.is_empty());
        let facts = named.map(|argument| FactSource { label: argument.name, value: argument.value }).collect();
        Mark::InfoboxStart(self.expanded.infoboxes.len()).push_to(out);
        self.expanded.infoboxes.push(facts);
        // A table begins on a line of its own.
        out.push('\n');
        out.push_str(value);
        out.push('\n');
        Mark::InfoboxEnd.push_to(out);
    }

    fn without_template_namespace<'name>(&self, name: &'name str) -> &'name str {
        let name = name.trim();
        match name.strip_prefix(':').unwrap_or(name).split_once(':') {
            Some((space, rest)) if self.templates.is_template_namespace(space) => rest,
            _ => name,
        }
    }
}

/// A call, cut into its parts.
pub(super) struct Call<'call> {
    pub(super) pieces: &'call Pieces,
    pub(super) parts: Vec<Part>,
    /// Whether words follow it on its line.
    text_follows: bool,
}

/// An argument of a call, expanded.
#[derive(Debug)]
pub(super) struct Argument {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) is_named: bool,
}

impl Part {
    /// The name, the equals sign and the value.
    pub(super) fn whole(&self) -> Range<usize> {
        self.name.as_ref().map_or(self.value.start, |name| name.start)..self.value.end
    }
}

/// Whether a text has words beside marks and tags.
fn has_words(text: &str) -> bool {
    let mut rest = text;
    loop {
        let Some(at) = rest.find(|letter: char| letter == START || letter == '<' || letter.is_alphanumeric()) else {
            return false;
        };
        rest = &rest[at..];
        let skipped = Mark::at(rest).map(|(_, len)| len).or_else(|| tag_at(rest).map(|tag| tag.len));
        match skipped {
            Some(len) => rest = &rest[len..],
            None if rest.starts_with([START, '<']) => rest = &rest[1..],
            None => return true,
        }
    }
}

/// The parts of a pair, which lie between bars at its own level.
fn parts_of(pieces: &Pieces, range: Range<usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut start, mut name) = (range.start, None);
    let mut at = range.start;
    while at < range.end {
        match &pieces.list[at] {
            Piece::Open(_, close) => at = *close,
            Piece::Bar => {
                parts.push(Part { name: name.take(), value: start..at });
                start = at + 1;
            }
            Piece::Equals if name.is_none() => {
                name = Some(start..at);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    parts.push(Part { name, value: start..range.end });
    parts
}

/// A name without `subst:` and its like in front.
fn without_modifiers(name: &str) -> &str {
    let mut name = name.trim();
    while let Some((modifier, rest)) = name.split_once(':')
        && ["subst", "safesubst", "msg", "msgnw", "raw"].iter().any(|known| modifier.eq_ignore_ascii_case(known))
    {
        name = rest.trim();
    }
    name
}
