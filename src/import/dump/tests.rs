//! Whole exports to pages. The promises kept here:
//!
//! 1. The same export gives the same pages, however it is packed.
//! 2. Every schema from 0.3 to 0.11 is read, in UTF-8 and UTF-16, and the last revision of a page counts.
//! 3. An export that breaks off gives all its whole pages, then one error that says so.
//! 4. What is no export is refused, with what it seems to be and what to do.
//! 5. No bytes are a surprise: every input that was one stands under `tests/fixtures/finds/dump/`.

use std::fs;
use std::io::{Cursor, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::*;

const PLAIN: &str = include_str!("../../../tests/fixtures/exports/tidewatch.xml");

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixtures().join("exports").join(name)).unwrap()
}

fn open(bytes: impl Into<Vec<u8>>) -> Result<Export, Error> {
    Export::open(Cursor::new(bytes.into()))
}

/// The pages of an export and the error that ended them.
fn read(bytes: impl Into<Vec<u8>>) -> (Vec<Page>, Option<Error>) {
    match open(bytes) {
        Ok(mut export) => rest_of(&mut export),
        Err(error) => (Vec::new(), Some(error)),
    }
}

fn rest_of(export: &mut Export) -> (Vec<Page>, Option<Error>) {
    let (mut pages, mut page) = (Vec::new(), Page::default());
    loop {
        match export.read_page(&mut page) {
            Ok(true) => pages.push(page.clone()),
            Ok(false) => return (pages, None),
            Err(error) => return (pages, Some(error)),
        }
    }
}

fn pages_of(bytes: impl Into<Vec<u8>>) -> Vec<Page> {
    let (pages, error) = read(bytes);
    assert!(error.is_none(), "{}", error.unwrap());
    pages
}

/// The one page of an export with these children of `<page>`.
fn page_with(children: &str) -> Page {
    let mut pages = pages_of(format!("<mediawiki><page><title>Reef</title>{children}</page></mediawiki>"));
    assert_eq!(pages.len(), 1);
    pages.remove(0)
}

fn text_of(text_element: &str) -> String {
    page_with(&format!("<revision>{text_element}</revision>")).text
}

fn refusal(bytes: impl Into<Vec<u8>>) -> String {
    open(bytes).err().unwrap().to_string()
}

#[test]
fn the_same_export_gives_the_same_pages_however_it_is_packed() {
    let pages = pages_of(PLAIN);
    assert_eq!(pages.len(), 8);
    for ending in ["gz", "bz2", "zst", "7z"] {
        assert_eq!(pages_of(fixture(&format!("tidewatch.xml.{ending}"))), pages, "{ending}");
    }
    assert_eq!(pages_of(fixture("tidewatch.several.7z")), pages);
}

#[test]
fn a_page_carries_all_the_export_says_of_it() {
    let pages = pages_of(PLAIN);
    let lantern = &pages[0];
    assert_eq!((lantern.title.as_str(), lantern.namespace, lantern.id), ("O'Shea's Lantern", 0, Some(1)));
    assert_eq!((lantern.revision, lantern.timestamp.as_deref()), (Some(11), Some("2024-03-01T18:20:05Z")));
    assert!(lantern.text.contains("<ref name=\"wave\">{{Book|The Ninth Wave|4}}</ref>\n\n== Keepers ==\n* Máire"));
    assert!(lantern.text.ends_with("\"the Quiet\"\n"));
    assert_eq!(pages[1].redirect.as_deref(), Some("O'Shea's Lantern"));
    assert!(pages[2].text.contains(" &nbsp;Its harbour holds 3 < 4 ships"));
    assert_eq!((pages[5].namespace, pages[5].model.as_deref()), (828, Some("Scribunto")));
    assert_eq!((pages[7].title.as_str(), pages[7].text.as_str()), ("Drowned Bell", ""));
}

#[test]
fn the_site_is_known_before_the_first_page() {
    let export = open(PLAIN).unwrap();
    let site = export.site();
    assert_eq!((site.name.as_str(), site.database.as_str()), ("Tidewatch Wiki", "tidewatch"));
    assert_eq!(site.base.as_deref(), Some("https://tidewatch.example/wiki/Main_Page"));
    assert_eq!((site.generator.as_deref(), site.language.as_deref()), (Some("MediaWiki 1.43.3"), Some("en")));
    assert!(site.capital_links);
    assert_eq!(site.namespaces.len(), 9);
    assert_eq!(site.namespaces[4], Namespace { number: 4, name: "Tidewatch Wiki".to_owned() });
}

