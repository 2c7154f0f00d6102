//! Counters that the front ends bump: how many questions, how they were answered, what went wrong. No text, no names.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

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
    /// Interactions that could not be read, answered or delivered.
    pub errors: Counter,
}

impl Metrics {
    /// Every counter with its name, in a fixed order.
    pub fn counts(&self) -> [(&'static str, u64); 12] {
        [
            ("questions", self.questions.get()),
            ("exact", self.exact.get()),
            ("relaxed", self.relaxed.get()),
            ("mended", self.mended.get()),
            ("uncertain", self.uncertain.get()),
            ("ambiguous", self.ambiguous.get()),
            ("did_you_mean", self.did_you_mean.get()),
            ("nothing", self.nothing.get()),
            ("autocomplete", self.autocomplete.get()),
            ("buttons", self.buttons.get()),
            ("dropped", self.dropped.get()),
            ("errors", self.errors.get()),
        ]
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
