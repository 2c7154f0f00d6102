//! What has been fetched so far, kept on disk as it comes, so that a run that was ended at any moment goes on from there.
//!
//! A line a record, in JSON, only ever added to. A line is there when its end is: what a killed run left torn is cut off
//! when the journal is opened again. Later lines win over earlier ones. The texts stay on disk; in memory is where they
//! begin.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Error;
use super::api::Continuation;
use super::feed::Mark;
use crate::import::dump::Page;

/// What a run set out to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purpose {
    /// The API it fetches from.
    pub api: String,
    /// Whether everything is fetched; else only what differs from the export that is there.
    pub whole: bool,
    /// Up to where the wiki's changes are known to be in what was fetched before.
    pub since: Mark,
}

/// A line of the journal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Record {
    /// The first line.
    Purpose(Purpose),
    /// A page as it was fetched.
    Page(Fetched),
    /// There is no page of this title any more.
    Gone(String),
    /// There is a page of this title, but its text did not come.
    Textless(String),
    /// The walk through a namespace has come this far; `None` is its end.
    Walked(i32, Option<Continuation>),
}

/// A page as it stands in the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    title: String,
    namespace: i32,
    id: Option<u64>,
    redirect: Option<String>,
    revision: Option<u64>,
    timestamp: Option<String>,
    model: Option<String>,
    text: String,
}

/// The journal of a run.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// The length of the whole lines, in bytes.
    length: u64,
    purpose: Purpose,
    pages: HashMap<String, Place>,
    gone: HashSet<String>,
    textless: BTreeSet<String>,
    walked: BTreeMap<i32, Option<Continuation>>,
}

/// Where a page stands in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The namespace of the page.
    pub namespace: i32,
    /// Its revision.
    pub revision: Option<u64>,
    /// Where its line begins, in bytes.
    offset: u64,
    /// The length of its line, in bytes.
    length: u64,
}

