//! Plain statements about the subject of an article of which only one can hold: in which year it was born or founded, by
//! whom, how many its crew were.
//!
//! Only a sentence whose subject is the article's title by its full name is read, or a line of a box of facts.

use std::ops::Range;

use super::claims::years_at;
use super::sentence_words::{Words, years_within};
use super::sentences::sentences;
use crate::lore::{Passage, PassageKind, YearSpan, base_of_title, fold};

/// What is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Born,
    Died,
    Founded,
    Launched,
    Discovered,
    Killed,
    Population,
    Crew,
}

/// What it is stated to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Year(i32),
    /// By whom, folded.
    By(String),
    /// How many, and in which years where these are told.
    Number(u64, Option<(i32, i32)>),
}

/// A statement, and the sentence that makes it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stated {
    pub what: What,
    pub value: Value,
    pub sentence: Range<usize>,
}

/// The most statements that are read in one passage.
const MOST_STATED: usize = 12;

/// How many words may stand between what happened and its year.
const APART: usize = 8;

/// The most words of a name.
const LONGEST_NAME: usize = 5;

/// What a passage states of its article's subject, in order.
pub(super) fn stated_in(passage: &Passage, title: &str) -> Vec<Stated> {
    match passage.kind {
        PassageKind::Fact => of_fact(passage).into_iter().collect(),
        PassageKind::Paragraph | PassageKind::Footnote => of_text(passage, title),
        PassageKind::List | PassageKind::Table | PassageKind::Quote => Vec::new(),
    }
}

fn of_fact(passage: &Passage) -> Option<Stated> {
    let (label, told) = passage.text.split_once(':')?;
    let words = Words::of(&passage.text, &(label.len() + 1..passage.text.len()), &passage.years);
    let year = || match passage.years.as_slice() {
        [only] if !only.is_approximate() => Some(Value::Year(only.first)),
        _ => None,
    };
    let name = || Some(Value::By(fold(told))).filter(|_| !told.contains([',', ';', '/', '(']));
    let number =
        || words.number_at(0).filter(|(_, end)| *end == words.len()).map(|(number, _)| Value::Number(number, None));
    let (what, value) = match fold(label).as_str() {
        "born" | "birth" | "date of birth" | "birth date" | "birthdate" => (What::Born, year()?),
        "died" | "death" | "date of death" | "death date" => (What::Died, year()?),
        "founded" | "established" => (What::Founded, year()?),
        "launched" | "commissioned" => (What::Launched, year()?),
        "founder" | "founded by" => (What::Founded, name()?),
        "discoverer" | "discovered by" => (What::Discovered, name()?),
        "killed by" => (What::Killed, name()?),
        "population" => (What::Population, number()?),
        "crew" | "crew complement" | "complement" => (What::Crew, number()?),
        _ => return None,
    };
    Some(Stated { what, value, sentence: 0..passage.text.len() })
}

fn of_text(passage: &Passage, title: &str) -> Vec<Stated> {
    let text = passage.lore_text();
    let title = fold(base_of_title(title));
    let mut stated = Vec::new();
    for sentence in sentences(&text, passage.kind) {
        if stated.len() == MOST_STATED {
            break;
        }
        let words = Words::of(&text, &sentence, &passage.years);
        let Some(subject) = end_of_subject(&words, &title) else { continue };
        let happening = Happening { words: &words, subject, years: &passage.years, text: &text };
        let number = || happening.number(years_at(&passage.years, &sentence));
        if let Some((what, value)) = happening.read().or_else(number) {
            stated.push(Stated { what, value, sentence });
        }
    }
    stated
}

/// The place of the word after the article's title, where a sentence begins with it, perhaps after an article.
fn end_of_subject(words: &Words, title: &str) -> Option<usize> {
    let start = usize::from(matches!(words.word(0), "the" | "a" | "an"));
    let length = title.split(' ').count();
    let is_title = |start: usize| (start..start + length).map(|at| words.word(at)).eq(title.split(' '));
    [0, start].into_iter().find(|start| is_title(*start)).map(|start| start + length)
}

/// What a sentence says of its subject, which ends before the word `subject`.
struct Happening<'text> {
    words: &'text Words<'text>,
    subject: usize,
    years: &'text [YearSpan],
    text: &'text str,
}

