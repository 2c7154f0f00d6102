//! Plain text as it is copied from a rendered page.
//!
//! Blank lines part blocks; within a block each line is a paragraph, unless an editor broke the lines. What copying
//! leaves behind is understood: edit marks after headings, bullets, tabs between table cells, numbered notes at the
//! foot. All headings are of one level, for the copy does not tell more.

use super::PageHabits;
use super::draft::{Block, Draft, DraftSection, Page};
use super::hatnotes::read_hatnote;
use super::lines::{
    are_hard_wrapped, ends_sentence, heading_between_equals, is_underline, list_item, marked_heading, may_be_heading,
};
use super::notes::{is_footnote_heading, note_line, push_note};
use crate::lore::{PassageKind, fold};

/// A heading without its mark, or the lines between two blank ones or headings, never none.
enum Piece<'text> {
    Heading(&'text str),
    Lines(Vec<&'text str>),
}

/// Reads plain text into a draft.
pub(super) fn read_plain(page: &Page<'_>) -> Draft {
    let habits = &page.profile.page;
    let mut pieces = pieces_of(page.body, habits);
    let is_marked = pieces.iter().any(|piece| matches!(piece, Piece::Heading(_)));
    let title = take_title(&mut pieces, page);
    promote_headings(&mut pieces, habits, is_marked);
    let foot = take_foot(&mut pieces);
    let mut draft = Draft { title, ..Draft::default() };
    let mut filler = Filler { draft: &mut draft, habits, opening: true, in_notes: false };
    for piece in pieces {
        filler.fill(piece);
    }
    for lines in &foot {
        filler.fill_notes(lines);
    }
    draft
}

/// Cuts the text into headings and blocks, and drops debris.
fn pieces_of<'text>(text: &'text str, habits: &PageHabits) -> Vec<Piece<'text>> {
    let debris: Vec<String> = habits.debris.iter().map(|line| fold(line)).collect();
    let mut pieces = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut in_contents = false;
    for line in text.lines().map(str::trim_end) {
        let is_blank = line.trim().is_empty();
        in_contents = is_contents(line) || in_contents && (is_blank || is_contents_entry(line));
        if in_contents || !is_blank && debris.contains(&fold(line)) {
            continue;
        }
        if is_underline(line)
            && open.iter().rev().nth(1).is_none_or(|above| ends_sentence(above))
            && let Some(heading) = open.pop_if(|over| may_be_heading(over))
        {
            push_lines(&mut pieces, &mut open);
            pieces.push(Piece::Heading(heading.trim()));
            continue;
        }
        let heading = heading_of(line);
        if is_blank || heading.is_some() {
            push_lines(&mut pieces, &mut open);
        }
        match heading {
            Some(heading) => pieces.push(Piece::Heading(heading)),
            None if !is_blank => open.push(line),
            None => {}
        }
    }
    push_lines(&mut pieces, &mut open);
    pieces
}

/// Closes the open run of lines, if there is one.
fn push_lines<'text>(pieces: &mut Vec<Piece<'text>>, open: &mut Vec<&'text str>) {
    if !open.is_empty() {
        pieces.push(Piece::Lines(std::mem::take(open)));
    }
}

/// The heading that a line is by its mark alone: an edit link behind it or equals signs around it.
fn heading_of(line: &str) -> Option<&str> {
    let marked = marked_heading(line);
    heading_between_equals(marked.unwrap_or(line)).or(marked)
}

/// Whether this line stands over a table of contents: "Contents [hide]".
fn is_contents(line: &str) -> bool {
    line.trim_end().ends_with(']') && matches!(fold(line).as_str(), "contents hide" | "contents show" | "contents")
}

/// Whether this is a line of a table of contents: "2.1 Kor's raids".
fn is_contents_entry(line: &str) -> bool {
    let line = line.trim();
    let number = line.split_whitespace().next().unwrap_or_default();
    let is_number = number.len() <= 8
        && number.starts_with(|letter: char| letter.is_ascii_digit())
        && number.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    is_number && line.split_whitespace().count() <= 12 && !line.ends_with('.')
}

