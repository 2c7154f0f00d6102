//! The fields of the index and their weights in ranking.

use tantivy::schema::{Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use super::analyzer::{EXACT, PROSE};

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
    /// The part of a word's weight that a match in exactly the form typed adds.
    pub surface: f32,
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
    surface: 0.12,
};
