//! Misspelt words: which word of the wiki is meant, and how the wiki writes it.

use crate::index::{Error, Near, WikiIndex, Word};
use crate::lore::{is_ordinary_word, is_stop_word};

/// The shortest word that is mended: shorter ones are near too many others.
const SHORTEST_MENDED: usize = 4;
/// Names of at least this many letters may differ by two edits.
const LONG_NAME: usize = 6;
/// Words of prose of at least so many letters may differ by one edit, and by two.
const LONG_WORDS: (usize, usize) = (5, 9);

/// The words of the wiki that a misspelt word most likely means, at most two of equally few edits: names before prose, then
/// the most common. None for an ordinary word of English, which is meant as typed, and where nothing is near enough. A
/// word of prose, and any with two edits, must begin with the letter typed.
pub(super) fn nearest_words(word: &str, index: &WikiIndex) -> Result<Vec<String>, Error> {
    let letters = word.chars().count();
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    let is_meant = index.wiki().language == "en" && is_ordinary_word(word);
    if letters < SHORTEST_MENDED || is_number || is_meant {
        return Ok(Vec::new());
    }
    let (one_edit, two_edits) = LONG_WORDS;
    let near_enough = |near: &Near| {
        let same_start = near.word.chars().next() == word.chars().next();
        let in_reach = match (near.edits, near.is_name) {
            (0 | 1, true) => true,
            (0 | 1, false) => same_start && letters >= one_edit,
            (_, true) => same_start && letters >= LONG_NAME,
            (_, false) => same_start && letters >= two_edits,
        };
        let is_word = near.word.chars().count() > 2 && near.word.chars().any(char::is_alphabetic);
        in_reach && is_word && !is_stop_word(&near.word)
    };
    let candidates = index.near(word, if letters >= LONG_NAME { 2 } else { 1 }, false)?;
    let key = |near: &Near| (near.edits, !near.is_name, u32::MAX - near.passages, near.word.clone());
    let mut near: Vec<Near> = candidates.into_iter().filter(near_enough).collect();
    near.sort_by_cached_key(key);
    let fewest = near.first().map(|near| near.edits);
    near.retain(|near| Some(near.edits) == fewest);
    Ok(near.into_iter().map(|near| near.word).take(2).collect())
}

/// A word as the wiki writes it: in a title, else in the first passage that holds it.
pub(super) fn as_written(word: &Word, index: &WikiIndex) -> Result<String, Error> {
    let in_text = |text: &str| {
        let found = index.words(text).into_iter().find(|found| found.exact == word.exact)?;
        let written = &text[found.range];
        let possessive = ["'s", "\u{2019}s"].iter().find_map(|ending| written.strip_suffix(ending));
        Some(possessive.unwrap_or(written).to_owned())
    };
    for (article, _) in index.beginning(&word.exact, 1) {
        let entry = &index.articles()[article as usize];
        if let Some(written) = entry.names().find_map(in_text) {
            return Ok(written);
        }
    }
    let holding = index.search(std::slice::from_ref(word), None)?.scored;
    for scored in holding.iter().take(3) {
        if let Some(written) = in_text(&index.passage(scored.number)?.passage.text) {
            return Ok(written);
        }
    }
    Ok(word.exact.clone())
}

/// The titles spelt much like a word the wiki does not know, or beginning with it; nearest first.
pub(super) fn titles_like(word: &str, index: &WikiIndex, most: usize) -> Result<Vec<String>, Error> {
    let letters = word.chars().count();
    let mut titles: Vec<String> = Vec::new();
    let mut near = if letters < SHORTEST_MENDED {
        Vec::new()
    } else {
        index.near(word, if letters >= LONG_NAME { 2 } else { 1 }, false)?
    };
    near.retain(|near| near.is_name && near.word.chars().count() >= 3);
    near.sort_by(|a, b| (a.edits, &a.word).cmp(&(b.edits, &b.word)));
    let beginnings = (letters >= 3).then(|| word.to_owned());
    for name in near.into_iter().map(|near| near.word).chain(beginnings) {
        let leads = index.beginning(&name, 3);
        let led_to = leads.iter().map(|(article, _)| index.articles()[*article as usize].title.clone());
        let mut named: Vec<String> = led_to.collect();
        if named.is_empty() && name != word {
            let word = index.words(&name).into_iter().next();
            named.extend(word.map(|word| as_written(&word, index)).transpose()?);
        }
        for title in named {
            if titles.len() < most && !titles.contains(&title) {
                titles.push(title);
            }
        }
    }
    Ok(titles)
}
