//! What stands beside the text: facts and notes, each read from a wikitext of its own.

use super::super::expand::FactSource;
use super::super::links::resolve_links;
use super::super::names::normal_title;
use super::Reader;
use crate::import::draft::{Block, Note, fact_of};
use crate::lore::PassageKind;

impl Reader<'_> {
    pub(super) fn fact(&mut self, fact: &FactSource) -> Option<Block> {
        let label = self.aside(&fact.label, PassageKind::Fact);
        let value = self.aside(&fact.value, PassageKind::Fact);
        fact_of(&label.text.replace('\n', " "), vec![value])
    }

    /// The facts that the arguments of an infobox tell by their names, where what it shows tells none.
    pub(super) fn facts_of_arguments(&mut self, number: usize) -> Vec<Block> {
        let expanded = self.expanded;
        let arguments = expanded.infoboxes.get(number).map(Vec::as_slice).unwrap_or_default();
        let told = arguments.iter().filter(|argument| tells_fact(&argument.label));
        let facts = told.filter_map(|argument| {
            let label = label_of_argument(&argument.label);
            self.fact(&FactSource { label, value: argument.value.clone() })
        });
        facts.collect()
    }

    /// Reads a wikitext that stands beside the text into one block.
    pub(super) fn aside(&mut self, text: &str, kind: PassageKind) -> Block {
        let mut targets = Vec::new();
        let resolved = resolve_links(text, self.spaces, &mut targets);
        let notes = std::mem::take(&mut self.notes);
        let mut reader = Reader::new(self.expanded, self.spaces, self.habits, targets, notes);
        reader.opening = false;
        reader.lines(&resolved);
        reader.end_section();
        self.notes = std::mem::take(&mut reader.notes);
        let mut aside = Block::new(kind, "");
        let blocks = reader.draft.sections.into_iter().flat_map(|section| section.blocks);
        blocks.for_each(|block| aside.append("\n", block));
        aside
    }

    /// Writes the notes that are referred to, in the order of their numbers.
    pub(super) fn write_notes(&mut self) {
        let mut written = 0;
        // A note may refer to further ones.
        while let Some((label, text)) = self.notes.used.get(written).cloned() {
            let expanded = self.expanded;
            let note = &expanded.notes[text];
            let block = self.aside(&note.text, PassageKind::Footnote);
            if block.text.contains(char::is_alphanumeric) {
                self.draft.notes.push(Note { label, block, markup: note.markup });
            }
            written += 1;
        }
    }
}

/// Whether an argument of an infobox tells a fact, by its name, rather than how the box looks.
fn tells_fact(name: &str) -> bool {
    const LOOKS: &[&str] = &[
        "image",
        "picture",
        "pic",
        "img",
        "caption",
        "width",
        "size",
        "colour",
        "color",
        "style",
        "class",
        "align",
        "background",
        "border",
        "float",
        "title",
        "name",
        "logo",
        "icon",
        "theme",
        "alt",
        "map",
        "hide",
    ];
    let name = name.to_lowercase();
    let mut words = name.split(|letter: char| !letter.is_alphabetic());
    name.contains(char::is_alphabetic) && !words.any(|word| LOOKS.contains(&word))
}

/// The label that the name of an argument makes: `birth_date` is "Birth date".
fn label_of_argument(name: &str) -> String {
    normal_title(name)
}
