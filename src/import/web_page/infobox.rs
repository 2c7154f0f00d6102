//! Infoboxes: "Captain" beside "Kang", from Fandom's portable ones and from tables.

use std::collections::VecDeque;

use super::super::draft::Fact;
use super::element::{Role, classes, role_of};
use super::inline::{Shape, block_of, words_of};
use super::tree::{Node, Visitor, child_elements, elements_below, visit_below};
use crate::lore::PassageKind;

/// The longest label of a fact, in bytes; a longer cell is text.
const MAX_LABEL_BYTES: usize = 60;

/// The facts of an infobox, in its order. What has no label, as a picture or a title, is none.
pub(super) fn facts_of(infobox: Node<'_>) -> Vec<Fact> {
    let mut collector = Collector::default();
    visit_below(infobox, &mut collector);
    collector.facts
}

#[derive(Default)]
struct Collector {
    facts: Vec<Fact>,
    /// The labels that have no value yet. Where an infobox sets facts side by side, all labels come first
    /// (<https://community.fandom.com/wiki/Help:Infoboxes/Tags>).
    labels: VecDeque<String>,
}

impl Collector {
    fn push(&mut self, label: &str, value: Node<'_>) {
        let label = label.trim_end_matches(':').trim_end();
        let value = block_of(value, Shape::Lines, PassageKind::Paragraph);
        if label.contains(char::is_alphanumeric) && value.text.contains(char::is_alphanumeric) {
            self.facts.push(Fact { label: label.to_owned(), value });
        }
    }

    /// Takes the fact that a row of a table is, if it is one.
    fn take_row(&mut self, row: Node<'_>) -> bool {
        let mut cells = child_elements(row).filter(|(_, element)| role_of(element) == Role::Cell);
        let (Some((label, _)), Some((value, _)), None) = (cells.next(), cells.next(), cells.next()) else {
            return false;
        };
        let words = words_of(label);
        let is_portable = child_elements(row).any(|(_, cell)| part_of(classes(cell)).is_some());
        let is_fact = !is_portable && words.len() <= MAX_LABEL_BYTES && !holds_rows(value);
        if is_fact {
            self.push(&words, value);
        }
        is_fact
    }
}

impl<'tree> Visitor<'tree> for Collector {
    fn open(&mut self, node: Node<'tree>) -> bool {
        let Some(element) = node.value().as_element() else { return false };
        match part_of(classes(element)) {
            Some(Part::Label) => self.labels.push_back(words_of(node)),
            Some(Part::Value) => {
                if let Some(label) = self.labels.pop_front() {
                    self.push(&label, node);
                }
            }
            Some(Part::Item) => {
                self.labels.clear();
                return true;
            }
            None => {
                return role_of(element) != Role::Dropped && !(role_of(element) == Role::Row && self.take_row(node));
            }
        }
        false
    }

    fn close(&mut self, _: Node<'tree>) {}
}

/// A part of a portable infobox.
enum Part {
    Item,
    Label,
    Value,
}

fn part_of<'page>(mut classes: impl Iterator<Item = &'page str>) -> Option<Part> {
    classes.find_map(|class| match class {
        "pi-item" | "pi-group" | "pi-horizontal-group" | "pi-smart-group" => Some(Part::Item),
        "pi-data-label" | "pi-smart-data-label" => Some(Part::Label),
        "pi-data-value" | "pi-smart-data-value" => Some(Part::Value),
        _ => None,
    })
}

fn holds_rows(cell: Node<'_>) -> bool {
    elements_below(cell).any(|(_, element)| role_of(element) == Role::Row)
}

#[cfg(test)]
mod tests {
    use super::super::reading::{blocks_of, draft_of};

    fn facts(html: &str) -> Vec<String> {
        assert_eq!(blocks_of(html), [""; 0]);
        let facts = draft_of(html).facts;
        facts.iter().map(|fact| format!("{}: {}", fact.label, fact.value.text.replace('\n', "⏎"))).collect()
    }

    #[test]
    fn a_portable_infobox_gives_its_facts() {
        assert_eq!(
            facts(
                "<aside class='portable-infobox noprint'><h2 class='pi-item pi-title'>IKS Élan</h2><figure class='pi-item'>x</figure>\
                 <section class='pi-item pi-group'><h2 class='pi-item pi-header'>Crew</h2><div class='pi-item pi-data'>\
                 <h3 class='pi-data-label'>Captain:</h3><div class='pi-data-value'><a href='Kang'>Kang</a>\
                 <sup class='reference'><a href='#n'>[1]</a></sup><br><i>K'Tal</i><ul><li>Kor</ul></div></div>\
                 <div class='pi-item pi-data'><div class='pi-data-value'>no label</div></div></section>\
                 <table class='pi-horizontal-group'><thead><tr><th class='pi-data-label'>Built</th><th class='pi-data-label'>Lost</th>\
                 </tr></thead><tbody><tr><td class='pi-data-value'>2340</td><td class='pi-data-value'>2341</td></tr></tbody></table></aside>"
            ),
            ["Captain: Kang⏎K'Tal⏎Kor", "Built: 2340", "Lost: 2341"]
        );
    }

    #[test]
    fn an_infobox_of_rows_gives_those_of_two_cells() {
        assert_eq!(
            facts(
                "<table class='infobox vevent'><caption>IKS Élan</caption><tr><td colspan=2>a picture</td></tr>\
                 <tr><th scope='row'>Captain</th><td>Kang</td></tr><tr><td><b>Built :</b></td><td>2340</td></tr>\
                 <tr><td>Lost</td><td></td></tr><tr style='display:none'><td>Secret</td><td>yes</td></tr>\
                 <tr><td>A long sentence about the ship that is no label at all, however one looks</td><td>x</td></tr>\
                 <tr><td colspan=2><table><tr><th>Crew</th><td>Élan's 40</td></tr></table></td></tr></table>"
            ),
            ["Captain: Kang", "Built: 2340", "Crew: Élan's 40"]
        );
    }

    #[test]
    fn a_value_keeps_its_links_and_notes() {
        let draft = draft_of(
            "<table class='infobox'><tr><th>Captain<td><a href='Kang_(captain)'>Kang</a><sup class='reference'><a href='#n'>[1]</a></sup></table>",
        );
        let value = &draft.facts[0].value;
        assert_eq!((value.links[0].title.as_str(), value.notes.as_slice()), ("Kang (captain)", &["1".to_owned()][..]));
    }
}
