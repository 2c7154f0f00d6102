//! Links: each becomes its words between two marks; those that show nothing (pictures, categories, other languages) go.
//!
//! One walk over the text with a stack of open brackets: of links in one another the innermost is a link, as in
//! `MediaWiki`, and only a picture may hold others. Tags that run over a line end are put on one line on the way.

use super::marks::{Mark, START};
use super::names::normal_title;
use super::tags::tag_at;

/// Codes of languages, as links to a page's counterparts begin
/// (<https://www.mediawiki.org/wiki/Manual:Interwiki#Interlanguage_links>): those in which fan wikis are written.
const LANGUAGES: &[&str] = &[
    "af", "ar", "ast", "az", "be", "bg", "bn", "br", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et",
    "eu", "fa", "fi", "fo", "fr", "fy", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",
    "ko", "la", "lb", "lt", "lv", "mk", "ml", "mr", "ms", "nds", "nl", "nn", "no", "oc", "pl", "pt", "pt-br", "ro",
    "ru", "sco", "sh", "simple", "sk", "sl", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "tt", "uk", "ur",
    "uz", "vi", "zh", "zh-hans", "zh-hant", "zh-hk", "zh-tw", "zh-yue", "tokipona", "tlh",
];

/// How addresses of other sites begin.
const PROTOCOLS: &[&str] = &["http://", "https://", "//", "ftp://", "mailto:", "news:", "irc://"];

/// The longest target of a link, in bytes; `MediaWiki` allows titles of 255 and sections after them.
const MAX_TARGET_BYTES: usize = 600;

/// The names of the namespaces whose links show nothing, in lower case.
#[derive(Debug, Clone)]
pub(super) struct LinkSpaces {
    pub(super) files: Vec<String>,
    pub(super) categories: Vec<String>,
}

impl Default for LinkSpaces {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        LinkSpaces { files: names(&["file", "image", "media", "video"]), categories: names(&["category"]) }
    }
}

/// The text with its links resolved; `targets` gains the title that each link mark's number stands for.
pub(super) fn resolve_links(text: &str, spaces: &LinkSpaces, targets: &mut Vec<String>) -> String {
    let mut resolver = Resolver {
        spaces,
        targets,
        out: String::with_capacity(text.len() + text.len() / 8),
        open: Vec::new(),
        language_end: None,
    };
    resolver.resolve(text);
    resolver.out
}

/// The brackets of a link that is not closed yet.
struct OpenLink {
    /// Where they stand in what was written.
    at: usize,
    /// Whether there is a link inside.
    holds_link: bool,
}

struct Resolver<'site> {
    spaces: &'site LinkSpaces,
    targets: &'site mut Vec<String>,
    out: String,
    open: Vec<OpenLink>,
    /// Where the last link to another language ends in what was written: one that follows at once is shown with it.
    language_end: Option<usize>,
}

/// What a link is to be replaced by.
enum Shown<'text> {
    /// Nothing; with the white space before it or not.
    Nothing {
        trims: bool,
    },
    /// Nothing in the text; it leads to the page's counterpart in another language.
    Language(&'text str),
    Words {
        target: &'text str,
        words: &'text str,
    },
    /// It is no link.
    AsWritten,
}

impl Resolver<'_> {
    fn resolve(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut at, mut pending) = (0, 0);
        // Up to here no bracket closes on the line.
        let mut unclosed_until = 0;
        while let Some(step) = bytes[at..].iter().position(|byte| matches!(byte, b'[' | b']' | b'<')) {
            at += step;
            let doubled = bytes.get(at + 1) == Some(&bytes[at]);
            let len = match bytes[at] {
                b'<' => self.tag(text, pending, at),
                b'[' if doubled => {
                    self.out.push_str(&text[pending..at]);
                    self.open.push(OpenLink { at: self.out.len(), holds_link: false });
                    self.out.push_str("[[");
                    Some(2)
                }
                b']' if doubled => {
                    self.out.push_str(&text[pending..at]);
                    self.close();
                    Some(2)
                }
                b'[' => self.external(text, pending, at, &mut unclosed_until),
                _ => None,
            };
            at += len.unwrap_or(1);
            if len.is_some() {
                pending = at;
            }
        }
        self.out.push_str(&text[pending..]);
    }

    /// A tag, put on one line.
    fn tag(&mut self, text: &str, pending: usize, at: usize) -> Option<usize> {
        let tag = tag_at(&text[at..])?;
        self.out.push_str(&text[pending..at]);
        let written = &text[at..at + tag.len];
        if written.contains('\n') {
            self.out.push_str(&written.replace('\n', " "));
        } else {
            self.out.push_str(written);
        }
        Some(tag.len)
    }

    /// `[https://… words]` becomes its words, without words nothing.
    fn external(&mut self, text: &str, pending: usize, at: usize, unclosed_until: &mut usize) -> Option<usize> {
        let inside = &text[at + 1..];
        if at < *unclosed_until || !PROTOCOLS.iter().any(|protocol| starts_with_ignoring_case(inside, protocol)) {
            return None;
        }
        let end = inside.bytes().position(|byte| matches!(byte, b']' | b'\n'));
        let Some(end) = end.filter(|&end| inside.as_bytes()[end] == b']') else {
            *unclosed_until = at + 1 + end.unwrap_or(inside.len());
            return None;
        };
        let words = inside[..end].split_once([' ', '\t']).map_or("", |(_, words)| words.trim());
        self.out.push_str(&text[pending..at]);
        if !words.is_empty() {
            Mark::LinkStart(self.targets.len()).push_to(&mut self.out);
            self.targets.push(String::new());
            self.out.push_str(words);
            Mark::LinkEnd.push_to(&mut self.out);
        }
        Some(end + 2)
    }

    /// Closing brackets: the link that was opened last ends.
    fn close(&mut self) {
        let Some(link) = self.open.pop() else {
            self.out.push_str("]]");
            return;
        };
        let content = &self.out[link.at + 2..];
        match shown(content, link.holds_link, self.spaces) {
            Shown::Nothing { trims } => {
                self.out.truncate(link.at);
                if trims {
                    self.out.truncate(self.out.trim_end().len());
                }
            }
            Shown::Language(target) => {
                let target = target.to_owned();
                self.out.truncate(link.at);
                if let Some(last) = self.targets.last_mut().filter(|_| self.language_end == Some(link.at)) {
                    last.push_str(&target);
                } else {
                    Mark::Language(self.targets.len()).push_to(&mut self.out);
                    self.targets.push(target);
                }
                self.language_end = Some(self.out.len());
            }
            Shown::Words { target, words } => {
                let number = self.targets.len();
                self.targets.push(normal_title(target.split('#').next().unwrap_or_default()));
                let words = words.to_owned();
                self.out.truncate(link.at);
                Mark::LinkStart(number).push_to(&mut self.out);
                self.out.push_str(&words);
                Mark::LinkEnd.push_to(&mut self.out);
                if let Some(outer) = self.open.last_mut() {
                    outer.holds_link = true;
                }
            }
            Shown::AsWritten => {
                self.out.push_str("]]");
                if let Some(outer) = self.open.last_mut() {
                    outer.holds_link = true;
                }
            }
        }
    }
}

