//! Before the gateway, and when it stays shut: is the token good, where is the gateway, what does Discord think of us?

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Method, Url};
use serde_json::Value;
use tokio::time::sleep;

use crate::discord::Error;
use crate::discord::requests::{Backoff, Failure, Gateway, REQUEST_TIME, Rest};
use crate::settings::{DiscordSettings, ShardRange, Shards};

/// Discord grants 1,000 sessions a day and resets the token of a bot that takes more
/// (<https://docs.discord.com/developers/events/gateway#session-start-limit-object>); so many are left alone.
pub const SESSIONS_LEFT_ALONE: u64 = 50;

/// How the gateway is entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// Its address.
    pub url: String,
    /// The shards of this process.
    pub shards: ShardRange,
    /// How many of all shards may begin a session within five seconds.
    pub at_once: u32,
}

/// Makes sure that Discord takes the token, finds the gateway, and settles which shards are opened; waits for a network
/// where there is none.
///
/// # Errors
/// When Discord refuses the token or has no session left, or the gateway's address cannot be had.
pub async fn opening(rest: &Rest, settings: &DiscordSettings) -> Result<Opening, Error> {
    if let Err(failure) = asked(rest, "/users/@me").await
        && failure.status() == 401
    {
        return Err(Error::Token);
    }
    let named = match settings.gateway_url.as_deref().map(str::trim) {
        Some(url) => Some(websocket(url).ok_or_else(not_a_websocket)?),
        None => None,
    };
    let told = match (asked(rest, "/gateway/bot").await, &named) {
        (Ok(told), _) => told,
        (Err(failure), _) if failure.status() == 401 => return Err(Error::Token),
        // A stand-in need not know what is of no use without its address.
        (Err(_), Some(_)) => Value::Null,
        (Err(failure), None) => return Err(Error::Gateway(failure.to_string())),
    };
    let url = named.or_else(|| websocket(told["url"].as_str()?));
    let url = url.ok_or_else(|| Error::Gateway("Discord names none".to_owned()))?;
    entering(url, settings.shards, &Gateway::read(&told))
}

fn not_a_websocket() -> Error {
    Error::Setting("DISCORD_GATEWAY_URL", "not a ws or wss address".to_owned())
}

/// How the gateway is entered by those shards that a setting names.
///
/// # Errors
/// When fewer sessions are left than shards are to be opened.
fn entering(url: String, shards: Shards, told: &Gateway) -> Result<Opening, Error> {
    let shards = match shards {
        Shards::Auto => ShardRange::all_of(told.shards),
        Shards::Named(range) => range,
    };
    let wanted = shards.numbers().len() as u64;
    match told.sessions_left {
        Some(left) if left < wanted => Err(Error::SessionsUsedUp { left, wanted, resets_in: told.resets_in }),
        _ => Ok(Opening { url, shards, at_once: told.at_once }),
    }
}

/// What Discord answers to a question that needs no body, however long that takes.
///
/// # Errors
/// When Discord refuses for good.
async fn asked(rest: &Rest, path: &str) -> Result<Value, Failure> {
    let mut backoff = Backoff::new(Duration::from_millis(500), Duration::from_secs(30));
    loop {
        let failure = match rest.send(Method::GET, path, None, REQUEST_TIME).await {
            Err(failure) if failure.may_heal() => failure,
            answered => return answered,
        };
        let pause = backoff.pause(failure.retry_after());
        tracing::warn!(%failure, pause_ms = pause.as_millis(), "Discord cannot be reached; trying again");
        sleep(pause).await;
    }
}

/// The address of a websocket, without a query: serenity adds its own. `None` for what is no such address.
pub fn websocket(url: &str) -> Option<String> {
    let is_websocket = Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "ws" | "wss") && url.has_host());
    is_websocket.then(|| url.split('?').next().unwrap_or(url).to_owned())
}

/// What is to be done about a shard that is outside for long.
#[derive(Debug)]
pub enum Remedy {
    /// Waiting.
    Wait,
    /// Opening other shards in place of all.
    Reshard(Opening),
    /// Ending: nothing else would help.
    End(Error),
}

