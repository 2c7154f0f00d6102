//! Whether a new index may take the place of the one in use: not where it answers fewer golden questions.

use std::path::Path;

use crate::answer::{self, Library};
use crate::check::{QuestionFile, Report};

/// Holds a new index of a wiki against the one in use, by the wiki's `questions.toml`. A wiki without questions, or without an
/// index that can be read, has nothing to be held against.
///
/// # Errors
/// When the new index answers fewer of them; the reason names the first that it lost, and what to do.
pub fn not_worse(new: &Library, data: &Path, index: &Path, wiki: &str) -> Result<(), String> {
    let file = data.join(wiki).join("questions.toml");
    let Ok(text) = std::fs::read_to_string(&file) else { return Ok(()) };
    let Ok(old) = Library::open(index, Some(wiki)) else { return Ok(()) };
    let questions = QuestionFile::read(&text, &file.display().to_string())?;
    let unread = |error: answer::Error| error.to_string();
    let (before, after) = (Report::of(&questions, &old, None), Report::of(&questions, new, None).map_err(unread)?);
    let Ok(before) = before else { return Ok(()) };
    let right = |report: &Report| report.asked - report.failures.len();
    if right(&after) >= right(&before) {
        return Ok(());
    }
    let lost = after.failures.iter().find(|failure| !before.failures.contains(failure));
    Err(format!(
        "it answers {} of the {} questions in {} and the old one {}; the first one lost: {}; mend the wiki or the question, \
         or use --force",
        right(&after),
        after.asked,
        file.display(),
        right(&before),
        lost.map_or("none", String::as_str)
    ))
}
