//! The topics offered while someone types: articles, and their sections once it is clear which article is meant.

use super::complete_sections::{headed, sections_of};
use super::section_link::Link;
use super::understand::led_to;
use crate::index::{Error, WikiIndex};
use crate::lore::{fold, words_of};

/// A topic offered while someone types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What to show: the title, and under which other name it was found; of a section its heading, years and continuity.
    pub label: String,
    /// What to put into the question: the article's title, of a section also its name, as "Khitomer#Republic summit".
    pub title: String,
}

/// The shortest beginning that is also looked for misspelt.
const SHORTEST_MENDED: usize = 4;
/// The most words of a misspelt name with words of a section behind it.
const MENDED_WORDS: usize = 4;
/// Of how many articles of one name the sections are offered.
const ARTICLES_OF_NAME: usize = 2;
/// One in so many places is kept for other titles where an article has many sections.
const KEPT_FOR_TITLES: usize = 3;

/// At most `most` articles and sections: the article whose name was typed with its sections, articles whose names begin so,
/// then sections with such a heading. Where none is spelt so, those spelt nearly so; for an empty text well-known articles.
pub(super) fn complete(index: &WikiIndex, typed: &str, most: usize) -> Result<Vec<Completion>, Error> {
    if fold(typed).is_empty() {
        return Ok(starters(index, most));
    }
    let typed = typed.trim();
    let link = Link::read(typed, index);
    let (titles, mended) = titles_like(index, &fold(link.article), most)?;
    let named = named_in(index, typed, &titles, &mended)?;
    let mut sections = Vec::new();
    for article in &named.articles {
        sections.extend(sections_of(index, *article, named.rest)?);
    }
    let comes_first = |(article, _): &Titled| match link.section {
        _ if named.rest.is_empty() => named.articles.contains(article),
        section => section.is_none(),
    };
    let (first, others): (Vec<_>, Vec<_>) = titles.into_iter().partition(comes_first);
    let is_told = !sections.is_empty();
    sections.truncate(most.saturating_sub(first.len() + others.len().min(most / KEPT_FOR_TITLES)));
    let labelled = |found| labelled(index, found);
    let mut offered: Vec<Completion> = first.into_iter().map(labelled).chain(sections).collect();
    offered.extend(others.into_iter().map(labelled));
    if offered.len() < most && !is_told {
        offered.extend(headed(index, link.section.unwrap_or(typed))?);
    }
    offered.truncate(most);
    Ok(offered)
}

/// At most `most` articles whose names begin like what was typed, best first; with none, those spelt nearly so. For an empty
/// text the pinned topics, then the longest articles.
pub(super) fn complete_articles(index: &WikiIndex, typed: &str, most: usize) -> Result<Vec<Completion>, Error> {
    let folded = fold(Link::read(typed, index).article);
    if folded.is_empty() {
        return Ok(starters(index, most));
    }
    let (found, _) = titles_like(index, &folded, most)?;
    Ok(found.into_iter().map(|found| labelled(index, found)).collect())
}

/// An article and one of its names, as [`crate::index::ArticleEntry::names`] counts.
type Titled = (u32, u32);

/// The articles whose names begin like a folded text, with the number of the name. Where there are none, those that begin
/// with what it may be meant for, and these beginnings.
fn titles_like(index: &WikiIndex, folded: &str, most: usize) -> Result<(Vec<Titled>, Vec<String>), Error> {
    let mut found = if folded.is_empty() { Vec::new() } else { index.beginning(folded, most) };
    let beginnings = if found.is_empty() { mended(index, folded)? } else { Vec::new() };
    for beginning in &beginnings {
        if found.len() == most {
            break;
        }
        for more in index.beginning(beginning, most - found.len()) {
            if !found.iter().any(|(known, _)| *known == more.0) {
                found.push(more);
            }
        }
    }
    Ok((found, beginnings))
}

/// The articles that a text names, none where that is not clear, and what it says behind their name.
#[derive(Default)]
struct Named<'typed> {
    articles: Vec<u32>,
    rest: &'typed str,
}

/// The articles that the longest beginning of a text names, be it misspelt, or the only one that begins so. The text must
/// begin with no blank.
fn named_in<'typed>(
    index: &WikiIndex,
    typed: &'typed str,
    titles: &[Titled],
    mended_whole: &[String],
) -> Result<Named<'typed>, Error> {
    let link = Link::read(typed, index);
    let words = words_of(link.article);
    let lead = |name: &str| led_to(index.named(name), index).into_iter().take(ARTICLES_OF_NAME).collect::<Vec<u32>>();
    let named = |articles: Vec<u32>, length: usize| {
        let rest = words.get(length).map_or("", |(range, _)| &typed[range.start..]);
        let rest = if length == words.len() { link.section.unwrap_or(rest) } else { rest };
        (!articles.is_empty()).then_some(Named { articles, rest })
    };
    let name_of = |length: usize| words[..length].iter().map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
    let longest = index.longest_name().min(words.len());
    let as_typed = || (1..=longest).rev().find_map(|length| named(lead(&name_of(length)), length));
    let as_meant = || mended_whole.iter().find_map(|name| named(lead(name), words.len()));
    let only_one =
        || named(titles.iter().map(|(article, _)| *article).collect(), words.len()).filter(|_| titles.len() == 1);
    if let Some(found) = as_typed().or_else(as_meant).or_else(only_one) {
        return Ok(found);
    }
    for length in (1..words.len().min(MENDED_WORDS + 1)).rev().filter(|_| titles.is_empty()) {
        let meant = mended(index, &name_of(length))?;
        if let Some(found) = meant.iter().find_map(|name| named(lead(name), length)) {
            return Ok(found);
        }
    }
    Ok(Named::default())
}

/// What was typed with its last word, the one being typed, replaced by words of titles that begin nearly so; nearest
/// first. A number is meant as typed.
fn mended(index: &WikiIndex, folded: &str) -> Result<Vec<String>, Error> {
    let (before, last) = folded.rsplit_once(' ').map_or(("", folded), |(before, last)| (before, last));
    if last.chars().count() < SHORTEST_MENDED || last.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let mut near = index.near_beginning(last)?;
    near.sort_by(|a, b| (a.edits, u32::MAX - a.passages, &a.word).cmp(&(b.edits, u32::MAX - b.passages, &b.word)));
    Ok(near.into_iter().map(|near| format!("{before} {}", near.word).trim_start().to_owned()).collect())
}

fn starters(index: &WikiIndex, most: usize) -> Vec<Completion> {
    let pinned =
        index.wiki().pins.iter().filter_map(|pin| index.named(&fold(pin)).first().map(|(_, article)| *article));
    let mut articles: Vec<u32> = pinned.collect();
    let longest: Vec<u32> = index.longest().iter().filter(|number| !articles.contains(number)).copied().collect();
    articles.extend(longest);
    articles.into_iter().take(most).map(|article| labelled(index, (article, 0))).collect()
}

fn labelled(index: &WikiIndex, (article, name): Titled) -> Completion {
    let entry = &index.articles()[article as usize];
    let label = match entry.names().nth(name as usize).filter(|_| name > 0) {
        Some(other) => format!("{} ({other})", entry.title),
        None => entry.title.clone(),
    };
    Completion { label, title: entry.title.clone() }
}
