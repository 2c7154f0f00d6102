//! The folder of a wiki: its name, and the files that pulling keeps in it.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use super::Error;
use super::export::remove_unfinished;
use super::site::Site;
use super::state::State;
use crate::import::dump::is_export_file;

/// The name of the export.
const EXPORT: &str = "pulled.xml.gz";

/// The longest name that is made of a wiki's, in letters.
const MAX_NAME: usize = 60;

/// The folder of a wiki, held by one run alone.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Holds the lock as long as it is open.
    _lock: File,
}

impl Folder {
    /// Opens the folder of a wiki in the data folder, and makes it where it is not there. `wanted` is the name the
    /// operator chose; without one it is the folder that this wiki was pulled into before, or one named after the wiki.
    ///
    /// # Errors
    /// When the name is none, the folder holds another wiki, or another run is at work in it.
    pub fn open(data: &Path, wanted: Option<&str>, site: &Site, api: &str) -> Result<Folder, Error> {
        let name = match wanted {
            Some(name) => checked(name)?,
            None => pulled_before(data, api).map_or_else(|| name_of(site, api), Ok)?,
        };
        let path = data.join(name);
        let hidden = path.join(".pull");
        fs::create_dir_all(&hidden).map_err(|source| Error::Io { at: hidden.clone(), source })?;
        let folder = Folder { _lock: lock(&hidden.join("lock"), &path)?, path };
        folder.expect(folder.state().map(|state| state.api).as_deref(), api)?;
        remove_unfinished(&folder.export());
        Ok(folder)
    }

    /// The name of the folder, which is the wiki's on the command line.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The export.
    pub fn export(&self) -> PathBuf {
        self.path.join(EXPORT)
    }

    /// The names of other exports beside it, in order.
    pub fn other_exports(&self) -> Vec<String> {
        let files = fs::read_dir(&self.path).into_iter().flatten().flatten();
        let names = files.map(|file| file.file_name().to_string_lossy().into_owned());
        let mut others: Vec<_> = names.filter(|name| name != EXPORT && is_export_file(name)).collect();
        others.sort();
        others
    }

    /// The profile.
    pub fn profile(&self) -> PathBuf {
        self.path.join("wiki.toml")
    }

    /// The journal of a run.
    pub fn journal(&self) -> PathBuf {
        self.path.join(".pull/journal")
    }

    /// What is remembered between runs.
    pub fn state(&self) -> Option<State> {
        State::read(&self.state_path())
    }

    /// Where that is kept.
    pub fn state_path(&self) -> PathBuf {
        self.path.join(".pull/state.json")
    }

    /// Makes sure that what the folder holds is of this wiki.
    ///
    /// # Errors
    /// When it is of another.
    pub fn expect(&self, held: Option<&str>, api: &str) -> Result<(), Error> {
        match held.filter(|held| !is_same(held, api)) {
            Some(held) => Err(Error::OtherWiki { folder: self.path.clone(), holds: held.to_owned() }),
            None => Ok(()),
        }
    }
}

fn lock(at: &Path, folder: &Path) -> Result<File, Error> {
    let file = File::options().write(true).create(true).truncate(false).open(at);
    let file = file.map_err(|source| Error::Io { at: at.to_owned(), source })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Busy(folder.to_owned())),
        Err(TryLockError::Error(source)) => Err(Error::Io { at: at.to_owned(), source }),
    }
}

/// Whether two addresses are the same wiki's; one that has come to encryption is still the same.
fn is_same(one: &str, other: &str) -> bool {
    let bare = |address: &str| address.split_once("://").map_or(address, |(_, rest)| rest).to_lowercase();
    bare(one) == bare(other)
}

/// The folder that a wiki was pulled into before.
fn pulled_before(data: &Path, api: &str) -> Option<String> {
    let folders = fs::read_dir(data).ok()?.flatten();
    let held = |folder: &fs::DirEntry| State::read(&folder.path().join(".pull/state.json"));
    let mut same: Vec<_> =
        folders.filter(|folder| held(folder).is_some_and(|state| is_same(&state.api, api))).collect();
    same.sort_by_key(fs::DirEntry::file_name);
    Some(same.first()?.file_name().to_string_lossy().into_owned())
}

/// A folder name made of the wiki's: `Qo'noS Wiki` is `qonos`. Where nothing is left of it, the host names the folder.
fn name_of(site: &Site, api: &str) -> Result<String, Error> {
    let plain = |text: &str| {
        let kept = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
        let text: String = text.replace(['\'', '’', 'ʼ'], "").to_lowercase().chars().map(kept).collect();
        text.split_whitespace().collect::<Vec<_>>().join("-")
    };
    let name = plain(&site.name);
    let name = name.strip_suffix("-wiki").unwrap_or(&name);
    let host = api.split('/').nth(2).unwrap_or_default();
    let name = if name.is_empty() { plain(host) } else { name.to_owned() };
    let short: String = name.chars().take(MAX_NAME).collect();
    checked(short.trim_end_matches('-'))
}

/// A name that stands for a folder directly in the data folder, on any system, and is not hidden.
fn checked(name: &str) -> Result<String, Error> {
    let name = name.trim();
    let is_odd = |letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter);
    if name.is_empty() || name.starts_with('.') || name.ends_with('.') || name.contains(is_odd) {
        return Err(Error::Name(name.to_owned()));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const API: &str = "https://lore.example.org/w/api.php";

    fn site(name: &str) -> Site {
        Site { name: name.to_owned(), ..Site::default() }
    }

    #[test]
    fn a_folder_is_named_after_its_wiki() {
        let name = |wiki: &str| name_of(&site(wiki), API).unwrap();
        assert_eq!(name("Qo'noS Wiki"), "qonos");
        assert_eq!(name("La Bêlle, et la Bête: Wiki!"), "la-bêlle-et-la-bête");
        assert_eq!(name("Wiki"), "wiki");
        assert_eq!(name("../.. /etc"), "etc");
        assert_eq!(name("???"), "lore-example-org");
        assert_eq!(name(&"long ".repeat(50)).chars().count(), 59);
    }

    #[test]
    fn a_chosen_name_is_a_plain_one() {
        assert_eq!(checked(" memory-beta ").unwrap(), "memory-beta");
        for name in ["", ".", "..", ".pull", "a/b", "a\\b", "C:", "a\u{0}", "a."] {
            assert!(matches!(checked(name), Err(Error::Name(_))), "{name}");
        }
    }

    #[test]
    fn a_folder_serves_one_wiki_and_one_run() {
        let data = tempfile::tempdir().unwrap();
        let open = |wanted: Option<&str>, wiki: &str, api: &str| Folder::open(data.path(), wanted, &site(wiki), api);
        let folder = open(Some("lore"), "Lore", API).unwrap();
        assert!(matches!(open(Some("lore"), "Lore", API), Err(Error::Busy(_))));
        State { api: API.to_owned(), ..State::default() }.write(&folder.state_path()).unwrap();
        drop(folder);
        assert!(matches!(
            open(Some("lore"), "Other", "https://other.example.org/api.php"),
            Err(Error::OtherWiki { .. })
        ));
        let again = open(None, "Renamed", &API.replace("https", "http")).unwrap();
        assert_eq!(again.name(), "lore", "the wiki is known by its address");
    }
}