/// Takes the title off the top: the first line, if it is the file's name or the header's title, or if it is marked or
/// stands alone and the text begins with it. A mere section heading never is.
fn take_title(pieces: &mut Vec<Piece<'_>>, page: &Page<'_>) -> Option<String> {
    let first = match pieces.first()? {
        Piece::Heading(heading) => heading,
        Piece::Lines(lines) => lines.first()?.trim(),
    };
    let folded = fold(first);
    let is_named = folded == fold(page.name) || page.title.is_some_and(|title| fold(title) == folded);
    let stands_alone = match &pieces[0] {
        Piece::Heading(_) => true,
        Piece::Lines(lines) => {
            lines.len() == 1 && may_be_heading(first) && matches!(pieces.get(1), Some(Piece::Lines(_)))
        }
    };
    let is_told = stands_alone && opens_with(pieces, &folded, &page.profile.page);
    if folded.is_empty() || !(is_named || is_told) {
        return None;
    }
    let title = first.to_owned();
    match pieces.first_mut() {
        Some(Piece::Lines(lines)) if lines.len() > 1 => drop(lines.remove(0)),
        _ => drop(pieces.remove(0)),
    }
    Some(title)
}

/// Whether the first sentence of the text, hatnotes aside, begins with these folded words or an article and them.
fn opens_with(pieces: &[Piece<'_>], words: &str, habits: &PageHabits) -> bool {
    let lines = pieces.iter().filter_map(|piece| if let Piece::Lines(lines) = piece { Some(lines) } else { None });
    let is_hatnote = |line: &str| read_hatnote(&Block::new(PassageKind::Paragraph, line), habits).is_some();
    let mut sentences = lines.flatten().filter(|line| ends_sentence(line) && list_item(line).is_none());
    let first = sentences.find(|line| !is_hatnote(line));
    first.is_some_and(|sentence| {
        let folded = fold(sentence);
        let bare = ["the ", "a ", "an "].iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(&folded);
        bare.strip_prefix(words).is_some_and(|rest| rest.starts_with(' '))
    })
}

/// Makes headings of lone lines: of those over notes always, of other short ones where the file marks no heading and
/// text follows.
fn promote_headings(pieces: &mut [Piece<'_>], habits: &PageHabits, is_marked: bool) {
    let mut text_follows = false;
    for piece in pieces.iter_mut().rev() {
        let Piece::Lines(lines) = piece else {
            text_follows = false;
            continue;
        };
        let lone = if let [line] = lines.as_slice() { Some(line.trim()) } else { None };
        let promoted =
            lone.filter(|line| is_footnote_heading(line, habits) || !is_marked && text_follows && may_be_heading(line));
        text_follows = promoted.is_none() && !lone.is_some_and(may_be_heading);
        if let Some(line) = promoted {
            *piece = Piece::Heading(line);
        }
    }
}

/// Takes the notes off the foot of a file that has no heading over them: the last blocks whose lines are all numbered.
/// A numbered list that a colon or a heading announces is a list.
fn take_foot<'text>(pieces: &mut Vec<Piece<'text>>) -> Vec<Vec<&'text str>> {
    let is_foot =
        |piece: &Piece| matches!(piece, Piece::Lines(lines) if lines.iter().all(|line| note_line(line).is_some()));
    let start = pieces.len() - pieces.iter().rev().take_while(|piece| is_foot(piece)).count();
    let announced = match pieces[..start].last() {
        Some(Piece::Lines(lines)) => lines.last().is_some_and(|line| line.trim_end().ends_with(':')),
        Some(Piece::Heading(_)) | None => true,
    };
    if announced {
        return Vec::new();
    }
    let foot = pieces.split_off(start).into_iter();
    foot.filter_map(|piece| if let Piece::Lines(lines) = piece { Some(lines) } else { None }).collect()
}

/// Fills a draft, piece by piece.
struct Filler<'page> {
    draft: &'page mut Draft,
    habits: &'page PageHabits,
    /// Whether no running text has been met: hatnotes may still come.
    opening: bool,
    /// Whether the last heading stands over notes.
    in_notes: bool,
}

impl Filler<'_> {
    fn fill(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Heading(heading) => {
                self.in_notes = is_footnote_heading(heading, self.habits);
                self.draft.sections.push(DraftSection { heading: vec![heading.to_owned()], ..DraftSection::default() });
            }
            Piece::Lines(lines) if self.in_notes && note_line(lines[0]).is_some() => self.fill_notes(&lines),
            Piece::Lines(lines) => blocks_of(&lines).into_iter().for_each(|block| self.fill_block(block)),
        }
    }

    fn fill_block(&mut self, block: Block) {
        if self.opening && block.kind == PassageKind::Paragraph {
            if let Some(hatnote) = read_hatnote(&block, self.habits) {
                self.draft.hatnotes.push(hatnote);
                return;
            }
            self.opening = false;
        }
        self.draft.push(block);
    }

    /// Reads a block of notes; a line that begins none goes on with the one before it.
    fn fill_notes(&mut self, lines: &[&str]) {
        for line in lines {
            match (note_line(line), self.draft.notes.last_mut()) {
                (Some((label, words)), _) => {
                    push_note(&mut self.draft.notes, label, Block::new(PassageKind::Footnote, words));
                }
                (None, Some(note)) => {
                    note.block.text.push(' ');
                    note.block.text.push_str(line.trim());
                }
                (None, None) => {}
            }
        }
    }
}

