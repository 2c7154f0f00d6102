//! The stemmer of a language, and the stems it gave lately: prose uses few words often.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use frostem::{Algorithm, Stemmer};

use super::irregular_forms::base_of;

/// How many stems are remembered, some five megabytes; more are forgotten together.
const REMEMBERED: usize = 50_000;

/// The stemmer of one language; a language without one is searched by exact words.
pub(super) struct Stems {
    language: Option<Algorithm>,
    remembered: Mutex<HashMap<String, String>>,
}

impl Stems {
    /// The stemmer of a language, named by its two-letter code.
    pub(super) fn of(language: &str) -> Stems {
        Stems { language: algorithm_of(language), remembered: Mutex::default() }
    }

    /// The stem of an exact word; the word itself where the language has no stemmer.
    pub(super) fn stem(&self, exact: &str) -> String {
        let Some(language) = self.language else { return exact.to_owned() };
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stem) = remembered.get(exact) {
            return stem.clone();
        }
        if remembered.len() >= REMEMBERED {
            remembered.clear();
        }
        let stem = stem_of(exact, language);
        remembered.insert(exact.to_owned(), stem.clone());
        stem
    }

    /// The same of a word that is not asked for again, which is not remembered.
    pub(super) fn stem_once(&self, exact: &str) -> String {
        self.language.map_or_else(|| exact.to_owned(), |language| stem_of(exact, language))
    }

    /// Whether the language has a stemmer.
    pub(super) fn has_stemmer(&self) -> bool {
        self.language.is_some()
    }
}

fn stem_of(word: &str, language: Algorithm) -> String {
    let stem = Stemmer::new(language).stem(word);
    let base = if language == Algorithm::English { base_of(&stem) } else { None };
    base.map_or_else(|| stem.into_owned(), str::to_owned)
}

fn algorithm_of(code: &str) -> Option<Algorithm> {
    Some(match code {
        "en" => Algorithm::English,
        "de" => Algorithm::German,
        "fr" => Algorithm::French,
        "es" => Algorithm::Spanish,
        "pt" => Algorithm::Portuguese,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "sv" => Algorithm::Swedish,
        "da" => Algorithm::Danish,
        "fi" => Algorithm::Finnish,
        "hu" => Algorithm::Hungarian,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remembered_stem_is_the_stem_and_the_memory_is_bounded() {
        let stems = Stems::of("en");
        for _ in 0..2 {
            assert_eq!(stems.stem("attacking"), "attack");
        }
        for number in 0..REMEMBERED {
            stems.stem(&format!("w{number}"));
        }
        assert!(stems.remembered.lock().unwrap().len() <= REMEMBERED);
        assert_eq!(stems.stem("fought"), "fight");
        assert_eq!(Stems::of("tlh").stem("attacking"), "attacking");
    }
}
