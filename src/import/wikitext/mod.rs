//! Wikitext to a draft.
//!
//! Three steps, as in `MediaWiki` itself: `pieces` finds where templates begin and end, `expand` puts in what they give
//! (by the wiki's own pages, or by what the profile says of them), and `blocks` reads the lines that result. Any text
//! gives a result, in time proportional to its length and to what its templates give, which is bounded.

mod blocks;
mod citing;
mod expand;
mod expr;
mod extensions;
mod functions;
mod hidden;
mod infobox;
mod links;
mod marks;
mod names;
mod pieces;
mod quotations;
mod quotes;
mod sinks;
mod tags;
mod templates;
mod words;

use super::draft::{Draft, Page};
use super::keyed::take_keyed_sources;
use expand::{Place, expand_page};

pub(super) use names::normal_title;
pub(super) use templates::TEMPLATE;
pub use templates::{Templates, Unexpanded};

/// Reads wikitext into a draft.
pub(super) fn read_wikitext(page: &Page<'_>, templates: &Templates) -> Draft {
    let place = Place { title: page.title.unwrap_or(page.name), site: &page.profile.wiki.name };
    let text = marks::without_controls(page.body);
    let expanded = expand_page(&text, place, templates);
    let mut draft = blocks::read_blocks(&expanded, templates.links(), &page.profile.page);
    take_keyed_sources(&mut draft, &page.profile.page);
    draft
}

#[cfg(test)]
mod tests;
