//! Notes that are sources, and those that begin or end with one.
//!
//! Wikis that cite by notes write explanations in the same way. What tells one from the other is `source_signs`; what a
//! source is a source from is `cited_works`. Of a note that tells something, its beginning may be a source ("''Élan''
//! states that ...", "In the novel ''Élan'', ...", "Mogh 2375, p. 26: ...") and so may its last sentence.

use std::ops::Range;

use super::cited_works::works_of;
use super::draft::{Block, NoteMarkup};
use super::marked_titles::{Form, MarkedTitle, marked_titles};
use super::source_signs::{Signs, begins_with_place, bibliographic_word, sentence_ends};
use super::source_words::WITHIN;
use super::vocabulary::{Vocabulary, quoted_spans};
use crate::lore::Citation;

/// The longest note that may wholly be a source by its words, in bytes.
const MAX_SOURCE_BYTES: usize = 1500;

/// How many bytes of a note are looked at for a source at its beginning or end.
const MAX_PART_BYTES: usize = 400;

/// The longest source that is shown, in bytes.
const MAX_WRITTEN_BYTES: usize = 400;

/// Most words before the title in "In the second episode of the series ''Élan'', ..."
const MAX_LEADING_WORDS: usize = 7;

/// The source that a note is, begins with or ends with.
#[derive(Debug, PartialEq)]
pub(super) struct NoteSource {
    /// Where it stands in the note.
    pub(super) range: Range<usize>,
    pub(super) citation: Citation,
}

/// The source that a note wholly is.
pub(super) fn whole_source(note: &Block, markup: NoteMarkup, vocabulary: &Vocabulary) -> Option<NoteSource> {
    let is_hinted = markup == NoteMarkup::Template;
    let is_source = || note.text.len() <= MAX_SOURCE_BYTES && Signs::of(note).are_of_source(is_hinted, vocabulary);
    (markup == NoteMarkup::Source || is_source()).then(|| source_at(note, 0..note.text.len(), vocabulary))?
}

/// The source that a note begins with before it goes on to tell something.
pub(super) fn first_source(note: &Block, vocabulary: &Vocabulary) -> Option<NoteSource> {
    let titles = marked_titles(note);
    let first = titles.iter().find(|title| title.looks_like_title());
    let by_title = first
        .and_then(|title| before_verb(note, title, vocabulary).or_else(|| behind_preposition(note, title, vocabulary)));
    let is_reference = |end: &usize| Signs::of(&note.part(0..*end, note.kind)).are_of_reference(vocabulary);
    let range = by_title.or_else(|| ends_of_beginnings(&note.text).into_iter().find(is_reference).map(|end| 0..end))?;
    source_at(note, range, vocabulary)
}

/// The source that a note ends with after it has told something.
pub(super) fn last_source(note: &Block, vocabulary: &Vocabulary) -> Option<NoteSource> {
    let end = note.text.trim_end().len();
    let from = (end.saturating_sub(MAX_PART_BYTES)..end).find(|&at| note.text.is_char_boundary(at))?;
    let start = from + sentence_ends(&note.text[from..end]).last()?;
    let is_reference = Signs::of(&note.part(start..end, note.kind)).are_of_reference(vocabulary);
    is_reference.then(|| source_at(note, start..end, vocabulary))?
}

/// What words cite that the markup calls a source; `None` where there are none.
pub(super) fn named_source(words: &Block, vocabulary: &Vocabulary) -> Option<Citation> {
    words.text.contains(char::is_alphanumeric).then(|| citation_of(words, vocabulary))
}

/// "''Élan''" of "''Élan'' states that ...", an adverb before the verb aside. A link alone may be someone who states.
fn before_verb(note: &Block, title: &MarkedTitle<'_>, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let is_verb = |word: &str| vocabulary.stating_verbs.iter().any(|verb| verb == word);
    let is_first = note.text[..title.range.start].trim().is_empty();
    let rest = &note.text[title.range.end..];
    let is_stated = rest.starts_with(char::is_whitespace) && rest.split_whitespace().take(2).any(is_verb);
    (is_first && is_stated && title.form <= Form::Quoted).then(|| title.range.clone())
}

