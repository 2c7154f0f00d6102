//! The golden questions of the starter wiki, as Discord would send them: what several benchmarks ask.

use lorebot::check::{Question, QuestionFile};
use lorebot::rebuild::starter_questions;
use serde_json::{Value, json};

/// The application that every bot is.
pub const APPLICATION: &str = "1111111111111111111";
/// The command that is used.
const COMMAND: &str = "3333333333333333333";

/// The questions.
pub fn questions() -> Result<Vec<Question>, String> {
    Ok(QuestionFile::read(starter_questions(), "questions.toml")?.questions)
}

/// A question about Khitomer as the command pinned to it, any other as `/lore`.
pub fn command(question: &Question) -> Value {
    let option = |name: &str, value: &str| json!({ "type": 3, "name": name, "value": value });
    let (name, options) = match question.topic.as_deref() {
        Some("Khitomer") => ("khitomer", vec![option("what", &question.ask)]),
        Some(topic) => ("lore", vec![option("topic", topic), option("question", &question.ask)]),
        None => ("lore", vec![option("question", &question.ask)]),
    };
    json!({ "id": COMMAND, "name": name, "type": 1, "options": options })
}

/// Who uses a bot, and where.
#[derive(Clone, Copy)]
pub struct Place {
    /// The number of the person.
    pub asker: u64,
    /// The number of the channel.
    pub channel: u64,
}

/// An interaction of some type in a server that has the bot, as Discord describes it.
pub fn interaction(id: u64, kind: u8, Place { asker, channel }: Place, data: &Value) -> Value {
    let server = "8888888888888888888";
    let channel = (4_000_000_000_000_000_000 + channel).to_string();
    let user = json!({
        "id": (6_000_000_000_000_000_000 + asker).to_string(), "username": "asker", "discriminator": "0", "avatar": null,
        "global_name": "Asker", "public_flags": 0,
    });
    json!({
        "id": id.to_string(), "application_id": APPLICATION, "type": kind, "data": data, "token": format!("token-{id}"),
        "version": 1, "channel_id": channel, "guild_id": server, "context": 0,
        "channel": { "id": channel, "type": 0, "name": "lore", "guild_id": server, "permissions": "0", "flags": 0 },
        "guild": { "id": server, "locale": "en-US", "features": [] },
        "member": {
            "user": user, "roles": ["8888888888888888889"], "joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false,
            "mute": false, "flags": 0, "permissions": "2248473465835073", "nick": null, "pending": false,
        },
        "app_permissions": "2248473465835073", "locale": "en-US", "guild_locale": "en-US", "entitlements": [],
        "authorizing_integration_owners": { "0": server }, "attachment_size_limit": 10_485_760,
    })
}
