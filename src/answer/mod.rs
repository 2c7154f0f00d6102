//! Question to answer: the judgement of what was found.
//!
//! A question is first understood against one wiki ([`understand`]): which words it knows, which are misspelt, which
//! article it names. Then it climbs the [`ladder`]: a page of that name ([`by_name`]), the years asked for
//! ([`by_years`]), the words ([`by_words`]). What a rung finds is ordered ([`choose`]), cut to what fits ([`excerpt`]),
//! held against what else the article tells ([`differ`]) and handed to the front ends as [`crate::lore::Answer`]. A topic's
//! dated events in their order are its [`timeline`]; what is asked for by its place is fetched in [`browse`]. A link to a
//! section ([`section_link`]) is asked of that section first; what is being typed is completed to such ([`complete`]).
//! Nothing here writes a word of its own into a passage, and nothing knows how answers are shown.

mod accounts;
mod amount;
mod asking;
mod browse;
mod by_name;
mod by_words;
mod by_years;
mod choose;
mod claim_words;
mod claims;
mod compare;
mod complete;
mod complete_sections;
mod differ;
mod events;
mod excerpt;
mod gather;
mod ladder;
mod library;
mod mending;
mod mentions;
mod other_names;
mod random;
mod section_link;
mod section_words;
mod sentence_words;
mod sentences;
mod spelling;
mod stated;
mod subject;
mod timeline;
mod titled;
mod told;
mod understand;

pub use browse::{Neighbours, Overview};
pub use complete::Completion;
pub use library::Library;
pub use mentions::Mentioned;
pub use titled::Titled;

/// Why an index cannot be read, what ranking goes by, and what speaks for a passage.
pub use crate::index::{Error, Part, Weighed, Weights};
/// Which indexes there are, how large, which generation of each is in use, which before, and the step back to that.
pub use crate::index::{earlier, in_use, size_on_disk, step_back, wikis_in};
