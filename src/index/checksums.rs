//! The files of a generation as they were written, by length and checksum: what has become of them since is noticed.
//!
//! The engine has checksums of its own, but not of all its files, and it trusts what it opens: a damaged file may end the
//! program. So a generation is looked over before the engine sees it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Error;
use super::writer::{read_file, write_json};

/// The file that holds them. It has none itself: whatever is changed in it no longer fits the others.
const CHECKSUMS: &str = "checksums.json";
/// How many bytes are read when a generation is opened: those of the smallest files, which come to no more in all. So much
/// takes some ten milliseconds from memory, a tenth of a second from a disk.
const MOST_AT_OPENING: u64 = 64 << 20;

/// Each file by its name.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct Checksums(BTreeMap<String, Written>);

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    bytes: u64,
    /// In hexadecimal, which is always as long: the engine gives its files other names each time, and the same sources are to
    /// give an index of the same length.
    crc32: String,
}

impl Checksums {
    /// Notes how the files of a folder are now. Hidden files are not noted: an index serves without them.
    ///
    /// # Errors
    /// When a file cannot be read, or the checksums cannot be written.
    pub(super) fn note(folder: &Path) -> Result<(), Error> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
            let entry = entry.map_err(Error::io(folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                files.insert(name, read(&entry.path()).map_err(Error::io(entry.path()))?);
            }
        }
        write_json(&folder.join(CHECKSUMS), &Checksums(files))
    }

    /// Reads those of a folder.
    ///
    /// # Errors
    /// With what is wrong, where they are not there or damaged themselves.
    pub(super) fn of(folder: &Path) -> Result<Checksums, String> {
        let bytes = read_file(&folder.join(CHECKSUMS)).map_err(|error| error.to_string())?;
        serde_json::from_slice(&bytes).map_err(|error| format!("{CHECKSUMS}: {error}"))
    }

    /// Compares the length of every file, and the content of the smaller ones.
    ///
    /// # Errors
    /// With what is wrong.
    pub(super) fn look_over(&self, folder: &Path) -> Result<(), String> {
        for (name, written) in &self.0 {
            let bytes = fs::metadata(folder.join(name)).map_err(|error| format!("{name}: {error}"))?.len();
            if bytes != written.bytes {
                return Err(format!("{name} has {bytes} bytes instead of {}", written.bytes));
            }
        }
        let mut smallest_first: Vec<_> = self.0.iter().collect();
        smallest_first.sort_by_key(|(_, written)| written.bytes);
        let read_so_far = smallest_first.into_iter().scan(0, |sum, (name, written)| {
            *sum += written.bytes;
            Some((*sum, name, written))
        });
        let to_read = read_so_far.take_while(|(sum, ..)| *sum <= MOST_AT_OPENING);
        to_read.into_iter().try_for_each(|(_, name, written)| written.compare(folder, name))
    }

    /// Compares the content of every file.
    ///
    /// # Errors
    /// With what is wrong.
    pub(super) fn prove(&self, folder: &Path) -> Result<(), String> {
        self.0.iter().try_for_each(|(name, written)| written.compare(folder, name))
    }
}

impl Written {
    fn compare(&self, folder: &Path, name: &str) -> Result<(), String> {
        let now = read(&folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
        if now == *self { Ok(()) } else { Err(format!("checksum of {name}")) }
    }
}

/// Reads a file, which may be larger than memory.
fn read(path: &Path) -> io::Result<Written> {
    let mut file = File::open(path)?;
    let (mut hasher, mut buffer, mut bytes) = (crc32fast::Hasher::new(), vec![0; 1 << 18], 0);
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(Written { bytes, crc32: format!("{:08x}", hasher.finalize()) });
        }
        bytes += count as u64;
        hasher.update(&buffer[..count]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_large_files_the_length_is_looked_at_and_all_is_read_where_that_is_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let large = folder.path().join("large");
        fs::write(folder.path().join("small"), "Qo'noS").unwrap();
        // A hole in a file takes no room on the disk.
        File::create(&large).unwrap().set_len(MOST_AT_OPENING).unwrap();
        Checksums::note(folder.path()).unwrap();
        let checksums = Checksums::of(folder.path()).unwrap();
        assert_eq!(checksums.prove(folder.path()), Ok(()));
        fs::OpenOptions::new().write(true).open(&large).and_then(|mut file| io::Write::write(&mut file, b"x")).unwrap();
        assert_eq!(checksums.look_over(folder.path()), Ok(()));
        assert_eq!(checksums.prove(folder.path()), Err("checksum of large".to_owned()));
        File::create(&large).unwrap().set_len(MOST_AT_OPENING - 1).unwrap();
        assert!(checksums.look_over(folder.path()).unwrap_err().contains("large has"));
        fs::write(folder.path().join("small"), "Qo'noX").unwrap();
        File::create(&large).unwrap().set_len(MOST_AT_OPENING).unwrap();
        assert_eq!(checksums.look_over(folder.path()), Err("checksum of small".to_owned()));
    }
}
