//! The frame around an article: where on the page it stands, and under which title.

use std::cmp::Reverse;

use scraper::Html;
use scraper::node::Element;

use super::element::{attribute, classes};
use super::inline::words_of;
use super::tree::{Node, elements_below};

/// The element that holds the article: the one that is marked as such most clearly, else the whole page.
pub(super) fn article_in(document: &Html) -> Node<'_> {
    let root = document.tree.root();
    let marked = elements_below(root).filter_map(|(node, element)| Some((Reverse(clearness(element)?), node)));
    marked.min_by_key(|(clearness, _)| *clearness).map_or(root, |(_, node)| node)
}

/// How clearly an element is marked as the one that holds the article, if at all.
fn clearness(element: &Element) -> Option<u8> {
    match attribute(element, "id") {
        Some("mw-content-text") => return Some(6),
        Some("bodyContent" | "WikiaArticle") => return Some(4),
        Some("content") => return Some(3),
        _ => {}
    }
    if classes(element).any(|class| class == "mw-parser-output") {
        return Some(5);
    }
    match element.name() {
        "main" | "article" => Some(2),
        "body" => Some(1),
        _ => None,
    }
}

/// The title as a heading of the page shows it that is marked as such: by `MediaWiki`, Fandom or mwoffliner.
pub(super) fn marked_title(document: &Html) -> Option<String> {
    let is_title = |element: &Element| {
        let id = attribute(element, "id").unwrap_or_default();
        matches!(id, "firstHeading" | "openzim-page-title" | "titleHeading")
            || classes(element).any(|class| matches!(class, "firstHeading" | "page-header__title"))
    };
    let titles = elements_below(document.tree.root()).filter(|(_, element)| is_title(element));
    titles.map(|(node, _)| words_of(node)).find(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::parse::tree_of;
    use super::super::reading::blocks_of;
    use super::*;

    #[test]
    fn the_article_is_where_the_page_says_most_clearly() {
        for html in [
            "<main>x<div id='content'>x<div class='mw-parser-output'>x</div><div id='mw-content-text'>Élan</div></div></main>",
            "<div id='content'>x<div class='mw-body mw-parser-output'>Élan</div></div><article>x</article>",
            "<main>x</main><div id='WikiaArticle'>Élan</div>",
            "<body><p>x<article>Élan</article><main>x</main>",
            "Élan",
        ] {
            assert_eq!(blocks_of(html), ["> Paragraph: Élan"], "{html}");
        }
    }

    #[test]
    fn the_title_is_the_heading_that_is_marked_as_such() {
        let title = |html: &str| marked_title(&tree_of(html).unwrap());
        assert_eq!(
            title("<h1>x</h1><h1 id='firstHeading'> <i>IKS</i> Élan <span class='mw-editsection'>[edit]</span></h1>")
                .as_deref(),
            Some("IKS Élan")
        );
        assert_eq!(
            title("<h1 class='firstHeading'></h1><h1 class='page-header__title'>Élan</h1>").as_deref(),
            Some("Élan")
        );
        assert_eq!(title("<h1>Élan</h1>"), None);
    }
}
