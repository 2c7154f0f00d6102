//! The terminal: asks, shows, indexes and checks. It prints; it judges nothing.

mod about;
mod ask;
mod bench;
mod check;
mod compare;
mod console;
mod doctor;
mod explain;
mod export_text;
mod gate;
mod index;
mod json;
mod line;
#[cfg(feature = "pull")]
mod pull;
#[cfg(feature = "servers")]
mod servers;
mod style;
mod text;
mod timeline;

pub use ask::{ask, ask_lines};
pub use bench::{Order as BenchOrder, bench};
pub use check::{check, question_files};
pub use compare::{compare, comparison_to_text, random};
pub use console::console;
pub use doctor::doctor;
pub use explain::explain;
pub use export_text::export_text;
pub use index::{index, rollback};
pub use json::to_json;
#[cfg(feature = "pull")]
pub use pull::pull;
#[cfg(feature = "servers")]
pub use servers::{Order as ServersOrder, servers};
pub use text::to_text;
pub use timeline::{timeline, timeline_to_text};
