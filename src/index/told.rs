//! How the index writes the words of passages: each as its stem with its exact form behind.
//!
//! "Colonies" is told as `coloni/colonies`, and "lead", which is its own stem, as `lead/`. Told words are sorted by their
//! stems, so that one list serves every view of a word: its stem is the few told words that begin with `coloni/`, its exact
//! form is one of these, and its kin are those that begin with the same letters, `colon`.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::{DefaultHashBuilder, HashTable};
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};

use super::Error;
use super::analyzer::{Analyzer, Word};
use super::exact::MAX_WORD_BYTES;
use super::segment::Segment;
use super::union::Union;
use crate::lore::Telltales;

/// What parts a stem from its exact form: no word holds it, and it is sorted before all that words hold.
const FORM: char = '/';

// A word is told as its stem and itself, and stems are hardly longer than their words: the length fits into a byte.
const _: () = assert!(2 * MAX_WORD_BYTES <= 200);

/// From how many words on those remembered, some ten megabytes, are forgotten together before another passage is read.
const REMEMBERED: usize = 250_000;

/// The told words of stems asked for lately, each by where its passages are listed; of a thousand stems at most.
pub(super) type FormsLately = Mutex<HashMap<String, Forms>>;
type Forms = Arc<[TermInfo]>;
const FORMS_REMEMBERED: usize = 1_000;

/// Of a beginning that more told words share, it says nothing that two of them do.
const MOST_KIN: usize = 16;

/// A word as it is told.
pub(super) fn told_word(stem: &str, exact: &str) -> String {
    let form = if exact == stem { "" } else { exact };
    format!("{stem}{FORM}{form}")
}

/// What the told words of a stem begin with.
fn forms_of(stem: &str) -> String {
    format!("{stem}{FORM}")
}

/// The told words of the passages read lately.
#[derive(Default)]
pub(super) struct Told {
    /// Where each word begins in `words`, to be found by its exact form: small, for it is asked for every word of a wiki.
    places: HashTable<Place>,
    hasher: DefaultHashBuilder,
    /// Every exact word, and right behind it how it is told.
    words: String,
}

/// Where a word begins, in bytes, how long it is, how long as it is told, and what it tells by itself.
#[derive(Debug, Clone, Copy)]
struct Place {
    start: u32,
    exact: u8,
    told: u8,
    telltales: Telltales,
}

/// A word as [`Told`] remembers it, for as long as it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct ToldWord {
    place: Place,
    /// Whether it comes for the first time, as far as is remembered.
    pub is_new: bool,
}

impl Told {
    /// How the words of a passage are told, in their order. They are looked up one right after the other, for each waits for
    /// memory that the next one need not wait for.
    pub(super) fn tell<'words>(
        &mut self,
        exact: impl Iterator<Item = &'words str>,
        analyzer: &Analyzer,
    ) -> Vec<ToldWord> {
        if self.places.len() >= REMEMBERED {
            self.places.clear();
            self.words.clear();
        }
        exact.map(|word| self.known_or_new(word, analyzer)).collect()
    }

    fn known_or_new(&mut self, exact: &str, analyzer: &Analyzer) -> ToldWord {
        let hash = self.hasher.hash_one(exact);
        let known = self.places.find(hash, |place| self.words[place.exact()] == *exact).copied();
        let place = known.unwrap_or_else(|| self.remember(exact, hash, analyzer));
        ToldWord { place, is_new: known.is_none() }
    }

    /// The word as it is told.
    pub(super) fn word(&self, told: &ToldWord) -> &str {
        &self.words[told.place.told()]
    }

    fn remember(&mut self, exact: &str, hash: u64, analyzer: &Analyzer) -> Place {
        let told = told_word(&analyzer.stem_once(exact), exact);
        let length = |word: &str| u8::try_from(word.len()).expect("a word and its stem are cut short");
        let start = u32::try_from(self.words.len()).expect("as many short words are");
        let (exact_length, told_length) = (length(exact), length(&told));
        let place = Place { start, exact: exact_length, told: told_length, telltales: Telltales::of_word(exact) };
        self.words.push_str(exact);
        self.words.push_str(&told);
        let (words, hasher) = (&self.words, &self.hasher);
        self.places.insert_unique(hash, place, |place| hasher.hash_one(&words[place.exact()]));
        place
    }
}

impl ToldWord {
    /// Of which kinds of telltale words it is.
    pub(super) fn telltales(self) -> Telltales {
        self.place.telltales
    }
}

impl Place {
    fn exact(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + usize::from(self.exact)
    }

    fn told(self) -> Range<usize> {
        let start = self.exact().end;
        start..start + usize::from(self.told)
    }
}

impl Segment {
    /// The passages that tell a word in any form of its stem.
    pub(super) fn telling(&self, stem: &str, kept: IndexRecordOption, at: &Path) -> Result<Union, Error> {
        self.holding(self.body.field, &self.forms(stem, at)?, kept, at)
    }

    /// The told words of a stem. Those asked for lately are remembered: a question asks for each of its words many times.
    fn forms(&self, stem: &str, at: &Path) -> Result<Forms, Error> {
        let lately = || self.forms_lately.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(forms) = lately().get(stem) {
            return Ok(Arc::clone(forms));
        }
        let forms: Forms = self.beginning(self.body.field, &forms_of(stem), usize::MAX, at)?.into();
        let mut lately = lately();
        if lately.len() >= FORMS_REMEMBERED {
            lately.clear();
        }
        lately.insert(stem.to_owned(), Arc::clone(&forms));
        Ok(forms)
    }

