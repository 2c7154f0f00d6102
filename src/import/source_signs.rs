//! The signs by which the words of a note are known to be those of a source.
//!
//! They are where they are an address, where they lead to a work ("As seen in the episode [[Élan]]"), and where they have
//! a sign of one and tell nothing: no finite verb, little prose, no opening such as "Possibly". The signs, each of which
//! real wikis show:
//!
//! ```text
//! a place in a work     A Game of Thrones, Chapter 61      Pages 814-819
//! an author and a year  Stallings 2000, p. 26
//! a bibliographic word  ISBN, OCLC, Retrieved; a web address; a link beyond the wiki
//! a title in front      ''Sinking of the Titanic''         Williams, ''A Rare Titanic Family''
//! nothing but a link    [[Seeing Red]]
//! ```

use std::ops::Range;

use super::draft::Block;
use super::marked_titles::{Form, MarkedTitle, marked_titles};
use super::short_forms::short_form;
use super::source_words::{
    ABBREVIATIONS, BEFORE_LEADS, BESIDE, BIBLIOGRAPHIC, FINITE, JOINING, LEADS, OF_SOURCES, OPENERS, PARTS, WITHIN,
};
use super::vocabulary::Vocabulary;

/// Most words of prose where a reference stands in front, and where it stands elsewhere. Beside a title alone there may
/// be none: "''Élan'', formerly ''Kor''" tells something.
const MUCH_PROSE: usize = 12;
const SOME_PROSE: usize = 3;

/// The words of a note, told apart into titles and the rest.
pub(super) struct Signs<'note> {
    pub(super) text: &'note str,
    pub(super) titles: Vec<MarkedTitle<'note>>,
    /// The words outside titles, links and addresses.
    outside: Vec<&'note str>,
    /// Where the first place in a work is named.
    place: Option<usize>,
    /// Where the first word stands that only bibliographies use.
    pub(super) bibliographic: Option<usize>,
    has_address: bool,
    /// Where the first link beyond the wiki begins.
    beyond: Option<usize>,
}

