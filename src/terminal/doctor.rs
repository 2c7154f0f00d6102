//! `lorebot doctor`: what was found, a line each.

use std::io::{self, Write};

use super::style::{DIM, FAULT, GOOD, LABEL, MATCH, TITLE, styled};
use super::text::harmless;
use crate::doctor::{Finding, State};

/// Prints findings on `out`, as text with a summary or as a JSON object each, and gives the worst of them.
///
/// # Errors
/// When `out` is closed.
pub fn doctor(findings: &[Finding], json: bool, out: &mut dyn Write) -> io::Result<State> {
    for finding in findings {
        if json {
            writeln!(out, "{}", serde_json::to_string(finding).map_err(io::Error::other)?)?;
        } else {
            writeln!(out, "{}", line(finding))?;
        }
    }
    if !json {
        writeln!(out, "{}", styled(LABEL, &summary(findings)))?;
    }
    out.flush()?;
    Ok(findings.iter().map(|finding| finding.state).max().unwrap_or(State::Good))
}

/// A state by its name, the thing, what was seen of it and what mends it.
fn line(finding: &Finding) -> String {
    let (style, name) = match finding.state {
        State::Good => (GOOD, "good"),
        State::Look => (MATCH, "look"),
        State::Wrong => (FAULT, "wrong"),
    };
    let remedy = finding.remedy.as_ref().map(|remedy| format!("; {remedy}")).unwrap_or_default();
    let about = format!("{}:", finding.about);
    let words = styled(DIM, &in_one_line(&finding.seen)) + &in_one_line(&remedy);
    format!("{} {} {words}", styled(style, &format!("{name:<5}")), styled(TITLE, &in_one_line(&about)))
}

/// Words of others, which may hold line breaks.
fn in_one_line(words: &str) -> String {
    harmless(words).replace('\n', " ")
}

fn summary(findings: &[Finding]) -> String {
    let count = |state: State| findings.iter().filter(|finding| finding.state == state).count();
    format!("{} good, {} worth a look, {} wrong", count(State::Good), count(State::Look), count(State::Wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_whatever_was_seen() {
        let seen = "Kor's\n\u{1b}[31mlog".to_owned();
        let finding =
            Finding { about: "index".to_owned(), state: State::Wrong, seen, remedy: Some("mend it".to_owned()) };
        let mut out = Vec::new();
        assert_eq!(doctor(&[finding], false, &mut out).unwrap(), State::Wrong);
        let printed = anstream::adapter::strip_bytes(&out).into_vec();
        let printed = String::from_utf8(printed).unwrap();
        assert_eq!(printed, "wrong index: Kor's  [31mlog; mend it\n0 good, 0 worth a look, 1 wrong\n");
        assert_eq!(doctor(&[], false, &mut out).unwrap(), State::Good);
    }
}
