//! Telltale words: those without which a passage says nothing that another may tell otherwise.
//!
//! A sentence claims how many of a group met which fate, states when or by whom its subject was founded, or speaks of the
//! wiki's sources. Each takes words of a few kinds, and most passages have none of them. Which kinds a passage holds is noted
//! once, while it is indexed, so that only those that may say something are taken apart when a question comes.
//!
//! English only. Words are folded as names are.

use super::accounts::{is_said_of_accounts, speaks_of_accounts};
use super::{base_of_title, fold};

/// Of whom something is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Who lives in a place.
    People,
    /// Who is on board.
    Crew,
    /// Who fights.
    Troops,
    /// Vessels.
    Ships,
}

/// What became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// They died, or were destroyed.
    Died,
    /// They outlived what others did not.
    Survived,
    /// They were there.
    Lived,
}

/// The group that a word names, and what the word alone says of its fate: survivors have survived.
pub fn group_named(word: &str) -> Option<(Group, Option<Fate>)> {
    Some(match word {
        "inhabitants" | "population" | "populace" | "people" | "residents" | "colonists" | "settlers" | "citizens"
        | "civilians" | "villagers" | "townsfolk" => (Group::People, None),
        "survivors" => (Group::People, Some(Fate::Survived)),
        "crew" | "crewmembers" | "crewmen" | "passengers" => (Group::Crew, None),
        "soldiers" | "troops" | "warriors" | "knights" => (Group::Troops, None),
        "ships" | "vessels" | "starships" => (Group::Ships, None),
        _ => return None,
    })
}

/// The fate that a verb or noun tells of.
pub fn fate_told(word: &str) -> Option<Fate> {
    Some(match word {
        "died" | "dead" | "killed" | "killing" | "perished" | "slain" | "slaughtered" | "slaughtering"
        | "massacred" | "annihilated" | "destroyed" => Fate::Died,
        "survived" | "alive" => Fate::Survived,
        _ => return None,
    })
}

/// Words that stand for a group without naming one: "nobody survived", "no one was left".
const STAND_FOR_A_GROUP: [&str; 2] = ["nobody", "one"];

/// Words that tell a fate together with others: "their lives", "a large population".
const HELP_TELL_A_FATE: [&str; 2] = ["lives", "large"];

/// The words of which every sentence, and every line of a box of facts, has one that states something of its subject.
const STATING: [&str; 18] = [
    "assassinated",
    "birth",
    "birthdate",
    "born",
    "commissioned",
    "complement",
    "crew",
    "death",
    "died",
    "discovered",
    "discoverer",
    "established",
    "founded",
    "founder",
    "killed",
    "launched",
    "murdered",
    "population",
];

/// How words begin that tell of people coming to live somewhere anew.
const RESETTLING: [&str; 10] =
    ["resettl", "recoloni", "repopulat", "rebuil", "colonis", "coloniz", "settled", "refugee", "immigra", "returned"];

/// Which kinds of telltale words a passage holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Telltales(u8);

impl Telltales {
    const GROUP: u8 = 1;
    const FATE: u8 = 1 << 1;
    const STATING: u8 = 1 << 2;
    const TITLED: u8 = 1 << 3;
    const RESETTLING: u8 = 1 << 4;
    const ACCOUNTS: u8 = 1 << 5;
    const ALL: u8 = (1 << 6) - 1;

    /// The kinds that a word is of, with or without the possessive it was cut from: claims are read of words as they are folded,
    /// where "colonist's" is `colonists`.
    pub fn of_word(word: &str) -> Telltales {
        let own_group = group_named(word).or_else(|| group_named(&format!("{word}s")));
        let tells_fate = own_group.is_some_and(|(_, fate)| fate.is_some()) || fate_told(word).is_some();
        let kinds = [
            (Self::GROUP, own_group.is_some() || STAND_FOR_A_GROUP.contains(&word)),
            (Self::FATE, tells_fate || HELP_TELL_A_FATE.contains(&word)),
            (Self::STATING, STATING.contains(&word)),
            (Self::RESETTLING, RESETTLING.iter().any(|beginning| word.starts_with(beginning))),
            (Self::ACCOUNTS, is_said_of_accounts(word)),
        ];
        Telltales(kinds.into_iter().filter(|(_, is_one)| *is_one).fold(0, |bits, (bit, _)| bits | bit))
    }

