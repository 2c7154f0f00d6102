//! Any of Unicode's encodings to UTF-8.

use std::io::{Cursor, Read};

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::error::Error;

/// How much is decoded at once, in bytes.
const BUFFER_BYTES: usize = 64 << 10;

/// The byte order marks of UTF-8 and of UTF-16, little and big end first.
const UTF_8: &[u8] = b"\xEF\xBB\xBF";
const UTF_16_LE: &[u8] = b"\xFF\xFE";
const UTF_16_BE: &[u8] = b"\xFE\xFF";

/// A source of valid UTF-8.
pub(super) type Utf8 = Box<dyn Read + Send>;

/// Reads a source, whose first bytes are `head`, as UTF-8 without a byte order mark. What is no letter becomes U+FFFD.
///
/// # Errors
/// When it is UTF-32, which nobody writes and the library does not read.
pub(super) fn to_utf8(head: Vec<u8>, rest: impl Read + Send + 'static) -> Result<Utf8, Error> {
    if let [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [b'<', 0, 0, 0, ..] | [0, 0, 0, b'<', ..] = *head {
        return Err(Error::Encoding { encoding: "UTF-32".to_owned() });
    }
    let mark = missing_mark(&head);
    let marked = Cursor::new(mark).chain(Cursor::new(head)).chain(rest);
    let decoder = DecodeReaderBytesBuilder::new().strip_bom(true).build_with_buffer(marked, vec![0; BUFFER_BYTES]);
    Ok(Box::new(decoder?))
}

/// The mark to put before a text that has none. The library decodes only what bears a mark, and only what it decodes is
/// repaired. An XML document begins with `<`, which tells its encoding (XML 1.0, appendix F.1).
fn missing_mark(head: &[u8]) -> &'static [u8] {
    match head {
        [b'<', 0, ..] => UTF_16_LE,
        [0, b'<', ..] => UTF_16_BE,
        _ if [UTF_8, UTF_16_LE, UTF_16_BE].iter().any(|mark| head.starts_with(mark)) => b"",
        _ => UTF_8,
    }
}

/// Whether what an XML declaration calls its encoding can be true of what is read here. The word counts for nothing
/// more: texts are converted without it being changed.
pub(super) fn is_known(label: &str) -> bool {
    ["utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii"]
        .iter()
        .any(|known| label.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let head = bytes.iter().copied().take(5).collect();
        let rest = bytes.get(5..).unwrap_or_default().to_vec();
        let mut text = String::new();
        to_utf8(head, Cursor::new(rest)).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf_8_and_utf_16_are_read_with_and_without_a_byte_order_mark() {
        let text = "<t>Qo'noS, Kháless 𝄞</t>";
        for marked in [text.to_owned(), format!("\u{FEFF}{text}")] {
            assert_eq!(decoded(marked.as_bytes()), text);
            assert_eq!(decoded(&utf_16(&marked, u16::to_le_bytes)), text);
            assert_eq!(decoded(&utf_16(&marked, u16::to_be_bytes)), text);
        }
    }

    #[test]
    fn what_is_no_letter_is_replaced() {
        assert_eq!(decoded(b"<t>caf\xE9 \xC3</t>"), "<t>caf\u{FFFD} \u{FFFD}</t>");
    }

    #[test]
    fn utf_32_is_refused() {
        assert!(matches!(to_utf8(b"\xFF\xFE\0\0".to_vec(), Cursor::new("")), Err(Error::Encoding { .. })));
    }
}
