//! The rung of names: the page that a question names and nothing more, or another that the wiki's notes lead to.

use super::asking::{Asking, LOOKED_AT};
use super::choose::{Candidate, Order};
use super::understand::{Role, exactly_named};
use crate::index::{Error, StoredPassage};
use crate::lore::{Choice, Nearest, Outcome, PassageKind, Rung, Scope, fold, words_of};

/// How much of an article's opening a choice shows, in characters.
const OPENING_CHARS: usize = 300;

/// The beginning of a passage.
fn opening_words(passage: &str) -> String {
    passage.chars().take(OPENING_CHARS).collect()
}

impl Asking<'_> {
    /// The opening of an article, or of the section that the question's name for it leads to, and what follows it.
    pub(super) fn opening(&self, article: u32) -> Result<Outcome, Error> {
        let of_article = || self.index.articles()[article as usize].passage_numbers();
        let numbers = self.section.clone().unwrap_or_else(of_article);
        let mut candidates: Vec<Candidate> =
            numbers.take(LOOKED_AT).map(|number| Candidate { number, score: 1.0 }).collect();
        let led_to = self.section_led_to(article);
        let (mut first_paragraph, mut section_asked) = (None, None);
        for (at, candidate) in candidates.iter().enumerate() {
            let StoredPassage { heading, passage } = self.index.passage(candidate.number)?;
            if !self.allows_number(candidate.number)? {
                continue;
            }
            let heading = heading.last().map(String::as_str).unwrap_or_default();
            let is_text = passage.kind == PassageKind::Paragraph;
            if is_text {
                first_paragraph = first_paragraph.or(Some(at));
            }
            let is_asked = led_to.as_ref() == Some(&fold(heading)) || is_text && self.asks_for_heading(heading);
            if section_asked.is_none() && is_asked {
                section_asked = Some(at);
            }
        }
        if let Some(at) = section_asked.or(first_paragraph) {
            candidates[..=at].rotate_right(1);
        }
        self.found(&candidates, Order::AsTold, Rung::Exact)
    }

    /// The folded heading of the section that the question's name for an article leads to, where it is a redirect to one.
    fn section_led_to(&self, article: u32) -> Option<String> {
        let asked = match &self.query.scope {
            Scope::Topic(name) => fold(name),
            Scope::Wiki => fold(&self.query.asked),
        };
        let redirects = &self.index.articles()[article as usize].redirects;
        let redirect = redirects.iter().find(|redirect| fold(&redirect.title) == asked)?;
        redirect.section.as_deref().map(fold)
    }

    /// Whether a word that asks for no more than a kind of answer, such as "history", stands in a heading.
    fn asks_for_heading(&self, heading: &str) -> bool {
        let words = self.index.words(heading);
        let mut noise = self.understood.of_role(Role::Noise);
        noise.any(|asked| words.iter().any(|word| word.stem == asked.word.stem))
    }

    pub(super) fn choices(&self, articles: &[u32]) -> Result<Outcome, Error> {
        let mut choices = Vec::new();
        for article in articles {
            let entry = &self.index.articles()[*article as usize];
            let opening = match entry.passage_numbers().next() {
                Some(number) => opening_words(&self.index.passage(number)?.passage.text),
                None => String::new(),
            };
            let url = self.index.wiki().url_of(&entry.title, entry.url.as_deref(), None);
            choices.push(Choice { title: entry.title.clone(), opening, url });
        }
        Ok(Outcome::Ambiguous { choices })
    }

    /// What the subject's own notes lead to, where the question asks for just that and the article tells nothing of it.
    pub(super) fn by_hatnote(&self) -> Result<Option<Outcome>, Error> {
        let Some(article) = self.subject().first().filter(|_| self.section.is_none()) else { return Ok(None) };
        let mut content = self.content();
        content.extend(self.understood.of_role(Role::Continuity));
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
