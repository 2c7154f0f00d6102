//! A whole wiki, page by page, from an export of it.
//!
//! A page cannot be read alone: its templates are other pages, and so are the redirects that lead to it. So an export is
//! walked twice. The first walk, [`Survey::note`], keeps templates and redirects; the second, [`Survey::read`], makes
//! articles of the pages, one at a time, so that memory holds no more than one of them.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::draft::{Draft, Page as DraftPage};
use super::dump::{Namespace, Page, SiteInfo};
use super::header::Header;
use super::prepared::Prepared;
use super::redirect::{link_of_redirect, redirect_of};
use super::wikitext::{TEMPLATE, Templates, normal_title, read_wikitext};
use super::{Profile, passages};
use crate::lore::{Article, PassageKind, Redirect};

/// Most redirects that lead to one another and are followed.
const MAX_HOPS: usize = 5;

/// What must be known of a wiki before its pages can be read.
#[derive(Debug)]
pub struct Survey {
    templates: Templates,
    prepared: Prepared,
    lore_namespaces: Vec<i32>,
    /// The normal title of the page that welcomes visitors: it is no article.
    main_page: Option<String>,
    /// Where each redirect leads, by its normal title.
    leads: HashMap<String, Lead>,
    /// The redirects to each page, by its normal title; made of `leads` when the first page is read.
    redirects: HashMap<String, Vec<Redirect>>,
    counts: SurveyCounts,
}

/// Where a redirect leads.
#[derive(Debug, Clone)]
struct Lead {
    title: String,
    target: String,
    section: Option<String>,
}

/// How many pages of which kind an export holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SurveyCounts {
    /// All pages.
    pub pages: usize,
    /// Pages of namespaces that hold articles, redirects aside.
    pub articles: usize,
    /// Redirects in those namespaces.
    pub redirects: usize,
    /// Templates, redirects among them included.
    pub templates: usize,
    /// Pages of all other namespaces: talk, users, files, forums.
    pub left_out: usize,
}

/// A page as plain text, for comparison with other readers of wikitext.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionText {
    /// The innermost heading; empty above all headings.
    pub heading: String,
    /// Paragraphs, quotations and the items of lists, in order.
    pub paragraphs: Vec<String>,
    /// What stands in tables: rows, their cells parted by bars, and the lines of longer cells.
    pub tables: Vec<String>,
    /// Lines of boxes of facts.
    pub facts: Vec<String>,
}

impl Survey {
    /// The survey of a wiki of which no page has been seen.
    pub fn begin(site: &SiteInfo, profile: &Profile) -> Survey {
        let mut templates = Templates::new(profile);
        for space in &site.namespaces {
            templates.add_namespace(space.number, &space.name);
        }
        let means = |written: &String, space: &Namespace| {
            written.eq_ignore_ascii_case(&space.name) || written.trim().parse() == Ok(space.number)
        };
        let is_lore = |space: &&Namespace| profile.lore_namespaces.iter().any(|written| means(written, space));
        let further = site.namespaces.iter().filter(is_lore).map(|space| space.number);
        Survey {
            templates,
            main_page: site.base.as_deref().and_then(main_page_of),
            prepared: Prepared::of(profile),
            lore_namespaces: std::iter::once(0).chain(further).collect(),
            leads: HashMap::new(),
            redirects: HashMap::new(),
            counts: SurveyCounts::default(),
        }
    }

    /// Notes a page on the first walk.
    pub fn note(&mut self, page: &Page) {
        self.counts.pages += 1;
        if page.namespace == TEMPLATE {
            self.counts.templates += 1;
            let name = page.title.split_once(':').map_or(page.title.as_str(), |(_, name)| name);
            self.templates.add(name, page.text.clone());
        } else if !self.holds_articles(page) {
            self.counts.left_out += 1;
        } else if let Some(lead) = lead_of(page) {
            self.counts.redirects += 1;
            self.leads.insert(normal_title(&page.title), lead);
        } else {
            self.counts.articles += 1;
        }
    }

    /// Ends the first walk: each redirect is given to the page it leads to in the end.
    pub fn settle(&mut self) {
        let mut titles: Vec<&String> = self.leads.keys().collect();
        titles.sort();
        let mut redirects: HashMap<String, Vec<Redirect>> = HashMap::new();
        for lead in titles.into_iter().map(|title| &self.leads[title]) {
            let (target, section) = self.end_of(lead);
            redirects.entry(target).or_default().push(Redirect { title: lead.title.clone(), section });
        }
        self.redirects = redirects;
    }

