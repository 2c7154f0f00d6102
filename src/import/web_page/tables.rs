//! Tables: those of facts become one block, those that only place things on the page are gone through.

use super::super::draft::Block;
use super::element::{Role, attribute, classes, role_of};
use super::inline::{Shape, block_of};
use super::tree::{Node, elements_below};
use crate::lore::PassageKind;

/// The block that a table of facts makes: a row a line, its cells parted by bars. `None` where the table only places
/// parts of the article: it says so, is made for a quotation, holds headings or other tables, or has no row of two
/// cells.
pub(super) fn table_of_facts(table: Node<'_>) -> Option<Block> {
    let element = table.value().as_element()?;
    let is_quotation = classes(element).any(|class| class.contains("quote"));
    if is_quotation || attribute(element, "role") == Some("presentation") || holds_parts_of_article(table) {
        return None;
    }
    has_row_of_cells(table).then(|| block_of(table, Shape::Rows, PassageKind::Table))
}

fn holds_parts_of_article(table: Node<'_>) -> bool {
    elements_below(table).any(|(_, element)| matches!(role_of(element), Role::Heading(_) | Role::Table | Role::Notes))
}

/// Whether any row has two cells with words.
fn has_row_of_cells(table: Node<'_>) -> bool {
    let rows = elements_below(table).filter(|(_, element)| role_of(element) == Role::Row);
    rows.into_iter().any(|(row, _)| row.children().filter(|cell| has_words(*cell)).nth(1).is_some())
}

fn has_words(cell: Node<'_>) -> bool {
    let is_cell = cell.value().as_element().is_some_and(|element| role_of(element) == Role::Cell);
    let mut texts = cell.descendants().filter_map(|node| node.value().as_text());
    is_cell && texts.any(|text| text.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::super::reading::blocks_of;

    #[test]
    fn a_table_of_facts_is_one_block_with_a_row_a_line() {
        assert_eq!(
            blocks_of(
                "<table class='wikitable'><caption>Ships</caption><tr><th>Ship<th>Year<tr><td> Élan <td><p>2340</p><ul><li>late</ul>\
                 <tr><td><td>—<tr><td><td>2341<br>or so</table>"
            ),
            ["> Table: Ships⏎Ship | Year⏎Élan | 2340 late⏎ | 2341 or so"]
        );
    }

    #[test]
    fn a_table_that_only_places_parts_of_the_article_is_gone_through() {
        assert_eq!(
            blocks_of("<table><tr><td><p>Élan fell.</p>It rose.</td></tr></table>"),
            ["> Paragraph: Élan fell.", "> Paragraph: It rose."]
        );
        assert_eq!(
            blocks_of("<table><tr><td><h2>Siege</h2>It fell.</td><td>It rose.</td></tr></table>"),
            ["Siege> Paragraph: It fell.", "Siege> Paragraph: It rose."]
        );
        assert_eq!(
            blocks_of("<table role='presentation'><tr><td>Élan<td>Kor<tr><td><table><tr><td>a<td>b</table></table>"),
            ["> Paragraph: Élan", "> Paragraph: Kor", "> Table: a | b"]
        );
    }

    #[test]
    fn a_quotation_in_a_table_keeps_its_words_and_speaker() {
        assert_eq!(
            blocks_of(
                "<table class='cquote'><tr><td>“<td>Qapla' to all!<td>”<tr><td colspan=3>—<b>Kor</b>, in his log</table>"
            ),
            ["> Paragraph: Qapla' to all!⏎—Kor, in his log"]
        );
    }
}
