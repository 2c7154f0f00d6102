//! Door one: Discord's gateway. What it brings, as the bot needs to know it.

use serde_json::Value;
use serenity::all::{Event, GatewayError, GatewayIntents, Interaction};

use crate::discord::asking::{Change, Message};

/// What the gateway brings.
#[derive(Debug)]
pub enum Happening {
    /// A shard's session has begun.
    Ready {
        /// The shard.
        shard: u32,
        /// The application.
        application: u64,
        /// The user that its bot is.
        user: u64,
        /// The servers of this shard that have it.
        guilds: Vec<u64>,
    },
    /// The session of this shard goes on over another connection.
    Resumed(u32),
    /// The index has changed, and with it the commands: these are there now.
    Commands(Vec<Value>),
    /// A server has the bot, and this is its language, as Discord names it.
    Speaks(u64, String),
    /// A server has removed the bot.
    Left(u64),
    /// Somebody uses the bot.
    Interaction(Box<Interaction>),
    /// Somebody uses the bot in a way that serenity cannot decode.
    Unreadable(Value),
    /// Something happened to messages.
    Messages(Change),
    /// Discord will not have the bot on this shard.
    Ended(u32, GatewayError),
}

/// What Discord is asked to tell. Without links to read nothing of it is privileged: of messages that are not for the bot,
/// Discord withholds the text (<https://docs.discord.com/developers/events/gateway#message-content-intent>).
pub fn intents(reads_links: bool) -> GatewayIntents {
    let unprivileged = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    if reads_links { unprivileged | GatewayIntents::MESSAGE_CONTENT } else { unprivileged }
}

/// What the bot needs to know of an event on a shard; `None` where that is nothing.
pub fn happening(shard: u32, event: Event) -> Option<Happening> {
    let happening = match event {
        Event::Ready(ready) => {
            let ready = ready.ready;
            let guilds = ready.guilds.iter().map(|guild| guild.id.get()).collect();
            Happening::Ready { shard, application: ready.application.id.get(), user: ready.user.id.get(), guilds }
        }
        Event::GuildCreate(created) => Happening::Speaks(created.guild.id.get(), created.guild.preferred_locale),
        Event::GuildUpdate(updated) => Happening::Speaks(updated.guild.id.get(), updated.guild.preferred_locale),
        Event::GuildDelete(deleted) if !deleted.guild.unavailable => Happening::Left(deleted.guild.id.get()),
        Event::InteractionCreate(created) => Happening::Interaction(Box::new(created.interaction)),
        Event::MessageCreate(created) => Happening::Messages(Change::Written(created.message.into())),
        Event::MessageUpdate(edited) => Happening::Messages(Change::Edited(Message::of_update(&edited)?)),
        Event::MessageDelete(deleted) => {
            let ids = vec![deleted.message_id.get()];
            Happening::Messages(Change::Deleted(deleted.channel_id.get(), ids))
        }
        Event::MessageDeleteBulk(deleted) => {
            let ids = deleted.ids.iter().map(|id| id.get()).collect();
            Happening::Messages(Change::Deleted(deleted.channel_id.get(), ids))
        }
        Event::Resumed(_) => {
            tracing::info!(shard, "session resumed");
            Happening::Resumed(shard)
        }
        Event::Unknown(unknown) => undecoded(shard, &unknown.kind, unknown.value)?,
        _ => return None,
    };
    Some(happening)
}

/// The same of an event that serenity cannot decode.
fn undecoded(shard: u32, kind: &str, value: Value) -> Option<Happening> {
    match kind {
        "INTERACTION_CREATE" => Some(Happening::Unreadable(value)),
        WELCOME => {
            tracing::warn!(shard, "the gateway's welcome lacks fields; going on with what it has");
            let id_of = |name: &str| value[name]["id"].as_str().and_then(|id| id.parse().ok());
            let (application, user) = (id_of("application"), id_of("user"));
            let (application, user) = application.or(user).zip(user.or(application))?;
            Some(Happening::Ready { shard, application, user, guilds: Vec::new() })
        }
        "MESSAGE_CREATE" => Message::read(&value).map(|message| Happening::Messages(Change::Written(message))),
        "MESSAGE_UPDATE" => Message::read(&value).map(|message| Happening::Messages(Change::Edited(message))),
        _ => None,
    }
}

/// The event that begins a session.
pub const WELCOME: &str = "READY";
