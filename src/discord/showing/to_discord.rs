//! Answers to messages: a card for what was found, plain words for what was not.

use super::card::{Card, notes};
use super::components::Component;
use super::controls::{Controls, View, Way, under_card};
use super::listing::{Origin, listing};
use super::refusal::refusal;
use super::reply::{Record, Reply, Task};
use super::section::section;
use crate::answer::{Completion, Neighbours};
use crate::discord::asking::{Place, Question, Spot, Step, Wish};
use crate::discord::limits::{CHOICE_NAME, CHOICE_VALUE, CHOICES, TEXT_TOTAL, length, truncate};
use crate::lore::{Answer, Hit, Outcome, Wiki};

/// The message for the passage at a place among the answers to a question, counted from 0: public where there is one, for
/// the asker alone where nothing was found. `None` where the answers are fewer.
pub fn message(answer: &Answer, question: &Question, rank: usize, neighbours: Neighbours, view: View) -> Option<Reply> {
    let hits: Vec<&Hit> = answer.hits().collect();
    if hits.is_empty() {
        let refusal = Reply::components(&refusal(answer, question, view)).private();
        return Some(match &answer.outcome {
            Outcome::Ambiguous { .. } => refusal,
            _ => refusal.with_task(Task::Count(Record::Unanswered(question.to_string()))),
        });
    }
    let hit = hits.get(rank)?;
    let others = if rank == 0 { hits[1..].to_vec() } else { Vec::new() };
    let differing = if rank == 0 { answer.differing.as_slice() } else { &[] };
    let card = Card { hit, wiki: &answer.wiki, notes: notes(answer, rank == 0, view.tongue()), others, differing };
    let way = Way::Answer { question, rank, hits: &hits };
    let controls = under_card(hit, neighbours, &way, view).wish("button-as-typed", as_typed(answer, question));
    Some(framed(&card, controls, view))
}

/// The same question with its mended words in quotation marks, which are meant as typed.
fn as_typed(answer: &Answer, question: &Question) -> Option<Wish> {
    let mut asked = question.asked.clone();
    for mending in &answer.mended {
        asked = asked.replacen(&mending.typed, &format!("\"{}\"", mending.typed), 1);
    }
    (asked != question.asked).then(|| Wish::Answer(Question { asked, ..question.clone() }, 0))
}

/// The message for a passage by itself, as its article tells it; `came_from` leads back to an answer.
pub fn passage(hit: &Hit, wiki: &str, neighbours: Neighbours, came_from: Option<&Question>, view: View) -> Reply {
    let card = Card { hit, wiki, notes: Vec::new(), others: Vec::new(), differing: &[] };
    framed(&card, under_card(hit, neighbours, &Way::Browsing(came_from), view), view)
}

/// The message for a passage drawn at random, from the article asked for where one was.
pub fn drawn(hit: &Hit, wiki: &str, topic: Option<&str>, view: View) -> Reply {
    let card = Card { hit, wiki, notes: Vec::new(), others: Vec::new(), differing: &[] };
    let controls = Controls::new(view)
        .wish("button-another", [Wish::Random(topic.map(ToOwned::to_owned)), Wish::Random(None)])
        .wish("button-section", [Wish::Section(Place::of(hit), None)])
        .open(hit.url.as_deref())
        .share_or_delete([Wish::Passage(Place::of(hit), Step::Stay)]);
    framed(&card, controls, view)
}

/// A page of all answers to a question, counted from 0.
pub fn results(answer: &Answer, question: &Question, page: usize, view: View) -> Reply {
    let hits: Vec<Hit> = answer.hits().cloned().collect();
    Reply::components(&listing(&hits, Origin::Question(question), page, &answer.wiki, view))
}

/// A page, counted from 0, of passages that were carried by themselves.
pub fn carried(hits: &[Hit], spots: &[Spot], page: usize, wiki: &Wiki, view: View) -> Reply {
    Reply::components(&listing(hits, Origin::Spots(&wiki.id, spots), page, &wiki.name, view))
}

/// A page, counted from 0, of the section that a passage stands in, or the page with that passage; `came_from` leads back to
/// an answer.
pub fn whole_section(
    hit: &Hit,
    hits: &[Hit],
    page: Option<usize>,
    wiki: &str,
    came_from: Option<&Question>,
    view: View,
) -> Reply {
    Reply::components(&section(hit, hits, page, wiki, came_from, view))
}

/// A card with its controls below, outside the frame: they can be pressed while it is blurred.
fn framed(card: &Card, controls: Controls, view: View) -> Reply {
    let parts: Vec<Component> = std::iter::once(card.container(view)).chain(controls.rows()).collect();
    Reply::components(&parts)
}

/// A sentence of ours, for the asker alone.
pub fn note(text: &str) -> Reply {
    Reply::components(&[Component::text(truncate(text, TEXT_TOTAL))]).private()
}

/// Completions as choices. One whose title Discord cannot carry whole is left out, and so is one that looks or means
/// the same as one before it.
pub fn choices(completions: &[Completion]) -> Reply {
    let mut choices: Vec<(String, String)> = Vec::new();
    for completion in completions {
        let (name, value) = (truncate(completion.label.trim(), CHOICE_NAME), completion.title.clone());
        let fits = !name.is_empty() && !value.trim().is_empty() && length(&value) <= CHOICE_VALUE;
        if fits && !choices.iter().any(|taken| taken.0 == name || taken.1 == value) {
            choices.push((name, value));
        }
    }
    choices.truncate(CHOICES);
    Reply::choices(&choices)
}
