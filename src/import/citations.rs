//! Lifts the citations out of a block: "(ST novel: ...)" at its end is cut off, one inside it is marked as an aside.
//!
//! Only a parenthesis that is wholly a citation is cut off: "(mirror)" and "(see Worf: below)" stay the wiki's text. Of
//! one that ends with a citation ("which was seen in the DS9 episode: ...") that end is an aside. A note may be a source
//! in other forms as well, which `note_sources` knows.

use std::ops::Range;

use super::draft::{Block, NoteMarkup};
use super::grammar::{is_only_quoted, read_citations, read_titles, read_within_prose};
use super::marked_titles::{Form, marked_titles};
use super::note_sources::{NoteSource, first_source, last_source, named_source, whole_source};
use super::source_signs::{Signs, is_led};
use super::vocabulary::{Vocabulary, quoted_spans};
use crate::lore::Citation;

/// Most bytes between the parentheses of a citation. Longer ones are prose; the bound keeps reading linear.
const MAX_BYTES: usize = 1000;

/// Most bytes after a parenthesis never closed in which a source is looked for.
const MAX_UNREAD_BYTES: usize = 200;

/// Most quoted titles that are tried at the beginning of a note.
const MAX_TRIES: usize = 8;

/// A text with its citations lifted out.
#[derive(Debug, PartialEq)]
pub(super) struct Lifted {
    /// The byte range of the text to show: without white space around it and without citations at its very end.
    pub(super) shown: Range<usize>,
    /// Citations inside the shown text, with their parentheses, as byte ranges of the whole text.
    pub(super) asides: Vec<Range<usize>>,
    /// All of them in the text's order, none twice.
    pub(super) citations: Vec<Citation>,
    /// Whether a parenthesis names a series and a kind of work but could not be read.
    pub(super) has_unread: bool,
    /// Whether a note begins with its source, or is nothing else.
    pub(super) names_source_first: bool,
    /// Whether they were found by what a note looks like rather than by the form in which the wiki cites.
    pub(super) is_by_looks: bool,
}

/// Lifts the citations out of a paragraph.
pub(super) fn lift(block: &Block, vocabulary: &Vocabulary) -> Lifted {
    let text = block.text.as_str();
    let mut lifted = lift_items(block, vocabulary);
    let mut end = lifted.shown.end;
    let is_cut = |aside: &Range<usize>, end| text[aside.start..].starts_with('(') && ends_with(&text[..end], aside.end);
    while let Some(aside) = lifted.asides.pop_if(|aside| is_cut(aside, end)) {
        end = text[..aside.start].trim_end().len();
    }
    lifted.shown = lifted.shown.start.min(end)..end;
    lifted
}

/// Lifts the citations out of a list or table. All stay where they are, each beside its item.
pub(super) fn lift_items(block: &Block, vocabulary: &Vocabulary) -> Lifted {
    let text = block.text.as_str();
    let pairs = pairs(text);
    let found = parentheses_that_cite(block, &pairs, vocabulary);
    let has_unread = found.is_empty() && has_unread_source(text, &pairs, vocabulary);
    let (asides, citations): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let citations = without_doubles(citations.into_iter().flatten());
    let end = text.trim_end().len();
    let start = text[..end].len() - text[..end].trim_start().len();
    Lifted { shown: start..end, asides, citations, has_unread, names_source_first: false, is_by_looks: false }
}

/// Lifts the citations out of a note. One that begins with its source ("ST video game: Infinite states that ...") is
/// shown whole, the source an aside; so is one that is nothing but its source.
pub(super) fn lift_note(note: &Block, markup: NoteMarkup, vocabulary: &Vocabulary) -> Lifted {
    let text = note.text.as_str();
    let mut lifted = lift(note, vocabulary);
    let start = text.len() - text.trim_start().len();
    let whole = start..text.trim_end().len().max(start);
    if lifted.shown.is_empty() && !lifted.citations.is_empty() {
        return Lifted { shown: whole.clone(), asides: vec![whole], names_source_first: true, ..lifted };
    }
    // Quoted titles may be those of articles and chapters: what stands around them tells more than they do.
    let in_form = || source_at_start(&text[whole.clone()], vocabulary);
    let is_told_by_form = markup != NoteMarkup::Source && !is_only_quoted(text);
    if let Some((end, citations)) = is_told_by_form.then(in_form).flatten() {
        return with_first(lifted, start..start + end, citations);
    }
    let by_looks = whole_source(note, markup, vocabulary).or_else(|| first_source(note, vocabulary));
    if let Some(NoteSource { range, citation }) = by_looks {
        return Lifted { shown: whole, is_by_looks: true, ..with_first(lifted, range, vec![citation]) };
    }
    if let Some((end, citations)) = in_form() {
        return with_first(lifted, start..start + end, citations);
    }
    if lifted.citations.is_empty()
        && let Some(NoteSource { range, citation }) = last_source(note, vocabulary)
    {
        lifted = Lifted { asides: vec![range], citations: vec![citation], is_by_looks: true, ..lifted };
    }
    lifted
}

