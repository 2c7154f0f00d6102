//! The wikis that questions are put to: all that a front end holds.

use std::cmp::Ordering;
use std::path::Path;
use std::sync::Arc;

use super::asking::Asking;
use super::browse::filter_of;
use super::complete::{Completion, complete, complete_articles};
use super::gather::{gathered, in_turn};
use super::ladder;
use crate::index::{Error, Weighed, Weights, WikiIndex, wikis_in};
use crate::lore::{Answer, Filter, Hit, Nearest, Outcome, Query, Rung, Scope, Wiki, fold, readable};

/// The wikis of an index folder, open for questions. It never changes: a rebuild is seen by opening anew.
#[derive(Debug, Clone)]
pub struct Library {
    indexes: Vec<Arc<WikiIndex>>,
    /// The continuity that is preferred where a question names none.
    favoured: Option<String>,
}

impl Library {
    /// Opens every wiki of an index folder, or only one of them.
    ///
    /// # Errors
    /// When there is none, or one cannot be used; the error says what to run.
    pub fn open(index: &Path, only: Option<&str>) -> Result<Library, Error> {
        Library::open_each(index, only, WikiIndex::open)
    }

    /// The same once every byte has been read, which takes a second a gigabyte or more: for an index that nobody waits for.
    ///
    /// # Errors
    /// Those of [`Library::open`], and when any file is damaged.
    pub fn open_proven(index: &Path, only: Option<&str>) -> Result<Library, Error> {
        Library::open_each(index, only, WikiIndex::open_proven)
    }

    /// Reads every byte of the indexes, which may have been damaged since they were opened.
    ///
    /// # Errors
    /// When any file is damaged; the error says what to run.
    pub fn prove(&self) -> Result<(), Error> {
        self.indexes.iter().try_for_each(|index| index.prove())
    }

    fn open_each(
        index: &Path,
        only: Option<&str>,
        open: fn(&Path) -> Result<WikiIndex, Error>,
    ) -> Result<Library, Error> {
        let mut wikis = wikis_in(index)?;
        wikis.retain(|wiki| only.is_none_or(|only| only == wiki));
        if wikis.is_empty() {
            return Err(Error::Missing(only.map_or_else(|| index.to_owned(), |only| index.join(only))));
        }
        let indexes = wikis.iter().map(|wiki| open(&index.join(wiki))).collect::<Result<_, _>>()?;
        Ok(Library::of(indexes))
    }

    /// A library of indexes that are open already.
    pub fn of(indexes: Vec<WikiIndex>) -> Library {
        Library { indexes: indexes.into_iter().map(Arc::new).collect(), favoured: None }
    }

