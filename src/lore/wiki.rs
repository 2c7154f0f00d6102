//! A wiki as the answers speak of it: its name, where its pages live, its licence and its topics.

use serde::{Deserialize, Serialize};

use super::{ContinuityRule, YearRules, page_path};

/// A wiki whose articles are indexed, as far as answers need to know it. It is kept inside the index, so that the bot
/// runs from the index alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wiki {
    /// The name of the wiki's folder, which is also its name on the command line.
    pub id: String,
    /// The name shown to people.
    pub name: String,
    /// The address that a page title is appended to, ending in `/`. Without one, answers carry no link unless the
    /// article names its own address.
    pub base_url: Option<String>,
    /// The licence of the wiki's text.
    pub licence: Option<Licence>,
    /// The language of the wiki's text as a two-letter code.
    pub language: String,
    /// The continuities the wiki tells apart. The first is the one meant where nothing else is said.
    pub continuities: Vec<ContinuityRule>,
    /// The titles that get a command of their own in Discord.
    pub pins: Vec<String>,
    /// Which numbers may be years on this wiki.
    pub years: YearRules,
    /// The full names of the series by the short form used in citations.
    pub series: std::collections::BTreeMap<String, String>,
}

/// The licence under which a wiki's text may be quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its short name, such as `CC BY-SA 3.0`.
    pub name: String,
    /// Where its text stands.
    pub url: Option<String>,
}

impl Wiki {
    /// The address of an article, or of one of its sections. `None` where the wiki names no address.
    ///
    /// `MediaWiki` writes spaces as underscores in both the path and the anchor
    /// (<https://www.mediawiki.org/wiki/Manual:PAGENAMEE_encoding>).
    pub fn url_of(&self, title: &str, own_url: Option<&str>, heading: Option<&str>) -> Option<String> {
        let page = match (own_url, &self.base_url) {
            (Some(url), _) => url.to_owned(),
            (None, Some(base)) => format!("{base}{}", page_path(title)),
            (None, None) => return None,
        };
        Some(match heading {
            Some(heading) => format!("{page}#{}", page_path(heading)),
            None => page,
        })
    }

    /// The continuity meant where a passage names none.
    pub fn default_continuity(&self) -> &str {
        self.continuities.first().map_or("", |rule| rule.name.as_str())
    }
}
