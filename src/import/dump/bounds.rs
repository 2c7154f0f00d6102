//! How far a packed file may unfold.
//!
//! A few bytes can stand for gigabytes. Nothing here holds more of them at once than a buffer, but reading on would take
//! hours, and an index of them the whole disk.

use std::io::{self, Read};

/// What any packed file may unfold to, in bytes.
const ALWAYS: u64 = 256 << 20;

/// How many times its own size it may unfold to beyond that. The whole history of a page, each version of which repeats the one
/// before, comes to 150 by bzip2 (<https://meta.wikimedia.org/wiki/History_compression>, `cleanup.txt`), by 7z to more.
const TIMES: u64 = 1000;

/// What a packed file of so many bytes may unfold to, in bytes.
pub(super) fn most_of(packed_bytes: u64) -> u64 {
    packed_bytes.saturating_mul(TIMES).saturating_add(ALWAYS)
}

/// What is unpacked, up to a bound: reading beyond it fails.
pub(super) struct Bounded<R> {
    unpacked: R,
    /// What may still be read, in bytes.
    left: u64,
}

impl<R> Bounded<R> {
    /// At most so many bytes of what is unpacked.
    pub(super) fn new(unpacked: R, most: u64) -> Self {
        Self { unpacked, left: most }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.unpacked.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::new(io::ErrorKind::FileTooLarge, "it unfolds to far more than an export of its size does")
        })?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_much_as_the_bound_is_read_and_more_is_a_fault() {
        let read = |most| {
            let mut read = Vec::new();
            Bounded::new(&b"Qo'noS"[..], most).read_to_end(&mut read).map(|_| read).map_err(|error| error.kind())
        };
        assert_eq!(read(6), Ok(b"Qo'noS".to_vec()));
        assert_eq!(read(5), Err(io::ErrorKind::FileTooLarge));
    }

    #[test]
    fn the_bound_grows_with_the_file() {
        assert_eq!((most_of(0), most_of(10 << 30)), (256 << 20, (10_000 << 30) + (256 << 20)));
        assert_eq!(most_of(u64::MAX), u64::MAX);
    }
}
