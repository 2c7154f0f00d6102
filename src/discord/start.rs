//! Before the gateway, and when it stays shut: is the token good, where is the gateway, what does Discord think of us?

use std::time::Duration;

use reqwest::{Method, Url};
use tokio::time::sleep;

use super::Error;
use super::backoff::Backoff;
use super::rest::{REQUEST_TIME, Rest};
use crate::settings::DiscordSettings;

/// Discord grants 1,000 sessions a day and resets the token of a bot that takes more
/// (<https://docs.discord.com/developers/events/gateway#session-start-limit-object>); so many are left alone.
pub const SESSIONS_LEFT_ALONE: u64 = 50;

/// Makes sure that Discord takes the token, and finds the gateway; waits for a network where there is none.
pub async fn gateway_url(rest: &Rest, settings: &DiscordSettings) -> Result<String, Error> {
    let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_secs(30));
    let mut checked = false;
    loop {
        let mut wait = None;
        let path = if checked { "/gateway" } else { "/users/@me" };
        let failure = match rest.send(Method::GET, path, None, REQUEST_TIME).await {
            Ok(reply) if checked => match reply["url"].as_str().filter(|url| is_websocket(url)) {
                Some(url) => return Ok(without_query(url)),
                None => "Discord names no gateway".to_owned(),
            },
            Err(failure) if failure.status() == 401 => return Err(Error::Token),
            Err(failure) if failure.may_heal() => {
                wait = failure.retry_after();
                failure.to_string()
            }
            Err(failure) if checked => return Err(Error::Gateway(failure.to_string())),
            _ => {
                checked = true;
                match settings.gateway_url.as_deref().map(str::trim) {
                    Some(url) if is_websocket(url) => return Ok(without_query(url)),
                    Some(_) => return Err(Error::Setting("DISCORD_GATEWAY_URL", "not a ws or wss address".to_owned())),
                    None => continue,
                }
            }
        };
        let pause = backoff.pause(wait);
        tracing::warn!(failure, pause_ms = pause.as_millis(), "Discord cannot be reached; trying again");
        sleep(pause).await;
    }
}

/// Whether this is the address of a websocket.
fn is_websocket(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "ws" | "wss") && url.has_host())
}

/// The address without a query: serenity adds its own.
fn without_query(url: &str) -> String {
    url.split('?').next().unwrap_or(url).to_owned()
}

/// Says that the bot is not connected, and finds out whether it can be. serenity keeps close codes like 4010, 4011
/// and 4012 to itself and goes on trying, so Discord is asked what it thinks of the bot.
pub async fn why_outside(rest: &Rest) -> Option<Error> {
    tracing::error!("not connected to the gateway for some time; another connection is opened now and then");
    match rest.send(Method::GET, "/gateway/bot", None, REQUEST_TIME).await {
        Ok(told) => {
            let shards = told["shards"].as_u64().filter(|shards| *shards > 1).map(Error::Shards);
            let left = told["session_start_limit"]["remaining"].as_u64();
            shards.or(left.filter(|left| *left < SESSIONS_LEFT_ALONE).map(Error::Refused))
        }
        Err(failure) if failure.status() == 401 => Some(Error::Token),
        Err(_) => None,
    }
}