/// The paragraphs, lists and tables in a run of lines.
fn blocks_of(lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let (kind, length) = run_at(rest);
        let (run, after) = rest.split_at(length);
        match kind {
            PassageKind::List => blocks.push(Block::new(kind, items_of(run).join("\n"))),
            PassageKind::Table => {
                blocks.push(Block::new(kind, rows_of(run).join("\n")));
            }
            _ if are_hard_wrapped(run) => {
                let words: Vec<&str> = run.iter().map(|line| line.trim()).collect();
                blocks.push(Block::new(kind, words.join(" ")));
            }
            _ => blocks.extend(run.iter().map(|line| Block::new(kind, line.trim()))),
        }
        rest = after;
    }
    blocks
}

/// What the lines begin with and how many belong to it, at least one.
fn run_at(lines: &[&str]) -> (PassageKind, usize) {
    let count = |belongs: &dyn Fn(&str) -> bool| lines.iter().take_while(|line| belongs(line)).count();
    if list_item(lines[0]).is_some() {
        return (PassageKind::List, count(&|line| list_item(line).is_some() || line.starts_with("  ")));
    }
    let rows = count(&has_cells);
    if rows >= 2 {
        return (PassageKind::Table, rows);
    }
    let begins_other = |at: usize| {
        list_item(lines[at]).is_some() || has_cells(lines[at]) && lines.get(at + 1).is_some_and(|next| has_cells(next))
    };
    let length = (1..lines.len()).find(|&at| begins_other(at)).unwrap_or(lines.len());
    (PassageKind::Paragraph, length)
}

fn has_cells(line: &str) -> bool {
    line.trim().contains('\t')
}

/// The items of a list without their bullets; an indented line without one goes on with the item before it.
fn items_of(lines: &[&str]) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        match (list_item(line), items.last_mut()) {
            (None, Some(item)) => {
                item.push(' ');
                item.push_str(line.trim());
            }
            (item, _) => items.push(item.unwrap_or(line.trim()).to_owned()),
        }
    }
    items
}

