//! An answer as a person likes to read it in a terminal.

use std::fmt::Write;

use super::style::{DIM, LABEL, MATCH, TITLE, styled};
use crate::lore::{Answer, Attribution, Choice, Differing, Hit, Mending, Nearest, Outcome};

/// The narrowest and widest lines of text, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

/// How much of another passage is shown, in characters.
const OTHER_CHARS: usize = 90;

/// An answer as text with ANSI styles, ending in a new line. Lines are broken at `width` columns where one is given.
pub fn to_text(answer: &Answer, width: Option<usize>) -> String {
    let mut text = String::new();
    if answer.is_uncertain() {
        line(&mut text, &styled(DIM, "Nothing certain; this is the nearest there is."));
    }
    text.push_str(&mended_notes(&answer.mended));
    if !answer.mended.is_empty() {
        line(&mut text, &styled(DIM, "Put a word in quotation marks to search for it as typed."));
    }
    if !answer.unmatched.is_empty() {
        let words =
            answer.unmatched.iter().map(|word| format!("\u{201c}{word}\u{201d}")).collect::<Vec<_>>().join(", ");
        line(&mut text, &styled(DIM, &harmless(&format!("Not in this passage: {words}."))));
    }
    match &answer.outcome {
        Outcome::Found { best, others, .. } => found(&mut text, answer, best, others),
        Outcome::Ambiguous { choices } => ambiguous(&mut text, choices),
        Outcome::DidYouMean { suggestions } => {
            line(&mut text, &nothing_on(answer));
            line(&mut text, "Did you mean:");
            list(&mut text, suggestions);
        }
        Outcome::Nothing { nearest } => nothing(&mut text, answer, nearest),
    }
    wrapped(&text, width)
}

/// What was read as something else, a line each.
pub(super) fn mended_notes(mended: &[Mending]) -> String {
    mended.iter().fold(String::new(), |mut notes, Mending { typed, read_as }| {
        let note = format!("Showing \u{201c}{read_as}\u{201d} for \u{201c}{typed}\u{201d}.");
        line(&mut notes, &styled(DIM, &harmless(&note)));
        notes
    })
}

/// Adds a line.
pub(super) fn line(text: &mut String, content: &str) {
    text.push_str(content);
    text.push('\n');
}

/// Adds a line with a label before words of others.
pub(super) fn labelled(text: &mut String, label: &str, content: &str) {
    line(text, &format!("{} {}", styled(LABEL, &format!("{label}:")), harmless(content)));
}

fn list(text: &mut String, entries: &[String]) {
    for entry in entries {
        line(text, &format!("  \u{2022} {}", harmless(entry)));
    }
}

fn found(text: &mut String, answer: &Answer, best: &Hit, others: &[Hit]) {
    line(text, &styled(TITLE, &harmless(&best.place())));
    text.push('\n');
    let opened = if best.excerpt.start > 0 { "\u{2026} " } else { "" };
    let closed = if best.excerpt.end < best.passage.len() { " \u{2026}" } else { "" };
    line(text, &format!("{opened}{}{closed}", marked(best)));
    text.push('\n');
    labelled(text, "Source", &source(best));
    if !best.years.is_empty() {
        labelled(text, "Years", &best.years_named().join(", "));
    }
    if !best.continuity.is_empty() {
        labelled(text, "Continuity", &best.continuity);
    }
    if let Some(url) = &best.url {
        labelled(text, "Link", url);
    }
    let licence = best.licence.as_ref().map_or("no licence named", |licence| &licence.name);
    let revision = best.revision.as_ref().map(|date| format!(", as of {date}")).unwrap_or_default();
    line(text, &styled(DIM, &harmless(&format!("{}, {licence}{revision}", answer.wiki))));
    sources_differ(text, &answer.differing);
    if !others.is_empty() {
        text.push('\n');
        line(text, &styled(LABEL, "See also:"));
        for (number, other) in (2..).zip(others) {
            let years =
                if other.years.is_empty() { String::new() } else { format!(" ({})", other.years_named().join(", ")) };
            line(
                text,
                &format!(
                    "{number:>3}. {}{years}: {}",
                    styled(TITLE, &harmless(&other.place())),
                    styled(DIM, &opening(&other.passage))
                ),
            );
        }
    }
}

