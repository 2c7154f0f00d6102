//! The text of a page to a tree, as browsers read it, but within bounds.
//!
//! The parser follows the HTML standard, which sets no bounds: a tag is held against every element that it stands in,
//! an attribute against every other of its tag, and bold or italics left open begin anew in every paragraph. A page
//! made to hurt would take time and memory out of all proportion. So tags pass a gate on their way to the tree, and a
//! page with an endless tag is refused.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{Tracer, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};
use scraper::{Html, HtmlTreeSink};

use super::attributes::{MAX_ATTRIBUTES, has_endless_tag};

/// The longest page, in bytes; the longest of Wikipedia are some ten megabytes.
const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The most elements that an element may stand in. Tags that would go deeper are passed over and their words stay.
/// Browsers stop at 512 (`kMaximumHTMLParserDOMTreeDepth` of Chromium); articles need some forty.
const MAX_DEPTH: usize = 256;

/// The most elements that one tag may open: a cell of a table may bring its row, the table's body and the page's.
const MAX_OPENED_AT_ONCE: usize = 4;

/// Parses a page.
pub(super) fn tree_of(text: &str) -> Result<Html, String> {
    if text.len() > MAX_BYTES {
        return Err(format!("the page is longer than {MAX_BYTES} bytes; save the article alone"));
    }
    if has_endless_tag(text) {
        return Err(format!("a tag has more than {MAX_ATTRIBUTES} attributes; save the page anew"));
    }
    let builder = TreeBuilder::new(HtmlTreeSink::new(Html::new_document()), TreeBuilderOpts::default());
    let tokenizer = Tokenizer::new(Gate::before(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    // It pauses for scripts to be run and for encodings, of which the text has neither.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    Ok(tokenizer.sink.builder.sink.finish())
}

type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// Lets the tags through that keep the tree small.
struct Gate {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    /// No fewer than the elements that are open.
    depth: Cell<usize>,
    /// How many start tags of a name were passed over; as many end tags are.
    passed_over: RefCell<HashMap<LocalName, usize>>,
    /// Which of the tags of the page itself have been met; another would only bring more attributes.
    has_html: Cell<bool>,
    has_body: Cell<bool>,
}

impl Gate {
    fn before(builder: TreeBuilder<Handle, HtmlTreeSink>) -> Gate {
        Gate {
            builder,
            depth: Cell::new(0),
            passed_over: RefCell::default(),
            has_html: Cell::default(),
            has_body: Cell::default(),
        }
    }

    fn lets_through(&self, tag: &Tag) -> bool {
        match (tag.kind, &*tag.name) {
            (TagKind::StartTag, "html") => !self.has_html.replace(true),
            (TagKind::StartTag, "body") => !self.has_body.replace(true),
            (TagKind::StartTag, name) => is_empty_element(name) || self.has_room_for(&tag.name),
            (TagKind::EndTag, _) => !self.was_passed_over(&tag.name),
        }
    }

    /// Whether an element may be opened; it is taken to be.
    fn has_room_for(&self, name: &LocalName) -> bool {
        // What holds no tags is let deeper, lest its text be read as some.
        let room = if holds_no_tags(name) { MAX_DEPTH + MAX_OPENED_AT_ONCE } else { MAX_DEPTH };
        if self.depth.get() >= room {
            let open = OpenElements::default();
            self.builder.trace_handles(&open);
            self.depth.set(open.0.get());
        }
        let has_room = self.depth.get() < room;
        if has_room {
            self.depth.update(|depth| depth + MAX_OPENED_AT_ONCE);
        } else {
            *self.passed_over.borrow_mut().entry(name.clone()).or_default() += 1;
        }
        has_room
    }

    /// Whether this end tag closes an element that was never opened.
    fn was_passed_over(&self, name: &LocalName) -> bool {
        let mut passed_over = self.passed_over.borrow_mut();
        let Some(count) = passed_over.get_mut(name).filter(|count| **count > 0) else { return false };
        *count -= 1;
        true
    }
}

impl TokenSink for Gate {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        let token = match token {
            Token::TagToken(tag) => {
                let tag = Tag { name: tame_name(tag.name), ..tag };
                if !self.lets_through(&tag) {
                    return TokenSinkResult::Continue;
                }
                Token::TagToken(tag)
            }
            token => token,
        };
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what the builder holds on to: the open elements and a few more.
#[derive(Default)]
struct OpenElements(Cell<usize>);

impl Tracer for OpenElements {
    type Handle = Handle;

    fn trace_handle(&self, _: &Handle) {
        self.0.update(|count| count + 1);
    }
}

/// The name by which an element is known in the tree. What the standard calls formatting elements are opened anew in
/// every paragraph that they are left open in; in the tree they are plain ones: `var` where they mean italics, `span`
/// with the same attributes where not (<https://html.spec.whatwg.org/multipage/parsing.html#formatting>).
fn tame_name(name: LocalName) -> LocalName {
    match &*name {
        "i" | "em" => LocalName::from("var"),
        "a" | "b" | "big" | "code" | "font" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u" => {
            LocalName::from("span")
        }
        _ => name,
    }
}

/// Whether elements of this name hold nothing and so need no room
/// (<https://html.spec.whatwg.org/multipage/syntax.html#void-elements>).
fn is_empty_element(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether tags are text within elements of this name.
fn holds_no_tags(name: &str) -> bool {
    matches!(name, "iframe" | "noembed" | "noframes" | "noscript" | "script" | "style" | "textarea" | "title" | "xmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a page and how many nodes its tree has.
    fn parsed(text: &str) -> (String, usize) {
        let document = tree_of(text).unwrap();
        let words = document.tree.root().descendants().filter_map(|node| node.value().as_text());
        (words.map(|words| words.text.to_string()).collect(), document.tree.nodes().count())
    }

    #[test]
    fn tags_without_end_keep_their_words_and_make_a_small_tree() {
        for opening in [
            "<div>",
            "<span>",
            "<b>",
            "<i id=x>",
            "<a>",
            "<p>",
            "<li>",
            "<table>",
            "<td>",
            "<ul><li>",
            "<svg>",
            "<template>",
            "<select>",
            "<math><mi>",
            "<font color=x>",
            "<button>",
            "<dl><dd>",
            "<blockquote>",
            "<h2>",
            "<object>",
            "<body a>",
        ] {
            let count = 10_000;
            let (words, nodes) = parsed(&format!("{}Élan", opening.repeat(count)));
            assert!(words.contains("Élan"), "{opening}");
            assert!(nodes <= 4 * count + 10, "{opening}: {nodes} nodes");
        }
    }

    #[test]
    fn formatting_left_open_is_not_made_anew_in_every_paragraph() {
        let open: String = (0..200).fold(String::new(), |open, number| format!("{open}<b id={number}>"));
        let (words, nodes) = parsed(&format!("{open}{}", "<p>Kor".repeat(5_000)));
        assert_eq!(words.len(), 3 * 5_000);
        assert!(nodes < 20_000, "{nodes} nodes");
    }

    #[test]
    fn elements_too_deep_close_like_others() {
        let deep = 1000;
        let text = format!("{}Élan{}<p>Kor</p>", "<div>".repeat(deep), "</div>".repeat(deep));
        let document = tree_of(&text).unwrap();
        let last = document.tree.root().descendants().last().unwrap();
        assert!(last.value().as_text().is_some_and(|words| &**words == "Kor"));
        assert_eq!(last.ancestors().count(), 4, "a paragraph of the body");
    }

    #[test]
    fn tags_are_no_tags_within_scripts() {
        assert_eq!(parsed("<script>if (a<b) x('<p>')</script>Kor").0, "if (a<b) x('<p>')Kor");
        let deep = format!("{}<style><p></style>Kor", "<div>".repeat(1000));
        assert_eq!(parsed(&deep).0, "<p>Kor");
    }

    #[test]
    fn a_page_with_an_endless_tag_is_refused() {
        let attributes: String = " a".repeat(MAX_ATTRIBUTES as usize + 2);
        assert!(tree_of(&format!("<p{attributes}>Kor</p>")).unwrap_err().contains("attributes"));
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_tree(
            text in "(<|>|</|/>|<!--|-->|<!doctype |<!\\[CDATA\\[|&|&amp|;|=|\"|'| |a|table|td|tr|svg|math|mi|p|select|template|frameset|form|body|html|script|style|\\PC){0,40}"
        ) {
            tree_of(&text).unwrap();
        }
    }
}
