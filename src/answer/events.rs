//! The events of one passage: each year it speaks of with the sentence that tells of it.

use std::collections::HashSet;
use std::ops::Range;

use super::choose::unmarked;
use super::excerpt::MAX_BYTES;
use super::sentences::{sentence_at, sentences};
use crate::index::{Error, WikiIndex};
use crate::lore::{Event, Hit, Passage, YearSpan, words_of};

/// A longer passage, in bytes, is not carried whole by each of its events: a list may have thousands.
const CARRIED_WHOLE: usize = 4_000;

/// Words before a year that place an event against it, folded.
const PLACING: &[&str] = &[
    "about",
    "after",
    "approximately",
    "around",
    "before",
    "beginning",
    "between",
    "by",
    "c",
    "ca",
    "circa",
    "early",
    "end",
    "from",
    "late",
    "mid",
    "middle",
    "prior",
    "roughly",
    "since",
    "sometime",
    "until",
];

/// Words that may stand between them.
const BETWEEN: &[&str] = &["and", "in", "of", "than", "the", "to", "year"];

/// How far before a year they are looked for, in bytes.
const PLACED_WITHIN: usize = 40;

/// The events that a passage tells of in these years, which are some of its own in its order. A year that a sentence
/// names twice is one.
pub(super) fn events_of(
    number: u32,
    passage: &Passage,
    spans: &[&YearSpan],
    index: &WikiIndex,
) -> Result<Vec<Event>, Error> {
    let text = passage.text.as_str();
    let sentences = sentences(text, passage.kind);
    let mut hit = unmarked(number, index)?;
    if text.len() > CARRIED_WHOLE {
        (hit.passage, hit.years, hit.year_names) = (String::new(), Vec::new(), Vec::new());
    }
    let (mut events, mut told) = (Vec::new(), HashSet::new());
    for span in spans {
        let sentence = sentence_at(&sentences, text, span.written.start);
        if told.insert((sentence.start, span.first, span.last, span.bound as u8)) {
            let year_name = index.wiki().years.name_of_span(span);
            events.push(event(&hit, text, &around(text, sentence, &span.written), span, year_name));
        }
    }
    Ok(events)
}

/// An event whose hit shows a stretch of the passage. Where the passage is too long to be carried, the stretch is all that
/// the hit has of it.
fn event(hit: &Hit, text: &str, shown: &Range<usize>, span: &YearSpan, year_name: String) -> Event {
    let from = if hit.passage.is_empty() { shown.start } else { 0 };
    let moved = |range: &Range<usize>| range.start - from..range.end - from;
    let years = YearSpan { written: moved(&span.written), ..span.clone() };
    let written = moved(&placed(text, shown, &span.written));
    let mut hit = Hit { excerpt: moved(shown), highlights: vec![written.clone()], ..hit.clone() };
    if hit.passage.is_empty() {
        text[shown.clone()].clone_into(&mut hit.passage);
        (hit.years, hit.year_names) = (vec![years.clone()], vec![year_name.clone()]);
    }
    Event { years, written, year_name, hit }
}

/// A sentence, or, where it is too long to be quoted, whole words of it around the year.
fn around(text: &str, sentence: Range<usize>, year: &Range<usize>) -> Range<usize> {
    if sentence.len() <= MAX_BYTES || year.len() > MAX_BYTES / 2 {
        return sentence.start.min(year.start)..sentence.end.max(year.end);
    }
    let begins = sentence.start.max(year.start.saturating_sub(MAX_BYTES / 4));
    let begins = (begins..=year.start).find(|at| begins_word(text, *at)).unwrap_or(year.start);
    let ends = sentence.end.min(year.end + MAX_BYTES / 4);
    let ends = (year.end..=ends).rev().find(|at| ends_word(text, *at)).unwrap_or(year.end);
    begins..ends
}

/// A year with the words before it that place an event against it: "prior to late 2375", "By 2262", "early in 2381".
fn placed(text: &str, shown: &Range<usize>, year: &Range<usize>) -> Range<usize> {
    let mut from = shown.start.max(year.start.saturating_sub(PLACED_WITHIN));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut start = year.start;
    let mut next = year.start;
    for (range, word) in words_of(&text[from..year.start]).into_iter().rev() {
        let is_beside = text[from + range.end..next].chars().all(|mark| mark == ' ' || mark == '.');
        if !is_beside || !(PLACING.contains(&word.as_str()) || BETWEEN.contains(&word.as_str())) {
            break;
        }
        next = from + range.start;
        if PLACING.contains(&word.as_str()) {
            start = next;
        }
    }
    start..year.end
}

/// Whether a word begins at a place.
fn begins_word(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    before.chars().next_back().is_none_or(char::is_whitespace)
        && after.starts_with(|letter: char| !letter.is_whitespace())
}

/// Whether a word ends at a place.
fn ends_word(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    after.chars().next().is_none_or(char::is_whitespace) && before.ends_with(|letter: char| !letter.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_too_long_is_quoted_in_whole_words_around_its_year() {
        let text = format!("{}In 2346 Órban fell{}.", "so it is told ".repeat(200), " and fell again".repeat(200));
        let year = text.find("2346").map(|at| at..at + 4).unwrap();
        let shown = around(&text, 0..text.len(), &year);
        assert!(shown.len() <= MAX_BYTES && shown.start < year.start && shown.end > year.end);
        let quoted = &text[shown];
        assert!(quoted.contains("In 2346 Órban fell and") && quoted.trim() == quoted, "{quoted}");
        assert!(quoted.split(' ').all(|word| "so it is told In 2346 Órban fell and again".contains(word)), "{quoted}");
    }

    #[test]
    fn a_year_is_written_with_the_words_that_place_it() {
        for (text, written) in [
            ("They met prior to late 2375 there.", "prior to late 2375"),
            ("By 2262, it stood.", "By 2262"),
            ("Órban fell early in the year 2381.", "early in the year 2381"),
            ("It fell in 2381.", "2381"),
            ("It fell c. 2381.", "c. 2381"),
            ("Before long, 2381 came.", "2381"),
        ] {
            let year = text.find(|letter: char| letter.is_ascii_digit()).map(|at| at..at + 4).unwrap();
            assert_eq!(&text[placed(text, &(0..text.len()), &year)], written);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_quoted_is_a_span_with_its_year(before in "[\\PC ]{0,30}", after in "[\\PC ]{0,30}") {
            let text = format!("{}2346{}", before.repeat(40), after.repeat(40));
            let year = before.len() * 40..before.len() * 40 + 4;
            let shown = around(&text, 0..text.len(), &year);
            proptest::prop_assert!(text[placed(&text, &shown, &year)].ends_with("2346"));
            proptest::prop_assert!(text[shown].contains("2346"));
        }
    }
}
