//! The header: what a person may say about an article at the very top of its file, between two `---` lines.
//!
//! ```text
//! ---
//! title: Qo'noS
//! url: https://example.org/wiki/Qo'noS
//! revision: 2026-07-01
//! redirects: [Kronos, "Qo'noS, the homeworld"]
//! kind: disambiguation
//! ---
//! ```
//!
//! Every key may be left out. An unknown one is told as a trouble and the rest is still read; a header that is never
//! closed is text.

use super::{Trouble, trouble};

/// What the header says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Header {
    pub(super) title: Option<String>,
    pub(super) url: Option<String>,
    pub(super) revision: Option<String>,
    pub(super) redirects: Vec<String>,
    pub(super) disambiguation: bool,
}

/// Takes the header off a text: what it says, the text after it, and what is wrong with it.
pub(super) fn read_header<'text>(file: &str, text: &'text str) -> (Header, &'text str, Vec<Trouble>) {
    let Some((lines, body)) = split_off(text) else {
        return (Header::default(), text, unclosed(file, text));
    };
    let mut reader = Reader { file, header: Header::default(), troubles: Vec::new(), in_redirects: false };
    for (index, line) in lines.lines().enumerate() {
        reader.read_line(index + 2, line.trim());
    }
    (reader.header, body, reader.troubles)
}

/// The lines between the two `---` and what follows them. `None` where the text opens with no header.
fn split_off(text: &str) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let lines = &rest[..end];
            return looks_like_header(lines).then(|| (lines, &rest[end + line.len()..]));
        }
        end += line.len();
    }
    None
}

/// Two rules with prose between them are no header: its first line must be a key with a value, or there is none.
fn looks_like_header(lines: &str) -> bool {
    lines.lines().map(str::trim).find(|line| !line.is_empty()).is_none_or(|line| key_and_value(line).is_some())
}

/// A trouble where a header was begun, as its first key shows, but never closed.
fn unclosed(file: &str, text: &str) -> Vec<Trouble> {
    let mut lines = text.lines();
    let begun = lines.next().is_some_and(|line| line.trim_end() == "---")
        && lines.next().and_then(key_and_value).is_some_and(|(key, _)| KEYS.contains(&key.as_str()))
        && !lines.any(|line| line.trim_end() == "---");
    if begun {
        vec![trouble(file, 1, "the header is never closed and was read as text; end it with a line `---`")]
    } else {
        Vec::new()
    }
}

const KEYS: [&str; 5] = ["title", "url", "revision", "redirects", "kind"];

struct Reader<'file> {
    file: &'file str,
    header: Header,
    troubles: Vec<Trouble>,
    /// Whether `- a` lines still name redirects.
    in_redirects: bool,
}

impl Reader<'_> {
    fn read_line(&mut self, number: usize, line: &str) {
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        if let Some(item) = line.strip_prefix("- ") {
            if self.in_redirects {
                self.header.redirects.extend(named(item));
            }
            return;
        }
        let Some((key, value)) = key_and_value(line) else {
            self.complain(number, "this header line is no `key: value`");
            return;
        };
        self.in_redirects = key == "redirects";
        match key.as_str() {
            "title" => self.header.title = named(value),
            "revision" => self.header.revision = named(value),
            "redirects" => self.header.redirects.extend(titles_in(value)),
            "url" => match named(value) {
                Some(url) if !(url.starts_with("https://") || url.starts_with("http://")) => {
                    self.complain(number, "`url` is no web address; it begins with `https://` or `http://`");
                }
                url => self.header.url = url,
            },
            "kind" if unquoted(value).eq_ignore_ascii_case("disambiguation") => self.header.disambiguation = true,
            "kind" => self.complain(number, "the only `kind` is `disambiguation`; leave it out for an article"),
            _ => {
                let known = KEYS.join("`, `");
                self.complain(number, &format!("`{key}` is not known in a header; known are `{known}`"));
            }
        }
    }

    fn complain(&mut self, line: usize, what: &str) {
        self.troubles.push(trouble(self.file, line, what));
    }
}

