//! How an answer is shown: the wiki's words unchanged, their source beside them, every limit held; no input or output.
//!
//! `to_discord` chooses between what an answer can become: a `card`, a `listing`, a `section`, or a `refusal`. Beside
//! them stand the `timeline`, the `comparison`, what messages are answered with (`inline`, `mentions`), `about` and
//! `wrong`. They are made of `components`, with `controls` and `offers` to press, and of `wording` whose `markdown` is
//! escaped; a `reply` carries them, `plain` where no frames are wanted.

mod about;
mod card;
mod comparison;
mod components;
mod controls;
mod inline;
mod listing;
mod markdown;
mod mentions;
mod offers;
mod plain;
mod refusal;
mod reply;
mod section;
mod timeline;
pub mod to_discord;
mod wording;
mod wrong;

pub use about::{about, privacy};
pub use comparison::comparison;
pub use components::{Button, Component, Look, SelectOption};
pub use controls::View;
pub use inline::{Linked, inline};
pub use mentions::{MOST_NAMES, mentions, question};
pub use refusal::in_brief;
pub use reply::{File, Record, Reply, Task};
pub use timeline::timeline;
pub use wording::{lines_within, named, one_line, quoted};
pub use wrong::{message_of, place_of, reasons, thanks};
