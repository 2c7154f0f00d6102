//! Other accounts: sentences in which the wiki itself says that a source tells it otherwise.

use std::ops::Range;

use super::sentences::sentences;
use crate::index::WikiIndex;
use crate::lore::{Passage, PassageKind, fold, is_noise_word, is_stop_word, speaks_of_accounts};

/// How many telling words two sentences must share to speak of one thing.
const SHARED_WORDS: usize = 3;

/// The sentence of a passage that tells of another account, if there is one.
pub(super) fn other_account(passage: &Passage) -> Option<Range<usize>> {
    if !matches!(passage.kind, PassageKind::Paragraph | PassageKind::Footnote) {
        return None;
    }
    let mut sentences = sentences(&passage.text, passage.kind).into_iter();
    sentences.find(|sentence| speaks_of_accounts(&fold(&passage.text[sentence.clone()])))
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
    use crate::index::telltales_noted;
    use crate::lore::{Attribution, Standing};

    #[test]
    fn a_passage_that_tells_of_another_account_is_noted_as_such() {
        for (text, sentence) in [
            ("She lived. Sources differ on the year of her birth.", 11..),
            ("His oath contradicts the law of old. This contradicts the novel's ending.", 37..),
        ] {
            let passage = Passage {
                kind: PassageKind::Footnote,
                standing: Standing::Lore,
                text: text.to_owned(),
                asides: Vec::new(),
                years: Vec::new(),
                continuity: String::new(),
                citations: Vec::new(),
                attribution: Attribution::Uncited,
            };
            let told = other_account(&passage).unwrap();
            assert_eq!(text[told].trim(), text[sentence].trim());
            assert!(telltales_noted(text, "Órban").speaks_of_accounts(), "{text}");
        }
    }
}
