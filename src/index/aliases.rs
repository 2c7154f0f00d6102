//! Names that a wiki uses for its articles beside titles and redirects: told in openings, or by the words of links.
//!
//! Words of links are many things: a name, a role, an inflected form. They count as a name of an article where several
//! links call it so and nearly all links of these words lead there; words with nothing of the title in them only where most
//! links to the article do use its title, for a page to which every link gives another name is a list of many subjects.

use std::collections::{BTreeMap, HashMap, HashSet};

use hashbrown::hash_map::Entry;

use crate::lore::{Article, Call, fold, is_ordinary_word, is_stop_word};

/// How many links must call an article so: fewer for words that are no ordinary ones of the language.
const FEWEST_CALLS: (u32, u32) = (2, 4);
/// Of how many links of the same words no more than one may lead elsewhere.
const ONE_OTHER_IN: u32 = 5;
/// The most names kept of an article, those used most.
const MOST_NAMES: usize = 8;
/// The most different words of links looked at: beyond these, new ones are passed over.
const MOST_WORDS_OF_LINKS: usize = 500_000;

/// The names gathered while the articles of a wiki are added.
#[derive(Debug, Default)]
pub(super) struct Aliases {
    /// How often the folded words of links lead to which folded title, and how they are written there. Looked up for every
    /// link.
    calls: hashbrown::HashMap<String, BTreeMap<String, (u32, String)>>,
    /// The names told in openings, with the number of the article.
    told: Vec<(u32, String)>,
}

impl Aliases {
    pub(super) fn add(&mut self, number: u32, article: &Article) {
        self.told.extend(article.also_known_as.iter().map(|name| (number, name.clone())));
        self.add_calls(&article.calls);
    }

    fn add_calls(&mut self, calls: &[Call]) {
        for call in calls {
            let words = fold(&call.words);
            let title = if call.title == call.words { words.clone() } else { fold(&call.title) };
            let is_full = self.calls.len() >= MOST_WORDS_OF_LINKS;
            let titles = match self.calls.entry(words) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(_) if is_full => continue,
                Entry::Vacant(new) => new.insert(BTreeMap::new()),
            };
            titles.entry(title).or_insert_with(|| (0, call.words.clone())).0 += 1;
        }
    }

    /// The names of each article that are none of its titles, by its number. `titles` are the folded titles and redirects of
    /// all articles with the number of the article they lead to.
    pub(super) fn of_articles(self, titles: &HashMap<String, u32>, language: &str) -> HashMap<u32, Vec<String>> {
        let mut names: HashMap<u32, Names> = HashMap::new();
        for (number, name) in self.told {
            if !titles.contains_key(&fold(&name)) {
                names.entry(number).or_default().kin.push((u32::MAX, name));
            }
        }
        for (words, called) in self.calls {
            let all: u32 = called.values().map(|(times, _)| times).sum();
            let Some(Called { number, title, times, written }) = most_called(called, titles) else { continue };
            let names = names.entry(number).or_default();
            let is_kin = words.split(' ').any(|word| !is_stop_word(word) && title.split(' ').any(|of| of == word));
            let leads_there = (all - times) * ONE_OTHER_IN <= all;
            if is_kin || titles.contains_key(&words) {
                names.by_title += times;
            }
            if leads_there && is_name(&words) && !titles.contains_key(&words) && times >= fewest_calls(&words, language)
            {
                if is_kin { &mut names.kin } else { &mut names.strange }.push((times, written));
            }
        }
        names
            .into_iter()
            .map(|(number, names)| (number, names.most_used()))
            .filter(|(_, names)| !names.is_empty())
            .collect()
    }
}

/// The names of one article while they are gathered, with how many links use each.
#[derive(Default)]
struct Names {
    /// Those with a word of the title in them, and those told in its opening.
    kin: Vec<(u32, String)>,
    /// Those without.
    strange: Vec<(u32, String)>,
    /// How many links use its title or a word of it.
    by_title: u32,
}

/// The article that words of links mostly lead to.
struct Called {
    number: u32,
    title: String,
    times: u32,
    written: String,
}

fn most_called(called: BTreeMap<String, (u32, String)>, titles: &HashMap<String, u32>) -> Option<Called> {
    let mut by_article: HashMap<u32, Called> = HashMap::new();
    for (title, (times, written)) in called {
        if let Some(&number) = titles.get(&title) {
            by_article.entry(number).or_insert(Called { number, title, times: 0, written }).times += times;
        }
    }
    by_article.into_values().max_by_key(|called| (called.times, std::cmp::Reverse(called.number)))
}

fn is_name(words: &str) -> bool {
    words.len() > 1 && words.contains(char::is_alphabetic) && !words.split(' ').all(is_stop_word)
}

fn fewest_calls(words: &str, language: &str) -> u32 {
    let is_ordinary = |word| is_ordinary_word(word) || is_stop_word(word);
    if language == "en" && words.split(' ').all(is_ordinary) { FEWEST_CALLS.1 } else { FEWEST_CALLS.0 }
}

impl Names {
    /// The names used most, each once, in that order.
    fn most_used(self) -> Vec<String> {
        let strange: u32 = self.strange.iter().map(|(times, _)| times).sum();
        let mut names = self.kin;
        if strange <= self.by_title {
            names.extend(self.strange);
        }
        names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut seen = HashSet::new();
        names.retain(|(_, name)| seen.insert(fold(name)));
        names.truncate(MOST_NAMES);
        names.into_iter().map(|(_, name)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(titles: &[&str], calls: &[(&str, &str)]) -> HashMap<u32, Vec<String>> {
        let mut aliases = Aliases::default();
        let titles: HashMap<String, u32> = titles.iter().map(|title| fold(title)).zip(0..).collect();
        let call = |(words, title): &(&str, &str)| Call { words: (*words).to_owned(), title: (*title).to_owned() };
        aliases.add_calls(&calls.iter().map(call).collect::<Vec<_>>());
        aliases.of_articles(&titles, "en")
    }

    #[test]
    fn what_links_call_an_article_is_a_name_of_it() {
        let titles = ["Vesna Calder", "Isk", "Persons of the Delta"];
        let calls = [
            ("Vesna", "Vesna Calder"),
            ("Vesna", "Vesna Calder"),
            ("Wrenna", "Vesna Calder"),
            ("Wrenna", "Vesna Calder"),
            ("Once", "Vesna Calder"),
            ("Isk", "Isk"),
            // words that lead here and there are no name
            ("Delta", "Isk"),
            ("Delta", "Isk"),
            ("Delta", "Vesna Calder"),
            ("Delta", "Persons of the Delta"),
            // every link to a list calls it by another name
            ("Tarn", "Persons of the Delta"),
            ("Tarn", "Persons of the Delta"),
            ("Kháless", "Persons of the Delta"),
            ("Kháless", "Persons of the Delta"),
        ];
        let names = names(&titles, &calls);
        assert_eq!(names[&0], ["Vesna", "Wrenna"]);
        assert_eq!(names.len(), 1, "{names:?}");
    }

    #[test]
    fn ordinary_words_are_names_only_where_many_links_say_so() {
        let of = |times| names(&["Vesna Calder"], &[("Captain", "Vesna Calder"); 4][..times]);
        assert!(of(3).is_empty());
    }
}
