//! The files of a wiki's folder: which there are, and whether they have changed.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use super::Error;
use super::archives::is_archive_file;
use crate::import::{dump, is_article_file, pages_beside};
use crate::index::Source;

pub(super) const PROFILE: &str = "wiki.toml";
pub(super) const ARTICLES: &str = "articles";

/// The coarsest step in which a file system counts time: that of FAT.
const STEP_OF_TIME: Duration = Duration::from_secs(2);

/// The files of a wiki's folder that are indexed, as paths within it.
pub(super) struct Files {
    pub(super) profile: Option<String>,
    /// Exports of a wiki, beside the profile, in order.
    pub(super) exports: Vec<String>,
    /// ZIM archives, beside the profile, in order.
    pub(super) archives: Vec<String>,
    /// Files of one article each, in `articles/` and below, in order.
    pub(super) articles: Vec<String>,
    /// Links in `articles/` that lead to files outside of the wiki's folder, in order. They are not read: whoever made the
    /// folder could have the bot quote any file of this machine.
    pub(super) strays: Vec<String>,
}

impl Files {
    pub(super) fn of_folder(folder: &Path) -> Result<Files, Error> {
        let profile = folder.join(PROFILE).is_file().then(|| PROFILE.to_owned());
        let (mut exports, mut archives) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
            let name = entry.map_err(Error::io(folder))?.file_name().to_string_lossy().into_owned();
            if dump::is_export_file(&name) && folder.join(&name).is_file() {
                exports.push(name);
            } else if is_archive_file(&name) && folder.join(&name).is_file() {
                archives.push(name);
            }
        }
        let mut articles = Vec::new();
        collect_articles(folder, ARTICLES, &mut articles)?;
        exports.sort();
        archives.sort();
        articles.sort();
        let (strays, articles) = articles.into_iter().partition(|file| leads_out(folder, file));
        Ok(Files { profile, exports, archives, articles, strays })
    }

    /// All of them, in the order in which they are read.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.profile.iter().chain(&self.exports).chain(&self.archives).chain(&self.articles).map(String::as_str)
    }
}

fn collect_articles(folder: &Path, within: &str, found: &mut Vec<String>) -> Result<(), Error> {
    let at = folder.join(within);
    if !at.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(&at).map_err(Error::io(&at))? {
        let entry = entry.map_err(Error::io(&at))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{within}/{name}");
        if name.starts_with('.') || pages_beside(&name).any(|page| at.join(page).is_file()) {
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

/// Whether a file is a link to one that lies neither in the wiki's folder nor where its articles lie; that folder may be a link
/// itself.
fn leads_out(folder: &Path, file: &str) -> bool {
    let path = folder.join(file);
    if !fs::symlink_metadata(&path).is_ok_and(|kind| kind.is_symlink()) {
        return false;
    }
    let is_inside =
        |target: &Path, within: &Path| fs::canonicalize(within).is_ok_and(|within| target.starts_with(within));
    fs::canonicalize(&path)
        .is_ok_and(|target| !is_inside(&target, folder) && !is_inside(&target, &folder.join(ARTICLES)))
}

/// Whether a file differs from what was indexed, which began to be read at a time. Its content is read only if it was written
/// since, or the times tell nothing: an index of the future was made by a clock that has been set back.
pub(super) fn has_changed(path: &Path, source: &Source, indexed: Option<SystemTime>) -> bool {
    let Ok(metadata) = fs::metadata(path) else { return true };
    if metadata.len() != source.bytes {
        return true;
    }
    let indexed = indexed.filter(|indexed| *indexed <= SystemTime::now());
    let untouched = metadata.modified().ok().zip(indexed).is_some_and(|(modified, indexed)| {
        modified.checked_add(STEP_OF_TIME).is_some_and(|modified| modified < indexed)
    });
    !untouched && digest_of_file(path).map_or(true, |(_, sha256)| sha256 != source.sha256)
}

/// The length and the SHA-256 of a file, which may be larger than memory.
pub(super) fn digest_of_file(path: &Path) -> io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut digest, mut buffer, mut length) = (Sha256::new(), vec![0; 1 << 16], 0);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((length, hex::encode(digest.finalize())));
        }
        length += read as u64;
        digest.update(&buffer[..read]);
    }
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a file that was indexed `indexed` ago, and has been changed to another of the same length, written `changed` ago,
    /// is known to have changed.
    fn shows(indexed: Duration, changed: Duration) -> bool {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("osa.md");
        fs::write(&path, "# Osa").unwrap();
        let (bytes, sha256) = digest_of_file(&path).unwrap();
        let source = Source { path: String::new(), bytes, sha256 };
        fs::write(&path, "# Ose").unwrap();
        let now = SystemTime::now();
        File::options().write(true).open(&path).unwrap().set_modified(now - changed).unwrap();
        has_changed(&path, &source, Some(now - indexed))
    }

    #[test]
    fn a_change_while_the_sources_are_read_shows() {
        let hour = Duration::from_hours(1);
        assert!(shows(hour, hour), "in the same moment");
        assert!(shows(hour, hour + STEP_OF_TIME), "in the same step of time");
        assert!(shows(hour, Duration::ZERO), "later");
        assert!(!shows(hour, hour * 2), "a time long before is believed");
    }
}
