//! The ladder a question climbs: a page of that name, the years asked for, the words. The first rung that holds answers.

use super::asking::Asking;
use super::understand::Role;
use crate::index::{Error, WikiIndex};
use crate::lore::{Answer, Outcome, Query};

/// Answers a question from one wiki.
pub(super) fn answer(query: &Query, index: &WikiIndex) -> Result<Answer, Error> {
    let asking = Asking::read(query, index)?;
    let outcome = asking.climb()?;
    let unmatched = match &outcome {
        Outcome::Found { best, .. } => asking.unmatched_in(best),
        _ => Vec::new(),
    };
    Ok(Answer {
        asked: query.asked.clone(),
        wiki: index.wiki().name.clone(),
        topic: asking.subject().first().map(|article| index.articles()[*article as usize].title.clone()),
        mended: asking.mended(),
        unmatched,
        outcome,
    })
}

impl Asking<'_> {
    /// Climbs until a rung holds.
    fn climb(&self) -> Result<Outcome, Error> {
        let asks_words = !self.content().is_empty() || self.understood.of_role(Role::Noise).next().is_some();
        if !self.understood.years.is_empty() {
            return self.by_years();
        }
        if !asks_words {
            return match self.subject() {
                [] if self.understood.words.is_empty() => Ok(self.nothing(Vec::new(), Vec::new())),
                [] => self.by_words(),
                [one] => self.opening(*one),
                several => self.choices(several),
            };
        }
        match self.by_hatnote()? {
            Some(outcome) => Ok(outcome),
            None => self.by_words(),
        }
    }
}
