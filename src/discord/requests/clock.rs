//! How old an interaction is, by Discord's clock rather than ours.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The first second of 2015 in milliseconds of the Unix time: where Discord's ids begin to count
/// (<https://docs.discord.com/developers/reference#snowflakes>).
const DISCORD_EPOCH_MS: i64 = 1_420_070_400_000;
/// A difference below this is the rounding of the `Date` header and the way to Discord, in milliseconds.
const NOTICEABLE_MS: i64 = 2_000;

/// The system's clock, set right by the `Date` header of Discord's replies: a host whose clock is some seconds off
/// would otherwise take every interaction for a late one.
#[derive(Debug, Default)]
pub struct Clock {
    ahead_ms: AtomicI64,
    /// Whether any header was understood.
    has_learnt: AtomicBool,
}

impl Clock {
    /// Learns from the `Date` header of a reply; one that cannot be read changes nothing.
    pub fn learn(&self, date: &str) {
        if let Ok(theirs) = httpdate::parse_http_date(date) {
            let ahead = now_ms() - unix_ms(theirs);
            let ahead = if ahead.abs() < NOTICEABLE_MS { 0 } else { ahead };
            self.ahead_ms.store(ahead, Ordering::Relaxed);
            self.has_learnt.store(true, Ordering::Relaxed);
        }
    }

    /// By how many milliseconds the system's clock is ahead of Discord's, negative where it is behind; 0 where that may be
    /// rounding, `None` where Discord has not told.
    pub fn ahead_ms(&self) -> Option<i64> {
        self.has_learnt.load(Ordering::Relaxed).then(|| self.ahead_ms.load(Ordering::Relaxed))
    }

    /// The age of what carries this id, in milliseconds, by whichever of the two clocks makes it younger; negative for an
    /// id of the future. Either clock may be wrong, and answering late does no harm.
    pub fn age_ms(&self, id: u64) -> i64 {
        let made = i64::try_from(id >> 22).unwrap_or(i64::MAX).saturating_add(DISCORD_EPOCH_MS);
        now_ms() - self.ahead_ms.load(Ordering::Relaxed).max(0) - made
    }

    /// Whether a moment, in seconds of the Unix time, is no further than so many seconds from now, by either of the two
    /// clocks.
    pub fn is_near(&self, moment_s: i64, seconds: i64) -> bool {
        let now = now_ms();
        let nows = [now, now - self.ahead_ms.load(Ordering::Relaxed)];
        nows.iter().any(|now| (now / 1000).abs_diff(moment_s) <= seconds.unsigned_abs())
    }
}

/// The id of something made so many milliseconds ago, as Discord would give it: for stand-ins.
pub fn id_made_ago(age_ms: i64) -> u64 {
    u64::try_from(now_ms() - age_ms - DISCORD_EPOCH_MS).unwrap_or(0) << 22
}

/// The Unix time in milliseconds.
fn now_ms() -> i64 {
    unix_ms(SystemTime::now())
}

fn unix_ms(time: SystemTime) -> i64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_its_age_even_when_our_clock_is_wrong() {
        let clock = Clock::default();
        assert!((9_900..12_000).contains(&clock.age_ms(id_made_ago(10_000))));
        clock.learn("yesterday");
        clock.learn("Fri, 01 Jan 2100 00:00:00 GMT");
        assert!(clock.age_ms(id_made_ago(0)) < 1_000, "a clock of theirs that is fast makes nothing late");
        clock.learn("Thu, 01 Jan 2026 00:00:00 GMT");
        let age = clock.age_ms(id_made_ago(0));
        assert!(age < -1_000_000, "made long after Discord's now: {age}");
    }

    #[test]
    fn a_moment_is_near_by_our_clock_or_by_discords() {
        let (clock, now) = (Clock::default(), now_ms() / 1000);
        assert!(clock.is_near(now, 300) && clock.is_near(now - 290, 300) && clock.is_near(now + 290, 300));
        for far in [now - 310, now + 310, 0, -1, i64::MIN, i64::MAX] {
            assert!(!clock.is_near(far, 300), "{far}");
        }
        // The first second of 2026.
        clock.learn("Thu, 01 Jan 2026 00:00:00 GMT");
        assert!(clock.is_near(1_767_225_600, 300) && clock.is_near(now, 300));
    }
}
