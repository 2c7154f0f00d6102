//! Two topics side by side: how each article opens, the facts both have, the years both tell of.

use super::components::Component;
use super::controls::{Controls, View};
use super::reply::Reply;
use super::wording::{
    KNOWN_ROOM, PROVENANCE_ROOM, lines_within, link, named, one_line, placed, provenance, quoted, sourced, told,
};
use crate::discord::asking::{Place, Step, Wish};
use crate::discord::limits::{TEXT_TOTAL, length, truncate};
use crate::discord::speech::Tongue;
use crate::lore::{Bound, Comparison, Event, Hit, Moment, SharedFact, Side};

/// Room for the parts, in UTF-16 code units.
const TOPIC_ROOM: usize = 100;
const OPENING_ROOM: usize = 450;
const SOURCE_ROOM: usize = 120;
const LABEL_ROOM: usize = 50;
const SAID_ROOM: usize = 140;
const FACTS_ROOM: usize = 900;
/// Room for our own words in the heading and around an opening.
const OUR_WORDS: usize = 60;
const _: () = assert!(
    OUR_WORDS
        + 2 * TOPIC_ROOM
        + 2 * (TOPIC_ROOM + 2 * SOURCE_ROOM + OPENING_ROOM + SOURCE_ROOM + KNOWN_ROOM + OUR_WORDS)
        + FACTS_ROOM
        + PROVENANCE_ROOM
        <= TEXT_TOTAL,
    "everything but the years must fit into a message"
);
/// The most years shown.
const MOMENTS: usize = 6;

/// The message for a comparison.
pub fn comparison(comparison: &Comparison, wish: &Wish, view: View) -> Reply {
    let [one, other] = &comparison.sides;
    if comparison.is_one_article {
        return same_article(one, &comparison.wiki, View { private: true, ..view });
    }
    let tongue = view.tongue();
    let heading = tongue.say_with("comparison", [("one", topic(one)), ("other", topic(other))]);
    let heading = format!("### {heading}");
    let sides: Vec<String> = comparison.sides.iter().map(|side| opening(side, tongue)).collect();
    let facts = comparison.facts.iter().map(|fact| fact_line(fact, &comparison.sides, tongue));
    let facts = titled(&tongue.say("comparison-facts"), facts, FACTS_ROOM);
    let first = comparison.sides.iter().find_map(|side| side.opening.as_ref());
    let provenance = first.map(|hit| provenance(&comparison.wiki, hit, view)).unwrap_or_default();
    let used = [&heading, &facts, &provenance].into_iter().chain(&sides).map(|text| length(text)).sum::<usize>();
    let moments = shown_moments(&comparison.moments).into_iter();
    let moments = moments.map(|moment| moment_line(moment, &comparison.sides, tongue));
    let moments = titled(&tongue.say("comparison-years"), moments, TEXT_TOTAL - used);
    let parts = std::iter::once(heading).chain(sides).chain([facts, moments, provenance]);
    let parts = parts.filter(|text| !text.trim().is_empty()).map(Component::text).collect();
    let controls = Controls::new(view)
        .labelled(&reading(one, tongue), read(one))
        .labelled(&reading(other, tongue), read(other))
        .share_or_delete([wish.clone()]);
    Reply::components(
        &std::iter::once(Component::container(parts, view.spoiler)).chain(controls.rows()).collect::<Vec<_>>(),
    )
}

/// What is said, to the asker alone, where both names lead to one article.
fn same_article(side: &Side, wiki: &str, view: View) -> Reply {
    let tongue = view.tongue();
    let provenance = side.opening.as_ref().map(|hit| provenance(wiki, hit, view)).unwrap_or_default();
    let parts = [tongue.say("comparison-one-article"), opening(side, tongue), provenance].into_iter();
    let parts = parts.filter(|text| !text.trim().is_empty()).map(Component::text).collect();
    let controls = Controls::new(view).labelled(&reading(side, tongue), read(side));
    let container = Component::container(parts, view.spoiler);
    Reply::components(&std::iter::once(container).chain(controls.rows()).collect::<Vec<_>>()).private()
}

