//! What a library answers from: its wikis, and what there is of each.

use super::style::{DIM, TITLE, styled};
use super::text::harmless;
use crate::answer::{Library, Overview};

/// A line for each wiki, with how much there is of it, its licence and its age.
pub(super) fn about(library: &Library) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let heading = format!("Lorebot {version}: answers word for word from these wikis, with the source they cite.");
    let wikis = library.overview().into_iter().map(|wiki| about_wiki(&wiki));
    std::iter::once(heading).chain(wikis).collect::<Vec<_>>().join("\n")
}

fn about_wiki(wiki: &Overview) -> String {
    let licence = wiki.licence.as_ref().map_or("no licence named", |licence| &licence.name);
    let snapshot = wiki.snapshot.as_ref().map(|day| format!(", snapshot of {day}")).unwrap_or_default();
    let amount = format!("{} articles, {} passages, {licence}{snapshot}", wiki.articles, wiki.passages);
    format!("  {}: {}", styled(TITLE, &harmless(&wiki.name)), styled(DIM, &harmless(&amount)))
}
