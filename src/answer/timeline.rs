//! Timelines: the years that a topic's article tells of, and others in telling of the topic, in their order.

use std::ops::Range;

use super::events::events_of;
use super::library::Library;
use super::sentences::{sentence_at, sentences};
use super::subject::Subject;
use crate::index::{Error, StoredPassage, WikiIndex, Word};
use crate::lore::{
    Bound, Event, Lookup, Passage, Query, Scope, Standing, Timeline, YearRules, YearSpan, base_of_title, fold,
    nearest_years, readable,
};

/// How many passages of other articles are looked at, at most, those that name the topic most first.
const ELSEWHERE_LOOKED_AT: usize = 500;

/// How many near years are named where nothing is told between the bounds.
const NEAREST_YEARS: usize = 3;

/// How many words a longer name has at most on either side of the topic's, such as "Treaty of Khitomer".
const LONGER_BY: usize = 2;

impl Library {
    /// The years that the article of a topic tells of, earliest first and each once, as a question may name them; none where
    /// the topic is no one article's name.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn years_told(&self, topic: &str) -> Result<Vec<String>, Error> {
        let Lookup::Told(subject) = self.subject(topic, None)? else { return Ok(Vec::new()) };
        let numbers = subject.index.articles()[subject.article as usize].passage_numbers();
        let mut spans: Vec<YearSpan> = numbers.flat_map(|number| subject.index.years_of(number)).collect();
        spans.sort_by_key(YearSpan::in_time);
        let rules = &subject.index.wiki().years;
        let mut years: Vec<String> = Vec::new();
        for year in spans.iter().filter(|span| span.first == span.last).map(|span| rules.name_of(span.first)) {
            if !years.contains(&year) {
                years.push(year);
            }
        }
        Ok(years)
    }

    /// The dated events of a topic in one wiki (by its folder name) or in the first that has it, from one year to
    /// another, both included and either left open; bounds are written as the wiki writes years. Whatever was typed is
    /// answered: a topic that no article has, bounds that are no years, and an article without years.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn timeline(
        &self,
        topic: &str,
        from: Option<&str>,
        to: Option<&str>,
        wiki: Option<&str>,
    ) -> Result<Lookup<Timeline>, Error> {
        let subject = match self.subject(topic, wiki)? {
            Lookup::Told(subject) => subject,
            Lookup::Unclear(answer) => return Ok(Lookup::Unclear(answer)),
        };
        let (stretch, unread) = Stretch::read(from, to, &subject.index.wiki().years);
        let stretch = if stretch == Stretch::ALL { subject.years } else { stretch };
        let own = subject.own_passages()?;
        let events = subject.events(&own, |passage, _, span| stretch.holds(span) && subject.tells(passage))?;
        let elsewhere = subject.elsewhere(stretch)?;
        let is_told = !events.is_empty() || !elsewhere.is_empty();
        Ok(Lookup::Told(Timeline {
            topic: subject.title().to_owned(),
            wiki: subject.index.wiki().name.clone(),
            nearest: if is_told { Vec::new() } else { subject.nearest(&own, stretch) },
            mended: subject.mended,
            continuity: subject.continuity,
            unread,
            events,
            elsewhere,
        }))
    }
}

/// The years that a timeline is confined to, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    first: i32,
    last: i32,
}

impl Stretch {
    /// All years.
    pub(super) const ALL: Stretch = Stretch { first: i32::MIN, last: i32::MAX };

    /// From the first to the last of some years; all years where there are none.
    pub(super) fn around(years: &[(i32, i32)]) -> Stretch {
        let ends = years.iter().map(|(first, _)| *first).min().zip(years.iter().map(|(_, last)| *last).max());
        ends.map_or(Stretch::ALL, |(first, last)| Stretch { first, last })
    }

    /// Reads the bounds, in either order, and tells those that name no year.
    fn read(from: Option<&str>, to: Option<&str>, rules: &YearRules) -> (Stretch, Vec<String>) {
        let mut unread = Vec::new();
        let mut spans_of = |bound: Option<&str>| {
            let typed = bound.map(|bound| readable(bound).trim()).filter(|typed| !typed.is_empty())?;
            let years = Query::read(typed, Scope::Wiki, rules).years;
            let ends = years.iter().map(|span| span.first).min().zip(years.iter().map(|span| span.last).max());
            if ends.is_none() {
                unread.push(typed.to_owned());
            }
            ends
        };
        let (from, to) = (spans_of(from), spans_of(to));
        let stretch = match (from, to) {
            (Some(from), Some(to)) => Stretch { first: from.0.min(to.0), last: from.1.max(to.1) },
            (from, to) => Stretch {
                first: from.map_or(i32::MIN, |(first, _)| first),
                last: to.map_or(i32::MAX, |(_, last)| last),
            },
        };
        (stretch, unread)
    }

    /// Whether an event of these years may lie in the stretch: "before 2375" lies in what ends with 2374.
    pub(super) fn holds(self, span: &YearSpan) -> bool {
        let (first, last) = match span.bound {
            Bound::Before => (span.first.saturating_sub(1), span.last.saturating_sub(1)),
            Bound::After => (span.first.saturating_add(1), span.last.saturating_add(1)),
            Bound::Within | Bound::UpTo | Bound::From | Bound::About => (span.first, span.last),
        };
        first <= self.last && last >= self.first
    }
}

