//! `lorebot ask --explain`: what speaks for the first passages, part by part.

use std::io::Write;

use super::ask::Error;
use super::style::{DIM, TITLE, styled};
use crate::answer::{Library, Part, Weighed};
use crate::lore::Hit;

/// How many passages are explained.
const EXPLAINED: usize = 3;

/// Prints the passages that the words of a question find, each with the parts of its score, the greatest first. With several
/// wikis each explains its own. Tells whether there was any.
///
/// # Errors
/// When the index is damaged or `out` is closed.
pub fn explain(library: &Library, question: &str, wiki: Option<&str>, out: &mut dyn Write) -> Result<bool, Error> {
    let weights = library.weights().parts.by_number();
    let mut any = false;
    for asked in library.wikis().filter(|asked| wiki.is_none_or(|wiki| asked.id == wiki)) {
        writeln!(out, "{}", styled(TITLE, &asked.name))?;
        let found = library.weighed(question, Some(&asked.id), EXPLAINED)?;
        any |= !found.is_empty();
        for (number, (hit, weighed)) in (1..).zip(&found) {
            writeln!(out, "{number}. {} {}", styled(TITLE, &hit.place()), opening(hit))?;
            print_parts(weighed, &weights, out)?;
        }
        if found.is_empty() {
            writeln!(out, "No passage holds any word of the question.")?;
        }
    }
    Ok(any)
}

fn opening(hit: &Hit) -> String {
    let words: Vec<&str> = hit.passage.split_whitespace().take(9).collect();
    styled(DIM, &format!("{} \u{2026}", words.join(" ")))
}

fn print_parts(weighed: &Weighed, weights: &[f32], out: &mut dyn Write) -> Result<(), Error> {
    let mut parts: Vec<(f32, f32, Part)> =
        Part::ALL.iter().map(|part| (weighed.parts[*part as usize], weights[*part as usize], *part)).collect();
    parts.sort_by(|a, b| (b.0 * b.1).total_cmp(&(a.0 * a.1)));
    let sum: f32 = parts.iter().map(|(value, weight, _)| value * weight).sum();
    for (value, weight, part) in parts.into_iter().filter(|(value, weight, _)| value * weight != 0.0) {
        writeln!(out, "   {:>5.2} = {value:.2} x {weight:.2}  {}", value * weight, part.meaning())?;
    }
    let nature = if sum > 0.0 { weighed.score / sum } else { 1.0 };
    writeln!(out, "   {:>5.2} in all, x {nature:.2} for what it is made of and about", weighed.score)?;
    Ok(())
}