    /// The library of some of its wikis, by their folder names, in that order; names of others are left out, and no name at
    /// all stands for every wiki. It shares the indexes: making it costs next to nothing.
    #[must_use]
    pub fn among<'names>(&self, wikis: impl IntoIterator<Item = &'names str>) -> Library {
        let mut wikis = wikis.into_iter().peekable();
        if wikis.peek().is_none() {
            return self.clone();
        }
        let known = |wiki: &str| self.indexes.iter().find(|index| index.wiki().id == wiki).cloned();
        Library { indexes: wikis.filter_map(known).collect(), favoured: self.favoured.clone() }
    }

    /// The same library, which prefers a continuity where a question names none: an answer from it is taken unless another
    /// is closer to what was asked.
    #[must_use]
    pub fn favouring(self, continuity: Option<&str>) -> Library {
        Library { favoured: continuity.map(ToOwned::to_owned), ..self }
    }

    /// The wikis, in the order of their folder names, or that in which they were chosen.
    pub fn wikis(&self) -> impl Iterator<Item = &Wiki> {
        self.indexes.iter().map(|index| index.wiki())
    }

    /// The indexes, in the same order.
    pub fn indexes(&self) -> &[Arc<WikiIndex>] {
        &self.indexes
    }

    /// Whether a name leads to an article of any wiki.
    pub fn has_topic(&self, name: &str) -> bool {
        let name = fold(readable(name));
        self.indexes.iter().any(|index| !index.named(&name).is_empty())
    }

    /// Answers a question, put to one wiki (by its folder name) or to all; of several answers the closest, of equally
    /// close ones the surest as each wiki is calibrated, else that of the first wiki. Where none has a passage, what all of
    /// them suggest. Whatever was typed is an answer.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn answer(&self, asked: &str, scope: &Scope, wiki: Option<&str>) -> Result<Answer, Error> {
        self.answer_within(asked, scope, wiki, &Filter::default())
    }

    /// The same, from the passages that a filter lets through. A wiki that counts no such years or tells no such continuity
    /// apart has none.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn answer_within(
        &self,
        asked: &str,
        scope: &Scope,
        wiki: Option<&str>,
        filter: &Filter,
    ) -> Result<Answer, Error> {
        let (asked, scope, filter) = (readable(asked), &scope.readable(), &filter.readable());
        let mut closest: Option<(Answer, Asking)> = None;
        let mut others = Vec::new();
        for index in self.indexes.iter().filter(|index| wiki.is_none_or(|wiki| index.wiki().id == wiki)) {
            for (own, is_preference) in self.filters(filter, index.wiki()) {
                let rules = &index.wiki().years;
                let query = Query::read(asked, scope.clone(), rules).within(&own, rules);
                let asking = Asking::read(&query, index)?;
                if is_preference && asking.understood.continuity.is_some() {
                    continue;
                }
                let answer = ladder::answer(&asking)?;
                if is_closer(&answer, &asking, closest.as_ref())? {
                    others.extend(closest.replace((answer, asking)).map(|(other, _)| other));
                } else {
                    others.push(answer);
                }
            }
        }
        let closest = closest.map(|(answer, _)| gathered(answer, &others));
        Ok(closest.unwrap_or_else(|| Answer {
            asked: asked.to_owned(),
            wiki: String::new(),
            topic: None,
            mended: Vec::new(),
            unmatched: Vec::new(),
            outcome: Outcome::Nothing { nearest: Nearest::default() },
            differing: Vec::new(),
        }))
    }

    /// A filter in a wiki's own terms, none where the wiki has nothing that fits; before it the preferred continuity, where
    /// the filter names none. Each with whether it is that preference.
    fn filters(&self, filter: &Filter, wiki: &Wiki) -> impl Iterator<Item = (Filter, bool)> {
        let favoured = self.favoured.as_ref().filter(|_| filter.continuity.is_empty());
        let favoured = favoured.map(|name| Filter { continuity: name.clone(), ..filter.clone() });
        let favoured = favoured.and_then(|favoured| filter_of(&favoured, wiki)).map(|filter| (filter, true));
        favoured.into_iter().chain(filter_of(filter, wiki).map(|filter| (filter, false)))
    }

    /// The passages that the words of a question find in one wiki, best first and at most `most`, with what speaks for each:
    /// for whoever looks into the ranking. Names of articles alone, years and refusals are not minded.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn weighed(&self, asked: &str, wiki: Option<&str>, most: usize) -> Result<Vec<(Hit, Weighed)>, Error> {
        let Some(index) = self.indexes.iter().find(|index| wiki.is_none_or(|wiki| index.wiki().id == wiki)) else {
            return Ok(Vec::new());
        };
        let query = Query::read(asked, Scope::Wiki, &index.wiki().years);
        Asking::read(&query, index)?.weighed(most)
    }

    /// The weights that the first wiki ranks by; all wikis of a library rank alike.
    pub fn weights(&self) -> Weights {
        self.indexes.first().map(|index| *index.weights()).unwrap_or_default()
    }

    /// The same library, ranking by other weights; a wiki that another library holds too keeps its own.
    #[must_use]
    pub fn with_weights(mut self, weights: Weights) -> Library {
        for index in self.indexes.iter_mut().filter_map(Arc::get_mut) {
            index.rank_by(weights);
        }
        self
    }

    /// The articles and sections that begin like what was typed, or nearly, best first and at most `most`; well-known
    /// articles for an empty text. With several wikis each gives its best in turn.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn complete(&self, typed: &str, most: usize) -> Result<Vec<Completion>, Error> {
        self.offered(most, |index| complete(index, readable(typed), most))
    }

    /// The same, articles alone.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn complete_articles(&self, typed: &str, most: usize) -> Result<Vec<Completion>, Error> {
        self.offered(most, |index| complete_articles(index, readable(typed), most))
    }

    /// What each wiki offers, the best of each first.
    fn offered(
        &self,
        most: usize,
        by: impl Fn(&WikiIndex) -> Result<Vec<Completion>, Error>,
    ) -> Result<Vec<Completion>, Error> {
        let lists = self.indexes.iter().map(|index| by(index)).collect::<Result<Vec<_>, _>>()?;
        let lists: Vec<&[Completion]> = lists.iter().map(Vec::as_slice).collect();
        Ok(in_turn(&lists, most, |one, other| one.title == other.title))
    }
}

/// Whether an answer is closer to what was asked than the closest so far; of equally close passages of two wikis the surer.
fn is_closer(answer: &Answer, asking: &Asking, closest: Option<&(Answer, Asking)>) -> Result<bool, Error> {
    let Some((other, by)) = closest else { return Ok(true) };
    Ok(match closeness(answer).cmp(&closeness(other)) {
        Ordering::Equal if std::ptr::eq(asking.index, by.index) => false,
        Ordering::Equal => matches!(answer.outcome, Outcome::Found { .. }) && asking.sureness()? > by.sureness()?,
        order => order.is_gt(),
    })
}

/// How close an answer is to what was asked; greater is closer.
fn closeness(answer: &Answer) -> u8 {
    match &answer.outcome {
        Outcome::Found { rung: Rung::Exact, .. } => 7,
        Outcome::Found { rung: Rung::Mended, .. } => 6,
        Outcome::Found { rung: Rung::Relaxed, .. } => 5,
        Outcome::Ambiguous { .. } => 4,
        Outcome::DidYouMean { .. } => 3,
        Outcome::Found { rung: Rung::Uncertain, .. } => 2,
        Outcome::Nothing { nearest } if nearest.not_indexed.is_some() || !nearest.years.is_empty() => 1,
        Outcome::Nothing { .. } => 0,
    }
}
