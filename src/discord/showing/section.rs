//! A whole section, passage by passage and each with its source, in pages where it is long.

use super::components::Component;
use super::controls::{Controls, View};
use super::markdown::escape;
use super::wording::{KNOWN_ROOM, PROVENANCE_ROOM, link, named, provenance, sourced};
use crate::discord::asking::{Place, Question, Step, Wish};
use crate::discord::limits::{length, truncate};
use crate::discord::speech::Tongue;
use crate::lore::{Hit, PassageKind};

/// Room for the passages and sources of one page, in UTF-16 code units: with heading and provenance a page stays within
/// what a message may hold.
const PAGE_ROOM: usize = 2_400;
const SOURCE_ROOM: usize = 300;
const TITLE_ROOM: usize = 200;
/// Room for our own words around a source, and for the gaps between passages.
const SOURCE_WORDS: usize = 50;
/// Room for the line that tells the page, with the marks of the heading above it.
const PAGE_WORDS: usize = 60;
const _: () = assert!(
    PAGE_ROOM + TITLE_ROOM + crate::discord::limits::BUTTON_URL + PAGE_WORDS + PROVENANCE_ROOM
        <= crate::discord::limits::TEXT_TOTAL,
    "a page must fit into a message"
);
const _: () = assert!(KNOWN_ROOM + 3 <= SOURCE_WORDS, "how a source is known stands behind it, in brackets");
/// The most pages made of one section.
const PAGES: usize = 200;

/// A page of a section, counted from 0; the last one for a greater number, and for none the first one with any of `hit`, the
/// passage that the way led from.
pub fn section(
    hit: &Hit,
    section: &[Hit],
    page: Option<usize>,
    wiki: &str,
    came_from: Option<&Question>,
    view: View,
) -> Vec<Component> {
    let tongue = view.tongue();
    let (pages, begins_on) = pages_of(section, tongue);
    let of_hit = || section.iter().position(|passage| passage.id == hit.id).and_then(|at| begins_on.get(at).copied());
    let page = page.or_else(of_hit).unwrap_or(0).min(pages.len().saturating_sub(1));
    let provenance = provenance(wiki, hit, view);
    let text = pages.get(page).map(String::as_str).unwrap_or_default();
    let parts =
        [heading(hit, page, pages.len(), tongue), text.to_owned()].into_iter().filter(|part| !part.trim().is_empty());
    let parts = parts.map(Component::text).chain([Component::separator()]);
    let parts = parts.chain(Some(provenance).filter(|line| !line.is_empty()).map(Component::text)).collect();
    let places = Place::from_answer(hit, came_from);
    let at = |page: Option<usize>| {
        page.into_iter().flat_map(|page| places.iter().map(move |place| Wish::Section(place.clone(), Some(page))))
    };
    let back = places.iter().map(|place| Wish::Passage(place.clone(), Step::Stay));
    let controls = Controls::new(view)
        .wish("button-previous-page", at(page.checked_sub(1)))
        .wish("button-next-page", at((page + 1 < pages.len()).then_some(page + 1)))
        .wish("button-back", back)
        .open(hit.url.as_deref())
        .share_or_delete(at(Some(page)));
    std::iter::once(Component::container(parts, view.spoiler)).chain(controls.rows()).collect()
}

/// Which section this is, as a link to it, and which page of it.
fn heading(hit: &Hit, page: usize, pages: usize, tongue: Tongue) -> String {
    let place = named(&hit.place(), TITLE_ROOM);
    let place = link(hit.url.as_deref()).map_or(place.clone(), |url| format!("[{place}]({url})"));
    let page = if pages > 1 {
        tongue.say_with("section-page", [("page", page + 1), ("pages", pages)])
    } else {
        tongue.say("section-whole")
    };
    format!("### {place}\n-# {page}")
}

/// A piece of a passage, with the source of that passage.
struct Piece {
    text: String,
    source: String,
    /// Whether it is a line of a box of facts, which needs no gap before the next.
    is_fact: bool,
}

/// The passages with their sources, parted into pages, and the page that each begins on. A passage longer than a page runs
/// on, with a mark at the cut.
fn pages_of(section: &[Hit], tongue: Tongue) -> (Vec<String>, Vec<usize>) {
    let mut pages: Vec<Vec<Piece>> = Vec::new();
    let mut begins_on = Vec::new();
    let mut used = 0;
    for (at, hit) in section.iter().enumerate() {
        let (source, is_fact) = (sourced(hit, SOURCE_ROOM, tongue), hit.kind == PassageKind::Fact);
        for text in pieces(&hit.passage) {
            let needed = length(&text) + length(&source) + SOURCE_WORDS;
            if pages.is_empty() || used + needed > PAGE_ROOM {
                pages.push(Vec::new());
                used = 0;
            }
            used += needed;
            if begins_on.len() <= at {
                begins_on.resize(at + 1, pages.len() - 1);
            }
            pages.last_mut().expect("a page was begun").push(Piece { text, source: source.clone(), is_fact });
        }
        if pages.len() >= PAGES {
            break;
        }
    }
    (pages.iter().map(|page| page_text(page, tongue)).collect(), begins_on)
}