impl<'note> Signs<'note> {
    pub(super) fn of(note: &'note Block) -> Signs<'note> {
        let text = note.text.as_str();
        let titles = marked_titles(note);
        let is_beyond = |span: &&Range<usize>| note.links.binary_search_by_key(&span.start, |link| link.at).is_err();
        Signs {
            outside: outside(note, &titles),
            place: place_in_work(text),
            bibliographic: bibliographic_word(text),
            has_address: text.split_whitespace().any(is_address),
            beyond: note.linked.iter().find(is_beyond).map(|span| span.start),
            text,
            titles,
        }
    }

    /// Whether the words are a source and nothing else. `is_hinted` where the markup speaks for it.
    pub(super) fn are_of_source(&self, is_hinted: bool, vocabulary: &Vocabulary) -> bool {
        if self.are_address() || self.are_led_to() || self.are_one_link() {
            return true;
        }
        let begins_small = self.text.trim_start().starts_with(char::is_lowercase);
        if begins_small && !self.begin_with_reference() || self.tell_something() {
            return false;
        }
        let is_titled = self.begin_with_title(is_hinted || self.refer(), vocabulary);
        let begins = is_titled || is_hinted || self.begin_with_reference();
        let speaks_of_sources = || self.outside.iter().any(|word| OF_SOURCES.contains(&bare(word).as_str()));
        let prose = self.prose();
        self.refer() && (prose <= SOME_PROSE || begins && prose <= MUCH_PROSE)
            || is_titled && (prose == 0 || prose <= MUCH_PROSE && speaks_of_sources())
            || is_hinted && prose <= MUCH_PROSE / 2
            || prose <= SOME_PROSE && short_form(self.text).is_some()
    }

    /// Whether they refer to a place in a work, or to a work by author and year, and do nothing else. Beside other
    /// sentences a title alone would not be enough.
    pub(super) fn are_of_reference(&self, vocabulary: &Vocabulary) -> bool {
        (self.refer() || short_form(self.text).is_some()) && self.are_of_source(false, vocabulary)
    }

    /// Whether a place in a work is named, or what only bibliographies and links beyond the wiki name.
    pub(super) fn refer(&self) -> bool {
        self.place.is_some() || self.bibliographic.is_some() || self.has_address || self.beyond.is_some()
    }

    fn begin_with_reference(&self) -> bool {
        let begins_with_address = self.text.split_whitespace().next().is_some_and(is_address);
        self.place == Some(0) || self.beyond == Some(0) || begins_with_address
    }

    fn are_address(&self) -> bool {
        self.has_address && self.text.split_whitespace().count() == 1
    }

    /// Whether they are nothing but a link, perhaps behind a number.
    pub(super) fn are_one_link(&self) -> bool {
        let [title] = self.titles.as_slice() else { return false };
        let is_title = title.form == Form::LinkedBeyond || title.form == Form::Linked && title.looks_like_title();
        is_title && self.outside.iter().all(|word| !word.contains(char::is_alphabetic))
    }

    /// Whether they hold a finished sentence, or open as explanations do.
    fn tell_something(&self) -> bool {
        let first = self.text.split_whitespace().next().map(bare).unwrap_or_default();
        OPENERS.contains(&first.as_str()) || self.outside.iter().any(|word| is_finite(word))
    }

    /// How many words of prose they hold: those in lower case that neither join others nor speak of sources.
    fn prose(&self) -> usize {
        let is_prose = |word: &&&str| {
            let word = without_punctuation(word);
            word.starts_with(char::is_lowercase) && !JOINING.contains(&word) && !OF_SOURCES.contains(&word)
        };
        self.outside.iter().filter(is_prose).count()
    }

    /// Whether a title stands in front, or has only its author or kind before it. A single quoted word may be a gloss.
    fn begin_with_title(&self, is_vouched_for: bool, vocabulary: &Vocabulary) -> bool {
        let Some(title) = self.titles.iter().find(|title| title.form <= Form::Quoted) else { return false };
        let before = self.text[..title.range.start].trim();
        let is_title = title.looks_like_title() || is_vouched_for && title.may_be_title();
        let is_kind = || vocabulary.kind_at_end(before) == Some(before);
        let is_first = before.is_empty() || is_author(before) || is_kind() || speaks_of_source(before);
        let is_gloss = title.form == Form::Quoted && !title.words.contains(' ') && !is_vouched_for;
        is_title && is_first && !is_gloss
    }

    /// Whether they say that something is told in a work that they name, and nothing else: "As seen in [[Élan]]", or
    /// "by [[Kor]] in [[Élan]]".
    pub(super) fn are_led_to(&self) -> bool {
        let tells = || self.outside.iter().skip(2).any(|word| is_finite(word));
        is_led(self.text) && self.prose() <= MUCH_PROSE / 2 && !tells() && self.told_in().next().is_some()
    }

    /// The titles of what something is told in: those behind "in" and the like rather than "by".
    pub(super) fn told_in(&self) -> impl Iterator<Item = &MarkedTitle<'note>> {
        let (mut from, mut is_within) = (0, false);
        self.titles.iter().filter(move |title| {
            for word in self.text[from..title.range.start].split_whitespace().map(bare) {
                is_within = WITHIN.contains(&word.as_str()) || is_within && !BESIDE.contains(&word.as_str());
            }
            from = title.range.end;
            is_within && title.looks_like_title()
        })
    }
}

/// Whether words begin as those do that lead to where something is told.
pub(super) fn is_led(text: &str) -> bool {
    let mut words = text.split_whitespace().map(bare).skip_while(|word| BEFORE_LEADS.contains(&word.as_str()));
    words.next().is_some_and(|word| word == "by" || LEADS.contains(&word.as_str()))
}

/// Whether words begin with a place in a work.
pub(super) fn begins_with_place(text: &str) -> bool {
    place_in_work(text) == Some(0)
}

/// Where the first word for a part of a work stands with its number: "p. 26", "Chapter IV", "pp.3–4".
pub(super) fn place_in_work(text: &str) -> Option<usize> {
    let mut words = words_at(text).peekable();
    while let Some((at, word)) = words.next() {
        let word = word.trim_start_matches(['(', '[']);
        let has_number = words.peek().is_some_and(|(_, next)| is_number(next));
        if has_number && is_part(word) || is_part_with_number(word) {
            return Some(at);
        }
    }
    None
}

