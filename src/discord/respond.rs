//! Interaction to reply: plain code that does no input or output, the same for every door.

use serenity::all::Interaction;

use super::button::{Press, Question};
use super::from_discord::{self, Request};
use super::limits::CHOICES;
use super::reply::Reply;
use super::to_discord;
use crate::answer::{Error, Library};
use crate::lore::{Answer, Outcome, Rung};
use crate::metrics::Metrics;

/// Answers an interaction. Every interaction has a reply; a mistake of the asker is a private hint.
pub fn respond(interaction: &Interaction, library: &Library, metrics: &Metrics) -> Reply {
    match from_discord::read(interaction, library.wikis()) {
        Request::Ping => Reply::pong(),
        Request::Ask(question) => {
            ask(&question, library, metrics).map_or_else(broken, |answer| to_discord::message(&answer, &question))
        }
        Request::AskNothing => to_discord::note("Type a topic, a question, or both."),
        Request::Complete(typed) => {
            metrics.autocomplete.bump();
            to_discord::choices(&library.complete(&typed, CHOICES).unwrap_or_else(|error| {
                note_broken(&error, metrics);
                Vec::new()
            }))
        }
        Request::Press(press) => {
            metrics.buttons.bump();
            ask(&press.question, library, metrics).map_or_else(broken, |answer| pressed(&press, &answer))
        }
        Request::Unknown => to_discord::note("This is from another version of the bot; please ask anew."),
    }
}

/// The reply to a press: the passage wanted, or what came of asking again. Private in every case.
pub fn pressed(press: &Press, answer: &Answer) -> Reply {
    match (&answer.outcome, press.rank.checked_sub(1)) {
        (Outcome::Found { others, .. }, Some(rank)) => match others.get(rank) {
            Some(hit) => to_discord::passage(answer, hit),
            None => to_discord::note("The index has changed since; please ask anew."),
        },
        _ => to_discord::message(answer, &press.question).private(),
    }
}

/// The reply where the index cannot be read.
fn broken() -> Reply {
    to_discord::note("The index of this bot cannot be read; whoever runs it finds the reason in its log.")
}

fn note_broken(error: &Error, metrics: &Metrics) {
    metrics.errors.bump();
    tracing::error!(%error, "the index cannot be read");
}

/// Puts a question to the library and counts what came of it. `None` where the index cannot be read.
fn ask(question: &Question, library: &Library, metrics: &Metrics) -> Option<Answer> {
    metrics.questions.bump();
    let answer = library
        .answer(&question.asked, &question.scope, question.wiki.as_deref())
        .inspect_err(|error| note_broken(error, metrics))
        .ok()?;
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
    Some(answer)
}
