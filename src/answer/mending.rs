//! Mending: words that the wiki does not know, read as words that it does.
//!
//! What was typed in quotation marks is never mended: so a mending is undone.

use super::spelling::{as_written, nearest_words};
use super::understand::{Asked, Role, Understood};
use crate::index::{Error, WikiIndex, Word};
use crate::lore::{Mending, Query, fold, is_ordinary_word, is_stop_word};

/// The most words of a question that are looked up as misspelt: a question with more is no misspelt one.
const MOST_MENDED: usize = 6;
/// How many names that begin with a word are compared.
const NAMES_LOOKED_AT: usize = 16;
/// The fewest letters of each half of a word that was run together.
const HALF: usize = 3;

impl Understood {
    /// Reads words that the wiki does not know as words that it does, where they are near enough.
    pub(super) fn mend(&mut self, query: &Query, index: &WikiIndex) -> Result<(), Error> {
        let quoted: Vec<Word> = query.phrases.iter().flat_map(|phrase| index.words(phrase)).collect();
        let (mut at, mut tried) = (0, 0);
        while at < self.words.len() && tried < MOST_MENDED {
            let is_quoted = quoted.iter().any(|word| word.exact == self.words[at].word.exact);
            if self.is_unknown(at) && !is_quoted {
                tried += 1;
                self.mend_word(at, index)?;
            }
            at += 1;
        }
        Ok(())
    }

    fn mend_word(&mut self, at: usize, index: &WikiIndex) -> Result<(), Error> {
        let word = self.words[at].word.exact.clone();
        if let Some(joined) = self.joined_with_next(at, index)? {
            self.words.splice(at..at + 2, [joined]);
        } else if let Some(title) = index.by_initials(&word) {
            self.replace(at, title.to_owned(), title, index)?;
        } else if let Some(name) = name_begun_by(&word, index) {
            let read = index.words(&name).into_iter().next();
            let shown = read.map(|word| as_written(&word, index)).transpose()?.unwrap_or_else(|| name.clone());
            self.replace(at, shown, &name, index)?;
        } else {
            self.mend_by_spelling(at, &word, index)?;
        }
        Ok(())
    }

    /// Reads a word as a name written in two, as the nearest word, or as two.
    fn mend_by_spelling(&mut self, at: usize, word: &str, index: &WikiIndex) -> Result<(), Error> {
        let halves = halves_of(word, index)?;
        let named = halves.iter().find_map(|words| Some((words, name_with(words, index)?)));
        if let Some((words, name)) = named {
            self.replace(at, name, words, index)?;
        } else if let [nearest, rest @ ..] = &nearest_words(word, index)?[..] {
            let Some(read) = index.words(nearest).into_iter().next() else { return Ok(()) };
            self.replace(at, as_written(&read, index)?, nearest, index)?;
            self.words[at].or = rest.iter().flat_map(|other| index.words(other).into_iter().take(1)).collect();
        } else if let Some(words) = halves.first() {
            self.replace(at, words.clone(), words, index)?;
        }
        Ok(())
    }

    fn is_unknown(&self, at: usize) -> bool {
        let asked = &self.words[at];
        asked.role == Role::Content && !asked.known.told && !asked.known.cited
    }

    /// A name typed in two words, such as "qo nos": the two as one, where the wiki knows that one.
    fn joined_with_next(&mut self, at: usize, index: &WikiIndex) -> Result<Option<Asked>, Error> {
        let Some(next) = self.words.get(at + 1).filter(|next| next.role != Role::Year) else { return Ok(None) };
        let typed = format!("{} {}", self.words[at].typed, next.typed);
        let Some(word) = self.joined(at, index)? else { return Ok(None) };
        self.mended.push(Mending { typed: typed.clone(), read_as: as_written(&word, index)? });
        let known = index.knows(&word)?;
        let word = Word { range: self.words[at].word.range.start..next.word.range.end, ..word };
        Ok(Some(Asked { word, typed, known, role: Role::Content, or: Vec::new() }))
    }

