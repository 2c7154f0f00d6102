//! What a source looks like: the words between the parentheses of a citation.
//!
//! ```text
//! citations = citation ((";" | "," | " and ") citation)*      the last two only before a known series
//! citation  = [series] [["-"] line] [kind] ":" titles          TNG - Slings and Arrows novella: A Sea of Troubles
//!           | [series] [["-"] line] kind quoted titles         TNG episode "Sins of the Father"
//!           | quoted titles                                    "Sins of the Father"
//!           | titles                                           after ";", of the series and kind before it
//!           | name                                             Star Trek VI: The Old Moon, of a known series
//! titles    = quoted ("," quoted)* | title | title kind ":" titles
//! ```
//!
//! Besides, codes of episodes such as "1x05, S02E11" are citations where they stand alone.
//!
//! Words that are not wholly a citation are none: "see Worf: below" stays text, and so does prose before a kind.

use std::ops::Range;

use super::marked_titles::{Form, MarkedTitle};
use super::titles::looks_like_title;
use super::vocabulary::{KindMet, Vocabulary, closes_quote, opens_quote, outside_quotes};
use crate::lore::{Citation, Work};

/// The longest list of citations that is read, in bytes; what is longer is prose.
const MAX_BYTES: usize = 1000;

/// Most words of a title that neither quotation marks nor a kind of work vouch for.
const MAX_BARE_WORDS: usize = 12;

/// What quoted titles are called where the wiki names no kind, and what other titles are.
const QUOTED_MEDIUM: &str = "episode";
const BARE_MEDIUM: &str = "work";
/// What a line of works under one name is called.
const LINE_MEDIUM: &str = "series";

/// The citations that these words wholly are, in their order; `None` where they are anything else.
pub(super) fn read_citations(words: &str, vocabulary: &Vocabulary) -> Option<Vec<Citation>> {
    if words.len() > MAX_BYTES || words.contains('\n') {
        return None;
    }
    if !words.contains([':', '"', '“', '„', '«']) {
        return episode_codes(words).map(|citation| vec![citation]);
    }
    let parts = split_at(words, |_, letter| (letter == ';').then_some(1));
    // A title may hold a semicolon itself.
    read_each(&parts, vocabulary).or_else(|| (parts.len() > 1).then(|| read_joined(words, vocabulary))?)
}

/// The citations that end a piece of prose, and the byte where they begin: at the first known series that a kind
/// follows. As in "which was seen in the DS9 episode: ...".
pub(super) fn read_within_prose(words: &str, vocabulary: &Vocabulary) -> Option<(usize, Vec<Citation>)> {
    if words.len() > MAX_BYTES {
        return None;
    }
    let start = vocabulary.source_in(words)?;
    read_citations(&words[start..], vocabulary).map(|citations| (start, citations))
}

/// Reads codes of episodes, "1x05" or "S02E11", parted by commas and the like.
fn episode_codes(words: &str) -> Option<Citation> {
    if !words.contains(['x', 'X', 'e', 'E']) {
        return None; // Spares most parentheses what follows.
    }
    let named = words.split([',', ';', '&', '/', ' ']).filter(|word| !word.is_empty() && *word != "and");
    let episodes = named.map(|word| is_episode_code(word).then(|| work(QUOTED_MEDIUM, word)));
    let cited: Vec<Work> = episodes.collect::<Option<_>>()?;
    (!cited.is_empty()).then(|| Citation { written: words.trim().to_owned(), series: None, works: cited })
}

