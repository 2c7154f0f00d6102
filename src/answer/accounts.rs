//! Other accounts: sentences in which the wiki itself says that a source tells it otherwise.

use std::ops::Range;

use super::sentences::sentences;
use crate::index::WikiIndex;
use crate::lore::{Passage, PassageKind, fold, is_noise_word, is_stop_word};

/// Wordings of a sentence that speaks of sources which differ, folded. A wiki of a world at war speaks of conflicts,
/// disputes and enemies' versions all the time; these are said of nothing but accounts.
const SAID_OF_ACCOUNTS: &[&str] = &[
    "there are conflicting accounts",
    "conflicting information",
    "conflicting source",
    "conflicting date",
    "sources differ",
    "sources disagree",
    "sources conflict",
    "sources vary",
    "accounts differ",
    "accounts vary",
    "accounts disagree",
    "another source states",
    "another source says",
    "another source gives",
    "another source claims",
    "another source places",
    "other sources state",
    "other sources say",
    "other sources give",
    "other sources claim",
    "other sources place",
    "another account states",
    "another account says",
    "another account gives",
    "another account claims",
    "a discrepancy",
];

/// Wordings that speak of accounts only where a source is named a few words on: laws and beliefs are contradicted, too.
const SAID_OF_A_SOURCE: &[&str] =
    &["contradicts", "contradicted by", "contradicted in", "contradicting", "inconsistent with", "in conflict with"];

/// What a source is called.
const SOURCES: &[&str] = &[
    "account",
    "accounts",
    "article",
    "book",
    "books",
    "chapter",
    "comic",
    "comics",
    "dialogue",
    "episode",
    "episodes",
    "film",
    "films",
    "game",
    "games",
    "manual",
    "movie",
    "movies",
    "novel",
    "novelization",
    "novels",
    "series",
    "source",
    "sources",
    "statement",
    "statements",
    "story",
    "text",
];

/// How many words may stand between a wording and the source.
const APART: usize = 5;

/// One of these stands in each of the wordings.
const ROOTS: &[&str] = &["ccount", "ource", "onflict", "ontradict", "nconsistent", "iscrepanc"];

/// How many telling words two sentences must share to speak of one thing.
const SHARED_WORDS: usize = 3;

/// The sentence of a passage that tells of another account, if there is one.
pub(super) fn other_account(passage: &Passage) -> Option<Range<usize>> {
    if !matches!(passage.kind, PassageKind::Paragraph | PassageKind::Footnote) {
        return None;
    }
    if !ROOTS.iter().any(|root| passage.text.contains(root)) {
        return None; // Spares nearly all passages the folding.
    }
    let mut sentences = sentences(&passage.text, passage.kind).into_iter();
    sentences.find(|sentence| speaks_of_accounts(&passage.text[sentence.clone()]))
}

fn speaks_of_accounts(sentence: &str) -> bool {
    let folded = format!(" {} ", fold(sentence));
    let names_source = |said: &str| {
        let after = folded.split_once(&format!(" {said} ")).map(|(_, after)| after);
        after.is_some_and(|after| after.split(' ').take(APART).any(|word| SOURCES.contains(&word)))
    };
    SAID_OF_ACCOUNTS.iter().any(|said| folded.contains(&format!(" {said}")))
        || SAID_OF_A_SOURCE.iter().any(|said| names_source(said))
}

/// The passage and its sentence that another account differs from: the one that shares most telling words with it, the
/// last of several. None where none shares enough.
pub(super) fn told_otherwise(
    sentence: &str,
    title: &str,
    passages: &[(u32, &Passage)],
    index: &WikiIndex,
) -> Option<(u32, Range<usize>)> {
    let of_title = index.words(title);
    let told: Vec<String> = telling_words(sentence, index)
        .into_iter()
        .filter(|stem| !of_title.iter().any(|word| word.stem == *stem))
        .collect();
    let shared = |sentence: &str| {
        let words = telling_words(sentence, index);
        told.iter().filter(|stem| words.binary_search(stem).is_ok()).count()
    };
    let of_passage = |(number, passage): &(u32, &Passage)| {
        let sentences = sentences(&passage.text, passage.kind).into_iter();
        sentences.map(|sentence| (shared(&passage.text[sentence.clone()]), *number, sentence)).collect::<Vec<_>>()
    };
    let most = passages.iter().flat_map(of_passage).max_by_key(|(shared, number, _)| (*shared, *number));
    most.filter(|(shared, ..)| *shared >= SHARED_WORDS).map(|(_, number, sentence)| (number, sentence))
}

/// The stems of the longer words of a text that tell something, each once.
fn telling_words(text: &str, index: &WikiIndex) -> Vec<String> {
    let tells = |word: &str| word.len() > 3 && !is_stop_word(word) && !is_noise_word(word);
    let words = index.words(text).into_iter().filter(|word| tells(&word.exact));
    let mut stems: Vec<String> = words.map(|word| word.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wording_has_one_of_the_roots() {
        for said in SAID_OF_ACCOUNTS.iter().chain(SAID_OF_A_SOURCE) {
            assert!(ROOTS.iter().any(|root| said.contains(root)), "{said}");
        }
    }

    #[test]
    fn what_is_said_of_sources_is_told_from_what_is_said_in_the_story() {
        for told in [
            "This contradicts the novel, in which she died.",
            "Sources differ on the year of her birth.",
            "Other sources place it on Órban.",
            "This is inconsistent with an earlier episode.",
            "There is a discrepancy between the two.",
        ] {
            assert!(speaks_of_accounts(told), "{told}");
        }
        for told in [
            "The first law contradicts the belief that ships need sails.",
            "He gave conflicting accounts of the wreck.",
            "They found another source of water.",
            "The crown was in conflict with Órban.",
        ] {
            assert!(!speaks_of_accounts(told), "{told}");
        }
    }
}
