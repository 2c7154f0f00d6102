//! Generations: an index is written beside the one in use and takes its place in a single step.
//!
//! `index/<wiki>/CURRENT` holds the name of a folder beside it, such as `gen-7`. Readers follow it once, when they open.
//! A build writes a new folder and then replaces `CURRENT` by a rename, which is one step on every file system; a build
//! that dies before leaves the old generation serving and a folder that the next build clears away.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Error;

const CURRENT: &str = "CURRENT";
/// What becomes `CURRENT`; the lock keeps it to one build.
const NEXT: &str = "CURRENT.next";
const LOCK: &str = ".lock";
const PREFIX: &str = "gen-";

/// The folder of the generation in use.
///
/// # Errors
/// When there is none, or `CURRENT` names nothing a build would have made.
pub(super) fn current(wiki_dir: &Path) -> Result<PathBuf, Error> {
    let pointer = wiki_dir.join(CURRENT);
    let name = match fs::read_to_string(&pointer) {
        Ok(name) => name,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::Missing(wiki_dir.to_owned())),
        Err(error) => return Err(Error::io(pointer)(error)),
    };
    let folder = number_of(name.trim()).map(|_| wiki_dir.join(name.trim())).filter(|folder| folder.is_dir());
    folder.ok_or_else(|| Error::Damaged { at: wiki_dir.to_owned(), what: format!("{CURRENT} names no generation") })
}

/// The folder names of the wikis in an index folder, in order. An index folder that is not there holds none.
pub(super) fn wikis_in(index: &Path) -> Result<Vec<String>, Error> {
    let entries = match fs::read_dir(index) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(index)(error)),
    };
    let mut wikis = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::io(index))?;
        if entry.path().join(CURRENT).is_file() {
            wikis.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    wikis.sort();
    Ok(wikis)
}

/// A generation being written. Dropped before [`Building::put_in_use`], it takes its folder with it.
pub(super) struct Building {
    wiki_dir: PathBuf,
    folder: PathBuf,
    in_use: bool,
    /// Held as long as the build lasts; the system frees it even when the program is killed.
    _lock: File,
}

impl Building {
    /// Starts a generation beside those of a wiki's index folder, which is made if it is not there.
    ///
    /// # Errors
    /// When another build of this wiki is running, or the folder cannot be written.
    pub(super) fn begin(wiki_dir: &Path) -> Result<Building, Error> {
        fs::create_dir_all(wiki_dir).map_err(Error::io(wiki_dir))?;
        let lock_path = wiki_dir.join(LOCK);
        let lock = File::create(&lock_path).map_err(Error::io(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => return Err(Error::Busy(wiki_dir.to_owned())),
            Err(fs::TryLockError::Error(error)) => return Err(Error::io(&lock_path)(error)),
        }
        let in_use = current(wiki_dir).ok();
        let generations = generations_in(wiki_dir)?;
        for (_, folder) in generations.iter().filter(|(_, folder)| Some(folder) != in_use.as_ref()) {
            // A reader may hold it where the system does not let go of open files; the next build tries again.
            let _ = fs::remove_dir_all(folder);
        }
        let next = generations.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        let folder = wiki_dir.join(format!("{PREFIX}{next}"));
        fs::create_dir(&folder).map_err(Error::io(&folder))?;
        Ok(Building { wiki_dir: wiki_dir.to_owned(), folder, in_use: false, _lock: lock })
    }

    /// The folder to write into.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts the generation in use. Whoever has the old one open keeps it; its folder goes with the next build.
    ///
    /// # Errors
    /// When `CURRENT` cannot be written. Which generation is in use is what `CURRENT` says then.
    pub(super) fn put_in_use(mut self) -> Result<(), Error> {
        let name = self.folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        sync_dir(&self.folder)?;
        let (next, current) = (self.wiki_dir.join(NEXT), self.wiki_dir.join(CURRENT));
        let mut pointer = File::create(&next).map_err(Error::io(&next))?;
        writeln!(pointer, "{name}").and_then(|()| pointer.sync_all()).map_err(Error::io(&next))?;
        fs::rename(&next, &current).map_err(Error::io(&current))?;
        self.in_use = true;
        sync_dir(&self.wiki_dir)
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        if !self.in_use {
            // Nothing is lost if this fails: the next build clears the folder away.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// The generations of a wiki's index folder with their numbers, in no order.
fn generations_in(wiki_dir: &Path) -> Result<Vec<(u64, PathBuf)>, Error> {
    let mut generations = Vec::new();
    for entry in fs::read_dir(wiki_dir).map_err(Error::io(wiki_dir))? {
        let entry = entry.map_err(Error::io(wiki_dir))?;
        if let Some(number) = number_of(&entry.file_name().to_string_lossy()) {
            generations.push((number, entry.path()));
        }
    }
    Ok(generations)
}

fn number_of(folder_name: &str) -> Option<u64> {
    folder_name.strip_prefix(PREFIX)?.parse().ok()
}

/// Makes renames and new files in a folder outlive a power cut.
fn sync_dir(dir: &Path) -> Result<(), Error> {
    #[cfg(unix)]
    File::open(dir).and_then(|dir| dir.sync_all()).map_err(Error::io(dir))?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}
