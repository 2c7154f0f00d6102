//! Lorebot answers lore questions from a fan wiki, word for word, with the source the wiki itself cites.
//!
//! The rooms, in reading order, and the only arrows between them:
//!
//! ```text
//! lore      what a wiki says: values and rules        names no other room
//! import    text -> Article                           -> lore
//! index     passages <-> the full-text index          -> lore
//! answer    question -> Answer: the judgement         -> lore, index
//! rebuild   data/ -> index/                           -> lore, import, index
//! check     question files -> a report                -> lore, answer
//! bench     question sets -> measures of ranking      -> lore, answer, rebuild, check
//! pull      a wiki's api.php -> an export in data/    -> import
//! servers   what Discord servers chose: a database    -> lore
//! terminal  ask, console, text and JSON               -> lore, import, answer, rebuild, check, bench, pull, servers, doctor
//! discord   the bot                                   -> lore, answer, servers, metrics, settings
//! doctor    what a bot needs -> findings              -> answer, rebuild, check, servers, discord, settings
//! settings  environment -> Settings, read once        a leaf; values are handed down
//! metrics   figures the front ends bump               a leaf
//! ```
//!
//! A question walks down: a front end reads it, [`answer::Library`] searches the [`index`] and judges, and the front
//! end shows the [`lore::Answer`]. An article walks the other way: [`rebuild`] has [`import`] read it and [`index`]
//! keep it. The bot itself runs from `index/` alone.

pub mod lore;

pub mod import;

pub mod index;

pub mod answer;

pub mod rebuild;

pub mod check;

pub mod bench;

#[cfg(feature = "pull")]
pub mod pull;

#[cfg(feature = "servers")]
pub mod servers;

pub mod terminal;

#[cfg(feature = "discord")]
pub mod discord;

pub mod doctor;

pub mod settings;

pub mod metrics;
