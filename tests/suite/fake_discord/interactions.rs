//! Interactions as Discord sends them.

use std::sync::atomic::{AtomicU64, Ordering};

use lorebot::discord::clock::id_made_ago;
use serde_json::{Value, json};

use super::APPLICATION;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// What whoever runs a server may do (<https://docs.discord.com/developers/topics/permissions>).
const MANAGE_GUILD: u64 = 1 << 5;
/// Who uses the bot, unless a test says otherwise.
pub const SOMEONE: &str = "6666666666666666666";

/// A slash command with its options filled in; "true" and "false" fill in options that are one of the two.
pub fn command(name: &str, options: &[(&str, &str)]) -> Value {
    let option = |(name, value): &(&str, &str)| match value.parse::<bool>() {
        Ok(value) => json!({ "type": 5, "name": name, "value": value }),
        Err(_) => json!({ "type": 3, "name": name, "value": value }),
    };
    let options: Vec<Value> = options.iter().map(option).collect();
    interaction(2, 0, &json!({ "id": "3333333333333333333", "name": name, "type": 1, "options": options }))
}

/// The command "Look up lore" in the menu of a message with this text.
pub fn look_up(content: &str) -> Value {
    let mut message = press("2d|")["message"].take();
    message["content"] = json!(content);
    message["type"] = json!(0);
    let id = message["id"].clone();
    let resolved = json!({ "messages": { id.as_str().unwrap(): message } });
    let data = json!({ "id": "3333333333333333333", "name": "Look up lore", "type": 3, "target_id": id, "resolved": resolved });
    interaction(2, 0, &data)
}

/// The topic of `/lore` as far as it is typed.
pub fn typing(topic: &str) -> Value {
    typing_into("topic", topic)
}

/// Any option of `/lore` as far as it is typed.
pub fn typing_into(option: &str, typed: &str) -> Value {
    let option = json!({ "type": 3, "name": option, "value": typed, "focused": true });
    interaction(4, 0, &json!({ "id": "3333333333333333333", "name": "lore", "type": 1, "options": [option] }))
}

/// A press of a button.
pub fn press(custom_id: &str) -> Value {
    let mut press = interaction(3, 0, &json!({ "custom_id": custom_id, "component_type": 2 }));
    press["message"] = json!({
        "id": "5555555555555555555", "channel_id": "4444444444444444444", "author": user(), "content": "",
        "timestamp": "2026-01-01T00:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": false, "type": 20,
    });
    press
}

/// A press of a button under a message that somebody's command has brought.
pub fn press_under(custom_id: &str, asker: &str, flags: u64) -> Value {
    let mut press = press(custom_id);
    let asker = json!({ "id": asker, "username": "asker", "discriminator": "0", "avatar": null });
    press["message"]["flags"] = json!(flags);
    press["message"]["components"] = card();
    press["message"]["interaction_metadata"] = json!({
        "id": "7777777777777777777", "type": 2, "user": asker, "authorizing_integration_owners": {},
    });
    press
}

/// The components of a message as Discord sends them back, each kind that the bot uses among them.
fn card() -> Value {
    let button = json!({ "type": 2, "id": 5, "style": 2, "label": "Read 1", "custom_id": "2r|" });
    let text = json!({ "type": 10, "id": 4, "content": "### A card" });
    let section = json!({ "type": 9, "id": 3, "components": [text], "accessory": button });
    let separator = json!({ "type": 14, "id": 6, "divider": true, "spacing": 1 });
    let inside = [section, separator];
    let select = json!({
        "type": 3, "id": 9, "custom_id": "2choose", "placeholder": "Choose", "min_values": 1, "max_values": 1,
        "options": [{ "label": "one", "value": "2d|" }],
    });
    json!([
        { "type": 17, "id": 2, "accent_color": 5_209_260, "spoiler": false, "components": inside },
        { "type": 1, "id": 7, "components": [{ "type": 2, "id": 8, "style": 4, "label": "Delete", "custom_id": "2d|" }] },
        { "type": 1, "id": 10, "components": [select] },
    ])
}

