//! Where finished blocks go while a table, a quotation, an infobox or a hatnote is open.

use crate::import::draft::{Block, fact_of};
use crate::lore::PassageKind;

/// A cell longer than this is text laid out by a table rather than a cell of data, in bytes.
const MAX_CELL_BYTES: usize = 250;

/// The longest lone cell that is taken for the title of its table, in bytes.
const MAX_TITLE_BYTES: usize = 60;

/// An open construct that gathers blocks.
#[derive(Debug)]
pub(super) enum Sink {
    Table(Table),
    /// A quotation; its blocks become one.
    Quote(Vec<Block>),
    /// An infobox template; the number is that of its arguments.
    Infobox {
        facts: Vec<Block>,
        arguments: usize,
    },
    /// An element that leads to other pages.
    Hatnote(Vec<Block>),
}

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Whether its rows are facts.
    pub(super) is_infobox: bool,
    row: Vec<Cell>,
    /// The rows of data so far, one a line.
    data: Option<Block>,
    done: Vec<Block>,
    in_caption: bool,
}

#[derive(Debug, Default)]
struct Cell {
    blocks: Vec<Block>,
    is_header: bool,
}

impl Table {
    pub(super) fn new(is_infobox: bool) -> Table {
        Table { is_infobox, ..Table::default() }
    }

    pub(super) fn take(&mut self, block: Block) {
        if self.in_caption {
            return;
        }
        // Words before the first cell stand above the table.
        match self.row.last_mut() {
            Some(cell) => cell.blocks.push(block),
            None => self.done.push(block),
        }
    }

    pub(super) fn begin_cell(&mut self, is_header: bool) {
        self.in_caption = false;
        self.row.push(Cell { blocks: Vec::new(), is_header });
    }

    pub(super) fn begin_caption(&mut self) {
        self.end_row();
        self.in_caption = true;
    }

    /// Ends a row. One of short cells is data; the cells of any other are text.
    pub(super) fn end_row(&mut self) {
        self.in_caption = false;
        let mut row = std::mem::take(&mut self.row);
        row.retain(|cell| !cell.blocks.is_empty());
        if row.is_empty() {
            return;
        }
        if self.is_infobox {
            self.done.extend(fact_of_row(row));
        } else if is_data(&row) {
            let mut cells = row.into_iter().flat_map(|cell| cell.blocks);
            let mut line = Block::new(PassageKind::Table, "");
            cells.by_ref().for_each(|cell| line.append(" | ", on_one_line(cell)));
            match &mut self.data {
                Some(data) => data.append("\n", line),
                None => self.data = Some(line),
            }
        } else {
            self.done.extend(self.data.take());
            self.done.extend(row.into_iter().flat_map(|cell| cell.blocks));
        }
    }

    /// The blocks of the table so far, in its order; it goes on without them.
    pub(super) fn finish(&mut self) -> Vec<Block> {
        self.end_row();
        self.done.extend(self.data.take());
        let done = std::mem::take(&mut self.done);
        done.into_iter().map(|block| Block { in_table: true, ..block }).collect()
    }
}

/// Whether a row holds data: several cells, a header, or a title, each a few words. A lone cell that ends as sentences
/// do is text in a box.
fn is_data(row: &[Cell]) -> bool {
    let is_short = |cell: &Cell| matches!(cell.blocks.as_slice(), [block] if block.text.len() <= MAX_CELL_BYTES && block.kind != PassageKind::Table);
    let is_title = |cell: &Cell| {
        let words = cell.blocks.first().map_or("", |block| block.text.as_str());
        words.len() <= MAX_TITLE_BYTES && !words.ends_with(['.', '!', '?', '"', '”', '…'])
    };
    (row.len() > 1 || row[0].is_header || is_title(&row[0])) && row.iter().all(is_short)
}

fn on_one_line(mut block: Block) -> Block {
    // A line end and a space are one byte each, so that marks keep their places.
    block.text = block.text.replace('\n', " ");
    block
}

/// The fact that a row of an infobox is: a label and a value.
fn fact_of_row(row: Vec<Cell>) -> Option<Block> {
    let mut cells = row.into_iter().map(|cell| cell.blocks);
    let (label, value, more) = (cells.next()?, cells.next()?, cells.next());
    let [label] = <[Block; 1]>::try_from(label).ok()?;
    (more.is_none() && label.text.len() <= 60).then(|| fact_of(&label.text, value))?
}

/// One block of all the blocks of a quotation.
pub(super) fn quote_of(blocks: Vec<Block>) -> Option<Block> {
    let mut quote = Block::new(PassageKind::Quote, "");
    for block in blocks {
        quote.append("\n", block);
    }
    (!quote.text.is_empty()).then_some(quote)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> Block {
        Block::new(PassageKind::Paragraph, text)
    }

    fn shown(mut table: Table) -> Vec<String> {
        table.finish().iter().map(|block| format!("{:?}: {}", block.kind, block.text)).collect()
    }

    #[test]
    fn rows_of_short_cells_are_data_and_long_cells_text() {
        let mut table = Table::new(false);
        for row in [["Ship", "Year"], ["Élan", "2340"]] {
            for cell in row {
                table.begin_cell(false);
                table.take(block(cell));
            }
            table.end_row();
        }
        table.begin_cell(false);
        table.take(block(&"The moon burst. ".repeat(20)));
        let rows = shown(table);
        assert_eq!(rows[0], "Table: Ship | Year\nÉlan | 2340");
        assert!(rows[1].starts_with("Paragraph: The moon"));
    }

    #[test]
    fn rows_of_an_infobox_are_facts() {
        let mut table = Table::new(true);
        for row in [["Captain:", "Kang\nKor"], ["Picture", "Élan.jpg"]] {
            for cell in row {
                table.begin_cell(false);
                table.take(block(cell));
            }
            table.end_row();
        }
        assert_eq!(shown(table), ["Fact: Captain: Kang, Kor"]);
    }
}
