//! Words of others inside ours, and what is said in the same words in several places.

use reqwest::Url;

use super::controls::View;
use super::markdown::{escape, escape_name};
use crate::discord::limits::{BUTTON_URL, length, truncate};
use crate::discord::speech::{Tongue, Word};
use crate::lore::{Attribution, Bound, Hit};
use crate::servers::Day;

/// Room for words of the asker or the wiki inside a sentence of ours, in UTF-16 code units.
const WORDS_ROOM: usize = 200;
/// The longest address inside a line, in UTF-16 code units: a longer one crowds out the words.
pub const LINE_URL_ROOM: usize = 300;
/// Room for how a source is known, in any language.
pub const KNOWN_ROOM: usize = 40;
/// Years named on one line.
const YEARS_SHOWN: usize = 3;

/// Words of others inside a sentence of ours: escaped, on one line and cut.
pub fn quoted(words: &str) -> String {
    named(words, WORDS_ROOM)
}

/// A name of the wiki's, or words of an asker's, in a line with words or marks of ours: escaped and cut. No address in it can
/// be followed.
pub fn named(name: &str, room: usize) -> String {
    truncate(&escape_name(&one_line(&unturned(name))), room)
}

/// Words of the wiki's in a line with words of ours: escaped and cut. Addresses in it can be followed.
pub fn told(words: &str, room: usize) -> String {
    truncate(&escape(&one_line(&unturned(words))), room)
}

/// A text without the marks that would turn round the direction of whatever follows them in its line
/// (<https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters>). What stands for them is as long in bytes, and
/// shows nothing.
pub fn unturned(text: &str) -> String {
    text.replace(|letter| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'), "\u{200B}")
}

/// A text with its line breaks as spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// Letters of an address that would end the link around it, or what is bold, and how they are written instead.
const FREE_OF_MARKS: [(char, &str); 4] = [('(', "%28"), (')', "%29"), ('*', "%2A"), ('\\', "%5C")];

/// An address that Discord takes, or none: `http` or `https`, not too long, percent signs where they belong.
pub fn link(url: Option<&str>) -> Option<String> {
    let url = Url::parse(url?).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let url = FREE_OF_MARKS.iter().fold(url.to_string(), |url, (mark, written)| url.replace(*mark, written));
    (length(&url) <= BUTTON_URL && !url.contains(char::is_whitespace)).then_some(url)
}

/// Words, already escaped, that lead to an address where there is one that fits a line.
pub fn linked(words: &str, url: Option<&str>) -> String {
    match link(url).filter(|url| length(url) <= LINE_URL_ROOM) {
        Some(url) if !words.trim().is_empty() => format!("[{words}]({url})"),
        _ => words.to_owned(),
    }
}

/// Where a passage stands, without the article where it is the one given.
pub fn place_within(hit: &Hit, article: &str) -> String {
    match hit.place_in_article() {
        inner if !inner.is_empty() && article == hit.article => inner.to_owned(),
        _ => hit.place(),
    }
}

/// The first years a passage tells of, with a dot before them; empty where it names none.
pub fn years_of(hit: &Hit, tongue: Tongue) -> String {
    let mut years: Vec<String> = Vec::new();
    for (name, span) in hit.year_names.iter().zip(&hit.years) {
        let year = placed(name, span.bound, tongue);
        if years.len() < YEARS_SHOWN && !years.contains(&year) {
            years.push(year);
        }
    }
    if years.is_empty() { String::new() } else { format!(" · {}", tongue.list(&years)) }
}

/// Years as the wiki would write them; how an event is placed against them is said in words of ours.
pub fn placed(name: &str, bound: Bound, tongue: Tongue) -> String {
    let message = match bound {
        Bound::Within => return name.to_owned(),
        Bound::Before => "year-before",
        Bound::UpTo => "year-until",
        Bound::From => "year-from",
        Bound::After => "year-after",
        Bound::About => "year-about",
    };
    match name.strip_prefix(bound.words()) {
        Some(years) => tongue.say_with(message, [("year", years)]),
        None => name.to_owned(),
    }
}

/// A heading, with the page where there are several; pages are counted from 0.
pub fn on_page(heading: String, page: usize, pages: usize, tongue: Tongue) -> String {
    if pages <= 1 {
        return heading;
    }
    tongue.say_with(
        "heading-page",
        [("heading", Word::from(heading)), ("page", (page + 1).into()), ("pages", pages.into())],
    )
}

/// How the sources of a passage are known to be its own.
pub fn how_known(hit: &Hit, tongue: Tongue) -> String {
    tongue.say(match hit.attribution {
        _ if hit.citations.iter().all(|citation| citation.written.trim().is_empty()) => "cited-nowhere",
        Attribution::Direct => "cited-here",
        Attribution::LaterInSection => "cited-later",
        Attribution::Uncited => "cited-nowhere",
    })
}

/// The wiki's own words for the sources, one after another, as many as fit; empty where it names none.
pub fn sources_of(hit: &Hit, one_room: usize, room: usize) -> String {
    let mut shown = String::new();
    let written = hit.citations.iter().map(|citation| told(&citation.written, one_room));
    for source in written.filter(|source| !source.trim().is_empty()) {
        let wanted = if shown.is_empty() { source } else { format!("{shown}; {source}") };
        if length(&wanted) > room {
            break;
        }
        shown = wanted;
    }
    shown
}

/// The sources of a passage within a room, and how they are known to be its own.
pub fn sourced(hit: &Hit, room: usize, tongue: Tongue) -> String {
    with_known(sources_of(hit, room, room), hit, tongue)
}

/// Sources, and how they are known to be those of a passage.
pub fn with_known(sources: String, hit: &Hit, tongue: Tongue) -> String {
    let known = how_known(hit, tongue);
    if sources.is_empty() { known } else { tongue.say_with("sourced", [("source", sources), ("known", known)]) }
}

/// The day of a moment such as `2016-08-11T18:49:58Z`; anything else as it is.
pub fn day_of(moment: &str) -> &str {
    let is_day = |day: &str| {
        let digits = |part: &str, count| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = day.split('-');
        let mut next = |count| parts.next().is_some_and(|part| digits(part, count));
        next(4) && next(2) && next(2) && parts.next().is_none()
    };
    moment.split_once('T').map(|(day, _)| day).filter(|day| is_day(day)).unwrap_or(moment)
}

/// The wiki, its licence and the day its text was taken, in small print, and whether that was long ago.
pub fn provenance(wiki: &str, hit: &Hit, view: View) -> String {
    let tongue = view.tongue();
    let licence = hit.licence.as_ref().map(|licence| linked(&named(&licence.name, 80), licence.url.as_deref()));
    let licence = licence.unwrap_or_else(|| tongue.say("licence-none"));
    let snapshot = hit.revision.as_ref().map(|revision| named(day_of(revision), 40)).filter(|day| !day.is_empty());
    let is_old = hit.revision.as_deref().and_then(Day::read).is_some_and(|day| Some(day) <= view.old_until);
    let message = if is_old { "snapshot-old" } else { "snapshot" };
    let snapshot = snapshot.map(|day| tongue.say_with(message, [("day", day)]));
    let parts = [Some(named(wiki, 120)), Some(licence), snapshot].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.trim().is_empty()).collect();
    if parts.is_empty() { String::new() } else { format!("-# {}", parts.join(" · ")) }
}

