//! What Discord says of the bot: its token, intents, commands, gateway and servers, and the clock against Discord's.

use super::Finding;
use super::wikis::counted;
use crate::answer::Library;
use crate::discord::{self, Application, Error, Gateway, SESSIONS_LEFT_ALONE, Seen};
use crate::settings::{DiscordSettings, ShardRange, Shards};

/// Where an application is set up.
const PORTAL: &str = "https://discord.com/developers/applications";

/// Asks Discord where a token is set and the settings can be read; nothing otherwise, for that is told of already.
pub(super) async fn look(get: impl Fn(&str) -> Option<String>, library: Option<&Library>) -> Vec<Finding> {
    let Ok(Some(settings)) = DiscordSettings::read(&get) else { return Vec::new() };
    match discord::look(&settings, library).await {
        Ok(seen) => judged(&seen, &settings, get("DISCORD_PUBLIC_KEY").as_deref().map(str::trim)),
        Err(error @ Error::Token) => vec![Finding::of_error("token", &error)],
        Err(error) => vec![Finding::of_error("Discord", &error)],
    }
}

fn judged(seen: &Seen, settings: &DiscordSettings, key: Option<&str>) -> Vec<Finding> {
    let mut findings = vec![Finding::good("token", format!("Discord takes it, and knows the bot as {}", seen.name))];
    match &seen.application {
        Ok(application) => {
            findings.push(intents(application, settings.inline_links));
            findings.push(door(application, key.filter(|key| !key.is_empty())));
            findings.extend(application.servers.map(servers));
        }
        Err(failure) => findings.push(unsaid("application", failure)),
    }
    findings.extend(seen.commands_are_ours.as_ref().map(commands));
    match &seen.gateway {
        Ok(told) => findings.push(gateway(told, settings.shards)),
        Err(failure) => findings.push(unsaid("gateway", failure)),
    }
    findings.extend(seen.clock_ahead_ms.map(clock));
    findings
}

/// What Discord would not say, though it takes the token.
fn unsaid(about: &str, failure: &str) -> Finding {
    Finding::look(about, failure, "run `lorebot doctor` again in a minute")
}

fn intents(application: &Application, inline_links: bool) -> Finding {
    match (inline_links, application.reads_messages) {
        (false, _) => Finding::good("intents", "none that is privileged is asked for"),
        (true, true) => Finding::good("intents", "the Message Content intent, for [[links]], is switched on"),
        (true, false) => Finding::wrong(
            "intents",
            "LOREBOT_INLINE_LINKS=on asks for the Message Content intent, which is switched off",
            format!(
                "switch it on at {PORTAL} (the application, Bot, Privileged Gateway Intents), or remove LOREBOT_INLINE_LINKS"
            ),
        ),
    }
}

/// How interactions come: over the gateway, or to an address.
fn door(application: &Application, key: Option<&str>) -> Finding {
    let of_another = |key: &str| application.key.as_deref().is_some_and(|theirs| !theirs.eq_ignore_ascii_case(key));
    match (&application.endpoint, key) {
        (_, Some(key)) if of_another(key) => Finding::wrong(
            "door",
            "DISCORD_PUBLIC_KEY is not the key of the application that the token is of",
            format!("copy both from one application at {PORTAL} (General Information, Bot)"),
        ),
        (None, None) => Finding::good("door", "interactions come over the gateway"),
        (Some(url), Some(_)) => Finding::good("door", format!("interactions are sent to {url}, for `lorebot serve`")),
        (Some(url), None) => Finding::look(
            "door",
            format!("interactions are sent to {url}, and the gateway brings none"),
            format!(
                "remove the Interactions Endpoint URL at {PORTAL} (General Information), or set DISCORD_PUBLIC_KEY and run \
                 `lorebot serve` behind it"
            ),
        ),
        (None, Some(_)) => Finding::look(
            "door",
            "DISCORD_PUBLIC_KEY is set, and Discord knows no address to send interactions to",
            format!(
                "where `lorebot serve` runs, put its address into Interactions Endpoint URL at {PORTAL} (General \
                 Information); else remove DISCORD_PUBLIC_KEY"
            ),
        ),
    }
}

fn servers(count: u64) -> Finding {
    match count {
        0 => Finding::look(
            "servers",
            "no server has the bot",
            "invite it, with the scopes bot and applications.commands",
        ),
        _ => Finding::good("servers", format!("{} or so have the bot", counted(count, "server"))),
    }
}

fn commands(are_ours: &Result<bool, String>) -> Finding {
    match are_ours {
        Ok(true) => Finding::good("commands", "registered, and the same as ours in every language"),
        Ok(false) => Finding::look(
            "commands",
            "Discord knows others than this lorebot and its wikis would register",
            "start the bot, which registers them; where one runs, look into its log for a refusal",
        ),
        Err(failure) => unsaid("commands", failure),
    }
}

