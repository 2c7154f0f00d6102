//! The first stage of ranking: every passage that holds a word of the question, scored by BM25F.

use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::Error;
use super::analyzer::Word;
use super::second_stage::Sought;
use super::segment::Segment;
use super::weights::{FieldWeight, Weights};
use super::wiki_index::WikiIndex;

/// How many tables of past searches are kept for the next ones: as many as may well run at once.
const KEPT_TABLES: usize = 4;

/// How much a word counts that only would mean the same as the one asked for.
const OTHER_WORD: f32 = 0.7;

/// How much a word in an article's title counts for the article as a whole, in words of its text.
const TITLE_IN_ARTICLE: f32 = 3.0;
/// Dampening and length normalisation of the words of whole articles: they repeat more than those of passages.
const ARTICLE: (f32, f32) = (1.2, 0.4);

/// A passage that holds at least one of the words searched for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The passage's number in the index.
    pub number: u32,
    /// Its BM25F score.
    pub score: f32,
    /// Which of the words it holds in any field but the source, one bit a word in the order given.
    pub told: u64,
    /// Which of the words it holds in any field.
    pub matched: u64,
    /// Which of the words its article's title holds.
    pub titled: u64,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Searching {
    /// The passages, best first.
    pub scored: Vec<Scored>,
    /// The weight of each word searched for: its inverse document frequency.
    pub weights: Vec<f32>,
}

/// Tables of past searches, cleared, for the next ones.
#[derive(Default)]
pub(super) struct Tables(Mutex<Vec<Table>>);

/// The scores of all passages and articles while a question is searched.
pub(super) struct Table {
    pub passages: Vec<Scored>,
    /// The score of each article as a whole.
    pub articles: Vec<f32>,
    /// The passages that hold any word.
    pub found: Vec<u32>,
    /// The weighed frequency of the word at hand, of passages and of articles.
    tf: Vec<f32>,
    article_tf: Vec<f32>,
    /// The passages and articles that hold the word at hand.
    touched: Vec<u32>,
    articles_touched: Vec<u32>,
}

impl WikiIndex {
    /// The passages that hold any of the words, best first, those of equal score in the wiki's order; only those in
    /// `scope` where one is given. Words beyond [`WikiIndex::MAX_WORDS`] are not searched for.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn search(&self, words: &[Word], scope: Option<&Range<u32>>) -> Result<Searching, Error> {
        let Some(segment) = &self.segment else { return Ok(Searching::default()) };
        let words: Vec<Sought> = words.iter().map(|word| Sought { word, or: &[], counts: 1.0 }).collect();
        let (table, weights) = self.first_stage(segment, &words)?;
        let in_scope = |number: &&u32| scope.is_none_or(|scope| scope.contains(number));
        let weighed = |number: &u32| {
            let scored = table.passages[*number as usize];
            Scored { score: scored.score * segment.natures[*number as usize].weight(&self.weights.nature), ..scored }
        };
        let mut scored: Vec<Scored> = table.found.iter().filter(in_scope).map(weighed).collect();
        scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
        self.tables.keep(table);
        Ok(Searching { scored, weights })
    }

    /// Scores all passages by words, each with how much of its weight counts. The weights returned are whole.
    pub(super) fn first_stage(&self, segment: &Segment, words: &[Sought]) -> Result<(Table, Vec<f32>), Error> {
        let mut table = self.tables.take(self.len(), self.articles().len());
        let mut weights = Vec::with_capacity(words.len());
        for (bit, Sought { word, or, counts }) in words.iter().take(Self::MAX_WORDS).enumerate() {
            table.add_word(self, segment, word, 1.0, 1 << bit)?;
            for other in *or {
                table.add_word(self, segment, other, OTHER_WORD, 1 << bit)?;
            }
            let idf = self.weight_of(u32::try_from(table.touched.len()).unwrap_or(u32::MAX));
            table.settle(idf * counts, &self.weights);
            table.settle_articles(*counts, segment);
            weights.push(idf);
        }
        Ok((table, weights))
    }

    /// The weight of a word that stands in `frequency` passages: its inverse document frequency, never negative.
    pub fn weight_of(&self, frequency: u32) -> f32 {
        inverse_frequency(self.len(), frequency)
    }
}

