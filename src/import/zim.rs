//! ZIM archives, as Kiwix offers them: a whole wiki as web pages in one file, with its redirects.
//!
//! The format is described at <https://wiki.openzim.org/wiki/ZIM_file_format>. Pages are given in the order in which
//! they lie in the archive: some hundreds are packed together, and each pack is unpacked only once.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use ::zim::{Cluster, DirectoryEntry, MimeType, Namespace, Target, Zim};

use super::decode::decode_page;
use super::draft::Page as DraftPage;
use super::header::Header;
use super::prepared::Prepared;
use super::titles::title_of_name;
use super::web_page::read_web_page;
use super::{Site, has_ending, passages};
use crate::lore::Article;

/// Most redirects that lead to one another and are followed.
const MAX_HOPS: usize = 5;

/// Why an archive cannot be read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be read.
    #[error("the archive cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The file is no archive, breaks off or is damaged.
    #[error("the archive cannot be read: {0}; download it again")]
    Archive(#[from] ::zim::Error),
    /// A page cannot be read.
    #[error("the page \"{title}\" of the archive cannot be read: {why}")]
    Page {
        /// The page's title.
        title: String,
        /// What is wrong and what to do.
        why: String,
    },
}

/// Whether a file of this name may be an archive.
pub fn is_archive_file(name: &str) -> bool {
    has_ending(name, &["zim"])
}

/// A ZIM archive.
pub struct Archive {
    zim: Zim,
    site: SiteInfo,
}

/// What an archive says of its wiki. A part that it leaves out is `None`
/// (<https://wiki.openzim.org/wiki/Metadata>).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteInfo {
    /// Its name, for readers.
    pub title: Option<String>,
    /// The language of its text, as a two-letter code where there is one.
    pub language: Option<String>,
    /// Who wrote it.
    pub creator: Option<String>,
    /// The day on which the archive was made, as year, month and day.
    pub date: Option<String>,
    /// The licence of its text.
    pub licence: Option<String>,
    /// The address that it was taken from.
    pub source: Option<String>,
}

/// A page of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// The page itself.
    pub html: String,
    /// Other titles that lead to it, in order.
    pub redirects: Vec<String>,
}

impl Archive {
    /// Opens an archive and reads what it says of its wiki.
    ///
    /// # Errors
    /// When the file cannot be read, is none of this kind, or breaks off.
    pub fn open(path: &Path) -> Result<Archive, Error> {
        std::fs::File::open(path)?; // The library looks for parts of an archive then, and says less.
        let zim = Zim::new(path)?;
        let site = SiteInfo::of(&zim)?;
        Ok(Archive { zim, site })
    }

    /// Reads the whole file and compares it with the sum that its maker left in it. Damage to a page that is not packed
    /// is noticed in no other way.
    ///
    /// # Errors
    /// When they differ.
    pub fn verify(&self) -> Result<(), Error> {
        Ok(self.zim.verify_checksum()?)
    }

    /// What the archive says of its wiki.
    pub fn site(&self) -> &SiteInfo {
        &self.site
    }

    /// The pages of the archive, but for the one that welcomes visitors: it is no article. They end at the first that
    /// cannot be read.
    ///
    /// # Errors
    /// When the directory of the archive is damaged.
    pub fn pages(&self) -> Result<Pages<'_>, Error> {
        let directory = Directory::of(&self.zim)?;
        Ok(Pages { zim: &self.zim, directory, done: 0, pack: None })
    }
}

impl SiteInfo {
    fn of(zim: &Zim) -> Result<SiteInfo, Error> {
        let said = |name: &str| -> Result<Option<String>, Error> {
            let Some(content) = zim.metadata(name)? else { return Ok(None) };
            let text = content.with(|bytes| String::from_utf8_lossy(bytes).trim().to_owned())?;
            Ok(Some(text).filter(|text| !text.is_empty()))
        };
        Ok(SiteInfo {
            title: said("Title")?,
            language: said("Language")?.map(|code| short_language(&code).to_owned()),
            creator: said("Creator")?,
            date: said("Date")?,
            licence: said("License")?,
            source: said("Source")?,
        })
    }
}

impl From<&SiteInfo> for Site {
    fn from(info: &SiteInfo) -> Site {
        let (name, base, language) = (info.title.clone(), info.source.clone(), info.language.clone());
        Site { name, database: None, base, language }
    }
}

