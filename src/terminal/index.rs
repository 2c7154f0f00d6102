//! `lorebot index`: rebuilds the index with a progress bar and sums up.

use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::gate::not_worse;
use super::style::{DIM, FAULT, TITLE, styled};
use crate::answer::{Library, step_back, wikis_in};
use crate::rebuild::{self, ExportReport, Progress, Report, Stage, rebuild_if};

/// Rebuilds the index of every wiki in a data folder, or of one, and prints a summary of each on `out`. The bar is drawn
/// on standard error where that is a terminal. A wiki that fails is told with its reason and the others still built; so is one
/// that answers fewer of its golden questions than before, unless that is forced. Tells whether all went well.
///
/// # Errors
/// When there is no wiki, or `out` is closed.
pub fn index(
    data: &Path,
    index: &Path,
    only: Option<&str>,
    force: bool,
    out: &mut dyn Write,
) -> Result<bool, rebuild::Error> {
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
        let progress = |progress: Progress| {
            bar.set_length(progress.of as u64);
            bar.set_position(progress.done as u64);
            bar.set_message(format!("{} {}", progress.wiki, doing(progress.stage)));
        };
        let outcome = rebuild_if(data, index, &wiki, progress, |new| {
            if force { Ok(()) } else { not_worse(&Library::of(vec![new]), data, index, &wiki) }
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

/// Puts the index of each wiki, or of one, back in use that was in use before the present one, and says so on `out`. Tells
/// whether all went well; a wiki without an earlier index is told of and stays as it is.
///
/// # Errors
/// When there is no index, or `out` is closed.
pub fn rollback(index: &Path, only: Option<&str>, out: &mut dyn Write) -> Result<bool, Failure> {
    let mut wikis = wikis_in(index)?;
    wikis.retain(|wiki| only.is_none_or(|only| only == wiki));
    if wikis.is_empty() {
        return Err(format!("no index of {} in {}", only.unwrap_or("any wiki"), index.display()).into());
    }
    let mut all_well = true;
    for wiki in wikis {
        match step_back(&index.join(&wiki)) {
            Ok(folder) => writeln!(out, "{} is back on {}", styled(TITLE, &wiki), folder.display())?,
            Err(error) => {
                all_well = false;
                writeln!(out, "{} {} {error}", styled(TITLE, &wiki), styled(FAULT, "stays:"))?;
            }
        }
    }
    Ok(all_well)
}

/// What ends an order that cannot be carried out.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn bar_style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}").unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Survey => "(templates and redirects)",
        Stage::Pages => "(pages)",
        Stage::Files => "(files)",
    }
}

fn summary(report: &Report, took: Duration, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", styled(TITLE, &report.wiki))?;
    for (name, number, words) in lines_of(report, took) {
        writeln!(out, "  {name:<13}{number:>10}  {}", styled(DIM, &words))?;
    }
    if report.licence.is_none() {
        writeln!(out, "  {} wiki.toml names no licence; answers will say so", styled(FAULT, "licence:"))?;
    }
    for trouble in &report.troubles {
        writeln!(out, "  {} {trouble}", styled(FAULT, "trouble:"))?;
    }
    Ok(())
}

/// What was made of a wiki: a name, a number and what the number is made of. Each number is the sum of those beside it.
fn lines_of(report: &Report, took: Duration) -> Vec<(&'static str, String, String)> {
    let counts = &report.counts;
    let mut lines = Vec::new();
    if let Some(ExportReport { pages, .. }) = &report.exports {
        let parts = [
            (pages.articles, "articles"),
            (pages.redirects, "redirects"),
            (pages.templates, "templates"),
            (pages.left_out, "of other namespaces"),
        ];
        lines.push(("pages", pages.pages.to_string(), sum_of(&parts)));
    }
    let (without_text, leading_nowhere) =
        report.exports.as_ref().map_or((0, 0), |exports| (exports.without_text, exports.leading_nowhere));
    lines.push(("articles", counts.articles.to_string(), left_out(without_text, "hold no text")));
    lines.push(("redirects", counts.redirects.to_string(), left_out(leading_nowhere, "lead to no article")));
    lines.push(("sections", counts.sections.to_string(), String::new()));
    let kinds = counts.kinds;
    let kinds = [
        (kinds.paragraphs, "paragraphs"),
        (kinds.lists, "lists"),
        (kinds.tables, "tables"),
        (kinds.quotes, "quotations"),
        (kinds.facts, "facts"),
        (kinds.footnotes, "footnotes"),
    ];
    lines.push(("passages", counts.passages.to_string(), sum_of(&kinds)));
    let cited = [
        (counts.cited, "name their source"),
        (counts.cited_later, "have one further down in their section"),
        (counts.uncited, "have none"),
    ];
    lines.push(("of these", counts.passages.to_string(), sum_of(&cited)));
    let mut kinds: Vec<(usize, &str)> =
        counts.citation_kinds.iter().map(|(kind, count)| (*count, kind.as_str())).collect();
    kinds.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    kinds.iter_mut().filter(|(_, kind)| kind.is_empty()).for_each(|(_, kind)| *kind = "of no kind");
    lines.push(("citations", counts.citations.to_string(), sum_of(&kinds)));
    if let Some(exports) = &report.exports {
        lines.push(unexpanded_line(exports));
    }
    lines.push(("troubles", report.troubles.len().to_string(), String::new()));
    let sizes = format!("from {}", HumanBytes(report.source_bytes));
    lines.push(("size", HumanBytes(report.index_bytes).to_string(), sizes));
    lines.push(("time", format!("{} ms", took.as_millis()), String::new()));
    lines
}

/// "20 more hold no text", where there are any.
fn left_out(count: usize, why: &str) -> String {
    if count == 0 { String::new() } else { format!("{count} more {why}") }
}

/// Which templates could not be expanded: how many calls in all, and those that cost the most text.
fn unexpanded_line(exports: &ExportReport) -> (&'static str, String, String) {
    const MOST: usize = 5;
    let calls: usize = exports.unexpanded.iter().map(|(_, lost)| lost.calls).sum();
    let shown = exports.unexpanded.iter().take(MOST);
    let shown: Vec<String> =
        shown.map(|(name, lost)| format!("{} {name} ({} bytes)", lost.calls, lost.bytes)).collect();
    let more = exports.unexpanded.len().saturating_sub(MOST);
    let more = if more > 0 { format!(", {more} others") } else { String::new() };
    let words = if calls == 0 { String::new() } else { format!("calls: {}{more}", shown.join(", ")) };
    ("unexpanded", calls.to_string(), words)
}

/// "3 paragraphs, 1 list": the parts of a sum that are not none.
fn sum_of(parts: &[(usize, &str)]) -> String {
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}
