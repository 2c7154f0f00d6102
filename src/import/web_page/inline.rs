//! Words among markup to a block: white space as a browser shows it, italics and links by their places.

use scraper::node::Element;

use super::super::draft::{Block, Link};
use super::super::titles::title_of_name;
use super::element::{Role, attribute, classes, role_of};
use super::references::marker_of;
use super::tree::{Node, Visitor, visit_below};
use crate::lore::PassageKind;

/// What a block makes of the places where a browser begins a new line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// All on one line: a heading, a note.
    OneLine,
    /// Lines as the browser shows them: a paragraph.
    Lines,
    /// A line an item.
    Items,
    /// A line a row.
    Rows,
}

/// The block that everything below a node makes.
pub(super) fn block_of(node: Node<'_>, shape: Shape, kind: PassageKind) -> Block {
    let mut words = Words::new(shape);
    visit_below(node, &mut words);
    words.take(kind)
}

/// The words below a node on one line.
pub(super) fn words_of(node: Node<'_>) -> String {
    block_of(node, Shape::OneLine, PassageKind::Paragraph).text
}

/// The block that the lines of a preformatted node make.
pub(super) fn preformatted_block_of(node: Node<'_>) -> Block {
    let mut words = Words::new(Shape::Lines);
    words.preformatted = 1;
    visit_below(node, &mut words);
    words.take(PassageKind::Paragraph)
}

/// A block being written.
pub(super) struct Words {
    shape: Shape,
    block: Block,
    /// White space was met; it is written before the next word.
    gap: bool,
    /// How many cells the open row has.
    cells: usize,
    /// Where the open row begins.
    row_from: usize,
    /// How many elements that mean italics are open, and where the outermost began.
    italics: usize,
    italics_from: usize,
    links_from: Vec<(usize, Option<String>)>,
    /// How many elements that keep their lines are open.
    preformatted: usize,
}

impl Words {
    pub(super) fn new(shape: Shape) -> Words {
        Words {
            shape,
            block: Block::new(PassageKind::Paragraph, ""),
            gap: false,
            cells: 0,
            row_from: 0,
            italics: 0,
            italics_from: 0,
            links_from: Vec::new(),
            preformatted: 0,
        }
    }

    /// Takes the block written so far. Italics that are open go on in the next.
    pub(super) fn take(&mut self, kind: PassageKind) -> Block {
        self.end_italics();
        self.gap = false;
        self.italics_from = 0;
        self.links_from.iter_mut().for_each(|(at, _)| *at = 0);
        let mut block = std::mem::replace(&mut self.block, Block::new(kind, ""));
        block.kind = kind;
        block.links.sort_by_key(|link| link.at); // One within another ends first.
        block.linked.sort_by_key(|span| span.start);
        block.trimmed()
    }

    /// Adds words; white space shrinks to one space, as browsers show it.
    fn push(&mut self, words: &str) {
        for letter in words.chars() {
            if letter == '\n' && self.preformatted > 0 {
                self.new_line();
            } else if letter.is_whitespace() {
                self.gap = true;
            } else if !is_invisible(letter) {
                self.close_gap();
                self.block.text.push(letter);
            }
        }
    }

    /// Writes the space that was met, unless a line begins here.
    fn close_gap(&mut self) {
        if std::mem::take(&mut self.gap) && !self.block.text.is_empty() && !self.block.text.ends_with([' ', '\n']) {
            self.block.text.push(' ');
        }
    }

    fn new_line(&mut self) {
        self.gap = false;
        self.cut_back_to(self.block.text.trim_end_matches(' ').len());
        if !self.block.text.is_empty() && !self.block.text.ends_with('\n') {
            self.block.text.push('\n');
        }
    }

    /// Takes back what was written from a place on.
    fn cut_back_to(&mut self, end: usize) {
        self.block.text.truncate(end);
        for spans in [&mut self.block.italics, &mut self.block.linked] {
            for span in spans.iter_mut() {
                span.end = span.end.min(end);
            }
            spans.retain(|span| span.start < span.end);
        }
        self.block.links.retain(|link| link.at < end);
        self.italics_from = self.italics_from.min(end);
        self.links_from.iter_mut().for_each(|(at, _)| *at = end.min(*at));
    }

