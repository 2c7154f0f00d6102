//! Two topics side by side: how each article opens, the facts both have, the years both tell of.

use super::components::Component;
use super::controls::{Controls, View};
use super::limits::{TEXT_TOTAL, length, truncate};
use super::markdown::escape;
use super::reply::Reply;
use super::wish::{Place, Step, Wish};
use super::wording::{lines_within, link, one_line, provenance, quoted, sourced};
use crate::lore::{Comparison, Event, Hit, Moment, SharedFact, Side};

/// Room for the parts, in UTF-16 code units.
const TOPIC_ROOM: usize = 100;
const OPENING_ROOM: usize = 450;
const SOURCE_ROOM: usize = 120;
const LABEL_ROOM: usize = 50;
const SAID_ROOM: usize = 140;
const FACTS_ROOM: usize = 900;
/// The most years shown.
const MOMENTS: usize = 6;

/// The message for a comparison.
pub fn comparison(comparison: &Comparison, wish: &Wish, view: View) -> Reply {
    let [one, other] = &comparison.sides;
    let heading = format!("### {} and {}", topic(one), topic(other));
    let sides: Vec<String> = comparison.sides.iter().map(opening).collect();
    let facts =
        titled("Facts of both", comparison.facts.iter().map(|fact| fact_line(fact, &comparison.sides)), FACTS_ROOM);
    let first = comparison.sides.iter().find_map(|side| side.opening.as_ref());
    let provenance = first.map(|hit| provenance(&comparison.wiki, hit, view)).unwrap_or_default();
    let used = [&heading, &facts, &provenance].into_iter().chain(&sides).map(|text| length(text)).sum::<usize>();
    let moments = shown_moments(&comparison.moments);
    let moments =
        titled("In time", moments.into_iter().map(|moment| moment_line(moment, &comparison.sides)), TEXT_TOTAL - used);
    let parts = std::iter::once(heading).chain(sides).chain([facts, moments, provenance]);
    let parts = parts.filter(|text| !text.trim().is_empty()).map(Component::text).collect();
    let read = |side: &Side| side.opening.as_ref().map(|hit| Wish::Passage(Place::of(hit), Step::Stay));
    let controls = Controls::new(view)
        .wish(&format!("Read {}", one_line(&one.topic)), read(one))
        .wish(&format!("Read {}", one_line(&other.topic)), read(other))
        .share_or_delete([wish.clone()]);
    Reply::components(
        &std::iter::once(Component::container(parts, view.spoiler)).chain(controls.rows()).collect::<Vec<_>>(),
    )
}

fn topic(side: &Side) -> String {
    truncate(&escape(&one_line(&side.topic)), TOPIC_ROOM)
}

/// How an article opens, word for word, with its source.
fn opening(side: &Side) -> String {
    let Some(hit) = &side.opening else { return format!("**{}**\nThis article has no running text.", topic(side)) };
    let place = match link(hit.url.as_deref()).filter(|url| length(url) <= 2 * SOURCE_ROOM) {
        Some(url) => format!("**[{}]({url})**", topic(side)),
        None => format!("**{}**", topic(side)),
    };
    format!("{place}\n{}\n-# Source: {}", beginning(&hit.passage, OPENING_ROOM), sourced(hit, SOURCE_ROOM))
}

/// Lines below a title, as many as fit; nothing where there are none.
fn titled(title: &str, lines: impl Iterator<Item = String>, room: usize) -> String {
    let lines: Vec<String> = std::iter::once(format!("**{title}**")).chain(lines).collect();
    let shown = lines_within(&lines, room);
    if shown.contains('\n') { shown } else { String::new() }
}

/// A fact that both have, with what each says.
fn fact_line(fact: &SharedFact, sides: &[Side; 2]) -> String {
    let label = truncate(&quoted(&fact.label), LABEL_ROOM);
    let said: Vec<String> = fact.said.iter().zip(sides).map(|(hit, side)| said_by(side, hit)).collect();
    format!("- {label}: {}", said.join("; "))
}

/// The first years that both tell of; where there is none, the first of either.
fn shown_moments(moments: &[Moment]) -> Vec<&Moment> {
    let is_shared = |moment: &&Moment| moment.events.iter().all(|events| !events.is_empty());
    let any_shared = moments.iter().any(|moment| is_shared(&moment));
    moments.iter().filter(|moment| !any_shared || is_shared(moment)).take(MOMENTS).collect()
}

/// A year with what each tells of it.
fn moment_line(moment: &Moment, sides: &[Side; 2]) -> String {
    let year = truncate(&quoted(&moment.year_name), LABEL_ROOM);
    let first = |events: &Vec<Event>| events.first().map(|event| event.hit.clone());
    let said: Vec<String> = moment
        .events
        .iter()
        .zip(sides)
        .filter_map(|(events, side)| first(events).map(|hit| said_by(side, &hit)))
        .collect();
    format!("- {year}: {}", said.join("; "))
}

/// What the article of a topic says, word for word.
fn said_by(side: &Side, hit: &Hit) -> String {
    let said = hit.passage.get(hit.excerpt.clone()).unwrap_or(&hit.passage);
    format!("{}: “{}”", truncate(&topic(side), LABEL_ROOM), beginning(said, SAID_ROOM))
}

/// The beginning of a text of the wiki, escaped, on one line.
fn beginning(text: &str, room: usize) -> String {
    let cut = text.char_indices().nth(2 * room).map_or(text, |(end, _)| &text[..end]);
    truncate(&escape(&one_line(cut)), room)
}
