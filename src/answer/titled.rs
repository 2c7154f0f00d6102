//! The article that a name leads to, for whoever wants to keep its title.

use super::Error;
use super::library::Library;
use crate::lore::Lookup;

/// An article by its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// The folder name of its wiki.
    pub wiki: String,
    /// Its title.
    pub title: String,
}

impl Library {
    /// The one article that a name means; `None` where it means several, or none.
    ///
    /// # Errors
    /// When the files of an index turn out damaged while they are read.
    pub fn titled(&self, name: &str) -> Result<Option<Titled>, Error> {
        Ok(match self.subject(name, None)? {
            Lookup::Told(subject) => {
                let title = subject.index.articles()[subject.article as usize].title.clone();
                Some(Titled { wiki: subject.index.wiki().id.clone(), title })
            }
            Lookup::Unclear(_) => None,
        })
    }
}
