//! The fields of the index.

use tantivy::schema::IndexRecordOption::{Basic, WithFreqs, WithFreqsAndPositions};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

use super::analyzer::{EXACT, PROSE};

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
    /// The passage without its citations, stems, with their places.
    pub body: Field,
    /// The beginnings of the longer stems of title and passage: [`super::analyzer::root_of`].
    pub root: Field,
    /// The passage without its citations, exact words: the vocabulary for spelling, and a small bonus.
    pub surface: Field,
    /// The words written as names: with a capital where no sentence begins, exact words. A word that stands here as
    /// often as in `surface` is a name.
    pub name: Field,
    /// The sources the passage itself cites, exact words: titles are names.
    pub source: Field,
    /// Every year the passage speaks of.
    pub year: Field,
    /// What the passage is made of and about: [`super::nature::Nature`].
    pub nature: Field,
    /// The passage as it is shown.
    pub stored: Field,
    /// The outline of the article, kept with its first passage.
    pub outline: Field,
}

impl Fields {
    /// The schema and its fields.
    pub(super) fn schema() -> (Schema, Fields) {
        let mut schema = Schema::builder();
        let fields = Fields {
            name_of_article: schema.add_text_field("name_of_article", text(EXACT, Basic)),
            title: schema.add_text_field("title", text(PROSE, WithFreqs)),
            redirect: schema.add_text_field("redirect", text(PROSE, WithFreqs)),
            heading: schema.add_text_field("heading", text(PROSE, WithFreqs)),
            begun: schema.add_text_field("begun", text(EXACT, Basic)),
            body: schema.add_text_field("body", text(PROSE, WithFreqsAndPositions)),
            root: schema.add_text_field("root", text(EXACT, Basic)),
            surface: schema.add_text_field("surface", text(EXACT, Basic)),
            name: schema.add_text_field("name", text(EXACT, Basic)),
            source: schema.add_text_field("source", text(EXACT, WithFreqs)),
            year: schema.add_i64_field("year", INDEXED),
            nature: schema.add_u64_field("nature", FAST),
            stored: schema.add_bytes_field("stored", STORED),
            outline: schema.add_bytes_field("outline", STORED),
        };
        (schema.build(), fields)
    }
}

/// Words by an analyzer, with as much of where they stand as is searched for.
fn text(analyzer: &str, kept: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(kept);
    TextOptions::default().set_indexing_options(indexing)
}
