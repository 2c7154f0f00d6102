//! What stands escaped in wikitext and HTML.

use quick_xml::escape::resolve_html5_entity;

/// The longest name of an entity, in bytes: `&CounterClockwiseContourIntegral;`.
const MAX_ENTITY_BYTES: usize = 34;

/// What an entity stands for, and its length: `&amp;`, `&#39;`, `&#x27;`. Spaces of all kinds are plain ones.
pub(super) fn entity_at(text: &str) -> Option<(String, usize)> {
    let near = &text.as_bytes()[1..text.len().min(MAX_ENTITY_BYTES + 2)];
    let end =
        near.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#').filter(|&end| near[end] == b';')?;
    let name = &text[1..=end];
    let letters = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|letter| !letter.is_control() || *letter == '\n')?.to_string()
        }
        None => resolve_html5_entity(name)?.to_owned(),
    };
    let is_space =
        |letter: char| letter.is_whitespace() || matches!(letter, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{AD}');
    let is_blank = !letters.is_empty() && letters.chars().all(is_space);
    let hidden = matches!(name, "shy" | "lrm" | "rlm" | "zwnj" | "zwj" | "ZeroWidthSpace");
    let letters = if hidden {
        String::new()
    } else if is_blank {
        " ".to_owned()
    } else {
        letters
    };
    Some((letters, end + 2))
}
