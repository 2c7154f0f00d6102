//! A wish to the message that fulfils it: asked of the library anew each time, for the bot remembers nothing.

use super::house::House;
use super::respond::note_broken;
use crate::answer::{Error, Neighbours};
use crate::discord::asking::{Place, Question, Spot, Step, Stretch, Wish};
use crate::discord::showing::{Reply, View, comparison, reasons, thanks, timeline, to_discord};
use crate::lore::{Answer, Comparison, Hit, Lookup, Outcome, PassageId, Rung, Timeline};
use crate::metrics::Metrics;
use crate::servers::Reason;

/// Said where a control leads to what is no longer there.
const CHANGED: &str = "hint-changed";
/// Said where the index cannot be read.
const BROKEN: &str = "hint-broken";
/// Said where no passage can be drawn.
const NOTHING_TO_DRAW: &str = "hint-nothing-to-draw";

/// A message, or the name of the sentence that says why there is none.
pub type Shown = Result<Reply, &'static str>;

/// The message for a wish; the name of a sentence for the asker where it cannot be fulfilled.
pub fn show(wish: &Wish, view: View, house: &House, metrics: &Metrics) -> Shown {
    let shown = match wish {
        Wish::Answer(question, rank) => answer(question, *rank, view, house, metrics),
        Wish::More(question, page) => more(question, *page, view, house, metrics),
        Wish::Listed(wiki, spots, page) => listed(wiki, spots, *page, view, house),
        Wish::Passage(place, step) => passage(place, *step, view, house),
        Wish::Section(place, page) => whole_section(place, *page, view, house),
        Wish::Random(topic) => random(topic.as_deref(), view, house),
        Wish::Timeline(stretch, page) => events(stretch, *page, view, house),
        Wish::Compare([one, other]) => compare(one, other, wish, view, house),
        Wish::Wrong(place) => Ok(Ok(reasons(place, view))),
        Wish::Report(place, reason) => wrong(place, *reason, view, house),
        Wish::Delete => Ok(Err(CHANGED)),
    };
    shown.unwrap_or_else(|error| {
        note_broken(&error, metrics);
        Err(BROKEN)
    })
}

/// The passage at a place among the answers to a question, or what is said where there is none.
fn answer(question: &Question, rank: usize, view: View, house: &House, metrics: &Metrics) -> Result<Shown, Error> {
    let (question, answer) = ask(question, house, metrics)?;
    Ok(shown(&answer, &question, rank, view, house))
}

/// The message for the passage at a place among the answers given to a question, or what is said where there is none.
pub fn shown(answer: &Answer, question: &Question, rank: usize, view: View, house: &House) -> Shown {
    let hit = answer.hits().nth(rank);
    let neighbours = hit.map(|hit| house.library.neighbours(&hit.wiki, hit.id)).unwrap_or_default();
    let otherwise = answer.differing.iter().flat_map(|differing| [&differing.said, &differing.otherwise]);
    let view = house.blurred(view, hit.into_iter().chain(otherwise));
    to_discord::message(answer, question, rank, neighbours, view).ok_or(CHANGED)
}

/// A page of all answers to a question.
fn more(question: &Question, page: usize, view: View, house: &House, metrics: &Metrics) -> Result<Shown, Error> {
    let (question, answer) = ask(question, house, metrics)?;
    let found = answer.hits().next().is_some();
    let view = house.blurred(view, answer.hits());
    Ok(found.then(|| to_discord::results(&answer, &question, page, view)).ok_or(CHANGED))
}

/// A page of passages that were carried by themselves; those that are no longer what they were are left out.
fn listed(wiki: &str, spots: &[Spot], page: usize, view: View, house: &House) -> Result<Shown, Error> {
    let mut hits = Vec::new();
    for spot in spots {
        hits.extend(at(wiki, *spot, house)?);
    }
    let wiki = house.library.wikis().find(|known| known.id == wiki).filter(|_| !hits.is_empty());
    let view = house.blurred(view, &hits);
    Ok(wiki.map(|wiki| to_discord::carried(&hits, spots, page, wiki, view)).ok_or(CHANGED))
}

/// A passage, or one beside it.
fn passage(place: &Place, step: Step, view: View, house: &House) -> Result<Shown, Error> {
    let Place { wiki, spot, came_from } = place;
    if at(wiki, *spot, house)?.is_none() {
        return Ok(Err(CHANGED));
    }
    let PassageId { article, passage } = spot.id;
    let passage = match step {
        Step::Back => passage.checked_sub(1),
        Step::Stay => Some(passage),
        Step::On => passage.checked_add(1),
    };
    let Some(passage) = passage else { return Ok(Err(CHANGED)) };
    let Some(hit) = house.library.passage(wiki, PassageId { article, passage })? else { return Ok(Err(CHANGED)) };
    let (wiki, neighbours) = (name_of(wiki, house), house.library.neighbours(wiki, hit.id));
    let view = house.blurred(view, [&hit]);
    Ok(Ok(to_discord::passage(&hit, wiki, neighbours, came_from.as_ref(), view)))
}

