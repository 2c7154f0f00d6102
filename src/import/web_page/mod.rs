//! Web pages as they are saved from Fandom and `MediaWiki`, rendered by their API, or kept in a ZIM archive.
//!
//! `parse` makes a tree of the text, within bounds. `frame` finds the article in it, `head` what the page tells about
//! itself, and `blocks` reads the article part by part, with `tables`, `references` and `infobox` for what is no running
//! text. What an element is for stands in one place, `element`; how its words become a block in another, `inline`.

mod attributes;
mod blocks;
mod element;
mod frame;
mod head;
mod infobox;
mod inline;
mod parse;
mod references;
mod tables;
mod tree;

use super::draft::{Draft, Page};

/// Reads a web page into a draft, or tells why it cannot be read.
pub(super) fn read_web_page(page: &Page<'_>) -> Result<Draft, String> {
    let document = parse::tree_of(page.body)?;
    let mut draft = blocks::read_blocks(frame::article_in(&document), frame::marked_title(&document), page);
    draft.title = draft.title.or_else(|| head::title_in_head(&document, &page.profile.wiki.name));
    draft.url = head::address_of(&document);
    draft.is_disambiguation = head::is_disambiguation(&document);
    draft.revision = head::revision_of(&document);
    Ok(draft)
}

/// What the tests of this folder share.
#[cfg(test)]
mod reading {
    use super::*;
    use crate::import::Profile;

    /// The draft of a page.
    pub(super) fn draft_of(html: &str) -> Draft {
        let profile = Profile::generic("Élan Wiki");
        read_web_page(&Page { body: html, name: "x", title: None, profile: &profile }).unwrap()
    }

    /// One line a block: its headings, its kind, its text and the labels of its notes.
    pub(super) fn blocks_of(html: &str) -> Vec<String> {
        let draft = draft_of(html);
        let of_section = |section: &crate::import::draft::DraftSection| {
            let heading = section.heading.join(" / ");
            let line = |block: &crate::import::draft::Block| {
                let notes = block.notes.iter().flat_map(|label| [" [", label, "]"]).collect::<String>();
                format!("{heading}> {:?}: {}{notes}", block.kind, block.text.replace('\n', "⏎"))
            };
            section.blocks.iter().map(line).collect::<Vec<_>>()
        };
        draft.sections.iter().flat_map(of_section).collect()
    }
}

#[cfg(test)]
mod tests;
