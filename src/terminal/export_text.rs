//! `lorebot export-text`: what the reader of exports makes of a wiki's pages, for comparison with other readers.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::import::SectionText;
use crate::rebuild;

/// One section of a page, on one line.
#[derive(Serialize)]
struct Line<'text> {
    title: &'text str,
    section: &'text str,
    paragraphs: &'text [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    tables: &'text [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    facts: &'text [String],
}

/// Prints the text of every page of a wiki's exports as JSON lines, one a section: `title`, `section` (the innermost
/// heading), `paragraphs` (the items of lists among them), `tables` (one string a row) and `facts`. What could not be
/// read is told on `troubles`.
///
/// # Errors
/// When there is no export, the profile cannot be used, or `out` is closed.
pub fn export_text(
    data: &Path,
    wiki: &str,
    out: &mut dyn Write,
    troubles: &mut dyn Write,
) -> Result<(), rebuild::Error> {
    let closed = |source: io::Error| rebuild::Error::Io { at: "standard output".into(), source };
    let found = rebuild::export_texts(data, wiki, |title, sections| {
        for SectionText { heading, paragraphs, tables, facts } in &sections {
            let line = Line { title, section: heading, paragraphs, tables, facts };
            serde_json::to_writer(&mut *out, &line).map_err(|error| closed(error.into()))?;
            out.write_all(b"\n").map_err(closed)?;
        }
        Ok(())
    })?;
    for trouble in found {
        writeln!(troubles, "lorebot: {trouble}").map_err(closed)?;
    }
    Ok(())
}
