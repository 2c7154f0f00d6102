//! Messages in channels: those that people write, as Discord tells of them, and those that the bot sends.

use std::sync::atomic::{AtomicU64, Ordering};

use lorebot::discord::clock::id_made_ago;
use serde_json::{Value, json};

use super::interactions::{SOMEONE, press};
use super::{APPLICATION, State};

static NEXT: AtomicU64 = AtomicU64::new(1);

/// The server and the channel that messages are written in.
pub const GUILD: &str = "8888888888888888888";
pub const CHANNEL: &str = "4444444444444444444";

/// A message in a server.
pub fn in_channel(text: &str) -> Value {
    in_channel_ago(text, 0)
}

/// A message in a server, written some time ago.
pub fn in_channel_ago(text: &str, age_ms: i64) -> Value {
    let mut message = direct_ago(text, age_ms);
    message["guild_id"] = json!(GUILD);
    message["member"] = json!({
        "roles": [], "joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "flags": 0,
    });
    message
}

/// A direct message.
pub fn direct(text: &str) -> Value {
    direct_ago(text, 0)
}

fn direct_ago(text: &str, age_ms: i64) -> Value {
    let id = id_made_ago(age_ms) + NEXT.fetch_add(1, Ordering::Relaxed);
    let mut message = json!({
        "id": id.to_string(), "channel_id": CHANNEL, "author": author(SOMEONE),
        "timestamp": "2026-01-01T00:00:00.000000+00:00", "edited_timestamp": null, "tts": false,
        "mention_everyone": text.contains("@everyone"), "mention_roles": [], "attachments": [], "embeds": [],
        "pinned": false, "type": 0,
    });
    say(&mut message, text);
    message
}

/// The same message, of somebody else.
pub fn written_by(mut message: Value, user: &str) -> Value {
    message["author"] = author(user);
    message
}

/// The same message as a reply to one of the bot's, with a ping.
pub fn as_reply(mut message: Value) -> Value {
    message["type"] = json!(19);
    message["message_reference"] = json!({ "type": 0, "message_id": "5555555555555555555", "channel_id": CHANNEL });
    message["referenced_message"] = press("2d|")["message"].take();
    message["mentions"] = json!([author(APPLICATION)]);
    message
}

/// The same message with other words.
pub fn edited(message: &Value, text: &str) -> Value {
    let mut message = message.clone();
    say(&mut message, text);
    let moment = NEXT.fetch_add(1, Ordering::Relaxed);
    message["edited_timestamp"] = json!(format!("2026-01-01T00:01:00.{moment:06}+00:00"));
    message
}

/// What Discord tells of a deleted message.
pub fn deleted(message: &Value) -> Value {
    json!({ "id": message["id"], "channel_id": message["channel_id"], "guild_id": message["guild_id"] })
}

/// The mark that mentions the bot.
pub fn mention() -> String {
    format!("<@{APPLICATION}>")
}

/// A press of a button under a reply of the bot's to a message, as Discord sends it with or without that message.
pub fn press_under_reply(custom_id: &str, message: &Value, is_told: bool) -> Value {
    let mut press = press(custom_id);
    press["message"]["author"] = author(APPLICATION);
    press["message"]["type"] = json!(19);
    press["message"]["flags"] = json!(1 << 15);
    press["message"]["message_reference"] = json!({ "type": 0, "message_id": message["id"], "channel_id": CHANNEL });
    if is_told {
        press["message"]["referenced_message"] = message.clone();
    }
    press
}

/// A message as Discord tells a bot of it that may not read all: without the text, unless it mentions the bot or was
/// written to it.
pub fn as_told(message: &Value) -> Value {
    let mut told = message.clone();
    let mentions_bot = message["mentions"].as_array().unwrap().iter().any(|user| user["id"] == APPLICATION);
    if !mentions_bot && message.get("guild_id").is_some() {
        told["content"] = json!("");
    }
    told
}

/// Answers a request about messages in a channel, whose body was kept already.
pub fn answer(state: &mut State, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let unknown = (404, json!({ "message": "Unknown Message", "code": 10008 }));
    let id = path.rsplit('/').next().unwrap_or_default();
    let posted = id.parse().ok().filter(|id| state.posted.contains_key(id));
    match (method, posted) {
        ("POST", _) => {
            // Discord takes a nonce once, and gives the message that it took.
            let known = state.posted.iter().find(|(_, sent)| sent["nonce"] == body["nonce"]).map(|(id, _)| *id);
            let id = known.unwrap_or_else(|| id_made_ago(0) + NEXT.fetch_add(1, Ordering::Relaxed));
            state.posted.entry(id).or_insert_with(|| body.clone());
            (200, json!({ "id": id.to_string() }))
        }
        ("PATCH", Some(id)) => {
            let sent = state.posted.get_mut(&id).unwrap().as_object_mut().unwrap();
            sent.extend(body.as_object().unwrap().clone());
            (200, json!({ "id": id.to_string() }))
        }
        ("DELETE", Some(id)) => {
            state.posted.remove(&id);
            (204, Value::Null)
        }
        ("GET", _) => state.written.get(id).map_or(unknown, |message| (200, message.clone())),
        _ => unknown,
    }
}

/// Has a message say something, which mentions the bot where it holds its mark.
fn say(message: &mut Value, text: &str) {
    message["content"] = json!(text);
    message["mentions"] = if text.contains(&mention()) { json!([author(APPLICATION)]) } else { json!([]) };
}

fn author(user: &str) -> Value {
    let is_bot = user == APPLICATION;
    json!({ "id": user, "username": "someone", "discriminator": "0", "avatar": null, "bot": is_bot })
}
