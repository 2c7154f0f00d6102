//! Markdown, read with its own parser: headings nest, emphasis and links become their words, pictures are dropped.
//!
//! What a person or a converter may have left in it is understood as well: hatnotes in italics, `[[page|words]]`,
//! notes as `[^1]` or as numbered lines under a heading, HTML. What a vault of Obsidian adds, `vault` has taken off.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::draft::{Block, Draft, DraftSection, Link, Page};
use super::hatnotes::read_hatnote;
use super::html::{breaks_line, text_of_html};
use super::lines::marked_heading;
use super::notes::{is_footnote_heading, note_line, push_lines_of_notes, push_note};
use super::titles::title_of_file;
use super::vault::{has_sections_of_first_level, plain_markdown};
use super::{MARKDOWN_ENDINGS, has_ending};
use crate::lore::PassageKind;

/// Reads Markdown into a draft.
pub(super) fn read_markdown(page: &Page<'_>) -> Draft {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_WIKILINKS;
    let text = plain_markdown(page.body);
    let mut walker = Walker::new(page);
    for event in Parser::new_ext(&text, options) {
        walker.walk(event);
    }
    let mut draft = walker.draft;
    take_foot(&mut draft);
    draft
}

/// Walks over the events of a page and fills a draft.
struct Walker<'page> {
    page: &'page Page<'page>,
    draft: Draft,
    /// The headings that the text stands under, outermost first.
    path: Vec<(HeadingLevel, String)>,
    /// Whether no running text has been met: hatnotes and the title may still come.
    opening: bool,
    /// Whether a heading of the first level is the title. In a vault the file's name is; a note may have sections of
    /// the first level.
    may_have_title: bool,
    /// Whether the last heading stands over notes.
    in_notes: bool,
    open: Open,
    /// What was open when the definition of a note began.
    outer: Vec<Open>,
    /// How many pictures we are in; their words are not shown on the page.
    pictures: usize,
    html: Option<String>,
}

/// The block being read.
struct Open {
    block: Block,
    list_depth: usize,
    in_heading: bool,
    /// The number of the first item of an outermost numbered list.
    first_number: Option<u64>,
    italics_from: Vec<usize>,
    links_from: Vec<(usize, Option<String>)>,
    /// Whether we are in a link without words of its own, as `[[Kor#Youth]]`.
    in_bare_link: bool,
    /// The label of the note being defined.
    note: Option<String>,
    cells: usize,
}

impl Open {
    fn new(note: Option<String>) -> Open {
        Open {
            block: Block::new(PassageKind::Paragraph, ""),
            list_depth: 0,
            in_heading: false,
            first_number: None,
            italics_from: Vec::new(),
            links_from: Vec::new(),
            in_bare_link: false,
            note,
            cells: 0,
        }
    }

    /// Whether a paragraph that ends here is a block of its own, rather than part of a list or note.
    fn is_free(&self) -> bool {
        self.list_depth == 0 && self.note.is_none()
    }

    fn push(&mut self, text: &str) {
        self.block.text.push_str(text);
    }

    /// Parts what follows from what is there.
    fn part_with(&mut self, joint: &str) {
        let text = &self.block.text;
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            self.push(joint);
        }
    }
}

