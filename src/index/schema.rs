//! The fields of the index.

use tantivy::schema::IndexRecordOption::{Basic, WithFreqs, WithFreqsAndPositions};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use super::analyzer::READ;

/// The fields of one passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// The article's title and its redirects, exact words: the names that spelling is mended by.
    pub name_of_article: Field,
    /// The article's title, stems.
    pub title: Field,
    /// The words of its redirects that the title lacks, stems.
    pub redirect: Field,
    /// The headings the passage stands under and its continuity, stems.
    pub heading: Field,
    /// The headings of the sections that begin with the passage, exact words.
    pub begun: Field,
    /// The passage without its citations, told words ([`super::told`]) with their places.
    pub body: Field,
    /// The vocabulary of the passages, by which spelling is mended: every exact word, with a passage that tells it.
    pub vocabulary: Field,
    /// The words written as names: with a capital where no sentence begins, exact words. A word that stands here as
    /// often as in `body` is a name.
    pub name: Field,
    /// The sources the passage itself cites, exact words: titles are names.
    pub source: Field,
    /// Every year the passage speaks of.
    pub year: Field,
    /// The stretches of years it speaks of: [`super::span_code`].
    pub span: Field,
    /// What the passage is made of and about: [`super::nature::Nature`].
    pub nature: Field,
    /// The passage as it is shown, as JSON. Text, for the engine reads bytes one by one.
    pub stored: Field,
    /// The outline of the article, kept with its first passage.
    pub outline: Field,
}

impl Fields {
    /// The schema and its fields.
    pub(super) fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let fields = Fields {
            name_of_article: schema.add_text_field("name_of_article", text(Basic)),
            title: schema.add_text_field("title", text(WithFreqs)),
            redirect: schema.add_text_field("redirect", text(WithFreqs)),
            heading: schema.add_text_field("heading", text(WithFreqs)),
            begun: schema.add_text_field("begun", text(Basic)),
            body: schema.add_text_field("body", text(WithFreqsAndPositions)),
            vocabulary: schema.add_text_field("vocabulary", text(Basic)),
            name: schema.add_text_field("name", text(Basic)),
            source: schema.add_text_field("source", text(WithFreqs)),
            year: schema.add_i64_field("year", INDEXED),
            span: schema.add_u64_field("span", FAST),
            nature: schema.add_u64_field("nature", FAST),
            stored: schema.add_text_field("stored", STORED),
            outline: schema.add_text_field("outline", STORED),
        };
        (schema.build(), fields)
    }
}

/// Words that are read already, with as much of where they stand as is searched for.
fn text(kept: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(READ).set_index_option(kept);
    TextOptions::default().set_indexing_options(indexing)
}
