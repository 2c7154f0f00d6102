//! `lorebot ask`: questions in, answers out.

use std::io::{self, BufRead, Write};
use std::time::Instant;

use super::{to_json, to_text};
use crate::answer::{self, Library};
use crate::lore::{Answer, Scope};

/// Why asking failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The index is damaged.
    #[error(transparent)]
    Index(#[from] answer::Error),
    /// The questions could not be read or the answers not written.
    #[error("standard input or output: {0}")]
    Io(#[from] io::Error),
}

/// Answers one question on `out`, as text or as JSON, and tells whether a passage was found.
///
/// # Errors
/// When the index is damaged or `out` is closed.
pub fn ask(
    library: &Library,
    question: &str,
    wiki: Option<&str>,
    json: bool,
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<bool, Error> {
    let (answer, took_us) = timed(library, question, wiki)?;
    print(&answer, took_us, json, width, out)?;
    Ok(answer.is_found())
}

/// Prints an answer on `out`, as text or as JSON.
pub(super) fn print(
    answer: &Answer,
    took_us: u64,
    json: bool,
    width: Option<usize>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if json {
        writeln!(out, "{}", to_json(answer, took_us))?;
    } else {
        write!(out, "{}", to_text(answer, width))?;
    }
    out.flush()
}

/// How long something has taken since it began, in microseconds.
pub(super) fn took_us(start: Instant) -> u64 {
    u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// Answers a question a line from `questions` with one JSON object a line on `out`, in order, each as soon as it is
/// known. An empty line is a question, too. Bytes that are no UTF-8 are read as replacement characters. Tells whether
/// any question found a passage.
///
/// # Errors
/// When the index is damaged, or input or output fails.
pub fn ask_lines(
    library: &Library,
    questions: &mut dyn BufRead,
    wiki: Option<&str>,
    out: &mut dyn Write,
) -> Result<bool, Error> {
    let mut any_found = false;
    let mut line = Vec::new();
    while questions.read_until(b'\n', &mut line)? > 0 {
        let question = String::from_utf8_lossy(&line);
        let (answer, took_us) = timed(library, question.trim_end_matches(['\n', '\r']), wiki)?;
        any_found |= answer.is_found();
        writeln!(out, "{}", to_json(&answer, took_us))?;
        out.flush()?;
        line.clear();
    }
    Ok(any_found)
}

fn timed(library: &Library, question: &str, wiki: Option<&str>) -> Result<(Answer, u64), answer::Error> {
    let start = Instant::now();
    let answer = library.answer(question, &Scope::Wiki, wiki)?;
    Ok((answer, took_us(start)))
}
