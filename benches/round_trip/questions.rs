//! The golden questions of the starter wiki, as Discord would send them.

use std::time::Instant;

use lorebot::answer::Library;
use lorebot::check::{Question, QuestionFile};
use lorebot::discord::clock::id_made_ago;
use lorebot::discord::{Incoming, respond};
use lorebot::metrics::Metrics;
use lorebot::rebuild::starter_questions;
use serde_json::{Value, json};

use crate::discord::{APPLICATION, Event};

/// How many people ask, so that nobody has to wait for having asked too often, and in how many channels.
const ASKERS: u64 = 5_000;
const CHANNELS: u64 = 5;

/// The questions, asked round and round.
pub struct Questions {
    questions: Vec<Question>,
    asked: u64,
}

impl Questions {
    pub fn of_the_starter_wiki() -> Result<Questions, String> {
        let questions = QuestionFile::read(starter_questions(), "questions.toml")?.questions;
        Ok(Questions { questions, asked: 0 })
    }

    /// The next questions as events, made now: the bot leaves alone what is older than three seconds.
    pub fn block(&mut self, count: usize) -> Vec<Event> {
        (0..count).map(|_| self.next()).map(|(id, data)| Event::new(id, &data)).collect()
    }

    /// How long it takes to make each reply, in microseconds.
    pub fn answered_alone(&mut self, library: &Library, count: usize) -> Result<Vec<u128>, serde_json::Error> {
        let metrics = Metrics::default();
        let time = |_| {
            let incoming = Incoming::read(self.next().1)?;
            let start = Instant::now();
            let body = respond(&incoming, library, &metrics).body();
            let took = start.elapsed().as_micros();
            assert!(body["type"] == 4, "an answer is a message");
            Ok(took)
        };
        (0..count).map(time).collect()
    }

    /// The next question: the id of the interaction, and the interaction.
    fn next(&mut self) -> (u64, Value) {
        let number = self.asked;
        self.asked += 1;
        let question = &self.questions[usize::try_from(number).unwrap_or(0) % self.questions.len()];
        let id = id_made_ago(0) + number;
        (id, interaction(id, number, &command(question)))
    }
}

/// A question about Khitomer as the command pinned to it, every other one as `/lore`.
fn command(question: &Question) -> Value {
    let option = |name: &str, value: &str| json!({ "type": 3, "name": name, "value": value });
    let (name, options) = match question.topic.as_deref() {
        Some("Khitomer") => ("khitomer", vec![option("what", &question.ask)]),
        Some(topic) => ("lore", vec![option("topic", topic), option("question", &question.ask)]),
        None => ("lore", vec![option("question", &question.ask)]),
    };
    json!({ "id": "3333333333333333333", "name": name, "type": 1, "options": options })
}

/// A command given in a server that has the bot, as Discord describes it.
fn interaction(id: u64, number: u64, data: &Value) -> Value {
    let asker = (6_000_000_000_000_000_000 + number % ASKERS).to_string();
    let channel = (4_000_000_000_000_000_000 + number % CHANNELS).to_string();
    let server = "8888888888888888888";
    json!({
        "id": id.to_string(), "application_id": APPLICATION, "type": 2, "data": data, "token": format!("token-{number}"),
        "version": 1, "channel_id": channel, "guild_id": server, "context": 0,
        "channel": { "id": channel, "type": 0, "name": "lore", "guild_id": server, "permissions": "0" },
        "guild": { "id": server, "locale": "en-US", "features": [] },
        "member": {
            "user": {
                "id": asker, "username": "asker", "discriminator": "0", "avatar": null, "global_name": "Asker",
                "public_flags": 0,
            },
            "roles": ["8888888888888888889"], "joined_at": "2026-01-01T00:00:00.000000+00:00", "deaf": false,
            "mute": false, "flags": 0, "permissions": "2248473465835073", "nick": null, "pending": false,
        },
        "app_permissions": "2248473465835073", "locale": "en-US", "guild_locale": "en-US", "entitlements": [],
        "authorizing_integration_owners": { "0": server }, "attachment_size_limit": 10_485_760,
    })
}