/// The text of a page. Passages that follow one another and share their source have it once, below the last of them.
fn page_text(page: &[Piece], tongue: Tongue) -> String {
    let together = page.chunk_by(|piece, next| piece.source == next.source);
    together
        .map(|pieces| format!("{}\n{}", run_text(pieces), source_line(pieces, tongue)))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// Passages one after another, lines of a box of facts without a gap.
fn run_text(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let is_fact_after_fact = at > 0 && piece.is_fact && pieces[at - 1].is_fact;
        text.push_str(if at == 0 {
            ""
        } else if is_fact_after_fact {
            "\n"
        } else {
            "\n\n"
        });
        text.push_str(&piece.text);
    }
    text
}

/// The source of passages that share it, in small print.
fn source_line(pieces: &[Piece], tongue: Tongue) -> String {
    let source = pieces.first().map_or("", |piece| piece.source.as_str());
    let label = match pieces.len() {
        1 => tongue.say("label-source"),
        count => tongue.say_with("section-sources", [("count", count)]),
    };
    format!("-# {label} {source}")
}

/// A passage, escaped, in pieces that leave room for a source on a page.
fn pieces(passage: &str) -> Vec<String> {
    let escaped = escape(passage);
    let room = PAGE_ROOM - SOURCE_ROOM - 2 * SOURCE_WORDS;
    let (mut pieces, mut rest) = (Vec::new(), escaped.trim());
    while !rest.is_empty() && pieces.len() < PAGES {
        // Only as much is looked at as a piece may hold.
        let reach = rest.char_indices().nth(room + 1).map_or(rest, |(end, _)| &rest[..end]);
        let piece = beginning(reach, room);
        let (before, after) =
            (if pieces.is_empty() { "" } else { "…" }, if piece.len() < rest.len() { "…" } else { "" });
        pieces.push(format!("{before}{piece}{after}"));
        rest = rest[piece.len()..].trim_start();
    }
    pieces
}

/// The beginning of an escaped text that fits, cut between words where it can be; never empty.
fn beginning(text: &str, room: usize) -> &str {
    let cut = truncate(text, room);
    let kept = cut.strip_suffix('…').unwrap_or(&cut);
    if !kept.is_empty() && text.starts_with(kept) {
        return &text[..kept.len()];
    }
    // A single mark of a thousand accents, or stars in an address: cut wherever it fits.
    text.char_indices().nth(room / 2).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_passage_runs_on_without_losing_a_word() {
        let passage = "Tidewatch sank, *twice*. ".repeat(400);
        let pieces = pieces(&passage);
        assert!(pieces.len() > 3);
        let words =
            |text: &str| text.split_whitespace().map(|word| word.trim_matches('…').to_owned()).collect::<Vec<_>>();
        let shown: Vec<String> = pieces.iter().flat_map(|piece| words(piece)).collect();
        assert_eq!(shown, words(&escape(&passage)));
    }

    #[test]
    fn our_words_fit_their_room_in_every_language() {
        let page = [("page", PAGES.into()), ("pages", PAGES.into())];
        let longest = Tongue::longest("section-page", &page).max(Tongue::longest("section-whole", &[]));
        assert!(longest + "### []()\n-# ".len() <= PAGE_WORDS);
        let label =
            Tongue::longest("section-sources", &[("count", PAGES.into())]).max(Tongue::longest("label-source", &[]));
        assert!(label + "\n-#  \n\n".len() <= SOURCE_WORDS);
    }

    #[test]
    fn a_source_shared_by_passages_stands_once_below_them() {
        let piece = |text: &str, source: &str, is_fact| Piece { text: text.into(), source: source.into(), is_fact };
        let page = [piece("Rank: pilot", "a", true), piece("Ship: Tern", "a", true), piece("She fell.", "b", false)];
        let shown = "Rank: pilot\nShip: Tern\n-# Source of these 2 passages: a\n\nShe fell.\n-# Source: b";
        assert_eq!(page_text(&page, Tongue::English), shown);
    }

    proptest! {
        #[test]
        fn every_piece_fits_a_page(piece in "\\PC{0,40}|[*_… \n]{0,20}", times in 0usize..200) {
            for piece in pieces(&piece.repeat(times)) {
                prop_assert!(length(&piece) + SOURCE_ROOM + SOURCE_WORDS <= PAGE_ROOM);
            }
        }
    }
}
