//! The disk: whether it has room for the next rebuild.

use std::path::{Path, PathBuf};

use indicatif::HumanBytes;

use super::Finding;
use crate::answer::{size_on_disk, wikis_in};

/// What a rebuild needs at the least, in bytes: of a wiki that is not indexed yet, the size is not known.
const LEAST: u64 = 64 << 20;

pub(super) fn look(index: &Path) -> Option<Finding> {
    let free = free_bytes(&nearest(index))?;
    let sizes = wikis_in(index).unwrap_or_default();
    let sizes: Vec<u64> = sizes.iter().map(|wiki| size_on_disk(&index.join(wiki))).collect();
    Some(judged(free, needed(&sizes)))
}

/// What the next rebuild may take, in bytes. Each wiki's new index lies beside the one in use; that one stays, to go back to,
/// and while segments are merged the greatest index is there twice.
fn needed(sizes: &[u64]) -> u64 {
    let greatest = sizes.iter().max().copied().unwrap_or(0);
    sizes.iter().sum::<u64>().saturating_add(greatest).max(LEAST)
}

fn judged(free: u64, needed: u64) -> Finding {
    let seen = format!("{} are free, and the next rebuild may take {}", HumanBytes(free), HumanBytes(needed));
    if free >= needed {
        return Finding::good("disk", seen);
    }
    Finding::look("disk", seen, "free some space: a rebuild that runs out of it leaves the old index in use")
}

/// The folder, or the nearest one above it that is there.
fn nearest(folder: &Path) -> PathBuf {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(&folder).to_owned()
}

/// The bytes that may still be written in a folder, where the system tells.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

/// Whether the system says that a folder cannot be written to.
#[cfg(unix)]
pub(super) fn is_shut(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_err()
}

#[cfg(not(unix))]
pub(super) fn is_shut(_: &Path) -> bool {
    false
}

/// Whether the system says that a folder, which may not be there yet, can neither be made nor written to.
pub(super) fn cannot_be_made(folder: &Path) -> bool {
    is_shut(&nearest(folder))
}

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn a_disk_without_room_for_the_next_rebuild_is_worth_a_look() {
        let needed = needed(&[100 << 20, 300 << 20]);
        assert_eq!(needed, 700 << 20);
        assert_eq!(judged(needed, needed).state, State::Good);
        let full = judged(needed - 1, needed);
        assert!(full.state == State::Look && full.remedy.unwrap().contains("free some space"));
        assert_eq!(super::needed(&[]), LEAST);
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_that_is_not_there_is_looked_at_where_it_would_be_made() {
        let folder = tempfile::tempdir().unwrap();
        assert!(free_bytes(&nearest(&folder.path().join("a/b"))).is_some());
        assert!(!cannot_be_made(&folder.path().join("a/b")));
        assert!(is_shut(&folder.path().join("nowhere")), "not even there");
    }
}
