//! `data/` to `index/`: has each wiki read and its index written, and tells when an index no longer fits its sources.
//!
//! This is where [`crate::import`] and [`crate::index`] are introduced to each other; neither knows the other.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

use crate::import::{Profile, Trouble, is_article_file, read_article, read_profile};
use crate::index::{self, Counts, Source, WikiIndex, Writer, build_in_memory};
use crate::lore::{Article, fold};

/// The wiki that comes with the program.
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/data/starter");

/// The folder name of the wiki that comes with the program.
pub const STARTER_ID: &str = "starter";

const PROFILE: &str = "wiki.toml";
const ARTICLES: &str = "articles";

/// Why a wiki could not be indexed. Its old index, if there is one, stays in use.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no folder of wikis.
    #[error("no wikis in {}; put each into a folder of its own there, with its articles in `articles/`", .0.display())]
    NoWikis(PathBuf),
    /// The folder holds no article that could be read.
    #[error("no articles in {}; put .txt or .md files there, one article a file", .0.display())]
    NoArticles(PathBuf),
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
}

/// How far indexing is.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'wiki> {
    /// The wiki's folder name.
    pub wiki: &'wiki str,
    /// The files read.
    pub done: usize,
    /// The files there are.
    pub files: usize,
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

/// Indexes one wiki of a data folder and puts the index in use. Files come in the order of their names, so that the
/// same files give the same index.
///
/// # Errors
/// When the profile cannot be used, there is no article at all, or the index cannot be written.
pub fn rebuild(data: &Path, index: &Path, wiki: &str, mut progress: impl FnMut(Progress)) -> Result<Report, Error> {
    let folder = data.join(wiki);
    let files = Files::of_folder(&folder)?;
    let mut reading = Reading::begin(&files, wiki, &folder)?;
    let mut writer = None;
    for (done, file) in files.articles.iter().enumerate() {
        progress(Progress { wiki, done, files: files.articles.len() });
        if let Some(article) = reading.read(file, &folder.join(file)) {
            let begun = match writer.take() {
                Some(writer) => writer,
                None => Writer::begin(index, reading.profile.wiki.clone())?,
            };
            writer.insert(begun).add(&article)?;
        }
    }
    progress(Progress { wiki, done: files.articles.len(), files: files.articles.len() });
    let Some(writer) = writer else { return Err(Error::NoArticles(folder.join(ARTICLES))) };
    reading.miss_pins(&folder);
    let data = folder.canonicalize().ok();
    let source_bytes = reading.sources.iter().map(|source| source.bytes).sum();
    let stamp = writer.finish(data, reading.sources)?;
    Ok(Report {
        wiki: wiki.to_owned(),
        counts: stamp.counts,
        source_bytes,
        index_bytes: index::size_on_disk(&index.join(wiki)),
        troubles: reading.troubles,
        licence: stamp.wiki.licence.map(|licence| licence.name),
    })
}

/// The index of the wiki that comes with the program, built in memory.
///
/// # Errors
/// When the starter wiki is broken, which the program's tests rule out.
pub fn starter() -> Result<WikiIndex, Error> {
    let text = |path: String| STARTER.get_file(path).and_then(include_dir::File::contents_utf8).unwrap_or_default();
    let profile = read_profile(text(PROFILE.to_owned()), PROFILE, STARTER_ID).map_err(Error::Profile)?;
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
    let now: Vec<&str> = files.profile.iter().chain(&files.articles).map(String::as_str).collect();
    let changed = stamp.sources.iter().any(|source| has_changed(&folder.join(&source.path), source, index.written()));
    (changed || known != now)
        .then(|| format!("the index of {} is older than {}; run `lorebot index`", index.wiki().id, folder.display()))
}

/// Whether a file differs from what was indexed. Its content is read only if it was written after the index.
fn has_changed(path: &Path, source: &Source, indexed: Option<SystemTime>) -> bool {
    let Ok(metadata) = fs::metadata(path) else { return true };
    if metadata.len() != source.bytes {
        return true;
    }
    let untouched = metadata.modified().ok().zip(indexed).is_some_and(|(modified, indexed)| modified < indexed);
    !untouched && fs::read(path).map_or(true, |bytes| sha256(&bytes) != source.sha256)
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
}

