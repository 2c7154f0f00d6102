//! The titles that a block marks as such: by italics, by quotation marks or by a link.

use std::cmp::Reverse;
use std::ops::Range;

use super::draft::Block;
use super::titles::looks_like_title;
use super::vocabulary::quoted_spans;

/// Most words of a title; what is longer is speech.
const MAX_WORDS: usize = 25;

/// How a title is marked; those of whole works come before those of their parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// In italics, as the title of a whole work is.
    Italic,
    /// Between quotation marks, as the title of an episode, a chapter or an article is.
    Quoted,
    /// By a link to a page of the wiki.
    Linked,
    /// By a link beyond the wiki.
    LinkedBeyond,
}

/// A span of a block that is marked as a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkedTitle<'block> {
    pub(super) form: Form,
    /// Where it stands, its quotation marks included.
    pub(super) range: Range<usize>,
    /// Its words, without quotation marks and the punctuation around them.
    pub(super) words: &'block str,
}

impl MarkedTitle<'_> {
    /// Whether its words may be a title at all: begun as one, and no speech.
    pub(super) fn may_be_title(&self) -> bool {
        let begins = self.words.starts_with(|letter: char| !letter.is_lowercase());
        begins && self.words.split_whitespace().take(MAX_WORDS + 1).count() <= MAX_WORDS
    }

    /// Whether its words are written as titles are, most of them with a capital.
    pub(super) fn looks_like_title(&self) -> bool {
        self.may_be_title() && looks_like_title(self.words)
    }
}

/// The spans of a block that are marked as titles, in its order and apart. Of italics and quotation marks inside one
/// another the outer ones count; a link counts where neither does.
pub(super) fn marked_titles(block: &Block) -> Vec<MarkedTitle<'_>> {
    let italics = block.italics.iter().map(|span| (Form::Italic, span.clone()));
    let quoted = quoted_spans(&block.text).map(|span| (Form::Quoted, span));
    let marked = apart(italics.chain(quoted).collect());
    let is_free = |span: &Range<usize>| {
        let next = marked.partition_point(|(_, mark)| mark.end <= span.start);
        marked.get(next).is_none_or(|(_, mark)| mark.start >= span.end)
    };
    let linked = block.linked.iter().filter(|span| is_free(span)).map(|span| (form_of_link(block, span), span.clone()));
    let linked = apart(linked.collect());
    let mut spans = [marked, linked].concat();
    spans.sort_by_key(|(_, span)| span.start);
    spans.into_iter().filter_map(|(form, span)| title_of(&block.text, form, span)).collect()
}

/// The spans that lie in no other, by their beginning.
fn apart(mut spans: Vec<(Form, Range<usize>)>) -> Vec<(Form, Range<usize>)> {
    spans.sort_by_key(|(_, span)| (span.start, Reverse(span.end)));
    let mut end = 0;
    spans.retain(|(_, span)| {
        let is_apart = span.start >= end;
        end = end.max(span.end);
        is_apart
    });
    spans
}

fn form_of_link(block: &Block, span: &Range<usize>) -> Form {
    let is_of_wiki = block.links.binary_search_by_key(&span.start, |link| link.at).is_ok();
    if is_of_wiki { Form::Linked } else { Form::LinkedBeyond }
}

fn title_of(text: &str, form: Form, range: Range<usize>) -> Option<MarkedTitle<'_>> {
    let is_around = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '“' | '”' | '„' | '«' | '»');
    let words = text[range.clone()].trim_matches(is_around).trim_end_matches(['.', ',', ';', ':']);
    let words = words.trim_start_matches([',', ';', ':', ' ']);
    words.contains(char::is_alphanumeric).then_some(MarkedTitle { form, range, words })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::Link;
    use crate::lore::PassageKind;

    #[test]
    fn the_outer_mark_counts_and_a_link_only_where_there_is_none() {
        let mut block = Block::new(PassageKind::Footnote, "Kor, Élan's Fall. \"How Élan burst at once\" in Mogh, Kang");
        let at = |words: &str| block.text.find(words).unwrap();
        let span = |words: &str| at(words)..at(words) + words.len();
        let (italics, linked) =
            (vec![span("Élan's Fall."), span("Élan burst")], [span("Fall"), span("Mogh"), span("Kang")]);
        let link = Link { at: at("Mogh"), title: "Mogh".into() };
        (block.italics, block.linked, block.links) = (italics, linked.to_vec(), vec![link]);
        let shown: Vec<(Form, &str)> = marked_titles(&block).iter().map(|title| (title.form, title.words)).collect();
        assert_eq!(
            shown,
            [
                (Form::Italic, "Élan's Fall"),
                (Form::Quoted, "How Élan burst at once"),
                (Form::Linked, "Mogh"),
                (Form::LinkedBeyond, "Kang"),
            ]
        );
        assert!(marked_titles(&block)[0].looks_like_title() && !marked_titles(&block)[1].looks_like_title());
    }

    #[test]
    fn an_unclosed_quotation_mark_marks_nothing() {
        assert_eq!(marked_titles(&Block::new(PassageKind::Footnote, "\"Élan")), []);
    }
}
