//! `lorebot timeline`: the dated events of a topic, in order, each with its source.

use std::io::Write;
use std::time::Instant;

use serde::Serialize;

use super::ask::{Error, print, took_us};
use super::json::{JsonHit, JsonMending, JsonYears};
use super::style::{DIM, LABEL, TITLE, styled};
use super::text::{harmless, line, marked, mended_notes, source, wrapped};
use crate::answer::Library;
use crate::lore::{Event, Lookup, PassageId, Timeline};

/// Prints the timeline of a topic on `out`, as text or as JSON, and tells whether there was anything to tell.
///
/// # Errors
/// When the index is damaged or `out` is closed.
pub fn timeline(
    library: &Library,
    (topic, from, to): (&str, Option<&str>, Option<&str>),
    wiki: Option<&str>,
    json: bool,
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<bool, Error> {
    let start = Instant::now();
    let lookup = library.timeline(topic, from, to, wiki)?;
    let took_us = took_us(start);
    match &lookup {
        Lookup::Told(timeline) if json => writeln!(out, "{}", json_of(timeline, topic, took_us))?,
        Lookup::Told(timeline) => write!(out, "{}", timeline_to_text(timeline, width))?,
        Lookup::Unclear(answer) => print(answer, took_us, json, width, out)?,
    }
    out.flush()?;
    Ok(matches!(lookup, Lookup::Told(timeline) if !timeline.is_empty()))
}

/// A timeline as text with ANSI styles, ending in a new line. Lines are broken at `width` columns where one is given.
pub fn timeline_to_text(timeline: &Timeline, width: Option<usize>) -> String {
    let mut text = mended_notes(&timeline.mended);
    for bound in &timeline.unread {
        line(&mut text, &styled(DIM, &format!("\u{201c}{}\u{201d} names no year here.", harmless(bound))));
    }
    let continuity = timeline.continuity.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    line(&mut text, &styled(TITLE, &harmless(&format!("{}: timeline{continuity}", timeline.topic))));
    if timeline.is_empty() {
        line(&mut text, &without_events(timeline));
    }
    timeline.events.iter().for_each(|event| entry(&mut text, event, false));
    if !timeline.elsewhere.is_empty() {
        text.push('\n');
        line(&mut text, &styled(LABEL, "In other articles:"));
        timeline.elsewhere.iter().for_each(|event| entry(&mut text, event, true));
    }
    if let Some(Event { hit, .. }) = timeline.events.iter().chain(&timeline.elsewhere).next() {
        let licence = hit.licence.as_ref().map_or("no licence named", |licence| &licence.name);
        text.push('\n');
        line(&mut text, &styled(DIM, &harmless(&format!("{}, {licence}", timeline.wiki))));
    }
    wrapped(&text, width)
}

/// A year, its sentence, and beneath them continuity, source and, if need be, the article.
fn entry(text: &mut String, event: &Event, elsewhere: bool) {
    let pointed_at = if event.years.borrowed { " (named before)" } else { "" };
    let year = format!("{}{pointed_at}:", event.year_name);
    line(text, &format!("  \u{2022} {} {}", styled(TITLE, &year), marked(&event.hit)));
    let article = elsewhere.then(|| event.hit.place());
    let continuity = Some(event.hit.continuity.clone()).filter(|name| !name.is_empty());
    let about: Vec<String> = article.into_iter().chain(continuity).chain([source(&event.hit)]).collect();
    line(text, &format!("    {}", styled(DIM, &harmless(&about.join("; ")))));
}

fn without_events(timeline: &Timeline) -> String {
    let (topic, wiki) = (harmless(&timeline.topic), harmless(&timeline.wiki));
    match timeline.nearest.as_slice() {
        [] => format!("{wiki} names no year in the article {topic}."),
        nearest => {
            format!("{wiki} tells nothing of {topic} between these years. Nearest years: {}.", nearest.join(", "))
        }
    }
}

#[derive(Serialize)]
struct JsonTimeline<'timeline> {
    asked: &'timeline str,
    outcome: &'static str,
    topic: &'timeline str,
    mended: Vec<JsonMending<'timeline>>,
    unread: &'timeline [String],
    events: Vec<JsonEvent<'timeline>>,
    elsewhere: Vec<JsonEvent<'timeline>>,
    nearest_years: &'timeline [String],
    took_us: u64,
}

/// An event: its year, and its passage as in an answer, the excerpt being the sentence that tells it.
#[derive(Serialize)]
pub(super) struct JsonEvent<'timeline> {
    year: JsonYears<'timeline>,
    written: &'timeline str,
    approximate: bool,
    id: PassageId,
    #[serde(flatten)]
    hit: JsonHit<'timeline>,
}

impl<'timeline> JsonEvent<'timeline> {
    pub(super) fn of(event: &'timeline Event) -> Self {
        JsonEvent {
            year: JsonYears::of(&event.years, &event.year_name),
            written: event.in_its_words(),
            approximate: event.is_approximate(),
            id: event.hit.id,
            hit: JsonHit::of(&event.hit),
        }
    }
}

fn json_of(timeline: &Timeline, asked: &str, took_us: u64) -> String {
    let timeline = JsonTimeline {
        asked,
        outcome: if timeline.is_empty() { "nothing" } else { "found" },
        topic: &timeline.topic,
        mended: timeline.mended.iter().map(JsonMending::of).collect(),
        unread: &timeline.unread,
        events: timeline.events.iter().map(JsonEvent::of).collect(),
        elsewhere: timeline.elsewhere.iter().map(JsonEvent::of).collect(),
        nearest_years: &timeline.nearest,
        took_us,
    };
    serde_json::to_string(&timeline).expect("a timeline holds only text and numbers")
}