/// Whether a word is a season and an episode. Without letters the episode has two digits: "4x4" is a size.
fn is_episode_code(word: &str) -> bool {
    let is_number = |digits: &str| (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let upper = word.to_ascii_uppercase();
    let lettered = upper.strip_prefix('S').and_then(|rest| rest.split_once('E'));
    let crossed = upper.split_once('X').filter(|(_, episode)| episode.len() == 2);
    lettered.or(crossed).is_some_and(|(season, episode)| is_number(season) && is_number(episode))
}

/// Reads the parts between semicolons; `None` where one of them is no citation.
fn read_each(parts: &[&str], vocabulary: &Vocabulary) -> Option<Vec<Citation>> {
    let mut citations: Vec<Citation> = Vec::new();
    for part in parts {
        let further = citations.last().and_then(|last| further_titles(part, last));
        match further {
            Some(citation) if vocabulary.series_at(part.trim()).is_none() => citations.push(citation),
            _ => citations.extend(read_joined(part, vocabulary)?),
        }
    }
    Some(citations)
}

/// Reads titles that go on after a semicolon, of the series and kind of the citation before them. That one must have
/// named a kind or a line, and the titles must look like titles.
fn further_titles(written: &str, last: &Citation) -> Option<Citation> {
    let written = written.trim();
    let medium = &last.works.last()?.medium;
    let works = if is_only_quoted(written) {
        let medium = if medium == BARE_MEDIUM { QUOTED_MEDIUM } else { medium };
        quoted_titles(written, medium).filter(|titles| titles.iter().all(|work| looks_like_title(&work.title)))?
    } else {
        let tells = last.works.len() > 1 || medium != BARE_MEDIUM;
        let is_title = !written.contains([':', '"', '“', '”']) && is_bare_title(written) && looks_like_title(written);
        (tells && is_title).then(|| vec![work(medium, written)])?
    };
    Some(Citation { written: written.to_owned(), series: last.series.clone(), works })
}

/// Whether these words are nothing but quoted titles. They may be a gloss as well as a source.
pub(super) fn is_only_quoted(words: &str) -> bool {
    words.trim_start().starts_with(opens_quote)
}

/// Reads works in italics, perhaps with quoted parts of them, that are all these words hold; those after a semicolon
/// are another citation. `None` where no title is in italics.
pub(super) fn read_titles(words: &str, titles: &[MarkedTitle<'_>]) -> Option<Vec<Citation>> {
    const JOINTS: [&str; 8] = ["", ",", ";", "/", "&", "and", ", and", "und"];
    let mut citations: Vec<(Range<usize>, Vec<Work>)> = Vec::new();
    let mut end = 0;
    for title in titles {
        let joint = JOINTS.into_iter().find(|joint| words[end..title.range.start].trim() == *joint)?;
        let named = work(BARE_MEDIUM, title.words);
        end = title.range.end;
        match citations.last_mut().filter(|_| joint != ";") {
            Some((range, cited)) => {
                range.end = end;
                cited.push(named);
            }
            None => citations.push((title.range.clone(), vec![named])),
        }
    }
    let is_whole = titles.iter().any(|title| title.form == Form::Italic) && words[end..].trim().is_empty();
    let citations = citations.into_iter();
    let citations = citations.map(|(range, works)| Citation { written: words[range].to_owned(), series: None, works });
    is_whole.then(|| citations.collect())
}

/// Reads citations joined by a comma or "and", where a known series follows.
fn read_joined(words: &str, vocabulary: &Vocabulary) -> Option<Vec<Citation>> {
    let parts = split_at(words, |at, letter| {
        let rest = &words[at..];
        let joint = match letter {
            ',' | ' ' => [", and ", ", ", " and ", " & "].into_iter().find(|joint| rest.starts_with(joint))?,
            _ => return None,
        };
        vocabulary.series_at(&rest[joint.len()..]).map(|_| joint.len())
    });
    let each: Option<Vec<Citation>> = parts.iter().map(|part| read_one(part, vocabulary)).collect();
    each.or_else(|| (parts.len() > 1).then(|| read_one(words, vocabulary).map(|one| vec![one]))?)
}

/// Splits words outside quotes and parentheses, wherever `joint` tells the length of a joint.
fn split_at(words: &str, joint: impl Fn(usize, char) -> Option<usize>) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, letter) in outside_quotes(words) {
        if at < start {
            continue;
        }
        if let Some(length) = joint(at, letter) {
            parts.push(&words[start..at]);
            start = at + length;
        }
    }
    parts.push(&words[start..]);
    parts
}

/// Reads one citation.
fn read_one(written: &str, vocabulary: &Vocabulary) -> Option<Citation> {
    let written = written.trim();
    let (series, rest) = series_of(written, vocabulary);
    let is_known = vocabulary.series_at(written).is_some();
    let works = match vocabulary.kind_in(rest) {
        Some(kind) if series.is_some() => works_of_kind(is_known, rest, kind, vocabulary)?,
        Some(kind) => works_without_series(rest, kind, vocabulary)?,
        None if series.is_none() => only_quoted_titles(rest)?,
        None => works_without_kind(is_known, rest).or_else(|| works_of_name(vocabulary, written))?,
    };
    Some(Citation { written: written.to_owned(), series: series.map(str::to_owned), works })
}