/// What the content of a link shows.
fn shown<'text>(content: &'text str, holds_link: bool, spaces: &LinkSpaces) -> Shown<'text> {
    let near = &content.as_bytes()[..content.len().min(MAX_TARGET_BYTES + 1)];
    let bar = near.iter().position(|byte| *byte == b'|');
    let target_end = bar.unwrap_or(content.len());
    let target = content.get(..target_end.min(MAX_TARGET_BYTES)).unwrap_or_default();
    let (visible, is_plain) = target.trim().strip_prefix(':').map_or((target.trim(), false), |rest| (rest, true));
    if let Some((space, _)) = visible.split_once(':').filter(|_| !is_plain) {
        let space = space.trim().to_lowercase();
        if spaces.files.contains(&space) {
            return Shown::Nothing { trims: false };
        }
        if spaces.categories.contains(&space) {
            return Shown::Nothing { trims: true };
        }
        if LANGUAGES.contains(&space.as_str()) && !holds_link && visible.len() < MAX_TARGET_BYTES {
            return Shown::Language(visible);
        }
    }
    let is_title = !visible.is_empty()
        && target_end <= MAX_TARGET_BYTES
        && !visible.contains(['\n', '[', ']', '{', '}', '<', '>', START]);
    if holds_link || !is_title {
        return Shown::AsWritten;
    }
    let words = bar.map(|bar| &content[bar + 1..]).filter(|words| !words.trim().is_empty());
    Shown::Words { target: visible, words: words.unwrap_or(visible) }
}

fn starts_with_ignoring_case(text: &str, beginning: &str) -> bool {
    text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with links as `<title>words</>`.
    fn resolved(text: &str) -> String {
        let mut targets = Vec::new();
        let mut rest = resolve_links(text, &LinkSpaces::default(), &mut targets);
        let mut shown = String::new();
        while let Some(at) = rest.find(START) {
            shown.push_str(&rest[..at]);
            let (mark, len) = Mark::at(&rest[at..]).unwrap();
            match mark {
                Mark::LinkStart(number) => shown.extend(["<", &targets[number], ">"]),
                _ => shown.push_str("</>"),
            }
            rest = rest[at + len..].to_owned();
        }
        shown + &rest
    }

    #[test]
    fn links_become_their_words() {
        assert_eq!(resolved("[[Qo'noS]]ian [[worf#Élan|the son]]"), "<Qo'noS>Qo'noS</>ian <Worf>the son</>");
        assert_eq!(resolved("[[:Category:Élan]] [[w:Kor|Kor]]"), "<Category:Élan>Category:Élan</> <W:Kor>Kor</>");
        assert_eq!(resolved("[http://x.org the page] [https://x.org] [1]"), "<>the page</>  [1]");
    }

    #[test]
    fn what_shows_nothing_goes() {
        assert_eq!(resolved("a\n[[Category:B]]\nd [[de:C|c]]"), "a\nd </>");
        assert_eq!(resolved("[[File:x.png|thumb|The [[moon]] of [http://x Élan]]]b"), "b");
        assert_eq!(resolved("[[image:x.png]]\nb"), "\nb");
    }

    #[test]
    fn what_is_no_link_stays() {
        for text in ["[[a\nb]]", "[[a", "a]]", "[[]]", "[[<b>]]", "[http://x", "[x y]"] {
            assert_eq!(resolved(text), text);
        }
        assert_eq!(resolved("[[a [[b]] c]]"), "[[a <B>b</> c]]");
    }

    #[test]
    fn a_tag_is_put_on_one_line() {
        assert_eq!(resolved("<div\nclass=a>b\nc</div>"), "<div class=a>b\nc</div>");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_resolved(text in "(\\[\\[|\\]\\]|\\[|\\]|\\||File:|:|http://x |\\n|<b|>|É|a){0,24}") {
            resolve_links(&text, &LinkSpaces::default(), &mut Vec::new());
        }
    }
}
