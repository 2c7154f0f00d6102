//! The environment, read once, into values that are handed down. Only secrets and places come from it; nothing about
//! lore.

mod shards;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use secrecy::SecretString;

pub use shards::{ShardRange, Shards};

/// How the bot reaches Discord.
#[derive(Debug, Clone)]
pub struct DiscordSettings {
    /// `DISCORD_TOKEN`: the bot's token, with or without `Bot ` before it.
    pub token: SecretString,
    /// `DISCORD_API_BASE`: scheme, host and port of a stand-in for Discord. With one, Discord itself is never asked.
    pub api_base: Option<String>,
    /// `DISCORD_GATEWAY_URL`: the address of the gateway, where it is not to be asked for.
    pub gateway_url: Option<String>,
    /// `DATABASE_URL`: the address of the database with what servers chose.
    pub database: SecretString,
    /// `LOREBOT_INLINE_LINKS`: whether `[[links]]` in messages may be answered, where a server wants that.
    pub inline_links: bool,
    /// `LOREBOT_SHARDS`: which shards of the gateway this process opens.
    pub shards: Shards,
    /// `DISCORD_TEST_CA`: a file with a certificate to trust beside the usual ones, in PEM.
    pub test_ca: Option<PathBuf>,
    /// `DISCORD_TEST_ADDR`: the address to reach `discord.com` under.
    pub test_addr: Option<SocketAddr>,
}

/// How Discord reaches the bot over HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndpointSettings {
    /// `DISCORD_PUBLIC_KEY`: the key that Discord signs with, as it shows it.
    pub public_key: String,
    /// `LOREBOT_LISTEN`: the address to listen on.
    pub listen: SocketAddr,
    /// Whether this process also registers commands and looks after the servers.
    pub keeps: bool,
}

/// The address that HTTP requests are taken on, where `LOREBOT_LISTEN` does not name another.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8765);

/// The address of the database with what servers chose, where `DATABASE_URL` does not name another: a file here.
const DATABASE: &str = "sqlite:lorebot.db";

/// Reads `DATABASE_URL`, the address of the database with what servers chose; it may hold a password.
///
/// # Errors
/// When the file that `DATABASE_URL_FILE` names cannot be read.
pub fn database_address(get: impl Fn(&str) -> Option<String>) -> Result<SecretString, Error> {
    let set = secret(get, "DATABASE_URL", "DATABASE_URL_FILE")?;
    Ok(SecretString::from(set.unwrap_or_else(|| DATABASE.to_owned())))
}

/// The value of a variable, or else what stands in the file that another names: what keeps secrets for a service or a
/// container hands them over as files.
fn secret(
    get: impl Fn(&str) -> Option<String>,
    name: &'static str,
    file: &'static str,
) -> Result<Option<String>, Error> {
    let set = |name: &str| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    if let Some(value) = set(name) {
        return Ok(Some(value));
    }
    let Some(path) = set(file) else { return Ok(None) };
    let unread = |why: String| Error::Secret { name: file, path: path.clone().into(), why };
    let value = std::fs::read_to_string(&path).map_err(|error| unread(error.to_string()))?;
    let value = value.trim();
    if value.is_empty() { Err(unread("it is empty".to_owned())) } else { Ok(Some(value.to_owned())) }
}

/// Reads `LOREBOT_METRICS`, the address at which figures and health are shown; `None` where it is not set.
///
/// # Errors
/// When it is no address.
pub fn observed_at(get: impl Fn(&str) -> Option<String>) -> Result<Option<SocketAddr>, Error> {
    let set = get("LOREBOT_METRICS").map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let address = set.map(|value| value.parse()).transpose();
    address.map_err(|_| Error::Value { name: "LOREBOT_METRICS", wanted: "an address such as 127.0.0.1:9100" })
}

