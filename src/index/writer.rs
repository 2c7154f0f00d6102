//! Articles to an index: one document a passage, in the order given.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;
use tantivy::{Index, TantivyDocument};

use super::Error;
use super::aliases::Aliases;
use super::analyzer::Analyzer;
use super::calibration::Calibration;
use super::checksums::Checksums;
use super::generation::Building;
use super::nature::Nature;
use super::parts::Parts;
use super::schema::Fields;
use super::span_code::code_of;
use super::stamp::{Counts, FORMAT, Source, Stamp};
use super::titles::{ArticleEntry, Contents};
use super::told::Told;
use super::wiki_index::WikiIndex;
use crate::lore::{Article, Attribution, Outline, Passage, PassageKind, Standing, Wiki, fold};

pub(super) const CONTENTS: &str = "contents.json";
pub(super) const STAMP: &str = "stamp.json";

/// A word of a series' name is common where more than one in this many series share it.
const MOST_SERIES_SHARING: usize = 4;

/// The longest span of years whose every year is indexed; of longer ones the years from the first on, and the last.
const MAX_SPAN_YEARS: i32 = 200;

/// Writes the index of one wiki beside the one in use.
pub struct Writer {
    // Before `building`, which clears the folder away that these are written into.
    documents: Documents,
    building: Building,
}

impl Writer {
    /// Starts an index under `index/<wiki>/`.
    ///
    /// # Errors
    /// When another build of this wiki is running, or the folder cannot be written.
    pub fn begin(index: &Path, wiki: Wiki) -> Result<Writer, Error> {
        let building = Building::begin(&index.join(&wiki.id))?;
        let at = building.folder().to_owned();
        let documents = Documents::begin(Some(&at), wiki)?;
        Ok(Writer { documents, building })
    }

    /// Adds an article after those added before.
    ///
    /// # Errors
    /// When the disk is full or fails.
    pub fn add(&mut self, article: &Article) -> Result<(), Error> {
        self.documents.add(article)
    }

    /// Ends the index, proves that it can be read, has it judged, and puts it in use. The one before stays in use until then,
    /// and for good where the judge names a reason against the new one. The index is dated `read_from`, when its sources
    /// began to be read: whatever was written later may not be in it.
    ///
    /// # Errors
    /// When the disk fails, what was written does not prove good, or the judge is against it.
    pub fn finish(
        self,
        data: Option<PathBuf>,
        sources: Vec<Source>,
        read_from: SystemTime,
        judge: impl FnOnce(WikiIndex) -> Result<(), String>,
    ) -> Result<Stamp, Error> {
        let folder = self.building.folder().to_owned();
        let (index, contents, stamp) = self.documents.finish(data, sources)?;
        write_json(&folder.join(CONTENTS), &contents)?;
        let calibrated = WikiIndex::of(&index, contents, stamp, folder.clone())?.calibrated()?;
        let stamp = folder.join(STAMP);
        write_json(&stamp, calibrated.stamp())?;
        let dated = File::options().write(true).open(&stamp).and_then(|file| file.set_modified(read_from));
        dated.map_err(Error::io(&stamp))?;
        Checksums::note(&folder)?;
        let proven = WikiIndex::open_proven_generation(&folder)?;
        proven.agrees_with_the_engine()?;
        let at = folder.parent().unwrap_or(&folder).to_owned();
        judge(proven).map_err(|why| Error::Refused { at, why })?;
        self.building.put_in_use()?;
        Ok(calibrated.stamp().clone())
    }
}

/// Builds the index of a few articles in memory alone, for the starter wiki and for tests.
///
/// # Errors
/// When the engine refuses, which no article makes it do.
pub fn build_in_memory<'articles>(
    wiki: Wiki,
    articles: impl IntoIterator<Item = &'articles Article>,
) -> Result<WikiIndex, Error> {
    let mut documents = Documents::begin(None, wiki)?;
    for article in articles {
        documents.add(article)?;
    }
    let (index, contents, stamp) = documents.finish(None, Vec::new())?;
    WikiIndex::of(&index, contents, stamp, PathBuf::from("memory"))?.calibrated()
}

/// The documents of an index that is being written.
struct Documents {
    wiki: Wiki,
    analyzer: Analyzer,
    fields: Fields,
    told: Told,
    parts: Parts,
    articles: Vec<ArticleEntry>,
    aliases: Aliases,
    numbered_works: BTreeSet<String>,
    counts: Counts,
}

