//! The profile: what a wiki's `wiki.toml` says about its name, its citations, its continuities and its pages.
//!
//! Unknown keys are refused with file and line, so that a slip of the pen never silently turns something off. A folder
//! without a `wiki.toml` is read with [`Profile::generic`].

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::{Trouble, trouble};
use crate::lore::{ContinuityRule, Licence, Wiki, YearRules};

/// Kinds of works that any wiki may cite.
const PLAIN_KINDS: &[&str] = &[
    "episode",
    "movie",
    "film",
    "novel",
    "novella",
    "novelization",
    "short story",
    "comic",
    "comic book",
    "graphic novel",
    "manga",
    "video game",
    "game",
    "mission",
    "RPG",
    "card game",
    "reference",
    "book",
    "magazine",
    "website",
    "audio drama",
    "series",
    "play",
    "song",
    "album",
    "documentary",
];

/// Verbs that follow a source at the beginning of a note: "ST video game: Infinite states that ...".
const PLAIN_STATING_VERBS: &[&str] = &[
    "states",
    "stated",
    "establishes",
    "established",
    "depicts",
    "shows",
    "says",
    "claims",
    "describes",
    "mentions",
    "names",
    "lists",
    "implies",
    "suggests",
    "indicates",
    "reveals",
    "gives",
    "refers",
    "notes",
    "places",
    "identifies",
    "calls",
];

/// How hatnotes begin. One that begins with `…` may stand anywhere in the line.
const HATNOTE_OPENERS: &[&str] = &[
    "For ",
    "This article is about",
    "This page is about",
    "This is about",
    "Not to be confused with",
    "You may be looking for",
    "See also ",
    "… redirects here",
];

/// Lines that a browser copies along and that are no part of an article.
const DEBRIS: &[&str] = &[
    "Jump to navigation",
    "Jump to search",
    "Jump to navigation Jump to search",
    "Jump to content",
    "Skip to main content",
    "Advertisement",
    "View source",
    "View history",
    "Edit source",
    "Sign in to edit",
    "Add a photo to this gallery",
    "Community content is available under CC-BY-SA unless otherwise noted.",
];

/// Headings over the numbered notes of a page.
const FOOTNOTE_HEADINGS: &[&str] = &[
    "References",
    "Notes",
    "Footnotes",
    "References and notes",
    "Notes and references",
    "Notes and citations",
    "Citations",
    "Sources and notes",
    "Einzelnachweise",
];

/// What a wiki's `wiki.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// What answers need to know; kept inside the index.
    pub wiki: Wiki,
    /// The words the wiki cites with, beside the names of its series.
    pub citations: CitationHabits,
    /// What its pages look like around the text.
    pub page: PageHabits,
}

/// The words a wiki cites with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationHabits {
    /// Kinds of works in the singular, such as `video game`; plurals are understood.
    pub kinds: Vec<String>,
    /// Verbs that follow a source at the beginning of a note, such as `states`.
    pub stating_verbs: Vec<String>,
}

/// What a wiki's pages look like around the text. All comparisons ignore case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageHabits {
    /// How hatnotes begin. One that begins with `…` may stand anywhere in the line.
    pub hatnote_openers: Vec<String>,
    /// Whole lines that are no part of an article.
    pub debris: Vec<String>,
    /// Headings over numbered notes.
    pub footnote_headings: Vec<String>,
}

impl Profile {
    /// The profile of a wiki that has no `wiki.toml`: named like its folder, without address, licence, series and
    /// continuities, citing plain kinds of works only.
    pub fn generic(id: &str) -> Profile {
        let wiki = Wiki {
            id: id.to_owned(),
            name: id.to_owned(),
            base_url: None,
            licence: None,
            language: english(),
            continuities: Vec::new(),
            pins: Vec::new(),
            years: YearRules::default(),
            series: BTreeMap::new(),
        };
        Profile { wiki, citations: CitationsTable::default().habits(), page: PageTable::default().habits() }
    }
}

