//! What the bot asks of Discord: every request of its own, and the times and pauses that they keep.
//!
//! All of them go through `rest`, with `backoff` between attempts and Discord's time read by a `clock`. The others
//! know one errand each: `delivery` brings the first answer, `posting` messages in channels; `channels` and
//! `replied_to` ask what an interaction does not tell; `register` makes the commands known, and `look` only looks.

mod backoff;
mod channels;
pub mod clock;
mod delivery;
mod look;
mod posting;
mod register;
pub mod replied_to;
mod rest;

pub use backoff::Backoff;
pub use channels::Channels;
pub use delivery::{Address, Delivery, Refusal};
pub use look::{Application, Gateway, Seen, look};
pub use posting::{Changed, Posting};
pub use register::{register, replace};
pub use rest::{Failure, REQUEST_TIME, Rest};
