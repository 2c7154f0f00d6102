//! What a page holds and its reader does not read: by the classes and styles of elements.
//!
//! The names are those of `MediaWiki`, of Fandom and of the templates that wikis have copied from one another.

use super::tags::{attribute, find_ignoring_case};

/// Classes of elements that are no part of the article: ways to other pages, messages, pictures, marks of editing.
const HIDDEN: &[&str] = &[
    "navbox",
    "vertical-navbox",
    "navbox-inner",
    "navbar",
    "toc",
    "toclimit",
    "noprint",
    "metadata",
    "ambox",
    "tmbox",
    "ombox",
    "cmbox",
    "fmbox",
    "mbox",
    "mbox-small",
    "messagebox",
    "message-box",
    "notice",
    "gallery",
    "wikia-gallery",
    "thumb",
    "thumbinner",
    "thumbcaption",
    "magnify",
    "editsection",
    "mw-editsection",
    "editlink",
    "catlinks",
    "sistersitebox",
    "error",
    "reference",
    "mw-empty-elt",
    "nomobile",
    "succession-box",
    "stub",
    "noexcerpt-box",
    "portal",
    "navigation",
    "printfooter",
    "wds-tabs",
    "nowrap-links",
    "spoiler-notice",
    "boilerplate",
];

/// Classes of boxes of facts.
const INFOBOXES: &[&str] = &["infobox", "portable-infobox", "infobox-table", "sidebar-infobox"];

/// Classes of lines that lead to other pages.
const HATNOTES: &[&str] = &["hatnote", "dablink", "rellink", "mainarticle", "main-article", "seealso"];

/// Whether an element with these attributes is not read.
pub(super) fn is_hidden(attributes: &str) -> bool {
    has_class(attributes, HIDDEN) || is_invisible(attributes)
}

/// Whether an element with these attributes is a box of facts.
pub(super) fn is_infobox(attributes: &str) -> bool {
    has_class(attributes, INFOBOXES)
}

/// Whether an element with these attributes leads to other pages.
pub(super) fn is_hatnote(attributes: &str) -> bool {
    has_class(attributes, HATNOTES)
}

fn has_class(attributes: &str, classes: &[&str]) -> bool {
    let Some(value) = attribute(attributes, "class") else { return false };
    value.split(char::is_whitespace).any(|class| classes.iter().any(|known| class.eq_ignore_ascii_case(known)))
}

fn is_invisible(attributes: &str) -> bool {
    attribute(attributes, "style").is_some_and(|style| {
        let compact: String = style.chars().filter(|letter| !letter.is_whitespace()).collect();
        find_ignoring_case(&compact, "display:none").is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_whole_words() {
        assert!(is_hidden(" class=\"a NavBox\""));
        assert!(is_hidden("style='Display: none;'"));
        assert!(!is_hidden("class=navboxes data-class=navbox"));
        assert!(is_infobox("class='infobox x'"));
        assert!(is_hatnote("class=dablink"));
    }
}
