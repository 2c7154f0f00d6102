//! A question on its way up the ladder: what it asks, and what the rungs share.

use std::collections::HashMap;
use std::ops::Range;

use super::choose::{Candidate, Marking, Order, best_and_others, closest_fit};
use super::section_link::{Link, put_to_section, section_of};
use super::understand::{Asked, Role, Understood, led_to};
use crate::index::{Error, Scored, StoredPassage, WikiIndex, Word};
use crate::lore::{ArticleKind, Citation, Mending, Nearest, Outcome, Query, Rung, Scope, YearSpan, fold};

/// How many passages are looked at beyond their score, at most.
pub(super) const LOOKED_AT: usize = 100;

/// How many words beside the subject's name and the years make a question one at length.
const AT_LENGTH: usize = 3;

/// A question on its way up.
#[derive(Clone)]
pub(super) struct Asking<'asking> {
    pub query: Query,
    pub index: &'asking WikiIndex,
    pub understood: Understood,
    /// The articles the question is confined to; none for the whole wiki.
    pub scope: Vec<u32>,
    /// What was mended in the name of the scope.
    pub scope_mended: Vec<Mending>,
    /// The numbers of the passages of the section it is put to, where it is put to one.
    pub section: Option<Range<u32>>,
    /// The name of a section it is put to that is not there.
    pub section_missed: Option<String>,
}

impl<'asking> Asking<'asking> {
    pub(super) fn read(query: &Query, index: &'asking WikiIndex) -> Result<Self, Error> {
        let query = put_to_section(query, index)?.unwrap_or_else(|| query.clone());
        let understood = Understood::of(&query, index, query.scope != Scope::Wiki)?;
        let (scope, scope_mended) = (Vec::new(), Vec::new());
        let mut asking = Asking { query, index, understood, scope, scope_mended, section: None, section_missed: None };
        if let Scope::Topic(topic) = asking.query.scope.clone() {
            asking.confine_to(&topic)?;
        }
        Ok(asking)
    }

    /// Confines the question to the article that a topic names, and to its section where it links to one. A name that leads
    /// nowhere is read as part of the question.
    fn confine_to(&mut self, topic: &str) -> Result<(), Error> {
        let Link { article: name, section } = Link::read(topic, self.index);
        let leads = self.index.named(&fold(name));
        let exact = leads.iter().find(|(_, article)| {
            let entry = &self.index.articles()[*article as usize];
            entry.title == name && entry.kind == ArticleKind::Lore
        });
        self.scope = exact.map_or_else(|| led_to(leads, self.index), |(_, article)| vec![*article]);
        if !self.scope.is_empty() {
            return self.confine_to_section(section);
        }
        let named = Query::read(name, Scope::Wiki, &self.index.wiki().years);
        let understood = Understood::of(&named, self.index, false)?;
        if let Some(first) = understood.topics.first() {
            self.scope.clone_from(&first.articles);
            let behind = first.end_of_name(&understood).map(|end| &named.text[end..]);
            self.scope_mended.clone_from(&understood.mended);
            self.confine_to_section(section)?;
            if section.is_none() {
                // A name may go on with words of a section: "Khitomer, Republic summit, 2409".
                self.confine_to_section(behind)?;
                self.section_missed = None;
            }
        } else {
            let asked = self.query.asked.strip_suffix(self.query.filter.when.trim()).unwrap_or(&self.query.asked);
            let rules = &self.index.wiki().years;
            let query = Query::read(&format!("{topic} {asked}"), Scope::Wiki, rules);
            self.query = query.within(&self.query.filter, rules);
            self.understood = Understood::of(&self.query, self.index, false)?;
        }
        Ok(())
    }

