//! `/about`: what this bot is, what it answers from, and what it keeps.

use super::components::Component;
use super::limits::{TEXT_TOTAL, length};
use super::markdown::escape;
use super::reply::Reply;
use super::wording::{day_of, lines_within, linked, one_line};
use crate::answer::{Library, Overview};

/// What the bot says of itself, for the asker alone.
pub fn about(library: &Library) -> Reply {
    let heading = format!(
        "### Lorebot {}\nAnswers come word for word from the wikis below, with the source that the wiki itself cites.",
        env!("CARGO_PKG_VERSION")
    );
    let privacy = "**Privacy:** no message is read but the commands given to this bot, and no answer or user id is kept. \
                   Of questions that found nothing, a server keeps the words for 90 days, without who asked.";
    let lines: Vec<String> = library.overview().iter().map(line).collect();
    let wikis = lines_within(&lines, TEXT_TOTAL - length(&heading) - length(privacy));
    let parts = [heading, wikis, privacy.to_owned()].into_iter().filter(|text| !text.trim().is_empty());
    Reply::components(&[Component::container(parts.map(Component::text).collect(), false)]).private()
}

/// One wiki: its name, its licence, the day of its newest page, and how much there is of it.
fn line(wiki: &Overview) -> String {
    let name = linked(&shown(&wiki.name), wiki.url.as_deref());
    let licence = match &wiki.licence {
        Some(licence) => linked(&shown(&licence.name), licence.url.as_deref()),
        None => "no licence named".to_owned(),
    };
    let snapshot =
        wiki.snapshot.as_deref().map(|day| format!(", snapshot of {}", shown(day_of(day)))).unwrap_or_default();
    format!("- **{name}**: {} articles, {} passages, {licence}{snapshot}", wiki.articles, wiki.passages)
}

/// Words of a wiki's profile on one line of ours.
fn shown(words: &str) -> String {
    escape(&one_line(words))
}
