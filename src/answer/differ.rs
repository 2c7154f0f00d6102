//! Sources that differ: another passage that gives another account of what the passage found tells.
//!
//! Precision comes before recall: nothing is shown without a number, a quantity, a date or the wiki's own word for it,
//! on the same subject, of the same time, in the same continuity; and no account is said to be the right one.

use std::ops::Range;

use super::accounts::{other_account, told_otherwise};
use super::amount::{Amount, Fate};
use super::asking::Asking;
use super::choose::{Candidate, Marking, closest_fit, hit_of};
use super::claim_words::{event, is_resettling};
use super::claims::{Claim, claims_of};
use super::stated::{Stated, Value, stated_in};
use crate::index::{Error, StoredPassage, WikiIndex};
use crate::lore::{Difference, Differing, Hit, Outcome, Passage, PassageKind, Rung, Standing, fold, words_of};

/// The most accounts shown beside the passage found.
const MOST_DIFFERING: usize = 3;

/// How many passages beside the best are held against others, where they tell of the years asked for as well.
const MOST_TOLD_TOO: usize = 3;

/// How many passages of the article are looked at on either side of the one found, at most; its notes beside these.
const LOOKED_AT: u32 = 40;

/// The same where the passage found states nothing to compare, and only the wiki's own word is looked for.
const LOOKED_AT_FOR_ACCOUNTS: u32 = 10;

/// How many passages of other articles are looked at, at most.
const ELSEWHERE_LOOKED_AT: usize = 40;

/// For how many years a place that lost everybody is taken to be empty.
const EMPTY_YEARS: i32 = 10;

/// What differs between two passages: in what, and which sentence of each says it.
type Between = (Difference, Range<usize>, Range<usize>);

impl Asking<'_> {
    /// The accounts that differ from the passage found. Who asks for a year is told of it by several passages, and shown
    /// what differs from the next few as well.
    pub(super) fn differing(&self, outcome: &Outcome) -> Result<Vec<Differing>, Error> {
        let Outcome::Found { best, others, rung } = outcome else { return Ok(Vec::new()) };
        if *rung == Rung::Uncertain {
            return Ok(Vec::new());
        }
        let wished = self.wished();
        let is_told_too = |other: &&Hit| {
            other.id.article == best.id.article
                && closest_fit(&other.years, &wished).is_some()
                && !self.asks_at_length()
        };
        let told_too = others.iter().filter(is_told_too).take(MOST_TOLD_TOO);
        let mut differing: Vec<Differing> = Vec::new();
        for hit in std::iter::once(best.as_ref()).chain(told_too) {
            for account in differing_from(hit, self.index)? {
                let is_known =
                    |known: &Differing| known.said.id == account.otherwise.id && known.otherwise.id == account.said.id;
                if !differing.iter().any(is_known) {
                    differing.push(account);
                }
            }
        }
        differing.truncate(MOST_DIFFERING);
        Ok(differing)
    }
}

/// The passages of the same article, or of another on the same event, that give another account than the one found.
fn differing_from(best: &Hit, index: &WikiIndex) -> Result<Vec<Differing>, Error> {
    let article = &index.articles()[best.id.article as usize];
    let number = article.first_passage + best.id.passage;
    let found = Told::of(number, &article.title, index)?.read();
    if !index.wiki().language.starts_with("en") || !found.may_differ() {
        return Ok(Vec::new());
    }
    let near = if found.says_something() { LOOKED_AT } else { LOOKED_AT_FOR_ACCOUNTS };
    let mut beside = beside(number, best.id.article, near, index)?;
    if found.says_something() {
        beside = beside.into_iter().map(Told::read).collect();
    }
    let mut pairs: Vec<(u32, Between)> = Vec::new();
    for other in beside.iter().filter(|other| found.says_something() && found.is_comparable(other)) {
        pairs.extend(found.differs_from(other, &beside, index).map(|between| (other.number, between)));
    }
    pairs.extend(found.other_accounts(&beside, index));
    for other in elsewhere(&found, best.id.article, index)? {
        pairs.extend(found.differs_from(&other, &[], index).map(|between| (other.number, between)));
    }
    pairs.truncate(MOST_DIFFERING);
    pairs.into_iter().map(|(other, between)| shown(number, other, between, index)).collect()
}

/// The two passages with the sentences that differ for their excerpts.
fn shown(number: u32, other: u32, (how, said, otherwise): Between, index: &WikiIndex) -> Result<Differing, Error> {
    let hit = |number: u32, excerpt: Range<usize>| {
        let marking = Marking { words: Vec::new(), wished: Vec::new() };
        hit_of(&Candidate { number, score: 0.0 }, &marking, index).map(|hit| Hit { excerpt, ..hit })
    };
    Ok(Differing { how, said: hit(number, said)?, otherwise: hit(other, otherwise)? })
}

/// The passages about the one found in its article, in order, and the article's notes.
fn beside(number: u32, article: u32, most: u32, index: &WikiIndex) -> Result<Vec<Told<'_>>, Error> {
    let entry = &index.articles()[article as usize];
    let near = number.saturating_sub(most)..=number.saturating_add(most);
    let numbers = entry.passage_numbers();
    let from_the_end = numbers.end.saturating_sub(most);
    let is_looked_at = |other: &u32| {
        let is_note = || *other >= from_the_end && index.kind_of(*other) == PassageKind::Footnote;
        *other != number && (near.contains(other) || is_note())
    };
    numbers.filter(is_looked_at).map(|other| Told::of(other, &entry.title, index)).collect()
}

