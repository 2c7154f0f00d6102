//! Whole pages to whole drafts. The promises kept here:
//!
//! 1. The same article saved from Fandom, from a skin of `MediaWiki`, from its API or in a ZIM archive reads the same.
//! 2. What stands around an article, and what browsers do not show, is no part of it.
//! 3. A page of no wiki is read as well.
//! 4. No text is a surprise: nothing panics, and offsets lie on character borders.

use super::reading::{blocks_of, draft_of};
use super::*;
use crate::import::Profile;

/// The article as `MediaWiki` renders it.
const ARTICLE: &str = r##"<div class="hatnote">For the ship, see <a href="/wiki/IKS_%C3%89lan" title="IKS Élan">IKS Élan</a>.</div>
<table class="infobox"><tr><th colspan="2">Élan</th></tr><tr><th>Orbits</th><td>Qo'noS</td></tr></table>
<p><b>Élan</b> was a <a href="/wiki/Moon" title="Moon">moon</a> of Qo'noS.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">&#91;1&#93;</a></sup>
</p>
<div id="toc" class="toc" role="navigation"><div class="toctitle"><h2>Contents</h2></div><ul><li>1 Siege</li></ul></div>
HEADING(h2,Siege)
<div class="hatnote">Main article: <a href="/wiki/Siege" title="Siege">Siege</a></div>
<div class="thumb tright"><div class="thumbinner"><div class="thumbcaption">The siege</div></div></div>
<p>In 2340 it was besieged,<br />
and fell.</p>
HEADING(h3,The <i>fall</i>)
<ul><li>Kor's fleet<ul><li>his flagship</li></ul></li>
<li>Kang's</li></ul>
HEADING(h2,References)
<div class="mw-references-wrap"><ol class="references">
<li id="cite_note-1"><span class="mw-cite-backlink"><a href="#cite_ref-1">↑</a></span> <span class="reference-text">ST novel: Two Moons</span></li>
</ol></div>
<table class="navbox"><tr><td>Moons: Élan · Praxis</td></tr></table>"##;

/// The article with its headings in some form, which has `{level}` and `{words}`.
fn article(heading: &str) -> String {
    let mut parts = ARTICLE.split("HEADING(");
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (told, rest) = part.split_once(")\n").unwrap();
        let (level, words) = told.split_once(',').unwrap();
        html += &heading.replace("{level}", level).replace("{words}", words);
        html += rest;
    }
    html
}

const OLD_HEADING: &str = "<{level}><span class=\"mw-headline\" id=\"x\">{words}</span><span class=\"mw-editsection\">\
    <span>[</span><a href=\"#\">edit</a><span>]</span></span></{level}>";

const NEW_HEADING: &str = "<div class=\"mw-heading mw-heading2\"><{level} id=\"x\">{words}</{level}>\
    <span class=\"mw-editsection\">[<a href=\"#\">edit</a>]</span></div>";

const READ: [&str; 3] = [
    "> Paragraph: Élan was a moon of Qo'noS. [1]",
    "Siege> Paragraph: In 2340 it was besieged,⏎and fell.",
    "Siege / The fall> List: Kor's fleet⏎his flagship⏎Kang's",
];

fn assert_is_the_article(html: &str) {
    let draft = draft_of(html);
    assert_eq!(draft.title.as_deref(), Some("Élan"), "{html}");
    assert_eq!(blocks_of(html), READ, "{html}");
    assert_eq!(draft.hatnotes.len(), 1);
    assert_eq!(draft.hatnotes[0].targets, ["IKS Élan"]);
    let notes: Vec<_> = draft.notes.iter().map(|note| (note.label.as_str(), note.block.text.as_str())).collect();
    assert_eq!(notes, [("1", "ST novel: Two Moons")]);
    let facts: Vec<_> = draft.facts.iter().map(|fact| (fact.label.as_str(), fact.value.text.as_str())).collect();
    assert_eq!(facts, [("Orbits", "Qo'noS")]);
}

#[test]
fn an_article_saved_from_mediawiki_is_read_in_every_skin() {
    for heading in [OLD_HEADING, NEW_HEADING] {
        let content = article(heading);
        assert_is_the_article(&format!(
            "<!DOCTYPE html><html><head><title>Élan - Élan Wiki</title><script>RLCONF={{}}</script></head><body>\
             <div id=\"content\"><div id=\"siteNotice\">Donate</div><h1 id=\"firstHeading\"><span>Élan</span></h1>\
             <div id=\"bodyContent\"><div id=\"siteSub\">From Élan Wiki</div><a class=\"mw-jump-link\">Jump to</a>\
             <div id=\"mw-content-text\"><div class=\"mw-parser-output\">{content}</div><div class=\"printfooter\">\
             Retrieved from</div></div><div id=\"catlinks\">Moons</div></div></div>\
             <div id=\"mw-navigation\"><h2>Navigation menu</h2><ul><li>Log in</li></ul></div></body></html>"
        ));
        assert_is_the_article(&format!(
            "<body><div id=\"globalWrapper\"><div id=\"column-content\"><div id=\"content\"><h1 class=\"firstHeading\">\
             Élan</h1><div id=\"bodyContent\"><h3 id=\"siteSub\">From Élan Wiki</h3><div id=\"contentSub\"></div>\
             {content}<div class=\"printfooter\">x</div><div id=\"catlinks\">y</div></div></div></div>\
             <div id=\"column-one\"><h5>Views</h5></div><div id=\"footer\">z</div></div>"
        ));
    }
}

