//! What the elements of a page are for, told by their names, classes and styles, in one place.
//!
//! The names of classes are those of `MediaWiki` and its Cite extension, of the templates that wikis have taken over
//! from Wikipedia, of Fandom, and of mwoffliner, which makes ZIM archives.

use std::collections::HashSet;
use std::sync::LazyLock;

use scraper::node::Element;

/// What an element is for. Where two of its classes disagree, the role that stands first here holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// The box of facts beside an article.
    Infobox,
    /// "For the moon, see ...".
    Hatnote,
    /// The marker of a numbered note.
    NoteMarker,
    /// The list of the numbered notes.
    Notes,
    /// No part of the article's words.
    Dropped,
    /// Holds a title of a section, of this level.
    Heading(u8),
    List,
    Item,
    /// A list of terms, or an indented paragraph.
    Definitions,
    Table,
    Row,
    Cell,
    /// Text whose lines are its own.
    Preformatted,
    /// Parts its words from those around it.
    Block,
    LineBreak,
    Italics,
    Link,
    /// Words among words.
    Inline,
}

/// The role of an element.
pub(super) fn role_of(element: &Element) -> Role {
    if is_hidden(element) {
        return Role::Dropped;
    }
    let told = classes(element).filter_map(role_of_class).chain(role_of_id(element)).chain(role_of_aria(element)).min();
    match told.unwrap_or_else(|| role_of_name(element.name())) {
        // What stands around a list of notes may have its class as well.
        Role::Notes if !is_list(element) => Role::Block,
        Role::Inline if attribute(element, "href").is_some() => Role::Link,
        Role::Inline if style(element).contains("font-style:italic") => Role::Italics,
        role => role,
    }
}

/// The value of an attribute.
pub(super) fn attribute<'tree>(element: &'tree Element, name: &str) -> Option<&'tree str> {
    element.attrs().find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// The classes of an element, in their order.
pub(super) fn classes(element: &Element) -> impl Iterator<Item = &str> {
    attribute(element, "class").unwrap_or_default().split_ascii_whitespace()
}

fn is_list(element: &Element) -> bool {
    matches!(element.name(), "ol" | "ul")
}

/// Whether browsers do not show an element.
fn is_hidden(element: &Element) -> bool {
    let style = style(element);
    attribute(element, "hidden").is_some() || style.contains("display:none") || style.contains("visibility:hidden")
}

/// The style of an element without its white space, in lower case.
fn style(element: &Element) -> String {
    let style = attribute(element, "style").unwrap_or_default();
    style.chars().filter(|letter| !letter.is_whitespace()).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn role_of_name(name: &str) -> Role {
    match name {
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ul" | "ol" | "menu" | "dir" => Role::List,
        "li" | "dt" | "dd" => Role::Item,
        "dl" => Role::Definitions,
        "table" => Role::Table,
        "tr" | "caption" => Role::Row,
        "td" | "th" => Role::Cell,
        "pre" => Role::Preformatted,
        "br" => Role::LineBreak,
        "var" => Role::Italics,
        "p" | "div" | "blockquote" | "center" | "section" | "article" | "main" | "header" | "hgroup" | "details"
        | "summary" | "fieldset" | "legend" | "address" | "hr" | "body" | "html" | "tbody" | "thead" | "tfoot"
        | "form" => Role::Block,
        "script" | "style" | "noscript" | "noframes" | "template" | "head" | "title" | "iframe" | "object"
        | "embed" | "audio" | "video" | "picture" | "img" | "svg" | "math" | "canvas" | "map" | "figure" | "nav"
        | "aside" | "footer" | "input" | "button" | "select" | "textarea" | "rp" => Role::Dropped,
        _ => Role::Inline,
    }
}

fn role_of_class(class: &str) -> Option<Role> {
    Some(match class {
        "infobox" | "infobox_v2" | "infobox_v3" | "infoboxtable" | "portable-infobox" => Role::Infobox,
        "hatnote" | "dablink" | "rellink" => Role::Hatnote,
        "reference" | "mw-ref" | "footnote-ref" => Role::NoteMarker,
        "references" => Role::Notes,
        _ if DROPPED_CLASSES.contains(class) => Role::Dropped,
        _ => return None,
    })
}

/// The classes of what is no part of an article's words.
static DROPPED_CLASSES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set_of(&[
        // MediaWiki: links, contents and categories around the words.
        "mw-editsection editsection mw-jump-link mw-indicators mw-empty-elt noprint printonly toc toctitle catlinks",
        "printfooter mw-collapsible-toggle collapseButton mw-ext-cite-error mwe-math-element mw-message-box",
        "sr-only visually-hidden",
        // The way from a note back to the text.
        "mw-cite-backlink mw-linkback-text cite-accessibility-label footnote-back",
        // Pictures with what stands below them.
        "thumb thumbcaption gallery gallerybox gallerytext wikia-gallery wikia-slideshow image-thumbnail article-thumb",
        "mw-broken-media",
        // Templates that Wikipedia began: navigation, messages to editors, marks within the text.
        "navbox navbox-styles vertical-navbox navbar sidebar succession-box metadata sistersitebox side-box portalbox",
        "ambox mbox mbox-small tmbox ombox cmbox fmbox imbox asbox stub notice messagebox",
        "Inline-Template Template-Fact shortdescription Z3988",
        // Fandom: tabs and advertisements.
        "wds-tabs__wrapper wds-tabs tabbernav gpt-ad ad-slot ad-slot-placeholder top-ads-container",
        "bottom-ads-container article-categories license-description",
        // mwoffliner: where the page came from.
        "external-footer zim-footer",
    ])
});

/// The addresses of what stands around an article where no element holds the article alone.
static DROPPED_IDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set_of(&[
        "toc catlinks siteSub contentSub contentSub2 jump-to-nav siteNotice mw-navigation mw-head mw-panel",
        "column-one footer mw-page-base mw-head-base p-lang-btn",
    ])
});

fn set_of(lines: &[&'static str]) -> HashSet<&'static str> {
    lines.iter().flat_map(|line| line.split(' ')).collect()
}

fn role_of_id(element: &Element) -> Option<Role> {
    attribute(element, "id").filter(|id| DROPPED_IDS.contains(id)).map(|_| Role::Dropped)
}

fn role_of_aria(element: &Element) -> Option<Role> {
    match attribute(element, "role")? {
        "navigation" | "search" | "doc-backlink" => Some(Role::Dropped),
        "doc-noteref" => Some(Role::NoteMarker),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::tree_of;
    use super::super::tree::elements_below;
    use super::*;

    /// The role of the innermost element of a page.
    fn role(html: &str) -> Role {
        let document = tree_of(html).unwrap();
        elements_below(document.tree.root()).last().map(|(_, element)| role_of(element)).unwrap()
    }

    #[test]
    fn the_role_that_matters_most_holds() {
        assert_eq!(role("<p><aside class='portable-infobox noprint'>"), Role::Infobox);
        assert_eq!(role("<div class='noprint dablink'>"), Role::Hatnote);
        assert_eq!(role("<div role='navigation' class='hatnote'>"), Role::Hatnote);
        assert_eq!(role("<div class='hatnote' style='display:none'>"), Role::Dropped);
        assert_eq!(role("<div class='references'>"), Role::Block);
        assert_eq!(role("<ol class='references'>"), Role::Notes);
        assert_eq!(role("<span class='x y'>"), Role::Inline);
    }
}
