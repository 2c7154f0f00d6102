//! Signs of life on a connection: where none come for long, it is dead, whatever it looks like.

use std::time::Duration;

use tokio::time::Instant;

/// Discord acknowledges a heartbeat every 41 seconds or so; where two and more are missed, serenity connects anew by itself,
/// unless it hangs while it does: it waits for a connection without end.
const LIFELESS: Duration = Duration::from_mins(3);

/// What changes with every sign of life: how many events have come, and how long the latest heartbeat took.
pub type Sign = (u64, Option<Duration>);

/// When there was a sign of life.
#[derive(Debug)]
pub struct Pulse {
    sign: Sign,
    felt_at: Instant,
}

impl Pulse {
    /// Of a connection about to be opened.
    pub fn new(now: Instant) -> Pulse {
        Pulse { sign: Sign::default(), felt_at: now }
    }

    /// Notes what the sign is at a moment. Whether there is life.
    pub fn feel(&mut self, sign: Sign, now: Instant) -> bool {
        if sign != self.sign {
            *self = Pulse { sign, felt_at: now };
        }
        now.duration_since(self.felt_at) < LIFELESS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_without_a_sign_for_minutes_is_dead_and_any_sign_revives_it() {
        let start = Instant::now();
        let (mut pulse, soon, long) = (Pulse::new(start), Duration::from_secs(50), Duration::from_mins(4));
        assert!(pulse.feel((7, None), start + soon));
        assert!(pulse.feel((7, Some(soon)), start + long), "a heartbeat was acknowledged");
        assert!(!pulse.feel((7, Some(soon)), start + long + long));
        assert!(pulse.feel((8, Some(soon)), start + long + long));
    }
}
