//! Sources that differ: another passage that gives another account of what the passage found tells.
//!
//! Precision comes before recall: nothing is shown without a number, a quantity, a date or the wiki's own word for it,
//! on the same subject, of the same time, in the same continuity; and no account is said to be the right one.

use std::ops::Range;

use super::asking::Asking;
use super::choose::{closest_fit, unmarked};
use super::told::{Between, Told, words};
use crate::index::{Error, WikiIndex};
use crate::lore::{Differing, Hit, Outcome, PassageKind, Rung};

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

impl Asking<'_> {
    /// The accounts that differ from the passage found. Who asks for a year is told of it by several passages, and shown
    /// what differs from the next few as well. A question at length that names neither an article nor a year is about one
    /// passage, not about what is told of a subject.
    pub(super) fn differing(&self, outcome: &Outcome) -> Result<Vec<Differing>, Error> {
        let Outcome::Found { best, others, rung } = outcome else { return Ok(Vec::new()) };
        let wished = self.wished();
        let is_about_a_subject = !self.subject().is_empty() || !wished.is_empty() || !self.asks_at_length();
        if *rung == Rung::Uncertain || !is_about_a_subject {
            return Ok(Vec::new());
        }
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
    let hit = |number: u32, excerpt: Range<usize>| unmarked(number, index).map(|hit| Hit { excerpt, ..hit });
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
