//! The same passages in a plain tantivy index: title and text by an English stemmer, the text kept, ranked as it comes.

use std::fs;
use std::path::Path;
use std::time::Instant;

use frostem::{Algorithm, Stemmer};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer};
use tantivy::{Index, TantivyDocument, doc};

use crate::figures::{Figures, Times};
use crate::process;

/// The memory of the one thread that writes, in bytes: what lorebot gives its own.
const MEMORY: usize = 64 << 20;

/// Writes the index of the passages and asks it the questions.
pub fn run(passages: &Path, questions: &[(String, String)], folder: &Path) -> tantivy::Result<Figures> {
    let mut figures = Figures::default();
    let (start, used) = (Instant::now(), process::seconds_used());
    let index = build(passages, folder)?;
    figures.set("build seconds", start.elapsed().as_secs_f64());
    figures.set("build processor seconds", process::seconds_used() - used);
    let searcher = index.reader()?.searcher();
    let schema = index.schema();
    let (title, text) = (schema.get_field("title")?, schema.get_field("text")?);
    let mut parser = QueryParser::for_index(&index, vec![title, text]);
    parser.set_field_boost(title, 3.0);
    let mut times = Times::default();
    for (kind, asked) in questions {
        times.take(kind, || {
            let query = parser.parse_query_lenient(asked).0;
            let found = searcher.search(&query, &TopDocs::with_limit(3).order_by_score()).expect("the index is whole");
            let first = found.first().map(|(_, address)| searcher.doc::<TantivyDocument>(*address));
            let first = first.map(|document| document.expect("the index is whole"));
            std::hint::black_box(first.as_ref().and_then(|document| document.get_first(text)?.as_str().map(str::len)));
        });
    }
    times.tell(&mut figures);
    Ok(figures)
}

fn build(passages: &Path, folder: &Path) -> tantivy::Result<Index> {
    let mut schema = Schema::builder();
    let indexing = |kept| TextFieldIndexing::default().set_tokenizer("stems").set_index_option(kept);
    let options = |kept| TextOptions::default().set_indexing_options(indexing(kept)) | STORED;
    let title = schema.add_text_field("title", options(IndexRecordOption::WithFreqsAndPositions));
    let text = schema.add_text_field("text", options(IndexRecordOption::WithFreqsAndPositions));
    let index = Index::create_in_dir(folder, schema.build())?;
    let stems = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(Stems).build();
    index.tokenizers().register("stems", stems);
    let mut writer = index.writer_with_num_threads(1, MEMORY)?;
    for line in fs::read_to_string(passages)?.lines() {
        let (of_article, passage) = line.split_once('\t').unwrap_or_default();
        writer.add_document(doc!(title => of_article, text => passage))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(index)
}

/// The stemmer that lorebot uses, as a filter of the engine.
#[derive(Clone)]
struct Stems;

#[derive(Clone)]
struct Stemming<T>(T);

struct Stemmed<T> {
    tail: T,
    stemmer: Stemmer,
}

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = Stemming<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Stemming<T> {
        Stemming(tokenizer)
    }
}

impl<T: Tokenizer> Tokenizer for Stemming<T> {
    type TokenStream<'text> = Stemmed<T::TokenStream<'text>>;

    fn token_stream<'text>(&'text mut self, text: &'text str) -> Self::TokenStream<'text> {
        Stemmed { tail: self.0.token_stream(text), stemmer: Stemmer::new(Algorithm::English) }
    }
}

impl<T: TokenStream> TokenStream for Stemmed<T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let token = self.tail.token_mut();
        let stem = self.stemmer.stem(&token.text).into_owned();
        token.text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}
