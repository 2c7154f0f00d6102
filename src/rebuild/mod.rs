//! `data/` to `index/`: has each wiki read and its index written, and tells when an index no longer fits its sources.
//!
//! This is where [`crate::import`] and [`crate::index`] are introduced to each other; neither knows the other.

mod archives;
mod files;
mod reading;

use std::fs;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use crate::import::{SectionText, SurveyCounts, Trouble, Unexpanded, is_article_file, read_article, read_profile};
use crate::index::{self, Counts, WikiIndex, Writer, build_in_memory};
use crate::lore::Article;
use files::{ARTICLES, Files, PROFILE, has_changed};
use reading::Reading;

/// The wiki that comes with the program.
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/starter");

/// The folder name of the wiki that comes with the program.
pub const STARTER_ID: &str = "starter";

/// Why a wiki could not be indexed. Its old index, if there is one, stays in use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no folder of wikis.
    #[error("no wikis in {}; put each into a folder of its own there, with its articles in `articles/`", .0.display())]
    NoWikis(PathBuf),
    /// The folder holds no article that could be read.
    #[error("no articles in {}; put .txt, .md, .html or .mediawiki files there, one article a file, or an export beside it", .0.display())]
    NoArticles(PathBuf),
    /// The folder holds no export of a wiki.
    #[error("no export in {}; put the .xml there, packed or not", .0.display())]
    NoExport(PathBuf),
    /// The profile cannot be used.
    #[error(transparent)]
    Profile(Trouble),
    /// A file or folder could not be read.
    #[error("{}: {source}", .at.display())]
    Io {
        /// The file or folder.
        at: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The index could not be written.
    #[error(transparent)]
    Index(#[from] index::Error),
}

impl Error {
    fn io(at: &Path) -> impl Fn(std::io::Error) -> Error {
        let at = at.to_owned();
        move |source| Error::Io { at: at.clone(), source }
    }
}

/// What came of indexing one wiki.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The wiki's folder name.
    pub wiki: String,
    /// How much there is of what.
    pub counts: Counts,
    /// The length of its sources, in bytes.
    pub source_bytes: u64,
    /// The length of its index, in bytes.
    pub index_bytes: u64,
    /// What could not be read; everything else is in the index.
    pub troubles: Vec<Trouble>,
    /// The licence its answers carry, where the profile names one.
    pub licence: Option<String>,
    /// What its exports hold, where it has any.
    pub exports: Option<ExportReport>,
}

/// What the exports of a wiki hold, and what of it could not be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportReport {
    /// How many pages of which kind.
    pub pages: SurveyCounts,
    /// Pages counted as articles that hold no text, and the wiki's front page: none of them is indexed.
    pub without_text: usize,
    /// Redirects that lead to no article of the index.
    pub leading_nowhere: usize,
    /// The templates that could not be expanded, those that cost the most text first.
    pub unexpanded: Vec<(String, Unexpanded)>,
}

/// How far indexing is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'wiki> {
    /// The wiki's folder name.
    pub wiki: &'wiki str,
    /// What is being done.
    pub stage: Stage,
    /// How much of it is done.
    pub done: usize,
    /// How much of it there is; 0 where that is not known.
    pub of: usize,
}

/// What is done on the way to an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The pages of exports are looked over for templates and redirects.
    Survey,
    /// The pages of exports are read.
    Pages,
    /// The files of articles are read.
    Files,
}

/// The folder names of the wikis in a data folder, in order. A folder that is not there holds none.
///
/// # Errors
/// When the folder cannot be listed.
pub fn wikis_in(data: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(data) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(Error::Io { at: data.to_owned(), source }),
    };
    let mut wikis = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|source| Error::Io { at: data.to_owned(), source })?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && !name.starts_with('.') {
            wikis.push(name);
        }
    }
    wikis.sort();
    Ok(wikis)
}

/// Indexes one wiki of a data folder and puts the index in use. The same files give the same index.
///
/// # Errors
/// When the profile cannot be used, there is no article at all, or the index cannot be written.
pub fn rebuild(data: &Path, index: &Path, wiki: &str, progress: impl FnMut(Progress)) -> Result<Report, Error> {
    rebuild_if(data, index, wiki, progress, |_| Ok(()))
}

