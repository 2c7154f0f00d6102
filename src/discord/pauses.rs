//! The pauses between one connection to the gateway and the next, and how long the next may take to open.

use std::time::Duration;

use super::backoff::Backoff;

/// A session that lasted so long is resumed without a pause.
const LONG: Duration = Duration::from_secs(10);

/// The pauses of one shard.
#[derive(Debug)]
pub struct Pauses {
    opening: Backoff,
    unreachable: Backoff,
    lost: Backoff,
    refused: Backoff,
}

impl Pauses {
    /// Those of a shard that has had no connection yet.
    pub fn new() -> Pauses {
        Pauses { opening: opening(), unreachable: unreachable(), lost: lost(), refused: refused() }
    }

    /// How long the next connection may take to open.
    pub fn patience(&mut self) -> Duration {
        self.opening.pause(None)
    }

    /// While no connection can be had.
    pub fn without_connection(&mut self) -> Duration {
        self.unreachable.pause(None)
    }

    /// After a connection that ended in a session, so long after it was opened.
    pub fn after_session(&mut self, lasted: Duration) -> Duration {
        (self.opening, self.unreachable, self.refused) = (opening(), unreachable(), refused());
        if lasted < LONG {
            return self.lost.pause(None);
        }
        self.lost = lost();
        Duration::ZERO
    }

    /// After a connection over which Discord began no session.
    pub fn after_refusal(&mut self) -> Duration {
        (self.opening, self.unreachable) = (opening(), unreachable());
        self.refused.pause(None)
    }
}

/// Short at first, for a network that swallowed the question, and longer for one that is slow.
fn opening() -> Backoff {
    Backoff::new(Duration::from_secs(2), Duration::from_secs(30))
}

/// Short at first: what Discord keeps for a session is soon worthless.
fn unreachable() -> Backoff {
    Backoff::new(Duration::from_millis(250), Duration::from_secs(30))
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
    fn a_session_ends_the_row_of_refusals_and_of_connections_that_could_not_be_had() {
        let mut pauses = Pauses::new();
        let first = (pauses.after_refusal(), pauses.without_connection());
        assert!(pauses.after_refusal() > first.0 && pauses.without_connection() == first.1, "there was a connection");
        pauses.after_session(Duration::ZERO);
        assert_eq!((pauses.after_refusal(), pauses.without_connection()), first);
    }
}
