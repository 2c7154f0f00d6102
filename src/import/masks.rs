//! Masks: the parts of a passage in which no number is a year, because they name a work. "2261" in *The Year 2261* is
//! the title's, not the story's.

use std::collections::HashMap;
use std::ops::Range;

use super::titles::looks_like_title;
use super::vocabulary::{quoted_spans, within_quotes};
use crate::lore::{Citation, words_of};

/// Most words of a quoted title; longer quotations are speech.
const MAX_QUOTED_WORDS: usize = 12;

/// The titles of the works that an article cites, as far as they hold anything like a year, by their first word.
#[derive(Debug, Default)]
pub(super) struct CitedTitles {
    by_first_word: HashMap<String, Vec<Vec<String>>>,
}

impl CitedTitles {
    pub(super) fn of<'cited>(citations: impl Iterator<Item = &'cited Citation>) -> CitedTitles {
        let mut by_first_word: HashMap<String, Vec<Vec<String>>> = HashMap::new();
        let titles = citations.flat_map(|citation| &citation.works).map(|work| &work.title);
        let titles: std::collections::BTreeSet<&String> = titles.filter(|title| may_hold_year(title)).collect();
        for title in titles {
            let words: Vec<String> = words_of(title).into_iter().map(|(_, word)| word).collect();
            if let Some(first) = words.first() {
                by_first_word.entry(first.clone()).or_default().push(words);
            }
        }
        // Of two titles that begin alike, the longer one is meant where it stands.
        for titles in by_first_word.values_mut() {
            titles.sort_by_key(|title| std::cmp::Reverse(title.len()));
        }
        CitedTitles { by_first_word }
    }

    /// Where these titles stand in a text, in order and apart.
    fn places_in(&self, text: &str) -> Vec<Range<usize>> {
        if self.by_first_word.is_empty() {
            return Vec::new();
        }
        let words = words_of(text);
        let (mut places, mut at) = (Vec::new(), 0);
        while let Some((range, word)) = words.get(at) {
            let stands_here = |title: &&Vec<String>| {
                let here = words[at..].iter().map(|(_, word)| word);
                here.take(title.len()).eq(title.iter())
            };
            let length = self.by_first_word.get(word).and_then(|titles| titles.iter().find(stands_here)).map(Vec::len);
            if let Some((last, _)) = length.and_then(|length| words.get(at + length - 1)) {
                places.push(range.start..last.end);
            }
            at += length.unwrap_or(1);
        }
        places
    }
}

/// Whether a title has a number or a word for years in it. A title that is only a number is not told from a year.
fn may_hold_year(title: &str) -> bool {
    let lower = title.to_lowercase();
    let speaks_of_years = lower.contains("year") || lower.contains("centur");
    title.contains(char::is_alphabetic) && (speaks_of_years || title.contains(|letter: char| letter.is_ascii_digit()))
}

/// The byte ranges of a text in which no number is a year, in order and apart: citations, italics, quoted titles and
/// the titles of cited works.
pub(super) fn masks_of(
    text: &str,
    asides: &[Range<usize>],
    italics: &[Range<usize>],
    titles: &CitedTitles,
) -> Vec<Range<usize>> {
    let mut masks = [asides, italics, &quoted_titles(text), &titles.places_in(text)].concat();
    masks.sort_unstable_by_key(|mask| mask.start);
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mask in masks {
        match apart.last_mut().filter(|last| mask.start <= last.end) {
            Some(last) => last.end = last.end.max(mask.end),
            None => apart.push(mask),
        }
    }
    apart
}

/// The quoted spans, with their marks, that look like the title of a work rather than like speech.
fn quoted_titles(text: &str) -> Vec<Range<usize>> {
    quoted_spans(text).filter(|span| is_quoted_title(within_quotes(text, span))).collect()
}

fn is_quoted_title(words: &str) -> bool {
    let has_sentence_end = [". ", "! ", "? "].iter().any(|end| words.contains(end));
    !has_sentence_end
        && words.split_whitespace().take(MAX_QUOTED_WORDS + 1).count() <= MAX_QUOTED_WORDS
        && looks_like_title(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lore::Work;

    fn masked<'text>(text: &'text str, titles: &[&str]) -> Vec<&'text str> {
        let work = |title: &&str| Work { medium: "novel".into(), title: (*title).into() };
        let citation = Citation { written: String::new(), series: None, works: titles.iter().map(work).collect() };
        let titles = CitedTitles::of(std::iter::once(&citation));
        masks_of(text, &[], &[], &titles).into_iter().map(|mask| &text[mask]).collect()
    }

    #[test]
    fn quoted_titles_are_masked_and_speech_is_not() {
        assert_eq!(masked("In \"The Fall of 2293\" he fled.", &[]), ["\"The Fall of 2293\""]);
        assert_eq!(masked("He said “it was in 2293 that we fled” there.", &[]), [""; 0]);
        assert_eq!(masked("He said \"It Was 2293. Then We Fled\" there.", &[]), [""; 0]);
    }

    #[test]
    fn titles_of_cited_works_are_masked_longest_first() {
        assert_eq!(
            masked(
                "As L’Élan 2261 Returns tells, l'elan 2261 fell in 2261.",
                &["L'Élan 2261", "L'Élan 2261 Returns", "2261"]
            ),
            ["L’Élan 2261 Returns", "l'elan 2261"]
        );
        assert_eq!(masked("Gods of Night fell.", &["Gods of Night"]), [""; 0]);
    }
}
