//! The settings: a token or none, values that make no sense, names that nobody reads.

use secrecy::{ExposeSecret, SecretString};

use super::Finding;
use crate::settings::{self, DiscordSettings, EndpointSettings};

/// Every variable that the program reads stands here, with a word on each.
const KNOWN: &str = include_str!("../../.env.example");
/// How variables of this program begin.
const OURS: [&str; 2] = ["LOREBOT_", "DISCORD_"];

pub(super) fn look(get: impl Fn(&str) -> Option<String>, names: impl IntoIterator<Item = String>) -> Vec<Finding> {
    let mut findings = match DiscordSettings::read(&get) {
        Err(error) => vec![Finding::of_error("settings", &error)],
        Ok(None) => vec![Finding::look(
            "token",
            "no token is set, so that `lorebot` opens a console and Discord is not looked at",
            "put the bot's token into DISCORD_TOKEN",
        )],
        Ok(Some(settings)) => of_settings(&settings),
    };
    if get("DISCORD_PUBLIC_KEY").is_some_and(|key| !key.trim().is_empty()) {
        findings.extend(EndpointSettings::read(&get, true).err().map(|error| Finding::of_error("settings", &error)));
    }
    findings.extend(settings::observed_at(&get).err().map(|error| Finding::of_error("settings", &error)));
    findings.extend(unknown(names));
    if findings.is_empty() {
        findings.push(Finding::good("settings", "a token is set, and every value makes sense"));
    }
    findings
}

/// What is odd about settings that can be read.
fn of_settings(settings: &DiscordSettings) -> Vec<Finding> {
    let mut findings = Vec::new();
    if settings.api_base.is_none() && !is_like_a_token(&settings.token) {
        findings.push(Finding::look(
            "token",
            "what DISCORD_TOKEN holds is not written like a bot's token, which has three parts with dots between them",
            "copy it anew: https://discord.com/developers/applications, the application, Bot, Reset Token; the client secret \
             and the public key are other things",
        ));
    }
    let stand_ins = [
        ("DISCORD_API_BASE", settings.api_base.is_some()),
        ("DISCORD_GATEWAY_URL", settings.gateway_url.is_some()),
        ("DISCORD_TEST_CA", settings.test_ca.is_some()),
        ("DISCORD_TEST_ADDR", settings.test_addr.is_some()),
    ];
    for (name, _) in stand_ins.iter().filter(|(_, is_set)| *is_set) {
        let seen = format!("{name} is set, which has the bot speak with a stand-in for Discord");
        findings.push(Finding::look("settings", seen, format!("remove {name}, unless that is meant")));
    }
    findings
}

/// Whether a token is written as Discord writes those of bots (<https://docs.discord.com/developers/reference#authentication>).
fn is_like_a_token(token: &SecretString) -> bool {
    let token = token.expose_secret().trim_start_matches("Bot ");
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-=".contains(&byte))
    };
    token.split('.').count() == 3 && token.split('.').all(is_part)
}

/// Variables that look as if they were this program's and are not: a slip of the pen goes unnoticed otherwise.
fn unknown(names: impl IntoIterator<Item = String>) -> impl Iterator<Item = Finding> {
    let is_ours = |name: &String| OURS.iter().any(|prefix| name.starts_with(prefix));
    let unread = names.into_iter().filter(is_ours).filter(|name| known().all(|known| known != name));
    unread.map(|name| {
        let seen = format!("lorebot reads no variable {name}");
        Finding::look("settings", seen, "mend its name, as .env.example writes it, or remove it")
    })
}

/// The variables there are.
fn known() -> impl Iterator<Item = &'static str> {
    let named = KNOWN.lines().filter_map(|line| line.trim_start_matches('#').split_once('='));
    named.map(|(name, _)| name).filter(|name| name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_'))
}

/// The address of the database, and where it cannot be read the finding.
#[cfg(feature = "servers")]
pub(super) fn database_address(get: impl Fn(&str) -> Option<String>) -> Result<SecretString, Finding> {
    settings::database_address(get).map_err(|error| Finding::of_error("database", &error))
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    /// Written like a token, and none.
    const TOKEN: &str = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.o-saIsNoBotAndHasNoTokenOfItsOwn_1";

    fn found(variables: &[(&str, &str)]) -> Vec<Finding> {
        let get = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        look(get, variables.iter().map(|(name, _)| (*name).to_owned()))
    }

    fn one(variables: &[(&str, &str)]) -> (State, String) {
        let [finding] = <[Finding; 1]>::try_from(found(variables)).unwrap();
        assert!(!format!("{finding:?}").contains("hush"), "{finding:?}");
        (finding.state, format!("{} {}", finding.seen, finding.remedy.unwrap_or_default()))
    }

    #[test]
    fn a_token_is_there_or_worth_a_word() {
        assert_eq!(one(&[("DISCORD_TOKEN", TOKEN)]).0, State::Good);
        for (token, words) in [("", "DISCORD_TOKEN"), ("hush", "Reset Token"), ("hush.hush.hush hush", "Reset Token")] {
            let (state, said) = one(&[("DISCORD_TOKEN", token)]);
            assert!(state == State::Look && said.contains(words), "{said}");
        }
    }

    #[test]
    fn a_value_that_makes_no_sense_is_wrong_and_named() {
        for (name, value) in
            [("LOREBOT_INLINE_LINKS", "perhaps"), ("DISCORD_TEST_ADDR", "here"), ("LOREBOT_METRICS", "9100")]
        {
            let (state, said) = one(&[("DISCORD_TOKEN", TOKEN), (name, value)]);
            assert!(state == State::Wrong && said.contains(name) && said.contains("mend or remove"), "{said}");
        }
    }

    #[test]
    fn a_stand_in_for_discord_is_worth_a_word() {
        let (state, said) = one(&[("DISCORD_TOKEN", "hush"), ("DISCORD_API_BASE", "http://localhost:1")]);
        assert!(state == State::Look && said.contains("remove DISCORD_API_BASE"), "{said}");
    }

    #[test]
    fn a_name_that_nobody_reads_is_worth_a_word() {
        let (state, said) = one(&[("DISCORD_TOKEN", TOKEN), ("LOREBOT_INLINE_LINK", "on"), ("HOME", "/")]);
        assert!(state == State::Look && said.contains("LOREBOT_INLINE_LINK "), "{said}");
    }
}
