//! `/about`: what this bot is, what it answers from, and what it keeps.

use super::components::Component;
use super::reply::Reply;
use super::wording::{day_of, lines_within, linked, quoted};
use crate::answer::{Library, Overview};
use crate::discord::limits::{TEXT_TOTAL, length};
use crate::discord::speech::Tongue;
use crate::servers::KEPT_DAYS;

/// What the bot says of itself, for the asker alone.
pub fn about(library: &Library, tongue: Tongue) -> Reply {
    let heading = format!("### Lorebot {}\n{}", env!("CARGO_PKG_VERSION"), tongue.say("about-answers"));
    let privacy = format!(
        "**{}** {}",
        tongue.say("about-privacy-label"),
        tongue.say_with("about-privacy", [("days", KEPT_DAYS)])
    );
    let lines: Vec<String> = library.overview().iter().map(|wiki| line(wiki, tongue)).collect();
    let wikis = lines_within(&lines, TEXT_TOTAL - length(&heading) - length(&privacy));
    let parts = [heading, wikis, privacy].into_iter().filter(|text| !text.trim().is_empty());
    Reply::components(&[Component::container(parts.map(Component::text).collect(), false)]).private()
}

/// What is kept of whom, and for how long, for the asker alone.
pub fn privacy(tongue: Tongue) -> Reply {
    let kept = [
        "privacy-messages",
        "privacy-questions",
        "privacy-unanswered",
        "privacy-votes",
        "privacy-server",
        "privacy-gone",
    ];
    let lines = kept.map(|message| format!("- {}", tongue.say_with(message, [("days", KEPT_DAYS)])));
    let text = format!("### {}\n{}", tongue.say("privacy"), lines.join("\n"));
    Reply::components(&[Component::container(vec![Component::text(text)], false)]).private()
}

/// One wiki: its name, its licence, the day of its newest page, and how much there is of it.
fn line(wiki: &Overview, tongue: Tongue) -> String {
    let name = linked(&quoted(&wiki.name), wiki.url.as_deref());
    let licence = match &wiki.licence {
        Some(licence) => linked(&quoted(&licence.name), licence.url.as_deref()),
        None => tongue.say("licence-none"),
    };
    let snapshot = wiki.snapshot.as_deref().map(|day| quoted(day_of(day)));
    let snapshot = snapshot.map(|day| tongue.say_with("about-snapshot", [("day", day)]));
    let articles = tongue.say_with("about-articles", [("count", wiki.articles)]);
    let passages = tongue.say_with("about-passages", [("count", wiki.passages)]);
    let about: Vec<String> = [articles, passages, licence].into_iter().chain(snapshot).collect();
    format!("- **{name}**: {}", tongue.list(&about))
}
