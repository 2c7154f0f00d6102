//! The first stage of ranking: every passage that holds a word of the question, scored by BM25F.

use std::ops::Range;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::Error;
use super::analyzer::Word;
use super::second_stage::Sought;
use super::segment::Segment;
use super::weights::Weights;
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
#[derive(Debug, Clone, Copy, Default, PartialEq)]
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

/// The scores of passages and articles while a question is searched.
///
/// What is found is kept side by side, and of all passages only where they stand among it: a table of a large wiki stays
/// small, and a posting touches no more than eight bytes of it.
pub(super) struct Table {
    /// The passages that hold any word, in the order in which they were found.
    found: Vec<Scored>,
    /// Where each passage stands in `found`, counted from 1; 0 for one that holds no word.
    places: Vec<u32>,
    /// The score of each article as a whole.
    pub articles: Vec<f32>,
    /// The weighed frequency of the word at hand, of passages and of articles.
    tf: Vec<f32>,
    article_tf: Vec<f32>,
    /// The passages and articles that hold the word at hand: first those in whose title it stands, then those that tell it,
    /// then those that cite it.
    touched: Vec<u32>,
    titled: usize,
    told: usize,
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
        let in_scope = |scored: &&Scored| scope.is_none_or(|scope| scope.contains(&scored.number));
        let weighed = |scored: &Scored| {
            let nature = segment.natures[scored.number as usize];
            Scored { score: scored.score * nature.weight(&self.weights.nature), ..*scored }
        };
        let mut scored: Vec<Scored> = table.found().iter().filter(in_scope).map(weighed).collect();
        scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
        self.tables.keep(table);
        Ok(Searching { scored, weights })
    }

    /// Scores all passages by words, each with how much of its weight counts. The weights returned are whole.
    pub(super) fn first_stage(&self, segment: &Segment, words: &[Sought]) -> Result<(Table, Vec<f32>), Error> {
        let mut table = self.tables.take(self.len(), self.articles().len());
        let mut weights = Vec::with_capacity(words.len());
        for (bit, Sought { word, or, counts }) in words.iter().take(Self::MAX_WORDS).enumerate() {
            let forms: Vec<(&Word, f32)> =
                std::iter::once((*word, 1.0)).chain(or.iter().map(|other| (other, OTHER_WORD))).collect();
            table.add_word(self, segment, &forms)?;
            let idf = self.weight_of(u32::try_from(table.touched.len()).unwrap_or(u32::MAX));
            table.settle(idf * counts, 1 << bit, &self.weights);
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

impl Table {
    fn new(passages: u32, articles: usize) -> Table {
        Table {
            found: Vec::new(),
            places: vec![0; passages as usize],
            articles: vec![0.0; articles],
            tf: vec![0.0; passages as usize],
            article_tf: vec![0.0; articles],
            touched: Vec::new(),
            titled: 0,
            told: 0,
            articles_touched: Vec::new(),
        }
    }

    /// The passages that hold any word, in no order.
    pub(super) fn found(&self) -> &[Scored] {
        &self.found
    }

    /// The score of a passage, 0 for one that holds no word.
    pub(super) fn score(&self, number: usize) -> f32 {
        let place = self.places.get(number).copied().unwrap_or_default() as usize;
        place.checked_sub(1).map_or(0.0, |place| self.found[place].score)
    }

    /// What was found in a passage.
    pub(super) fn scored(&self, number: u32) -> Scored {
        let place = self.places[number as usize] as usize;
        place.checked_sub(1).map_or(Scored { number, ..Scored::default() }, |place| self.found[place])
    }

    /// Notes where a word stands, in any of its forms, field by field; each form comes with how much of a frequency counts.
    fn add_word(&mut self, index: &WikiIndex, segment: &Segment, forms: &[(&Word, f32)]) -> Result<(), Error> {
        let (at, weights): (&Path, _) = (index.at(), &index.weights.fields);
        for (word, counts) in forms {
            segment.weigh(&segment.title, weights.title, &word.stem, at, |number, _, tf| {
                self.note(number, tf * counts);
                let article = segment.article_of[number as usize];
                if number == 0 || segment.article_of[number as usize - 1] != article {
                    self.note_article(article, TITLE_IN_ARTICLE * counts);
                }
            })?;
        }
        self.titled = self.touched.len();
        for (word, counts) in forms {
            segment.weigh_told(weights.body, &word.stem, at, |number, frequency, tf| {
                self.note(number, tf * counts);
                self.note_article(segment.article_of[number as usize], frequency * counts);
            })?;
            for (searched, weight) in [(&segment.redirect, weights.redirect), (&segment.heading, weights.heading)] {
                segment.weigh(searched, weight, &word.stem, at, |number, _, tf| self.note(number, tf * counts))?;
            }
        }
        self.told = self.touched.len();
        for (word, counts) in forms {
            let noted = |number, _, tf| self.note(number, tf * counts);
            segment.weigh(&segment.source, weights.source, &word.exact, at, noted)?;
        }
        Ok(())
    }

    fn note(&mut self, number: u32, tf: f32) {
        let held = &mut self.tf[number as usize];
        if *held == 0.0 {
            self.touched.push(number);
        }
        // A field that counts nothing is noted all the same.
        *held += tf.max(f32::MIN_POSITIVE);
    }

    fn note_article(&mut self, article: u32, tf: f32) {
        let held = &mut self.article_tf[article as usize];
        if *held == 0.0 {
            self.articles_touched.push(article);
        }
        *held += tf;
    }

    /// Dampens the word's frequencies, adds them to the scores, and makes ready for the next word.
    fn settle(&mut self, idf: f32, bit: u64, weights: &Weights) {
        for (order, number) in self.touched.drain(..).enumerate() {
            let tf = std::mem::take(&mut self.tf[number as usize]);
            let place = &mut self.places[number as usize];
            if *place == 0 {
                self.found.push(Scored { number, ..Scored::default() });
                *place = u32::try_from(self.found.len()).unwrap_or(u32::MAX);
            }
            let scored = &mut self.found[*place as usize - 1];
            scored.score += idf * tf * (weights.k1 + 1.0) / (weights.k1 + tf);
            scored.matched |= bit;
            scored.told |= if order < self.told { bit } else { 0 };
            scored.titled |= if order < self.titled { bit } else { 0 };
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

    /// Makes the table as new.
    fn clear(&mut self) {
        for scored in self.found.drain(..) {
            self.places[scored.number as usize] = 0;
        }
        self.articles.fill(0.0);
    }
}
