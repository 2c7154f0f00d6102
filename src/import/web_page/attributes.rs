//! Tags with attributes without end: the parser holds each attribute of a tag against all others.
//!
//! Which `<` begins a tag only the parser knows: one inside a script or a comment does not. Here every `<` before a
//! letter is followed up, all at once, by the states that the parser would go through
//! (<https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state> and those after it). So no tag is overlooked,
//! whatever stands around it.

/// The most attributes of one tag; real ones have some twenty.
pub(super) const MAX_ATTRIBUTES: u32 = 2000;

/// Where in a tag the parser is.
#[derive(Clone, Copy)]
enum State {
    TagName,
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    InDoubleQuotes,
    InSingleQuotes,
    Unquoted,
}

use State::{AfterName, BeforeName, BeforeValue, InDoubleQuotes, InSingleQuotes, Name, TagName, Unquoted};

const STATES: [State; 8] =
    [TagName, BeforeName, Name, AfterName, BeforeValue, InDoubleQuotes, InSingleQuotes, Unquoted];

/// The most attributes that a tag which is now in each of the states may have; `None` where no tag is in it.
type Counts = [Option<u32>; STATES.len()];

/// Whether a page may have a tag with more attributes than any real one. In time proportional to the text.
pub(super) fn has_endless_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut counts = Counts::default();
    for (at, &byte) in bytes.iter().enumerate() {
        if counts.iter().any(Option::is_some) {
            counts = after(&counts, byte);
            if counts.iter().flatten().any(|&count| count > MAX_ATTRIBUTES) {
                return true;
            }
        }
        if byte == b'<' && bytes.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || *next == b'/') {
            counts[TagName as usize].get_or_insert(0);
        }
    }
    false
}

/// The counts after one more byte.
fn after(counts: &Counts, byte: u8) -> Counts {
    let mut next = Counts::default();
    for state in STATES {
        let Some(count) = counts[state as usize] else { continue };
        if let Some(reached) = step(state, byte) {
            let begins_attribute = matches!((state, reached), (BeforeName | AfterName, Name));
            let count = count + u32::from(begins_attribute);
            let slot = &mut next[reached as usize];
            *slot = (*slot).max(Some(count));
        }
    }
    next
}

/// The state after one more byte; `None` where the tag ends.
fn step(state: State, byte: u8) -> Option<State> {
    let is_space = byte.is_ascii_whitespace();
    Some(match (state, byte) {
        (InDoubleQuotes, b'"') | (InSingleQuotes, b'\'') => BeforeName,
        (InDoubleQuotes | InSingleQuotes, _) => state,
        (_, b'>') => return None,
        (BeforeValue, b'"') => InDoubleQuotes,
        (BeforeValue, b'\'') => InSingleQuotes,
        (Name | AfterName, _) if is_space => AfterName,
        (BeforeValue, _) if is_space => BeforeValue,
        _ if is_space => BeforeName,
        (BeforeValue | Unquoted, _) => Unquoted,
        (_, b'/') => BeforeName,
        (Name | AfterName, b'=') => BeforeValue,
        (TagName, _) => TagName,
        (BeforeName | Name | AfterName, _) => Name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(attribute: &str, count: usize) -> String {
        format!("<p {}>", attribute.repeat(count))
    }

    #[test]
    fn attributes_in_every_form_are_counted() {
        let many = MAX_ATTRIBUTES as usize + 1;
        for attribute in
            ["a ", "a/", "a=b ", "a = b ", "a='b'", "a=\"b\"", "=\"=x ", "\"=a ", "a='>' ", "a=\"<p \"", "<p "]
        {
            assert!(has_endless_tag(&tag(attribute, many)), "{attribute}");
            assert!(!has_endless_tag(&tag(attribute, many - 2)), "{attribute}");
        }
    }

    #[test]
    fn text_values_and_many_tags_are_no_attributes() {
        let many = MAX_ATTRIBUTES as usize + 1;
        assert!(!has_endless_tag(&"a b ".repeat(many)));
        assert!(!has_endless_tag(&"<p a b>".repeat(many)));
        assert!(!has_endless_tag(&format!("<img src=\"{}\">", "a b/".repeat(many))));
        assert!(!has_endless_tag(&format!("1 < 2 <- {}", "a b ".repeat(many))));
    }

    #[test]
    fn a_tag_is_found_behind_what_only_looks_like_one() {
        let endless = tag("a ", MAX_ATTRIBUTES as usize + 1);
        for before in ["<script>a<b '</script>", "<!-- <p title=\" -->", "<p =\">", "<textarea><p a='</textarea>"] {
            assert!(has_endless_tag(&format!("{before}{endless}")), "{before}");
        }
    }
}
