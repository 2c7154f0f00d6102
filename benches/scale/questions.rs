//! Questions about an invented wiki, of the kinds that people ask.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use crate::words::{Words, telling_word};

/// How many questions of each kind are asked.
const OF_EACH: usize = 250;
/// How many passages questions are made from.
const SAMPLED: usize = OF_EACH * 5;

/// A sample of a wiki's passages, each as likely as any other, and the questions made from them.
pub struct Questions {
    draw: fastrand::Rng,
    sample: Vec<(String, String)>,
}

impl Questions {
    pub fn new() -> Questions {
        Questions { draw: fastrand::Rng::with_seed(47), sample: Vec::with_capacity(SAMPLED) }
    }

    /// Takes a passage into the sample, or not; so many were considered before.
    pub fn consider(&mut self, title: &str, passage: &str, before: usize) {
        let taken = || (title.to_owned(), passage.to_owned());
        if self.sample.len() < SAMPLED {
            self.sample.push(taken());
        } else if let Some(place) = Some(self.draw.usize(..=before)).filter(|place| *place < SAMPLED) {
            self.sample[place] = taken();
        }
    }

    /// Writes the questions, one a line, each after its kind, in an order in which the kinds are mixed.
    pub fn write(mut self, words: &Words, to: &Path) -> io::Result<()> {
        let mut lines = Vec::new();
        self.draw.shuffle(&mut self.sample);
        for (at, (title, passage)) in self.sample.iter().enumerate() {
            let draw = &mut self.draw;
            lines.push(match at / OF_EACH {
                0 => format!("name and words\t{title} {}", telling(passage, draw, 3)),
                1 => format!("words alone\t{}", in_sequence(passage, draw)),
                2 => format!("misspelt\t{} {}", misspelt(title, draw), misspelt(&telling(passage, draw, 3), draw)),
                3 => format!("name and year\t{title} {}", 1900 + draw.u32(..600)),
                _ => format!("who is\tWho is {title}?"),
            });
        }
        for _ in 0..OF_EACH {
            let draw = &mut self.draw;
            let common: Vec<String> = (0..8).map(|_| words.word(draw)).collect();
            lines.push(format!("common words\twhat {}", common.join(" ")));
            let unknown: Vec<String> = (0..3).map(|_| misspelt(&misspelt(&telling_word(draw), draw), draw)).collect();
            lines.push(format!("unknown words\t{}", unknown.join(" ")));
        }
        self.draw.shuffle(&mut lines);
        let mut file = BufWriter::new(File::create(to)?);
        lines.iter().try_for_each(|line| writeln!(file, "{line}"))?;
        file.flush()
    }
}

/// Some of the longer words of a passage.
fn telling(passage: &str, draw: &mut fastrand::Rng, count: usize) -> String {
    let words: Vec<&str> = words_of(passage).filter(|word| word.len() > 4).collect();
    draw.choose_multiple(words, count).join(" ")
}

/// Four to eight words of a passage as they stand.
fn in_sequence(passage: &str, draw: &mut fastrand::Rng) -> String {
    let words: Vec<&str> = words_of(passage).collect();
    let count = draw.usize(4..=8).min(words.len());
    let from = draw.usize(..=words.len() - count);
    words[from..from + count].join(" ")
}

fn words_of(passage: &str) -> impl Iterator<Item = &str> {
    passage.split([' ', ',', '.']).filter(|word| !word.is_empty())
}

/// The text with two neighbouring letters swapped, or one left out.
fn misspelt(text: &str, draw: &mut fastrand::Rng) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = draw.usize(..letters.len().saturating_sub(1).max(1));
    if draw.bool() && at + 1 < letters.len() {
        letters.swap(at, at + 1);
    } else if letters.len() > 3 {
        letters.remove(at);
    }
    letters.into_iter().collect()
}
