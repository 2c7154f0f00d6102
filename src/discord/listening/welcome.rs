//! What the gateway's welcome would tell, asked for where there is no gateway: which application this is, and in which
//! servers.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Method;
use serde_json::Value;
use tokio::sync::mpsc::Sender;
use tokio::time::sleep;

use super::signed::PublicKey;
use crate::discord::Error;
use crate::discord::requests::{Backoff, REQUEST_TIME, Rest};

/// The most servers told of at once (<https://docs.discord.com/developers/resources/user#get-current-user-guilds>).
const PAGE: usize = 200;
const DAY: Duration = Duration::from_hours(24);

/// What Discord knows of the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// The application.
    pub application: u64,
    /// The servers that have it.
    pub guilds: Vec<u64>,
}

/// Asks at once, and again each day: no event tells which servers have removed the bot. Goes on while someone listens.
pub async fn ask_daily(rest: Arc<Rest>, key: PublicKey, tell: Sender<Result<Welcome, Error>>) {
    while tell.send(welcome(&rest, &key).await).await.is_ok() {
        sleep(DAY).await;
    }
}

/// Asks Discord who the bot is, however long it takes.
///
/// # Errors
/// When Discord refuses the token, or signs this application's interactions with another key.
async fn welcome(rest: &Rest, key: &PublicKey) -> Result<Welcome, Error> {
    let told = asked(rest, "/applications/@me").await?;
    let signs_with = told["verify_key"].as_str().and_then(|key| PublicKey::read(key).ok());
    if signs_with.is_some_and(|other| other != *key) {
        let why = "the token in DISCORD_TOKEN is of an application with another key; copy both from one application";
        return Err(Error::Setting("DISCORD_PUBLIC_KEY", why.to_owned()));
    }
    let application = id_of(&told).ok_or_else(|| Error::Application("the reply names no id".to_owned()))?;
    Ok(Welcome { application, guilds: guilds(rest).await? })
}

/// All servers that have the bot.
async fn guilds(rest: &Rest) -> Result<Vec<u64>, Error> {
    let mut guilds = Vec::new();
    loop {
        let after = guilds.last().copied().unwrap_or(0);
        let told = asked(rest, &format!("/users/@me/guilds?limit={PAGE}&after={after}")).await?;
        let page: Vec<u64> = told.as_array().into_iter().flatten().filter_map(id_of).collect();
        // What does not go on would be asked for for ever.
        let is_last = page.len() < PAGE || page.last() <= Some(&after);
        guilds.extend(page);
        if is_last {
            return Ok(guilds);
        }
    }
}

/// What Discord says to a question, asked until it says anything.
async fn asked(rest: &Rest, path: &str) -> Result<Value, Error> {
    let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_mins(1));
    loop {
        let failure = match rest.send(Method::GET, path, None, REQUEST_TIME).await {
            Ok(told) => return Ok(told),
            Err(failure) if failure.status() == 401 => return Err(Error::Token),
            Err(failure) if !failure.may_heal() => return Err(Error::Application(failure.to_string())),
            Err(failure) => failure,
        };
        let pause = backoff.pause(failure.retry_after());
        tracing::warn!(%failure, pause_ms = pause.as_millis(), "Discord cannot be reached; trying again");
        sleep(pause).await;
    }
}

fn id_of(told: &Value) -> Option<u64> {
    told["id"].as_str()?.parse().ok()
}
