//! What a page tells about itself beside its words: its title in the browser's tab, its address, its age, its purpose.

use scraper::Html;

use super::element::{attribute, classes};
use super::inline::words_of;
use super::tree::elements_below;

/// What parts the title of an article from the name of its wiki in the title of a page.
const BEFORE_WIKI_NAME: [&str; 4] = [" | ", " - ", " – ", " — "];

/// The title in the page's head, without the name of the wiki.
pub(super) fn title_in_head(document: &Html, wiki: &str) -> Option<String> {
    let (node, _) = elements_below(document.tree.root()).find(|(_, element)| element.name() == "title")?;
    let title = words_of(node);
    Some(without_wiki_name(&title, wiki).to_owned()).filter(|title| !title.is_empty())
}

/// A page's title without the name of its wiki: "Kor | Élan Wiki | Fandom", "Kor - Élan Wiki". What follows the last
/// mark is the wiki's name where it is known to be or says so; the title itself may have such a mark.
fn without_wiki_name<'title>(title: &'title str, wiki: &str) -> &'title str {
    let mut title = title;
    while let Some((before, after)) = split_at_last_mark(title)
        && names_wiki(after, wiki)
    {
        title = before;
    }
    title.trim()
}

fn split_at_last_mark(title: &str) -> Option<(&str, &str)> {
    let splits = BEFORE_WIKI_NAME.iter().filter_map(|mark| title.rsplit_once(mark));
    splits.max_by_key(|(before, _)| before.len())
}

fn names_wiki(words: &str, wiki: &str) -> bool {
    let words = words.trim().to_lowercase();
    words == wiki.to_lowercase() || words.contains("wiki") || words == "fandom"
}

/// The article's own address: the one that the page tells search engines, or that a browser noted when it saved it.
pub(super) fn address_of(document: &Html) -> Option<String> {
    let told = elements_below(document.tree.root()).find_map(|(_, element)| {
        let means_itself = |name, value| attribute(element, name) == Some(value);
        match element.name() {
            "link" if means_itself("rel", "canonical") => attribute(element, "href"),
            "meta" if means_itself("property", "og:url") => attribute(element, "content"),
            _ => None,
        }
    });
    let told = told.map(str::trim).filter(|address| is_address(address));
    told.map(str::to_owned).or_else(|| noted_address(document))
}

/// The address in the comment that Chrome and Internet Explorer put on top: `saved from url=(0024)https://...`.
fn noted_address(document: &Html) -> Option<String> {
    let mut comments = document.tree.root().children().filter_map(|node| node.value().as_comment());
    let (_, noted) = comments.find_map(|comment| comment.split_once("saved from url=("))?;
    let (_, address) = noted.split_once(')')?;
    Some(address.trim()).filter(|address| is_address(address)).map(str::to_owned)
}

fn is_address(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// The day on which the page was last changed, as year, month and day; else the number of its revision.
pub(super) fn revision_of(document: &Html) -> Option<String> {
    let scripts: Vec<&str> = elements_below(document.tree.root())
        .filter(|(_, element)| element.name() == "script")
        .filter_map(|(node, _)| node.first_child()?.value().as_text())
        .map(|text| &**text)
        .collect();
    let dated = scripts.iter().find_map(|script| day_in(value_after(script, "\"dateModified\"")?));
    let numbered = || scripts.iter().find_map(|script| revision_in(value_after(script, "\"wgRevisionId\"")?));
    dated.or_else(|| day_in_meta(document)).or_else(numbered)
}

/// The day in a `<meta>` element, as the REST interface of `MediaWiki` and other sites have it.
fn day_in_meta(document: &Html) -> Option<String> {
    let metas = elements_below(document.tree.root()).filter(|(_, element)| element.name() == "meta");
    let is_day = |name| matches!(name, Some("dc:modified" | "article:modified_time"));
    let mut days = metas.filter(|(_, element)| is_day(attribute(element, "property")));
    days.find_map(|(_, element)| day_in(attribute(element, "content")?))
}

/// Whether the page says that it only leads to others: by the box that `MediaWiki`'s wikis put there, or by a property
/// in its head (<https://www.mediawiki.org/wiki/Extension:Disambiguator>).
pub(super) fn is_disambiguation(document: &Html) -> bool {
    let is_name = |name: &str| matches!(name, "disambigbox" | "dmbox-disambig" | "disambig" | "disambiguation");
    elements_below(document.tree.root()).any(|(_, element)| {
        attribute(element, "property") == Some("mw:PageProp/disambiguation")
            || attribute(element, "id").is_some_and(is_name)
            || classes(element).any(is_name)
    })
}

/// What follows a key and its colon in a script.
fn value_after<'script>(script: &'script str, key: &str) -> Option<&'script str> {
    let (_, after) = script.split_once(key)?;
    Some(after.trim_start().strip_prefix(':')?.trim_start().trim_start_matches('"'))
}

