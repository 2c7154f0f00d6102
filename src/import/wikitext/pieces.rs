//! Wikitext to pieces: where templates, parameters and extension tags begin and end, and what stands between.
//!
//! Braces are matched as `MediaWiki`'s preprocessor does it
//! (<https://www.mediawiki.org/wiki/Preprocessor_ABNF>): innermost first, three before two, and never across a link
//! that is still open. The pieces are one flat list in the text's order, each opening brace knowing where its pair
//! ends; so no nesting, however deep, needs a stack of calls, and reading takes time proportional to the text.

use std::ops::Range;

use super::tags::{TagName, attributes_end, extension_tag, find_ignoring_case};

/// A wikitext cut into pieces.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) text: String,
    pub(super) list: Vec<Piece>,
}

/// A piece of wikitext; ranges are bytes of the whole text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Words and all markup that is not expanded.
    Text(Range<usize>),
    /// Opening braces that no closing ones match: that many.
    Braces(usize),
    /// The opening braces of a pair; the number is that of the piece [`Piece::Close`].
    Open(Pair, usize),
    Close,
    /// A bar between the parts of a pair; a letter like any other outside one.
    Bar,
    /// The first equals sign of a part of a pair.
    Equals,
    /// An extension tag with its attributes and what stands between it and its closing tag, if it has one.
    Tag {
        name: TagName,
        attributes: Range<usize>,
        inner: Option<Range<usize>>,
    },
}

/// What a pair of braces is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pair {
    /// `{{name|part|part}}`
    Template,
    /// `{{{name|default}}}`
    Parameter,
}

/// From which side a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// As a page of its own: what stands between `includeonly` is not shown.
    Page,
    /// As a template put into a page: what stands between `noinclude` is not shown, and where there is `onlyinclude`
    /// only what stands between that.
    Included,
}

/// Cuts a text into pieces.
pub(super) fn pieces_of(text: &str, side: Side) -> Pieces {
    let text = match side {
        Side::Included => only_included(text).unwrap_or_else(|| text.to_owned()),
        Side::Page => text.to_owned(),
    };
    let mut cutter = Cutter::new(&text, side);
    cutter.cut();
    let list = cutter.list;
    Pieces { text, list }
}

/// What stands between `onlyinclude` tags, where there are any.
fn only_included(text: &str) -> Option<String> {
    const OPEN: &str = "<onlyinclude>";
    const CLOSE: &str = "</onlyinclude>";
    let mut rest = &text[find_ignoring_case(text, OPEN)? + OPEN.len()..];
    let mut included = String::new();
    loop {
        let Some(end) = find_ignoring_case(rest, CLOSE) else {
            included.push_str(rest);
            return Some(included);
        };
        included.push_str(&rest[..end]);
        rest = &rest[end + CLOSE.len()..];
        let Some(next) = find_ignoring_case(rest, OPEN) else { return Some(included) };
        rest = &rest[next + OPEN.len()..];
    }
}

/// An open construct.
enum Frame {
    /// Braces: the piece that counts those left over, the place for the next pair, and how many are unmatched.
    Braces { count_at: usize, slot: usize, left: usize, has_bar: bool, has_equals: bool },
    /// Brackets of a link, and how many are unmatched.
    Brackets { left: usize },
}

struct Cutter<'text> {
    text: &'text str,
    side: Side,
    list: Vec<Piece>,
    open: Vec<Frame>,
    /// Where the text begins that is not in the list yet.
    pending: usize,
    /// Extension tags that are closed nowhere from here on.
    never_closed: Vec<TagName>,
    /// Whether no tag ends from here on.
    no_more_ends: bool,
}

impl<'text> Cutter<'text> {
    fn new(text: &'text str, side: Side) -> Self {
        Cutter {
            text,
            side,
            list: Vec::new(),
            open: Vec::new(),
            pending: 0,
            never_closed: Vec::new(),
            no_more_ends: false,
        }
    }

    fn cut(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(step) =
            bytes[at..].iter().position(|byte| matches!(byte, b'{' | b'}' | b'[' | b']' | b'|' | b'=' | b'<'))
        {
            at += step;
            at = match bytes[at] {
                b'{' => self.opening_braces(at),
                b'}' => self.closing_braces(at),
                b'[' => self.opening_brackets(at),
                b']' => self.closing_brackets(at),
                b'<' => self.angle(at),
                mark => self.part_mark(at, mark),
            };
        }
        self.flush(self.text.len());
    }

    /// Puts the text up to `end` into the list.
    fn flush(&mut self, end: usize) {
        if self.pending < end {
            self.list.push(Piece::Text(self.pending..end));
        }
        self.pending = self.pending.max(end);
    }

    /// How many of one byte follow one another from `at`.
    fn run_at(&self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        bytes.iter().take_while(|byte| **byte == bytes[0]).count()
    }

