//! An invented wiki of any size, written as the export that a wiki gives away.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::questions::Questions;
use crate::words::{Words, name};

/// The name of the wiki, and of its folder.
pub const NAME: &str = "invented";
/// The file with all its pages.
pub const EXPORT: &str = "pages.xml";
/// The first and last years told of.
const YEARS: std::ops::Range<u32> = 1900..2500;
/// One article in so many has a redirect.
const REDIRECTED: usize = 4;

/// What was written.
#[derive(Default)]
pub struct Written {
    pub passages: usize,
    pub articles: usize,
    /// Of the wikitext.
    pub bytes: usize,
}

/// Writes a wiki of about so many passages to `data/invented/`, its passages as lines of title and text to `plain`, and
/// questions about it to `asked`.
pub fn write(words: &Words, passages: usize, data: &Path, plain: &Path, asked: &mut Questions) -> io::Result<Written> {
    let folder = data.join(NAME);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("wiki.toml"), format!("name = \"{NAME}\"\nlicence = {{ name = \"CC0\" }}\n"))?;
    let mut export = BufWriter::new(File::create(folder.join(EXPORT))?);
    let mut plain = BufWriter::new(File::create(plain)?);
    writeln!(export, "<mediawiki xml:lang=\"en\"><siteinfo><sitename>{NAME}</sitename></siteinfo>")?;
    let mut draw = fastrand::Rng::with_seed(2409);
    let (mut written, mut titles) = (Written::default(), Titles::default());
    while written.passages < passages {
        let article = Article::invented(words, &mut draw, &mut titles);
        write_page(&mut export, &article.title, &article.wikitext)?;
        for passage in &article.passages {
            writeln!(plain, "{}\t{passage}", article.title)?;
            asked.consider(&article.title, passage, written.passages);
            written.passages += 1;
        }
        written.bytes += article.wikitext.len();
        written.articles += 1;
        if written.articles % REDIRECTED == 0 {
            let text = format!("#REDIRECT [[{}]]", article.title);
            write_page(&mut export, &titles.fresh(&mut draw), &text)?;
        }
    }
    writeln!(export, "</mediawiki>")?;
    // An export lies there for a while before it is indexed; one just written would be read again when a question is asked.
    export.into_inner()?.set_modified(SystemTime::now() - Duration::from_hours(1))?;
    plain.flush()?;
    Ok(written)
}

fn write_page(export: &mut impl Write, title: &str, text: &str) -> io::Result<()> {
    let text = text.replace('<', "&lt;").replace('>', "&gt;");
    writeln!(export, "<page><title>{title}</title><ns>0</ns><revision><text>{text}</text></revision></page>")
}

/// Titles given out, each once.
#[derive(Default)]
struct Titles {
    known: HashSet<String>,
    in_order: Vec<String>,
}

impl Titles {
    fn fresh(&mut self, draw: &mut fastrand::Rng) -> String {
        loop {
            let count = draw.usize(1..=3);
            let title = (0..count).map(|_| name(draw)).collect::<Vec<_>>().join(" ");
            if self.known.insert(title.clone()) {
                self.in_order.push(title.clone());
                return title;
            }
        }
    }

    fn any<'titles>(&'titles self, draw: &mut fastrand::Rng) -> &'titles str {
        &self.in_order[draw.usize(..self.in_order.len())]
    }
}

struct Article {
    title: String,
    wikitext: String,
    /// The text of its paragraphs, without markup.
    passages: Vec<String>,
}

impl Article {
    fn invented(words: &Words, draw: &mut fastrand::Rng, titles: &mut Titles) -> Article {
        let title = titles.fresh(draw);
        let mut article = Article { wikitext: format!("'''{title}''' "), passages: Vec::new(), title };
        article.paragraphs(words, draw, titles, 1..=2);
        for section in 0..draw.usize(0..=7) {
            let heading = if section == 0 { "History".to_owned() } else { name(draw) };
            writeln!(article.wikitext, "== {heading} ==").expect("a string takes any text");
            article.paragraphs(words, draw, titles, 1..=4);
        }
        article
    }

    fn paragraphs(
        &mut self,
        words: &Words,
        draw: &mut fastrand::Rng,
        titles: &Titles,
        count: std::ops::RangeInclusive<usize>,
    ) {
        for _ in 0..draw.usize(count) {
            let Paragraph { marked, plain } = Paragraph::invented(words, draw, titles);
            writeln!(self.wikitext, "{marked}\n").expect("a string takes any text");
            self.passages.push(plain);
        }
    }
}

/// A paragraph as wikitext, and as it is read.
#[derive(Default)]
struct Paragraph {
    marked: String,
    plain: String,
}

impl Paragraph {
    fn invented(words: &Words, draw: &mut fastrand::Rng, titles: &Titles) -> Paragraph {
        let mut paragraph = Paragraph::default();
        for _ in 0..draw.usize(4..=9) {
            paragraph.sentence(words, draw, titles);
        }
        if draw.bool() {
            let source = format!("<ref>''[[{}]]'', chapter {}</ref>", titles.any(draw), draw.u8(1..30));
            paragraph.marked.push_str(&source);
        }
        paragraph
    }

    fn sentence(&mut self, words: &Words, draw: &mut fastrand::Rng, titles: &Titles) {
        match draw.u8(..6) {
            0 => self.push(&format!("In {},", draw.u32(YEARS))),
            _ => self.push(&name(draw)),
        }
        for _ in 0..draw.usize(7..=22) {
            self.push(" ");
            match draw.u8(..30) {
                0 => self.link(titles.any(draw)),
                1 => self.push(&name(draw)),
                _ => self.push(&words.word(draw)),
            }
        }
        self.push(". ");
    }

    fn push(&mut self, text: &str) {
        self.marked.push_str(text);
        self.plain.push_str(text);
    }

    fn link(&mut self, title: &str) {
        write!(self.marked, "[[{title}]]").expect("a string takes any text");
        self.plain.push_str(title);
    }
}
