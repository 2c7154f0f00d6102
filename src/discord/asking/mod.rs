//! What is asked: interactions and people's messages, read into questions and wishes, without input or output.
//!
//! An interaction comes as `incoming`, or as `unreadable` where serenity cannot decode it, and `from_discord` reads
//! what it asks. What somebody wrote is a `message`, and `asked` what it wants, by its words or its `links`. The rest
//! is what they speak of: the `asker`, a `question`, the `wish` behind a press, the `button` that carries it, the
//! `spot` of a passage. Reading never fails: what cannot be understood is said to be so.

mod asked;
mod asker;
mod button;
pub mod from_discord;
mod incoming;
mod links;
mod message;
mod question;
mod spot;
pub mod unreadable;
mod wish;

pub use asked::Asked;
pub use asker::{Caller, Presser};
pub use button::{CHOOSING, Manner, Press};
pub use incoming::{Done, Incoming, spoils, thread_of};
pub use links::Link;
pub use message::{Change, Message};
pub use question::Question;
pub use spot::Spot;
pub use wish::{Place, Step, Stretch, Wish};