#[test]
fn an_export_may_say_nothing_of_its_wiki() {
    let mut export = open("<mediawiki><page><title>Reef</title></page><siteinfo/></mediawiki>").unwrap();
    assert_eq!(export.site(), &SiteInfo::default());
    assert_eq!(rest_of(&mut export).0.len(), 1);
    assert!(pages_of("<mediawiki/>").is_empty());
    let case = "<mediawiki><siteinfo><case>case-sensitive</case></siteinfo></mediawiki>";
    assert!(!open(case).unwrap().site().capital_links);
}

#[test]
fn an_old_export_tells_the_namespace_by_the_title() {
    let old = r#"<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.3/" version="0.3" xml:lang="de">
        <siteinfo><sitename>Wattwiki</sitename><case>first-letter</case><namespaces>
        <namespace key="0" /><namespace key="4">Wattwiki</namespace><namespace key="10">Vorlage</namespace>
        </namespaces></siteinfo>
        <page><title>Vorlage:Priel</title><id>1</id><revision><id>1</id><text xml:space="preserve">~</text></revision>
        </page><page><title>Image:Priel.png</title></page><page><title>Wattwiki: Regeln</title></page>
        <page><title>Ebbe: ein Anfang</title></page></mediawiki>"#;
    let namespaces: Vec<i32> = pages_of(old).iter().map(|page| page.namespace).collect();
    assert_eq!(namespaces, [10, 6, 4, 0]);
}

#[test]
fn what_an_export_says_of_a_namespace_counts_more_than_the_title() {
    assert_eq!(page_with("<ns>2000</ns>").namespace, 2000);
    assert_eq!(page_with("<ns>many</ns>").namespace, 0);
}

#[test]
fn of_several_revisions_the_last_counts_with_all_it_says_and_leaves_out() {
    let page = page_with(
        "<id>5</id><revision><id>1</id><timestamp>2020-01-01T00:00:00Z</timestamp><model>css</model>\
         <contributor><id>77</id></contributor><text>old</text></revision>\
         <revision><id>2</id><text>new</text></revision>",
    );
    assert_eq!((page.id, page.revision, page.text.as_str()), (Some(5), Some(2), "new"));
    assert_eq!((page.timestamp, page.model), (None, None));
    assert_eq!(page_with("<revision><text>old</text></revision><revision><id>2</id></revision>").text, "");
}

#[test]
fn further_texts_of_a_revision_are_not_its_own() {
    let page = page_with(
        "<revision><text>the page</text><content><role>map</role><model>json</model><text>{}</text></content></revision>",
    );
    assert_eq!((page.text.as_str(), page.model), ("the page", None));
}

#[test]
fn a_text_is_read_through_cdata_comments_and_elements_inside_it() {
    assert_eq!(
        text_of("<text>a &lt; b<![CDATA[ & <c> &amp;]]><!-- no > --> d<i>!</i> e<?php f ?></text>"),
        "a < b & <c> &amp; d e"
    );
    assert_eq!(text_of("<text xml:space=\"preserve\">  two\n\n </text>"), "  two\n\n ");
    assert_eq!(text_of("<text/> foam "), "");
    assert_eq!(text_of(""), "");
}

#[test]
fn declared_entities_are_never_expanded() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE mediawiki [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">\
                <!ENTITY file SYSTEM \"file:///etc/hostname\">]>\
                <mediawiki><page><title>&b;</title><revision><text>&b;&file;</text></revision></page></mediawiki>";
    let pages = pages_of(bomb);
    assert_eq!((pages[0].title.as_str(), pages[0].text.as_str()), ("&b;", "&b;&file;"));
}

#[test]
fn utf_16_and_broken_utf_8_are_read() {
    let pages = pages_of(PLAIN);
    let declared = format!("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n{PLAIN}");
    let units = declared.encode_utf16();
    assert_eq!(pages_of(units.clone().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()), pages);
    assert_eq!(pages_of(units.flat_map(u16::to_be_bytes).collect::<Vec<u8>>()), pages);
    assert_eq!(pages_of(format!("\u{FEFF}{PLAIN}")), pages);
    let broken =
        b"<mediawiki><page><title>\xC1rnes</title><revision><text>na\xEFve</text></revision></page></mediawiki>";
    let pages = pages_of(&broken[..]);
    assert_eq!((pages[0].title.as_str(), pages[0].text.as_str()), ("\u{FFFD}rnes", "na\u{FFFD}ve"));
}

