//! The slash commands: `/lore`, `/timeline`, `/compare`, `/random`, `/about`, and one for each topic that a wiki pins (`/khitomer`).

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::localized::{describe, described, localize};
use super::tongue::Tongue;
use crate::discord::admin;
use crate::discord::limits::{CHOICE_VALUE, COMMAND_DESCRIPTION, COMMAND_NAME, COMMANDS, length, truncate};
use crate::lore::{Query, Wiki};
use crate::servers::{self, CommandName, Refusal, Server};

/// The command for every question.
pub const LORE: &str = "lore";
/// Its option for the article.
pub const TOPIC: &str = "topic";
/// Its option for what is asked.
pub const QUESTION: &str = "question";
/// The option of a pinned command for what is asked.
pub const WHAT: &str = "what";
/// The option for the years insisted on.
pub const WHEN: &str = "when";
/// The option for the continuity insisted on.
pub const CONTINUITY: &str = "continuity";
/// The option for an answer that the asker alone sees.
pub const PRIVATE: &str = "private";
/// The option for an answer that is blurred.
pub const SPOILER: &str = "spoiler";
/// The command for the dated events of a topic.
pub const TIMELINE: &str = "timeline";
/// Its option for the first year.
pub const FROM: &str = "from";
/// Its option for the last year.
pub const TO: &str = "to";
/// The command for two topics side by side.
pub const COMPARE: &str = "compare";
/// Its options for the two.
pub const SIDES: [&str; 2] = ["one", "other"];
/// The command for a passage at random.
pub const RANDOM: &str = "random";
/// The command in the menu of a message, for the names it holds.
pub const LOOK_UP: &str = "Look up lore";
/// The command for what the bot is.
pub const ABOUT: &str = "about";
/// The command for what is kept of whom.
pub const PRIVACY: &str = "privacy";

/// The commands of the bot's own.
const OWN: [&str; 7] = [LORE, TIMELINE, COMPARE, RANDOM, ABOUT, PRIVACY, admin::COMMAND];

/// The names that no topic may take: those of our own commands, in every language.
static TAKEN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let translated = Tongue::ALL.into_iter().flat_map(|tongue| OWN.map(|name| tongue.say(&format!("command-{name}"))));
    OWN.map(ToOwned::to_owned).into_iter().chain(translated).collect()
});

/// The longest topic that is taken, in characters; no title is longer (`MediaWiki` allows 255 bytes).
const TOPIC_CHARS: usize = 255;
/// `type` of a slash command (<https://docs.discord.com/developers/interactions/application-commands>).
pub const CHAT_INPUT: u8 = 1;
/// `type` of a command in the menu of a message (the same page). These have a count of their own.
const MESSAGE: u8 = 3;
/// `type` of a string option (the same page).
pub const STRING: u8 = 3;
/// `type` of an option that is true or false (the same page).
const BOOLEAN: u8 = 5;

/// A command of its own for one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The command's name.
    pub name: String,
    /// The article's title.
    pub title: String,
    /// The folder name of its wiki.
    pub wiki: String,
    /// The name of its wiki for people.
    pub wiki_name: String,
}

/// The pinned commands of all wikis, in order. A title that leaves no legal name is left out; one whose name is taken
/// gets a number; what exceeds Discord's count of commands is left out.
pub fn pins<'wikis>(wikis: impl Iterator<Item = &'wikis Wiki>) -> Vec<Pin> {
    let mut taken = TAKEN.clone();
    let mut pins = Vec::new();
    for wiki in wikis {
        for title in &wiki.pins {
            let Some(name) = free_name(&name_of(title), &taken) else {
                continue;
            };
            taken.insert(name.clone());
            let (title, wiki, wiki_name) = (title.clone(), wiki.id.clone(), wiki.name.clone());
            pins.push(Pin { name, title, wiki, wiki_name });
        }
    }
    pins.truncate(COMMANDS - OWN.len());
    pins
}

/// The article that a command is pinned to: by the server it was used in, else by a wiki.
pub fn pinned_to<'wikis>(command: &str, server: &Server, wikis: impl Iterator<Item = &'wikis Wiki>) -> Option<Pin> {
    let own = server.pins.iter().find(|pin| pin.command.as_str() == command);
    let own = own.map(|pin| {
        let (name, title, wiki) = (command.to_owned(), pin.article.to_string(), pin.wiki.to_string());
        Pin { name, title, wiki_name: wiki.clone(), wiki }
    });
    own.or_else(|| pins(wikis).into_iter().find(|pin| pin.name == command))
}