/// A page of the section that a passage stands in, or the one with that passage.
fn whole_section(place: &Place, page: Option<usize>, view: View, house: &House) -> Result<Shown, Error> {
    let Place { wiki, spot, came_from } = place;
    let Some(hit) = at(wiki, *spot, house)? else { return Ok(Err(CHANGED)) };
    let (hits, wiki) = (house.library.section(wiki, hit.id)?, name_of(wiki, house));
    let view = house.blurred(view, &hits);
    Ok(Ok(to_discord::whole_section(&hit, &hits, page, wiki, came_from.as_ref(), view)))
}

/// Thanks for the reason why a passage is wrong.
fn wrong(place: &Place, reason: Reason, view: View, house: &House) -> Result<Shown, Error> {
    let hit = at(&place.wiki, place.spot, house)?;
    Ok(hit.map(|hit| thanks(&hit, reason, view)).ok_or(CHANGED))
}

/// A passage drawn at random; where the topic is no one article's name, the answer to that name.
fn random(topic: Option<&str>, view: View, house: &House) -> Result<Shown, Error> {
    let topic = topic.map(|topic| house.title_of(topic));
    let answer = house.library.random(fastrand::u64(..), topic, None)?;
    Ok(match &answer.outcome {
        Outcome::Found { best, .. } => Ok(to_discord::drawn(best, &answer.wiki, topic, house.blurred(view, [&**best]))),
        Outcome::Nothing { nearest } if nearest.questions.is_empty() => Err(NOTHING_TO_DRAW),
        _ => unclear(&answer, view),
    })
}

/// A page of a topic's timeline.
fn events(stretch: &Stretch, page: usize, view: View, house: &House) -> Result<Shown, Error> {
    let Stretch { wiki, topic, from, to } = stretch;
    let bound = |year: &'_ String| Some(year.clone()).filter(|year| !year.is_empty());
    let (from, to) = (bound(from), bound(to));
    let topic = house.title_of(topic);
    Ok(match house.library.timeline(topic, from.as_deref(), to.as_deref(), wiki.as_deref())? {
        Lookup::Told(told) => {
            let whole = |hit: &Hit| house.library.passage(&hit.wiki, hit.id).ok().flatten();
            Ok(timeline(&told, stretch, page, house.blurred(view, told_of(&told)), whole))
        }
        Lookup::Unclear(answer) => unclear(&answer, view),
    })
}

/// Two topics side by side.
fn compare(one: &str, other: &str, wish: &Wish, view: View, house: &House) -> Result<Shown, Error> {
    Ok(match house.library.compare(house.title_of(one), house.title_of(other), None)? {
        Lookup::Told(told) => Ok(comparison(&told, wish, house.blurred(view, set_beside(&told)))),
        Lookup::Unclear(answer) => unclear(&answer, view),
    })
}

/// What is said where a name is that of no one article.
fn unclear(answer: &Answer, view: View) -> Shown {
    let question = Question { asked: answer.asked.clone(), ..Question::default() };
    to_discord::message(answer, &question, 0, Neighbours::default(), view).ok_or(CHANGED)
}

/// The passage of a spot, where it is still the one that was meant.
fn at(wiki: &str, spot: Spot, house: &House) -> Result<Option<Hit>, Error> {
    Ok(house.library.passage(wiki, spot.id)?.filter(|hit| Spot::of(hit) == spot))
}

/// The name for people of the wiki of a folder name; the folder name where there is no such wiki.
fn name_of<'name>(wiki: &'name str, house: &'name House) -> &'name str {
    house.library.wikis().find(|known| known.id == wiki).map_or(wiki, |known| known.name.as_str())
}

/// The passages that a timeline tells of.
fn told_of(told: &Timeline) -> impl Iterator<Item = &Hit> {
    told.events.iter().chain(&told.elsewhere).map(|event| &event.hit)
}

/// The passages that stand in a comparison.
fn set_beside(told: &Comparison) -> impl Iterator<Item = &Hit> {
    let openings = told.sides.iter().filter_map(|side| side.opening.as_ref());
    let facts = told.facts.iter().flat_map(|fact| &fact.said);
    let moments = told.moments.iter().flat_map(|moment| moment.events.iter().flatten()).map(|event| &event.hit);
    openings.chain(facts).chain(moments)
}

/// Puts a question to the library and counts what came of it; gives the question as it was put.
pub fn ask(question: &Question, house: &House, metrics: &Metrics) -> Result<(Question, Answer), Error> {
    metrics.questions.bump();
    let (question, answer) = house.ask(question)?;
    let outcome = match &answer.outcome {
        Outcome::Found { rung: Rung::Exact, .. } => &metrics.exact,
        Outcome::Found { rung: Rung::Relaxed, .. } => &metrics.relaxed,
        Outcome::Found { rung: Rung::Mended, .. } => &metrics.mended,
        Outcome::Found { rung: Rung::Uncertain, .. } => &metrics.uncertain,
        Outcome::Ambiguous { .. } => &metrics.ambiguous,
        Outcome::DidYouMean { .. } => &metrics.did_you_mean,
        Outcome::Nothing { .. } => &metrics.nothing,
    };
    outcome.bump();
    Ok((question, answer))
}
