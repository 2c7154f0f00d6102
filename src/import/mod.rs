//! Text to articles: knows markup, knows no index.
//!
//! A file becomes an [`Article`] in four steps, one file each or a few:
//!
//! 1. `header` takes the lines between `---` off the top, where there are any. What is only a `redirect` ends there.
//! 2. `plain` or `markdown` cuts the rest into a `draft`: title, hatnotes, headed blocks of text, numbered notes. Both
//!    lean on `lines`, `titles`, `hatnotes` and `notes` for what pages look like.
//! 3. `citations` lifts "(ST novel: ...)" out of a block. What a source looks like is `grammar`; which words it is made
//!    of is `vocabulary`, filled from the wiki's [`Profile`].
//! 4. `passages` turns the blocks into passages with years, continuity and attribution.
//!
//! Reading never fails: what cannot be read is told as a [`Trouble`] with file and line, and the rest is still read. No
//! text is a surprise; each file is read in time proportional to its length.

mod citations;
mod disambiguation;
mod draft;
mod grammar;
mod hatnotes;
mod header;
mod html;
mod lines;
mod markdown;
mod masks;
mod notes;
mod passages;
mod plain;
mod profile;
mod redirect;
mod titles;
mod vocabulary;

use crate::lore::{Article, ArticleKind};

pub use profile::{CitationHabits, PageHabits, Profile, read_profile};

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

/// Whether a file of this name holds an article: its ending is known, in any case, and it is not hidden.
pub fn is_article_file(name: &str) -> bool {
    has_ending(name, &PLAIN_ENDINGS) || has_ending(name, &MARKDOWN_ENDINGS)
}

/// Reads one article file. `file` names it in troubles and tells its format by its ending, and its title where nothing
/// else does. `None` where the file holds no article at all.
pub fn read_article(file: &str, text: &str, profile: &Profile) -> (Option<Article>, Vec<Trouble>) {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() {
        return (None, vec![trouble(file, 1, "the file is empty; paste the article's text or delete the file")]);
    }
    let (header, body, mut troubles) = header::read_header(file, text);
    let name = titles::title_of_file(file);
    let page = draft::Page { body, name: &name, title: header.title.as_deref(), profile };
    let first_line = 1 + text[..text.len() - body.len()].matches('\n').count();
    if let Some(target) = redirect::redirect_of(body) {
        let title = header.title.clone().unwrap_or_else(|| titles::with_letter_case_of(&name, ""));
        troubles.push(trouble(file, first_line, redirect::advice(&title, target)));
        return (None, troubles);
    }
    let draft =
        if has_ending(file, &MARKDOWN_ENDINGS) { markdown::read_markdown(&page) } else { plain::read_plain(&page) };
    if draft.is_empty() {
        troubles.push(trouble(file, first_line, "there is no text; paste the article under its header and headings"));
        return (None, troubles);
    }
    let named = header.title.clone().or_else(|| draft.title.clone());
    let title = named.unwrap_or_else(|| titles::with_letter_case_of(&name, body));
    if title.is_empty() {
        troubles.push(trouble(file, 1, "the article has no title; name the file after it or add a header `title:`"));
        return (None, troubles);
    }
    let article = passages::article_from(draft, title, header, profile);
    if matches!(&article.kind, ArticleKind::Disambiguation(titles) if titles.is_empty()) {
        troubles.push(trouble(file, first_line, "a disambiguation page without a list of titles leads nowhere"));
    }
    (Some(article), troubles)
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