/// The commands as they are registered, with their names and descriptions in every language. Interactions carry the
/// English names.
pub fn definitions<'wikis>(wikis: impl Iterator<Item = &'wikis Wiki>) -> Vec<Value> {
    let lore = [
        completed(option(TOPIC, "option-topic.lore"), TOPIC_CHARS),
        option(QUESTION, "option-question.description"),
        when_option(),
        completed(option(CONTINUITY, "option-continuity.description"), CHOICE_VALUE),
    ];
    let timeline = [
        required(completed(option(TOPIC, "option-topic.timeline"), TOPIC_CHARS)),
        completed(option(FROM, "option-from.description"), Query::MAX_CHARS),
        completed(option(TO, "option-to.description"), Query::MAX_CHARS),
    ];
    let [one, other] = SIDES;
    let compare = [
        required(completed(option(one, "option-one.description"), TOPIC_CHARS)),
        required(completed(option(other, "option-other.description"), TOPIC_CHARS)),
    ];
    let random = [completed(option(TOPIC, "option-topic.random"), TOPIC_CHARS)];
    let own = [
        command(LORE, "command-lore", &with_manners(&lore)),
        command(TIMELINE, "command-timeline", &with_manners(&timeline)),
        command(COMPARE, "command-compare", &with_manners(&compare)),
        command(RANDOM, "command-random", &with_manners(&random)),
        command(ABOUT, "command-about", &[]),
        command(PRIVACY, "command-privacy", &[]),
        admin::definition(),
    ];
    let pins = pins(wikis);
    let pinned = pins.iter().map(|pin| for_everywhere(pinned(&pin.name, &pin.title, &pin.wiki_name)));
    own.into_iter().chain(pinned).chain([look_up()]).collect()
}

/// The commands of one server's own: one for each topic that it pinned.
pub fn server_commands(pins: &[servers::Pin]) -> Vec<Value> {
    pins.iter().map(|pin| pinned(pin.command.as_str(), pin.article.as_str(), pin.wiki.as_str())).collect()
}

/// A command of our own, named and described by a message.
fn command(name: &str, message: &str, options: &[Value]) -> Value {
    let mut command = for_everywhere(json!({ "type": CHAT_INPUT, "name": name, "options": options }));
    localize(&mut command, "name", |tongue| tongue.say(message));
    describe(&mut command, |tongue| tongue.say(&format!("{message}.description")));
    command
}

/// The command for a pinned topic, which is called the same in every language, without where it is to be had.
fn pinned(name: &str, title: &str, wiki: &str) -> Value {
    let options = with_manners(&[option(WHAT, "option-what.description"), when_option()]);
    let mut command = json!({ "type": CHAT_INPUT, "name": name, "options": options });
    describe(&mut command, |tongue| {
        let description = tongue.say_with("command-pinned.description", [("title", title), ("wiki", wiki)]);
        truncate(&description, COMMAND_DESCRIPTION)
    });
    command
}

/// The command in the menu of a message, which has neither description nor options.
fn look_up() -> Value {
    let mut command = for_everywhere(json!({ "type": MESSAGE, "name": LOOK_UP }));
    localize(&mut command, "name", |tongue| tongue.say("command-look-up"));
    command
}

/// The same command for servers, direct messages and private channels, installed by servers and by users.
fn for_everywhere(mut command: Value) -> Value {
    command["contexts"] = json!([0, 1, 2]);
    command["integration_types"] = json!([0, 1]);
    command
}

/// An optional string option for a question. The message that describes it is a part of the one that names it.
fn option(name: &str, description: &str) -> Value {
    let mut option = described(json!({ "type": STRING, "name": name }), description);
    option["max_length"] = json!(Query::MAX_CHARS);
    option
}

/// The option for the years insisted on.
fn when_option() -> Value {
    completed(option(WHEN, "option-when.description"), Query::MAX_CHARS)
}

/// An option that must be filled in.
fn required(mut option: Value) -> Value {
    option["required"] = json!(true);
    option
}

/// An option that is completed while it is typed.
fn completed(mut option: Value, most_chars: usize) -> Value {
    option["autocomplete"] = json!(true);
    option["max_length"] = json!(most_chars);
    option
}

/// The options of a command, and those that say how its answer is wanted.
fn with_manners(options: &[Value]) -> Vec<Value> {
    let flag = |name, description| described(json!({ "type": BOOLEAN, "name": name }), description);
    let private = flag(PRIVATE, "option-private.description");
    let spoiler = flag(SPOILER, "option-spoiler.description");
    options.iter().cloned().chain([private, spoiler]).collect()
}

