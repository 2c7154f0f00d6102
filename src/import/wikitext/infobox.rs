//! Fandom's portable infoboxes: an XML of which facts they show
//! (<https://community.fandom.com/wiki/Help:Infoboxes/Tags>).

use super::expand::{Expander, FactSource, Frame};
use super::tags::{attribute, find_ignoring_case, tag_at};

/// The facts of an infobox, in its order; those without a value are left out, and so are titles and pictures.
pub(super) fn facts_of_portable(inner: &str, expander: &mut Expander<'_>, frame: &Frame<'_>) -> Vec<FactSource> {
    let mut facts = Vec::new();
    let mut rest = inner;
    while let Some(start) = find_ignoring_case(rest, "<data") {
        rest = &rest[start..];
        let Some(tag) = tag_at(rest).filter(|tag| tag.name.eq_ignore_ascii_case("data")) else {
            rest = &rest[1..];
            continue;
        };
        let is_empty = rest[..tag.len].ends_with("/>");
        let attributes = tag.attributes;
        rest = &rest[tag.len..];
        let end = if is_empty { 0 } else { find_ignoring_case(rest, "</data").unwrap_or(rest.len()) };
        let (content, after) = rest.split_at(end);
        rest = after;
        facts.extend(fact_of(attributes, content, expander, frame));
    }
    facts
}

fn fact_of(attributes: &str, content: &str, expander: &mut Expander<'_>, frame: &Frame<'_>) -> Option<FactSource> {
    let source = attribute(attributes, "source").unwrap_or_default().trim();
    let given = frame.arguments.get(source).map(|value| value.trim()).filter(|value| !value.is_empty());
    let value = match (given, element(content, "format"), element(content, "default")) {
        (Some(given), Some(format), _) if format.contains("{{{") => {
            let formatted = expander.value_of_text(format, frame);
            if formatted.contains(char::is_alphanumeric) { formatted } else { given.to_owned() }
        }
        (Some(given), _, _) => given.to_owned(),
        (None, _, Some(default)) => expander.value_of_text(default, frame),
        (None, _, None) => return None,
    };
    let label =
        element(content, "label").map_or_else(|| source.to_owned(), |label| expander.value_of_text(label, frame));
    (value.contains(char::is_alphanumeric) && !label.trim().is_empty()).then_some(FactSource { label, value })
}

/// What stands in the first element of this name.
fn element<'text>(content: &'text str, name: &str) -> Option<&'text str> {
    let start = find_ignoring_case(content, &format!("<{name}"))?;
    let tag = tag_at(&content[start..])?;
    let inside = &content[start + tag.len..];
    Some(&inside[..find_ignoring_case(inside, &format!("</{name}")).unwrap_or(inside.len())])
}
