//! The promises of the whole program, one module each. No network beyond loopback, no token, no clock.

mod command_line;
mod questions;
mod rebuild;
mod rooms;
mod verbatim;
mod wikis;