/// The command name of a title: lower case, spaces as hyphens, only letters, digits, `-`, `_` and `'`, cut to
/// Discord's length. Empty where nothing legal is left.
///
/// Discord asks for `^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$` in lower case
/// (<https://docs.discord.com/developers/interactions/application-commands>, "Application Command Naming").
fn name_of(title: &str) -> String {
    let mut name = String::new();
    for letter in title.nfc().flat_map(char::to_lowercase) {
        match letter {
            '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' => name.push('\''),
            '-' | '_' => name.push(letter),
            letter if letter.is_whitespace() && !name.ends_with('-') => name.push('-'),
            letter if is_name_letter(letter) => name.push(letter),
            _ => {}
        }
    }
    cut_name(name.trim_matches('-'), COMMAND_NAME).to_owned()
}

/// Whether a letter is in `\p{L}` or `\p{N}`: alphabetic as Unicode has it, but no mark and no enclosed letter.
fn is_name_letter(letter: char) -> bool {
    let enclosed = matches!(letter, '\u{24B6}'..='\u{24E9}' | '\u{1F130}'..='\u{1F189}');
    letter.is_alphanumeric() && !is_combining_mark(letter) && !enclosed
}

/// A name for a title that no command of a server has taken; `None` where no legal name is left of the title.
pub fn name_for(title: &str, pins: &[servers::Pin]) -> Option<CommandName> {
    let taken = pins.iter().map(|pin| pin.command.as_str().to_owned()).chain(TAKEN.iter().cloned()).collect();
    free_name(&name_of(title), &taken).and_then(|name| CommandName::new(&name).ok())
}

/// Whether a topic may be pinned under a name: Discord takes all commands of a server or none, and the bot's own come first.
///
/// # Errors
/// When the bot has such a command itself, or Discord would not have one so named.
pub fn may_be_pinned(name: &CommandName) -> Result<(), Refusal> {
    let is_legal = |letter| {
        is_name_letter(letter) || matches!(letter, '-' | '_' | '\'' | '\u{0900}'..='\u{0963}' | '\u{0E00}'..='\u{0E4E}')
    };
    match name.as_str() {
        name if TAKEN.contains(name) => Err(Refusal::Taken(name.to_owned())),
        name if name.chars().all(is_legal) => Ok(()),
        _ => Err(Refusal::Command),
    }
}

/// A name like the one wished for that nobody has taken; `None` for an empty wish.
fn free_name(wish: &str, taken: &HashSet<String>) -> Option<String> {
    let numbered = (2..).map(|number| {
        let ending = format!("-{number}");
        format!("{}{ending}", cut_name(wish, COMMAND_NAME - ending.len()))
    });
    let mut names = std::iter::once(wish.to_owned()).chain(numbered);
    if wish.is_empty() { None } else { names.find(|name| !taken.contains(name)) }
}

/// The beginning of a name within `max` UTF-16 code units, without a hyphen at its end.
fn cut_name(name: &str, max: usize) -> &str {
    let fitting = name.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let end = fitting.take_while(|end| length(&name[..*end]) <= max).last().unwrap_or(0);
    name[..end].trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_legal_name() {
        assert_eq!(name_of("Khitomer"), "khitomer");
        assert_eq!(name_of("Qo’noS"), "qo'nos");
        assert_eq!(name_of("Khitomer (mirror)"), "khitomer-mirror");
        assert_eq!(name_of("Kha\u{301}less  the Unforgettable!"), "kháless-the-unforgettable");
        assert_eq!(name_of("U.S.S. Enterprise (NCC-1701-D), the long one"), "uss-enterprise-ncc-1701-d-the-lo");
        assert_eq!(name_of("…! 🖖"), "");
        assert_eq!(name_of("İstanbul"), "istanbul");
    }

    #[test]
    fn a_name_that_discord_or_the_bot_would_not_have_is_not_pinned() {
        let may = |name: &str| may_be_pinned(&CommandName::new(name).unwrap());
        for name in ["khitomer", "qo'nos", "हिन्दी", "2409"] {
            assert_eq!(may(name), Ok(()), "{name}");
        }
        for name in ["lore", "lore-admin", "privacy"] {
            assert_eq!(may(name), Err(Refusal::Taken(name.to_owned())));
        }
        for name in ["ক\u{9BE}", "ⓐ"] {
            assert_eq!(may(name), Err(Refusal::Command), "{name}");
        }
    }

    #[test]
    fn names_are_unique_and_lore_stays_free() {
        let taken = HashSet::from(["lore".to_owned(), "lore-2".to_owned(), "a".repeat(32)]);
        assert_eq!(free_name("lore", &taken).as_deref(), Some("lore-3"));
        assert_eq!(free_name(&"a".repeat(32), &taken), Some(format!("{}-2", "a".repeat(30))));
        assert_eq!(free_name("", &taken), None);
    }
}