impl<'page> Walker<'page> {
    fn new(page: &'page Page<'page>) -> Walker<'page> {
        Walker {
            page,
            draft: Draft::default(),
            path: Vec::new(),
            opening: true,
            may_have_title: !(page.body.contains("[[") && has_sections_of_first_level(page.body)),
            in_notes: false,
            open: Open::new(None),
            outer: Vec::new(),
            pictures: 0,
            html: None,
        }
    }

    fn walk(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.pictures += 1,
            Event::End(TagEnd::Image) => self.pictures = self.pictures.saturating_sub(1),
            _ if self.pictures > 0 => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(target) if self.open.in_bare_link => self.open.push(&words_of_bare_link(&target)),
            Event::Text(words) | Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.open.push(&words);
            }
            Event::InlineHtml(tag) if breaks_line(&tag) => self.break_line(),
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::SoftBreak if self.in_notes => self.break_line(),
            Event::SoftBreak => self.open.push(" "),
            Event::HardBreak => self.break_line(),
            Event::FootnoteReference(label) => self.open.block.notes.push(label.into_string()),
            Event::InlineHtml(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// Begins a new line, where the block may have several.
    fn break_line(&mut self) {
        let one_line = self.open.in_heading || self.open.list_depth > 0 || self.open.cells > 0;
        self.open.push(if one_line { " " } else { "\n" });
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) => self.open.part_with(" "),
            Tag::Heading { .. } => {
                self.open.part_with(" ");
                self.open.in_heading = self.open.is_free();
            }
            Tag::List(first) => {
                if self.open.list_depth == 0 {
                    self.open.first_number = first;
                }
                self.open.list_depth += 1;
            }
            Tag::Item | Tag::TableHead | Tag::TableRow => {
                self.open.part_with("\n");
                self.open.cells = 0;
            }
            Tag::TableCell => {
                if self.open.cells > 0 {
                    self.open.push(" | ");
                }
                self.open.cells += 1;
            }
            Tag::FootnoteDefinition(label) => {
                let outer = std::mem::replace(&mut self.open, Open::new(Some(label.into_string())));
                self.outer.push(outer);
            }
            Tag::Emphasis => self.open.italics_from.push(self.open.block.text.len()),
            Tag::Link { link_type, dest_url, .. } => {
                self.open.in_bare_link = matches!(link_type, LinkType::WikiLink { has_pothole: false });
                self.open.links_from.push((self.open.block.text.len(), title_led_to(link_type, &dest_url)));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::CodeBlock if self.open.is_free() => self.finish(PassageKind::Paragraph),
            TagEnd::Heading(level) if self.open.in_heading => self.finish_heading(level),
            TagEnd::List(_) => {
                self.open.list_depth = self.open.list_depth.saturating_sub(1);
                if self.open.is_free() {
                    self.finish(PassageKind::List);
                }
            }
            TagEnd::Table => {
                self.open.cells = 0;
                if self.open.is_free() {
                    self.finish(PassageKind::Table);
                }
            }
            TagEnd::FootnoteDefinition => self.finish_note(),
            TagEnd::Emphasis => {
                let end = self.open.block.text.len();
                // Emphasis in emphasis is one span: the outer one, which ends last.
                match self.open.italics_from.pop() {
                    Some(start) if self.open.italics_from.is_empty() && start < end => {
                        self.open.block.italics.push(start..end);
                    }
                    _ => {}
                }
            }
            TagEnd::Link => {
                self.open.in_bare_link = false;
                if let Some((at, target)) = self.open.links_from.pop() {
                    let words = self.open.block.text.get(at..).unwrap_or_default();
                    let title = target.unwrap_or_else(|| words.trim().to_owned());
                    self.open.block.links.push(Link { at, title });
                    self.open.block.linked.push(at..self.open.block.text.len());
                }
            }
            TagEnd::HtmlBlock => self.finish_html(),
            _ => {}
        }
    }

    /// Takes the block that was open.
    fn take(&mut self) -> Block {
        let note = self.open.note.take();
        std::mem::replace(&mut self.open, Open::new(note)).block.trimmed()
    }

    fn finish(&mut self, kind: PassageKind) {
        let first_number = self.open.first_number.filter(|_| kind == PassageKind::List);
        let block = Block { kind, ..self.take() };
        if self.in_notes && push_lines_of_notes(&mut self.draft.notes, &block, first_number) {
            return;
        }
        if self.opening && kind == PassageKind::Paragraph {
            if let Some(hatnote) = read_hatnote(&block, &self.page.profile.page) {
                self.draft.hatnotes.push(hatnote);
                return;
            }
            self.opening &= block.text.is_empty();
        }
        self.draft.push(block);
    }

    /// Takes the first heading of the first level for the title where nothing but hatnotes stands above it.
    fn finish_heading(&mut self, level: HeadingLevel) {
        let words = self.take().text;
        let heading = marked_heading(&words).unwrap_or(&words).to_owned();
        if heading.is_empty() {
            return;
        }
        let may_be_title =
            self.may_have_title && self.opening && self.draft.sections.is_empty() && self.draft.title.is_none();
        if level == HeadingLevel::H1 && may_be_title {
            self.draft.title = Some(heading);
            return;
        }
        while self.path.last().is_some_and(|(above, _)| *above >= level) {
            self.path.pop();
        }
        self.in_notes = is_footnote_heading(&heading, &self.page.profile.page);
        self.path.push((level, heading));
        let heading = self.path.iter().map(|(_, words)| words.clone()).collect();
        self.draft.sections.push(DraftSection { heading, ..DraftSection::default() });
    }

    fn finish_note(&mut self) {
        let block = self.take();
        let label = self.open.note.take();
        if let Some(outer) = self.outer.pop() {
            self.open = outer;
        }
        push_note(&mut self.draft.notes, label.as_deref(), block);
    }

    fn finish_html(&mut self) {
        let text = text_of_html(&self.html.take().unwrap_or_default());
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.open.part_with(" ");
            self.open.push(line);
            if self.open.is_free() {
                self.finish(PassageKind::Paragraph);
            }
        }
    }
}

