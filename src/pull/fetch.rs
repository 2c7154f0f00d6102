//! Pages by their titles, into the journal: as they are now, or as gone.

use std::collections::HashMap;

use super::api::{Api, Continuation};
use super::batch::{self, Batch, Found, WHOLE_PAGES};
use super::holding::Holding;
use super::journal::Record;
use super::merge::Known;
use super::site::Site;
use super::{Doing, Error, Progress};

/// The most titles that may be asked for at once (<https://www.mediawiki.org/wiki/API:Query>, `titles`).
const MAX_TITLES: usize = 50;

/// The most bytes of titles in one address. Servers take addresses of 8,000 bytes, and a letter beyond ASCII becomes six
/// to nine bytes in it.
const MAX_TITLE_BYTES: usize = 800;

/// Fetches pages by their titles.
pub struct Fetch<'run, 'api> {
    /// Whom to ask.
    pub api: &'run mut Api<'api>,
    /// The wiki.
    pub site: &'run Site,
    /// What is there already.
    pub holding: &'run mut Holding,
    /// Told after each batch.
    pub progress: &'run mut dyn FnMut(Progress),
}

impl Fetch<'_, '_> {
    /// Fetches the pages of these titles: those that are there no more are noted as gone, those of other namespaces than
    /// the wanted ones too. A page without its text, or without any word of it, is asked for once more by itself; where
    /// that does not help it is noted, and an older copy stays.
    ///
    /// # Errors
    /// When the wiki does not answer, or the journal cannot be written.
    pub fn titles(&mut self, titles: Vec<String>) -> Result<(), Error> {
        let (mut done, of) = (0, titles.len() as u64);
        for group in groups(titles) {
            done += group.len() as u64;
            for missing in self.group(&group)? {
                for textless in self.group(std::slice::from_ref(&missing))? {
                    self.holding.journal.add(&[Record::Textless(textless)])?;
                }
            }
            (self.progress)(Progress { doing: Doing::Updating, done, of });
        }
        Ok(())
    }

    /// Fetches a few titles at once, and returns those whose pages did not come.
    fn group(&mut self, titles: &[String]) -> Result<Vec<String>, Error> {
        let joined = titles.join("|");
        let question = [[("titles", joined.as_str())].as_slice(), &WHOLE_PAGES].concat();
        let Batch { found, normalized, .. } = batch::ask(self.api, self.site, &question, &Continuation::new())?;
        let mut found: HashMap<String, Found> =
            found.into_iter().map(|found| (found.title().to_owned(), found)).collect();
        let (mut records, mut missing) = (Vec::new(), Vec::new());
        for title in titles {
            match found.remove(normalized.get(title).unwrap_or(title)) {
                None | Some(Found::Textless(_)) => missing.push(title.clone()),
                Some(found) => records.extend(self.changes(title, found)),
            }
        }
        self.holding.journal.add(&records)?;
        Ok(missing)
    }

    /// What the page found under a title changes in what is there.
    fn changes(&self, asked: &str, found: Found) -> Vec<Record> {
        let mut records = Vec::new();
        let wanted = match found {
            Found::Page(page) if self.site.wanted().contains(&page.namespace) => Some(page),
            _ => None,
        };
        let is_elsewhere = wanted.as_ref().is_none_or(|page| page.title != asked);
        if is_elsewhere && self.holding.page(asked).is_some() {
            records.push(Record::Gone(asked.to_owned()));
        }
        if let Some(page) = wanted {
            let now = Known { namespace: page.namespace, revision: page.revision };
            if self.holding.page(&page.title) != Some(now) || page.revision.is_none() {
                records.push(Record::Page((*page).into()));
            }
        }
        records
    }
}

/// Titles in groups that fit into one address each.
fn groups(titles: Vec<String>) -> Vec<Vec<String>> {
    let (mut groups, mut bytes) = (Vec::<Vec<String>>::new(), 0);
    for title in titles {
        bytes += title.len();
        if let Some(group) = groups.last_mut().filter(|group| group.len() < MAX_TITLES && bytes <= MAX_TITLE_BYTES) {
            group.push(title);
        } else {
            bytes = title.len();
            groups.push(vec![title]);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_grouped_by_number_and_length() {
        let of =
            |title: &str, count: usize| groups(vec![title.to_owned(); count]).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(of("Worf", 120), [50, 50, 20]);
        assert_eq!(of(&"é".repeat(120), 7), [3, 3, 1]);
        assert_eq!(of(&"w".repeat(1000), 2), [1, 1], "one that is too long alone goes alone");
        assert!(groups(Vec::new()).is_empty());
    }
}
