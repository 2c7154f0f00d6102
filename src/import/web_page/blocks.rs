//! An article's part of a page to a draft: headings nest, paragraphs, lists, tables and notes become blocks.

use std::collections::HashSet;

use scraper::node::Element;

use super::super::draft::{Block, Draft, DraftSection, Page};
use super::super::hatnotes::{marked_hatnote, read_hatnote};
use super::super::lines::marked_heading;
use super::super::notes::{is_footnote_heading, push_lines_of_notes};
use super::element::{Role, attribute, role_of};
use super::infobox::facts_of;
use super::inline::{Shape, Words, block_of, preformatted_block_of, words_of};
use super::references::Labels;
use super::tables::table_of_facts;
use super::tree::{Node, Visitor, child_elements, visit_below};
use crate::lore::{PassageKind, fold};

/// The longest line below a quotation that names its speaker, in bytes.
const MAX_SPEAKER_BYTES: usize = 300;

/// The longest line that is looked up among those that are no part of an article, in bytes.
const MAX_DEBRIS_BYTES: usize = 200;

/// Reads the part of a page that holds the article. Without a title, the first heading of the first level is it, if
/// nothing but hatnotes stands above it.
pub(super) fn read_blocks(article: Node<'_>, title: Option<String>, page: &Page<'_>) -> Draft {
    let mut filler = Filler {
        page,
        draft: Draft { title, ..Draft::default() },
        labels: Labels::below(article),
        debris: page.profile.page.debris.iter().map(|line| fold(line)).collect(),
        path: Vec::new(),
        opening: true,
        in_notes: false,
        words: Words::new(Shape::Lines),
    };
    visit_below(article, &mut filler);
    filler.finish_paragraph();
    filler.draft
}

/// Fills a draft, element by element.
struct Filler<'page> {
    page: &'page Page<'page>,
    draft: Draft,
    labels: Labels,
    /// Folded lines that are no part of an article.
    debris: HashSet<String>,
    /// The headings that the text stands under, outermost first.
    path: Vec<(u8, String)>,
    /// Whether nothing but hatnotes has been met.
    opening: bool,
    /// Whether the last heading stands over notes.
    in_notes: bool,
    /// The paragraph being read.
    words: Words,
}

