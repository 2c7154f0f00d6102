//! What a passage is made of and about, kept as one number beside it.

use super::weights::NatureWeights;
use crate::lore::{Passage, PassageKind, Standing, Telltales};

/// What a passage is made of and about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for a mark of its own")]
pub(super) struct Nature {
    pub kind: PassageKind,
    pub standing: Standing,
    /// It is the first running text of its article.
    pub opening: bool,
    /// It speaks of a year.
    pub dated: bool,
    /// It holds a number.
    pub numbered: bool,
    /// It holds a name.
    pub naming: bool,
    /// It is a few words, such as a line of a cast.
    pub scrap: bool,
    /// It is of the wiki's main continuity.
    pub main: bool,
    /// What it holds of the words without which it says nothing that another passage may tell otherwise.
    pub telltales: Telltales,
}

/// The bit of a number from which on the telltales stand.
const TELLTALES: u32 = 12;

/// The most words of a scrap.
const SCRAP_WORDS: usize = 6;

const KINDS: [PassageKind; 6] = [
    PassageKind::Paragraph,
    PassageKind::List,
    PassageKind::Table,
    PassageKind::Quote,
    PassageKind::Fact,
    PassageKind::Footnote,
];

const STANDINGS: [Standing; 3] = [Standing::Lore, Standing::RealWorld, Standing::Boilerplate];

impl Nature {
    /// The nature of a passage of the main continuity. `naming` tells whether it holds a name.
    pub(super) fn of(passage: &Passage, opening: bool, naming: bool, telltales: Telltales) -> Nature {
        Nature {
            kind: passage.kind,
            standing: passage.standing,
            opening,
            dated: !passage.years.is_empty(),
            numbered: passage.text.contains(|letter: char| letter.is_ascii_digit()),
            naming,
            scrap: passage.kind != PassageKind::Fact && passage.text.split_whitespace().nth(SCRAP_WORDS).is_none(),
            main: true,
            telltales,
        }
    }

    /// The nature that a number stands for; a number of no nature stands for plain text.
    pub(super) fn from_code(code: u64) -> Nature {
        let bit = |at: u32| code >> at & 1 == 1;
        let place = |from: u32, most: usize| usize::try_from(code >> from & 7).unwrap_or_default().min(most - 1);
        Nature {
            kind: KINDS[place(0, KINDS.len())],
            standing: STANDINGS[place(3, STANDINGS.len())],
            opening: bit(6),
            dated: bit(7),
            numbered: bit(8),
            naming: bit(9),
            scrap: bit(10),
            main: bit(11),
            telltales: Telltales::from_bits((code >> TELLTALES & 0xFF) as u8),
        }
    }

    /// The number that stands for it.
    pub(super) fn code(self) -> u64 {
        let kind = KINDS.iter().position(|kind| *kind == self.kind).unwrap_or_default() as u64;
        let standing = STANDINGS.iter().position(|standing| *standing == self.standing).unwrap_or_default() as u64;
        let marks = [self.opening, self.dated, self.numbered, self.naming, self.scrap, self.main];
        let bits = marks.iter().zip(6..);
        let telltales = u64::from(self.telltales.bits()) << TELLTALES;
        bits.fold(kind | standing << 3 | telltales, |code, (set, at)| code | u64::from(*set) << at)
    }

    /// What the score of such a passage is multiplied by.
    pub(super) fn weight(self, weights: &NatureWeights) -> f32 {
        let by_kind = match self.kind {
            PassageKind::Paragraph => 1.0,
            PassageKind::List => weights.list,
            PassageKind::Table => weights.table,
            PassageKind::Quote => weights.quote,
            PassageKind::Fact => weights.fact,
            PassageKind::Footnote => weights.footnote,
        };
        let by_standing = match self.standing {
            Standing::Lore => 1.0,
            Standing::RealWorld => weights.real_world,
            Standing::Boilerplate => weights.boilerplate,
        };
        let by_length = if self.scrap { weights.scrap } else { 1.0 };
        by_kind * by_standing * by_length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_nature_is_kept_in_its_number() {
        for kind in KINDS {
            for standing in STANDINGS {
                for bits in 0..64_u8 {
                    let mark = |at: u32| bits >> at & 1 == 1;
                    let [opening, dated, numbered, naming, scrap, main] = [0, 1, 2, 3, 4, 5].map(mark);
                    let telltales = Telltales::from_bits(!bits);
                    let nature = Nature { kind, standing, opening, dated, numbered, naming, scrap, main, telltales };
                    assert_eq!(Nature::from_code(nature.code()), nature);
                }
            }
        }
    }
}
