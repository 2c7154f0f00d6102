//! The right answers of a question, and whether a passage is one of them.

use std::collections::HashSet;

use crate::check::Question;
use crate::lore::{Hit, words_of};

/// The fewest words of a passage that count as part of a longer right one.
const FEWEST_WORDS: usize = 6;
/// A passage of at most so many words may hold a right one inside it, or of so many times the right one's words.
const MOST_AROUND: (usize, usize) = (120, 3);
/// How many words in a row are compared where neither passage holds the other.
const RUN: usize = 5;

/// What answers a question.
#[derive(Debug, Clone)]
pub(super) enum Gold {
    /// Any of these passages, however the wiki splits them.
    Passages(Vec<PassageWords>),
    /// A passage as a question file describes it.
    Described(Box<Question>),
    /// Nothing does: the question should be refused.
    Nothing,
}

impl Gold {
    /// Whether a passage found is right.
    pub(super) fn is_met_by(&self, hit: &Hit) -> bool {
        match self {
            Gold::Passages(passages) => {
                let found = PassageWords::of(&hit.passage);
                passages.iter().any(|right| right.is_met_by(&found))
            }
            Gold::Described(question) => question.is_met_by(hit),
            Gold::Nothing => false,
        }
    }
}

/// The words of a passage, made to be compared with another's.
#[derive(Debug, Clone)]
pub(super) struct PassageWords {
    words: Vec<String>,
    /// The words with one space between and around them.
    spaced: String,
}

impl PassageWords {
    pub(super) fn of(text: &str) -> PassageWords {
        let words: Vec<String> = words_of(text).into_iter().map(|(_, word)| word).collect();
        let spaced = format!(" {} ", words.join(" "));
        PassageWords { words, spaced }
    }

    /// Whether another passage is this one, a part of it, holds it, or shares half of its runs of words: two ways to split
    /// an article must not make a right answer wrong.
    fn is_met_by(&self, found: &PassageWords) -> bool {
        if self.words.is_empty() || found.words.is_empty() {
            return false;
        }
        if self.spaced.contains(&found.spaced) {
            return found.words.len() >= FEWEST_WORDS.min(self.words.len());
        }
        let (most, times) = MOST_AROUND;
        if found.words.len() > most.max(times * self.words.len()) {
            return false;
        }
        if found.spaced.contains(&self.spaced) {
            return true;
        }
        let (right, found) = (self.runs(), found.runs());
        let shared = 2 * right.intersection(&found).count();
        shared >= right.len() || shared >= found.len()
    }

    fn runs(&self) -> HashSet<&[String]> {
        self.words.windows(RUN.min(self.words.len())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meets(found: &str, right: &str) -> bool {
        PassageWords::of(right).is_met_by(&PassageWords::of(found))
    }

    #[test]
    fn a_right_passage_may_be_split_otherwise() {
        let right = "The heron king waded ashore at dawn, and nobody of the old court would speak to him.";
        assert!(meets(right, right));
        assert!(meets("And nobody of the old court would speak", right));
        assert!(!meets("The heron king", right));
        assert!(meets(&format!("Before that it rained. {right} Later it rained again."), right));
        assert!(!meets("The crane queen flew off at dusk, and everybody of the new court sang to her.", right));
        assert!(!meets("", right));
    }
}
