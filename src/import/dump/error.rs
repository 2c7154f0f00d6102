//! Why an export cannot be read, or not to its end.

use std::io;

/// Why an export cannot be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file holds something else.
    #[error("this is {what}, not a MediaWiki export; {advice}")]
    NotAnExport {
        /// What it seems to be.
        what: String,
        /// What to do.
        advice: &'static str,
    },
    /// The export is written in letters other than UTF-8 or UTF-16.
    #[error("the export is written in {encoding}; save it as UTF-8, without an encoding in its first line")]
    Encoding {
        /// The encoding by its name.
        encoding: String,
    },
    /// A 7z archive cannot be opened without its password.
    #[error("the 7z archive is encrypted; unpack it with its password and put the .xml in its place")]
    Encrypted,
    /// A packed file cannot be unpacked here, though it may be whole.
    #[error(
        "the file cannot be unpacked: {why}; unpack it with the program that made it and put the .xml in its place"
    )]
    Unpacking {
        /// What is in the way.
        why: String,
    },
    /// The export breaks off in the middle. All pages before the break have been read.
    #[error("the export breaks off {}; fetch it again, what came behind is missing", whereabouts(*.pages, .last_title.as_deref()))]
    Truncated {
        /// The pages read.
        pages: u64,
        /// The title of the last of them.
        last_title: Option<String>,
    },
    /// The export is damaged. All pages before the damage have been read.
    #[error("the export is damaged {}: {why}; fetch it again", whereabouts(*.pages, .last_title.as_deref()))]
    Damaged {
        /// The pages read.
        pages: u64,
        /// The title of the last of them.
        last_title: Option<String>,
        /// What is wrong.
        why: String,
    },
    /// The system could not read the file.
    #[error("the export cannot be read: {0}")]
    Io(#[from] io::Error),
}

fn whereabouts(pages: u64, last_title: Option<&str>) -> String {
    match (pages, last_title.map(presentable)) {
        (1, Some(title)) => format!("after one page, \"{title}\""),
        (_, Some(title)) => format!("after {pages} pages, the last of them \"{title}\""),
        (_, None) => "before its first page".to_owned(),
    }
}

/// The beginning of what a file holds, fit for a message: it may be of any length and steer a terminal.
pub(super) fn presentable(words: &str) -> String {
    words.chars().take(200).map(|letter| if letter.is_control() { '\u{FFFD}' } else { letter }).collect()
}

/// What went wrong while reading, before it is known after how many pages.
#[derive(Debug)]
pub(super) enum Fault {
    /// The source ended too early.
    BrokenOff,
    /// The source holds what it must not.
    Damaged(String),
    /// Told as it is.
    Other(Error),
}

impl Fault {
    /// The error for the caller, with how far reading came.
    pub(super) fn after(self, pages: u64, last_title: Option<String>) -> Error {
        match self {
            Self::BrokenOff => Error::Truncated { pages, last_title },
            Self::Damaged(why) => Error::Damaged { pages, last_title, why: presentable(&why) },
            Self::Other(error) => error,
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

/// Unpacking tells damage by two kinds and its bounds by another; whatever else comes from a source is the system's.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::BrokenOff,
            io::ErrorKind::FileTooLarge => Self::Other(Error::Unpacking { why: error.to_string() }),
            io::ErrorKind::InvalidData => Self::Damaged(error.to_string()),
            _ => Self::Other(Error::Io(error)),
        }
    }
}
