//! Hatnotes: "For the moon, see Praxis (moon)." Navigation above an article, never lore.

use super::PageHabits;
use super::draft::Block;
use crate::lore::Hatnote;

/// The longest hatnote, in bytes; a longer line that begins like one is text.
const MAX_HATNOTE_BYTES: usize = 500;

/// Words before the titles a hatnote leads to, in lower case.
const LEADING: &[&str] = &[
    "main article: ",
    "main articles: ",
    "main page: ",
    "see also: ",
    "see also ",
    "see ",
    "not to be confused with ",
    "you may be looking for ",
    "redirects to ",
    "go to ",
];

/// The hatnote that a line above an article is; `None` where it is text. It must begin as hatnotes do and lead to a
/// title.
pub(super) fn read_hatnote(block: &Block, habits: &PageHabits) -> Option<Hatnote> {
    let text = block.text.trim();
    if text.len() > MAX_HATNOTE_BYTES || text.contains('\n') || !is_opened(text, habits) {
        return None;
    }
    let led_to = segments(text);
    let first = led_to.first()?.start;
    let linked: Vec<String> =
        block.links.iter().filter(|link| link.at + 1 >= first).map(|link| link.title.clone()).collect();
    let targets =
        if linked.is_empty() { led_to.into_iter().flat_map(|range| titles_in(&text[range])).collect() } else { linked };
    (!targets.is_empty()).then(|| Hatnote { text: text.to_owned(), targets })
}

/// The hatnote that a line is which the page itself marks as one; `None` where it leads nowhere. It may begin in any
/// way, and all its links count then.
pub(super) fn marked_hatnote(block: &Block, habits: &PageHabits) -> Option<Hatnote> {
    let linked = || {
        let targets: Vec<String> = block.links.iter().map(|link| link.title.clone()).collect();
        (!targets.is_empty()).then(|| Hatnote { text: block.text.trim().to_owned(), targets })
    };
    read_hatnote(block, habits).or_else(linked)
}

/// Whether a line begins as hatnotes do.
fn is_opened(text: &str, habits: &PageHabits) -> bool {
    let text = text.to_lowercase();
    habits.hatnote_openers.iter().any(|opener| {
        let opener = opener.to_lowercase();
        match opener.strip_prefix('…').or_else(|| opener.strip_prefix("...")) {
            Some(anywhere) => text.contains(anywhere.trim()),
            None => text.starts_with(&opener),
        }
    })
}

/// The byte ranges of a line that follow "see " and name titles, in order.
fn segments(text: &str) -> Vec<std::ops::Range<usize>> {
    let lower = text.to_ascii_lowercase(); // Offsets stay those of the text.
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, words)) = next_leading(&lower, at) {
        let after = start + words.len();
        let end = after + end_of_segment(&text[after..]);
        found.push(after..end);
        at = end.max(after);
    }
    found
}

/// The next place from `at` where leading words stand at the beginning of a clause.
fn next_leading(lower: &str, at: usize) -> Option<(usize, &'static str)> {
    let begins_clause = |start: usize| {
        let before = lower[..start].trim_end();
        before.is_empty() || before.ends_with([',', ';', '.', ':', '(', '–', '—']) || before.ends_with(" please")
    };
    let places = LEADING.iter().filter_map(|words| {
        let start =
            lower[at..].match_indices(words).map(|(found, _)| at + found).find(|&start| begins_clause(start))?;
        Some((start, *words))
    });
    places.min_by_key(|(start, words)| (*start, usize::MAX - words.len()))
}

/// Where the titles after "see " end: at the next clause of the hatnote, or at the end of its sentence.
fn end_of_segment(rest: &str) -> usize {
    let clauses = ["; ", ", for ", ", and for ", " and for ", ", or for ", ", or see ", ", and see ", " for "];
    let clause = clauses.iter().filter_map(|clause| rest.find(clause)).min().unwrap_or(rest.len());
    sentence_end(rest).unwrap_or(rest.len()).min(clause)
}

/// The full stop that ends a sentence within the text. The one after an initial ("James T. Kirk") does not.
fn sentence_end(text: &str) -> Option<usize> {
    text.match_indices(". ").map(|(at, _)| at).find(|&at| {
        let before = &text[..at];
        !before.ends_with(|letter: char| letter.is_uppercase())
    })
}

