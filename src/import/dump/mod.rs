//! `MediaWiki` exports to pages, one after another: memory does not grow with the export.
//!
//! Bytes pass through five hands, one file each or a few:
//!
//! 1. `compression` knows how a file is packed by its first bytes, never by its name, and unpacks it (`seven_zip` and
//!    `zstd` where the libraries need guiding). Packed files are unpacked ahead of the reader, in `background`, and within
//!    `bounds`.
//! 2. `foreign` knows what else a file may be: a web page, an SQL dump, another archive.
//! 3. `encoding` turns UTF-16 to UTF-8 and repairs UTF-8 that is broken.
//! 4. `xml` reads tags and the text between them; `entities` reads what stands escaped in it.
//! 5. `site` and `pages` know what `MediaWiki` writes: <https://www.mediawiki.org/wiki/Help:Export>, schemas 0.3 to 0.11.
//!
//! What is read is what the export says. Which namespaces hold articles and what the wikitext means is for others.

mod background;
mod bounds;
mod compression;
mod encoding;
mod entities;
mod error;
mod foreign;
mod pages;
mod seven_zip;
mod site;
mod xml;
mod zstd;

use std::io::{Read, Seek};

pub use error::Error;
pub use pages::Page;
pub use site::{Namespace, SiteInfo};

use error::Fault;
use xml::{Tag, Xml};

/// The endings of export files, in lower case. What is inside is told by the content.
const ENDINGS: [&str; 5] = ["xml", "7z", "bz2", "gz", "zst"];

/// Whether a file of this name may hold an export: `.xml`, packed or not, in any case, and not hidden.
pub fn is_export_file(name: &str) -> bool {
    super::has_ending(name, &ENDINGS)
}

/// A `MediaWiki` export, read page by page.
///
/// Exports put one after another in one file are read as one, under the name of the first. Anything else behind the end
/// of an export is ignored.
pub struct Export {
    xml: Xml,
    site: SiteInfo,
    pages: u64,
    skipped: u64,
    last_title: String,
    /// The first page's tag was read while looking for what the export says of its wiki.
    at_page: bool,
    /// Nothing more is to be had: the end was reached or an error told.
    ended: bool,
}

impl Export {
    /// Opens an export, packed as gzip, bzip2, zstd or 7z or not at all, and reads what it says of its wiki. A packed
    /// one is unpacked by a thread that ends with this value. Of several files in one 7z archive, the first that ends
    /// in `.xml` is read, else the largest.
    ///
    /// # Errors
    /// When the source cannot be read or unpacked, or holds no export.
    pub fn open(source: impl Read + Seek + Send + 'static) -> Result<Self, Error> {
        let (unpacked, head) = compression::unpack(source)?;
        if let Some(foreign) = foreign::recognise(&head) {
            return Err(foreign.into());
        }
        let xml = Xml::new(encoding::to_utf8(head, unpacked)?);
        let mut export = Self {
            xml,
            site: SiteInfo::default(),
            pages: 0,
            skipped: 0,
            last_title: String::new(),
            at_page: false,
            ended: false,
        };
        export.read_beginning().map_err(|fault| export.error_of(fault))?;
        Ok(export)
    }

    /// What the export says of its wiki; much is empty where it says little.
    pub fn site(&self) -> &SiteInfo {
        &self.site
    }

    /// How many pages were left out so far: without a title, or with a text above 64 MB.
    pub fn skipped(&self) -> u64 {
        self.skipped
    }

    /// Reads the next page into `page`, whose buffers are used again; `false` at the end. Of several revisions the last
    /// in the export counts, and only it: in a full history that is the newest.
    ///
    /// # Errors
    /// When the export breaks off or is damaged, once, after all pages before the break. From then on there are none.
    pub fn read_page(&mut self, page: &mut Page) -> Result<bool, Error> {
        if self.ended {
            return Ok(false);
        }
        let found = self.next_page(page).map_err(|fault| self.error_of(fault));
        if let Ok(true) = found {
            self.pages += 1;
            self.last_title.clone_from(&page.title);
        } else {
            self.ended = true;
        }
        found
    }

    fn read_beginning(&mut self) -> Result<(), Fault> {
        match self.xml.next_tag()? {
            Tag::Opens if self.xml.name() == "mediawiki" => self.site.language = self.xml.attribute("xml:lang"),
            Tag::Opens => return Err(foreign::recognise_root(self.xml.name())),
            Tag::Closes | Tag::End => return Err(foreign::recognise_root("")),
        }
        while self.xml.next_child()? {
            match self.xml.name() {
                "siteinfo" => return site::read_site(&mut self.xml, &mut self.site),
                "page" => {
                    self.at_page = true;
                    return Ok(());
                }
                _ => self.xml.skip_element()?,
            }
        }
        Ok(())
    }

    fn next_page(&mut self, page: &mut Page) -> Result<bool, Fault> {
        while std::mem::take(&mut self.at_page) || self.find_page()? {
            if pages::read_page(&mut self.xml, &self.site, page)? {
                return Ok(true);
            }
            self.skipped += 1;
        }
        Ok(false)
    }

    /// Moves into the next `<page>`; `false` where there is none.
    fn find_page(&mut self) -> Result<bool, Fault> {
        loop {
            let tag = self.xml.next_tag()?;
            match (tag, self.xml.name(), self.xml.depth()) {
                (Tag::Opens, "mediawiki", 1) | (Tag::Closes, ..) => {}
                (Tag::End, ..) | (Tag::Opens, _, 1) => return Ok(false),
                (Tag::Opens, "page", _) => return Ok(true),
                (Tag::Opens, ..) => self.xml.skip_element()?,
            }
        }
    }

    fn error_of(&self, fault: Fault) -> Error {
        let last_title = (self.pages > 0).then(|| self.last_title.clone());
        fault.after(self.pages, last_title)
    }
}

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod tests;