    /// Parts what follows from what is there, by a new line if the shape has one here.
    fn part(&mut self, begins_line: bool) {
        if begins_line { self.new_line() } else { self.gap = true }
    }

    fn begin_row(&mut self) {
        self.part(matches!(self.shape, Shape::Items | Shape::Rows | Shape::Lines));
        self.cells = 0;
        self.row_from = self.block.text.len();
    }

    /// Takes a row back that turned out to have no words.
    fn end_row(&mut self) {
        let row = self.block.text.get(self.row_from..).unwrap_or_default();
        if self.shape == Shape::Rows && !row.contains(char::is_alphanumeric) {
            self.cut_back_to(self.row_from);
        }
        self.part(self.shape == Shape::Rows);
    }

    fn begin_cell(&mut self) {
        if self.cells > 0 && self.shape != Shape::OneLine {
            self.gap = false;
            self.block.text.push_str(" | ");
        }
        self.cells += 1;
    }

    fn begin_italics(&mut self) {
        if self.italics == 0 {
            self.close_gap();
            self.italics_from = self.block.text.len();
        }
        self.italics += 1;
    }

    /// Notes the italics written so far.
    fn end_italics(&mut self) {
        let end = self.block.text.len();
        if self.italics > 0 && self.italics_from < end {
            self.block.italics.push(self.italics_from..end);
        }
    }

    fn begin_link(&mut self, element: &Element) {
        self.close_gap();
        self.links_from.push((self.block.text.len(), title_led_to(element)));
    }

    fn end_link(&mut self) {
        let Some((at, title)) = self.links_from.pop() else { return };
        let words = self.block.text.get(at..).unwrap_or_default();
        match title.filter(|_| !words.is_empty()) {
            Some(title) if title == words && is_picture_name(words) => self.cut_back_to(at),
            Some(title) => self.block.links.push(Link { at, title }),
            None => {}
        }
        let end = self.block.text.len();
        if at < end {
            self.block.linked.push(at..end);
        }
    }

    fn note(&mut self, node: Node<'_>) {
        if let Some(marker) = marker_of(node)
            && !self.block.notes.contains(&marker.label)
        {
            self.block.notes.push(marker.label);
        }
    }

    fn open_element(&mut self, node: Node<'_>, element: &Element) -> bool {
        match role_of(element) {
            Role::Dropped | Role::Infobox | Role::Notes | Role::Hatnote => return false,
            Role::NoteMarker => {
                self.note(node);
                return false;
            }
            Role::LineBreak => self.part(self.shape == Shape::Lines),
            Role::Item => self.part(matches!(self.shape, Shape::Items | Shape::Lines)),
            Role::Row => self.begin_row(),
            Role::Cell => self.begin_cell(),
            Role::Preformatted => self.preformatted += usize::from(self.shape == Shape::Lines),
            Role::Heading(_) | Role::List | Role::Definitions | Role::Table | Role::Block => {
                self.part(self.shape == Shape::Lines);
            }
            Role::Italics => self.begin_italics(),
            Role::Link => self.begin_link(element),
            Role::Inline => {}
        }
        true
    }

    fn close_element(&mut self, element: &Element) {
        match role_of(element) {
            Role::Row => self.end_row(),
            Role::Heading(_) | Role::List | Role::Definitions | Role::Table | Role::Block | Role::Item => {
                self.part(self.shape == Shape::Lines);
            }
            Role::Preformatted => self.preformatted = self.preformatted.saturating_sub(1),
            Role::Italics => {
                if self.italics == 1 {
                    self.end_italics();
                }
                self.italics = self.italics.saturating_sub(1);
            }
            Role::Link => self.end_link(),
            _ => {}
        }
    }
}

impl<'tree> Visitor<'tree> for Words {
    fn open(&mut self, node: Node<'tree>) -> bool {
        match node.value() {
            scraper::Node::Text(words) => {
                self.push(words);
                false
            }
            scraper::Node::Element(element) => self.open_element(node, element),
            _ => false,
        }
    }

    fn close(&mut self, node: Node<'tree>) {
        if let Some(element) = node.value().as_element() {
            self.close_element(element);
        }
    }
}

/// Whether a letter only tells where a word may be broken.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}' | '\u{FEFF}')
}

