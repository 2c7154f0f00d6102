//! Years read from English prose: which numbers are years, and how the words around them place an event.

use std::ops::Range;

use super::era_reader::EraReader;
use super::year_bounds::{bound, governing_word};
use super::year_tokens::{Tokens, is_dash, is_digits, is_hyphen};
use super::year_words::{
    ABOUT, BEFORE_HYPHEN, BETWEEN_PREPOSITION_AND_YEAR, COUNTED, NAMING, NO_PLURAL, YEAR_PREPOSITIONS,
};
use super::{Bound, Counting, Era, YearRules, YearSpan};

/// Reads the years of a text in its order, and tells the last one named, for "in that year" in the next passage.
///
/// A number beside the mark of one of the wiki's eras is a year of that era; what stands without one is read by the
/// words around it. `masked` are byte ranges in which no number is a year: citations and titles of works, in order and apart.
/// `previous` is the year named last before this text. In a `question`, a lone number is trusted to be a year even
/// where prose would count something with it. A number that counts, measures or names something is no year.
pub fn read_years(
    text: &str,
    masked: &[Range<usize>],
    previous: Option<i32>,
    rules: &YearRules,
    question: bool,
) -> (Vec<YearSpan>, Option<i32>) {
    if !may_name_years(text) {
        return (Vec::new(), previous);
    }
    let tokens = Tokens::of(text, masked);
    let eras = EraReader::of(&tokens, &rules.eras, question);
    let mut reader = Reader { tokens: &tokens, eras, rules, question, last: previous, spans: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.read_at(at);
    }
    (reader.spans, reader.last)
}

/// Whether a text has what every year is written with, a digit or the word itself. Most passages have neither.
fn may_name_years(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().any(u8::is_ascii_digit) || bytes.windows(4).any(|word| word.eq_ignore_ascii_case(b"year"))
}

struct Reader<'text> {
    tokens: &'text Tokens<'text>,
    eras: EraReader<'text>,
    rules: &'text YearRules,
    question: bool,
    last: Option<i32>,
    spans: Vec<YearSpan>,
}

