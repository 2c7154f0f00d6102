//! Sources that differ: another passage that gives another account of what the passage found tells.
//!
//! Precision comes before recall: nothing is shown without a number, a quantity, a date or the wiki's own word for it,
//! on the same subject, of the same time, in the same continuity; and no account is said to be the right one.

use std::ops::Range;

use super::asking::Asking;
use super::choose::{closest_fit, unmarked};
use super::told::{Between, Told, may_differ, may_say_something, words};
use crate::index::{ArticleEntry, Error, WikiIndex};
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
    if !index.wiki().language.starts_with("en") || !may_differ(number, index) {
        return Ok(Vec::new());
    }
    let found = Told::of(number, &article.title, index)?.read(index);
    let near = if found.says_something() { LOOKED_AT } else { LOOKED_AT_FOR_ACCOUNTS };
    let beside = beside(number, article, near, index);
    let mut pairs: Vec<(u32, Between)> = Vec::new();
    for other in beside.iter().filter(|other| found.says_something() && may_say_something(**other, index)) {
        let other = Told::of(*other, found.title, index)?.read(index);
        pairs.extend(found.differs_from(&other, index).map(|between| (other.number, between)));
    }
    pairs.extend(other_accounts(&found, &beside, index)?);
    for other in elsewhere(&found, article, index)? {
        pairs.extend(found.differs_from(&other, index).map(|between| (other.number, between)));
    }
    pairs.truncate(MOST_DIFFERING);
    pairs.into_iter().map(|(other, between)| shown(number, other, between, index)).collect()
}

/// The two passages with the sentences that differ for their excerpts.
fn shown(number: u32, other: u32, (how, said, otherwise): Between, index: &WikiIndex) -> Result<Differing, Error> {
    let hit = |number: u32, excerpt: Range<usize>| unmarked(number, index).map(|hit| Hit { excerpt, ..hit });
    Ok(Differing { how, said: hit(number, said)?, otherwise: hit(other, otherwise)? })
}

/// The passages about the one found in its article that may differ from it, in order, and the article's notes.
fn beside(number: u32, article: &ArticleEntry, most: u32, index: &WikiIndex) -> Vec<u32> {
    let near = number.saturating_sub(most)..=number.saturating_add(most);
    let numbers = article.passage_numbers();
    let from_the_end = numbers.end.saturating_sub(most);
    let is_looked_at = |other: &u32| {
        let is_note = || *other >= from_the_end && index.kind_of(*other) == PassageKind::Footnote;
        *other != number && (near.contains(other) || is_note()) && may_differ(*other, index)
    };
    numbers.filter(is_looked_at).collect()
}

/// The passages that the wiki itself says tell otherwise than the one found, or of which the one found says so. Few speak of
/// accounts at all; where none does, none is fetched.
fn other_accounts(found: &Told, beside: &[u32], index: &WikiIndex) -> Result<Vec<(u32, Between)>, Error> {
    let speaks = |number: &u32| index.telltales_of(*number).speaks_of_accounts();
    if !beside.iter().chain([&found.number]).any(speaks) {
        return Ok(Vec::new());
    }
    let beside: Vec<Told> =
        beside.iter().map(|other| Told::of(*other, found.title, index)).collect::<Result<_, _>>()?;
    Ok(found.other_accounts(&beside, index))
}

/// The passages of other articles that claim something of the year in which the one found tells of a fate, and name its
/// article.
fn elsewhere<'index>(
    found: &Told,
    article: &ArticleEntry,
    index: &'index WikiIndex,
) -> Result<Vec<Told<'index>>, Error> {
    let fates = found.claims.iter().filter(|claim| claim.dead().is_some() && !claim.events.is_empty());
    let Some((first, last)) = fates.filter_map(|claim| claim.years).find(|(first, last)| first == last) else {
        return Ok(Vec::new());
    };
    let own = article.passage_numbers();
    let mut told = Vec::new();
    let others = index.of_years(first, last)?.into_iter().filter(|number| !own.contains(number));
    let may_claim = |number: &u32| may_differ(*number, index) && index.telltales_of(*number).may_claim();
    for number in others.take(ELSEWHERE_LOOKED_AT).filter(may_claim) {
        let other = Told::of(number, &index.articles()[index.article_of(number)].title, index)?.read(index);
        if other.names_all(&words(found.title)) {
            told.push(other);
        }
    }
    Ok(told)
}
