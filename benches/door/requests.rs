//! Requests as Discord sends them, signed ahead of being measured.

use std::time::{SystemTime, UNIX_EPOCH};

use lorebot::check::{Question, QuestionFile};
use lorebot::rebuild::starter_questions;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

/// What is typed before a completion is asked for.
const TYPED: [&str; 6] = ["", "k", "khi", "qon", "romulan r", "kitomer"];

/// Discord's key.
fn pair() -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[29; 32]).expect("any 32 bytes are a seed")
}

/// The key as Discord shows it.
pub fn public_key() -> String {
    hex::encode(pair().public_key())
}

/// Requests, no two of which are the same.
pub struct Requests {
    questions: Vec<Question>,
    pair: Ed25519KeyPair,
    made: u64,
}

impl Requests {
    pub fn of_the_starter_wiki() -> Result<Requests, String> {
        let questions = QuestionFile::read(starter_questions(), "questions.toml")?.questions;
        Ok(Requests { questions, pair: pair(), made: 0 })
    }

    /// Commands and completions by turns, each of somebody else.
    pub fn answers(&mut self, count: usize) -> Vec<Vec<u8>> {
        self.signed_each(count, |_| {})
    }

    /// PINGs of the length of these.
    pub fn pings(&mut self, count: usize) -> Vec<Vec<u8>> {
        self.signed_each(count, |interaction| interaction["type"] = json!(1))
    }

    fn signed_each(&mut self, count: usize, change: fn(&mut Value)) -> Vec<Vec<u8>> {
        let next = |_| {
            let mut interaction = self.next_interaction();
            change(&mut interaction);
            self.signed(&interaction)
        };
        (0..count).map(next).collect()
    }

    fn next_interaction(&mut self) -> Value {
        self.made += 1;
        let place = usize::try_from(self.made / 2).unwrap_or(0);
        if self.made.is_multiple_of(2) {
            let typed = TYPED[place % TYPED.len()];
            let option = json!({ "type": 3, "name": "topic", "value": typed, "focused": true });
            return interaction(self.made, 4, &json!({ "id": "3", "name": "lore", "type": 1, "options": [option] }));
        }
        interaction(self.made, 2, &command(&self.questions[place % self.questions.len()]))
    }

    /// The whole request.
    fn signed(&self, interaction: &Value) -> Vec<u8> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs().to_string();
        let body = interaction.to_string();
        let signature = hex::encode(self.pair.sign(&[now.as_bytes(), body.as_bytes()].concat()));
        let head = format!(
            "POST /interactions HTTP/1.1\r\nhost: bot\r\nuser-agent: Discord-Interactions/1.0\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nx-signature-ed25519: {signature}\r\nx-signature-timestamp: {now}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body.as_bytes()].concat()
    }
}

/// A question about Khitomer as the command pinned to it, any other as `/lore`.
fn command(question: &Question) -> Value {
    let option = |name: &str, value: &str| json!({ "type": 3, "name": name, "value": value });
    let (name, options) = match question.topic.as_deref() {
        Some("Khitomer") => ("khitomer", vec![option("what", &question.ask)]),
        Some(topic) => ("lore", vec![option("topic", topic), option("question", &question.ask)]),
        None => ("lore", vec![option("question", &question.ask)]),
    };
    json!({ "id": "3", "name": name, "type": 1, "options": options })
}

/// An interaction in a server that has the bot. Its id is too small for one of Discord's, so that it does not age.
fn interaction(number: u64, kind: u8, data: &Value) -> Value {
    let (server, channel) = ("8888888888888888888", "4444444444444444444");
    let user = json!({
        "id": (6_000_000_000_000_000_000 + number).to_string(), "username": "asker", "discriminator": "0", "avatar": null,
        "global_name": "Asker", "public_flags": 0,
    });
    json!({
        "id": number.to_string(), "application_id": "1111111111111111111", "type": kind, "data": data,
        "token": format!("token-{number}"), "version": 1, "channel_id": channel, "guild_id": server, "context": 0,
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
