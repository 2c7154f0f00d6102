//! More results: the passages of an answer one by one, each with a button that opens it.

use std::collections::HashSet;

use super::components::{Component, Look};
use super::controls::{Controls, View, button};
use super::wording::{linked, named, on_page, one_line, provenance, quoted, told, years_of};
use crate::discord::asking::{Manner, Place, Press, Question, Spot, Step, Wish};
use crate::discord::speech::Tongue;
use crate::lore::Hit;

/// Passages on one page: with their buttons and the frame they stay far below the components a message may have.
const ON_A_PAGE: usize = 5;
/// Room for the place and the opening of one passage, in UTF-16 code units.
const PLACE_ROOM: usize = 120;
const OPENING_ROOM: usize = 200;
const _: () = assert!(
    3 * ON_A_PAGE + 10 <= crate::discord::limits::COMPONENTS,
    "each passage is three components; the frame, its heading and the buttons are ten at most"
);

/// Where the passages come from, which is what a press asks again.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'origin> {
    /// They answer a question, the best first.
    Question(&'origin Question),
    /// They were carried by themselves.
    Spots(&'origin str, &'origin [Spot]),
}

/// A page of passages, counted from 0; the last one for a greater number.
pub fn listing(hits: &[Hit], origin: Origin, page: usize, wiki: &str, view: View) -> Vec<Component> {
    let pages = hits.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let shown = hits.iter().enumerate().skip(page * ON_A_PAGE).take(ON_A_PAGE);
    let tongue = view.tongue();
    let mut parts = vec![Component::text(heading(origin, page, pages, tongue))];
    let mut read = HashSet::new();
    parts.extend(shown.map(|(rank, hit)| entry(rank, hit, origin, view, &mut read)));
    let provenance = hits.first().map(|hit| provenance(wiki, hit, view)).filter(|line| !line.is_empty());
    parts.extend(provenance.map(Component::text));
    let controls = Controls::new(view)
        .wish("button-previous-results", page.checked_sub(1).map(|page| origin.page(page)))
        .wish("button-next-results", (page + 1 < pages).then(|| origin.page(page + 1)))
        .wish("button-back", origin.answer().filter(|_| page > 0))
        .share_or_delete([origin.page(page)]);
    std::iter::once(Component::container(parts, view.spoiler)).chain(controls.rows()).collect()
}

impl Origin<'_> {
    /// What brings a page of these passages.
    fn page(self, page: usize) -> Wish {
        match self {
            Origin::Question(question) => Wish::More(question.clone(), page),
            Origin::Spots(wiki, spots) => Wish::Listed(wiki.to_owned(), spots.to_vec(), page),
        }
    }

    /// What brings the card that these passages belong to, where a question tells it.
    fn answer(self) -> Option<Wish> {
        match self {
            Origin::Question(question) => Some(Wish::Answer(question.clone(), 0)),
            Origin::Spots(..) => None,
        }
    }
}

/// What the list is of, and which page of it this is.
fn heading(origin: Origin, page: usize, pages: usize, tongue: Tongue) -> String {
    let asked = match origin {
        Origin::Question(question) => one_line(&format!("{} {}", question.topic(), question.asked)),
        Origin::Spots(..) => String::new(),
    };
    let heading = if asked.is_empty() {
        tongue.say("results")
    } else {
        tongue.say_with("results-for", [("asked", quoted(&asked))])
    };
    format!("### {}", on_page(heading, page, pages, tongue))
}

/// One passage: its number, where it stands, its years, how it begins, and a button to read it, unless one that is `read`
/// already does the same.
fn entry(rank: usize, hit: &Hit, origin: Origin, view: View, read: &mut HashSet<String>) -> Component {
    let number = rank + 1;
    let place = named(&hit.place(), PLACE_ROOM);
    let opening = told(&run_together(beginning(hit)), OPENING_ROOM);
    let text =
        format!("**{number}\\.** {}{}\n{opening}", linked(&place, hit.url.as_deref()), years_of(hit, view.tongue()));
    let by_itself = Wish::Passage(Place::of(hit), Step::Stay);
    let wish = match origin {
        Origin::Question(question) => vec![Wish::Answer(question.clone(), rank), by_itself],
        Origin::Spots(..) => vec![by_itself],
    };
    let press = |wish| Press { wish, spoiler: view.spoiler, manner: Manner::InPlace };
    let label = view.tongue().say_with("button-read", [("number", number)]);
    let button = wish.into_iter().find_map(|wish| button(&label, &press(wish), Look::Secondary));
    match button.filter(|button| read.insert(button.custom_id().unwrap_or_default().to_owned())) {
        Some(read) => Component::section(text.trim_end().to_owned(), read),
        None => Component::text(text.trim_end()),
    }
}

/// A text on one line, with dots where lines of a list or a table end.
fn run_together(text: &str) -> String {
    text.lines().map(one_line).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// As much of a passage's excerpt as may be shown.
fn beginning(hit: &Hit) -> &str {
    let text = hit.passage.get(hit.excerpt.clone()).unwrap_or(&hit.passage);
    text.char_indices().nth(2 * OPENING_ROOM).map_or(text, |(end, _)| &text[..end])
}
