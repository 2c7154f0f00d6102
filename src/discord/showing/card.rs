//! The card for a passage found: the wiki's own words with all that says where they come from, within every limit.
//!
//! It reads from top to bottom, for the eye and for a screen reader alike: what must be said beforehand, where the
//! passage stands, the passage, its source, what it belongs to, the wiki, what else there is.

use std::ops::Range;

use super::components::Component;
use super::controls::View;
use super::markdown::embolden;
use super::wording::{
    KNOWN_ROOM, PROVENANCE_ROOM, how_known, lines_within, link, linked, named, place_within, provenance, quoted,
    sources_of, told, with_known, years_of,
};
use crate::discord::limits::{TEXT_TOTAL, length, truncate};
use crate::discord::speech::Tongue;
use crate::lore::{Answer, Differing, Hit};

/// Room for each part in UTF-16 code units; the passage gets what the others leave, and the others what it leaves.
const TITLE_ROOM: usize = 250;
const TITLE_WITH_LINK_ROOM: usize = TITLE_ROOM + crate::discord::limits::BUTTON_URL + 10;
const NOTES_ROOM: usize = 500;
const SOURCE_ROOM: usize = 600;
const ONE_SOURCE_ROOM: usize = 300;
const BELONGING_ROOM: usize = 200;
const SEE_ALSO_ROOM: usize = 900;
const DIFFERING_ROOM: usize = 700;
/// Room for the sentence and the source of each side where sources differ.
const ACCOUNT_ROOM: usize = 180;
const ACCOUNT_SOURCE_ROOM: usize = 90;
/// Room for our own words around the source, beside how it is known.
const SOURCE_WORDS: usize = 30;
/// A longer passage is shown by its excerpt: a card should not fill more than a phone or two.
const PASSAGE_ROOM: usize = 2_000;
const _: () = assert!(
    TITLE_WITH_LINK_ROOM
        + NOTES_ROOM
        + SOURCE_ROOM
        + KNOWN_ROOM
        + SOURCE_WORDS
        + BELONGING_ROOM
        + PROVENANCE_ROOM
        + DIFFERING_ROOM
        + 500
        <= TEXT_TOTAL,
    "five hundred characters must be left for the passage, whatever stands around it"
);
/// The most lines of a list or a table, and how many of them stand before the first match.
const LINES: usize = 20;
const LINES_BEFORE: usize = 3;
/// Other passages that are named on the card.
const SEE_ALSO: usize = 3;

/// A passage with what is shown around it.
#[derive(Debug, Clone)]
pub struct Card<'card> {
    /// The passage.
    pub hit: &'card Hit,
    /// The wiki's name for people.
    pub wiki: &'card str,
    /// What must be said beforehand, one line each.
    pub notes: Vec<String>,
    /// Other passages of the same answer.
    pub others: Vec<&'card Hit>,
    /// Where sources differ from it or from one of the others.
    pub differing: &'card [Differing],
}

impl Card<'_> {
    /// The card as one container.
    pub fn container(&self, view: View) -> Component {
        let tongue = view.tongue();
        let notes = lines_within(&self.notes, NOTES_ROOM);
        let title = title(self.hit);
        let source = source(self.hit, tongue);
        let wiki = provenance(if self.wiki.trim().is_empty() { &self.hit.wiki } else { self.wiki }, self.hit, view);
        let differing = self.sources_differ(tongue);
        let used = [&notes, &title, &source, &wiki, &differing].iter().map(|text| length(text)).sum::<usize>();
        let passage = passage(self.hit, PASSAGE_ROOM.min(TEXT_TOTAL - used));
        let left = TEXT_TOTAL - used - length(&passage);
        let see_also = lines_within(&self.see_also(tongue), SEE_ALSO_ROOM.min(left));
        let above = [notes, title, passage].into_iter().filter(|text| !text.trim().is_empty()).map(Component::text);
        let below =
            [source, differing, see_also, wiki].into_iter().filter(|text| !text.trim().is_empty()).map(Component::text);
        Component::container(above.chain([Component::separator()]).chain(below).collect(), view.spoiler)
    }

    /// Where sources differ: both accounts word for word with their sources, neither called right.
    fn sources_differ(&self, tongue: Tongue) -> String {
        let mut lines = vec![format!("**{}**", tongue.say("card-differ"))];
        for Differing { said, otherwise, .. } in self.differing {
            lines.push(format!("{}\n{}", account(said, tongue), account(otherwise, tongue)));
        }
        let shown = lines_within(&lines, DIFFERING_ROOM);
        if shown.contains('\n') { shown } else { String::new() }
    }

    /// A line for each of the first other places that are told of, with the years of their first passage.
    fn see_also(&self, tongue: Tongue) -> Vec<String> {
        let mut places = vec![self.hit.place()];
        let mut lines = vec![format!("**{}**", tongue.say("card-see-also"))];
        for other in &self.others {
            let place = other.place();
            if lines.len() <= SEE_ALSO && !places.contains(&place) {
                let shown = named(&place_within(other, &self.hit.article), 100);
                lines.push(format!("- {}{}", linked(&shown, other.url.as_deref()), years_of(other, tongue)));
                places.push(place);
            }
        }
        if lines.len() > 1 { lines } else { Vec::new() }
    }
}

/// One account: the sentence, and the source it is told by.
fn account(hit: &Hit, tongue: Tongue) -> String {
    let said = hit.passage.get(hit.excerpt.clone()).unwrap_or_default();
    let said = told(beginning(said, ACCOUNT_ROOM), ACCOUNT_ROOM);
    let (sources, known) = (sources_of(hit, ACCOUNT_SOURCE_ROOM, ACCOUNT_SOURCE_ROOM), how_known(hit, tongue));
    let source = if sources.is_empty() { known } else { tongue.list(&[sources, known]) };
    format!("- {}", tongue.say_with("card-account", [("said", said), ("source", source)]))
}

