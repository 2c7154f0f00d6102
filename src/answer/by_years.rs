//! The rung of years: what the wiki tells of the years asked for, or which years are near.

use std::collections::{HashMap, HashSet};

use super::asking::{Asking, LOOKED_AT};
use super::choose::{Candidate, Order, closest_fit};
use super::understand::{Asked, Role, exactly_named};
use crate::index::Error;
use crate::lore::{Outcome, PassageKind, Rung, YearFit, YearSpan, is_ordinary_word, nearest_years};

/// How many passages of the years asked for are looked at, at most.
const DATED_LOOKED_AT: usize = 1_000;

/// How many near years are named where none fits.
const NEAREST_YEARS: usize = 3;

/// The weight of the words asked for that passages hold, and their scores, by their numbers.
type Told = HashMap<u32, (f32, f32)>;

/// A passage that speaks of a year asked for.
struct Dated {
    number: u32,
    article: u32,
    fit: YearFit,
    /// Whether it holds the words asked for one after another.
    as_asked: bool,
}

impl Asking<'_> {
    pub(super) fn by_years(&self) -> Result<Outcome, Error> {
        let content = self.content();
        let told = self.told_by_number(&content)?;
        let candidates = self.fitting(&content, &told)?;
        if candidates.is_empty() {
            return self.without_years();
        }
        let ranked = self.rank_dated(candidates, &told)?;
        let rung = if self.unmatched_in(ranked[0].number)?.is_empty() { Rung::Exact } else { Rung::Relaxed };
        self.found(&ranked, Order::AsTold, rung)
    }

    /// The passages of the years asked for that may answer: of the subject, if it tells of them; else those elsewhere that
    /// name it.
    fn fitting(&self, content: &[&Asked], told: &Told) -> Result<Vec<Dated>, Error> {
        let subject = self.subject();
        let (of_subject, elsewhere) = self.speaking_of_years()?;
        let holds_words = |number: &u32| weight_in(told, *number) > 0.0;
        if subject.is_empty() {
            let fitting = elsewhere.into_iter().filter(|number| content.is_empty() || holds_words(number));
            return self.dated(fitting.collect(), told);
        }
        let dated = self.dated(of_subject.clone(), told)?;
        let (holding, others): (Vec<Dated>, Vec<Dated>) =
            dated.into_iter().partition(|dated| holds_words(&dated.number));
        if !holding.is_empty() {
            return Ok(holding);
        }
        if !others.is_empty() && content.iter().all(|asked| is_ordinary_word(&asked.word.exact)) {
            // Ordinary words may say otherwise what the passage tells; a name that it lacks is not told of.
            return Ok(others);
        }
        let naming = self.naming_subject()?;
        let all = of_subject.into_iter().chain(elsewhere).filter(|number| naming.contains(number));
        self.dated(all.collect(), told)
    }

    /// Orders passages of the years asked for: those that hold most of the words first, then those whose years fit best,
    /// then those of the article that the words fit best, then as the wiki tells them, its main continuity first.
    fn rank_dated(&self, mut candidates: Vec<Dated>, told: &Told) -> Result<Vec<Candidate>, Error> {
        let held = |dated: &Dated| told.get(&dated.number).copied().unwrap_or_default();
        let mut best_of_article: HashMap<u32, f32> = HashMap::new();
        for dated in &candidates {
            let best = best_of_article.entry(dated.article).or_default();
            *best = best.max(held(dated).1);
        }
        self.note_as_asked(&mut candidates, told)?;
        let told_order = |dated: &Dated| {
            let kind = self.index.kind_of(dated.number);
            (!self.index.is_main(dated.number), kind != PassageKind::Paragraph, dated.number)
        };
        candidates.sort_by(|a, b| {
            let by_words = held(b).0.total_cmp(&held(a).0).then(b.as_asked.cmp(&a.as_asked)).then(b.fit.cmp(&a.fit));
            let by_article = best_of_article[&b.article].total_cmp(&best_of_article[&a.article]);
            by_words.then(by_article).then_with(|| told_order(a).cmp(&told_order(b)))
        });
        Ok(candidates.iter().map(|dated| Candidate { number: dated.number, score: 1.0 + held(dated).1 }).collect())
    }

    /// Notes of the passages that hold most of the words whether they say them as asked.
    fn note_as_asked(&self, candidates: &mut [Dated], told: &Told) -> Result<(), Error> {
        if self.content().len() < 2 {
            return Ok(());
        }
        candidates.sort_by(|a, b| weight_in(told, b.number).total_cmp(&weight_in(told, a.number)));
        for dated in candidates.iter_mut().take(LOOKED_AT) {
            dated.as_asked = self.says_as_asked(&self.index.passage(dated.number)?.passage.text);
        }
        Ok(())
    }

    /// The numbers of the passages that speak of the years asked for: those of the subject, and those of other articles.
    fn speaking_of_years(&self) -> Result<(Vec<u32>, Vec<u32>), Error> {
        let mut numbers = Vec::new();
        for (first, last) in self.wished() {
            // A passage that says "before 2375" is indexed under that year: one beyond what "before 2375" wishes for.
            numbers.extend(self.index.of_years(first.saturating_sub(1), last.saturating_add(1))?);
        }
        numbers.sort_unstable();
        numbers.dedup();
        let subject: Vec<_> =
            self.subject().iter().map(|article| self.index.articles()[*article as usize].passage_numbers()).collect();
        Ok(numbers.into_iter().partition(|number| subject.iter().any(|passages| passages.contains(number))))
    }

    /// Those of some passages whose years fit, in the wiki's order. Of very many, those that hold most of the words are
    /// looked at.
    fn dated(&self, mut numbers: Vec<u32>, told: &Told) -> Result<Vec<Dated>, Error> {
        let wished = self.wished();
        numbers.sort_by(|a, b| weight_in(told, *b).total_cmp(&weight_in(told, *a)).then(a.cmp(b)));
        let mut dated = Vec::new();
        for number in numbers.into_iter().take(DATED_LOOKED_AT) {
            let years: Vec<YearSpan> = self.index.years_of(number).collect();
            if let Some(fit) = closest_fit(&years, &wished)
                && self.allows_number(number)?
            {
                let article = u32::try_from(self.index.article_of(number)).unwrap_or(u32::MAX);
                dated.push(Dated { number, article, fit, as_asked: false });
            }
        }
        dated.sort_by_key(|dated| dated.number);
        Ok(dated)
    }

    /// The passages that name the subject and hold every word asked for.
    fn naming_subject(&self) -> Result<HashSet<u32>, Error> {
        let mut words: Vec<&Asked> = self.understood.of_role(Role::Topic).collect();
        if words.is_empty() {
            return Ok(HashSet::new());
        }
        words.extend(self.understood.of_role(Role::Content));
        let (scored, _) = self.scored(&words, None)?;
        let all = scored.into_iter().filter(|scored| scored.told.count_ones() as usize == words.len());
        Ok(all.map(|scored| scored.number).collect())
    }

    /// What is said where no passage speaks of the years asked for.
    fn without_years(&self) -> Result<Outcome, Error> {
        if let Some(outcome) = self.with_years_as_words()? {
            return Ok(outcome);
        }
        if self.subject().is_empty()
            && let suggestions = self.suggestions_of_years()?
            && !suggestions.is_empty()
        {
            return Ok(Outcome::DidYouMean { suggestions });
        }
        let Some(wished) = self.wished().first().copied() else { return Ok(self.nothing(Vec::new(), Vec::new())) };
        if self.subject().is_empty() && self.content().is_empty() {
            let years = self.index.years_near(wished, NEAREST_YEARS)?;
            let questions = self.year_names(&years);
            return Ok(self.nothing(years, questions));
        }
        let (numbers, name) = match self.subject() {
            [] => {
                let content = self.content();
                let (scored, _) = self.scored(&content, None)?;
                let all = scored.into_iter().filter(|scored| scored.told.count_ones() as usize == content.len());
                let typed = content.iter().map(|asked| asked.typed.as_str()).collect::<Vec<_>>().join(" ");
                (all.map(|scored| scored.number).take(LOOKED_AT).collect::<Vec<_>>(), typed)
            }
            articles => {
                let entries = articles.iter().map(|article| &self.index.articles()[*article as usize]);
                let title = self.index.articles()[articles[0] as usize].title.clone();
                (entries.flat_map(|entry| entry.passage_numbers().take(DATED_LOOKED_AT)).collect(), title)
            }
        };
        let spans: Vec<YearSpan> = numbers.iter().flat_map(|number| self.index.years_of(*number)).collect();
        let years = nearest_years(spans.iter(), wished, NEAREST_YEARS);
        let named = self.year_names(&years).into_iter();
        let questions = named.map(|year| format!("{name} {year}").trim_start().to_owned()).collect();
        Ok(self.nothing(years, questions))
    }

    /// What is spelt much like the words of the question, with the years as typed where the article of that title tells of
    /// them.
    fn suggestions_of_years(&self) -> Result<Vec<String>, Error> {
        let years: Vec<&str> = self.understood.of_role(Role::Year).map(|asked| asked.typed.as_str()).collect();
        let mut dated = Vec::new();
        for (first, last) in self.wished() {
            dated.extend(self.index.of_years(first, last)?);
        }
        let tells = |title: &str| {
            let article = exactly_named(title, self.index)?;
            let numbers = self.index.articles()[article as usize].passage_numbers();
            dated.iter().any(|number| numbers.contains(number)).then(|| format!("{title} {}", years.join(" ")))
        };
        let suggestions = self.suggestions()?.into_iter();
        Ok(suggestions.map(|title| tells(&title).unwrap_or(title)).collect())
    }

    /// A number that no passage of the wiki has for a year but some have as a word, such as a hull number.
    fn with_years_as_words(&self) -> Result<Option<Outcome>, Error> {
        let years: Vec<&Asked> = self.understood.of_role(Role::Year).collect();
        let is_word = |asked: &&Asked| asked.known.told;
        for (first, last) in self.wished() {
            if first != last || !self.index.of_years(first, last)?.is_empty() {
                return Ok(None);
            }
        }
        if years.is_empty() || !years.iter().all(is_word) {
            return Ok(None);
        }
        let mut understood = self.understood.clone();
        understood.years.clear();
        for asked in understood.words.iter_mut().filter(|asked| asked.role == Role::Year) {
            asked.role = Role::Content;
        }
        let asking = Asking { understood, ..self.clone() };
        match asking.by_words()? {
            found @ Outcome::Found { .. } => Ok(Some(found)),
            _ => Ok(None),
        }
    }
}

/// The weight of the words asked for that a passage holds.
fn weight_in(told: &Told, number: u32) -> f32 {
    told.get(&number).map_or(0.0, |(weight, _)| *weight)
}
