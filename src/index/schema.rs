//! The fields of the index and their weights in ranking.

use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use super::analyzer::{EXACT, PROSE};
use crate::lore::{Passage, PassageKind, Standing};

/// The fields of one passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The article's title and its redirects, exact words: names are not stemmed.
    pub title: Field,
    /// The headings the passage stands under and its continuity, stems.
    pub heading: Field,
    /// The passage without its citations, stems.
    pub body: Field,
    /// The passage without its citations, exact words: the vocabulary for spelling, and a small bonus.
    pub surface: Field,
    /// The words written as names: with a capital where no sentence begins, exact words. A word that stands here as
    /// often as in `surface` is a name.
    pub name: Field,
    /// The sources the passage itself cites, exact words: titles are names.
    pub source: Field,
    /// Every year the passage speaks of.
    pub year: Field,
    /// What the passage is made of and about, for its weight: [`standing_code`].
    pub standing: Field,
    /// The passage as it is shown.
    pub stored: Field,
}

impl Fields {
    /// The schema and its fields.
    pub(super) fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let fields = Fields {
            title: schema.add_text_field("title", text(EXACT)),
            heading: schema.add_text_field("heading", text(PROSE)),
            body: schema.add_text_field("body", text(PROSE)),
            surface: schema.add_text_field("surface", text(EXACT)),
            name: schema.add_text_field("name", text(EXACT)),
            source: schema.add_text_field("source", text(EXACT)),
            year: schema.add_i64_field("year", INDEXED),
            standing: schema.add_u64_field("standing", FAST),
            stored: schema.add_bytes_field("stored", STORED),
        };
        (schema.build(), fields)
    }
}

/// Words with how often they stand in a passage; no positions, for phrases are proved on the passage itself.
fn text(analyzer: &str) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(IndexRecordOption::WithFreqs);
    TextOptions::default().set_indexing_options(indexing)
}

/// The weights of ranking by words: BM25F as Robertson and Zaragoza give it ("The Probabilistic Relevance Framework:
/// BM25 and Beyond", 2009, section 3.6). A word's frequencies in all fields are weighed, each by its field's length,
/// and summed before they are dampened once.
pub(super) struct Weights {
    /// Dampens repetition: a word that stands often counts little more than one that stands once.
    pub k1: f32,
    /// The weight of the title and the strength of its length normalisation.
    pub title: FieldWeight,
    /// The same of the headings.
    pub heading: FieldWeight,
    /// The same of the passage itself.
    pub body: FieldWeight,
    /// The same of the sources: less, for a source's name is not what the passage tells.
    pub source: FieldWeight,
    /// What a passage's score is multiplied by for what it is made of and about.
    pub standing: StandingWeights,
    /// The part of a word's weight that a match in exactly the form typed adds.
    pub surface: f32,
}

/// What the score of a passage is multiplied by, where it is not lore in running text.
pub(super) struct StandingWeights {
    /// A fact of an infobox: a few words, which length normalisation alone would put above any account of them.
    pub fact: f32,
    /// A passage of a page about the real world.
    pub real_world: f32,
    /// A passage of a section kept for other things than lore: found only where nothing else is.
    pub boilerplate: f32,
}

/// The number under which the index keeps what a passage is made of and about.
pub(super) fn standing_code(passage: &Passage) -> u64 {
    match (passage.standing, passage.kind) {
        (Standing::Boilerplate, _) => 3,
        (Standing::RealWorld, _) => 2,
        (Standing::Lore, PassageKind::Fact) => 1,
        (Standing::Lore, _) => 0,
    }
}

/// The weight of a passage by its number of [`standing_code`].
pub(super) fn standing_weight(code: u64) -> f32 {
    match code {
        0 => 1.0,
        1 => WEIGHTS.standing.fact,
        2 => WEIGHTS.standing.real_world,
        _ => WEIGHTS.standing.boilerplate,
    }
}

/// The weight of one field and the strength of its length normalisation, from 0 (none) to 1 (full).
pub(super) struct FieldWeight {
    pub weight: f32,
    pub b: f32,
}

/// The weights in use.
pub(super) const WEIGHTS: Weights = Weights {
    k1: 0.6,
    title: FieldWeight { weight: 6.0, b: 0.75 },
    heading: FieldWeight { weight: 2.0, b: 0.5 },
    body: FieldWeight { weight: 1.0, b: 0.5 },
    source: FieldWeight { weight: 0.5, b: 0.5 },
    standing: StandingWeights { fact: 0.9, real_world: 0.9, boilerplate: 0.35 },
    surface: 0.12,
};
