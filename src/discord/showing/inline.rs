//! The reply to `[[links]]`: a small card each, with the title linked, an excerpt word for word, its source and its wiki.

use super::card::{notes, passage};
use super::components::Component;
use super::controls::{Controls, View};
use super::reply::Reply;
use super::wording::{
    KNOWN_ROOM, LINE_URL_ROOM, PROVENANCE_ROOM, lines_within, linked, named, provenance, quoted, sourced,
};
use crate::discord::limits::length;
use crate::lore::{Answer, Choice, Hit, Outcome};

/// Room for each part of a small card in UTF-16 code units.
const TITLE_ROOM: usize = 100;
const EXCERPT_ROOM: usize = 400;
const SOURCE_ROOM: usize = 120;
const NOTE_ROOM: usize = 150;
/// The most articles that are named where a link may mean several.
const CHOICES: usize = 5;
/// What a card holds at most beside its excerpt and what was mended, our own words for the source included.
const AROUND: usize = TITLE_ROOM + LINE_URL_ROOM + 10 + SOURCE_ROOM + KNOWN_ROOM + 30 + PROVENANCE_ROOM;
const _: () = assert!(
    3 * (AROUND + 100) <= crate::discord::limits::TEXT_TOTAL,
    "three small cards with a hundred characters of the wiki each must fit one message"
);

/// A link with its answer.
#[derive(Debug, Clone)]
pub struct Linked {
    /// What the link names, as typed.
    pub topic: String,
    /// The answer.
    pub answer: Answer,
    /// How it is shown.
    pub view: View,
}

/// The reply to links, in so much room for all of them: none where nothing is to be shown.
pub fn inline(links: &[Linked], room: usize) -> Option<Reply> {
    let first = links.first()?;
    let each = room / links.len();
    let small = |Linked { topic, answer, view }: &Linked| {
        let text = match (&answer.outcome, answer.hits().next()) {
            (Outcome::Ambiguous { choices }, _) => several(topic, choices, *view, each),
            (_, Some(hit)) => card(answer, hit, *view, each),
            _ => return None,
        };
        Some(Component::container(vec![Component::text(text)], view.spoiler))
    };
    let cards: Vec<Component> = links.iter().filter_map(small).collect();
    let delete = Controls::new(first.view).share_or_delete([]).rows();
    (!cards.is_empty()).then(|| Reply::components(&cards.into_iter().chain(delete).collect::<Vec<_>>()))
}

/// One passage in a few lines.
fn card(answer: &Answer, hit: &Hit, view: View, room: usize) -> String {
    let tongue = view.tongue();
    let title = named(&hit.place(), TITLE_ROOM);
    let title = linked(&title, hit.url.as_deref());
    let title = if title.trim().is_empty() { title } else { format!("**{title}**") };
    let source = format!("-# {} {}", tongue.say("label-source"), sourced(hit, SOURCE_ROOM, tongue));
    let wiki = provenance(if answer.wiki.trim().is_empty() { &hit.wiki } else { &answer.wiki }, hit, view);
    let used = length(&title) + length(&source) + length(&wiki) + "\n\n\n\n".len();
    let excerpt = passage(hit, EXCERPT_ROOM.min(room.saturating_sub(used)));
    let left = room.saturating_sub(used + length(&excerpt));
    let notes = lines_within(&notes(answer, false, tongue), NOTE_ROOM.min(left));
    let lines = [notes, title, excerpt, source, wiki].into_iter().filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The articles that a link may mean, each linked.
fn several(topic: &str, choices: &[Choice], view: View, room: usize) -> String {
    let heading = view.tongue().say_with("refusal-several", [("asked", quoted(topic))]);
    let named = choices.iter().take(CHOICES);
    let lines = named.map(|choice| format!("- {}", linked(&quoted(&choice.title), choice.url.as_deref())));
    lines_within(&std::iter::once(heading).chain(lines).collect::<Vec<_>>(), room)
}
