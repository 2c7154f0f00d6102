//! A reply to an interaction, as Discord's JSON.

use serde_json::{Value, json};

use super::components::{Component, FILE};
use super::plain::plain;
use crate::discord::admin::Edit;
use crate::discord::limits::{COMPONENTS_V2, EPHEMERAL, SUPPRESS_EMBEDS};
use crate::servers::{Label, Reason};

/// The callback types used (<https://docs.discord.com/developers/interactions/receiving-and-responding>,
/// "Interaction Callback Type").
const PONG: u8 = 1;
const MESSAGE: u8 = 4;
const DEFERRED_MESSAGE: u8 = 5;
const DEFERRED_UPDATE: u8 = 6;
const UPDATE: u8 = 7;
const CHOICES: u8 = 8;

/// What is sent back for one interaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    kind: u8,
    data: Option<Value>,
    task: Option<Task>,
    file: Option<File>,
}

/// What is to be done for a reply: beside it, or before it can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Something is counted for the admins of the server; the reply is given all the same.
    Count(Record),
    /// What the server chose changes; then the request is answered anew.
    Change(Edit),
    /// The last change is taken back; then the request is answered anew.
    Undo,
    /// The file at an address, which has so many bytes, is chosen; then the request is answered anew.
    Import(String, u64),
    /// The reports are read; then the request is answered anew.
    Report,
}

/// A file that goes with a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub text: String,
}

/// What is to be counted for the admins of the server that a reply goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A question that found nothing.
    Unanswered(String),
    /// A passage that someone calls wrong.
    Wrong(Label, Reason),
}

impl Reply {
    /// A reply of a kind that says nothing.
    fn bare(kind: u8) -> Reply {
        Reply { kind, data: None, task: None, file: None }
    }

    /// A task that must be done before there is a reply.
    pub fn task(task: Task) -> Reply {
        Reply::bare(DEFERRED_UPDATE).with_task(task)
    }

    /// The same reply, with something to be done.
    #[must_use]
    pub fn with_task(self, task: Task) -> Reply {
        Reply { task: Some(task), ..self }
    }

    /// What is to be done.
    pub fn to_do(&self) -> Option<&Task> {
        self.task.as_ref()
    }

    /// The same reply, with a file.
    #[must_use]
    pub fn with_file(mut self, name: &'static str, text: String) -> Reply {
        if let Some(data) = &mut self.data {
            data["attachments"] = json!([{ "id": "0", "filename": name }]);
            if let Some(components) = data["components"].as_array_mut() {
                components.push(json!({ "type": FILE, "file": { "url": format!("attachment://{name}") } }));
            }
        }
        Reply { file: Some(File { name, text }), ..self }
    }

    /// The file that goes with it.
    pub fn file(&self) -> Option<&File> {
        self.file.as_ref()
    }

    /// The answer to Discord's question whether we are there.
    pub fn pong() -> Reply {
        Reply::bare(PONG)
    }

    /// Says nothing; the message whose control was pressed is to be deleted then.
    pub fn removal() -> Reply {
        Reply::bare(DEFERRED_UPDATE)
    }

    /// Whether the message whose control was pressed is to be deleted.
    pub fn removes(&self) -> bool {
        self.kind == DEFERRED_UPDATE && self.task.is_none()
    }

    /// "Thinking…": the message follows by an edit. Who sees that message is settled here.
    pub fn deferred(private: bool) -> Reply {
        Reply { data: private.then(|| json!({ "flags": EPHEMERAL })), ..Reply::bare(DEFERRED_MESSAGE) }
    }

    /// Whether it is a message of its own.
    pub fn is_message(&self) -> bool {
        self.kind == MESSAGE
    }

    /// Whether it is for the asker alone.
    pub fn is_private(&self) -> bool {
        self.flags() & EPHEMERAL != 0
    }

    /// A message everybody sees. Nobody is notified, whatever its text says.
    pub fn message(mut data: Value) -> Reply {
        data["allowed_mentions"] = json!({ "parse": [] });
        Reply { data: Some(data), ..Reply::bare(MESSAGE) }
    }

    /// The same of components alone.
    ///
    /// # Panics
    /// Never: components hold only text and numbers.
    pub fn components(components: &[Component]) -> Reply {
        let components = serde_json::to_value(components).expect("components hold only text and numbers");
        Reply::message(json!({ "components": components, "flags": COMPONENTS_V2 }))
    }

    /// Choices for what is being typed, each a name and the value it stands for.
    pub fn choices(choices: &[(String, String)]) -> Reply {
        let choices: Vec<Value> = choices.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        Reply { data: Some(json!({ "choices": choices })), ..Reply::bare(CHOICES) }
    }

    /// The same message for the asker alone.
    #[must_use]
    pub fn private(mut self) -> Reply {
        if self.kind == MESSAGE {
            self.set_flags(self.flags() | EPHEMERAL);
        }
        self
    }

    /// The same message in place of the one whose control was pressed. Who sees it was settled when that was sent.
    #[must_use]
    pub fn in_place(mut self) -> Reply {
        if self.kind == MESSAGE {
            self.set_flags(self.flags() & !EPHEMERAL);
            self.kind = UPDATE;
        }
        self
    }

    /// Whether it is a message of plain text rather than of components.
    pub fn is_plain(&self) -> bool {
        self.is_message() && self.flags() & COMPONENTS_V2 == 0
    }

    /// Whether it takes the place of the message whose control was pressed.
    pub fn is_in_place(&self) -> bool {
        self.kind == UPDATE
    }

    /// The same message as plain text, where it is made of components.
    #[must_use]
    pub fn plain(mut self) -> Reply {
        let flags = self.flags();
        if flags & COMPONENTS_V2 == 0 {
            return self;
        }
        if let Some(data) = &mut self.data {
            let (content, rows) = plain(data["components"].as_array().map(Vec::as_slice).unwrap_or_default());
            data["content"] = json!(content);
            data["components"] = json!(rows);
        }
        self.set_flags(flags & !COMPONENTS_V2 | SUPPRESS_EMBEDS);
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
        let mut edit = self.clone();
        edit.set_flags(self.flags() & !EPHEMERAL);
        edit.data.unwrap_or_default()
    }

    /// The message's flags; 0 where there are none.
    fn flags(&self) -> u64 {
        self.data.as_ref().and_then(|data| data["flags"].as_u64()).unwrap_or(0)
    }

    /// Sets the message's flags, where there is a message.
    fn set_flags(&mut self, flags: u64) {
        let Some(fields) = self.data.as_mut().and_then(Value::as_object_mut) else { return };
        match flags {
            0 => fields.remove("flags"),
            _ => fields.insert("flags".to_owned(), json!(flags)),
        };
    }
}
