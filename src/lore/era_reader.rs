//! Years read by the marks of a wiki's eras: `19 BBY`, `T.A. 3019`, `22–19 BBY`, `999.M41`.

use super::Era;
use super::era_marks::{Mark, MarkPlace, marks_of};
use super::year_bounds::governing_word;
use super::year_tokens::{Tokens, is_dash, is_digits};
use super::year_words::{BETWEEN_PREPOSITION_AND_YEAR, COUNTED, JOINING, NAMING};

/// The years that a run of tokens names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dated {
    /// The place of the last token.
    pub(super) end: usize,
    pub(super) first: i32,
    pub(super) last: i32,
    /// Whether it names a beginning and an end.
    pub(super) is_range: bool,
}

/// A number with the mark of its era.
#[derive(Clone, Copy)]
struct Marked<'era> {
    /// The place of the last token.
    end: usize,
    first: i32,
    last: i32,
    era: &'era Era,
    number: Number,
    /// Whether the mark stands before the number.
    leads: bool,
}

impl Marked<'_> {
    /// Whether it is one year of a stretch that the number stands for.
    fn is_year_within(&self) -> bool {
        !self.era.numbers_years() && self.first == self.last
    }
}

/// A number as the text writes it, with commas between its thousands or without.
#[derive(Clone, Copy)]
struct Number {
    /// The place of the last token.
    end: usize,
    value: i32,
    /// How many digits it has.
    digits: usize,
}

/// Reads years by the marks of eras. In a question, letter case does not matter.
pub(super) struct EraReader<'text> {
    tokens: &'text Tokens<'text>,
    /// Those of one era after those of another, in the order of the eras.
    marks: Vec<Mark<'text>>,
}

impl<'text> EraReader<'text> {
    pub(super) fn of(tokens: &'text Tokens<'text>, eras: &'text [Era], question: bool) -> EraReader<'text> {
        EraReader { tokens, marks: marks_of(eras, question) }
    }

    /// The years named from a token on: a single date, or a range of which one end may go without a mark.
    pub(super) fn dated(&self, at: usize) -> Option<Dated> {
        if let Some(from) = self.marked(at) {
            let to = self.range_end(at, &from);
            let (end, first, last) = to.unwrap_or((from.end, from.first, from.last));
            return Some(Dated { end, first, last, is_range: to.is_some() });
        }
        let from = self.number(at).filter(|_| !NAMING.contains(&self.tokens.before(at, 1)))?;
        let to = self.far_end(at, from.end)?;
        let (first, last) = if to.is_year_within() {
            to.era.year_within(to.number.value, from.value).map(|year| (year, year))?
        } else {
            to.era.years_of(from.value).filter(|_| !to.leads)?
        };
        Some(Dated { end: to.end, first: first.min(to.first), last: last.max(to.last), is_range: true })
    }

    /// The end of a range that begins with a marked number: another one, or a bare number after a leading mark.
    fn range_end(&self, at: usize, from: &Marked<'text>) -> Option<(usize, i32, i32)> {
        if let Some(to) = self.far_end(at, from.end) {
            return Some((to.end, from.first.min(to.first), from.last.max(to.last)));
        }
        let start = self.joint(from.end).filter(|_| from.leads && !from.is_year_within())?;
        let to = self.number(start)?;
        let value = if to.digits <= 2 && from.number.digits > 2 {
            from.number.value - from.number.value % 100 + to.value
        } else {
            to.value
        };
        let (first, last) = from.era.years_of(value)?;
        let is_later = first > from.last && self.is_joined(at, from.end);
        let counts = self.tokens.gap_after(to.end).trim().is_empty() && COUNTED.contains(&self.tokens.word(to.end + 1));
        (is_later && !counts).then_some((to.end, from.first, last))
    }

    /// The marked number that ends a range whose beginning stands from one token to another.
    fn far_end(&self, from: usize, to: usize) -> Option<Marked<'text>> {
        let end = self.marked(self.joint(to)?)?;
        self.is_joined(from, to).then_some(end)
    }