/// Room for our own words in it.
const PROVENANCE_WORDS: usize = 70;
/// The longest provenance, in UTF-16 code units.
pub const PROVENANCE_ROOM: usize = 120 + 80 + LINE_URL_ROOM + 40 + PROVENANCE_WORDS;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_words_on_sources_and_licences_fit_their_room_in_every_language() {
        for message in ["cited-here", "cited-later", "cited-nowhere"] {
            assert!(Tongue::longest(message, &[]) <= KNOWN_ROOM, "{message}");
        }
        let marks = " ()".len();
        assert!(Tongue::longest("sourced", &[("source", "".into()), ("known", "".into())]) <= marks);
        assert!(Tongue::longest("licence-none", &[]) <= 60);
        let snapshot = ["snapshot", "snapshot-old"].map(|message| Tongue::longest(message, &[("day", "".into())]));
        assert!(snapshot.into_iter().all(|length| length + "-#  ·  · ".len() <= PROVENANCE_WORDS), "{snapshot:?}");
    }

    #[test]
    fn years_are_placed_in_every_language_and_named_as_the_wiki_does() {
        let placed = |tongue| placed("before 19 BBY", Bound::Before, tongue);
        assert_eq!(placed(Tongue::English), "before 19 BBY");
        assert_eq!(
            (placed(Tongue::German), placed(Tongue::Japanese)),
            ("vor 19 BBY".to_owned(), "19 BBY より前".to_owned())
        );
        assert_eq!(super::placed("TA 2941", Bound::Before, Tongue::German), "TA 2941");
        assert_eq!(super::placed("before 2300", Bound::Within, Tongue::German), "before 2300");
    }

    #[test]
    fn a_moment_is_shown_by_its_day_and_anything_else_as_it_is() {
        assert_eq!(day_of("2016-08-11T18:49:58Z"), "2016-08-11");
        for other in ["2026-11-22", "version 12, Tuesday", "2016-8-11T1", "", "é-T"] {
            assert_eq!(day_of(other), other);
        }
    }
}