/// Says that the bot is not connected, and finds out whether it can be. serenity keeps close codes like 4010, 4011
/// and 4012 to itself, so Discord is asked what it thinks of the bot.
pub async fn why_outside(rest: Arc<Rest>, opened: Opening, setting: Shards) -> Remedy {
    tracing::error!(
        shards = opened.shards.total(),
        "not connected to the gateway for some time; connecting is tried now and then"
    );
    match rest.send(Method::GET, "/gateway/bot", None, REQUEST_TIME).await {
        Ok(told) => remedy(&Gateway::read(&told), &opened, setting),
        Err(failure) if failure.status() == 401 => Remedy::End(Error::Token),
        Err(_) => Remedy::Wait,
    }
}

/// What is to be done where Discord refuses a shard and says this of the gateway.
fn remedy(told: &Gateway, opened: &Opening, setting: Shards) -> Remedy {
    let (opens, left) = (opened.shards.total(), told.sessions_left);
    match setting {
        _ if left.is_some_and(|left| left < SESSIONS_LEFT_ALONE) => Remedy::End(Error::Refused(left.unwrap_or(0))),
        Shards::Auto if told.shards > opens => match entering(opened.url.clone(), setting, told) {
            Ok(opening) => Remedy::Reshard(opening),
            Err(error) => Remedy::End(error),
        },
        Shards::Named(_) if must_be_more(told.shards, opens) => {
            Remedy::End(Error::Shards { wanted: told.shards, opens })
        }
        _ => Remedy::Wait,
    }
}

/// Whether Discord takes so few shards no more (close code 4011): it recommends one for 1,000 servers and takes none with
/// more than 2,500 (<https://docs.discord.com/developers/events/gateway#sharding>).
fn must_be_more(recommended: u32, opens: u32) -> bool {
    u64::from(recommended) * 2 >= u64::from(opens) * 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(shards: u32, left: u64) -> Gateway {
        Gateway { shards, sessions_left: Some(left), resets_in: Duration::from_mins(150), at_once: 1 }
    }

    fn named(first: u32, last: u32, total: u32) -> Shards {
        Shards::Named(ShardRange::new(first, last, total).unwrap())
    }

    fn opened(setting: Shards, told: &Gateway) -> Result<Opening, Error> {
        entering("wss://gateway.example".to_owned(), setting, told)
    }

    #[test]
    fn as_many_shards_are_opened_as_discord_recommends_or_those_that_are_named() {
        let numbers = |setting| opened(setting, &told(3, 900)).unwrap().shards.numbers().collect::<Vec<_>>();
        assert_eq!((numbers(Shards::Auto), numbers(named(4, 5, 8))), (vec![0, 1, 2], vec![4, 5]));
    }

    #[test]
    fn where_fewer_sessions_are_left_than_shards_it_is_told_when_there_are_more() {
        let error = opened(Shards::Auto, &told(3, 2)).unwrap_err().to_string();
        assert!(error.contains("left: 2, needed: 3") && error.contains("in 150 minutes"), "{error}");
        assert!(opened(named(2, 2, 3), &told(3, 1)).is_ok());
    }

    #[test]
    fn shards_that_discord_takes_no_more_are_opened_in_other_numbers_or_named_with_what_to_do() {
        let remedy = |setting, now| remedy(&told(now, 900), &opened(setting, &told(1, 900)).unwrap(), setting);
        assert!(matches!(remedy(Shards::Auto, 3), Remedy::Reshard(opening) if opening.shards == ShardRange::all_of(3)));
        assert!(matches!(remedy(Shards::Auto, 1), Remedy::Wait));
        let Remedy::End(error) = remedy(named(0, 1, 2), 5) else { panic!("it goes on") };
        assert!(error.to_string().contains("LOREBOT_SHARDS"), "{error}");
        assert!(matches!(remedy(named(0, 1, 2), 4), Remedy::Wait), "four are advised, two are taken");
    }

    #[test]
    fn the_last_sessions_of_a_day_are_left_alone() {
        let opened = opened(Shards::Auto, &told(1, 900)).unwrap();
        assert!(matches!(remedy(&told(1, 49), &opened, Shards::Auto), Remedy::End(Error::Refused(49))));
    }

    #[test]
    fn an_address_is_kept_without_its_query_and_others_are_none() {
        assert_eq!(websocket("wss://a.example/?v=10").as_deref(), Some("wss://a.example/"));
        for other in ["", "http://a.example", "wss://", "a.example"] {
            assert_eq!(websocket(other), None, "{other}");
        }
    }
}