    /// Confines the question to a section of its article.
    fn confine_to_section(&mut self, name: Option<&str>) -> Result<(), Error> {
        let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return Ok(()) };
        match section_of(&self.scope, name, self.index)? {
            Some(found) => {
                self.scope = vec![found.article];
                self.section = Some(found.numbers);
                self.scope_mended.extend(found.mended);
            }
            None => self.section_missed = Some(name.to_owned()),
        }
        Ok(())
    }

    pub(super) fn mended(&self) -> Vec<Mending> {
        self.scope_mended.iter().chain(&self.understood.mended).cloned().collect()
    }

    /// The articles that the question is about: its scope, else the first topic it names.
    pub(super) fn subject(&self) -> &[u32] {
        match self.understood.topics.first() {
            _ if !self.scope.is_empty() => &self.scope,
            Some(topic) => &topic.articles,
            None => &[],
        }
    }

    /// The words that must be met beside the subject's name: those asked for, and the names of further topics.
    pub(super) fn content(&self) -> Vec<&Asked> {
        let words = &self.understood.words;
        let subject_words = match self.understood.topics.first() {
            Some(topic) if self.scope.is_empty() || self.scope == topic.articles => topic.words.as_slice(),
            _ => &[],
        };
        let is_content = |(at, asked): &(usize, &Asked)| {
            asked.role == Role::Content || (asked.role == Role::Topic && !subject_words.contains(at))
        };
        words.iter().enumerate().filter(is_content).map(|(_, asked)| asked).collect()
    }

    /// Whether a question put to the whole wiki says so much beside its years that these are one part of it among others.
    pub(super) fn asks_at_length(&self) -> bool {
        self.scope.is_empty() && self.content().len() >= AT_LENGTH
    }

    pub(super) fn wished(&self) -> Vec<(i32, i32)> {
        self.understood.years.iter().map(YearSpan::wished).collect()
    }

    /// What is marked in passages shown: the words asked for, by whichever name, and the years.
    pub(super) fn marking(&self) -> Marking {
        let content = self.content();
        let words = content.iter().flat_map(|asked| std::iter::once(&asked.word).chain(&asked.or)).cloned().collect();
        Marking { words, wished: self.wished() }
    }

    pub(super) fn found(&self, candidates: &[Candidate], order: Order, rung: Rung) -> Result<Outcome, Error> {
        let marking = self.marking();
        let rung = if self.mended().is_empty() || rung == Rung::Uncertain { rung } else { Rung::Mended };
        let mut allowed = Vec::with_capacity(candidates.len());
        for candidate in candidates {
            if self.allows_number(candidate.number)? {
                allowed.push(candidate.clone());
            }
        }
        let Some((best, mut others)) = best_and_others(&allowed, order, &marking, self.index)? else {
            return Ok(self.nothing(Vec::new(), Vec::new()));
        };
        others.retain(|other| self.allows(&other.section, &other.passage, &other.citations));
        Ok(Outcome::Found { best: Box::new(best), others, rung })
    }

    pub(super) fn nothing(&self, years: Vec<i32>, mut questions: Vec<String>) -> Outcome {
        if questions.is_empty() {
            let titles = self.subject().iter().map(|article| self.index.articles()[*article as usize].title.clone());
            questions = titles.collect();
        }
        let year_names = self.year_names(&years);
        Outcome::Nothing { nearest: Nearest { years, year_names, questions, not_indexed: None } }
    }

    /// What the wiki would call years.
    pub(super) fn year_names(&self, years: &[i32]) -> Vec<String> {
        years.iter().map(|year| self.index.wiki().years.name_of(*year)).collect()
    }

    /// The passages that hold some of the words, in one article or anywhere, and each word's weight.
    pub(super) fn scored(&self, words: &[&Asked], article: Option<u32>) -> Result<(Vec<Scored>, Vec<f32>), Error> {
        let words: Vec<Word> = words.iter().map(|asked| asked.word.clone()).collect();
        let scope = article.map(|article| self.index.articles()[article as usize].passage_numbers());
        let searching = self.index.search(&words, scope.as_ref())?;
        Ok((searching.scored, searching.weights))
    }

    /// The weight of the words that each passage holds, and its score, by its number.
    pub(super) fn told_by_number(&self, words: &[&Asked]) -> Result<HashMap<u32, (f32, f32)>, Error> {
        let (scored, weights) = self.scored(words, None)?;
        Ok(scored
            .into_iter()
            .map(|scored| (scored.number, (weight_of(scored.matched, &weights), scored.score)))
            .collect())
    }

    /// The words asked for that a passage does not hold in any field, in order.
    pub(super) fn unmatched_in(&self, number: u32) -> Result<Vec<&Asked>, Error> {
        let content = self.content();
        let mut unmatched = Vec::new();
        for asked in content {
            let words: Vec<Word> = std::iter::once(&asked.word).chain(&asked.or).cloned().collect();
            if self.index.held_in(number, &words)? == 0 {
                unmatched.push(asked);
            }
        }
        Ok(unmatched)
    }

    /// Whether a passage holds the words asked for, two or more, one after another as they were asked.
    pub(super) fn says_as_asked(&self, passage: &str) -> bool {
        let content = self.content();
        let asked: Vec<&str> = content.iter().map(|asked| asked.word.stem.as_str()).collect();
        let words = self.index.words(passage);
        asked.len() > 1
            && words.windows(asked.len()).any(|run| run.iter().zip(&asked).all(|(word, asked)| word.stem == *asked))
    }

    /// Whether a passage holds every quoted phrase and no excluded word, and is of the section and the continuity asked for and
    /// the years insisted on.
    pub(super) fn allows_number(&self, number: u32) -> Result<bool, Error> {
        if self.section.as_ref().is_some_and(|section| !section.contains(&number)) {
            return Ok(false);
        }
        let Query { phrases, excluded, only_years, .. } = &self.query;
        if phrases.is_empty() && excluded.is_empty() && only_years.is_empty() && self.continuity().is_none() {
            return Ok(true);
        }
        let StoredPassage { heading, passage } = self.index.passage(number)?;
        let right = self.continuity().is_none_or(|continuity| *continuity == passage.continuity);
        let dated = only_years.is_empty() || closest_fit(&passage.years, only_years).is_some();
        Ok(right && dated && self.allows(&heading, &passage.text, &passage.citations))
    }

    /// The continuity that passages must be of: the filter's, else the one that the question names.
    fn continuity(&self) -> Option<&String> {
        let filter = &self.query.filter.continuity;
        if filter.is_empty() { self.understood.continuity.as_ref() } else { Some(filter) }
    }

    /// Whether a passage holds every quoted phrase, itself or in its headings or sources, and no excluded word.
    fn allows(&self, heading: &[String], passage: &str, citations: &[Citation]) -> bool {
        if self.query.phrases.is_empty() && self.query.excluded.is_empty() {
            return true;
        }
        let exact = |text: &str| {
            let words = self.index.words(text).into_iter().map(|word| word.exact);
            format!(" {} ", words.collect::<Vec<_>>().join(" "))
        };
        let said = exact(passage);
        let around = heading.iter().chain(citations.iter().map(|citation| &citation.written));
        let around: Vec<String> = around.map(|text| exact(text)).collect();
        let phrase_stands = |phrase: &String| {
            let phrase = exact(phrase);
            said.contains(&phrase) || around.iter().any(|text| text.contains(&phrase))
        };
        self.query.phrases.iter().all(phrase_stands)
            && !self.query.excluded.iter().any(|word| said.contains(&exact(word)))
    }
}

/// The weight of the words whose bits are set.
pub(super) fn weight_of(bits: u64, weights: &[f32]) -> f32 {
    weights.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, weight)| weight).sum()
}
