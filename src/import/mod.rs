//! Text to articles: knows markup, knows no index.
//!
//! A file becomes an [`Article`] in four steps, one file each or a few; `decode` has made a text of its bytes before:
//!
//! 1. `header` takes the lines between `---` off the top, where there are any. What is only a `redirect` ends there.
//! 2. `plain`, `markdown` or `web_page` cuts the rest into a `draft`: title, hatnotes, headed blocks of text, numbered
//!    notes. All lean on `lines`, `titles`, `hatnotes` and `notes` for what pages look like.
//! 3. `cited` gathers what each block cites: `citations` lifts "(ST novel: ...)" out of it, `note_sources` knows notes
//!    that are sources, `keyed` those that a page lists by keys. What a source in parentheses looks like is `grammar`;
//!    which words it is made of is `vocabulary`, filled from the wiki's [`Profile`].
//! 4. `passages` turns the blocks into passages with years, continuity and attribution; `also_known` finds what else the
//!    opening calls the subject.
//!
//! Reading never fails: what cannot be read is told as a [`Trouble`] with file and line, and the rest is still read. No
//! text is a surprise; each file is read in time proportional to its length.

mod also_known;
mod beside;
mod citations;
mod cited;
mod cited_works;
mod decode;
mod disambiguation;
mod draft;
pub mod dump;
mod entities;
mod eras;
mod grammar;
mod hatnotes;
mod header;
mod html;
mod keyed;
mod lines;
mod markdown;
mod marked_titles;
mod masks;
mod note_sources;
mod notes;
mod passages;
mod patterns;
mod plain;
mod prepared;
mod profile;
mod profile_layer;
mod profiles;
mod redirect;
mod short_forms;
mod source_signs;
mod source_words;
mod survey;
mod titles;
mod vault;
mod vocabulary;
mod web_page;
mod wikitext;
#[cfg(feature = "zim")]
pub mod zim;

use crate::lore::{Article, ArticleKind, fold};

pub use beside::pages_beside;
pub use decode::decode_article;
pub use patterns::is_among;
pub use prepared::Prepared;
pub use profile::{CitationHabits, PageHabits, Profile, read_profile};
pub use profiles::Site;
pub use survey::{SectionText, Survey, SurveyCounts};
pub use wikitext::{Templates, Unexpanded};

/// Something that could not be read, for the person who looks after the files.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct Trouble {
    /// The file, as it was named to the reader.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong and what to do, in lower case without a full stop.
    pub what: String,
}

/// The endings of article files, in lower case.
const PLAIN_ENDINGS: [&str; 2] = ["txt", "text"];
const MARKDOWN_ENDINGS: [&str; 2] = ["md", "markdown"];
const WIKITEXT_ENDINGS: [&str; 3] = ["mediawiki", "wikitext", "wiki"];
const WEB_PAGE_ENDINGS: [&str; 3] = ["html", "htm", "xhtml"];

/// Whether a file of this name holds an article: its ending is known, in any case, and it is not hidden.
pub fn is_article_file(name: &str) -> bool {
    let known = [&PLAIN_ENDINGS[..], &MARKDOWN_ENDINGS, &WIKITEXT_ENDINGS, &WEB_PAGE_ENDINGS];
    known.iter().any(|endings| has_ending(name, endings))
}

/// Reads one article file. `file` names it in troubles and tells its format by its ending, and its title where nothing
/// else does. `None` where the file holds no article at all.
pub fn read_article(file: &str, text: &str, profile: &Profile) -> (Option<Article>, Vec<Trouble>) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return (None, vec![trouble(file, 1, "the file is empty; paste the article's text or delete the file")]);
    }
    let (mut header, body, mut troubles) = header::read_header(file, text);
    let name = titles::title_of_file(file);
    let page = draft::Page { body, name: &name, title: header.title.as_deref(), profile };
    let first_line = 1 + text[..text.len() - body.len()].matches('\n').count();
    if let Some(target) = redirect::redirect_of(body) {
        let title = header.title.clone().unwrap_or_else(|| titles::with_letter_case_of(&name, ""));
        troubles.push(trouble(file, first_line, redirect::advice(&title, target)));
        return (None, troubles);
    }
    let mut draft = match read_draft(file, &page) {
        Ok(draft) => draft,
        Err(what) => {
            troubles.push(trouble(file, first_line, what));
            return (None, troubles);
        }
    };
    if draft.is_empty() {
        troubles.push(trouble(file, first_line, "there is no text; paste the article under its header and headings"));
        return (None, troubles);
    }
    let named = header.title.clone().or_else(|| draft.title.clone());
    let title = named.unwrap_or_else(|| titles::with_letter_case_of(&name, &draft.words()));
    if title.is_empty() {
        troubles.push(trouble(file, 1, "the article has no title; name the file after it or add a header `title:`"));
        return (None, troubles);
    }
    let is_named_otherwise = header.title.is_none() && fold(&name) != fold(&title);
    if is_named_otherwise && has_ending(file, &MARKDOWN_ENDINGS) {
        // Notes link to each other by the names of their files.
        header.redirects.push(titles::with_letter_case_of(&name, ""));
    }
    header.url = header.url.or_else(|| draft.url.take());
    header.revision = header.revision.or_else(|| draft.revision.take());
    let article = passages::article_from(draft, title, header, &prepared::Prepared::of(profile));
    if matches!(&article.kind, ArticleKind::Disambiguation(titles) if titles.is_empty()) {
        troubles.push(trouble(file, first_line, "a disambiguation page without a list of titles leads nowhere"));
    }
    (Some(article), troubles)
}

/// Reads a page by the format that its file's ending names, or tells why it cannot be read.
fn read_draft(file: &str, page: &draft::Page<'_>) -> Result<draft::Draft, String> {
    match file {
        file if has_ending(file, &WEB_PAGE_ENDINGS) => web_page::read_web_page(page),
        file if has_ending(file, &MARKDOWN_ENDINGS) => Ok(markdown::read_markdown(page)),
        file if has_ending(file, &WIKITEXT_ENDINGS) => Ok(wikitext::read_wikitext(page, &Templates::new(page.profile))),
        _ => Ok(plain::read_plain(page)),
    }
}

/// Whether the last part of a path has one of these endings and a name before it.
fn has_ending(path: &str, endings: &[&str]) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.is_empty() && !stem.starts_with('.') && endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
    })
}

fn trouble(file: &str, line: usize, what: impl Into<String>) -> Trouble {
    Trouble { file: file.to_owned(), line, what: what.into() }
}

#[cfg(test)]
mod tests;
