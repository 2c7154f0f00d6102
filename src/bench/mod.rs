//! Question sets to measures of ranking: was the right passage first, among the first, or refused, and how fast.
//!
//! A [`Set`] is read from files ([`questions`], [`gold`]), asked ([`run`]) and summed up ([`measure`]). Golden questions,
//! of which each must be right, are the business of [`crate::check`]; here sets are large and shares count.

mod gold;
mod measure;
mod questions;
mod run;

pub use measure::{Comparison, Measures, Share};
pub use questions::{Error, Set};
pub use run::{Run, Told, parts_of};
