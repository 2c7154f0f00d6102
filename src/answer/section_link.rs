//! Links to sections, as wikis write them: "Khitomer#Republic summit".

use std::ops::Range;

use super::section_words::{Fit, Sought};
use super::understand::led_to;
use crate::index::{Error, WikiIndex};
use crate::lore::{Mending, Query, SECTION_MARK, Scope, fold, words_of};

/// The most words of a question that are taken for a section's name.
const NAME_WORDS: usize = 12;

/// A topic as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Link<'typed> {
    /// The name of the article.
    pub article: &'typed str,
    /// The name of a section of it, where one is named.
    pub section: Option<&'typed str>,
}

/// A section that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The number of its article.
    pub article: u32,
    /// The numbers of its passages in the index.
    pub numbers: Range<u32>,
    /// What was mended in its name.
    pub mended: Option<Mending>,
}

impl<'typed> Link<'typed> {
    /// Reads a topic. Notes may have the mark in their titles: what names an article as it stands is no link, and the last
    /// mark with the name of an article before it counts.
    pub(super) fn read(typed: &'typed str, index: &WikiIndex) -> Link<'typed> {
        let is_named = |name: &str| !index.named(&fold(name)).is_empty();
        let is_title = |(_, article): &(_, u32)| index.articles()[*article as usize].title == typed.trim();
        let marks = || typed.match_indices(SECTION_MARK).map(|(at, _)| at);
        let is_whole = marks().next().is_none() || index.named(&fold(typed)).iter().any(is_title);
        let mark = marks().rev().find(|at| is_named(&typed[..*at])).or_else(|| marks().next());
        match mark.filter(|_| !is_whole) {
            Some(at) => {
                Link { article: typed[..at].trim(), section: Some(typed[at + SECTION_MARK.len_utf8()..].trim()) }
            }
            None => Link { article: typed, section: None },
        }
    }
}

/// The section of one of some articles that a name means: by its name, else by the words that it is typed with.
pub(super) fn section_of(articles: &[u32], name: &str, index: &WikiIndex) -> Result<Option<Found>, Error> {
    let mut fitting: Option<(Fit, Found)> = None;
    let sought = Sought::read(name, &index.wiki().years);
    for &article in articles {
        let outline = index.outline(article)?;
        let first = index.articles()[article as usize].first_passage;
        let found = |at: usize, mended| {
            let Range { start, end } = outline.sections[at].passages;
            Found { article, numbers: first + start..first + end, mended }
        };
        if let Some(at) = outline.named(name) {
            return Ok(Some(found(at, None)));
        }
        let fits = outline.sections.iter().enumerate().filter_map(|(at, section)| Some((sought.fit(section)?, at)));
        let Some((fit, at)) = fits.min().filter(|_| !sought.is_empty()) else { continue };
        if fitting.as_ref().is_none_or(|(best, _)| fit < *best) {
            let read_as = outline.sections[at].own_heading().to_owned();
            let mended = (fit.edits > 0).then(|| Mending { typed: name.to_owned(), read_as });
            fitting = Some((fit, found(at, mended)));
        }
    }
    Ok(fitting.map(|(_, found)| found))
}

/// A question to the whole wiki that is a link to a section, or begins with one, as a question to that section.
pub(super) fn put_to_section(query: &Query, index: &WikiIndex) -> Result<Option<Query>, Error> {
    if query.scope != Scope::Wiki || !query.asked.contains(SECTION_MARK) {
        return Ok(None);
    }
    let asked = query.asked.strip_suffix(query.filter.when.trim()).unwrap_or(&query.asked).trim();
    let Link { article, section: Some(section) } = Link::read(asked, index) else { return Ok(None) };
    let articles = led_to(index.named(&fold(article)), index);
    let Some(question) = question_behind(&articles, section, asked, index)? else { return Ok(None) };
    let link = &asked[..asked.len() - question.len()];
    let rules = &index.wiki().years;
    let put = Query::read(question, Scope::Topic(link.trim().to_owned()), rules).within(&query.filter, rules);
    Ok(Some(Query { asked: query.asked.clone(), ..put }))
}

/// What is asked behind a link to a section of some articles; `None` where it is no link. A link to a section that is not
/// there leads to the article, unless the mark stands apart: "Khitomer #1" may be meant otherwise.
fn question_behind<'asked>(
    articles: &[u32],
    section: &'asked str,
    asked: &str,
    index: &WikiIndex,
) -> Result<Option<&'asked str>, Error> {
    if articles.is_empty() {
        return Ok(None);
    }
    let words = words_of(section);
    for &article in articles {
        let outline = index.outline(article)?;
        let mut ends = words.iter().take(NAME_WORDS).map(|(range, _)| range.end).rev();
        if let Some(end) = ends.find(|end| outline.named(&section[..*end]).is_some()) {
            let rest = words.iter().find(|(range, _)| range.start >= end).map(|(range, _)| range.start);
            return Ok(Some(rest.map_or("", |start| &section[start..])));
        }
    }
    let is_apart = asked.contains(&format!(" {SECTION_MARK}")) || asked.contains(&format!("{SECTION_MARK} "));
    let is_there = section_of(articles, section, index)?.is_some();
    Ok((is_there || !is_apart).then_some(""))
}
