//! The ladder a question climbs: a page of that name, the years asked for, the words; and what is said where no rung
//! holds.

use std::collections::HashMap;

use super::choose::{Candidate, Marking, best_and_others, closest_fit};
use super::understand::{Asked, Role, Understood, exactly_named, led_to};
use crate::index::{Error, Scored, WikiIndex, Word};
use crate::lore::{
    Answer, Choice, Mending, Nearest, Outcome, PassageKind, Query, Rung, Scope, fold, nearest_years, words_of,
};

/// The share of a question's weight that a passage must hold to be an answer, in a question of few words and in one of
/// many: whoever asks at length says some of it in other words than the wiki. A word's weight is its inverse document
/// frequency, so the rare words of a question decide; a word the wiki does not know weighs most.
const LEAST_SHARE: (f32, f32) = (0.5, 0.3);

/// The most words of a question of few words.
const FEW_WORDS: u32 = 3;

/// What standing in the article that a question names adds to a passage's score, as a share of the question's weight.
const TOPIC_BONUS: f32 = 0.3;

/// Others are offered down to this share of the best passage's score.
const LEAST_OTHER: f32 = 0.4;

/// Passages of one article that hold the same words are as good as the best from this share of its score on; then the
/// one that the article tells first is the answer.
const NEAR_TIE: f32 = 0.9;

/// How many passages are looked at beyond their score, at most.
const LOOKED_AT: usize = 200;

/// How many passages of the years asked for are looked at, at most.
const DATED_LOOKED_AT: usize = 1_000;

/// Answers a question from one wiki.
pub(super) fn answer(query: &Query, index: &WikiIndex) -> Result<Answer, Error> {
    let (asking, outcome) = Asking::read(query, index).and_then(|asking| {
        let outcome = asking.climb()?;
        Ok((asking, outcome))
    })?;
    let unmatched = match &outcome {
        Outcome::Found { best, .. } => asking.unmatched_in(best),
        _ => Vec::new(),
    };
    Ok(Answer {
        asked: query.asked.clone(),
        wiki: index.wiki().name.clone(),
        topic: asking.subject().first().map(|article| index.articles()[*article as usize].title.clone()),
        mended: asking.mended(),
        unmatched,
        outcome,
    })
}

/// A question on its way up.
struct Asking<'asking> {
    query: &'asking Query,
    index: &'asking WikiIndex,
    understood: Understood,
    /// The articles the question is confined to; none for the whole wiki.
    scope: Vec<u32>,
    /// What was mended in the name of the scope.
    scope_mended: Vec<Mending>,
}

impl<'asking> Asking<'asking> {
    fn read(query: &'asking Query, index: &'asking WikiIndex) -> Result<Self, Error> {
        let mut asking =
            Asking { query, index, understood: Understood::of(query, index)?, scope: vec![], scope_mended: vec![] };
        if let Scope::Topic(name) = &query.scope {
            asking.confine_to(name)?;
        }
        Ok(asking)
    }

    /// Confines the question to the article a name leads to. A name that leads nowhere is read as part of the question.
    fn confine_to(&mut self, name: &str) -> Result<(), Error> {
        if let Some(article) = exactly_named(name, self.index).filter(|_| self.index.named(&fold(name)).len() == 1) {
            self.scope = led_to(self.index.named(&fold(name)), self.index);
            if self.scope.is_empty() {
                self.scope.push(article);
            }
            return Ok(());
        }
        let named = Query::read(name, Scope::Wiki, &self.index.wiki().years);
        let topic = Understood::of(&named, self.index)?;
        if let Some(first) = topic.topics.first() {
            self.scope.clone_from(&first.articles);
            self.scope_mended = topic.mended;
        } else {
            let whole = Query::read(&format!("{name} {}", self.query.asked), Scope::Wiki, &self.index.wiki().years);
            self.understood = Understood::of(&whole, self.index)?;
        }
        Ok(())
    }

    fn mended(&self) -> Vec<Mending> {
        self.scope_mended.iter().chain(&self.understood.mended).cloned().collect()
    }

    /// The articles that the question is about: its scope, else the first topic it names.
    fn subject(&self) -> &[u32] {
        match self.understood.topics.first() {
            _ if !self.scope.is_empty() => &self.scope,
            Some(topic) => &topic.articles,
            None => &[],
        }
    }