/// The titles in "A", in "“A” and “B”", or in "A, B or C".
fn titles_in(text: &str) -> Vec<String> {
    if let Some(quoted) = quoted_titles(text) {
        return quoted;
    }
    let mut titles = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ' ' | ',' if depth == 0 && at >= start => {
                if let Some(next) = joint_at(&text[at..]) {
                    titles.push(&text[start..at]);
                    start = at + next;
                }
            }
            _ => {}
        }
    }
    titles.push(&text[start..]);
    titles.into_iter().filter_map(clean_title).collect()
}

/// The length of what joins two titles, where a title follows it: "Worf, son of Mogh" is one title.
fn joint_at(rest: &str) -> Option<usize> {
    let joint = [", and ", ", or ", " and ", " or ", ", "].into_iter().find(|joint| rest.starts_with(joint))?;
    let next = rest[joint.len()..].chars().next()?;
    (next.is_uppercase() || next.is_numeric()).then_some(joint.len())
}

/// The titles between quotation marks; `None` where the text does not begin with one.
fn quoted_titles(text: &str) -> Option<Vec<String>> {
    const MARKS: [char; 5] = ['"', '“', '”', '„', '«'];
    text.trim_start().starts_with(MARKS).then(|| {
        let inside = text.split(|letter| MARKS.contains(&letter) || letter == '»').skip(1).step_by(2);
        inside.filter_map(clean_title).collect()
    })
}

/// A title without the stop after it; `None` where nothing is left.
fn clean_title(title: &str) -> Option<String> {
    let mut title = title.trim().trim_end_matches(['.', ',', ';']).trim();
    // The parenthesis of "Praxis (moon)" belongs to it, the one around a whole hatnote does not.
    if title.matches(')').count() > title.matches('(').count() {
        title = title.trim_end_matches(')').trim_end_matches('.');
    }
    title.contains(char::is_alphanumeric).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;
    use crate::import::draft::Link;
    use crate::lore::PassageKind;

    fn targets(line: &str) -> Vec<String> {
        let block = Block::new(PassageKind::Paragraph, line);
        read_hatnote(&block, &Profile::generic("x").page).map(|note| note.targets).unwrap_or_default()
    }

    #[test]
    fn a_hatnote_names_where_it_leads() {
        assert_eq!(targets("For the moon, see Praxis (moon)."), ["Praxis (moon)"]);
        assert_eq!(targets("For the moon, see \"Praxis\" and “Praxis, the second”."), ["Praxis", "Praxis, the second"]);
        assert_eq!(targets("For others, see Kor, Kang or Koloth (Klingon)."), ["Kor", "Kang", "Koloth (Klingon)"]);
        assert_eq!(targets("For others, see Worf, son of Mogh and Élan."), ["Worf, son of Mogh", "Élan"]);
        assert_eq!(targets("For the captain, see James T. Kirk (mirror)."), ["James T. Kirk (mirror)"]);
        assert_eq!(
            targets("This article is about the moon. For the ship, see IKS Praxis; for the play, see Praxis (play)."),
            ["IKS Praxis", "Praxis (play)"]
        );
        assert_eq!(
            targets("Qo'noS redirects here. For other uses, see Qo'noS (disambiguation)."),
            ["Qo'noS (disambiguation)"]
        );
        assert_eq!(targets("Not to be confused with K'Ehleyr."), ["K'Ehleyr"]);
    }

    #[test]
    fn a_sentence_that_begins_like_a_hatnote_is_text() {
        for line in [
            "For centuries the moon was mined, and the Klingons see it as theirs.",
            "For years nobody came.",
            "Kor went to see Kang.",
            "This article is about nothing.",
        ] {
            assert!(targets(line).is_empty(), "{line}");
        }
    }

    #[test]
    fn links_are_trusted_over_words() {
        let mut block = Block::new(PassageKind::Paragraph, "For the moon of Qo'noS, see the moon and its mines.");
        let at = |words: &str| block.text.find(words).unwrap();
        let links = [("Qo'noS", "Qo'noS"), ("the moon and", "Praxis (moon)")];
        block.links = links.map(|(words, title)| Link { at: at(words), title: title.into() }).to_vec();
        assert_eq!(read_hatnote(&block, &Profile::generic("x").page).unwrap().targets, ["Praxis (moon)"]);
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_looked_at(line in "(For |see |, | and |\\(|\\)|\"|\\. |\\PC{0,4}|É){0,14}") {
            targets(&line);
        }
    }
}
