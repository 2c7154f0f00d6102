//! Which channels spoil, asked of Discord where an interaction does not tell, and remembered for a while.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::Method;
use serenity::all::{ChannelId, Interaction};
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::asker::Caller;
use super::commands::SPOILER;
use super::incoming::{Incoming, spoils};
use super::rest::Rest;

/// How long the asker may be kept waiting for it.
const PATIENCE: Duration = Duration::from_millis(400);
/// How long it is remembered, known or not: a channel's mark hardly ever changes.
const REMEMBERED: Duration = Duration::from_mins(10);
/// The most channels remembered; all are forgotten when there are more.
const MOST: usize = 10_000;

/// What is known of channels.
#[derive(Debug, Default)]
pub struct Channels {
    known: Mutex<HashMap<ChannelId, (Option<bool>, Instant)>>,
}

impl Channels {
    /// Finds out whether an interaction's channel spoils, where that matters and can be known: in a server that has the
    /// bot, for a command that does not say it itself. Where Discord does not tell in time it stays unknown.
    pub async fn complete(&self, incoming: &mut Incoming, rest: &Rest) {
        let Some(channel) = channel_that_matters(&incoming.interaction).filter(|_| incoming.spoiler_channel.is_none())
        else {
            return;
        };
        incoming.spoiler_channel = self.of(channel, rest).await;
    }

    /// Whether the channel of a server spoils in which someone writes, where it can be known in time.
    pub async fn spoils(&self, caller: &Caller, rest: &Rest) -> Option<bool> {
        let channel = Some(caller.channel).filter(|channel| caller.has_bot && *channel != 0)?;
        self.of(ChannelId::new(channel), rest).await
    }

    /// Whether a channel spoils: as remembered, else as Discord tells.
    async fn of(&self, channel: ChannelId, rest: &Rest) -> Option<bool> {
        let remembered = self.known.lock().await.get(&channel).copied();
        match remembered.filter(|(_, since)| since.elapsed() < REMEMBERED) {
            Some((spoils, _)) => spoils,
            None => self.ask(channel, rest).await,
        }
    }

    /// Asks Discord, and remembers what it says.
    async fn ask(&self, channel: ChannelId, rest: &Rest) -> Option<bool> {
        let told = rest.send(Method::GET, &format!("/channels/{channel}"), None, PATIENCE).await;
        let spoils = told.ok().as_ref().and_then(spoils);
        let mut known = self.known.lock().await;
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(channel, (spoils, Instant::now()));
        spoils
    }
}

/// The channel of a command whose answer its mark may blur.
fn channel_that_matters(interaction: &Interaction) -> Option<ChannelId> {
    let Interaction::Command(command) = interaction else { return None };
    let says_itself = command.data.options.iter().any(|option| option.name == SPOILER);
    // Discord tells a bot about the channels of those servers alone that have it as a member.
    (!says_itself && Caller::of(interaction).has_bot).then_some(command.channel_id)
}
