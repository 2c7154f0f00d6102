//! Years read from English prose: which numbers are years, and how the words around them place an event.

use std::ops::Range;

use super::year_words::{BEFORE_HYPHEN, BETWEEN_PREPOSITION_AND_YEAR, COUNTED, NAMING, NO_PLURAL, YEAR_PREPOSITIONS};
use super::{Bound, YearRules, YearSpan};

/// Reads the years of a text in its order, and tells the last one named, for "in that year" in the next passage.
///
/// `masked` are byte ranges in which no number is a year: citations and titles of works, in order and apart.
/// `previous` is the year named last before this text. In a `question`, a lone number is trusted to be a year even
/// where prose would count something with it. A number that counts, measures or names something is no year.
pub fn read_years(
    text: &str,
    masked: &[Range<usize>],
    previous: Option<i32>,
    rules: &YearRules,
    question: bool,
) -> (Vec<YearSpan>, Option<i32>) {
    let tokens = tokens_of(text, masked);
    let mut reader = Reader { text, tokens: &tokens, rules, question, last: previous, spans: Vec::new() };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.read_at(at);
    }
    (reader.spans, reader.last)
}

/// A word of the text in lower case with the place it stands in; punctuation is what lies between.
struct Token {
    range: Range<usize>,
    word: String,
}

/// Splits a text into runs of letters and digits outside the masked ranges.
fn tokens_of(text: &str, masked: &[Range<usize>]) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut masks = masked.iter().peekable();
    let mut open = false;
    for (at, letter) in text.char_indices() {
        while masks.peek().is_some_and(|mask| mask.end <= at) {
            masks.next();
        }
        let hidden = masks.peek().is_some_and(|mask| mask.contains(&at));
        if hidden || !letter.is_alphanumeric() {
            open = false;
            continue;
        }
        let end = at + letter.len_utf8();
        if !open {
            tokens.push(Token { range: at..end, word: String::new() });
            open = true;
        }
        if let Some(token) = tokens.last_mut() {
            token.range.end = end;
            token.word.extend(letter.to_lowercase());
        }
    }
    tokens
}

struct Reader<'text> {
    text: &'text str,
    tokens: &'text [Token],
    rules: &'text YearRules,
    question: bool,
    last: Option<i32>,
    spans: Vec<YearSpan>,
}

