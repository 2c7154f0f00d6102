//! The words a wiki cites with, made ready for reading: kinds of works with their plurals, and names of series.

use std::collections::HashMap;
use std::ops::Range;

use super::Profile;

/// Most names of series within prose that are tried.
const MAX_TRIES: usize = 4;

/// Kinds and series of a profile, longest first, so that "comic book" wins over "book" and `STO` over `ST`.
#[derive(Debug)]
pub(super) struct Vocabulary {
    kinds: Vec<Kind>,
    /// By their first letter: prose is asked at each of its words.
    series: HashMap<char, Vec<String>>,
    /// Verbs that follow a source at the beginning of a note.
    pub(super) stating_verbs: Vec<String>,
}

/// One way to write a kind of work.
#[derive(Debug)]
struct Kind {
    written: String,
    singular: String,
    is_plural: bool,
}

/// A kind of work met in a citation, with the colon after it. Before a quoted title the colon may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KindMet<'words> {
    /// The kind in the singular, as the profile writes it.
    pub(super) medium: &'words str,
    /// Whether it is written in the plural, and several titles may follow.
    pub(super) is_plural: bool,
    /// Where the kind begins.
    pub(super) start: usize,
    /// Where the titles begin, after the colon if there is one.
    pub(super) end: usize,
}

impl Vocabulary {
    pub(super) fn of(profile: &Profile) -> Vocabulary {
        let mut kinds: Vec<Kind> = profile.citations.kinds.iter().flat_map(|kind| forms_of(kind)).collect();
        kinds.retain(|kind| !kind.written.is_empty());
        kinds.sort_by_key(|kind| (std::cmp::Reverse(kind.written.len()), kind.is_plural));
        let names = profile.wiki.series.iter().flat_map(|(key, name)| [key.trim(), name.trim()]);
        let mut series: HashMap<char, Vec<String>> = HashMap::new();
        for name in names.filter(|name| !name.is_empty()) {
            series.entry(name.chars().next().unwrap_or_default()).or_default().push(name.to_owned());
        }
        for names in series.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
        Vocabulary { kinds, series, stating_verbs: profile.citations.stating_verbs.clone() }
    }

    /// The known series, by key or full name, that a text begins with. A word must end there.
    pub(super) fn series_at<'text>(&self, text: &'text str) -> Option<&'text str> {
        let known = self.series.get(&text.chars().next()?)?.iter().find(|name| {
            let rest = text.strip_prefix(name.as_str());
            rest.is_some_and(|rest| rest.starts_with(|next: char| next == ':' || next.is_whitespace()))
        })?;
        Some(&text[..known.len()])
    }

    /// The first kind of work that stands before a colon, outside parentheses and before any quoted title; else the one
    /// right before the quoted title.
    pub(super) fn kind_in(&self, text: &str) -> Option<KindMet<'_>> {
        let unquoted = &text[..text.find(opens_quote).unwrap_or(text.len())];
        let mut colons = outside_quotes(unquoted).filter(|&(_, letter)| letter == ':');
        let met = colons.find_map(|(colon, _)| self.kind_before(&unquoted[..colon], colon + 1));
        let is_quote_next = unquoted.len() < text.len() && unquoted.ends_with(char::is_whitespace);
        met.or_else(|| is_quote_next.then(|| self.kind_before(unquoted, unquoted.len()))?)
    }

    /// The kind of work that a text ends with, in the singular.
    pub(super) fn kind_at_end(&self, text: &str) -> Option<&str> {
        self.kind_before(text, text.len()).map(|kind| kind.medium)
    }

    /// The first place outside quotes and parentheses where words begin with a known series and name a kind after it.
    pub(super) fn source_in(&self, words: &str) -> Option<usize> {
        let mut may_begin = true;
        let begins = outside_quotes(words).filter(move |&(_, letter)| {
            let begins = may_begin && letter.is_alphanumeric();
            may_begin = !letter.is_alphanumeric();
            begins
        });
        let named = begins.filter_map(|(at, _)| Some((at, at + self.series_at(&words[at..])?.len())));
        named.take(MAX_TRIES).find(|&(_, end)| self.kind_in(&words[end..]).is_some()).map(|(at, _)| at)
    }

    /// The kind that a text ends with, in any letter case. One with a capital of its own must be all there is, for
    /// "The Captain's Story: Kor" is a title.
    fn kind_before(&self, text: &str, end: usize) -> Option<KindMet<'_>> {
        let text = text.trim_end();
        self.kinds.iter().find_map(|kind| {
            let start = text.len().checked_sub(kind.written.len())?;
            let (before, here) = text.split_at_checked(start)?;
            let is_trusted = here == kind.written || !here.starts_with(char::is_uppercase) || before.trim().is_empty();
            let is_kind = here.eq_ignore_ascii_case(&kind.written) && is_trusted;
            let is_word = before.is_empty() || before.ends_with(|letter: char| !letter.is_alphanumeric());
            let met = KindMet { medium: &kind.singular, is_plural: kind.is_plural, start, end };
            (is_kind && is_word).then_some(met)
        })
    }
}

