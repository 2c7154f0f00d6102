//! The ladder a question climbs: a page of that name, the years asked for, the words. The first rung that holds answers.

use super::asking::Asking;
use crate::index::Error;
use crate::lore::{Answer, Outcome, Rung};

/// Answers a question from one wiki.
pub(super) fn answer(asking: &Asking) -> Result<Answer, Error> {
    let index = asking.index;
    let outcome = asking.climb()?;
    let unmatched = match &outcome {
        Outcome::Found { best, .. } => {
            let number = index.articles()[best.id.article as usize].first_passage + best.id.passage;
            let words = asking.unmatched_in(number)?.into_iter().map(|asked| asked.typed.clone());
            asking.section_missed.iter().cloned().chain(words).collect()
        }
        _ => Vec::new(),
    };
    let title = |article: &u32| index.articles()[*article as usize].title.clone();
    let topic = match (&outcome, asking.subject()) {
        (Outcome::Ambiguous { .. }, _) => None,
        (Outcome::Found { best, .. }, [_, _, ..]) => Some(best.article.clone()),
        (_, subject) => subject.first().map(title),
    };
    let differing = asking.differing(&outcome)?;
    Ok(Answer {
        asked: asking.query.asked.clone(),
        wiki: index.wiki().name.clone(),
        topic,
        mended: asking.mended(),
        unmatched,
        outcome,
        differing,
    })
}

impl Asking<'_> {
    /// How much surer the best passage seems than what this wiki offers where it has no answer, to be compared with that of
    /// other wikis; beyond all measure where a page of that name or a year answers.
    pub(super) fn sureness(&self) -> Result<f32, Error> {
        let by_years = !self.understood.years.is_empty() && !self.asks_at_length();
        if by_years || self.content().is_empty() {
            return Ok(f32::INFINITY);
        }
        Ok(self.certainty()?.map_or(f32::NEG_INFINITY, |certainty| certainty - self.index.stamp().calibration.middle))
    }

    /// Climbs with a section first, where the question is put to one, then with the whole of its article.
    fn climb(&self) -> Result<Outcome, Error> {
        let inside = self.climb_once()?;
        if self.section.is_none() || is_sure(&inside) {
            return Ok(if self.section_missed.is_some() { relaxed(inside) } else { inside });
        }
        let around = Asking { section: None, ..self.clone() }.climb_once()?;
        let is_found = matches!(inside, Outcome::Found { .. });
        Ok(if is_sure(&around) || !is_found { relaxed(around) } else { inside })
    }

    /// Climbs until a rung holds.
    fn climb_once(&self) -> Result<Outcome, Error> {
        if let Some(outcome) = self.by_hatnote()? {
            return Ok(outcome);
        }
        if !self.understood.years.is_empty() && !self.asks_at_length() {
            return self.by_years();
        }
        if !self.content().is_empty() {
            return self.by_words();
        }
        match self.subject() {
            [] if self.understood.continuity.is_some() => self.by_words(),
            [] => Ok(self.nothing(Vec::new(), Vec::new())),
            [one] => self.opening(*one),
            several => self.choices(several),
        }
    }
}

/// The same, not to be taken for all that was asked for.
fn relaxed(outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Found { best, others, rung: Rung::Exact } => Outcome::Found { best, others, rung: Rung::Relaxed },
        other => other,
    }
}

/// Whether something was found that is called an answer.
fn is_sure(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Found { rung, .. } if *rung != Rung::Uncertain)
}
