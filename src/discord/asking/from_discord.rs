//! What an interaction asks for: Discord's options and `custom_id`s to questions.

use serenity::all::{
    CommandDataOption, CommandDataOptionValue, CommandInteraction, ComponentInteraction, ComponentInteractionDataKind,
    Interaction, ResolvedTarget,
};

use super::asker::Presser;
use super::button::Press;
use super::question::Question;
use super::wish::Stretch;
use crate::discord::admin;
use crate::discord::limits::{CUSTOM_ID, MESSAGE, length};
use crate::discord::speech::commands::{
    self, ABOUT, COMPARE, CONTINUITY, FROM, LOOK_UP, LORE, PRIVACY, PRIVATE, Pin, QUESTION, RANDOM, SIDES, SPOILER,
    TIMELINE, TO, TOPIC, WHAT, WHEN,
};
use crate::lore::{Filter, Scope, Wiki, first_chars, readable};
use crate::servers::Server;

/// What someone wants from the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Discord asks whether we are there.
    Ping,
    /// A question.
    Ask(Question, Wanted),
    /// `/lore` with nothing to look for.
    AskNothing,
    /// A passage at random, from one article or from all.
    Random(Option<String>, Wanted),
    /// A topic's timeline.
    Timeline(Stretch, Wanted),
    /// Two topics side by side.
    Compare([String; 2], Wanted),
    /// The names in somebody's message, given as its text.
    LookUp(String),
    /// What the bot is.
    About,
    /// What is kept of whom.
    Privacy,
    /// An admin's wish.
    Admin(admin::Order),
    /// Something that the server keeps is being typed.
    CompleteKept(admin::Kept, String),
    /// A topic is being typed, an article or a section.
    CompleteTopic(String),
    /// A topic is being typed for which no section will do.
    CompleteArticle(String),
    /// Years are being typed, of the topic given beside them where one is.
    CompleteYears {
        /// The topic; empty where none is given yet.
        topic: String,
        /// The years so far.
        typed: String,
    },
    /// A continuity is being typed.
    CompleteContinuity(String),
    /// A control was used.
    Press(Press, Presser),
    /// A control of another version, a command we no longer have, a form we never sent.
    Unknown,
}

impl Request {
    /// Whether the asker wants nothing blurred, whatever the server has decided.
    pub fn wants_no_blur(&self) -> bool {
        match self {
            Request::Ask(_, wanted)
            | Request::Random(_, wanted)
            | Request::Timeline(_, wanted)
            | Request::Compare(_, wanted) => wanted.spoiler == Some(false),
            _ => false,
        }
    }

    /// Whether it takes a wiki to answer it.
    pub fn asks_wikis(&self) -> bool {
        matches!(
            self,
            Request::Ask(..) | Request::Random(..) | Request::Timeline(..) | Request::Compare(..) | Request::LookUp(..)
        )
    }
}

/// How an answer is wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wanted {
    /// For the asker alone or for everybody; `None` leaves it to the server.
    pub private: Option<bool>,
    /// Blurred or plain; `None` leaves it to the channel and the server.
    pub spoiler: Option<bool>,
}

/// Reads an interaction. The server and the wikis tell which commands are pinned to which article.
pub fn read<'wikis>(interaction: &Interaction, server: &Server, wikis: impl Iterator<Item = &'wikis Wiki>) -> Request {
    match interaction {
        Interaction::Ping(_) => Request::Ping,
        Interaction::Command(command) => read_command(command, |name| commands::pinned_to(name, server, wikis)),
        Interaction::Autocomplete(command) if command.data.name == admin::COMMAND => match admin::completion(command) {
            (Some(kept), typed) => Request::CompleteKept(kept, typed),
            (None, typed) => Request::CompleteArticle(typed),
        },
        Interaction::Autocomplete(command) => completion(command, |name| commands::pinned_to(name, server, wikis)),
        Interaction::Component(press) if !may_be_ours(press) => Request::Unknown,
        Interaction::Component(press) => {
            if let Some(order) = admin::pressed(press) {
                return Request::Admin(order);
            }
            let read = pressed_id(press).and_then(Press::read);
            read.map_or(Request::Unknown, |read| Request::Press(read, Presser::of(press)))
        }
        _ => Request::Unknown,
    }
}

/// Commands whose every answer is for the asker alone.
const PRIVATE_COMMANDS: [&str; 4] = [ABOUT, PRIVACY, LOOK_UP, admin::COMMAND];

/// Whether a command wants its answer for the asker alone, or for everybody; `None` where it does not say.
pub fn asks_privately(interaction: &Interaction) -> Option<bool> {
    match interaction {
        Interaction::Command(command) if PRIVATE_COMMANDS.contains(&command.data.name.as_str()) => Some(true),
        Interaction::Command(command) => wanted(command).private,
        _ => None,
    }
}