/// The singular and the plural of a kind, as English makes it. "Series" is both and counts as the singular.
fn forms_of(kind: &str) -> [Kind; 2] {
    let kind = kind.trim();
    let plural = match kind.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if kind.ends_with("series") => kind.to_owned(),
        _ if kind.ends_with(['s', 'x']) || kind.ends_with("ch") || kind.ends_with("sh") => format!("{kind}es"),
        _ => format!("{kind}s"),
    };
    let form = |written: String, is_plural| Kind { written, singular: kind.to_owned(), is_plural };
    [form(kind.to_owned(), false), form(plural, true)]
}

/// Whether this mark opens a quoted title.
pub(super) fn opens_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '„' | '«')
}

/// Whether this mark closes a title that `open` opened. Straight and curly marks are mixed up by copying.
pub(super) fn closes_quote(open: char, letter: char) -> bool {
    match open {
        '„' => matches!(letter, '“' | '”' | '"'),
        '«' => letter == '»',
        _ => matches!(letter, '”' | '"'),
    }
}

/// The quoted spans of a text, with their marks, in order. A mark that is never closed quotes nothing, and neither does
/// anything after it.
pub(super) fn quoted_spans(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut open: Option<(usize, char)> = None;
    text.char_indices().filter_map(move |(at, letter)| match open {
        None => {
            open = opens_quote(letter).then_some((at, letter));
            None
        }
        Some((start, mark)) if closes_quote(mark, letter) => {
            open = None;
            Some(start..at + letter.len_utf8())
        }
        Some(_) => None,
    })
}

/// What a quoted span quotes.
pub(super) fn within_quotes<'text>(text: &'text str, span: &Range<usize>) -> &'text str {
    let quoted = &text[span.clone()];
    let mut letters = quoted.chars();
    let (open, close) = (letters.next(), letters.next_back());
    let (open, close) = (open.map_or(0, char::len_utf8), close.map_or(0, char::len_utf8));
    &quoted[open..quoted.len() - close]
}

/// The letters of a text that stand neither between quotation marks nor between parentheses, with their offsets. After
/// a mark that is never closed, nothing does.
pub(super) fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, char)> {
    let (mut quote, mut depth) = (None, 0_usize);
    text.char_indices().filter(move |&(_, letter)| {
        if let Some(open) = quote {
            if closes_quote(open, letter) {
                quote = None;
            }
            return false;
        }
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if opens_quote(letter) => quote = Some(letter),
            _ => return depth == 0,
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut profile = Profile::generic("x");
        for (key, name) in [("ST", "Star Trek"), ("STO", "Star Trek Online"), ("LW", "Légendes du Worf")] {
            profile.wiki.series.insert(key.into(), name.into());
        }
        Vocabulary::of(&profile)
    }

    #[test]
    fn the_longest_kind_before_a_colon_is_met_in_singular_and_plural() {
        let words = vocabulary();
        let met = |text| words.kind_in(text).map(|met| (met.medium, met.is_plural));
        assert_eq!(met(" comic book: Élan"), Some(("comic book", false)));
        assert_eq!(met(" short stories: \"A\", \"B\""), Some(("short story", true)));
        assert_eq!(met(" novellas : A"), Some(("novella", true)));
        assert_eq!(met(" series: A"), Some(("series", false)));
        assert_eq!(met(" VI: The mission: A"), Some(("mission", false)));
        assert_eq!(met(" submission: A"), None);
        assert_eq!(met(" \"A\", B novel: C"), None);
    }

    #[test]
    fn a_kind_is_met_in_any_letter_case_and_without_a_colon_before_a_quoted_title() {
        let words = vocabulary();
        let met = |text| words.kind_in(text).map(|met| met.medium);
        assert_eq!(met(" Episode: \"Élan\""), Some("episode"));
        assert_eq!(met(" VIDEO GAMES: Élan"), Some("video game"));
        assert_eq!(met(" - Old Moons rpg: Élan"), Some("RPG"));
        assert_eq!(met(" episode \"Élan\""), Some("episode"));
        assert_eq!(met(" Kor's Book: Élan"), None);
        assert_eq!(met(" episode Élan"), None);
        assert_eq!(met(" episode Élan \"A\""), None);
    }

    #[test]
    fn a_source_within_prose_begins_with_its_series() {
        let words = vocabulary();
        assert_eq!(words.source_in("told in the ST novel: Élan"), Some(12));
        assert_eq!(words.source_in("told in STO (the ST novel: Élan)"), None);
        assert_eq!(words.source_in("as ST says"), None);
    }

    #[test]
    fn the_longest_series_at_the_beginning_is_met() {
        let words = vocabulary();
        assert_eq!(words.series_at("STO mission: A"), Some("STO"));
        assert_eq!(words.series_at("Star Trek Online mission: A"), Some("Star Trek Online"));
        assert_eq!(words.series_at("Star Trek: A"), Some("Star Trek"));
        assert_eq!(words.series_at("Légendes du Worf novel: A"), Some("Légendes du Worf"));
        assert_eq!(words.series_at("STOP: A"), None);
        assert_eq!(words.series_at("ST"), None);
    }
}
