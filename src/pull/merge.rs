//! The export that is there and what was fetched since, merged into the export as it must be now.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::Error;
use super::export::Writer;
use super::journal::Journal;
use super::site::Site;
use crate::import::dump::{self, Export, Page};

/// The export of an earlier run, with what is known of its pages.
#[derive(Debug)]
pub struct Base {
    path: PathBuf,
    pages: HashMap<String, Known>,
}

/// What is known of a page in an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its namespace.
    pub namespace: i32,
    /// Its revision.
    pub revision: Option<u64>,
}

/// What came of merging.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Merged {
    /// The pages of the export.
    pub pages: u64,
    /// Those of them that are new or other than before.
    pub changed: u64,
    /// The pages that are there no more.
    pub deleted: u64,
    /// The length of the export, in bytes.
    pub bytes: u64,
}

/// Why an export cannot be built upon.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// There is none.
    #[error("it is not there")]
    Missing,
    /// The system does not give it.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// It is damaged.
    #[error("{0}")]
    Damaged(#[from] dump::Error),
    /// It was not written by this room.
    #[error("{0:?} is not where pulling would have put it")]
    Disorder(String),
}

impl Base {
    /// Reads what is known of an export's pages. All of it is read, so that what can be read once can be read again.
    ///
    /// # Errors
    /// When it is not there, damaged, or in another order than [`merge`] gives.
    pub fn read(path: &Path) -> Result<Base, Unusable> {
        let (mut pages, mut last) = (HashMap::new(), None);
        for page in Pages::open(path)? {
            let page = page?;
            let known = Known { namespace: page.namespace, revision: page.revision };
            let key = (page.namespace, page.title);
            if last.as_ref().is_some_and(|last| *last >= key) {
                return Err(Unusable::Disorder(key.1));
            }
            pages.insert(key.1.clone(), known);
            last = Some(key);
        }
        Ok(Base { path: path.to_owned(), pages })
    }

    /// What is known of the page of this title.
    pub fn page(&self, title: &str) -> Option<&Known> {
        self.pages.get(title)
    }

    /// The titles of its pages.
    pub fn titles(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// The number of its pages.
    pub fn len(&self) -> usize {
        self.pages.len()
    }
}

/// Writes the export at `at`: the pages of the old one, where there is one, in which those of the journal take the place
/// of their former selves or are new, and those that are gone are left out. Pages come in the order of namespace and
/// title, letter by letter, whichever order the wiki lists them in.
///
/// # Errors
/// When the old export or the journal cannot be read, or the new one cannot be written.
pub fn merge(base: Option<&Base>, journal: &mut Journal, site: &Site, at: &Path) -> Result<Merged, Error> {
    let mut merging = Merging {
        fetched: journal.in_order().into_iter().peekable(),
        journal,
        writer: Writer::begin(at, site)?,
        merged: Merged::default(),
    };
    if let Some(base) = base {
        let unreadable = |error: Unusable| Error::Export { at: base.path.clone(), what: error.to_string() };
        for page in Pages::open(&base.path).map_err(unreadable)? {
            merging.take(&page.map_err(|error| unreadable(error.into()))?)?;
        }
    }
    merging.finish()
}

struct Merging<'run, Fetched: Iterator<Item = (i32, String)>> {
    /// The pages of the journal that are still to come, in order.
    fetched: std::iter::Peekable<Fetched>,
    journal: &'run mut Journal,
    writer: Writer,
    merged: Merged,
}

impl<Fetched: Iterator<Item = (i32, String)>> Merging<'_, Fetched> {
    /// Writes a page of the old export, or leaves it out, after the fetched ones that come before it.
    fn take(&mut self, page: &Page) -> Result<(), Error> {
        let is_before = |next: &(i32, String)| (next.0, next.1.as_str()) < (page.namespace, page.title.as_str());
        while let Some((_, title)) = self.fetched.next_if(is_before) {
            self.write_fetched(&title)?;
        }
        if self.journal.page(&page.title).is_some() {
            return Ok(());
        }
        if self.journal.is_gone(&page.title) {
            self.merged.deleted += 1;
            return Ok(());
        }
        self.merged.pages += 1;
        self.writer.add(page)
    }

    fn write_fetched(&mut self, title: &str) -> Result<(), Error> {
        self.merged.pages += 1;
        self.merged.changed += 1;
        self.writer.add(&self.journal.read(title)?)
    }

    fn finish(mut self) -> Result<Merged, Error> {
        while let Some((_, title)) = self.fetched.next() {
            self.write_fetched(&title)?;
        }
        Ok(Merged { bytes: self.writer.finish()?, ..self.merged })
    }
}