/// The same, where the new index is put in use only if a judge has no reason against it.
///
/// # Errors
/// Those of [`rebuild`], and the judge's reason.
pub fn rebuild_if(
    data: &Path,
    index: &Path,
    wiki: &str,
    mut progress: impl FnMut(Progress),
    judge: impl FnOnce(WikiIndex) -> Result<(), String>,
) -> Result<Report, Error> {
    let folder = data.join(wiki);
    let mut reading = Reading::begin(&folder, wiki, &mut progress)?;
    let mut writer = None;
    reading.articles(&mut progress, &mut |reading, article| {
        let begun = match writer.take() {
            Some(writer) => writer,
            None => Writer::begin(index, reading.profile.wiki.clone())?,
        };
        Ok(writer.insert(begun).add(&article)?)
    })?;
    let Some(writer) = writer else { return Err(Error::NoArticles(reading.place_of_articles())) };
    let exports = reading.exports();
    let data = folder.canonicalize().ok();
    let source_bytes = reading.sources.iter().map(|source| source.bytes).sum();
    let stamp = writer.finish(data, reading.sources, reading.from, judge)?;
    Ok(Report {
        wiki: wiki.to_owned(),
        counts: stamp.counts,
        source_bytes,
        index_bytes: index::size_on_disk(&index.join(wiki)),
        troubles: reading.troubles,
        licence: stamp.wiki.licence.map(|licence| licence.name),
        exports,
    })
}

/// Gives the text of each page of a wiki's exports to `each`, section by section, as it is shown; nothing is indexed.
/// Returns what could not be read.
///
/// # Errors
/// When the profile cannot be used, there is no export, or `each` fails.
pub fn export_texts(
    data: &Path,
    wiki: &str,
    each: impl FnMut(&str, Vec<SectionText>) -> Result<(), Error>,
) -> Result<Vec<Trouble>, Error> {
    let folder = data.join(wiki);
    let mut reading = Reading::begin(&folder, wiki, &mut |_| {})?;
    if reading.exports().is_none() {
        return Err(Error::NoExport(folder));
    }
    reading.texts(each)?;
    Ok(reading.troubles)
}

/// The index of the wiki that comes with the program, built in memory.
///
/// # Errors
/// When the starter wiki is broken, which the program's tests rule out.
pub fn starter() -> Result<WikiIndex, Error> {
    let text = |path: String| STARTER.get_file(path).and_then(include_dir::File::contents_utf8).unwrap_or_default();
    let profile = read_profile(text(PROFILE.to_owned()), PROFILE, STARTER_ID, None).map_err(Error::Profile)?;
    let folder = STARTER.get_dir(ARTICLES);
    let mut names: Vec<String> = folder
        .into_iter()
        .flat_map(Dir::files)
        .map(|file| file.path().to_string_lossy().replace('\\', "/"))
        .filter(|name| is_article_file(name))
        .collect();
    names.sort();
    let articles: Vec<Article> =
        names.into_iter().filter_map(|name| read_article(&name, text(name.clone()), &profile).0).collect();
    Ok(build_in_memory(profile.wiki, &articles)?)
}

/// The index of one wiki of a data folder, built in memory: for a wiki that is asked once and not kept.
///
/// # Errors
/// When the profile cannot be used or there is no article at all.
pub fn in_memory(data: &Path, wiki: &str) -> Result<WikiIndex, Error> {
    let folder = data.join(wiki);
    let mut reading = Reading::begin(&folder, wiki, &mut |_| {})?;
    let mut articles = Vec::new();
    reading.articles(&mut |_| {}, &mut |_, article| {
        articles.push(article);
        Ok(())
    })?;
    if articles.is_empty() {
        return Err(Error::NoArticles(reading.place_of_articles()));
    }
    Ok(build_in_memory(reading.profile.wiki, &articles)?)
}

/// The golden questions of the wiki that comes with the program.
pub fn starter_questions() -> &'static str {
    STARTER.get_file("questions.toml").and_then(include_dir::File::contents_utf8).unwrap_or_default()
}

/// Whether the sources an index was built from have changed since; the sentence says what and what to do. `None` where
/// they have not, or are not there to be looked at: an index serves without its sources.
pub fn outdated(index: &WikiIndex) -> Option<String> {
    let stamp = index.stamp();
    let folder = stamp.data.as_deref().filter(|folder| folder.is_dir())?;
    let files = Files::of_folder(folder).ok()?;
    let known: Vec<&str> = stamp.sources.iter().map(|source| source.path.as_str()).collect();
    let now: Vec<&str> = files.all().collect();
    let changed = stamp.sources.iter().any(|source| has_changed(&folder.join(&source.path), source, index.written()));
    (changed || known != now)
        .then(|| format!("the index of {} is older than {}; run `lorebot index`", index.wiki().id, folder.display()))
}