/// Whether a control may be one that the bot has sent: none carries more than Discord lets it.
fn may_be_ours(press: &ComponentInteraction) -> bool {
    length(&press.data.custom_id) <= CUSTOM_ID && pressed_id(press).is_none_or(|id| length(id) <= CUSTOM_ID)
}

/// What a control carries: a button itself, a list what was chosen in it.
fn pressed_id(press: &ComponentInteraction) -> Option<&str> {
    match &press.data.kind {
        ComponentInteractionDataKind::Button => Some(&press.data.custom_id),
        ComponentInteractionDataKind::StringSelect { values } => values.first().map(String::as_str),
        _ => None,
    }
}

/// Reads a slash command: one of our own, or one that is pinned to an article.
fn read_command(command: &CommandInteraction, pinned: impl FnOnce(&str) -> Option<Pin>) -> Request {
    let filled = |option: &str| text_of(&command.data.options, option).to_owned();
    match command.data.name.as_str() {
        LORE => read_lore(command),
        RANDOM => Request::Random(Some(filled(TOPIC)).filter(|topic| !topic.is_empty()), wanted(command)),
        TIMELINE => {
            let stretch = Stretch { wiki: None, topic: filled(TOPIC), from: filled(FROM), to: filled(TO) };
            Request::Timeline(stretch, wanted(command))
        }
        COMPARE => Request::Compare(SIDES.map(filled), wanted(command)),
        LOOK_UP => match command.data.target() {
            Some(ResolvedTarget::Message(message)) => {
                Request::LookUp(first_chars(&message.content, MESSAGE).to_owned())
            }
            _ => Request::Unknown,
        },
        ABOUT => Request::About,
        PRIVACY => Request::Privacy,
        admin::COMMAND => admin::read(command).map_or(Request::Unknown, Request::Admin),
        name => match pinned(name) {
            Some(pin) => {
                let filter = Filter { when: filled(WHEN), continuity: String::new() };
                let (scope, wiki) = (Scope::Topic(pin.title), Some(pin.wiki));
                Request::Ask(Question { asked: filled(WHAT), scope, wiki, filter }, wanted(command))
            }
            None => Request::Unknown,
        },
    }
}

/// Reads `/lore`: any one of its options that say what to look for is enough.
fn read_lore(command: &CommandInteraction) -> Request {
    let filled = |option: &str| text_of(&command.data.options, option).to_owned();
    let (topic, mut asked) = (filled(TOPIC), filled(QUESTION));
    let filter = Filter { when: filled(WHEN), continuity: filled(CONTINUITY) };
    if topic.is_empty() && asked.is_empty() && filter.when.is_empty() {
        // A continuity by itself is what is asked about.
        asked.clone_from(&filter.continuity);
    }
    if topic.is_empty() && asked.is_empty() && filter.when.is_empty() {
        return Request::AskNothing;
    }
    let scope = if topic.is_empty() { Scope::Wiki } else { Scope::Topic(topic) };
    Request::Ask(Question { asked, scope, wiki: None, filter }, wanted(command))
}

/// How a command wants its answer.
fn wanted(command: &CommandInteraction) -> Wanted {
    let flag = |name: &str| {
        let option = command.data.options.iter().find(|option| option.name == name);
        option.and_then(|option| option.value.as_bool())
    };
    Wanted { private: flag(PRIVATE), spoiler: flag(SPOILER) }
}

/// The trimmed text of a string option, as much as is read of it; empty where it is not filled in.
fn text_of<'options>(options: &'options [CommandDataOption], name: &str) -> &'options str {
    let option = options.iter().find(|option| option.name == name);
    readable(option.and_then(|option| option.value.as_str()).unwrap_or_default()).trim_end()
}

/// What is being typed so far, and into which option.
fn completion(command: &CommandInteraction, pinned: impl FnOnce(&str) -> Option<Pin>) -> Request {
    let typed = command.data.options.iter().find_map(|option| match &option.value {
        CommandDataOptionValue::Autocomplete { value, .. } => {
            Some((option.name.as_str(), readable(value).trim_end().to_owned()))
        }
        _ => None,
    });
    match typed {
        Some((CONTINUITY, typed)) => Request::CompleteContinuity(typed),
        Some((WHEN | FROM | TO, typed)) => {
            let topic = pinned(&command.data.name)
                .map_or_else(|| text_of(&command.data.options, TOPIC).to_owned(), |pin| pin.title);
            Request::CompleteYears { topic, typed }
        }
        Some((TOPIC, typed)) if command.data.name == LORE => Request::CompleteTopic(typed),
        Some((option, typed)) if option == TOPIC || SIDES.contains(&option) => Request::CompleteArticle(typed),
        _ => Request::CompleteTopic(String::new()),
    }
}
