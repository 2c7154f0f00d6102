//! Exports made to harm. The promises kept here:
//!
//! 1. A small file that unfolds to a huge one is refused, whatever it is packed by and wherever in it the harm lies.
//! 2. What asks for an absurd amount of memory is refused before that is taken.
//! 3. Entities are never expanded and nothing outside the export is read.
//! 4. Names inside an archive are names, never places.
//!
//! The archives lie under `tests/fixtures/hostile/`; those called bombs unfold to 400 MB and more.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use super::{Error, Export, Page};

fn hostile(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile").join(name)).unwrap()
}

/// The titles and texts of an export, or why it was refused.
fn read(bytes: Vec<u8>) -> Result<Vec<(String, String)>, Error> {
    let mut export = Export::open(Cursor::new(bytes))?;
    let (mut pages, mut page) = (Vec::new(), Page::default());
    while export.read_page(&mut page)? {
        pages.push((page.title.clone(), page.text.clone()));
    }
    Ok(pages)
}

fn refusal(bytes: Vec<u8>) -> String {
    read(bytes).unwrap_err().to_string()
}

/// A zstd frame that begins with `head` and goes on with one letter, 128 KB of it for each four bytes (RFC 8878, 3.1.1).
fn zstd_bomb(head: &str, blocks: usize) -> Vec<u8> {
    let block = |kind: usize, size: usize| (size << 3 | kind << 1).to_le_bytes()[..3].to_vec();
    let mut frame = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x50];
    frame.extend(block(0, head.len()));
    frame.extend(head.as_bytes());
    for _ in 0..blocks {
        frame.extend(block(1, 128 << 10));
        frame.push(b'x');
    }
    frame
}

#[test]
fn a_small_file_that_unfolds_to_a_huge_one_is_refused() {
    let text = "<mediawiki><page><title>Kelp</title><revision><text>";
    let bombs = [
        ("zstd", zstd_bomb(text, 2_500)),
        ("zstd, in a comment", zstd_bomb("<mediawiki><!-- ", 2_500)),
        ("zstd, before the first tag", zstd_bomb("<mediawiki>", 2_500)),
        ("bzip2", hostile("bomb.xml.bz2")),
        ("7z", hostile("bomb.7z")),
        ("7z, before the export", hostile("bomb-before-export.7z")),
    ];
    for (name, bomb) in bombs {
        assert!(bomb.len() < 20_000, "{name} is small");
        let told = refusal(bomb);
        let by_bound =
            told.starts_with("the file cannot be unpacked: it unfolds to far more than an export of its size");
        assert!(by_bound || told.contains("longer than 64 MB"), "{name}: {told}");
    }
}

#[test]
fn an_archive_that_asks_for_absurd_memory_is_refused() {
    for (name, told) in [
        ("dictionary-of-4-gb.7z", "it needs 4"),
        ("lzma-dictionary-of-3-gb.7z", "it needs 3"),
        ("ppmd-memory-of-3-gb.7z", "it needs 3"),
    ] {
        let refusal = refusal(hostile(name));
        assert!(refusal.contains(told) && refusal.contains("of memory"), "{name}: {refusal}");
    }
    assert_eq!(read(hostile("dictionary-of-64-kb.7z")).unwrap().len(), 1, "the same with a dictionary as it should be");
}

#[test]
fn a_zstd_window_of_terabytes_is_refused() {
    let mut frame = zstd_bomb("<mediawiki/>", 0);
    frame[5] = 0xFF;
    let told = refusal(frame);
    assert!(told.starts_with("the export is damaged before its first page"), "{told}");
}

#[test]
fn the_names_in_an_archive_lead_nowhere() {
    for name in ["climbing-names.7z", "absolute-name.7z"] {
        let pages = read(hostile(name)).unwrap();
        assert_eq!(pages[0].0, "Kel'Varré Reef", "{name}");
    }
    assert!(!Path::new("/tmp/escaped.xml").exists());
}

#[test]
fn a_billion_laughs_are_none() {
    let level = |level: usize| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10));
    let levels: String = (1..20).map(level).collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE mediawiki [<!ENTITY l0 \"ha\">{levels}\
         <!ENTITY % outside SYSTEM \"http://localhost:9/x.dtd\"> %outside;]>\
         <mediawiki><page><title>&l19;</title><revision><text>&l19;</text></revision></page></mediawiki>"
    );
    assert_eq!(read(bomb.into_bytes()).unwrap(), [("&l19;".to_owned(), "&l19;".to_owned())]);
}

#[test]
fn entities_that_lead_outside_are_left_as_they_are() {
    for outside in [
        "<!DOCTYPE mediawiki SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE mediawiki PUBLIC \"-//x//EN\" \"http://localhost:9/x.dtd\">",
        "<!DOCTYPE mediawiki [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<?xml-stylesheet href=\"file:///etc/passwd\"?>",
    ] {
        let page = "<page><title>Kelp</title><revision><text xmlns:xi=\"http://www.w3.org/2001/XInclude\">&x;\
                    <xi:include href=\"file:///etc/passwd\" parse=\"text\"/></text></revision></page>";
        let pages = read(format!("{outside}<mediawiki>{page}</mediawiki>").into_bytes()).unwrap();
        assert_eq!(pages, [("Kelp".to_owned(), "&x;".to_owned())], "{outside}");
    }
}
