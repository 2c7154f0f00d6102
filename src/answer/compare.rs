//! Two topics side by side: openings, facts of one label, and dated events by their time.

use super::choose::unmarked;
use super::library::Library;
use super::subject::Subject;
use crate::index::{Error, WikiIndex};
use crate::lore::{
    Comparison, Event, Hit, Lookup, Moment, Passage, PassageKind, Scope, SharedFact, Side, YearSpan, fold,
};

impl Library {
    /// What one wiki (by its folder name), or the first that has both, tells of two topics. Where either is no one
    /// article's name, the answer to that name.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn compare(&self, one: &str, other: &str, wiki: Option<&str>) -> Result<Lookup<Comparison>, Error> {
        let mut unclear = None;
        let ids = self.wikis().map(|wiki| wiki.id.as_str()).filter(|id| wiki.is_none_or(|wiki| wiki == *id));
        for id in ids {
            match (self.subject(one, Some(id))?, self.subject(other, Some(id))?) {
                (Lookup::Told(one), Lookup::Told(other)) => return Ok(Lookup::Told(side_by_side([one, other])?)),
                // The name that no wiki has is the one to speak of, not one that another wiki has.
                (Lookup::Told(_), Lookup::Unclear(answer)) => unclear = Some(answer),
                (Lookup::Unclear(answer), _) => unclear = unclear.or(Some(answer)),
            }
        }
        match unclear {
            Some(answer) => Ok(Lookup::Unclear(answer)),
            None => Ok(Lookup::Unclear(Box::new(self.answer(one, &Scope::Wiki, wiki)?))),
        }
    }
}

fn side_by_side(subjects: [Subject; 2]) -> Result<Comparison, Error> {
    let index = subjects[0].index;
    let told = [subjects[0].own_passages()?, subjects[1].own_passages()?];
    let [one, other] = &subjects;
    let is_one_article = one.article == other.article && one.continuity == other.continuity && one.years == other.years;
    let events = |at: usize| {
        let subject = &subjects[at];
        subject.events(&told[at], |passage, _, span| subject.tells(passage) && subject.years.holds(span))
    };
    let (moments, facts) = if is_one_article {
        (Vec::new(), Vec::new())
    } else {
        (moments([events(0)?, events(1)?]), shared_facts(&told, index)?)
    };
    let openings = [opening(&subjects[0], &told[0])?, opening(&subjects[1], &told[1])?];
    let mut pairs = subjects.into_iter().zip(openings);
    let mut side = || {
        let (subject, opening) = pairs.next().expect("there are two subjects, and two sides are asked for");
        Side { topic: subject.title().to_owned(), mended: subject.mended, opening }
    };
    Ok(Comparison { wiki: index.wiki().name.clone(), sides: [side(), side()], is_one_article, facts, moments })
}

/// The first running text of an article, in the continuity asked for.
fn opening(subject: &Subject, told: &[(u32, Passage)]) -> Result<Option<Hit>, Error> {
    let is_text = |passage: &Passage| passage.kind == PassageKind::Paragraph && subject.tells(passage);
    let first = told.iter().find(|(_, passage)| is_text(passage));
    first.map(|(number, _)| unmarked(*number, subject.index)).transpose()
}

/// The facts that both have under one label, in the first one's order; of several lines of a label the first.
fn shared_facts(told: &[Vec<(u32, Passage)>; 2], index: &WikiIndex) -> Result<Vec<SharedFact>, Error> {
    let mut shared: Vec<SharedFact> = Vec::new();
    let theirs: Vec<(String, u32)> = facts(&told[1]).map(|(label, number)| (fold(label), number)).collect();
    for (label, number) in facts(&told[0]) {
        let folded = fold(label);
        let is_known = shared.iter().any(|known| fold(&known.label) == folded);
        if let Some((_, other)) = theirs.iter().find(|(theirs, _)| !is_known && *theirs == folded) {
            let said = [fact(number, index)?, fact(*other, index)?];
            shared.push(SharedFact { label: label.to_owned(), said });
        }
    }
    Ok(shared)
}

/// The labels of an article's facts with the numbers of their passages.
fn facts(told: &[(u32, Passage)]) -> impl Iterator<Item = (&str, u32)> {
    let facts = told.iter().filter(|(_, passage)| passage.kind == PassageKind::Fact);
    facts.filter_map(|(number, passage)| Some((passage.text.split_once(": ")?.0, *number)))
}

/// A line of a box of facts, its excerpt what stands behind the label.
fn fact(number: u32, index: &WikiIndex) -> Result<Hit, Error> {
    let mut fact = unmarked(number, index)?;
    let value = fact.passage.find(": ").map_or(0, |at| at + 2);
    fact.excerpt = value..fact.passage.len();
    Ok(fact)
}

/// The events of both by their time.
fn moments(events: [Vec<Event>; 2]) -> Vec<Moment> {
    let [ones, others] = events;
    let placed = |at: usize| move |event: Event| (at, event);
    let mut all: Vec<(usize, Event)> =
        ones.into_iter().map(placed(0)).chain(others.into_iter().map(placed(1))).collect();
    all.sort_by_key(|(_, event)| time_of(&event.years));
    let mut moments: Vec<Moment> = Vec::new();
    let mut last = None;
    for (at, event) in all {
        let time = time_of(&event.years);
        if last.replace(time) != Some(time) {
            moments.push(Moment { year_name: event.year_name.clone(), events: [Vec::new(), Vec::new()] });
        }
        if let Some(moment) = moments.last_mut() {
            moment.events[at].push(event);
        }
    }
    moments
}

/// Alike for years that a wiki names alike.
fn time_of(years: &YearSpan) -> impl Ord + Copy + use<> {
    (years.in_time(), years.first, years.bound as u8)
}