/// A note with the source that it begins with before all others.
fn with_first(lifted: Lifted, source: Range<usize>, citations: Vec<Citation>) -> Lifted {
    let further = lifted.asides.into_iter().filter(|aside| aside.start >= source.end);
    // Words that follow a source are the wiki's own; the whole note is one statement about it.
    let start = source.start.min(lifted.shown.start);
    Lifted {
        shown: start..lifted.shown.end.max(source.end),
        asides: std::iter::once(source.clone()).chain(further).collect(),
        citations: without_doubles(citations.into_iter().chain(lifted.citations)),
        names_source_first: true,
        ..lifted
    }
}

/// Whether the text ends at `end`, but for punctuation.
fn ends_with(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| {
        rest.trim_matches(|letter: char| ".,;:!".contains(letter) || letter.is_whitespace()).is_empty()
    })
}

/// The outermost of these parentheses that are citations, and the citations at the end of others, in the text's order.
fn parentheses_that_cite(
    block: &Block,
    pairs: &[Range<usize>],
    vocabulary: &Vocabulary,
) -> Vec<(Range<usize>, Vec<Citation>)> {
    let text = block.text.as_str();
    let mut found: Vec<(Range<usize>, Vec<Citation>)> = Vec::new();
    for range in pairs {
        if found.last().is_some_and(|(last, _)| range.start < last.end) {
            continue;
        }
        let inside = range.start + 1..range.end - 1;
        let words = &text[inside.clone()];
        let in_form = || read_citations(words, vocabulary).filter(|_| may_cite(text, range));
        let read = italic_titles(block, range, vocabulary).or_else(in_form);
        if let Some(citations) = read.or_else(|| led_to(block, &inside, vocabulary)) {
            found.push((range.clone(), citations));
        } else if let Some((start, citations)) = read_within_prose(words, vocabulary) {
            found.push((inside.start + start..inside.end, citations));
        }
    }
    found
}

/// The works that a parenthesis names in italics, where it holds nothing else: "(''Star Trek: The Old Moon'')". After a
/// word such a parenthesis may be a gloss; after a whole sentence it is none, nor where it names a known series.
fn italic_titles(block: &Block, range: &Range<usize>, vocabulary: &Vocabulary) -> Option<Vec<Citation>> {
    let first = block.italics.partition_point(|span| span.end <= range.start);
    block.italics.get(first).filter(|span| span.end < range.end)?;
    let words = block.part(range.start + 1..range.end - 1, block.kind);
    let names_series = vocabulary.series_at(&words.text).is_some();
    let follows_stop =
        block.text[..range.start].trim_end().trim_end_matches(['"', '”']).ends_with(['.', '!', '?', '…']);
    let is_placed = follows_stop || names_series && ends_sentence(&block.text, range);
    let titles = marked_titles(&words);
    let are_titles = titles.iter().all(|title| title.looks_like_title() && title.form <= Form::Quoted);
    (is_placed && are_titles).then(|| read_titles(&words.text, &titles))?
}

/// The work that a parenthesis says something is told in: "(as seen in \"The Old Moon\")".
fn led_to(block: &Block, inside: &Range<usize>, vocabulary: &Vocabulary) -> Option<Vec<Citation>> {
    if !is_led(&block.text[inside.clone()]) {
        return None;
    }
    let words = block.part(inside.clone(), block.kind);
    let is_told = Signs::of(&words).are_led_to();
    is_told.then(|| named_source(&words, vocabulary).map(|citation| vec![citation]))?
}

/// Whether a parenthesis, closed or not, names a known series and a kind of work after it.
fn has_unread_source(text: &str, pairs: &[Range<usize>], vocabulary: &Vocabulary) -> bool {
    let mut pairs = pairs.iter().peekable();
    text.match_indices('(').any(|(open, _)| {
        let closed = pairs.next_if(|pair| pair.start == open).map(|pair| pair.end - 1);
        let end = closed.unwrap_or_else(|| floor(text, open + MAX_UNREAD_BYTES));
        vocabulary.source_in(&text[open + 1..end.max(open + 1)]).is_some()
    })
}

/// Whether quoted titles alone between parentheses are a source rather than a gloss, as in `batlh ("honour")`: they
/// follow a whole sentence or stand at the end of one and are more than one word. A code without any title is that of
/// the sentence or item that it ends, within one it is that of a title before it.
fn may_cite(text: &str, range: &Range<usize>) -> bool {
    let words = &text[range.start + 1..range.end - 1];
    let is_long = || words.trim().contains(char::is_whitespace);
    let ends = || ends_sentence(text, range);
    if is_only_quoted(words) {
        follows_sentence(text, range) || ends() && is_long()
    } else {
        words.contains(':') || ends() || text[range.end..].starts_with('\n')
    }
}

