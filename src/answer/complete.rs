//! The topics offered while someone types.

use crate::index::{Error, WikiIndex};
use crate::lore::{ArticleKind, fold};

/// A topic offered while someone types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What to show: the title, and under which other name it was found.
    pub label: String,
    /// What to put into the question: the article's title.
    pub title: String,
}

/// The shortest beginning that is also looked for misspelt.
const SHORTEST_MENDED: usize = 4;

/// At most `most` topics whose names begin like what was typed, best first; with none, those spelt nearly so. For an
/// empty text the pinned topics, then the longest articles.
pub(super) fn complete(index: &WikiIndex, typed: &str, most: usize) -> Result<Vec<Completion>, Error> {
    let folded = fold(typed);
    if folded.is_empty() {
        return Ok(starters(index, most));
    }
    let mut found = index.beginning(&folded, most);
    if found.is_empty() {
        for beginning in mended(index, &folded)? {
            let more = index.beginning(&beginning, most - found.len());
            found.extend(
                more.into_iter()
                    .filter(|(article, _)| !found.iter().any(|(known, _)| known == article))
                    .collect::<Vec<_>>(),
            );
        }
    }
    Ok(found.into_iter().map(|(article, name)| labelled(index, article, name)).collect())
}

/// What was typed with its last word, the one being typed, replaced by words of titles that begin nearly so; nearest
/// first.
fn mended(index: &WikiIndex, folded: &str) -> Result<Vec<String>, Error> {
    let (before, last) = folded.rsplit_once(' ').map_or(("", folded), |(before, last)| (before, last));
    if last.chars().count() < SHORTEST_MENDED {
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
    let mut longest: Vec<u32> = (0u32..)
        .zip(index.articles())
        .filter(|(_, article)| article.kind == ArticleKind::Lore)
        .map(|(number, _)| number)
        .collect();
    longest.retain(|number| !articles.contains(number));
    let key = |number: &u32| (u32::MAX - index.articles()[*number as usize].passages, *number);
    if longest.len() > most {
        longest.select_nth_unstable_by_key(most, key);
        longest.truncate(most);
    }
    longest.sort_by_key(key);
    articles.extend(longest);
    articles.into_iter().take(most).map(|article| labelled(index, article, 0)).collect()
}

fn labelled(index: &WikiIndex, article: u32, name: u32) -> Completion {
    let entry = &index.articles()[article as usize];
    let label = match entry.names().nth(name as usize).filter(|_| name > 0) {
        Some(other) => format!("{} ({other})", entry.title),
        None => entry.title.clone(),
    };
    Completion { label, title: entry.title.clone() }
}
