//! The tags of an XML document and the text between them, in order, with bounded memory.
//!
//! Tags are read by quick-xml. Text is read here, straight from the buffer: quick-xml would collect it however long it
//! is, and an export is nearly all text, most of it to be passed over.

use std::io::{BufRead, BufReader, ErrorKind, Read, Take};
use std::mem::take;

use memchr::memchr;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use quick_xml::{Error as XmlError, Reader};

use super::encoding::{Utf8, is_known};
use super::entities::{push_text, unescape};
use super::error::{Error, Fault, presentable};

/// How much is looked at at once, in bytes.
const BUFFER_BYTES: usize = 256 << 10;

/// The longest tag, comment or CDATA section, in bytes.
const MAX_MARKUP_BYTES: u64 = 64 << 20;

/// The deepest nesting of elements. Exports need seven levels.
const MAX_DEPTH: usize = 100;

/// What [`Xml::next_tag`] finds. An empty element opens and closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// An element begins; [`Xml::name`] and [`Xml::attribute`] speak of it until the next begins.
    Opens,
    /// The innermost element ends.
    Closes,
    /// The document ends.
    End,
}

/// An XML document.
pub(super) struct Xml {
    reader: Reader<Take<BufReader<Utf8>>>,
    /// What quick-xml reads a tag into.
    markup: Vec<u8>,
    /// The text before a tag, while it is collected.
    text: Vec<u8>,
    /// The last tag that opened: its name, then its attributes.
    tag: String,
    name_bytes: usize,
    /// That tag closed its element too, and this is still to be told.
    is_empty: bool,
    depth: usize,
    complete: bool,
}

/// What stands between texts.
enum Markup {
    Tag(Tag),
    /// Text as it is, without references.
    Verbatim(String),
    /// A comment, a declaration, an instruction.
    Other,
}

impl Xml {
    /// A document that begins where the source does.
    pub(super) fn new(source: Utf8) -> Self {
        Self {
            reader: Reader::from_reader(BufReader::with_capacity(BUFFER_BYTES, source).take(MAX_MARKUP_BYTES)),
            markup: Vec::new(),
            text: Vec::new(),
            tag: String::new(),
            name_bytes: 0,
            is_empty: false,
            depth: 0,
            complete: false,
        }
    }

    /// The name of the element that opened last, without a prefix.
    pub(super) fn name(&self) -> &str {
        let name = &self.tag[..self.name_bytes];
        name.rsplit_once(':').map_or(name, |(_, name)| name)
    }

    /// An attribute of the element that opened last, by its whole name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = Attributes::new(&self.tag, self.name_bytes);
        let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
        let mut value = String::new();
        unescape(&found.value, &mut value);
        Some(value)
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Passes over text to the next tag.
    pub(super) fn next_tag(&mut self) -> Result<Tag, Fault> {
        loop {
            self.pass_text(|_, _| ())?;
            if let Markup::Tag(tag) = self.next_markup()? {
                return Ok(tag);
            }
        }
    }

    /// Moves into the next child of an element all of whose children so far have been read; `false` at its end.
    pub(super) fn next_child(&mut self) -> Result<bool, Fault> {
        match self.next_tag()? {
            Tag::Opens => Ok(true),
            Tag::Closes => Ok(false),
            Tag::End => Err(Fault::BrokenOff),
        }
    }