fn follows_sentence(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', '"', '”', ')', '…'])
}

fn ends_sentence(text: &str, range: &Range<usize>) -> bool {
    let after = text[range.end..].trim_start();
    after.is_empty() || after.starts_with(['.', ';', '('])
}

/// The pairs of parentheses in a text by their beginning; those too long for a citation are left out.
fn pairs(text: &str) -> Vec<Range<usize>> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => open.push(at),
            b')' => {
                if let Some(start) = open.pop().filter(|start| at - start <= MAX_BYTES) {
                    pairs.push(start..at + 1);
                }
            }
            _ => {}
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.start);
    pairs
}

/// The source that a note begins with, or wholly is: where it ends and what it cites.
fn source_at_start(text: &str, vocabulary: &Vocabulary) -> Option<(usize, Vec<Citation>)> {
    let near = &text[..floor(text, MAX_BYTES)];
    let ends =
        ends_before_verb(near, vocabulary).into_iter().chain(ends_after_quote(near)).chain(ends_of_sentence(near));
    for end in ends {
        let source = near[..end].trim_end().trim_end_matches(',').trim_end();
        if let Some(citations) = read_citations(source, vocabulary) {
            return Some((source.len(), citations));
        }
    }
    None
}

/// Where a stating verb begins, in the text's order.
fn ends_before_verb(text: &str, vocabulary: &Vocabulary) -> Vec<usize> {
    let mut at = 0;
    let words = text.split(char::is_whitespace).filter_map(|word| {
        let start = at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        vocabulary.stating_verbs.iter().any(|verb| verb == word).then_some(start)
    });
    words.take(MAX_TRIES).collect()
}

/// Where the last of the quoted titles at the beginning ends; the farthest first.
fn ends_after_quote(text: &str) -> Vec<usize> {
    let mut ends: Vec<usize> = quoted_spans(text).map(|span| span.end).take(MAX_TRIES).collect();
    ends.reverse();
    ends
}

/// Where the first sentence ends, and where the text does; a note that is one long sentence is no source.
fn ends_of_sentence(text: &str) -> Vec<usize> {
    const MAX_WORDS: usize = 15;
    let whole = text.trim_end().trim_end_matches('.').len();
    let ends = text.find(". ").into_iter().chain([whole]);
    ends.filter(|&end| text[..end].split_whitespace().count() <= MAX_WORDS).collect()
}

