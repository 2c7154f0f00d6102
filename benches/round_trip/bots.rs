//! The bots that are measured.

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use lorebot::answer::Library;
use lorebot::discord::{self, Desk, Reply};
use lorebot::settings::{DiscordSettings, Shards};
use secrecy::ExposeSecret;
use serde_json::Value;
use serenity::all::{ClientBuilder, Context, EventHandler, GatewayIntents, HttpBuilder, Interaction};
use serenity::async_trait;

use crate::discord::FakeDiscord;

const TOKEN: &str = "token";

/// The desk of the program.
pub fn answering(library: &Arc<Library>) -> Desk {
    Desk::new(Arc::clone(library), Arc::default())
}

/// A desk that answers every interaction with the same callback.
pub fn answering_constant(callback: &[u8]) -> serde_json::Result<Desk> {
    let mut callback: Value = serde_json::from_slice(callback)?;
    let reply = Reply::message(callback["data"].take());
    Ok(Desk {
        commands: Vec::new(),
        answer: Arc::new(move |_| reply.clone()),
        answer_message: Arc::new(|_| None),
        metrics: Arc::default(),
        watch: None,
    })
}

/// What a bot has to be told to find a Discord, with a database of its own.
pub fn settings(discord: &FakeDiscord, database: &Path) -> DiscordSettings {
    DiscordSettings {
        token: TOKEN.into(),
        api_base: Some(discord.base.clone()),
        gateway_url: Some(discord.gateway.clone()),
        database: format!("sqlite:{}", database.display()).into(),
        inline_links: false,
        shards: Shards::Auto,
        test_ca: None,
        test_addr: None,
    }
}

/// Runs lorebot with a desk until the process ends.
pub fn lorebot(settings: DiscordSettings, desk: Desk) -> JoinHandle<()> {
    thread::spawn(move || {
        discord::serve(&settings, &desk, std::future::pending()).expect("lorebot runs to the end");
    })
}

/// Runs a bot that answers every interaction with the same callback, as serenity's own examples are made, until the
/// process ends.
pub fn constant(settings: &DiscordSettings, callback: &[u8]) -> serde_json::Result<JoinHandle<()>> {
    let base = settings.api_base.clone().unwrap_or_default();
    let http = HttpBuilder::new(settings.token.expose_secret()).proxy(base).ratelimiter_disabled(true).build();
    let handler = Constant { callback: serde_json::from_slice(callback)? };
    let gateway = settings.gateway_url.clone().unwrap_or_default();
    Ok(thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        runtime.expect("the system gives threads").block_on(async {
            let client = ClientBuilder::new_with_http(http, GatewayIntents::empty()).event_handler(handler).await;
            let mut client = client.expect("the bot is made");
            *client.ws_url.lock().await = gateway;
            client.start().await.expect("the bot runs to the end");
        });
    }))
}

/// Answers a constant. The card goes as JSON: serenity has no builders for its components.
struct Constant {
    callback: Value,
}

#[async_trait]
impl EventHandler for Constant {
    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        let (id, token) = (interaction.id(), interaction.token());
        let sent = context.http.create_interaction_response(id, token, &self.callback, Vec::new()).await;
        sent.expect("the answer is taken");
    }
}
