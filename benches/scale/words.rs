//! The words of an invented wiki: as many, and as unevenly used, as those of a real one.
//!
//! How many different words a text has grows with its length: 44 times the number of words to the power of 0.49, in English
//! news (Manning, Raghavan, Schütze, "Introduction to Information Retrieval", section 5.1, Heaps' law), which holds for
//! passages of Wikipedia as well; the wiki of one story has half as many. So words are never drawn from a fixed list: the
//! chance of a word falls with the square of its rank, and the list has no end. That comes to an eighth less than the law has
//! for a hundred thousand words, a tenth for a million.

/// The first so many ranks have half of all names, and half of the words that say something.
const USUAL: f64 = 472.0;
/// Of a hundred words, how many bind the others.
const BOUND_BY: u8 = 50;
/// Sets words of neighbouring ranks apart; it has no divisor in common with the number of syllables there are.
const APART: u64 = 7_919;
/// The highest rank, so that it can be multiplied; no wiki comes near.
const LAST: f64 = 1e12;
/// What names end in.
const NAMES_END_IN: [&str; 5] = ["an", "eth", "ius", "or", "yx"];

/// What prose is bound with, the commonest first.
const BINDING: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "was", "by", "that", "for", "on", "with", "as", "his", "had", "he", "at",
    "from", "were", "it", "her", "who", "an", "their", "they", "but", "which", "she", "not", "been", "this", "when",
    "after", "have", "into", "one", "him", "be", "are", "there", "all", "would", "later", "during", "before", "them",
    "first", "than", "time", "other", "new", "against", "two", "where", "until", "war", "ship", "under", "between",
    "became",
];
const SYLLABLES: &[&str] = &[
    "ka", "mor", "thu", "el", "ri", "san", "dro", "vex", "il", "ba", "zen", "ost", "qua", "len", "tor", "mi", "gar",
    "esh", "no", "pel", "ur", "dax", "wy", "fen", "cor", "ja", "lo", "shi", "bren", "ath",
];

/// The words of prose.
pub struct Words {
    /// The chance of a binding word or of one before it.
    up_to: Vec<f64>,
}

impl Words {
    pub fn new() -> Words {
        let chances = (1..=BINDING.len()).map(|rank| 1.0 / f64::from(u32::try_from(rank).unwrap_or(u32::MAX)));
        let all: f64 = chances.clone().sum();
        let up_to = chances.scan(0.0, |sum, chance| {
            *sum += chance / all;
            Some(*sum)
        });
        Words { up_to: up_to.collect() }
    }

    /// A word of prose, common ones often.
    pub fn word(&self, draw: &mut fastrand::Rng) -> String {
        if draw.u8(..100) < BOUND_BY { self.binding(draw).to_owned() } else { telling_word(draw) }
    }

    fn binding(&self, draw: &mut fastrand::Rng) -> &'static str {
        let at = draw.f64();
        BINDING[self.up_to.partition_point(|chance| *chance < at).min(BINDING.len() - 1)]
    }
}

/// A word that says something, common ones often.
pub fn telling_word(draw: &mut fastrand::Rng) -> String {
    spelled(rank(draw))
}

/// A name, common ones often; one in six with an apostrophe, as such names have.
pub fn name(draw: &mut fastrand::Rng) -> String {
    let rank = rank(draw);
    let ending = NAMES_END_IN[usize::try_from(rank).unwrap_or_default() % NAMES_END_IN.len()];
    let word = format!("{}{ending}", spelled(rank));
    let (first, rest) = word.split_at(1);
    let name = format!("{}{rest}", first.to_uppercase());
    if word.len().is_multiple_of(9) { format!("{}'{}", &name[..2], &name[2..]) } else { name }
}

/// A rank, counted from 0; its chance is USUAL / (rank + USUAL)².
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a rank is a whole number")]
fn rank(draw: &mut fastrand::Rng) -> u64 {
    let at = draw.f64();
    (USUAL * at / (1.0 - at)).min(LAST) as u64
}

/// The word of a rank: of at least two syllables, and of more where those of fewer are used up.
fn spelled(rank: u64) -> String {
    let different = SYLLABLES.len() as u64;
    let (mut place, mut long) = (rank, 2);
    while place >= different.pow(long) {
        place -= different.pow(long);
        long += 1;
    }
    let mut rest = place * APART % different.pow(long);
    let syllable = |_| {
        let syllable = SYLLABLES[usize::try_from(rest % different).unwrap_or_default()];
        rest /= different;
        syllable
    };
    (0..long).map(syllable).collect()
}
