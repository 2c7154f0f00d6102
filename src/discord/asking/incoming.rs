//! An interaction as the bot answers it: serenity's reading of it, and what serenity leaves out.

use std::sync::Arc;
use std::time::SystemTime;

use serde_json::Value;
use serenity::all::Interaction;

use crate::discord::admin::Why;
use crate::discord::limits::SPOILER_CHANNEL;
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

/// Whether a channel, as Discord describes it, is one that spoils; `None` where it names no flags. A thread that is not
/// marked itself tells nothing: its channel may be.
pub fn spoils(channel: &Value) -> Option<bool> {
    let spoils = channel["flags"].as_u64().map(|flags| flags & SPOILER_CHANNEL != 0);
    spoils.filter(|spoils| *spoils || !is_thread(channel))
}

/// The channel that another, as Discord describes it, is a thread of.
pub fn thread_of(channel: &Value) -> Option<u64> {
    channel["parent_id"].as_str().filter(|_| is_thread(channel))?.parse().ok()
}

/// Whether a channel is a thread, or a post in a forum
/// (<https://docs.discord.com/developers/resources/channel#channel-object-channel-types>).
fn is_thread(channel: &Value) -> bool {
    matches!(channel["type"].as_u64(), Some(10..=12))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_thread_without_a_mark_leaves_open_whether_its_channel_spoils() {
        let channel = |kind: u8, flags: u64| json!({ "type": kind, "flags": flags, "parent_id": "7" });
        let marked = SPOILER_CHANNEL | 2;
        assert_eq!(
            [spoils(&channel(0, 2)), spoils(&channel(0, marked)), spoils(&json!({}))],
            [Some(false), Some(true), None]
        );
        assert_eq!([spoils(&channel(11, 2)), spoils(&channel(11, marked))], [None, Some(true)]);
        assert_eq!([0, 10, 11, 12].map(|kind| thread_of(&channel(kind, 0))), [None, Some(7), Some(7), Some(7)]);
    }
}
