//! How old an interaction is, by Discord's clock rather than ours.

use std::sync::atomic::{AtomicI64, Ordering};
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
}

impl Clock {
    /// Learns from the `Date` header of a reply; one that cannot be read changes nothing.
    pub fn learn(&self, date: &str) {
        if let Some(theirs) = read_http_date(date) {
            let ahead = now_ms() - theirs * 1000;
            let ahead = if ahead.abs() < NOTICEABLE_MS { 0 } else { ahead };
            self.ahead_ms.store(ahead, Ordering::Relaxed);
        }
    }

    /// The age of what carries this id, in milliseconds; negative for an id of the future.
    pub fn age_ms(&self, id: u64) -> i64 {
        let made = i64::try_from(id >> 22).unwrap_or(i64::MAX).saturating_add(DISCORD_EPOCH_MS);
        now_ms() - self.ahead_ms.load(Ordering::Relaxed) - made
    }
}

/// The id of something made so many milliseconds ago, as Discord would give it: for stand-ins.
pub fn id_made_ago(age_ms: i64) -> u64 {
    u64::try_from(now_ms() - age_ms - DISCORD_EPOCH_MS).unwrap_or(0) << 22
}

/// The Unix time in milliseconds.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Reads `Sun, 06 Nov 1994 08:49:37 GMT` as seconds of the Unix time (RFC 9110, section 5.6.7, its preferred form).
fn read_http_date(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut parts = text.split_once(", ")?.1.split([' ', ':']);
    let mut number =
        |most: i64| parts.next().and_then(|part| part.parse::<i64>().ok()).filter(|n| (0..=most).contains(n));
    let day = number(31)?;
    let month = parts.next().and_then(|name| MONTHS.iter().position(|month| *month == name))?;
    let mut number =
        |most: i64| parts.next().and_then(|part| part.parse::<i64>().ok()).filter(|n| (0..=most).contains(n));
    let (year, hour, minute, second) = (number(9999)?, number(23)?, number(59)?, number(60)?);
    let days = days_since_1970(year, i64::try_from(month).ok()? + 1, day);
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// The days from the first of 1970 to a date of the Gregorian calendar, counting years from March on
/// (<https://howardhinnant.github.io/date_algorithms.html#days_from_civil>). For years from 0 on.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_replies_are_read() {
        assert_eq!(read_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(read_http_date("Thu, 29 Feb 2024 23:59:60 GMT"), Some(1_709_251_200));
        assert_eq!(read_http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(read_http_date("yesterday"), None);
    }

    #[test]
    fn an_id_tells_its_age_even_when_our_clock_is_wrong() {
        let clock = Clock::default();
        assert!((9_900..12_000).contains(&clock.age_ms(id_made_ago(10_000))));
        clock.learn("Thu, 01 Jan 2026 00:00:00 GMT");
        let age = clock.age_ms(id_made_ago(0));
        assert!(age < -1_000_000, "made long after Discord's now: {age}");
    }
}