/// Whether a word names a part of a work, its number aside. A German "S." is a page, an English "s" is nothing.
pub(super) fn is_part(word: &str) -> bool {
    let plain = bare(word);
    PARTS.contains(&plain.as_str()) && (plain != "s" || word == "S.") && !word.ends_with([',', ';'])
}

/// Where the first word stands that only bibliographies use.
pub(super) fn bibliographic_word(text: &str) -> Option<usize> {
    words_at(text).find(|(_, word)| BIBLIOGRAPHIC.contains(&bare(word).as_str())).map(|(at, _)| at)
}

/// Where sentences end that others follow: behind their full stops.
pub(super) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(". ").map(|(at, _)| at + 1).filter(|&end| {
        let word = text[..end - 1].rsplit([' ', '(', '\n']).next().unwrap_or_default();
        let is_initial = word.chars().count() == 1 && word.contains(char::is_alphabetic);
        !is_initial && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
    })
}

/// The words of a note outside its titles, links and addresses.
fn outside<'note>(note: &'note Block, titles: &[MarkedTitle<'_>]) -> Vec<&'note str> {
    let titles = titles.iter().map(|title| title.range.clone());
    let mut covered: Vec<Range<usize>> = titles.chain(note.linked.iter().cloned()).collect();
    covered.sort_unstable_by_key(|span| span.start);
    let (mut spans, mut end) = (covered.into_iter().peekable(), 0);
    let free = words_at(&note.text).filter(|(at, word)| {
        while let Some(span) = spans.next_if(|span| span.start <= *at) {
            end = end.max(span.end);
        }
        *at >= end && !is_address(word)
    });
    free.map(|(_, word)| word).collect()
}

/// Whether words before a title are its author: names, and punctuation or "in" at their end.
fn is_author(before: &str) -> bool {
    const MAX_NAMES: usize = 12;
    let is_joined = before.ends_with([',', '.', ';', ':', '–', '—', '-', ')']) || before.ends_with(" in");
    let is_name = |word: &str| {
        let plain = without_punctuation(word);
        !plain.starts_with(char::is_lowercase) || JOINING.contains(&plain) || OF_SOURCES.contains(&plain)
    };
    let words = || before.split_whitespace();
    // "German: ''Élan''" names a language.
    let is_label = words().count() == 1 && before.ends_with(':');
    is_joined && !is_label && words().take(MAX_NAMES + 1).count() <= MAX_NAMES && words().all(is_name)
}

/// Whether words only say what a title behind them is: "Dialogue in", "Events of the game".
fn speaks_of_source(before: &str) -> bool {
    let is_of_source = |word: &str| OF_SOURCES.contains(&bare(word).as_str());
    let joins = |word: &str| JOINING.contains(&bare(word).as_str());
    before.split_whitespace().any(is_of_source)
        && before.split_whitespace().all(|word| is_of_source(word) || joins(word))
}

fn is_finite(word: &str) -> bool {
    let word = without_punctuation(word);
    FINITE.contains(&word) || word.ends_with("n't") || word.ends_with("n’t")
}

fn is_part_with_number(word: &str) -> bool {
    let letters = word.find(|letter: char| !letter.is_alphabetic()).unwrap_or(word.len());
    let (part, number) = word.split_at(letters);
    let is_short = matches!(part, "p" | "pp" | "pg" | "ch" | "vol" | "ep" | "S");
    is_short && number.trim_start_matches('.').starts_with(|letter: char| letter.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    let plain = without_punctuation(word);
    let is_roman = !plain.is_empty() && plain.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C'));
    plain.starts_with(|letter: char| letter.is_ascii_digit()) || is_roman
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.trim_start_matches('(').starts_with("www.")
}

/// A word in lower case without the punctuation around it.
fn bare(word: &str) -> String {
    without_punctuation(word).to_lowercase()
}

fn without_punctuation(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// The words of a text with their places.
fn words_at(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = 0;
    text.split_whitespace().map(move |word| {
        let rest = &text[end..];
        let at = end + rest.len() - rest.trim_start().len();
        end = at + word.len();
        (at, word)
    })
}
