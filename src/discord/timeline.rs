//! A timeline: the dated events of a topic in pages, each with its source and a button that opens its passage.

use std::collections::HashSet;

use super::button::{Manner, Press};
use super::components::{Button, Component, Look};
use super::controls::{Controls, View, button};
use super::limits::{length, truncate};
use super::markdown::{embolden, escape};
use super::reply::Reply;
use super::wish::{Place, Step, Stretch, Wish};
use super::wording::{linked, one_line, provenance, quoted, sourced};
use crate::lore::{Event, Hit, Timeline};

/// Events on one page.
const ON_A_PAGE: usize = 5;
/// Room for the parts of one event, in UTF-16 code units.
const YEAR_ROOM: usize = 60;
const PLACE_ROOM: usize = 100;
const SENTENCE_ROOM: usize = 280;
const SOURCE_ROOM: usize = 90;
const CONTINUITY_ROOM: usize = 40;
/// Room for our own words around them, and for the words of the passage that name the year.
const OUR_WORDS: usize = 90;
/// Room for the heading with its address, and for what must be said beforehand.
const HEADING_ROOM: usize = 300;
const _: () = assert!(
    ON_A_PAGE * (YEAR_ROOM + PLACE_ROOM + SENTENCE_ROOM + SOURCE_ROOM + CONTINUITY_ROOM + OUR_WORDS) + HEADING_ROOM
        <= super::limits::TEXT_TOTAL,
    "a page must fit into a message"
);
/// Room for the line below the events: where it is longer, the wiki's name stands alone.
const PROVENANCE_ROOM: usize = super::limits::TEXT_TOTAL
    - HEADING_ROOM
    - ON_A_PAGE * (YEAR_ROOM + PLACE_ROOM + SENTENCE_ROOM + SOURCE_ROOM + CONTINUITY_ROOM + OUR_WORDS);

/// The message for a page of a timeline, counted from 0; the last one for a greater number. For the asker alone where there
/// is nothing to tell.
///
/// `whole` fetches the passage of an event, of which the event may carry but the sentence; no button leads to one that is
/// not there.
pub fn timeline(
    timeline: &Timeline,
    stretch: &Stretch,
    page: usize,
    view: View,
    whole: impl Fn(&Hit) -> Option<Hit>,
) -> Reply {
    if timeline.is_empty() {
        return Reply::components(&[Component::text(without_events(timeline))]).private();
    }
    let own = timeline.events.iter().map(|event| (event, false));
    let events: Vec<(&Event, bool)> = own.chain(timeline.elsewhere.iter().map(|event| (event, true))).collect();
    let pages = events.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let first = page * ON_A_PAGE;
    let shown = events.iter().enumerate().skip(first).take(ON_A_PAGE);
    let mut parts = vec![Component::text(heading(timeline, page, pages))];
    let mut read = HashSet::new();
    parts.extend(shown.map(|(rank, (event, elsewhere))| {
        let text = entry(event, *elsewhere);
        let button = whole(&event.hit).and_then(|hit| read_button(rank, &hit, view));
        match button.filter(|button| read.insert(button.custom_id().unwrap_or_default().to_owned())) {
            Some(button) => Component::section(text, button),
            None => Component::text(text),
        }
    }));
    let line = provenance(&timeline.wiki, &events[first].0.hit, view);
    let line = if length(&line) <= PROVENANCE_ROOM { line } else { format!("-# {}", quoted(&timeline.wiki)) };
    parts.extend(Some(line).filter(|line| !line.is_empty()).map(Component::text));
    let at = |page: Option<usize>| page.map(|page| Wish::Timeline(stretch.clone(), page));
    let controls = Controls::new(view)
        .wish("Earlier", at(page.checked_sub(1)))
        .wish("Later", at((page + 1 < pages).then_some(page + 1)))
        .share_or_delete(at(Some(page)));
    let rows = controls.rows();
    Reply::components(&std::iter::once(Component::container(parts, view.spoiler)).chain(rows).collect::<Vec<_>>())
}

/// What the timeline is of, which page of it this is, and bounds that could not be read.
fn heading(timeline: &Timeline, page: usize, pages: usize) -> String {
    let of = truncate(&escape(&one_line(&timeline.topic)), 120);
    let continuity = timeline.continuity.as_ref().map(|name| format!(", {}", truncate(&quoted(name), CONTINUITY_ROOM)));
    let page = if pages > 1 { format!(", page {} of {pages}", page + 1) } else { String::new() };
    let unread = timeline.unread.first().map(|bound| {
        format!("\n-# “{}” names no year that I understand; it bounds nothing.", truncate(&quoted(bound), 40))
    });
    truncate(
        &format!("### Timeline of {of}{}{page}{}", continuity.unwrap_or_default(), unread.unwrap_or_default()),
        HEADING_ROOM,
    )
}

/// A button to read the passage of an event.
fn read_button(rank: usize, hit: &Hit, view: View) -> Option<Button> {
    let wish = Wish::Passage(Place::of(hit), Step::Stay);
    button(
        &format!("Read {}", rank + 1),
        &Press { wish, spoiler: view.spoiler, manner: Manner::InPlace },
        Look::Secondary,
    )
}

/// One event: its year, the sentence with the year in bold, where it stands, and its source.
fn entry(event: &Event, elsewhere: bool) -> String {
    let hit = &event.hit;
    let place = if elsewhere { hit.place() } else { hit.place_in_article().to_owned() };
    let place = truncate(&escape(&one_line(&place)), PLACE_ROOM);
    let continuity = truncate(&quoted(&hit.continuity), CONTINUITY_ROOM);
    let about: Vec<String> = [place, continuity].into_iter().filter(|words| !words.trim().is_empty()).collect();
    format!(
        "**{}**\n{}\n-# {}",
        year(event),
        sentence(hit),
        [about, vec![sourced(hit, SOURCE_ROOM)]].concat().join(" · ")
    )
}

/// The year as the wiki would call it; where the passage leaves it open, what it says instead.
fn year(event: &Event) -> String {
    let name = truncate(&quoted(&event.year_name), YEAR_ROOM);
    let said = truncate(&quoted(event.in_its_words()), YEAR_ROOM);
    match () {
        () if event.years.borrowed => format!("{name} (named before)"),
        () if event.is_approximate() && !said.is_empty() && said != name => format!("{name} (“{said}”)"),
        () => name,
    }
}

/// The sentence that tells of an event, word for word with its year in bold.
fn sentence(hit: &Hit) -> String {
    let text = hit.passage.get(hit.excerpt.clone()).unwrap_or_default();
    let cut = text.char_indices().nth(SENTENCE_ROOM + 1).map_or(text, |(end, _)| &text[..end]);
    let shown = embolden(cut, &hit.excerpt_highlights());
    truncate(&one_line(&shown), SENTENCE_ROOM)
}

/// What is said where nothing is dated, or nothing between the years asked for.
fn without_events(timeline: &Timeline) -> String {
    let (topic, wiki) = (quoted(&timeline.topic), quoted(&timeline.wiki));
    let text = match timeline.nearest.as_slice() {
        [] => format!("{wiki} names no year in the article {}.", linked(&topic, None)),
        nearest => {
            let nearest: Vec<String> = nearest.iter().take(5).map(|year| truncate(&quoted(year), YEAR_ROOM)).collect();
            format!("{wiki} tells nothing of {topic} between these years. Nearest years: {}.", nearest.join(", "))
        }
    };
    truncate(&text, 2 * HEADING_ROOM + ON_A_PAGE * YEAR_ROOM)
}
