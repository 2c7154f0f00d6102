//! What Discord says of a bot, asked once and from outside: nothing is changed, and the gateway is not entered.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;

use super::register::are_known;
use super::rest::{Failure, REQUEST_TIME, Rest};
use crate::answer::Library;
use crate::discord::Error;
use crate::discord::speech::commands::definitions;
use crate::settings::DiscordSettings;

/// `GATEWAY_MESSAGE_CONTENT` and `GATEWAY_MESSAGE_CONTENT_LIMITED`, the latter for bots in few servers
/// (<https://docs.discord.com/developers/resources/application#application-object-application-flags>).
const READS_MESSAGES: u64 = 1 << 18 | 1 << 19;

/// What Discord says of a bot whose token it takes. What it would not say is told in its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The bot's name.
    pub name: String,
    /// The application that the bot belongs to.
    pub application: Result<Application, String>,
    /// Whether the commands that all servers have are ours; `None` without a library, which they depend on.
    pub commands_are_ours: Option<Result<bool, String>>,
    /// The gateway.
    pub gateway: Result<Gateway, String>,
    /// By how many milliseconds the system's clock is ahead of Discord's, negative where it is behind and 0 where that
    /// may be rounding; `None` where Discord does not tell.
    pub clock_ahead_ms: Option<i64>,
}

/// What an application is set up to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its id, as Discord writes it.
    pub id: String,
    /// About how many servers have the bot.
    pub servers: Option<u64>,
    /// Whether it may ask for the text of all messages.
    pub reads_messages: bool,
    /// Where its interactions are sent to; over the gateway where none is named.
    pub endpoint: Option<String>,
    /// The key that they are signed with then, in hexadecimal digits.
    pub key: Option<String>,
}

/// What the gateway offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gateway {
    /// How many connections Discord wants.
    pub shards: u32,
    /// How many sessions may still be begun.
    pub sessions_left: Option<u64>,
    /// After how long there are all of them again.
    pub resets_in: Duration,
    /// How many shards may begin one within five seconds.
    pub at_once: u32,
}

impl Gateway {
    /// Reads what Discord says of the gateway
    /// (<https://docs.discord.com/developers/events/gateway#get-gateway-bot>). What it leaves out is as for a small bot.
    pub fn read(told: &Value) -> Gateway {
        let limit = &told["session_start_limit"];
        let small = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or(1);
        Gateway {
            shards: small(&told["shards"]),
            sessions_left: limit["remaining"].as_u64(),
            resets_in: Duration::from_millis(limit["reset_after"].as_u64().unwrap_or(0)),
            at_once: small(&limit["max_concurrency"]),
        }
    }
}

/// Asks Discord about the bot whose token this is, and compares its commands with those for a library.
///
/// # Errors
/// When Discord refuses the token or cannot be reached, or a setting cannot be used.
pub async fn look(settings: &DiscordSettings, library: Option<&Library>) -> Result<Seen, Error> {
    let rest = Rest::new(settings)?;
    let user = asked(&rest, "/users/@me").await.map_err(|failure| match failure.status() {
        401 => Error::Token,
        _ => Error::Unreachable(failure.to_string()),
    })?;
    let application = asked(&rest, "/applications/@me").await.map(|told| application(&told)).map_err(words);
    let gateway = asked(&rest, "/gateway/bot").await.map(|told| Gateway::read(&told)).map_err(words);
    let commands_are_ours = match (library, &application) {
        (Some(library), Ok(application)) => Some(commands(&rest, &application.id, library).await.map_err(words)),
        _ => None,
    };
    let name = user["username"].as_str().unwrap_or_default().to_owned();
    Ok(Seen { name, application, commands_are_ours, gateway, clock_ahead_ms: rest.clock.ahead_ms() })
}

async fn asked(rest: &Rest, path: &str) -> Result<Value, Failure> {
    rest.send(Method::GET, path, None, REQUEST_TIME).await
}

async fn commands(rest: &Rest, application: &str, library: &Library) -> Result<bool, Failure> {
    are_known(rest, &format!("/applications/{application}/commands"), &definitions(library.wikis())).await
}

fn application(told: &Value) -> Application {
    let text = |field: &str| told[field].as_str().map(ToOwned::to_owned);
    Application {
        // An application without an id has no commands either; Discord says so when it is asked for them.
        id: text("id").unwrap_or_default(),
        servers: told["approximate_guild_count"].as_u64(),
        reads_messages: told["flags"].as_u64().unwrap_or(0) & READS_MESSAGES != 0,
        endpoint: text("interactions_endpoint_url").filter(|url| !url.is_empty()),
        key: text("verify_key"),
    }
}

#[allow(clippy::needless_pass_by_value)] // for `map_err`
fn words(failure: Failure) -> String {
    failure.to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn either_flag_lets_a_bot_read_messages() {
        let reads = |flags: Value| application(&json!({ "id": "1", "flags": flags })).reads_messages;
        assert!(reads(json!(1 << 18)) && reads(json!((1 << 19) | (1 << 23))));
        assert!(!reads(json!(1 << 23)) && !reads(Value::Null));
    }

    #[test]
    fn what_discord_leaves_out_is_not_made_up() {
        assert_eq!(
            Gateway::read(&json!({ "shards": 2 })),
            Gateway { shards: 2, sessions_left: None, resets_in: Duration::ZERO, at_once: 1 }
        );
        let told = application(&json!({ "id": "1", "interactions_endpoint_url": "", "approximate_guild_count": 3 }));
        assert_eq!((told.servers, told.endpoint, told.key), (Some(3), None, None));
    }
}
