//! The bot's own words, in every language it speaks; never a wiki's.
//!
//! A `tongue` says the sentences of the files in `messages/`, which translators edit, and `tongues` knows which one a
//! reply is in. `commands` are what people type, `localized` for each locale of Discord's.

pub mod commands;
mod localized;
mod tongue;
mod tongues;

pub use localized::described;
pub use tongue::{Tongue, Word};
pub use tongues::Tongues;
