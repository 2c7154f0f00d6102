//! Continuity: the timeline a passage speaks of, named by the wiki's own titles, headings and phrases.

use serde::{Deserialize, Serialize};

use super::fold;

/// How a wiki marks one continuity. All comparisons ignore case, accents and apostrophes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContinuityRule {
    /// The name shown, such as `Kelvin`.
    pub name: String,
    /// Endings of article titles that mean it, such as `(mirror)`.
    #[serde(default)]
    pub titles: Vec<String>,
    /// Words in a heading that mean it for the whole section.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Words in a passage that mean it for that passage; where they name several, a specific one wins.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Whether this is only "some other timeline": then any rule's phrase, once met in such a section, holds for the
    /// passages after it as well, until the next one.
    #[serde(default)]
    pub unspecific: bool,
}

/// The first rule whose title endings fit `title`.
pub fn continuity_of_title<'rules>(rules: &'rules [ContinuityRule], title: &str) -> Option<&'rules ContinuityRule> {
    let title = title.to_lowercase();
    rules.iter().find(|rule| rule.titles.iter().any(|ending| title.ends_with(&ending.to_lowercase())))
}

/// The first rule that one of the words chosen by `of` names in `text`, whole words only.
pub fn continuity_named_in<'rules>(
    rules: &'rules [ContinuityRule],
    text: &str,
    of: impl Fn(&ContinuityRule) -> &[String],
) -> Option<&'rules ContinuityRule> {
    let text = format!(" {} ", fold(text));
    rules.iter().find(|rule| of(rule).iter().any(|words| text.contains(&format!(" {} ", fold(words)))))
}
