//! The few styles of terminal output. They are dropped where the output is no terminal.

use anstyle::{AnsiColor, Style};

/// A title.
pub(super) const TITLE: Style = Style::new().bold();
/// Words that match the question.
pub(super) const MATCH: Style = AnsiColor::Yellow.on_default().bold();
/// The label of a line.
pub(super) const LABEL: Style = AnsiColor::Cyan.on_default();
/// What is less important.
pub(super) const DIM: Style = Style::new().dimmed();
/// What went wrong.
pub(super) const FAULT: Style = AnsiColor::Red.on_default();
/// What is right.
pub(super) const GOOD: Style = AnsiColor::Green.on_default();

/// A text in a style.
pub(super) fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
