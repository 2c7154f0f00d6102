//! Pinned topics: articles with a command of their own in one server.

use serde::{Deserialize, Serialize};

use super::{Label, Refusal};

/// An article with a command of its own: `/khitomer`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The command's name, without the slash.
    pub command: CommandName,
    /// The article's title.
    pub article: Label,
    /// The wiki's folder name.
    pub wiki: Label,
}

/// The most characters of a command's name (`developers/interactions/application-commands`, "Application Command Naming").
const MAX_CHARS: usize = 32;

/// The name of a command as Discord allows it: letters, digits, `-`, `_` and `'`, in lower case
/// (`developers/interactions/application-commands`, "Application Command Naming").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommandName(String);

impl CommandName {
    /// Makes a command's name of a text.
    ///
    /// # Errors
    /// When Discord would not have it.
    pub fn new(name: &str) -> Result<CommandName, Refusal> {
        let length = name.chars().count();
        let fits = (1..=MAX_CHARS).contains(&length) && name.chars().all(is_allowed) && name.to_lowercase() == name;
        if fits { Ok(CommandName(name.to_owned())) } else { Err(Refusal::Command) }
    }

    /// The name, without the slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether Discord allows a letter in a command's name. Vowel signs belong to the scripts that cannot be written without
/// them.
fn is_allowed(letter: char) -> bool {
    matches!(letter, '-' | '_' | '\'' | '\u{0900}'..='\u{0963}' | '\u{0E00}'..='\u{0E4E}') || letter.is_alphanumeric()
}

impl TryFrom<String> for CommandName {
    type Error = Refusal;

    fn try_from(name: String) -> Result<CommandName, Refusal> {
        CommandName::new(&name)
    }
}

impl From<CommandName> for String {
    fn from(name: CommandName) -> String {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_named_as_discord_allows() {
        for name in ["osa", "kel'varré", "two-moons", "हिन्दी", "x2_y"] {
            assert!(CommandName::new(name).is_ok(), "{name}");
        }
        for name in ["", "Osa", "two moons", "osa!", "kel’varré", &"o".repeat(33)] {
            assert!(CommandName::new(name).is_err(), "{name}");
        }
    }
}
