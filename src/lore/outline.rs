//! An article's sections in its order, and what each is called beside the article: "Khitomer#Republic summit".

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Article, Passage, Standing, fold};

/// What parts an article from its section, and headings from those below them, where somebody links to a section: wikis
/// write "Khitomer#Republic summit", vaults also "Khitomer#Mirror universe#History".
pub const SECTION_MARK: char = '#';

/// The sections of an article, in its order; one comes before those below it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The sections. Those without any passage, their own or below them, are left out.
    pub sections: Vec<SectionEntry>,
}

/// A headed part of an article, with all that stands below its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionEntry {
    /// Its headings, outermost first, never empty.
    pub heading: Vec<String>,
    /// The places of its passages in the article, counted from 0.
    pub passages: Range<u32>,
    /// The years it speaks of, both ends included, each once and in their order.
    pub years: Vec<(i32, i32)>,
    /// The continuity of all its passages; empty where they are of several or of none.
    pub continuity: String,
    /// Whether any of its passages does more than point elsewhere.
    pub tells: bool,
}

impl Outline {
    /// The outline of an article.
    pub fn of(article: &Article) -> Outline {
        let mut sections: Vec<SectionEntry> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        for (place, (heading, passage)) in (0u32..).zip(article.passages()) {
            let goes_on = |(at, heading): &(&usize, &String)| sections[**at].heading.last() == Some(heading);
            open.truncate(open.iter().zip(heading).take_while(goes_on).count());
            for depth in open.len()..heading.len() {
                open.push(sections.len());
                sections.push(SectionEntry::begun(&heading[..=depth], place, passage));
            }
            for at in &open {
                sections[*at].add(place, passage);
            }
        }
        for section in &mut sections {
            section.years.sort_unstable();
            section.years.dedup();
        }
        Outline { sections }
    }

    /// The place of the section of a name: its heading, as "Republic summit", or the last of its headings from the outer to
    /// the inner, as "Mirror universe#History"; of several the first. "History 2", as the address of a page has it, is the
    /// second of a heading.
    pub fn named(&self, name: &str) -> Option<usize> {
        named_among(name, &self.by_name()).or_else(|| self.numbered(&fold(name)))
    }

    /// The shortest name that leads back to each section, by its place; `None` where there is none, as another section
    /// before it is called the same.
    pub fn names(&self) -> Vec<Option<String>> {
        let by_name = self.by_name();
        let name = |(at, section): (usize, &SectionEntry)| {
            let mut names = (0..section.heading.len()).rev().map(|from| section.heading[from..].join("#"));
            names.find(|name| named_among(name, &by_name) == Some(at))
        };
        self.sections.iter().enumerate().map(name).collect()
    }

    /// The first section of each run of folded headings from the outer to the inner.
    fn by_name(&self) -> HashMap<String, usize> {
        let mut by_name = HashMap::new();
        for (at, section) in self.sections.iter().enumerate() {
            let mut name = String::new();
            for heading in section.heading.iter().rev().map(|heading| fold(heading)) {
                name = if name.is_empty() { heading } else { format!("{heading}{SECTION_MARK}{name}") };
                if !name.is_empty() {
                    by_name.entry(name.clone()).or_insert(at);
                }
            }
        }
        by_name
    }

    /// The section of a folded heading with its number behind it, counted from 2 as wikis do.
    fn numbered(&self, folded: &str) -> Option<usize> {
        let (heading, number) = folded.rsplit_once(' ')?;
        let number: usize = number.parse().ok().filter(|number| *number > 1)?;
        let alike = self.sections.iter().enumerate().filter(|(_, section)| fold(section.own_heading()) == heading);
        alike.map(|(at, _)| at).nth(number - 1)
    }
}

/// The place of the section of a name among those of folded names.
fn named_among(name: &str, by_name: &HashMap<String, usize>) -> Option<usize> {
    let in_parts = name.split(SECTION_MARK).map(fold).collect::<Vec<_>>().join("#");
    by_name.get(&fold(name)).or_else(|| by_name.get(&in_parts)).copied()
}

impl SectionEntry {
    /// The innermost of its headings.
    pub fn own_heading(&self) -> &str {
        self.heading.last().map_or("", String::as_str)
    }

