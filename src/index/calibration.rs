//! How well questions score that a wiki does not answer: what an honest refusal is measured by.
//!
//! Scores grow with the length of a question, and a wiki that tells everything twice gives a good score to anything. So each
//! wiki is asked, when its index is built, questions made of words of its own passages, and each time the article that the
//! words come from is left out (of a wiki of few articles, only the passage and those beside it): what scores best then
//! answers nothing. The score of a real answer is compared with these.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::Error;
use super::analyzer::Word;
use super::second_stage::{Ranked, Ranking, Sought};
use super::weights::{CertaintyWeights, Weights};
use super::wiki_index::WikiIndex;
use crate::lore::{is_noise_word, is_stop_word};

/// How many questions are asked.
const QUESTIONS: u32 = 120;
/// A passage must have at least so many words worth asking for.
const FEWEST_WORDS: usize = 8;
/// How many words a question is made of, at least and at most.
const LENGTHS: (usize, usize) = (3, 6);
/// The fewest articles of a wiki that can spare one.
const FEWEST_ARTICLES: usize = 20;
/// How many passages before and after one are left out with it where no article can be spared.
const BESIDE: u32 = 2;
/// The fewest passages of a wiki that is calibrated.
const FEWEST_PASSAGES: u32 = 40;
/// How many passages of a question are ranked in the end.
const LOOKED_AT: usize = 50;
/// What the random draws begin with: the same wiki is always calibrated alike.
const SEED: u64 = 2409;

/// How sure questions seem whose answer was left out.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// One in twenty of them seems less sure.
    pub low: f32,
    /// Half of them seem less sure.
    pub middle: f32,
}

impl Default for Calibration {
    /// What small wikis come to, for those too small to be calibrated by themselves.
    fn default() -> Calibration {
        Calibration { low: 5.0, middle: 7.0 }
    }
}

impl Calibration {
    /// Asks the wiki what it cannot answer.
    ///
    /// # Errors
    /// When the index is damaged.
    pub(super) fn of(index: &WikiIndex) -> Result<Calibration, Error> {
        if index.len() < FEWEST_PASSAGES {
            return Ok(Calibration::default());
        }
        let mut draw = fastrand::Rng::with_seed(SEED);
        let mut certainties = Vec::new();
        for at in 0..QUESTIONS {
            let passage =
                u32::try_from(u64::from(index.len()) * u64::from(at) / u64::from(QUESTIONS)).unwrap_or(u32::MAX);
            let words = words_worth_asking(index, passage)?;
            if words.len() >= FEWEST_WORDS {
                let length = draw.usize(LENGTHS.0..=LENGTHS.1);
                let asked = draw.choose_multiple(words.iter(), length);
                certainties.extend(without_answer(index, passage, &asked)?);
            }
        }
        certainties.sort_by(f32::total_cmp);
        let at = |twentieths: usize| certainties.get(certainties.len() * twentieths / 20).copied();
        Ok(at(1).zip(at(10)).map_or_else(Calibration::default, |(low, middle)| Calibration { low, middle }))
    }
}

/// The words of a passage that a question may be made of, each once.
fn words_worth_asking(index: &WikiIndex, passage: u32) -> Result<Vec<Word>, Error> {
    let mut words = index.words(&index.passage(passage)?.passage.lore_text());
    let mut seen = HashSet::new();
    words.retain(|word| {
        let says_something = !is_stop_word(&word.exact) && !is_noise_word(&word.exact) && word.exact.len() > 1;
        says_something && seen.insert(word.stem.clone())
    });
    Ok(words)
}

/// How sure the best answer seems once the article of the passage is left out. `None` where nothing is left.
fn without_answer(index: &WikiIndex, passage: u32, asked: &[&Word]) -> Result<Option<f32>, Error> {
    let left_out = if index.articles().len() < FEWEST_ARTICLES {
        passage.saturating_sub(BESIDE)..passage + BESIDE + 1
    } else {
        index.articles()[index.article_of(passage)].passage_numbers()
    };
    let question = Ranked {
        words: asked.iter().map(|word| Sought { word, or: &[], counts: 1.0 }).collect(),
        sequence: asked.to_vec(),
        ..Ranked::default()
    };
    let ranking = index.rank(&question, LOOKED_AT, |scored| Ok(!left_out.contains(&scored.number)))?;
    Ok(ranking.certainty(index.weights()))
}

impl Ranking {
    /// How sure the best passage seems, comparable between the questions of one wiki: its score as a share of the question's
    /// weight and in full, and its lead over other articles. `None` where there is none.
    pub fn certainty(&self, weights: &Weights) -> Option<f32> {
        let best = self.passages.first()?;
        let CertaintyWeights { share, whole, lead } = weights.certainty;
        Some(share * best.score + whole * (best.score * best.question).max(0.0).ln_1p() + lead * self.lead)
    }
}