/// The day that a time begins with, such as `2026-07-01T12:00:00Z`.
fn day_in(time: &str) -> Option<String> {
    let day = time.get(..10)?;
    let is_day = day
        .bytes()
        .enumerate()
        .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    is_day.then(|| day.to_owned())
}

fn revision_in(number: &str) -> Option<String> {
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let number = &number[..digits];
    number.contains(|digit| digit != '0').then(|| format!("revision {number}"))
}

#[cfg(test)]
mod tests {
    use super::super::parse::tree_of;
    use super::*;

    fn page(html: &str) -> Html {
        tree_of(html).unwrap()
    }

    #[test]
    fn the_name_of_the_wiki_is_no_part_of_the_title() {
        for title in [
            "Kor - Élan Wiki",
            "Kor | Élan Wiki | Fandom",
            "Kor – Wikipedia",
            "Kor - Memory K, the free Klingon Wiki - Fandom",
            "Kor — Moons of Qo'noS",
            "Kor",
        ] {
            let found = title_in_head(&page(&format!("<title>{title}</title>")), "Moons of Qo'noS");
            assert_eq!(found.as_deref(), Some("Kor"), "{title}");
        }
        assert_eq!(title_in_head(&page("<title>STO - Embers</title>"), "x").as_deref(), Some("STO - Embers"));
        assert_eq!(title_in_head(&page("<title> </title>"), "x"), None);
    }

    #[test]
    fn the_address_is_the_one_the_page_tells_or_the_browser_noted() {
        let address = |html: &str| address_of(&page(html));
        let kor = Some("https://x.org/wiki/Kor".to_owned());
        assert_eq!(
            address("<link rel='stylesheet' href='y'><link rel='canonical' href='https://x.org/wiki/Kor'>"),
            kor
        );
        assert_eq!(address("<meta property='og:url' content='https://x.org/wiki/Kor'>"), kor);
        assert_eq!(address("<!-- saved from url=(0022)https://x.org/wiki/Kor -->\n<html><p>Kor"), kor);
        for html in ["<link rel='canonical' href='/wiki/Kor'>", "<!-- saved from url=(0014)about:internet -->", "Kor"] {
            assert_eq!(address(html), None, "{html}");
        }
    }

    #[test]
    fn a_page_that_only_leads_to_others_says_so() {
        for html in [
            "<table class='noprint dmbox-disambig'>",
            "<div id=disambigbox>",
            "<meta property='mw:PageProp/disambiguation'>",
        ] {
            assert!(is_disambiguation(&page(html)), "{html}");
        }
        assert!(!is_disambiguation(&page("<a class='mw-disambig' title='disambig'>Kor (disambiguation)</a>")));
    }

    #[test]
    fn the_age_is_a_day_or_else_a_revision() {
        let revision = |html: &str| revision_of(&page(html));
        let numbered = "<script>RLCONF={\"wgRevisionId\":4711,\"x\":0};</script>";
        assert_eq!(revision(numbered).as_deref(), Some("revision 4711"));
        let dated = format!("{numbered}<script>{{\"dateModified\": \"2026-07-01T12:00:00Z\"}}</script>");
        assert_eq!(revision(&dated).as_deref(), Some("2026-07-01"));
        assert_eq!(revision("<meta property='dc:modified' content='2026-07-01T12:00'>").as_deref(), Some("2026-07-01"));
        for html in [
            "<script>\"wgRevisionId\":0</script>",
            "<script>\"dateModified\":\"yestérday\"</script>",
            "<p>\"wgRevisionId\":1",
        ] {
            assert_eq!(revision(html), None, "{html}");
        }
    }
}