/// Why the environment cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The `.env` file is no list of `NAME=value` lines. What stands after the name is not shown: it may be a secret.
    #[error(".env: {0}; each line is NAME=value, with quotes around a value that has spaces")]
    File(String),
    /// A variable that is needed is not set.
    #[error("{name} is not set; {remedy}")]
    Missing {
        /// The variable.
        name: &'static str,
        /// Where its value is found.
        remedy: &'static str,
    },
    /// The file with a secret cannot be read.
    #[error("{}, which {name} names: {why}; let lorebot read the file, or name another", .path.display())]
    Secret {
        /// The variable.
        name: &'static str,
        /// The file.
        path: PathBuf,
        /// What is in the way.
        why: String,
    },
    /// A variable has no value of its kind.
    #[error("{name} is not {wanted}; mend or remove it")]
    Value {
        /// The variable.
        name: &'static str,
        /// What it should be.
        wanted: &'static str,
    },
}

/// Whether a switch is on, which is off where it is not set; `None` where it says neither.
fn switched_on(value: Option<&str>) -> Option<bool> {
    match value.map(str::to_lowercase).as_deref() {
        Some("on" | "true" | "yes" | "1") => Some(true),
        None | Some("off" | "false" | "no" | "0") => Some(false),
        Some(_) => None,
    }
}

/// Adds the variables of a `.env` file in this folder to the environment; those set already stay.
///
/// # Errors
/// When there is such a file and it cannot be read.
pub fn read_env_file() -> Result<(), Error> {
    match dotenvy::from_path(".env") {
        Ok(()) => Ok(()),
        Err(error) if error.not_found() => Ok(()),
        Err(dotenvy::Error::LineParse(line, _)) => {
            let name: String = line.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            Err(Error::File(format!("the line that begins with {name:?} is not understood")))
        }
        Err(error) => Err(Error::File(error.to_string())),
    }
}

impl DiscordSettings {
    /// Reads the variables through `get`; an empty one counts as not set. `None` without a token: then there is no bot.
    ///
    /// # Errors
    /// When a variable has no value of its kind, or the file that one names cannot be read. Whether an address leads anywhere is found out by using it.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Option<DiscordSettings>, Error> {
        let set = |name: &str| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let Some(token) = secret(&get, "DISCORD_TOKEN", "DISCORD_TOKEN_FILE")? else { return Ok(None) };
        let test_addr = set("DISCORD_TEST_ADDR").map(|value| value.parse()).transpose();
        Ok(Some(DiscordSettings {
            token: SecretString::from(token),
            api_base: set("DISCORD_API_BASE"),
            gateway_url: set("DISCORD_GATEWAY_URL"),
            database: database_address(&get)?,
            inline_links: switched_on(set("LOREBOT_INLINE_LINKS").as_deref())
                .ok_or(Error::Value { name: "LOREBOT_INLINE_LINKS", wanted: "`on` or `off`" })?,
            shards: Shards::read(set("LOREBOT_SHARDS").as_deref().unwrap_or("auto")).ok_or(Error::Value {
                name: "LOREBOT_SHARDS",
                wanted: "`auto` or shards such as 0-3/16, 0 to 3 of 16",
            })?,
            test_ca: set("DISCORD_TEST_CA").map(PathBuf::from),
            test_addr: test_addr
                .map_err(|_| Error::Value { name: "DISCORD_TEST_ADDR", wanted: "an address such as 127.0.0.1:8443" })?,
        }))
    }
}

