//! What is in hand: from what came in by either door to the reply that leaves, with all waiting and working between.
//!
//! `rounds` takes what happens, of which `intake` lets each thing through once; `answering` (with `errands` and
//! `cooldown`) sees an interaction through, and `answering_messages` a message, whose reply `replies` knows again for
//! an hour. `kept` holds what servers chose, and `keeper` keeps it fresh. What an answer says is never decided here.

mod answering;
mod answering_messages;
mod cooldown;
mod errands;
mod intake;
mod keeper;
mod kept;
mod replies;
mod rounds;

pub use rounds::{LAST_ANSWERS, Rounds};
