//! The index open for reading: passages by words, by years and by number.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::store::StoreReader;
use tantivy::{DocSet, Index, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::analyzer::{Analyzer, Word};
use super::schema::{FieldWeight, Fields, WEIGHTS, standing_weight};
use super::stamp::{FORMAT, Stamp};
use super::titles::{ArticleEntry, Contents, Titles, TopicMatch};
use super::writer::{CONTENTS, STAMP, read_file};
use super::{Error, generation};
use crate::lore::{Passage, Wiki};

/// How many blocks of stored passages are kept unpacked.
const CACHED_BLOCKS: usize = 64;

/// How many tables of past searches are kept for the next ones: as many as may well run at once.
const KEPT_TABLES: usize = 4;

/// The index of one wiki, open for reading. It never changes; a rebuild is seen by opening anew.
pub struct WikiIndex {
    at: PathBuf,
    stamp: Stamp,
    contents: Contents,
    titles: Titles,
    analyzer: Analyzer,
    fields: Fields,
    /// `None` in an index without passages.
    segment: Option<Segment>,
    /// The generation's folder; `None` for an index in memory.
    folder: Option<PathBuf>,
    /// Tables of past searches, cleared, for the next ones.
    tables: Mutex<Vec<Table>>,
}

/// What is read of the one segment of an index.
struct Segment {
    reader: SegmentReader,
    store: StoreReader,
    title: Searched,
    heading: Searched,
    body: Searched,
    source: Searched,
    /// The weight of each passage for what it is made of and about.
    standing: Vec<f32>,
}

/// A field that words are searched in.
struct Searched {
    field: Field,
    weight: &'static FieldWeight,
    norms: FieldNormReader,
    /// The mean length of the field, in words.
    mean_length: f32,
}

/// A passage as the index keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredPassage {
    /// The headings it stands under, outermost first.
    pub heading: Vec<String>,
    /// The passage.
    pub passage: Passage,
}

/// A passage that holds at least one of the words searched for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The passage's number in the index.
    pub number: u32,
    /// Its BM25F score.
    pub score: f32,
    /// Which of the words it holds in any field but the source, one bit a word in the order given.
    pub told: u64,
    /// Which of the words it holds in any field.
    pub matched: u64,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Searching {
    /// The passages, best first.
    pub scored: Vec<Scored>,
    /// The weight of each word searched for: its inverse document frequency.
    pub weights: Vec<f32>,
}

/// Where a word stands in a wiki.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Known {
    /// In a title, redirect, heading or passage.
    pub told: bool,
    /// In a title, redirect or passage in just this form.
    pub exact: bool,
    /// In the name of a source.
    pub cited: bool,
}

impl fmt::Debug for WikiIndex {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("WikiIndex")
            .field("at", &self.at)
            .field("counts", &self.stamp.counts)
            .finish_non_exhaustive()
    }
}

impl WikiIndex {
    /// The most words of a question that are searched for; more are not read.
    pub const MAX_WORDS: usize = 48;

    /// Opens the index of a wiki under `index/<wiki>/`.
    ///
    /// # Errors
    /// When there is none, it is of another format or analyzer, or its files are damaged; each says what mends it.
    pub fn open(wiki_dir: &Path) -> Result<WikiIndex, Error> {
        Self::open_generation(&generation::current(wiki_dir)?)
    }

    pub(super) fn open_generation(folder: &Path) -> Result<WikiIndex, Error> {
        let at = folder.parent().unwrap_or(folder).to_owned();
        let damaged = |what: String| Error::Damaged { at: at.clone(), what };
        let json = |name: &str| read_file(&folder.join(name)).map_err(|error| damaged(error.to_string()));
        let unread = |name: &str, error: serde_json::Error| damaged(format!("{name}: {error}"));
        let format = serde_json::from_slice::<Format>(&json(STAMP)?).map_err(|error| unread(STAMP, error))?.format;
        if format != FORMAT {
            return Err(Error::Unfit { at, why: "was made by another version of lorebot" });
        }
        let stamp: Stamp = serde_json::from_slice(&json(STAMP)?).map_err(|error| unread(STAMP, error))?;
        let contents: Contents = serde_json::from_slice(&json(CONTENTS)?).map_err(|error| unread(CONTENTS, error))?;
        let index = Index::open_in_dir(folder).map_err(|error| damaged(error.to_string()))?;
        Ok(WikiIndex { folder: Some(folder.to_owned()), ..Self::of(&index, contents, stamp, at)? })
    }

