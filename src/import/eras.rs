//! The eras of a profile as they are written, and what may be wrong with them.

use std::collections::HashMap;
use std::num::NonZeroU16;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::lore::{Counting, Era, fold};

/// The longest mark or name, in characters: it is shown beside every year.
const MOST_CHARS: usize = 60;

/// An era as a profile writes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EraLayer {
    name: Spanned<String>,
    #[serde(default)]
    marks: Vec<Spanned<String>>,
    #[serde(default)]
    zero: i32,
    #[serde(default)]
    counts: Counting,
    #[serde(default = "one")]
    each: NonZeroU16,
    last: Option<Spanned<i32>>,
}

/// What is wrong with the eras of a profile, and where.
pub(super) type EraFault = (Range<usize>, String);

/// Looks for marks that cannot be read or told apart, and for years that lie too far.
pub(super) fn check(eras: &[EraLayer]) -> Result<(), EraFault> {
    let mut known: HashMap<String, &Spanned<String>> = HashMap::new();
    for era in eras {
        let own = words_of(era)?;
        for (written, words) in &own {
            let fault = |what: String| Err((written.span(), what));
            if !words.contains(char::is_alphabetic) || words.chars().count() > MOST_CHARS {
                return fault(format!("`{}` has no letters or too many; write 1 to {MOST_CHARS}", written.get_ref()));
            }
            if let Some(other) = known.get(words) {
                let what =
                    format!("`{}` and `{}` are read alike; keep one of them", written.get_ref(), other.get_ref());
                return fault(what);
            }
        }
        // One era may have the same mark before its numbers and after them.
        known.extend(own.into_iter().map(|(written, words)| (words, written)));
        check_numbers(era)?;
    }
    Ok(())
}

/// The name and the marks of an era with what is read of them.
fn words_of(era: &EraLayer) -> Result<Vec<(&Spanned<String>, String)>, EraFault> {
    let folded = |words: &str| fold(words).replace(' ', "");
    let mut words = vec![(&era.name, folded(era.name.get_ref()))];
    for mark in &era.marks {
        words.push((mark, folded(mark_of(mark)?)));
    }
    Ok(words)
}

/// The words of a mark without the `#` at one of its ends.
fn mark_of(mark: &Spanned<String>) -> Result<&str, EraFault> {
    let words = mark.get_ref().strip_prefix('#').xor(mark.get_ref().strip_suffix('#'));
    words.map(str::trim).filter(|words| !words.contains('#')).ok_or_else(|| {
        let what = format!("`{}` is no mark of an era; write a `#` for the number before or after it", mark.get_ref());
        (mark.span(), what)
    })
}

fn check_numbers(era: &EraLayer) -> Result<(), EraFault> {
    if let Some(last) = era.last.as_ref().filter(|last| *last.get_ref() < 1) {
        return Err((last.span(), "`last` is a number of this era; write 1 or more".to_owned()));
    }
    let whole = era.clone().era();
    if whole.years_of(whole.last.unwrap_or(1)).is_none() {
        return Err((era.name.span(), format!("the era lies more than {} years from 0", Era::FARTHEST)));
    }
    Ok(())
}

impl EraLayer {
    pub(super) fn era(self) -> Era {
        Era {
            name: self.name.into_inner().trim().to_owned(),
            marks: self.marks.into_iter().map(Spanned::into_inner).collect(),
            zero: self.zero,
            counts: self.counts,
            each: self.each,
            last: self.last.map(Spanned::into_inner),
        }
    }
}

fn one() -> NonZeroU16 {
    NonZeroU16::MIN
}