/// What must be said beside a passage of an answer: that it is no certain answer, words read as others and, beside the
/// best, words it does not hold.
pub fn notes(answer: &Answer, is_best: bool, tongue: Tongue) -> Vec<String> {
    let uncertain = answer.is_uncertain().then(|| tongue.say("card-uncertain"));
    let mended = answer.mended.iter().map(|word| {
        tongue.say_with("card-mended", [("read_as", quoted(&word.read_as)), ("typed", quoted(&word.typed))])
    });
    let in_marks = |word: &String| tongue.say_with("card-missing-word", [("word", quoted(word))]);
    let unmatched: Vec<String> = answer.unmatched.iter().map(in_marks).collect();
    let missing = (is_best && !unmatched.is_empty())
        .then(|| tongue.say_with("card-missing", [("words", tongue.list(&unmatched))]));
    let missing = missing.map(|line| truncate(&line, NOTES_ROOM / 2));
    uncertain.into_iter().chain(mended).chain(missing).collect()
}

/// Where the passage stands, as a heading that leads to the very section.
fn title(hit: &Hit) -> String {
    let place = named(&hit.place(), TITLE_ROOM);
    match link(hit.url.as_deref()) {
        _ if place.trim().is_empty() => String::new(),
        Some(url) => format!("### [{place}]({url})"),
        None => format!("### {place}"),
    }
}

/// The passage word for word with the matches in bold; a part of it, with marks at the cuts, where the whole is too long.
pub fn passage(hit: &Hit, room: usize) -> String {
    let part = part_shown(hit, room);
    let cut = |beside: &str| if beside.trim().is_empty() { "" } else { "…" };
    let (before, after) = (cut(&hit.passage[..part.start]), cut(&hit.passage[part.end..]));
    let inside = hit.highlights.iter().filter(|range| range.start >= part.start && range.end <= part.end);
    let highlights: Vec<Range<usize>> = inside.map(|range| range.start - part.start..range.end - part.start).collect();
    let shown = embolden(beginning(&hit.passage[part], room), &highlights);
    truncate(&format!("{before}{shown}{after}"), room)
}

/// The byte range of a passage to show: all of it where it fits, else its excerpt; of a long list the lines around the
/// first match.
fn part_shown(hit: &Hit, room: usize) -> Range<usize> {
    let fits = length(&embolden(beginning(&hit.passage, room), &hit.highlights)) <= room;
    let has_excerpt = hit.passage.get(hit.excerpt.clone()).is_some_and(|excerpt| !excerpt.is_empty());
    let part = if fits || !has_excerpt { 0..hit.passage.len() } else { hit.excerpt.clone() };
    let first = hit.highlights.iter().map(|range| range.start).find(|start| part.contains(start));
    let lines: Vec<usize> = hit.passage[part.clone()].split_inclusive('\n').map(str::len).collect();
    if lines.len() <= LINES {
        return part;
    }
    let ends = lines.iter().scan(part.start, |end, length| {
        *end += length;
        Some(*end)
    });
    let line_of = |place: usize| ends.clone().take_while(|end| *end <= place).count();
    let from = first.map_or(0, line_of).saturating_sub(LINES_BEFORE).min(lines.len() - LINES);
    let start = part.start + lines[..from].iter().sum::<usize>();
    let end = start + lines[from..from + LINES].iter().sum::<usize>();
    start..start + hit.passage[start..end].trim_end().len()
}

/// As much of a text as may matter: where it is longer than the room, a little more than that.
fn beginning(text: &str, room: usize) -> &str {
    text.char_indices().nth(room + 1).map_or(text, |(end, _)| &text[..end])
}

/// The source in the wiki's own words, how it is known to belong, and on a second line what the passage belongs to.
fn source(hit: &Hit, tongue: Tongue) -> String {
    let labelled = |label: &str, words: String| format!("**{}** {words}", tongue.say(label));
    let sources = with_known(sources_of(hit, ONE_SOURCE_ROOM, SOURCE_ROOM), hit, tongue);
    let source = labelled("label-source", sources);
    let continuity = Some(quoted(&hit.continuity)).filter(|name| !name.is_empty());
    let parts = [
        continuity.map(|name| labelled("label-continuity", name)),
        medium(hit).map(|kind| labelled("label-medium", kind)),
    ];
    let belonging = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if belonging.is_empty() { source } else { format!("{source}\n{}", truncate(&belonging, BELONGING_ROOM)) }
}

/// The kind of work that the first source is, where the wiki's words tell it.
fn medium(hit: &Hit) -> Option<String> {
    let works = hit.citations.iter().flat_map(|citation| &citation.works);
    let medium =
        works.map(|work| work.medium.as_str()).find(|medium| !medium.trim().is_empty() && *medium != "series")?;
    Some(truncate(&quoted(medium), 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_words_fit_their_room_in_every_language() {
        assert!(Tongue::longest("label-source", &[]) + "**** ()\n".len() + 2 <= SOURCE_WORDS);
        let account = KNOWN_ROOM
            + "- , ()\n".len()
            + Tongue::longest("card-account", &[("said", "".into()), ("source", "".into())]);
        let accounts = 2 * (account + ACCOUNT_ROOM + ACCOUNT_SOURCE_ROOM) + "****".len();
        assert!(Tongue::longest("card-differ", &[]) + accounts <= DIFFERING_ROOM, "two accounts are shown");
        let word = "x".repeat(200);
        let mended =
            Tongue::longest("card-mended", &[("read_as", word.as_str().into()), ("typed", word.as_str().into())]);
        assert!(mended <= NOTES_ROOM, "what was mended is said");
    }
}