impl Reader<'_> {
    /// Reads what starts at a token and returns the token to go on with.
    fn read_at(&mut self, at: usize) -> usize {
        if let Some((first, last)) = self.decade(at).or_else(|| self.century(at)) {
            self.push(at, at, first, last);
            return at + 1;
        }
        if let Some(first) = self.year(at) {
            if let Some((end, last)) = self.range_end(at, first) {
                self.push(at, end, first, last);
                return end + 1;
            }
            self.push(at, at, first, first);
            return at + 1;
        }
        if let Some((end, year)) = self.pointed_at(at) {
            let written = self.tokens[at].range.start..self.tokens[end].range.end;
            self.spans.push(YearSpan { first: year, last: year, bound: Bound::Within, borrowed: true, written });
            self.last = Some(year);
            return end + 1;
        }
        at + 1
    }

    fn push(&mut self, from: usize, to: usize, first: i32, last: i32) {
        let written = self.tokens[from].range.start..self.tokens[to].range.end;
        let bound = if first == last || self.is_decade_or_century(from) { self.bound(from) } else { Bound::Within };
        self.spans.push(YearSpan { first, last, bound, borrowed: false, written });
        self.last = Some(last);
    }

    fn is_decade_or_century(&self, at: usize) -> bool {
        self.decade(at).is_some() || self.century(at).is_some()
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.word.as_str())
    }

    /// The word `back` places before a token, or an empty one.
    fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// What stands between a token and the next one.
    fn gap_after(&self, at: usize) -> &str {
        let start = self.tokens[at].range.end;
        self.tokens.get(at + 1).map_or(&self.text[start..], |next| &self.text[start..next.range.start])
    }

    /// What stands between a token and the one before it.
    fn gap_before(&self, at: usize) -> &str {
        let end = self.tokens[at].range.start;
        at.checked_sub(1).map_or(&self.text[..end], |previous| &self.text[self.tokens[previous].range.end..end])
    }

    fn in_bounds(&self, year: i32) -> bool {
        (self.rules.earliest..=self.rules.latest).contains(&year)
    }

    /// The number a token is, if it is four digits that may be a year.
    fn four_digits(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        let is_number = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        word.parse().ok().filter(|year| is_number && self.in_bounds(*year))
    }

    /// The year that a token names, looking at what stands around it.
    fn year(&self, at: usize) -> Option<i32> {
        let year = self.four_digits(at)?;
        let (gap_before, gap_after) = (self.gap_before(at), self.gap_after(at));
        let (word_before, word_after) = (self.before(at, 1), self.word(at + 1));
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
        let hull_number = at > 0
            && is_hyphen(gap_before)
            && self.four_digits(at - 1).is_none()
            && !BEFORE_HYPHEN.contains(&word_before);
        let goes_on = has_next
            && ((matches!(gap_after, "." | ",") && word_after.bytes().all(|byte| byte.is_ascii_digit()))
                || (is_hyphen(gap_after) && !word_after.starts_with(|letter: char| letter.is_ascii_digit())));
        if part_of_number || sign_before || hull_number || goes_on || gap_after.starts_with('%') {
            return None;
        }
        let opens_count = matches!(word_after, "to" | "and")
            && self.four_digits(at + 2).is_some()
            && COUNTED.contains(&self.word(at + 3));
        if opens_count {
            return None;
        }
        let named = NAMING.contains(&word_before) && gap_before.trim_matches(['.', ' ']).is_empty();
        let counts = has_next && gap_after.trim().is_empty() && COUNTED.contains(&word_after);
        let trusted = YEAR_PREPOSITIONS.contains(&word_before) || (self.question && !has_next);
        (!named && (!(counts || self.counts_a_plural(at)) || trusted)).then_some(year)
    }

    /// Whether a number stands before a word in the plural with nothing to make it a year: "1800 Andorians".
    fn counts_a_plural(&self, at: usize) -> bool {
        let (before, after) = (self.before(at, 1), self.word(at + 1));
        let plural = after.len() > 3 && after.ends_with('s') && !after.ends_with("ss") && !NO_PLURAL.contains(&after);
        let dated = matches!(before, "the" | "of" | "early" | "late" | "mid" | "by" | "s") || at == 0;
        !self.question && plural && !dated && self.tokens.get(at + 1).is_some() && self.gap_after(at) == " "
    }

    /// Whether a number begins a date such as 2409-12-01, whose other numbers are no years.
    fn is_calendar_date(&self, at: usize) -> bool {
        let two_digits =
            |at: usize| self.word(at).len() == 2 && self.word(at).bytes().all(|byte| byte.is_ascii_digit());
        self.tokens.get(at + 2).is_some()
            && two_digits(at + 1)
            && two_digits(at + 2)
            && is_hyphen(self.gap_after(at))
            && is_hyphen(self.gap_after(at + 1))
    }

    /// The decade that a token names: "2380s", or "2380's" as two tokens.
    fn decade(&self, at: usize) -> Option<(i32, i32)> {
        let word = self.word(at);
        let digits = match word.strip_suffix('s') {
            Some(digits) => digits,
            None if matches!(self.tokens.get(at).map(|_| self.gap_after(at)), Some("'" | "’"))
                && self.word(at + 1) == "s" =>
            {
                word
            }
            None => return None,
        };
        let year: i32 = digits.parse().ok().filter(|_| digits.len() == 4)?;
        let span = if year % 100 == 0 { 99 } else { 9 };
        (year % 10 == 0 && self.in_bounds(year)).then_some((year, year + span))
    }

    /// The century that a token names together with the next one: "24th century".
    fn century(&self, at: usize) -> Option<(i32, i32)> {
        let word = self.word(at);
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
        let number: i32 = digits.parse().ok().filter(|number| (1..=99).contains(number))?;
        let (first, last) = ((number - 1) * 100 + 1, number * 100);
        let named = matches!(self.word(at + 1), "century" | "centuries");
        (named && self.in_bounds(last)).then_some((first, last))
    }

    /// The end of a range that starts at a token, and its last year.
    fn range_end(&self, at: usize, first: i32) -> Option<(usize, i32)> {
        if let Some(last) = self.short_end(at, first) {
            return Some((at + 1, last));
        }
        let between = self.word(at + 1);
        let gap = self.gap_after(at);
        let opened_by = self.governing_word(at).map(|index| self.word(index).to_owned()).unwrap_or_default();
        let joined = match between {
            "and" => opened_by == "between",
            _ if gap.trim() == "&" => opened_by == "between",
            "to" | "through" | "thru" | "until" | "till" => {
                opened_by == "from" || opened_by == "between" || self.is_bare_to(at)
            }
            _ => is_dash(gap.trim()) && self.four_digits(at + 1).is_some(),
        };
        if !joined {
            return self.short_end_in_words(at, first);
        }
        let mut end = if self.four_digits(at + 1).is_some() { at + 1 } else { at + 2 };
        while BETWEEN_PREPOSITION_AND_YEAR.contains(&self.word(end)) {
            end += 1;
        }
        let last = self.four_digits(end).filter(|last| *last >= first)?;
        let counts = self.tokens.get(end + 1).is_some()
            && self.gap_after(end).trim().is_empty()
            && COUNTED.contains(&self.word(end + 1));
        (!counts).then_some((end, last))
    }

    /// The end of a question's "2381 to 82"; prose counts with such words.
    fn short_end_in_words(&self, at: usize, first: i32) -> Option<(usize, i32)> {
        let digits = self.word(at + 2);
        let short = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        let last = first - first % 100 + digits.parse::<i32>().ok().filter(|_| short)?;
        (self.question && self.word(at + 1) == "to" && last > first).then_some((at + 2, last))
    }

    /// Whether a number is followed by "to" and another year at once: "2381 to 2385".
    fn is_bare_to(&self, at: usize) -> bool {
        self.four_digits(at + 2).is_some()
    }

    /// The last year of a short range: "2381-82", "2381/2".
    fn short_end(&self, at: usize, first: i32) -> Option<i32> {
        let gap = self.tokens.get(at + 1).map(|_| self.gap_after(at))?;
        let digits = self.word(at + 1);
        let short = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !short || !(is_dash(gap) || gap == "/") || self.is_calendar_date(at) {
            return None;
        }
        let scale = if digits.len() == 2 { 100 } else { 10 };
        let last = first - first % scale + digits.parse::<i32>().ok()?;
        (last > first).then_some(last)
    }

    /// The index of the word that governs a year: the first before it that is not part of a date. "The" is part of "the
    /// 2380s" and "the year 2409", while "by the 2293 treaty" says who, not when.
    fn governing_word(&self, at: usize) -> Option<usize> {
        if self.before(at, 1) == "the" && self.four_digits(at).is_some() {
            return None;
        }
        let mut index = at.checked_sub(1)?;
        if self.gap_before(at).contains(['.', ';', '!', '?']) {
            return None;
        }
        loop {
            let word = self.word(index);
            let day = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
            if !day && !BETWEEN_PREPOSITION_AND_YEAR.contains(&word) {
                return Some(index);
            }
            if self.gap_before(index).contains(['.', ';', '!', '?']) {
                return None;
            }
            index = index.checked_sub(1)?;
        }
    }

    /// How the words before a year place the event.
    fn bound(&self, at: usize) -> Bound {
        let onwards = matches!(self.word(at + 1), "on" | "onward" | "onwards");
        let Some(index) = self.governing_word(at) else {
            return Bound::Within;
        };
        match self.word(index) {
            "before" | "pre" => Bound::Before,
            "by" | "until" | "till" | "til" => Bound::UpTo,
            "to" if self.before(index, 1) == "prior" => Bound::Before,
            "to" if self.before(index, 1) == "up" => Bound::UpTo,
            "than"
                if matches!(self.before(index, 1), "later" | "earlier")
                    && matches!(self.before(index, 2), "no" | "not") =>
            {
                if self.before(index, 1) == "later" {
                    Bound::UpTo
                } else {
                    Bound::From
                }
            }
            "than" if self.before(index, 1) == "earlier" => Bound::Before,
            "than" if self.before(index, 1) == "later" => Bound::After,
            "after" | "following" | "post" => Bound::After,
            "since" => Bound::From,
            "from" if onwards || self.question => Bound::From,
            "around" | "about" | "circa" | "ca" | "c" | "approximately" | "roughly" | "near" => Bound::About,
            _ => Bound::Within,
        }
    }

    /// The year that words point back to, and the last of those words: "in that year", "the following year", "two
    /// years later".
    fn pointed_at(&self, at: usize) -> Option<(usize, i32)> {
        let last = self.last?;
        let (step, end) = match (self.word(at), self.word(at + 1), self.word(at + 2)) {
            ("that" | "same", "year", _) => (0, at + 1),
            ("that", "same", "year") => (0, at + 2),
            ("following" | "next" | "subsequent", "year", _) => (1, at + 1),
            ("previous" | "preceding" | "prior", "year", _) => (-1, at + 1),
            (count, "year" | "years", "later" | "afterwards" | "after") => (count_named(count)?, at + 2),
            (count, "year" | "years", "earlier" | "before") => (-count_named(count)?, at + 2),
            _ => return None,
        };
        Some((end, last + step))
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

/// Whether this is a hyphen, which makes one word of two, and nothing else.
fn is_hyphen(gap: &str) -> bool {
    matches!(gap, "-" | "\u{2010}" | "\u{2011}")
}

/// Whether this may stand between the years of a range: a hyphen or a dash.
fn is_dash(gap: &str) -> bool {
    is_hyphen(gap) || matches!(gap, "\u{2012}" | "\u{2013}" | "\u{2014}")
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
