//! The works that the words of a source name: the book, then the chapter in it.

use super::draft::Block;
use super::marked_titles::{Form, MarkedTitle};
use super::short_forms::short_form;
use super::source_signs::{Signs, place_in_work, sentence_ends};
use super::titles::looks_like_title;
use super::vocabulary::Vocabulary;
use crate::lore::Work;

/// Most works of one source.
const MAX_WORKS: usize = 8;

/// What a work is called of which the wiki says no kind.
const MEDIUM: &str = "work";

/// The works that a source names: those in italics, then those in quotation marks; else those that are only linked to;
/// else what the words themselves show to be a title. None twice.
pub(super) fn works_of(source: &Block, vocabulary: &Vocabulary) -> Vec<Work> {
    let signs = Signs::of(source);
    let mut titles = emphasised(&signs);
    if titles.is_empty() {
        titles = linked(&signs, vocabulary);
    }
    let mut works: Vec<Work> = Vec::new();
    for title in titles.into_iter().take(MAX_WORKS) {
        let medium = vocabulary.kind_at_end(&source.text[..title.range.start]).unwrap_or(MEDIUM);
        let work = Work { medium: medium.to_owned(), title: title.words.to_owned() };
        if !works.contains(&work) {
            works.push(work);
        }
    }
    if works.is_empty() {
        works.extend(unmarked(&source.text).map(|title| Work { medium: MEDIUM.to_owned(), title: title.to_owned() }));
    }
    works
}

/// The titles in italics, then those in quotation marks. What is quoted behind "Retrieved" is said in the source.
fn emphasised<'note>(signs: &Signs<'note>) -> Vec<MarkedTitle<'note>> {
    let end = signs.bibliographic.unwrap_or(usize::MAX);
    let is_trusted = signs.refer();
    let is_work = |title: &&MarkedTitle<'_>| {
        let is_title = title.looks_like_title() || is_trusted && title.may_be_title();
        is_title && (title.form == Form::Italic || title.form == Form::Quoted && title.range.start < end)
    };
    let mut titles: Vec<MarkedTitle<'note>> = signs.titles.iter().filter(is_work).cloned().collect();
    titles.sort_by_key(|title| title.form);
    titles
}

/// The titles that are only linked to: those that words lead to, the one link that is all there is, or the one that
/// stands in front or behind what it is.
fn linked<'note>(signs: &Signs<'note>, vocabulary: &Vocabulary) -> Vec<MarkedTitle<'note>> {
    if signs.are_led_to() {
        return signs.told_in().cloned().collect();
    }
    let is_named = |title: &&MarkedTitle<'_>| {
        let before = signs.text[..title.range.start].trim();
        before.is_empty() || before.ends_with(" of") || vocabulary.kind_at_end(before).is_some()
    };
    let is_title = |title: &&MarkedTitle<'_>| title.form == Form::LinkedBeyond || title.looks_like_title();
    let is_place = |title: &&MarkedTitle<'_>| place_in_work(title.words) == Some(0);
    let titles = signs.titles.iter().filter(|title| is_title(title) && !is_place(title));
    titles.filter(|title| signs.are_one_link() || is_named(title)).take(1).cloned().collect()
}

/// A title without marks: what follows the year in "Mogh, Kor (2375). The Fall of Élan. Qo'noS", or what stands before a
/// place in it, "Codex: Élan (5th edition), p. 12".
fn unmarked(text: &str) -> Option<&str> {
    let title = match short_form(text) {
        Some(form) => {
            let rest = text[form.end..].strip_prefix(". ")?;
            &rest[..sentence_ends(rest).next().unwrap_or(rest.len())]
        }
        None => &text[..place_in_work(text)?],
    };
    let title = title.trim().trim_end_matches(['.', ',', ';', ':', '(']).trim();
    looks_like_title(title).then_some(title)
}