/// The work whose title begins with the full name of a known series: "Star Trek VI: The Old Moon".
fn works_of_name(vocabulary: &Vocabulary, written: &str) -> Option<Vec<Work>> {
    let is_title = is_bare_title(written) && looks_like_title(written) && !written.contains(opens_quote);
    let is_named = vocabulary.series_at(written).is_some_and(|series| series.contains(' '));
    (is_title && is_named).then(|| vec![work(BARE_MEDIUM, written)])
}

/// The series at the beginning, known or of the shape of a short form, and the words after it.
fn series_of<'words>(words: &'words str, vocabulary: &Vocabulary) -> (Option<&'words str>, &'words str) {
    let end = words.find([':', ' ']).unwrap_or(words.len());
    let short_form = &words[..end];
    let is_short_form = (2..=6).contains(&short_form.len())
        && short_form.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && short_form.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
    let series = vocabulary.series_at(words).or_else(|| is_short_form.then_some(short_form));
    (series, &words[series.map_or(0, str::len)..])
}

/// The works of "[line] kind: titles" after a series. Prose in place of the line makes it no citation; after a known
/// series one plain word may stand there, as in "DS9 relaunch novel".
fn works_of_kind(is_known: bool, rest: &str, kind: KindMet<'_>, vocabulary: &Vocabulary) -> Option<Vec<Work>> {
    let line = without_joints(&rest[..kind.start]);
    let is_one_word = !rest.trim_start().starts_with(':') && !line.contains(char::is_whitespace);
    let is_line = line.is_empty() || looks_like_title(line) || is_known && is_one_word;
    is_line.then(|| works_of_line(line, &rest[kind.end..], kind, vocabulary))?
}

/// The works of "[name] kind: titles" without a series before it. The titles must look like titles, the name like that
/// of a series the profile does not know.
fn works_without_series(words: &str, kind: KindMet<'_>, vocabulary: &Vocabulary) -> Option<Vec<Work>> {
    let name = without_joints(&words[..kind.start]);
    let titles = words[kind.end..].trim();
    let is_quoted = titles.starts_with(opens_quote);
    let is_titled = is_quoted || name.is_empty() && is_bare_title(titles) && looks_like_title(titles);
    let is_named = name.is_empty() || is_name(name) && vocabulary.source_in(words).is_none();
    (is_titled && is_named).then(|| works_of_line(name, titles, kind, vocabulary))?
}

/// Whether each word has a capital, "of" and the like aside, as in the name of a series. Prose has not.
fn is_name(words: &str) -> bool {
    const JOINING: [&str; 8] = ["a", "and", "for", "from", "in", "of", "the", "to"];
    let is_capital = |word: &str| word.starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    is_capital(words)
        && !words.contains(',')
        && words.split_whitespace().all(|word| JOINING.contains(&word) || !word.starts_with(char::is_lowercase))
}

fn works_of_line(line: &str, titles: &str, kind: KindMet<'_>, vocabulary: &Vocabulary) -> Option<Vec<Work>> {
    let titles = titles.trim();
    if titles.is_empty() {
        return None;
    }
    let mut works: Vec<Work> = line_work(line).into_iter().collect();
    push_titles(&mut works, titles, kind, vocabulary)?;
    Some(works)
}

/// The works of ": titles" or "- line: titles", in a citation that names no kind. `is_known` tells a series of the
/// profile from a mere short form, which needs a quoted title.
fn works_without_kind(is_known: bool, rest: &str) -> Option<Vec<Work>> {
    let dashed = rest.trim_start().starts_with(['-', '–', '—']);
    if !dashed && !rest.trim_start().starts_with(':') {
        return None;
    }
    let rest = without_joints(rest);
    if rest.starts_with(opens_quote) {
        return quoted_titles(rest, QUOTED_MEDIUM);
    }
    let quote = rest.find(opens_quote).unwrap_or(rest.len());
    if let Some(line) = rest[..quote].trim_end().strip_suffix(':').filter(|_| quote < rest.len()) {
        let mut works: Vec<Work> = line_work(without_joints(line)).into_iter().collect();
        works.extend(quoted_titles(&rest[quote..], QUOTED_MEDIUM)?);
        return Some(works);
    }
    let (line, title) = if dashed { rest.split_once(':')? } else { ("", rest) };
    let title = title.trim();
    let works = line_work(line.trim()).into_iter().chain([work(BARE_MEDIUM, title)]);
    (is_known && is_bare_title(title)).then(|| works.collect())
}

