//! `lorebot check`: question files in, a report out.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::style::{DIM, FAULT, GOOD, TITLE, styled};
use crate::answer::{self, Library};
use crate::check::{QuestionFile, Report};
use crate::rebuild;

/// Why checking could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no question file.
    #[error("no question files; name one, or put a questions.toml into the folder of a wiki in {}", .0.display())]
    None(PathBuf),
    /// A question file is wrong; file, line and fault.
    #[error("{0}")]
    File(String),
    /// The index is damaged.
    #[error(transparent)]
    Index(#[from] answer::Error),
    /// The data folder could not be listed.
    #[error(transparent)]
    Data(#[from] rebuild::Error),
    /// The report could not be written.
    #[error("standard output: {0}")]
    Io(#[from] io::Error),
}

/// The question files of the wikis in a data folder, in order.
///
/// # Errors
/// When the folder cannot be listed, or there are none.
pub fn question_files(data: &Path) -> Result<Vec<PathBuf>, Error> {
    let of_wiki = |wiki: String| data.join(wiki).join("questions.toml");
    let files: Vec<PathBuf> = rebuild::wikis_in(data)?.into_iter().map(of_wiki).filter(|file| file.is_file()).collect();
    if files.is_empty() { Err(Error::None(data.to_owned())) } else { Ok(files) }
}

/// Asks the questions of each file and prints what failed and the sums. A file that names no wiki is put to the one in
/// whose folder it lies, if there is one of that name. Tells whether everything was right.
///
/// # Errors
/// When a file or the index cannot be read.
pub fn check(library: &Library, files: &[PathBuf], out: &mut dyn Write) -> Result<bool, Error> {
    let mut sum = Report::default();
    for file in files {
        let shown = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| Error::File(format!("{shown}: {error}")))?;
        let questions = QuestionFile::read(&text, &shown).map_err(Error::File)?;
        let folder =
            file.canonicalize().ok().and_then(|file| Some(file.parent()?.file_name()?.to_string_lossy().into_owned()));
        let wiki = folder.filter(|folder| library.wikis().any(|wiki| wiki.id == *folder));
        let report = Report::of(&questions, library, wiki.as_deref())?;
        writeln!(out, "{} {}", styled(TITLE, &shown), styled(DIM, &format!("({} questions)", report.asked)))?;
        for failure in &report.failures {
            writeln!(out, "  {} {failure}", styled(FAULT, "wrong:"))?;
        }
        sum.merge(report);
    }
    print_sums(&sum, out)?;
    Ok(sum.is_right())
}

fn print_sums(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let share = |right: usize, of: usize| format!("{right} of {of}");
    writeln!(out, "success@1        {}", share(report.right_at_1, report.answerable))?;
    writeln!(out, "success@5        {}", share(report.right_at_5, report.answerable))?;
    writeln!(out, "exact citations  {}", share(report.cited_right, report.citing))?;
    writeln!(out, "right refusals   {}", share(report.refused_right, report.unanswerable))?;
    if report.known_wrong > 0 {
        writeln!(out, "known wrong      {}", report.known_wrong)?;
    }
    match report.failures.len() {
        0 => writeln!(out, "{}", styled(GOOD, &format!("all {} questions as they must be", report.asked))),
        wrong => writeln!(out, "{}", styled(FAULT, &format!("{wrong} of {} questions wrong", report.asked))),
    }
}