impl Documents {
    fn begin(folder: Option<&Path>, wiki: Wiki) -> Result<Documents, Error> {
        let analyzer = Analyzer::of(&wiki.language);
        let (schema, fields) = Fields::schema();
        let parts = Parts::begin(folder, schema, Analyzer::registered())?;
        Ok(Documents {
            wiki,
            analyzer,
            fields,
            told: Told::default(),
            parts,
            articles: Vec::new(),
            aliases: Aliases::default(),
            numbered_works: BTreeSet::new(),
            counts: Counts::default(),
        })
    }

    fn add(&mut self, article: &Article) -> Result<(), Error> {
        let first = u32::try_from(self.counts.passages).unwrap_or(u32::MAX);
        let names = Names::of(article, &self.analyzer);
        let outline = Outline::of(article);
        let (mut added, mut opened) = (0, false);
        for (heading, passage) in article.passages() {
            let opening =
                !opened && passage.kind == PassageKind::Paragraph && passage.standing != Standing::Boilerplate;
            opened |= opening;
            let mut document = self.document(&names, heading, passage, opening);
            self.add_outline(&mut document, &outline, added);
            self.parts.add(document)?;
            self.counts.add(passage);
            let titles = passage.citations.iter().flat_map(|citation| &citation.works).map(|work| &work.title);
            let numbered = titles.filter(|title| title.contains(char::is_numeric)).map(|title| fold(title));
            self.numbered_works.extend(numbered.filter(|title| title.contains(|letter: char| letter.is_ascii_digit())));
            added += 1;
        }
        self.counts.articles += 1;
        self.counts.redirects += article.redirects.len();
        self.counts.sections += article.sections.iter().filter(|section| !section.passages.is_empty()).count();
        self.aliases.add(u32::try_from(self.articles.len()).unwrap_or(u32::MAX), article);
        self.articles.push(ArticleEntry::of(article, first, added));
        Ok(())
    }

    /// Gives the articles the names that were gathered for them.
    fn name_articles(&mut self) {
        let mut titles = HashMap::new();
        for (number, article) in (0u32..).zip(&self.articles) {
            titles.entry(fold(&article.title)).or_insert(number);
        }
        for (number, article) in (0u32..).zip(&self.articles) {
            for redirect in &article.redirects {
                titles.entry(fold(&redirect.title)).or_insert(number);
            }
        }
        for (number, aliases) in std::mem::take(&mut self.aliases).of_articles(&titles, &self.wiki.language) {
            self.articles[number as usize].aliases = aliases;
        }
    }

