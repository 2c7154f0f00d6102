//! What a file may be that is no export, and what to do about it.

use super::compression::Compression;
use super::error::{Error, Fault, presentable};

/// Something that is no export.
pub(super) struct Foreign {
    what: &'static str,
    advice: &'static str,
}

impl From<Foreign> for Error {
    fn from(foreign: Foreign) -> Self {
        Self::NotAnExport { what: foreign.what.to_owned(), advice: foreign.advice }
    }
}

const UNPACK: &str = "unpack it and put the .xml there";
const FETCH_AGAIN: &str = "fetch the export again";
const LOOK_INSIDE: &str = "open it in a browser, it may say what went wrong, and fetch the export again";
const ASK_FOR_XML: &str =
    "fetch the wiki's pages as XML: Special:Statistics on Fandom, dumps or Special:Export elsewhere";

/// What begins with these bytes, at this place.
const BY_BYTES: [(usize, &[u8], Foreign); 11] = [
    (0, b"PK\x03\x04", Foreign { what: "a ZIP archive", advice: UNPACK }),
    (0, b"Rar!\x1A\x07", Foreign { what: "a RAR archive", advice: UNPACK }),
    (0, b"\xFD7zXZ\0", Foreign { what: "an XZ archive", advice: UNPACK }),
    (0, b"LZIP\x01", Foreign { what: "an LZIP archive", advice: UNPACK }),
    (0, b"\x04\x22\x4D\x18", Foreign { what: "an LZ4 archive", advice: UNPACK }),
    (0, b"\x1F\x9D", Foreign { what: "a file packed by `compress`", advice: UNPACK }),
    (257, b"ustar", Foreign { what: "a TAR archive", advice: UNPACK }),
    (0, b"ZIM\x04", Foreign { what: "a ZIM archive", advice: "give its name the ending .zim" }),
    (0, b"SQLite format 3\0", Foreign { what: "an SQLite database", advice: ASK_FOR_XML }),
    (0, b"%PDF", Foreign { what: "a PDF", advice: ASK_FOR_XML }),
    (0, b"\x7FELF", Foreign { what: "a program", advice: ASK_FOR_XML }),
];

const SQL: Foreign = Foreign { what: "an SQL dump", advice: ASK_FOR_XML };
const WEB_PAGE: Foreign = Foreign { what: "a web page", advice: LOOK_INSIDE };

/// What begins with these words, after any spaces and in any case. The first comment of a dump names its program, or is
/// of the kind only that program reads.
const BY_WORDS: [(&str, Foreign); 11] = [
    ("<!doctype html", WEB_PAGE),
    ("<html", WEB_PAGE),
    ("-- mysql", SQL),
    ("-- mariadb", SQL),
    ("--\n-- postgresql", SQL),
    ("/*!", SQL),
    ("/*m!", SQL),
    ("create table", SQL),
    ("insert into", SQL),
    ("drop table", SQL),
    ("{", Foreign { what: "JSON", advice: ASK_FOR_XML }),
];

/// What the first bytes of an unpacked file speak of; `None` where it may be an export.
pub(super) fn recognise(head: &[u8]) -> Option<Foreign> {
    if head.is_empty() {
        return Some(Foreign { what: "an empty file", advice: FETCH_AGAIN });
    }
    if Compression::of(head).is_some() {
        return Some(Foreign { what: "a file packed twice", advice: UNPACK });
    }
    let by_bytes =
        BY_BYTES.into_iter().find(|(at, mark, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
    by_bytes.map(|(_, _, foreign)| foreign).or_else(|| recognise_text(head))
}

fn recognise_text(head: &[u8]) -> Option<Foreign> {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins =
        |words: &str| text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words.as_bytes()));
    let by_words = BY_WORDS.into_iter().find(|(words, _)| begins(words)).map(|(_, foreign)| foreign);
    // Letters of two bytes, marked or with a zero, are for the XML reader to judge.
    let may_be_xml = matches!(text.first(), Some(b'<' | 0 | 0xFE | 0xFF));
    by_words.or_else(|| (!may_be_xml).then_some(Foreign { what: "some other file", advice: ASK_FOR_XML }))
}

/// What an XML file is whose first element has this name, empty where there is none.
pub(super) fn recognise_root(name: &str) -> Fault {
    let (what, advice) = match name {
        "" => ("a file without any XML element".to_owned(), ASK_FOR_XML),
        "html" => (WEB_PAGE.what.to_owned(), WEB_PAGE.advice),
        "api" => ("an answer of the wiki's API".to_owned(), LOOK_INSIDE),
        name => (format!("XML of another kind, its first element being <{}>", presentable(name)), ASK_FOR_XML),
    };
    Error::NotAnExport { what, advice }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seems(head: &[u8]) -> Option<&'static str> {
        recognise(head).map(|foreign| foreign.what)
    }

    #[test]
    fn archives_are_known_by_their_first_bytes() {
        assert_eq!(seems(b"PK\x03\x04\x14\0"), Some("a ZIP archive"));
        assert_eq!(seems(b"Rar!\x1A\x07\x01\0"), Some("a RAR archive"));
        let mut tar = vec![b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(seems(&tar), Some("a TAR archive"));
        assert_eq!(seems(b"\x1F\x8B\x08\0"), Some("a file packed twice"));
    }

    #[test]
    fn texts_are_known_by_their_first_words_in_any_case() {
        assert_eq!(seems(b"\xEF\xBB\xBF \r\n<!DOCTYPE HTML>"), Some("a web page"));
        assert_eq!(seems(b"-- MySQL dump 10.19"), Some("an SQL dump"));
        assert_eq!(seems(b"/*M!999999\\- enable the sandbox mode */"), Some("an SQL dump"));
        assert_eq!(seems(b"{\"query\":{}}"), Some("JSON"));
        assert_eq!(seems("Qapla'".as_bytes()), Some("some other file"));
        assert_eq!(seems(b""), Some("an empty file"));
        assert_eq!(seems(b"  \n"), Some("some other file"));
    }

    #[test]
    fn what_may_be_an_export_is_let_through() {
        assert_eq!(seems(b"<mediawiki>"), None);
        assert_eq!(seems(b"\xEF\xBB\xBF<?xml version=\"1.0\"?>"), None);
        assert_eq!(seems(b"\xFF\xFE<\0m\0"), None);
        assert_eq!(seems(b"\0<\0m"), None);
    }
}
