//! A wish to the message that fulfils it: asked of the library anew each time, for the bot remembers nothing.

use super::comparison::comparison;
use super::controls::View;
use super::question::Question;
use super::reply::Reply;
use super::respond::note_broken;
use super::spot::Spot;
use super::timeline::timeline;
use super::to_discord;
use super::wish::{Place, Step, Stretch, Wish};
use crate::answer::{Error, Library, Neighbours};
use crate::lore::{Answer, Hit, Lookup, Outcome, PassageId, Rung};
use crate::metrics::Metrics;

/// Said where a control leads to what is no longer there.
const CHANGED: &str = "The index has changed since; please ask anew.";
/// Said where the index cannot be read.
const BROKEN: &str = "The index of this bot cannot be read; whoever runs it finds the reason in its log.";
/// Said where no passage can be drawn.
const NOTHING_TO_DRAW: &str = "There is no passage of lore to draw here; try another topic, or none.";

/// A message, or the sentence that says why there is none.
type Shown = Result<Reply, &'static str>;

/// The message for a wish; a sentence for the asker where it cannot be fulfilled.
pub fn show(wish: &Wish, view: View, library: &Library, metrics: &Metrics) -> Shown {
    let shown = match wish {
        Wish::Answer(question, rank) => answer(question, *rank, view, library, metrics),
        Wish::More(question, page) => more(question, *page, view, library, metrics),
        Wish::Listed(wiki, spots, page) => listed(wiki, spots, *page, view, library),
        Wish::Passage(place, step) => passage(place, *step, view, library),
        Wish::Section(place, page) => whole_section(place, *page, view, library),
        Wish::Random(topic) => random(topic.as_deref(), view, library),
        Wish::Timeline(stretch, page) => events(stretch, *page, view, library),
        Wish::Compare([one, other]) => compare(one, other, wish, view, library),
        Wish::Delete => Ok(Err(CHANGED)),
    };
    shown.unwrap_or_else(|error| {
        note_broken(&error, metrics);
        Err(BROKEN)
    })
}

/// The passage at a place among the answers to a question, or what is said where there is none.
fn answer(question: &Question, rank: usize, view: View, library: &Library, metrics: &Metrics) -> Result<Shown, Error> {
    let answer = ask(question, library, metrics)?;
    let hit = answer.hits().nth(rank);
    let neighbours = hit.map(|hit| library.neighbours(&hit.wiki, hit.id)).unwrap_or_default();
    Ok(to_discord::message(&answer, question, rank, neighbours, view).ok_or(CHANGED))
}

/// A page of all answers to a question.
fn more(question: &Question, page: usize, view: View, library: &Library, metrics: &Metrics) -> Result<Shown, Error> {
    let answer = ask(question, library, metrics)?;
    let found = answer.hits().next().is_some();
    Ok(found.then(|| to_discord::results(&answer, question, page, view)).ok_or(CHANGED))
}

/// A page of passages that were carried by themselves; those that are no longer what they were are left out.
fn listed(wiki: &str, spots: &[Spot], page: usize, view: View, library: &Library) -> Result<Shown, Error> {
    let mut hits = Vec::new();
    for spot in spots {
        hits.extend(at(wiki, *spot, library)?);
    }
    let wiki = library.wikis().find(|known| known.id == wiki).filter(|_| !hits.is_empty());
    Ok(wiki.map(|wiki| to_discord::carried(&hits, spots, page, wiki, view)).ok_or(CHANGED))
}

/// A passage, or one beside it.
fn passage(place: &Place, step: Step, view: View, library: &Library) -> Result<Shown, Error> {
    let Place { wiki, spot, came_from } = place;
    if at(wiki, *spot, library)?.is_none() {
        return Ok(Err(CHANGED));
    }
    let PassageId { article, passage } = spot.id;
    let passage = match step {
        Step::Back => passage.checked_sub(1),
        Step::Stay => Some(passage),
        Step::On => passage.checked_add(1),
    };
    let Some(passage) = passage else { return Ok(Err(CHANGED)) };
    let Some(hit) = library.passage(wiki, PassageId { article, passage })? else { return Ok(Err(CHANGED)) };
    let (wiki, neighbours) = (name_of(wiki, library), library.neighbours(wiki, hit.id));
    Ok(Ok(to_discord::passage(&hit, wiki, neighbours, came_from.as_ref(), view)))
}

/// A page of the section that a passage stands in.
fn whole_section(place: &Place, page: usize, view: View, library: &Library) -> Result<Shown, Error> {
    let Place { wiki, spot, came_from } = place;
    let Some(hit) = at(wiki, *spot, library)? else { return Ok(Err(CHANGED)) };
    let (hits, wiki) = (library.section(wiki, hit.id)?, name_of(wiki, library));
    Ok(Ok(to_discord::whole_section(&hit, &hits, page, wiki, came_from.as_ref(), view)))
}

/// A passage drawn at random; where the topic is no one article's name, the answer to that name.
fn random(topic: Option<&str>, view: View, library: &Library) -> Result<Shown, Error> {
    let answer = library.random(fastrand::u64(..), topic, None)?;
    Ok(match &answer.outcome {
        Outcome::Found { best, .. } => Ok(to_discord::drawn(best, &answer.wiki, topic, view)),
        Outcome::Nothing { nearest } if nearest.questions.is_empty() => Err(NOTHING_TO_DRAW),
        _ => unclear(&answer, view),
    })
}

/// A page of a topic's timeline.
fn events(stretch: &Stretch, page: usize, view: View, library: &Library) -> Result<Shown, Error> {
    let Stretch { wiki, topic, from, to } = stretch;
    let bound = |year: &'_ String| Some(year.clone()).filter(|year| !year.is_empty());
    let (from, to) = (bound(from), bound(to));
    Ok(match library.timeline(topic, from.as_deref(), to.as_deref(), wiki.as_deref())? {
        Lookup::Told(told) => {
            let whole = |hit: &Hit| library.passage(&hit.wiki, hit.id).ok().flatten();
            Ok(timeline(&told, stretch, page, view, whole))
        }
        Lookup::Unclear(answer) => unclear(&answer, view),
    })
}

/// Two topics side by side.
fn compare(one: &str, other: &str, wish: &Wish, view: View, library: &Library) -> Result<Shown, Error> {
    Ok(match library.compare(one, other, None)? {
        Lookup::Told(told) => Ok(comparison(&told, wish, view)),
        Lookup::Unclear(answer) => unclear(&answer, view),
    })
}

/// What is said where a name is that of no one article.
fn unclear(answer: &Answer, view: View) -> Shown {
    let question = Question { asked: answer.asked.clone(), ..Question::default() };
    to_discord::message(answer, &question, 0, Neighbours::default(), view).ok_or(CHANGED)
}

/// The passage of a spot, where it is still the one that was meant.
fn at(wiki: &str, spot: Spot, library: &Library) -> Result<Option<Hit>, Error> {
    Ok(library.passage(wiki, spot.id)?.filter(|hit| Spot::of(hit) == spot))
}

/// The name for people of the wiki of a folder name; the folder name where there is no such wiki.
fn name_of<'name>(wiki: &'name str, library: &'name Library) -> &'name str {
    library.wikis().find(|known| known.id == wiki).map_or(wiki, |known| known.name.as_str())
}

/// Puts a question to the library and counts what came of it.
fn ask(question: &Question, library: &Library, metrics: &Metrics) -> Result<Answer, Error> {
    metrics.questions.bump();
    let Question { asked, scope, wiki, filter } = question;
    let answer = library.answer_within(asked, scope, wiki.as_deref(), filter)?;
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
    Ok(answer)
}
