//! What is known of one shard's session, as its events tell it.

use serenity::all::{Event, ReadyEvent, ShardMessenger};

use super::happening::WELCOME;
use super::start::websocket;

/// How a shard stands with Discord.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Standing {
    /// No connection, or none yet.
    #[default]
    Away,
    /// Waiting for its turn to begin a session.
    Queued,
    /// A connection, over which Discord has not let the shard in yet.
    Knocking,
    /// A connection has ended before Discord let the shard in.
    Refused,
    /// Discord will not have it, and no other connection is tried.
    Barred,
    /// Discord has let the shard in.
    Inside,
}

/// What is known of one shard's session.
#[derive(Debug, Default)]
pub struct Known {
    /// How it stands.
    pub standing: Standing,
    /// What reaches the connection that is open.
    pub messenger: Option<ShardMessenger>,
    /// Whether the bot is taking leave.
    pub is_leaving: bool,
    /// How many events have arrived in all.
    pub events: u64,
    session: Option<Begun>,
}

/// A session that can be resumed.
#[derive(Debug, Clone)]
pub struct Begun {
    /// What Discord began it with, the servers aside.
    pub welcome: ReadyEvent,
    /// How many of its events have arrived.
    pub events: u64,
}

impl Known {
    /// Notes an event. The address at which the session is to be resumed, where the event tells one.
    pub fn note(&mut self, event: &Event) -> Option<String> {
        self.events += 1;
        if let Some(session) = &mut self.session {
            session.events += 1;
        }
        match event {
            Event::Ready(ready) => {
                self.standing = Standing::Inside;
                let mut welcome = ready.clone();
                welcome.ready.guilds.clear();
                self.session = Some(Begun { welcome, events: 1 });
                self.resume_address()
            }
            Event::Resumed(_) => {
                self.standing = Standing::Inside;
                self.resume_address()
            }
            Event::Unknown(unknown) if unknown.kind == WELCOME => {
                (self.standing, self.session) = (Standing::Inside, None);
                None
            }
            _ => None,
        }
    }

    /// The session that can be resumed.
    pub fn session(&self) -> Option<Begun> {
        self.session.clone()
    }

    /// Gives the session up.
    pub fn forget(&mut self) {
        self.session = None;
    }

    /// Where Discord wants the session to be resumed.
    fn resume_address(&self) -> Option<String> {
        websocket(&self.session.as_ref()?.welcome.ready.resume_gateway_url)
    }
}
