//! Messages of the bot's own in channels: sent once, changed, deleted; a channel that takes none is left alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::rest::{Failure, REQUEST_TIME, Rest};
use crate::discord::showing::Reply;

/// How long a message is tried for: whoever asked has gone on by then.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a channel is left alone that takes no message.
const LEFT_ALONE: Duration = Duration::from_mins(30);
/// The most such channels remembered; all are forgotten when there are more.
const MOST: usize = 10_000;
/// Error codes (<https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>): no such message; and
/// "cannot reply without permission to read message history", which comes with status 400.
const UNKNOWN_MESSAGE: i64 = 10_008;
const HISTORY_UNREADABLE: i64 = 160_002;

/// What came of changing a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is as it should be.
    Done,
    /// It is no longer there.
    Gone,
    /// It could not be changed; the reason is logged.
    Failed,
}

/// Sends messages to channels.
#[derive(Debug)]
pub struct Posting {
    rest: Arc<Rest>,
    /// When a channel last took no message.
    closed: Mutex<HashMap<u64, Instant>>,
}

impl Posting {
    /// Nothing sent yet.
    pub fn new(rest: Arc<Rest>) -> Posting {
        Posting { rest, closed: Mutex::default() }
    }

    /// Whether a channel is left alone by now.
    pub fn is_closed(&self, channel: u64) -> bool {
        let closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        closed.get(&channel).is_some_and(|since| since.elapsed() < LEFT_ALONE)
    }

    /// Sends a reply to a message, the one of this number to it, counted from 0: Discord takes it once however often it is
    /// sent. Its id; `None` where it could not be sent.
    pub async fn reply(&self, channel: u64, message: u64, number: u32, reply: &Reply) -> Option<u64> {
        let mut body = body_of(reply);
        body["message_reference"] = json!({ "message_id": message.to_string() });
        body["nonce"] = json!(if number == 0 { message.to_string() } else { format!("{message}-{number}") });
        body["enforce_nonce"] = json!(true);
        let sent = self.send(Method::POST, &format!("/channels/{channel}/messages"), Some(&body)).await;
        match sent {
            Ok(sent) => sent["id"].as_str().and_then(|id| id.parse().ok()),
            Err(failure) => {
                self.note(channel, &failure);
                None
            }
        }
    }

    /// Gives a message of ours other words.
    pub async fn change(&self, channel: u64, message: u64, reply: &Reply) -> Changed {
        let path = format!("/channels/{channel}/messages/{message}");
        self.outcome(channel, self.send(Method::PATCH, &path, Some(&body_of(reply))).await)
    }

    /// Deletes a message of ours.
    pub async fn delete(&self, channel: u64, message: u64) -> Changed {
        let path = format!("/channels/{channel}/messages/{message}");
        self.outcome(channel, self.send(Method::DELETE, &path, None).await)
    }

    async fn send(&self, method: Method, path: &str, body: Option<&Value>) -> Result<Value, Failure> {
        self.rest.send_until(method, path, body, None, (REQUEST_TIME, Instant::now() + PATIENCE)).await
    }

    fn outcome(&self, channel: u64, sent: Result<Value, Failure>) -> Changed {
        match sent {
            Ok(_) => Changed::Done,
            Err(failure) if failure.code() == UNKNOWN_MESSAGE => Changed::Gone,
            Err(failure) => {
                self.note(channel, &failure);
                Changed::Failed
            }
        }
    }

    /// Leaves a channel alone that takes no message, and says so the first time; says what else went wrong.
    fn note(&self, channel: u64, failure: &Failure) {
        if failure.status() != 403 && failure.code() != HISTORY_UNREADABLE {
            return tracing::warn!(channel, %failure, "a message could not be sent, changed or deleted");
        }
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        if closed.len() >= MOST {
            closed.clear();
        }
        if closed.insert(channel, Instant::now()).is_none() {
            tracing::warn!(
                channel, %failure,
                "messages here cannot be answered; the bot needs the permissions View Channel, Send Messages and Read \
                 Message History"
            );
        }
    }
}

/// The body of a message in a channel: everyone sees it, and nobody is notified.
fn body_of(reply: &Reply) -> Value {
    let mut body = reply.edit();
    body["allowed_mentions"] = json!({ "parse": [], "replied_user": false });
    body
}
