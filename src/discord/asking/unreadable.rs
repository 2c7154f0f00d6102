//! Interactions that serenity cannot decode: read as far as they go, because someone is waiting for an answer.

use serde_json::{Map, Value, json};
use serenity::all::Interaction;

use super::incoming::{Incoming, spoils};
use crate::discord::speech::Tongue;

/// Fields that serenity insists on and the bot does not need, with what stands in for them.
fn stand_ins() -> [(&'static str, Value); 6] {
    [
        ("locale", json!("en-US")),
        ("entitlements", json!([])),
        ("attachment_size_limit", json!(0)),
        ("version", json!(1)),
        ("channel_id", json!("1")),
        ("application_id", json!("1")),
    ]
}

/// `type` of a press (<https://docs.discord.com/developers/interactions/receiving-and-responding>, "Interaction Type").
const COMPONENT: u8 = 3;

/// Fields that a command or a completion is answered from.
const NEEDED: [&str; 6] = ["id", "application_id", "type", "data", "token", "version"];

/// Fields that say in which language.
const LOCALES: [&str; 2] = ["locale", "guild_locale"];

/// An interaction that stays unreadable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where a private word can be sent: its id and token, where both can be read.
    pub address: Option<(u64, String)>,
    /// Whether it asks for completions rather than a message.
    pub completes: bool,
    /// The asker's language, as far as it can be read.
    pub tongue: Tongue,
}

/// Reads an interaction that lacks fields, first with stand-ins for them, then from what is needed alone.
pub fn read(value: Value) -> Result<Incoming, Unreadable> {
    let spoiler_channel = spoils(&value["channel"]);
    let Value::Object(fields) = value else {
        return Err(Unreadable { address: None, completes: false, tongue: Tongue::default() });
    };
    let needed = fields.iter().filter(|(name, value)| {
        NEEDED.contains(&name.as_str()) || (LOCALES.contains(&name.as_str()) && value.is_string())
    });
    let needed: Map<String, Value> = needed.map(|(name, value)| (name.clone(), value.clone())).collect();
    let interaction = decode(fields.clone()).or_else(|| decode(bare(needed)));
    interaction.map(|interaction| Incoming::of(interaction, spoiler_channel)).ok_or_else(|| {
        let id = fields.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
        let token = fields.get("token").and_then(Value::as_str).map(ToOwned::to_owned);
        let tongue = fields.get("locale").and_then(Value::as_str).map(Tongue::of).unwrap_or_default();
        Unreadable { address: id.zip(token), completes: fields.get("type") == Some(&json!(4)), tongue }
    })
}

/// The command's data without what refers to users, roles and channels, and a press without the message it was made on;
/// stand-ins for what serenity insists on.
fn bare(mut fields: Map<String, Value>) -> Map<String, Value> {
    if let Some(data) = fields.get_mut("data").and_then(Value::as_object_mut) {
        data.retain(|name, value| {
            let is_kept = matches!(name.as_str(), "id" | "name" | "type" | "options" | "custom_id" | "component_type");
            is_kept && !value.is_null()
        });
        if data.contains_key("name") {
            data.entry("id").or_insert(json!("1"));
            data.entry("type").or_insert(json!(1));
        }
    }
    if fields.get("type") == Some(&json!(COMPONENT)) {
        fields.insert("message".to_owned(), some_message());
    }
    fields
}

/// A message as bare as serenity takes one.
fn some_message() -> Value {
    json!({
        "id": "1", "channel_id": "1", "content": "", "timestamp": "2015-01-01T00:00:00.000000+00:00",
        "author": { "id": "1", "username": "bot", "discriminator": "0", "avatar": null }, "edited_timestamp": null,
        "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": false, "type": 0,
    })
}

/// Decodes an interaction with stand-ins for what is missing or `null`.
fn decode(mut fields: Map<String, Value>) -> Option<Interaction> {
    for (name, value) in stand_ins() {
        if fields.get(name).is_none_or(Value::is_null) {
            fields.insert(name.to_owned(), value);
        }
    }
    serde_json::from_value(Value::Object(fields)).ok()
}
