//! Extension tags in wikitext that is being expanded: what comes to stand in their place, and what is kept beside the text.

use super::citing::{address_of, cites, markup_of};
use super::expand::{Expander, Frame, NoteSource};
use super::infobox::facts_of_portable;
use super::marks::{Mark, START};
use super::tags::{TagName, attribute};
use crate::import::draft::NoteMarkup;

impl Expander<'_> {
    /// An extension tag.
    pub(super) fn tag(
        &mut self,
        name: TagName,
        attributes: &str,
        inner: Option<&str>,
        frame: &Frame<'_>,
        out: &mut String,
    ) {
        let inner = inner.unwrap_or_default();
        match name {
            TagName::NoWiki => {
                Mark::Plain(self.expanded.plain.len()).push_to(out);
                self.expanded.plain.push(inner.to_owned());
            }
            TagName::Pre => {
                Mark::Verbatim(self.expanded.verbatim.len()).push_to(out);
                self.expanded.verbatim.push(inner.to_owned());
            }
            TagName::Ref => {
                let text = self.value_of_text(inner, frame);
                self.note(attributes, address_of(&text).unwrap_or(text), markup_of(inner), frame, out);
            }
            TagName::References => {
                let list = self.value_of_text(inner, frame);
                self.list_notes(&list);
            }
            TagName::Poem => out.push_str(&self.value_of_text(inner, frame).trim().replace('\n', "<br>\n")),
            TagName::Tabber => self.tabs(inner, frame, out),
            TagName::Infobox => {
                let facts = facts_of_portable(inner, self, frame);
                out.push('\n');
                Mark::Facts(self.expanded.facts.len()).push_to(out);
                out.push('\n');
                self.expanded.facts.push(facts);
            }
            TagName::NoInclude | TagName::IncludeOnly | TagName::OnlyInclude | TagName::Dropped(_) => {}
        }
    }

    /// A note's text, expanded, is kept, and a mark stands where it is referred to.
    pub(super) fn note(
        &mut self,
        attributes: &str,
        text: String,
        markup: NoteMarkup,
        frame: &Frame<'_>,
        out: &mut String,
    ) {
        let mut of = |name: &str| {
            let value = attribute(attributes, name).unwrap_or_default();
            if value.contains("{{") { self.value_of_text(value, frame) } else { value.to_owned() }
        };
        let (name, group) = (of("name").trim().to_owned(), of("group").trim().to_owned());
        let markup = if cites(&frame.name) { NoteMarkup::Source } else { markup };
        Mark::Note(self.expanded.notes.len()).push_to(out);
        self.expanded.notes.push(NoteSource { name, group, text, is_listed: false, markup });
    }

    /// The notes that an expanded list of notes defines.
    pub(super) fn list_notes(&mut self, list: &str) {
        for (at, _) in list.match_indices(START) {
            if let Some((Mark::Note(number), _)) = Mark::at(&list[at..])
                && let Some(note) = self.expanded.notes.get_mut(number)
            {
                note.is_listed = true;
            }
        }
    }

    /// The panes of a tabber, one after another without their names.
    fn tabs(&mut self, inner: &str, frame: &Frame<'_>, out: &mut String) {
        for pane in inner.split("|-|") {
            let words = pane.split_once('=').map_or(pane, |(_, words)| words);
            let value = self.value_of_text(words, frame);
            out.push_str("\n\n");
            out.push_str(value.trim());
            out.push_str("\n\n");
        }
    }
}