/// The files of a wiki's folder that are indexed, as paths within it.
struct Files {
    profile: Option<String>,
    /// In order.
    articles: Vec<String>,
}

impl Files {
    fn of_folder(folder: &Path) -> Result<Files, Error> {
        let profile = folder.join(PROFILE).is_file().then(|| PROFILE.to_owned());
        let mut articles = Vec::new();
        collect_articles(folder, ARTICLES, &mut articles)?;
        articles.sort();
        Ok(Files { profile, articles })
    }
}

fn collect_articles(folder: &Path, within: &str, found: &mut Vec<String>) -> Result<(), Error> {
    let at = folder.join(within);
    if !at.is_dir() {
        return Ok(());
    }
    let io = |source| Error::Io { at: at.clone(), source };
    for entry in fs::read_dir(&at).map_err(io)? {
        let entry = entry.map_err(|source| Error::Io { at: at.clone(), source })?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{within}/{name}");
        if name.starts_with('.') {
            continue;
        }
        let kind = fs::metadata(entry.path());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            collect_articles(folder, &path, found)?;
        } else if is_article_file(&name) && kind.as_ref().map_or(true, fs::Metadata::is_file) {
            // What is no file, such as a pipe, might never end; one that cannot be looked at is told of when it is read.
            found.push(path);
        }
    }
    Ok(())
}

/// The reading of a wiki's files, and what it noticed.
struct Reading {
    profile: Profile,
    profile_text: String,
    /// The folded titles and redirects so far.
    names: HashSet<String>,
    /// The files of the titles so far.
    titles: HashMap<String, String>,
    sources: Vec<Source>,
    troubles: Vec<Trouble>,
}

impl Reading {
    fn begin(files: &Files, wiki: &str, folder: &Path) -> Result<Reading, Error> {
        let mut reading = Reading {
            profile: Profile::generic(wiki),
            profile_text: String::new(),
            names: HashSet::new(),
            titles: HashMap::new(),
            sources: Vec::new(),
            troubles: Vec::new(),
        };
        if let Some(name) = &files.profile {
            let path = folder.join(name);
            if let Some(text) = reading.text_of(name, &path) {
                reading.profile = read_profile(&text, &path.display().to_string(), wiki).map_err(Error::Profile)?;
                reading.profile_text = text;
            }
        }
        Ok(reading)
    }

    fn read(&mut self, name: &str, path: &Path) -> Option<Article> {
        let text = self.text_of(name, path)?;
        let shown = path.display().to_string();
        let (article, troubles) = read_article(&shown, &text, &self.profile);
        self.troubles.extend(troubles);
        let article = article?;
        self.names.extend(std::iter::once(&article.title).chain(&article.redirects).map(|title| fold(title)));
        if let Some(first) = self.titles.insert(article.title.clone(), shown.clone()) {
            let what = format!("{first} has the title {:?} already; give one of them another", article.title);
            self.troubles.push(Trouble { file: shown, line: 1, what });
        }
        Some(article)
    }

    /// The text of a file, noted as a source. One that cannot be read is a trouble.
    fn text_of(&mut self, name: &str, path: &Path) -> Option<String> {
        let file = path.display().to_string();
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.troubles.push(Trouble { file, line: 1, what: format!("the file cannot be read: {error}") });
                return None;
            }
        };
        self.sources.push(Source { path: name.to_owned(), bytes: bytes.len() as u64, sha256: sha256(&bytes) });
        match String::from_utf8(bytes) {
            Ok(text) => Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
            Err(error) => {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = good.split(|byte| *byte == b'\n').count();
                let what = "this is no UTF-8 text; save the file as UTF-8".to_owned();
                self.troubles.push(Trouble { file, line, what });
                None
            }
        }
    }

    /// Tells of pinned topics that no article has the name of.
    fn miss_pins(&mut self, folder: &Path) {
        let file = folder.join(PROFILE).display().to_string();
        for pin in &self.profile.wiki.pins {
            if !self.names.contains(&fold(pin)) {
                let line =
                    self.profile_text.lines().position(|line| line.contains(pin.as_str())).map_or(1, |at| at + 1);
                let what = format!("no article is called {pin:?}; it gets no command of its own");
                self.troubles.push(Trouble { file: file.clone(), line, what });
            }
        }
    }
}
