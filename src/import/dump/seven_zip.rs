//! The export inside a 7z archive.

use std::io::{self, BufWriter, Read, Seek};

use sevenz_rust2::{Archive, BlockDecoder, Password};

use super::background::{Outlet, Unpacked};
use super::bounds::Bounded;
use super::compression::as_damage;
use super::error::Error;

/// The most memory that unpacking may ask for at once, in KiB: a gigabyte. 7-Zip's own settings need up to a quarter.
const MAX_MEMORY_KB: usize = 1 << 20;

/// Unpacks the export of an archive: the first file that ends in `.xml`, else the largest. What stands before it must be
/// unpacked with it, up to `most` bytes of each file. Names of files are never taken for places.
///
/// # Errors
/// When the archive cannot be opened: its directory stands at its end, so a part of one is of no use.
pub(super) fn unpack(mut source: impl Read + Seek + Send + 'static, most: u64) -> Result<Unpacked, Error> {
    let archive = Archive::read_with_memory_limit(&mut source, &Password::empty(), MAX_MEMORY_KB).map_err(refusal)?;
    let chosen = export_in(&archive)?;
    if archive.is_file_encrypted(chosen) {
        return Err(Error::Encrypted);
    }
    Ok(Unpacked::begin(move |outlet| unpack_file(&archive, chosen, source, most, outlet))?)
}

/// The place of the export among the files of an archive.
fn export_in(archive: &Archive) -> Result<usize, Error> {
    let files = || archive.files.iter().enumerate().filter(|(_, file)| file.has_stream && !file.is_directory);
    let by_name = files().find(|(_, file)| crate::import::has_ending(&file.name, &["xml"]));
    let chosen = by_name.or_else(|| files().max_by_key(|(at, file)| (file.size, std::cmp::Reverse(*at))));
    let empty = || Error::NotAnExport { what: "an empty 7z archive".to_owned(), advice: "fetch the export again" };
    chosen.map(|(at, _)| at).ok_or_else(empty)
}

/// Unpacks one file. What stands before it in the same block must be unpacked too, for its packing builds on that.
fn unpack_file(
    archive: &Archive,
    chosen: usize,
    mut source: impl Read + Seek,
    most: u64,
    outlet: &mut BufWriter<Outlet>,
) -> io::Result<()> {
    let Some(block) = archive.stream_map.file_block_index[chosen] else { return Ok(()) };
    let no_password = Password::empty();
    // One thread: more of them would hold much of a large export in memory.
    let decoder = BlockDecoder::new_with_memory_limit(1, MAX_MEMORY_KB, block, archive, &no_password, &mut source);
    let mut outcome = Ok(());
    let walked = decoder.for_each_entries(&mut |entry, content| {
        let is_chosen = std::ptr::eq(entry, &raw const archive.files[chosen]);
        outcome = if is_chosen {
            io::copy(content, outlet).map(|_| ())
        } else {
            pass_over(Bounded::new(content, most), outlet.get_ref())
        };
        Ok(!is_chosen && outcome.is_ok())
    });
    outcome.map_err(as_damage)?;
    walked.map(|_| ()).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, why(&error)))
}

/// Reads what is not asked for, as long as anybody waits for what follows.
fn pass_over(mut content: impl Read, outlet: &Outlet) -> io::Result<()> {
    let mut buffer = vec![0; 64 << 10];
    while content.read(&mut buffer)? > 0 {
        if !outlet.is_wanted() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
    }
    Ok(())
}

/// Why an archive is refused before anything is unpacked.
fn refusal(error: sevenz_rust2::Error) -> Error {
    use sevenz_rust2::Error as Fault;
    match error {
        Fault::Io(error, _) if error.raw_os_error().is_some() => Error::Io(error),
        Fault::PasswordRequired | Fault::MaybeBadPassword(_) => Error::Encrypted,
        Fault::UnsupportedCompressionMethod(method) if is_encryption(&method) => Error::Encrypted,
        Fault::UnsupportedCompressionMethod(_) | Fault::MaxMemLimited { .. } => Error::Unpacking { why: why(&error) },
        error => Error::Damaged { pages: 0, last_title: None, why: why(&error) },
    }
}

fn why(error: &sevenz_rust2::Error) -> String {
    use sevenz_rust2::Error as Fault;
    match error {
        Fault::UnsupportedCompressionMethod(method) => format!("its packing {method} is unknown here"),
        Fault::MaxMemLimited { actaul_kb, .. } => format!("it needs {} MB of memory", actaul_kb / 1024),
        Fault::ChecksumVerificationFailed | Fault::NextHeaderCrcMismatch => {
            "a checksum of the 7z archive does not hold".to_owned()
        }
        _ => "the 7z archive is broken or not whole".to_owned(),
    }
}

/// Whether a way of packing is encryption: named, or by its number in `Methods.txt` of the 7-Zip sources.
fn is_encryption(method: &str) -> bool {
    method.contains("AES") || method == format!("{:?}", [0x06_u8, 0xF1, 0x07, 0x01])
}
