//! Wordings by which a wiki says that its sources tell one thing in several ways. English only.

/// Wordings of a sentence that speaks of sources which differ, folded. A wiki of a world at war speaks of conflicts,
/// disputes and enemies' versions all the time; these are said of nothing but accounts.
const SAID_OF_ACCOUNTS: &[&str] = &[
    "there are conflicting accounts",
    "conflicting information",
    "conflicting source",
    "conflicting date",
    "sources differ",
    "sources disagree",
    "sources conflict",
    "sources vary",
    "accounts differ",
    "accounts vary",
    "accounts disagree",
    "another source states",
    "another source says",
    "another source gives",
    "another source claims",
    "another source places",
    "other sources state",
    "other sources say",
    "other sources give",
    "other sources claim",
    "other sources place",
    "another account states",
    "another account says",
    "another account gives",
    "another account claims",
    "a discrepancy",
];

/// Wordings that speak of accounts only where a source is named a few words on: laws and beliefs are contradicted, too.
const SAID_OF_A_SOURCE: &[&str] =
    &["contradicts", "contradicted by", "contradicted in", "contradicting", "inconsistent with", "in conflict with"];

/// What a source is called.
const SOURCES: &[&str] = &[
    "account",
    "accounts",
    "article",
    "book",
    "books",
    "chapter",
    "comic",
    "comics",
    "dialogue",
    "episode",
    "episodes",
    "film",
    "films",
    "game",
    "games",
    "manual",
    "movie",
    "movies",
    "novel",
    "novelization",
    "novels",
    "series",
    "source",
    "sources",
    "statement",
    "statements",
    "story",
    "text",
];

/// How many words may stand between a wording and the source.
const APART: usize = 5;

/// Whether a folded text says that sources differ.
pub fn speaks_of_accounts(folded: &str) -> bool {
    let folded = format!(" {folded} ");
    let names_source = |said: &str| {
        let wording = format!(" {said} ");
        let mut after = folded.match_indices(&wording).map(|(at, _)| &folded[at + wording.len()..]);
        after.any(|after| after.split(' ').take(APART).any(|word| SOURCES.contains(&word)))
    };
    SAID_OF_ACCOUNTS.iter().any(|said| folded.contains(&format!(" {said}")))
        || SAID_OF_A_SOURCE.iter().any(|said| names_source(said))
}

/// Whether a folded word may be part of such a wording: each has one like this.
pub(super) fn is_said_of_accounts(word: &str) -> bool {
    ["account", "source", "conflict", "contradict", "inconsistent", "discrepanc"].iter().any(|root| word.contains(root))
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    #[test]
    fn every_wording_has_a_word_that_gives_it_away() {
        for said in SAID_OF_ACCOUNTS.iter().chain(SAID_OF_A_SOURCE) {
            assert!(said.split(' ').any(is_said_of_accounts), "{said}");
        }
    }

    #[test]
    fn what_is_said_of_sources_is_told_from_what_is_said_in_the_story() {
        for told in [
            "This contradicts the novel, in which she died.",
            "His oath contradicts an older law. This contradicts the novel, in which she died.",
            "Sources differ on the year of her birth.",
            "Other sources place it on Órban.",
            "This is inconsistent with an earlier episode.",
            "There is a discrepancy between the two.",
        ] {
            assert!(speaks_of_accounts(&fold(told)), "{told}");
        }
        for told in [
            "The first law contradicts the belief that ships need sails.",
            "He gave conflicting accounts of the wreck.",
            "They found another source of water.",
            "The crown was in conflict with Órban.",
        ] {
            assert!(!speaks_of_accounts(&fold(told)), "{told}");
        }
    }
}
