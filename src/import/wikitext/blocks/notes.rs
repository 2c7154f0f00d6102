//! The notes of a page: which are referred to, and by which label.

use std::collections::HashMap;

use super::super::expand::Expanded;

/// Most notes of a page.
const MAX_NOTES: usize = 5_000;

/// The notes of a page and their labels.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The place of the note that has the words, by group and name.
    defined: HashMap<(String, String), usize>,
    /// The label by the place of the note that has the words.
    labels: HashMap<usize, String>,
    /// How many notes each group has.
    counts: HashMap<String, usize>,
    /// The labels and places of those referred to, in the order of their numbers.
    pub(super) used: Vec<(String, usize)>,
}

impl Notes {
    pub(super) fn of(expanded: &Expanded) -> Notes {
        let mut notes = Notes::default();
        for (place, note) in expanded.notes.iter().enumerate() {
            if !note.name.is_empty() && note.text.contains(char::is_alphanumeric) {
                notes.defined.entry((note.group.clone(), note.name.clone())).or_insert(place);
            }
        }
        notes
    }

    /// The label of a note that is referred to; `None` for one in a list of notes, which is only defined there, and for
    /// one that is defined nowhere.
    pub(super) fn label_of(&mut self, place: usize, expanded: &Expanded) -> Option<String> {
        let note = expanded.notes.get(place).filter(|note| !note.is_listed)?;
        let own = (!note.text.is_empty()).then_some(place);
        let place = self
            .defined
            .get(&(note.group.clone(), note.name.clone()))
            .copied()
            .filter(|_| !note.name.is_empty())
            .or(own)?;
        if let Some(label) = self.labels.get(&place) {
            return Some(label.clone());
        }
        if self.used.len() >= MAX_NOTES {
            return None;
        }
        let count = self.counts.entry(note.group.clone()).or_default();
        *count += 1;
        let label = if note.group.is_empty() { count.to_string() } else { format!("{} {count}", note.group) };
        self.labels.insert(place, label.clone());
        self.used.push((label.clone(), place));
        Some(label)
    }
}
