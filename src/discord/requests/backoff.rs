//! Pauses between attempts: longer each time, never given up.

use std::time::Duration;

/// The pauses of one row of attempts.
#[derive(Debug, Clone)]
pub struct Backoff {
    next: Duration,
    longest: Duration,
}

impl Backoff {
    /// Begins with `first` and doubles up to `longest`.
    pub fn new(first: Duration, longest: Duration) -> Backoff {
        Backoff { next: first, longest }
    }

    /// The pause before the next attempt; the one Discord asks for, where it asks for a longer one.
    pub fn pause(&mut self, asked: Option<Duration>) -> Duration {
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        asked.map_or(pause, |asked| asked.max(pause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_heed_discord() {
        let second = Duration::from_secs(1);
        let mut backoff = Backoff::new(second, 3 * second);
        assert_eq!(backoff.pause(None), second);
        assert_eq!(backoff.pause(Some(5 * second)), 5 * second);
        assert_eq!(backoff.pause(Some(second)), 3 * second);
        assert_eq!(backoff.pause(None), 3 * second);
    }
}
