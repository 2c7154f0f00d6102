//! What each server chose, kept in a database: `SQLite` by default, `PostgreSQL` by address, the same queries for both.
//!
//! It keeps three promises: what was chosen survives the program, other processes see it within seconds, and nothing of a
//! server is left when it is [forgotten](Servers::forget). A change is made through one door, [`Servers::change`], is
//! undone by [`Servers::undo`], and is read from memory: an answer waits for the database at most once a server.
//!
//! It knows no Discord, no wiki and no clock: days are handed in. It keeps no message and no user: of a vote it keeps a
//! salted hash, of a question its folded words, both for [`KEPT_DAYS`].
//!
//! In reading order: `choices` and `server` (what is kept, with `pin`, `aliases`, `label` and `channel`), `file` (the same as a
//! file), `store` (the door, with `memory` before it), `unanswered` and `votes` (the reports, with `day`), `health`
//! (a look from outside), and `database` under them all, of either `engine`.

mod aliases;
mod channel;
mod choices;
mod database;
mod day;
mod engine;
mod error;
mod file;
mod health;
mod label;
mod memory;
mod pin;
mod server;
mod store;
mod unanswered;
mod votes;

pub use aliases::Aliases;
pub use channel::ChannelId;
pub use choices::{Audience, Choices, Favoured, Resolved, SpoilerRules};
pub use database::Form;
pub use day::{Day, KEPT_DAYS};
pub use error::{Error, Listed, Named, Refusal};
pub use file::{read_file, write_file};
pub use health::{Health, look};
pub use label::{Label, Language};
pub use pin::{CommandName, Pin};
pub use server::Server;
pub use store::{REFRESH_EVERY, Servers};
pub use unanswered::Unanswered;
pub use votes::{Reason, VoteCount};
