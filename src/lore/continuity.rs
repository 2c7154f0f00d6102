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
    /// Templates on a page that mean it for the whole page, such as `Top|leg`: a name, and after a bar an argument that
    /// must be among those given.
    #[serde(default)]
    pub templates: Vec<String>,
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

/// The continuities of a wiki with their words folded once, to be asked about many texts.
#[derive(Debug, Clone, Default)]
pub struct Continuities {
    rules: Vec<Folded>,
    /// The rules in the order in which their phrases count: "Unlike in the prime universe, in the mirror universe ..."
    /// is mirror, so that the default gives way to any other, and "some other timeline" to any that is named.
    by_weight: Vec<usize>,
}

/// A rule; headings and phrases are folded, with a space on both sides to find whole words.
#[derive(Debug, Clone)]
struct Folded {
    rule: ContinuityRule,
    titles: Vec<String>,
    headings: Vec<String>,
    phrases: Vec<String>,
}

impl Continuities {
    /// Makes the rules of a wiki ready; the first is the one meant where nothing else is said.
    pub fn of(rules: &[ContinuityRule]) -> Continuities {
        let mut by_weight: Vec<usize> = (0..rules.len()).collect();
        by_weight.sort_by_key(|&rule| (rule == 0, rules[rule].unspecific));
        Continuities { rules: rules.iter().map(Folded::of).collect(), by_weight }
    }

    /// The rule of this name.
    pub fn named(&self, name: &str) -> Option<&ContinuityRule> {
        self.rules.iter().map(|folded| &folded.rule).find(|rule| rule.name == name)
    }

    /// The first rule whose title endings fit a title.
    pub fn of_title(&self, title: &str) -> Option<&ContinuityRule> {
        let title = title.to_lowercase();
        let fits = |rule: &&Folded| rule.titles.iter().any(|ending| title.ends_with(ending));
        self.rules.iter().find(fits).map(|rule| &rule.rule)
    }

    /// The first rule that a heading names.
    pub fn of_heading(&self, heading: &str) -> Option<&ContinuityRule> {
        named_in(heading, self.rules.iter(), |rule| &rule.headings)
    }

    /// The most telling rule that a passage names.
    pub fn of_passage(&self, text: &str) -> Option<&ContinuityRule> {
        named_in(text, self.by_weight.iter().map(|&rule| &self.rules[rule]), |rule| &rule.phrases)
    }
}

impl Folded {
    fn of(rule: &ContinuityRule) -> Folded {
        let folded = |words: &[String]| words.iter().map(|words| format!(" {} ", fold(words))).collect();
        Folded {
            titles: rule.titles.iter().map(|ending| ending.to_lowercase()).collect(),
            headings: folded(&rule.headings),
            phrases: folded(&rule.phrases),
            rule: rule.clone(),
        }
    }
}

/// The first of these rules that one of the words chosen by `of` names in a text, whole words only.
fn named_in<'rules>(
    text: &str,
    mut rules: impl Iterator<Item = &'rules Folded> + Clone,
    of: impl Fn(&Folded) -> &[String],
) -> Option<&'rules ContinuityRule> {
    if rules.clone().all(|rule| of(rule).is_empty()) {
        return None; // Spares the wikis that tell none apart the folding of all their text.
    }
    let text = format!(" {} ", fold(text));
    rules.find(|rule| of(rule).iter().any(|words| text.contains(words.as_str()))).map(|rule| &rule.rule)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn continuities() -> Continuities {
        let rule = |name: &str, words: &str, unspecific| ContinuityRule {
            name: name.into(),
            titles: vec![format!("({name})")],
            templates: Vec::new(),
            headings: vec![words.into()],
            phrases: vec![words.into()],
            unspecific,
        };
        Continuities::of(&[
            rule("told", "as sung", false),
            rule("other", "another song", true),
            rule("Élan", "Kor's song", false),
        ])
    }

    #[test]
    fn titles_and_headings_name_the_first_rule_that_fits() {
        let name = |rule: Option<&ContinuityRule>| rule.map(|rule| rule.name.clone()).unwrap_or_default();
        assert_eq!(name(continuities().of_title("Mogh (ÉLAN)")), "Élan");
        assert_eq!(name(continuities().of_title("Mogh")), "");
        assert_eq!(name(continuities().of_heading("In another song, as sung")), "told");
    }

    #[test]
    fn of_the_phrases_in_a_passage_the_most_telling_counts() {
        let name = |text| continuities().of_passage(text).map(|rule| rule.name.clone()).unwrap_or_default();
        assert_eq!(name("Unlike as sung, in another song and in Kor’s song he fell."), "Élan");
        assert_eq!(name("Unlike as sung, in another song he fell."), "other");
        assert_eq!(name("As sung, he fell."), "told");
        assert_eq!(name("Has sung. Another songs."), "");
    }
}