/// The passages of other articles that claim something of the year in which the one found tells of a fate, and name its
/// article.
fn elsewhere<'index>(found: &Told, article: u32, index: &'index WikiIndex) -> Result<Vec<Told<'index>>, Error> {
    let fates = found.claims.iter().filter(|claim| claim.dead().is_some() && !claim.events.is_empty());
    let Some((first, last)) = fates.filter_map(|claim| claim.years).find(|(first, last)| first == last) else {
        return Ok(Vec::new());
    };
    let own = index.articles()[article as usize].passage_numbers();
    let mut told = Vec::new();
    let others = index.of_years(first, last)?.into_iter().filter(|number| !own.contains(number));
    for number in others.take(ELSEWHERE_LOOKED_AT) {
        let other = Told::of(number, &index.articles()[index.article_of(number)].title, index)?.read();
        if found.is_comparable(&other) && other.names_all(&words(found.title)) {
            told.push(other);
        }
    }
    Ok(told)
}

/// A passage with what it claims, once that is read.
struct Told<'index> {
    number: u32,
    /// The title of its article.
    title: &'index str,
    passage: Passage,
    claims: Vec<Claim>,
    stated: Vec<Stated>,
}

impl<'index> Told<'index> {
    fn of(number: u32, title: &'index str, index: &WikiIndex) -> Result<Told<'index>, Error> {
        let StoredPassage { passage, .. } = index.passage(number)?;
        Ok(Told { number, title, passage, claims: Vec::new(), stated: Vec::new() })
    }

    /// The same with what it claims and states, which takes far longer than fetching it.
    fn read(self) -> Told<'index> {
        Told { claims: claims_of(&self.passage), stated: stated_in(&self.passage, self.title), ..self }
    }

    /// Whether it tells lore, as far as lore can differ.
    fn may_differ(&self) -> bool {
        let is_told = !matches!(self.passage.kind, PassageKind::List | PassageKind::Table | PassageKind::Quote);
        self.passage.standing == Standing::Lore && is_told
    }

    /// Whether it claims or states anything that another passage may tell otherwise.
    fn says_something(&self) -> bool {
        !self.claims.is_empty() || !self.stated.is_empty()
    }

    fn is_comparable(&self, other: &Told) -> bool {
        other.may_differ() && other.passage.continuity == self.passage.continuity
    }

    /// In what this passage and another differ, if they do. `beside` are the passages of their article.
    fn differs_from(&self, other: &Told, beside: &[Told], index: &WikiIndex) -> Option<Between> {
        let claims = self.claims.iter().flat_map(|mine| other.claims.iter().map(move |theirs| (mine, theirs)));
        let mut of_one_group = claims.filter(|(mine, theirs)| {
            mine.group == theirs.group && self.names_all(&theirs.whose) && other.names_all(&mine.whose)
        });
        let of_claims = of_one_group.find_map(|(mine, theirs)| {
            let how = self.in_amount(mine, other, theirs).or_else(|| self.afterwards(mine, other, theirs, beside))?;
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
    fn afterwards(&self, mine: &Claim, other: &Told, theirs: &Claim, beside: &[Told]) -> Option<Difference> {
        let (end, (_, last), (first, _)) = match (mine.fate, theirs.fate) {
            (_, Fate::Lived) => (mine, mine.years?, theirs.years?),
            (Fate::Lived, _) => (theirs, theirs.years?, mine.years?),
            _ => return None,
        };
        let is_soon = (1..=EMPTY_YEARS).contains(&first.checked_sub(last)?);
        let between = self.number.min(other.number)..=self.number.max(other.number);
        let is_empty = |told: &Told| !words(&told.passage.text).iter().any(|word| is_resettling(word));
        let nobody_came = beside.iter().filter(|told| between.contains(&told.number)).chain([self]).all(is_empty);
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
    fn other_accounts(&self, beside: &[Told], index: &WikiIndex) -> Vec<(u32, Between)> {
        let all: Vec<&Told> = beside.iter().filter(|told| self.is_comparable(told)).chain([self]).collect();
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
        all.iter().filter_map(account).collect()
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
        let words = words(&self.passage.text);
        let kind = words.iter().filter_map(|word| event(word)).any(|kind| claim.events.contains(&kind));
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
    fn names_all(&self, names: &[String]) -> bool {
        let mut words = words(&self.passage.text);
        words.extend(fold(self.title).split(' ').map(str::to_owned));
        names.iter().all(|name| words.iter().any(|word| is_form_of(word, name)))
    }
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
fn words(text: &str) -> Vec<String> {
    words_of(text).into_iter().map(|(_, word)| word).collect()
}

/// Whether two folded words are the same but for an s at the end: "romulans" and "romulan", "khitomers" and "khitomer".
fn is_form_of(word: &str, of: &str) -> bool {
    word.strip_suffix('s').unwrap_or(word) == of.strip_suffix('s').unwrap_or(of)
}
