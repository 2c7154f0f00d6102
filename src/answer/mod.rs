//! Question to answer: the judgement of what was found.

mod library;

pub use library::{Completion, Library};