    fn opening_braces(&mut self, at: usize) -> usize {
        let count = self.run_at(at);
        let end = at + count;
        // `{|` begins a table, also where a brace stands before it.
        if count >= 2 {
            self.flush(at);
            self.pending = end;
            let count_at = self.list.len();
            self.list.push(Piece::Braces(count));
            let slots = count / 2;
            self.list.extend(std::iter::repeat_n(Piece::Braces(0), slots));
            let slot = count_at + slots;
            self.open.push(Frame::Braces { count_at, slot, left: count, has_bar: false, has_equals: false });
        }
        end
    }

    fn closing_braces(&mut self, at: usize) -> usize {
        let mut left = self.run_at(at);
        let end = at + left;
        self.flush(at);
        while left >= 2 {
            let Some(Frame::Braces { count_at, slot, left: opened, has_bar, has_equals }) = self.open.last_mut() else {
                break;
            };
            let matched = left.min(*opened).min(3);
            let pair = if matched == 3 { Pair::Parameter } else { Pair::Template };
            let close = self.list.len();
            self.list[*slot] = Piece::Open(pair, close);
            *slot -= 1;
            *opened -= matched;
            (*has_bar, *has_equals) = (false, false);
            self.list[*count_at] = Piece::Braces(*opened);
            let is_spent = *opened < 2;
            self.list.push(Piece::Close);
            left -= matched;
            if is_spent {
                self.open.pop();
            }
        }
        self.pending = end - left;
        end
    }

    fn opening_brackets(&mut self, at: usize) -> usize {
        let left = self.run_at(at);
        if left >= 2 {
            self.open.push(Frame::Brackets { left });
        }
        at + left
    }

    fn closing_brackets(&mut self, at: usize) -> usize {
        let count = self.run_at(at);
        let mut closing = count;
        while closing >= 2
            && let Some(Frame::Brackets { left }) = self.open.last_mut()
        {
            *left -= 2;
            closing -= 2;
            if *left < 2 {
                self.open.pop();
            }
        }
        at + count
    }

    /// A bar or an equals sign: a mark of its own where it parts a pair.
    fn part_mark(&mut self, at: usize, mark: u8) -> usize {
        let Some(Frame::Braces { has_bar, has_equals, .. }) = self.open.last_mut() else { return at + 1 };
        let piece = match mark {
            b'|' => {
                (*has_bar, *has_equals) = (true, false);
                Piece::Bar
            }
            _ if *has_bar && !*has_equals => {
                *has_equals = true;
                Piece::Equals
            }
            _ => return at + 1,
        };
        self.flush(at);
        self.pending = at + 1;
        self.list.push(piece);
        at + 1
    }

    /// A comment, an extension tag, or any other angle bracket, which is left to stand.
    fn angle(&mut self, at: usize) -> usize {
        if self.text[at..].starts_with("<!--") {
            return self.comment(at);
        }
        let Some((name, is_closing)) = extension_tag(&self.text[at..]) else { return at + 1 };
        if is_closing {
            // Of the tags that say what is included, what is left of a pair is dropped; any other is text.
            return if name.is_inclusion() { self.drop_tag(at) } else { at + 1 };
        }
        self.tag(at, name)
    }

    /// Drops a comment, and the line break after it where it has a line of its own.
    fn comment(&mut self, at: usize) -> usize {
        let end = self.text[at + 4..].find("-->").map_or(self.text.len(), |found| at + 4 + found + 3);
        let before = self.text[..at].trim_end_matches([' ', '\t']);
        let after = self.text[end..].trim_start_matches([' ', '\t']);
        let has_own_line =
            (before.is_empty() || before.ends_with('\n')) && after.starts_with('\n') && before.len() >= self.pending;
        let (start, next) = if has_own_line { (before.len(), self.text.len() - after.len() + 1) } else { (at, end) };
        self.flush(start);
        self.pending = next;
        next
    }

    fn tag(&mut self, at: usize, name: TagName) -> usize {
        let inside = at + 1 + name.as_str().len();
        let Some(end) = self.end_of_tag(inside) else { return at + 1 };
        if self.skips_tag_only(name) {
            return self.drop_tag(at);
        }
        if self.text[..end].ends_with('/') {
            self.flush(at);
            self.list.push(Piece::Tag { name, attributes: inside..end - 1, inner: None });
            self.pending = end + 1;
            return end + 1;
        }
        let Some((inner_end, next)) = self.closing_tag(end + 1, name) else { return at + 1 };
        self.flush(at);
        self.pending = next;
        if !name.is_inclusion() {
            self.list.push(Piece::Tag { name, attributes: inside..end, inner: Some(end + 1..inner_end) });
        }
        next
    }

    /// Whether of this tag only the tag goes and what it holds stays, seen from this side.
    fn skips_tag_only(&self, name: TagName) -> bool {
        match self.side {
            Side::Page => matches!(name, TagName::NoInclude | TagName::OnlyInclude),
            Side::Included => matches!(name, TagName::IncludeOnly | TagName::OnlyInclude),
        }
    }

