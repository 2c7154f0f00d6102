//! An interaction as the bot answers it: serenity's reading of it, and what serenity leaves out.

use serde_json::Value;
use serenity::all::Interaction;

use super::limits::SPOILER_CHANNEL;

/// An interaction, and whether it comes from a channel where everything may spoil.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The interaction as serenity reads it.
    pub interaction: Interaction,
    /// Whether Discord marks the channel as one that spoils; `None` where that is not known. serenity 0.12 does not read the
    /// channel's flags.
    pub spoiler_channel: Option<bool>,
}

impl Incoming {
    /// Reads an interaction as Discord sends it.
    ///
    /// # Errors
    /// When it lacks fields that serenity insists on.
    pub fn read(value: Value) -> Result<Incoming, serde_json::Error> {
        let spoiler_channel = spoils(&value["channel"]);
        Ok(Incoming { interaction: serde_json::from_value(value)?, spoiler_channel })
    }
}

impl From<Interaction> for Incoming {
    fn from(interaction: Interaction) -> Incoming {
        Incoming { interaction, spoiler_channel: None }
    }
}

/// Whether a channel, as Discord describes it, is one that spoils; `None` where it names no flags.
pub fn spoils(channel: &Value) -> Option<bool> {
    channel["flags"].as_u64().map(|flags| flags & SPOILER_CHANNEL != 0)
}
