//! What markup tells of a note before its words are read: whether a template for citing makes it.

use std::sync::LazyLock;

use crate::import::draft::NoteMarkup;
use crate::import::patterns::is_among;

/// Templates that write a source, by their names on Wikipedia, from where most wikis have them
/// (<https://en.wikipedia.org/wiki/Category:Citation_templates>).
static CITING: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["cite", "cite *", "citation", "sfn", "sfnp", "sfnm", "harv*", "webcite", "web cite"].map(str::to_owned).to_vec()
});

/// Whether a template of this name writes a source.
pub(super) fn cites(name: &str) -> bool {
    is_among(&CITING, name)
}

/// What the wikitext of a note tells of it by the template that it begins with.
pub(super) fn markup_of(wikitext: &str) -> NoteMarkup {
    let wikitext = wikitext.trim();
    let Some(call) = wikitext.strip_prefix("{{").filter(|call| !call.starts_with('{')) else {
        return NoteMarkup::Words;
    };
    let name = call[..call.find(['|', '}', '{', '\n']).unwrap_or(call.len())].trim();
    let is_whole = end_of_call(wikitext) == Some(wikitext.len());
    if is_whole && cites(name) { NoteMarkup::Source } else { NoteMarkup::Template }
}

/// Where the call ends that a wikitext begins with.
fn end_of_call(wikitext: &str) -> Option<usize> {
    let bytes = wikitext.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"{{" => depth += 1,
            b"}}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 2);
                }
            }
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
    }
    None
}

/// The address of a note that is nothing but a link without words, of which a page shows only a number.
pub(super) fn address_of(wikitext: &str) -> Option<String> {
    let inside = wikitext.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    (inside.contains("//") && !inside.contains(char::is_whitespace) && !inside.contains(['[', ']']))
        .then(|| inside.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_for_citing_tells_a_source_and_any_other_only_hints() {
        assert_eq!(markup_of(" {{Cite_web|title={{lang|fr|Élan}}|url=x}} "), NoteMarkup::Source);
        assert_eq!(markup_of("{{cite book|title=Élan}} Kor's copy is torn."), NoteMarkup::Template);
        assert_eq!(markup_of("{{Saga|Élan}}"), NoteMarkup::Template);
        for words in ["''Élan''", "{{{1}}}", "", "See {{cite book|title=Élan}}"] {
            assert_eq!(markup_of(words), NoteMarkup::Words, "{words}");
        }
        assert_eq!(markup_of("{{cite web"), NoteMarkup::Template);
    }

    #[test]
    fn a_link_without_words_is_its_address() {
        assert_eq!(address_of(" [https://example.org/Élan] ").as_deref(), Some("https://example.org/Élan"));
        for words in ["[https://example.org Élan]", "[1]", "[[a//b]]", "https://example.org"] {
            assert_eq!(address_of(words), None, "{words}");
        }
    }
}