impl Filler<'_> {
    /// Reads an element, or tells to go on below it.
    fn open_element(&mut self, node: Node<'_>, element: &Element) -> bool {
        let role = role_of(element);
        if !matches!(role, Role::Dropped) && !is_within_line(role) {
            self.finish_paragraph();
        }
        match role {
            Role::Dropped => return false,
            Role::Infobox => self.draft.facts.extend(facts_of(node)),
            Role::Hatnote => self.read_hatnote(node),
            Role::Notes => self.labels.push_notes(node, &mut self.draft.notes),
            Role::Heading(level) => self.read_heading(level, node),
            Role::List if self.labels.lead_to(node) => self.labels.push_notes(node, &mut self.draft.notes),
            Role::List => self.read_list(node, element),
            Role::Definitions if has_terms(node) => self.push_list(node),
            Role::Preformatted => self.push(preformatted_block_of(node)),
            Role::Table => match table_of_facts(node) {
                Some(table) => self.push(table),
                None => return true,
            },
            role if is_within_line(role) => return self.words.open(node),
            _ => return true,
        }
        false
    }

    fn read_hatnote(&mut self, node: Node<'_>) {
        let block = block_of(node, Shape::OneLine, PassageKind::Paragraph);
        // One further down ("Main article: Kor") leads on from its section and is no more lore than the others.
        if self.opening {
            self.draft.hatnotes.extend(marked_hatnote(&block, &self.page.profile.page));
        }
    }

    fn read_heading(&mut self, level: u8, node: Node<'_>) {
        let words = words_of(node);
        let heading = marked_heading(&words).unwrap_or(&words).to_owned();
        if heading.is_empty() || self.is_title(level, &heading) {
            return;
        }
        while self.path.last().is_some_and(|(above, _)| *above >= level) {
            self.path.pop();
        }
        self.in_notes = is_footnote_heading(&heading, &self.page.profile.page);
        self.opening = false;
        self.path.push((level, heading));
        let heading = self.path.iter().map(|(_, words)| words.clone()).collect();
        self.draft.sections.push(DraftSection { heading, ..DraftSection::default() });
    }

    /// Whether a heading is the article's title, taken or repeated.
    fn is_title(&mut self, level: u8, heading: &str) -> bool {
        let may_be = level == 1 && self.opening;
        may_be && fold(self.draft.title.get_or_insert_with(|| heading.to_owned())) == fold(heading)
    }

    fn read_list(&mut self, node: Node<'_>, element: &Element) {
        let list = block_of(node, Shape::Items, PassageKind::List);
        let start = attribute(element, "start").and_then(|start| start.trim().parse::<u32>().ok());
        let first_number = (element.name() == "ol").then_some(u64::from(start.unwrap_or(1)));
        if !(self.in_notes && push_lines_of_notes(&mut self.draft.notes, &list, first_number)) {
            self.push(list);
        }
    }

    fn push_list(&mut self, node: Node<'_>) {
        self.push(block_of(node, Shape::Items, PassageKind::List));
    }

    fn push(&mut self, block: Block) {
        self.opening &= block.text.is_empty();
        self.draft.push(block);
    }

    fn finish_paragraph(&mut self) {
        let block = self.words.take(PassageKind::Paragraph);
        if block.text.is_empty() {
            // Markers that stand alone belong to what is above them.
            self.last_block().into_iter().for_each(|above| above.notes.extend_from_slice(&block.notes));
            return;
        }
        if block.text.len() <= MAX_DEBRIS_BYTES && self.debris.contains(&fold(&block.text)) {
            return;
        }
        if self.opening
            && let Some(hatnote) = read_hatnote(&block, &self.page.profile.page)
        {
            self.draft.hatnotes.push(hatnote);
            return;
        }
        match self.quotation_of(&block) {
            Some(quotation) => quotation.append_line(block),
            None => self.push(block),
        }
    }

    fn last_block(&mut self) -> Option<&mut Block> {
        self.draft.sections.last_mut()?.blocks.last_mut()
    }

    /// The quotation right above a line that only names its speaker or source, as "— Kor, in his log" does. In some
    /// languages every line of a dialogue begins so; that one is a sentence.
    fn quotation_of(&mut self, line: &Block) -> Option<&mut Block> {
        const DASHES: [char; 3] = ['—', '–', '―'];
        let line = line.text.as_str();
        let names_speaker = line.starts_with(DASHES)
            && !line.ends_with(['.', '!', '?', '…', '"', '”'])
            && line.len() <= MAX_SPEAKER_BYTES;
        let above = self.last_block().filter(|above| names_speaker && above.kind == PassageKind::Paragraph)?;
        let has_speaker = above.text.lines().next_back().is_some_and(|last| last.starts_with(DASHES));
        (!has_speaker).then_some(above)
    }
}

impl<'tree> Visitor<'tree> for Filler<'_> {
    fn open(&mut self, node: Node<'tree>) -> bool {
        match node.value() {
            scraper::Node::Element(element) => self.open_element(node, element),
            _ => self.words.open(node),
        }
    }

    fn close(&mut self, node: Node<'tree>) {
        let is_within_line = node.value().as_element().is_some_and(|element| is_within_line(role_of(element)));
        if is_within_line { self.words.close(node) } else { self.finish_paragraph() }
    }
}

/// Whether elements of this role are words among words.
fn is_within_line(role: Role) -> bool {
    matches!(role, Role::NoteMarker | Role::LineBreak | Role::Italics | Role::Link | Role::Inline)
}

/// Whether a list of definitions has terms; without, it only indents, as `:` does in wikitext.
fn has_terms(list: Node<'_>) -> bool {
    child_elements(list).any(|(_, element)| element.name() == "dt")
}

#[cfg(test)]
mod tests {
    use super::super::reading::{blocks_of, draft_of};

    #[test]
    fn headings_nest_by_their_levels_and_lose_their_edit_links() {
        assert_eq!(
            blocks_of(
                "<h2>Raids <span class='mw-editsection'>[edit]</span></h2><h4>Kor's[]</h4><p>He came.</p><h3>Kang's [edit]</h3>\
                 <p>He went.<h2>Later</h2><p>Ashes.<h2> </h2><p>More."
            ),
            [
                "Raids / Kor's> Paragraph: He came.",
                "Raids / Kang's> Paragraph: He went.",
                "Later> Paragraph: Ashes.",
                "Later> Paragraph: More."
            ]
        );
    }