    /// Reads a page on the second walk; `None` where it is no article or has no text.
    pub fn read(&self, page: &Page) -> Option<Article> {
        if self.main_page.as_ref().is_some_and(|main| *main == normal_title(&page.title)) {
            return None;
        }
        let draft = self.draft(page).filter(|draft| !draft.is_empty())?;
        let mut article = passages::article_from(draft, page.title.clone(), Header::default(), &self.prepared);
        article.revision.clone_from(&page.timestamp);
        article.redirects = self.redirects.get(&normal_title(&page.title)).cloned().unwrap_or_default();
        // "Lore:Vivec" is asked for as "Vivec".
        if page.namespace != 0
            && let Some((_, name)) = page.title.split_once(':')
        {
            article.redirects.insert(0, Redirect::from(name.trim().to_owned()));
        }
        Some(article)
    }

    /// Reads a page as plain text, section by section.
    pub fn text_of(&self, page: &Page) -> Option<Vec<SectionText>> {
        let mut draft = self.draft(page)?;
        draft.last_section();
        let sections = draft.sections.into_iter().map(|section| {
            let mut text = SectionText {
                heading: section.heading.last().cloned().unwrap_or_default(),
                paragraphs: Vec::new(),
                tables: Vec::new(),
                facts: Vec::new(),
            };
            text.paragraphs.extend(section.ways);
            // A MediaWiki that knows of no other languages shows such links as words.
            let languages = section.languages.join(" ");
            for block in section.blocks {
                let lines = block.text.lines().map(str::to_owned);
                match block.kind {
                    PassageKind::Fact => text.facts.extend(lines),
                    _ if block.in_table => text.tables.extend(lines),
                    PassageKind::List => text.paragraphs.extend(lines),
                    _ => text.paragraphs.push(block.text),
                }
            }
            text.paragraphs.extend(Some(languages).filter(|languages| !languages.is_empty()));
            text
        });
        Some(sections.collect())
    }

    /// What the first walk counted.
    pub fn counts(&self) -> SurveyCounts {
        self.counts
    }

    /// The wiki's templates, and which of them could not be expanded.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// How many redirects lead to this page.
    pub fn redirects_to(&self, title: &str) -> usize {
        self.redirects.get(&normal_title(title)).map_or(0, Vec::len)
    }

    fn draft(&self, page: &Page) -> Option<Draft> {
        if !self.holds_articles(page) || lead_of(page).is_some() {
            return None;
        }
        let page = DraftPage {
            body: &page.text,
            name: &page.title,
            title: Some(&page.title),
            profile: &self.prepared.profile,
        };
        Some(read_wikitext(&page, &self.templates))
    }

    /// Whether the page is of a namespace of articles and is wikitext: programs and style sheets are not.
    fn holds_articles(&self, page: &Page) -> bool {
        let is_wikitext = page.model.as_deref().is_none_or(|model| model == "wikitext");
        is_wikitext && self.lore_namespaces.contains(&page.namespace)
    }

    /// The page that a redirect leads to in the end, and the section of it that the last redirect on the way names.
    fn end_of(&self, lead: &Lead) -> (String, Option<String>) {
        let mut lead = lead;
        for _ in 0..MAX_HOPS {
            match self.leads.get(&lead.target) {
                Some(next) => lead = next,
                None => break,
            }
        }
        (lead.target.clone(), lead.section.clone())
    }
}

/// The title of the page that an export's base address leads to: the wiki's front page.
fn main_page_of(base: &str) -> Option<String> {
    let last = base.split(['?', '#']).next()?.rsplit('/').next()?;
    let title = percent_decode_str(last).decode_utf8().ok()?;
    Some(normal_title(&title)).filter(|title| !title.is_empty())
}

/// Where a page leads, if it is a redirect: by what the export says and by its text, which alone names a section.
fn lead_of(page: &Page) -> Option<Lead> {
    let target = page.redirect.as_deref().or_else(|| redirect_of(&page.text))?;
    let section =
        link_of_redirect(&page.text).and_then(|(_, section)| section).map(|section| section.replace('_', " "));
    Some(Lead { title: page.title.clone(), target: normal_title(target), section })
}
