//! A reply to an interaction, as Discord's JSON.

use serde_json::{Value, json};

use super::limits::EPHEMERAL;

/// The callback types used (<https://docs.discord.com/developers/interactions/receiving-and-responding>,
/// "Interaction Callback Type").
const PONG: u8 = 1;
const MESSAGE: u8 = 4;
const DEFERRED_MESSAGE: u8 = 5;
const CHOICES: u8 = 8;

/// What is sent back for one interaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    kind: u8,
    data: Option<Value>,
}

impl Reply {
    /// The answer to Discord's question whether we are there.
    pub fn pong() -> Reply {
        Reply { kind: PONG, data: None }
    }

    /// "Thinking…": the message follows by an edit. Who sees that message is settled here.
    pub fn deferred(private: bool) -> Reply {
        Reply { kind: DEFERRED_MESSAGE, data: private.then(|| json!({ "flags": EPHEMERAL })) }
    }

    /// Whether it is for the asker alone.
    pub fn is_private(&self) -> bool {
        self.data.as_ref().is_some_and(|data| data["flags"] == json!(EPHEMERAL))
    }

    /// A message everybody sees. Nobody is notified, whatever its text says.
    pub fn message(mut data: Value) -> Reply {
        data["allowed_mentions"] = json!({ "parse": [] });
        Reply { kind: MESSAGE, data: Some(data) }
    }

    /// Choices for what is being typed, each a name and the value it stands for.
    pub fn choices(choices: &[(String, String)]) -> Reply {
        let choices: Vec<Value> = choices.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        Reply { kind: CHOICES, data: Some(json!({ "choices": choices })) }
    }

    /// The same message for the asker alone.
    #[must_use]
    pub fn private(mut self) -> Reply {
        if let (MESSAGE, Some(data)) = (self.kind, &mut self.data) {
            data["flags"] = json!(EPHEMERAL);
        }
        self
    }

    /// The body of the callback.
    pub fn body(&self) -> Value {
        match &self.data {
            Some(data) => json!({ "type": self.kind, "data": data }),
            None => json!({ "type": self.kind }),
        }
    }

    /// The body of a further message, where the reply is one.
    pub fn further(&self) -> Value {
        self.data.clone().unwrap_or_default()
    }

    /// The body of the edit that follows a deferred reply. Who sees it was settled when it was deferred.
    pub fn edit(&self) -> Value {
        let mut data = self.data.clone().unwrap_or_default();
        if let Some(fields) = data.as_object_mut() {
            fields.remove("flags");
        }
        data
    }
}
