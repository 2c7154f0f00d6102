//! The weights of ranking: one table, each weight with its name and its meaning.
//!
//! A passage's score is made in two stages. The first is BM25F over all passages that hold a word of the question, as
//! Robertson and Zaragoza give it ("The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.6): a word's
//! frequencies in all fields are weighed, each by its field's length, and summed before they are dampened once. The second
//! adds, for the best of them, what else speaks for a passage: each [`Part`] in shares of the question's weight, times its
//! weight here. The sum is multiplied by the weight of what the passage is made of and about.

use serde::{Deserialize, Serialize};

/// The weights in use.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Weights {
    /// Dampens repetition: a word that stands often counts little more than one that stands once.
    pub k1: f32,
    /// The fields that words are searched in.
    pub fields: FieldWeights,
    /// What speaks for a passage.
    pub parts: PartWeights,
    /// What a passage's score is multiplied by.
    pub nature: NatureWeights,
    /// What makes an answer seem sure.
    pub certainty: CertaintyWeights,
}

/// How sure an answer seems, by its score.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CertaintyWeights {
    /// The weight of its score as a share of the question's weight.
    pub share: f32,
    /// The weight of the logarithm of its score in full.
    pub whole: f32,
    /// The weight of its lead over the best passage of any other article.
    pub lead: f32,
}

/// The weights of the fields in the first stage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FieldWeights {
    /// The article's title.
    pub title: FieldWeight,
    /// The other titles that lead to it.
    pub redirect: FieldWeight,
    /// The headings the passage stands under.
    pub heading: FieldWeight,
    /// The passage itself.
    pub body: FieldWeight,
    /// The sources it cites: less, for a source's name is not what the passage tells.
    pub source: FieldWeight,
}

/// The weight of one field and the strength of its length normalisation, from 0 (none) to 1 (full).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWeight {
    /// How much more a word there counts than one in the passage itself.
    pub weight: f32,
    /// How much a word counts less in a long field than in a short one.
    pub b: f32,
}

/// What a passage's score is multiplied by, where it is not lore in running text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NatureWeights {
    /// A list.
    pub list: f32,
    /// A table.
    pub table: f32,
    /// A quotation set apart.
    pub quote: f32,
    /// A fact of an infobox: a few words, which length normalisation alone would put above any account of them.
    pub fact: f32,
    /// A note at the foot of the page.
    pub footnote: f32,
    /// A few words that are no fact of an infobox, such as a line of a cast.
    pub scrap: f32,
    /// A passage about the real world, such as one on how an episode was made: fans ask for these, too.
    pub real_world: f32,
    /// A passage of a section that only points elsewhere.
    pub boilerplate: f32,
}

/// How many parts a score has.
pub const PARTS: usize = 15;

macro_rules! parts {
    ($($part:ident $name:ident = $weight:literal, $means:literal;)*) => {
        /// What speaks for a passage.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Part { $(#[doc = $means] $part,)* }

        impl Part {
            /// All parts, in the order of their numbers.
            pub const ALL: [Part; PARTS] = [$(Part::$part,)*];

            /// Its name in tables and files of weights.
            pub fn name(self) -> &'static str {
                match self { $(Part::$part => stringify!($name),)* }
            }

            /// What it means, for people.
            pub fn meaning(self) -> &'static str {
                match self { $(Part::$part => $means.trim_ascii(),)* }
            }
        }

        /// The weight of each part of a score.
        #[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct PartWeights { $(#[doc = $means] pub $name: f32,)* }

        impl Default for PartWeights {
            fn default() -> PartWeights {
                PartWeights { $($name: $weight,)* }
            }
        }

        impl PartWeights {
            /// The weights by the numbers of their parts.
            pub fn by_number(&self) -> [f32; PARTS] {
                [$(self.$name,)*]
            }
        }
    };
}

parts! {
    Words words = 1.0, "the words of the question, in title, headings and text (BM25F)";
    Surface surface = 0.15, "words in just the form typed";
    Article article = 0.6, "the words of the question in the article as a whole";
    Neighbours neighbours = 0.1, "the words of the question in the passages before and after";
    TitleShare title_share = 0.3, "how much of the article's title the question names";
    Topic topic = 0.1, "the question names the article outright";
    Opening opening = 0.25, "it opens its article, the more so where that tells little else";
    Definition definition = 0.05, "it opens its article or begins with what is asked for, and the question asks who or what that is";
    Pairs pairs = 0.25, "pairs of words that stand side by side as in the question, rare pairs most";
    Near near = 0.3, "words that stand near each other";
    Early early = 0.08, "the words of the question among the first of the passage";
    Coverage coverage = 0.6, "how much of the question's weight it holds at all";
    Roots roots = 0.6, "words that begin like those asked for, where these are missing";
    Years years = 0.3, "it speaks of a year asked for";
    Kind kind = 0.1, "it holds a date, number or name, where the question asks for one";
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            k1: 0.6,
            fields: FieldWeights::default(),
            parts: PartWeights::default(),
            nature: NatureWeights::default(),
            certainty: CertaintyWeights::default(),
        }
    }
}

impl Default for FieldWeights {
    fn default() -> FieldWeights {
        FieldWeights {
            title: FieldWeight { weight: 6.0, b: 0.75 },
            redirect: FieldWeight { weight: 3.0, b: 0.5 },
            heading: FieldWeight { weight: 2.0, b: 0.5 },
            body: FieldWeight { weight: 1.0, b: 0.5 },
            source: FieldWeight { weight: 0.5, b: 0.5 },
        }
    }
}

impl Default for NatureWeights {
    fn default() -> NatureWeights {
        NatureWeights {
            list: 1.0,
            table: 0.8,
            quote: 1.0,
            fact: 0.8,
            footnote: 1.0,
            scrap: 0.8,
            real_world: 1.0,
            boilerplate: 0.5,
        }
    }
}

impl Default for CertaintyWeights {
    fn default() -> CertaintyWeights {
        CertaintyWeights { share: 1.0, whole: 2.3, lead: 2.2 }
    }
}
