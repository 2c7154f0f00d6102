//! The rung of words: the passage that holds most of what is asked, if it holds enough; else what is spelt or lies near.

use std::collections::HashSet;

use super::asking::{Asking, LOOKED_AT, weight_of};
use super::choose::{Candidate, Marking, hit_of};
use super::spelling::titles_like;
use super::understand::{Asked, Role};
use crate::index::{self, AsksFor, Error, Ranked, Ranking, Scored, WikiIndex};
use crate::lore::{Hit, Outcome, PassageKind, Rung};

/// The most questions that are suggested instead.
const MOST_SUGGESTIONS: usize = 5;

/// The share of a question's weight that a passage must hold to be an answer, in a question of few words and in one of
/// many: whoever asks at length says some of it in other words than the wiki. A word's weight is its inverse document
/// frequency, so the rare words of a question decide; a word the wiki does not know weighs most.
const LEAST_SHARE: (f32, f32) = (0.55, 0.3);

/// The most words of a question of few words.
const FEW_WORDS: u32 = 3;

/// How much of its weight a word counts that only names the kind of answer.
const NOISE_COUNTS: f32 = 0.5;

/// Others are offered down to this share of the best passage's score.
const LEAST_OTHER: f32 = 0.4;

/// Passages of one article that hold the same words are as good as the best from this share of its score on; then the
/// one that the article tells first is the answer.
const NEAR_TIE: f32 = 0.9;

