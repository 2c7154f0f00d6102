//! A citation: the source the wiki itself names for a passage.

use serde::{Deserialize, Serialize};

/// A source as the wiki cites it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Citation {
    /// The wiki's own words, without the parentheses around them.
    pub written: String,
    /// The series as written, such as `TNG`, where the citation names one.
    pub series: Option<String>,
    /// The works named. Nested ones run from outermost to innermost (a game, then a mission in it); works of equal
    /// standing (two episodes) follow one another in the wiki's order.
    pub works: Vec<Work>,
}

/// A published work, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Work {
    /// What kind of work it is, in the singular: `episode`, `video game`. `series` for a line of works under one name.
    pub medium: String,
    /// Its title, without quotation marks.
    pub title: String,
}

/// How we know that a citation belongs to a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// The passage names it itself.
    Direct,
    /// The passage has none; a later one of the same section names it.
    LaterInSection,
    /// Neither the passage nor a later one of its section names any.
    Uncited,
}
