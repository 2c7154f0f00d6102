//! Claims: how many of whom a passage says died, survived or lived somewhere, and when.
//!
//! English only, and only the plainest wordings: what is not read as a claim is never compared.

use std::ops::Range;

use super::amount::Amount;
use super::claim_words::{amount, binds_amount, event, is_rough, is_unreal};
use super::sentence_words::{Words, years_within};
use super::sentences::sentences;
use crate::lore::{Bound, Fate, Group, Passage, PassageKind, YearSpan, fate_told, group_named, is_stop_word, words_of};

/// What a sentence claims.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    /// The sentence's place in the passage.
    pub sentence: Range<usize>,
    pub group: Group,
    pub fate: Fate,
    pub amount: Amount,
    /// The years it speaks of: its own, else those named last before it in the passage.
    pub years: Option<(i32, i32)>,
    /// The kinds of event that the sentence names, else those that its passage does.
    pub events: Vec<&'static str>,
    /// The names in the sentence, folded.
    pub names: Vec<String>,
    /// Those of them that say whose group it is: "the settlers of Órban", "Órban's people".
    pub whose: Vec<String>,
}

/// The most claims that are read in one passage.
const MOST_CLAIMS: usize = 12;

/// How many words may stand between an amount and its group.
const APART: usize = 4;

/// How many words may stand between a group and its fate.
const FATE_APART: usize = 9;

/// The claims of a passage, in order. Lists, tables, quotations and facts claim nothing.
pub(super) fn claims_of(passage: &Passage) -> Vec<Claim> {
    if !matches!(passage.kind, PassageKind::Paragraph | PassageKind::Footnote) {
        return Vec::new();
    }
    let text = passage.lore_text();
    let mut claims = Vec::new();
    for mut sentence in sentences(&text, passage.kind) {
        if claims.len() == MOST_CLAIMS {
            break;
        }
        let words = Words::of(&text, &sentence, &passage.years);
        if let Some((of, group, fate, amount)) = words.claim() {
            let years = years_at(&passage.years, &sentence);
            let events = events_at(&text, &words);
            if text[..sentence.start].trim().is_empty() {
                sentence.start = 0; // "The novel ... states": the source is blanked, but the sentence begins with it.
            }
            claims.push(Claim {
                names: words.names(),
                whose: words.whose(of),
                sentence,
                group,
                fate,
                amount,
                years,
                events,
            });
        }
    }
    claims
}

fn events_at(text: &str, sentence: &Words) -> Vec<&'static str> {
    let own: Vec<&str> = sentence.folded.iter().filter_map(|(_, word)| event(word)).collect();
    if own.is_empty() { words_of(text).iter().filter_map(|(_, word)| event(word)).collect() } else { own }
}

/// The years that a sentence speaks of, where they are told plainly.
pub(super) fn years_at(years: &[YearSpan], sentence: &Range<usize>) -> Option<(i32, i32)> {
    let own = years_within(years, sentence).first();
    let before = || years_within(years, &(0..sentence.start)).last();
    let span = own.or_else(before)?;
    matches!(span.bound, Bound::Within | Bound::About).then_some((span.first, span.last))
}

/// The place of a group's word, the group, its fate, and how many it was.
type Claimed = (usize, Group, Fate, Amount);

impl Words<'_> {
    /// The first claim of the sentence.
    fn claim(&self) -> Option<Claimed> {
        if self.folded.iter().any(|(_, word)| is_unreal(word)) {
            return None;
        }
        (0..self.folded.len()).find_map(|at| self.claim_of_amount(at).or_else(|| self.claim_of_nobody(at)))
    }

    /// "many of the colonists died", "killing all of the crew", "the large population".
    fn claim_of_amount(&self, at: usize) -> Option<Claimed> {
        if self.word(at) == "large" && matches!(self.word(at + 1), "population" | "populace") {
            return Some((at + 1, Group::People, Fate::Lived, Amount::Many));
        }
        let (amount, end) = self.amount_at(at)?;
        let of = (end..self.folded.len().min(end + APART)).find(|at| group_named(self.word(*at)).is_some())?;
        let between = &self.folded[end..of];
        let binds = |(range, word): &(Range<usize>, String)| {
            binds_amount(word) || self.text[range.clone()].starts_with(char::is_uppercase)
        };
        if !between.iter().all(binds) || self.is_parted(at, of) {
            return None;
        }
        let (group, own_fate) = group_named(self.word(of))?;
        let fate = own_fate.or_else(|| self.fate_after(of)).or_else(|| self.fate_before(at))?;
        Some((of, group, fate, amount))
    }

    /// "left nobody alive", "no one survived".
    fn claim_of_nobody(&self, at: usize) -> Option<Claimed> {
        let is_nobody = self.word(at) == "nobody" || self.word(at) == "no" && self.word(at + 1) == "one";
        let fate = self.fate_after(at).filter(|_| is_nobody)?;
        (fate == Fate::Survived).then_some((at, Group::People, fate, Amount::None))
    }

    /// The amount that begins at a word, and the word after it.
    fn amount_at(&self, at: usize) -> Option<(Amount, usize)> {
        if let Some(named) = amount(self.word(at)) {
            return Some((named, at + 1));
        }
        let (number, end) = self.number_at(at)?;
        let (range, _) = &self.folded[end - 1];
        if self.text[range.end..].trim_start().starts_with('%') {
            return Some((Amount::Share(number), end));
        }
        match (self.word(end), self.word(end + 1)) {
            ("percent", _) => Some((Amount::Share(number), end + 1)),
            ("per", "cent") => Some((Amount::Share(number), end + 2)),
            _ => {
                let rough = at > 0 && is_rough(self.word(at - 1));
                Some((Amount::Count { number, rough }, end))
            }
        }
    }

    /// Whether a mark parts two words into different clauses.
    fn is_parted(&self, from: usize, to: usize) -> bool {
        (from + 1..=to).any(|at| self.gap_before(at).contains([',', ';', ':', '(', ')']) && self.gap_before(at) != ",")
    }

    /// The fate told after a group in its clause.
    fn fate_after(&self, of: usize) -> Option<Fate> {
        let end = self.folded.len().min(of + 1 + FATE_APART);
        let mut clause = (of + 1..end).take_while(|at| !self.gap_before(*at).contains([',', ';', ':', '(']));
        clause.find_map(|at| fate_told(self.word(at)).or_else(|| self.cost_of_lives(at)))
    }

    /// "cost them their lives", "lost their lives".
    fn cost_of_lives(&self, at: usize) -> Option<Fate> {
        let is_lives = self.word(at) == "lives" && self.word(at - 1) == "their";
        let is_cost = || self.folded[..at].iter().any(|(_, word)| matches!(word.as_str(), "cost" | "lost" | "gave"));
        (is_lives && is_cost()).then_some(Fate::Died)
    }

    /// The fate told right before an amount: "killing many", "left none".
    fn fate_before(&self, at: usize) -> Option<Fate> {
        let before = (at.saturating_sub(2)..at).rev().map(|at| self.word(at));
        before.take_while(|word| is_rough(word) || fate_told(word).is_some()).find_map(fate_told)
    }

    /// The names around a group's word that say whose it is: those right before it, and those after "of" or "on".
    fn whose(&self, of: usize) -> Vec<String> {
        let is_name = |at: &usize| self.is_capital(*at) && self.range(*at).start > self.sentence.start;
        let before = (of.saturating_sub(APART)..of).rev().take_while(is_name);
        let binds = matches!(self.word(of + 1), "of" | "on" | "aboard" | "in" | "at");
        let first = of + 2 + usize::from(self.word(of + 2) == "the");
        let after = (first..self.len()).take_while(|at| binds && is_name(at));
        before.chain(after).map(|at| self.word(at).to_owned()).collect()
    }

    /// The names in the sentence but for its first word: words that begin with a capital.
    fn names(&self) -> Vec<String> {
        let is_name = |(range, word): &&(Range<usize>, String)| {
            range.start > self.sentence.start
                && self.text[range.clone()].starts_with(char::is_uppercase)
                && !is_stop_word(word)
        };
        self.folded.iter().filter(is_name).map(|(_, word)| word.clone()).collect()
    }
}