/// The works of words that are quoted titles and nothing else; they must look like titles.
fn only_quoted_titles(words: &str) -> Option<Vec<Work>> {
    quoted_titles(words, QUOTED_MEDIUM).filter(|titles| titles.iter().all(|work| looks_like_title(&work.title)))
}

/// Reads titles of a kind: quoted ones, one without marks, or one that holds a further kind ("Fleet Command mission:").
fn push_titles(works: &mut Vec<Work>, titles: &str, kind: KindMet<'_>, vocabulary: &Vocabulary) -> Option<()> {
    let (mut titles, mut kind) = (titles.trim(), kind);
    while !titles.starts_with(opens_quote) {
        match vocabulary.kind_in(titles) {
            Some(inner) if !without_joints(&titles[..inner.start]).is_empty() => {
                works.push(work(kind.medium, without_joints(&titles[..inner.start])));
                titles = titles[inner.end..].trim();
                kind = inner;
            }
            _ => {
                works.extend(bare_titles(titles, kind)?);
                return Some(());
            }
        }
    }
    works.extend(quoted_titles(titles, kind.medium)?);
    Some(())
}

/// Titles without quotation marks: several only where the kind is written in the plural.
fn bare_titles(titles: &str, kind: KindMet<'_>) -> Option<Vec<Work>> {
    let parts = if kind.is_plural {
        split_at(titles, |at, _| {
            [", and ", ", "].iter().find(|joint| titles[at..].starts_with(**joint)).map(|joint| joint.len())
        })
    } else {
        vec![titles]
    };
    let works = parts.iter().map(|title| {
        let title = title.trim();
        title.contains(char::is_alphanumeric).then(|| work(kind.medium, title))
    });
    works.collect()
}

/// Reads quoted titles parted by commas and the like; `None` where anything else stands among them. Words such as
/// "Part II" after a title belong to it.
fn quoted_titles(text: &str, medium: &str) -> Option<Vec<Work>> {
    let mut works: Vec<Work> = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if let Some(open) = rest.chars().next().filter(|&letter| opens_quote(letter)) {
            let inside = &rest[open.len_utf8()..];
            let end = inside.find(|letter| closes_quote(open, letter))?;
            let title = inside[..end].trim().trim_end_matches(',');
            let after = inside[end..].chars().next().map_or(0, char::len_utf8);
            if !title.contains(char::is_alphanumeric) {
                return None;
            }
            works.push(work(medium, title));
            rest = without_separator(&inside[end + after..]);
        } else {
            let end = part_named(rest)?;
            let last = works.last_mut()?;
            last.title = format!("{} {}", last.title, rest[..end].trim());
            rest = without_separator(&rest[end..]);
        }
    }
    (!works.is_empty()).then_some(works)
}

/// What follows a comma, "and" or the like after a quoted title.
fn without_separator(rest: &str) -> &str {
    let rest = rest.trim_start();
    let rest = rest.strip_prefix([',', '/', '&', '+']).unwrap_or(rest).trim_start();
    rest.strip_prefix("and ").unwrap_or(rest).trim_start()
}

/// The length of "Part II" and the like at the beginning.
fn part_named(rest: &str) -> Option<usize> {
    const PARTS: [&str; 7] = ["Part", "part", "Parts", "(Part", "Book", "Chapter", "Act"];
    let end = outside_quotes(rest).find(|&(_, letter)| letter == ',').map_or(rest.len(), |(at, _)| at);
    let mut words = rest[..end].split_whitespace();
    let is_part = words.next().is_some_and(|word| PARTS.contains(&word)) && words.count() <= 3;
    (is_part && !rest[..end].contains(opens_quote)).then_some(end)
}

/// Whether words without quotation marks may be a title: short, and beginning as titles do.
fn is_bare_title(title: &str) -> bool {
    title.starts_with(|letter: char| {
        letter.is_uppercase() || letter.is_numeric() || matches!(letter, '\'' | '’' | '¿' | '¡')
    }) && title.split_whitespace().count() <= MAX_BARE_WORDS
}

