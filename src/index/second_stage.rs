//! The second stage of ranking: for the best passages of the first, all else that speaks for them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::TERMINATED;
use tantivy::schema::IndexRecordOption;

use super::Error;
use super::agreement::{Agreement, Asked};
use super::analyzer::{Word, root_of};
use super::first_stage::{Scored, Table};
use super::segment::Segment;
use super::union::{Union, stand_side_by_side};
use super::weights::{PARTS, Part};
use super::wiki_index::WikiIndex;

/// How many passages a pair of words is counted in, about.
const COUNTED_PAIRS: u32 = 128;

/// A question as ranking reads it.
#[derive(Debug, Clone, Default)]
pub struct Ranked<'question> {
    /// The words searched for.
    pub words: Vec<Sought<'question>>,
    /// All words of the question in order, those among them that only bind others.
    pub sequence: Vec<&'question Word>,
    /// The passages that speak of a year asked for, in order.
    pub of_years: Vec<u32>,
    /// The articles that the question names outright, each with how much that counts, from 0 to 1.
    pub topics: Vec<(u32, f32)>,
    /// What kind of answer it asks for.
    pub asks_for: AsksFor,
}

/// A word searched for.
#[derive(Debug, Clone)]
pub struct Sought<'question> {
    /// The word as it was asked, or mended.
    pub word: &'question Word,
    /// Other words that would mean the same there, such as a name for a nickname; each counts a little less.
    pub or: &'question [Word],
    /// How much of its weight counts, from 0 to 1.
    pub counts: f32,
}

/// The kinds of answer that a question asks for, by the word it begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for a kind of its own")]
pub struct AsksFor {
    /// Who or what something is.
    pub definition: bool,
    /// A date.
    pub date: bool,
    /// A number.
    pub number: bool,
    /// A person or place.
    pub name: bool,
}

/// A passage with what speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The passage as the first stage found it.
    pub scored: Scored,
    /// Its score in the end.
    pub score: f32,
    /// The weight of the question that its parts are shares of.
    pub question: f32,
    /// What speaks for it, by the numbers of [`Part`], before weighing.
    pub parts: [f32; PARTS],
}

/// The passages that a question finds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ranking {
    /// The passages, best first; those of equal score in the wiki's order.
    pub passages: Vec<Weighed>,
    /// The weight of each word searched for: its inverse document frequency.
    pub weights: Vec<f32>,
    /// How much better the best passage is than the best of any other article.
    pub lead: f32,
}

impl WikiIndex {
    /// The best passages that hold any of a question's words and that `keep` keeps, at most `most`.
    ///
    /// # Errors
    /// When the index is damaged, or those of `keep`.
    pub fn rank(
        &self,
        question: &Ranked,
        most: usize,
        mut keep: impl FnMut(&Scored) -> Result<bool, Error>,
    ) -> Result<Ranking, Error> {
        let Some(segment) = &self.segment else { return Ok(Ranking::default()) };
        let (table, weights) = self.first_stage(segment, &question.words)?;
        let mut kept = Vec::new();
        let mut best_first = self.by_first_stage(segment, &table);
        while let Some((_, Reverse(number))) = best_first.pop().filter(|_| kept.len() < most) {
            let scored = table.scored(number);
            if keep(&scored)? {
                kept.push(scored);
            }
        }
        kept.sort_by_key(|scored| scored.number);
        let stage = SecondStage::of(self, segment, question, &weights);
        let parts = stage.parts(&table, &kept)?;
        let all = stage.all;
        self.tables.keep(table);
        let by_number = self.weights.parts.by_number();
        let weighed = |(scored, parts): (Scored, [f32; PARTS])| {
            let sum: f32 = parts.iter().zip(&by_number).map(|(part, weight)| part * weight).sum();
            let score = sum * segment.natures[scored.number as usize].weight(&self.weights.nature);
            Weighed { scored, score, question: all, parts }
        };
        let mut passages: Vec<Weighed> = kept.into_iter().zip(parts).map(weighed).collect();
        passages.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.scored.number.cmp(&b.scored.number)));
        let lead = segment.lead(&passages);
        Ok(Ranking { passages, weights, lead })
    }

    /// The scores of the first stage with the passages' numbers, to be taken best first.
    fn by_first_stage(&self, segment: &Segment, table: &Table) -> BinaryHeap<(u32, Reverse<u32>)> {
        let weighed = |scored: &Scored| {
            let weight = segment.natures[scored.number as usize].weight(&self.weights.nature);
            // The bits of numbers that are not negative are ordered as they are.
            ((scored.score * weight).to_bits(), Reverse(scored.number))
        };
        table.found().iter().map(weighed).collect()
    }
}