#[test]
fn any_other_encoding_is_refused_by_its_name() {
    let told = refusal("<?xml version='1.0' encoding='ISO-8859-1'?><mediawiki/>");
    assert_eq!(told, "the export is written in ISO-8859-1; save it as UTF-8, without an encoding in its first line");
}

#[test]
fn exports_one_after_another_are_one_and_what_follows_is_ignored() {
    let twice = format!("{PLAIN}<?xml version=\"1.0\"?>\n{PLAIN}");
    assert_eq!(pages_of(twice).len(), 16);
    assert_eq!(pages_of(format!("{PLAIN}\n<br/> & so <b>on")).len(), 8);
}

#[test]
fn an_export_cut_in_the_middle_gives_its_whole_pages_then_one_error() {
    let at = PLAIN.find("<title>Talk:").unwrap();
    let mut export = open(&PLAIN[..at]).unwrap();
    let (pages, error) = rest_of(&mut export);
    assert_eq!(pages, pages_of(PLAIN)[..4]);
    let told = error.unwrap().to_string();
    let expected = "the export breaks off after 4 pages, the last of them \"Template:Book\"; \
                    fetch it again, what came behind is missing";
    assert_eq!(told, expected);
    assert!(!export.read_page(&mut Page::default()).unwrap());
}

#[test]
fn wherever_a_file_is_cut_its_whole_pages_are_read_and_the_loss_is_told() {
    let whole = pages_of(PLAIN);
    for ending in ["", ".gz", ".bz2", ".zst"] {
        let bytes = fixture(&format!("tidewatch.xml{ending}"));
        for cut in (1..bytes.len() - 1).step_by(11) {
            let (pages, error) = read(&bytes[..cut]);
            assert_eq!(pages, whole[..pages.len()], "{ending} cut at {cut}");
            let told = matches!(error, Some(Error::Truncated { .. } | Error::NotAnExport { .. }));
            assert!(told || pages.len() == whole.len(), "{ending} cut at {cut}: {error:?}");
        }
    }
}

#[test]
fn a_7z_archive_that_is_cut_short_is_refused() {
    let bytes = fixture("tidewatch.xml.7z");
    let told = refusal(&bytes[..bytes.len() / 2]);
    assert!(told.starts_with("the export is damaged before its first page: the 7z archive is broken or not whole"));
}

#[test]
fn wherever_a_packed_file_is_changed_the_pages_are_the_same_or_the_damage_is_told() {
    let whole = pages_of(PLAIN);
    for ending in ["gz", "bz2", "zst", "7z"] {
        let bytes = fixture(&format!("tidewatch.xml.{ending}"));
        for at in (0..bytes.len()).step_by(13) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x55;
            let (pages, error) = read(changed);
            assert!(error.is_some() || pages == whole, "{ending} changed at {at}");
        }
    }
}

#[test]
fn broken_xml_is_told_after_the_pages_before_it() {
    let broken = PLAIN.replacen("</revision>\n  </page>\n  <page>\n    <title>Module", "</page><page><title>Module", 1);
    let (pages, error) = read(broken);
    assert_eq!(pages.len(), 4);
    let told = error.unwrap().to_string();
    assert!(told.starts_with("the export is damaged after 4 pages, the last of them \"Template:Book\": "), "{told}");
}

#[test]
fn a_message_stays_short_and_plain_whatever_the_export_holds() {
    let titled = "<mediawiki><page><title>&#27;[31mReef</title></page><page><";
    let long = "x".repeat(100_000);
    for hostile in [
        titled.to_owned(),
        format!("{titled}{long}></page>"),
        format!("<{long}/>"),
        format!("<?xml version='1.0' encoding='{long}'?><mediawiki/>"),
    ] {
        let told = read(hostile).1.unwrap().to_string();
        assert!(told.len() < 600 && !told.contains('\u{1B}'), "{told}");
    }
}