impl Journal {
    /// Begins a journal, in place of any that is there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(path: &Path, purpose: Purpose) -> Result<Journal, Error> {
        let file = File::options().read(true).write(true).create(true).truncate(true).open(path);
        let file = file.map_err(|source| io_at(path, source))?;
        let mut journal = Journal::of(path, file, purpose.clone());
        journal.add(&[Record::Purpose(purpose)])?;
        Ok(journal)
    }

    /// Opens the journal that a run has left; `None` where there is none, or nothing of use in it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn resume(path: &Path) -> Result<Option<Journal>, Error> {
        let file = match File::options().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(io_at(path, source)),
        };
        let mut lines = Lines::of(&file);
        let Some(Record::Purpose(purpose)) = lines.next_record().map_err(|source| io_at(path, source))? else {
            return Ok(None);
        };
        let mut journal = Journal::of(path, file.try_clone().map_err(|source| io_at(path, source))?, purpose);
        journal.length = lines.end;
        while let Some(record) = lines.next_record().map_err(|source| io_at(path, source))? {
            journal.note(&record, lines.end - journal.length);
        }
        journal.file.set_len(journal.length).map_err(|source| io_at(path, source))?;
        Ok(Some(journal))
    }

    /// Adds records, and has them on the disk before it returns.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn add(&mut self, records: &[Record]) -> Result<(), Error> {
        let (mut lines, mut lengths) = (Vec::new(), Vec::new());
        for record in records {
            let before = lines.len();
            serde_json::to_writer(&mut lines, record).map_err(|error| io_at(&self.path, error.into()))?;
            lines.push(b'\n');
            lengths.push((lines.len() - before) as u64);
        }
        let start = SeekFrom::Start(self.length);
        let written =
            self.file.seek(start).and_then(|_| self.file.write_all(&lines)).and_then(|()| self.file.sync_data());
        written.map_err(|source| io_at(&self.path, source))?;
        for (record, length) in records.iter().zip(lengths) {
            self.note(record, length);
        }
        Ok(())
    }

    /// What the run set out to do.
    pub fn purpose(&self) -> &Purpose {
        &self.purpose
    }

    /// How far the walk through a namespace has come: `None` before it, `Some(None)` at its end.
    pub fn walked(&self, namespace: i32) -> Option<&Option<Continuation>> {
        self.walked.get(&namespace)
    }

    /// The page of this title that was fetched.
    pub fn page(&self, title: &str) -> Option<&Place> {
        self.pages.get(title)
    }

    /// Whether the page of this title was found to be there no more.
    pub fn is_gone(&self, title: &str) -> bool {
        self.gone.contains(title)
    }

    /// The titles of pages whose text did not come, in order.
    pub fn textless(&self) -> impl Iterator<Item = &String> {
        self.textless.iter()
    }

    /// The titles of the pages fetched, in no order.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// Whether nothing was fetched and nothing is gone.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.gone.is_empty()
    }

    /// The number of pages fetched.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// The pages fetched, in the order of an export.
    pub fn in_order(&self) -> Vec<(i32, String)> {
        let mut pages: Vec<_> = self.pages.iter().map(|(title, place)| (place.namespace, title.clone())).collect();
        pages.sort();
        pages
    }

    /// Reads a page that was fetched. A title that was not gives an empty page.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&mut self, title: &str) -> Result<Page, Error> {
        let Some(place) = self.pages.get(title) else { return Ok(Page::default()) };
        let mut line = vec![0; usize::try_from(place.length).unwrap_or_default()];
        let read = self.file.seek(SeekFrom::Start(place.offset)).and_then(|_| self.file.read_exact(&mut line));
        match read.and_then(|()| Ok(serde_json::from_slice(&line)?)) {
            Ok(Record::Page(fetched)) => Ok(fetched.into()),
            Ok(_) => Err(io_at(&self.path, io::ErrorKind::InvalidData.into())),
            Err(source) => Err(io_at(&self.path, source)),
        }
    }

    /// Ends the journal: what it holds is in the export.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(self) -> Result<(), Error> {
        fs::remove_file(&self.path).map_err(|source| io_at(&self.path, source))
    }

    fn of(path: &Path, file: File, purpose: Purpose) -> Journal {
        let (pages, gone, textless, walked) = Default::default();
        Journal { path: path.to_owned(), file, length: 0, purpose, pages, gone, textless, walked }
    }

    /// Notes a record whose line follows those noted.
    fn note(&mut self, record: &Record, length: u64) {
        let offset = self.length;
        self.length += length;
        match record {
            Record::Purpose(_) => {}
            Record::Page(Fetched { title, namespace, revision, .. }) => {
                self.gone.remove(title);
                self.textless.remove(title);
                let place = Place { namespace: *namespace, revision: *revision, offset, length };
                self.pages.insert(title.clone(), place);
            }
            Record::Gone(title) => {
                self.pages.remove(title);
                self.textless.remove(title);
                self.gone.insert(title.clone());
            }
            Record::Textless(title) => {
                self.textless.insert(title.clone());
            }
            Record::Walked(namespace, next) => {
                self.walked.insert(*namespace, next.clone());
            }
        }
    }
}

impl From<Page> for Fetched {
    fn from(page: Page) -> Fetched {
        let Page { title, namespace, id, redirect, revision, timestamp, model, text } = page;
        Fetched { title, namespace, id, redirect, revision, timestamp, model, text }
    }
}

impl From<Fetched> for Page {
    fn from(fetched: Fetched) -> Page {
        let Fetched { title, namespace, id, redirect, revision, timestamp, model, text } = fetched;
        Page { title, namespace, id, redirect, revision, timestamp, model, text }
    }
}

/// The whole lines of a journal.
struct Lines<'file> {
    reader: BufReader<&'file File>,
    line: Vec<u8>,
    /// The end of the last whole line, in bytes.
    end: u64,
}