impl Asking<'_> {
    pub(super) fn by_words(&self) -> Result<Outcome, Error> {
        let terms = self.terms();
        let ranking = self.rank(&terms, LOOKED_AT)?;
        let weights = Weighed::of(&terms, &self.content(), &ranking.weights, self.index);
        let ranked: Vec<(Scored, f32)> =
            ranking.passages.iter().map(|weighed| (weighed.scored, weighed.score)).collect();
        let Some(best) = self.best_place(&ranked, &weights, self.names_among(&terms)?)? else {
            let scored: Vec<Scored> = ranked.iter().map(|(scored, _)| *scored).collect();
            return self.without_words(&scored);
        };
        let least = ranked[best].1 * LEAST_OTHER;
        let others = ranked
            .iter()
            .enumerate()
            .filter(|(place, (scored, score))| *place != best && *score >= least && weights.touches(scored));
        let candidates: Vec<Candidate> = std::iter::once(&ranked[best])
            .chain(others.map(|(_, entry)| entry))
            .map(|(scored, score)| Candidate { number: scored.number, score: *score })
            .collect();
        let rung = if weights.holds_all(&ranked[best].0) { Rung::Exact } else { Rung::Relaxed };
        self.found(&candidates, rung)
    }

    /// The passages that the question allows, best first, at most `most`.
    fn rank(&self, terms: &[&Asked], most: usize) -> Result<Ranking, Error> {
        let counts = |asked: &Asked| if asked.role == Role::Noise { NOISE_COUNTS } else { 1.0 };
        let topics = self.understood.topics.iter().enumerate();
        let question = Ranked {
            words: terms.iter().map(|asked| (&asked.word, counts(asked))).collect(),
            sequence: self.understood.words.iter().map(|asked| &asked.word).collect(),
            of_years: self.of_years()?,
            topics: topics
                .flat_map(|(at, topic)| topic.articles.iter().map(move |article| (*article, if at == 0 { 1.0 } else { 0.5 })))
                .collect(),
            asks_for: asks_for(&self.understood.words),
        };
        self.index.rank(&question, most, |number| Ok(self.in_scope(number) && self.allows_number(number)?))
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
    pub(super) fn weighed(&self, most: usize) -> Result<Vec<(Hit, index::Weighed)>, Error> {
        let terms = self.terms();
        let ranking = self.rank(&terms, most)?;
        let words = self.content().into_iter().map(|asked| asked.word.clone()).collect();
        let marking = Marking { words, wished: self.wished() };
        let hit = |weighed: index::Weighed| {
            let candidate = Candidate { number: weighed.scored.number, score: weighed.score };
            hit_of(&candidate, &marking, self.index).map(|hit| (hit, weighed))
        };
        ranking.passages.into_iter().map(hit).collect()
    }

    /// The place of the passage to show: the best, or instead of it the opening of its section or a passage as good,
    /// where that is meant. `None` where the best does not answer.
    fn best_place(&self, ranked: &[(Scored, f32)], weights: &Weighed, names: u64) -> Result<Option<usize>, Error> {
        if ranked.is_empty() {
            return Ok(None);
        }
        if std::env::var("ANS").is_ok() {
        let subject_named = !self.subject().is_empty();
        let all_known = self.content().iter().all(|asked| asked.known.told);
        let holds_name = |scored: &Scored| names == 0 || scored.matched & names != 0;
        let answers =
            |scored: &Scored| weights.answers(scored, subject_named) || (all_known && names != 0 && holds_name(scored));
        if !answers(&ranked[0].0) { return Ok(None); }
        }
        if std::env::var("SEC").is_ok() {
        let opening = self.section_named(ranked[0].0.number)?;
        let opening = opening.and_then(|number| ranked.iter().position(|(scored, _)| scored.number == number));
        if let Some(opening) = opening { return Ok(Some(opening)); }
        }
        if std::env::var("TOLD").is_ok() {
            return self.first_told(ranked, 0).map(Some);
        }
        Ok(Some(0))
    }

    /// The bits of the words asked for that are names the wiki knows: a passage that holds one comes before any that
    /// holds only what is said of them.
    fn names_among(&self, terms: &[&Asked]) -> Result<u64, Error> {
        let mut names = 0;
        for (bit, asked) in terms.iter().enumerate().take(WikiIndex::MAX_WORDS) {
            if asked.role == Role::Content && asked.known.told && self.index.is_name(&asked.word.exact)? {
                names |= 1 << bit;
            }
        }
        Ok(names)
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
    fn first_told(&self, ranked: &[(Scored, f32)], best: usize) -> Result<usize, Error> {
        let (scored, score) = ranked[best];
        let article = self.index.article_of(scored.number);
        let as_good = |entry: &(Scored, f32)| {
            entry.1 >= score * NEAR_TIE
                && entry.0.matched == scored.matched
                && self.index.article_of(entry.0.number) == article
        };
        let mut first = (true, true, scored.number, best);
        for place in (best..ranked.len()).filter(|place| as_good(&ranked[*place])) {
            let number = ranked[place].0.number;
            let passage = self.index.passage(number)?.passage;
            let in_note = passage.kind == PassageKind::Footnote;
            first = first.min((in_note, !self.says_as_asked(&passage.text), number, place));
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
    fn without_words(&self, scored: &[Scored]) -> Result<Outcome, Error> {
        if let several @ [_, _, ..] = self.subject() {
            return self.choices(several);
        }
        let suggestions = self.suggestions()?;
        if !suggestions.is_empty() {
            return Ok(Outcome::DidYouMean { suggestions });
        }
        let mut questions: Vec<String> = Vec::new();
        let named = self.understood.topics.iter().flat_map(|topic| &topic.articles).chain(&self.scope).copied();
        let nearest = scored.iter().filter(|scored| scored.told > 0).map(|scored| self.index.article_of(scored.number));
        for article in named.map(|article| article as usize).chain(nearest.take(LOOKED_AT)) {
            let title = &self.index.articles()[article].title;
            if questions.len() < MOST_SUGGESTIONS && !questions.contains(title) {
                questions.push(title.clone());
            }
        }
        Ok(self.nothing(Vec::new(), questions))
    }

    /// The titles and names spelt much like words of the question that the wiki does not know.
    fn suggestions(&self) -> Result<Vec<String>, Error> {
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

/// The weights of the words searched for, split into what must be met.
struct Weighed {
    weights: Vec<f32>,
    /// The bits of the words that must be met beside the subject's name.
    content: u64,
    /// The bits of all words but noise.
    required: u64,
    /// The weight of all words but noise.
    all: f32,
}

impl Weighed {
    fn of(terms: &[&Asked], content: &[&Asked], weights: &[f32], index: &WikiIndex) -> Weighed {
        let bits = |is: &dyn Fn(&Asked) -> bool| {
            let bit = |(at, asked): (usize, &&Asked)| if is(asked) { 1u64 << at } else { 0 };
            terms.iter().enumerate().take(WikiIndex::MAX_WORDS).map(bit).sum()
        };
        let unknown = index.weight_of(0);
        let weights: Vec<f32> = weights.iter().map(|weight| weight.min(unknown)).collect();
        let content = bits(&|asked| content.iter().any(|content| std::ptr::eq(*content, asked)));
        let required = bits(&|asked| !matches!(asked.role, Role::Noise | Role::Continuity));
        let all = weight_of(required, &weights);
        Weighed { weights, content, required, all }
    }

    /// Whether a passage holds enough to be an answer. The name of the subject alone is not enough where something of
    /// it is asked for.
    fn answers(&self, scored: &Scored, subject_named: bool) -> bool {
        let share = |bits: u64| {
            let all = weight_of(bits, &self.weights);
            if all > 0.0 { weight_of(scored.matched & bits, &self.weights) / all } else { 1.0 }
        };
        let (of_few, of_many) = LEAST_SHARE;
        let least = |bits: u64| if bits.count_ones() <= FEW_WORDS { of_few } else { of_many };
        let content_met = self.content == 0 || !subject_named || share(self.content) >= least(self.content);
        content_met && share(self.required) >= least(self.required)
    }

    /// Whether a passage holds any word that must be met.
    fn touches(&self, scored: &Scored) -> bool {
        self.content == 0 || scored.matched & self.content != 0
    }

    fn holds_all(&self, scored: &Scored) -> bool {
        scored.matched & self.required == self.required
    }
}

/// The kinds of answer that a question asks for, by its first words.
fn asks_for(words: &[Asked]) -> AsksFor {
    let word = |at: usize| words.get(at).map_or("", |asked| asked.word.exact.as_str());
    let (first, second) = (word(0), word(1));
    let is = matches!(second, "is" | "are" | "was" | "were");
    AsksFor {
        definition: is && matches!(first, "who" | "what") || matches!(first, "whos" | "whats"),
        date: first == "when" || matches!(first, "what" | "which") && matches!(second, "year" | "date" | "day" | "month"),
        number: first == "how" && matches!(second, "many" | "much" | "old" | "long" | "far" | "tall" | "big" | "often"),
        name: matches!(first, "who" | "whose" | "whom" | "where" | "whos"),
    }
}
