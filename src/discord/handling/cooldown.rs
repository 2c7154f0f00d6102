//! How often one person may ask: bursts are fine, an endless stream is not.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

/// Questions and presses in a row before anyone has to wait; ours, as is the next: more than a reader turning pages needs.
const BURST: f64 = 15.0;
/// How many more there may be each second.
const EACH_SECOND: f64 = 1.0;
/// The most people remembered; whoever has rested long enough is forgotten first.
const MOST: usize = 10_000;

/// What each person has left, and when that was so.
#[derive(Debug, Default)]
pub struct Cooldown {
    left: Mutex<HashMap<u64, (f64, Instant)>>,
}

impl Cooldown {
    /// Whether someone may ask now; it counts as asked then.
    pub fn allows(&self, user: u64, now: Instant) -> bool {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if left.len() >= MOST {
            left.retain(|_, (had, since)| refilled(*had, *since, now) < BURST);
        }
        if left.len() >= MOST {
            left.clear();
        }
        let (had, since) = left.get(&user).copied().unwrap_or((BURST, now));
        let has = refilled(had, since, now);
        let allowed = has >= 1.0;
        left.insert(user, (if allowed { has - 1.0 } else { has }, now));
        allowed
    }
}

/// What someone has who had so much at a moment.
fn refilled(had: f64, since: Instant, now: Instant) -> f64 {
    (had + now.saturating_duration_since(since).as_secs_f64() * EACH_SECOND).min(BURST)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn whoever_asks_without_end_has_to_wait_and_others_do_not() {
        let (cooldown, now) = (Cooldown::default(), Instant::now());
        let allowed = (0..100).filter(|_| cooldown.allows(1, now)).count();
        assert_eq!(allowed, 15);
        assert!(cooldown.allows(2, now));
        assert!(cooldown.allows(1, now + Duration::from_secs(1)));
        assert!(!cooldown.allows(1, now + Duration::from_secs(1)));
    }

    #[test]
    fn the_memory_is_bounded() {
        let (cooldown, now) = (Cooldown::default(), Instant::now());
        for user in 0..30_000 {
            assert!(cooldown.allows(user, now));
        }
        assert!(cooldown.left.lock().unwrap().len() <= MOST);
    }
}