impl Reader<'_> {
    /// Reads what starts at a token and returns the token to go on with.
    fn read_at(&mut self, at: usize) -> usize {
        if let Some(dated) = self.eras.dated(at) {
            self.push(at, dated.end, (dated.first, dated.last), !dated.is_range);
            return dated.end + 1;
        }
        if let Some(years) = self.decade(at).or_else(|| self.century(at)) {
            self.push(at, at, years, true);
            return at + 1;
        }
        if let Some(first) = self.year(at) {
            let (end, last) = self.range_end(at, first).unwrap_or((at, first));
            self.push_bare(at, end, first, last);
            return end + 1;
        }
        if let Some((end, year)) = self.pointed_at(at) {
            let written = self.tokens.range(at, end);
            self.spans.push(YearSpan { first: year, last: year, bound: Bound::Within, borrowed: true, written });
            self.last = Some(year);
            return end + 1;
        }
        at + 1
    }

    /// Adds the years of numbers without a mark. In a question they may be years of any era.
    fn push_bare(&mut self, from: usize, to: usize, first: i32, last: i32) {
        if self.question {
            for years in self.rules.years_meant(first, last) {
                self.push(from, to, years, first == last);
            }
        }
        if self.rules.bare && first <= last && self.in_bounds(first) {
            self.push(from, to, (first, last), first == last);
        }
    }

    /// Adds years. Against a single time an event may be placed by the words before it; a range says all by itself.
    fn push(&mut self, from: usize, to: usize, (first, last): (i32, i32), is_single: bool) {
        let bound = if is_single { bound(self.tokens, from, to, self.question) } else { Bound::Within };
        self.spans.push(YearSpan { first, last, bound, borrowed: false, written: self.tokens.range(from, to) });
        self.last = Some(last);
    }

    /// Whether a number may be a year as it stands.
    fn in_bounds(&self, year: i32) -> bool {
        self.rules.bare && (self.rules.earliest..=self.rules.latest).contains(&year)
    }

    /// The number a token is, if it may be a year without a mark: four digits within the wiki's bounds. A question's
    /// may be any era's, if that era has such a year, and three digits will do for it.
    fn number(&self, at: usize) -> Option<i32> {
        let word = self.tokens.word(at);
        let year = word.parse().ok().filter(|_| is_digits(word) && !word.starts_with('0'))?;
        let of_era = |era: &Era| era.numbers_years() && era.holds(year);
        let by_itself = word.len() == 4 && self.in_bounds(year);
        let by_era = self.question && matches!(word.len(), 3 | 4) && self.rules.eras.iter().any(of_era);
        (by_itself || by_era).then_some(year)
    }

    /// The year that a token names, looking at what stands around it.
    fn year(&self, at: usize) -> Option<i32> {
        let year = self.number(at)?;
        let (gap_before, gap_after) = (self.tokens.gap_before(at), self.tokens.gap_after(at));
        let (word_before, word_after) = (self.tokens.before(at, 1), self.tokens.word(at + 1));
        let has_next = at + 1 < self.tokens.len();
        if word_before.starts_with("stardate") {
            let fraction = has_next && gap_after == "." && word_after.bytes().all(|byte| byte.is_ascii_digit());
            // The stardates of the Kelvin films are a year and a day of it (2261.147). The older ones (1312.4, 41153.7)
            // have one decimal and count nothing of the kind.
            return (fraction && (2..=3).contains(&word_after.len())).then_some(year);
        }
        let joined_before = gap_before.ends_with(['.', ',', '#', '$', '£', '€']) && !gap_before.contains(' ');
        let part_of_number = at > 0 && joined_before && word_before.bytes().all(|byte| byte.is_ascii_digit());
        let sign_before = gap_before.ends_with(['#', '$', '£', '€']);
        let hull_number =
            at > 0 && is_hyphen(gap_before) && self.number(at - 1).is_none() && !BEFORE_HYPHEN.contains(&word_before);
        let goes_on = has_next
            && ((matches!(gap_after, "." | ",") && word_after.bytes().all(|byte| byte.is_ascii_digit()))
                || (is_hyphen(gap_after) && !word_after.starts_with(|letter: char| letter.is_ascii_digit())));
        if part_of_number || sign_before || hull_number || goes_on || gap_after.starts_with('%') {
            return None;
        }
        let opens_count = matches!(word_after, "to" | "and")
            && self.number(at + 2).is_some()
            && COUNTED.contains(&self.tokens.word(at + 3));
        if opens_count {
            return None;
        }
        let named = NAMING.contains(&word_before) && gap_before.trim_matches(['.', ' ']).is_empty();
        let counts = has_next && gap_after.trim().is_empty() && COUNTED.contains(&word_after);
        let trusted = YEAR_PREPOSITIONS.contains(&word_before) || (self.question && !has_next);
        let is_long = self.tokens.word(at).len() > 3 || self.is_placed(at);
        (is_long && !named && (!(counts || self.counts_a_plural(at)) || trusted)).then_some(year)
    }

    /// Whether a number of a question stands where a year would: after "in" and the like, in a range, or at its end.
    fn is_placed(&self, at: usize) -> bool {
        let opens =
            |word: &str| YEAR_PREPOSITIONS.contains(&word) || ABOUT.contains(&word) || matches!(word, "between" | "by");
        let ranges = is_dash(self.tokens.gap_after(at).trim()) && self.tokens.is_digits(at + 1);
        !self.tokens.has(at + 1)
            || ranges
            || governing_word(self.tokens, at).is_some_and(|index| opens(self.tokens.word(index)))
    }

    /// Whether a number stands before a word in the plural with nothing to make it a year: "1800 Andorians".
    fn counts_a_plural(&self, at: usize) -> bool {
        let (before, after) = (self.tokens.before(at, 1), self.tokens.word(at + 1));
        let plural = after.len() > 3 && after.ends_with('s') && !after.ends_with("ss") && !NO_PLURAL.contains(&after);
        let dated = matches!(before, "the" | "of" | "early" | "late" | "mid" | "by" | "s") || at == 0;
        !self.question && plural && !dated && self.tokens.has(at + 1) && self.tokens.gap_after(at) == " "
    }

    /// Whether a number begins a date such as 2409-12-01, whose other numbers are no years.
    fn is_calendar_date(&self, at: usize) -> bool {
        let two_digits = |at: usize| {
            self.tokens.word(at).len() == 2 && self.tokens.word(at).bytes().all(|byte| byte.is_ascii_digit())
        };
        self.tokens.has(at + 2)
            && two_digits(at + 1)
            && two_digits(at + 2)
            && is_hyphen(self.tokens.gap_after(at))
            && is_hyphen(self.tokens.gap_after(at + 1))
    }

    /// The decade that a token names: "2380s", or "2380's" as two tokens.
    fn decade(&self, at: usize) -> Option<(i32, i32)> {
        let word = self.tokens.word(at);
        let digits = match word.strip_suffix('s') {
            Some(digits) => digits,
            None if matches!(self.tokens.gap_after(at), "'" | "’") && self.tokens.word(at + 1) == "s" => word,
            None => return None,
        };
        let year: i32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
        let span = if year % 100 == 0 { 99 } else { 9 };
        (year % 10 == 0 && self.in_bounds(year)).then_some((year, year + span))
    }

    /// The century that a token names together with the next one: "24th century".
    fn century(&self, at: usize) -> Option<(i32, i32)> {
        let word = self.tokens.word(at);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
        let number: i32 = digits.parse().ok().filter(|number| (1..=99).contains(number))?;
        let (first, last) = ((number - 1) * 100 + 1, number * 100);
        let named = matches!(self.tokens.word(at + 1), "century" | "centuries");
        (named && self.in_bounds(last)).then_some((first, last))
    }

    /// The end of a range that starts at a token, and its last year.
    fn range_end(&self, at: usize, first: i32) -> Option<(usize, i32)> {
        if let Some(last) = self.short_end(at, first) {
            return Some((at + 1, last));
        }
        let between = self.tokens.word(at + 1);
        let gap = self.tokens.gap_after(at);
        let opened_by = governing_word(self.tokens, at).map(|index| self.tokens.word(index)).unwrap_or_default();
        let joined = match between {
            "and" => opened_by == "between",
            _ if gap.trim() == "&" => opened_by == "between",
            "to" | "through" | "thru" | "until" | "till" => {
                opened_by == "from" || opened_by == "between" || self.is_bare_to(at)
            }
            _ => is_dash(gap.trim()) && self.number(at + 1).is_some(),
        };
        if !joined {
            return self.short_end_in_words(at, first);
        }
        let mut end = if self.number(at + 1).is_some() { at + 1 } else { at + 2 };
        while BETWEEN_PREPOSITION_AND_YEAR.contains(&self.tokens.word(end)) {
            end += 1;
        }
        let last = self.number(end).filter(|last| *last >= first || self.may_count_down())?;
        let counts = self.tokens.has(end + 1)
            && self.tokens.gap_after(end).trim().is_empty()
            && COUNTED.contains(&self.tokens.word(end + 1));
        (!counts).then_some((end, last))
    }

    /// Whether a question's range may be one of years that shrink as time goes on.
    fn may_count_down(&self) -> bool {
        self.question && self.rules.eras.iter().any(|era| era.counts == Counting::Down)
    }

    /// The end of a question's "2381 to 82"; prose counts with such words.
    fn short_end_in_words(&self, at: usize, first: i32) -> Option<(usize, i32)> {
        let digits = self.tokens.word(at + 2);
        let short = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let last = first - first % 100 + digits.parse::<i32>().ok().filter(|_| short)?;
        (self.question && self.tokens.word(at + 1) == "to" && last > first).then_some((at + 2, last))
    }

    /// Whether a number is followed by "to" and another year at once: "2381 to 2385".
    fn is_bare_to(&self, at: usize) -> bool {
        self.number(at + 2).is_some()
    }

    /// The last year of a short range: "2381-82", "2381/2".
    fn short_end(&self, at: usize, first: i32) -> Option<i32> {
        let (gap, digits) = (self.tokens.gap_after(at), self.tokens.word(at + 1));
        let short = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !short || !(is_dash(gap) || gap == "/") || self.is_calendar_date(at) {
            return None;
        }
        let scale = if digits.len() == 2 { 100 } else { 10 };
        let last = first - first % scale + digits.parse::<i32>().ok()?;
        (last > first).then_some(last)
    }

    /// The year that words point back to, and the last of those words: "in that year", "the following year", "two
    /// years later".
    fn pointed_at(&self, at: usize) -> Option<(usize, i32)> {
        let last = self.last?;
        let (step, end) = match (self.tokens.word(at), self.tokens.word(at + 1), self.tokens.word(at + 2)) {
            ("that" | "same", "year", _) => (0, at + 1),
            ("that", "same", "year") => (0, at + 2),
            ("following" | "next" | "subsequent", "year", _) => (1, at + 1),
            ("previous" | "preceding" | "prior", "year", _) => (-1, at + 1),
            (count, "year" | "years", "later" | "afterwards" | "after") => (count_named(count)?, at + 2),
            (count, "year" | "years", "earlier" | "before") => (-count_named(count)?, at + 2),
            _ => return None,
        };
        Some((end, last.checked_add(step)?))
    }
}

