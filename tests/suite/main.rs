//! The promises of the whole program, one module each. No network beyond loopback, no token, no clock.

#[cfg(feature = "discord")]
mod bot;
mod command_line;
#[cfg(feature = "discord")]
mod fake_discord;
#[cfg(feature = "discord")]
mod limits_checker;
#[cfg(feature = "discord")]
mod program;
mod questions;
mod rebuild;
#[cfg(feature = "discord")]
mod replies;
mod rooms;
mod verbatim;
mod wikis;
