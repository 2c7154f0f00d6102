//! What stands escaped in XML text.

use quick_xml::escape::resolve_xml_entity;

/// The longest reference that is looked for, in bytes without `&` and `;`: `#1114111`, with room for leading zeros.
const MAX_REFERENCE_BYTES: usize = 16;

/// Appends XML text to `out`, with the references read that XML itself knows. Any other stays as it is, a lone `&`
/// too: entities that a document declares are never expanded. Line ends become `\n` (XML 1.0, section 2.11).
pub(super) fn unescape(text: &str, out: &mut String) {
    let mut pieces = text.split('&');
    push_text(pieces.next().unwrap_or_default(), out);
    for piece in pieces {
        if let Some((letter, rest)) = split_reference(piece) {
            out.push(letter);
            push_text(rest, out);
        } else {
            out.push('&');
            push_text(piece, out);
        }
    }
}

/// Appends text without references.
pub(super) fn push_text(text: &str, out: &mut String) {
    let mut lines = text.split('\r');
    out.push_str(lines.next().unwrap_or_default());
    for line in lines {
        if !line.starts_with('\n') {
            out.push('\n');
        }
        out.push_str(line);
    }
}

/// The letter that a reference, begun before `piece`, stands for, and what follows it.
fn split_reference(piece: &str) -> Option<(char, &str)> {
    let end = piece.bytes().take(MAX_REFERENCE_BYTES + 1).position(|byte| byte == b';')?;
    let (name, rest) = (&piece[..end], &piece[end + 1..]);
    let letter = match name.strip_prefix('#') {
        Some(number) => letter_of(number)?,
        None => resolve_xml_entity(name)?.chars().next()?,
    };
    Some((letter, rest))
}

/// The letter of a number, decimal or, after an `x`, hexadecimal. No text holds the letter zero.
fn letter_of(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).filter(|&letter| letter != '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let mut out = String::new();
        unescape(text, &mut out);
        out
    }

    #[test]
    fn references_of_xml_and_numbers_are_read_once() {
        assert_eq!(read("&lt;ref&gt;&quot;B&#039;Elanna&quot; &amp;amp; &#x41;&#xe9;"), "<ref>\"B'Elanna\" &amp; Aé");
    }

    #[test]
    fn any_other_reference_stays_as_it_is() {
        for text in ["&nbsp;", "Q & A", "&", "&;", "&#;", "&#xD800;", "&#0;", "&#99999999999;", "&lol9;", "&ltt"] {
            assert_eq!(read(text), text);
        }
        let long = format!("&{};", "a".repeat(100));
        assert_eq!(read(&long), long);
    }

    #[test]
    fn line_ends_become_line_feeds_and_escaped_ones_stay() {
        assert_eq!(read("a\r\nb\rc\n\r\n&#13;"), "a\nb\nc\n\n\r");
    }

    #[test]
    fn a_letter_of_several_bytes_after_an_ampersand_is_no_trouble() {
        assert_eq!(read("&ééééééééééééé;"), "&ééééééééééééé;");
    }
}
