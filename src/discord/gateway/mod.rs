//! Door one: the connections to Discord's gateway, and what happens there.
//!
//! `start` asks where the gateway is and whether the bot may go there. A `fleet` then keeps one `session` a shard,
//! each begun in its turn (`turns`), again after `pauses`, and given up when its `pulse` is felt no more; `known` is
//! what its events tell of it. What leaves is a `happening`; nothing is answered here.

mod fleet;
mod happening;
mod known;
mod pauses;
mod pulse;
mod session;
mod start;
mod turns;

pub use fleet::Fleet;
pub use happening::Happening;
pub use start::{Opening, Remedy, SESSIONS_LEFT_ALONE, opening, why_outside};
