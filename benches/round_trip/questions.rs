//! The golden questions of the starter wiki, as Discord would send them.

use std::time::Instant;

use lorebot::answer::Library;
use lorebot::check::{Expected, Question};
use lorebot::discord::clock::id_made_ago;
use lorebot::discord::{Incoming, respond};
use lorebot::metrics::Metrics;
use serde_json::{Value, json};

use crate::discord::Event;
use crate::golden::{self, Place, command};

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
        Ok(Questions { questions: golden::questions()?, asked: 0 })
    }

    /// All of them, each with the data of its interaction and whether a passage must come of it.
    pub fn as_json(&self) -> Value {
        let finds = |question: &Question| question.outcome == Expected::Found;
        self.questions.iter().map(|question| json!({ "data": command(question), "finds": finds(question) })).collect()
    }

    /// The next questions as events, made now: the bot leaves alone what is older than three seconds.
    pub fn block(&mut self, count: usize) -> Vec<Event> {
        (0..count).map(|_| self.next()).map(|(id, data)| Event::new(id, &data)).collect()
    }

    /// How long it takes to make each reply, in microseconds; `between` is done before each.
    pub fn answered_alone(
        &mut self,
        library: &Library,
        count: usize,
        mut between: impl FnMut(),
    ) -> Result<Vec<u128>, serde_json::Error> {
        let metrics = Metrics::default();
        let time = |_| {
            let incoming = Incoming::read(self.next().1)?;
            between();
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
        let place = Place { asker: number % ASKERS, channel: number % CHANNELS };
        (id, golden::interaction(id, 2, place, &command(question)))
    }
}
