//! The titles of a wiki, kept in memory: which article a name leads to, and which names begin like what is typed.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::beginnings::Beginnings;
use crate::lore::{Article, ArticleKind, Hatnote, Redirect, base_of_title, fold};

/// What the index keeps of a wiki beside its passages; all of it is held in memory.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Contents {
    /// The articles in the wiki's order.
    pub articles: Vec<ArticleEntry>,
    /// The folded titles of cited works that hold a number, sorted: such a number in a question is no year when the
    /// question names the work.
    pub numbered_works: Vec<String>,
}

/// What the index keeps of an article beside its passages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleEntry {
    /// The title as the wiki writes it.
    pub title: String,
    /// The page's own address, where its file named one.
    pub url: Option<String>,
    /// When the text was taken from the wiki.
    pub revision: Option<String>,
    /// Other titles that lead here.
    pub redirects: Vec<Redirect>,
    /// Names that the wiki's text uses for it beside these, most used first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Whether it tells lore or only leads to other pages.
    pub kind: ArticleKind,
    /// The notes that lead elsewhere.
    pub hatnotes: Vec<Hatnote>,
    /// The number of its first passage in the index.
    pub first_passage: u32,
    /// How many passages it has; they follow one another.
    pub passages: u32,
}

impl ArticleEntry {
    pub(super) fn of(article: &Article, first_passage: u32, passages: u32) -> ArticleEntry {
        ArticleEntry {
            title: article.title.clone(),
            url: article.url.clone(),
            revision: article.revision.clone(),
            redirects: article.redirects.clone(),
            aliases: Vec::new(),
            kind: article.kind.clone(),
            hatnotes: article.hatnotes.clone(),
            first_passage,
            passages,
        }
    }

    /// Its title, then the other titles that lead to it, then the names that the wiki's text uses beside these. A name's
    /// number is its place here.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let redirects = self.redirects.iter().map(|redirect| redirect.title.as_str());
        std::iter::once(self.title.as_str()).chain(redirects).chain(self.aliases.iter().map(String::as_str))
    }

    /// The numbers of its passages.
    pub fn passage_numbers(&self) -> std::ops::Range<u32> {
        self.first_passage..self.first_passage + self.passages
    }
}

/// How a name leads to an article, closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TopicMatch {
    /// It is the title.
    Title,
    /// It is a redirect.
    Redirect,
    /// It is the title without the words in parentheses at its end.
    Base,
    /// It is a name that the wiki's text uses for it.
    Alias,
}

/// How many of the longest articles are known.
const LONGEST: usize = 64;

/// The names of all articles.
#[derive(Debug)]
pub(super) struct Titles {
    by_name: HashMap<String, Vec<(TopicMatch, u32)>>,
    beginnings: Beginnings,
    longest_name: usize,
    /// The numbers of the longest articles that tell lore, longest first.
    longest: Vec<u32>,
    /// The numbers of the articles by the initials of their titles, where these are of one only.
    by_initials: HashMap<String, Option<u32>>,
}

/// The fewest and most words of a title that people name by its initials.
const INITIALS: RangeInclusive<usize> = 3..=6;

impl Titles {
    pub(super) fn of(articles: &[ArticleEntry]) -> Titles {
        let mut titles = Titles {
            by_name: HashMap::new(),
            beginnings: Beginnings::default(),
            longest_name: 0,
            longest: longest(articles),
            by_initials: HashMap::new(),
        };
        for (number, article) in (0u32..).zip(articles) {
            for (name, written) in (0u32..).zip(article.names()) {
                let how = match name as usize {
                    0 => TopicMatch::Title,
                    name if name <= article.redirects.len() => TopicMatch::Redirect,
                    _ => TopicMatch::Alias,
                };
                titles.add(written, how, number, name);
            }
            let base = base_of_title(&article.title);
            titles.add_initials(base, number);
            if base != article.title {
                titles.lead(fold(base), TopicMatch::Base, number);
            }
        }
        titles.beginnings.sort();
        titles
    }

    fn add(&mut self, name: &str, how: TopicMatch, article: u32, number: u32) {
        let folded = fold(name);
        if folded.is_empty() {
            return;
        }
        self.beginnings.add(&folded, article, number);
        self.longest_name = self.longest_name.max(folded.split(' ').count());
        self.lead(folded, how, article);
    }

    /// Notes the initials of a title, and of what follows a colon in it: "Star Trek: The Next Generation" is "tng".
    fn add_initials(&mut self, title: &str, article: u32) {
        let parts = std::iter::once(title).chain(title.split_once(": ").map(|(_, part)| part));
        for part in parts.map(fold) {
            if INITIALS.contains(&part.split(' ').count()) {
                let initials: String = part.split(' ').filter_map(|word| word.chars().next()).collect();
                let named = self.by_initials.entry(initials).or_insert(Some(article));
                *named = named.filter(|known| *known == article);
            }
        }
    }

    /// The article whose title has these initials, where it is the only one.
    pub(super) fn by_initials(&self, initials: &str) -> Option<u32> {
        self.by_initials.get(initials).copied().flatten()
    }

    fn lead(&mut self, folded: String, how: TopicMatch, article: u32) {
        let leads = self.by_name.entry(folded).or_default();
        if !leads.iter().any(|(_, known)| *known == article) {
            leads.push((how, article));
            leads.sort_unstable();
        }
    }

    /// The articles that a folded name leads to, closest first, then in the wiki's order.
    pub(super) fn named(&self, folded: &str) -> &[(TopicMatch, u32)] {
        self.by_name.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the longest articles that tell lore, longest first and at most 64.
    pub(super) fn longest(&self) -> &[u32] {
        &self.longest
    }

    /// The most words any name has.
    pub(super) fn longest_name(&self) -> usize {
        self.longest_name
    }

    /// The articles one of whose names has a word that begins like `folded`, with the name's number. Names that begin
    /// so themselves come first, shorter ones before longer ones; an article comes once.
    pub(super) fn beginning(&self, folded: &str, most: usize) -> Vec<(u32, u32)> {
        self.beginnings.beginning(folded, most)
    }
}

fn longest(articles: &[ArticleEntry]) -> Vec<u32> {
    let lore = (0u32..).zip(articles).filter(|(_, article)| article.kind == ArticleKind::Lore);
    let mut longest: Vec<(std::cmp::Reverse<u32>, u32)> =
        lore.map(|(number, article)| (std::cmp::Reverse(article.passages), number)).collect();
    longest.sort_unstable();
    longest.into_iter().map(|(_, number)| number).take(LONGEST).collect()
}
