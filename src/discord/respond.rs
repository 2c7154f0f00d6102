//! Interaction to reply: plain code that does no input or output, the same for every door.

use super::about::about;
use super::asker::Presser;
use super::browsing::show;
use super::button::{Manner, Press};
use super::controls::View;
use super::from_discord::{self, Request, Wanted};
use super::incoming::Incoming;
use super::limits::CHOICES;
use super::mentions::{MOST_NAMES, mentions, question};
use super::question::Question;
use super::reply::Reply;
use super::to_discord;
use super::wish::Wish;
use super::wording::quoted;
use crate::answer::{Completion, Error, Library};
use crate::lore::{Filter, fold};
use crate::metrics::Metrics;

/// Answers an interaction. Every interaction has a reply; a mistake of the asker is a private hint. Where Discord marks the
/// channel as one that spoils, answers are blurred unless the asker says otherwise.
pub fn respond(incoming: &Incoming, library: &Library, metrics: &Metrics) -> Reply {
    let spoiler_channel = incoming.spoiler_channel.unwrap_or(false);
    let view = |wanted: Wanted| View { spoiler: wanted.spoiler.unwrap_or(spoiler_channel), private: wanted.private };
    match from_discord::read(&incoming.interaction, library.wikis()) {
        Request::Ping => Reply::pong(),
        Request::Ask(question, wanted) => command(question, view(wanted), library, metrics),
        Request::AskNothing => to_discord::note(
            "What shall I look up? Fill in any one of the options: a topic (such as a person or a place), a question, a \
             year in `when`, or a continuity.",
        ),
        Request::Random(topic, wanted) => answered(&Wish::Random(topic), view(wanted), library, metrics),
        Request::Timeline(stretch, wanted) => answered(&Wish::Timeline(stretch, 0), view(wanted), library, metrics),
        Request::Compare(sides, wanted) => answered(&Wish::Compare(sides), view(wanted), library, metrics),
        Request::LookUp(text) => look_up(&text, spoiler_channel, library, metrics),
        Request::About => about(library),
        Request::CompleteTopic(typed) => complete_topic(&typed, library, metrics),
        Request::CompleteYears { topic, typed } => complete_years(&topic, &typed, library, metrics),
        Request::CompleteContinuity(typed) => complete_continuity(&typed, library, metrics),
        Request::Press(press, presser) => {
            metrics.buttons.bump();
            pressed(&press, presser, library, metrics)
        }
        Request::Unknown => to_discord::note("This is from another version of the bot; please ask anew."),
    }
}

/// The reply to a question put by a command; what its filter cannot mean is said before anything is searched.
fn command(question: Question, view: View, library: &Library, metrics: &Metrics) -> Reply {
    let Filter { when, continuity } = &question.filter;
    if !when.is_empty() && !library.reads_years(when) {
        return to_discord::note(&format!(
            "“{}” names no year that I understand. Try `2409`, `2381-82`, `the 2380s` or `before 2300`.",
            quoted(when)
        ));
    }
    let known = library.continuities();
    if !continuity.is_empty() && !known.iter().any(|name| fold(name) == fold(continuity)) {
        return to_discord::note(&unknown_continuity(continuity, &known));
    }
    answered(&Wish::Answer(question, 0), view, library, metrics)
}

/// The reply to "Look up lore", for the asker alone: the passage on the one name that a message holds, or a choice of several.
fn look_up(text: &str, spoiler: bool, library: &Library, metrics: &Metrics) -> Reply {
    match &library.mentioned(text, MOST_NAMES)[..] {
        [] => to_discord::note("I know none of the names in that message."),
        [one] => answered(&Wish::Answer(question(one), 0), View { spoiler, private: true }, library, metrics),
        several => mentions(several, spoiler),
    }
}

/// Says that there is no such continuity, and which there are.
fn unknown_continuity(typed: &str, known: &[&str]) -> String {
    let typed = quoted(typed);
    let known: Vec<String> = known.iter().map(|name| quoted(name)).collect();
    if known.is_empty() {
        return format!("No continuity “{typed}”: the wikis here tell none apart.");
    }
    format!("No continuity “{typed}”. There are: {}.", known.join(", "))
}

/// The reply to a command's wish: public unless the asker wants it otherwise.
fn answered(wish: &Wish, view: View, library: &Library, metrics: &Metrics) -> Reply {
    match show(wish, view, library, metrics) {
        Ok(reply) if view.private => reply.private(),
        Ok(reply) => reply,
        Err(hint) => to_discord::note(hint),
    }
}

/// The reply to a press. The message pressed changes for whoever had asked; others see what they want by themselves, and
/// what nobody else should see never takes the place of a message to all.
fn pressed(press: &Press, presser: Presser, library: &Library, metrics: &Metrics) -> Reply {
    if press.wish == Wish::Delete {
        return if presser.may_delete {
            Reply::removal()
        } else {
            to_discord::note("Only whoever asked, or someone who may manage messages here, can delete this answer.")
        };
    }
    let in_place = press.manner == Manner::InPlace && presser.owns;
    let private = if press.manner == Manner::Shared { false } else { presser.alone || !in_place };
    match show(&press.wish, View { spoiler: press.spoiler, private }, library, metrics) {
        Ok(reply) if press.manner == Manner::Shared => reply,
        Ok(reply) if in_place && (presser.alone || !reply.is_private()) => reply.in_place(),
        Ok(reply) => reply.private(),
        Err(hint) => to_discord::note(hint),
    }
}

/// Topics that begin like what is typed.
fn complete_topic(typed: &str, library: &Library, metrics: &Metrics) -> Reply {
    metrics.autocomplete.bump();
    let completions = library.complete(typed, CHOICES);
    to_discord::choices(&completions.unwrap_or_else(|error| {
        note_broken(&error, metrics);
        Vec::new()
    }))
}

/// The years that the article of a topic tells of, which begin like what is typed; what is typed itself where it names years
/// of its own.
fn complete_years(topic: &str, typed: &str, library: &Library, metrics: &Metrics) -> Reply {
    metrics.autocomplete.bump();
    let told = if topic.is_empty() { Ok(Vec::new()) } else { library.years_told(topic) };
    let told = told.unwrap_or_else(|error| {
        note_broken(&error, metrics);
        Vec::new()
    });
    let own = Some(typed.to_owned()).filter(|typed| library.reads_years(typed) && !told.contains(typed));
    let fitting = told.into_iter().filter(|year| fold(year).starts_with(&fold(typed)));
    let completions: Vec<Completion> =
        own.into_iter().chain(fitting).map(|year| Completion { label: year.clone(), title: year }).collect();
    to_discord::choices(&completions)
}

/// Continuities that hold what is typed.
fn complete_continuity(typed: &str, library: &Library, metrics: &Metrics) -> Reply {
    metrics.autocomplete.bump();
    let typed = fold(typed);
    let names = library.continuities().into_iter().filter(|name| fold(name).contains(&typed));
    let completions: Vec<Completion> =
        names.map(|name| Completion { label: name.to_owned(), title: name.to_owned() }).collect();
    to_discord::choices(&completions)
}

/// Notes that the index cannot be read.
pub fn note_broken(error: &Error, metrics: &Metrics) {
    metrics.errors.bump();
    tracing::error!(%error, "the index cannot be read");
}
