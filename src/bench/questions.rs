//! Question sets from files: lists of questions with the passages that answer them, and question files of `check`.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::gold::{Gold, PassageWords};
use crate::answer::Library;
use crate::check::{Expected, QuestionFile};
use crate::lore::Scope;
use crate::rebuild;

/// How the names of lists of questions end.
const LIST: &str = ".queries.tsv";
/// The file with the passages that lists of questions name.
const CORPUS: &str = "corpus.jsonl";

/// Why a question set cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no set there.
    #[error("no question set at {}; name a folder with `articles/`, `corpus.jsonl` and `NAME.queries.tsv`, one such list, or a question file (.toml)", .0.display())]
    NoSet(PathBuf),
    /// A file is not as it must be; file, line and fault.
    #[error("{0}")]
    File(String),
    /// A file could not be read.
    #[error("{}: {source}", .at.display())]
    Io {
        /// The file.
        at: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The articles of the set could not be indexed.
    #[error(transparent)]
    Rebuild(#[from] rebuild::Error),
    /// The index is damaged.
    #[error(transparent)]
    Index(#[from] crate::answer::Error),
}

/// Questions that are put to the same articles, with what answers them.
#[derive(Debug)]
pub struct Set {
    /// The name of its file, without what all such files end in.
    pub name: String,
    pub(super) questions: Vec<Asked>,
    /// The wiki of the library that it is put to, where it names one.
    pub(super) wiki: Option<String>,
}

/// A question of a set.
#[derive(Debug)]
pub(super) struct Asked {
    pub id: String,
    pub text: String,
    /// What it is put to.
    pub scope: Scope,
    pub gold: Gold,
}

/// A passage of a set's corpus.
#[derive(Deserialize)]
struct CorpusPassage {
    id: String,
    text: String,
}

impl Set {
    /// The lists of questions that a path stands for, in the order of their names: a folder stands for all in it.
    ///
    /// # Errors
    /// When there is none.
    pub fn files(at: &Path) -> Result<Vec<PathBuf>, Error> {
        if at.is_file() {
            return Ok(vec![at.to_owned()]);
        }
        let entries = fs::read_dir(at).map_err(|_| Error::NoSet(at.to_owned()))?;
        let is_list = |path: &PathBuf| path.to_string_lossy().ends_with(LIST);
        let mut lists: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_list).collect();
        lists.sort();
        if lists.is_empty() { Err(Error::NoSet(at.to_owned())) } else { Ok(lists) }
    }

    /// Whether a file is put to an index that is there already, instead of one built from the articles beside it.
    pub fn needs_library(file: &Path) -> bool {
        file.extension().is_some_and(|extension| extension == "toml")
    }

    /// The library to put a list of questions to: an index of the articles beside it, in memory.
    ///
    /// # Errors
    /// When there are none, or they cannot be read.
    pub fn library_beside(file: &Path) -> Result<Library, Error> {
        let folder = file.parent().unwrap_or(Path::new("."));
        let folder = folder.canonicalize().map_err(|source| Error::Io { at: folder.to_owned(), source })?;
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let index = rebuild::in_memory(folder.parent().unwrap_or(&folder), &name)?;
        Ok(Library::of(vec![index]))
    }

    /// Reads a set. `most` cuts it to its first questions.
    ///
    /// # Errors
    /// When a file of it cannot be read or understood; file and line are named.
    pub fn read(file: &Path, most: Option<usize>) -> Result<Set, Error> {
        let text = read(file)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let mut set = if Set::needs_library(file) {
            let file = QuestionFile::read(&text, &file.display().to_string()).map_err(Error::File)?;
            Set { name: name.trim_end_matches(".toml").to_owned(), wiki: file.wiki.clone(), questions: of_file(file) }
        } else {
            let corpus = corpus_of(&file.with_file_name(CORPUS))?;
            let questions = of_list(&text, &corpus, file)?;
            Set { name: name.trim_end_matches(LIST).to_owned(), wiki: None, questions }
        };
        set.questions.truncate(most.unwrap_or(usize::MAX));
        Ok(set)
    }

    /// How many questions there are.
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    /// Whether there is no question.
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }
}

fn read(file: &Path) -> Result<String, Error> {
    fs::read_to_string(file).map_err(|source| Error::Io { at: file.to_owned(), source })
}

fn corpus_of(file: &Path) -> Result<HashMap<String, String>, Error> {
    let mut corpus = HashMap::new();
    for (number, line) in read(file)?.lines().enumerate() {
        let passage: CorpusPassage = serde_json::from_str(line)
            .map_err(|error| Error::File(format!("{}:{}: {error}", file.display(), number + 1)))?;
        corpus.insert(passage.id, passage.text);
    }
    Ok(corpus)
}

fn of_list(text: &str, corpus: &HashMap<String, String>, file: &Path) -> Result<Vec<Asked>, Error> {
    let mut questions = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let fault = |what: &str| Error::File(format!("{}:{}: {what}", file.display(), number + 1));
        let mut columns = line.split('\t');
        let (Some(id), Some(text), Some(gold)) = (columns.next(), columns.next(), columns.next()) else {
            return Err(fault("not a name, a question and the names of passages, with tabs between"));
        };
        let passage = |name: &str| corpus.get(name).ok_or_else(|| fault(&format!("no passage {name} in {CORPUS}")));
        let passages = gold.split(',').map(|name| passage(name).map(|text| PassageWords::of(text)));
        let gold = Gold::Passages(passages.collect::<Result<_, _>>()?);
        questions.push(Asked { id: id.to_owned(), text: text.to_owned(), scope: Scope::Wiki, gold });
    }
    Ok(questions)
}

fn of_file(file: QuestionFile) -> Vec<Asked> {
    let gold = |question: crate::check::Question| match question.outcome {
        Expected::Found => Gold::Described(Box::new(question)),
        Expected::Ambiguous | Expected::DidYouMean | Expected::Nothing => Gold::Nothing,
    };
    let numbered = file.questions.into_iter().enumerate();
    let asked = |(at, question): (usize, crate::check::Question)| Asked {
        id: format!("q{}", at + 1),
        text: question.ask.clone(),
        scope: question.topic.clone().map_or(Scope::Wiki, Scope::Topic),
        gold: gold(question),
    };
    numbered.map(asked).collect()
}
