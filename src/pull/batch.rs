//! A handful of pages with their texts, asked for until all that belongs to them has come.
//!
//! A reply that would grow too long lacks the texts of some pages and tells where to go on; the next ones bring them
//! (<https://www.mediawiki.org/wiki/API:Continue>, `batchcomplete`).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::api::{Api, Continuation, continuation};
use super::site::{Site, is_set};
use super::{Error, export};
use crate::import::dump::Page;

/// What to ask of pages to have them whole.
pub const WHOLE_PAGES: [(&str, &str); 3] =
    [("prop", "info|revisions"), ("rvprop", "ids|timestamp|contentmodel|content"), ("rvslots", "main")];

/// The longest title that is believed, in bytes. Those of `MediaWiki` have at most 255 without their namespace.
const MAX_TITLE_BYTES: usize = 1000;

/// The most replies that one batch may take: with fewer than one text a reply, something is wrong.
const MAX_REPLIES: usize = 200;

/// What came of one batch.
#[derive(Debug, Default, PartialEq)]
pub struct Batch {
    /// What is known of each page, in the order of their titles.
    pub found: Vec<Found>,
    /// Titles that were asked for in another spelling than the wiki's, and the wiki's.
    pub normalized: BTreeMap<String, String>,
    /// Where the list of batches goes on; `None` after the last.
    pub next: Option<Continuation>,
}

/// What is known of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// All of it.
    Page(Box<Page>),
    /// There is no page of this title.
    Gone(String),
    /// There is a page of this title, but its text has not come.
    Textless(String),
}

impl Found {
    /// The title.
    pub fn title(&self) -> &str {
        match self {
            Found::Page(page) => &page.title,
            Found::Gone(title) | Found::Textless(title) => title,
        }
    }
}

/// Asks for one batch of pages, beginning where the last one ended.
///
/// # Errors
/// When the wiki does not answer, or answers without end.
pub fn ask(api: &mut Api, site: &Site, question: &[(&str, &str)], from: &Continuation) -> Result<Batch, Error> {
    let (mut gathered, mut batch) = (Gathered::default(), Batch::default());
    let mut asked_from = from.clone();
    for _ in 0..MAX_REPLIES {
        let answer = api.ask_on(question, &asked_from)?;
        gathered.take(&answer["query"], &mut batch.normalized);
        let next = continuation(&answer);
        let is_whole = is_set(&answer["batchcomplete"]) || next.as_ref().is_none_or(moves_the_list);
        if is_whole || next.as_ref() == Some(&asked_from) {
            batch.next = next.filter(|_| is_whole);
            batch.found = gathered.pages.into_values().filter_map(|page| found(site, &page)).collect();
            if is_whole {
                return Ok(batch);
            }
            break;
        }
        asked_from = next.unwrap_or_default();
    }
    Err(Error::Circles { list: "texts of a batch of pages" })
}

/// The titles of an answer to a question for pages, each with the number of its newest revision.
pub fn revisions(answer: &Value) -> Vec<(String, Option<u64>)> {
    let read = |page: &Value| Some((page["title"].as_str()?.to_owned(), page["lastrevid"].as_u64()));
    listed(&answer["query"]).filter_map(read).collect()
}

/// The pages of an answer. `MediaWiki` before 1.25 lists them by their ids.
fn listed(query: &Value) -> impl Iterator<Item = &Value> {
    let by_id = query["pages"].as_object().into_iter().flat_map(Map::values);
    query["pages"].as_array().into_iter().flatten().chain(by_id)
}

/// Whether a continuation goes on in the list of pages alone, with nothing outstanding for those that came. Only
/// needed for `MediaWiki` before 1.25, which does not say when a batch is complete.
fn moves_the_list(next: &Continuation) -> bool {
    next.keys().all(|name| name == "continue" || name.starts_with("gap"))
}

/// The parts of pages that have come, by title.
#[derive(Default)]
struct Gathered {
    pages: BTreeMap<String, Map<String, Value>>,
}

impl Gathered {
    fn take(&mut self, query: &Value, normalized: &mut BTreeMap<String, String>) {
        for renamed in query["normalized"].as_array().into_iter().flatten() {
            if let (Some(from), Some(to)) = (renamed["from"].as_str(), renamed["to"].as_str()) {
                normalized.insert(from.to_owned(), to.to_owned());
            }
        }
        for page in listed(query) {
            if let (Some(title), Some(parts)) = (page["title"].as_str(), page.as_object()) {
                self.pages.entry(title.to_owned()).or_default().extend(parts.clone());
            }
        }
    }
}