    fn begun(heading: &[String], place: u32, passage: &Passage) -> SectionEntry {
        SectionEntry {
            heading: heading.to_vec(),
            passages: place..place,
            years: Vec::new(),
            continuity: passage.continuity.clone(),
            tells: false,
        }
    }

    fn add(&mut self, place: u32, passage: &Passage) {
        self.passages.end = place + 1;
        self.years.extend(passage.years.iter().map(|span| (span.first, span.last)));
        self.tells |= passage.standing != Standing::Boilerplate;
        if self.continuity != passage.continuity {
            self.continuity.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ArticleKind, Attribution, PassageKind, Section, YearRules, read_years};
    use super::*;

    fn passage(text: &str, continuity: &str) -> Passage {
        Passage {
            kind: PassageKind::Paragraph,
            standing: Standing::Lore,
            text: text.to_owned(),
            asides: Vec::new(),
            years: read_years(text, &[], None, &YearRules::default(), false).0,
            continuity: continuity.to_owned(),
            citations: Vec::new(),
            attribution: Attribution::Uncited,
        }
    }

    fn outline(sections: &[(&[&str], &str, &str)]) -> Outline {
        let section = |(heading, text, continuity): &(&[&str], &str, &str)| Section {
            heading: heading.iter().map(|heading| (*heading).to_owned()).collect(),
            passages: vec![passage(text, continuity)],
        };
        Outline::of(&Article {
            title: "Óska's Reach".to_owned(),
            url: None,
            revision: None,
            redirects: Vec::new(),
            also_known_as: Vec::new(),
            calls: Vec::new(),
            hatnotes: Vec::new(),
            kind: ArticleKind::Lore,
            sections: sections.iter().map(section).collect(),
            footnotes: vec![passage("A note of 1999.", "")],
        })
    }

    #[test]
    fn a_section_holds_what_stands_below_its_heading() {
        let outline = outline(&[
            (&[], "A moon.", "prime"),
            (&["History", "Founding"], "Founded in 2150.", "prime"),
            (&["History", "Siege"], "Besieged in 2160 and 2155.", "mirror"),
        ]);
        let told: Vec<_> = outline.sections.iter().map(|section| (section.own_heading(), section)).collect();
        let [("History", history), ("Founding", founding), ("Siege", siege)] = told[..] else { panic!("{told:?}") };
        assert_eq!((history.passages.clone(), siege.passages.clone()), (1..3, 2..3));
        assert_eq!(history.years, [(2150, 2150), (2155, 2155), (2160, 2160)]);
        assert_eq!([history, founding].map(|section| section.continuity.as_str()), ["", "prime"]);
    }

    #[test]
    fn sections_of_one_heading_are_told_apart_by_those_above() {
        let outline = outline(&[
            (&["Prime", "History"], "One.", ""),
            (&["Mirror universe", "History"], "Two.", ""),
            (&["Attack #2"], "Three.", ""),
            (&["…"], "Four.", ""),
        ]);
        let names = outline.names();
        let names: Vec<Option<&str>> = names.iter().map(Option::as_deref).collect();
        let mirrored = Some("Mirror universe#History");
        assert_eq!(names, [Some("Prime"), Some("History"), Some("Mirror universe"), mirrored, Some("Attack #2"), None]);
        assert_eq!(
            [outline.named("history_2"), outline.named("HISTORY"), outline.named("Hístory 3")],
            [Some(3), Some(1), None]
        );
    }

    proptest::proptest! {
        #[test]
        fn every_name_leads_back(headings in proptest::collection::vec(proptest::collection::vec("[ab#… 2]{0,3}", 0..4), 0..8)) {
            let sections: Vec<Vec<&str>> = headings.iter().map(|path| path.iter().map(String::as_str).collect()).collect();
            let sections: Vec<(&[&str], &str, &str)> = sections.iter().map(|path| (path.as_slice(), "x", "")).collect();
            let outline = outline(&sections);
            for (at, name) in outline.names().into_iter().enumerate() {
                proptest::prop_assert!(name.is_none_or(|name| outline.named(&name) == Some(at)));
            }
        }
    }
}
