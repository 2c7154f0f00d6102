//! The one article that a topic's name means, in one wiki or in the best of several.

use super::asking::Asking;
use super::library::Library;
use super::section_link::Link;
use super::timeline::Stretch;
use super::understand::{exactly_named, led_to};
use super::{Error, ladder};
use crate::index::WikiIndex;
use crate::lore::{Answer, Lookup, Mending, Outcome, Query, Scope, fold, readable};

/// An article that was asked for by name.
#[derive(Debug, Clone)]
pub(super) struct Subject<'library> {
    pub index: &'library WikiIndex,
    /// Its number.
    pub article: u32,
    pub mended: Vec<Mending>,
    /// The continuity named with it.
    pub continuity: Option<String>,
    /// The years named with it, not those in its name.
    pub years: Stretch,
}

impl Library {
    /// The article that a name means: in the first wiki that has it by this name, else in the first that has it once
    /// the name is mended. Where there is none or several, the closest answer to the name.
    pub(super) fn subject(&self, name: &str, wiki: Option<&str>) -> Result<Lookup<Subject<'_>>, Error> {
        let name = readable(name);
        let mut closest: Option<Lookup<Subject>> = None;
        for index in self.indexes().iter().filter(|index| wiki.is_none_or(|wiki| index.wiki().id == wiki)) {
            let found = subject_in(index, name)?;
            if closest.as_ref().is_none_or(|closest| closeness(&found) > closeness(closest)) {
                closest = Some(found);
            }
        }
        match closest {
            Some(found) => Ok(found),
            None => Ok(Lookup::Unclear(Box::new(self.answer(name, &Scope::Wiki, wiki)?))),
        }
    }
}

/// How close a lookup comes to what was asked; greater is closer.
fn closeness(lookup: &Lookup<Subject>) -> u8 {
    match lookup {
        Lookup::Told(subject) if subject.mended.is_empty() => 4,
        Lookup::Told(_) => 3,
        Lookup::Unclear(answer) => match answer.outcome {
            Outcome::Ambiguous { .. } => 2,
            Outcome::DidYouMean { .. } => 1,
            _ => 0,
        },
    }
}

fn subject_in<'library>(index: &'library WikiIndex, name: &str) -> Result<Lookup<Subject<'library>>, Error> {
    let name = Link::read(name, index).article;
    let asking = Asking::read(&Query::read(name, Scope::Wiki, &index.wiki().years), index)?;
    let of_title = exactly_named(name.trim(), index).filter(|number| index.articles()[*number as usize].title == name);
    let leads = led_to(index.named(&fold(name)), index);
    let articles = match (of_title, leads.as_slice()) {
        (Some(article), _) if leads.contains(&article) => vec![article],
        (_, [_, ..]) => leads,
        // A note such as "for the mirror universe, see ..." knows better what a longer name means.
        _ if asking.by_hatnote()?.is_some() || !asking.content().is_empty() => vec![],
        _ => asking.subject().to_vec(),
    };
    if let [article] = articles[..] {
        let (mended, continuity) = (asking.mended(), asking.understood.continuity.clone());
        let is_its_name = index.named(&fold(name)).iter().any(|(_, named)| *named == article);
        let years = if is_its_name { Stretch::ALL } else { Stretch::around(&asking.wished()) };
        return Ok(Lookup::Told(Subject { index, article, mended, continuity, years }));
    }
    let mut answer = ladder::answer(&asking)?;
    if !articles.is_empty() {
        answer.outcome = asking.choices(&articles)?;
    } else if let Outcome::Found { .. } = answer.outcome {
        answer.outcome = of_a_passage(&answer, &asking);
        answer.unmatched.clear();
    }
    Ok(Lookup::Unclear(Box::new(answer)))
}

/// What is said of a name that is no article's though passages hold it: an article whose name it holds may be meant, and
/// those passages' articles can be asked for.
fn of_a_passage(answer: &Answer, asking: &Asking) -> Outcome {
    let named = asking.subject().iter().map(|article| asking.index.articles()[*article as usize].title.clone());
    let suggestions: Vec<String> = named.collect();
    if !suggestions.is_empty() {
        return Outcome::DidYouMean { suggestions };
    }
    let mut questions: Vec<String> = Vec::new();
    for hit in answer.hits().filter(|_| answer.is_found()) {
        if !questions.contains(&hit.article) && questions.len() < MOST_QUESTIONS {
            questions.push(hit.article.clone());
        }
    }
    asking.nothing(Vec::new(), questions)
}

/// How many articles are offered for a name that is none's.
const MOST_QUESTIONS: usize = 3;
