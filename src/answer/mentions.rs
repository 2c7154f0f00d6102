//! Names and years in a text that was not meant as a question, such as somebody's message.

use std::collections::HashMap;
use std::ops::Range;

use super::Library;
use super::understand::led_to;
use crate::index::WikiIndex;
use crate::lore::{ArticleKind, YearSpan, first_chars, fold, is_ordinary_word, is_stop_word, read_years, words_of};

/// How many characters of a text are looked at: as many as the longest message has.
const CHARS_LOOKED_AT: usize = 4_000;
/// The most words of a name that is looked for.
const NAME_WORDS: usize = 8;
/// How far from a name, in bytes, a year may stand that belongs to it.
const YEAR_NEAR: usize = 80;

/// An article that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// Its title; the name as it stands in the text where several articles share it.
    pub topic: String,
    /// The folder name of its wiki.
    pub wiki: String,
    /// The year that stands nearest to the name, as written; empty where there is none.
    pub years: String,
}

impl Library {
    /// The articles that a text names, each once, in the order of the text and at most `most`. A word that means something
    /// else in English counts only where it is written as a name.
    pub fn mentioned(&self, text: &str, most: usize) -> Vec<Mentioned> {
        let text = first_chars(text, CHARS_LOOKED_AT);
        let mut found: Vec<(usize, Mentioned)> = Vec::new();
        for index in self.indexes() {
            for (at, mentioned) in mentioned_in(text, index) {
                if !found.iter().any(|(_, known)| fold(&known.topic) == fold(&mentioned.topic)) {
                    found.push((at, mentioned));
                }
            }
        }
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().take(most).map(|(_, mentioned)| mentioned).collect()
    }
}

/// The articles of one wiki that a text names, with the byte at which it does.
fn mentioned_in(text: &str, index: &WikiIndex) -> Vec<(usize, Mentioned)> {
    let words: Vec<Range<usize>> = words_of(text).into_iter().map(|(range, _)| range).collect();
    let (mut named, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let longest = index.longest_name().min(NAME_WORDS).min(words.len() - at);
        let name = (1..=longest).rev().find_map(|length| {
            let range = words[at].start..words[at + length - 1].end;
            topic_at(text, range.clone(), length, index).map(|topic| (range, length, topic))
        });
        at += name.as_ref().map_or(1, |(_, length, _)| *length);
        named.extend(name.map(|(range, _, topic)| (range, topic)));
    }
    let mut years = years_beside(text, &named, index);
    let mentioned = |(range, topic): (Range<usize>, String)| {
        let years = years.remove(&range.start).unwrap_or_default();
        (range.start, Mentioned { topic, wiki: index.wiki().id.clone(), years })
    };
    named.into_iter().map(mentioned).collect()
}

/// The years of a text, as written, each with the nearest name: by the byte at which that begins, the nearest year for each.
fn years_beside(text: &str, named: &[(Range<usize>, String)], index: &WikiIndex) -> HashMap<usize, String> {
    let mut nearest: HashMap<usize, (usize, String)> = HashMap::new();
    for span in read_years(text, &[], None, &index.wiki().years, true).0 {
        let near = named.iter().filter_map(|(name, _)| distance(name, &span).map(|distance| (distance, name.start)));
        let Some((distance, name)) = near.filter(|(distance, _)| *distance <= YEAR_NEAR).min() else { continue };
        let written = text.get(span.written.clone()).unwrap_or_default().to_owned();
        if nearest.get(&name).is_none_or(|(known, _)| distance < *known) {
            nearest.insert(name, (distance, written));
        }
    }
    nearest.into_iter().map(|(name, (_, written))| (name, written)).collect()
}

/// How many bytes stand between a name and a year; `None` where the year is part of the name.
fn distance(name: &Range<usize>, span: &YearSpan) -> Option<usize> {
    if span.written.start >= name.end {
        Some(span.written.start - name.end)
    } else {
        name.start.checked_sub(span.written.end)
    }
}

/// The topic that a stretch of a text names, where it is written as a name.
fn topic_at(text: &str, range: Range<usize>, words: usize, index: &WikiIndex) -> Option<String> {
    let written = &text[range.clone()];
    let bare = written.strip_suffix("'s").or_else(|| written.strip_suffix("\u{2019}s")).unwrap_or(written);
    let (name, leads) = [written, bare]
        .into_iter()
        .map(|name| (name, index.named(&fold(name))))
        .find(|(_, leads)| !leads.is_empty())
        .filter(|(name, _)| words > 1 || is_written_as_name(text, range.start, name))?;
    match led_to(leads, index)[..] {
        [] => None,
        [one] => {
            let entry = &index.articles()[one as usize];
            (entry.kind == ArticleKind::Lore).then(|| entry.title.clone())
        }
        _ => Some(name.to_owned()),
    }
}

/// Whether a single word is meant as a name: no number, no word that binds others, and a word of English only with a capital
/// inside a sentence.
fn is_written_as_name(text: &str, start: usize, word: &str) -> bool {
    let folded = fold(word);
    let before = text[..start].trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '"', '\u{201C}', '>']);
    let is_capitalised = word.starts_with(char::is_uppercase) && !begins;
    folded.contains(char::is_alphabetic)
        && folded.chars().count() > 1
        && !is_stop_word(&folded)
        && (is_capitalised || !is_ordinary_word(&folded))
}
