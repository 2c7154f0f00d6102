//! A timeline: what a wiki tells of a topic, in the order in which it came to pass there.

use std::ops::Range;

use super::{Answer, Bound, Hit, Mending, YearSpan};

/// What a topic's name led to.
#[derive(Debug, Clone, PartialEq)]
pub enum Lookup<T> {
    /// One article, and this is told of it.
    Told(T),
    /// No one article: the answer, never a found one, says which there are or what is spelt alike.
    Unclear(Box<Answer>),
}

/// The dated events of a topic.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The title of the topic's article.
    pub topic: String,
    /// The wiki that tells it, by its name for people.
    pub wiki: String,
    /// Words of the topic that were read as other words.
    pub mended: Vec<Mending>,
    /// The continuity that the topic was asked for in, where it was; then no other is told of.
    pub continuity: Option<String>,
    /// Bounds that were typed but name no year the wiki knows; they bound nothing.
    pub unread: Vec<String>,
    /// What the topic's own article tells, earliest first; those of one time in the article's order. Events of several
    /// continuities stand side by side, and each names its own.
    pub events: Vec<Event>,
    /// What other articles tell in a sentence that names the topic, in the same order.
    pub elsewhere: Vec<Event>,
    /// Where nothing is told between the bounds: years outside them that the article tells of, nearest first, as the
    /// wiki would write them.
    pub nearest: Vec<String>,
}

impl Timeline {
    /// Whether it tells of nothing.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && self.elsewhere.is_empty()
    }
}

/// A year and the sentence that tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The years as numbers.
    pub years: YearSpan,
    /// The bytes of the passage that name them, with the words that place the event against them: "prior to late 2375".
    pub written: Range<usize>,
    /// What the wiki would call them, such as `before 19 BBY`.
    pub year_name: String,
    /// The passage with its source; its excerpt is the sentence, its highlight the year.
    pub hit: Hit,
}

impl Event {
    /// The years in the passage's own words.
    pub fn in_its_words(&self) -> &str {
        self.hit.passage.get(self.written.clone()).unwrap_or_default()
    }

    /// Whether the passage leaves open in which year it was: a stretch, a bound, or a year it only points back to.
    pub fn is_approximate(&self) -> bool {
        self.years.is_approximate()
    }
}

impl YearSpan {
    /// Whether it is anything but one year named outright.
    pub fn is_approximate(&self) -> bool {
        self.borrowed || self.bound != Bound::Within || self.first != self.last
    }

    /// Orders spans as their events came to pass, as far as the words tell: what was before a year comes ahead of what
    /// was in it, and this ahead of what was after it; a single year comes ahead of a stretch that begins with it.
    pub fn in_time(&self) -> impl Ord + Copy + use<> {
        let placed = match self.bound {
            Bound::Before => 0,
            Bound::UpTo => 1,
            Bound::Within | Bound::About => 2,
            Bound::From => 3,
            Bound::After => 4,
        };
        (if placed < 4 { self.first } else { self.last }, placed, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{YearRules, read_years};

    #[test]
    fn what_was_before_a_year_comes_ahead_of_it_and_what_was_after_it_behind() {
        let told =
            "After 2375 it fell. In 2375 it burnt. From 2375 to 2379 it stood. Before 2375 it grew. In 2374 it rained.";
        let (mut spans, _) = read_years(told, &[], None, &YearRules::default(), false);
        spans.sort_by_key(super::YearSpan::in_time);
        let order: Vec<(i32, i32)> = spans.iter().map(|span| (span.first, span.last)).collect();
        assert_eq!(order, [(2374, 2374), (2375, 2375), (2375, 2375), (2375, 2379), (2375, 2375)]);
        let open: Vec<bool> = spans.iter().map(super::YearSpan::is_approximate).collect();
        assert_eq!(open, [false, true, false, true, true]);
    }
}
