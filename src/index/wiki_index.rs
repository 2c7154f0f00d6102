//! The index open for reading: its articles, and its passages by number and by years. How passages are found by words
//! stands in [`super::first_stage`] and [`super::second_stage`], how it is opened in [`super::opening`].

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocSet, Index, InvertedIndexReader, SegmentReader, TERMINATED, TantivyDocument, Term};

use super::Error;
use super::analyzer::{Analyzer, Word};
use super::calibration::Calibration;
use super::first_stage::Tables;
use super::nature::Nature;
use super::schema::Fields;
use super::segment::Segment;
use super::span_code::span_of;
use super::stamp::Stamp;
use super::titles::{ArticleEntry, Contents, Titles, TopicMatch};
use super::told::told_word;
use super::weights::Weights;
use super::writer::STAMP;
use crate::lore::{Passage, PassageKind, Standing, Telltales, Wiki, YearSpan};

/// The index of one wiki, open for reading. It never changes; a rebuild is seen by opening anew.
pub struct WikiIndex {
    at: PathBuf,
    stamp: Stamp,
    contents: Contents,
    titles: Titles,
    analyzer: Analyzer,
    pub(super) fields: Fields,
    /// `None` in an index without passages.
    pub(super) segment: Option<Segment>,
    /// The generation's folder; `None` for an index in memory.
    pub(super) folder: Option<PathBuf>,
    /// Keeps builds from clearing that folder away.
    _held: Option<File>,
    pub(super) weights: Weights,
    /// Tables of past searches, cleared, for the next ones.
    pub(super) tables: Tables,
}

