//! A server's own names for articles: "QPM" and the title it stands for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Label, Named, Refusal};
use crate::lore::fold;

/// Names and the titles they stand for. Case, accents and apostrophes of a name do not count, so that no two read the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<Label, Label>", into = "BTreeMap<Label, Label>")]
pub struct Aliases {
    /// Each name and its title, by the folded name.
    by_fold: BTreeMap<String, (Label, Label)>,
}

impl Aliases {
    /// The title that a name stands for.
    pub fn article(&self, name: &str) -> Option<&Label> {
        self.by_fold.get(&fold(name)).map(|(_, article)| article)
    }

    /// Has a name stand for a title, instead of any other that it stood for.
    ///
    /// # Errors
    /// When the name has neither letters nor digits, by which it could be found.
    pub fn set(&mut self, name: Label, article: Label) -> Result<(), Refusal> {
        let folded = fold(name.as_str());
        if folded.is_empty() {
            return Err(Refusal::Alias);
        }
        self.by_fold.insert(folded, (name, article));
        Ok(())
    }

    /// Drops a name; gives the title that it stood for.
    pub fn remove(&mut self, name: &str) -> Option<Label> {
        self.by_fold.remove(&fold(name)).map(|(_, article)| article)
    }

    /// Every name with its title.
    pub fn iter(&self) -> impl Iterator<Item = (&Label, &Label)> {
        self.by_fold.values().map(|(name, article)| (name, article))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.by_fold.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_fold.is_empty()
    }
}

impl TryFrom<BTreeMap<Label, Label>> for Aliases {
    type Error = Refusal;

    fn try_from(names: BTreeMap<Label, Label>) -> Result<Aliases, Refusal> {
        let mut aliases = Aliases::default();
        for (name, article) in names {
            if aliases.article(name.as_str()).is_some() {
                return Err(Refusal::Twice(Named::Alias(name.to_string())));
            }
            aliases.set(name, article)?;
        }
        Ok(aliases)
    }
}

impl From<Aliases> for BTreeMap<Label, Label> {
    fn from(aliases: Aliases) -> BTreeMap<Label, Label> {
        aliases.by_fold.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Label {
        Label::new(text).unwrap()
    }

    #[test]
    fn a_name_is_found_however_it_is_typed() {
        let mut aliases = Aliases::default();
        aliases.set(label("T'Vé"), label("The Tower of Véga")).unwrap();
        assert_eq!(aliases.article("tve"), Some(&label("The Tower of Véga")));
        assert_eq!(aliases.article("tv"), None);
        aliases.set(label("TVE"), label("Osa")).unwrap();
        assert_eq!(aliases.iter().collect::<Vec<_>>(), [(&label("TVE"), &label("Osa"))]);
        assert_eq!((aliases.remove("t’vé"), aliases.len()), (Some(label("Osa")), 0));
    }

    #[test]
    fn names_that_read_the_same_or_not_at_all_are_refused() {
        let named = |names: &[&str]| names.iter().map(|name| (label(name), label("Osa"))).collect::<BTreeMap<_, _>>();
        assert_eq!(Aliases::try_from(named(&["Tve", "T’vé"])), Err(Refusal::Twice(Named::Alias("T’vé".into()))));
        assert_eq!(Aliases::try_from(named(&["?!"])), Err(Refusal::Alias));
    }
}
