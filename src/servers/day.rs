//! Days, as the reports count them.

use std::time::{SystemTime, UNIX_EPOCH};

/// A day, counted from the first of January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i64);

/// The days for which questions, votes and the steps of undo are kept.
pub const KEPT_DAYS: i64 = 90;

const SECONDS: u64 = 24 * 60 * 60;

impl Day {
    /// The day of a moment, in Greenwich. A moment before 1970 counts as the first day.
    pub fn of(moment: SystemTime) -> Day {
        let since = moment.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs() / SECONDS;
        Day(i64::try_from(since).unwrap_or(i64::MAX))
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
    fn a_day_begins_at_midnight() {
        let moment = |seconds| UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(Day::of(moment(SECONDS - 1)), Day(0));
        assert_eq!(Day::of(moment(SECONDS)), Day(1));
    }
}
