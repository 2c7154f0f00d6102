//! Pauses between the attempts at one request: longer each time, as long as the wiki asks, and not for ever.

use std::time::Duration;

/// The pause after the first attempt that failed.
const FIRST: Duration = Duration::from_secs(2);
/// The longest pause that the wiki did not ask for.
const LONGEST: Duration = Duration::from_mins(2);
/// The longest pause that is kept because the wiki asks for it. One that asks for more is better asked another day.
pub const LONGEST_ASKED: Duration = Duration::from_mins(10);

/// How often a request is tried while nobody knows yet whether a wiki is there.
pub const ATTEMPTS_AT_FIRST: u32 = 5;
/// How often a request is tried of a wiki that has answered before: through about six minutes of trouble.
pub const ATTEMPTS: u32 = 9;

/// The patience with one request.
#[derive(Debug, Clone)]
pub struct Patience {
    /// The attempts made.
    pub attempts: u32,
    next: Duration,
}

/// What to do after an attempt that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Wait so long, then try again.
    Wait(Duration),
    /// Do not try again.
    GiveUp,
    /// Do not try again now: the wiki asks to wait so long.
    ComeBack(Duration),
}

impl Patience {
    /// Begins before the first attempt.
    pub fn new() -> Patience {
        Patience { attempts: 0, next: FIRST }
    }

    /// Notes that an attempt has failed, of at most `limit`. `asked` is how long the wiki wishes to be left alone.
    pub fn after_failure(&mut self, asked: Option<Duration>, limit: u32) -> Step {
        self.attempts += 1;
        if self.attempts >= limit {
            return Step::GiveUp;
        }
        if let Some(asked) = asked.filter(|asked| *asked > LONGEST_ASKED) {
            return Step::ComeBack(asked);
        }
        let pause = self.next;
        self.next = (pause * 2).min(LONGEST);
        Step::Wait(asked.map_or(pause, |asked| asked.max(pause)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(count: u64) -> Duration {
        Duration::from_secs(count)
    }

    #[test]
    fn pauses_grow_up_to_the_longest_and_then_end() {
        let mut patience = Patience::new();
        let waited: Vec<_> = std::iter::from_fn(|| match patience.after_failure(None, ATTEMPTS) {
            Step::Wait(pause) => Some(pause.as_secs()),
            _ => None,
        })
        .collect();
        assert_eq!(waited, [2, 4, 8, 16, 32, 64, 120, 120]);
        assert_eq!(patience.attempts, ATTEMPTS);
    }

    #[test]
    fn a_longer_wish_of_the_wiki_is_heeded_and_one_beyond_reason_ends_it() {
        let mut patience = Patience::new();
        assert_eq!(patience.after_failure(Some(seconds(90)), 9), Step::Wait(seconds(90)));
        assert_eq!(patience.after_failure(Some(seconds(1)), 9), Step::Wait(seconds(4)));
        assert_eq!(patience.after_failure(Some(seconds(601)), 9), Step::ComeBack(seconds(601)));
    }
}