    /// Where the end of a range would begin after what may be its beginning: past a dash, or "to" and the like.
    fn joint(&self, end: usize) -> Option<usize> {
        let gap = self.tokens.gap_after(end).trim();
        let mut start = match self.tokens.word(end + 1) {
            "and" | "to" | "through" | "thru" | "until" | "till" if gap.is_empty() => end + 2,
            _ if is_dash(gap) || gap == "&" => end + 1,
            _ => return None,
        };
        while BETWEEN_PREPOSITION_AND_YEAR.contains(&self.tokens.word(start)) {
            start += 1;
        }
        self.tokens.has(start).then_some(start)
    }

    /// Whether what stands after the beginning of a range makes it one: "and" does so only after "between".
    fn is_joined(&self, from: usize, to: usize) -> bool {
        let adds = self.tokens.word(to + 1) == "and" || self.tokens.gap_after(to).trim() == "&";
        let opened_by = || governing_word(self.tokens, from).map(|index| self.tokens.word(index));
        !adds || opened_by() == Some("between")
    }

    /// The number with a mark that begins at a token.
    fn marked(&self, at: usize) -> Option<Marked<'text>> {
        // Most words begin no date: this is all that is done for them.
        let first = self.tokens.word(at).chars().next()?;
        if !first.is_ascii_digit() {
            let mut leading = self.marks.iter().filter(|mark| mark.place == MarkPlace::Before && mark.first == first);
            return leading.find_map(|mark| self.marked_by(mark, at, None));
        }
        let number = self.number(at);
        self.marks.iter().find_map(|mark| self.marked_by(mark, at, number)).or_else(|| self.year_within(at))
    }

    /// The number with one mark. `number` is what begins at the token.
    fn marked_by(&self, mark: &Mark<'text>, at: usize, number: Option<Number>) -> Option<Marked<'text>> {
        let (end, number, leads) = match mark.place {
            MarkPlace::Before => self.led(mark, at).map(|number| (number.end, number, true)),
            MarkPlace::After => self.followed(mark, at, number).map(|(end, number)| (end, number, false)),
            MarkPlace::AfterAsName => self.named(mark, at, number).map(|(end, number)| (end, number, false)),
        }?;
        let (first, last) = mark.era.years_of(number.value)?;
        Some(Marked { end, first, last, era: mark.era, number, leads })
    }

    /// The number after a mark: "TA 3019", "T.A. 3019", "TA3019".
    fn led(&self, mark: &Mark, at: usize) -> Option<Number> {
        if let Some(digits) = mark.before_digits(self.tokens, at) {
            return number_of(at, digits);
        }
        let start = mark.end_of(self.tokens, at)?;
        let gap = self.tokens.gap_after(start - 1);
        let gap = gap.strip_prefix('.').unwrap_or(gap);
        self.number(start).filter(|_| gap.trim().is_empty())
    }

    /// The number before a mark, and the last token of the mark: "19 BBY", "10,000 BBY", "19BBY".
    fn followed(&self, mark: &Mark, at: usize, number: Option<Number>) -> Option<(usize, Number)> {
        if let Some(digits) = mark.after_digits(self.tokens, at) {
            return number_of(at, digits).map(|number| (at, number));
        }
        let number = number?;
        let end = mark.end_of(self.tokens, number.end + 1)?;
        self.tokens.gap_after(number.end).trim().is_empty().then_some((end - 1, number))
    }

    /// The number before the name of an era, and the last token of the name: "3019 of the Third Age", "19 years before
    /// the Battle of Yavin", "41st Millennium".
    fn named(&self, name: &Mark, at: usize, number: Option<Number>) -> Option<(usize, Number)> {
        let number = number.or_else(|| self.ordinal(at).filter(|_| !name.era.numbers_years()))?;
        let mut start = number.end + 1;
        while self.tokens.gap_after(start - 1).trim().is_empty() {
            if let Some(end) = name.end_of(self.tokens, start) {
                return Some((end - 1, number));
            }
            if !JOINING.contains(&self.tokens.word(start)) {
                break;
            }
            start += 1;
        }
        None
    }

    /// The number of "41st" and the like.
    fn ordinal(&self, at: usize) -> Option<Number> {
        let word = self.tokens.word(at);
        number_of(at, ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?)
    }

    /// A year within a stretch that one number stands for: "999.M41". Figures before it ("0150999.M41") tell how surely
    /// it is known and which part of the year is meant (<https://wh40k.lexicanum.com/wiki/Imperial_Dating_System>).
    fn year_within(&self, at: usize) -> Option<Marked<'text>> {
        let written = self.tokens.word(at);
        if !is_digits(written) || !matches!(self.tokens.gap_after(at), "." | "/") {
            return None;
        }
        let mut of_stretches = self.marks.iter().filter(|mark| !mark.era.numbers_years());
        let stretch = of_stretches.find_map(|mark| self.marked_by(mark, at + 1, None))?;
        let digits = (stretch.era.each.get() - 1).to_string().len();
        let year = written.get(written.len().checked_sub(digits)?..)?.parse().ok()?;
        let year = stretch.era.year_within(stretch.number.value, year)?;
        Some(Marked { first: year, last: year, ..stretch })
    }

    /// The number that begins at a token. One that goes on before or behind, such as the 5 in "1.5", is none.
    fn number(&self, at: usize) -> Option<Number> {
        let gap = self.tokens.gap_before(at);
        let goes_on = |gap: &str| matches!(gap, "." | ",");
        if !self.tokens.is_digits(at) || at > 0 && goes_on(gap) && self.tokens.is_digits(at - 1) {
            return None;
        }
        let mut digits = self.tokens.word(at).to_owned();
        let mut end = at;
        while digits.len() <= MOST_DIGITS && self.tokens.gap_after(end) == "," && self.is_thousands(end + 1) {
            if end == at && digits.len() > 3 {
                return None;
            }
            end += 1;
            digits.push_str(self.tokens.word(end));
        }
        let is_cut = goes_on(self.tokens.gap_after(end)) && self.tokens.is_digits(end + 1);
        let is_amount = gap.ends_with(['#', '$', '£', '€']) || self.tokens.gap_after(end).starts_with('%');
        number_of(end, &digits).filter(|_| !is_cut && !is_amount)
    }

    fn is_thousands(&self, at: usize) -> bool {
        self.tokens.word(at).len() == 3 && self.tokens.is_digits(at)
    }
}