/// A passage as the index keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StoredPassage {
    /// The headings it stands under, outermost first.
    pub heading: Vec<String>,
    /// The passage.
    pub passage: Passage,
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

    pub(super) fn of(index: &Index, contents: Contents, stamp: Stamp, at: PathBuf) -> Result<Self, Error> {
        let analyzer = analyzer_of(&stamp, &at)?;
        let (schema, fields) = Fields::schema();
        if index.schema() != schema {
            return Err(Error::Unfit { at, why: "has other fields than this version of lorebot reads" });
        }
        let segments = index.searchable_segments().map_err(Error::engine(&at))?;
        let segment = match segments.first() {
            Some(segment) if segment.meta().num_docs() > 0 => {
                let reader = SegmentReader::open(segment).map_err(Error::engine(&at))?;
                Some(Segment::open(&reader, fields, &contents.articles, &at)?)
            }
            _ => None,
        };
        let titles = Titles::of(&contents.articles);
        Ok(WikiIndex {
            at,
            stamp,
            contents,
            titles,
            analyzer,
            fields,
            segment,
            folder: None,
            _held: None,
            weights: Weights::default(),
            tables: Tables::default(),
        })
    }

    /// The same index, which lies in a generation's folder, held as long as it is open.
    pub(super) fn lying_in(self, folder: &Path, held: Option<File>) -> WikiIndex {
        WikiIndex { folder: Some(folder.to_owned()), _held: held, ..self }
    }

    /// The same index, calibrated by itself.
    pub(super) fn calibrated(mut self) -> Result<WikiIndex, Error> {
        self.stamp.calibration = Calibration::of(&self)?;
        Ok(self)
    }

    /// Has it rank by other weights than those it comes with.
    pub fn rank_by(&mut self, weights: Weights) {
        self.weights = weights;
    }

    /// The weights it ranks by.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The wiki it holds.
    pub fn wiki(&self) -> &Wiki {
        &self.stamp.wiki
    }

    /// What it was built from and by.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// When its sources began to be read, where it lies on disk and the file system tells.
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

    /// The title of the one article that folded initials stand for, such as "tng".
    pub fn by_initials(&self, initials: &str) -> Option<&str> {
        let article = self.titles.by_initials(initials)?;
        Some(&self.contents.articles[article as usize].title)
    }

    /// The folded titles of cited works that hold a number as a word of their own.
    pub fn cited_titles_with<'index>(&'index self, number: &'index str) -> impl Iterator<Item = &'index str> {
        let works = self.contents.numbered_works.iter().map(String::as_str);
        works.filter(move |title| title.split(' ').any(|word| word == number))
    }

    /// The most words any name of an article has.
    pub fn longest_name(&self) -> usize {
        self.titles.longest_name()
    }

    /// The articles with a name that begins like a folded text, and which of their names, as [`ArticleEntry::names`]
    /// counts.
    pub fn beginning(&self, folded: &str, most: usize) -> Vec<(u32, u32)> {
        self.titles.beginning(folded, most)
    }

    /// The numbers of the longest articles that tell lore, longest first and at most 64.
    pub fn longest(&self) -> &[u32] {
        self.titles.longest()
    }

    /// The words of a text as the index knows words.
    pub fn words(&self, text: &str) -> Vec<Word> {
        self.analyzer.words(text)
    }

    /// Where words of a text stand that are the same as any of these, or have the same stem, in order.
    pub fn places_of(&self, text: &str, words: &[Word]) -> Vec<std::ops::Range<usize>> {
        self.analyzer.places_of(text, words)
    }

    /// The number of passages.
    pub fn len(&self) -> u32 {
        self.segment.as_ref().map_or(0, |segment| segment.reader.max_doc())
    }

    /// Whether there is no passage.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Which of some words a passage holds in any field, one bit a word in the order given.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn held_in(&self, number: u32, words: &[Word]) -> Result<u64, Error> {
        let mut held = 0;
        let Some(segment) = &self.segment else { return Ok(held) };
        for (bit, word) in words.iter().take(Self::MAX_WORDS).enumerate() {
            held |= u64::from(segment.holds(number, word, &self.at)?) << bit;
        }
        Ok(held)
    }

    /// Whether any passage tells one word right after another.
    ///
    /// # Errors
    /// When the index is damaged.
    pub fn tells_side_by_side(&self, first: &Word, second: &Word) -> Result<bool, Error> {
        self.segment.as_ref().map_or(Ok(false), |segment| segment.tells_side_by_side(first, second, &self.at))
    }

    /// What a passage is made of; plain text for a number too great.
    pub fn kind_of(&self, number: u32) -> PassageKind {
        self.nature_of(number).map_or(PassageKind::Paragraph, |nature| nature.kind)
    }

    /// What a passage's words are about; lore for a number too great.
    pub fn standing_of(&self, number: u32) -> Standing {
        self.nature_of(number).map_or(Standing::Lore, |nature| nature.standing)
    }

    /// Which kinds of telltale words a passage holds; none for a number too great.
    pub fn telltales_of(&self, number: u32) -> Telltales {
        self.nature_of(number).map_or_else(Telltales::default, |nature| nature.telltales)
    }

    /// Whether a passage is of the wiki's main continuity.
    pub fn is_main(&self, number: u32) -> bool {
        self.nature_of(number).is_none_or(|nature| nature.main)
    }

    fn nature_of(&self, number: u32) -> Option<&Nature> {
        self.segment.as_ref()?.natures.get(number as usize)
    }

    /// The stretches of years that a passage speaks of, without their places in its text.
    pub fn years_of(&self, number: u32) -> impl Iterator<Item = YearSpan> {
        let segment = self.segment.iter().filter(move |segment| number < segment.reader.max_doc());
        segment.flat_map(move |segment| segment.spans.values_for_doc(number).map(span_of))
    }

    /// The passage of a number.
    ///
    /// # Errors
    /// When the number is too great or the stored passages are damaged.
    pub fn passage(&self, number: u32) -> Result<StoredPassage, Error> {
        let damaged = |what: String| Error::Damaged { at: self.at.clone(), what };
        let stored = self.stored(number, self.fields.stored)?;
        let stored = stored.ok_or_else(|| damaged(format!("passage {number} has no text")))?;
        serde_json::from_str(&stored).map_err(|error| damaged(format!("passage {number}: {error}")))
    }

    /// What is kept of a passage in a field.
    pub(super) fn stored(&self, number: u32, field: Field) -> Result<Option<String>, Error> {
        let damaged = |what: String| Error::Damaged { at: self.at.clone(), what };
        let segment = self.segment.as_ref().ok_or_else(|| damaged(format!("no passage {number}")))?;
        let document: TantivyDocument = segment.store.get(number).map_err(Error::engine(&self.at))?;
        Ok(document.get_first(field).and_then(|value| value.as_str().map(str::to_owned)))
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
        let named = holds(self.fields.name_of_article, &word.exact)?;
        let told = named || segment.is_told(&word.stem, &self.at)? || holds(self.fields.heading, &word.stem)?;
        let exact = named || holds(self.fields.body, &told_word(&word.stem, &word.exact))?;
        Ok(Known { told, exact, cited: holds(self.fields.source, &word.exact)? })
    }

    /// How many passages hold an exact word in a field.
    pub(super) fn passages_with(&self, field: Field, word: &str) -> Result<u32, Error> {
        let Some(inverted) = self.inverted(field)? else { return Ok(0) };
        let info = inverted.get_term_info(&Term::from_field_text(field, word)).map_err(Error::io(&self.at))?;
        Ok(info.map_or(0, |info| info.doc_freq))
    }

    /// How many passages tell a word in its exact form.
    pub(super) fn passages_telling(&self, exact: &str) -> Result<u32, Error> {
        self.passages_with(self.fields.body, &told_word(&self.analyzer.stem(exact), exact))
    }

    pub(super) fn inverted(&self, field: Field) -> Result<Option<Arc<InvertedIndexReader>>, Error> {
        self.segment.as_ref().map(|segment| segment.inverted(field, &self.at)).transpose()
    }

    pub(super) fn at(&self) -> &Path {
        &self.at
    }
}

/// The analyzer of the texts that a stamp tells of.
///
/// # Errors
/// When this version of the program has another one.
pub(super) fn analyzer_of(stamp: &Stamp, at: &Path) -> Result<Analyzer, Error> {
    let analyzer = Analyzer::of(&stamp.wiki.language);
    if analyzer.fingerprint() == stamp.analyzer {
        return Ok(analyzer);
    }
    Err(Error::Unfit { at: at.to_owned(), why: "was made with another analyzer" })
}