impl EndpointSettings {
    /// Reads the variables through `get`; an empty one counts as not set.
    ///
    /// # Errors
    /// When the key is not set, or a variable has no value of its kind. Whether the key is one is found out by using it.
    pub fn read(get: impl Fn(&str) -> Option<String>, keeps: bool) -> Result<EndpointSettings, Error> {
        let set = |name: &str| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let remedy = "copy the public key from https://discord.com/developers/applications, the application, \
                      General Information";
        let public_key = set("DISCORD_PUBLIC_KEY").ok_or(Error::Missing { name: "DISCORD_PUBLIC_KEY", remedy })?;
        let listen = set("LOREBOT_LISTEN").map_or(Ok(LISTEN), |value| value.parse());
        let listen =
            listen.map_err(|_| Error::Value { name: "LOREBOT_LISTEN", wanted: "an address such as 127.0.0.1:8765" })?;
        Ok(EndpointSettings { public_key, listen, keeps })
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Option<DiscordSettings>, Error> {
        DiscordSettings::read(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_empty_variable_counts_as_not_set() {
        assert!(read(&[("DISCORD_TOKEN", " ")]).unwrap().is_none());
        let settings = read(&[("DISCORD_TOKEN", "abc"), ("DISCORD_API_BASE", "")]).unwrap().unwrap();
        assert_eq!((settings.token.expose_secret(), settings.api_base), ("abc", None));
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_named() {
        let error = read(&[("DISCORD_TOKEN", "abc"), ("DISCORD_TEST_ADDR", "here")]).unwrap_err();
        assert!(error.to_string().contains("DISCORD_TEST_ADDR"), "{error}");
        let error = read(&[("DISCORD_TOKEN", "abc"), ("LOREBOT_SHARDS", "4-3/16")]).unwrap_err();
        assert!(error.to_string().contains("LOREBOT_SHARDS is not `auto` or shards such as 0-3/16"), "{error}");
    }

    #[test]
    fn a_switch_is_on_off_or_refused() {
        let set = |value: &str| read(&[("DISCORD_TOKEN", "abc"), ("LOREBOT_INLINE_LINKS", value)]);
        assert!(set("On").unwrap().unwrap().inline_links && !set("off").unwrap().unwrap().inline_links);
        assert!(!set("").unwrap().unwrap().inline_links);
        assert!(set("perhaps").unwrap_err().to_string().contains("LOREBOT_INLINE_LINKS"));
    }

    #[test]
    fn the_endpoint_listens_on_loopback_unless_told_otherwise_and_wants_its_key() {
        let read = |key: &str, listen: &str| {
            let get = |name: &str| Some(if name == "DISCORD_PUBLIC_KEY" { key } else { listen }.to_owned());
            EndpointSettings::read(get, true).map_err(|error| error.to_string())
        };
        assert_eq!(read("ab", "").unwrap().listen.to_string(), "127.0.0.1:8765");
        assert_eq!(read("ab", " [::]:80 ").unwrap().listen.to_string(), "[::]:80");
        assert!(read(" ", "").unwrap_err().contains("DISCORD_PUBLIC_KEY"));
        assert!(read("ab", "everywhere").unwrap_err().contains("LOREBOT_LISTEN"));
    }

    #[test]
    fn nothing_is_shown_unless_an_address_is_named() {
        let named = |value: &str| observed_at(|_| Some(value.to_owned())).map_err(|error| error.to_string());
        assert_eq!(named(" "), Ok(None));
        assert_eq!(named("127.0.0.1:9100").unwrap().unwrap().port(), 9100);
        assert!(named("9100").unwrap_err().contains("LOREBOT_METRICS"));
    }

    #[test]
    fn the_database_is_a_file_here_unless_another_is_named() {
        let named = |value: &str| {
            let address = database_address(|name| (name == "DATABASE_URL").then(|| value.to_owned()));
            address.unwrap().expose_secret().to_owned()
        };
        assert_eq!((named(" ").as_str(), named("postgres:///lore").as_str()), (DATABASE, "postgres:///lore"));
    }

    #[test]
    fn a_secret_may_stand_in_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token").display().to_string();
        assert!(read(&[("DISCORD_TOKEN_FILE", &path)]).unwrap_err().to_string().contains("DISCORD_TOKEN_FILE"));
        std::fs::write(&path, "\n").unwrap();
        assert!(read(&[("DISCORD_TOKEN_FILE", &path)]).unwrap_err().to_string().contains("empty"));
        std::fs::write(&path, "hush\n").unwrap();
        let settings = read(&[("DISCORD_TOKEN_FILE", &path), ("DATABASE_URL_FILE", &path)]).unwrap().unwrap();
        assert_eq!((settings.token.expose_secret(), settings.database.expose_secret()), ("hush", "hush"));
        let settings = read(&[("DISCORD_TOKEN", "abc"), ("DISCORD_TOKEN_FILE", "nowhere")]).unwrap().unwrap();
        assert_eq!(settings.token.expose_secret(), "abc");
    }

    #[test]
    fn a_token_is_never_shown() {
        let settings = read(&[("DISCORD_TOKEN", "hush")]).unwrap();
        assert!(!format!("{settings:?}").contains("hush"));
    }
}
