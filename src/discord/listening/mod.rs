//! Where the bot listens: door two, by which Discord's requests come, and the address at which operators look.
//!
//! `endpoint` is one run of that door: it takes only what is `signed`, and asks for what the gateway's `welcome` would
//! tell. Both addresses speak one `http`, in which `guests` decides who stays when too many have come; `observe` shows
//! figures and health. What is asked is answered elsewhere.

mod endpoint;
mod guests;
mod http;
mod observe;
mod signed;
mod welcome;

pub use endpoint::endpoint;
pub use observe::observe;
