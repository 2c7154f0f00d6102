//! What to show of a passage where space is short, and what to mark in it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::index::{WikiIndex, Word};
use crate::lore::YearSpan;

/// A passage up to this length, in bytes, is shown whole.
pub(super) const MAX_BYTES: usize = 1_500;

/// The byte ranges of a passage that match a question: the words searched for, in any form, and the years asked for. In
/// order and apart.
pub(super) fn highlights(
    passage: &str,
    words: &[Word],
    years: &[YearSpan],
    wished: &[(i32, i32)],
    index: &WikiIndex,
) -> Vec<Range<usize>> {
    let of_words = index.places_of(passage, words).into_iter();
    let of_years = years.iter().filter(|span| wished.iter().any(|wish| span.fit(*wish).is_some()));
    let mut ranges: Vec<Range<usize>> = of_words.chain(of_years.map(|span| span.written.clone())).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
}

/// The byte range of a passage to show: all of it where it fits into `max_bytes`, else whole sentences from the one
/// that matches most on, else words.
pub(super) fn excerpt(passage: &str, highlights: &[Range<usize>], max_bytes: usize) -> Range<usize> {
    if passage.len() <= max_bytes {
        return 0..passage.len();
    }
    let sentences: Vec<Range<usize>> =
        passage.split_sentence_bound_indices().map(|(at, sentence)| at..at + sentence.len()).collect();
    let before = |at: usize| highlights.partition_point(|mark| mark.start < at);
    let marks = |sentence: &Range<usize>| before(sentence.end) - before(sentence.start);
    let most = (0..sentences.len()).max_by_key(|at| (marks(&sentences[*at]), sentences.len() - at)).unwrap_or(0);
    let start = sentences.get(most).map_or(0, |sentence| start_within(passage, sentence, highlights, max_bytes));
    let mut end = start;
    for sentence in &sentences[most..] {
        if sentence.end - start > max_bytes {
            break;
        }
        end = sentence.end.max(start);
    }
    if end == start {
        end = passage
            .split_word_bound_indices()
            .map(|(at, word)| at + word.len())
            .take_while(|end| *end <= start + max_bytes)
            .last()
            .filter(|end| *end > start)
            .unwrap_or_else(|| char_border_before(passage, start + max_bytes));
    }
    start..start + passage[start..end].trim_end().len()
}

/// Where to begin in a sentence: at its beginning, or, where it is too long to hold its first match, a little before
/// that match.
fn start_within(passage: &str, sentence: &Range<usize>, highlights: &[Range<usize>], max_bytes: usize) -> usize {
    let first = highlights.get(highlights.partition_point(|mark| mark.start < sentence.start));
    match first {
        Some(mark) if mark.end > sentence.start + max_bytes && mark.end <= sentence.end => {
            let wanted = char_border_before(passage, mark.start.saturating_sub(max_bytes / 4));
            passage[wanted..mark.start].find(char::is_whitespace).map_or(mark.start, |at| wanted + at + 1)
        }
        _ => sentence.start,
    }
}

/// The last character border of a text at or before a byte offset.
fn char_border_before(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_cut_to_the_sentences_that_match() {
        let passage = "Mogh lived. He fell at Khitomer. His son lived on.";
        let marked = 23..31;
        assert_eq!(&passage[marked.clone()], "Khitomer");
        assert_eq!(
            &passage[excerpt(passage, std::slice::from_ref(&marked), 40)],
            "He fell at Khitomer. His son lived on."
        );
        assert_eq!(&passage[excerpt(passage, std::slice::from_ref(&marked), 25)], "He fell at Khitomer.");
        assert_eq!(excerpt(passage, &[], 100), 0..passage.len());
    }

    #[test]
    fn a_sentence_too_long_is_shown_from_a_little_before_its_match() {
        let passage = format!("{}Khitomer fell and {}.", "on and ".repeat(40), "so forth ".repeat(40));
        let at = passage.find("Khitomer").unwrap();
        let shown = excerpt(&passage, std::slice::from_ref(&(at..at + 8)), 60);
        assert!(passage[shown.clone()].contains("Khitomer fell") && shown.len() <= 60, "{}", &passage[shown]);
    }

    proptest::proptest! {
        #[test]
        fn an_excerpt_is_a_span_of_the_passage_and_fits(passage in "(\\PC{0,40}[.!? ]){0,6}", max in 1usize..80) {
            let shown = excerpt(&passage, &[], max);
            proptest::prop_assert!(passage.get(shown.clone()).is_some() && shown.len() <= max.max(4));
        }
    }
}
