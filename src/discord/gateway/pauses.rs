//! The pauses between one connection to the gateway and the next, and how long the next may take to open.

use std::time::Duration;

use crate::discord::requests::Backoff;

/// A session that lasted so long is resumed without a pause.
const LONG: Duration = Duration::from_secs(10);

/// What Discord keeps for a session is worthless after seconds: the first tries to connect follow at once.
const FIRST_TRIES: u32 = 12;
const BETWEEN_THEM: Duration = Duration::from_millis(250);

/// The pauses of one shard.
#[derive(Debug)]
pub struct Pauses {
    opening: Backoff,
    tries: u32,
    unreachable: Backoff,
    lost: Backoff,
    refused: Backoff,
}

impl Pauses {
    /// Those of a shard that has had no connection yet.
    pub fn new() -> Pauses {
        Pauses { opening: opening(), tries: 0, unreachable: unreachable(), lost: lost(), refused: refused() }
    }

    /// How long the next connection may take to open.
    pub fn patience(&mut self) -> Duration {
        self.opening.pause(None)
    }

    /// While no connection can be had.
    pub fn without_connection(&mut self) -> Duration {
        self.tries += 1;
        if self.tries <= FIRST_TRIES { BETWEEN_THEM } else { self.unreachable.pause(None) }
    }

    /// After a connection that ended in a session, so long after it was opened.
    pub fn after_session(&mut self, lasted: Duration) -> Duration {
        self.has_connected();
        self.refused = refused();
        if lasted < LONG {
            return self.lost.pause(None);
        }
        self.lost = lost();
        Duration::ZERO
    }

    /// After a connection over which Discord began no session.
    pub fn after_refusal(&mut self) -> Duration {
        self.has_connected();
        self.refused.pause(None)
    }

    fn has_connected(&mut self) {
        (self.opening, self.tries, self.unreachable) = (opening(), 0, unreachable());
    }
}

/// Short at first, for a network that swallowed the question, and longer for one that is slow.
fn opening() -> Backoff {
    Backoff::new(Duration::from_secs(2), Duration::from_secs(30))
}

fn unreachable() -> Backoff {
    Backoff::new(Duration::from_millis(500), Duration::from_secs(30))
}

fn lost() -> Backoff {
    Backoff::new(Duration::from_millis(100), Duration::from_secs(30))
}

/// Sessions are counted, so ever longer.
fn refused() -> Backoff {
    Backoff::new(Duration::from_secs(5), Duration::from_mins(5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_session_that_lasted_is_resumed_at_once() {
        let mut pauses = Pauses::new();
        let (short, long) = (Duration::from_secs(1), Duration::from_mins(1));
        let first = pauses.after_session(short);
        assert!(pauses.after_session(short) > first && first > Duration::ZERO);
        assert_eq!((pauses.after_session(long), pauses.after_session(short)), (Duration::ZERO, first));
    }

    #[test]
    fn refusals_follow_one_another_ever_more_slowly_until_there_is_a_session() {
        let mut pauses = Pauses::new();
        let first = pauses.after_refusal();
        assert!(pauses.after_refusal() > first);
        pauses.after_session(Duration::ZERO);
        assert_eq!(pauses.after_refusal(), first);
    }

    #[test]
    fn connecting_is_tried_often_for_some_seconds_and_then_ever_more_slowly() {
        let mut pauses = Pauses::new();
        let tries: Vec<Duration> = (0..30).map(|_| pauses.without_connection()).collect();
        assert!(tries[..12].iter().all(|pause| *pause == BETWEEN_THEM) && tries[29] == Duration::from_secs(30));
        pauses.after_refusal();
        assert_eq!(pauses.without_connection(), BETWEEN_THEM, "there was a connection");
    }
}
