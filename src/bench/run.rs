//! A set of questions asked, what came of each, and how it is kept to be compared with a later one.

use std::fmt::Write as _;
use std::time::Instant;

use super::gold::Gold;
use super::questions::{Error, Set};
use crate::answer::Library;
use crate::lore::Hit;

/// How many passages of an answer are looked at.
const LOOKED_AT: usize = 10;

/// What came of each question of a set, in its order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Run {
    /// The name of the set.
    pub set: String,
    /// What came of each question.
    pub told: Vec<Told>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The question's name in its set.
    pub id: String,
    /// The question.
    pub question: String,
    /// Whether there is an answer.
    pub answerable: bool,
    /// The place of the first right passage, from 1; `None` where none is among the first ten.
    pub rank: Option<usize>,
    /// Whether no passage was shown at all.
    pub refused: bool,
    /// Whether what was shown was said to be uncertain.
    pub uncertain: bool,
    /// How long the answer took, in microseconds.
    pub took_us: u64,
    /// What was shown first: its article and how it begins.
    pub shown: String,
}

impl Run {
    /// Asks every question of a set.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn of(set: &Set, library: &Library) -> Result<Run, Error> {
        let mut run = Run { set: set.name.clone(), told: Vec::with_capacity(set.len()) };
        for asked in &set.questions {
            let start = Instant::now();
            let answer = library.answer(&asked.text, &asked.scope, set.wiki.as_deref())?;
            let took_us = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
            let hits = answer.hits().collect::<Vec<_>>();
            let rank = hits.iter().take(LOOKED_AT).position(|hit| asked.gold.is_met_by(hit)).map(|place| place + 1);
            run.told.push(Told {
                id: asked.id.clone(),
                question: asked.text.clone(),
                answerable: !matches!(asked.gold, Gold::Nothing),
                rank,
                refused: hits.is_empty(),
                uncertain: answer.is_uncertain(),
                took_us,
                shown: hits.first().map(|hit| shown(hit)).unwrap_or_default(),
            });
        }
        Ok(run)
    }

    /// The run as lines of tab-separated values: set, question's name, rank (0 for none), `found`, `uncertain` or
    /// `refused`, microseconds, question, what was shown.
    pub fn to_tsv(&self) -> String {
        let mut lines = String::new();
        for told in &self.told {
            let outcome = match (told.refused, told.uncertain) {
                (true, _) => "refused",
                (_, true) => "uncertain",
                _ => "found",
            };
            let Told { id, question, rank, took_us, shown, .. } = told;
            let rank = rank.unwrap_or_default();
            let _ = writeln!(lines, "{}\t{id}\t{rank}\t{outcome}\t{took_us}\t{question}\t{shown}", self.set);
        }
        lines
    }

    /// The ranks of this set's questions in lines that [`Run::to_tsv`] wrote, by the question's name.
    pub fn ranks_in(&self, lines: &str) -> Vec<(String, Option<usize>)> {
        let of_line = |line: &str| {
            let mut columns = line.split('\t');
            let is_ours = columns.next() == Some(self.set.as_str());
            let (id, rank) = (columns.next()?, columns.next()?.parse().ok()?);
            is_ours.then(|| (id.to_owned(), (rank > 0).then_some(rank)))
        };
        lines.lines().filter_map(of_line).collect()
    }
}

/// What speaks for the passages that each question finds, as lines of tab-separated values: set, question's name, 1 for a
/// right passage or 0, then the parts in their order. For fitting weights.
///
/// # Errors
/// When the index is damaged.
pub fn parts_of(set: &Set, library: &Library, most: usize) -> Result<String, Error> {
    let mut lines = String::new();
    for asked in &set.questions {
        for (hit, weighed) in library.weighed(&asked.text, set.wiki.as_deref(), most)? {
            let _ = write!(lines, "{}\t{}\t{}", set.name, asked.id, u8::from(asked.gold.is_met_by(&hit)));
            let _ = write!(lines, "\t{}\t{:.3}", hit.id.article, weighed.question);
            for part in weighed.parts {
                let _ = write!(lines, "\t{part:.4}");
            }
            lines.push('\n');
        }
    }
    Ok(lines)
}

fn shown(hit: &Hit) -> String {
    let opening: String = hit.passage.chars().take(60).collect();
    format!("{}: {}", hit.article, opening.replace(['\t', '\n'], " "))
}
