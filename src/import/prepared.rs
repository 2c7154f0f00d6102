//! What is worked out of a profile once, for all articles of a wiki.

use std::collections::HashMap;

use super::Profile;
use super::vocabulary::Vocabulary;
use crate::lore::{Continuities, Standing, fold};

/// A profile made ready for reading.
#[derive(Debug)]
pub struct Prepared {
    pub(super) profile: Profile,
    pub(super) vocabulary: Vocabulary,
    pub(super) continuities: Continuities,
    /// What sections speak of that hold no lore, by their folded headings.
    standings: HashMap<String, Standing>,
}

impl Prepared {
    /// Prepares a profile.
    pub fn of(profile: &Profile) -> Prepared {
        Prepared {
            vocabulary: Vocabulary::of(profile),
            continuities: Continuities::of(&profile.wiki.continuities),
            standings: standings(profile),
            profile: profile.clone(),
        }
    }

    /// What a section speaks of by its headings, where that is not lore: what any of them says of it counts for all beneath.
    pub(super) fn standing_under(&self, heading: &[String]) -> Option<Standing> {
        let said: Vec<Standing> =
            heading.iter().filter_map(|heading| self.standings.get(&fold(heading))).copied().collect();
        if said.contains(&Standing::Boilerplate) { Some(Standing::Boilerplate) } else { said.first().copied() }
    }
}

fn standings(profile: &Profile) -> HashMap<String, Standing> {
    let page = &profile.page;
    let under = |headings: &[String], standing: Standing| {
        headings.iter().map(|heading| (fold(heading), standing)).collect::<Vec<_>>()
    };
    let real_world = under(&page.real_world_headings, Standing::RealWorld);
    real_world.into_iter().chain(under(&page.boilerplate, Standing::Boilerplate)).collect()
}
