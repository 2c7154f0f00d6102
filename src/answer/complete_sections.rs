//! Sections offered while someone types: those of an article, and those of a heading wherever they stand.

use super::complete::Completion;
use super::section_words::{Fit, Sought, SoughtWord};
use crate::index::{Error, WikiIndex};
use crate::lore::{Bound, Outline, SECTION_MARK, SectionEntry, YearRules, YearSpan};

/// The fewest letters of what is typed that headings are looked through for.
const SHORTEST_BEGINNING: usize = 3;
/// The shortest word that is also looked for misspelt.
const SHORTEST_MENDED: usize = 4;
/// How many words of headings one beginning may stand for.
const WORDS_BEGUN: usize = 32;
/// How many sections of a heading are found, of which those of the longest articles are offered.
const SECTIONS_FOUND: usize = 256;
/// How many sections are offered by their heading alone.
const SECTIONS_OFFERED: usize = 8;

/// The sections of an article that fit what was typed of them, best first; all in their order where nothing was. Those that
/// only point elsewhere are left out.
pub(super) fn sections_of(index: &WikiIndex, article: u32, typed: &str) -> Result<Vec<Completion>, Error> {
    let sought = Sought::read(typed, &index.wiki().years);
    let outline = index.outline(article)?;
    let of_article = Sections { index, article, outline: &outline };
    let mut fitting: Vec<(Fit, Completion)> = of_article.fitting(&sought, |_| true);
    fitting.sort_by_key(|(fit, _)| *fit);
    Ok(fitting.into_iter().map(|(_, completion)| completion).collect())
}

/// Some sections whose headings hold what was typed, whichever their article; those that fit best first.
pub(super) fn headed(index: &WikiIndex, typed: &str) -> Result<Vec<Completion>, Error> {
    let sought = Sought::read(typed, &index.wiki().years);
    let mut words = Vec::new();
    for word in &sought.words {
        words.extend(Some(heading_words(index, word)?).filter(|words| !words.is_empty()));
    }
    let letters: usize = sought.words.iter().map(|sought| sought.word.chars().count()).sum();
    if words.is_empty() || letters < SHORTEST_BEGINNING {
        return Ok(Vec::new());
    }
    let article_of = |number: u32| u32::try_from(index.article_of(number)).unwrap_or(u32::MAX);
    let mut begun: Vec<(u32, u32)> =
        index.sections_headed(&words, SECTIONS_FOUND)?.into_iter().map(|number| (article_of(number), number)).collect();
    begun.sort_by_key(|(article, number)| (u32::MAX - index.articles()[*article as usize].passages, *number));
    let mut fitting = Vec::new();
    for (article, number) in begun.into_iter().take(SECTIONS_OFFERED) {
        let outline = index.outline(article)?;
        let place = number - index.articles()[article as usize].first_passage;
        let of_article = Sections { index, article, outline: &outline };
        fitting.extend(of_article.fitting(&sought, |section| section.passages.start == place));
    }
    fitting.retain(|(fit, _)| fit.above == 0);
    fitting.sort_by_key(|(fit, _)| *fit);
    Ok(fitting.into_iter().map(|(_, completion)| completion).collect())
}

/// The words of headings that a word may stand for.
fn heading_words(index: &WikiIndex, sought: &SoughtWord) -> Result<Vec<String>, Error> {
    let mut words = index.heading_words(&sought.word, if sought.may_go_on { WORDS_BEGUN } else { 1 })?;
    words.retain(|word| sought.may_go_on || *word == sought.word);
    if words.is_empty() && !sought.is_number() && sought.word.chars().count() >= SHORTEST_MENDED {
        let near = index.near_beginning_of_heading(&sought.word)?;
        words.extend(near.into_iter().map(|near| near.word).take(WORDS_BEGUN));
    }
    Ok(words)
}

/// The sections of an article while they are offered.
struct Sections<'index> {
    index: &'index WikiIndex,
    article: u32,
    outline: &'index Outline,
}

impl Sections<'_> {
    /// The sections that fit, and that are let through, as they are offered.
    fn fitting(&self, sought: &Sought, lets: impl Fn(&SectionEntry) -> bool) -> Vec<(Fit, Completion)> {
        let title = &self.index.articles()[self.article as usize].title;
        let sections = self.outline.sections.iter().zip(self.outline.names());
        let told = sections.filter(|(section, _)| section.tells && lets(section));
        let fitting = told.filter_map(|(section, name)| {
            let (fit, name) = (sought.fit(section)?, name?);
            let label = label(title, section, &name, &self.index.wiki().years);
            Some((fit, Completion { label, title: format!("{title}{SECTION_MARK}{name}") }))
        });
        fitting.collect()
    }
}

/// The article, the section, its years and its continuity, as far as it has them: "Khitomer, Republic summit, 2409, prime".
fn label(title: &str, section: &SectionEntry, name: &str, rules: &YearRules) -> String {
    let first = section.years.iter().map(|(first, _)| *first).min();
    let last = section.years.iter().map(|(_, last)| *last).max();
    let years = first.zip(last).map(|(first, last)| {
        rules.name_of_span(&YearSpan { first, last, bound: Bound::Within, borrowed: false, written: 0..0 })
    });
    let place = name.replace(SECTION_MARK, ", ");
    let parts = [title.to_owned(), place, years.unwrap_or_default(), section.continuity.clone()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
