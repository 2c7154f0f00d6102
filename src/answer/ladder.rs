//! The ladder a question climbs: a page of that name, the years asked for, the words. The first rung that holds answers.

use super::asking::Asking;
use crate::index::{Error, WikiIndex};
use crate::lore::{Answer, Outcome, Query};

/// Answers a question from one wiki.
pub(super) fn answer(query: &Query, index: &WikiIndex) -> Result<Answer, Error> {
    let asking = Asking::read(query, index)?;
    let outcome = asking.climb()?;
    let unmatched = match &outcome {
        Outcome::Found { best, .. } => {
            let number = index.articles()[best.id.article as usize].first_passage + best.id.passage;
            asking.unmatched_in(number)?.into_iter().map(|asked| asked.typed.clone()).collect()
        }
        _ => Vec::new(),
    };
    let title = |article: &u32| index.articles()[*article as usize].title.clone();
    let topic = match (&outcome, asking.subject()) {
        (Outcome::Ambiguous { .. }, _) => None,
        (Outcome::Found { best, .. }, [_, _, ..]) => Some(best.article.clone()),
        (_, subject) => subject.first().map(title),
    };
    Ok(Answer {
        asked: asking.query.asked.clone(),
        wiki: index.wiki().name.clone(),
        topic,
        mended: asking.mended(),
        unmatched,
        outcome,
    })
}

impl Asking<'_> {
    /// Climbs until a rung holds.
    fn climb(&self) -> Result<Outcome, Error> {
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
