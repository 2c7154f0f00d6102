//! The bytes of an article file to text. All are UTF-8, but web pages come in the encodings of their sites.

use std::string::FromUtf8Error;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{WEB_PAGE_ENDINGS, has_ending};

/// How far into a page its encoding is looked for, in bytes. The standard asks for 1024, and pages that were saved have
/// comments above it (<https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding>).
const MAX_PRESCAN_BYTES: usize = 4096;

/// The text of an article file.
///
/// # Errors
/// When it is no UTF-8. A web page always has a text.
pub fn decode_article(file: &str, bytes: Vec<u8>) -> Result<String, FromUtf8Error> {
    if has_ending(file, &WEB_PAGE_ENDINGS) { Ok(decode_page(bytes)) } else { String::from_utf8(bytes) }
}

/// The text of a web page: by the mark at its beginning, as UTF-8 if it is that, by the encoding it names, or else by
/// the one that browsers fall back to, windows-1252.
pub(super) fn decode_page(bytes: Vec<u8>) -> String {
    if let Some(encoding) = marked_encoding(&bytes) {
        return encoding.decode(&bytes).0.into_owned();
    }
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let encoding = named_encoding(error.as_bytes()).unwrap_or(WINDOWS_1252);
        encoding.decode(error.as_bytes()).0.into_owned()
    })
}

/// The encoding that the first bytes of a page are a mark of: UTF-16, with its mark or with a `<` first.
fn marked_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page names: `<meta charset="windows-1252">` and the older form with `http-equiv`.
fn named_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_PRESCAN_BYTES)]).to_ascii_lowercase();
    let named = head.split("charset").skip(1).find_map(|after| {
        let name = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end = name.find(|letter: char| letter.is_whitespace() || "\"';>/".contains(letter))?;
        Encoding::for_label(&name.as_bytes()[..end])
    });
    // A name that could be read is none of UTF-16 (same source).
    named.filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: &[u8]) -> String {
        decode_article("a.html", bytes.to_vec()).unwrap()
    }

    #[test]
    fn a_web_page_is_read_in_its_own_encoding() {
        assert_eq!(page("<p>Élan".as_bytes()), "<p>Élan");
        assert_eq!(page(b"<meta charset='ISO-8859-2'><p>\xD8"), "<meta charset='ISO-8859-2'><p>Ř");
        let older = "<META HTTP-EQUIV=x CONTENT=\"text/html; charset = windows-1251\">";
        assert_eq!(page(&[older.as_bytes(), b"\xCA"].concat()), format!("{older}К"));
        assert_eq!(page(b"<p>Qo\x92noS \xC9lan"), "<p>Qo’noS Élan", "as browsers read what names none");
        assert_eq!(page(b"<meta charset=klingon><p>\xC9"), "<meta charset=klingon><p>É");
        assert_eq!(page(b"<meta charset=utf-16><p>\xC9"), "<meta charset=utf-16><p>É");
    }

    #[test]
    fn utf_16_is_known_by_its_mark_or_its_first_letter() {
        let wide = |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        assert_eq!(page(&wide("\u{FEFF}<p>Élan", u16::to_le_bytes)), "<p>Élan");
        assert_eq!(page(&wide("\u{FEFF}<p>Élan", u16::to_be_bytes)), "<p>Élan");
        assert_eq!(page(&wide("<p>Élan", u16::to_le_bytes)), "<p>Élan");
        assert_eq!(page(&wide("<p>Élan", u16::to_be_bytes)), "<p>Élan");
    }

    #[test]
    fn any_other_file_is_utf_8_or_refused() {
        assert_eq!(decode_article("a.txt", "Élan".into()).unwrap(), "Élan");
        let error = decode_article("a.md", b"Kor \xC9lan".to_vec()).unwrap_err();
        assert_eq!(error.utf8_error().valid_up_to(), 4);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_of_a_page_have_a_text(bytes: Vec<u8>, head in "(<meta |charset|=|\"|utf-8|big5|>| ){0,6}") {
            page(&[head.as_bytes(), &bytes].concat());
            page(&bytes);
        }
    }
}
