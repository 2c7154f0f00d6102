//! `/lore-admin`: what the people who run a server choose for it, from a panel of lists and a few subcommands.
//!
//! All of it is plain code: `order` reads what is wanted, `edit` changes what the server chose, and `panel` with
//! `summary`, `report` and `said` show it, with `why` for what cannot be done. Where the database is needed, a reply
//! carries a task instead of words; the task's outcome comes back with the interaction, which is then answered in earnest.
//! Everything is for the asker alone.

mod command;
mod edit;
mod order;
mod panel;
mod report;
mod said;
mod summary;
mod why;

pub use command::{COMMAND, definition};
pub use edit::Edit;
pub use order::{Kept, Order, completion, pressed, read};
pub use said::{Libraries, known, reply};
pub use why::Why;
