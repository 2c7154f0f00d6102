//! Interaction to reply: plain code that does no input or output, the same for every door.

use serenity::all::Interaction;

use super::browsing::show;
use super::house::House;
use crate::answer::{Completion, Error, Library};
use crate::discord::admin;
use crate::discord::asking::from_discord::{self, Request, Wanted};
use crate::discord::asking::{Caller, Incoming, Manner, Press, Presser, Question, Wish};
use crate::discord::limits::CHOICES;
use crate::discord::showing::{MOST_NAMES, Reply, View, about, mentions, privacy, question, quoted, to_discord};
use crate::discord::speech::{Tongue, Tongues};
use crate::lore::{Filter, fold};
use crate::metrics::Metrics;

/// Answers an interaction. Every interaction has a reply; a mistake of the asker is a private hint. What the asker leaves
/// open is as the channel and its server have it.
pub fn respond(incoming: &Incoming, library: &Library, metrics: &Metrics) -> Reply {
    let Incoming { interaction, server, today, .. } = incoming;
    let caller = Caller::of(interaction);
    let request = from_discord::read(interaction, server, library.wikis());
    let house = House::of(server, &caller, *today, library);
    let house = if request.wants_no_blur() { house.without_spoiler_rules() } else { house };
    let tongues = Tongues::of(interaction, house.language());
    if house.lacks_wikis() && request.asks_wikis() {
        return to_discord::note(&tongues.private.say("hint-no-wikis-left"));
    }
    let plain = house.is_plain();
    let reply = Clerk { house, caller, tongues, incoming, metrics }.reply(request, library);
    // A message made of components can never become another, so that one keeps its form.
    let as_it_was = reply.is_in_place().then(|| is_plain_message(interaction));
    if as_it_was.unwrap_or(plain) { reply.plain() } else { reply }
}

/// Whether the message whose control was pressed is plain text.
fn is_plain_message(interaction: &Interaction) -> bool {
    matches!(interaction, Interaction::Component(press) if !press.message.content.is_empty())
}

/// What a library offers for a text, at most so many.
type Topics = fn(&Library, &str, usize) -> Result<Vec<Completion>, Error>;

/// Answers one request where it was made.
struct Clerk<'call> {
    house: House<'call>,
    caller: Caller,
    tongues: Tongues,
    incoming: &'call Incoming,
    metrics: &'call Metrics,
}

