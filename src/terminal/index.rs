//! `lorebot index`: rebuilds the index with a progress bar and sums up.

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::style::{DIM, FAULT, TITLE, styled};
use crate::rebuild::{self, Report, rebuild};

/// Rebuilds the index of every wiki in a data folder, or of one, and prints a summary of each on `out`. The bar is drawn
/// on standard error where that is a terminal. A wiki that fails is told with its reason and the others still built.
/// Tells whether all went well.
///
/// # Errors
/// When there is no wiki, or `out` is closed.
pub fn index(data: &Path, index: &Path, only: Option<&str>, out: &mut dyn Write) -> Result<bool, rebuild::Error> {
    let mut wikis = rebuild::wikis_in(data)?;
    wikis.retain(|wiki| only.is_none_or(|only| only == wiki));
    if wikis.is_empty() {
        return Err(rebuild::Error::NoWikis(only.map_or_else(|| data.to_owned(), |only| data.join(only))));
    }
    let closed = |source| rebuild::Error::Io { at: "standard output".into(), source };
    let mut all_well = true;
    for wiki in wikis {
        let bar = ProgressBar::new(0).with_style(bar_style());
        let start = Instant::now();
        let outcome = rebuild(data, index, &wiki, |progress| {
            bar.set_length(progress.files as u64);
            bar.set_position(progress.done as u64);
            bar.set_message(progress.wiki.to_owned());
        });
        bar.finish_and_clear();
        match outcome {
            Ok(report) => summary(&report, start.elapsed(), out).map_err(closed)?,
            Err(error) => {
                all_well = false;
                writeln!(out, "{} {} {error}", styled(TITLE, &wiki), styled(FAULT, "not indexed:")).map_err(closed)?;
            }
        }
    }
    Ok(all_well)
}

fn bar_style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} files").unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn summary(report: &Report, took: Duration, out: &mut dyn Write) -> io::Result<()> {
    let counts = &report.counts;
    writeln!(out, "{}", styled(TITLE, &report.wiki))?;
    writeln!(out, "  articles   {:>8}", counts.articles)?;
    writeln!(out, "  sections   {:>8}", counts.sections)?;
    writeln!(out, "  passages   {:>8}", counts.passages)?;
    writeln!(out, "  citations  {:>8}", counts.citations)?;
    writeln!(
        out,
        "  uncited    {:>8}  {}",
        counts.uncited,
        styled(DIM, "passages with no citation here nor later in their section")
    )?;
    writeln!(
        out,
        "  cited later{:>8}  {}",
        counts.cited_later,
        styled(DIM, "passages whose section names a source further down")
    )?;
    writeln!(out, "  troubles   {:>8}", report.troubles.len())?;
    writeln!(
        out,
        "  size       {:>8}  {}",
        HumanBytes(report.index_bytes).to_string(),
        styled(DIM, &format!("from {}", HumanBytes(report.source_bytes)))
    )?;
    writeln!(out, "  time       {:>6} ms", took.as_millis())?;
    if report.licence.is_none() {
        writeln!(out, "  {} wiki.toml names no licence; answers will say so", styled(FAULT, "licence:"))?;
    }
    for trouble in &report.troubles {
        writeln!(out, "  {} {trouble}", styled(FAULT, "trouble:"))?;
    }
    Ok(())
}