    /// Those of a passage whose words are of these kinds: it may state something of what its article is about only where it
    /// names that, and speaks of accounts only in so many words. `text` is the passage with its citations, which may name the
    /// source that is spoken of; `title` is the article's.
    #[must_use]
    pub fn in_passage(self, text: &str, title: &str) -> Telltales {
        let (is_stating, may_speak_of_accounts) = (self.has(Self::STATING), self.has(Self::ACCOUNTS));
        if !is_stating && !may_speak_of_accounts {
            return self;
        }
        let (text, title) = (fold(text), fold(base_of_title(title)));
        let titled = if is_stating && text.contains(&title) { Self::TITLED } else { 0 };
        let untrue = if may_speak_of_accounts && !speaks_of_accounts(&text) { Self::ACCOUNTS } else { 0 };
        Telltales((self.0 | titled) & !untrue)
    }

    fn has(self, kind: u8) -> bool {
        self.0 & kind != 0
    }

    /// The kinds that either holds.
    #[must_use]
    pub fn or(self, other: Telltales) -> Telltales {
        Telltales(self.0 | other.0)
    }

    /// Whether the passage may claim what became of how many of whom.
    pub fn may_claim(self) -> bool {
        self.has(Self::GROUP) && self.has(Self::FATE)
    }

    /// Whether it has a word for what is stated of a subject.
    pub fn is_stating(self) -> bool {
        self.has(Self::STATING)
    }

    /// Whether it may state something of what its article is about, which it names.
    pub fn may_state(self) -> bool {
        self.is_stating() && self.has(Self::TITLED)
    }

    /// Whether it tells of people coming to live somewhere anew.
    pub fn tells_of_resettling(self) -> bool {
        self.has(Self::RESETTLING)
    }

    /// Whether it says that sources differ.
    pub fn speaks_of_accounts(self) -> bool {
        self.has(Self::ACCOUNTS)
    }

    /// One bit a kind.
    pub fn bits(self) -> u8 {
        self.0
    }

    /// What [`Self::bits`] gave; bits of no kind are left out.
    pub fn from_bits(bits: u8) -> Telltales {
        Telltales(bits & Self::ALL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The telltale words of a passage in the article Órban.
    fn of(text: &str) -> Telltales {
        let words = text.split(' ').map(Telltales::of_word);
        words.fold(Telltales::default(), Telltales::or).in_passage(text, "Órban (moon)")
    }

    #[test]
    fn a_claim_takes_a_group_and_a_fate() {
        for text in [
            "many colonists died",
            "no one was alive",
            "there were no survivors",
            "its large population",
            "the colonist kin died",
        ] {
            assert!(of(text).may_claim(), "{text}");
        }
        for text in ["many colonists came", "he died", "the colony stood"] {
            assert!(!of(text).may_claim(), "{text}");
        }
    }

    #[test]
    fn a_statement_takes_its_word_and_the_title() {
        assert!(of("orban was founded").may_state());
        assert!(of("it was founded").is_stating() && !of("it was founded").may_state());
        assert!(!of("orban was green").may_state());
    }

    #[test]
    fn people_who_come_anew_and_accounts_are_known() {
        assert!(of("they recolonised it").tells_of_resettling());
        assert!(of("two sources differ").speaks_of_accounts());
        assert!(!of("two sources of water").speaks_of_accounts());
        assert_eq!(of("they sang of it"), Telltales::default());
    }

    #[test]
    fn kinds_are_kept_in_their_bits() {
        for bits in 0..=u8::MAX {
            assert_eq!(Telltales::from_bits(bits).bits(), bits & Telltales::ALL);
        }
        let all = of("the crew of orban died recolonised sources differ");
        assert_eq!(all.bits(), Telltales::ALL);
        assert_eq!(of("the crew of orban").bits(), Telltales::GROUP | Telltales::STATING | Telltales::TITLED);
    }
}