impl Segment {
    /// How much better the first passage is than the first of any other article.
    fn lead(&self, passages: &[Weighed]) -> f32 {
        let article = |weighed: &Weighed| self.article_of[weighed.scored.number as usize];
        let Some(best) = passages.first() else { return 0.0 };
        let other = passages.iter().find(|other| article(other) != article(best));
        best.score - other.map_or(0.0, |other| other.score)
    }
}

/// The second stage of one question.
struct SecondStage<'stage> {
    index: &'stage WikiIndex,
    segment: &'stage Segment,
    question: &'stage Ranked<'stage>,
    /// The weight of each word searched for, as much of it as counts.
    weights: Vec<f32>,
    /// The weight of the question: the sum of these.
    all: f32,
}

impl<'stage> SecondStage<'stage> {
    fn of(index: &'stage WikiIndex, segment: &'stage Segment, question: &'stage Ranked, weights: &[f32]) -> Self {
        let weights: Vec<f32> =
            weights.iter().zip(&question.words).map(|(weight, sought)| weight * sought.counts).collect();
        let all = weights.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        SecondStage { index, segment, question, weights, all }
    }

    /// What speaks for each of the passages, which come in the order of their numbers.
    fn parts(&self, table: &Table, passages: &[Scored]) -> Result<Vec<[f32; PARTS]>, Error> {
        let mut parts: Vec<[f32; PARTS]> = passages.iter().map(|scored| self.parts_of(table, scored)).collect();
        self.add_forms(passages, &mut parts)?;
        self.add_agreement(passages, &mut parts)?;
        Ok(parts)
    }

    /// The parts that are known without looking at the postings again.
    fn parts_of(&self, table: &Table, scored: &Scored) -> [f32; PARTS] {
        let mut parts = [0.0; PARTS];
        let number = scored.number as usize;
        let nature = self.segment.natures[number];
        let article = self.segment.article_of[number];
        let mut set = |part: Part, value: f32| parts[part as usize] = value;
        set(Part::Words, scored.score / self.all);
        set(Part::Article, table.articles[article as usize] / self.all);
        set(Part::Neighbours, self.neighbours(table, number) / self.all);
        set(Part::TitleShare, self.share_of_title(scored));
        let topic = self.question.topics.iter().find(|(topic, _)| *topic == article);
        set(Part::Topic, topic.map_or(0.0, |(_, counts)| *counts));
        set(Part::Opening, if nature.opening { self.likely_opening(article) } else { 0.0 });
        let asks = self.question.asks_for;
        set(Part::Definition, f32::from(u8::from(nature.opening && asks.definition)));
        set(Part::Coverage, self.weight_of(scored.matched) / self.all);
        let speaks_of_year = self.question.of_years.binary_search(&scored.number).is_ok();
        set(Part::Years, f32::from(u8::from(speaks_of_year)));
        let holds = asks.date && nature.dated || asks.number && nature.numbered || asks.name && nature.naming;
        set(Part::Kind, f32::from(u8::from(holds)));
        parts
    }

    /// How likely the opening of an article is what is asked for: less, the more the article tells beside it.
    #[expect(clippy::cast_precision_loss, reason = "a likelihood needs no more digits than a float has")]
    fn likely_opening(&self, article: u32) -> f32 {
        let told = self.index.articles()[article as usize].passage_numbers().len();
        1.0 / (told.max(1) as f32).sqrt()
    }

    /// The scores of the passages before and after one in its article.
    fn neighbours(&self, table: &Table, number: usize) -> f32 {
        let article = self.segment.article_of[number];
        let around = [number.checked_sub(1), Some(number + 1)];
        let beside = |at: &usize| self.segment.article_of.get(*at) == Some(&article);
        around.into_iter().flatten().filter(beside).map(|at| table.score(at)).sum()
    }

    #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
    fn share_of_title(&self, scored: &Scored) -> f32 {
        let words = self.segment.title.length(scored.number);
        (scored.titled.count_ones() as f32 / words.max(1.0)).min(1.0)
    }