    pub(super) fn of(index: &Index, contents: Contents, stamp: Stamp, at: PathBuf) -> Result<Self, Error> {
        let analyzer = Analyzer::of(&stamp.wiki.language);
        if analyzer.fingerprint() != stamp.analyzer {
            return Err(Error::Unfit { at, why: "was made with another analyzer" });
        }
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            return Err(Error::Unfit { at, why: "has other fields than this version of lorebot reads" });
        }
        let segments = index.searchable_segments().map_err(Error::engine(&at))?;
        let segment = match segments.first() {
            Some(segment) if segment.meta().num_docs() > 0 => {
                Some(Segment::open(&SegmentReader::open(segment).map_err(Error::engine(&at))?, fields, &at)?)
            }
            _ => None,
        };
        let titles = Titles::of(&contents.articles);
        Ok(WikiIndex { at, stamp, contents, titles, analyzer, fields, segment, folder: None, tables: Mutex::default() })
    }

    /// Reads every byte of the index and compares it with its checksums.
    ///
    /// # Errors
    /// When a file is damaged, or there are other passages than the stamp says.
    pub fn prove(&self) -> Result<(), Error> {
        let damaged = |what: String| Error::Damaged { at: self.at.clone(), what };
        let held = self.segment.as_ref().map_or(0, |segment| segment.reader.max_doc() as usize);
        if held != self.stamp.counts.passages {
            return Err(damaged(format!("{held} passages instead of {}", self.stamp.counts.passages)));
        }
        let Some(folder) = &self.folder else { return Ok(()) };
        let index = Index::open_in_dir(folder).map_err(Error::engine(&self.at))?;
        let broken = index.validate_checksum().map_err(Error::engine(&self.at))?;
        match broken.iter().min() {
            Some(file) => Err(damaged(format!("checksum of {}", file.display()))),
            None => Ok(()),
        }
    }

    /// The wiki it holds.
    pub fn wiki(&self) -> &Wiki {
        &self.stamp.wiki
    }

    /// What it was built from and by.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// When it was written, where it lies on disk and the file system tells.
    pub fn written(&self) -> Option<std::time::SystemTime> {
        std::fs::metadata(self.folder.as_ref()?.join(STAMP)).ok()?.modified().ok()
    }

    /// The articles in the wiki's order; an article's number is its place here.
    pub fn articles(&self) -> &[ArticleEntry] {
        &self.contents.articles
    }

    /// The number of the article that a passage belongs to.
    pub fn article_of(&self, passage: u32) -> usize {
        self.contents.articles.partition_point(|article| article.first_passage + article.passages <= passage)
    }

    /// The articles that a folded name leads to, closest first.
    pub fn named(&self, folded: &str) -> &[(TopicMatch, u32)] {
        self.titles.named(folded)
    }

    /// The folded titles of cited works that hold a number as a word of their own.
    pub fn cited_titles_with<'index>(&'index self, number: &'index str) -> impl Iterator<Item = &'index str> {
        let works = self.contents.numbered_works.iter().map(String::as_str);
        works.filter(move |title| title.split(' ').any(|word| word == number))
    }

    /// The most words any title or redirect has.
    pub fn longest_name(&self) -> usize {
        self.titles.longest_name()
    }

    /// The articles with a name that begins like a folded text, and which of their names: 0 the title, then the
    /// redirects.
    pub fn beginning(&self, folded: &str, most: usize) -> Vec<(u32, u32)> {
        self.titles.beginning(folded, most)
    }

    /// The words of a text as the index knows words.
    pub fn words(&self, text: &str) -> Vec<Word> {
        self.analyzer.words(text)
    }

    /// The number of passages.
    pub fn len(&self) -> u32 {
        self.segment.as_ref().map_or(0, |segment| segment.reader.max_doc())
    }

    /// Whether there is no passage.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The passage of a number.
    ///
    /// # Errors
    /// When the number is too great or the stored passages are damaged.
    pub fn passage(&self, number: u32) -> Result<StoredPassage, Error> {
        let damaged = |what: String| Error::Damaged { at: self.at.clone(), what };
        let segment = self.segment.as_ref().ok_or_else(|| damaged(format!("no passage {number}")))?;
        let document: TantivyDocument = segment.store.get(number).map_err(Error::engine(&self.at))?;
        let stored = document.get_first(self.fields.stored).and_then(|value| value.as_bytes().map(<[u8]>::to_vec));
        let stored = stored.ok_or_else(|| damaged(format!("passage {number} has no text")))?;
        serde_json::from_slice(&stored).map_err(|error| damaged(format!("passage {number}: {error}")))
    }

    /// The numbers of the passages that speak of any year from `first` to `last`, both included, in order.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn of_years(&self, first: i32, last: i32) -> Result<Vec<u32>, Error> {
        let Some(segment) = &self.segment else { return Ok(Vec::new()) };
        let field = self.fields.year;
        let inverted = segment.inverted(field, &self.at)?;
        let bytes = |year: i32| Term::from_field_i64(field, year.into()).serialized_value_bytes().to_vec();
        let mut terms =
            inverted.terms().range().ge(bytes(first)).le(bytes(last)).into_stream().map_err(Error::io(&self.at))?;
        let mut numbers = Vec::new();
        while terms.advance() {
            let info = terms.value().clone();
            let mut postings =
                inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic).map_err(Error::io(&self.at))?;
            while postings.doc() != TERMINATED {
                numbers.push(postings.doc());
                postings.advance();
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// The years the wiki speaks of that lie nearest to those from `first` to `last`: at most `most`, nearest first.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn years_near(&self, (first, last): (i32, i32), most: usize) -> Result<Vec<i32>, Error> {
        let Some(segment) = &self.segment else { return Ok(Vec::new()) };
        let inverted = segment.inverted(self.fields.year, &self.at)?;
        let mut terms = inverted.terms().stream().map_err(Error::io(&self.at))?;
        let mut years: Vec<(i64, i64)> = Vec::new();
        while terms.advance() {
            let Ok(key) = <[u8; 8]>::try_from(terms.key()) else { continue };
            let year = tantivy::u64_to_i64(u64::from_be_bytes(key));
            years.push(((i64::from(first) - year).max(year - i64::from(last)).max(0), year));
        }
        years.sort_unstable();
        Ok(years.into_iter().take(most).filter_map(|(_, year)| i32::try_from(year).ok()).collect())
    }

    /// The passages that hold any of the words, best first, those of equal score in the wiki's order; only those in
    /// `scope` where one is given. Words beyond [`WikiIndex::MAX_WORDS`] are not searched for.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn search(&self, words: &[Word], scope: Option<&Range<u32>>) -> Result<Searching, Error> {
        let Some(segment) = &self.segment else { return Ok(Searching::default()) };
        let mut table = self.table(segment.reader.max_doc());
        let mut weights = Vec::with_capacity(words.len());
        for (bit, word) in words.iter().take(Self::MAX_WORDS).enumerate() {
            weights.push(self.add_word(segment, word, 1 << bit, &mut table)?);
        }
        let in_scope = |number: &&u32| scope.is_none_or(|scope| scope.contains(number));
        let weighed = |number: &u32| {
            let scored = table.passages[*number as usize];
            Scored { score: scored.score * segment.standing[*number as usize], ..scored }
        };
        let mut scored: Vec<Scored> = table.found.iter().filter(in_scope).map(weighed).collect();
        scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.number.cmp(&b.number)));
        table.clear();
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        if tables.len() < KEPT_TABLES {
            tables.push(table);
        }
        drop(tables);
        Ok(Searching { scored, weights })
    }

    /// A clear table for a search.
    fn table(&self, passages: u32) -> Table {
        let kept = self.tables.lock().unwrap_or_else(PoisonError::into_inner).pop();
        kept.unwrap_or_else(|| Table::new(passages))
    }

    /// Where a word stands in the wiki at all.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn knows(&self, word: &Word) -> Result<Known, Error> {
        let Some(segment) = &self.segment else { return Ok(Known::default()) };
        let holds = |field: Field, text: &str| -> Result<bool, Error> {
            let terms = segment.inverted(field, &self.at)?;
            let info = terms.get_term_info(&Term::from_field_text(field, text)).map_err(Error::io(&self.at))?;
            Ok(info.is_some())
        };
        let told = holds(self.fields.title, &word.exact)?
            || holds(self.fields.body, &word.stem)?
            || holds(self.fields.heading, &word.stem)?;
        let exact = holds(self.fields.title, &word.exact)? || holds(self.fields.surface, &word.exact)?;
        Ok(Known { told, exact, cited: holds(self.fields.source, &word.exact)? })
    }

    /// The weight of a word that stands in `frequency` passages: its inverse document frequency, never negative.
    pub fn weight_of(&self, frequency: u32) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits than a float has")]
        let (all, holding) = (self.len() as f32, frequency as f32);
        (1.0 + (all - holding + 0.5).max(0.0) / (holding + 0.5)).ln()
    }

    /// Adds one word's share to the scores of the passages that hold it, and returns the word's weight.
    fn add_word(&self, segment: &Segment, word: &Word, bit: u64, table: &mut Table) -> Result<f32, Error> {
        let lore = [(&segment.title, &word.exact), (&segment.heading, &word.stem), (&segment.body, &word.stem)];
        for (searched, text) in lore {
            segment.weigh(searched, text, &self.at, |number, tf| table.note(number, tf, bit, true))?;
        }
        segment.weigh(&segment.source, &word.exact, &self.at, |number, tf| table.note(number, tf, bit, false))?;
        let idf = self.weight_of(u32::try_from(table.touched.len()).unwrap_or(u32::MAX));
        table.settle(idf);
        segment.each(self.fields.surface, &word.exact, &self.at, |number, _| {
            table.passages[number as usize].score += WEIGHTS.surface * idf;
        })?;
        Ok(idf)
    }

    /// How many passages hold an exact word in a field.
    pub(super) fn passages_with(&self, field: Field, word: &str) -> Result<u32, Error> {
        let Some(inverted) = self.inverted(field)? else { return Ok(0) };
        let info = inverted.get_term_info(&Term::from_field_text(field, word)).map_err(Error::io(&self.at))?;
        Ok(info.map_or(0, |info| info.doc_freq))
    }

    pub(super) fn name_field(&self) -> Field {
        self.fields.name
    }

    pub(super) fn dictionary_fields(&self) -> [Field; 3] {
        [self.fields.title, self.fields.surface, self.fields.source]
    }

    pub(super) fn inverted(&self, field: Field) -> Result<Option<Arc<InvertedIndexReader>>, Error> {
        self.segment.as_ref().map(|segment| segment.inverted(field, &self.at)).transpose()
    }

    pub(super) fn at(&self) -> &Path {
        &self.at
    }
}