impl Claim {
    /// How many died by it; of survivors none is all, and few is most. `None` where that is left open.
    pub(super) fn dead(&self) -> Option<Amount> {
        Some(match (self.fate, self.amount) {
            (Fate::Died, amount) => amount,
            (Fate::Survived, Amount::None) => Amount::All,
            (Fate::Survived, Amount::All) => Amount::None,
            (Fate::Survived, Amount::Few) => Amount::Most,
            (Fate::Survived, Amount::Most) => Amount::Few,
            (Fate::Survived, Amount::Share(share)) => Amount::Share(100_u64.checked_sub(share)?),
            (Fate::Survived | Fate::Lived, _) => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::telltales_noted;
    use crate::lore::{Attribution, Standing, YearRules, read_years};

    fn claimed(text: &str) -> Vec<(Group, Fate, Amount)> {
        let passage = Passage {
            kind: PassageKind::Paragraph,
            standing: Standing::Lore,
            text: text.to_owned(),
            asides: Vec::new(),
            years: read_years(text, &[], None, &YearRules::default(), false).0,
            continuity: String::new(),
            citations: Vec::new(),
            attribution: Attribution::Uncited,
        };
        let claims = claims_of(&passage);
        assert!(claims.is_empty() || telltales_noted(text, "Órban").may_claim(), "{text}");
        claims.into_iter().map(|claim| (claim.group, claim.fate, claim.amount)).collect()
    }

    #[test]
    fn amounts_of_a_group_and_its_fate_are_read() {
        use Amount::{All, Count, Few, Many, None, Share};
        use Fate::{Died, Lived, Survived};
        for (text, group, fate, amount) in [
            ("Many of the colonists died in the raid.", Group::People, Died, Many),
            ("About 78% of Órban's people were killed.", Group::People, Died, Share(78)),
            ("It cost 12 per cent of the settlers their lives.", Group::People, Died, Share(12)),
            ("None of the crew survived.", Group::Crew, Survived, None),
            ("The raiders left nobody alive.", Group::People, Survived, None),
            ("There were no survivors.", Group::People, Survived, None),
            ("They fled, killing all of the troops.", Group::Troops, Died, All),
            ("Only a few of the villagers perished.", Group::People, Died, Few),
            ("Some 4,000 colonists died.", Group::People, Died, Count { number: 4_000, rough: true }),
            ("Two hundred civilians died.", Group::People, Died, Count { number: 200, rough: false }),
            ("Its large population was fed from afar.", Group::People, Lived, Many),
            ("Most of the colonist's kin died.", Group::People, Died, Amount::Most),
        ] {
            assert_eq!(claimed(text), [(group, fate, amount)], "{text}");
        }
    }

    #[test]
    fn what_is_feared_or_of_others_is_no_claim() {
        for text in [
            "They feared that all of the colonists had died.",
            "If none of the crew survived, the ship was lost.",
            "Many ships came, and the people of Órban died.",
            "All were glad: the people had not died.",
            "In 2346 colonists died.",
            "Many of his songs moved the people.",
        ] {
            assert_eq!(claimed(text), [], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "((many|no|none|of|the|crew|died|4,000|%|,|survivors|\\PC{0,4}) ?){0,12}") {
            let _ = claimed(&text);
        }
    }
}
