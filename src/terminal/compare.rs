//! `lorebot compare` and `lorebot random`: two topics side by side, and a passage by chance.

use std::io::Write;
use std::time::Instant;

use serde::Serialize;

use super::ask::{Error, print, took_us};
use super::json::{JsonHit, JsonMending};
use super::style::{DIM, LABEL, TITLE, styled};
use super::text::{harmless, line, marked, mended_notes, source, wrapped};
use super::timeline::JsonEvent;
use crate::answer::Library;
use crate::lore::{Comparison, Event, Hit, Lookup, Moment, SharedFact, Side};

/// Prints what a wiki tells of two topics on `out`, as text or as JSON, and tells whether both were found.
///
/// # Errors
/// When the index is damaged or `out` is closed.
pub fn compare(
    library: &Library,
    (one, other): (&str, &str),
    wiki: Option<&str>,
    json: bool,
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<bool, Error> {
    let start = Instant::now();
    let lookup = library.compare(one, other, wiki)?;
    let took_us = took_us(start);
    match &lookup {
        Lookup::Told(comparison) if json => writeln!(out, "{}", json_of(comparison, [one, other], took_us))?,
        Lookup::Told(comparison) => write!(out, "{}", comparison_to_text(comparison, width))?,
        Lookup::Unclear(answer) => print(answer, took_us, json, width, out)?,
    }
    out.flush()?;
    Ok(matches!(lookup, Lookup::Told(_)))
}

/// Prints the passage that a seed draws on `out`, of a topic where one is given, and tells whether there was any.
///
/// # Errors
/// When the index is damaged or `out` is closed.
pub fn random(
    library: &Library,
    (seed, topic): (u64, Option<&str>),
    wiki: Option<&str>,
    json: bool,
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<bool, Error> {
    let start = Instant::now();
    let answer = library.random(seed, topic, wiki)?;
    print(&answer, took_us(start), json, width, out)?;
    Ok(answer.is_found())
}

/// A comparison as text with ANSI styles, ending in a new line. Lines are broken at `width` columns where one is given.
pub fn comparison_to_text(comparison: &Comparison, width: Option<usize>) -> String {
    let Comparison { wiki, sides, is_one_article, facts, moments } = comparison;
    let mut text: String = sides.iter().map(|side| mended_notes(&side.mended)).collect();
    if *is_one_article {
        line(&mut text, &styled(DIM, "Both names lead to the same article."));
    }
    for Side { topic, opening, .. } in &sides[usize::from(*is_one_article)..] {
        line(&mut text, &styled(TITLE, &harmless(topic)));
        if let Some(hit) = opening {
            quoted(&mut text, "", hit);
        }
    }
    heading(&mut text, "Facts of both:", facts.is_empty());
    for fact in facts {
        line(&mut text, &styled(TITLE, &harmless(&fact.label)));
        fact.said.iter().for_each(|hit| quoted(&mut text, &format!("{}: ", harmless(&hit.article)), hit));
    }
    heading(&mut text, "In time:", moments.is_empty());
    for moment in moments {
        line(&mut text, &styled(TITLE, &moment.year_name));
        for Event { hit, .. } in moment.events.iter().flatten() {
            quoted(&mut text, &format!("{}: ", harmless(&hit.article)), hit);
        }
    }
    text.push('\n');
    let licence = sides.iter().find_map(|side| side.opening.as_ref()?.licence.as_ref());
    let licence = licence.map_or("no licence named", |licence| &licence.name);
    line(&mut text, &styled(DIM, &harmless(&format!("{wiki}, {licence}"))));
    wrapped(&text, width)
}

fn heading(text: &mut String, label: &str, is_empty: bool) {
    if !is_empty {
        text.push('\n');
        line(text, &styled(LABEL, label));
    }
}

/// The words of a passage to show, and beneath them its continuity and source.
fn quoted(text: &mut String, before: &str, hit: &Hit) {
    line(text, &format!("  \u{2022} {before}{}", marked(hit)));
    let continuity = Some(hit.continuity.clone()).filter(|name| !name.is_empty());
    let about: Vec<String> = continuity.into_iter().chain([source(hit)]).collect();
    line(text, &format!("    {}", styled(DIM, &harmless(&about.join("; ")))));
}

#[derive(Serialize)]
struct JsonComparison<'comparison> {
    asked: [&'comparison str; 2],
    outcome: &'static str,
    sides: Vec<JsonSide<'comparison>>,
    is_one_article: bool,
    facts: Vec<JsonFact<'comparison>>,
    moments: Vec<JsonMoment<'comparison>>,
    took_us: u64,
}

#[derive(Serialize)]
struct JsonSide<'comparison> {
    topic: &'comparison str,
    mended: Vec<JsonMending<'comparison>>,
    opening: Option<JsonHit<'comparison>>,
}

#[derive(Serialize)]
struct JsonFact<'comparison> {
    label: &'comparison str,
    said: Vec<JsonHit<'comparison>>,
}

#[derive(Serialize)]
struct JsonMoment<'comparison> {
    name: &'comparison str,
    events: Vec<Vec<JsonEvent<'comparison>>>,
}

impl<'comparison> JsonSide<'comparison> {
    fn of(side: &'comparison Side) -> Self {
        let mended = side.mended.iter().map(JsonMending::of).collect();
        JsonSide { topic: &side.topic, mended, opening: side.opening.as_ref().map(JsonHit::of) }
    }
}

impl<'comparison> JsonFact<'comparison> {
    fn of(fact: &'comparison SharedFact) -> Self {
        JsonFact { label: &fact.label, said: fact.said.iter().map(JsonHit::of).collect() }
    }
}

impl<'comparison> JsonMoment<'comparison> {
    fn of(moment: &'comparison Moment) -> Self {
        let events = moment.events.iter().map(|events| events.iter().map(JsonEvent::of).collect());
        JsonMoment { name: &moment.year_name, events: events.collect() }
    }
}

fn json_of(comparison: &Comparison, asked: [&str; 2], took_us: u64) -> String {
    let comparison = JsonComparison {
        asked,
        outcome: "found",
        sides: comparison.sides.iter().map(JsonSide::of).collect(),
        is_one_article: comparison.is_one_article,
        facts: comparison.facts.iter().map(JsonFact::of).collect(),
        moments: comparison.moments.iter().map(JsonMoment::of).collect(),
        took_us,
    };
    serde_json::to_string(&comparison).expect("a comparison holds only text and numbers")
}