/// The words of the button that leads to an article's opening.
fn reading(side: &Side, tongue: Tongue) -> String {
    tongue.say_with("button-read-topic", [("topic", one_line(&side.topic))])
}

/// The way to an article's opening.
fn read(side: &Side) -> Option<Wish> {
    side.opening.as_ref().map(|hit| Wish::Passage(Place::of(hit), Step::Stay))
}

fn topic(side: &Side) -> String {
    named(&side.topic, TOPIC_ROOM)
}

/// How an article opens, word for word, with its source.
fn opening(side: &Side, tongue: Tongue) -> String {
    let Some(hit) = &side.opening else {
        return format!("**{}**\n{}", topic(side), tongue.say("comparison-without-text"));
    };
    let place = match link(hit.url.as_deref()).filter(|url| length(url) <= 2 * SOURCE_ROOM) {
        Some(url) => format!("**[{}]({url})**", topic(side)),
        None => format!("**{}**", topic(side)),
    };
    let (said, source) = (beginning(&hit.passage, OPENING_ROOM), sourced(hit, SOURCE_ROOM, tongue));
    format!("{place}\n{said}\n-# {} {source}", tongue.say("label-source"))
}

/// Lines below a title, as many as fit; nothing where there are none.
fn titled(title: &str, lines: impl Iterator<Item = String>, room: usize) -> String {
    let lines: Vec<String> = std::iter::once(format!("**{title}**")).chain(lines).collect();
    let shown = lines_within(&lines, room);
    if shown.contains('\n') { shown } else { String::new() }
}

/// A fact that both have, with what each says.
fn fact_line(fact: &SharedFact, sides: &[Side; 2], tongue: Tongue) -> String {
    let label = truncate(&quoted(&fact.label), LABEL_ROOM);
    let said: Vec<String> = fact.said.iter().zip(sides).map(|(hit, side)| said_by(side, hit, tongue)).collect();
    format!("- {label}: {}", said.join("; "))
}

/// The first years that both tell of; where there is none, the first of either.
fn shown_moments(moments: &[Moment]) -> Vec<&Moment> {
    let is_shared = |moment: &&Moment| moment.events.iter().all(|events| !events.is_empty());
    let any_shared = moments.iter().any(|moment| is_shared(&moment));
    moments.iter().filter(|moment| !any_shared || is_shared(moment)).take(MOMENTS).collect()
}

/// A year with what each tells of it.
fn moment_line(moment: &Moment, sides: &[Side; 2], tongue: Tongue) -> String {
    let bound = moment.events.iter().flatten().next().map_or(Bound::Within, |event| event.years.bound);
    let year = truncate(&placed(&quoted(&moment.year_name), bound, tongue), LABEL_ROOM);
    let first = |events: &Vec<Event>| events.first().map(|event| event.hit.clone());
    let said: Vec<String> = moment
        .events
        .iter()
        .zip(sides)
        .filter_map(|(events, side)| first(events).map(|hit| said_by(side, &hit, tongue)))
        .collect();
    format!("- {year}: {}", said.join("; "))
}

/// What the article of a topic says, word for word.
fn said_by(side: &Side, hit: &Hit, tongue: Tongue) -> String {
    let said = hit.passage.get(hit.excerpt.clone()).unwrap_or(&hit.passage);
    let words = [("topic", truncate(&topic(side), LABEL_ROOM)), ("said", beginning(said, SAID_ROOM))];
    tongue.say_with("comparison-said", words)
}

/// The beginning of a text of the wiki, escaped, on one line.
fn beginning(text: &str, room: usize) -> String {
    let cut = text.char_indices().nth(2 * room).map_or(text, |(end, _)| &text[..end]);
    told(cut, room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_words_fit_their_room_in_every_language() {
        let heading = Tongue::longest("comparison", &[("one", "".into()), ("other", "".into())]) + "### ".len();
        let opening = Tongue::longest("label-source", &[]) + "**[]()**\n\n-#   ()".len();
        let without_text = Tongue::longest("comparison-without-text", &[]);
        assert!(heading <= OUR_WORDS && opening <= OUR_WORDS && without_text <= OPENING_ROOM);
    }
}
