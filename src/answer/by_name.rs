//! The rung of names: the page that a question names and nothing more, or another that the wiki's notes lead to.

use super::asking::{Asking, LOOKED_AT};
use super::choose::Candidate;
use super::understand::exactly_named;
use crate::index::Error;
use crate::lore::{Choice, Nearest, Outcome, PassageKind, Rung, fold, words_of};

impl Asking<'_> {
    /// The opening of an article, and what follows it.
    pub(super) fn opening(&self, article: u32) -> Result<Outcome, Error> {
        let numbers = self.index.articles()[article as usize].passage_numbers();
        let mut candidates: Vec<Candidate> =
            numbers.take(LOOKED_AT).map(|number| Candidate { number, score: 1.0 }).collect();
        let mut first_paragraph = 0;
        for (at, candidate) in candidates.iter().enumerate() {
            if self.index.passage(candidate.number)?.passage.kind == PassageKind::Paragraph {
                first_paragraph = at;
                break;
            }
        }
        if !candidates.is_empty() {
            let first = candidates.remove(first_paragraph);
            candidates.insert(0, first);
        }
        self.found(&candidates, Rung::Exact)
    }

    pub(super) fn choices(&self, articles: &[u32]) -> Result<Outcome, Error> {
        let mut choices = Vec::new();
        for article in articles {
            let entry = &self.index.articles()[*article as usize];
            let opening = match entry.passage_numbers().next() {
                Some(number) => self.index.passage(number)?.passage.text,
                None => String::new(),
            };
            let url = self.index.wiki().url_of(&entry.title, entry.url.as_deref(), None);
            choices.push(Choice { title: entry.title.clone(), opening, url });
        }
        Ok(Outcome::Ambiguous { choices })
    }

    /// What the subject's own notes lead to, where the question asks for just that and the article tells nothing of it.
    pub(super) fn by_hatnote(&self) -> Result<Option<Outcome>, Error> {
        let (Some(article), content) = (self.subject().first(), self.content()) else { return Ok(None) };
        let entry = &self.index.articles()[*article as usize];
        let title = fold(&entry.title);
        for note in &entry.hatnotes {
            let told: Vec<String> = words_of(&note.text).into_iter().map(|(_, word)| word).collect();
            if content.is_empty() || !content.iter().all(|asked| told.contains(&asked.word.exact)) {
                continue;
            }
            let is_asked = |target: &&String| {
                let folded = fold(target);
                folded.split(' ').any(|word| {
                    !title.split(' ').any(|of| of == word) && content.iter().any(|asked| asked.word.exact == word)
                })
            };
            let Some(target) = note.targets.iter().find(is_asked) else { continue };
            if let Some(indexed) = exactly_named(target, self.index) {
                return self.opening(indexed).map(Some);
            }
            let tells = self
                .scored(&content, Some(*article))?
                .0
                .iter()
                .any(|scored| scored.told.count_ones() as usize == content.len());
            if !tells {
                let nearest = Nearest {
                    not_indexed: Some(target.clone()),
                    questions: vec![entry.title.clone()],
                    ..Nearest::default()
                };
                return Ok(Some(Outcome::Nothing { nearest }));
            }
        }
        Ok(None)
    }
}
