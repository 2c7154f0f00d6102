//! What is worked out of a profile once, for all articles of a wiki.

use std::collections::HashSet;

use super::Profile;
use super::vocabulary::Vocabulary;
use crate::lore::{Continuities, fold};

/// A profile made ready for reading.
#[derive(Debug)]
pub struct Prepared {
    pub(super) profile: Profile,
    pub(super) vocabulary: Vocabulary,
    pub(super) continuities: Continuities,
    /// The folded headings of sections that hold no lore.
    boilerplate: HashSet<String>,
}

impl Prepared {
    /// Prepares a profile.
    pub fn of(profile: &Profile) -> Prepared {
        Prepared {
            vocabulary: Vocabulary::of(profile),
            continuities: Continuities::of(&profile.wiki.continuities),
            boilerplate: profile.page.boilerplate.iter().map(|heading| fold(heading)).collect(),
            profile: profile.clone(),
        }
    }

    /// Whether sections under this heading are kept for other things than lore.
    pub(super) fn is_boilerplate(&self, heading: &str) -> bool {
        self.boilerplate.contains(&fold(heading))
    }
}
