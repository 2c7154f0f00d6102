//! One page of an export.

use super::error::Fault;
use super::site::{MAX_FIELD_BYTES, SiteInfo, read_field};
use super::xml::Xml;

/// The longest text that is read, in bytes as written. `MediaWiki` itself allows two million
/// (<https://www.mediawiki.org/wiki/Manual:$wgMaxArticleSize>).
const MAX_TEXT_BYTES: usize = 64 << 20;

/// A page as the export has it: an article, a template, a talk page or anything else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The whole title, with the namespace before it.
    pub title: String,
    /// The number of its namespace; told by the title where the export is too old to say.
    pub namespace: i32,
    /// The number of the page.
    pub id: Option<u64>,
    /// The title that the export says the page leads to. Schemas before 0.5 do not say, only the text does.
    pub redirect: Option<String>,
    /// The number of the revision.
    pub revision: Option<u64>,
    /// When the revision was saved, as the export writes it: `2409-02-14T09:00:00Z`.
    pub timestamp: Option<String>,
    /// What the text is: `wikitext`, `Scribunto`, `css` and others. Schemas before 0.7 do not say.
    pub model: Option<String>,
    /// The text of the revision; empty where it was deleted or left out of the export.
    pub text: String,
}

impl Page {
    /// Empties the page, keeping its larger buffers.
    fn clear(&mut self) {
        let (title, text) = (std::mem::take(&mut self.title), std::mem::take(&mut self.text));
        *self = Self { title, text, ..Self::default() };
        self.title.clear();
        self.text.clear();
    }
}

/// Reads a `<page>`, whose tag was just read. `false` where it has no title or is too long, title or text.
pub(super) fn read_page(xml: &mut Xml, site: &SiteInfo, page: &mut Page) -> Result<bool, Fault> {
    page.clear();
    let mut namespace = None;
    let mut fits = true;
    while xml.next_child()? {
        match xml.name() {
            "title" => {
                xml.read_text(&mut page.title, MAX_FIELD_BYTES)?;
            }
            "ns" => namespace = read_number(xml)?,
            "id" => page.id = read_number(xml)?,
            "redirect" => {
                page.redirect = xml.attribute("title").filter(|title| !title.is_empty());
                xml.skip_element()?;
            }
            "revision" => fits = read_revision(xml, page)?,
            _ => xml.skip_element()?,
        }
    }
    page.namespace = namespace.unwrap_or_else(|| site.namespace_of(&page.title));
    Ok(fits && !page.title.is_empty())
}

/// Reads a `<revision>` in place of the one before; `false` where its text is too long. Since schema 0.11 further texts
/// may stand in a `<content>` each, beside the page's own; they are passed over.
fn read_revision(xml: &mut Xml, page: &mut Page) -> Result<bool, Fault> {
    (page.revision, page.timestamp, page.model) = (None, None, None);
    page.text.clear();
    let mut fits = true;
    while xml.next_child()? {
        match xml.name() {
            "id" => page.revision = read_number(xml)?,
            "timestamp" => page.timestamp = read_field(xml)?,
            "model" => page.model = read_field(xml)?,
            "text" => fits = xml.read_text(&mut page.text, MAX_TEXT_BYTES)?,
            _ => xml.skip_element()?,
        }
    }
    Ok(fits)
}

fn read_number<N: std::str::FromStr>(xml: &mut Xml) -> Result<Option<N>, Fault> {
    Ok(read_field(xml)?.and_then(|number| number.parse().ok()))
}