/// The one key of a stamp that every version has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

impl Segment {
    fn open(reader: &SegmentReader, fields: Fields, at: &Path) -> Result<Segment, Error> {
        let searched = |field: Field, weight: &'static FieldWeight| -> Result<Searched, Error> {
            let norms = reader.get_fieldnorms_reader(field).map_err(Error::engine(at))?;
            let words = reader.inverted_index(field).map_err(Error::engine(at))?.total_num_tokens();
            #[expect(clippy::cast_precision_loss, reason = "a mean length needs no more digits than a float has")]
            let mean_length = (words as f32 / reader.max_doc().max(1) as f32).max(1.0);
            Ok(Searched { field, weight, norms, mean_length })
        };
        Ok(Segment {
            title: searched(fields.title, &WEIGHTS.title)?,
            heading: searched(fields.heading, &WEIGHTS.heading)?,
            body: searched(fields.body, &WEIGHTS.body)?,
            source: searched(fields.source, &WEIGHTS.source)?,
            standing: standing_weights(reader, at)?,
            store: reader.get_store_reader(CACHED_BLOCKS).map_err(Error::io(at))?,
            reader: reader.clone(),
        })
    }

    fn inverted(&self, field: Field, at: &Path) -> Result<Arc<InvertedIndexReader>, Error> {
        self.reader.inverted_index(field).map_err(Error::engine(at))
    }

    /// Calls back with each passage that holds a word in a field, and how often.
    fn each(&self, field: Field, text: &str, at: &Path, mut found: impl FnMut(u32, u32)) -> Result<(), Error> {
        let term = Term::from_field_text(field, text);
        let inverted = self.inverted(field, at)?;
        let postings = inverted.read_postings(&term, IndexRecordOption::WithFreqs).map_err(Error::io(at))?;
        let Some(mut postings) = postings else { return Ok(()) };
        while postings.doc() != TERMINATED {
            found(postings.doc(), postings.term_freq());
            postings.advance();
        }
        Ok(())
    }

    /// The same, with the frequency weighed by the field's weight and the passage's length in it.
    #[expect(clippy::cast_precision_loss, reason = "frequencies and lengths are small")]
    fn weigh(&self, searched: &Searched, text: &str, at: &Path, mut found: impl FnMut(u32, f32)) -> Result<(), Error> {
        let FieldWeight { weight, b } = *searched.weight;
        self.each(searched.field, text, at, |number, frequency| {
            let length = searched.norms.fieldnorm(number) as f32;
            found(number, weight * frequency as f32 / (1.0 - b + b * length / searched.mean_length));
        })
    }
}

