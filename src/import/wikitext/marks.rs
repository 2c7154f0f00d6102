//! Marks: what expansion leaves in the text for the reader of blocks, where words would not do.
//!
//! A mark is a letter and a number between two control characters that no wiki text may hold (XML forbids them), so
//! that it is never mistaken for the wiki's words.

/// Begins a mark.
pub(super) const START: char = '\u{1}';
/// Ends a mark.
pub(super) const END: char = '\u{2}';

/// What a mark stands for; the numbers are places in [`super::expand::Expanded`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Words that hold no markup.
    Plain(usize),
    /// Lines that are shown as they are.
    Verbatim(usize),
    /// A note is referred to.
    Note(usize),
    /// Facts of an infobox.
    Facts(usize),
    /// What an infobox template shows begins.
    InfoboxStart(usize),
    InfoboxEnd,
    /// What a quote template shows begins.
    QuoteStart,
    QuoteEnd,
    /// What a template names as the source of the words it gives.
    Source(usize),
    /// The words of a link begin.
    LinkStart(usize),
    LinkEnd,
    /// A link to the page's counterpart in another language.
    Language(usize),
}

impl Mark {
    pub(super) fn push_to(self, text: &mut String) {
        let (letter, number) = match self {
            Mark::Plain(at) => ('p', at),
            Mark::Verbatim(at) => ('v', at),
            Mark::Note(at) => ('n', at),
            Mark::Facts(at) => ('f', at),
            Mark::InfoboxStart(at) => ('I', at),
            Mark::InfoboxEnd => ('i', 0),
            Mark::QuoteStart => ('Q', 0),
            Mark::QuoteEnd => ('q', 0),
            Mark::Source(at) => ('s', at),
            Mark::LinkStart(at) => ('L', at),
            Mark::LinkEnd => ('l', 0),
            Mark::Language(at) => ('o', at),
        };
        text.push(START);
        text.push(letter);
        text.push_str(&number.to_string());
        text.push(END);
    }

    /// The mark as it is written.
    pub(super) fn written(self) -> String {
        let mut text = String::new();
        self.push_to(&mut text);
        text
    }

    /// The mark that a text begins with, and its length in bytes.
    pub(super) fn at(text: &str) -> Option<(Mark, usize)> {
        let rest = text.strip_prefix(START)?;
        let end = rest.bytes().take(24).position(|byte| byte == b'\x02')?;
        let inside = &rest[..end];
        let letter = inside.chars().next()?;
        let number = inside[letter.len_utf8()..].parse().ok()?;
        let mark = match letter {
            'p' => Mark::Plain(number),
            'v' => Mark::Verbatim(number),
            'n' => Mark::Note(number),
            'f' => Mark::Facts(number),
            'I' => Mark::InfoboxStart(number),
            'i' => Mark::InfoboxEnd,
            'Q' => Mark::QuoteStart,
            'q' => Mark::QuoteEnd,
            's' => Mark::Source(number),
            'L' => Mark::LinkStart(number),
            'l' => Mark::LinkEnd,
            'o' => Mark::Language(number),
            _ => return None,
        };
        Some((mark, end + 2))
    }
}

/// A text without control characters that no wiki text may hold; borrowed where it has none.
pub(super) fn without_controls(text: &str) -> std::borrow::Cow<'_, str> {
    let is_control = |letter: char| letter < ' ' && !matches!(letter, '\n' | '\t');
    if text.contains(is_control) {
        std::borrow::Cow::Owned(text.chars().filter(|letter| !is_control(*letter)).collect())
    } else {
        std::borrow::Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        for mark in [Mark::Note(12), Mark::LinkEnd, Mark::InfoboxStart(0)] {
            let text = mark.written();
            assert_eq!(Mark::at(&format!("{text}É")), Some((mark, text.len())));
        }
        assert_eq!(Mark::at("n12"), None);
        assert_eq!(Mark::at("\u{1}É\u{2}"), None);
        assert_eq!(without_controls("a\u{1}b\r\nc"), "ab\nc");
    }
}