impl<'file> Lines<'file> {
    fn of(file: &'file File) -> Lines<'file> {
        Lines { reader: BufReader::new(file), line: Vec::new(), end: 0 }
    }

    /// The next record; `None` at the end, or where the journal is torn.
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        self.line.clear();
        let length = self.reader.read_until(b'\n', &mut self.line)?;
        let record = self.line.strip_suffix(b"\n").and_then(|line| serde_json::from_slice(line).ok());
        if record.is_some() {
            self.end += length as u64;
        }
        Ok(record)
    }
}

fn io_at(path: &Path, source: io::Error) -> Error {
    Error::Io { at: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn purpose() -> Purpose {
        Purpose { api: "http://localhost/api.php".to_owned(), whole: true, since: Mark::default() }
    }

    fn page(title: &str, text: &str) -> Page {
        Page { title: title.to_owned(), revision: Some(7), text: text.to_owned(), ..Page::default() }
    }

    fn record(title: &str, text: &str) -> Record {
        Record::Page(page(title, text).into())
    }

    fn walked(place: &str) -> Record {
        Record::Walked(0, Some(Continuation::from([("gapcontinue".to_owned(), place.to_owned())])))
    }

    /// The titles and texts of a journal, in order.
    fn told(journal: &mut Journal) -> Vec<(String, String)> {
        let titles = journal.in_order().into_iter().map(|(_, title)| title);
        titles.map(|title| (title.clone(), journal.read(&title).unwrap().text)).collect()
    }

    #[test]
    fn what_was_added_is_there_when_it_is_opened_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        assert!(Journal::resume(&path).unwrap().is_none());
        let mut journal = Journal::begin(&path, purpose()).unwrap();
        journal.add(&[record("Qo'noS", "line\nline\r\n\u{1}"), record("Bêlle", "old")]).unwrap();
        journal.add(&[record("Bêlle", "new"), record("Duras", ""), Record::Gone("Duras".to_owned())]).unwrap();
        journal.add(&[walked("Worf")]).unwrap();
        for mut journal in [journal, Journal::resume(&path).unwrap().unwrap()] {
            let text = |title: &str, text: &str| (title.to_owned(), text.to_owned());
            assert_eq!(told(&mut journal), [text("Bêlle", "new"), text("Qo'noS", "line\nline\r\n\u{1}")]);
            assert!(journal.is_gone("Duras") && !journal.is_gone("Bêlle"));
            assert_eq!(journal.walked(0).unwrap().as_ref().unwrap()["gapcontinue"], "Worf");
            assert_eq!((journal.purpose(), journal.walked(10)), (&purpose(), None));
        }
        Journal::resume(&path).unwrap().unwrap().remove().unwrap();
        assert!(!path.exists());
    }

    #[test]
    fn a_journal_torn_anywhere_goes_on_from_its_last_whole_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let mut journal = Journal::begin(&path, purpose()).unwrap();
        journal.add(&[record("Bêlle", "é"), walked("Worf"), record("Worf", "w")]).unwrap();
        let bytes = fs::read(&path).unwrap();
        for end in 0..bytes.len() {
            fs::write(&path, &bytes[..end]).unwrap();
            let Some(mut journal) = Journal::resume(&path).unwrap() else {
                assert!(!bytes[..end].contains(&b'\n'));
                continue;
            };
            journal.add(&[record("Lursa", "after the tear")]).unwrap();
            let whole = bytes[..end].split(|&byte| byte == b'\n').count() - 1;
            let mut again = Journal::resume(&path).unwrap().unwrap();
            assert_eq!(told(&mut again), told(&mut journal));
            assert_eq!(again.len(), [0, 0, 1, 1, 2][whole] + 1, "torn at {end}");
        }
    }

    #[test]
    fn what_is_no_journal_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        for text in ["\n", "{}\n", "{\"Gone\":\"A\"}\n", "\u{0}\u{0}"] {
            fs::write(&path, text).unwrap();
            assert!(Journal::resume(&path).unwrap().is_none(), "{text:?}");
        }
    }
}
