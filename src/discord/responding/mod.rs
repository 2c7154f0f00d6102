//! From what is asked to the reply: plain code that has the library judge, without input or output.
//!
//! `respond` does so for interactions and `inquiry` for messages; both heed the `house`, which is what holds where
//! someone asks, and `browsing` fulfils a wish by asking the library anew.

mod browsing;
mod house;
mod inquiry;
mod respond;

pub use inquiry::{Inquiry, respond_to_message};
pub use respond::respond;
