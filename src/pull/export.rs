//! Pages as `MediaWiki` exports them (<https://www.mediawiki.org/xml/export-0.11.xsd>), packed, and put in their place in
//! one step.
//!
//! The same pages give the same bytes: they come in one order, and nothing tells of the time of writing. Who wrote a
//! page is not asked for and so not told.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use quick_xml::escape::{escape, partial_escape};

use super::Error;
use super::site::Site;
use crate::import::dump::Page;

const END: &str = "</mediawiki>\n";

/// An export that is being written beside its place.
pub struct Writer {
    packer: GzEncoder<BufWriter<File>>,
    beside: PathBuf,
    at: PathBuf,
}

impl Writer {
    /// Begins an export that will stand at `at`, with what stands above the pages.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn begin(at: &Path, site: &Site) -> Result<Writer, Error> {
        let beside = beside(at);
        let file = File::create(&beside).map_err(|source| io_at(&beside, source))?;
        let packer = GzBuilder::new().mtime(0).write(BufWriter::new(file), Compression::default());
        let mut writer = Writer { packer, beside, at: at.to_owned() };
        writer.write(&header(site))?;
        Ok(writer)
    }

    /// Adds a page.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, page: &Page) -> Result<(), Error> {
        self.write(&page_element(page))
    }

    /// Puts the export in its place, once all of it is on the disk. Returns its length, in bytes.
    ///
    /// # Errors
    /// When it cannot be written; what stood in its place is still there.
    pub fn finish(mut self) -> Result<u64, Error> {
        self.write(END)?;
        let Writer { packer, beside, at } = self;
        let file = packer.finish().and_then(|buffer| buffer.into_inner().map_err(io::IntoInnerError::into_error));
        put_in_place(file.map_err(|source| io_at(&beside, source))?, &beside, &at)
    }

    fn write(&mut self, text: &str) -> Result<(), Error> {
        self.packer.write_all(text.as_bytes()).map_err(|source| io_at(&self.beside, source))
    }
}

/// Writes a small file in one step: it is there whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write_whole(at: &Path, bytes: &[u8]) -> Result<(), Error> {
    let beside = beside(at);
    let file = File::create(&beside).and_then(|mut file| file.write_all(bytes).map(|()| file));
    put_in_place(file.map_err(|source| io_at(&beside, source))?, &beside, at).map(drop)
}

/// Whether the export at `at` begins with what would stand above its pages now.
pub fn begins_alike(at: &Path, site: &Site) -> bool {
    let expected = header(site);
    let mut begins = vec![0; expected.len()];
    let read = File::open(at).and_then(|file| MultiGzDecoder::new(BufReader::new(file)).read_exact(&mut begins));
    read.is_ok() && begins == expected.as_bytes()
}

/// Removes what a run that was ended has left beside the export at `at`.
pub fn remove_unfinished(at: &Path) {
    // There is usually none, and one that stays does no harm.
    let _ = fs::remove_file(beside(at));
}

/// A hidden name in the same folder: readers of the folder do not look at it, and it can be renamed in one step.
fn beside(at: &Path) -> PathBuf {
    let name = at.file_name().unwrap_or_default().to_string_lossy();
    at.with_file_name(format!(".{name}.part"))
}

fn put_in_place(file: File, beside: &Path, at: &Path) -> Result<u64, Error> {
    let length = file.sync_all().and_then(|()| file.metadata()).map_err(|source| io_at(beside, source))?.len();
    drop(file);
    fs::rename(beside, at).map_err(|source| io_at(at, source))?;
    // The new name is safe once its folder is. Only Unix has a way to ask for that.
    #[cfg(unix)]
    if let Some(folder) = at.parent() {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|source| io_at(folder, source))?;
    }
    Ok(length)
}

/// What stands above the pages.
fn header(site: &Site) -> String {
    let case = |capital| if capital { "first-letter" } else { "case-sensitive" };
    let mut xml = format!(
        "<mediawiki xmlns=\"http://www.mediawiki.org/xml/export-0.11/\" version=\"0.11\" xml:lang=\"{}\">\n  <siteinfo>\n",
        attribute(&site.language)
    );
    let named = [("sitename", &site.name), ("dbname", &site.database), ("base", &site.base)];
    for (element, value) in named.into_iter().chain([("generator", &site.generator)]) {
        let _ = writeln!(xml, "    <{element}>{}</{element}>", content(value));
    }
    let _ = writeln!(xml, "    <case>{}</case>\n    <namespaces>", case(site.capital_links));
    for namespace in &site.namespaces {
        let start = format!("namespace key=\"{}\" case=\"{}\"", namespace.number, case(namespace.capital_links));
        let _ = match content(&namespace.name) {
            name if name.is_empty() => writeln!(xml, "      <{start} />"),
            name => writeln!(xml, "      <{start}>{name}</namespace>"),
        };
    }
    xml.push_str("    </namespaces>\n  </siteinfo>\n");
    xml
}

