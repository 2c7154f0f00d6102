//! A passage by chance: running text of lore, long enough to be worth reading.

use super::Error;
use super::choose::unmarked;
use super::library::Library;
use super::timeline::Stretch;
use crate::index::WikiIndex;
use crate::lore::{Answer, Lookup, Nearest, Outcome, PassageKind, Rung, Scope, Standing, readable};

/// The fewest words worth reading by themselves.
const FEWEST_WORDS: usize = 25;

/// How many passages are drawn before they are gone through in order: where hardly any is worth reading.
const MOST_DRAWN: usize = 200;

impl Library {
    /// A passage of a topic, or of one wiki (by its folder name) or all. The same seed draws the same passage from the
    /// same wikis. Where the topic is no one article's name, the answer to that name; where nothing is worth reading,
    /// an answer without any passage.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn random(&self, seed: u64, topic: Option<&str>, wiki: Option<&str>) -> Result<Answer, Error> {
        let mut years = Stretch::ALL;
        let from = match topic.map(|topic| self.subject(topic, wiki)).transpose()? {
            Some(Lookup::Unclear(answer)) => return Ok(*answer),
            Some(Lookup::Told(subject)) => {
                years = subject.years;
                let numbers = subject.index.articles()[subject.article as usize].passage_numbers();
                vec![Passages { index: subject.index, first: numbers.start, end: numbers.end }]
            }
            None => {
                let asked = self.indexes().iter().filter(|index| wiki.is_none_or(|wiki| index.wiki().id == wiki));
                asked.map(|index| Passages { index, first: 0, end: index.len() }).collect()
            }
        };
        let asked = readable(topic.unwrap_or_default());
        match drawn(&from, years, seed)? {
            Some((index, number)) => found(asked, index, number),
            None => Ok(Answer { outcome: nothing(), differing: Vec::new(), ..self.answer(asked, &Scope::Wiki, wiki)? }),
        }
    }
}

/// The passages of a wiki that are drawn from, by their numbers.
struct Passages<'library> {
    index: &'library WikiIndex,
    first: u32,
    end: u32,
}

/// A passage worth reading that tells of the years asked for; each has the same chance, unless there are hardly any.
fn drawn<'library>(
    from: &[Passages<'library>],
    years: Stretch,
    seed: u64,
) -> Result<Option<(&'library WikiIndex, u32)>, Error> {
    let all: u64 = from.iter().map(|passages| u64::from(passages.end - passages.first)).sum();
    let mut random = fastrand::Rng::with_seed(seed);
    for _ in 0..MOST_DRAWN.min(usize::try_from(all).unwrap_or(MOST_DRAWN)) {
        if let Some((index, number)) = at_place(from, random.u64(0..all))
            && is_worth_reading(index, number, years)?
        {
            return Ok(Some((index, number)));
        }
    }
    for Passages { index, first, end } in from {
        for number in *first..*end {
            if is_worth_reading(index, number, years)? {
                return Ok(Some((index, number)));
            }
        }
    }
    Ok(None)
}

/// The passage at a place when all are one after another.
fn at_place<'library>(from: &[Passages<'library>], mut place: u64) -> Option<(&'library WikiIndex, u32)> {
    for Passages { index, first, end } in from {
        let length = u64::from(end - first);
        if place < length {
            return Some((index, first + u32::try_from(place).ok()?));
        }
        place -= length;
    }
    None
}

/// Whether a passage is running text that tells lore of these years at some length, its sources not counted.
fn is_worth_reading(index: &WikiIndex, number: u32, years: Stretch) -> Result<bool, Error> {
    if index.kind_of(number) != PassageKind::Paragraph {
        return Ok(false);
    }
    let passage = index.passage(number)?.passage;
    let ends = passage.text.trim_end().ends_with(['.', '!', '?', '"', '\u{201D}', '\'', '\u{2019}', ')']);
    let is_long = passage.lore_text().split_whitespace().nth(FEWEST_WORDS - 1).is_some();
    let is_dated = years == Stretch::ALL || passage.years.iter().any(|span| years.holds(span));
    Ok(passage.standing == Standing::Lore && ends && is_long && is_dated)
}

fn found(asked: &str, index: &WikiIndex, number: u32) -> Result<Answer, Error> {
    let best = unmarked(number, index)?;
    Ok(Answer {
        asked: asked.to_owned(),
        wiki: index.wiki().name.clone(),
        topic: Some(best.article.clone()),
        mended: Vec::new(),
        unmatched: Vec::new(),
        outcome: Outcome::Found { best: Box::new(best), others: Vec::new(), rung: Rung::Exact },
        differing: Vec::new(),
    })
}

fn nothing() -> Outcome {
    Outcome::Nothing { nearest: Nearest::default() }
}