/// The title of the page that a link leads to: `MediaWiki` writes it into the link, other pages have their addresses.
/// `None` where it leads out of the wiki.
fn title_led_to(element: &Element) -> Option<String> {
    let address = attribute(element, "href")?;
    if classes(element).any(|class| matches!(class, "external" | "extiw")) || address.starts_with('#') {
        return None;
    }
    // A page that is not there yet is named in the address; its title says in some language that it is missing.
    let missing = address.split_once("title=").filter(|_| address.contains("redlink=1"));
    let name = missing.map(|(_, name)| name.split('&').next().unwrap_or_default());
    if let Some(title) = attribute(element, "title").filter(|_| name.is_none()) {
        return Some(title.trim().to_owned()).filter(|title| !title.is_empty());
    }
    let path = address.split(['#', '?']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let page = file.strip_suffix(".html").or_else(|| file.strip_suffix(".htm")).unwrap_or(file);
    Some(title_of_name(name.unwrap_or(page))).filter(|title| !title.is_empty())
}

/// Whether a link is only the name of a picture, as a page shows it where the picture is missing.
fn is_picture_name(words: &str) -> bool {
    const ENDINGS: [&str; 6] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp"];
    let words = words.to_lowercase();
    words.contains(':') && ENDINGS.iter().any(|ending| words.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::super::reading::{blocks_of, draft_of};
    use super::*;

    fn block(html: &str) -> Block {
        draft_of(html).sections.remove(0).blocks.remove(0)
    }

    #[test]
    fn white_space_shrinks_as_in_a_browser() {
        assert_eq!(
            blocks_of(
                "<p>  \u{C9}lan\n  <b> was</b>&nbsp;a<i> moon</i> .<br> Qo'<b>no</b>S<wbr>&shy;ian\u{200B}s </p>"
            ),
            ["> Paragraph: Élan was a moon .⏎Qo'noSians"]
        );
        assert_eq!(blocks_of("<pre>Élan   fell\n\n  So\n</pre>"), ["> Paragraph: Élan fell⏎So"]);
    }

    #[test]
    fn italics_are_noted_in_every_form_and_go_on_across_paragraphs() {
        let italic =
            |block: &Block| block.italics.iter().map(|span| block.text[span.clone()].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            italic(&block("He read <i>The <em>Year</em> 2261</i> and<i> </i><i>wept</i>.")),
            ["The Year 2261", "wept"]
        );
        assert_eq!(italic(&block("So <span style='FONT-STYLE: italic'>Élan</span>.")), ["Élan"]);
        let draft = draft_of("<div><i><p>Élan fell.</p><p>It rose.</p></i> So.</div>");
        let blocks = &draft.sections[0].blocks;
        assert_eq!(blocks.iter().map(italic).collect::<Vec<_>>(), [vec!["Élan fell."], vec!["It rose."], vec![]]);
    }

    #[test]
    fn links_are_known_by_the_title_of_their_page() {
        let title = |link: &str| {
            let block = block(&format!("Is {link}."));
            block.links.first().map(|link| (link.title.clone(), block.text[link.at..].to_owned()))
        };
        let led = |page: &str| Some((page.to_owned(), "it.".to_owned()));
        assert_eq!(title("<a href='/wiki/%C3%89lan' title='Élan'>it</a>"), led("Élan"));
        assert_eq!(title("<a href='https://x.org/wiki/K%27Tal_(moon)#Siege'>it</a>"), led("K'Tal (moon)"));
        assert_eq!(title("<a href='./Élan.html'>it</a>"), led("Élan"));
        assert_eq!(
            title(
                "<a class='new' href='/index.php?title=K%27Tal/Moons&amp;action=edit&amp;redlink=1' title='K (page does not exist)'>it</a>"
            ),
            led("K'Tal/Moons")
        );
        for link in [
            "<a>it</a>",
            "<a href='#siege'>it</a>",
            "<a class='external' href='https://x.org/a'>it</a>",
            "<a href='/x'></a>it",
        ] {
            assert_eq!(title(link), None, "{link}");
        }
    }

    #[test]
    fn the_name_of_a_missing_picture_is_dropped() {
        assert_eq!(
            blocks_of("<a href='/x' title='File:Élan.JPG'>File:Élan.JPG</a> <p>See <a href='/x'>File:Notes</a>"),
            ["> Paragraph: See File:Notes"]
        );
    }
}
