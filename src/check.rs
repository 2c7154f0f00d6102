//! Question files to a report: the offline tests of a wiki, behind `lorebot check` and behind the project's own.

use serde::Deserialize;

use crate::answer::{self, Library};
use crate::lore::{Answer, Attribution, Hit, Outcome, Scope};

/// The questions of a file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionFile {
    /// The wiki they are put to, by its folder name; all wikis where none is named.
    pub wiki: Option<String>,
    /// The questions.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
}

/// A question and what must come of it. What is not named is not looked at.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question as typed.
    pub ask: String,
    /// The article it is put to, as `/khitomer 2409` puts it to Khitomer.
    pub topic: Option<String>,
    /// What must come of it.
    #[serde(default)]
    pub outcome: Expected,
    /// The article of the passage.
    pub article: Option<String>,
    /// The innermost heading of the passage; empty for the text above all headings.
    pub section: Option<String>,
    /// How the passage begins.
    pub begins: Option<String>,
    /// Words that the passage holds.
    pub contains: Option<String>,
    /// Words of other passages, in any article, that answer as well.
    #[serde(default)]
    pub also: Vec<String>,
    /// The title of a work that the passage's citation names.
    pub cites: Option<String>,
    /// How the citation is known to belong.
    pub attribution: Option<Attribution>,
    /// The continuity of the passage.
    pub continuity: Option<String>,
    /// The rung that must hold: `exact`, `relaxed` or `mended`.
    pub rung: Option<String>,
    /// Words that one of the suggestions holds.
    pub suggests: Option<String>,
    /// Words that other passages hold, in this order.
    #[serde(default)]
    pub others: Vec<String>,
    /// Why this is right.
    pub because: Option<String>,
    /// Why the answer is known to be wrong as yet. Such a question is reported, and fails only once it is right.
    pub known_wrong: Option<String>,
}

/// What must come of a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A passage.
    #[default]
    Found,
    /// A choice between articles.
    Ambiguous,
    /// A question spelt much like it.
    DidYouMean,
    /// An honest nothing; a suggestion counts as one.
    Nothing,
}

/// What came of a file of questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The questions asked.
    pub asked: usize,
    /// Those that must find a passage.
    pub answerable: usize,
    /// Of these, those whose passage came first.
    pub right_at_1: usize,
    /// Of these, those whose passage was among the first five.
    pub right_at_5: usize,
    /// The questions that name a cited work or an attribution.
    pub citing: usize,
    /// Of these, those whose citation was exact.
    pub cited_right: usize,
    /// The questions that must be refused.
    pub unanswerable: usize,
    /// Of these, those that were.
    pub refused_right: usize,
    /// Questions known to be answered wrongly as yet.
    pub known_wrong: usize,
    /// What was not as it must be, a line each, with the question first.
    pub failures: Vec<String>,
}

impl QuestionFile {
    /// Reads a question file. `file` names it in the error.
    ///
    /// # Errors
    /// When it is no TOML or has a key that is not known; the error says where.
    pub fn read(text: &str, file: &str) -> Result<QuestionFile, String> {
        read_toml(text, file)
    }
}

/// Reads a value from TOML. `file` names it in the error.
///
/// # Errors
/// When it is no TOML or not such a value; the error says where.
pub fn read_toml<T: serde::de::DeserializeOwned>(text: &str, file: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        format!("{file}:{line}: {}", error.message())
    })
}

impl Report {
    /// Asks every question of a file and compares the answers. `default_wiki` is asked where the file names none.
    ///
    /// # Errors
    /// When an index is damaged.
    pub fn of(file: &QuestionFile, library: &Library, default_wiki: Option<&str>) -> Result<Report, answer::Error> {
        let mut report = Report::default();
        for question in &file.questions {
            let scope = question.topic.clone().map_or(Scope::Wiki, Scope::Topic);
            let answer = library.answer(&question.ask, &scope, file.wiki.as_deref().or(default_wiki))?;
            report.add(question, &answer);
        }
        Ok(report)
    }

    /// Whether every question was answered as it must be.
    pub fn is_right(&self) -> bool {
        self.failures.is_empty()
    }

    /// Adds the counts and failures of another file.
    pub fn merge(&mut self, other: Report) {
        self.asked += other.asked;
        self.answerable += other.answerable;
        self.right_at_1 += other.right_at_1;
        self.right_at_5 += other.right_at_5;
        self.citing += other.citing;
        self.cited_right += other.cited_right;
        self.unanswerable += other.unanswerable;
        self.refused_right += other.refused_right;
        self.known_wrong += other.known_wrong;
        self.failures.extend(other.failures);
    }

