//! The card for a passage found: an embed whose words are the wiki's own, within every limit.

use reqwest::Url;
use serde_json::{Value, json};

use super::limits::{
    EMBED_DESCRIPTION, EMBED_TITLE, EMBED_TOTAL, EMBED_URL, FIELD_VALUE, ROW_BUTTONS, length, truncate,
};
use super::markdown::{embolden, escape};
use crate::lore::{Answer, Attribution, Hit};

/// Room kept for the sources, the continuity and the footer, in UTF-16 code units: with title and description they
/// stay below what an embed may hold, and what is left over goes to the other passages.
const SOURCE_ROOM: usize = 800;
const CONTINUITY_ROOM: usize = 120;
const FOOTER_ROOM: usize = 300;
/// The longest single source, and the longest address inside a list, in UTF-16 code units.
const ONE_SOURCE_ROOM: usize = 400;
const LIST_URL_ROOM: usize = 300;
/// The names of the fields.
const FIELD_NAMES: [&str; 3] = ["Source", "Continuity", "Also"];
const _: () = assert!(
    EMBED_TITLE + EMBED_DESCRIPTION + SOURCE_ROOM + CONTINUITY_ROOM + FOOTER_ROOM + 100 <= EMBED_TOTAL,
    "a card must fit before the other passages are listed"
);
/// Years named on one line.
const YEARS_SHOWN: usize = 3;

/// The embed for one passage; the others are listed under it by number.
pub fn embed(answer: &Answer, hit: &Hit, others: &[Hit]) -> Value {
    let title = truncate(&escape(&hit.place()), EMBED_TITLE);
    let description = description(hit);
    let footer = footer(answer, hit);
    let mut embed = json!({});
    for (key, text) in [("title", &title), ("description", &description)] {
        if !text.trim().is_empty() {
            embed[key] = json!(text);
        }
    }
    if let Some(url) = link(hit.url.as_deref()) {
        embed["url"] = json!(url);
    }
    let source = truncate(&source(hit), SOURCE_ROOM);
    let continuity = truncate(&escape(&hit.continuity), CONTINUITY_ROOM);
    let used = [&title, &description, &footer, &source, &continuity].iter().map(|text| length(text)).sum::<usize>()
        + FIELD_NAMES.iter().map(|name| length(name)).sum::<usize>();
    let also = lines_within(&also(hit, others), FIELD_VALUE.min(EMBED_TOTAL.saturating_sub(used)));
    let fields: Vec<Value> = FIELD_NAMES
        .iter()
        .zip([source, continuity, also])
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(name, value)| json!({ "name": name, "value": value }))
        .collect();
    embed["fields"] = json!(fields);
    if !footer.trim().is_empty() {
        embed["footer"] = json!({ "text": footer });
    }
    embed
}

/// Where a passage stands, without the article where it is the one given.
pub fn place_of(hit: &Hit, within: &str) -> String {
    match hit.place_in_article() {
        inner if !inner.is_empty() && within == hit.article => inner.to_owned(),
        _ => hit.place(),
    }
}

/// An address that Discord takes, or none: `http` or `https`, not too long, percent signs where they belong.
pub fn link(url: Option<&str>) -> Option<String> {
    let url = Url::parse(url?).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let url = url.as_str().replace('(', "%28").replace(')', "%29");
    (length(&url) <= EMBED_URL && !url.contains(char::is_whitespace)).then_some(url)
}

/// Joins as many whole lines as fit in `max` UTF-16 code units.
pub fn lines_within(lines: &[String], max: usize) -> String {
    let mut joined = String::new();
    for line in lines {
        let wanted = if joined.is_empty() { line.clone() } else { format!("{joined}\n{line}") };
        if length(&wanted) > max {
            break;
        }
        joined = wanted;
    }
    joined
}

/// Whether Discord may put a preview of an address under a message; inside an embed it never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preview {
    /// It may.
    On,
    /// It may not: the address stands in angle brackets.
    Off,
}

/// A place with its address behind it, where that is not so long that it crowds out other lines.
pub fn linked(place: &str, url: Option<&str>, preview: Preview) -> Option<String> {
    let url = link(url).filter(|url| length(url) <= LIST_URL_ROOM)?;
    Some(match preview {
        Preview::On => format!("[{place}]({url})"),
        Preview::Off => format!("[{place}](<{url}>)"),
    })
}

/// The passage word for word with the matches in bold; its excerpt where the whole is too long to show.
fn description(hit: &Hit) -> String {
    let whole = beginning(&hit.passage);
    let shown = embolden(whole, &hit.highlights);
    if length(&shown) <= EMBED_DESCRIPTION {
        return shown;
    }
    let Some(excerpt) = hit.passage.get(hit.excerpt.clone()).filter(|excerpt| !excerpt.is_empty()) else {
        return truncate(&shown, EMBED_DESCRIPTION);
    };
    let before = if hit.excerpt.start > 0 { "…" } else { "" };
    let after = if hit.excerpt.end < hit.passage.len() { "…" } else { "" };
    let shown = embolden(beginning(excerpt), &hit.excerpt_highlights());
    truncate(&format!("{before}{shown}{after}"), EMBED_DESCRIPTION)
}

/// As much of a text as may matter: where it is longer than a description can be, a little more than that.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(EMBED_DESCRIPTION + 1).map_or(text, |(end, _)| &text[..end])
}

/// The wiki's own words for the source, and how it is known to belong.
fn source(hit: &Hit) -> String {
    let mut written: Vec<String> =
        hit.citations.iter().map(|citation| truncate(&escape(&citation.written), ONE_SOURCE_ROOM)).collect();
    written.retain(|source| !source.trim().is_empty());
    match hit.attribution {
        _ if written.is_empty() => "*uncited in the wiki*".to_owned(),
        Attribution::Direct => lines_within(&written, SOURCE_ROOM),
        Attribution::LaterInSection => {
            let note = "\n*cited later in this section*";
            format!("{}{note}", lines_within(&written, SOURCE_ROOM - length(note)))
        }
        Attribution::Uncited => {
            let note = "\n*uncited in the wiki*";
            format!("{}{note}", lines_within(&written, SOURCE_ROOM - length(note)))
        }
    }
}

/// One line for each other passage that has a number: where it stands and the years it tells of.
fn also(hit: &Hit, others: &[Hit]) -> Vec<String> {
    let lines = others.iter().take(ROW_BUTTONS).enumerate().map(|(at, other)| {
        let place = truncate(&escape(&place_of(other, &hit.article)), 100);
        let place = linked(&place, other.url.as_deref(), Preview::On).unwrap_or(place);
        let years = years_of(other);
        let years = if years.is_empty() { years } else { format!(" · {years}") };
        format!("**{}** {place}{years}", at + 2)
    });
    lines.collect()
}

/// The first years a passage tells of.
fn years_of(hit: &Hit) -> String {
    let mut years = hit.years_named();
    years.truncate(YEARS_SHOWN);
    years.join(", ")
}

/// The wiki, its licence and the day the text was taken. Discord reads no marks here.
fn footer(answer: &Answer, hit: &Hit) -> String {
    let wiki = if answer.wiki.is_empty() { &hit.wiki } else { &answer.wiki };
    let licence = hit.licence.as_ref().map(|licence| licence.name.clone());
    let revision = hit.revision.as_ref().map(|revision| format!("as of {revision}"));
    let parts: Vec<String> =
        [Some(wiki.clone()), licence, revision].into_iter().flatten().filter(|part| !part.trim().is_empty()).collect();
    truncate(&parts.join(" · "), FOOTER_ROOM)
}
