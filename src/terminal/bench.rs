//! `lorebot bench`: question sets in, a table of measures out.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::style::{DIM, TITLE, styled};
use crate::answer::{Library, Weights};
use crate::bench::{Comparison, Measures, Run, Set, Share, parts_of};
use crate::check::read_toml;

/// What to measure.
#[derive(Debug, Clone, Copy)]
pub struct Order<'order> {
    /// Folders of lists of questions, such lists, or question files.
    pub sets: &'order [PathBuf],
    /// How many questions of each list to ask; all where it is not said.
    pub first: Option<usize>,
    /// Where to keep what came of each question.
    pub save: Option<&'order Path>,
    /// A run that was kept, to compare with.
    pub against: Option<&'order Path>,
    /// A file of other weights to rank by.
    pub weights: Option<&'order Path>,
    /// Where to keep what speaks for the passages found.
    pub parts: Option<&'order Path>,
}

/// How many passages of a question are kept with their parts.
const KEPT_PARTS: usize = 60;

/// Anything that ends the measuring.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Asks the sets of an order and prints a line of measures for each as soon as it is known. `library` opens the index in
/// use, for question files that are put to it.
///
/// # Errors
/// When a set or an index cannot be read, or a file cannot be written.
pub fn bench(
    order: &Order,
    library: impl Fn() -> Result<Library, Failure>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let earlier = order.against.map(|file| fs::read_to_string(file).map_err(|error| at(file, &error))).transpose()?;
    let weights = order.weights.map(weights_in).transpose()?;
    let (mut kept, mut parts) = (String::new(), String::new());
    writeln!(out, "{}", styled(TITLE, HEAD))?;
    let mut opened: Option<(PathBuf, Library)> = None;
    for list in order.sets.iter().map(|set| Set::files(set)).collect::<Result<Vec<_>, _>>()?.into_iter().flatten() {
        let set = Set::read(&list, order.first)?;
        let folder = if Set::needs_library(&list) { PathBuf::new() } else { list.with_file_name("") };
        let opened = match opened.take() {
            Some(known) if known.0 == folder => opened.insert(known),
            _ => {
                let library = if Set::needs_library(&list) { library()? } else { Set::library_beside(&list)? };
                let weighed = match weights {
                    Some(weights) => library.with_weights(weights),
                    None => library,
                };
                opened.insert((folder, weighed))
            }
        };
        let run = Run::of(&set, &opened.1)?;
        writeln!(out, "{}", line_of(&set.name, &Measures::of(&run)))?;
        if let Some(earlier) = &earlier {
            let Comparison { won, lost, p } = Comparison::of(&run, &run.ranks_in(earlier));
            let words = format!("  against the run kept: {won} won, {lost} lost at rank 1, p = {p:.3}");
            writeln!(out, "{}", styled(DIM, &words))?;
        }
        out.flush()?;
        kept.push_str(&run.to_tsv());
        if order.parts.is_some() {
            parts.push_str(&parts_of(&set, &opened.1, KEPT_PARTS)?);
        }
    }
    if let Some(file) = order.parts {
        fs::write(file, parts).map_err(|error| at(file, &error))?;
    }
    if let Some(file) = order.save {
        fs::write(file, kept).map_err(|error| at(file, &error))?;
    }
    Ok(())
}

const HEAD: &str = "set                     asked  success@1         @3    recall@5  MRR@10  refused/unsure  of unanswerable  µs p50   p99";

fn line_of(name: &str, measures: &Measures) -> String {
    let percent = |share: &Share| format!("{:.1}", share.value * 100.0);
    let first = &measures.success_at_1;
    let first = format!("{} [{:.0}-{:.0}]", percent(first), first.low * 100.0, first.high * 100.0);
    let withheld = |(refused, uncertain): (usize, usize)| format!("{refused}/{uncertain}");
    let unanswerable = match measures.unanswerable {
        0 => String::from("-"),
        all => format!("{} of {all}", withheld(measures.withheld_rightly)),
    };
    let (p50, p99) = measures.took_us;
    format!(
        "{name:<22} {:>6}  {first:<13} {:>6}  {:>10}  {:>6}  {:>14}  {unanswerable:>15}  {p50:>6} {p99:>5}",
        measures.answerable + measures.unanswerable,
        percent(&measures.success_at_3),
        percent(&measures.recall_at_5),
        percent(&measures.mrr_at_10),
        withheld(measures.withheld),
    )
}

fn weights_in(file: &Path) -> Result<Weights, String> {
    let text = fs::read_to_string(file).map_err(|error| at(file, &error))?;
    read_toml(&text, &file.display().to_string())
}

fn at(file: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", file.display())
}