/// The nearest character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn without_doubles(citations: impl Iterator<Item = Citation>) -> Vec<Citation> {
    let mut seen = std::collections::HashSet::new();
    citations.filter(|citation| seen.insert(citation.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;
    use crate::lore::PassageKind;

    fn vocabulary() -> Vocabulary {
        let mut profile = Profile::generic("x");
        for (key, name) in [("ST", "Star Trek"), ("TNG", "The Next Generation"), ("DS9", "Deep Space Nine")] {
            profile.wiki.series.insert(key.into(), name.into());
        }
        Vocabulary::of(&profile)
    }

    fn block(text: &str) -> Block {
        Block::new(PassageKind::Paragraph, text)
    }

    fn lift_note(note: &Block, vocabulary: &Vocabulary) -> Lifted {
        super::lift_note(note, NoteMarkup::Words, vocabulary)
    }

    /// The text shown, its asides and the citations as written.
    fn lifted(text: &str, lift: fn(&Block, &Vocabulary) -> Lifted) -> (&str, Vec<&str>, Vec<String>) {
        let lifted = lift(&block(text), &vocabulary());
        let written = lifted.citations.into_iter().map(|citation| citation.written).collect();
        (&text[lifted.shown], lifted.asides.into_iter().map(|aside| &text[aside]).collect(), written)
    }

    #[test]
    fn a_citation_at_the_end_is_cut_off_before_or_after_the_stop() {
        let cited = vec!["ST video game: Boundless".to_owned()];
        assert_eq!(
            lifted("K'mpec mined Élan. (ST video game: Boundless)", lift),
            ("K'mpec mined Élan.", vec![], cited.clone())
        );
        assert_eq!(
            lifted("K'mpec mined Élan (ST video game: Boundless). ", lift),
            ("K'mpec mined Élan", vec![], cited)
        );
        let (shown, asides, written) = lifted("Élan fell. (TNG: \"One\") (DS9 novel: Two)", lift);
        assert_eq!((shown, asides, written.len()), ("Élan fell.", vec![], 2));
    }

    #[test]
    fn a_citation_inside_stays_and_is_an_aside() {
        let (shown, asides, written) = lifted("Élan rose (TNG: \"One\") and fell (in 2340). (DS9: \"Two\")", lift);
        assert_eq!(shown, "Élan rose (TNG: \"One\") and fell (in 2340).");
        assert_eq!(asides, ["(TNG: \"One\")"]);
        assert_eq!(written, ["TNG: \"One\"", "DS9: \"Two\""]);
        assert_eq!(lifted("He (or she (TNG: \"One\")) won.", lift).1, ["(TNG: \"One\")"]);
    }

    #[test]
    fn a_parenthesis_that_is_no_citation_stays_text() {
        for text in
            ["Kor (mirror)", "Kor (see Worf: below)", "Kor (TNG episode: ", "batlh (\"Honour\") is all.", "Kor :) (x"]
        {
            assert_eq!(lifted(text, lift), (text.trim_end(), vec![], vec![]), "{text}");
        }
        assert_eq!(lifted("He won. (\"A Moon's Son\")", lift).0, "He won.");
        assert_eq!(lifted("He won. (“Homing”)", lift).0, "He won.");
        assert_eq!(lifted("He won (\"A Moon's Son\").", lift).0, "He won");
    }

    #[test]
    fn a_citation_at_the_end_of_a_parenthesis_is_an_aside() {
        let text = "Élan fell (which was seen in the DS9 episode: \"Two\").";
        assert_eq!(lifted(text, lift), (text, vec!["DS9 episode: \"Two\""], vec!["DS9 episode: \"Two\"".to_owned()]));
        assert_eq!(lifted("Élan (see TNG: \"One\") fell.", lift).1, [""; 0]);
    }

    #[test]
    fn a_source_that_cannot_be_read_is_noticed() {
        for text in ["Élan fell. (TNG episode: \"Unclosed", "Élan (in the TNG episode: \"One\" at least) fell."] {
            assert!(lift(&block(text), &vocabulary()).has_unread, "{text}");
        }
        for text in ["Élan (TNG: \"One\") fell.", "Élan (TNG", "Élan (the novel: Kor", "The TNG episode: \"One\"", "("]
        {
            assert!(!lift(&block(text), &vocabulary()).has_unread, "{text}");
        }
    }

    #[test]
    fn citations_of_items_stay_where_they_are() {
        let list = "Élan (TNG: \"One\")\nKor (DS9 novel: Two)";
        let (shown, asides, written) = lifted(list, lift_items);
        assert_eq!((shown, asides), (list, vec!["(TNG: \"One\")", "(DS9 novel: Two)"]));
        assert_eq!(written, ["TNG: \"One\"", "DS9 novel: Two"]);
    }

    #[test]
    fn a_note_that_begins_with_its_source_is_shown_whole() {
        let cited = vec!["ST video game: Boundless".to_owned()];
        for (note, source) in [
            ("ST video game: Boundless states that 78% of Qo'noS burnt.", "ST video game: Boundless"),
            ("ST video game: Boundless", "ST video game: Boundless"),
            ("ST video game: Boundless.", "ST video game: Boundless"),
            ("ST video game: Boundless. Élan is not in it.", "ST video game: Boundless"),
            ("(ST video game: Boundless)", "(ST video game: Boundless)"),
        ] {
            assert_eq!(lifted(note, lift_note), (note, vec![source], cited.clone()), "{note}");
        }
        let note = "TNG episodes: \"One\", \"Two\", in which Worf shows Élan off. (DS9: \"Three\")";
        let (shown, asides, written) = lifted(note, lift_note);
        assert_eq!(shown, "TNG episodes: \"One\", \"Two\", in which Worf shows Élan off.");
        assert_eq!((asides, written.len()), (vec!["TNG episodes: \"One\", \"Two\""], 2));
    }

    #[test]
    fn a_note_without_a_source_is_text() {
        for note in
            ["This states that: nobody knows.", "This is a comment, TNG episode: \"Day of the Dove\", set in 2268."]
        {
            assert_eq!(lifted(note, lift_note), (note, vec![], vec![]));
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_shown_with_its_asides_in_order_and_apart(
            text in "(\\(|\\)|TNG: \"A B\"|ST novel: |É| states |\\. |; |\\PC{0,3}| ){0,16}"
        ) {
            let (block, vocabulary) = (block(&text), vocabulary());
            for lifted in [lift(&block, &vocabulary), lift_items(&block, &vocabulary), lift_note(&block, &vocabulary)] {
                proptest::prop_assert!(text.get(lifted.shown.clone()).is_some());
                let mut at = lifted.shown.start;
                for aside in &lifted.asides {
                    proptest::prop_assert!(aside.start >= at && aside.end <= lifted.shown.end);
                    proptest::prop_assert!(text.get(aside.clone()).is_some());
                    at = aside.end;
                }
            }
        }
    }
}
