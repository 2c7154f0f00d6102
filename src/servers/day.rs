//! Days, as the reports count them.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use time::Date;
use time::format_description::well_known::Iso8601;

/// A day, counted from the first of January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// The days for which questions, votes and the steps of undo are kept.
pub const KEPT_DAYS: i64 = 90;

const SECONDS: u64 = 24 * 60 * 60;
/// The bytes of `2026-11-22`.
const DATE_BYTES: usize = 10;
/// The first of January 1970, counted as astronomers count days.
const JULIAN_DAY_OF_1970: i32 = 2_440_588;

impl fmt::Display for Day {
    /// Writes the date, such as `2026-11-22`; nothing for a day that no calendar has.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let julian = i32::try_from(self.0).ok().and_then(|day| day.checked_add(JULIAN_DAY_OF_1970));
        match julian.and_then(|day| Date::from_julian_day(day).ok()) {
            Some(date) => write!(out, "{}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()),
            None => Ok(()),
        }
    }
}

impl Day {
    /// The day of a moment, in Greenwich. A moment before 1970 counts as the first day.
    pub fn of(moment: SystemTime) -> Day {
        let since = moment.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() / SECONDS;
        Day(i64::try_from(since).unwrap_or(i64::MAX))
    }

    /// The day of a date such as `2026-11-22`, or of a moment that begins with one; `None` for anything else.
    pub fn read(text: &str) -> Option<Day> {
        let date = Date::parse(text.get(..DATE_BYTES)?, &Iso8601::DATE).ok()?;
        Some(Day(i64::from(date.to_julian_day() - JULIAN_DAY_OF_1970)))
    }

    /// The first day of which anything is kept on this day.
    pub(super) fn oldest_kept(self) -> i64 {
        self.0.saturating_sub(KEPT_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_date_is_read_and_anything_else_is_not() {
        assert_eq!(Day::read("1970-01-02"), Some(Day(1)));
        assert_eq!((Day(17_024).to_string().as_str(), Day(i64::MAX).to_string().as_str()), ("2016-08-11", ""));
        assert_eq!(Day::read("2016-08-11T18:49:58Z"), Some(Day(17_024)));
        for other in ["", "2016-8-11", "version 12, é", "2016-13-01T"] {
            assert_eq!(Day::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight() {
        let moment = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(Day::of(moment(SECONDS - 1)), Day(0));
        assert_eq!(Day::of(moment(SECONDS)), Day(1));
    }
}