    /// Passes over what is left of the element that opened last.
    pub(super) fn skip_element(&mut self) -> Result<(), Fault> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next_child()?;
        }
        Ok(())
    }

    /// Reads the text of the element that opened last into `out`, without the text of elements in it. `false`, and no
    /// text, where it is longer than `max_bytes` as written.
    pub(super) fn read_text(&mut self, out: &mut String, max_bytes: usize) -> Result<bool, Fault> {
        out.clear();
        let mut fits = true;
        loop {
            self.text.clear();
            let left = if fits { max_bytes.saturating_sub(out.len()) } else { 0 };
            self.pass_text(|text, piece| {
                fits &= text.len() + piece.len() <= left;
                if fits {
                    text.extend_from_slice(piece);
                }
            })?;
            unescape(&String::from_utf8_lossy(&self.text), out);
            match self.next_markup()? {
                Markup::Tag(Tag::Opens) => self.skip_element()?,
                Markup::Tag(Tag::Closes) => break,
                Markup::Tag(Tag::End) => return Err(Fault::BrokenOff),
                Markup::Verbatim(text) if text.len() > max_bytes.saturating_sub(out.len()) => fits = false,
                Markup::Verbatim(text) => push_text(&text, out),
                Markup::Other => {}
            }
        }
        if !fits {
            *out = String::new();
        }
        Ok(fits)
    }

    /// Moves to the next `<` and hands what stands before it to `keep`, piece by piece, together with `self.text`.
    fn pass_text(&mut self, mut keep: impl FnMut(&mut Vec<u8>, &[u8])) -> Result<(), Fault> {
        if self.is_empty {
            return Ok(());
        }
        let source = self.reader.get_mut().get_mut();
        loop {
            let available = match source.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                available => available?,
            };
            let end = memchr(b'<', available);
            let piece = &available[..end.unwrap_or(available.len())];
            keep(&mut self.text, piece);
            let (passed, at_end) = (piece.len(), available.is_empty());
            source.consume(passed);
            if end.is_some() || at_end {
                return Ok(());
            }
        }
    }

    /// Reads what begins with the `<` that text was passed to.
    fn next_markup(&mut self) -> Result<Markup, Fault> {
        let markup = if take(&mut self.is_empty) { Markup::Tag(Tag::Closes) } else { self.read_markup()? };
        self.count_depth(&markup)?;
        Ok(markup)
    }

    fn read_markup(&mut self) -> Result<Markup, Fault> {
        self.markup.clear();
        self.reader.get_mut().set_limit(MAX_MARKUP_BYTES);
        let event = self.reader.read_event_into(&mut self.markup);
        self.is_empty = matches!(event, Ok(Event::Empty(_)));
        Ok(match event {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                self.tag.clear();
                self.tag.push_str(&tag);
                self.name_bytes = tag.name().as_ref().len();
                Markup::Tag(Tag::Opens)
            }
            Ok(Event::End(_)) => Markup::Tag(Tag::Closes),
            Ok(Event::Eof) => Markup::Tag(Tag::End),
            Ok(Event::CData(text)) => Markup::Verbatim(text.into_inner().into_owned()),
            Ok(Event::Decl(declaration)) => match declaration.encoding() {
                Some(Ok(label)) if !is_known(&label) => {
                    return Err(Error::Encoding { encoding: presentable(&label) }.into());
                }
                _ => Markup::Other,
            },
            Ok(_) => Markup::Other,
            Err(error) => return self.end_or_fault(error),
        })
    }

    /// Whether a whole document has been read and no further one begun.
    fn is_complete(&self) -> bool {
        self.complete && self.depth == 0
    }

    fn count_depth(&mut self, markup: &Markup) -> Result<(), Fault> {
        match markup {
            Markup::Tag(Tag::Opens) if self.depth == MAX_DEPTH => {
                return Err(Fault::Damaged(format!("its elements stand more than {MAX_DEPTH} deep")));
            }
            Markup::Tag(Tag::Opens) => self.depth += 1,
            Markup::Tag(Tag::Closes) => {
                self.depth -= 1;
                self.complete |= self.depth == 0;
            }
            Markup::Tag(Tag::End) if self.depth > 0 => return Err(Fault::BrokenOff),
            _ => {}
        }
        Ok(())
    }

    /// What an error of quick-xml means. It finds unfinished markup where the source ends, or where too much was read.
    fn end_or_fault(&mut self, error: XmlError) -> Result<Markup, Fault> {
        let complete = self.is_complete();
        let source = self.reader.get_mut();
        Err(match error {
            XmlError::Io(error) => std::io::Error::new(error.kind(), error).into(),
            // What stands behind a document need not be XML. Only faults of the source count: checksums come last.
            _ if complete => return Ok(Markup::Tag(Tag::End)),
            _ if source.limit() == 0 => Fault::Damaged("a tag or comment of it is longer than 64 MB".to_owned()),
            XmlError::Syntax(_) if source.get_mut().fill_buf().is_ok_and(<[u8]>::is_empty) => Fault::BrokenOff,
            error => Fault::Damaged(error.to_string()),
        })
    }
}