/// The title that a link leads to: by the name of the file alone, whatever folder it is in, as a vault of Obsidian
/// finds its notes. `None` where the link names none: it leads to its words, within its page or out of the wiki.
fn title_led_to(link_type: LinkType, target: &str) -> Option<String> {
    // In a table the bar before the words is escaped, and the escape is left here.
    let page = target.split('#').next().unwrap_or_default().trim_end_matches('\\');
    let is_note = has_ending(page, &MARKDOWN_ENDINGS);
    let title = match link_type {
        LinkType::WikiLink { .. } if is_note => title_of_file(page),
        LinkType::WikiLink { .. } => name_in(page).replace('_', " ").trim().to_owned(),
        _ if is_note && !page.contains("://") => title_of_file(page),
        _ => return None,
    };
    Some(title).filter(|title| !title.is_empty())
}

/// The words that Obsidian shows for a link without any: "Kor > Youth" for `[[people/Kor#Youth]]`, without the folder.
fn words_of_bare_link(target: &str) -> String {
    let mut parts = target.split('#');
    let page = name_in(parts.next().unwrap_or_default());
    let headings = parts.filter(|part| !part.starts_with('^'));
    std::iter::once(page).chain(headings).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" > ")
}

fn name_in(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Takes paragraphs such as "[2] text" off the foot of a page, where a converter left the notes without a heading.
fn take_foot(draft: &mut Draft) {
    let Some(section) = draft.sections.last_mut() else {
        return;
    };
    let is_foot = |block: &&Block| block.text.starts_with('[') && note_line(&block.text).is_some();
    let count = section.blocks.iter().rev().take_while(is_foot).count();
    if count == section.blocks.len() {
        return;
    }
    for block in section.blocks.split_off(section.blocks.len() - count) {
        push_lines_of_notes(&mut draft.notes, &block, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;

    fn read(body: &str) -> Draft {
        read_markdown(&Page { body, name: "x", title: None, profile: &Profile::generic("x") })
    }

    /// One line a block: its headings, its kind and its text.
    fn blocks(body: &str) -> Vec<String> {
        let draft = read(body);
        let shown = draft.sections.iter().flat_map(|section| {
            let heading = section.heading.join(" / ");
            section
                .blocks
                .iter()
                .map(move |block| format!("{heading}> {:?}: {}", block.kind, block.text.replace('\n', "⏎")))
        });
        shown.collect()
    }

    #[test]
    fn headings_nest_below_the_title() {
        let body = "# Qo'noS\n\nIt burnt\nlong.\n\n## Raids [edit]\n\n### Kor's *great* raid\n\nHe came.\n\n## Later\n\nAshes.";
        assert_eq!(read(body).title.as_deref(), Some("Qo'noS"));
        assert_eq!(
            blocks(body),
            [
                "> Paragraph: It burnt long.",
                "Raids / Kor's great raid> Paragraph: He came.",
                "Later> Paragraph: Ashes."
            ]
        );
        assert_eq!(read("Text first.\n\n# Not a title\n\nMore.").title, None);
    }

    #[test]
    fn markup_becomes_its_words() {
        assert_eq!(
            blocks(
                "See **Élan** ~~and~~ [Kor](x \"t\"), [[Kang|the old Kang]], [[Koloth]], `code` ![no](n.png) *too*  \nhere.<br>Yes <b>so</b>."
            ),
            ["> Paragraph: See Élan and Kor, the old Kang, Koloth, code  too⏎here.⏎Yes so."]
        );
        let draft = read("He read *The Year 2261* and *wept*.");
        let block = &draft.sections[0].blocks[0];
        assert_eq!(&block.text[block.italics[0].clone()], "The Year 2261");
    }

    #[test]
    fn lists_tables_quotes_and_code_are_blocks() {
        assert_eq!(
            blocks(
                "- Élan\n  - its moon\n- K'mpec\n\n  the old\n\n| Ship | Year |\n|---|---|\n| Élan | 2340 |\n| | 2341 |\n\n> Qapla'\n> to all\n\n    a b\n    c\n"
            ),
            [
                "> List: Élan⏎its moon⏎K'mpec the old",
                "> Table: Ship | Year⏎Élan | 2340⏎ | 2341",
                "> Paragraph: Qapla' to all",
                "> Paragraph: a b⏎c"
            ]
        );
    }

    #[test]
    fn links_lead_to_notes_by_the_names_of_their_files() {
        let links = |body: &str| {
            let block = &read(body).sections[0].blocks[0];
            let links = block.links.iter().map(|link| link.title.clone());
            (block.text.clone(), links.collect::<Vec<_>>())
        };
        for (link, words, title) in [
            ("[[Kang]]", "Kang", "Kang"),
            ("[[Kang|the old]]", "the old", "Kang"),
            ("[[Kang#Youth]]", "Kang > Youth", "Kang"),
            ("[[Kang#Youth|then]]", "then", "Kang"),
            ("[[Kang#^vow]]", "Kang", "Kang"),
            ("[[people/K'Tal]]", "K'Tal", "K'Tal"),
            ("[[people/K'Tal.md|him]]", "him", "K'Tal"),
            ("[[#Youth]]", "Youth", "Youth"),
            ("[him](people/K'Tal%20the%20old.md#Youth)", "him", "K'Tal the old"),
            ("[him](https://x.org/kang.md)", "him", "him"),
            ("![[Kang.png]] [[Kang]]", "Kang", "Kang"),
        ] {
            assert_eq!(links(link), (words.to_owned(), vec![title.to_owned()]), "{link}");
        }
        let table = links("| Captain | Ship |\n|---|---|\n| [[Kang\\|he]] | [[Élan]] |");
        assert_eq!(table, ("Captain | Ship\nhe | Élan".to_owned(), vec!["Kang".to_owned(), "Élan".to_owned()]));
    }

    #[test]
    fn what_a_vault_adds_is_read_as_obsidian_shows_it() {
        let note = "#moon #war\n\nÉlan ==fell== %%or not%% in *2340*. ^fall\n\n![[map.png]]\n\n\
            > [!quote]- K'Tal\n> Qapla'\n> to [[all]].\n\n%%\n# Draft\n\nno\n%%\n- Kor ^list\n";
        assert_eq!(
            blocks(note),
            ["> Paragraph: Élan fell in 2340.", "> Paragraph: K'Tal⏎Qapla' to all.", "> List: Kor"]
        );
    }

    #[test]
    fn a_note_with_sections_of_the_first_level_is_named_by_its_file() {
        let note = "# Youth\n\nSon of [[Mogh]].\n\n# Age\n\n## War\n\nHe fell.";
        assert_eq!(read(note).title, None);
        assert_eq!(blocks(note), ["Youth> Paragraph: Son of Mogh.", "Age / War> Paragraph: He fell."]);
        assert_eq!(read(&note.replace("[[Mogh]]", "Mogh")).title.as_deref(), Some("Youth"));
    }

    #[test]
    fn html_is_dropped_to_its_text() {
        assert_eq!(
            blocks("<div>\nÉlan &amp; Kor\n</div>\n\nText <!-- no -->here."),
            ["> Paragraph: Élan & Kor", "> Paragraph: Text here."]
        );
    }

    #[test]
    fn a_hatnote_may_stand_in_italics_and_lead_by_its_links() {
        let draft = read("# Praxis\n\n*For the [play](x), see [[Praxis (play)|that page]].*\n\nA moon.");
        assert_eq!(draft.hatnotes[0].targets, ["Praxis (play)"]);
        assert_eq!(draft.hatnotes[0].text, "For the play, see that page.");
        assert_eq!(read("*For the ship, see IKS Élan.*\n\n# Élan\n\nA moon.").title.as_deref(), Some("Élan"));
    }

    #[test]
    fn notes_are_read_in_every_form() {
        let notes = |body: &str| {
            let draft = read(body);
            draft.notes.iter().map(|note| format!("{}={}", note.label, note.block.text)).collect::<Vec<_>>()
        };
        assert_eq!(notes("Élan fell.[^k] So.\n\n[^k]: Kor's\n    log"), ["k=Kor's log"]);
        assert_eq!(read("Élan fell.[^k] So.\n\n[^k]: Log").sections[0].blocks[0].notes, ["k"]);
        assert_eq!(
            notes("Élan fell.[1]\n\n## Notes\n\n1. ↑ Kor's log\n2. Élan's log"),
            ["1=Kor's log", "2=Élan's log"]
        );
        assert_eq!(notes("Élan fell.[1]\n\n## References\n\n[1] Kor's log\n[2] Élan's"), ["1=Kor's log", "2=Élan's"]);
        assert_eq!(notes("Élan fell.[18]\n\n[18] Kor's log"), ["18=Kor's log"]);
        assert_eq!(notes("His ships, in order.\n\n1. Élan\n2. K'mpec"), [""; 0]);
    }
}
