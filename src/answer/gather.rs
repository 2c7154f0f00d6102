//! What several wikis say where none of them answers: the suggestions of all, the best of each in turn.

use super::by_words::MOST_SUGGESTIONS;
use crate::lore::{Answer, Outcome};

/// The closest of several answers, where it has no passage with what the others would suggest as well.
pub(super) fn gathered(mut closest: Answer, others: &[Answer]) -> Answer {
    let refusing = others.iter().filter(|other| other.hits().next().is_none() && closest.topic.is_none());
    let mut wikis = vec![closest.wiki.as_str()];
    for other in refusing {
        // A wiki was asked twice where a continuity is favoured.
        if !wikis.contains(&other.wiki.as_str()) {
            wikis.push(&other.wiki);
        }
    }
    let all = wikis.join(", ");
    let outcomes = others.iter().map(|other| &other.outcome);
    match &mut closest.outcome {
        Outcome::Found { .. } => return closest,
        Outcome::Ambiguous { choices } => {
            for other in outcomes {
                let Outcome::Ambiguous { choices: theirs } = other else { continue };
                let fresh = theirs.iter().filter(|their| !choices.iter().any(|known| known.title == their.title));
                let fresh: Vec<_> = fresh.cloned().collect();
                choices.extend(fresh);
            }
            return closest;
        }
        Outcome::DidYouMean { suggestions } => {
            let theirs = outcomes.filter_map(|other| match other {
                Outcome::DidYouMean { suggestions } => Some(suggestions.as_slice()),
                _ => None,
            });
            *suggestions = suggested(suggestions, theirs);
        }
        Outcome::Nothing { nearest } => {
            let theirs = outcomes.filter_map(|other| match other {
                Outcome::Nothing { nearest } => Some(nearest.questions.as_slice()),
                _ => None,
            });
            nearest.questions = suggested(&nearest.questions, theirs);
        }
    }
    closest.wiki = all;
    closest
}

/// The suggestions of all, the best of each in turn.
fn suggested<'lists>(own: &'lists [String], others: impl Iterator<Item = &'lists [String]>) -> Vec<String> {
    let lists: Vec<&[String]> = std::iter::once(own).chain(others).collect();
    in_turn(&lists, MOST_SUGGESTIONS.max(own.len()), |one, other| one == other)
}

/// The first of each list, then the second of each, at most so many and none that is the same as one before.
pub(super) fn in_turn<T: Clone>(lists: &[&[T]], most: usize, is_same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let longest = lists.iter().map(|list| list.len()).max().unwrap_or(0);
    let mut merged: Vec<T> = Vec::new();
    for item in (0..longest).flat_map(|place| lists.iter().filter_map(move |list| list.get(place))) {
        if merged.len() == most {
            break;
        }
        if !merged.iter().any(|known| is_same(known, item)) {
            merged.push(item.clone());
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lore::{Choice, Nearest};

    fn answer(wiki: &str, outcome: Outcome) -> Answer {
        Answer {
            asked: "órban".to_owned(),
            wiki: wiki.to_owned(),
            topic: None,
            mended: Vec::new(),
            unmatched: Vec::new(),
            outcome,
            differing: Vec::new(),
        }
    }

    fn nothing(wiki: &str, questions: &[&str]) -> Answer {
        let questions = questions.iter().map(|question| (*question).to_owned()).collect();
        answer(wiki, Outcome::Nothing { nearest: Nearest { questions, ..Nearest::default() } })
    }

    #[test]
    fn what_each_wiki_suggests_is_offered_in_turn() {
        let all = gathered(nothing("Tides", &["Isk", "Tarn"]), &[nothing("Lamps", &["Wick", "Isk", "Oil", "Ash"])]);
        assert_eq!(all.wiki, "Tides, Lamps");
        assert_eq!(all.suggestions(), ["Isk", "Wick", "Tarn", "Oil", "Ash"]);
    }

    #[test]
    fn what_is_of_another_kind_stays_apart() {
        let choice = |title: &str| Choice { title: title.to_owned(), opening: String::new(), url: None };
        let ambiguous =
            |wiki, titles: [&str; 2]| answer(wiki, Outcome::Ambiguous { choices: titles.map(choice).to_vec() });
        let others = [ambiguous("Lamps", ["Isk", "Wick"]), nothing("Sails", &["Tern"])];
        let all = gathered(ambiguous("Tides", ["Isk", "Tarn"]), &others);
        assert_eq!(all.suggestions(), ["Isk", "Tarn", "Wick"]);
    }
}