    /// A word and the next as one, where the wiki knows that one.
    fn joined(&self, at: usize, index: &WikiIndex) -> Result<Option<Word>, Error> {
        let whole = format!("{}{}", self.words[at].word.exact, self.words[at + 1].word.exact);
        let word = index.words(&whole).into_iter().next();
        Ok(match word {
            Some(word) if index.knows(&word)?.told => Some(word),
            _ => None,
        })
    }

    /// Two words that the wiki knows and writes as one as well, such as "rest room", may be met as that one.
    pub(super) fn join_parted(&mut self, index: &WikiIndex) -> Result<(), Error> {
        for at in 1..self.words.len() {
            let may_be_joined = |asked: &Asked| {
                asked.role == Role::Content && asked.or.is_empty() && asked.word.exact.chars().count() >= HALF
            };
            if self.words[at - 1..=at].iter().all(may_be_joined)
                && let Some(joined) = self.joined(at - 1, index)?
            {
                self.words[at - 1].or.push(joined.clone());
                self.words[at].or.push(joined);
            }
        }
        Ok(())
    }

    /// Puts the words of a text in place of one.
    fn replace(&mut self, at: usize, shown: String, read_as: &str, index: &WikiIndex) -> Result<(), Error> {
        let asked = self.words[at].clone();
        let mut read = Vec::new();
        for word in index.words(read_as) {
            let role = if is_stop_word(&word.exact) { Role::Stop } else { asked.role };
            let known = index.knows(&word)?;
            read.push(Asked { known, role, word: Word { range: asked.word.range.clone(), ..word }, ..asked.clone() });
        }
        self.mended.push(Mending { typed: asked.typed, read_as: shown });
        self.words.splice(at..=at, read);
        self.words.truncate(WikiIndex::MAX_WORDS);
        Ok(())
    }
}

/// The one word of names that begins with a word, as people shorten names: "rach" for Rachel. `None` where several do, and
/// for a word too short or an ordinary one of the language.
fn name_begun_by(word: &str, index: &WikiIndex) -> Option<String> {
    if word.chars().count() < HALF || index.wiki().language == "en" && is_ordinary_word(word) {
        return None;
    }
    let mut begun: Vec<String> = Vec::new();
    for (article, name) in index.beginning(word, NAMES_LOOKED_AT) {
        let name = index.articles()[article as usize].names().nth(name as usize)?;
        begun.extend(index.words(name).into_iter().map(|of| of.exact).filter(|of| of.starts_with(word)));
    }
    begun.sort_unstable();
    begun.dedup();
    match &begun[..] {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// The pairs of words that a word may be run together from, with a space between, as the wiki writes them side by side or
/// names an article.
fn halves_of(word: &str, index: &WikiIndex) -> Result<Vec<String>, Error> {
    let mut pairs = Vec::new();
    let letters = word.chars().count();
    for (at, _) in word.char_indices().take((letters + 1).saturating_sub(HALF)).skip(HALF) {
        let (first, second) = word.split_at(at);
        let pair = format!("{first} {second}");
        if let [first, second] = &index.words(&pair)[..]
            && !is_stop_word(&first.exact)
            && !is_stop_word(&second.exact)
            && (name_with(&pair, index).is_some() || index.tells_side_by_side(first, second)?)
        {
            pairs.push(pair);
        }
    }
    Ok(pairs)
}

/// The name of an article with these folded words in it, one after another, as the wiki writes it.
fn name_with(words: &str, index: &WikiIndex) -> Option<String> {
    let (article, name) = index.beginning(words, 1).into_iter().next()?;
    let name = index.articles()[article as usize].names().nth(name as usize)?;
    format!(" {} ", fold(name)).contains(&format!(" {words} ")).then(|| name.to_owned())
}