    /// The passages that tell a word in its exact form.
    pub(super) fn telling_exactly(&self, word: &Word, at: &Path) -> Result<Union, Error> {
        let postings =
            self.postings(self.body.field, &told_word(&word.stem, &word.exact), IndexRecordOption::Basic, at)?;
        Ok(Union::of(postings.into_iter().collect()))
    }

    /// Whether any passage tells a word in any form of its stem.
    pub(super) fn is_told(&self, stem: &str, at: &Path) -> Result<bool, Error> {
        Ok(!self.forms(stem, at)?.is_empty())
    }

    /// The passages that tell a word whose stem begins with a root, or stand under a title with such; none where so many
    /// words begin with it that this must be chance.
    pub(super) fn telling_kin(&self, root: &str, at: &Path) -> Result<Union, Error> {
        let told = self.beginning(self.body.field, root, MOST_KIN + 1, at)?;
        if told.len() > MOST_KIN {
            return Ok(Union::of(Vec::new()));
        }
        let titled = self.beginning(self.title.field, root, MOST_KIN, at)?;
        let kin = self.holding(self.body.field, &told, IndexRecordOption::Basic, at)?;
        Ok(kin.or(self.holding(self.title.field, &titled, IndexRecordOption::Basic, at)?))
    }

    /// The words of a field that begin like this, at most so many.
    fn beginning(&self, field: Field, beginning: &str, most: usize, at: &Path) -> Result<Vec<TermInfo>, Error> {
        let inverted = self.inverted(field, at)?;
        let mut terms = inverted.terms().range().ge(beginning).into_stream().map_err(Error::io(at))?;
        let mut words = Vec::new();
        while words.len() < most && terms.advance() && terms.key().starts_with(beginning.as_bytes()) {
            words.push(terms.value().clone());
        }
        Ok(words)
    }

    /// The passages that hold any of some words of a field.
    fn holding(&self, field: Field, words: &[TermInfo], kept: IndexRecordOption, at: &Path) -> Result<Union, Error> {
        let inverted = self.inverted(field, at)?;
        let postings = words.iter().map(|word| inverted.read_postings_from_terminfo(word, kept));
        Ok(Union::of(postings.collect::<Result<_, _>>().map_err(Error::io(at))?))
    }
}

/// The segment of an index of passages alone.
#[cfg(test)]
pub(super) fn segment_of(passages: &[&str]) -> Segment {
    let (schema, fields) = super::schema::Fields::schema();
    let mut parts = super::parts::Parts::begin(None, schema, Analyzer::registered()).unwrap();
    let (analyzer, mut told) = (Analyzer::of("en"), Told::default());
    for passage in passages {
        let mut document = tantivy::TantivyDocument::new();
        document.add_text(fields.body, analyzer.read(passage, &mut told).body);
        document.add_u64(fields.nature, 0);
        parts.add(document).unwrap();
    }
    let index = parts.finish().unwrap();
    let reader = tantivy::SegmentReader::open(&index.searchable_segments().unwrap()[0]).unwrap();
    Segment::open(&reader, fields, &[], Path::new("memory")).unwrap()
}

#[cfg(test)]
mod tests {
    use tantivy::TERMINATED;

    use super::*;

    fn numbers(mut union: Union) -> Vec<u32> {
        let mut numbers = Vec::new();
        while union.number() != TERMINATED {
            numbers.push(union.number());
            union.advance();
        }
        numbers
    }

    #[test]
    fn one_list_tells_a_word_by_stem_by_exact_form_and_by_kin() {
        let segment =
            segment_of(&["The colonies burned.", "A colony stood.", "Colonists came: colonists!", "Colour faded."]);
        let (at, kept) = (Path::new("memory"), IndexRecordOption::Basic);
        let word = &Analyzer::of("en").words("colony")[0];
        assert_eq!(numbers(segment.telling(&word.stem, kept, at).unwrap()), [0, 1]);
        assert_eq!(numbers(segment.telling_exactly(word, at).unwrap()), [1]);
        assert_eq!(numbers(segment.telling_kin("colon", at).unwrap()), [0, 1, 2]);
        assert!(segment.is_told(&word.stem, at).unwrap());
        assert!(!segment.is_told("colon", at).unwrap(), "the beginning of a stem is none");
    }

    #[test]
    fn a_beginning_that_very_many_words_share_tells_no_kin() {
        let words = |most: usize| (0..most).map(|number| format!("inter{number}")).collect::<Vec<_>>().join(" ");
        let kin = |most| segment_of(&[&words(most)]).telling_kin("inter", Path::new("memory")).unwrap();
        assert_eq!(kin(MOST_KIN).number(), 0);
        assert_eq!(kin(MOST_KIN + 1).number(), TERMINATED);
    }

    #[test]
    fn words_are_told_alike_when_they_were_forgotten() {
        let (analyzer, mut told) = (Analyzer::of("en"), Told::default());
        let mut tell = |words: &str| {
            let words = told.tell(words.split(' '), &analyzer);
            assert!(told.places.len() <= REMEMBERED + words.len());
            words.iter().map(|word| (told.word(word).to_owned(), word.is_new)).collect::<Vec<_>>()
        };
        let colonies = |is_new| ("coloni/colonies".to_owned(), is_new);
        assert_eq!(tell("colonies colonies"), [colonies(true), colonies(false)]);
        for number in 0..REMEMBERED / 1_000 {
            let words: Vec<String> = (0..1_000).map(|word| format!("w{number}a{word}")).collect();
            tell(&words.join(" "));
        }
        assert_eq!(tell("colonies")[0], colonies(true));
    }
}
