//! A passage held against another: in what the two differ, if they speak of one thing.

use std::ops::Range;

use super::accounts::{other_account, told_otherwise};
use super::amount::Amount;
use super::claim_words::event;
use super::claims::{Claim, claims_of};
use super::stated::{Stated, Value, stated_in};
use crate::index::{Error, StoredPassage, WikiIndex};
use crate::lore::{Difference, Fate, Passage, PassageKind, Standing, fold, words_of};

/// For how many years a place that lost everybody is taken to be empty.
const EMPTY_YEARS: i32 = 10;

/// What differs between two passages: in what, and which sentence of each says it.
pub(super) type Between = (Difference, Range<usize>, Range<usize>);

/// A passage with what it claims, once that is read.
pub(super) struct Told<'index> {
    pub number: u32,
    /// The title of its article.
    pub title: &'index str,
    passage: Passage,
    /// The folded words of the passage, once it is read and where it claims or states something.
    words: Vec<String>,
    pub claims: Vec<Claim>,
    stated: Vec<Stated>,
}

impl<'index> Told<'index> {
    pub(super) fn of(number: u32, title: &'index str, index: &WikiIndex) -> Result<Told<'index>, Error> {
        let StoredPassage { passage, .. } = index.passage(number)?;
        Ok(Told { number, title, passage, words: Vec::new(), claims: Vec::new(), stated: Vec::new() })
    }

    /// The same with what it claims and states, which takes far longer than fetching it; as it is where it can do neither.
    pub(super) fn read(self, index: &WikiIndex) -> Told<'index> {
        let (may_claim, may_state) = what_may_be_said(self.number, index);
        if !may_claim && !may_state {
            return self;
        }
        let claims = if may_claim { claims_of(&self.passage) } else { Vec::new() };
        let stated = if may_state { stated_in(&self.passage, self.title) } else { Vec::new() };
        Told { words: words(&self.passage.text), claims, stated, ..self }
    }

    /// Whether it claims or states anything that another passage may tell otherwise.
    pub(super) fn says_something(&self) -> bool {
        !self.claims.is_empty() || !self.stated.is_empty()
    }

    fn is_of_one_continuity(&self, other: &Told) -> bool {
        other.passage.continuity == self.passage.continuity
    }

    /// In what this passage and another differ, if they do.
    pub(super) fn differs_from(&self, other: &Told, index: &WikiIndex) -> Option<Between> {
        if !self.is_of_one_continuity(other) {
            return None;
        }
        let claims = self.claims.iter().flat_map(|mine| other.claims.iter().map(move |theirs| (mine, theirs)));
        let mut of_one_group = claims.filter(|(mine, theirs)| {
            mine.group == theirs.group && self.names_all(&theirs.whose) && other.names_all(&mine.whose)
        });
        let of_claims = of_one_group.find_map(|(mine, theirs)| {
            let how = self.in_amount(mine, other, theirs).or_else(|| self.afterwards(mine, other, theirs, index))?;
            Some((how, mine.sentence.clone(), theirs.sentence.clone()))
        });
        of_claims.or_else(|| self.in_statement(other, index))
    }

    /// Whether two claims tell otherwise of how many died of the same event. One source may tell it in two ways.
    fn in_amount(&self, mine: &Claim, other: &Told, theirs: &Claim) -> Option<Difference> {
        let differs = mine.dead()?.differs_from(theirs.dead()?);
        let sources = self.passage.citations.is_empty() || self.passage.citations != other.passage.citations;
        (differs && sources && self.is_one_event(mine, other, theirs)).then_some(Difference::Amount)
    }

    /// Whether one claims that nobody was left of a people, and the other that there are many within a few years, though
    /// nothing between them tells that others came.
    fn afterwards(&self, mine: &Claim, other: &Told, theirs: &Claim, index: &WikiIndex) -> Option<Difference> {
        let (end, (_, last), (first, _)) = match (mine.fate, theirs.fate) {
            (_, Fate::Lived) => (mine, mine.years?, theirs.years?),
            (Fate::Lived, _) => (theirs, theirs.years?, mine.years?),
            _ => return None,
        };
        let is_soon = (1..=EMPTY_YEARS).contains(&first.checked_sub(last)?);
        let is_of_one_article = index.article_of(self.number) == index.article_of(other.number);
        let till = if is_of_one_article { other.number } else { self.number };
        let mut between = self.number.min(till)..=self.number.max(till);
        let nobody_came = !between.any(|number| index.telltales_of(number).tells_of_resettling());
        let is_one_place = self.shares_names(mine, other, theirs);
        (end.dead() == Some(Amount::All) && is_soon && nobody_came && is_one_place).then_some(Difference::Afterwards)
    }

    /// Whether the two state different things of the subject of their article, of which one only can hold.
    fn in_statement(&self, other: &Told, index: &WikiIndex) -> Option<Between> {
        if self.title != other.title {
            return None;
        }
        self.stated.iter().find_map(|mine| {
            let mut of_the_same = other.stated.iter().filter(|theirs| theirs.what == mine.what);
            let (how, theirs) =
                of_the_same.find_map(|theirs| Some((in_value(&mine.value, &theirs.value, index)?, theirs)))?;
            Some((how, mine.sentence.clone(), theirs.sentence.clone()))
        })
    }