impl Clerk<'_> {
    fn reply(&self, request: Request, library: &Library) -> Reply {
        match request {
            Request::Ping => Reply::pong(),
            Request::Ask(question, wanted) => self.command(question, self.view(wanted)),
            Request::AskNothing => self.hint("hint-ask-something"),
            Request::Random(topic, wanted) => self.answered(&Wish::Random(topic), self.view(wanted)),
            Request::Timeline(stretch, wanted) => self.answered(&Wish::Timeline(stretch, 0), self.view(wanted)),
            Request::Compare(sides, wanted) => self.answered(&Wish::Compare(sides), self.view(wanted)),
            Request::LookUp(text) => self.look_up(&text),
            Request::About => about(library, self.tongues.private),
            Request::Privacy => privacy(self.tongues.private),
            Request::Admin(order) => self.admin(order, library),
            Request::CompleteKept(kept, typed) => self.complete_kept(kept, &typed),
            Request::CompleteTopic(typed) => self.complete_topic(&typed, Library::complete),
            Request::CompleteArticle(typed) => self.complete_topic(&typed, Library::complete_articles),
            Request::CompleteYears { topic, typed } => self.complete_years(&topic, &typed),
            Request::CompleteContinuity(typed) => self.complete_continuity(&typed),
            Request::Press(press, presser) => {
                self.metrics.buttons.bump();
                self.pressed(&press, presser)
            }
            Request::Unknown => self.hint("hint-other-version"),
        }
    }

    /// How an answer is shown: as the asker wants it, else as the server does; blurred where Discord marks the channel as
    /// one that spoils.
    fn view(&self, wanted: Wanted) -> View {
        let spoiler = wanted.spoiler.unwrap_or(self.incoming.spoiler_channel.unwrap_or(false));
        let private = wanted.private.unwrap_or(self.house.is_private());
        View { spoiler, private, ..self.bare_view() }
    }

    /// What every view here has in common.
    fn bare_view(&self) -> View {
        let (reportable, old_until) = (self.caller.has_bot, Some(self.house.old_until()));
        View { reportable, old_until, tongues: self.tongues, ..View::default() }
    }

    /// A sentence of ours for the asker alone.
    fn hint(&self, message: &str) -> Reply {
        to_discord::note(&self.tongues.private.say(message))
    }

    /// The reply to a question put by a command; what its filter cannot mean is said before anything is searched.
    fn command(&self, question: Question, view: View) -> Reply {
        let Filter { when, continuity } = &question.filter;
        if !when.is_empty() && !self.house.library.reads_years(when) {
            return to_discord::note(&self.tongues.private.say_with("hint-no-year", [("typed", quoted(when))]));
        }
        let known = self.house.library.continuities();
        if !continuity.is_empty() && !known.iter().any(|name| fold(name) == fold(continuity)) {
            return to_discord::note(&unknown_continuity(continuity, &known, self.tongues.private));
        }
        self.answered(&Wish::Answer(question, 0), view)
    }

    /// The reply to "Look up lore", for the asker alone: the passage on the one name that a message holds, or a choice of
    /// several.
    fn look_up(&self, text: &str) -> Reply {
        let view = self.view(Wanted { private: Some(true), spoiler: None });
        match &self.house.library.mentioned(text, MOST_NAMES)[..] {
            [] => self.hint("mentions-none"),
            [one] => self.answered(&Wish::Answer(question(one), 0), view),
            several => mentions(several, view),
        }
    }

    /// The reply to a command's wish.
    fn answered(&self, wish: &Wish, view: View) -> Reply {
        match show(wish, view, &self.house, self.metrics) {
            Ok(reply) if view.private => reply.private(),
            Ok(reply) => reply,
            Err(hint) => self.hint(hint),
        }
    }

    /// The reply to a press. The message pressed changes for whoever had asked; others see what they want by themselves, and
    /// what nobody else should see never takes the place of a message to all.
    fn pressed(&self, press: &Press, presser: Presser) -> Reply {
        if press.wish == Wish::Delete {
            return if presser.may_delete { Reply::removal() } else { self.hint("hint-may-not-delete") };
        }
        let asks_why = matches!(press.wish, Wish::Wrong(_));
        let in_place = press.manner == Manner::InPlace && presser.owns && !asks_why;
        let private = if press.manner == Manner::Shared { false } else { presser.alone || !in_place };
        let view = View { spoiler: press.spoiler, private, ..self.bare_view() };
        match show(&press.wish, view, &self.house, self.metrics) {
            Ok(reply) if press.manner == Manner::Shared => reply,
            Ok(reply) if in_place && (presser.alone || !reply.is_private()) => reply.in_place(),
            Ok(reply) => reply.private(),
            Err(hint) => self.hint(hint),
        }
    }

    /// The reply to an admin, where there is a server that the bot keeps anything of.
    fn admin(&self, order: admin::Order, library: &Library) -> Reply {
        if !self.caller.has_bot {
            return self.hint("admin-nowhere");
        }
        let libraries = admin::Libraries { all: library, asked: &self.house.library };
        admin::reply(order, self.incoming, libraries, self.tongues.private).unwrap_or_else(|error| {
            note_broken(&error, self.metrics);
            self.hint("hint-broken")
        })
    }

    /// What the server keeps that holds what is typed.
    fn complete_kept(&self, kept: admin::Kept, typed: &str) -> Reply {
        self.metrics.autocomplete.bump();
        let typed = fold(typed);
        let known = admin::known(kept, &self.incoming.server, &self.house.library).into_iter();
        let fitting: Vec<Completion> = known.filter(|known| fold(&known.label).contains(&typed)).collect();
        to_discord::choices(&fitting)
    }

    /// Topics of a kind that begin like what is typed, the server's own names for them first.
    fn complete_topic(&self, typed: &str, topics: Topics) -> Reply {
        self.metrics.autocomplete.bump();
        let completions = topics(&self.house.library, typed, CHOICES).unwrap_or_else(|error| self.broken(&error));
        let named = self.house.aliases_like(typed);
        to_discord::choices(&named.into_iter().chain(completions).collect::<Vec<_>>())
    }

    /// The years that the article of a topic tells of, which begin like what is typed; what is typed itself where it names
    /// years of its own.
    fn complete_years(&self, topic: &str, typed: &str) -> Reply {
        self.metrics.autocomplete.bump();
        let (library, topic) = (&self.house.library, self.house.title_of(topic));
        let told = if topic.is_empty() { Ok(Vec::new()) } else { library.years_told(topic) };
        let told = told.unwrap_or_else(|error| self.broken(&error));
        let own = Some(typed.to_owned()).filter(|typed| library.reads_years(typed) && !told.contains(typed));
        let fitting = told.into_iter().filter(|year| fold(year).starts_with(&fold(typed)));
        let completions: Vec<Completion> =
            own.into_iter().chain(fitting).map(|year| Completion { label: year.clone(), title: year }).collect();
        to_discord::choices(&completions)
    }

    /// Continuities that hold what is typed.
    fn complete_continuity(&self, typed: &str) -> Reply {
        self.metrics.autocomplete.bump();
        let typed = fold(typed);
        let names = self.house.library.continuities().into_iter().filter(|name| fold(name).contains(&typed));
        let completions: Vec<Completion> =
            names.map(|name| Completion { label: name.to_owned(), title: name.to_owned() }).collect();
        to_discord::choices(&completions)
    }

    /// Nothing, where the index cannot be read.
    fn broken<T>(&self, error: &Error) -> Vec<T> {
        note_broken(error, self.metrics);
        Vec::new()
    }
}

/// Says that there is no such continuity, and which there are.
fn unknown_continuity(typed: &str, known: &[&str], tongue: Tongue) -> String {
    let typed = quoted(typed);
    let known: Vec<String> = known.iter().map(|name| quoted(name)).collect();
    if known.is_empty() {
        return tongue.say_with("hint-no-continuities", [("typed", typed)]);
    }
    tongue.say_with("hint-no-continuity", [("typed", typed), ("known", tongue.list(&known))])
}

/// Notes that the index cannot be read.
pub fn note_broken(error: &Error, metrics: &Metrics) {
    metrics.errors.bump();
    tracing::error!(%error, "the index cannot be read");
}