/// The rows of a table with their cells parted by bars.
fn rows_of(lines: &[&str]) -> Vec<String> {
    let row = |line: &&str| line.trim().split('\t').map(str::trim).collect::<Vec<_>>().join(" | ");
    lines.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;

    fn read(name: &str, body: &str) -> Draft {
        read_plain(&Page { body, name, title: None, profile: &Profile::generic("x") })
    }

    /// One line a block: its heading, its kind and its text.
    fn blocks(body: &str) -> Vec<String> {
        let draft = read("rura penthe", body);
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
    fn marked_headings_part_sections_even_without_a_blank_line() {
        assert_eq!(
            blocks("Élan was cold.\n\nKor's raids[]\nKor came.\nHe left.\n\nShort line\n\nLater[edit]\n\nIt thawed."),
            [
                "> Paragraph: Élan was cold.",
                "Kor's raids> Paragraph: Kor came.",
                "Kor's raids> Paragraph: He left.",
                "Kor's raids> Paragraph: Short line",
                "Later> Paragraph: It thawed."
            ]
        );
    }

    #[test]
    fn lone_short_lines_are_headings_where_nothing_is_marked() {
        assert_eq!(
            blocks("Élan was cold.\n\nKor's raids\n\nKor came and left again.\n\nThe end\n\nMoons\n\n• Praxis\n• Élan"),
            [
                "> Paragraph: Élan was cold.",
                "Kor's raids> Paragraph: Kor came and left again.",
                "Kor's raids> Paragraph: The end",
                "Moons> List: Praxis⏎Élan"
            ]
        );
    }

    #[test]
    fn the_first_line_is_the_title_only_where_it_names_the_article() {
        assert_eq!(read("qonos", "Qo'noS\n\nIt burnt.").title.as_deref(), Some("Qo'noS"));
        assert_eq!(
            read("page 7", "Qo'noS[edit]\n\nThe Qo'noS of old burnt.\n\nA[]\n\nB.").title.as_deref(),
            Some("Qo'noS")
        );
        assert_eq!(read("qonos", "Borg attacks[]\n\nThey came in force.").title, None);
        assert_eq!(read("qonos", "Kronos\n\nIt burnt.").title, None);
        let draft = read("qonos", "Qo'noS\nIt burnt.");
        assert_eq!((draft.title.as_deref(), draft.sections[0].blocks[0].text.as_str()), (Some("Qo'noS"), "It burnt."));
    }

    #[test]
    fn a_lone_first_line_with_which_the_text_begins_is_the_title() {
        let draft =
            read("page 7", "Ty'Gokor\n\nFor the moon, see Élan.\n\nTy'Gokor was a fortress.\n\nRuler\n\nKor ruled.");
        assert_eq!((draft.title.as_deref(), draft.sections.len()), (Some("Ty'Gokor"), 2));
        assert_eq!(read("page 7", "The raid\n\nThey came in force.").title, None);
        assert_eq!(read("page 7", "Kor (TNG novel: X)\n\nKor fled.").title, None);
    }

    #[test]
    fn equals_signs_and_underlines_mark_headings() {
        let draft = read(
            "x",
            "Ty'Gokor\n========\nTy'Gokor was cold.\n\n== Ruler ==\nKor ruled.\n\nRaids\n---\n\nÉlan fell.\n----\nIt rose.",
        );
        assert_eq!(draft.title.as_deref(), Some("Ty'Gokor"));
        let shown: Vec<String> = draft
            .sections
            .iter()
            .flat_map(|section| {
                section.blocks.iter().map(|block| format!("{}> {}", section.heading.concat(), block.text))
            })
            .collect();
        assert_eq!(shown, ["> Ty'Gokor was cold.", "Ruler> Kor ruled.", "Raids> Élan fell.", "Raids> It rose."]);
    }

    #[test]
    fn hatnotes_stand_only_above_the_text() {
        let draft = read("x", "For the moon, see Praxis (moon).\n\nÉlan was cold.\n\nFor the sun, see Sol.");
        assert_eq!(draft.hatnotes[0].targets, ["Praxis (moon)"]);
        assert_eq!(draft.sections[0].blocks.len(), 2);
    }

    #[test]
    fn lines_broken_by_an_editor_are_joined() {
        let broken = "The old fortress above the river had been abandoned for years and\nthen it fell.";
        assert_eq!(blocks(broken), [format!("> Paragraph: {}", broken.replace('\n', " "))]);
    }

    #[test]
    fn lists_and_tables_are_one_block_each() {
        assert_eq!(
            blocks("His ships were:\n• Élan\n• K'mpec,\n  the old\nShip\tYear\nÉlan\t2340\nAnd more."),
            [
                "> Paragraph: His ships were:",
                "> List: Élan⏎K'mpec, the old",
                "> Table: Ship | Year⏎Élan | 2340",
                "> Paragraph: And more."
            ]
        );
    }

    #[test]
    fn numbered_lines_at_the_foot_are_notes() {
        let notes = |body: &str| {
            let draft = read("x", body);
            draft.notes.iter().map(|note| format!("{}={}", note.label, note.block.text)).collect::<Vec<_>>()
        };
        assert_eq!(notes("Élan fell.[1]\n\n  1. Kor's log\n  2. ↑ Élan's log"), ["1=Kor's log", "2=Élan's log"]);
        assert_eq!(
            notes(
                "A[]\n\nÉlan fell.\n\nReferences[]\n↑ 1.0 1.1 Kor's log\nwent on\n\n↑ Élan's log\n\nLinks[]\n\nMore."
            ),
            ["1=Kor's log went on", "2=Élan's log"]
        );
        assert_eq!(notes("His ships were these:\n\n1. Élan\n2. K'mpec"), [""; 0]);
        assert_eq!(notes("Élan fell.\n\nShips[]\n\n1. Élan\n2. K'mpec"), [""; 0]);
    }

    #[test]
    fn debris_and_tables_of_contents_are_dropped() {
        assert_eq!(
            blocks(
                "Jump to navigation\nÉlan was cold.\n\nContents [hide]\n1 Raids\n1.1 Kor's raids\n\nRaids[]\n\nKor came."
            ),
            ["> Paragraph: Élan was cold.", "Raids> Paragraph: Kor came."]
        );
    }
}
