//! Discord's markdown once more, read apart from the program as a second pair of eyes: what a text shows, and which of its
//! marks are at work.
//!
//! Where clients are known to differ, a mark counts as at work. Source: Discord's "Markdown Text 101", the message formatting
//! table (<https://docs.discord.com/developers/reference#message-formatting>), and for the order in which marks are tried
//! the rules of `discord-markdown` by Sitecore (`brussell98/discord-markdown` on GitHub).

use serde_json::Value;

/// What a text shows.
#[derive(Debug, Default)]
pub struct Shown {
    /// The letters that are left to see.
    pub visible: String,
    /// The marks at work, outermost first.
    pub marks: Vec<Mark>,
}

/// A mark at work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it does.
    pub kind: Kind,
    /// What stands inside, as written; of a link its address.
    pub inside: String,
}

/// What marks do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Heading,
    Small,
    Quote,
    Entry,
    CodeBlock,
    Code,
    Bold,
    Italic,
    Underline,
    Strike,
    Spoiler,
    /// Words that lead to an address.
    Link,
    /// An address that leads to itself.
    Address,
    /// A person, a role, a channel, a command, a time, a place in the server, everyone.
    Mention,
    Emoji,
}

/// Reads a text.
pub fn read(text: &str) -> Shown {
    let mut shown = Shown::default();
    shown.run(text, true);
    shown
}

/// The texts of a message in which marks are read, without the blur around the whole of a plain one.
pub fn texts_of(message: &Value) -> Vec<&str> {
    fn below<'message>(value: &'message Value, texts: &mut Vec<&'message str>) {
        match value {
            Value::Object(fields) => {
                texts.extend(fields.get("content").and_then(Value::as_str));
                fields.values().for_each(|value| below(value, texts));
            }
            Value::Array(values) => values.iter().for_each(|value| below(value, texts)),
            _ => {}
        }
    }
    fn without_blur(text: &str) -> &str {
        text.strip_prefix("||").and_then(|text| text.strip_suffix("||")).unwrap_or(text)
    }
    let mut texts = Vec::new();
    below(message, &mut texts);
    texts.into_iter().map(|text| if message_is_plain(message) { without_blur(text) } else { text }).collect()
}

/// Whether a message, or a reply that brings one, is plain text.
fn message_is_plain(message: &Value) -> bool {
    message["content"].is_string() || message["data"]["content"].is_string()
}

/// Panics where a mark is at work in a message that the bot itself never sets.
pub fn check_marks(message: &Value) {
    use Kind::{Address, Bold, Code, Entry, Heading, Link, Small};
    for text in texts_of(message) {
        for mark in read(text).marks {
            let is_ours = matches!(mark.kind, Heading | Small | Entry | Bold | Link | Address | Code);
            assert!(is_ours, "{mark:?} is at work in {text:?}");
        }
    }
}

/// The marks in pairs, in the order in which they are tried.
const PAIRS: [(&str, Kind); 6] = [
    ("**", Kind::Bold),
    ("__", Kind::Underline),
    ("~~", Kind::Strike),
    ("||", Kind::Spoiler),
    ("*", Kind::Italic),
    ("_", Kind::Italic),
];

impl Shown {
    fn run(&mut self, text: &str, mut line_start: bool) {
        let mut at = 0;
        while at < text.len() {
            let (rest, before) = (&text[at..], text[..at].chars().next_back());
            let used = self.step(rest, before, line_start);
            line_start = text[..at + used].ends_with('\n')
                || line_start && text[at..at + used].chars().all(|letter| letter == ' ');
            at += used;
        }
    }

    /// Reads what begins here; how many bytes that were.
    fn step(&mut self, rest: &str, before: Option<char>, line_start: bool) -> usize {
        let block = if line_start { self.block(rest) } else { None };
        block
            .or_else(|| self.code(rest))
            .or_else(|| self.escape(rest))
            .or_else(|| self.angle(rest))
            .or_else(|| self.address(rest, before))
            .or_else(|| self.link(rest))
            .or_else(|| self.pair(rest, before))
            .or_else(|| self.word(rest))
            .unwrap_or_else(|| {
                let letter = rest.chars().next().unwrap();
                self.visible.push(letter);
                letter.len_utf8()
            })
    }

    fn note(&mut self, kind: Kind, inside: &str) {
        self.marks.push(Mark { kind, inside: inside.to_owned() });
    }

    /// A heading, small print, a quote or an entry of a list.
    fn block(&mut self, rest: &str) -> Option<usize> {
        let line = rest.split('\n').next().unwrap();
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let numbered = if digits > 0 && line[digits..].starts_with(['.', ')']) { digits + 1 } else { 0 };
        let hashes = line.chars().take_while(|letter| *letter == '#').count();
        let (kind, mark) = match line {
            _ if (1..=3).contains(&hashes) => (Kind::Heading, hashes),
            _ if line.starts_with("-#") => (Kind::Small, 2),
            _ if line.starts_with(">>>") => (Kind::Quote, 3),
            _ if line.starts_with('>') => (Kind::Quote, 1),
            _ if line.starts_with(['-', '*', '+']) => (Kind::Entry, 1),
            _ if numbered > 0 => (Kind::Entry, numbered),
            _ => return None,
        };
        let inside = line[mark..].strip_prefix(char::is_whitespace)?;
        self.note(kind, inside);
        // What a quote or an entry holds begins a line of its own.
        self.run(inside, true);
        Some(line.len())
    }