#[test]
fn an_article_saved_from_fandom_is_read() {
    let content = article(OLD_HEADING);
    assert_is_the_article(&format!(
        "<html><head><title>Élan | Élan Wiki | Fandom</title></head><body><div class=\"global-top-navigation\">Games\
         </div><aside class=\"page__right-rail\"><h2>Popular pages</h2></aside><main class=\"page__main\">\
         <div class=\"page-header\"><h1 class=\"page-header__title\" id=\"firstHeading\"><span>Élan</span></h1></div>\
         <div id=\"content\" class=\"page-content\"><div id=\"mw-content-text\"><div class=\"mw-parser-output\">\
         <div class=\"gpt-ad\">Buy</div>{content}<p>Advertisement</p></div></div></div></main>\
         <footer>Explore properties</footer></body></html>"
    ));
}

#[test]
fn an_article_rendered_by_the_api_or_kept_in_a_zim_archive_is_read() {
    let content = article(OLD_HEADING);
    let draft = draft_of(&format!("<div class=\"mw-parser-output\">{content}</div>"));
    assert_eq!((draft.title, draft.sections.len()), (None, 4));
    let content =
        article("<details open=\"\"><summary class=\"section-heading\"><{level}>{words}</{level}></summary></details>");
    assert_is_the_article(&format!(
        "<html><head><title>Élan</title></head><body class=\"mw-body mw-parser-output\"><h1 id=\"openzim-page-title\">\
         Élan</h1>{content}<div class=\"zim-footer\">This article is issued from Élan Wiki</div></body></html>"
    ));
}

#[test]
fn what_is_not_shown_is_no_part_of_an_article() {
    for hidden in [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<!-- x -->",
        "<span style='color: red; Display : none'>x</span>",
        "<div hidden>x</div>",
        "<span class='noprint'>x</span>",
        "<p class='mw-empty-elt'>x</p>",
        "<figure><figcaption>x</figcaption></figure>",
        "<ul class='gallery'><li class='gallerybox'>x</li></ul>",
        "<table class='ambox'><tr><td>x</td><td>y</td></tr></table>",
        "<select><option>x</option></select>",
        "<template><p>x</p></template>",
        "<svg><title>x</title></svg>",
        "<sup class='noprint Inline-Template'>[x]</sup>",
    ] {
        assert_eq!(
            blocks_of(&format!("<p>Élan {hidden} fell.")).join(" ").replace("> Paragraph: ", ""),
            "Élan fell.",
            "{hidden}"
        );
    }
}

#[test]
fn a_page_of_no_wiki_is_read_by_its_headings() {
    let html =
        "<title>Élan | My world</title><nav>Home</nav><h1>Élan</h1><h2>Siege</h2><p>It fell.<h2>After</h2>It rose.";
    assert_eq!(draft_of(html).title.as_deref(), Some("Élan"));
    assert_eq!(blocks_of(html), ["Siege> Paragraph: It fell.", "After> Paragraph: It rose."]);
    assert_eq!(draft_of("<title>Kor | Élan Wiki</title>It fell.").title.as_deref(), Some("Kor"));
}

const PIECES: &str = "(<p>|</p>|<div>|</div>|<ul><li>|</ul>|<li>|<ol class='references'>|<li id='n'>|<dl><dt>|<dd>|\
    <table>|<tr>|<td>|</table>|<h2>|</h2>|<h1>|<i>|</i>|<a href='Kor'>|</a>|<br>|<pre>|</pre>|\n|<blockquote>|\
    <sup class='reference'><a href='#n'>\\[1\\]</a></sup>|<div class='hatnote'>|<table class='infobox'>|<th>|</th>|\
    <span style='font-style:italic'>|<tr style='font-style:italic'>|— |For Kor, see |É| |&eacute;|&#0;|<!--|\\PC{0,3}){0,30}";

proptest::proptest! {
    #[test]
    fn any_page_is_read_with_everything_on_character_borders(html in PIECES) {
        let profile = Profile::generic("x");
        let draft = read_web_page(&Page { body: &html, name: "x", title: None, profile: &profile }).unwrap();
        let blocks = draft.sections.iter().flat_map(|section| &section.blocks);
        let blocks = blocks.chain(draft.notes.iter().map(|note| &note.block)).chain(draft.facts.iter().map(|fact| &fact.value));
        for block in blocks {
            proptest::prop_assert!(block.text.trim() == block.text);
            let mut end = 0;
            for span in &block.italics {
                proptest::prop_assert!(span.start >= end && block.text.get(span.clone()).is_some());
                end = span.end;
            }
            proptest::prop_assert!(block.links.is_sorted_by_key(|link| link.at));
            proptest::prop_assert!(block.links.iter().all(|link| block.text.get(link.at..).is_some()));
        }
    }
}

#[test]
fn pages_without_end_are_read_in_time() {
    for piece in [
        "<div>",
        "<p>Kor",
        "<ul><li>Kor",
        "<table><tr><td>Kor",
        "<table>",
        "<i>Kor",
        "<a href=x>Kor",
        "<blockquote>",
        "<h2>Kor",
        "<dl><dd>Kor",
        "<sup class=reference>",
        "<div class=hatnote>",
        "<table class=infobox><tr><th>a<td>",
        "<pre>\n",
        "&amp;",
        "<!--",
        "<ol class=references><li>",
        "<p><sup class=reference><a href=#n>1</a></sup>",
        "</p>",
        "— Kor<p>",
        "Kor<br>",
    ] {
        let html = format!("Élan{}", piece.repeat(5_000));
        draft_of(&html);
    }
}
