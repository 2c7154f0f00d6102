//! The wiki's timestamps as numbers, so that an hour can be taken from them.

/// Days from the first of March of the year 0 to the first of January 1970.
const DAYS_TO_1970: u64 = 719_468;

/// The seconds from 1970 to a timestamp such as `2026-11-22T20:38:04Z`. `None` where it is no timestamp of this form,
/// or before 1970.
pub fn seconds(timestamp: &str) -> Option<u64> {
    let (date, time) = timestamp.strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60
    {
        return None;
    }
    let days = days(year, month, day) - DAYS_TO_1970;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}

/// The days since the first of March of the year 0. Years that begin in March have the leap day at their end, which
/// makes every month's place in the year one line through 153 days for five months.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1
}

fn numbers(text: &str, between: char) -> Option<[u64; 3]> {
    let mut parts = text.split(between).map(|part| part.parse::<u16>().ok().map(u64::from));
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    (parts.next().is_none() && numbers[0] < 10_000).then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_counted_from_1970() {
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(seconds("2000-02-29T12:00:00Z"), Some(951_825_600));
        assert_eq!(seconds("2026-11-22T20:38:04Z"), Some(1_795_379_884));
        assert_eq!(seconds("2100-03-01T00:00:00Z"), Some(4_107_542_400));
    }

    #[test]
    fn what_is_no_timestamp_is_none() {
        for text in ["", "20261122203804", "2026-11-22", "2026-13-01T00:00:00Z", "1969-12-31T23:59:59Z", "0-1-1T0:0:0Z"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!(seconds("99999-01-01T00:00:00Z"), None);
        assert_eq!(seconds("2026-11-22T20:38:04:05Z"), None);
    }
}
