//! A passage: one paragraph or footnote, the thing that is indexed, found and quoted.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Attribution, Citation, YearSpan};

/// A passage's place in its wiki: the article's number and the passage's number in it, both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PassageId {
    /// The article's number, in the order of the files.
    pub article: u32,
    /// The passage's number in the article's order.
    pub passage: u32,
}

/// What a passage is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// Running text.
    Paragraph,
    /// A list, one item a line.
    List,
    /// A table, one row a line.
    Table,
    /// A quotation that the wiki sets apart, with its speaker and source where it names them.
    Quote,
    /// One line of a box of facts: "Captain: Kang".
    Fact,
    /// A note at the foot of the page.
    Footnote,
}

/// What the wiki's words in a passage are about, by where they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// They tell lore.
    #[default]
    Lore,
    /// They stand on a page or in a section about the real world: an episode, an actor, how something was made.
    RealWorld,
    /// They stand in a section that only points elsewhere: references, appearances, galleries.
    Boilerplate,
}

/// One paragraph, list, table or footnote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// What it is made of.
    pub kind: PassageKind,
    /// What its words are about.
    #[serde(default)]
    pub standing: Standing,
    /// The wiki's words, a span of the rendered page. A citation at the very end is cut off; one inside stays.
    pub text: String,
    /// Byte ranges of `text` that are citations, not lore. They are shown but not searched as lore. In order, apart.
    pub asides: Vec<Range<usize>>,
    /// The years the passage speaks of, in its order.
    pub years: Vec<YearSpan>,
    /// The continuity it speaks of; empty where the wiki tells none apart.
    pub continuity: String,
    /// Its own citations, or those the wiki gives later in the section; `attribution` says which.
    pub citations: Vec<Citation>,
    /// How the citations are known to belong.
    pub attribution: Attribution,
}

impl Passage {
    /// The text with each citation inside it blanked: what is searched as lore. Byte offsets stay as they are in
    /// `text`.
    pub fn lore_text(&self) -> String {
        blank(&self.text, &self.asides)
    }
}

/// Replaces the bytes of `ranges` in `text` by spaces. Ranges must lie on character borders.
fn blank(text: &str, ranges: &[Range<usize>]) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut done = 0;
    for range in ranges {
        blanked.push_str(&text[done..range.start]);
        blanked.extend(std::iter::repeat_n(' ', range.len()));
        done = range.end;
    }
    blanked.push_str(&text[done..]);
    blanked
}

#[cfg(test)]
mod tests {
    use super::blank;

    #[test]
    fn blanking_keeps_every_other_byte_in_place() {
        let text = "Mogh (é) died";
        let blanked = blank(text, std::slice::from_ref(&(5..9)));
        assert_eq!(blanked.len(), text.len());
        assert_eq!(blanked, "Mogh      died");
    }
}