#[test]
fn an_encrypted_archive_is_refused_whether_or_not_its_names_are_hidden() {
    for name in ["tidewatch.encrypted.7z", "tidewatch.hidden.7z"] {
        assert!(matches!(open(fixture(name)), Err(Error::Encrypted)), "{name}");
    }
}

#[test]
fn what_is_no_export_is_refused_with_what_to_do() {
    assert_eq!(refusal(""), "this is an empty file, not a MediaWiki export; fetch the export again");
    assert_eq!(
        refusal("Rar!\x1A\x07\x01"),
        "this is a RAR archive, not a MediaWiki export; unpack it and put the .xml there"
    );
    assert!(refusal("<!DOCTYPE html><title>502 Bad Gateway").starts_with("this is a web page"));
    assert!(refusal("<?xml version='1.0'?><rss version='2.0'/>").contains("its first element being <rss>"));
    assert!(refusal("<?xml version='1.0'?>").starts_with("this is a file without any XML element"));
    assert!(refusal("-- MySQL dump 10.19").starts_with("this is an SQL dump"));
}

#[test]
fn a_page_without_a_title_is_left_out_and_counted() {
    let mut export = open("<mediawiki><page><id>1</id></page><page><title>Reef</title></page></mediawiki>").unwrap();
    assert_eq!(rest_of(&mut export).0.len(), 1);
    assert_eq!(export.skipped(), 1);
}

/// A source that repeats one letter in the middle, however often.
struct Stretched {
    parts: std::io::Chain<std::io::Chain<Cursor<&'static str>, std::io::Take<std::io::Repeat>>, Cursor<&'static str>>,
}

impl Stretched {
    fn new(begin: &'static str, letters: u64, end: &'static str) -> Self {
        Self { parts: Cursor::new(begin).chain(std::io::repeat(b'x').take(letters)).chain(Cursor::new(end)) }
    }
}

impl Read for Stretched {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.parts.read(buffer)
    }
}

impl Seek for Stretched {
    fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
}

#[test]
fn a_page_with_an_absurd_text_is_left_out_and_counted() {
    let begin = "<mediawiki><page><title>Kelp</title><revision><text>";
    let end = "</text></revision></page><page><title>Reef</title></page></mediawiki>";
    let mut export = Export::open(Stretched::new(begin, (64 << 20) + 1, end)).unwrap();
    let (pages, error) = rest_of(&mut export);
    assert!(error.is_none());
    assert_eq!((pages.len(), pages[0].title.as_str(), export.skipped()), (1, "Reef", 1));
}

#[test]
fn an_absurd_title_is_left_out_and_an_absurd_comment_is_told() {
    let titled = Stretched::new("<mediawiki><page><title>", 5000, "</title></page></mediawiki>");
    let mut export = Export::open(titled).unwrap();
    assert_eq!((rest_of(&mut export).0.len(), export.skipped()), (0, 1));
    let commented = Stretched::new("<mediawiki><!-- ", 65 << 20, "--></mediawiki>");
    let error = Export::open(commented).err().unwrap();
    assert!(error.to_string().contains("a tag or comment of it is longer than 64 MB"));
}

#[test]
fn elements_nested_without_end_are_told() {
    let nested = format!("<mediawiki>{}", "<page><revision>".repeat(1000));
    let (pages, error) = read(nested);
    assert!(pages.is_empty());
    assert!(error.unwrap().to_string().contains("more than 100 deep"));
}

#[test]
fn an_export_file_is_known_by_its_ending() {
    for name in ["wiki.xml", "wiki_pages_current.xml.7z", "a/b.XML.Bz2", "c.gz", "d.zst", "e.7Z", "O'Shea.xml.gz"] {
        assert!(is_export_file(name), "{name}");
    }
    for name in [".wiki.xml", ".xml", ".xml.gz", "wiki.xml.part", "wiki.zip", "xml", "articles/page.txt", ""] {
        assert!(!is_export_file(name), "{name}");
    }
}

#[test]
fn no_input_that_was_once_a_surprise_is_one_again() {
    for find in fs::read_dir(fixtures().join("finds/dump")).unwrap() {
        let path = find.unwrap().path();
        let began = Instant::now();
        let _ = read(fs::read(&path).unwrap());
        assert!(began.elapsed() < Duration::from_secs(10), "{}", path.display());
    }
}