impl Subject<'_> {
    pub(super) fn title(&self) -> &str {
        &self.index.articles()[self.article as usize].title
    }

    /// The passages of its article, each with its number, in order, but for those that tell no lore.
    pub(super) fn own_passages(&self) -> Result<Vec<(u32, Passage)>, Error> {
        let mut own = Vec::new();
        for number in self.index.articles()[self.article as usize].passage_numbers() {
            let StoredPassage { passage, .. } = self.index.passage(number)?;
            if passage.standing != Standing::Boilerplate {
                own.push((number, passage));
            }
        }
        Ok(own)
    }

    /// Whether a passage is of the continuity asked for.
    pub(super) fn tells(&self, passage: &Passage) -> bool {
        self.continuity.as_ref().is_none_or(|continuity| *continuity == passage.continuity)
    }

    /// The events of passages that `is_told` lets through by passage, its sentences and the year, in their order in time; of one time as the passages tell them.
    pub(super) fn events(
        &self,
        passages: &[(u32, Passage)],
        is_told: impl Fn(&Passage, &[Range<usize>], &YearSpan) -> bool,
    ) -> Result<Vec<Event>, Error> {
        let mut events = Vec::new();
        for (number, passage) in passages {
            let sentences = sentences(&passage.text, passage.kind);
            let spans: Vec<&YearSpan> =
                passage.years.iter().filter(|span| is_told(passage, &sentences, span)).collect();
            if !spans.is_empty() {
                events.extend(events_of(*number, passage, &spans, self.index)?);
            }
        }
        events.sort_by_key(|event: &Event| event.years.in_time());
        Ok(events)
    }

    /// The events that other articles tell of in a sentence with the topic's name. None where articles share the name:
    /// which of them is meant there, nobody knows.
    fn elsewhere(&self, stretch: Stretch) -> Result<Vec<Event>, Error> {
        let name = base_of_title(self.title());
        let words = whole_words(self.index.words(name));
        if words.is_empty() || !self.is_alone_with(name) {
            return Ok(Vec::new());
        }
        let mut passages = Vec::new();
        for number in self.dated_elsewhere(&words, stretch)? {
            let passage = self.index.passage(number)?.passage;
            if passage.standing == Standing::Lore && self.tells(&passage) {
                passages.push((number, passage));
            }
        }
        self.events(&passages, |passage, sentences, span| {
            let told = || sentence_at(sentences, &passage.text, span.written.start);
            stretch.holds(span) && self.is_named_in(&passage.text[told()], &words)
        })
    }

    /// Whether a sentence holds the words of the name one after another, and not as part of another article's name.
    fn is_named_in(&self, sentence: &str, name: &[Word]) -> bool {
        let words = whole_words(self.index.words(sentence));
        let places = words.windows(name.len()).enumerate();
        let mut named = places.filter(|(_, window)| window.iter().zip(name).all(|(word, of)| word.stem == of.stem));
        named.any(|(at, window)| {
            let end = at + window.len();
            let longer = (at.saturating_sub(LONGER_BY)..=at)
                .flat_map(|from| (end..=words.len().min(end + LONGER_BY)).map(move |to| from..to));
            !longer.filter(|range| *range != (at..end)).any(|range| self.is_of_another(&words[range]))
        })
    }

    fn is_of_another(&self, name: &[Word]) -> bool {
        let name = name.iter().map(|word| word.exact.as_str()).collect::<Vec<_>>().join(" ");
        self.index.named(&name).iter().any(|(_, article)| *article != self.article)
    }

    fn is_alone_with(&self, name: &str) -> bool {
        self.index.named(&fold(name)).iter().all(|(_, article)| *article == self.article)
    }

    /// The numbers of dated passages of other articles that hold every word of a name, in order.
    fn dated_elsewhere(&self, words: &[Word], stretch: Stretch) -> Result<Vec<u32>, Error> {
        let own = self.index.articles()[self.article as usize].passage_numbers();
        let dated = self.index.of_years(stretch.first.saturating_sub(1), stretch.last.saturating_add(1))?;
        let names_it = |number: &u32| !own.contains(number) && dated.binary_search(number).is_ok();
        let scored = self.index.search(words, None)?.scored.into_iter();
        let whole = scored.filter(|scored| scored.told.count_ones() as usize == words.len().min(WikiIndex::MAX_WORDS));
        let mut numbers: Vec<u32> =
            whole.map(|scored| scored.number).filter(names_it).take(ELSEWHERE_LOOKED_AT).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The years that the article tells of outside the bounds, nearest first.
    fn nearest(&self, own: &[(u32, Passage)], stretch: Stretch) -> Vec<String> {
        let told = own.iter().filter(|(_, passage)| self.tells(passage)).flat_map(|(_, passage)| &passage.years);
        let years = nearest_years(told, (stretch.first, stretch.last), NEAREST_YEARS);
        years.into_iter().map(|year| self.index.wiki().years.name_of(year)).collect()
    }
}

/// The words of a text without the parts of hyphenated ones.
fn whole_words(words: Vec<Word>) -> Vec<Word> {
    let mut read: Range<usize> = 0..0;
    let is_whole = |word: &Word| {
        let is_whole = word.range.start >= read.end;
        if is_whole {
            read = word.range.clone();
        }
        is_whole
    };
    words.into_iter().filter(is_whole).collect()
}
