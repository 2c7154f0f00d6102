//! The order of what was found: the best passage, and the others in the order they tell it.

use crate::index::{Error, StoredPassage, WikiIndex, Word};
use crate::lore::{Hit, PassageId, PassageKind, YearSpan};

use super::excerpt::{MAX_BYTES, excerpt, highlights};

/// The most passages offered beside the best.
pub(super) const MOST_OTHERS: usize = 9;

/// A passage that may answer.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its number in the index.
    pub number: u32,
    /// Its rank value, comparable within one question.
    pub score: f32,
}

/// What to mark in the passages shown.
pub(super) struct Marking {
    pub words: Vec<Word>,
    pub wished: Vec<(i32, i32)>,
}

/// The order of the passages beside the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// The best first.
    ByScore,
    /// Those of the best one's article as it tells them, with the passages that tell the best one on; then those of other
    /// articles, best first: a history is read in its order.
    AsTold,
}

/// The best of the candidates, which come best first, and at most [`MOST_OTHERS`] others. `None` where there is no
/// candidate.
pub(super) fn best_and_others(
    candidates: &[Candidate],
    order: Order,
    marking: &Marking,
    index: &WikiIndex,
) -> Result<Option<(Hit, Vec<Hit>)>, Error> {
    let Some((best, others)) = candidates.split_first() else { return Ok(None) };
    let others = match order {
        Order::ByScore => others.iter().take(MOST_OTHERS).cloned().collect(),
        Order::AsTold => as_told(best, others, index)?,
    };
    let hit = |candidate: &Candidate| hit_of(candidate, marking, index);
    Ok(Some((hit(best)?, others.iter().map(hit).collect::<Result<_, _>>()?)))
}

fn as_told(best: &Candidate, others: &[Candidate], index: &WikiIndex) -> Result<Vec<Candidate>, Error> {
    let mut chosen = told_on(best, index)?;
    for candidate in others {
        if chosen.len() < MOST_OTHERS && !chosen.iter().any(|known| known.number == candidate.number) {
            chosen.push(candidate.clone());
        }
    }
    let article = index.article_of(best.number);
    let (mut same, others): (Vec<_>, Vec<_>) =
        chosen.into_iter().partition(|candidate| index.article_of(candidate.number) == article);
    same.sort_by_key(|candidate| candidate.number);
    same.extend(others);
    Ok(same)
}

/// The most passages that are taken to tell a passage on.
const MOST_TOLD_ON: usize = 3;

/// The passages that follow one in its section without naming another time: they tell the same event on.
fn told_on(best: &Candidate, index: &WikiIndex) -> Result<Vec<Candidate>, Error> {
    let is_paragraph = |number: u32| index.kind_of(number) == PassageKind::Paragraph;
    let is_dated = |number: u32| index.years_of(number).next().is_some();
    let article = &index.articles()[index.article_of(best.number)];
    let next = (best.number + 1..article.passage_numbers().end).take(MOST_TOLD_ON);
    // What the index knows beside the passages spares fetching most of them.
    let mut next = next.take_while(|number| is_paragraph(*number) && !is_dated(*number)).peekable();
    let mut following = Vec::new();
    if !is_paragraph(best.number) || !is_dated(best.number) || next.peek().is_none() {
        return Ok(following);
    }
    let from = index.passage(best.number)?;
    if from.heading.is_empty() {
        return Ok(following);
    }
    for number in next {
        let told = index.passage(number)?;
        if told.heading != from.heading || told.passage.continuity != from.passage.continuity {
            break;
        }
        following.push(Candidate { number, score: 0.0 });
    }
    Ok(following)
}

/// A passage that no question asked for: nothing in it is marked.
pub(super) fn unmarked(number: u32, index: &WikiIndex) -> Result<Hit, Error> {
    hit_of(&Candidate { number, score: 0.0 }, &Marking { words: Vec::new(), wished: Vec::new() }, index)
}

/// A candidate with all that is shown beside it.
pub(super) fn hit_of(candidate: &Candidate, marking: &Marking, index: &WikiIndex) -> Result<Hit, Error> {
    let StoredPassage { heading, passage } = index.passage(candidate.number)?;
    let number = index.article_of(candidate.number);
    let article = &index.articles()[number];
    let wiki = index.wiki();
    let marked = highlights(&passage.text, &marking.words, &passage.years, &marking.wished, index);
    Ok(Hit {
        id: PassageId {
            article: u32::try_from(number).unwrap_or(u32::MAX),
            passage: candidate.number - article.first_passage,
        },
        wiki: wiki.id.clone(),
        article: article.title.clone(),
        url: wiki.url_of(&article.title, article.url.as_deref(), heading.last().map(String::as_str)),
        section: heading,
        kind: passage.kind,
        excerpt: excerpt(&passage.text, &marked, MAX_BYTES),
        highlights: marked,
        passage: passage.text,
        year_names: passage.years.iter().map(|span| wiki.years.name_of_span(span)).collect(),
        years: passage.years,
        continuity: passage.continuity,
        citations: passage.citations,
        attribution: passage.attribution,
        licence: wiki.licence.clone(),
        revision: article.revision.clone(),
        score: candidate.score,
    })
}

/// The closest fit of a passage's years to any of the stretches wished for.
pub(super) fn closest_fit(years: &[YearSpan], wished: &[(i32, i32)]) -> Option<crate::lore::YearFit> {
    years.iter().flat_map(|span| wished.iter().filter_map(|wish| span.fit(*wish))).max()
}