/// What is known of a page from the parts that came. `None` where these make no page at all.
fn found(site: &Site, parts: &Map<String, Value>) -> Option<Found> {
    let part = |name: &str| parts.get(name).unwrap_or(&Value::Null);
    let title = part("title").as_str().filter(|title| !title.is_empty())?.to_owned();
    if ["missing", "invalid", "special"].into_iter().any(|flag| is_set(part(flag))) {
        return Some(Found::Gone(title));
    }
    if title.len() > MAX_TITLE_BYTES || !title.chars().all(export::fits) {
        return Some(Found::Textless(title));
    }
    let namespace = i32::try_from(part("ns").as_i64()?).ok()?;
    let revision = &part("revisions")[0];
    let slot = if revision["slots"]["main"].is_object() { &revision["slots"]["main"] } else { revision };
    let Some(text) = slot["content"].as_str().or(slot["*"].as_str()) else { return Some(Found::Textless(title)) };
    Some(Found::Page(Box::new(Page {
        title,
        namespace,
        id: part("pageid").as_u64(),
        redirect: is_set(part("redirect")).then(|| target(site, text)).flatten(),
        revision: revision["revid"].as_u64(),
        timestamp: revision["timestamp"].as_str().map(str::to_owned),
        model: slot["contentmodel"].as_str().map(str::to_owned),
        text: text.to_owned(),
    })))
}

/// The title that a redirect leads to: its first link, without section and label.
fn target(site: &Site, text: &str) -> Option<String> {
    let (_, link) = text.split_once("[[")?;
    let (link, _) = link.split_once("]]")?;
    let link = link.split(['|', '#']).next().unwrap_or_default();
    Some(site.title(link)).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn batch_of(queries: &[Value]) -> Vec<Found> {
        let (mut gathered, mut normalized) = (Gathered::default(), BTreeMap::new());
        for query in queries {
            gathered.take(query, &mut normalized);
        }
        let site = Site { capital_links: true, ..Site::default() };
        gathered.pages.into_values().filter_map(|page| found(&site, &page)).collect()
    }

    fn page(found: &Found) -> &Page {
        match found {
            Found::Page(page) => page,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn texts_that_come_later_are_put_to_their_pages() {
        let listed = |id: u64, title: &str| json!({ "pageid": id, "ns": 0, "title": title });
        let mut worf = listed(1, "Worf");
        worf["revisions"] = json!([{ "revid": 7, "slots": { "main": { "content": "A Klingon." } } }]);
        let mut mogh = listed(2, "Mogh");
        mogh["revisions"] = json!([{ "revid": 8, "slots": { "main": { "content": "His father." } } }]);
        let found = batch_of(&[
            json!({ "pages": [worf, listed(2, "Mogh"), listed(3, "Lursa")] }),
            json!({ "pages": [listed(1, "Worf"), mogh, listed(3, "Lursa")] }),
        ]);
        assert_eq!(found[0], Found::Textless("Lursa".to_owned()));
        assert_eq!((page(&found[1]).text.as_str(), page(&found[1]).revision), ("His father.", Some(8)));
        assert_eq!((page(&found[2]).text.as_str(), page(&found[2]).id), ("A Klingon.", Some(1)));
    }

    #[test]
    fn the_form_of_older_wikis_is_read_as_well() {
        let revision = json!({ "revid": 7, "timestamp": "2012-01-01T00:00:00Z", "*": "#REDIRECT [[worf]]" });
        let found = batch_of(&[json!({ "pages": {
            "1": { "pageid": 1, "ns": 0, "title": "Lt. Worf", "redirect": "", "revisions": [revision] },
            "-1": { "ns": 0, "title": "Kruge's dog", "missing": "" },
        } })]);
        assert_eq!(found[0], Found::Gone("Kruge's dog".to_owned()));
        assert_eq!(page(&found[1]).redirect.as_deref(), Some("Worf"));
        assert_eq!(page(&found[1]).timestamp.as_deref(), Some("2012-01-01T00:00:00Z"));
    }

    #[test]
    fn a_redirect_leads_to_its_first_link() {
        let site = Site { capital_links: true, ..Site::default() };
        let target = |text: &str| target(&site, text);
        assert_eq!(target("#WEITERLEITUNG: [[qo'noS#Städte|dort]] [[Worf]]").as_deref(), Some("Qo'noS"));
        assert_eq!(target("#REDIRECT [[#Below]]"), None);
        assert_eq!(target("#REDIRECT [[Unclosed"), None);
        assert_eq!(target("#REDIRECT nowhere"), None);
    }

    #[test]
    fn nonsense_in_place_of_pages_is_no_page() {
        let nonsense = json!({ "pages": [1, {}, { "title": 3 }, { "title": "A" }, { "title": "B", "ns": 1e300 }] });
        assert!(batch_of(&[nonsense, json!({ "pages": "none" }), Value::Null]).is_empty());
        for title in ["A", "B\u{0}", &"é".repeat(MAX_TITLE_BYTES)] {
            let textless =
                json!({ "pages": [{ "title": title, "ns": 0, "revisions": "none" }, { "title": "", "ns": 0 }] });
            assert_eq!(batch_of(&[textless]), [Found::Textless(title.to_owned())]);
        }
    }
}
