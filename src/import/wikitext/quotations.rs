//! Quotations: what a quote template shows, and the source it names.

use super::expand::{Argument, Expander};
use super::marks::Mark;

/// The longest source that is told by its place among the arguments, in bytes.
const MAX_SOURCE_BYTES: usize = 300;

/// What arguments for the source are called.
const SOURCE_NAMES: &[&str] = &["source", "src"];

impl Expander<'_> {
    /// A quotation: what its template shows, or its arguments where that shows nothing.
    pub(super) fn quotation(&mut self, value: &str, arguments: &[Argument], out: &mut String) {
        out.push('\n');
        Mark::QuoteStart.push_to(out);
        out.push('\n');
        if value.contains(char::is_alphanumeric) {
            out.push_str(value);
        } else {
            for argument in arguments.iter().filter(|argument| !argument.value.trim().is_empty()) {
                out.push_str(argument.value.trim());
                out.push_str("\n\n");
            }
        }
        out.push('\n');
        if let Some(source) = source_of(value, arguments) {
            Mark::Source(self.expanded.sources.len()).push_to(out);
            self.expanded.sources.push(source);
            out.push('\n');
        }
        Mark::QuoteEnd.push_to(out);
        out.push('\n');
    }
}

/// The source of a quotation, as wikitext: the argument of that name, what the template shows as "[src]", or the third
/// of three arguments, which are the words, the speaker and the source.
fn source_of(value: &str, arguments: &[Argument]) -> Option<String> {
    let is_source = |argument: &&Argument| SOURCE_NAMES.iter().any(|name| argument.name.eq_ignore_ascii_case(name));
    let named = arguments.iter().find(is_source).map(|argument| argument.value.trim().to_owned());
    let source = named.or_else(|| behind_link(value)).or_else(|| in_tooltip(value)).or_else(|| third(value, arguments));
    source.filter(|source| source.contains(char::is_alphabetic))
}

/// The page that the link "[src]" leads to, as Wookieepedia's quote templates make it and those copied from them.
fn behind_link(value: &str) -> Option<String> {
    let before = &value[..value.find("[src]")?];
    let link = &before[before.rfind("[[")? + 2..];
    let (target, words) = link.split_once('|')?;
    (!words.contains(']')).then(|| format!("[[{}]]", target.trim()))
}

/// What older forms of the same templates show when the mouse rests on the words.
fn in_tooltip(value: &str) -> Option<String> {
    let (_, source) = value.split_once("title=\"Source:")?;
    let (source, _) = source.split_once('"')?;
    Some(source.trim_start_matches("&nbsp;").trim().to_owned())
}

fn third(value: &str, arguments: &[Argument]) -> Option<String> {
    let mut unnamed = arguments.iter().filter(|argument| !argument.is_named).map(|argument| argument.value.trim());
    let (_, _, source) = (unnamed.next()?, unnamed.next()?, unnamed.next()?);
    let is_last = unnamed.all(str::is_empty);
    // An argument that is not shown may be a width or a colour.
    let is_shown = value.contains(source) || !value.contains(char::is_alphanumeric);
    (is_last && is_shown && source.len() <= MAX_SOURCE_BYTES).then(|| source.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(given: &[(&str, &str)]) -> Vec<Argument> {
        let argument = |(name, value): &(&str, &str)| Argument {
            name: (*name).to_owned(),
            value: (*value).to_owned(),
            is_named: name.parse::<u32>().is_err(),
        };
        given.iter().map(argument).collect()
    }

    #[test]
    fn the_source_is_the_argument_of_that_name_or_the_third_that_is_shown() {
        let named = arguments(&[("1", "It burns."), ("source", " ''Élan'' ")]);
        assert_eq!(source_of("It burns.", &named).as_deref(), Some("''Élan''"));
        let three = arguments(&[("1", "It burns."), ("2", "Kor"), ("3", "[[Élan's Fall]]")]);
        assert_eq!(source_of("It burns. Kor, [[Élan's Fall]]", &three).as_deref(), Some("[[Élan's Fall]]"));
        assert_eq!(source_of("", &three).as_deref(), Some("[[Élan's Fall]]"));
        assert_eq!(source_of("It burns. Kor", &three), None);
        let four = arguments(&[("1", "It burns."), ("2", "Kor"), ("3", "It froze."), ("4", "Mogh")]);
        assert_eq!(source_of("", &four), None);
        assert_eq!(source_of("", &arguments(&[("1", "It burns."), ("2", "Kor"), ("3", "20")])), None);
    }

    #[test]
    fn the_source_may_stand_behind_a_link_or_in_a_tooltip() {
        let link = "<div>\"It burns.\" Kor<sup>[[Élan's Fall|<span>'''[src]'''</span>]]</sup></div>";
        assert_eq!(source_of(link, &[]).as_deref(), Some("[[Élan's Fall]]"));
        let tooltip = "<span title=\"Source:&nbsp;Élan's Fall\">It burns.</span>";
        assert_eq!(source_of(tooltip, &[]).as_deref(), Some("Élan's Fall"));
        for value in ["[src]", "[[a]] [src]", "[[Élan|x]][src]", "title=\"Source:"] {
            assert_eq!(source_of(value, &[]), None, "{value}");
        }
    }
}