/// Words without the dashes, colons and spaces that join them to others.
fn without_joints(words: &str) -> &str {
    words.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '–' | '—' | ':'))
}

fn line_work(line: &str) -> Option<Work> {
    (!line.is_empty()).then(|| work(LINE_MEDIUM, line))
}

fn work(medium: &str, title: &str) -> Work {
    Work { medium: medium.to_owned(), title: title.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;

    fn vocabulary() -> Vocabulary {
        let mut profile = Profile::generic("x");
        let series = [
            ("ST", "Star Trek"),
            ("STO", "Star Trek Online"),
            ("TOS", "Star Trek: The Original Series"),
            ("TNG", "Star Trek: The Next Generation"),
            ("DS9", "Star Trek: Deep Space Nine"),
        ];
        profile.wiki.series = series.map(|(key, name)| (key.to_owned(), name.to_owned())).into();
        Vocabulary::of(&profile)
    }

    /// One line a citation: series, then works.
    fn read(words: &str) -> Vec<String> {
        let shown = |citation: &Citation| {
            let named = citation.works.iter().map(|work| format!("{} «{}»", work.medium, work.title));
            format!("{}: {}", citation.series.as_deref().unwrap_or("-"), named.collect::<Vec<_>>().join(", "))
        };
        read_citations(words, &vocabulary()).unwrap_or_default().iter().map(shown).collect()
    }

    #[test]
    fn every_form_of_citation_is_read() {
        for (words, expected) in [
            ("ST reference: Élan's Atlas: The Far Stars", "ST: reference «Élan's Atlas: The Far Stars»"),
            ("ST movie: Star Trek IX: The Old Moon", "ST: movie «Star Trek IX: The Old Moon»"),
            ("TNG episodes: \"A Moon's Son\", \"Homing\"", "TNG: episode «A Moon's Son», episode «Homing»"),
            ("TNG episodes: “One”, “Two, or Three”", "TNG: episode «One», episode «Two, or Three»"),
            ("TNG episodes: \"One\" and \"Two\"", "TNG: episode «One», episode «Two»"),
            ("DS9 episode: \"When It Pours...\"", "DS9: episode «When It Pours...»"),
            ("TNG episode: \"The Worst of It (Part I)\"", "TNG: episode «The Worst of It (Part I)»"),
            ("TNG episode: \"The Worst of It\", Part I", "TNG: episode «The Worst of It Part I»"),
            (
                "TNG - The Old and the New, Book Two novella: The Last Stone",
                "TNG: series «The Old and the New, Book Two», novella «The Last Stone»",
            ),
            ("ST - Fate novel: Kings of Day", "ST: series «Fate», novel «Kings of Day»"),
            (
                "ST – Fate novels: Kings of Day, Found Souls",
                "ST: series «Fate», novel «Kings of Day», novel «Found Souls»",
            ),
            ("STO - To the Embers mission: \"Point\"", "STO: series «To the Embers», mission «Point»"),
            ("STO - To the Embers: \"Point\"", "STO: series «To the Embers», episode «Point»"),
            ("ST video game: Fleet Order mission: \"Too Much\"", "ST: video game «Fleet Order», mission «Too Much»"),
            ("STO website: The Way to 2409", "STO: website «The Way to 2409»"),
            ("TOS - The Praxis War comic: \"Part 1\"", "TOS: series «The Praxis War», comic «Part 1»"),
            ("TNG: \"A Moon's Son\"", "TNG: episode «A Moon's Son»"),
            ("TNG: Kings of Day", "TNG: work «Kings of Day»"),
            ("\"A Moon's Son\"", "-: episode «A Moon's Son»"),
            ("“A Moon's Son”, “Homing”", "-: episode «A Moon's Son», episode «Homing»"),
            ("Star Trek Online mission: \"Point\"", "Star Trek Online: mission «Point»"),
            ("Star Trek: The Next Generation: \"Homing\"", "Star Trek: The Next Generation: episode «Homing»"),
            ("Star Trek: Phoenix: \"Sunday\"", "Star Trek: series «Phoenix», episode «Sunday»"),
            ("VOY episode: \"Homing\"", "VOY: episode «Homing»"),
            ("VOY: \"Homing\"", "VOY: episode «Homing»"),
            ("novel: Kings of Day", "-: novel «Kings of Day»"),
            ("Star Trek IX: The Old Moon", "Star Trek: work «Star Trek IX: The Old Moon»"),
            ("TNG: „Die Rückkehr“", "TNG: episode «Die Rückkehr»"),
            ("1x05", "-: episode «1x05»"),
            ("S02E11, 3x04 and s1e02", "-: episode «S02E11», episode «3x04», episode «s1e02»"),
        ] {
            assert_eq!(read(words), [expected], "{words}");
        }
    }

    #[test]
    fn several_citations_are_parted_each_with_its_own_words() {
        let citations =
            read_citations("TNG: \"One; Two\"; ST novel: Kings of Day, DS9: \"Homing\"", &vocabulary()).unwrap();
        let written: Vec<&str> = citations.iter().map(|citation| citation.written.as_str()).collect();
        assert_eq!(written, ["TNG: \"One; Two\"", "ST novel: Kings of Day", "DS9: \"Homing\""]);
        assert_eq!(read("ST: Day; Night"), ["ST: work «Day; Night»"]);
        assert_eq!(read("ST novel: Day; far beyond"), ["ST: novel «Day; far beyond»"]);
        assert_eq!(read("TNG episode: \"One\" and DS9 episode: \"Two\"").len(), 2);
    }

    #[test]
    fn titles_after_a_semicolon_are_of_the_series_and_kind_before_it() {
        assert_eq!(
            read("TOS - Excelsior: Forged in Fire; The Sundered"),
            ["TOS: series «Excelsior», work «Forged in Fire»", "TOS: work «The Sundered»"]
        );
        assert_eq!(read("ST novel: Day; Night"), ["ST: novel «Day»", "ST: novel «Night»"]);
        assert_eq!(read("STO mission: \"One\"; \"Two\""), ["STO: mission «One»", "STO: mission «Two»"]);
        assert_eq!(read("TNG novel: Day; DS9 novel: Night"), ["TNG: novel «Day»", "DS9: novel «Night»"]);
    }

    #[test]
    fn kinds_are_read_in_any_letter_case_and_without_their_colon() {
        assert_eq!(read("TNG Episode: \"Upper\""), ["TNG: episode «Upper»"]);
        assert_eq!(read("TNG episode \"No colon\""), ["TNG: episode «No colon»"]);
        assert_eq!(read("Novel: Kings of Day"), ["-: novel «Kings of Day»"]);
        assert_eq!(read("ST reference: Élan's Map: The Far Stars"), ["ST: reference «Élan's Map: The Far Stars»"]);
    }

    #[test]
    fn prose_before_a_kind_makes_it_no_citation() {
        for words in [
            "This is a comment, TOS episode: \"Élan\"",
            "See TOS episode: \"Élan\"",
            "USS Kor was the ship of the novel: Élan",
            "TNG: the episode \"Élan\" is old",
            "TNG was told in the episode: \"Élan\"",
            "Story: He went home",
        ] {
            assert_eq!(read(words), [""; 0], "{words}");
        }
        assert_eq!(read("DS9 relaunch novel: Élan"), ["DS9: series «relaunch», novel «Élan»"]);
        assert_eq!(read("The Moons of Élan episode: \"Kor\""), ["-: series «The Moons of Élan», episode «Kor»"]);
    }

    #[test]
    fn what_is_not_wholly_a_citation_is_none() {
        for words in [
            "mirror",
            "born 2340",
            "see Worf: below",
            "TNG episode",
            "TNG episode: ",
            "TNG episode: \"Homing",
            "TNG: \"Homing\" is wrong",
            "TNG: he went home and never told",
            "NOTE: This is wrong",
            "Star Trek fans: they know",
            "TNG Kings: Day",
            "4x4",
            "10x200",
            "1x05 or so",
            "SE1",
            "his mission: to find them",
            "\"they fled\"",
            "\"\"",
            ":",
            "",
        ] {
            assert_eq!(read(words), [""; 0], "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_words_are_read(
            words in "(ST|TNG| - |: |; |, | and | novels|episode|\"|“|”|\\(|\\)|É|Part |\\PC{0,3}){0,14}"
        ) {
            if let Some(citations) = read_citations(&words, &vocabulary()) {
                proptest::prop_assert!(citations.iter().all(|citation| words.contains(&citation.written)));
                proptest::prop_assert!(citations.iter().all(|citation| !citation.works.is_empty()));
            }
        }
    }
}