fn page_element(page: &Page) -> String {
    let mut xml = format!(
        "  <page>\n    <title>{}</title>\n    <ns>{}</ns>\n{}",
        content(&page.title),
        page.namespace,
        element("    ", "id", page.id)
    );
    if let Some(target) = &page.redirect {
        let _ = writeln!(xml, "    <redirect title=\"{}\" />", attribute(target));
    }
    xml.push_str("    <revision>\n");
    xml.push_str(&element("      ", "id", page.revision));
    xml.push_str(&element("      ", "timestamp", page.timestamp.as_deref().map(content)));
    xml.push_str(&element("      ", "model", page.model.as_deref().map(content)));
    let text = content(&page.text);
    let _ = write!(
        xml,
        "      <text bytes=\"{}\" xml:space=\"preserve\">{text}</text>\n    </revision>\n",
        page.text.len()
    );
    xml.push_str("  </page>\n");
    xml
}

/// A line with an element; nothing where it has no value.
fn element(indent: &str, name: &str, value: Option<impl std::fmt::Display>) -> String {
    value.map_or_else(String::new, |value| format!("{indent}<{name}>{value}</{name}>\n"))
}

fn content(text: &str) -> Cow<'_, str> {
    partial_escape(allowed(text))
}

fn attribute(text: &str) -> Cow<'_, str> {
    escape(allowed(text))
}

/// Whether an export can hold a letter (<https://www.w3.org/TR/xml/#charsets>).
pub fn fits(letter: char) -> bool {
    !matches!(letter, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

/// The text with a sign in place of each letter that an export cannot hold.
fn allowed(text: &str) -> Cow<'_, str> {
    if text.chars().all(fits) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|letter| if fits(letter) { letter } else { char::REPLACEMENT_CHARACTER }).collect())
}

fn io_at(path: &Path, source: io::Error) -> Error {
    Error::Io { at: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::super::site::Namespace;
    use super::*;
    use crate::import::dump::Export;

    fn site() -> Site {
        let namespace = |number, name: &str| Namespace { number, name: name.to_owned(), ..Namespace::default() };
        Site {
            name: "Qo'noS & <Co>".to_owned(),
            database: "qonos".to_owned(),
            language: "de".to_owned(),
            capital_links: true,
            namespaces: vec![namespace(0, ""), namespace(10, "Vörlage")],
            ..Site::default()
        }
    }

    fn pages() -> Vec<Page> {
        let text =
            "\n  '''Bêlle''' <ref name=\"a\">\"x\" & ]]></ref>\r\n\t&amp;amp; <!-- c -->\u{1F596}\n\n ".to_owned();
        let full = Page {
            title: "Bêlle \"d'Or\" & <Co>".to_owned(),
            namespace: 10,
            id: Some(7),
            redirect: Some("Qo'noS \"&\" <Co>".to_owned()),
            revision: Some(70),
            timestamp: Some("2026-11-22T20:38:04Z".to_owned()),
            model: Some("wikitext".to_owned()),
            text,
        };
        let bare = Page { title: "Bare".to_owned(), ..Page::default() };
        vec![bare, full]
    }

    fn written(at: &Path) -> u64 {
        let mut writer = Writer::begin(at, &site()).unwrap();
        for page in pages() {
            writer.add(&page).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn what_is_written_is_read_back_to_the_letter() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("pulled.xml.gz");
        assert_eq!(written(&at), fs::metadata(&at).unwrap().len());
        let mut export = Export::open(File::open(&at).unwrap()).unwrap();
        assert_eq!((export.site().name.as_str(), export.site().capital_links), ("Qo'noS & <Co>", true));
        assert_eq!(export.site().language.as_deref(), Some("de"));
        assert_eq!(export.site().namespaces.len(), 2);
        let mut page = Page::default();
        for expected in pages() {
            assert!(export.read_page(&mut page).unwrap());
            assert_eq!(page_element(&page), page_element(&expected));
        }
        assert!(!export.read_page(&mut page).unwrap());
    }

    #[test]
    fn the_same_pages_give_the_same_bytes_and_nothing_stays_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("one.gz"), folder.path().join("two.gz"));
        written(&one);
        written(&two);
        assert_eq!(fs::read(&one).unwrap(), fs::read(&two).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_writer_that_ends_early_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("pulled.xml.gz");
        fs::write(&at, "old").unwrap();
        let mut writer = Writer::begin(&at, &site()).unwrap();
        writer.add(&pages()[0]).unwrap();
        drop(writer);
        assert_eq!(fs::read(&at).unwrap(), b"old");
    }

    #[test]
    fn letters_that_xml_cannot_hold_are_shown_as_missing() {
        let page = Page { title: "A\u{0}".to_owned(), text: "b\u{1F}\u{FFFF}\tc".to_owned(), ..Page::default() };
        let xml = page_element(&page);
        assert!(xml.contains("A\u{FFFD}<") && xml.contains("b\u{FFFD}\u{FFFD}\tc<"), "{xml}");
    }

    #[test]
    fn a_change_of_the_header_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("pulled.xml.gz");
        assert!(!begins_alike(&at, &site()));
        written(&at);
        assert!(begins_alike(&at, &site()));
        assert!(!begins_alike(&at, &Site { generator: "MediaWiki 9".to_owned(), ..site() }));
    }
}
