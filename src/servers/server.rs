//! Everything one server chose.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Aliases, ChannelId, Choices, Listed, Named, Pin, Refusal, Resolved};

/// Everything one server chose. The default is a server that chose nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// What holds in every channel that does not say otherwise.
    pub choices: Choices,
    /// What single channels chose.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub channels: BTreeMap<ChannelId, Choices>,
    /// Topics with a command of their own, in the order of their pinning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pins: Vec<Pin>,
    /// The server's own names for articles.
    #[serde(skip_serializing_if = "Aliases::is_empty")]
    pub aliases: Aliases,
}

/// Slash commands of an application in one server (`developers/interactions/application-commands#registering-a-command`).
const MAX_PINS: usize = 100;
/// Channels of a server (`developers/resources/guild`, JSON error 30013 in `topics/opcodes-and-status-codes`).
const MAX_CHANNELS: usize = 500;
/// Aliases of a server; ours, so that one server cannot fill the database.
const MAX_ALIASES: usize = 500;
/// Wikis or spoiler rules in one set of choices; ours as well.
const MAX_NAMES: usize = 100;

impl Server {
    /// What holds in a channel of this server.
    pub fn in_channel(&self, channel: u64) -> Resolved {
        self.in_thread(channel, None)
    }

    /// What holds in a channel that may be a thread of another: its own choice over the other's, and that over the server's.
    pub fn in_thread(&self, channel: u64, thread_of: Option<u64>) -> Resolved {
        let own = |channel| self.channels.get(&ChannelId(channel));
        match (own(channel), thread_of.and_then(own)) {
            (Some(own), Some(parents)) => self.choices.resolved(Some(&own.over(parents))),
            (own, parents) => self.choices.resolved(own.or(parents)),
        }
    }

    /// Makes sure that all of it can be kept and shown.
    ///
    /// # Errors
    /// When there is too much of something, or two of what must be one.
    pub fn check(&self) -> Result<(), Refusal> {
        within(self.pins.len(), MAX_PINS, Listed::Pins)?;
        within(self.channels.len(), MAX_CHANNELS, Listed::Channels)?;
        within(self.aliases.len(), MAX_ALIASES, Listed::Aliases)?;
        for choices in self.channels.values().chain([&self.choices]) {
            within(choices.wikis.as_ref().map_or(0, Vec::len), MAX_NAMES, Listed::Wikis)?;
            within(choices.spoilers.as_ref().map_or(0, Vec::len), MAX_NAMES, Listed::Rules)?;
        }
        let mut commands = BTreeSet::new();
        match self.pins.iter().find(|pin| !commands.insert(pin.command.as_str())) {
            Some(pin) => Err(Refusal::Twice(Named::Pin(pin.command.as_str().to_owned()))),
            None => Ok(()),
        }
    }
}

fn within(count: usize, most: usize, what: Listed) -> Result<(), Refusal> {
    if count <= most { Ok(()) } else { Err(Refusal::TooMany { what, most }) }
}

#[cfg(test)]
mod tests {
    use super::super::{CommandName, Label};
    use super::*;

    fn label(text: &str) -> Label {
        Label::new(text).unwrap()
    }

    fn pin(command: &str) -> Pin {
        Pin { command: CommandName::new(command).unwrap(), article: label("Osa"), wiki: label("demo") }
    }

    #[test]
    fn a_server_pins_no_more_than_discord_allows_and_nothing_twice() {
        let pins = |count: usize| (0..count).map(|number| pin(&format!("osa-{number}"))).collect();
        assert!(Server { pins: pins(MAX_PINS), ..Server::default() }.check().is_ok());
        assert!(Server { pins: pins(MAX_PINS + 1), ..Server::default() }.check().is_err());
        assert!(Server { pins: vec![pin("osa"), pin("osa")], ..Server::default() }.check().is_err());
    }
}