/// The weight of each passage for what it is made of and about, by its number.
fn standing_weights(reader: &SegmentReader, at: &Path) -> Result<Vec<f32>, Error> {
    let codes = reader.fast_fields().u64("standing").map_err(Error::engine(at))?;
    Ok((0..reader.max_doc()).map(|number| standing_weight(codes.first(number).unwrap_or_default())).collect())
}

/// The scores of all passages while a question is searched.
struct Table {
    passages: Vec<Scored>,
    /// The weighed frequency of the word at hand.
    tf: Vec<f32>,
    /// The passages that hold the word at hand.
    touched: Vec<u32>,
    /// The passages that hold any word.
    found: Vec<u32>,
}

impl Table {
    fn new(passages: u32) -> Table {
        let empty = |number| Scored { number, score: 0.0, told: 0, matched: 0 };
        let tf = vec![0.0; passages as usize];
        Table { passages: (0..passages).map(empty).collect(), tf, touched: Vec::new(), found: Vec::new() }
    }

    fn note(&mut self, number: u32, tf: f32, bit: u64, told: bool) {
        let passage = &mut self.passages[number as usize];
        if passage.matched == 0 {
            self.found.push(number);
        }
        if passage.matched & bit == 0 {
            self.touched.push(number);
        }
        passage.matched |= bit;
        passage.told |= if told { bit } else { 0 };
        self.tf[number as usize] += tf;
    }

    /// Makes the table as new, at the cost of what was found only.
    fn clear(&mut self) {
        for number in self.found.drain(..) {
            self.passages[number as usize] = Scored { number, score: 0.0, told: 0, matched: 0 };
        }
    }

    /// Dampens the word's frequencies, adds them to the scores, and makes ready for the next word.
    fn settle(&mut self, idf: f32) {
        for number in self.touched.drain(..) {
            let tf = std::mem::take(&mut self.tf[number as usize]);
            self.passages[number as usize].score += idf * tf * (WEIGHTS.k1 + 1.0) / (WEIGHTS.k1 + tf);
        }
    }
}