    /// The weight of the words whose bits are set.
    fn weight_of(&self, bits: u64) -> f32 {
        self.weights.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, weight)| weight).sum()
    }

    /// Adds the parts of words in just the form typed, and of words that begin alike.
    fn add_forms(&self, passages: &[Scored], parts: &mut [[f32; PARTS]]) -> Result<(), Error> {
        let words = self.question.words.iter().zip(&self.weights).enumerate().take(WikiIndex::MAX_WORDS);
        for (bit, (Sought { word, .. }, weight)) in words {
            let places = passages.iter().enumerate();
            among(&mut self.segment.telling_exactly(word, self.index.at())?, places.clone(), |at, _| {
                parts[at][Part::Surface as usize] += weight / self.all;
            });
            let mut without = places.filter(|(_, scored)| scored.told & (1 << bit) == 0).peekable();
            if let (Some(root), Some(_)) = (root_of(&word.stem), without.peek()) {
                among(&mut self.segment.telling_kin(root, self.index.at())?, without, |at, _| {
                    parts[at][Part::Roots as usize] += weight / self.all;
                });
            }
        }
        Ok(())
    }

    /// Adds the parts of words that stand as they were asked: side by side, near each other, early.
    fn add_agreement(&self, passages: &[Scored], parts: &mut [[f32; PARTS]]) -> Result<(), Error> {
        let asked = Asked::of(&self.question.sequence, &self.question.words, &self.weights);
        let mut rarities: Vec<Option<f32>> = vec![None; asked.pairs.len()];
        for (parts, mut places) in parts.iter_mut().zip(self.places(&asked, passages)?) {
            places.sort_unstable();
            let Agreement { beside, near, early, begins } = asked.agreement(&places);
            parts[Part::Near as usize] = near / self.all;
            parts[Part::Early as usize] = early / self.all;
            if begins && self.question.asks_for.definition {
                parts[Part::Definition as usize] = 1.0;
            }
            for pair in beside {
                let rarity = match rarities[pair] {
                    Some(rarity) => rarity,
                    None => *rarities[pair].insert(self.rarity_of(&asked, pair)?),
                };
                parts[Part::Pairs as usize] += rarity / self.all;
            }
        }
        Ok(())
    }

    /// Where the stems of a question stand in the text of each passage: position, and number of the stem.
    fn places(&self, asked: &Asked, passages: &[Scored]) -> Result<Vec<Vec<(u32, usize)>>, Error> {
        let mut places: Vec<Vec<(u32, usize)>> = vec![Vec::new(); passages.len()];
        let mut buffer = Vec::new();
        for (number, stem) in asked.searched() {
            among(&mut self.with_positions(stem)?, passages.iter().enumerate(), |at, told| {
                told.positions(&mut buffer);
                places[at].extend(buffer.iter().map(|position| (*position, number)));
            });
        }
        Ok(places)
    }

    /// The weight of a pair of words side by side: its inverse document frequency, which is counted on a part of the
    /// passages that hold the rarer word, evenly spread, where these are many.
    fn rarity_of(&self, asked: &Asked, pair: usize) -> Result<f32, Error> {
        let (first, second) = asked.pairs[pair];
        let (mut first, mut second) =
            (self.with_positions(asked.stems[first])?, self.with_positions(asked.stems[second])?);
        let (of_first, of_second) = (first.most(), second.most());
        if of_first.min(of_second) == 0 {
            return Ok(0.0);
        }
        let step = of_first.min(of_second).div_ceil(COUNTED_PAIRS);
        let first_is_rarer = of_first <= of_second;
        let (rarer, other) = if first_is_rarer { (&mut first, &mut second) } else { (&mut second, &mut first) };
        let (mut of_rarer, mut of_other) = (Vec::new(), Vec::new());
        let (mut holding, mut counted, mut found) = (0, 0, 0);
        while rarer.number() != TERMINATED {
            if holding % step == 0 {
                counted += 1;
                if other.seek(rarer.number()) == rarer.number() {
                    rarer.positions(&mut of_rarer);
                    other.positions(&mut of_other);
                    let (places, next) = if first_is_rarer { (&of_rarer, &of_other) } else { (&of_other, &of_rarer) };
                    found += u32::from(stand_side_by_side(places, next));
                }
            }
            holding += 1;
            rarer.advance();
        }
        Ok(self.index.weight_of(found * holding / counted.max(1)))
    }

    fn with_positions(&self, stem: &str) -> Result<Union, Error> {
        self.segment.telling(stem, IndexRecordOption::WithFreqsAndPositions, self.index.at())
    }
}

/// Calls back with the place of each of the passages that holds a word, and with where the word stands in it.
fn among<'passages>(
    told: &mut Union,
    passages: impl Iterator<Item = (usize, &'passages Scored)>,
    mut holds: impl FnMut(usize, &mut Union),
) {
    for (place, scored) in passages {
        if told.seek(scored.number) == scored.number {
            holds(place, told);
        }
    }
}
