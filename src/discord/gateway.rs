//! Door one: Discord's gateway, a websocket that serenity keeps open and resumes.
//!
//! serenity's `Client` is left out on purpose: where `GET /gateway` fails it silently connects to the real Discord. Its
//! shard manager is driven directly, on a runtime of its own, because ending that runtime is the one sure way to end
//! serenity's tasks: its own `shutdown_all` does nothing while it is reconnecting.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serenity::all::{
    Context, Event, GatewayError, GatewayIntents, HttpBuilder, Interaction, RawEventHandler, ShardId, ShardManager,
    ShardManagerOptions, ShardRunnerMessage,
};
use serenity::async_trait;
use serenity::futures::StreamExt;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Mutex, RwLock};
use tokio::time::{sleep, timeout};

use super::Error;
use super::message::{Change, Message};

/// serenity's shard looks for messages to it at least this often (its `ws.rs`, `TIMEOUT`), and some time to send.
const LAST_WORD: Duration = Duration::from_millis(700);
/// The close code that ends a session at once, so that the bot is seen to leave
/// (<https://docs.discord.com/developers/events/gateway#initiating-a-disconnect>).
const GOING_AWAY: u16 = 1000;

/// What the gateway brings.
#[derive(Debug)]
pub enum Happening {
    /// A session has begun for the application of this id, whose bot is this user and in these servers.
    Ready(u64, u64, Vec<u64>),
    /// The session goes on over another connection.
    Resumed,
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
    /// The connection is over for good.
    Ended(Option<GatewayError>),
}

/// A connection to the gateway. Dropping it ends it at once.
#[derive(Debug)]
pub struct Session {
    runtime: Option<Runtime>,
    manager: Arc<ShardManager>,
}

impl Session {
    /// Connects, and reconnects from then on; what happens is sent to `happenings`. Where links are to be read, Discord is
    /// asked for the text of all messages.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn open(
        url: &str,
        token: &str,
        reads_links: bool,
        happenings: &UnboundedSender<Happening>,
    ) -> Result<Session, Error> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("gateway")
            .enable_all()
            .build()?;
        let options = ShardManagerOptions {
            data: Arc::new(RwLock::default()),
            event_handlers: Vec::new(),
            raw_event_handlers: vec![Arc::new(Handler { happenings: happenings.clone() })],
            shard_index: 0,
            shard_init: 0,
            shard_total: 0,
            ws_url: Arc::new(Mutex::new(url.to_owned())),
            http: Arc::new(HttpBuilder::new(token).ratelimiter_disabled(true).build()),
            intents: intents(reads_links),
            presence: None,
        };
        let (manager, mut ended) = {
            let _inside = runtime.enter();
            ShardManager::new(options)
        };
        let (shards, happenings) = (Arc::clone(&manager), happenings.clone());
        runtime.spawn(async move {
            shards.set_shards(0, 1, 1).await;
            // Before it identifies anew, serenity waits five seconds for a message from the very task that waits.
            // One in advance spares that; each restart leaves another for the next.
            shards.shutdown_finished(ShardId(0));
            let started = shards.initialize();
            tracing::debug!(?started, "connecting to the gateway");
            let outcome = ended.next().await;
            let _ = happenings.send(Happening::Ended(outcome.and_then(Result::err)));
        });
        Ok(Session { runtime: Some(runtime), manager })
    }

    /// Whether Discord has let the bot in and has not closed since.
    pub async fn is_connected(&self) -> bool {
        let runners = timeout(Duration::from_millis(200), self.manager.runners.lock()).await;
        runners.is_ok_and(|runners| {
            runners.get(&ShardId(0)).is_some_and(|runner| runner.stage == serenity::all::ConnectionStage::Connected)
        })
    }

    /// Says goodbye to Discord where it is listening, and ends; takes two seconds at most.
    pub async fn close(self) {
        if !self.is_connected().await {
            return;
        }
        // Not a `shutdown_all`: it takes the runner out of the map before the message to it is sent.
        if let Some(runner) = self.manager.runners.lock().await.get(&ShardId(0)) {
            runner.runner_tx.send_to_shard(ShardRunnerMessage::Shutdown(ShardId(0), GOING_AWAY));
        }
        sleep(LAST_WORD).await;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What Discord is asked to tell. Without links to read nothing of it is privileged: of messages that are not for the bot,
/// Discord withholds the text (<https://docs.discord.com/developers/events/gateway#message-content-intent>).
fn intents(reads_links: bool) -> GatewayIntents {
    let unprivileged = GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES;
    if reads_links { unprivileged | GatewayIntents::MESSAGE_CONTENT } else { unprivileged }
}

/// Passes on what the bot needs to know.
struct Handler {
    happenings: UnboundedSender<Happening>,
}

#[async_trait]
impl RawEventHandler for Handler {
    async fn raw_event(&self, _: Context, event: Event) {
        let happening = match event {
            Event::Ready(ready) => {
                let guilds = ready.ready.guilds.iter().map(|guild| guild.id.get()).collect();
                Happening::Ready(ready.ready.application.id.get(), ready.ready.user.id.get(), guilds)
            }
            Event::GuildCreate(created) => Happening::Speaks(created.guild.id.get(), created.guild.preferred_locale),
            Event::GuildUpdate(updated) => Happening::Speaks(updated.guild.id.get(), updated.guild.preferred_locale),
            Event::GuildDelete(deleted) if !deleted.guild.unavailable => Happening::Left(deleted.guild.id.get()),
            Event::InteractionCreate(created) => Happening::Interaction(Box::new(created.interaction)),
            Event::Unknown(unknown) if unknown.kind == "INTERACTION_CREATE" => Happening::Unreadable(unknown.value),
            Event::Unknown(unknown) if unknown.kind == "READY" => {
                tracing::warn!("the gateway's welcome lacks fields; going on with what it has");
                let id_of = |name: &str| unknown.value[name]["id"].as_str().and_then(|id| id.parse().ok());
                let (application, user) = (id_of("application"), id_of("user"));
                let Some((application, user)) = application.or(user).zip(user.or(application)) else { return };
                Happening::Ready(application, user, Vec::new())
            }
            Event::MessageCreate(created) => Happening::Messages(Change::Written(created.message.into())),
            Event::MessageUpdate(edited) => match Message::of_update(&edited) {
                Some(message) => Happening::Messages(Change::Edited(message)),
                None => return,
            },
            Event::MessageDelete(deleted) => {
                let ids = vec![deleted.message_id.get()];
                Happening::Messages(Change::Deleted(deleted.channel_id.get(), ids))
            }
            Event::MessageDeleteBulk(deleted) => {
                let ids = deleted.ids.iter().map(|id| id.get()).collect();
                Happening::Messages(Change::Deleted(deleted.channel_id.get(), ids))
            }
            Event::Unknown(unknown) if matches!(unknown.kind.as_str(), "MESSAGE_CREATE" | "MESSAGE_UPDATE") => {
                let Some(message) = Message::read(&unknown.value) else { return };
                let is_new = unknown.kind == "MESSAGE_CREATE";
                Happening::Messages(if is_new { Change::Written(message) } else { Change::Edited(message) })
            }
            Event::Resumed(_) => {
                tracing::info!("session resumed");
                Happening::Resumed
            }
            _ => return,
        };
        let _ = self.happenings.send(happening);
    }
}
