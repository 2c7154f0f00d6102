//! Years as facts of a passage, and how well they fit those of a question.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Which numbers may be years on a wiki, in years of the common era.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct YearRules {
    /// The smallest number taken for a year.
    pub earliest: i32,
    /// The largest number taken for a year.
    pub latest: i32,
}

impl Default for YearRules {
    /// Four digits that fiction uses for years: 1000 to 3999.
    fn default() -> Self {
        YearRules { earliest: 1000, latest: 3999 }
    }
}

/// A stretch of years that a text speaks of, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearSpan {
    /// The first year.
    pub first: i32,
    /// The last year; equal to `first` for a single year.
    pub last: i32,
    /// How the text places the event against the span.
    pub bound: Bound,
    /// Whether the year was named earlier and only pointed at here, as in "in that year".
    pub borrowed: bool,
    /// The byte range of the text that names it.
    pub written: Range<usize>,
}

/// How a text places an event against a span of years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// In it.
    Within,
    /// Ahead of it: "before 2375", "prior to".
    Before,
    /// Not after it: "by 2262", "until".
    UpTo,
    /// Not before it: "since 2293", "from 2293 on".
    From,
    /// Past it: "after 2375".
    After,
    /// Near it: "around 2375", "circa".
    About,
}

/// How well a passage's years fit those of a question; better is greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum YearFit {
    /// The passage speaks of a longer stretch that the question's years lie in.
    Covers,
    /// The passage names the year only as a bound, roughly, or by pointing back.
    Loose,
    /// The passage places something in the years asked for.
    Inside,
    /// The passage names just the years asked for.
    Same,
}

impl YearSpan {
    /// The years meant when the span is read as a wish: bounds are open on one side, and "before 2300" leaves out the
    /// year itself.
    pub fn wished(&self) -> (i32, i32) {
        match self.bound {
            Bound::Within | Bound::About => (self.first, self.last),
            Bound::Before => (i32::MIN, self.first - 1),
            Bound::UpTo => (i32::MIN, self.last),
            Bound::From => (self.first, i32::MAX),
            Bound::After => (self.last + 1, i32::MAX),
        }
    }

    /// How this span of a passage fits the years from `first` to `last`, both included. `None` if it does not.
    pub fn fit(&self, (first, last): (i32, i32)) -> Option<YearFit> {
        if !self.borrowed && self.wished() == (first, last) {
            return Some(YearFit::Same);
        }
        if self.last < first || self.first > last {
            return None;
        }
        let inside = self.first >= first && self.last <= last;
        Some(match (inside, self.bound) {
            (true, Bound::Within) if !self.borrowed => YearFit::Inside,
            (true, _) => YearFit::Loose,
            (false, _) => YearFit::Covers,
        })
    }

    /// The distance in years between this span and the years from `first` to `last`; 0 where they meet.
    fn distance(&self, (first, last): (i32, i32)) -> i64 {
        let gap = |from: i32, to: i32| i64::from(to) - i64::from(from);
        gap(last, self.first).max(gap(self.last, first)).max(0)
    }
}

impl fmt::Display for YearSpan {
    /// The years and how the event is placed against them: `2381–2382`, `before 2375`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let placed = match self.bound {
            Bound::Within => "",
            Bound::Before => "before ",
            Bound::UpTo => "until ",
            Bound::From => "from ",
            Bound::After => "after ",
            Bound::About => "about ",
        };
        write!(out, "{placed}{}", self.first)?;
        if self.last > self.first { write!(out, "\u{2013}{}", self.last) } else { Ok(()) }
    }
}

/// The stretches of years that a passage names, each once, in its order.
pub fn years_named(spans: &[YearSpan]) -> Vec<String> {
    let mut named: Vec<String> = Vec::new();
    for years in spans.iter().map(ToString::to_string) {
        if !named.contains(&years) {
            named.push(years);
        }
    }
    named
}

/// The years of `spans` that lie nearest to the years asked for: at most `most` different years, nearest first, the
/// earlier of two equally near. A span counts with its nearer end.
pub fn nearest_years<'spans>(
    spans: impl Iterator<Item = &'spans YearSpan>,
    (first, last): (i32, i32),
    most: usize,
) -> Vec<i32> {
    let mut years: Vec<(i64, i32)> = spans
        .map(|span| (span.distance((first, last)), if span.last < first { span.last } else { span.first }))
        .collect();
    years.sort_unstable();
    years.dedup_by_key(|(_, year)| *year);
    let mut nearest = Vec::new();
    for (_, year) in years {
        if !nearest.contains(&year) && nearest.len() < most {
            nearest.push(year);
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::super::read_years;
    use super::*;

    #[test]
    fn a_bound_asked_for_is_met_by_the_same_bound() {
        let told = &read_years("prior to late 2375", &[], None, &YearRules::default(), false).0[0];
        let asked = &read_years("before 2375", &[], None, &YearRules::default(), true).0[0];
        assert_eq!(told.fit(asked.wished()), Some(YearFit::Same));
    }

    #[test]
    fn before_and_after_leave_out_the_year_and_by_and_since_do_not() {
        let wished = |text: &str| read_years(text, &[], None, &YearRules::default(), true).0[0].wished();
        assert_eq!(wished("after 2385"), (2386, i32::MAX));
        assert_eq!(wished("since 2385"), (2385, i32::MAX));
        assert_eq!(wished("by 2385"), (i32::MIN, 2385));
        assert_eq!(wished("prior to 2385"), (i32::MIN, 2384));
    }

    #[test]
    fn a_passage_fits_a_wish_by_how_closely_it_names_the_years() {
        let span = &read_years("before 2300", &[], None, &YearRules::default(), true).0[0];
        assert_eq!(span.wished(), (i32::MIN, 2299));
        let told = &read_years("In 2293", &[], None, &YearRules::default(), false).0[0];
        assert_eq!(told.fit(span.wished()), Some(YearFit::Inside));
        assert_eq!(told.fit((2293, 2293)), Some(YearFit::Same));
        assert_eq!(told.fit((2294, 2300)), None);
        assert!(
            YearFit::Same > YearFit::Inside && YearFit::Inside > YearFit::Loose && YearFit::Loose > YearFit::Covers
        );
    }

    #[test]
    fn the_nearest_years_come_nearest_first() {
        let (spans, _) = read_years("In 2293, 2409, 2385 and 2346.", &[], None, &YearRules::default(), false);
        assert_eq!(nearest_years(spans.iter(), (2500, 2500), 3), [2409, 2385, 2346]);
        assert_eq!(nearest_years(spans.iter(), (i32::MIN, 1000), 2), [2293, 2346]);
    }
}
