//! An interaction as the bot answers it: serenity's reading of it, and what serenity leaves out.

use std::sync::Arc;
use std::time::SystemTime;

use serde_json::Value;
use serenity::all::Interaction;

use super::admin::Why;
use super::limits::SPOILER_CHANNEL;
use crate::servers::{Day, Server, Unanswered, VoteCount};

/// An interaction with what holds where it comes from.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The interaction as serenity reads it.
    pub interaction: Interaction,
    /// Whether Discord marks the channel as one that spoils; `None` where that is not known. serenity 0.12 does not read the
    /// channel's flags.
    pub spoiler_channel: Option<bool>,
    /// What the server chose in which it was made; the default where there is none, or it cannot be known in time.
    pub server: Arc<Server>,
    /// The day on which it was made.
    pub today: Day,
    /// What came of the task that its first reply had; `None` before there was one.
    pub done: Option<Done>,
}

/// What came of a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// What the server chose has changed.
    Changed,
    /// There was no change to take back.
    NothingToUndo,
    /// It could not be done, for this reason.
    Refused(Why),
    /// The reports: questions that found nothing, and passages called wrong.
    Reported(Vec<Unanswered>, Vec<VoteCount>),
}

impl Incoming {
    /// An interaction of today, of a server that chose nothing.
    pub fn of(interaction: Interaction, spoiler_channel: Option<bool>) -> Incoming {
        Incoming { interaction, spoiler_channel, server: Arc::default(), today: Day::of(SystemTime::now()), done: None }
    }

    /// Reads an interaction as Discord sends it.
    ///
    /// # Errors
    /// When it lacks fields that serenity insists on.
    pub fn read(value: Value) -> Result<Incoming, serde_json::Error> {
        let spoiler_channel = spoils(&value["channel"]);
        Ok(Incoming::of(serde_json::from_value(value)?, spoiler_channel))
    }
}

impl From<Interaction> for Incoming {
    fn from(interaction: Interaction) -> Incoming {
        Incoming::of(interaction, None)
    }
}

/// Whether a channel, as Discord describes it, is one that spoils; `None` where it names no flags.
pub fn spoils(channel: &Value) -> Option<bool> {
    channel["flags"].as_u64().map(|flags| flags & SPOILER_CHANNEL != 0)
}
