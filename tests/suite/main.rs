//! The promises of the whole program, one module each. No network beyond loopback, no token, no clock.

mod bench;
#[cfg(feature = "discord")]
mod bot;
#[cfg(feature = "discord")]
mod bot_admin;
#[cfg(feature = "discord")]
mod bot_controls;
#[cfg(feature = "discord")]
mod bot_disconnects;
#[cfg(feature = "discord")]
mod bot_links;
#[cfg(feature = "discord")]
mod bot_messages;
#[cfg(feature = "discord")]
mod bot_reindexed;
#[cfg(feature = "discord")]
mod bot_servers;
#[cfg(feature = "discord")]
mod bot_shards;
mod command_line;
mod comparisons;
#[cfg(feature = "discord")]
mod controls;
#[cfg(feature = "discord")]
mod crowd;
mod damage;
mod differing;
#[cfg(feature = "discord")]
mod doctor;
#[cfg(feature = "discord")]
mod door;
mod eras;
mod exports;
#[cfg(feature = "discord")]
mod fake_discord;
#[cfg(feature = "pull")]
mod fake_wiki;
#[cfg(feature = "discord")]
mod houses;
#[cfg(feature = "discord")]
mod injection;
#[cfg(feature = "discord")]
mod inquiries;
mod killed;
#[cfg(feature = "discord")]
mod limits_checker;
mod long_texts;
#[cfg(feature = "discord")]
mod markup;
#[cfg(feature = "discord")]
mod messages;
mod names;
#[cfg(feature = "discord")]
mod observed;
#[cfg(feature = "discord")]
mod panels;
#[cfg(feature = "discord")]
mod program;
#[cfg(feature = "pull")]
mod pull;
mod questions;
mod rebuild;
#[cfg(feature = "discord")]
mod replies;
mod rooms;
mod sections;
#[cfg(feature = "servers")]
mod servers;
#[cfg(feature = "discord")]
mod storm;
mod timelines;
mod verbatim;
#[cfg(all(feature = "discord", target_os = "linux"))]
mod wear;
mod wikis;