/// The sentences of each two passages that differ, each with its source; neither is said to be right.
fn sources_differ(text: &mut String, differing: &[Differing]) {
    if !differing.is_empty() {
        text.push('\n');
        line(text, &styled(LABEL, "Sources differ:"));
    }
    let accounts = differing.iter().flat_map(|Differing { said, otherwise, .. }| [said, otherwise]);
    let mut shown: Vec<&Hit> = Vec::new();
    for hit in accounts {
        // One sentence may differ from several.
        if shown.iter().any(|known| known.id == hit.id && known.excerpt == hit.excerpt) {
            continue;
        }
        shown.push(hit);
        let years = if hit.years.is_empty() { String::new() } else { format!(" ({})", hit.years_named().join(", ")) };
        line(text, &format!("  \u{2022} {}{years}: {}", styled(TITLE, &harmless(&hit.place())), marked(hit)));
        line(text, &format!("    {}", styled(DIM, &harmless(&source(hit)))));
    }
}

/// Words of others with control characters blanked, byte for byte: a terminal would obey them.
pub(super) fn harmless(words: &str) -> String {
    let blank = |letter: char| letter.is_control() && letter != '\n';
    words.chars().fold(String::with_capacity(words.len()), |mut shown, letter| {
        if blank(letter) {
            shown.extend(std::iter::repeat_n(' ', letter.len_utf8()));
        } else {
            shown.push(letter);
        }
        shown
    })
}

/// The excerpt with its matches marked.
pub(super) fn marked(hit: &Hit) -> String {
    let excerpt = &harmless(hit.excerpt_text());
    let mut text = String::new();
    let mut done = 0;
    for range in hit.excerpt_highlights() {
        text.push_str(&excerpt[done..range.start]);
        text.push_str(&styled(MATCH, &excerpt[range.clone()]));
        done = range.end;
    }
    text.push_str(&excerpt[done..]);
    text
}

/// The sources of a passage in the wiki's own words, and how they are known to belong.
pub(super) fn source(hit: &Hit) -> String {
    let written: Vec<&str> = hit.citations.iter().map(|citation| citation.written.as_str()).collect();
    match hit.attribution {
        Attribution::Direct => written.join("; "),
        Attribution::LaterInSection => format!("{} (cited later in this section)", written.join("; ")),
        Attribution::Uncited => "uncited in the wiki".to_owned(),
    }
}

/// The beginning of a passage, whole words.
fn opening(passage: &str) -> String {
    let shown = harmless(passage);
    let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= OTHER_CHARS {
        return flat;
    }
    let cut: String = flat.chars().take(OTHER_CHARS).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}\u{2026}")
}

fn ambiguous(text: &mut String, choices: &[Choice]) {
    line(text, "Which of these?");
    for choice in choices {
        let opening = opening(&choice.opening);
        let colon = if opening.is_empty() { "" } else { ": " };
        line(text, &format!("  \u{2022} {}{colon}{}", styled(TITLE, &harmless(&choice.title)), styled(DIM, &opening)));
    }
}

fn nothing(text: &mut String, answer: &Answer, nearest: &Nearest) {
    if let Some(page) = &nearest.not_indexed {
        let page = styled(TITLE, &harmless(page));
        line(text, &format!("That would be the page {page}, which is not in this wiki's index."));
        return;
    }
    line(text, &nothing_on(answer));
    if !nearest.year_names.is_empty() {
        labelled(text, "Nearest years", &nearest.year_names.join(", "));
    }
    if !nearest.questions.is_empty() {
        line(text, "You could ask:");
        list(text, &nearest.questions);
    }
}

fn nothing_on(answer: &Answer) -> String {
    let wiki = if answer.wiki.is_empty() { "This index" } else { &answer.wiki };
    let place = answer.topic.as_ref().map(|topic| format!(" in the article {topic}")).unwrap_or_default();
    if answer.asked.is_empty() {
        return "Ask something: a name, a year, a few words.".to_owned();
    }
    harmless(&format!("{wiki} has nothing{place} on \u{201c}{}\u{201d}.", answer.asked))
}

/// Text with its lines broken at `width` columns, within reason, where one is given.
pub(super) fn wrapped(text: &str, width: Option<usize>) -> String {
    let Some(width) = width.map(|width| width.clamp(*WIDTHS.start(), *WIDTHS.end())) else { return text.to_owned() };
    let indent = |line: &str| {
        let marker = line.trim_start();
        if line.starts_with("  \u{2022} ")
            || line.starts_with("    ")
            || (line.starts_with(' ') && marker.starts_with(|letter: char| letter.is_ascii_digit()))
        {
            "     "
        } else {
            ""
        }
    };
    let wrap = |line: &str| {
        textwrap::fill(line, textwrap::Options::new(width).subsequent_indent(indent(line)).break_words(false))
    };
    text.lines().fold(String::new(), |mut wrapped, line| {
        let _ = writeln!(wrapped, "{}", wrap(line));
        wrapped
    })
}