/// "novel ''Élan''" of "In the novel ''Élan'', ..." and "chapter 3 of ''Élan''" of "In chapter 3 of ''Élan'', ..."
fn behind_preposition(note: &Block, title: &MarkedTitle<'_>, vocabulary: &Vocabulary) -> Option<Range<usize>> {
    let (preposition, words) = note.text[..title.range.start].split_once(' ')?;
    let is_led = WITHIN.contains(&preposition.to_lowercase().as_str());
    let is_short = words.split_whitespace().take(MAX_LEADING_WORDS).count() < MAX_LEADING_WORDS;
    let names_place = || words.trim_end().ends_with(" of") && begins_with_place(words);
    let start = title.range.start - words.strip_prefix("the ").unwrap_or(words).len();
    let is_named = || vocabulary.kind_at_end(words).is_some() || names_place();
    (is_led && is_short && is_named()).then_some(start..title.range.end)
}

/// Where sentences end at the beginning of a note, and where a number does before a colon: "Mogh 2375, p. 26: ...".
fn ends_of_beginnings(text: &str) -> Vec<usize> {
    const MOST: usize = 3;
    let near = &text[..floor(text, MAX_PART_BYTES)];
    let colons = near.match_indices(": ").map(|(at, _)| at);
    let after_number = colons.filter(|&at| near[..at].ends_with(|letter: char| letter.is_ascii_digit()));
    let mut ends: Vec<usize> = sentence_ends(near).take(MOST).chain(after_number.take(1)).collect();
    ends.sort_unstable();
    ends
}