/// The pages of an export, one after another.
struct Pages(Export);

impl Pages {
    fn open(path: &Path) -> Result<Pages, Unusable> {
        match File::open(path) {
            Ok(file) => Ok(Pages(Export::open(file)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Unusable::Missing),
            Err(error) => Err(error.into()),
        }
    }
}

impl Iterator for Pages {
    type Item = Result<Page, dump::Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut page = Page::default();
        self.0.read_page(&mut page).map(|there| there.then_some(page)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::super::feed::Mark;
    use super::super::journal::{Purpose, Record};
    use super::*;

    fn page(namespace: i32, title: &str, text: &str) -> Page {
        Page { title: title.to_owned(), namespace, text: text.to_owned(), revision: Some(1), ..Page::default() }
    }

    fn journal(folder: &Path, records: &[Record]) -> Journal {
        let purpose = Purpose { api: String::new(), whole: false, since: Mark::default() };
        let mut journal = Journal::begin(&folder.join("journal"), purpose).unwrap();
        journal.add(records).unwrap();
        journal
    }

    fn fetched(namespace: i32, title: &str, text: &str) -> Record {
        Record::Page(page(namespace, title, text).into())
    }

    fn told(at: &Path) -> Vec<String> {
        Pages::open(at).unwrap().map(|page| page.unwrap()).map(|page| format!("{} {}", page.title, page.text)).collect()
    }

    #[test]
    fn changed_pages_take_their_place_and_deleted_ones_leave_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("pulled.xml.gz");
        let mut first = journal(
            folder.path(),
            &[
                fetched(10, "Template:Bêlle", "t"),
                fetched(0, "Worf", "old"),
                fetched(0, "Aluura d'Or", "a"),
                fetched(0, "Duras", "d"),
                fetched(0, "Saga:Kor", "in its old namespace"),
            ],
        );
        let merged = merge(None, &mut first, &Site::default(), &at).unwrap();
        assert_eq!((merged.pages, merged.changed, merged.deleted), (5, 5, 0));
        let base = Base::read(&at).unwrap();
        assert_eq!(base.page("Worf"), Some(&Known { namespace: 0, revision: Some(1) }));
        let mut second = journal(
            folder.path(),
            &[
                fetched(0, "Worf", "new"),
                fetched(112, "Saga:Kor", "in its new namespace"),
                fetched(0, "Ätna", "last of its namespace"),
                fetched(0, "10", "first"),
                Record::Gone("Duras".to_owned()),
                Record::Gone("Never there".to_owned()),
            ],
        );
        let merged = merge(Some(&base), &mut second, &Site::default(), &at).unwrap();
        assert_eq!((merged.pages, merged.changed, merged.deleted), (6, 4, 1));
        let expected = [
            "10 first",
            "Aluura d'Or a",
            "Worf new",
            "Ätna last of its namespace",
            "Template:Bêlle t",
            "Saga:Kor in its new namespace",
        ];
        assert_eq!(told(&at), expected);
    }

    #[test]
    fn only_an_export_of_this_room_is_built_upon() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("pulled.xml.gz");
        assert!(matches!(Base::read(&at), Err(Unusable::Missing)));
        std::fs::write(&at, "no export").unwrap();
        assert!(matches!(Base::read(&at), Err(Unusable::Damaged(_))));
        let mut writer = Writer::begin(&at, &Site::default()).unwrap();
        writer.add(&page(0, "B", "")).unwrap();
        writer.add(&page(0, "A", "")).unwrap();
        writer.finish().unwrap();
        assert!(matches!(Base::read(&at), Err(Unusable::Disorder(title)) if title == "A"));
        let bytes = std::fs::read(&at).unwrap();
        std::fs::write(&at, &bytes[..bytes.len() / 2]).unwrap();
        assert!(matches!(Base::read(&at), Err(Unusable::Damaged(_))));
    }
}
