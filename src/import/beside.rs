//! The folders that browsers save beside a page, with its pictures, scripts and frames.

use super::WEB_PAGE_ENDINGS;

/// What browsers append to a page's name for the folder of its pictures and scripts, in some of their languages.
const ENDINGS_BESIDE_PAGES: [&str; 5] = ["_files", "-Dateien", "_fichiers", "_archivos", "_bestanden"];

/// The names of the pages beside which a browser saves a folder of this name. If one of them is there, the folder holds
/// no articles.
pub fn pages_beside(folder: &str) -> impl Iterator<Item = String> {
    let pages = ENDINGS_BESIDE_PAGES.iter().filter_map(|ending| folder.strip_suffix(ending));
    pages.flat_map(|page| WEB_PAGE_ENDINGS.iter().map(move |ending| format!("{page}.{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_beside_a_page_is_known_by_its_name() {
        assert_eq!(pages_beside("Élan_files").collect::<Vec<_>>(), ["Élan.html", "Élan.htm", "Élan.xhtml"]);
        assert!(pages_beside("Élan-Dateien").any(|page| page == "Élan.htm"));
        assert_eq!(pages_beside("files").count(), 0);
    }
}
