//! Two topics side by side: what one wiki tells of each, and nothing of our own between them.

use super::{Event, Hit, Mending};

/// What a wiki tells of two topics. Pairs are in the order in which the topics were asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The wiki that tells it, by its name for people.
    pub wiki: String,
    /// The two topics.
    pub sides: [Side; 2],
    /// Whether both names lead to one article, in the same continuity and years: then nothing is set side by side.
    pub is_one_article: bool,
    /// The facts that both have a line for, in the first one's order.
    pub facts: Vec<SharedFact>,
    /// The dated events of both, earliest first.
    pub moments: Vec<Moment>,
}

/// One of two topics.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The title of its article.
    pub topic: String,
    /// Words of its name that were read as other words.
    pub mended: Vec<Mending>,
    /// The first running text of its article; none where there is only a list or a box.
    pub opening: Option<Hit>,
}

/// A line that the boxes of facts of both topics have.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedFact {
    /// Its label as the first topic's article writes it.
    pub label: String,
    /// The line of each, label included; the excerpt is what stands behind the label.
    pub said: [Hit; 2],
}

/// A time that one topic's article or both tell of.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// What the wiki would call it.
    pub year_name: String,
    /// What each topic's article tells of it, in its order; one of the two may be empty.
    pub events: [Vec<Event>; 2],
}