fn source_at(note: &Block, range: Range<usize>, vocabulary: &Vocabulary) -> Option<NoteSource> {
    let source = note.part(range.clone(), note.kind);
    let text = &note.text[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    let citation = named_source(&source, vocabulary)?;
    Some(NoteSource { range: start..start + source.text.len(), citation })
}

fn citation_of(source: &Block, vocabulary: &Vocabulary) -> Citation {
    let text = source.text.trim();
    let series = vocabulary.series_at(text).map(str::to_owned);
    Citation { written: written(without_quotation(text)), series, works: works_of(source, vocabulary) }
}

/// A source without what it quotes at its end, behind "Retrieved" and the like.
fn without_quotation(text: &str) -> &str {
    let from = bibliographic_word(text).unwrap_or(text.len());
    let quoted = quoted_spans(text).find(|span| span.start > from && span.end == text.len());
    quoted.map_or(text, |span| &text[..span.start])
}

/// The words of a source on one line, without the full stop at their end; of very long ones the beginning.
fn written(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_suffix('.').filter(|text| !text.ends_with('.')).unwrap_or(text);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.len() <= MAX_WRITTEN_BYTES {
        return line;
    }
    let near = &line[..floor(&line, MAX_WRITTEN_BYTES)];
    format!("{} …", near.rsplit_once(' ').map_or(near, |(words, _)| words))
}

/// The nearest character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;
    use crate::import::draft::Link;
    use crate::lore::PassageKind;

    /// A note in which `''Élan''` is in italics, `[[Élan]]` a link to a page of the wiki and `<Élan>` one beyond it.
    fn note(markup: &str) -> Block {
        let mut block = Block::new(PassageKind::Footnote, "");
        let (mut rest, mut italics, mut link) = (markup, None, 0);
        while let Some(letter) = rest.chars().next() {
            let at = block.text.len();
            let mark = ["''", "[[", "]]", "<", ">"].into_iter().find(|mark| rest.starts_with(mark));
            match mark {
                Some("''") => match italics.take() {
                    Some(from) => block.italics.push(from..at),
                    None => italics = Some(at),
                },
                Some("[[") => {
                    block.links.push(Link { at, title: String::new() });
                    link = at;
                }
                Some("<") => link = at,
                Some(_) => block.linked.push(link..at),
                None => block.text.push(letter),
            }
            rest = &rest[mark.map_or(letter.len_utf8(), str::len)..];
        }
        block
    }

    fn vocabulary() -> Vocabulary {
        Vocabulary::of(&Profile::generic("x"))
    }

    /// The citation as written, and its works.
    fn shown(source: Option<NoteSource>) -> Option<(String, Vec<String>)> {
        let work = |work: crate::lore::Work| format!("{} «{}»", work.medium, work.title);
        source.map(|source| (source.citation.written, source.citation.works.into_iter().map(work).collect()))
    }

    fn whole(markup: &str) -> Option<(String, Vec<String>)> {
        shown(whole_source(&note(markup), NoteMarkup::Words, &vocabulary()))
    }

    #[test]
    fn what_names_a_work_and_tells_nothing_is_a_source() {
        for (markup, works) in [
            ("''The Fall of Élan'', Chapter 7, Kor II.", &["work «The Fall of Élan»"][..]),
            (
                "[[The Fall of Élan]], [[Chapter 38 (Élan)|]]Chapter 38, The Watcher (Kor I)",
                &["work «The Fall of Élan»"],
            ),
            (
                "<''The Winds of Mogh'', Kang's sample chapter>, put on his website in March",
                &["work «The Winds of Mogh»"],
            ),
            (
                "''The Winds of Mogh'', Kor's sample chapter, made available in ''Élan'' as of 2014",
                &["work «The Winds of Mogh»", "work «Élan»"],
            ),
            (
                "K. T. Mogh, ''Saga of Élan'', \"The Council of Kor\"",
                &["work «Saga of Élan»", "work «The Council of Kor»"],
            ),
            ("Mogh, Kang (1912). The Fall of Élan. Qo'noS: House Press", &["work «The Fall of Élan»"]),
            (
                "Mogh, Kang (2009-01-23). \"How Élan fell to the last stone\". ''The Moon''. Retrieved 2010-08-22. \"It fell\"",
                &["work «The Moon»", "work «How Élan fell to the last stone»"],
            ),
            ("Codex: Élan's Sons (5th edition), p. 12", &["work «Codex: Élan's Sons (5th edition)»"]),
            ("Mogh, ''A Rare Élan''.", &["work «A Rare Élan»"]),
            ("Mogh & Kor 1994, pp. 45–46.", &[]),
            ("Mogh 2000", &[]),
            ("See Kor 2000, p. 3", &[]),
            ("Pages 814-819", &[]),
            ("S. 12", &[]),
            ("https://example.org/how-élan-fell", &[]),
            ("<How Élan fell> at www.example.org", &["work «How Élan fell»"]),
            ("<how Élan fell>", &["work «how Élan fell»"]),
            ("Moon Inquiry, deposition of Kor. Online reference https://example.org/x", &[]),
            ("[[Seeing Élan]]", &["work «Seeing Élan»"]),
            ("2.16 [[Seeing Élan]]", &["work «Seeing Élan»"]),
            ("As witnessed in the season one episode [[Seeing Élan]].", &["episode «Seeing Élan»"]),
            ("First shown in ''The Fall of Élan''", &["work «The Fall of Élan»"]),
            ("Stated by [[Kor]] in 2.06 [[Father of Élan]]", &["work «Father of Élan»"]),
            ("Events of ''The Fall of Élan''", &["work «The Fall of Élan»"]),
            ("Dialogue in ''The Fall of Élan'' with Kor", &["work «The Fall of Élan»"]),
            ("by [[Kor]] in [[The Fall of Élan]]", &["work «The Fall of Élan»"]),
            ("Erwähnt in „Der Fall von Élan“", &["work «Der Fall von Élan»"]),
        ] {
            let works: Vec<String> = works.iter().map(|&work| work.to_owned()).collect();
            assert_eq!(whole(markup).map(|(_, works)| works), Some(works), "{markup}");
        }
    }

    #[test]
    fn what_tells_something_is_none() {
        for markup in [
            "Amount in millions",
            "For an Original Episode",
            "[[Kor]] and [[Kang]]",
            "Probably [[Kang]], her unborn son",
            "Possibly a reference to ''The Fall of Élan''",
            "Spoiler: a reference to the [[Fall of Élan]]",
            "A vision of the death of [[Kor]]; the woman could be [[Élan]]",
            "As she foretold shortly before in [[Chapter 28]]",
            "As witnessed in many episodes.",
            "Shown by [[Kor]]",
            "by [[Kor]]",
            "''Élan'' carried survivors of the raid to the moon",
            "''Élan'' was a ship",
            "''Élan'', formerly ''Kor''",
            "''Élan'', her sister ship",
            "Captain of ''Élan''",
            "Also written ''Qo'noS''",
            "German: ''Schloss''",
            "\"Élan\"",
            "The name is not given but the sign is mentioned: a kneeling king",
            "Vincent swiftly caught a glass of wine before it fell in [[Tough Love]].",
            "Some manuscripts count 1,517 dead; see the lists in chapter 3 of [[Élan]].",
            "See [[Kor]]",
            "In 2340",
            "the old calendar",
        ] {
            assert_eq!(whole(markup), None, "{markup}");
        }
    }

    #[test]
    fn the_markup_of_a_note_may_say_that_it_is_a_source() {
        let read = |text, markup| shown(whole_source(&note(text), markup, &vocabulary())).map(|(written, _)| written);
        let saga = "Saga of Élan, sung at the fire";
        assert_eq!(read(saga, NoteMarkup::Words), None);
        assert_eq!(read(saga, NoteMarkup::Template).as_deref(), Some(saga));
        assert_eq!(read("He is dead.", NoteMarkup::Template), None);
        assert_eq!(read("He is dead.", NoteMarkup::Source).as_deref(), Some("He is dead"));
        assert_eq!(read(" . ", NoteMarkup::Source), None);
    }

    #[test]
    fn a_note_that_tells_something_may_begin_with_its_source() {
        let first = |markup| shown(first_source(&note(markup), &vocabulary())).map(|(written, _)| written);
        for (markup, written) in [
            ("''The Fall of Élan'' also states that he died.", "The Fall of Élan"),
            ("In the episode [[Seeing Élan]] Kor told him so.", "episode Seeing Élan"),
            ("In chapter 11 of [[The Fall of Élan]] it is said that he fled.", "chapter 11 of The Fall of Élan"),
            ("Mogh, ''Élan'', p. 23: its top speed was 21 knots", "Mogh, Élan, p. 23"),
            ("Kor 2000, p. 7. Others put it in 2301.", "Kor 2000, p. 7"),
        ] {
            assert_eq!(first(markup).as_deref(), Some(written), "{markup}");
        }
        for markup in ["[[Kor]] states that he died.", "In [[Élan]], Kor told him so.", "''Élan''. She sailed far.", ""]
        {
            assert_eq!(first(markup), None, "{markup}");
        }
    }

    #[test]
    fn a_note_that_tells_something_may_end_with_its_source() {
        let last = |markup| shown(last_source(&note(markup), &vocabulary())).map(|(written, _)| written);
        assert_eq!(
            last("Kor poisoned the spear. [[The Fall of Élan]], [[Chapter]] 38, The Watcher.").as_deref(),
            Some("The Fall of Élan, Chapter 38, The Watcher")
        );
        assert_eq!(last("Kor poisoned the spear. [[The Fall of Élan]]."), None);
        assert_eq!(last("The Fall of Élan, Chapter 38"), None);
    }

    #[test]
    fn a_very_long_source_is_cut_between_words() {
        let text = format!("Mogh, ''Élan'', p. 3. {}", "Ré ".repeat(200));
        let (written, _) = whole(&text).unwrap();
        assert!(written.len() <= MAX_WRITTEN_BYTES + 4 && written.ends_with("Ré …"), "{written}");
    }

    proptest::proptest! {
        #[test]
        fn any_note_has_its_source_within(
            markup in "(''|\\[\\[|\\]\\]|<|>|Élan|p\\. 3|2340|in the novel |As seen in |states|\\. |: |\"|“|” |É|\\PC{0,3}| ){0,16}"
        ) {
            let (note, vocabulary) = (note(&markup), vocabulary());
            for markup in [NoteMarkup::Words, NoteMarkup::Template, NoteMarkup::Source] {
                let whole = whole_source(&note, markup, &vocabulary);
                let sources = [whole, first_source(&note, &vocabulary), last_source(&note, &vocabulary)];
                for source in sources.into_iter().flatten() {
                    proptest::prop_assert!(note.text.get(source.range).is_some() && !source.citation.written.is_empty());
                }
            }
        }
    }
}
