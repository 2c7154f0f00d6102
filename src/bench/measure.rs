//! The measures of a run, each with the range in which it may well lie, and the comparison of two runs.

use std::collections::HashMap;

use super::run::{Run, Told};

/// How often a run is drawn anew to see how far a measure may lie off.
const DRAWS: usize = 1_000;
/// The number that the draws begin with: the same run always gives the same range.
const SEED: u64 = 7;

/// A measure from 0 to 1 and its 95 % range by the bootstrap.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Share {
    /// The measure.
    pub value: f64,
    /// Where it may well begin.
    pub low: f64,
    /// Where it may well end.
    pub high: f64,
}

/// The measures of a run. Refused questions count as not found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures {
    /// How many questions have an answer.
    pub answerable: usize,
    /// The share of these with a right passage first.
    pub success_at_1: Share,
    /// With one among the first three.
    pub success_at_3: Share,
    /// With one among the first five: recall@5.
    pub recall_at_5: Share,
    /// The mean of one over the place of the first right passage, 0 beyond ten: MRR@10.
    pub mrr_at_10: Share,
    /// How many of these were refused, and how many shown as uncertain.
    pub withheld: (usize, usize),
    /// How many questions have none.
    pub unanswerable: usize,
    /// How many of those were refused, and how many shown as uncertain.
    pub withheld_rightly: (usize, usize),
    /// The time of a question in microseconds: the median, and that which one in a hundred exceeds.
    pub took_us: (u64, u64),
}

/// Two runs of the same questions, by whether the right passage came first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// How many questions are right now and were not.
    pub won: usize,
    /// How many were right and are not now.
    pub lost: usize,
    /// How likely as great a difference is where there is none: the two-sided sign test on these questions.
    pub p: f64,
}

impl Measures {
    /// The measures of a run.
    pub fn of(run: &Run) -> Measures {
        let (answerable, unanswerable): (Vec<&Told>, Vec<&Told>) = run.told.iter().partition(|told| told.answerable);
        let within = |most: usize| {
            let found = |told: &&Told| if told.rank.is_some_and(|rank| rank <= most) { 1.0 } else { 0.0 };
            share(&answerable.iter().map(found).collect::<Vec<f64>>())
        };
        #[expect(clippy::cast_precision_loss, reason = "a place is at most ten")]
        let reciprocal = |told: &&Told| told.rank.map_or(0.0, |rank| 1.0 / rank as f64);
        let withheld = |of: &[&Told]| {
            let refused = of.iter().filter(|told| told.refused).count();
            (refused, of.iter().filter(|told| !told.refused && told.uncertain).count())
        };
        let mut times: Vec<u64> = run.told.iter().map(|told| told.took_us).collect();
        times.sort_unstable();
        let at = |hundredths: usize| times.get(times.len() * hundredths / 100).copied().unwrap_or_default();
        Measures {
            answerable: answerable.len(),
            success_at_1: within(1),
            success_at_3: within(3),
            recall_at_5: within(5),
            mrr_at_10: share(&answerable.iter().map(reciprocal).collect::<Vec<f64>>()),
            withheld: withheld(&answerable),
            unanswerable: unanswerable.len(),
            withheld_rightly: withheld(&unanswerable),
            took_us: (at(50), at(99)),
        }
    }
}

impl Comparison {
    /// A run compared with the ranks of an earlier one; questions that the earlier one lacks are left out.
    pub fn of(run: &Run, earlier: &[(String, Option<usize>)]) -> Comparison {
        let earlier: HashMap<&str, bool> = earlier.iter().map(|(id, rank)| (id.as_str(), *rank == Some(1))).collect();
        let (mut won, mut lost) = (0, 0);
        for told in run.told.iter().filter(|told| told.answerable) {
            match (earlier.get(told.id.as_str()), told.rank == Some(1)) {
                (Some(false), true) => won += 1,
                (Some(true), false) => lost += 1,
                _ => {}
            }
        }
        Comparison { won, lost, p: sign_test(won, lost) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sets have thousands of questions, not more")]
fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let number = values.len().max(1) as f64;
    values.sum::<f64>() / number
}

/// The mean of values and the middle 95 % of the means of as many values drawn from them with putting back.
fn share(values: &[f64]) -> Share {
    if values.is_empty() {
        return Share::default();
    }
    let mut draw = fastrand::Rng::with_seed(SEED);
    let mut means: Vec<f64> =
        (0..DRAWS).map(|_| mean((0..values.len()).map(|_| values[draw.usize(..values.len())]))).collect();
    means.sort_by(f64::total_cmp);
    Share { value: mean(values.iter().copied()), low: means[DRAWS / 40], high: means[DRAWS - 1 - DRAWS / 40] }
}

/// How likely at least as uneven a split is, where each question falls to either side alike: twice the tail of the
/// binomial distribution.
#[expect(clippy::cast_precision_loss, reason = "sets have thousands of questions, not more")]
fn sign_test(won: usize, lost: usize) -> f64 {
    let all = won + lost;
    let mut tail = 0.0;
    let mut log_of_choices = 0.0;
    for fewer in 0..=won.min(lost) {
        if fewer > 0 {
            log_of_choices += ((all - fewer + 1) as f64).ln() - (fewer as f64).ln();
        }
        tail += (log_of_choices - all as f64 * std::f64::consts::LN_2).exp();
    }
    (2.0 * tail).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(id: &str, rank: Option<usize>, answerable: bool) -> Told {
        Told {
            id: id.to_owned(),
            question: String::new(),
            answerable,
            rank,
            refused: rank.is_none(),
            uncertain: false,
            took_us: 10,
            shown: String::new(),
        }
    }

    fn run() -> Run {
        let told =
            vec![told("a", Some(1), true), told("b", Some(4), true), told("c", None, true), told("d", None, false)];
        Run { set: "herons".to_owned(), told }
    }

    #[test]
    fn shares_are_of_the_questions_that_have_an_answer() {
        let measures = Measures::of(&run());
        assert_eq!((measures.answerable, measures.unanswerable), (3, 1));
        assert!((measures.success_at_1.value - 1.0 / 3.0).abs() < 1e-9);
        assert!((measures.recall_at_5.value - 2.0 / 3.0).abs() < 1e-9);
        assert!((measures.mrr_at_10.value - 1.25 / 3.0).abs() < 1e-9);
        assert!(measures.success_at_1.low <= measures.success_at_1.value);
        assert!(measures.success_at_1.high >= measures.success_at_1.value);
        assert_eq!((measures.withheld, measures.withheld_rightly), ((1, 0), (1, 0)));
        assert_eq!(Measures::of(&Run::default()).success_at_1, Share::default());
    }

    #[test]
    fn a_saved_run_is_compared_question_by_question() {
        let (before, mut after) = (run(), run());
        after.told[1].rank = Some(1);
        let comparison = Comparison::of(&after, &after.ranks_in(&before.to_tsv()));
        assert_eq!((comparison.won, comparison.lost), (1, 0));
        assert!((comparison.p - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_sign_test_gives_the_binomial_tail() {
        assert!((sign_test(0, 0) - 1.0).abs() < 1e-9);
        assert!((sign_test(10, 0) - 2.0 / 1024.0).abs() < 1e-9);
        assert!((sign_test(8, 2) - 2.0 * (1.0 + 10.0 + 45.0) / 1024.0).abs() < 1e-9);
    }
}
