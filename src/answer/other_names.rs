//! Other names: what else the wiki calls what a question names.

use super::understand::Understood;
use crate::index::{Error, WikiIndex, Word};
use crate::lore::{base_of_title, is_stop_word};

/// The most other names that are searched for with the name of an article.
const MOST_OTHER_NAMES: usize = 3;

impl Understood {
    /// Finds what else the wiki calls the articles named: "Cat" is Catherine where that is her article's title, and
    /// Catherine is Cat where the wiki calls her so.
    pub(super) fn find_other_names(&mut self, index: &WikiIndex) -> Result<(), Error> {
        for topic in self.topics.clone() {
            let [article] = topic.articles[..] else { continue };
            let says: Vec<usize> =
                topic.words.into_iter().filter(|at| !is_stop_word(&self.words[*at].word.exact)).collect();
            let entry = &index.articles()[article as usize];
            let title = index.words(base_of_title(&entry.title));
            let mut others = self.words_of_title(&says, &title);
            if let Some(first) = says.first() {
                let names = entry.names().skip(1);
                others.extend(self.short_names(names, &title, index)?.into_iter().map(|word| (*first, word)));
            }
            for (at, word) in others {
                self.words[at].or.push(word);
            }
        }
        Ok(())
    }

    /// For the words of a name that the title lacks, the words of the title that the question lacks, in order.
    fn words_of_title(&self, named: &[usize], title: &[Word]) -> Vec<(usize, Word)> {
        let is_beyond = |word: &&Word| !self.asks(&word.exact) && !is_stop_word(&word.exact);
        let beyond = title.iter().filter(is_beyond).cloned();
        let is_in_title = |at: &usize| title.iter().any(|word| word.exact == self.words[*at].word.exact);
        named.iter().copied().filter(|at| !is_in_title(at)).zip(beyond).collect()
    }

    /// The names of one word that are neither in the title nor in the question, and that the wiki uses.
    fn short_names<'names>(
        &self,
        names: impl Iterator<Item = &'names str>,
        title: &[Word],
        index: &WikiIndex,
    ) -> Result<Vec<Word>, Error> {
        let mut short: Vec<Word> = Vec::new();
        for name in names {
            let [word] = &index.words(name)[..] else { continue };
            let is_known = title.iter().chain(&short).any(|known| known.stem == word.stem);
            if short.len() < MOST_OTHER_NAMES && !is_known && !self.asks(&word.exact) && index.knows(word)?.exact {
                short.push(word.clone());
            }
        }
        Ok(short)
    }

    /// Whether a word is asked for.
    fn asks(&self, exact: &str) -> bool {
        self.words.iter().any(|asked| asked.word.exact == exact)
    }
}
