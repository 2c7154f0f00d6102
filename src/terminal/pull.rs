//! `lorebot pull`: fetches a wiki with a progress bar and sums up.

use std::io::{self, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::style::{DIM, FAULT, TITLE, styled};
use crate::pull::{self, Doing, Order, Progress, Report};

/// Fetches a wiki into the data folder and prints a summary on `out`. The bar is drawn on standard error where that is a
/// terminal.
///
/// # Errors
/// When the wiki cannot be fetched, or `out` is closed.
pub fn pull(data: &Path, order: &Order, out: &mut dyn Write) -> Result<(), pull::Error> {
    let bar = ProgressBar::new(0).with_style(bar_style()).with_message("looking for the wiki");
    let start = Instant::now();
    let mut wait = |pause: Duration| {
        if pause > order.pause {
            bar.set_message(format!("waiting {} s before trying again", pause.as_secs()));
        }
        sleep(pause);
    };
    let outcome = pull::pull(data, order, &mut wait, &mut |progress| show(&bar, progress));
    bar.finish_and_clear();
    let closed = |source| pull::Error::Io { at: "standard output".into(), source };
    summary(&outcome?, start.elapsed(), out).map_err(closed)
}

fn bar_style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} pages").unwrap_or_else(|_| ProgressStyle::default_bar())
}

fn show(bar: &ProgressBar, progress: Progress) {
    let doing = match progress.doing {
        Doing::Fetching => "fetching",
        Doing::Comparing => "comparing",
        Doing::Updating => "updating",
        Doing::Writing => "writing",
    };
    bar.set_message(doing);
    bar.set_length(progress.of.max(progress.done));
    bar.set_position(progress.done);
}

fn summary(report: &Report, took: Duration, out: &mut dyn Write) -> io::Result<()> {
    let asked = report.asked;
    let line = |out: &mut dyn Write, name: &str, value: &dyn std::fmt::Display, more: &str| {
        let more = if more.is_empty() { String::new() } else { format!("  {}", styled(DIM, more)) };
        writeln!(out, "  {name:<11}{:>8}{more}", value.to_string())
    };
    let kind = if report.whole { "everything there is" } else { "what had changed" };
    writeln!(out, "{}", styled(TITLE, &report.wiki))?;
    line(out, "pages", &report.pages, &format!("in {}", report.export.display()))?;
    line(out, "fetched", &report.fetched, kind)?;
    line(out, "changed", &report.changed, "pages that are new or other than before")?;
    line(out, "deleted", &report.deleted, "pages that the wiki has no more")?;
    line(out, "requests", &asked.requests, &format!("{} of them retries", asked.retries))?;
    line(out, "received", &HumanBytes(asked.bytes), "")?;
    line(out, "time", &format!("{:.1} s", took.as_secs_f64()), "")?;
    if let Some(profile) = &report.new_profile {
        writeln!(out, "  begun      {}", profile.display())?;
        if report.licence.is_none() {
            writeln!(
                out,
                "  {} the wiki names none; answers say so until the profile does",
                styled(FAULT, "licence:")
            )?;
        }
    }
    for note in &report.notes {
        writeln!(out, "  {} {note}", styled(FAULT, "note:"))?;
    }
    writeln!(out, "next: lorebot index")
}