impl Happening<'_> {
    /// "was born in 2340", "died in 2366", "was founded by Kahless".
    fn read(&self) -> Option<(What, Value)> {
        let is_passive = self.words.word(self.subject) == "was";
        let verb = self.subject + usize::from(is_passive);
        let what = match self.words.word(verb) {
            "born" => What::Born,
            "died" if !is_passive => What::Died,
            "founded" | "established" if is_passive => What::Founded,
            "launched" | "commissioned" if is_passive => What::Launched,
            "discovered" if is_passive => What::Discovered,
            "killed" | "assassinated" | "murdered" if is_passive => What::Killed,
            _ => return None,
        };
        let value = self.name_after(verb).map(Value::By).or_else(|| self.year_after(verb).map(Value::Year))?;
        Some((what, value))
    }

    /// The name after "by": words with capitals. A people or a company, "the Romulans", is no one name.
    fn name_after(&self, verb: usize) -> Option<String> {
        let start = verb + 2;
        let is_name = |at: &usize| self.words.is_capital(*at) && (*at == start || self.words.gap_before(*at) == " ");
        let end = (start..self.words.len().min(start + LONGEST_NAME)).take_while(is_name).last()? + 1;
        let goes_on = self.words.word(end) == "and";
        let name = (start..end).map(|at| self.words.word(at)).collect::<Vec<_>>().join(" ");
        (self.words.word(verb + 1) == "by" && !goes_on).then_some(name)
    }

    /// The year told after a verb in its clause, where it is told outright.
    fn year_after(&self, verb: usize) -> Option<i32> {
        let near = verb + 1..self.words.len().min(verb + 1 + APART);
        let stretch = self.words.range(near.start).start..self.words.range(near.end.saturating_sub(1)).end;
        let span = years_within(self.years, &stretch).first().filter(|span| !span.is_approximate())?;
        let between = &self.text[self.words.range(verb).end..span.written.start];
        (!between.contains([',', ';', '(', ':'])).then_some(span.first)
    }

    /// "had a crew of 430".
    fn number(&self, years: Option<(i32, i32)>) -> Option<(What, Value)> {
        let named = |at: &usize| self.words.word(at + 1) == "of" && self.words.number_at(at + 2).is_some();
        let at = (self.subject..self.words.len()).take(APART).find(named)?;
        let what = match self.words.word(at) {
            "population" => What::Population,
            "crew" | "complement" => What::Crew,
            _ => return None,
        };
        self.words.number_at(at + 2).map(|(number, _)| (what, Value::Number(number, years)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::telltales_noted;
    use crate::lore::{Attribution, Standing, YearRules, read_years};

    fn stated(kind: PassageKind, text: &str) -> Vec<(What, Value)> {
        let passage = Passage {
            kind,
            standing: Standing::Lore,
            text: text.to_owned(),
            asides: Vec::new(),
            years: read_years(text, &[], None, &YearRules::default(), false).0,
            continuity: String::new(),
            citations: Vec::new(),
            attribution: Attribution::Uncited,
        };
        let title = "Zoë T'Lan (captain)";
        let stated = stated_in(&passage, title);
        let telltales = telltales_noted(text, title);
        let is_noted = if kind == PassageKind::Fact { telltales.is_stating() } else { telltales.may_state() };
        assert!(stated.is_empty() || is_noted, "{text}");
        stated.into_iter().map(|stated| (stated.what, stated.value)).collect()
    }

    #[test]
    fn what_a_title_is_said_to_be_is_read_from_text_and_facts() {
        let text = "Zoë T'Lan was born on Órban in 2340. She fell. Zoë T'Lan died in 2381.";
        let read = stated(PassageKind::Paragraph, text);
        assert_eq!(read, [(What::Born, Value::Year(2340)), (What::Died, Value::Year(2381))]);
        assert_eq!(stated(PassageKind::Fact, "Born: 2341"), [(What::Born, Value::Year(2341))]);
        assert_eq!(
            stated(PassageKind::Paragraph, "Zoë T'Lan was killed by Órla Venn in a duel."),
            [(What::Killed, Value::By("orla venn".into()))]
        );
        assert_eq!(stated(PassageKind::Fact, "Population: 4,000"), [(What::Population, Value::Number(4_000, None))]);
    }

    #[test]
    fn what_is_said_of_others_or_roughly_is_not_read() {
        for text in [
            "Her son was born in 2366.",
            "The son of Zoë T'Lan was born in 2366.",
            "Zoë T'Lan was born before 2340.",
            "Zoë T'Lan was born to Órla, who died in 2350.",
            "Zoë T'Lan was killed by the Romulans.",
            "Zoë T'Lan was killed by Órla and Venn.",
        ] {
            assert_eq!(stated(PassageKind::Paragraph, text), [], "{text}");
        }
        assert_eq!(stated(PassageKind::Fact, "Born: 2340 or 2341"), []);
        assert_eq!(stated(PassageKind::Fact, "Population: 4,000 in summer"), []);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "((Zoë T'Lan|was|born|by|Kor|in|2340|a crew of|4,000|\\.|,|\\PC{0,4}) ?){0,12}") {
            for kind in [PassageKind::Paragraph, PassageKind::Fact] {
                let _ = stated(kind, &text);
                let _ = stated(kind, &format!("Born: {text}"));
            }
        }
    }
}
