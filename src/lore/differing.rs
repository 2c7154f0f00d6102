//! Sources that differ: two passages that give different accounts of the same thing.

use super::Hit;

/// Two passages of one continuity that differ. Neither is said to be right.
#[derive(Debug, Clone, PartialEq)]
pub struct Differing {
    /// In what they differ.
    pub how: Difference,
    /// The passage that was found, or one shown beside it; its excerpt is the sentence that differs.
    pub said: Hit,
    /// The passage that gives the other account, with the sentence that does.
    pub otherwise: Hit,
}

/// In what two passages differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// In how many it was: "many died" and "78% were killed".
    Amount,
    /// In whether anybody was left: "none survived", and a few years later "the large population".
    Afterwards,
    /// In the year of what happens but once: "born in 2340" and "born in 2341".
    Date,
    /// In who it was: "founded by Kahless" and "founded by Molor".
    Name,
    /// In what the wiki itself says that another source tells otherwise.
    Account,
}

impl Difference {
    /// Its name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Difference::Amount => "amount",
            Difference::Afterwards => "afterwards",
            Difference::Date => "date",
            Difference::Name => "name",
            Difference::Account => "account",
        }
    }
}
