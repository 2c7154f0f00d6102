//! Requests as Discord sends them, signed ahead of being measured.

use std::time::{SystemTime, UNIX_EPOCH};

use lorebot::check::Question;
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};

use crate::golden::{self, Place, command};

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
        Ok(Requests { questions: golden::questions()?, pair: pair(), made: 0 })
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

    /// The next interaction. Its id is too small for one of Discord's, so that it does not age.
    fn next_interaction(&mut self) -> Value {
        self.made += 1;
        let by_somebody =
            |kind, data: &Value| golden::interaction(self.made, kind, Place { asker: self.made, channel: 0 }, data);
        let place = usize::try_from(self.made / 2).unwrap_or(0);
        if self.made.is_multiple_of(2) {
            let typed = TYPED[place % TYPED.len()];
            let option = json!({ "type": 3, "name": "topic", "value": typed, "focused": true });
            return by_somebody(4, &json!({ "id": "3", "name": "lore", "type": 1, "options": [option] }));
        }
        by_somebody(2, &command(&self.questions[place % self.questions.len()]))
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
