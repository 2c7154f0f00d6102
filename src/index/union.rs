//! The passages that hold any of several words, as if these were one.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocSet, TERMINATED};

/// Where any of some words stands, passage by passage in order.
pub(super) struct Union {
    words: Vec<SegmentPostings>,
    /// The passage at hand.
    number: u32,
}

impl Union {
    pub(super) fn of(words: Vec<SegmentPostings>) -> Union {
        let mut union = Union { words, number: 0 };
        union.number = union.least();
        union
    }

    /// The passages of each of the words by itself.
    pub(super) fn into_words(self) -> Vec<SegmentPostings> {
        self.words
    }

    /// The same passages and those that hold any of other words.
    pub(super) fn or(mut self, other: Union) -> Union {
        self.words.extend(other.words);
        Union::of(self.words)
    }

    /// The passage at hand; [`TERMINATED`] behind the last.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// Goes on to the next passage; gives its number.
    pub(super) fn advance(&mut self) -> u32 {
        if self.number != TERMINATED {
            self.at_hand().for_each(|word| {
                word.advance();
            });
            self.number = self.least();
        }
        self.number
    }

    /// Goes on to the first passage from this number on, where it is not there already; gives its number.
    pub(super) fn seek(&mut self, number: u32) -> u32 {
        if self.number < number {
            for word in self.words.iter_mut().filter(|word| word.doc() < number) {
                word.seek(number);
            }
            self.number = self.least();
        }
        self.number
    }

    /// Fills in where they stand in it, in order.
    pub(super) fn positions(&mut self, places: &mut Vec<u32>) {
        places.clear();
        self.at_hand().for_each(|word| word.append_positions_with_offset(0, places));
        places.sort_unstable();
    }

    /// How many passages there are, at most: those that hold several of the words count for each.
    pub(super) fn most(&self) -> u32 {
        self.words.iter().map(SegmentPostings::doc_freq).fold(0, u32::saturating_add)
    }

    fn at_hand(&mut self) -> impl Iterator<Item = &mut SegmentPostings> {
        let number = self.number;
        self.words.iter_mut().filter(move |word| word.doc() == number)
    }

    fn least(&self) -> u32 {
        self.words.iter().map(DocSet::doc).min().unwrap_or(TERMINATED)
    }
}

/// Whether any of some places is right before one of others, which are in order.
pub(super) fn stand_side_by_side(places: &[u32], next: &[u32]) -> bool {
    places.iter().any(|place| next.binary_search(&(place + 1)).is_ok())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use tantivy::schema::IndexRecordOption::WithFreqsAndPositions;

    use super::super::told::segment_of;
    use super::*;

    /// Passages in which forms of one word stand, mostly where others do.
    fn passages() -> impl proptest::strategy::Strategy<Value = Vec<String>> {
        proptest::collection::vec("((attack|attacks|attacked|attacking|peace) ){0,8}", 1..12)
    }

    /// Each passage that holds the word, by its number, with the places.
    fn wanted(passages: &[String]) -> Vec<(u32, Vec<u32>)> {
        let places = |text: &String| -> Vec<u32> {
            (0..).zip(text.split(' ')).filter(|(_, word)| word.starts_with("attack")).map(|(place, _)| place).collect()
        };
        (0..).zip(passages.iter().map(places)).filter(|(_, places)| !places.is_empty()).collect()
    }

    fn at_hand(union: &mut Union) -> (u32, Vec<u32>) {
        let mut places = Vec::new();
        union.positions(&mut places);
        (union.number(), places)
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

        #[test]
        fn the_forms_of_a_word_are_one(passages in passages()) {
            let texts: Vec<&str> = passages.iter().map(String::as_str).collect();
            let segment = segment_of(&texts);
            let union = || segment.telling("attack", WithFreqsAndPositions, Path::new("memory")).unwrap();
            let (wanted, mut walked, mut found) = (wanted(&passages), union(), Vec::new());
            while walked.number() != TERMINATED {
                found.push(at_hand(&mut walked));
                walked.advance();
            }
            proptest::prop_assert_eq!(walked.advance(), TERMINATED);
            proptest::prop_assert_eq!(&found, &wanted);
            proptest::prop_assert!(union().most() as usize >= wanted.len());
            for from in 0..u32::try_from(passages.len()).unwrap() {
                let mut sought = union();
                let first = wanted.iter().find(|(number, _)| *number >= from);
                proptest::prop_assert_eq!(sought.seek(from), first.map_or(TERMINATED, |(number, _)| *number));
                if let Some(first) = first {
                    proptest::prop_assert_eq!(&at_hand(&mut sought), first);
                }
            }
        }
    }

    #[test]
    fn only_the_very_next_place_is_beside() {
        assert!(stand_side_by_side(&[1, 5], &[6, 9]));
        assert!(!stand_side_by_side(&[1, 5], &[4, 5, 7]));
    }
}
