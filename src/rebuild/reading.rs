//! The reading of a wiki's folder: its profile, its exports and its files of articles, one article after another.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::archives::{self, articles_of};
use super::files::{ARTICLES, Files, PROFILE, digest_of_file, sha256};
use super::{Error, ExportReport, Progress, Stage};
use crate::import::dump::{Export, Page, SiteInfo};
use crate::import::{Profile, SectionText, Site, Survey, Trouble, decode_article, read_article, read_profile};
use crate::index::Source;
use crate::lore::{Article, fold};

/// A wiki's folder while it is read, and what was noticed.
pub(super) struct Reading<'folder> {
    wiki: &'folder str,
    folder: PathBuf,
    files: Files,
    pub(super) profile: Profile,
    profile_text: String,
    survey: Option<Survey>,
    /// How many articles the exports gave, and how many redirects lead to them.
    from_exports: (usize, usize),
    /// The folded titles and redirects so far.
    names: HashSet<String>,
    /// The titles so far, each with the file that had it first.
    titles: HashMap<String, usize>,
    /// When it began.
    pub(super) from: SystemTime,
    pub(super) sources: Vec<Source>,
    pub(super) troubles: Vec<Trouble>,
}

impl<'folder> Reading<'folder> {
    /// Reads the profile and, where there are exports, walks them once to know their templates and redirects.
    ///
    /// # Errors
    /// When the folder cannot be listed or the profile cannot be used.
    pub(super) fn begin(
        folder: &Path,
        wiki: &'folder str,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Reading<'folder>, Error> {
        let mut reading = Reading {
            wiki,
            folder: folder.to_owned(),
            files: Files::of_folder(folder)?,
            profile: Profile::generic(wiki),
            profile_text: String::new(),
            survey: None,
            from_exports: (0, 0),
            names: HashSet::new(),
            titles: HashMap::new(),
            from: SystemTime::now(),
            sources: Vec::new(),
            troubles: Vec::new(),
        };
        let info = reading
            .files
            .exports
            .iter()
            .find_map(|file| open(&folder.join(file)).ok().map(|export| export.site().clone()));
        let site = info.as_ref().map(site_of).or_else(|| reading.site_of_archive());
        reading.read_profile(site.as_ref())?;
        reading.tell_of_strays();
        reading.walk_exports(&info.unwrap_or_default(), progress);
        Ok(reading)
    }

    /// Gives each article of the folder to `each`: those of exports in their order, then those of files in the order of
    /// their names, so that the same files give the same index.
    ///
    /// # Errors
    /// Those of `each`.
    pub(super) fn articles(
        &mut self,
        progress: &mut dyn FnMut(Progress),
        each: &mut dyn FnMut(&Reading, Article) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if let Some(survey) = self.survey.take() {
            let outcome = self.articles_of_exports(&survey, progress, each);
            self.survey = Some(survey);
            outcome?;
        }
        for (number, file) in self.files.archives.clone().iter().enumerate() {
            self.articles_of_archive(file, self.files.exports.len() + number, each)?;
        }
        let (files, before) = (self.files.articles.clone(), self.files.exports.len() + self.files.archives.len());
        for (done, file) in files.iter().enumerate() {
            progress(Progress { wiki: self.wiki, stage: Stage::Files, done, of: files.len() });
            if let Some(article) = self.article_of_file(file) {
                self.note(&article, before + done);
                each(self, article)?;
            }
        }
        self.miss_pins();
        Ok(())
    }

    /// The text of each page of the exports, section by section.
    ///
    /// # Errors
    /// Those of `each`.
    pub(super) fn texts(
        &mut self,
        mut each: impl FnMut(&str, Vec<SectionText>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let Some(survey) = self.survey.take() else { return Ok(()) };
        for file in &self.files.exports {
            // What breaks off was told of by the first walk.
            let _ = each_page(&self.folder.join(file), |page| match survey.text_of(page) {
                Some(sections) => each(&page.title, sections),
                None => Ok(()),
            })?;
        }
        Ok(())
    }

    /// What came of the exports, where there are any.
    pub(super) fn exports(&self) -> Option<ExportReport> {
        let survey = self.survey.as_ref()?;
        let pages = survey.counts();
        let mut unexpanded: Vec<_> = survey.templates().unexpanded().into_iter().collect();
        unexpanded.sort_by(|(name, one), (other_name, other)| {
            (other.bytes, other.calls).cmp(&(one.bytes, one.calls)).then_with(|| name.cmp(other_name))
        });
        let (articles, redirects) = self.from_exports;
        let without_text = pages.articles.saturating_sub(articles);
        Some(ExportReport {
            pages,
            without_text,
            leading_nowhere: pages.redirects.saturating_sub(redirects),
            unexpanded,
        })
    }

    pub(super) fn place_of_articles(&self) -> PathBuf {
        self.folder.join(ARTICLES)
    }

    fn articles_of_exports(
        &mut self,
        survey: &Survey,
        progress: &mut dyn FnMut(Progress),
        each: &mut dyn FnMut(&Reading, Article) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (wiki, of, mut done) = (self.wiki, survey.counts().pages, 0);
        for (number, file) in self.files.exports.clone().iter().enumerate() {
            // What breaks off was told of by the first walk.
            let _ = each_page(&self.folder.join(file), |page| {
                progress(Progress { wiki, stage: Stage::Pages, done, of });
                done += 1;
                let Some(article) = survey.read(page) else { return Ok(()) };
                self.from_exports.0 += 1;
                self.from_exports.1 += survey.redirects_to(&page.title);
                self.note(&article, number);
                each(self, article)
            })?;
        }
        Ok(())
    }

    fn articles_of_archive(
        &mut self,
        file: &str,
        number: usize,
        each: &mut dyn FnMut(&Reading, Article) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.note_source(file);
        let (path, profile) = (self.folder.join(file), self.profile.clone());
        let told = articles_of(&path, &profile, &mut |article| {
            self.note(&article, number);
            each(self, article)
        })?;
        let file = path.display().to_string();
        self.troubles.extend(told.into_iter().map(|what| Trouble { file: file.clone(), line: 1, what }));
        Ok(())
    }

    /// Walks all exports once, for their templates and redirects, and notes them as sources. One that breaks off is a
    /// trouble; what came before it counts.
    fn walk_exports(&mut self, info: &SiteInfo, progress: &mut dyn FnMut(Progress)) {
        if self.files.exports.is_empty() {
            return;
        }
        let (wiki, mut done) = (self.wiki, 0);
        let mut survey = Survey::begin(info, &self.profile);
        for file in self.files.exports.clone() {
            self.note_source(&file);
            let path = self.folder.join(file);
            let broken = each_page(&path, |page| {
                survey.note(page);
                progress(Progress { wiki, stage: Stage::Survey, done, of: 0 });
                done += 1;
                Ok(())
            });
            if let Ok(Some(error)) = broken {
                let file = path.display().to_string();
                self.troubles.push(Trouble { file, line: 1, what: error.to_string() });
            }
        }
        survey.settle();
        self.survey = Some(survey);
    }

    fn tell_of_strays(&mut self) {
        let stray = |file: &String| Trouble {
            file: self.folder.join(file).display().to_string(),
            line: 1,
            what: "the link leads out of the wiki's folder; put a copy of the file in its place".to_owned(),
        };
        self.troubles.extend(self.files.strays.iter().map(stray));
    }

    fn note_source(&mut self, file: &str) {
        if let Ok((bytes, sha256)) = digest_of_file(&self.folder.join(file)) {
            self.sources.push(Source { path: file.to_owned(), bytes, sha256 });
        }
    }

    /// What the first archive that can be opened says of its wiki.
    fn site_of_archive(&self) -> Option<Site> {
        self.files.archives.iter().find_map(|file| archives::site_of(&self.folder.join(file)))
    }

    fn read_profile(&mut self, site: Option<&Site>) -> Result<(), Error> {
        if let Some(site) = site {
            self.profile = Profile::guessed(self.wiki, site);
        }
        if let Some(name) = self.files.profile.clone() {
            let path = self.folder.join(&name);
            if let Some(text) = self.text_of(&name) {
                self.profile =
                    read_profile(&text, &path.display().to_string(), self.wiki, site).map_err(Error::Profile)?;
                self.profile_text = text;
            }
        }
        Ok(())
    }

    fn article_of_file(&mut self, name: &str) -> Option<Article> {
        let text = self.text_of(name)?;
        let shown = self.folder.join(name).display().to_string();
        let (article, troubles) = read_article(&shown, &text, &self.profile);
        self.troubles.extend(troubles);
        article
    }

    /// Notes an article's names; `file` is the number of its file, exports first. A title that was there already is a
    /// trouble.
    fn note(&mut self, article: &Article, file: usize) {
        let names = std::iter::once(&article.title).chain(article.redirects.iter().map(|redirect| &redirect.title));
        self.names.extend(names.map(|title| fold(title)));
        if let Some(first) = self.titles.insert(article.title.clone(), file) {
            let shown = |file: usize| {
                let name = self.files.exports.iter().chain(&self.files.archives).chain(&self.files.articles).nth(file);
                self.folder.join(name.map_or("", String::as_str)).display().to_string()
            };
            let what = format!("{} has the title {:?} already; give one of them another", shown(first), article.title);
            self.troubles.push(Trouble { file: shown(file), line: 1, what });
        }
    }

    /// The text of a file, noted as a source. One that cannot be read is a trouble.
    fn text_of(&mut self, name: &str) -> Option<String> {
        let path = self.folder.join(name);
        let file = path.display().to_string();
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.troubles.push(Trouble { file, line: 1, what: format!("the file cannot be read: {error}") });
                return None;
            }
        };
        self.sources.push(Source { path: name.to_owned(), bytes: bytes.len() as u64, sha256: sha256(&bytes) });
        match decode_article(name, bytes) {
            Ok(text) => Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text)),
            Err(error) => {
                let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = good.split(|byte| *byte == b'\n').count();
                let what = "this is no UTF-8 text; save the file as UTF-8".to_owned();
                self.troubles.push(Trouble { file, line, what });
                None
            }
        }
    }

    /// Tells of pinned topics that no article has the name of.
    fn miss_pins(&mut self) {
        let file = self.folder.join(PROFILE).display().to_string();
        for pin in &self.profile.wiki.pins {
            if !self.names.contains(&fold(pin)) {
                let line =
                    self.profile_text.lines().position(|line| line.contains(pin.as_str())).map_or(1, |at| at + 1);
                let what = format!("no article is called {pin:?}; it gets no command of its own");
                self.troubles.push(Trouble { file: file.clone(), line, what });
            }
        }
    }
}

/// Gives each page of an export to `each`. Returns why the export could not be read, or not to its end.
fn each_page(
    path: &Path,
    mut each: impl FnMut(&Page) -> Result<(), Error>,
) -> Result<Option<crate::import::dump::Error>, Error> {
    let mut export = match open(path) {
        Ok(export) => export,
        Err(error) => return Ok(Some(error)),
    };
    let mut page = Page::default();
    loop {
        match export.read_page(&mut page) {
            Ok(true) => each(&page)?,
            Ok(false) => return Ok(None),
            Err(error) => return Ok(Some(error)),
        }
    }
}

fn open(path: &Path) -> Result<Export, crate::import::dump::Error> {
    Export::open(File::open(path)?)
}

/// What the profile is guessed by.
pub(super) fn site_of(info: &SiteInfo) -> Site {
    let known = |text: &String| (!text.is_empty()).then(|| text.clone());
    Site {
        name: known(&info.name),
        database: known(&info.database),
        base: info.base.clone(),
        language: info.language.clone(),
    }
}
