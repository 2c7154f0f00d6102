//! Masks: the parts of a passage in which no number is a year, because they name a work. "2261" in *The Year 2261* is
//! the title's, not the story's.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::titles::looks_like_title;
use super::vocabulary::{quoted_spans, within_quotes};
use crate::lore::{Citation, fold, words_of};

/// Most words of a quoted title; longer quotations are speech.
const MAX_QUOTED_WORDS: usize = 12;

/// Most words of a title that is looked for.
const MAX_TITLE_WORDS: usize = 30;

/// The titles of the works that an article cites, as far as they hold anything like a year.
#[derive(Debug, Default)]
pub(super) struct CitedTitles {
    /// Their folded words, parted by spaces.
    titles: HashSet<String>,
    /// How many words they have, by their first one; the most first, for of two titles that begin alike the longer one
    /// is meant where it stands.
    lengths: HashMap<String, BTreeSet<Reverse<usize>>>,
}

impl CitedTitles {
    pub(super) fn of<'cited>(citations: impl Iterator<Item = &'cited Citation>) -> CitedTitles {
        let mut cited = CitedTitles::default();
        let titles = citations.flat_map(|citation| &citation.works).map(|work| &work.title);
        for title in titles.filter(|title| may_hold_year(title)) {
            let folded = fold(title);
            let length = folded.split(' ').count();
            if let Some(first) = folded.split(' ').next().filter(|_| length <= MAX_TITLE_WORDS) {
                cited.lengths.entry(first.to_owned()).or_default().insert(Reverse(length));
                cited.titles.insert(folded);
            }
        }
        cited
    }

    /// Where these titles stand in a text, in order and apart.
    fn places_in(&self, text: &str) -> Vec<Range<usize>> {
        if self.titles.is_empty() || !may_hold_year(text) {
            return Vec::new();
        }
        let words = words_of(text);
        let (mut places, mut at) = (Vec::new(), 0);
        while let Some((range, word)) = words.get(at) {
            let here = |length: usize| words.get(at..at + length);
            let is_title = |words: &&[(Range<usize>, String)]| {
                let words: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
                self.titles.contains(&words.join(" "))
            };
            let lengths = self.lengths.get(word).into_iter().flatten();
            let title = lengths.filter_map(|Reverse(length)| here(*length)).find(is_title);
            if let Some((last, _)) = title.and_then(<[_]>::last) {
                places.push(range.start..last.end);
            }
            at += title.map_or(1, <[_]>::len);
        }
        places
    }
}

/// Whether words have a number or a word for years among them. A title that is only a number is not told from a year.
fn may_hold_year(words: &str) -> bool {
    let lower = words.to_lowercase();
    let speaks_of_years = lower.contains("year") || lower.contains("centur");
    words.contains(char::is_alphabetic) && (speaks_of_years || words.contains(|letter: char| letter.is_ascii_digit()))
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
