//! Generations: an index is written beside the one in use and takes its place in a single step.
//!
//! `index/<wiki>/CURRENT` holds the name of a folder beside it, such as `gen-7`. Readers follow it once, when they open.
//! A build writes a new folder and then replaces `CURRENT` by a rename, which is one step on every file system; a build
//! that dies before leaves the old generation serving and a folder that the next build clears away. The generation
//! before the one in use stays, to go back to; older ones go with each build, once no reader holds them.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Error;

const CURRENT: &str = "CURRENT";
/// What becomes `CURRENT`; the lock keeps it to one build.
const NEXT: &str = "CURRENT.next";
const LOCK: &str = ".lock";
const PREFIX: &str = "gen-";
/// The file that every reader of a generation holds a shared lock on.
const HELD: &str = ".held";

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

/// What tells the generation in use of each wiki in an index folder from any other, in the order of the wikis: its name, and
/// when it was put in use, for an index folder may be made anew.
pub(super) fn in_use(index: &Path) -> Result<Vec<(String, String)>, Error> {
    let named = |wiki: String| {
        let pointer = index.join(&wiki).join(CURRENT);
        let name = fs::read_to_string(&pointer).unwrap_or_default();
        let since = fs::metadata(&pointer).and_then(|file| file.modified()).ok();
        let since = since.and_then(|since| since.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        (wiki, format!("{} {}", name.trim(), since.as_nanos()))
    };
    Ok(wikis_in(index)?.into_iter().map(named).collect())
}

/// Holds a generation as long as the file lives, so that no build clears it away. Where that cannot be had, as on file systems
/// without locks, reading goes on: a system that lets go of open files keeps them all the same.
pub(super) fn hold(folder: &Path) -> Option<File> {
    let held = File::open(folder.join(HELD)).ok()?;
    held.try_lock_shared().ok()?;
    Some(held)
}

/// Puts the generation before the one in use back in use, once `prove` has found it good; gives its folder.
pub(super) fn step_back(wiki_dir: &Path, prove: impl FnOnce(&Path) -> Result<(), Error>) -> Result<PathBuf, Error> {
    let _lock = lock(wiki_dir)?;
    let before = earlier(wiki_dir)?.ok_or_else(|| Error::NoEarlier(wiki_dir.to_owned()))?;
    prove(&before)?;
    point_to(wiki_dir, &before)?;
    Ok(before)
}

/// The folder of the generation before the one in use, where there is one.
pub(super) fn earlier(wiki_dir: &Path) -> Result<Option<PathBuf>, Error> {
    Ok(previous(&generations_in(wiki_dir)?, &current(wiki_dir)?))
}

/// The lock that keeps a wiki's index folder to one build.
fn lock(wiki_dir: &Path) -> Result<File, Error> {
    let lock_path = wiki_dir.join(LOCK);
    let lock = File::create(&lock_path).map_err(Error::io(&lock_path))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(fs::TryLockError::WouldBlock) => Err(Error::Busy(wiki_dir.to_owned())),
        Err(fs::TryLockError::Error(error)) => Err(Error::io(&lock_path)(error)),
    }
}

/// The newest generation that is older than one.
fn previous(generations: &[(u64, PathBuf)], than: &Path) -> Option<PathBuf> {
    let number = generations.iter().find(|(_, folder)| folder == than).map(|(number, _)| *number)?;
    let older = generations.iter().filter(|(other, _)| *other < number);
    older.max_by_key(|(other, _)| *other).map(|(_, folder)| folder.clone())
}

/// Removes all generations but the one in use and the one before it.
fn clear_old(wiki_dir: &Path) -> Result<(), Error> {
    let (in_use, generations) = (current(wiki_dir).ok(), generations_in(wiki_dir)?);
    let earlier = in_use.as_deref().and_then(|in_use| previous(&generations, in_use));
    let stays = |folder: &PathBuf| Some(folder) == in_use.as_ref() || Some(folder) == earlier.as_ref();
    generations.iter().filter(|(_, folder)| !stays(folder)).for_each(|(_, folder)| clear(folder));
    Ok(())
}

/// Removes a generation, unless a reader holds it; the next build tries again then.
fn clear(folder: &Path) {
    let held = File::open(folder.join(HELD)).is_ok_and(|held| held.try_lock().is_err());
    if !held {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Has `CURRENT` name a generation, in one step.
fn point_to(wiki_dir: &Path, folder: &Path) -> Result<(), Error> {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let (next, current) = (wiki_dir.join(NEXT), wiki_dir.join(CURRENT));
    let mut pointer = File::create(&next).map_err(Error::io(&next))?;
    writeln!(pointer, "{name}").and_then(|()| pointer.sync_all()).map_err(Error::io(&next))?;
    fs::rename(&next, &current).map_err(Error::io(&current))?;
    sync_dir(wiki_dir)
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
        let lock = lock(wiki_dir)?;
        // A number is never given twice, though its generation may just be cleared away.
        let next = generations_in(wiki_dir)?.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        clear_old(wiki_dir)?;
        let folder = wiki_dir.join(format!("{PREFIX}{next}"));
        fs::create_dir(&folder).map_err(Error::io(&folder))?;
        File::create(folder.join(HELD)).map_err(Error::io(&folder))?;
        Ok(Building { wiki_dir: wiki_dir.to_owned(), folder, in_use: false, _lock: lock })
    }

    /// The folder to write into.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts the generation in use. Whoever has the old one open keeps it; its folder stays, to go back to.
    ///
    /// # Errors
    /// When `CURRENT` cannot be written. Which generation is in use is what `CURRENT` says then.
    pub(super) fn put_in_use(mut self) -> Result<(), Error> {
        sync_dir(&self.folder)?;
        let pointed = point_to(&self.wiki_dir, &self.folder);
        // Where the rename was done and only its safety is in doubt, the folder must stay.
        self.in_use = pointed.is_ok() || current(&self.wiki_dir).is_ok_and(|current| current == self.folder);
        // What is left standing is cleared away by the next build.
        let _ = clear_old(&self.wiki_dir);
        pointed
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