    fn add(&mut self, question: &Question, answer: &Answer) {
        self.asked += 1;
        let faults = question.faults(answer);
        if question.outcome == Expected::Found {
            self.answerable += 1;
            let hits = answer.hits().collect::<Vec<_>>();
            let right = |hit: &Hit| question.is_met_by(hit);
            self.right_at_1 += usize::from(hits.first().is_some_and(|hit| right(hit)));
            self.right_at_5 += usize::from(hits.iter().take(5).any(|hit| right(hit)));
            if question.cites.is_some() || question.attribution.is_some() {
                self.citing += 1;
                let exact = hits.first().is_some_and(|hit| right(hit) && question.citation_faults(hit).is_empty());
                self.cited_right += usize::from(exact);
            }
        } else if question.outcome == Expected::Nothing {
            self.unanswerable += 1;
            self.refused_right += usize::from(!answer.is_found());
        }
        let asked = match &question.topic {
            Some(topic) => format!("{} (in {topic})", question.ask),
            None => question.ask.clone(),
        };
        match (&question.known_wrong, faults.is_empty()) {
            (None, false) => self.failures.push(format!("{asked}: {}", faults.join("; "))),
            (Some(_), false) => self.known_wrong += 1,
            (Some(_), true) => self.failures.push(format!("{asked}: this is right now; remove its `known_wrong`")),
            (None, true) => {}
        }
    }
}

impl Question {
    /// Whether a passage is the one asked for, or one that answers as well.
    pub fn is_met_by(&self, hit: &Hit) -> bool {
        self.passage_faults(hit).is_empty()
    }

    /// What is not as it must be, one phrase each.
    fn faults(&self, answer: &Answer) -> Vec<String> {
        let mut faults = Vec::new();
        let outcome = match &answer.outcome {
            // Shown as the nearest there is: where nothing should be found, that is said honestly enough.
            Outcome::Found { .. } if answer.is_uncertain() && self.outcome == Expected::Nothing => return faults,
            Outcome::Found { .. } => Expected::Found,
            Outcome::Ambiguous { .. } => Expected::Ambiguous,
            Outcome::DidYouMean { .. } => Expected::DidYouMean,
            Outcome::Nothing { .. } => Expected::Nothing,
        };
        let refused = self.outcome == Expected::Nothing && outcome == Expected::DidYouMean;
        if outcome != self.outcome && !refused {
            faults.push(format!("{outcome:?} instead of {:?}{}", self.outcome, shown(answer)));
            return faults;
        }
        if let Outcome::Found { best, others, rung } = &answer.outcome {
            faults.extend(self.passage_faults(best));
            faults.extend(self.citation_faults(best));
            if self.rung.as_ref().is_some_and(|wanted| wanted != rung.name()) {
                faults.push(format!("rung {}", rung.name()));
            }
            faults.extend(self.other_faults(others));
        }
        if let Some(wanted) = &self.suggests {
            let suggestions = answer.suggestions();
            if !suggestions.iter().any(|suggestion| suggestion.contains(wanted.as_str())) {
                faults.push(format!("suggests {suggestions:?} instead of {wanted:?}"));
            }
        }
        faults
    }

    fn passage_faults(&self, hit: &Hit) -> Vec<String> {
        let mut faults = Vec::new();
        if self.also.iter().any(|words| hit.passage.contains(words.as_str())) {
            return faults;
        }
        let heading = hit.section.last().map_or("", String::as_str);
        let opening = || hit.passage.chars().take(50).collect::<String>();
        if self.article.as_ref().is_some_and(|wanted| *wanted != hit.article) {
            faults.push(format!("article {:?}, {:?}…", hit.article, opening()));
        }
        if self.section.as_ref().is_some_and(|wanted| wanted != heading) {
            faults.push(format!("section {heading:?}"));
        }
        if self.begins.as_ref().is_some_and(|wanted| !hit.passage.starts_with(wanted.as_str())) {
            faults.push(format!("begins {:?}", opening()));
        }
        if self.contains.as_ref().is_some_and(|wanted| !hit.passage.contains(wanted.as_str())) {
            faults.push(format!("the passage {:?}… does not hold it", opening()));
        }
        if self.continuity.as_ref().is_some_and(|wanted| *wanted != hit.continuity) {
            faults.push(format!("continuity {:?}", hit.continuity));
        }
        faults
    }

    fn citation_faults(&self, hit: &Hit) -> Vec<String> {
        let mut faults = Vec::new();
        let titles: Vec<&str> =
            hit.citations.iter().flat_map(|citation| &citation.works).map(|work| work.title.as_str()).collect();
        if self.cites.as_ref().is_some_and(|wanted| !titles.contains(&wanted.as_str())) {
            faults.push(format!("cites {titles:?}"));
        }
        if self.attribution.is_some_and(|wanted| wanted != hit.attribution) {
            faults.push(format!("attribution {:?}", hit.attribution));
        }
        faults
    }

    fn other_faults(&self, others: &[Hit]) -> Vec<String> {
        let mut rest = others.iter();
        let missing = |wanted: &&String| !rest.any(|hit| hit.passage.contains(wanted.as_str()));
        self.others
            .iter()
            .find(missing)
            .map(|wanted| format!("{wanted:?} is not among the others in order"))
            .into_iter()
            .collect()
    }
}

/// What an unexpected answer shows, in a few words.
fn shown(answer: &Answer) -> String {
    match &answer.outcome {
        Outcome::Found { best, .. } => {
            format!(" ({}: {:?}…)", best.article, best.passage.chars().take(40).collect::<String>())
        }
        _ => format!(" (suggests {:?})", answer.suggestions()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_a_question_file_is_named_with_its_line() {
        let error = QuestionFile::read("[[question]]\nask = \"a\"\nanswer = 1\n", "q.toml").unwrap_err();
        assert!(error.starts_with("q.toml:3: unknown field `answer`"), "{error}");
    }
}
