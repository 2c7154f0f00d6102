//! What an export says of its wiki.

use super::error::Fault;
use super::xml::Xml;

/// The longest name, title or date that is read, in bytes. Titles of `MediaWiki` have at most 255.
pub(super) const MAX_FIELD_BYTES: usize = 4096;

/// The most namespaces that are kept. The largest wikis have under a hundred.
const MAX_NAMESPACES: usize = 1000;

/// What an export says of its wiki. A part that it leaves out is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteInfo {
    /// The wiki's name, as its readers know it.
    pub name: String,
    /// The name of its database; schemas before 0.9 have none.
    pub database: String,
    /// The address of its main page; not to be relied on, for many hosts write an inner one.
    pub base: Option<String>,
    /// The program that wrote the export, with its version.
    pub generator: Option<String>,
    /// The language of the content, as a code.
    pub language: Option<String>,
    /// Whether the first letter of a title is always a capital, as it is on most wikis.
    pub capital_links: bool,
    /// The namespaces in the order of the export.
    pub namespaces: Vec<Namespace>,
}

/// A part of a wiki.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    /// Its number: 0 for articles, even for other content, odd for talk about it, negative for what is no page.
    pub number: i32,
    /// What stands before the colon of its titles; empty for articles.
    pub name: String,
}

/// The names that hold on every wiki, whatever its language, and their numbers
/// (<https://www.mediawiki.org/wiki/Help:Namespaces>). `Image` was the name of files before 2008.
const ENGLISH_NAMES: [(&str, i32); 19] = [
    ("Media", -2),
    ("Special", -1),
    ("Talk", 1),
    ("User", 2),
    ("User talk", 3),
    ("Project", 4),
    ("Project talk", 5),
    ("File", 6),
    ("File talk", 7),
    ("Image", 6),
    ("Image talk", 7),
    ("MediaWiki", 8),
    ("MediaWiki talk", 9),
    ("Template", 10),
    ("Template talk", 11),
    ("Help", 12),
    ("Help talk", 13),
    ("Category", 14),
    ("Category talk", 15),
];

impl Default for SiteInfo {
    fn default() -> Self {
        Self {
            name: String::new(),
            database: String::new(),
            base: None,
            generator: None,
            language: None,
            capital_links: true,
            namespaces: Vec::new(),
        }
    }
}

impl SiteInfo {
    /// The namespace that a title's prefix names, by the wiki's own names or the English ones, in any case; 0 where it
    /// names none.
    pub(super) fn namespace_of(&self, title: &str) -> i32 {
        let Some((prefix, _)) = title.split_once(':') else { return 0 };
        let prefix = folded(prefix);
        let own = self.namespaces.iter().find(|namespace| folded(&namespace.name) == prefix);
        let english = || ENGLISH_NAMES.iter().find(|(name, _)| folded(name) == prefix).map(|&(_, number)| number);
        own.map(|namespace| namespace.number).or_else(english).unwrap_or(0)
    }
}

/// A name as `MediaWiki` compares it: `user_talk` is `User talk`.
fn folded(name: &str) -> String {
    name.replace('_', " ").trim().to_lowercase()
}

/// Reads `<siteinfo>`, whose tag was just read.
pub(super) fn read_site(xml: &mut Xml, site: &mut SiteInfo) -> Result<(), Fault> {
    while xml.next_child()? {
        match xml.name() {
            "sitename" => site.name = read_field(xml)?.unwrap_or_default(),
            "dbname" => site.database = read_field(xml)?.unwrap_or_default(),
            "base" => site.base = read_field(xml)?,
            "generator" => site.generator = read_field(xml)?,
            "case" => site.capital_links = read_field(xml)?.is_none_or(|case| case != "case-sensitive"),
            "namespaces" => read_namespaces(xml, &mut site.namespaces)?,
            _ => xml.skip_element()?,
        }
    }
    Ok(())
}

fn read_namespaces(xml: &mut Xml, namespaces: &mut Vec<Namespace>) -> Result<(), Fault> {
    while xml.next_child()? {
        let number = xml.attribute("key").and_then(|key| key.trim().parse().ok());
        let name = read_field(xml)?.unwrap_or_default();
        if let Some(number) = number
            && namespaces.len() < MAX_NAMESPACES
        {
            namespaces.push(Namespace { number, name });
        }
    }
    Ok(())
}

/// The text of a short element, trimmed; `None` where it is empty or too long to be true.
pub(super) fn read_field(xml: &mut Xml) -> Result<Option<String>, Fault> {
    let mut field = String::new();
    xml.read_text(&mut field, MAX_FIELD_BYTES)?;
    let trimmed = field.trim();
    Ok((!trimmed.is_empty()).then(|| trimmed.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german() -> SiteInfo {
        let namespace = |number, name: &str| Namespace { number, name: name.to_owned() };
        let namespaces = vec![namespace(0, ""), namespace(10, "Vorlage"), namespace(110, "Überlieferung")];
        SiteInfo { namespaces, ..SiteInfo::default() }
    }

    #[test]
    fn a_prefix_names_a_namespace_in_the_wikis_language_or_in_english() {
        assert_eq!(german().namespace_of("Vorlage:Bat'leth"), 10);
        assert_eq!(german().namespace_of("Template:Bat'leth"), 10);
        assert_eq!(german().namespace_of("überlieferung: Sto-vo-kor"), 110);
        assert_eq!(german().namespace_of("user_talk:K'Vada"), 3);
    }

    #[test]
    fn a_title_with_any_other_colon_is_an_article() {
        assert_eq!(german().namespace_of("Raumhafen: Aufbruch"), 0);
        assert_eq!(german().namespace_of(": Vorlage"), 0);
        assert_eq!(german().namespace_of("Vorlage"), 0);
    }
}
