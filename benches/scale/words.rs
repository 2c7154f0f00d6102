//! The words of an invented wiki: as many, and as unevenly used, as those of a real one.

use std::collections::HashSet;

/// How many words there are beside the function words, and how many of its names.
const WORDS: usize = 120_000;
const NAMES: usize = 40_000;
/// How steeply the use of words falls with their rank, as in English prose.
const STEEPNESS: f64 = 1.05;

/// What prose is bound with, the commonest first; half of all words are among them, as in prose.
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

/// The words and names, and how often each is drawn.
pub struct Words {
    prose: Vec<String>,
    names: Vec<String>,
    /// The chance of a word or of one before it, by rank.
    up_to: Vec<f64>,
}

impl Words {
    /// The same words each time.
    pub fn new() -> Words {
        let mut draw = fastrand::Rng::with_seed(1);
        let mut known: HashSet<String> = BINDING.iter().map(|word| (*word).to_owned()).collect();
        let mut prose: Vec<String> = BINDING.iter().map(|word| (*word).to_owned()).collect();
        prose.extend(invented(&mut draw, WORDS, 2..=5, &mut known));
        let names = invented(&mut draw, NAMES, 2..=4, &mut known).map(|name| as_name(&name)).collect();
        let weights = (1..=prose.len()).map(weight);
        let all: f64 = weights.clone().sum();
        let up_to = weights.scan(0.0, |sum, weight| {
            *sum += weight / all;
            Some(*sum)
        });
        Words { up_to: up_to.collect(), prose, names }
    }

    /// A word of prose, common ones often.
    pub fn word(&self, draw: &mut fastrand::Rng) -> &str {
        let at = draw.f64();
        &self.prose[self.up_to.partition_point(|chance| *chance < at).min(self.prose.len() - 1)]
    }

    /// A word that says something.
    pub fn telling_word(&self, draw: &mut fastrand::Rng) -> &str {
        loop {
            let word = self.word(draw);
            if !BINDING.contains(&word) {
                return word;
            }
        }
    }

    /// A name, all equally often.
    pub fn name(&self, draw: &mut fastrand::Rng) -> &str {
        &self.names[draw.usize(..self.names.len())]
    }
}

#[expect(clippy::cast_precision_loss, reason = "a chance needs no more digits")]
fn weight(rank: usize) -> f64 {
    (rank as f64).powf(-STEEPNESS)
}

/// So many words of so many syllables that were not known before.
fn invented<'known>(
    draw: &'known mut fastrand::Rng,
    count: usize,
    long: std::ops::RangeInclusive<usize>,
    known: &'known mut HashSet<String>,
) -> impl Iterator<Item = String> + 'known {
    let word = move || {
        let long = draw.usize(long.clone());
        (0..long).map(|_| SYLLABLES[draw.usize(..SYLLABLES.len())]).collect::<String>()
    };
    std::iter::repeat_with(word).filter(|word| known.insert(word.clone())).take(count)
}

/// The word with a capital; every ninth with an apostrophe, as such names have.
fn as_name(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    let name = format!("{}{rest}", first.to_uppercase());
    if word.len().is_multiple_of(9) { format!("{}'{}", &name[..2], &name[2..]) } else { name }
}
