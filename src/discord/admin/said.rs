//! The replies to an admin: what was chosen, what has been done, and why something could not be.

use serenity::all::Interaction;

use super::edit::{Edit, rules_of};
use super::order::{Kept, Order};
use super::panel::panel;
use super::report::report;
use super::why::Why;
use crate::answer::{Completion, Error, Library, Titled};
use crate::discord::asking::{Done, Incoming};
use crate::discord::showing::to_discord::note;
use crate::discord::showing::{Reply, Task, quoted};
use crate::discord::speech::Tongue;
use crate::discord::speech::commands::name_for;
use crate::servers::{CommandName, Label, Pin, Refusal, Server, write_file};

/// The name of the file with what a server chose.
const FILE_NAME: &str = "lorebot.json";

/// The reply to an order: a task where the database is needed, and in earnest once that is done.
///
/// # Errors
/// When the files of an index turn out damaged while they are read.
pub fn reply(order: Order, incoming: &Incoming, libraries: Libraries, tongue: Tongue) -> Result<Reply, Error> {
    let (server, Libraries { all, asked }) = (&*incoming.server, libraries);
    let shown = |channel, done: Option<&str>| panel(server, channel, all, done.map(|done| tongue.say(done)), tongue);
    // A panel whose controls are used is shown anew in its place.
    let again = |channel, done| match incoming.interaction {
        Interaction::Component(_) => shown(channel, Some(done)).in_place(),
        _ => shown(channel, Some(done)),
    };
    Ok(match (order, &incoming.done) {
        (_, Some(Done::Refused(why))) => note(&why.said(tongue)),
        (Order::Refused(refusal), _) => note(&Why::from(refusal).said(tongue)),
        (Order::Settings(channel), _) => shown(channel, None),
        (Order::Panel(channel, choice), None) => Reply::task(Task::Change(Edit::Choose(channel, choice))),
        (Order::Panel(channel, _), Some(_)) => again(channel, "admin-done"),
        (Order::Change(edit), None) => Reply::task(Task::Change(edit)),
        (Order::Change(edit), Some(_)) => shown(edit.channel(), Some("admin-done")),
        (Order::Pin { topic, name }, None) => match pinned(&topic, name, server, asked)? {
            Ok(pin) => Reply::task(Task::Change(Edit::Pin(pin))),
            Err(why) => why.said(&topic, tongue),
        },
        (Order::Pin { .. }, Some(_)) => shown(None, Some("admin-pinned")),
        (Order::Alias { name, topic }, None) => match titled(&topic, asked)? {
            Ok((_, title)) => Reply::task(Task::Change(Edit::Alias(name, title))),
            Err(why) => why.said(&topic, tongue),
        },
        (Order::Alias { .. }, Some(_)) => shown(None, Some("admin-done")),
        (Order::Undo(_), None) => Reply::task(Task::Undo),
        (Order::Undo(_), Some(Done::NothingToUndo)) => note(&tongue.say("admin-nothing-to-undo")),
        (Order::Undo(channel), Some(_)) => again(channel, "admin-undone"),
        (Order::Export, _) => note(&tongue.say("admin-exported")).with_file(FILE_NAME, write_file(server)),
        (Order::Import(url, bytes), None) => Reply::task(Task::Import(url, bytes)),
        (Order::Import(..), Some(_)) => shown(None, Some("admin-imported")),
        (Order::Report, Some(Done::Reported(unanswered, votes))) => report(unanswered, votes, tongue),
        (Order::Report, _) => Reply::task(Task::Report),
    })
}

/// The wikis an admin deals with.
#[derive(Debug, Clone, Copy)]
pub struct Libraries<'libraries> {
    /// All there are, to choose from.
    pub all: &'libraries Library,
    /// Those that are asked where the admin is, to find topics in.
    pub asked: &'libraries Library,
}

/// What a server keeps, to be completed: its name for people, and what is filled in for it.
pub fn known(kept: Kept, server: &Server, library: &Library) -> Vec<Completion> {
    let completion = |label: String, value: &str| Completion { label, title: value.to_owned() };
    let itself = |name: &str| completion(name.to_owned(), name);
    match kept {
        Kept::Pins => {
            let pins = server.pins.iter().map(|pin| (pin.command.as_str(), &pin.article));
            pins.map(|(command, article)| completion(format!("/{command}: {article}"), command)).collect()
        }
        Kept::Aliases => {
            server.aliases.iter().map(|(name, title)| completion(format!("{name} = {title}"), name.as_str())).collect()
        }
        Kept::Rules(channel) => rules_of(server, channel).iter().map(|rule| itself(rule.as_str())).collect(),
        Kept::Works => library.wikis().flat_map(|wiki| wiki.series.values()).map(|series| itself(series)).collect(),
    }
}

/// Why a topic cannot be taken.
enum Untaken {
    /// It is not the name of one article.
    Unclear,
    /// What it would be called cannot be kept.
    Refused(Refusal),
}

impl Untaken {
    fn said(self, topic: &str, tongue: Tongue) -> Reply {
        match self {
            Untaken::Unclear => note(&tongue.say_with("admin-no-article", [("topic", quoted(topic))])),
            Untaken::Refused(refusal) => note(&Why::from(refusal).said(tongue)),
        }
    }
}

/// The wiki and the title of the one article that a topic names.
fn titled(topic: &str, library: &Library) -> Result<Result<(Label, Label), Untaken>, Error> {
    let Some(Titled { wiki, title }) = library.titled(topic)? else { return Ok(Err(Untaken::Unclear)) };
    let labels = Label::new(&wiki).and_then(|wiki| Ok((wiki, Label::new(&title)?)));
    Ok(labels.map_err(Untaken::Refused))
}

/// The pin of a topic, under the name wished for or one like its title.
fn pinned(
    topic: &str,
    name: Option<CommandName>,
    server: &Server,
    library: &Library,
) -> Result<Result<Pin, Untaken>, Error> {
    let (wiki, article) = match titled(topic, library)? {
        Ok(titled) => titled,
        Err(why) => return Ok(Err(why)),
    };
    let name = name.map_or_else(|| name_for(article.as_str(), &server.pins), Some);
    Ok(name.map(|command| Pin { command, article, wiki }).ok_or(Untaken::Refused(Refusal::Command)))
}
