//! The terminal: asks, shows, indexes and checks. It prints; it judges nothing.

mod ask;
mod check;
mod console;
mod index;
mod json;
mod style;
mod text;

pub use ask::{ask, ask_lines};
pub use check::{check, question_files};
pub use console::console;
pub use index::index;
pub use json::to_json;
pub use text::to_text;