/// The number from 1 to 12 that a word names, or "a" for one.
fn count_named(word: &str) -> Option<i32> {
    const NAMES: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if matches!(word, "a" | "1") {
        return Some(1);
    }
    let named = NAMES.iter().position(|name| *name == word).and_then(|index| i32::try_from(index + 1).ok());
    named.or_else(|| word.parse().ok().filter(|count| (1..=999).contains(count)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(text: &str) -> Vec<(i32, i32, Bound)> {
        let (spans, _) = read_years(text, &[], None, &YearRules::default(), false);
        spans.into_iter().map(|span| (span.first, span.last, span.bound)).collect()
    }

    #[test]
    fn single_years_ranges_decades_and_centuries_are_read() {
        use Bound::Within;
        assert_eq!(years("In 2409 a summit met."), [(2409, 2409, Within)]);
        assert_eq!(years("between August of 2381 and 2382"), [(2381, 2382, Within)]);
        assert_eq!(years("From early 2381 to late 2385 it stood."), [(2381, 2385, Within)]);
        assert_eq!(years("the war of 2381-82"), [(2381, 2382, Within)]);
        assert_eq!(years("2381–2385 and 2390"), [(2381, 2385, Within), (2390, 2390, Within)]);
        assert_eq!(years("in 2293 and 2346"), [(2293, 2293, Within), (2346, 2346, Within)]);
        assert_eq!(years("the 2380s, the 2270's"), [(2380, 2389, Within), (2270, 2279, Within)]);
        assert_eq!(years("late in the 23rd century"), [(2201, 2300, Within)]);
        assert_eq!(years("In the year] 2261. construction"), [(2261, 2261, Within)]);
    }

    #[test]
    fn bounds_are_kept() {
        assert_eq!(years("met prior to late 2375."), [(2375, 2375, Bound::Before)]);
        assert_eq!(years("after 2375"), [(2375, 2375, Bound::After)]);
        assert_eq!(years("By 2262, Khitomer was"), [(2262, 2262, Bound::UpTo)]);
        assert_eq!(years("no earlier than 2262"), [(2262, 2262, Bound::From)]);
        assert_eq!(years("since 2293"), [(2293, 2293, Bound::From)]);
        assert_eq!(years("from 2293 onwards"), [(2293, 2293, Bound::From)]);
        assert_eq!(years("circa 2150"), [(2150, 2150, Bound::About)]);
    }

    #[test]
    fn stardates_of_the_kelvin_kind_are_in_their_year_and_others_in_none() {
        assert_eq!(years("On stardate 2261.147, a fleet"), [(2261, 2261, Bound::Within)]);
        assert_eq!(years("stardate 1312.4, stardate 41153.7, stardate 2821"), []);
    }

    #[test]
    fn a_number_that_counts_or_names_something_is_no_year() {
        for text in [
            "starbases 157, 234, and 343",
            "starbase 2409",
            "78% of them",
            "2409%",
            "NCC-1701-D",
            "the USS Excelsior (NCC-2000)",
            "1,701 ships",
            "2000 warriors",
            "1500 metres",
            "costing $2000",
            "the 2000-strong garrison",
            "deck 1100",
            "3.1415",
            "0001",
        ] {
            assert_eq!(years(text), [], "{text}");
        }
        assert_eq!(years("In 2409 ships met there"), [(2409, 2409, Bound::Within)]);
    }

    #[test]
    fn dashes_part_words_and_hyphens_join_them() {
        assert_eq!(years("In 2409\u{2014}when they met\u{2014}he fell"), [(2409, 2409, Bound::Within)]);
        assert_eq!(years("mid-2375"), [(2375, 2375, Bound::Within)]);
        assert_eq!(years("pre-2293 and post-2387"), [(2293, 2293, Bound::Before), (2387, 2387, Bound::After)]);
        assert_eq!(years("on 2409-12-01"), [(2409, 2409, Bound::Within)]);
        assert_eq!(years("he had gone before. 2293 brought peace"), [(2293, 2293, Bound::Within)]);
    }

    #[test]
    fn a_number_before_a_plural_counts_it_unless_it_is_placed_as_a_year() {
        assert_eq!(years("In 2293, 1701 cadets met 1800 Andorians"), [(2293, 2293, Bound::Within)]);
        assert_eq!(years("400 to 2500 light years, or 2400 to 2500 light years"), []);
        assert_eq!(years("the 2409 talks"), [(2409, 2409, Bound::Within)]);
        assert_eq!(years("named by the 2293 treaty"), [(2293, 2293, Bound::Within)]);
        assert_eq!(years("by the 2290s"), [(2290, 2299, Bound::UpTo)]);
    }

    #[test]
    fn words_that_point_back_borrow_the_year_named_before() {
        let read = |text: &str, previous| read_years(text, &[], previous, &YearRules::default(), false);
        let (spans, last) = read("In that year, Kuron left. The following year he died.", Some(2262));
        assert_eq!(
            spans.iter().map(|span| (span.first, span.borrowed)).collect::<Vec<_>>(),
            [(2262, true), (2263, true)]
        );
        assert_eq!(last, Some(2263));
        assert_eq!(read("In that year", None).0, []);
        let (spans, _) = read("In 2293 they met. Two years later they met again.", None);
        assert_eq!(spans[1].first, 2295);
    }

    #[test]
    fn a_masked_number_is_no_year() {
        let text = "leave (STO website: The Path to 2409) in 2385";
        let (spans, _) = read_years(text, std::slice::from_ref(&(6..37)), None, &YearRules::default(), false);
        assert_eq!(spans.iter().map(|span| span.first).collect::<Vec<_>>(), [2385]);
    }

    #[test]
    fn a_question_may_shorten_the_end_of_a_range() {
        let read = |question| read_years("2381 to 82", &[], None, &YearRules::default(), question).0[0].last;
        assert_eq!((read(true), read(false)), (2382, 2381));
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_years_on_character_borders(text in "\\PC*( (in|by|the) (2409|2380s|23rd century|that year)\\PC{0,3}){0,4}") {
            let (spans, _) = read_years(&text, &[], Some(2300), &YearRules::default(), false);
            for span in spans {
                proptest::prop_assert!(text.get(span.written.clone()).is_some() && span.first <= span.last);
            }
        }
    }
}
