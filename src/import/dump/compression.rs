//! How an export is packed, told by its first bytes, and what unpacks it.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;

use super::background::Unpacked;
use super::bounds::{Bounded, most_of};
use super::error::{Error, Fault};
use super::seven_zip;
use super::zstd::Frames;

/// How much of a file is looked at to tell what it is, in bytes: a tar archive says so after 257.
const HEAD_BYTES: u64 = 512;

/// How much is read from a packed file at once, in bytes.
const INPUT_BYTES: usize = 64 << 10;

/// A way to pack a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    /// Several members one after another are one file.
    Gzip,
    /// Several streams one after another are one file.
    Bzip2,
    /// Several frames one after another are one file.
    Zstd,
    /// An archive of several files.
    SevenZip,
}

impl Compression {
    /// The way that the first bytes of a file speak of. The marks are those of RFC 1952, of RFC 8878 (3.1.1 and, with
    /// any last half byte, 3.1.2), of bzip2's `BZh` and a level, and of `7zFormat.txt` in the 7-Zip sources.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Some(Self::Bzip2),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            [b'7', b'z', 0xBC, 0xAF, 0x27, 0x1C, ..] => Some(Self::SevenZip),
            _ => None,
        }
    }
}

/// Unpacks a source where it is packed. Returns what is to be read and its first bytes, which have been taken from it.
pub(super) fn unpack(mut source: impl Read + Seek + Send + 'static) -> Result<(Box<dyn Read + Send>, Vec<u8>), Error> {
    let packed_head = head_of(&mut source)?;
    let Some(compression) = Compression::of(&packed_head) else {
        return Ok((Box::new(source), packed_head));
    };
    let most = most_of(source.seek(SeekFrom::End(0))?);
    source.rewind()?;
    let packed = BufReader::with_capacity(INPUT_BYTES, source);
    let mut unpacked = match compression {
        Compression::Gzip => in_background(MultiGzDecoder::new(packed)),
        Compression::Bzip2 => in_background(MultiBzDecoder::new(packed)),
        Compression::Zstd => in_background(Frames::new(packed)),
        Compression::SevenZip => seven_zip::unpack(packed, most),
    }?;
    let head = head_of(&mut unpacked).map_err(|error| Fault::from(error).after(0, None))?;
    Ok((Box::new(Bounded::new(unpacked, most)), head))
}

fn head_of(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    source.take(HEAD_BYTES).read_to_end(&mut head)?;
    Ok(head)
}

fn in_background(mut decoder: impl Read + Send + 'static) -> Result<Unpacked, Error> {
    Ok(Unpacked::begin(move |outlet| io::copy(&mut decoder, outlet).map(|_| ()).map_err(as_damage))?)
}

/// Tells the faults of a decoder from those of the system, which carry the system's number.
pub(super) fn as_damage(error: io::Error) -> io::Error {
    match error.kind() {
        _ if error.raw_os_error().is_some() => error,
        io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe | io::ErrorKind::FileTooLarge => error,
        _ => io::Error::new(io::ErrorKind::InvalidData, error),
    }
}