    /// The passages that the wiki itself says tell otherwise, there or here.
    pub(super) fn other_accounts(&self, beside: &[Told], index: &WikiIndex) -> Vec<(u32, Between)> {
        let all: Vec<&Told> = beside.iter().filter(|told| self.is_of_one_continuity(told)).chain([self]).collect();
        let speaks = |told: &&&Told| index.telltales_of(told.number).speaks_of_accounts();
        let account = |said: &&Told| {
            let sentence = other_account(&said.passage)?;
            let others = all.iter().filter(|told| told.number != said.number);
            let passages: Vec<(u32, &Passage)> = others.map(|told| (told.number, &told.passage)).collect();
            let (number, meant) = told_otherwise(&said.passage.text[sentence.clone()], self.title, &passages, index)?;
            match (said.number == self.number, number == self.number) {
                (true, _) => Some((number, (Difference::Account, sentence, meant))),
                (_, true) => Some((said.number, (Difference::Account, meant, sentence))),
                _ => None,
            }
        };
        all.iter().filter(speaks).filter_map(account).collect()
    }

    /// Whether two claims speak of one event: of the same year and of one kind; or, where one names no year,
    /// by the kind of the event and the names beside it.
    fn is_one_event(&self, mine: &Claim, other: &Told, theirs: &Claim) -> bool {
        let is_close = |(first, last): &(i32, i32)| last.saturating_sub(*first) <= 1;
        match (mine.years.filter(is_close), theirs.years.filter(is_close)) {
            (Some(one), Some(other_years)) => {
                let meets = one.0 <= other_years.1 && other_years.0 <= one.1;
                meets && self.shares_names(mine, other, theirs) && self.is_of_one_kind(mine, other, theirs)
            }
            (Some(_), None) => self.tells_of(theirs),
            (None, Some(_)) => other.tells_of(mine),
            (None, None) => false,
        }
    }

    /// Whether two claims name events of one kind; or one names none, but everybody that the other's passage does.
    fn is_of_one_kind(&self, mine: &Claim, other: &Told, theirs: &Claim) -> bool {
        if !mine.events.is_empty() && !theirs.events.is_empty() {
            return mine.events.iter().any(|kind| theirs.events.contains(kind));
        }
        let names_some = |names: Vec<String>, told: &Told| !names.is_empty() && told.names_all(&names);
        names_some(self.names_beside_title(mine), other) || names_some(self.names_beside_title(theirs), self)
    }

    /// Whether this passage tells of the event that a claim without a year names, by its kind and every name.
    fn tells_of(&self, claim: &Claim) -> bool {
        let kind = self.words.iter().filter_map(|word| event(word)).any(|kind| claim.events.contains(&kind));
        let names = self.names_beside_title(claim);
        kind && !names.is_empty() && self.names_all(&names)
    }

    /// Whether the names in one of two sentences, if any, all stand in the other's passage.
    fn shares_names(&self, mine: &Claim, other: &Told, theirs: &Claim) -> bool {
        let (my_names, their_names) = (self.names_beside_title(mine), self.names_beside_title(theirs));
        my_names.is_empty() || their_names.is_empty() || other.names_all(&my_names) || self.names_all(&their_names)
    }

    fn names_beside_title(&self, claim: &Claim) -> Vec<String> {
        let title = fold(self.title);
        let is_other = |name: &&String| !title.split(' ').any(|word| is_form_of(name, word));
        claim.names.iter().filter(is_other).cloned().collect()
    }

    /// Whether every name stands in the passage or in the title of its article, in some form.
    pub(super) fn names_all(&self, names: &[String]) -> bool {
        let title = fold(self.title);
        let stands = |name: &String| {
            self.words.iter().map(String::as_str).chain(title.split(' ')).any(|word| is_form_of(word, name))
        };
        names.iter().all(stands)
    }
}

/// Whether a passage tells lore, as far as lore can differ.
pub(super) fn may_differ(number: u32, index: &WikiIndex) -> bool {
    let is_told = !matches!(index.kind_of(number), PassageKind::List | PassageKind::Table | PassageKind::Quote);
    index.standing_of(number) == Standing::Lore && is_told
}

/// Whether a passage may claim or state anything that another may tell otherwise.
pub(super) fn may_say_something(number: u32, index: &WikiIndex) -> bool {
    let (may_claim, may_state) = what_may_be_said(number, index);
    may_claim || may_state
}

/// Whether a passage may claim something, and whether it may state something: a line of a box of facts does of its article's
/// subject without naming it.
fn what_may_be_said(number: u32, index: &WikiIndex) -> (bool, bool) {
    let telltales = index.telltales_of(number);
    let is_fact = index.kind_of(number) == PassageKind::Fact;
    (telltales.may_claim(), telltales.may_state() || is_fact && telltales.is_stating())
}

/// In what two values differ, if they do. Two names differ only where they lead to different articles: people have many.
fn in_value(mine: &Value, theirs: &Value, index: &WikiIndex) -> Option<Difference> {
    let (how, differs) = match (mine, theirs) {
        (Value::Year(mine), Value::Year(theirs)) => (Difference::Date, mine != theirs),
        (Value::Number(mine, in_mine), Value::Number(theirs, in_theirs)) => {
            (Difference::Amount, in_mine == in_theirs && mine != theirs)
        }
        (Value::By(mine), Value::By(theirs)) => match (index.named(mine), index.named(theirs)) {
            ([(_, mine)], [(_, theirs)]) => (Difference::Name, mine != theirs),
            _ => return None,
        },
        _ => return None,
    };
    differs.then_some(how)
}

/// The folded words of a text.
pub(super) fn words(text: &str) -> Vec<String> {
    words_of(text).into_iter().map(|(_, word)| word).collect()
}

/// Whether two folded words are the same but for an s at the end: "romulans" and "romulan", "khitomers" and "khitomer".
fn is_form_of(word: &str, of: &str) -> bool {
    word.strip_suffix('s').unwrap_or(word) == of.strip_suffix('s').unwrap_or(of)
}
