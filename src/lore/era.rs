//! Eras: how a world counts its years, and where they lie on its one axis of years.

use std::num::NonZeroU16;

use serde::{Deserialize, Serialize};

/// One of the ways in which a wiki counts years.
///
/// Its years are numbers beside a mark, such as `3019` beside `TA`. All eras of a wiki share one axis of years, on which
/// passages are found and compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Era {
    /// Its name, such as `Third Age`. It is a mark too: "Third Age 3019", "3019 of the Third Age".
    pub name: String,
    /// Its marks, each with a `#` where the number stands: `# BBY`, `TA #`, `M#`. The first one is shown.
    pub marks: Vec<String>,
    /// Where its year 0 lies on the axis, whether or not it has one; where a number stands for several years, their
    /// first.
    pub zero: i32,
    /// Whether its numbers grow or shrink as time goes on.
    pub counts: Counting,
    /// How many years one number stands for: 1000 where millennia are numbered.
    pub each: NonZeroU16,
    /// Its greatest number, where it has one.
    pub last: Option<i32>,
}

/// Whether the numbers of an era grow or shrink as time goes on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// They grow.
    #[default]
    Up,
    /// They shrink, as in years before an event.
    Down,
}

impl Era {
    /// The farthest place on the axis that years are read to, on either side of 0.
    pub const FARTHEST: i32 = 1_000_000_000;

    /// The years on the axis that a number stands for. `None` where they lie too far.
    pub fn years_of(&self, number: i32) -> Option<(i32, i32)> {
        let each = i64::from(self.years_each());
        let first = match self.counts {
            Counting::Up => i64::from(self.zero) + i64::from(number) * each,
            Counting::Down => i64::from(self.zero) - i64::from(number) * each,
        };
        let (first, last) = (i32::try_from(first).ok()?, i32::try_from(first + each - 1).ok()?);
        let reached = -Self::FARTHEST..=Self::FARTHEST;
        (reached.contains(&first) && reached.contains(&last)).then_some((first, last))
    }

    /// The year within one of the stretches that numbers stand for: 999 in the 41st millennium. They are counted from
    /// 1, and the last one is written with noughts alone: 000
    /// (<https://wh40k.lexicanum.com/wiki/Imperial_Dating_System>).
    pub fn year_within(&self, number: i32, year: i32) -> Option<i32> {
        let (first, _) = self.years_of(number)?;
        first.checked_add(year.checked_sub(1)?.rem_euclid(self.years_each()))
    }

    /// Whether the era has a year of this number. Years before its first are no years of it, although some eras begin
    /// with a year 0.
    pub fn holds(&self, number: i32) -> bool {
        number > 0 && self.last.is_none_or(|last| number <= last)
    }

    /// The number under which a year on the axis falls, be it one the era has or not.
    pub fn number_of(&self, year: i32) -> i32 {
        let gone = (i64::from(year) - i64::from(self.zero)).div_euclid(i64::from(self.years_each()));
        let number = match self.counts {
            Counting::Up => gone,
            Counting::Down => -gone,
        };
        number.try_into().unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
    }

    /// The years on the axis from `first` to `last` as the wiki would write them: `22–19 BBY`, `TA 2941–3019`, `M41`,
    /// `999.M41`. `None` where they are not all of this era, whose numbers begin with `lowest`.
    pub(super) fn written(&self, first: i32, last: i32, lowest: i32) -> Option<String> {
        let (from, to) = (self.number_of(first), self.number_of(last));
        let has = |number: i32| number == lowest || self.holds(number);
        if !has(from) || !has(to) {
            return None;
        }
        let (from_years, to_years) = (self.years_of(from)?, self.years_of(to)?);
        let is_whole = (from_years.0, to_years.1) == (first, last);
        let digits = (self.years_each() - 1).to_string().len();
        let end = |number: i32, year: i32, start: i32| {
            let marked = self.marked(&number.to_string());
            let within = (year - start + 1) % self.years_each();
            if is_whole { marked } else { format!("{within:0digits$}.{marked}") }
        };
        Some(match [end(from, first, from_years.0), end(to, last, to_years.0)] {
            [only, again] if only == again => only,
            _ if self.numbers_years() => self.marked(&format!("{from}\u{2013}{to}")),
            ends => ends.join("\u{2013}"),
        })
    }

    /// Whether each number stands for one year.
    pub(super) fn numbers_years(&self) -> bool {
        self.years_each() == 1
    }

    fn years_each(&self) -> i32 {
        i32::from(self.each.get())
    }

    /// A number with the era's first mark, or its name where it has no mark.
    fn marked(&self, number: &str) -> String {
        match self.marks.first() {
            Some(mark) => mark.replace('#', number),
            None => format!("{} {number}", self.name),
        }
    }
}
