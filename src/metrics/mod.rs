//! Figures that the front ends bump: how many questions, how they were answered, how long it took, what went wrong, and
//! whether all is well. No text, no names of people.

mod histogram;
mod page;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

pub use histogram::Histogram;
pub use page::page;

/// A number that only grows; any thread may bump it.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Counts one more.
    pub fn bump(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// The count so far.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Whether something holds; unknown, or of no concern, until it is said.
#[derive(Debug, Default)]
pub struct Condition(AtomicU8);

impl Condition {
    /// Says whether it holds.
    pub fn set(&self, holds: bool) {
        self.0.store(1 + u8::from(holds), Ordering::Relaxed);
    }

    /// Whether it holds, where that was said.
    pub fn get(&self) -> Option<bool> {
        self.0.load(Ordering::Relaxed).checked_sub(1).map(|holds| holds == 1)
    }
}

/// A wiki whose index is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WikiFigures {
    /// Its folder name.
    pub id: String,
    /// How many passages it has.
    pub passages: usize,
    /// When its index was written, where that is known.
    pub written: Option<SystemTime>,
}

/// What a front end has done since it started.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Questions answered in any way.
    pub questions: Counter,
    /// Answers found as asked.
    pub exact: Counter,
    /// Answers found with most of what was asked for.
    pub relaxed: Counter,
    /// Answers found after mending the spelling.
    pub mended: Counter,
    /// Passages shown as the nearest there is, with nothing certain.
    pub uncertain: Counter,
    /// Questions that name several articles alike.
    pub ambiguous: Counter,
    /// Questions met with "did you mean".
    pub did_you_mean: Counter,
    /// Questions the wiki has nothing on.
    pub nothing: Counter,
    /// Completions offered while someone types.
    pub autocomplete: Counter,
    /// Buttons pressed.
    pub buttons: Counter,
    /// Interactions left alone: too old, or delivered twice.
    pub dropped: Counter,
    /// Interactions and messages of people who were asked to wait.
    pub declined: Counter,
    /// HTTP requests that brought no interaction of Discord's.
    pub refused: Counter,
    /// Gateway connections opened or resumed after the first.
    pub reconnects: Counter,
    /// Interactions that could not be read, answered or delivered.
    pub errors: Counter,
    /// How long answers to questions and presses took, sending aside.
    pub answer_time: Histogram,
    /// The same for completions.
    pub autocomplete_time: Histogram,
    /// Whether an index is open.
    pub index: Condition,
    /// Whether the database with what servers chose answers.
    pub database: Condition,
    /// Whether the gateway has let the bot in, on every shard of this process.
    pub gateway: Condition,
    /// Whether interactions are taken over HTTP.
    pub endpoint: Condition,
    wikis: Mutex<Vec<WikiFigures>>,
    shards: Mutex<BTreeMap<u32, bool>>,
}

impl Metrics {
    /// What may come of a question, each with its counter.
    pub fn outcomes(&self) -> [(&'static str, &Counter); 7] {
        [
            ("exact", &self.exact),
            ("relaxed", &self.relaxed),
            ("mended", &self.mended),
            ("uncertain", &self.uncertain),
            ("ambiguous", &self.ambiguous),
            ("did_you_mean", &self.did_you_mean),
            ("nothing", &self.nothing),
        ]
    }

    /// Every counter with its name, in a fixed order.
    pub fn counts(&self) -> Vec<(&'static str, u64)> {
        let others = [
            ("autocomplete", &self.autocomplete),
            ("buttons", &self.buttons),
            ("declined", &self.declined),
            ("dropped", &self.dropped),
            ("refused", &self.refused),
            ("reconnects", &self.reconnects),
            ("errors", &self.errors),
        ];
        let all = [("questions", &self.questions)].into_iter().chain(self.outcomes()).chain(others);
        all.map(|(name, counter)| (name, counter.get())).collect()
    }

    /// Says which wikis are in use from now on.
    pub fn now_has(&self, wikis: Vec<WikiFigures>) {
        *self.wikis() = wikis;
        self.index.set(true);
    }

    /// Says which shards of the gateway this process opens from now on; none is connected yet.
    pub fn opens_shards(&self, shards: impl IntoIterator<Item = u32>) {
        *self.shards() = shards.into_iter().map(|shard| (shard, false)).collect();
        self.gateway.set(false);
    }

    /// Says whether a shard that this process opens is connected.
    pub fn shard_is(&self, shard: u32, is_connected: bool) {
        let mut shards = self.shards();
        if let Some(known) = shards.get_mut(&shard) {
            *known = is_connected;
        }
        self.gateway.set(!shards.is_empty() && shards.values().all(|is_connected| *is_connected));
    }

    /// What keeps the bot from answering now; `None` where nothing does.
    pub fn lacks(&self) -> Option<&'static str> {
        let is_open = [&self.gateway, &self.endpoint].into_iter().any(|door| door.get() == Some(true));
        if self.index.get() != Some(true) {
            Some("the index is being opened")
        } else if self.database.get() != Some(true) {
            Some("the database does not answer")
        } else if !is_open {
            Some(if self.gateway.get().is_some() { "not connected to the gateway" } else { "not listening" })
        } else {
            None
        }
    }

    fn shards(&self) -> MutexGuard<'_, BTreeMap<u32, bool>> {
        self.shards.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wikis(&self) -> MutexGuard<'_, Vec<WikiFigures>> {
        self.wikis.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Display for Metrics {
    /// One line: `questions=3 exact=2 ...`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, count)) in self.counts().iter().enumerate() {
            write!(out, "{}{name}={count}", if at == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lacking_is_named_until_nothing_is() {
        let metrics = Metrics::default();
        assert_eq!(metrics.lacks(), Some("the index is being opened"));
        metrics.now_has(Vec::new());
        assert_eq!(metrics.lacks(), Some("the database does not answer"));
        metrics.database.set(true);
        assert_eq!(metrics.lacks(), Some("not listening"));
        metrics.gateway.set(false);
        assert_eq!(metrics.lacks(), Some("not connected to the gateway"));
        metrics.gateway.set(true);
        assert_eq!(metrics.lacks(), None);
        metrics.database.set(false);
        assert_eq!(metrics.lacks(), Some("the database does not answer"));
    }

    #[test]
    fn the_gateway_is_connected_when_every_shard_is() {
        let metrics = Metrics::default();
        metrics.opens_shards(4..6);
        metrics.shard_is(4, true);
        assert_eq!(metrics.gateway.get(), Some(false));
        metrics.shard_is(5, true);
        metrics.shard_is(6, false);
        assert_eq!(metrics.gateway.get(), Some(true), "shard 6 is of another process");
        metrics.shard_is(4, false);
        assert_eq!(metrics.gateway.get(), Some(false));
    }

    #[test]
    fn the_counts_are_one_line() {
        let metrics = Metrics::default();
        metrics.exact.bump();
        assert!(metrics.to_string().starts_with("questions=0 exact=1 relaxed=0 "), "{metrics}");
    }
}
