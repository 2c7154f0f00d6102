//! An answer: what was found, or honestly not found, and everything a front end needs to show it.

use std::ops::Range;

use super::{Attribution, Citation, Differing, Licence, PassageId, PassageKind, YearSpan};

/// The answer to one question. A user's mistake is an answer, never an error.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The question as it was typed.
    pub asked: String,
    /// The wiki that answers, by its name for people; where none answers, all that were asked, a comma between them. Empty
    /// where no wiki was asked.
    pub wiki: String,
    /// The article that the question names, where it names one.
    pub topic: Option<String>,
    /// Words of the question that were read as other words.
    pub mended: Vec<Mending>,
    /// Words of the question that the passage shown does not hold.
    pub unmatched: Vec<String>,
    /// What came of it.
    pub outcome: Outcome,
    /// Passages that give another account than the best one, or than others found that tell of the year asked for, at most
    /// three.
    pub differing: Vec<Differing>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// A passage answers.
    Found {
        /// The passage that answers best.
        best: Box<Hit>,
        /// Other passages that answer too, or tell on, at most nine.
        others: Vec<Hit>,
        /// The rung of the ladder that held.
        rung: Rung,
    },
    /// The question names several articles alike.
    Ambiguous {
        /// The articles to choose from, never empty.
        choices: Vec<Choice>,
    },
    /// Nothing answers as typed, but something is spelt much like it.
    DidYouMean {
        /// Questions that have an answer, best first, never empty.
        suggestions: Vec<String>,
    },
    /// The wiki has nothing on it.
    Nothing {
        /// What there is instead.
        nearest: Nearest,
    },
}

/// What there is instead of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Nearest {
    /// Years near the one asked for that the article tells of, nearest first.
    pub years: Vec<i32>,
    /// The same as the wiki would write them, such as `19 BBY`.
    pub year_names: Vec<String>,
    /// Questions that have an answer, best first.
    pub questions: Vec<String>,
    /// A page that the wiki's own note leads to but that is not in the index.
    pub not_indexed: Option<String>,
}

/// How closely an answer fits its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rung {
    /// Everything asked for stands in the passage, its heading, title or source.
    Exact,
    /// Most of what was asked for does.
    Relaxed,
    /// It does once misspelt words are mended.
    Mended,
    /// Too little of it does: the passage is the nearest there is, and is said to be no certain answer.
    Uncertain,
}

impl Rung {
    /// Its name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Rung::Exact => "exact",
            Rung::Relaxed => "relaxed",
            Rung::Mended => "mended",
            Rung::Uncertain => "uncertain",
        }
    }
}

/// A word that was read as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mending {
    /// The word as typed.
    pub typed: String,
    /// The word or title it was read as.
    pub read_as: String,
}

/// One of several articles that a question may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The article's title.
    pub title: String,
    /// Its opening words, as the wiki has them.
    pub opening: String,
    /// Its address.
    pub url: Option<String>,
}

/// A passage found, with all that is shown beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its place in the wiki.
    pub id: PassageId,
    /// The wiki's folder name.
    pub wiki: String,
    /// The article's title.
    pub article: String,
    /// The headings it stands under, outermost first; empty above all headings and for footnotes.
    pub section: Vec<String>,
    /// What it is made of.
    pub kind: PassageKind,
    /// The whole passage, word for word.
    pub passage: String,
    /// The byte range of `passage` to show where space is short: whole sentences where they fit.
    pub excerpt: Range<usize>,
    /// The byte ranges of `passage` that match the question, in order, apart.
    pub highlights: Vec<Range<usize>>,
    /// The years it speaks of.
    pub years: Vec<YearSpan>,
    /// What the wiki would call each of them, in the same order, such as `before 19 BBY`.
    pub year_names: Vec<String>,
    /// The continuity it speaks of; empty where the wiki tells none apart.
    pub continuity: String,
    /// The sources the wiki cites.
    pub citations: Vec<Citation>,
    /// How the citations are known to belong.
    pub attribution: Attribution,
    /// The address of the section, where the wiki names one.
    pub url: Option<String>,
    /// The licence of the wiki's text.
    pub licence: Option<Licence>,
    /// When the text was taken from the wiki, as the file says it.
    pub revision: Option<String>,
    /// Its rank value, comparable within one answer only; 0 for a passage that is there because it tells another on.
    pub score: f32,
}

impl Hit {
    /// Where in its article it stands: the innermost heading, or that it is a footnote; empty above all headings.
    pub fn place_in_article(&self) -> &str {
        match self.kind {
            PassageKind::Footnote => "footnote",
            _ => self.section.last().map_or("", String::as_str),
        }
    }

    /// Where it stands: the article, and where in it.
    pub fn place(&self) -> String {
        match self.place_in_article() {
            "" => self.article.clone(),
            inner => format!("{}, {inner}", self.article),
        }
    }

    /// The names of its years, each once, in its order.
    pub fn years_named(&self) -> Vec<&str> {
        let mut named: Vec<&str> = Vec::new();
        for years in &self.year_names {
            if !named.contains(&years.as_str()) {
                named.push(years);
            }
        }
        named
    }

    /// The words of the excerpt.
    pub fn excerpt_text(&self) -> &str {
        &self.passage[self.excerpt.clone()]
    }

    /// The highlights that lie in the excerpt, as byte ranges of the excerpt.
    pub fn excerpt_highlights(&self) -> Vec<Range<usize>> {
        let shown = &self.excerpt;
        self.highlights
            .iter()
            .filter(|range| range.start >= shown.start && range.end <= shown.end)
            .map(|range| range.start - shown.start..range.end - shown.start)
            .collect()
    }
}

impl Answer {
    /// Whether a passage was found that answers.
    pub fn is_found(&self) -> bool {
        matches!(self.outcome, Outcome::Found { .. }) && !self.is_uncertain()
    }

    /// The passages shown, the best first; none where none was found.
    pub fn hits(&self) -> impl Iterator<Item = &Hit> {
        let shown = match &self.outcome {
            Outcome::Found { best, others, .. } => Some((best.as_ref(), others)),
            _ => None,
        };
        shown.into_iter().flat_map(|(best, others)| std::iter::once(best).chain(others))
    }

    /// Whether the passage shown may well not answer, and is said to.
    pub fn is_uncertain(&self) -> bool {
        matches!(self.outcome, Outcome::Found { rung: Rung::Uncertain, .. })
    }

    /// What can be asked instead or next, best first: the choices, the suggestions, or what is nearest.
    pub fn suggestions(&self) -> Vec<String> {
        match &self.outcome {
            Outcome::Found { .. } => Vec::new(),
            Outcome::Ambiguous { choices } => choices.iter().map(|choice| choice.title.clone()).collect(),
            Outcome::DidYouMean { suggestions } => suggestions.clone(),
            Outcome::Nothing { nearest } => nearest.not_indexed.iter().chain(&nearest.questions).cloned().collect(),
        }
    }
}
