//! Disambiguation pages: they list pages of one name and tell no lore of their own.

use super::draft::{Block, Draft};
use crate::lore::PassageKind;

/// How the first paragraph of such a page ends.
const ANNOUNCEMENTS: &[&str] =
    &["may refer to:", "can refer to:", "may also refer to:", "can also refer to:", "may mean:", "could refer to:"];

/// What parts a title from the words that tell it from the others.
const AFTER_TITLE: &[&str] = &[",", ":", " - ", " – ", " — ", "—"];

/// Whether a page tells itself to be one, by its title or its first words.
pub(super) fn is_disambiguation(title: &str, draft: &Draft) -> bool {
    let mut blocks = draft.sections.iter().flat_map(|section| &section.blocks);
    let announced = blocks.next().is_some_and(|first| {
        let first = first.text.trim_end().to_lowercase();
        ANNOUNCEMENTS.iter().any(|words| first.ends_with(words))
    });
    title.to_lowercase().ends_with("(disambiguation)")
        || announced && blocks.next().is_some_and(|second| second.kind == PassageKind::List)
}

/// The titles that such a page leads to, in its order, none twice: from its lists, or from its lines where it has none.
pub(super) fn titles_led_to(draft: &Draft) -> Vec<String> {
    let blocks = || draft.sections.iter().flat_map(|section| &section.blocks);
    let has_list = blocks().any(|block| block.kind == PassageKind::List);
    let leading =
        blocks().filter(|block| block.kind == PassageKind::List || !has_list && !block.text.ends_with([':', '.']));
    let mut seen = std::collections::HashSet::new();
    leading.flat_map(titles_in).filter(|title| seen.insert(title.clone())).collect()
}

/// The title of each line: its first link, or its words up to the first comma, colon or dash.
fn titles_in(block: &Block) -> Vec<String> {
    let mut links = block.links.iter().peekable();
    let mut titles = Vec::new();
    for range in block.line_ranges() {
        let line = &block.text[range.clone()];
        let mut title = None;
        while let Some(link) = links.next_if(|link| link.at <= range.end) {
            title.get_or_insert_with(|| link.title.clone());
        }
        let end = AFTER_TITLE.iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len());
        titles.push(title.unwrap_or_else(|| line[..end].trim().trim_matches(['"', '“', '”']).to_owned()));
    }
    titles.retain(|title| title.contains(char::is_alphanumeric));
    titles
}

#[cfg(test)]
mod tests {
    use crate::import::{Profile, read_article};
    use crate::lore::ArticleKind;

    fn titles(file: &str, text: &str) -> Option<Vec<String>> {
        match read_article(file, text, &Profile::generic("x")).0.unwrap().kind {
            ArticleKind::Disambiguation(titles) => Some(titles),
            ArticleKind::Lore => None,
        }
    }

    #[test]
    fn a_page_that_says_so_leads_to_the_titles_of_its_list() {
        assert_eq!(
            titles("elan.txt", "Élan may refer to:\n\n• IKS Élan, a ship\n• Élan (moon) – a moon\n• K'Élan: a Klingon"),
            Some(vec!["IKS Élan".into(), "Élan (moon)".into(), "K'Élan".into()])
        );
        assert_eq!(
            titles(
                "elan.md",
                "**Élan** may refer to:\n\n- [IKS Élan](x), a ship\n- the [[Élan (moon)|moon]] of K'mpec\n"
            ),
            Some(vec!["IKS Élan".into(), "Élan (moon)".into()])
        );
    }

    #[test]
    fn the_header_or_the_title_is_enough() {
        assert_eq!(
            titles("e.txt", "---\nkind: disambiguation\n---\nPages:\n\n- Élan\n- Kor"),
            Some(vec!["Élan".into(), "Kor".into()])
        );
        assert_eq!(titles("Élan_(disambiguation).txt", "- Élan\n- Kor"), Some(vec!["Élan".into(), "Kor".into()]));
        assert_eq!(titles("elan.txt", "Élan was a moon.\n\n• cold\n• far"), None);
    }
}
