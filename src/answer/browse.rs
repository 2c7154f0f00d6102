//! Passages fetched by their place rather than by a question: one, or its section.

use super::Library;
use super::choose::unmarked;
use crate::index::{ArticleEntry, Error, StoredPassage, WikiIndex};
use crate::lore::{Filter, Hit, Licence, PassageId, PassageKind, Wiki, fold, read_years, readable};

/// The most passages of one section that are fetched; longer lists are cut.
const SECTION_PASSAGES: u32 = 400;

/// Whether an article has passages before and after one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// There is one before it.
    pub previous: bool,
    /// There is one after it.
    pub next: bool,
}

/// What a library holds of one wiki.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The wiki's name for people.
    pub name: String,
    /// The address its pages lie under.
    pub url: Option<String>,
    /// The licence of its text.
    pub licence: Option<Licence>,
    /// When the newest of its pages was taken from the wiki, as the files say it.
    pub snapshot: Option<String>,
    /// Its articles, pages that only lead elsewhere included.
    pub articles: usize,
    /// Its passages.
    pub passages: usize,
}

impl Library {
    /// What there is of each wiki, in the order of their folder names.
    pub fn overview(&self) -> Vec<Overview> {
        let of = |index: &WikiIndex| {
            let (wiki, counts) = (index.wiki(), &index.stamp().counts);
            Overview {
                name: wiki.name.clone(),
                url: wiki.base_url.clone(),
                licence: wiki.licence.clone(),
                snapshot: index.articles().iter().filter_map(|article| article.revision.clone()).max(),
                articles: counts.articles,
                passages: counts.passages,
            }
        };
        self.indexes().iter().map(|index| of(index)).collect()
    }

    /// A passage by its place in the wiki of a folder name; nothing in it is marked. `None` where there is none.
    ///
    /// # Errors
    /// When the files of the index turn out damaged while they are read.
    pub fn passage(&self, wiki: &str, id: PassageId) -> Result<Option<Hit>, Error> {
        let Some((index, entry)) = self.entry(wiki, id) else { return Ok(None) };
        unmarked(entry.first_passage + id.passage, index).map(Some)
    }

    /// What stands beside a passage in its article.
    pub fn neighbours(&self, wiki: &str, id: PassageId) -> Neighbours {
        let passages = self.entry(wiki, id).map_or(0, |(_, entry)| entry.passages);
        Neighbours { previous: passages > 0 && id.passage > 0, next: id.passage + 1 < passages }
    }

    /// The section that a passage stands in, as the article tells it; empty where there is no such passage. Footnotes count
    /// as one section.
    ///
    /// # Errors
    /// When the files of the index turn out damaged while they are read.
    pub fn section(&self, wiki: &str, id: PassageId) -> Result<Vec<Hit>, Error> {
        let Some((index, entry)) = self.entry(wiki, id) else { return Ok(Vec::new()) };
        let (all, number) = (entry.passage_numbers(), entry.first_passage + id.passage);
        let place = place_of(index.passage(number)?);
        let is_inside = |number: u32| index.passage(number).map(|stored| place_of(stored) == place);
        let (mut first, mut end) = (number, number + 1);
        while first > all.start && end - first < SECTION_PASSAGES && is_inside(first - 1)? {
            first -= 1;
        }
        while end < all.end && end - first < SECTION_PASSAGES && is_inside(end)? {
            end += 1;
        }
        (first..end).map(|number| unmarked(number, index)).collect()
    }

    /// Whether a text names years by the rules of any wiki.
    pub fn reads_years(&self, text: &str) -> bool {
        self.wikis().any(|wiki| !read_years(readable(text), &[], None, &wiki.years, true).0.is_empty())
    }

    /// The continuities that the wikis tell apart, each once, in the wikis' order.
    pub fn continuities(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.wikis().flat_map(|wiki| &wiki.continuities).map(|rule| rule.name.as_str()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The index and the article that hold a place.
    fn entry(&self, wiki: &str, id: PassageId) -> Option<(&WikiIndex, &ArticleEntry)> {
        let index = self.indexes().iter().find(|index| index.wiki().id == wiki)?;
        let entry = index.articles().get(id.article as usize)?;
        (id.passage < entry.passages).then_some((index, entry))
    }
}

/// A filter in a wiki's own terms; `None` where the wiki counts no such years or knows no such continuity.
pub(super) fn filter_of(filter: &Filter, wiki: &Wiki) -> Option<Filter> {
    let mut own = filter.clone();
    if !filter.when.trim().is_empty() && read_years(&filter.when, &[], None, &wiki.years, true).0.is_empty() {
        return None;
    }
    if !filter.continuity.is_empty() {
        let rule = wiki.continuities.iter().find(|rule| fold(&rule.name) == fold(&filter.continuity))?;
        own.continuity.clone_from(&rule.name);
    }
    Some(own)
}

/// What tells sections apart: the headings, and whether it is a footnote, which has none.
fn place_of(stored: StoredPassage) -> (Vec<String>, bool) {
    (stored.heading, stored.passage.kind == PassageKind::Footnote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lore::{ContinuityRule, YearRules};

    #[test]
    fn a_filter_is_put_in_a_wikis_own_terms_or_rules_the_wiki_out() {
        let prime = ContinuityRule { name: "Prime".to_owned(), ..ContinuityRule::default() };
        let wiki = Wiki {
            id: "tides".to_owned(),
            name: "Tides".to_owned(),
            base_url: None,
            licence: None,
            language: "en".to_owned(),
            continuities: vec![prime],
            pins: Vec::new(),
            years: YearRules::default(),
            series: std::collections::BTreeMap::new(),
        };
        let filtered = |when: &str, continuity: &str| {
            filter_of(&Filter { when: when.to_owned(), continuity: continuity.to_owned() }, &wiki)
        };
        assert_eq!(filtered("2409", "prime").map(|filter| filter.continuity).as_deref(), Some("Prime"));
        assert_eq!((filtered("19 BBY", ""), filtered("", "mirror")), (None, None));
        assert_eq!(filtered(" ", ""), Some(Filter { when: " ".to_owned(), ..Filter::default() }));
    }
}
