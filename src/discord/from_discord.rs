//! What an interaction asks for: Discord's options and `custom_id`s to questions.

use serenity::all::{
    CommandDataOption, CommandDataOptionValue, CommandInteraction, ComponentInteractionDataKind, Interaction,
};

use super::button::{Press, Question};
use super::commands::{self, LORE, QUESTION, TOPIC};
use crate::lore::{Scope, Wiki};

/// What someone wants from the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Discord asks whether we are there.
    Ping,
    /// A question.
    Ask(Question),
    /// `/lore` with nothing filled in.
    AskNothing,
    /// A topic is being typed.
    Complete(String),
    /// A button was pressed.
    Press(Press),
    /// A button of another version, a command we no longer have, a form we never sent.
    Unknown,
}

/// Reads an interaction. The wikis tell which commands are pinned to which article.
pub fn read<'wikis>(interaction: &Interaction, wikis: impl Iterator<Item = &'wikis Wiki>) -> Request {
    match interaction {
        Interaction::Ping(_) => Request::Ping,
        Interaction::Command(command) => read_command(command, wikis),
        Interaction::Autocomplete(command) => Request::Complete(focused(command).to_owned()),
        Interaction::Component(press) if matches!(press.data.kind, ComponentInteractionDataKind::Button) => {
            Press::read(&press.data.custom_id).map_or(Request::Unknown, Request::Press)
        }
        _ => Request::Unknown,
    }
}

/// Reads a slash command: `/lore`, or one that is pinned to an article.
fn read_command<'wikis>(command: &CommandInteraction, wikis: impl Iterator<Item = &'wikis Wiki>) -> Request {
    let name = command.data.name.as_str();
    let filled = |option: &str| text_of(&command.data.options, option).to_owned();
    if name == LORE {
        let (topic, asked) = (filled(TOPIC), filled(QUESTION));
        if topic.is_empty() && asked.is_empty() {
            return Request::AskNothing;
        }
        let scope = if topic.is_empty() { Scope::Wiki } else { Scope::Topic(topic) };
        return Request::Ask(Question { asked, scope, wiki: None });
    }
    match commands::pins(wikis).into_iter().find(|pin| pin.name == name) {
        Some(pin) => {
            // Its one option, by whatever name an older registration knows it.
            let what = command.data.options.iter().find_map(|option| option.value.as_str()).unwrap_or_default();
            Request::Ask(Question {
                asked: what.trim().to_owned(),
                scope: Scope::Topic(pin.title),
                wiki: Some(pin.wiki),
            })
        }
        None => Request::Unknown,
    }
}

/// The trimmed text of a string option; empty where it is not filled in.
fn text_of<'options>(options: &'options [CommandDataOption], name: &str) -> &'options str {
    options.iter().find(|option| option.name == name).and_then(|option| option.value.as_str()).unwrap_or("").trim()
}

/// What has been typed so far into the topic of `/lore`; empty where something else is being typed.
fn focused(command: &CommandInteraction) -> &str {
    let typed = command.data.options.iter().find_map(|option| match &option.value {
        CommandDataOptionValue::Autocomplete { value, .. } if option.name == TOPIC => Some(value.as_str()),
        _ => None,
    });
    typed.unwrap_or("").trim()
}
