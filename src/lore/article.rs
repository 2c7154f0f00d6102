//! An article: a wiki page as it was read, ready to be indexed.

use serde::{Deserialize, Serialize};

use super::Passage;

/// One page of a wiki.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The title as the wiki writes it.
    pub title: String,
    /// The page's own address, where the file names one; else it follows from the wiki's.
    pub url: Option<String>,
    /// When the text was taken from the wiki, as the file says it.
    pub revision: Option<String>,
    /// Other titles that lead to this page.
    pub redirects: Vec<Redirect>,
    /// Other names of its subject that the text itself tells, such as nicknames.
    pub also_known_as: Vec<String>,
    /// What it calls the articles it links to.
    pub calls: Vec<Call>,
    /// The "for X, see Y" lines above the text.
    pub hatnotes: Vec<Hatnote>,
    /// Whether the page tells lore or only leads to other pages.
    pub kind: ArticleKind,
    /// The sections in the article's order. The first may have an empty heading: the text above all headings.
    pub sections: Vec<Section>,
    /// The numbered notes at the foot of the page, in their order. One that is nothing but the source of a passage may
    /// stand among its citations instead.
    pub footnotes: Vec<Passage>,
}

impl Article {
    /// Every passage with the heading path it stands under, in the article's order; footnotes come last, under none.
    pub fn passages(&self) -> impl Iterator<Item = (&[String], &Passage)> {
        let of_sections = self
            .sections
            .iter()
            .flat_map(|section| section.passages.iter().map(|passage| (section.heading.as_slice(), passage)));
        of_sections.chain(self.footnotes.iter().map(|note| (&[][..], note)))
    }
}

/// The words of a link to another article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The words, as written.
    pub words: String,
    /// The title they lead to.
    pub title: String,
}

/// Another title that leads to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The title.
    pub title: String,
    /// The heading of the section it leads to, where it leads to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

impl From<String> for Redirect {
    fn from(title: String) -> Redirect {
        Redirect { title, section: None }
    }
}

/// What a page is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArticleKind {
    /// It tells lore.
    Lore,
    /// It only lists pages of the same name; these are their titles in the page's order.
    Disambiguation(Vec<String>),
}

/// A line above an article that leads elsewhere. It is navigation, never lore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hatnote {
    /// The line as written.
    pub text: String,
    /// The titles it leads to.
    pub targets: Vec<String>,
}

/// A headed part of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Its headings, outermost first; empty for the text above all headings.
    pub heading: Vec<String>,
    /// Its passages, in order.
    pub passages: Vec<Passage>,
}