    fn document(&mut self, names: &Names, heading: &[String], passage: &Passage, opening: bool) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let words = self.analyzer.read(&passage.lore_text(), &mut self.told);
        document.add_text(self.fields.name_of_article, &names.all);
        document.add_text(self.fields.title, &names.title);
        document.add_text(self.fields.redirect, &names.beyond_title);
        document.add_text(self.fields.body, words.body);
        document.add_text(self.fields.vocabulary, words.vocabulary);
        document.add_text(self.fields.name, &words.name);
        let mut headings = heading.join(" \n ");
        if passage.continuity != self.wiki.default_continuity() {
            headings.push_str(" \n ");
            headings.push_str(&passage.continuity);
        }
        document.add_text(self.fields.heading, self.analyzer.stems(&headings));
        if passage.attribution == Attribution::Direct {
            for citation in &passage.citations {
                document.add_text(self.fields.source, Analyzer::exact_words(&citation.written));
                if let Some(series) = &citation.series {
                    let name = distinctive_name(&self.wiki, series);
                    document.add_text(self.fields.source, Analyzer::exact_words(&name));
                }
            }
        }
        let telltales = words.telltales.in_passage(&passage.text, names.title_as_written);
        let nature = Nature {
            main: passage.continuity == self.wiki.default_continuity(),
            ..Nature::of(passage, opening, !words.name.is_empty(), telltales)
        };
        document.add_u64(self.fields.nature, nature.code());
        for span in &passage.years {
            document.add_u64(self.fields.span, code_of(span));
            let indexed = span.last.min(span.first.saturating_add(MAX_SPAN_YEARS));
            for year in (span.first..=indexed).chain((indexed < span.last).then_some(span.last)) {
                document.add_i64(self.fields.year, year.into());
            }
        }
        let stored =
            serde_json::to_string(&ToStore { heading, passage }).expect("a passage holds only text and numbers");
        document.add_text(self.fields.stored, stored);
        document
    }

    /// Adds to the passage at a place in its article the headings of the sections that begin there, and to the first one the
    /// outline of all.
    fn add_outline(&self, document: &mut TantivyDocument, outline: &Outline, place: u32) {
        let from = outline.sections.partition_point(|section| section.passages.start < place);
        let begun = outline.sections[from..].iter().take_while(|section| section.passages.start == place);
        for section in begun.filter(|section| section.tells) {
            document.add_text(self.fields.begun, Analyzer::exact_words(section.own_heading()));
        }
        if place == 0 && !outline.sections.is_empty() {
            let outline = serde_json::to_string(outline).expect("an outline holds only text and numbers");
            document.add_text(self.fields.outline, outline);
        }
    }

    fn finish(mut self, data: Option<PathBuf>, sources: Vec<Source>) -> Result<(Index, Contents, Stamp), Error> {
        let names = self.articles.iter().flat_map(ArticleEntry::names);
        let names: HashSet<String> = names.map(fold).collect();
        self.name_articles();
        let mut wiki = self.wiki;
        wiki.pins.retain(|pin| names.contains(&fold(pin)));
        let index = self.parts.finish()?;
        let stamp = Stamp {
            format: FORMAT,
            analyzer: self.analyzer.fingerprint(),
            wiki,
            data,
            sources,
            counts: self.counts,
            calibration: Calibration::default(),
        };
        let numbered_works = self.numbered_works.into_iter().collect();
        Ok((index, Contents { articles: self.articles, numbered_works }, stamp))
    }
}

/// What is read as a [`super::wiki_index::StoredPassage`].
#[derive(Serialize)]
struct ToStore<'passage> {
    heading: &'passage [String],
    passage: &'passage Passage,
}

/// The names of an article; those that are searched as words parted by blanks.
struct Names<'article> {
    title_as_written: &'article str,
    /// Exact words of the title and all redirects.
    all: String,
    /// Stems of the title.
    title: String,
    /// Stems of the words of redirects that the title lacks, each once.
    beyond_title: String,
}

impl Names<'_> {
    fn of<'article>(article: &'article Article, analyzer: &Analyzer) -> Names<'article> {
        let redirects = article.redirects.iter().map(|redirect| redirect.title.as_str());
        let all: Vec<&str> = std::iter::once(article.title.as_str()).chain(redirects.clone()).collect();
        let mut known: HashSet<String> = analyzer.words(&article.title).into_iter().map(|word| word.exact).collect();
        let beyond = redirects.flat_map(|redirect| analyzer.words(redirect)).map(|word| word.exact);
        let beyond: Vec<String> = beyond.filter(|word| known.insert(word.clone())).collect();
        Names {
            title_as_written: &article.title,
            all: Analyzer::exact_words(&all.join(" \n ")),
            title: analyzer.stems(&article.title),
            beyond_title: analyzer.stems(&beyond.join(" ")),
        }
    }
}

/// The words of a series' full name that tell it from others: "Deep Space Nine", without the "Star Trek" that most names
/// begin with and that would find every passage.
fn distinctive_name(wiki: &Wiki, series: &str) -> String {
    let Some(name) = wiki.series.get(series) else { return String::new() };
    let common = |word: &str| {
        let holding = wiki.series.values().filter(|name| name.split(' ').any(|other| other == word)).count();
        holding * MOST_SERIES_SHARING > wiki.series.len()
    };
    name.split(' ').filter(|word| !common(word)).collect::<Vec<_>>().join(" ")
}

pub(super) fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Error> {
    let file = File::create(path).map_err(Error::io(path))?;
    let mut writer = BufWriter::new(file);
    serde_json::to_writer(&mut writer, value).map_err(|error| Error::io(path)(error.into()))?;
    let file = writer.into_inner().map_err(|error| Error::io(path)(error.into_error()))?;
    file.sync_all().map_err(Error::io(path))
}

pub(super) fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(Error::io(path))
}
