//! What can be chosen, for a whole server and for one channel of it.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Label, Language};
use crate::lore::{Citation, fold};

/// What a server or one of its channels chose; what it left open is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Choices {
    /// The wikis that are asked, by folder name, first things first; empty for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikis: Option<Vec<Label>>,
    /// The continuity that is preferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continuity: Option<Favoured>,
    /// Who sees an answer where the asker does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audience: Option<Audience>,
    /// The works and series whose passages are blurred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spoilers: Option<Vec<Label>>,
    /// Whether `[[links]]` in messages are answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inline_links: Option<bool>,
    /// The language of answers that everyone sees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Whether answers are plain text instead of cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plain_text: Option<bool>,
    /// The age in days from which on a wiki's snapshot is called old.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale_after_days: Option<u16>,
}

/// The continuity that is preferred; a channel may go back to any where its server prefers one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Favoured {
    /// None before another.
    Any,
    /// The one of this name.
    Named(Label),
}

/// Who sees an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everyone in the channel.
    #[default]
    Everyone,
    /// The asker only.
    Asker,
}

/// What holds in one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The wikis that are asked, first things first; empty for all.
    pub wikis: Vec<Label>,
    /// The continuity that is preferred, if one is.
    pub continuity: Option<Label>,
    /// Who sees an answer where the asker does not say.
    pub audience: Audience,
    /// The works and series whose passages are blurred.
    pub spoilers: Vec<Label>,
    /// Whether `[[links]]` in messages are answered.
    pub inline_links: bool,
    /// The language of answers that everyone sees; `None` for the one that Discord names.
    pub language: Option<Language>,
    /// Whether answers are plain text instead of cards.
    pub plain_text: bool,
    /// The age in days from which on a wiki's snapshot is called old.
    pub stale_after_days: u16,
}

/// The age from which on a snapshot is called old where nobody chose another: a year.
const STALE_AFTER_DAYS: u16 = 365;

impl Choices {
    /// What holds in a channel of this server: its own choice over the server's, and the server's over the default.
    pub fn resolved(&self, channel: Option<&Choices>) -> Resolved {
        let chosen = channel.map_or_else(|| self.clone(), |channel| channel.over(self));
        Resolved {
            wikis: chosen.wikis.unwrap_or_default(),
            continuity: chosen.continuity.as_ref().and_then(Favoured::name).cloned(),
            audience: chosen.audience.unwrap_or_default(),
            spoilers: chosen.spoilers.unwrap_or_default(),
            inline_links: chosen.inline_links.unwrap_or(false),
            language: chosen.language,
            plain_text: chosen.plain_text.unwrap_or(false),
            stale_after_days: chosen.stale_after_days.unwrap_or(STALE_AFTER_DAYS),
        }
    }

    /// These choices, and those of a wider place where these leave something open.
    #[must_use]
    pub fn over(&self, wider: &Choices) -> Choices {
        let own = self.clone();
        Choices {
            wikis: own.wikis.or_else(|| wider.wikis.clone()),
            continuity: own.continuity.or_else(|| wider.continuity.clone()),
            audience: own.audience.or(wider.audience),
            spoilers: own.spoilers.or_else(|| wider.spoilers.clone()),
            inline_links: own.inline_links.or(wider.inline_links),
            language: own.language.or_else(|| wider.language.clone()),
            plain_text: own.plain_text.or(wider.plain_text),
            stale_after_days: own.stale_after_days.or(wider.stale_after_days),
        }
    }
}

impl Resolved {
    /// The rules by which passages are blurred, ready for use.
    pub fn spoiler_rules(&self) -> SpoilerRules {
        SpoilerRules { names: self.spoilers.iter().map(|rule| fold(rule.as_str())).collect() }
    }
}

/// The works and series whose passages are blurred. Case, accents and apostrophes of their names do not count.
#[derive(Debug, Clone, Default)]
pub struct SpoilerRules {
    /// The names, folded.
    names: HashSet<String>,
}

impl SpoilerRules {
    /// Whether a passage with these citations is blurred: one of them names a work or a series that the rules name. A
    /// passage without a citation is never blurred.
    pub fn blur(&self, citations: &[Citation]) -> bool {
        let is_named = |name: &String| self.names.contains(&fold(name));
        !self.names.is_empty()
            && citations.iter().any(|citation| {
                citation.series.iter().chain(citation.works.iter().map(|work| &work.title)).any(is_named)
            })
    }
}

impl Favoured {
    /// The name of the continuity, if one is preferred.
    fn name(&self) -> Option<&Label> {
        match self {
            Favoured::Any => None,
            Favoured::Named(name) => Some(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lore::Work;

    fn label(text: &str) -> Label {
        Label::new(text).unwrap()
    }

    #[test]
    fn a_channel_goes_before_its_server_and_a_server_before_the_default() {
        let server = Choices {
            wikis: Some(vec![label("demo"), label("osa")]),
            continuity: Some(Favoured::Named(label("told"))),
            audience: Some(Audience::Asker),
            ..Choices::default()
        };
        let channel = Choices {
            wikis: Some(Vec::new()),
            continuity: Some(Favoured::Any),
            plain_text: Some(true),
            ..Choices::default()
        };
        let in_server = server.resolved(None);
        assert_eq!((in_server.continuity, in_server.plain_text), (Some(label("told")), false));
        let in_channel = server.resolved(Some(&channel));
        assert_eq!((in_channel.wikis, in_channel.continuity), (Vec::new(), None));
        assert_eq!((in_channel.audience, in_channel.plain_text), (Audience::Asker, true));
        assert_eq!(in_channel.stale_after_days, STALE_AFTER_DAYS);
    }

    #[test]
    fn a_passage_is_blurred_by_the_work_or_the_series_it_cites() {
        let cites = |series: Option<&str>, title: &str| Citation {
            written: String::new(),
            series: series.map(str::to_owned),
            works: vec![Work { medium: "song".into(), title: title.into() }],
        };
        let rules = Choices { spoilers: Some(vec![label("Kel'Varré"), label("OSA")]), ..Choices::default() };
        let resolved = rules.resolved(None);
        assert!(resolved.spoiler_rules().blur(&[cites(None, "The Mill"), cites(None, "Kel’varre")]));
        assert!(resolved.spoiler_rules().blur(&[cites(Some("Osa"), "The Mill")]));
        assert!(!resolved.spoiler_rules().blur(&[cites(Some("Osa II"), "The Mill")]));
        assert!(
            !resolved.spoiler_rules().blur(&[])
                && !Choices::default().resolved(None).spoiler_rules().blur(&[cites(None, "")])
        );
    }

    #[test]
    fn who_chose_nothing_asks_every_wiki_and_answers_everyone() {
        let resolved = Choices::default().resolved(None);
        assert!(resolved.wikis.is_empty() && resolved.spoilers.is_empty() && !resolved.inline_links);
        assert_eq!((resolved.audience, resolved.language), (Audience::Everyone, None));
    }
}
