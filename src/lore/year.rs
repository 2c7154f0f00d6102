//! Years as facts of a passage, and how well they fit those of a question.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Counting, Era};

/// How a wiki counts its years: which numbers may be years as they stand, and by what marks others are known.
///
/// Years are places on one axis. A number without a mark stands for itself, such as a year of the common era.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct YearRules {
    /// The smallest number taken for a year.
    pub earliest: i32,
    /// The largest number taken for a year.
    pub latest: i32,
    /// Whether a text's number without a mark may be a year at all. A question's may wherever there are eras.
    pub bare: bool,
    /// The eras, the one to name a year by before others that have the year too.
    pub eras: Vec<Era>,
}

impl Default for YearRules {
    /// Four digits that fiction uses for years: 1000 to 3999.
    fn default() -> Self {
        YearRules { earliest: 1000, latest: 3999, bare: true, eras: Vec::new() }
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

impl Bound {
    /// What stands before the years where an event is placed so: `before ` with the space behind it, nothing within them.
    pub fn words(self) -> &'static str {
        match self {
            Bound::Within => "",
            Bound::Before => "before ",
            Bound::UpTo => "until ",
            Bound::From => "from ",
            Bound::After => "after ",
            Bound::About => "about ",
        }
    }
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

impl YearRules {
    /// A year as the wiki would write it: `19 BBY`; the number itself where no era has it.
    pub fn name_of(&self, year: i32) -> String {
        self.name_of_years(year, year)
    }

    /// The years of a span as the wiki would write them, and how the event is placed against them: `before 19 BBY`,
    /// `TA 2941–3019`, `2381–2382`.
    pub fn name_of_span(&self, span: &YearSpan) -> String {
        format!("{}{}", span.bound.words(), self.name_of_years(span.first, span.last))
    }

    /// The years that a question's numbers without a mark may mean, from one to another, in each era that has both.
    pub(super) fn years_meant(&self, from: i32, to: i32) -> Vec<(i32, i32)> {
        let has = |era: &&Era| {
            let runs_on = from <= to || era.counts == Counting::Down;
            era.numbers_years() && era.holds(from) && era.holds(to) && runs_on
        };
        let years = |era: &Era| {
            let (from, to) = (era.years_of(from)?, era.years_of(to)?);
            Some((from.0.min(to.0), from.1.max(to.1)))
        };
        self.eras.iter().filter(has).filter_map(years).collect()
    }

    fn name_of_years(&self, first: i32, last: i32) -> String {
        // Few eras have a year 0; it is one era's only where no other has the year.
        let named = |least: i32| self.eras.iter().find_map(|era| era.written(first, last, least));
        match named(1).or_else(|| named(0)) {
            Some(name) => name,
            None if first == last => first.to_string(),
            None => format!("{}\u{2013}{}", self.name_of(first), self.name_of(last)),
        }
    }
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
