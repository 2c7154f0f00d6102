//! A timeline: the dated events of a topic in pages, each with its source and a button that opens its passage.

use std::collections::HashSet;

use super::components::{Button, Component, Look};
use super::controls::{Controls, View, button};
use super::markdown::embolden;
use super::reply::Reply;
use super::wording::{KNOWN_ROOM, named, on_page, one_line, placed, provenance, quoted, sourced, unturned};
use crate::discord::asking::{Manner, Place, Press, Step, Stretch, Wish};
use crate::discord::limits::{length, truncate};
use crate::discord::speech::Tongue;
use crate::lore::{Event, Hit, Timeline};

/// Events on one page.
const ON_A_PAGE: usize = 5;
/// Room for the parts of one event, in UTF-16 code units.
const YEAR_ROOM: usize = 60;
const PLACE_ROOM: usize = 90;
const SENTENCE_ROOM: usize = 280;
const SOURCE_ROOM: usize = 90;
const CONTINUITY_ROOM: usize = 40;
/// Room for our own words around them, and for the words of the passage that name the year.
const OUR_WORDS: usize = KNOWN_ROOM + YEAR_ROOM + 30;
/// Room for the heading with its address, and for what must be said beforehand.
const HEADING_ROOM: usize = 300;
const _: () = assert!(
    ON_A_PAGE * (YEAR_ROOM + PLACE_ROOM + SENTENCE_ROOM + SOURCE_ROOM + CONTINUITY_ROOM + OUR_WORDS) + HEADING_ROOM
        <= crate::discord::limits::TEXT_TOTAL,
    "a page must fit into a message"
);
/// Room for the line below the events: where it is longer, the wiki's name stands alone.
const PROVENANCE_ROOM: usize = crate::discord::limits::TEXT_TOTAL
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
        return Reply::components(&[Component::text(without_events(timeline, view.alone().tongue()))]).private();
    }
    let own = timeline.events.iter().map(|event| (event, false));
    let events: Vec<(&Event, bool)> = own.chain(timeline.elsewhere.iter().map(|event| (event, true))).collect();
    let pages = events.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let first = page * ON_A_PAGE;
    let shown = events.iter().enumerate().skip(first).take(ON_A_PAGE);
    let tongue = view.tongue();
    let mut parts = vec![Component::text(heading(timeline, page, pages, tongue))];
    let mut read = HashSet::new();
    parts.extend(shown.map(|(rank, (event, elsewhere))| {
        let text = entry(event, *elsewhere, tongue);
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
        .wish("button-earlier", at(page.checked_sub(1)))
        .wish("button-later", at((page + 1 < pages).then_some(page + 1)))
        .share_or_delete(at(Some(page)));
    let rows = controls.rows();
    Reply::components(&std::iter::once(Component::container(parts, view.spoiler)).chain(rows).collect::<Vec<_>>())
}

/// What the timeline is of, which page of it this is, and bounds that could not be read.
fn heading(timeline: &Timeline, page: usize, pages: usize, tongue: Tongue) -> String {
    let of = named(&timeline.topic, 120);
    let heading = tongue.say_with("timeline", [("topic", of)]);
    let continuity = timeline.continuity.as_ref().map(|name| truncate(&quoted(name), CONTINUITY_ROOM));
    let heading = tongue.list(&std::iter::once(heading).chain(continuity).collect::<Vec<_>>());
    let heading = format!("### {}", on_page(heading, page, pages, tongue));
    let unread = timeline
        .unread
        .first()
        .map(|bound| format!("-# {}", tongue.say_with("timeline-unread", [("bound", truncate(&quoted(bound), 40))])));
    truncate(&std::iter::once(heading).chain(unread).collect::<Vec<_>>().join("\n"), HEADING_ROOM)
}

/// A button to read the passage of an event.
fn read_button(rank: usize, hit: &Hit, view: View) -> Option<Button> {
    let wish = Wish::Passage(Place::of(hit), Step::Stay);
    let label = view.tongue().say_with("button-read", [("number", rank + 1)]);
    button(&label, &Press { wish, spoiler: view.spoiler, manner: Manner::InPlace }, Look::Secondary)
}

/// One event: its year, the sentence with the year in bold, where it stands, and its source.
fn entry(event: &Event, elsewhere: bool, tongue: Tongue) -> String {
    let hit = &event.hit;
    let place = if elsewhere { hit.place() } else { hit.place_in_article().to_owned() };
    let place = named(&place, PLACE_ROOM);
    let continuity = truncate(&quoted(&hit.continuity), CONTINUITY_ROOM);
    let about: Vec<String> = [place, continuity].into_iter().filter(|words| !words.trim().is_empty()).collect();
    format!(
        "**{}**\n{}\n-# {}",
        year(event, tongue),
        sentence(hit),
        [about, vec![sourced(hit, SOURCE_ROOM, tongue)]].concat().join(" · ")
    )
}

/// The year as the wiki would call it; where the passage leaves it open, what it says instead.
fn year(event: &Event, tongue: Tongue) -> String {
    let name = truncate(&placed(&quoted(&event.year_name), event.years.bound, tongue), YEAR_ROOM);
    let said = truncate(&quoted(event.in_its_words()), YEAR_ROOM);
    let says_no_more = said.is_empty() || event.in_its_words() == event.year_name;
    match () {
        () if event.years.borrowed => tongue.say_with("timeline-named-before", [("year", name)]),
        () if event.is_approximate() && !says_no_more => {
            tongue.say_with("timeline-in-words", [("year", name), ("said", said)])
        }
        () => name,
    }
}

/// The sentence that tells of an event, word for word with its year in bold.
fn sentence(hit: &Hit) -> String {
    let text = hit.passage.get(hit.excerpt.clone()).unwrap_or_default();
    let cut = text.char_indices().nth(SENTENCE_ROOM + 1).map_or(text, |(end, _)| &text[..end]);
    let shown = embolden(&unturned(cut), &hit.excerpt_highlights());
    truncate(&one_line(&shown), SENTENCE_ROOM)
}

/// What is said where nothing is dated, or nothing between the years asked for.
fn without_events(timeline: &Timeline, tongue: Tongue) -> String {
    let (topic, wiki) = (quoted(&timeline.topic), quoted(&timeline.wiki));
    let text = match timeline.nearest.as_slice() {
        [] => tongue.say_with("timeline-without-years", [("wiki", wiki), ("topic", topic)]),
        nearest => {
            let nearest: Vec<String> = nearest.iter().take(5).map(|year| truncate(&quoted(year), YEAR_ROOM)).collect();
            let words = [("wiki", wiki), ("topic", topic), ("years", tongue.list(&nearest))];
            tongue.say_with("timeline-nothing-between", words)
        }
    };
    truncate(&text, 2 * HEADING_ROOM + ON_A_PAGE * YEAR_ROOM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_words_around_an_event_fit_their_room_in_every_language() {
        let (year, said) = ("2".repeat(YEAR_ROOM), "x".repeat(YEAR_ROOM));
        let in_words =
            Tongue::longest("timeline-in-words", &[("year", year.as_str().into()), ("said", said.as_str().into())]);
        let named = Tongue::longest("timeline-named-before", &[("year", year.as_str().into())]);
        let marks = "****\n\n-#  ·  ·  ()".chars().count() + KNOWN_ROOM;
        assert!(in_words.max(named) + marks <= YEAR_ROOM + OUR_WORDS);
    }
}
