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
//!
//! What stands there in a note of a vault is the vault's own: `aliases` are redirects, and of all other keys only those
//! are told that look like a slip of the pen (<https://help.obsidian.md/properties>).

use super::{MARKDOWN_ENDINGS, Trouble, has_ending, trouble};

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
    let is_note = has_ending(file, &MARKDOWN_ENDINGS);
    let Some((lines, body)) = split_off(text, is_note) else {
        return (Header::default(), text, unclosed(file, text));
    };
    let mut reader = Reader { file, is_note, header: Header::default(), troubles: Vec::new(), in_redirects: false };
    for (index, line) in lines.lines().enumerate() {
        reader.read_line(index + 2, line);
    }
    (reader.header, body, reader.troubles)
}

/// The lines between the two `---` and what follows them. `None` where the text opens with no header.
fn split_off(text: &str, is_note: bool) -> Option<(&str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut end = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let lines = &rest[..end];
            return looks_like_header(lines, is_note).then(|| (lines, &rest[end + line.len()..]));
        }
        end += line.len();
    }
    None
}

/// Two rules with prose between them are no header: its first line must be a key with a value, or there is none.
fn looks_like_header(lines: &str, is_note: bool) -> bool {
    let is_line = |line: &str| key_and_value(line).is_some() || is_note && is_property(line);
    lines.lines().map(str::trim).find(|line| !line.is_empty()).is_none_or(is_line)
}

/// Whether a line is a property of a note: "Date of birth: 2340". Its name may be in any words.
fn is_property(line: &str) -> bool {
    const MAX_WORDS: usize = 4;
    line.split_once(':').is_some_and(|(name, value)| {
        let is_name = !name.is_empty() && !name.contains('.') && name.split_whitespace().count() <= MAX_WORDS;
        is_name && (value.is_empty() || value.starts_with(' '))
    })
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

/// Whether a key is one letter away from one that is known. The short ones are too near to many a word.
fn is_slip(key: &str) -> bool {
    KEYS.iter().any(|known| known.len() > 4 && strsim::osa_distance(key, known) == 1)
}

struct Reader<'file> {
    file: &'file str,
    /// Whether the file is a note, whose header says other things as well.
    is_note: bool,
    header: Header,
    troubles: Vec<Trouble>,
    /// Whether `- a` lines still name redirects.
    in_redirects: bool,
}

impl Reader<'_> {
    fn read_line(&mut self, number: usize, line: &str) {
        // A note's property may have lines of its own.
        let is_within_property = self.is_note && line.starts_with([' ', '\t']) && !line.trim_start().starts_with('-');
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') || is_within_property {
            return;
        }
        if let Some(item) = line.strip_prefix("- ") {
            if self.in_redirects {
                self.header.redirects.extend(named(item));
            }
            return;
        }
        let Some((key, value)) = key_and_value(line) else {
            self.in_redirects = false;
            if !self.is_note {
                self.complain(number, "this header line is no `key: value`");
            }
            return;
        };
        let is_aliases = self.is_note && matches!(key.as_str(), "aliases" | "alias");
        self.in_redirects = key == "redirects" || is_aliases;
        match key.as_str() {
            "title" => self.header.title = named(value),
            "revision" => self.header.revision = named(value),
            "redirects" => self.header.redirects.extend(titles_in(value, ';')),
            _ if is_aliases => self.header.redirects.extend(titles_in(value, ',')),
            "url" => match named(value) {
                Some(url) if !(url.starts_with("https://") || url.starts_with("http://")) => {
                    self.complain(number, "`url` is no web address; it begins with `https://` or `http://`");
                }
                url => self.header.url = url,
            },
            "kind" if unquoted(value).eq_ignore_ascii_case("disambiguation") => self.header.disambiguation = true,
            _ if self.is_note && !is_slip(&key) => {}
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

/// The titles in `[a, "b, c"]`, `a; b` with this separator, or a lone `a`.
fn titles_in(value: &str, separator: char) -> Vec<String> {
    match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => split_outside_quotes(inner, ',').into_iter().filter_map(named).collect(),
        None => split_outside_quotes(value, separator).into_iter().filter_map(named).collect(),
    }
}

/// Splits at a separator, except between quotation marks. A single one opens only a whole item; elsewhere it is an
/// apostrophe.
fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let (mut open, mut at_start) = (None, true);
    let splits = |letter: char| {
        match open {
            Some(mark) if mark == letter => open = None,
            None if letter == '"' || letter == '\'' && at_start => open = Some(letter),
            _ => {}
        }
        let splits = letter == separator && open.is_none();
        at_start = splits || at_start && letter.is_whitespace();
        splits
    };
    text.split(splits).collect()
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
    fn the_header_of_a_note_names_aliases_and_what_else_the_vault_needs() {
        let text = "---\nDate of birth: 2340\naliases:\n  - Kronos\n  - \"Qo'noS, the homeworld\"\ntags: [moon, x]\n\
                    cssclasses:\n- wide\nkind: planet\nking: Kahless\nstats:\n  title: no\n  size: 3\nAlter (größer): 3\n\
                    summary: |\n  Burnt: long\n  ago\npublish: true\n---\nThe homeworld.";
        let (header, body, troubles) = read_header("a.md", text);
        assert_eq!((troubles, body), (vec![], "The homeworld."));
        assert_eq!(header.redirects, ["Kronos", "Qo'noS, the homeworld"]);
        assert_eq!((header.title, header.disambiguation), (None, false));
        let aliases = |line: &str| read_header("a.md", &format!("---\n{line}\n---\n")).0.redirects;
        assert_eq!(aliases("aliases: ['Kor, the old', Qo'noS, K'Tal]"), ["Kor, the old", "Qo'noS", "K'Tal"]);
        assert_eq!(aliases("alias: Kronos, Qo'noS"), ["Kronos", "Qo'noS"]);
        assert_eq!(aliases("aliases: []"), [""; 0]);
    }

    #[test]
    fn a_slip_of_the_pen_is_told_in_a_note_too() {
        let (header, _, troubles) = read_header("a.md", "---\ntitel: Kor\nredirect: K\nurl: ftp://x\nimage: x\n---\n");
        assert_eq!(troubles.iter().map(|trouble| trouble.line).collect::<Vec<_>>(), [2, 3, 4]);
        assert_eq!(header, Header::default());
        assert_eq!(read_header("a.txt", "---\naliases: [K]\nimage: x\n---\n").2.len(), 2);
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
