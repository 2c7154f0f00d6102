//! A question as a command or a button puts it to the library.

use std::fmt;

use crate::lore::{Filter, Scope};

/// A question as it is put to the library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// What is asked, as typed; empty asks for the opening passage of the topic.
    pub asked: String,
    /// The article it is put to, or the whole wiki.
    pub scope: Scope,
    /// The folder name of the wiki it is put to; `None` for all.
    pub wiki: Option<String>,
    /// The years and the continuity insisted on.
    pub filter: Filter,
}

impl Question {
    /// The same question put to one article.
    #[must_use]
    pub fn about(&self, title: &str) -> Question {
        Question { scope: Scope::Topic(title.to_owned()), ..self.clone() }
    }

    /// Another question, to the whole wiki: it names its article itself. What was insisted on holds no more, for what is
    /// offered instead may lie elsewhere.
    #[must_use]
    pub fn instead(&self, asked: &str) -> Question {
        Question { asked: asked.to_owned(), wiki: self.wiki.clone(), ..Question::default() }
    }

    /// The article it is put to; empty for the whole wiki.
    pub fn topic(&self) -> &str {
        match &self.scope {
            Scope::Wiki => "",
            Scope::Topic(topic) => topic,
        }
    }
}

impl fmt::Display for Question {
    /// All that was asked, in one line.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Filter { when, continuity } = &self.filter;
        let parts = [self.topic(), &self.asked, when, continuity];
        out.write_str(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    }
}