    /// The words that must be met beside the subject's name: those asked for, and the names of further topics.
    fn content(&self) -> Vec<&Asked> {
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

    fn wished(&self) -> Vec<(i32, i32)> {
        self.understood.years.iter().map(crate::lore::YearSpan::wished).collect()
    }

    fn climb(&self) -> Result<Outcome, Error> {
        let asks_words = !self.content().is_empty() || self.understood.of_role(Role::Noise).next().is_some();
        if !self.understood.years.is_empty() {
            return self.by_years();
        }
        if !asks_words {
            return match self.subject() {
                [] if self.understood.words.is_empty() => Ok(self.nothing(Vec::new(), Vec::new())),
                [] => self.by_words(),
                [one] => self.opening(*one),
                several => self.choices(several),
            };
        }
        match self.by_hatnote()? {
            Some(outcome) => Ok(outcome),
            None => self.by_words(),
        }
    }

    // --- a page of that name

    /// The opening of an article, and what follows it.
    fn opening(&self, article: u32) -> Result<Outcome, Error> {
        let numbers = self.index.articles()[article as usize].passage_numbers();
        let mut candidates: Vec<Candidate> =
            numbers.take(LOOKED_AT).map(|number| Candidate { number, score: 1.0 }).collect();
        let mut first_paragraph = 0;
        for (at, candidate) in candidates.iter().enumerate() {
            if self.index.passage(candidate.number)?.passage.kind == PassageKind::Paragraph {
                first_paragraph = at;
                break;
            }
        }
        if !candidates.is_empty() {
            let first = candidates.remove(first_paragraph);
            candidates.insert(0, first);
        }
        self.found(&candidates, Rung::Exact)
    }

    fn choices(&self, articles: &[u32]) -> Result<Outcome, Error> {
        let mut choices = Vec::new();
        for article in articles {
            let entry = &self.index.articles()[*article as usize];
            let opening = match entry.passage_numbers().next() {
                Some(number) => self.index.passage(number)?.passage.text,
                None => String::new(),
            };
            let url = self.index.wiki().url_of(&entry.title, entry.url.as_deref(), None);
            choices.push(Choice { title: entry.title.clone(), opening, url });
        }
        Ok(Outcome::Ambiguous { choices })
    }

    /// What the subject's own notes lead to, where the question asks for just that and the article tells nothing of it.
    fn by_hatnote(&self) -> Result<Option<Outcome>, Error> {
        let (Some(article), content) = (self.subject().first(), self.content()) else { return Ok(None) };
        let entry = &self.index.articles()[*article as usize];
        let title = fold(&entry.title);
        for note in &entry.hatnotes {
            let told: Vec<String> = words_of(&note.text).into_iter().map(|(_, word)| word).collect();
            if content.is_empty() || !content.iter().all(|asked| told.contains(&asked.word.exact)) {
                continue;
            }
            let is_asked = |target: &&String| {
                let folded = fold(target);
                folded.split(' ').any(|word| {
                    !title.split(' ').any(|of| of == word) && content.iter().any(|asked| asked.word.exact == word)
                })
            };
            let Some(target) = note.targets.iter().find(is_asked) else { continue };
            if let Some(indexed) = exactly_named(target, self.index) {
                return self.opening(indexed).map(Some);
            }
            let tells = self
                .scored(&content, Some(*article))?
                .0
                .iter()
                .any(|scored| scored.told.count_ones() as usize == content.len());
            if !tells {
                let nearest = Nearest {
                    not_indexed: Some(target.clone()),
                    questions: vec![entry.title.clone()],
                    ..Nearest::default()
                };
                return Ok(Some(Outcome::Nothing { nearest }));
            }
        }
        Ok(None)
    }

    // --- the years asked for

    fn by_years(&self) -> Result<Outcome, Error> {
        let dated = self.dated()?;
        let content = self.content();
        let subject = self.subject();
        let of_subject: Vec<&Dated> = dated.iter().filter(|dated| subject.contains(&dated.article)).collect();
        let told = self.told_by_number(&content)?;
        let weight = |dated: &Dated| told.get(&dated.number).map_or(0.0, |(weight, _)| *weight);
        let candidates = if content.is_empty() && subject.is_empty() {
            dated.iter().collect()
        } else if subject.is_empty() {
            dated.iter().filter(|dated| weight(dated) > 0.0).collect()
        } else if of_subject.iter().any(|dated| weight(dated) > 0.0) {
            of_subject.into_iter().filter(|dated| weight(dated) > 0.0).collect()
        } else if !of_subject.is_empty() {
            of_subject
        } else {
            self.dated_elsewhere(&dated)?
        };
        if candidates.is_empty() {
            return self.without_years();
        }
        let ranked = self.rank_dated(candidates, &told);
        let all_met = content.iter().all(|asked| self.holds(ranked[0].number, asked));
        self.found(&ranked, if all_met { Rung::Exact } else { Rung::Relaxed })
    }

    /// Orders passages of the years asked for: those that hold most of the words first, then those whose years fit best,
    /// then those of the article that the words fit best, then as the wiki tells them, its main continuity first.
    fn rank_dated(&self, mut candidates: Vec<&Dated>, told: &HashMap<u32, (f32, f32)>) -> Vec<Candidate> {
        let held = |dated: &Dated| told.get(&dated.number).copied().unwrap_or_default();
        let mut best_of_article: HashMap<u32, f32> = HashMap::new();
        for dated in &candidates {
            let best = best_of_article.entry(dated.article).or_default();
            *best = best.max(held(dated).1);
        }
        let main = self.index.wiki().default_continuity();
        let told_order = |dated: &Dated| (dated.continuity != main, dated.kind != PassageKind::Paragraph, dated.number);
        candidates.sort_by(|a, b| {
            let by_words = held(b).0.total_cmp(&held(a).0).then(b.fit.cmp(&a.fit));
            let by_article = best_of_article[&b.article].total_cmp(&best_of_article[&a.article]);
            by_words.then(by_article).then_with(|| told_order(a).cmp(&told_order(b)))
        });
        candidates.iter().map(|dated| Candidate { number: dated.number, score: 1.0 + held(dated).1 }).collect()
    }

    /// The passages that speak of the years asked for, in the wiki's order.
    fn dated(&self) -> Result<Vec<Dated>, Error> {
        let wished = self.wished();
        let mut numbers = Vec::new();
        for (first, last) in &wished {
            numbers.extend(self.index.of_years(*first, *last)?);
        }
        numbers.sort_unstable();
        numbers.dedup();
        let subject = self.subject();
        let of_subject = |number: &u32| {
            subject.iter().any(|article| self.index.articles()[*article as usize].passage_numbers().contains(number))
        };
        let (mut first, rest): (Vec<u32>, Vec<u32>) = numbers.into_iter().partition(of_subject);
        first.extend(rest);
        let mut dated = Vec::new();
        for number in first.into_iter().take(DATED_LOOKED_AT) {
            let stored = self.index.passage(number)?;
            let article = u32::try_from(self.index.article_of(number)).unwrap_or(u32::MAX);
            if !self.allows(&stored.passage.text) {
                continue;
            }
            if let Some(fit) = closest_fit(&stored.passage.years, &wished) {
                dated.push(Dated {
                    number,
                    article,
                    fit,
                    continuity: stored.passage.continuity,
                    kind: stored.passage.kind,
                });
            }
        }
        dated.sort_by_key(|dated| dated.number);
        Ok(dated)
    }

    /// Passages of the years asked for in other articles that name the subject and hold every word.
    fn dated_elsewhere<'dated>(&self, dated: &'dated [Dated]) -> Result<Vec<&'dated Dated>, Error> {
        let mut words: Vec<&Asked> = self.understood.of_role(Role::Topic).collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        words.extend(self.understood.of_role(Role::Content));
        let (scored, _) = self.scored(&words, None)?;
        let all = scored.into_iter().filter(|scored| scored.told.count_ones() as usize == words.len());
        let numbers: Vec<u32> = all.map(|scored| scored.number).collect();
        Ok(dated.iter().filter(|dated| numbers.contains(&dated.number)).collect())
    }

    /// What is said where no passage speaks of the years asked for.
    fn without_years(&self) -> Result<Outcome, Error> {
        if let Some(outcome) = self.with_years_as_words()? {
            return Ok(outcome);
        }
        let Some(wished) = self.wished().first().copied() else { return Ok(self.nothing(Vec::new(), Vec::new())) };
        let (numbers, name) = match self.subject() {
            [] if self.content().is_empty() => (self.dated_near(wished)?, String::new()),
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
        let mut spans = Vec::new();
        for number in numbers {
            spans.extend(self.index.passage(number)?.passage.years);
        }
        let years = nearest_years(spans.iter(), wished, 3);
        let questions = years.iter().map(|year| format!("{name} {year}").trim_start().to_owned()).collect();
        Ok(self.nothing(years, questions))
    }

    /// The passages of years in the smallest surroundings of those wished for that have any.
    fn dated_near(&self, (first, last): (i32, i32)) -> Result<Vec<u32>, Error> {
        for reach in [10, 100, 1_000, 10_000] {
            let near = self.index.of_years(first.saturating_sub(reach), last.saturating_add(reach))?;
            if !near.is_empty() {
                return Ok(near.into_iter().take(DATED_LOOKED_AT).collect());
            }
        }
        Ok(Vec::new())
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
        let asking = Asking { understood, scope: self.scope.clone(), scope_mended: self.scope_mended.clone(), ..*self };
        match asking.by_words()? {
            found @ Outcome::Found { .. } => Ok(Some(found)),
            _ => Ok(None),
        }
    }

    // --- the words

    fn by_words(&self) -> Result<Outcome, Error> {
        let terms = self.terms();
        let words: Vec<Word> = terms.iter().map(|asked| asked.word.clone()).collect();
        let searching = self.index.search(&words, None)?;
        let weights = Weighed::of(&terms, &self.content(), &searching.weights, self.index);
        let mut ranked: Vec<(Scored, f32)> = Vec::new();
        for scored in searching.scored.iter().take(LOOKED_AT) {
            if self.in_scope(scored.number) && self.allows_number(scored.number)? {
                ranked.push((*scored, scored.score + self.bonus(scored.number) * weights.all));
            }
        }
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.number.cmp(&b.0.number)));
        let subject_named = !self.subject().is_empty();
        let Some(best) = ranked.iter().position(|(scored, _)| weights.answers(scored, subject_named)) else {
            return self.without_words(&searching.scored);
        };
        let best = match self.section_named(ranked[best].0.number)? {
            Some(opening) => {
                let known = ranked.iter().position(|(scored, _)| scored.number == opening);
                known.unwrap_or_else(|| self.first_told(&ranked, best))
            }
            None => self.first_told(&ranked, best),
        };
        let least = ranked[best].1 * LEAST_OTHER;
        let others = |entry: &&(Scored, f32)| entry.1 >= least && weights.touches(&entry.0);
        let candidates: Vec<Candidate> = std::iter::once(&ranked[best])
            .chain(ranked.iter().filter(|entry| entry.0.number != ranked[best].0.number).filter(others))
            .map(|(scored, score)| Candidate { number: scored.number, score: *score })
            .collect();
        let rung = if weights.holds_all(&ranked[best].0) { Rung::Exact } else { Rung::Relaxed };
        self.found(&candidates, rung)
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

    /// The place of the passage that its article tells first among those as good as the best.
    fn first_told(&self, ranked: &[(Scored, f32)], best: usize) -> usize {
        let (scored, score) = ranked[best];
        let article = self.index.article_of(scored.number);
        let as_good = |entry: &(Scored, f32)| {
            entry.1 >= score * NEAR_TIE
                && entry.0.matched == scored.matched
                && self.index.article_of(entry.0.number) == article
        };
        let places = (best..ranked.len()).filter(|place| as_good(&ranked[*place]));
        places.min_by_key(|place| ranked[*place].0.number).unwrap_or(best)
    }

    /// The words that are searched for: all but those that bind others. Inside a scope its name need not be met.
    fn terms(&self) -> Vec<&Asked> {
        let says = |asked: &&Asked| match asked.role {
            Role::Content | Role::Noise => true,
            Role::Topic => self.scope.is_empty() || self.content().iter().any(|content| std::ptr::eq(*content, *asked)),
            Role::Year | Role::Stop => false,
        };
        let words = &self.understood.words;
        words.iter().filter(says).collect()
    }

    fn in_scope(&self, number: u32) -> bool {
        let contains = |article: &u32| self.index.articles()[*article as usize].passage_numbers().contains(&number);
        self.scope.is_empty() || self.scope.iter().any(contains)
    }

    /// The topic bonus of a passage, from 0 to [`TOPIC_BONUS`]: whole for the first topic named, half for later ones.
    fn bonus(&self, number: u32) -> f32 {
        let of_article = |articles: &[u32]| {
            articles.iter().any(|article| self.index.articles()[*article as usize].passage_numbers().contains(&number))
        };
        match self.understood.topics.iter().position(|topic| of_article(&topic.articles)) {
            Some(0) => TOPIC_BONUS,
            Some(_) => TOPIC_BONUS / 2.0,
            None => 0.0,
        }
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
            if questions.len() < 5 && !questions.contains(title) {
                questions.push(title.clone());
            }
        }
        Ok(self.nothing(Vec::new(), questions))
    }

    /// The titles spelt much like words of the question that the wiki does not know.
    fn suggestions(&self) -> Result<Vec<String>, Error> {
        let mut suggestions: Vec<String> = Vec::new();
        for asked in self.understood.of_role(Role::Content).filter(|asked| !asked.known.told && !asked.known.cited) {
            let letters = asked.word.exact.chars().count();
            let mut near = self.index.near(&asked.word.exact, if letters >= 6 { 2 } else { 1 }, true)?;
            near.retain(|near| letters >= 4 && near.word.chars().count() >= 3);
            near.sort_by(|a, b| (a.edits, &a.word).cmp(&(b.edits, &b.word)));
            let beginnings = if letters >= 3 { vec![asked.word.exact.clone()] } else { Vec::new() };
            for name in near.into_iter().map(|near| near.word).chain(beginnings) {
                for (article, _) in self.index.beginning(&name, 3) {
                    let title = &self.index.articles()[article as usize].title;
                    if suggestions.len() < 5 && !suggestions.contains(title) {
                        suggestions.push(title.clone());
                    }
                }
            }
        }
        Ok(suggestions)
    }

    // --- common to the rungs

    fn found(&self, candidates: &[Candidate], rung: Rung) -> Result<Outcome, Error> {
        let words = self.content().into_iter().map(|asked| asked.word.clone()).collect();
        let marking = Marking { words, wished: self.wished() };
        let rung = if self.mended().is_empty() { rung } else { Rung::Mended };
        Ok(match best_and_others(candidates, &marking, self.index)? {
            Some((best, others)) => Outcome::Found { best: Box::new(best), others, rung },
            None => self.nothing(Vec::new(), Vec::new()),
        })
    }

    fn nothing(&self, years: Vec<i32>, mut questions: Vec<String>) -> Outcome {
        if questions.is_empty() {
            let titles = self.subject().iter().map(|article| self.index.articles()[*article as usize].title.clone());
            questions = titles.collect();
        }
        Outcome::Nothing { nearest: Nearest { years, questions, not_indexed: None } }
    }

    /// The passages that hold some of the words, in one article or anywhere, and each word's weight.
    fn scored(&self, words: &[&Asked], article: Option<u32>) -> Result<(Vec<Scored>, Vec<f32>), Error> {
        let words: Vec<Word> = words.iter().map(|asked| asked.word.clone()).collect();
        let scope = article.map(|article| self.index.articles()[article as usize].passage_numbers());
        let searching = self.index.search(&words, scope.as_ref())?;
        Ok((searching.scored, searching.weights))
    }

    /// The weight of the words that each passage holds, and its score, by its number.
    fn told_by_number(&self, words: &[&Asked]) -> Result<HashMap<u32, (f32, f32)>, Error> {
        let (scored, weights) = self.scored(words, None)?;
        Ok(scored
            .into_iter()
            .map(|scored| (scored.number, (weight_of(scored.matched, &weights), scored.score)))
            .collect())
    }

    fn holds(&self, number: u32, asked: &Asked) -> bool {
        let searching = self.index.search(std::slice::from_ref(&asked.word), Some(&(number..number + 1)));
        searching.is_ok_and(|searching| !searching.scored.is_empty())
    }

    /// The words asked for that a passage shown does not hold.
    fn unmatched_in(&self, best: &crate::lore::Hit) -> Vec<String> {
        let number = self.index.articles()[best.id.article as usize].first_passage + best.id.passage;
        self.content().into_iter().filter(|asked| !self.holds(number, asked)).map(|asked| asked.typed.clone()).collect()
    }

    fn allows_number(&self, number: u32) -> Result<bool, Error> {
        if self.query.phrases.is_empty() && self.query.excluded.is_empty() {
            return Ok(true);
        }
        Ok(self.allows(&self.index.passage(number)?.passage.text))
    }

    /// Whether a passage holds every quoted phrase and no excluded word.
    fn allows(&self, passage: &str) -> bool {
        let folded = format!(" {} ", fold(passage));
        let holds = |phrase: &String| folded.contains(&format!(" {} ", fold(phrase)));
        self.query.phrases.iter().all(holds) && !self.query.excluded.iter().any(holds)
    }
}

/// A passage that speaks of a year asked for.
struct Dated {
    number: u32,
    article: u32,
    fit: crate::lore::YearFit,
    continuity: String,
    kind: PassageKind,
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
        let required = bits(&|asked| asked.role != Role::Noise);
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

/// The weight of the words whose bits are set.
fn weight_of(bits: u64, weights: &[f32]) -> f32 {
    weights.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0).map(|(_, weight)| weight).sum()
}
