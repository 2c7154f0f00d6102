//! Interactions as Discord sends them.

use std::sync::atomic::{AtomicU64, Ordering};

use lorebot::discord::clock::id_made_ago;
use serde_json::{Value, json};

use super::APPLICATION;

static NEXT: AtomicU64 = AtomicU64::new(1);

/// A slash command with its options filled in.
pub fn command(name: &str, options: &[(&str, &str)]) -> Value {
    let options: Vec<Value> =
        options.iter().map(|(name, value)| json!({ "type": 3, "name": name, "value": value })).collect();
    interaction(2, 0, &json!({ "id": "3333333333333333333", "name": name, "type": 1, "options": options }))
}

/// The topic of `/lore` as far as it is typed.
pub fn typing(topic: &str) -> Value {
    let option = json!({ "type": 3, "name": "topic", "value": topic, "focused": true });
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
    json!({ "id": "6666666666666666666", "username": "someone", "discriminator": "0", "avatar": null, "global_name": "Someone" })
}
