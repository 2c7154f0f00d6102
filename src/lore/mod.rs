//! What a wiki says: the values every other room speaks in, and the rules that hold for them.
//!
//! This room does no input or output: no files, no network, no clock, no index and no Discord. It accepts any text and
//! never fails; reading returns what it understood.

mod accounts;
mod answer;
mod article;
mod citation;
mod comparison;
mod continuity;
mod differing;
mod era;
mod era_marks;
mod era_reader;
mod name;
mod outline;
mod passage;
mod query;
mod stopwords;
mod telltale;
mod timeline;
mod wiki;
mod year;
mod year_bounds;
mod year_reader;
mod year_tokens;
mod year_words;

pub use accounts::speaks_of_accounts;
pub use answer::{Answer, Choice, Hit, Mending, Nearest, Outcome, Rung};
pub use article::{Article, ArticleKind, Call, Hatnote, Redirect, Section};
pub use citation::{Attribution, Citation, Work};
pub use comparison::{Comparison, Moment, SharedFact, Side};
pub use continuity::{Continuities, ContinuityRule};
pub use differing::{Difference, Differing};
pub use era::{Counting, Era};
pub use name::{FoldedWord, FoldedWords, base_of_title, fold, is_apostrophe, page_path, words_of};
pub use outline::{Outline, SECTION_MARK, SectionEntry};
pub use passage::{Passage, PassageId, PassageKind, Standing};
pub use query::{Filter, Query, Scope, first_chars, readable};
pub use stopwords::{is_noise_word, is_ordinary_word, is_stop_word};
pub use telltale::{Fate, Group, Telltales, fate_told, group_named};
pub use timeline::{Event, Lookup, Timeline};
pub use wiki::{Licence, Wiki};
pub use year::{Bound, YearFit, YearRules, YearSpan, nearest_years};
pub use year_reader::read_years;