/// A choice made in a list under a message that the chooser alone sees.
pub fn choice(value: &str) -> Value {
    let mut choice = press_under("2choose", SOMEONE, 64);
    choice["data"] = json!({ "custom_id": "2choose", "component_type": 3, "values": [value] });
    choice
}

/// A subcommand of `/lore-admin` with its options filled in, in a server that has the bot.
pub fn admin(subcommand: &str, options: &Value) -> Value {
    let subcommand = json!({ "type": 1, "name": subcommand, "options": options });
    let data = json!({ "id": "3333333333333333333", "name": "lore-admin", "type": 1, "options": [subcommand] });
    in_a_server(interaction(2, 0, &data), MANAGE_GUILD)
}

/// An option of `/lore-admin` as far as it is typed.
pub fn admin_typing(subcommand: &str, option: &str, typed: &str) -> Value {
    let option = json!({ "type": 3, "name": option, "value": typed, "focused": true });
    let mut typing = admin(subcommand, &json!([option]));
    typing["type"] = json!(4);
    typing
}

/// `/lore-admin import` with a file that lies at an address.
pub fn import(url: &str, size: u64) -> Value {
    let mut import = admin("import", &json!([{ "type": 11, "name": "file", "value": "9" }]));
    let file = json!({ "id": "9", "filename": "lorebot.json", "size": size, "url": url, "proxy_url": url, "content_type": "application/json" });
    import["data"]["resolved"] = json!({ "attachments": { "9": file } });
    import
}

/// What is chosen in a list of a message that the chooser alone sees, in a server that has the bot.
pub fn chosen(custom_id: &str, values: &[&str]) -> Value {
    let mut chosen = press_under(custom_id, SOMEONE, 64);
    chosen["data"] = json!({ "custom_id": custom_id, "component_type": 3, "values": values });
    in_a_server(chosen, MANAGE_GUILD)
}

/// The same interaction, of somebody else.
pub fn asked_by(mut interaction: Value, user: &str) -> Value {
    interaction["user"]["id"] = json!(user);
    interaction
}

/// The same interaction, made in a server that has the bot, by a member with these permissions.
pub fn in_a_server(mut interaction: Value, permissions: u64) -> Value {
    let user = interaction.as_object_mut().unwrap().remove("user").unwrap();
    interaction["member"] = json!({
        "user": user, "roles": [], "joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false,
        "flags": 0, "permissions": permissions.to_string(),
    });
    interaction["guild_id"] = json!("8888888888888888888");
    interaction["context"] = json!(0);
    interaction["authorizing_integration_owners"] = json!({ "0": "8888888888888888888" });
    interaction
}

/// A thread, or a post, of the channel that interactions come from.
pub fn thread() -> Value {
    json!({ "id": "4444444444444444445", "type": 11, "parent_id": "4444444444444444444", "flags": 0, "name": "A thread" })
}

/// The same interaction, made in that thread.
pub fn in_the_thread(mut interaction: Value) -> Value {
    interaction["channel_id"] = thread()["id"].take();
    interaction["channel"] = thread();
    interaction
}

/// The same command, sent some time ago.
pub fn command_made_ago(name: &str, age_ms: i64) -> Value {
    interaction(2, age_ms, &json!({ "id": "3333333333333333333", "name": name, "type": 1, "options": [] }))
}

fn interaction(kind: u8, age_ms: i64, data: &Value) -> Value {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    json!({
        "id": (id_made_ago(age_ms) + number).to_string(), "application_id": APPLICATION, "type": kind, "data": data,
        "channel_id": "4444444444444444444", "user": user(), "token": format!("interaction-token-{number}"),
        "version": 1, "app_permissions": "0", "locale": "en-US", "entitlements": [],
        "authorizing_integration_owners": {}, "context": 1, "attachment_size_limit": 10_485_760,
    })
}

fn user() -> Value {
    json!({ "id": SOMEONE, "username": "someone", "discriminator": "0", "avatar": null, "global_name": "Someone" })
}