/// The code of two letters for one of three (<https://iso639-3.sil.org/code_tables/639/data>). Only languages whose
/// endings can be told apart need one; of several the first counts.
fn short_language(code: &str) -> &str {
    const CODES: &str = "ara=ar dan=da deu=de ell=el eng=en fin=fi fra=fr hun=hu ita=it nld=nl nor=no nob=no pol=pl \
        por=pt ron=ro rus=ru spa=es swe=sv tam=ta tur=tr";
    let code = code.split(',').next().unwrap_or_default().trim();
    let codes = CODES.split_whitespace().filter_map(|pair| pair.split_once('='));
    codes.into_iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

/// The pages of an archive and the redirects to them, by their numbers in its directory.
struct Directory {
    /// By where they lie.
    pages: Vec<Place>,
    /// The redirects to each page.
    redirects: HashMap<u32, Vec<u32>>,
}

/// Where a page lies: its pack, its place in the pack, and its number in the directory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    pack: u32,
    within: u32,
    number: u32,
}

impl Directory {
    fn of(zim: &Zim) -> Result<Directory, Error> {
        let welcome = zim.main_page().ok().flatten().map(|entry| entry.url);
        let (mut pages, mut leads) = (Vec::new(), HashMap::new());
        for number in 0..zim.header.article_count {
            let entry = zim.get_by_url_index(number)?;
            match entry.target {
                Some(Target::Redirect(target)) => {
                    leads.insert(number, target);
                }
                Some(Target::Cluster(pack, within)) if is_page(&entry) && welcome.as_ref() != Some(&entry.url) => {
                    pages.push(Place { pack, within, number });
                }
                _ => {}
            }
        }
        pages.sort_unstable();
        Ok(Directory { pages, redirects: redirects_of(&leads) })
    }
}

/// The redirects by what they lead to in the end, each in the order of the directory.
fn redirects_of(leads: &HashMap<u32, u32>) -> HashMap<u32, Vec<u32>> {
    let mut redirects: HashMap<u32, Vec<u32>> = HashMap::new();
    for (&number, &target) in leads {
        let end = (0..MAX_HOPS).try_fold(target, |target, _| match leads.get(&target) {
            Some(&next) => ControlFlow::Continue(next),
            None => ControlFlow::Break(target),
        });
        if let ControlFlow::Break(end) = end {
            redirects.entry(end).or_default().push(number);
        }
    }
    for numbers in redirects.values_mut() {
        numbers.sort_unstable();
    }
    redirects
}

/// Whether an entry is a page for readers: in the older namespace of articles or the newer one of all content.
fn is_page(entry: &DirectoryEntry) -> bool {
    let is_content = matches!(entry.namespace, Namespace::Articles | Namespace::UserContent);
    is_content && matches!(&entry.mime_type, MimeType::Type(name) if name.starts_with("text/html"))
}

/// The title of an entry; one that names none has that of its path.
fn title_of(entry: &DirectoryEntry) -> String {
    if entry.title.is_empty() { title_of_name(&entry.url) } else { entry.title.clone() }
}

/// The pages of an archive, one after another.
pub struct Pages<'archive> {
    zim: &'archive Zim,
    directory: Directory,
    done: usize,
    /// The pack that was unpacked last, with its number.
    pack: Option<(u32, Cluster<'archive>)>,
}

impl Pages<'_> {
    /// How many pages there are in all.
    pub fn count_all(&self) -> usize {
        self.directory.pages.len()
    }

    fn read(&mut self, place: Place) -> Result<Page, Error> {
        let title = title_of(&self.zim.get_by_url_index(place.number)?);
        let pack = match self.pack.take().filter(|(number, _)| *number == place.pack) {
            Some((_, pack)) => pack,
            None => self.zim.get_cluster(place.pack)?,
        };
        let bytes = pack.read()?.blob(place.within)?.to_vec();
        self.pack = Some((place.pack, pack));
        Ok(Page { html: decode_page(bytes), redirects: self.titles_leading_to(place.number, &title)?, title })
    }

    /// The titles of the redirects to a page that differ from its own.
    fn titles_leading_to(&self, number: u32, title: &str) -> Result<Vec<String>, Error> {
        let mut titles = Vec::new();
        for &redirect in self.directory.redirects.get(&number).map(Vec::as_slice).unwrap_or_default() {
            titles.push(title_of(&self.zim.get_by_url_index(redirect)?));
        }
        titles.retain(|other| other != title);
        titles.dedup();
        Ok(titles)
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<Page, Error>;

    fn next(&mut self) -> Option<Result<Page, Error>> {
        let place = *self.directory.pages.get(self.done)?;
        let page = self.read(place);
        self.done = if page.is_ok() { self.done + 1 } else { self.directory.pages.len() };
        Some(page)
    }
}