/// Reads a `wiki.toml`. `file` names it in troubles; `id` is the wiki's folder name.
///
/// `[citations] kinds` and `stating_verbs` stand in place of the usual ones; what `[page]` lists is added to them.
///
/// # Errors
/// When it is no TOML, lacks a key that is needed, has one that is not known, or an address is none.
pub fn read_profile(text: &str, file: &str, id: &str) -> Result<Profile, Trouble> {
    let fault = |span: Option<Range<usize>>, what: String| trouble(file, line_of(text, span.as_ref()), what);
    let table: ProfileTable =
        toml::from_str(text).map_err(|error| fault(error.span(), error.message().replace('\n', "; ")))?;
    if table.name.get_ref().trim().is_empty() {
        return Err(fault(Some(table.name.span()), "`name` is empty; write the wiki's name for people".to_owned()));
    }
    if let Some(years) = table.years.as_ref().filter(|years| years.get_ref().earliest > years.get_ref().latest) {
        return Err(fault(Some(years.span()), "`earliest` is after `latest`; swap them".to_owned()));
    }
    let base_url = match table.base_url {
        None => None,
        Some(url) => Some(address(url.get_ref()).ok_or_else(|| {
            let what = "`base_url` is no web address; it begins with `https://` or `http://`";
            fault(Some(url.span()), what.to_owned())
        })?),
    };
    let wiki = Wiki {
        id: id.to_owned(),
        name: table.name.into_inner().trim().to_owned(),
        base_url,
        licence: table.licence,
        language: table.language,
        continuities: table.continuity,
        pins: table.pins,
        years: table.years.map(Spanned::into_inner).unwrap_or_default(),
        series: table.citations.series.clone(),
    };
    Ok(Profile { wiki, citations: table.citations.habits(), page: table.page.habits() })
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProfileTable {
    name: Spanned<String>,
    base_url: Option<Spanned<String>>,
    #[serde(default = "english")]
    language: String,
    #[serde(default)]
    pins: Vec<String>,
    licence: Option<Licence>,
    #[serde(default)]
    citations: CitationsTable,
    years: Option<Spanned<YearRules>>,
    #[serde(default)]
    continuity: Vec<ContinuityRule>,
    #[serde(default)]
    page: PageTable,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct CitationsTable {
    kinds: Option<Vec<String>>,
    stating_verbs: Option<Vec<String>>,
    #[serde(default)]
    series: BTreeMap<String, String>,
}

impl CitationsTable {
    fn habits(self) -> CitationHabits {
        CitationHabits {
            kinds: self.kinds.unwrap_or_else(|| owned(PLAIN_KINDS)),
            stating_verbs: self.stating_verbs.unwrap_or_else(|| owned(PLAIN_STATING_VERBS)),
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct PageTable {
    hatnote_openers: Vec<String>,
    debris: Vec<String>,
    footnote_headings: Vec<String>,
}

impl PageTable {
    fn habits(self) -> PageHabits {
        let with_usual = |usual: &[&str], own: Vec<String>| owned(usual).into_iter().chain(own).collect();
        PageHabits {
            hatnote_openers: with_usual(HATNOTE_OPENERS, self.hatnote_openers),
            debris: with_usual(DEBRIS, self.debris),
            footnote_headings: with_usual(FOOTNOTE_HEADINGS, self.footnote_headings),
        }
    }
}

/// A web address that titles can be appended to.
fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() || url.contains(char::is_whitespace) {
        return None;
    }
    Some(if url.ends_with('/') { url.to_owned() } else { format!("{url}/") })
}

fn english() -> String {
    "en".to_owned()
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

/// The line, counted from 1, in which a byte range begins.
fn line_of(text: &str, span: Option<&Range<usize>>) -> usize {
    let start = span.map_or(0, |span| span.start.min(text.len()));
    1 + text.bytes().take(start).filter(|&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Trouble {
        read_profile(text, "data/x/wiki.toml", "x").unwrap_err()
    }

    #[test]
    fn every_key_of_a_full_profile_is_read() {
        let text = r#"
            name = "Qo'noS Wiki"
            base_url = "https://example.org/wiki"
            pins = ["Qo'noS"]
            [licence]
            name = "CC BY-SA 3.0"
            url = "https://example.org/licence"
            [citations]
            kinds = ["saga"]
            stating_verbs = ["sings"]
            [citations.series]
            KS = "The Klingon Sagas"
            [years]
            earliest = 800
            latest = 1400
            [[continuity]]
            name = "told"
            [[continuity]]
            name = "untold"
            headings = ["Other songs"]
            unspecific = true
            [page]
            debris = ["Sing along"]
        "#;
        let profile = read_profile(text, "wiki.toml", "qonos").unwrap();
        assert_eq!(profile.wiki.id, "qonos");
        assert_eq!(profile.wiki.base_url.as_deref(), Some("https://example.org/wiki/"));
        assert_eq!(profile.wiki.language, "en");
        assert_eq!(profile.wiki.years, YearRules { earliest: 800, latest: 1400 });
        assert_eq!(profile.wiki.series["KS"], "The Klingon Sagas");
        assert_eq!(profile.wiki.default_continuity(), "told");
        assert_eq!(profile.citations.kinds, ["saga"]);
        assert!(profile.page.debris.contains(&"Sing along".to_owned()));
        assert!(profile.page.debris.contains(&"Jump to search".to_owned()), "the usual debris stays");
    }

    #[test]
    fn a_name_is_enough() {
        let profile = read_profile("name = \"Mogh\"", "wiki.toml", "mogh").unwrap();
        assert_eq!(Profile { wiki: Wiki { name: "mogh".into(), ..profile.wiki.clone() }, ..profile.clone() }, {
            Profile::generic("mogh")
        });
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let unknown = fault("name = \"x\"\n\n[citations]\nkind = [\"novel\"]\n");
        assert_eq!((unknown.line, unknown.file.as_str()), (4, "data/x/wiki.toml"));
        assert!(unknown.what.contains("unknown field `kind`"), "{unknown}");
        assert_eq!(fault("name = \"x\"\nbase_url = \"example.org\"").line, 2);
        assert_eq!(fault("name = \"x\"\nbase_url = \"https:///wiki\"").line, 2);
        assert_eq!(fault("name = \"x\"\n[years]\nearliest = 3\nlatest = 2").line, 2);
        assert_eq!(fault("name = \" \"").line, 1);
        assert!(fault("pins = []").what.contains("name"));
        assert_eq!(fault("name = \"x\"\nname = ").line, 2);
        assert_eq!(fault("name = \"x\"\n[[continuity]]\nname = \"a\"\ntitle = []").line, 4);
    }
}
