//! How fast wikis are read: `cargo bench --bench import`, or with an export of one's own
//! `cargo bench --bench import -- path/to/export.xml.7z`.
//!
//! One thread, in megabytes of wikitext a second: to text (templates expanded, markup read), to articles (with
//! citations, years and continuities besides). Beside them, as a measure of the machine, how fast the same wikitext is
//! merely searched for brackets.

use std::fmt::Write;
use std::fs::File;
use std::hint::black_box;
use std::time::{Duration, Instant};

use lorebot::import::dump::{Export, Page, SiteInfo};
use lorebot::import::{Profile, Survey};

/// How long each measure is repeated.
const MEASURED: Duration = Duration::from_secs(3);

fn main() {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let (site, pages) = match &file {
        Some(path) => pages_of(path),
        None => (SiteInfo::default(), invented_pages()),
    };
    let profile = Profile::generic("bench");
    let mut survey = Survey::begin(&site, &profile);
    for page in &pages {
        survey.note(page);
    }
    survey.settle();
    let articles: Vec<&Page> = pages.iter().filter(|page| page.namespace == 0).collect();
    let bytes: usize = articles.iter().map(|page| page.text.len()).sum();
    println!("{} pages, {:.1} MB of wikitext", articles.len(), megabytes(bytes));
    let text = measure(bytes, || articles.iter().filter_map(|page| survey.text_of(page)).count());
    let read = measure(bytes, || articles.iter().filter_map(|page| survey.read(page)).count());
    let searched = measure(bytes, || articles.iter().map(|page| page.text.matches(['[', '{', '<']).count()).sum());
    println!("to text      {text:>8.1} MB/s   {:.3} of searching", text / searched);
    println!("to articles  {read:>8.1} MB/s   {:.3} of searching", read / searched);
    println!("searching    {searched:>8.1} MB/s");
}

/// Megabytes a second.
fn measure(bytes: usize, work: impl Fn() -> usize) -> f64 {
    black_box(work());
    let (start, mut rounds) = (Instant::now(), 0);
    while start.elapsed() < MEASURED {
        black_box(work());
        rounds += 1;
    }
    megabytes(bytes * rounds) / start.elapsed().as_secs_f64()
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn pages_of(path: &str) -> (SiteInfo, Vec<Page>) {
    let mut export = Export::open(File::open(path).expect("the file can be opened")).expect("the file is an export");
    let site = export.site().clone();
    let mut pages = Vec::new();
    loop {
        let mut page = Page::default();
        if !export.read_page(&mut page).expect("the export is whole") {
            return (site, pages);
        }
        pages.push(page);
    }
}

/// A wiki of three hundred articles of the kinds of text that wikis hold.
fn invented_pages() -> Vec<Page> {
    let page = |title: String, namespace, text: String| Page { title, namespace, text, ..Page::default() };
    let mut pages = vec![
        page("Template:Ship".into(), 10, "''{{{1}}}''{{#if:{{{2|}}}|&nbsp;(NX-{{{2}}})}}".into()),
        page("Template:Infobox moon".into(), 10, "{| class=\"infobox\"\n! Ruler\n| {{{ruler}}}\n|}".into()),
        page("Template:Quote".into(), 10, "<blockquote>{{{1}}}<br>— {{{2}}}</blockquote>".into()),
    ];
    for number in 0..300 {
        let mut text =
            format!("{{{{Infobox moon|ruler=[[Kor]]|found={}}}}}\n'''Moon {number}''' is a [[moon]].\n", 2000 + number);
        for raid in 0..12 {
            write!(
                text,
                "\n== Raid {raid} ==\nIn {year}, the {{{{ship|Élan|{raid}}}}} and [[IKS K'mpec|the old ship]] came to the ''moon''. \
                 Nobody knew what had brought them there, nor why they stayed for so long.<ref name=\"r{raid}\">[[Log of Kor]], p. {raid}</ref> \
                 They left when the ice broke. (TNG episode: \"The Ice {raid}\")\n\n\
                 * [[Mogh]], who fled in {year}\n* Kor's brother\n\n{{{{Quote|We shall not come back.|Kor}}}}\n",
                year = 2200 + raid * 7
            )
            .expect("a string takes any text");
        }
        pages.push(page(format!("Moon {number}"), 0, text));
    }
    pages
}