/// The inverse frequency of what stands in `frequency` of `all`, never negative.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits than a float has")]
fn inverse_frequency(all: u32, frequency: u32) -> f32 {
    let (all, holding) = (all as f32, frequency as f32);
    (1.0 + (all - holding + 0.5).max(0.0) / (holding + 0.5)).ln()
}

impl Tables {
    fn take(&self, passages: u32, articles: usize) -> Table {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_else(|| Table::new(passages, articles))
    }

    /// Clears a table and keeps it for the next search.
    pub(super) fn keep(&self, mut table: Table) {
        table.clear();
        let mut tables = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if tables.len() < KEPT_TABLES {
            tables.push(table);
        }
    }
}

impl Scored {
    fn none(number: u32) -> Scored {
        Scored { number, score: 0.0, told: 0, matched: 0, titled: 0 }
    }
}

impl Table {
    fn new(passages: u32, articles: usize) -> Table {
        Table {
            passages: (0..passages).map(Scored::none).collect(),
            articles: vec![0.0; articles],
            found: Vec::new(),
            tf: vec![0.0; passages as usize],
            article_tf: vec![0.0; articles],
            touched: Vec::new(),
            articles_touched: Vec::new(),
        }
    }

    /// Notes where a word stands, field by field; `counts` is how much of a frequency counts.
    fn add_word(
        &mut self,
        index: &WikiIndex,
        segment: &Segment,
        word: &Word,
        counts: f32,
        bit: u64,
    ) -> Result<(), Error> {
        let (at, weights): (&Path, _) = (index.at(), &index.weights.fields);
        segment.weigh(&segment.title, weights.title, &word.stem, at, |number, _, tf| {
            self.note(number, tf * counts, bit, true);
            self.passages[number as usize].titled |= bit;
            let article = segment.article_of[number as usize];
            if number == 0 || segment.article_of[number as usize - 1] != article {
                self.note_article(article, TITLE_IN_ARTICLE * counts);
            }
        })?;
        segment.weigh(&segment.body, weights.body, &word.stem, at, |number, frequency, tf| {
            self.note(number, tf * counts, bit, true);
            self.note_article(segment.article_of[number as usize], frequency * counts);
        })?;
        let around: [(_, FieldWeight, _, _); 3] = [
            (&segment.redirect, weights.redirect, &word.stem, true),
            (&segment.heading, weights.heading, &word.stem, true),
            (&segment.source, weights.source, &word.exact, false),
        ];
        for (searched, weight, text, told) in around {
            segment.weigh(searched, weight, text, at, |number, _, tf| self.note(number, tf * counts, bit, told))?;
        }
        Ok(())
    }

    fn note(&mut self, number: u32, tf: f32, bit: u64, told: bool) {
        let passage = &mut self.passages[number as usize];
        if passage.matched == 0 {
            self.found.push(number);
        }
        if passage.matched & bit == 0 {
            self.touched.push(number);
        }
        passage.matched |= bit;
        passage.told |= if told { bit } else { 0 };
        self.tf[number as usize] += tf;
    }

    fn note_article(&mut self, article: u32, tf: f32) {
        let held = &mut self.article_tf[article as usize];
        if *held == 0.0 {
            self.articles_touched.push(article);
        }
        *held += tf;
    }

    /// Dampens the word's frequencies, adds them to the scores, and makes ready for the next word.
    fn settle(&mut self, idf: f32, weights: &Weights) {
        for number in self.touched.drain(..) {
            let tf = std::mem::take(&mut self.tf[number as usize]);
            self.passages[number as usize].score += idf * tf * (weights.k1 + 1.0) / (weights.k1 + tf);
        }
    }

    /// The same for whole articles.
    fn settle_articles(&mut self, counts: f32, segment: &Segment) {
        let (k1, b) = ARTICLE;
        let all = u32::try_from(self.articles.len()).unwrap_or(u32::MAX);
        let idf = inverse_frequency(all, u32::try_from(self.articles_touched.len()).unwrap_or(u32::MAX));
        for article in self.articles_touched.drain(..) {
            let length = segment.article_lengths[article as usize] / segment.mean_article_length;
            let tf = std::mem::take(&mut self.article_tf[article as usize]) / (1.0 - b + b * length);
            self.articles[article as usize] += idf * counts * tf / (k1 + tf);
        }
    }

    /// Makes the table as new, at the cost of what was found only.
    fn clear(&mut self) {
        for number in self.found.drain(..) {
            self.passages[number as usize] = Scored::none(number);
        }
        self.articles.fill(0.0);
    }
}
