//! The rung of words: the passage that holds most of what is asked, if it holds enough; else what is spelt or lies near.

use std::collections::HashSet;

use super::asking::{Asking, LOOKED_AT, weight_of};
use super::choose::{Candidate, Order, hit_of};
use super::spelling::titles_like;
use super::understand::{Asked, Role};
use crate::index::{AsksFor, Calibration, Error, Ranked, Ranking, Scored, Sought, Weighed, WikiIndex, Word};
use crate::lore::{Hit, Outcome, PassageKind, Query, Rung};

/// The most questions that are suggested instead.
pub(super) const MOST_SUGGESTIONS: usize = 5;

/// How much surer than half of the questions that a wiki does not answer an answer must seem to be called one.
const SURER: f32 = 1.0;

/// How much of its weight a word counts that only names the kind of answer.
const NOISE_COUNTS: f32 = 0.5;

/// Others are offered down to this share of the best passage's score.
const LEAST_OTHER: f32 = 0.4;

/// Passages of one article that hold the same words are as good as the best from this share of its score on, for a short
/// question and for any other; then the one that the article tells first is the answer. A question is short that asks a
/// word or two about a subject.
const NEAR_TIE: (f32, f32) = (0.9, 0.95);

impl Asking<'_> {
    pub(super) fn by_words(&self) -> Result<Outcome, Error> {
        let terms = self.terms();
        let mut ranking = self.rank(&terms, LOOKED_AT)?;
        self.put_name_first(&mut ranking, &terms)?;
        if ranking.passages.is_empty() && !self.query.phrases.is_empty() {
            return self.without_phrases();
        }
        let Some(rung) = self.rung_of(&ranking, &terms) else { return self.without_words(&ranking) };
        let best = self.best_place(&ranking.passages)?;
        let least = ranking.passages[best].score * LEAST_OTHER;
        let others =
            ranking.passages.iter().enumerate().filter(|(place, other)| *place != best && other.score >= least);
        let candidates: Vec<Candidate> = std::iter::once(&ranking.passages[best])
            .chain(others.map(|(_, other)| other))
            .map(|weighed| Candidate { number: weighed.scored.number, score: weighed.score })
            .collect();
        self.found(&candidates, Order::ByScore, rung)
    }

    /// How sure the best passage seems that the words find. `None` where there is none.
    pub(super) fn certainty(&self) -> Result<Option<f32>, Error> {
        Ok(self.rank(&self.terms(), LOOKED_AT)?.certainty(self.index.weights()))
    }

    /// What the words of quoted phrases find where no passage holds the phrases themselves: nothing certain.
    fn without_phrases(&self) -> Result<Outcome, Error> {
        let query = Query { phrases: Vec::new(), ..self.query.clone() };
        let outcome = Asking { query, ..self.clone() }.by_words()?;
        Ok(match outcome {
            Outcome::Found { best, others, .. } => Outcome::Found { best, others, rung: Rung::Uncertain },
            other => other,
        })
    }

    /// How close the best passage comes, as the wiki is calibrated: one that holds all that is asked for answers; another
    /// is compared with what scores best for questions that the wiki does not answer. `None` where even most of these seem
    /// more certain.
    fn rung_of(&self, ranking: &Ranking, terms: &[&Asked]) -> Option<Rung> {
        let best = ranking.passages.first()?;
        let required = bits_of(terms, |asked| !matches!(asked.role, Role::Noise | Role::Continuity));
        if best.scored.matched & required == required {
            return Some(Rung::Exact);
        }
        let certainty = ranking.certainty(self.index.weights())?;
        let Calibration { low, middle } = self.index.stamp().calibration;
        if certainty < low {
            return None;
        }
        let unsure = certainty < middle + SURER || self.is_beside_the_question(&best.scored, terms, &ranking.weights);
        Some(if unsure { Rung::Uncertain } else { Rung::Relaxed })
    }

    /// Whether a passage holds less than half of what is asked, where that is in part something of which the wiki never
    /// speaks.
    fn is_beside_the_question(&self, scored: &Scored, terms: &[&Asked], weights: &[f32]) -> bool {
        let content = self.content();
        let asked_for = bits_of(terms, |asked| content.iter().any(|content| std::ptr::eq(*content, asked)));
        let is_unheard_of = content.iter().any(|asked| !asked.known.told && !asked.known.cited);
        let held = weight_of(scored.matched & asked_for, weights);
        is_unheard_of && held < weight_of(asked_for, weights) / 2.0
    }

    /// The passages that the question allows, best first, at most `most`.
    fn rank(&self, terms: &[&Asked], most: usize) -> Result<Ranking, Error> {
        let counts = |asked: &Asked| if asked.role == Role::Noise { NOISE_COUNTS } else { 1.0 };
        let topics = self.understood.topics.iter().enumerate();
        let question = Ranked {
            words: terms
                .iter()
                .map(|asked| Sought { word: &asked.word, or: &asked.or, counts: counts(asked) })
                .collect(),
            sequence: self.understood.words.iter().map(|asked| &asked.word).collect(),
            of_years: self.of_years()?,
            topics: topics
                .flat_map(|(at, topic)| {
                    topic.articles.iter().map(move |article| (*article, if at == 0 { 1.0 } else { 0.5 }))
                })
                .collect(),
            asks_for: asks_for(&self.understood.words),
        };
        let phrases = self.phrases_among(terms);
        let allows = |scored: &Scored| {
            let may = scored.matched & phrases == phrases && self.in_scope(scored.number);
            Ok(may && self.allows_number(scored.number)?)
        };
        self.index.rank(&question, most, allows)
    }

    /// The bits of the words of quoted phrases: a passage without one of them need not be looked at.
    fn phrases_among(&self, terms: &[&Asked]) -> u64 {
        let phrases: Vec<String> = self.query.phrases.iter().map(|phrase| phrase.to_lowercase()).collect();
        let quoted: Vec<Word> = phrases.iter().flat_map(|phrase| self.index.words(phrase)).collect();
        bits_of(terms, |asked| quoted.iter().any(|word| word.exact == asked.word.exact))
    }

    /// The passages that speak of any year asked for, in order.
    fn of_years(&self) -> Result<Vec<u32>, Error> {
        let mut numbers = Vec::new();
        for (first, last) in self.wished() {
            numbers.extend(self.index.of_years(first, last)?);
        }
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The passages that the words of the question find, best first, with what speaks for each.
    pub(super) fn weighed(&self, most: usize) -> Result<Vec<(Hit, Weighed)>, Error> {
        let terms = self.terms();
        let ranking = self.rank(&terms, most)?;
        let marking = self.marking();
        let hit = |weighed: Weighed| {
            let candidate = Candidate { number: weighed.scored.number, score: weighed.score };
            hit_of(&candidate, &marking, self.index).map(|hit| (hit, weighed))
        };
        ranking.passages.into_iter().map(hit).collect()
    }

    /// The place of the passage to show: the best, or instead of it the opening of its section or a passage as good,
    /// where that is meant.
    fn best_place(&self, ranked: &[Weighed]) -> Result<usize, Error> {
        if let Some(fact) = self.fact_named(ranked)? {
            return Ok(fact);
        }
        let opening = self.section_named(ranked[0].scored.number)?;
        let opening = opening.and_then(|number| ranked.iter().position(|weighed| weighed.scored.number == number));
        opening.map_or_else(|| self.first_told(ranked), Ok)
    }

    /// In a question of a word or two that names no article, a passage that holds a name asked for comes before any that
    /// holds only what is said of it.
    fn put_name_first(&self, ranking: &mut Ranking, terms: &[&Asked]) -> Result<(), Error> {
        if self.asks_at_length() || !self.subject().is_empty() {
            return Ok(());
        }
        let names = self.names_among(terms)?;
        let holds_name = |weighed: &Weighed| names == 0 || weighed.scored.matched & names != 0;
        if let Some(place) = ranking.passages.iter().position(holds_name) {
            ranking.passages[..=place].rotate_right(1);
        }
        Ok(())
    }

    /// The bits of the words asked for that are names the wiki knows.
    fn names_among(&self, terms: &[&Asked]) -> Result<u64, Error> {
        let mut names = 0;
        for (bit, asked) in terms.iter().enumerate().take(WikiIndex::MAX_WORDS) {
            if asked.role == Role::Content && asked.known.told && self.index.is_name(&asked.word.exact)? {
                names |= 1 << bit;
            }
        }
        Ok(names)
    }

    /// The place of the fact of the subject whose label is all that is asked for, such as "Captain: Kang".
    fn fact_named(&self, ranked: &[Weighed]) -> Result<Option<usize>, Error> {
        let content = self.content();
        if content.is_empty() {
            return Ok(None);
        }
        let of_subject = |number: u32| {
            let article = u32::try_from(self.index.article_of(number)).unwrap_or(u32::MAX);
            self.index.kind_of(number) == PassageKind::Fact && self.subject().contains(&article)
        };
        let facts = ranked.iter().enumerate().map(|(place, weighed)| (place, weighed.scored.number));
        for (place, number) in facts.filter(|(_, number)| of_subject(*number)) {
            let text = self.index.passage(number)?.passage.text;
            let Some((label, _)) = text.split_once(": ") else { continue };
            let label = self.index.words(label);
            if content.iter().all(|asked| label.iter().any(|word| word.stem == asked.word.stem)) {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// The opening of a passage's section, where the question names the subject and asks for no more than its heading.
    fn section_named(&self, number: u32) -> Result<Option<u32>, Error> {
        let content = self.content();
        let heading = self.index.passage(number)?.heading;
        let Some(innermost) = heading.last().filter(|_| !content.is_empty() && !self.subject().is_empty()) else {
            return Ok(None);
        };
        let words = self.index.words(innermost);
        if !content.iter().all(|asked| words.iter().any(|word| word.stem == asked.word.stem)) {
            return Ok(None);
        }
        let mut opening = number;
        while opening > 0
            && self.index.article_of(opening - 1) == self.index.article_of(number)
            && self.index.passage(opening - 1)?.heading == heading
        {
            opening -= 1;
        }
        Ok(Some(opening))
    }

    /// The place of the passage to show among those as good as the best: a footnote last, one that says the words as they
    /// were asked before others, else the one that the article tells first.
    fn first_told(&self, ranked: &[Weighed]) -> Result<usize, Error> {
        let best = &ranked[0];
        let article = self.index.article_of(best.scored.number);
        let is_short = !self.asks_at_length() && !self.subject().is_empty();
        let near = if is_short { NEAR_TIE.0 } else { NEAR_TIE.1 };
        let as_good = |other: &Weighed| {
            other.score >= best.score * near
                && other.scored.matched == best.scored.matched
                && self.index.article_of(other.scored.number) == article
        };
        let as_good: Vec<(usize, &Weighed)> = ranked.iter().enumerate().filter(|(_, other)| as_good(other)).collect();
        if let [_] = as_good[..] {
            return Ok(0);
        }
        let mut first = (true, true, best.scored.number, 0);
        for (place, other) in as_good {
            let passage = self.index.passage(other.scored.number)?.passage;
            let in_note = passage.kind == PassageKind::Footnote;
            first = first.min((in_note, !self.says_as_asked(&passage.text), other.scored.number, place));
        }
        Ok(first.3)
    }

    /// The words that are searched for: all but those that bind others. Inside a scope its name need not be met.
    fn terms(&self) -> Vec<&Asked> {
        let says = |asked: &&Asked| match asked.role {
            Role::Content | Role::Continuity | Role::Noise | Role::Year => true,
            Role::Topic => self.scope.is_empty() || self.content().iter().any(|content| std::ptr::eq(*content, *asked)),
            Role::Stop => false,
        };
        let words = &self.understood.words;
        words.iter().filter(says).collect()
    }

    fn in_scope(&self, number: u32) -> bool {
        let contains = |article: &u32| self.index.articles()[*article as usize].passage_numbers().contains(&number);
        self.scope.is_empty() || self.scope.iter().any(contains)
    }

    /// What is said where no passage holds enough of the words.
    fn without_words(&self, ranking: &Ranking) -> Result<Outcome, Error> {
        if let several @ [_, _, ..] = self.subject() {
            return self.choices(several);
        }
        let suggestions = self.suggestions()?;
        if !suggestions.is_empty() {
            return Ok(Outcome::DidYouMean { suggestions });
        }
        let mut questions: Vec<String> = Vec::new();
        let named = self.understood.topics.iter().flat_map(|topic| &topic.articles).chain(&self.scope).copied();
        let told = ranking.passages.iter().map(|weighed| weighed.scored).filter(|scored| scored.told > 0);
        let nearest = told.map(|scored| self.index.article_of(scored.number));
        for article in named.map(|article| article as usize).chain(nearest.take(LOOKED_AT)) {
            let title = &self.index.articles()[article].title;
            if questions.len() < MOST_SUGGESTIONS && !questions.contains(title) {
                questions.push(title.clone());
            }
        }
        Ok(self.nothing(Vec::new(), questions))
    }

    /// The titles and names spelt much like words of the question that the wiki does not know.
    pub(super) fn suggestions(&self) -> Result<Vec<String>, Error> {
        let mut suggestions: Vec<String> = Vec::new();
        for asked in self.understood.of_role(Role::Content).filter(|asked| !asked.known.told && !asked.known.cited) {
            suggestions.extend(titles_like(&asked.word.exact, self.index, MOST_SUGGESTIONS)?);
        }
        let mut seen = HashSet::new();
        suggestions.retain(|title| seen.insert(title.clone()));
        suggestions.truncate(MOST_SUGGESTIONS);
        Ok(suggestions)
    }
}

/// The bits of the words that are as told.
fn bits_of(terms: &[&Asked], is: impl Fn(&Asked) -> bool) -> u64 {
    let bit = |(at, asked): (usize, &&Asked)| if is(asked) { 1u64 << at } else { 0 };
    terms.iter().enumerate().take(WikiIndex::MAX_WORDS).map(bit).sum()
}

/// The kinds of answer that a question asks for, by its first words.
fn asks_for(words: &[Asked]) -> AsksFor {
    let word = |at: usize| words.get(at).map_or("", |asked| asked.word.exact.as_str());
    let (first, second) = (word(0), word(1));
    let is = matches!(second, "is" | "are" | "was" | "were");
    AsksFor {
        definition: is && matches!(first, "who" | "what") || matches!(first, "whos" | "whats"),
        date: first == "when"
            || matches!(first, "what" | "which") && matches!(second, "year" | "date" | "day" | "month"),
        number: first == "how" && matches!(second, "many" | "much" | "old" | "long" | "far" | "tall" | "big" | "often"),
        name: matches!(first, "who" | "whose" | "whom" | "where" | "whos"),
    }
}
