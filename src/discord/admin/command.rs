//! `/lore-admin` as it is registered.

use serde_json::{Value, json};

use crate::discord::limits::COMMAND_NAME;
use crate::discord::speech::commands::{CHAT_INPUT, STRING};
use crate::discord::speech::described;

/// The command for those who run a server.
pub const COMMAND: &str = "lore-admin";
/// Its subcommands.
pub const SETTINGS: &str = "settings";
/// See [`SETTINGS`].
pub const PIN: &str = "pin";
/// See [`SETTINGS`].
pub const UNPIN: &str = "unpin";
/// See [`SETTINGS`].
pub const ALIAS: &str = "alias";
/// See [`SETTINGS`].
pub const UNALIAS: &str = "unalias";
/// See [`SETTINGS`].
pub const BLUR: &str = "blur";
/// See [`SETTINGS`].
pub const UNBLUR: &str = "unblur";
/// See [`SETTINGS`].
pub const OLD: &str = "old";
/// See [`SETTINGS`].
pub const UNDO: &str = "undo";
/// See [`SETTINGS`].
pub const EXPORT: &str = "export";
/// See [`SETTINGS`].
pub const IMPORT: &str = "import";
/// See [`SETTINGS`].
pub const REPORT: &str = "report";

/// Options of the subcommands.
pub const CHANNEL: &str = "channel";
/// See [`CHANNEL`].
pub const TOPIC: &str = "topic";
/// See [`CHANNEL`].
pub const NAME: &str = "name";
/// See [`CHANNEL`].
pub const WORK: &str = "work";
/// See [`CHANNEL`].
pub const DAYS: &str = "days";
/// See [`CHANNEL`].
pub const FILE: &str = "file";

/// Types of options (<https://docs.discord.com/developers/interactions/application-commands>, "Application Command Option
/// Type").
const SUBCOMMAND: u8 = 1;
const INTEGER: u8 = 4;
const CHANNELS: u8 = 7;
const ATTACHMENT: u8 = 11;
/// Channels that people write in, threads among them, and forums, whose posts are threads: no categories, in which nobody
/// asks anything (<https://docs.discord.com/developers/resources/channel#channel-object-channel-types>); media channels (16)
/// are not in Discord's published description.
const WITH_MESSAGES: [u8; 8] = [0, 2, 5, 10, 11, 12, 13, 15];
/// Whoever may manage the server sees the command, unless the server says otherwise
/// (<https://docs.discord.com/developers/topics/permissions>, `MANAGE_GUILD`).
const MANAGE_GUILD: &str = "32";
/// The longest name of an article, a work or a person that is taken, in characters.
const NAME_CHARS: usize = 200;
/// The most days after which a snapshot may be called old: a century.
const MOST_DAYS: u32 = 36_500;

/// The command, for servers that have the bot.
pub fn definition() -> Value {
    let channel = || {
        let mut channel = option(CHANNELS, CHANNEL, "admin-option-channel.description", false);
        channel["channel_types"] = json!(WITH_MESSAGES);
        channel
    };
    let topic = || completed(TOPIC, "admin-option-topic.description");
    let command_name = text(NAME, "admin-option-name.pin", false, COMMAND_NAME);
    let pinned = completed(NAME, "admin-option-name.unpin");
    let alias = text(NAME, "admin-option-name.alias", true, NAME_CHARS);
    let known_alias = completed(NAME, "admin-option-name.unalias");
    let work = || completed(WORK, "admin-option-work.description");
    let file = option(ATTACHMENT, FILE, "admin-option-file.description", true);
    let subcommands = [
        subcommand(SETTINGS, "admin-settings.description", &[channel()]),
        subcommand(PIN, "admin-pin.description", &[topic(), command_name]),
        subcommand(UNPIN, "admin-unpin.description", &[pinned]),
        subcommand(ALIAS, "admin-alias.description", &[alias, topic()]),
        subcommand(UNALIAS, "admin-unalias.description", &[known_alias]),
        subcommand(BLUR, "admin-blur.description", &[work(), channel()]),
        subcommand(UNBLUR, "admin-unblur.description", &[work(), channel()]),
        subcommand(OLD, "admin-old.description", &[days(), channel()]),
        subcommand(UNDO, "admin-undo.description", &[]),
        subcommand(EXPORT, "admin-export.description", &[]),
        subcommand(IMPORT, "admin-import.description", &[file]),
        subcommand(REPORT, "admin-report.description", &[]),
    ];
    let mut command = described(
        json!({ "type": CHAT_INPUT, "name": COMMAND, "options": subcommands }),
        "command-lore-admin.description",
    );
    command["default_member_permissions"] = json!(MANAGE_GUILD);
    command["contexts"] = json!([0]);
    command["integration_types"] = json!([0]);
    command
}

/// A subcommand with its options.
fn subcommand(name: &str, message: &str, options: &[Value]) -> Value {
    described(json!({ "type": SUBCOMMAND, "name": name, "options": options }), message)
}

fn option(kind: u8, name: &str, message: &str, required: bool) -> Value {
    described(json!({ "type": kind, "name": name, "required": required }), message)
}

fn text(name: &str, message: &str, required: bool, most_chars: usize) -> Value {
    let mut text = option(STRING, name, message, required);
    text["max_length"] = json!(most_chars);
    text
}

/// A text that must be filled in and is completed while it is typed.
fn completed(name: &str, message: &str) -> Value {
    let mut text = text(name, message, true, NAME_CHARS);
    text["autocomplete"] = json!(true);
    text
}

fn days() -> Value {
    let mut days = option(INTEGER, DAYS, "admin-option-days.description", true);
    days["min_value"] = json!(1);
    days["max_value"] = json!(MOST_DAYS);
    days
}