/// The most digits a number of a year has.
const MOST_DIGITS: usize = 10;

fn number_of(end: usize, digits: &str) -> Option<Number> {
    let is_number = is_digits(digits) && digits.len() <= MOST_DIGITS;
    let value = digits.parse().ok().filter(|_| is_number)?;
    Some(Number { end, value, digits: digits.len() })
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use super::super::{Bound, Counting, YearRules, read_years};
    use super::*;

    fn era(name: &str, marks: &[&str], zero: i32) -> Era {
        let marks = marks.iter().map(|&mark| mark.to_owned()).collect();
        Era { name: name.to_owned(), marks, zero, counts: Counting::Up, each: NonZeroU16::MIN, last: None }
    }

    /// A world with every way of counting: before and after a battle, ages, and numbered millennia.
    fn rules() -> YearRules {
        let eras = vec![
            Era { each: NonZeroU16::new(1000).unwrap(), ..era("Millennium", &["M#"], 99_001) },
            Era { last: Some(3000), ..era("Third Age", &["TA #"], 10_000) },
            Era { last: Some(1500), ..era("Years of the Trees", &["YT #"], 8_500) },
            era("Fourth Age", &["4E #", "Fo.A. #"], 13_000),
            Era { counts: Counting::Down, ..era("Mythic Age", &["ME #"], -20_000) },
            Era { counts: Counting::Down, ..era("Before the Battle of Élan", &["# BBE"], 0) },
            era("After the Battle of Élan", &["# ABE"], 0),
        ];
        YearRules { bare: false, eras, ..YearRules::default() }
    }

    fn read(text: &str, question: bool) -> Vec<(i32, i32, Bound)> {
        let (spans, _) = read_years(text, &[], None, &rules(), question);
        spans.into_iter().map(|span| (span.first, span.last, span.bound)).collect()
    }

    fn years(text: &str) -> Vec<(i32, i32)> {
        read(text, false).into_iter().map(|(first, last, _)| (first, last)).collect()
    }

    #[test]
    fn a_number_beside_a_mark_is_a_year_of_its_era() {
        for (text, year) in [
            ("In 19 BBE it fell.", -19),
            ("it fell (4 ABE)", 4),
            ("19BBE", -19),
            ("10,000 BBE", -10_000),
            ("by 1,000,000 BBE", -1_000_000),
            ("on 25 March, TA 2941", 12_941),
            ("in T.A. 2941", 12_941),
            ("In T. A. 2941", 12_941),
            ("TA2941", 12_941),
            ("Third Age 2941", 12_941),
            ("in the year 2941 of the Third Age", 12_941),
            ("4E 201", 13_201),
            ("4E201", 13_201),
            ("Fo.A. 1", 13_001),
            ("FoA 1", 13_001),
            ("Fo. A. 1", 13_001),
            ("ME 2500", -22_500),
            ("1495 of the Years of the Trees", 9_995),
            ("19 years before the Battle of Élan", -19),
            ("999.M41", 140_999),
            ("(0 150 999.M41)", 140_999),
            ("0150999.M41", 140_999),
            ("0150001/M41", 140_001),
            ("000.M.41", 141_000),
        ] {
            assert_eq!(years(text), [(year, year)], "{text}");
        }
        for text in ["in M41", "M.41", "the 41st Millennium", "the 41st millennium"] {
            assert_eq!(years(text), [(140_001, 141_000)], "{text}");
        }
    }

    #[test]
    fn a_number_that_only_stands_near_a_mark_is_no_year() {
        for text in [
            "told me 300 tales",
            "ta 300, 4e 7, 19 bbe",
            "BBE 19",
            "2941 TA",
            "1.5 BBE",
            "99,9 BBE",
            "12,3456 BBE",
            "$4 ABE",
            "TA 50%",
            "TA, 3019",
            "the U.T.A. 1977",
            "19. BBE",
            "the Third Age",
            "99999999999999999999 BBE",
            "4000000000 BBE",
            "2409",
            "the 2380s and the 24th century",
        ] {
            assert_eq!(years(text), [], "{text}");
        }
    }

    #[test]
    fn ranges_may_share_a_mark() {
        for (text, range) in [
            ("22–19 BBE", (-22, -19)),
            ("22 BBE – 19 BBE", (-22, -19)),
            ("5 BBE to 4 ABE", (-5, 4)),
            ("between 22 BBE and 19 BBE", (-22, -19)),
            ("between 22 and 19 BBE", (-22, -19)),
            ("from 3640 to 3630 BBE", (-3640, -3630)),
            ("from late 3,640 until early 3,630 BBE", (-3640, -3630)),
            ("TA 2941–3000", (12_941, 13_000)),
            ("T.A. 2941-42", (12_941, 12_942)),
            ("between TA 2941 and 3000", (12_941, 13_000)),
            ("TA 2941 to 4E 5", (12_941, 13_005)),
            ("M38–M40", (137_001, 140_000)),
            ("M38-40", (137_001, 140_000)),
            ("741–744.M41", (140_741, 140_744)),
            ("997.M41 to 001.M42", (140_997, 141_001)),
        ] {
            assert_eq!(years(text), [range], "{text}");
        }
        assert_eq!(years("in 22 BBE and 19 BBE"), [(-22, -22), (-19, -19)]);
        assert_eq!(years("TA 2941 and 13 dwarves"), [(12_941, 12_941)]);
        assert_eq!(years("chapter 3 – 19 BBE"), [(-19, -19)]);
        assert_eq!(years("from TA 2941 to 3000 warriors"), [(12_941, 12_941)]);
    }

    #[test]
    fn bounds_hold_for_eras_too() {
        for (text, bound) in [
            ("before 4 ABE", Bound::Before),
            ("by 4 ABE", Bound::UpTo),
            ("after TA 2941", Bound::After),
            ("since TA 2941", Bound::From),
            ("from 19 BBE onwards", Bound::From),
            ("circa 4E 201", Bound::About),
            ("c. 19 BBE", Bound::About),
            ("ca. 19 BBE", Bound::About),
            ("before the 41st Millennium", Bound::Before),
            ("named by the 22 BBE treaty", Bound::Within),
            ("he had gone before. 22 BBE brought peace", Bound::Within),
        ] {
            assert_eq!(read(text, false)[0].2, bound, "{text}");
        }
    }

    #[test]
    fn words_that_point_back_do_so_across_eras() {
        let (spans, last) = read_years("In 1 BBE he left. Two years later he came.", &[], None, &rules(), false);
        assert_eq!((spans[1].first, spans[1].borrowed, last), (1, true, Some(1)));
    }

    #[test]
    fn a_question_may_write_marks_in_small_letters() {
        assert_eq!(read("anakin 19 bbe", true), [(-19, -19, Bound::Within)]);
        assert_eq!(read("before 4 abe", true)[0].2, Bound::Before);
        assert_eq!(read("fo.a. 3 or t.a. 2", true).len(), 2);
        assert_eq!(read("tell me 20", true), []);
    }

    #[test]
    fn a_number_without_a_mark_may_be_a_year_of_any_era_that_has_it() {
        let years = |text: &str| -> Vec<_> { read(text, true).iter().map(|years| (years.0, years.1)).collect() };
        assert_eq!(
            years("2941"),
            [(12_941, 12_941), (15_941, 15_941), (-22_941, -22_941), (-2941, -2941), (2941, 2941)]
        );
        assert_eq!(years("who ruled in 299").len(), 6);
        assert!(!years("3019").contains(&(13_019, 13_019)), "the third age has no such year");
        assert_eq!(years("the 501 guards"), []);
        assert_eq!(years("19"), []);
        assert_eq!(years("2941-2950")[0], (12_941, 12_950));
        assert_eq!(years("3640 to 3630"), [(-23_640, -23_630), (-3640, -3630)]);
    }

    #[test]
    fn a_year_is_named_as_the_wiki_would() {
        for (text, name) in [
            ("by 19 BBE", "until 19 BBE"),
            ("19BBE", "19 BBE"),
            ("22 to 19 BBE", "22–19 BBE"),
            ("5 BBE to 4 ABE", "5 BBE–4 ABE"),
            ("0 ABE", "0 BBE"),
            ("after T.A. 2941", "after TA 2941"),
            ("TA 2941–42", "TA 2941–2942"),
            ("TA 3001", "4E 1"),
            ("741–744.M41", "741.M41–744.M41"),
            ("before the 41st Millennium", "before M41"),
            ("M38-40", "M38–M40"),
        ] {
            let (spans, _) = read_years(text, &[], None, &rules(), false);
            assert_eq!(spans.iter().map(|span| rules().name_of_span(span)).collect::<Vec<_>>(), [name], "{text}");
        }
        assert_eq!(YearRules::default().name_of(2409), "2409");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_years_on_character_borders(
            text in "((22|3,640|2941|2e9|999\\.|M41|TA|T\\.A\\.|BBE|é| of the |Third Age|th Millennium|–|-| to | and |between |[0-9]{1,11}|\\PC)[ ,.]?){0,16}",
            question: bool,
        ) {
            let (spans, _) = read_years(&text, &[], Some(-5), &rules(), question);
            for span in spans {
                proptest::prop_assert!(text.get(span.written.clone()).is_some() && span.first <= span.last);
                proptest::prop_assert!(!rules().name_of_span(&span).is_empty());
            }
        }
    }

    #[test]
    fn long_texts_are_read_in_linear_time() {
        for piece in ["1 & ", "1 to the ", "2,", "M", "of the ", "T.A.", "TA 1-", "between 2 and ", "1.M1-", "12 of "] {
            years(&piece.repeat(20_000));
        }
    }
}