impl Page {
    /// Reads the page as an article; `None` where it has no text. The title is the one above its text, for some archives
    /// put the name of the wiki behind those in their directory.
    ///
    /// # Errors
    /// When it is no page that was made to be read.
    pub fn article(&self, prepared: &Prepared) -> Result<Option<Article>, Error> {
        let page =
            DraftPage { body: &self.html, name: &self.title, title: Some(&self.title), profile: &prepared.profile };
        let mut draft = read_web_page(&page).map_err(|why| Error::Page { title: self.title.clone(), why })?;
        if draft.is_empty() {
            return Ok(None);
        }
        let title = draft.title.take().unwrap_or_else(|| self.title.clone());
        let (url, revision) = (draft.url.take(), draft.revision.take());
        let header = Header { url, revision, redirects: self.redirects.clone(), ..Header::default() };
        Ok(Some(passages::article_from(draft, title, header, prepared)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Profile;

    /// An archive of two packs, without compression, as bytes. Each entry is a path with its namespace, a title, and
    /// what it holds; `> path` is a redirect.
    fn archive(entries: &[(&str, &str, &str)]) -> Vec<u8> {
        let mut entries = entries.to_vec();
        entries.sort_unstable();
        let mut bytes = vec![0; 80];
        bytes.extend_from_slice(b"text/html\0text/plain\0\0");
        let (mut packs, mut pointers) = ([Vec::new(), Vec::new()], Vec::new());
        for (number, (path, title, content)) in entries.iter().enumerate() {
            pointers.push(bytes.len());
            let lead = content.strip_prefix("> ");
            let target = lead.and_then(|lead| entries.iter().position(|(path, ..)| *path == lead));
            let kind: u16 = if lead.is_some() { 0xffff } else { u16::from(!content.starts_with('<')) };
            bytes.extend_from_slice(&kind.to_le_bytes());
            bytes.extend_from_slice(&[0, path.as_bytes()[0], 0, 0, 0, 0]);
            let pack = &mut packs[number % 2];
            let place = if lead.is_some() { vec![target.unwrap_or(999)] } else { vec![number % 2, pack.len()] };
            bytes.extend(place.into_iter().flat_map(four));
            if lead.is_none() {
                pack.push(content.as_bytes().to_vec());
            }
            bytes.extend_from_slice(format!("{}\0{title}\0", &path[2..]).as_bytes());
        }
        let directory = bytes.len();
        bytes.extend(pointers.into_iter().flat_map(eight));
        let packed = packs.map(|pages| packed(&pages));
        let list = bytes.len();
        bytes.extend_from_slice(&eight(list + 16));
        bytes.extend_from_slice(&eight(list + 16 + packed[0].len()));
        bytes.extend(packed.concat());
        let end = bytes.len();
        bytes.extend_from_slice(&[0; 16]);
        let header = [
            &::zim::ZIM_MAGIC_NUMBER.to_le_bytes()[..],
            &[6, 0, 1, 0],
            &[0; 16],
            &four(entries.len()),
            &four(2),
            &eight(directory),
            &[0xff; 8],
            &eight(list),
            &eight(80),
            &[0xff; 8],
            &eight(end),
        ];
        bytes[..80].copy_from_slice(&header.concat());
        bytes
    }

    /// A pack of pages: one byte that says it is not compressed, where each begins, and they themselves.
    fn packed(pages: &[Vec<u8>]) -> Vec<u8> {
        let mut at = 4 * (pages.len() + 1);
        let mut bytes = vec![1];
        bytes.extend_from_slice(&four(at));
        for page in pages {
            at += page.len();
            bytes.extend_from_slice(&four(at));
        }
        bytes.extend(pages.concat());
        bytes
    }

    fn four(number: usize) -> [u8; 4] {
        u32::try_from(number).unwrap().to_le_bytes()
    }

    fn eight(number: usize) -> [u8; 8] {
        (number as u64).to_le_bytes()
    }

    const MOONS: [(&str, &str, &str); 10] = [
        ("C/K'Tal", "", "<p>K'Tal was a moon.</p>"),
        ("C/Kor", "Kor", "> C/Elan"),
        ("C/Elan", "Élan", "<link rel=canonical href='https://x.org/Elan'><p>Élan fell in <i>2340</i>.</p>"),
        ("C/Kang", "Kang the old", "> C/Kor"),
        ("C/main", "Moons", "<p>Welcome!</p>"),
        ("C/style.css", "", "p {}"),
        ("W/mainPage", "", "> C/main"),
        ("M/Title", "", "Élan Wiki"),
        ("M/Language", "", "eng,deu"),
        ("M/License", "", " CC-BY-SA\n"),
    ];

    /// Opens an archive and reads all of it.
    fn read(bytes: &[u8]) -> Result<(SiteInfo, Vec<Page>), Error> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let archive = Archive::open(file.path())?;
        let pages = archive.pages()?.collect::<Result<_, _>>()?;
        Ok((archive.site().clone(), pages))
    }

    #[test]
    fn pages_come_with_the_titles_that_lead_to_them() {
        let (_, pages) = read(&archive(&MOONS)).unwrap();
        let shown: Vec<_> = pages.iter().map(|page| (page.title.as_str(), page.redirects.join(", "))).collect();
        assert_eq!(shown, [("Élan", "Kang the old, Kor".to_owned()), ("K'Tal", String::new())]);
        assert!(pages[1].html.starts_with("<p>K'Tal"));
    }

    #[test]
    fn the_archive_tells_of_its_wiki() {
        let (site, _) = read(&archive(&MOONS)).unwrap();
        assert_eq!((site.title.as_deref(), site.language.as_deref()), (Some("Élan Wiki"), Some("en")));
        assert_eq!((site.licence.as_deref(), site.creator.as_deref()), (Some("CC-BY-SA"), None));
        assert_eq!(Site::from(&site).name.as_deref(), Some("Élan Wiki"));
    }

    #[test]
    fn a_page_becomes_an_article() {
        let (_, pages) = read(&archive(&MOONS)).unwrap();
        let article = pages[0].article(&Prepared::of(&Profile::generic("x"))).unwrap().unwrap();
        assert_eq!((article.title.as_str(), article.url.as_deref()), ("Élan", Some("https://x.org/Elan")));
        assert_eq!(article.sections[0].passages[0].text, "Élan fell in 2340.");
        assert_eq!(article.redirects.len(), 2);
        let headed = Page { html: "<h1 id=firstHeading>IKS Élan</h1>It fell.".into(), ..pages[0].clone() };
        assert_eq!(headed.article(&Prepared::of(&Profile::generic("x"))).unwrap().unwrap().title, "IKS Élan");
        let empty = Page { html: "<p></p>".into(), ..pages[0].clone() };
        assert!(empty.article(&Prepared::of(&Profile::generic("x"))).unwrap().is_none());
    }

    #[test]
    fn redirects_in_a_circle_or_to_nowhere_are_passed_over() {
        let circle = [("C/a", "A", "> C/b"), ("C/b", "B", "> C/a"), ("C/c", "C", "> C/z"), ("C/d", "D", "<p>D")];
        let (_, pages) = read(&archive(&[&circle[..], &[("C/e", "E", "<p>E")]].concat())).unwrap();
        assert_eq!(pages.iter().map(|page| page.redirects.len()).collect::<Vec<_>>(), [0, 0]);
    }

    #[test]
    fn a_file_that_is_no_archive_or_breaks_off_is_refused() {
        let whole = archive(&MOONS);
        for bytes in [&b""[..], b"PK\x03\x04", &whole[..79], &whole[..whole.len() / 2], &whole[..whole.len() - 1]] {
            assert!(read(bytes).unwrap_err().to_string().contains("download it again"));
        }
        assert!(matches!(Archive::open(Path::new("nowhere.zim")), Err(Error::Io(_))));
    }

    #[test]
    fn an_archive_that_is_not_as_it_was_made_is_noticed() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), archive(&MOONS)).unwrap();
        // The archives of these tests are never given a sum.
        let error = Archive::open(file.path()).unwrap().verify().unwrap_err();
        assert!(error.to_string().contains("checksum"), "{error}");
    }

    #[test]
    fn damage_anywhere_is_an_error_or_goes_unnoticed() {
        let whole = archive(&MOONS);
        for at in 0..whole.len() {
            for damage in [0, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] = damage;
                let _ = read(&bytes);
            }
        }
    }
}
