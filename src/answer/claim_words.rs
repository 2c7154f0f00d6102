//! The English words by which claims about amounts are known, folded as names are; those for groups and fates are telltale
//! words ([`crate::lore::Telltales`]).

use super::amount::Amount;

/// The amount that a word names without a number.
pub(super) fn amount(word: &str) -> Option<Amount> {
    Some(match word {
        "none" | "no" => Amount::None,
        "few" | "handful" => Amount::Few,
        "many" | "numerous" | "hundreds" | "thousands" | "millions" => Amount::Many,
        "most" | "majority" => Amount::Most,
        "all" | "every" | "entire" | "whole" => Amount::All,
        _ => return None,
    })
}

/// Words that may stand between an amount and its group: "many of the Klingon colonists", "a majority of its people".
pub(super) fn binds_amount(word: &str) -> bool {
    matches!(word, "of" | "the" | "its" | "their" | "his" | "her" | "these" | "those" | "them" | "colonys" | "ships")
}

/// Words that show what is only feared, wished, asked or nearly so; nothing in such a sentence is claimed.
pub(super) fn is_unreal(word: &str) -> bool {
    matches!(
        word,
        "if" | "would"
            | "could"
            | "might"
            | "may"
            | "should"
            | "unless"
            | "whether"
            | "feared"
            | "threatened"
            | "believed"
            | "thought"
            | "assumed"
            | "claimed"
            | "planned"
            | "wanted"
            | "ordered"
            | "hoped"
            | "nearly"
            | "almost"
            | "until"
            | "not"
            | "didnt"
            | "wasnt"
            | "werent"
    )
}

/// Words that make a number a rough one.
pub(super) fn is_rough(word: &str) -> bool {
    matches!(
        word,
        "some"
            | "about"
            | "around"
            | "approximately"
            | "nearly"
            | "almost"
            | "over"
            | "roughly"
            | "than"
            | "least"
            | "circa"
            | "estimated"
            | "under"
    )
}

/// The kind of event that a word names.
pub(super) fn event(word: &str) -> Option<&'static str> {
    Some(match word {
        "attack" | "attacks" | "attacked" | "raid" | "raided" | "assault" | "assaulted" => "attack",
        "battle" | "battles" | "fight" | "skirmish" => "battle",
        "massacre" | "massacred" => "massacre",
        "invasion" | "invaded" => "invasion",
        "siege" | "besieged" => "siege",
        "explosion" | "exploded" => "explosion",
        "plague" | "epidemic" | "famine" => "plague",
        "earthquake" | "flood" | "eruption" | "fire" | "storm" => "disaster",
        "crash" | "crashed" | "collision" | "sinking" | "sank" | "wreck" => "wreck",
        _ => return None,
    })
}

/// The number that a word names, or by which it multiplies the one before it.
pub(super) fn number(word: &str) -> Option<u64> {
    const NUMBERS: &[&str] = &[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let place = NUMBERS.iter().position(|number| *number == word)?;
    u64::try_from(place).ok().map(|place| place + 1)
}

/// How many a word makes of the number before it.
pub(super) fn multiplier(word: &str) -> Option<u64> {
    Some(match word {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => return None,
    })
}