    #[test]
    fn what_a_paragraph_is_parted_by_is_none_of_it() {
        assert_eq!(
            blocks_of(
                "Élan <b>fell</b>.<div>It rose.<p>And<ul><li>Kor<li>Kang</ul>so<hr>on.</div><center>End</center>"
            ),
            [
                "> Paragraph: Élan fell.",
                "> Paragraph: It rose.",
                "> Paragraph: And",
                "> List: Kor⏎Kang",
                "> Paragraph: so",
                "> Paragraph: on.",
                "> Paragraph: End"
            ]
        );
    }

    #[test]
    fn a_list_is_one_block_with_an_item_a_line() {
        assert_eq!(
            blocks_of(
                "<ol><li><p>Kor</p><p>the old</p><li>Kang<br>the <i>young</i><dl><dd>his son</dl><ul><li>Élan</ul></ol>"
            ),
            ["> List: Kor the old⏎Kang the young⏎his son⏎Élan"]
        );
        assert_eq!(blocks_of("<dl><dt>Élan<dd>a moon<dd>a ship<dt>Kor</dl>"), ["> List: Élan⏎a moon⏎a ship⏎Kor"]);
    }

    #[test]
    fn indented_paragraphs_are_paragraphs() {
        assert_eq!(
            blocks_of("<dl><dd><b>Kor:</b> Qapla'!<dd><dl><dd><b>Kang:</b> So.</dl></dl>"),
            ["> Paragraph: Kor: Qapla'!", "> Paragraph: Kang: So."]
        );
    }

    #[test]
    fn a_quotation_keeps_who_says_it() {
        for html in [
            "<blockquote class='templatequote'><p>Qapla'!</p><div class='templatequotecite'>—&nbsp;<cite>Kor</cite></div></blockquote>",
            "<div class='quote'><dl><dd><i>Qapla'!</i><dd>— <a href='Kor'>Kor</a></dl></div>",
        ] {
            assert_eq!(blocks_of(html), ["> Paragraph: Qapla'!⏎— Kor"]);
        }
        assert_eq!(blocks_of("<ul><li>Kor</ul>— Kang"), ["> List: Kor", "> Paragraph: — Kang"]);
        let dialogue =
            ["> Paragraph: Kor vint.", "> Paragraph: — Qapla'!", "> Paragraph: — Toi", "> Paragraph: — Kang"];
        assert_eq!(blocks_of("<p>Kor vint.<p>— Qapla'!<p>— Toi<p>— Kang"), dialogue);
        let draft = draft_of("<p>É <i>a</i><p>— <i>Kor</i>, of <a href='Élan'>it</a>");
        let block = &draft.sections[0].blocks[0];
        assert_eq!(block.italics.iter().map(|span| &block.text[span.clone()]).collect::<Vec<_>>(), ["a", "Kor"]);
        assert_eq!(&block.text[block.links[0].at..], "it");
    }

    #[test]
    fn hatnotes_are_read_above_the_article_alone() {
        let draft = draft_of(
            "<div role='note' class='hatnote noprint'>Élan leads here. Other <a href='Moons'>moons</a>.</div>\
             <dl><dd><i>For the ship, see <a href='IKS_Élan'>that one</a>.</i></dl><p>Élan was a moon.</p>\
             <div class='dablink'>For Kor, see <a href='Kor'>Kor</a>.</div><p>For Kang, see Kang.",
        );
        assert_eq!(
            draft.hatnotes.iter().map(|hatnote| &hatnote.targets[..]).collect::<Vec<_>>(),
            [["Moons"], ["IKS Élan"]]
        );
        assert_eq!(draft.sections[0].blocks.len(), 2);
    }

    #[test]
    fn what_browsers_copy_along_is_dropped() {
        assert_eq!(blocks_of("<p>Élan fell.<p>Advertisement<p>Sign in to edit"), ["> Paragraph: Élan fell."]);
    }
}