fn gateway(told: &Gateway, setting: Shards) -> Finding {
    let own = match setting {
        Shards::Auto => ShardRange::all_of(told.shards),
        Shards::Named(range) => range,
    };
    let opened = own.numbers().len() as u64;
    if let Some(left) = told.sessions_left.filter(|left| *left < SESSIONS_LEFT_ALONE.max(opened)) {
        let hours = told.resets_in.as_secs().div_ceil(3600);
        let seen = format!("only {left} sessions are left; there are more in {}", counted(hours, "hour"));
        let remedy = "stop the bot until then: something has it begin sessions over and over; look into its log, and for a \
                      second process with the same token";
        return Finding::look("gateway", seen, remedy);
    }
    let recommended = counted(told.shards.into(), "shard");
    if told.shards > own.total() {
        // Where each of its shards has more than 2,500 servers, Discord lets the bot in no more
        // (<https://docs.discord.com/developers/events/gateway#sharding>).
        let seen = format!("Discord recommends {recommended}, and LOREBOT_SHARDS has the bot in {}", own.total());
        let remedy = "name some of as many in every process, such as 0-3/8, before a shard has 2,500 servers; or remove \
                      LOREBOT_SHARDS, and one process opens them all";
        return Finding::look("gateway", seen, remedy);
    }
    let left = told.sessions_left.map(|left| format!(", and {left} sessions may be begun")).unwrap_or_default();
    Finding::good(
        "gateway",
        format!("Discord recommends {recommended}; this process opens {opened} of {}{left}", own.total()),
    )
}

fn clock(ahead_ms: i64) -> Finding {
    let seconds = ahead_ms.unsigned_abs() / 1000;
    let side = match ahead_ms {
        0 => return Finding::good("clock", "within two seconds of Discord's"),
        1.. => "ahead of",
        _ => "behind",
    };
    Finding::look(
        "clock",
        format!(
            "{} {side} Discord's, and by it the bot tells which interactions are too old to answer (three seconds)",
            counted(seconds, "second")
        ),
        "have the system's clock set by NTP, such as with `timedatectl set-ntp true`",
    )
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::State;
    use super::*;

    const KEY: &str = "ab12";

    fn application(endpoint: Option<&str>) -> Application {
        Application {
            id: "1".to_owned(),
            servers: None,
            reads_messages: false,
            endpoint: endpoint.map(ToOwned::to_owned),
            key: Some(KEY.to_owned()),
        }
    }

    fn says(finding: &Finding, state: State, words: &str) {
        let remedy = finding.remedy.as_deref().unwrap_or_default();
        assert!(finding.state == state && remedy.contains(words), "{finding:?}");
    }

    #[test]
    fn an_intent_that_is_asked_for_must_be_switched_on() {
        let mut application = application(None);
        says(&intents(&application, false), State::Good, "");
        says(&intents(&application, true), State::Wrong, "Privileged Gateway Intents");
        application.reads_messages = true;
        says(&intents(&application, true), State::Good, "");
    }

    #[test]
    fn interactions_come_by_the_door_that_the_settings_open() {
        let by_http = application(Some("https://lore.example/"));
        says(&door(&by_http, Some("AB12")), State::Good, "");
        says(&door(&application(None), None), State::Good, "");
        says(&door(&by_http, None), State::Look, "remove the Interactions Endpoint URL");
        says(&door(&application(None), Some(KEY)), State::Look, "put its address into");
        says(&door(&by_http, Some("cd34")), State::Wrong, "copy both from one application");
    }

    #[test]
    fn a_gateway_that_soon_stays_shut_is_worth_a_look() {
        let told =
            |shards, left| Gateway { shards, sessions_left: left, resets_in: Duration::from_mins(90), at_once: 1 };
        let all = |shards, left| gateway(&told(shards, left), Shards::Auto);
        says(&all(1, None), State::Good, "");
        assert_eq!(
            all(3, Some(900)).seen,
            "Discord recommends 3 shards; this process opens 3 of 3, and 900 sessions may be begun"
        );
        let worn = all(1, Some(49));
        says(&worn, State::Look, "second process");
        assert!(worn.seen.contains("2 hours"), "{worn:?}");
        says(&all(60, Some(59)), State::Look, "second process");
    }

    #[test]
    fn fewer_shards_than_discord_recommends_are_worth_a_look() {
        let told = |shards| Gateway { shards, sessions_left: None, resets_in: Duration::ZERO, at_once: 1 };
        let named = Shards::Named(ShardRange::new(0, 1, 4).unwrap());
        assert_eq!(gateway(&told(1), named).seen, "Discord recommends 1 shard; this process opens 2 of 4");
        says(&gateway(&told(5), named), State::Look, "remove LOREBOT_SHARDS");
    }

    #[test]
    fn a_clock_that_is_off_by_more_than_two_seconds_is_worth_a_look() {
        says(&clock(0), State::Good, "");
        for (ahead, words) in [(2_500, "2 seconds ahead of"), (-61_000, "61 seconds behind")] {
            says(&clock(ahead), State::Look, "NTP");
            assert!(clock(ahead).seen.starts_with(words), "{:?}", clock(ahead));
        }
    }

    #[test]
    fn commands_that_are_not_ours_are_worth_a_look() {
        says(&commands(&Ok(true)), State::Good, "");
        says(&commands(&Ok(false)), State::Look, "start the bot");
        says(&commands(&Err("Discord answered 500".to_owned())), State::Look, "again");
        says(&servers(0), State::Look, "invite it");
    }
}