/// A key of one word, in lower case, and the value after its colon.
fn key_and_value(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter));
    is_key.then(|| (key.to_ascii_lowercase(), value.trim()))
}

/// The titles in `[a, "b, c"]`, `a; b` or a lone `a`.
fn titles_in(value: &str) -> Vec<String> {
    match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => split_outside_quotes(inner, ',').into_iter().filter_map(named).collect(),
        None => split_outside_quotes(value, ';').into_iter().filter_map(named).collect(),
    }
}

/// Splits at a separator, except between double quotation marks.
fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut in_quotes = false;
    text.split(move |letter| {
        in_quotes ^= letter == '"';
        letter == separator && !in_quotes
    })
    .collect()
}

/// A value without its quotation marks; `None` where nothing is left.
fn named(value: &str) -> Option<String> {
    Some(unquoted(value)).filter(|value| !value.is_empty()).map(str::to_owned)
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    inner('"').or_else(|| inner('\'')).unwrap_or(value).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_header_is_taken_off_the_text() {
        let text = "---\ntitle: \"Qo'noS\"\nurl: https://example.org/Qo'noS\nrevision: 2026-07-01\n\
                    redirects: [Kronos, \"Qo'noS, the homeworld\"]\nkind: disambiguation\n---\nThe homeworld.";
        let (header, body, troubles) = read_header("a.txt", text);
        assert_eq!(troubles, []);
        assert_eq!(body, "The homeworld.");
        assert_eq!(header.title.as_deref(), Some("Qo'noS"));
        assert_eq!(header.url.as_deref(), Some("https://example.org/Qo'noS"));
        assert_eq!(header.revision.as_deref(), Some("2026-07-01"));
        assert_eq!(header.redirects, ["Kronos", "Qo'noS, the homeworld"]);
        assert!(header.disambiguation);
    }

    #[test]
    fn redirects_may_be_parted_by_semicolons_or_stand_one_a_line() {
        let read = |lines: &str| read_header("a.md", &format!("---\n{lines}\n---\n")).0.redirects;
        assert_eq!(read("redirects: Kronos; Worf, son of Mogh"), ["Kronos", "Worf, son of Mogh"]);
        assert_eq!(
            read("redirects:\n  - Kronos\n  - 'Klinzhai'\ntitle: Qo'noS\n- no redirect"),
            ["Kronos", "Klinzhai"]
        );
    }

    #[test]
    fn faults_are_told_with_their_line_and_the_rest_is_read() {
        let text = "---\ntitel: x\nurl: ftp://x\nkind: planet\nwhat\ntitle: Rura Penthe\n---\nCold.";
        let (header, _, troubles) = read_header("a.txt", text);
        assert_eq!(troubles.iter().map(|trouble| trouble.line).collect::<Vec<_>>(), [2, 3, 4, 5]);
        assert_eq!(header.title.as_deref(), Some("Rura Penthe"));
        assert_eq!(header.url, None);
    }

    #[test]
    fn an_unclosed_header_is_text_and_two_rules_with_prose_between_them_are_no_header() {
        let text = "---\ntitle: Kang\nKang was a Klingon.";
        let (header, body, troubles) = read_header("a.txt", text);
        assert_eq!((header, body, troubles.len()), (Header::default(), text, 1));
        let text = "---\nA rule, then prose.\n---\nMore.";
        assert_eq!(read_header("a.md", text), (Header::default(), text, vec![]));
        assert_eq!(read_header("a.md", "---\n---\nMore.").1, "More.");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_body_that_ends_it(text in "(---\n)?(\\PC{0,8}|title: \"x\n|redirects: \\[a, \"b\n|\n|---\n){0,6}") {
            let (_, body, _) = read_header("a.txt", &text);
            proptest::prop_assert!(text.ends_with(body));
        }
    }
}