    fn code(&mut self, rest: &str) -> Option<usize> {
        let ticks = rest.chars().take_while(|letter| *letter == '`').count();
        let (kind, fence) = match ticks {
            0 => return None,
            1 | 2 => (Kind::Code, &rest[..ticks]),
            _ => (Kind::CodeBlock, "```"),
        };
        let inside = &rest[fence.len()..];
        let end = inside.find(fence).filter(|end| *end > 0)?;
        self.note(kind, &inside[..end]);
        self.visible.push_str(&inside[..end]);
        Some(end + 2 * fence.len())
    }

    fn escape(&mut self, rest: &str) -> Option<usize> {
        let letter = rest.strip_prefix('\\')?.chars().next()?;
        let escapes = !letter.is_ascii_alphanumeric() && !letter.is_whitespace();
        escapes.then(|| {
            self.visible.push(letter);
            1 + letter.len_utf8()
        })
    }

    /// What stands between `<` and `>`.
    fn angle(&mut self, rest: &str) -> Option<usize> {
        let inside = rest.strip_prefix('<')?;
        let inside = &inside[..inside.find('>')?];
        let begins = |marks: &[&str]| marks.iter().any(|mark| inside.starts_with(mark) && inside.len() > mark.len());
        let kind = match inside {
            _ if inside.contains(char::is_whitespace) && !inside.starts_with('/') => return None,
            _ if begins(&[":", "a:"]) => Kind::Emoji,
            _ if begins(&["http://", "https://"]) => Kind::Address,
            _ if begins(&["@", "#", "t:", "/", "id:", "+"]) || inside.contains('@') => Kind::Mention,
            _ => return None,
        };
        self.note(kind, inside);
        Some(inside.len() + 2)
    }

    fn address(&mut self, rest: &str, before: Option<char>) -> Option<usize> {
        let is_address = rest.starts_with("https://") || rest.starts_with("http://");
        if !is_address || before.is_some_and(|before| before.is_ascii_alphanumeric()) {
            return None;
        }
        // JavaScript takes the byte order mark for a blank.
        let end = rest.find(|letter: char| letter.is_whitespace() || "<\u{FEFF}".contains(letter));
        let address = rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', ',', ':', ';', '"', '\'', ']']);
        let has_host = address.len() > address.find("://")? + 3;
        has_host.then(|| {
            self.note(Kind::Address, address);
            self.visible.push_str(address);
            address.len()
        })
    }

    fn link(&mut self, rest: &str) -> Option<usize> {
        let words = closing(rest.strip_prefix('[')?, "]").filter(|words| !words.is_empty())?;
        let address = rest[words.len() + 2..].strip_prefix('(')?;
        let address = &address[..address.find(')')?];
        let leads = address.trim_start_matches('<').starts_with("http") && !address.contains(char::is_whitespace);
        leads.then(|| {
            self.note(Kind::Link, address);
            self.run(words, false);
            words.len() + address.len() + 4
        })
    }

    fn pair(&mut self, rest: &str, before: Option<char>) -> Option<usize> {
        PAIRS.into_iter().find_map(|(mark, kind)| {
            let inside = closing(rest.strip_prefix(mark)?, mark).filter(|inside| !inside.is_empty())?;
            let behind = rest[2 * mark.len() + inside.len()..].chars().next();
            let touches = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let is_open = mark == "*" && inside.starts_with(char::is_whitespace)
                || mark == "_" && (touches(before) || touches(behind));
            (!is_open).then(|| {
                self.note(kind, inside);
                self.run(inside, false);
                inside.len() + 2 * mark.len()
            })
        })
    }

    /// `@everyone`, `@here` and `:emoji:`.
    fn word(&mut self, rest: &str) -> Option<usize> {
        if let Some(everyone) = ["@everyone", "@here"].into_iter().find(|word| rest.starts_with(word)) {
            self.note(Kind::Mention, everyone);
            self.visible.push_str(everyone);
            return Some(everyone.len());
        }
        let name = rest.strip_prefix(':')?.split(':').next()?;
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "_+-".contains(letter);
        let is_emoji = !name.is_empty() && name.chars().all(is_name) && rest[name.len() + 1..].starts_with(':');
        is_emoji.then(|| {
            self.note(Kind::Emoji, name);
            name.len() + 2
        })
    }
}

/// What stands before the next `mark` that is not escaped.
fn closing<'text>(text: &'text str, mark: &str) -> Option<&'text str> {
    let mut escaped = false;
    for (at, letter) in text.char_indices() {
        if !escaped && text[at..].starts_with(mark) {
            return Some(&text[..at]);
        }
        escaped = !escaped && letter == '\\';
    }
    None
}

#[test]
fn marks_at_work_are_told_from_escaped_ones() {
    let kinds = |text: &str| read(text).marks.into_iter().map(|mark| mark.kind).collect::<Vec<_>>();
    assert_eq!(kinds("### [Osa](https://a.example)\n-# **a** `b`\n- ||c||"), {
        use Kind::{Bold, Code, Entry, Heading, Link, Small, Spoiler};
        [Heading, Link, Small, Bold, Code, Entry, Spoiler]
    });
    assert_eq!(kinds("<@1> @everyone <t:1:R> </lore:1>"), [Kind::Mention; 4]);
    assert_eq!(kinds("<:a:1> :a: 1:2:3"), [Kind::Emoji; 3]);
    assert_eq!(kinds("*a* _b_ a_b_c * d *"), [Kind::Italic; 2]);
    assert_eq!(kinds(r"\# a \*\*b\*\* \<\:a\:1> \[c\]\(d) \|\|e\|\| \@everyone https\://a"), []);
    assert_eq!(read(r"\*\*Osa\*\* **came** <@1>").visible, "**Osa** came ");
}