    fn drop_tag(&mut self, at: usize) -> usize {
        let Some(end) = self.end_of_tag(at) else { return at + 1 };
        self.flush(at);
        self.pending = end + 1;
        end + 1
    }

    /// Where the tag ends that goes on at `from`: the place of its `>`.
    fn end_of_tag(&mut self, from: usize) -> Option<usize> {
        if self.no_more_ends {
            return None;
        }
        let end = attributes_end(&self.text[from..]).map(|end| from + end);
        self.no_more_ends = end.is_none();
        end
    }

    /// Where the closing tag begins and ends. A tag of inclusion that is never closed holds the rest of the text.
    fn closing_tag(&mut self, from: usize, name: TagName) -> Option<(usize, usize)> {
        if !self.never_closed.contains(&name) {
            let closing = format!("</{}", name.as_str());
            let mut at = from;
            while let Some(found) = find_ignoring_case(&self.text[at..], &closing) {
                let start = at + found;
                let after = self.text[start + closing.len()..].trim_start();
                if after.starts_with('>') {
                    return Some((start, self.text.len() - after.len() + 1));
                }
                at = start + closing.len();
            }
            self.never_closed.push(name);
        }
        name.is_inclusion().then_some((self.text.len(), self.text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as one line: pairs in angle brackets, bars and equals signs that part as they are.
    fn cut(text: &str) -> String {
        shown(&pieces_of(text, Side::Page))
    }

    fn shown(pieces: &Pieces) -> String {
        let one = |piece: &Piece| match piece {
            Piece::Text(range) => pieces.text[range.clone()].to_owned(),
            Piece::Braces(count) => "{".repeat(*count),
            Piece::Open(Pair::Template, _) => "<T:".into(),
            Piece::Open(Pair::Parameter, _) => "<P:".into(),
            Piece::Close => ">".into(),
            Piece::Bar => "¦".into(),
            Piece::Equals => "≈".into(),
            Piece::Tag { name, inner, .. } => {
                format!("<{}~{}>", name.as_str(), inner.clone().map_or("", |inner| &pieces.text[inner]))
            }
        };
        pieces.list.iter().map(one).collect()
    }

    #[test]
    fn braces_are_matched_innermost_first_and_three_before_two() {
        assert_eq!(cut("É {{a|b=c=d|[[e|f]]}} g|h=i"), "É <T:a¦b≈c=d¦[[e|f]]> g|h=i");
        assert_eq!(cut("{{{1|{{x}}}}}"), "<P:1¦<T:x>>");
        assert_eq!(cut("{{{{{1}}}}}"), "<T:<P:1>>");
        assert_eq!(cut("{{{{x}}}}"), "{<P:x>}");
        assert_eq!(cut("{{{x}}"), "{<T:x>");
        assert_eq!(cut("{{x}}}"), "<T:x>}");
        assert_eq!(cut("{{a|{{b|c}}"), "{{a¦<T:b¦c>");
        assert_eq!(cut("{{a|[[b|c}}"), "{{a¦[[b|c}}");
    }

    #[test]
    fn comments_go_with_the_line_they_have_for_themselves() {
        assert_eq!(cut("a<!-- {{ -->b"), "ab");
        assert_eq!(cut("a\n <!-- x --> \nb"), "a\nb");
        assert_eq!(cut("a\n<!-- x --> b"), "a\n b");
        assert_eq!(cut("a <!-- never closed"), "a ");
    }

    #[test]
    fn extension_tags_keep_what_they_hold_unread() {
        assert_eq!(cut("a<ref name=x>{{b}}</ref >c"), "a<ref~{{b}}>c");
        assert_eq!(cut("a<REF name='y' />b"), "a<ref~>b");
        assert_eq!(cut("<nowiki>{{a}}</nowiki>{{b}}"), "<nowiki~{{a}}><T:b>");
        assert_eq!(cut("<ref>{{a}}"), "<ref><T:a>");
        assert_eq!(cut("<refuse>{{a}}</ref>"), "<refuse><T:a></ref>");
    }

    #[test]
    fn what_is_included_depends_on_the_side() {
        let text = "a<noinclude>b</noinclude><includeonly>c</includeonly>";
        assert_eq!(cut(text), "ab");
        assert_eq!(shown(&pieces_of(text, Side::Included)), "ac");
        assert_eq!(shown(&pieces_of("a<onlyinclude>b</onlyinclude>c", Side::Included)), "b");
        assert_eq!(shown(&pieces_of("a<noinclude>b", Side::Included)), "a");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_without_losing_a_pair(text in "(\\{\\{|\\}\\}|\\{|\\}|\\[\\[|\\]\\]|\\||=|<ref>|</ref>|<!--|-->|É|a){0,24}") {
            let pieces = pieces_of(&text, Side::Page);
            for (at, piece) in pieces.list.iter().enumerate() {
                if let Piece::Open(_, close) = piece {
                    proptest::prop_assert!(*close > at);
                    proptest::prop_assert_eq!(&pieces.list[*close], &Piece::Close);
                }
            }
        }
    }
}
