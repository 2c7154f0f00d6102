//! Which channels spoil and which are threads of others, asked of Discord where an interaction does not tell, and
//! remembered for a while.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::Method;
use serde_json::Value;
use serenity::all::Interaction;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::rest::Rest;
use crate::discord::asking::{Caller, Incoming, spoils, thread_of};
use crate::discord::speech::commands::SPOILER;

/// How long the asker may be kept waiting for it.
const PATIENCE: Duration = Duration::from_millis(400);
/// How long it is remembered, also that Discord does not tell the bot: a channel's mark hardly ever changes.
const REMEMBERED: Duration = Duration::from_mins(10);
/// The most channels remembered; all are forgotten when there are more.
const MOST: usize = 10_000;

/// What is known of a channel.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    /// Whether it is marked as one that spoils.
    spoils: Option<bool>,
    /// The channel that it is a thread of.
    thread_of: Option<u64>,
}

/// What is known of channels.
#[derive(Debug, Default)]
pub struct Channels {
    known: Mutex<HashMap<u64, (Known, Instant)>>,
}

impl Channels {
    /// Finds out whether an interaction's channel spoils, where that matters and can be known: in a server that has the
    /// bot, for a command that does not say it itself. Where Discord does not tell in time it stays unknown.
    pub async fn complete(&self, incoming: &mut Incoming, rest: &Rest) {
        if incoming.spoiler_channel.is_none() && is_heeded(&incoming.interaction) {
            incoming.spoiler_channel = self.spoils(&Caller::of(&incoming.interaction), rest).await;
        }
    }

    /// Whether the channel of a server spoils in which someone writes, or the one that it is a thread of, where it can be
    /// known in time.
    pub async fn spoils(&self, caller: &Caller, rest: &Rest) -> Option<bool> {
        // Discord tells a bot about the channels of those servers alone that have it as a member.
        let channel = Some(caller.channel).filter(|channel| caller.has_bot && *channel != 0)?;
        if let Some(parent) = caller.thread_of {
            return self.of(parent, rest).await.spoils;
        }
        let Known { spoils, thread_of } = self.of(channel, rest).await;
        match thread_of {
            Some(parent) if spoils != Some(true) => self.of(parent, rest).await.spoils,
            _ => spoils,
        }
    }

    /// Finds out which channel the one of a message is a thread of, where it can be known in time.
    pub async fn place(&self, caller: &mut Caller, rest: &Rest) {
        caller.thread_of = self.of(caller.channel, rest).await.thread_of;
    }

    /// What is known of a channel: as remembered, else as Discord tells.
    async fn of(&self, channel: u64, rest: &Rest) -> Known {
        let remembered = self.known.lock().await.get(&channel).copied();
        match remembered.filter(|(_, since)| since.elapsed() < REMEMBERED) {
            Some((known, _)) => known,
            None => self.ask(channel, rest).await,
        }
    }

    /// Asks Discord, and remembers what it says.
    async fn ask(&self, channel: u64, rest: &Rest) -> Known {
        let told = match rest.send(Method::GET, &format!("/channels/{channel}"), None, PATIENCE).await {
            Ok(told) => told,
            // What is to be blurred would be plain as long as this were remembered.
            Err(failure) if failure.may_heal() => return Known::default(),
            Err(_) => Value::Null,
        };
        let fresh = Known { spoils: spoils(&told), thread_of: thread_of(&told) };
        let mut known = self.known.lock().await;
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(channel, (fresh, Instant::now()));
        fresh
    }
}

/// Whether an interaction is a command whose answer the mark of its channel may blur.
fn is_heeded(interaction: &Interaction) -> bool {
    let Interaction::Command(command) = interaction else { return false };
    !command.data.options.iter().any(|option| option.name == SPOILER)
}
