//! How far the words of a passage stand as they do in the question: side by side, near each other, early.

use super::analyzer::Word;
use super::second_stage::Sought;

/// How many words apart two words are still near each other.
const NEAR: u32 = 10;
/// The distance in words at which two words count half as much as on one spot.
const HALF: f32 = 4.0;
/// How many words from its beginning on a passage is early.
const EARLY: u32 = 30;

/// How many words, such as "the", may stand among the words that a passage begins with.
const ARTICLES: u32 = 1;

/// The words of a question in their order.
pub(super) struct Asked<'question> {
    /// Each stem once; a stem's number is its place here.
    pub stems: Vec<&'question str>,
    /// The pairs of stems that stand side by side in the question, each once.
    pub pairs: Vec<(usize, usize)>,
    /// The weight of each stem; 0 for one that only binds others.
    weights: Vec<f32>,
    /// Stems that would mean the same as one of them, with its number.
    same: Vec<(usize, &'question str)>,
}

/// How far a passage agrees with a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Agreement {
    /// The numbers of the pairs that stand side by side in the passage, too.
    pub beside: Vec<usize>,
    /// The weight of the pairs that stand near each other, less with each word between, a pair of all others a word.
    pub near: f32,
    /// The weight of the words that stand early.
    pub early: f32,
    /// Whether it begins with all the words searched for.
    pub begins: bool,
}

impl<'question> Asked<'question> {
    /// The words of a question in order, those searched for, and the weights of these.
    pub(super) fn of(sequence: &[&'question Word], words: &[Sought<'question>], weights: &[f32]) -> Self {
        let mut asked = Asked { stems: Vec::new(), pairs: Vec::new(), weights: Vec::new(), same: Vec::new() };
        let mut before = None;
        for word in sequence {
            let number = asked.stems.iter().position(|stem| *stem == word.stem).unwrap_or_else(|| {
                let searched = words.iter().position(|sought| sought.word.stem == word.stem);
                asked.weights.push(searched.and_then(|at| weights.get(at)).copied().unwrap_or_default());
                asked.stems.push(&word.stem);
                let number = asked.stems.len() - 1;
                let same = searched.map_or(&[][..], |at| words[at].or);
                asked.same.extend(same.iter().map(|word| (number, word.stem.as_str())));
                number
            });
            let pair = before.map(|before| (before, number));
            asked.pairs.extend(pair.filter(|pair| !asked.pairs.contains(pair)));
            before = Some(number);
        }
        asked
    }

    /// The stems to look for, each with the number of the one it stands for.
    pub(super) fn searched(&self) -> impl Iterator<Item = (usize, &'question str)> {
        self.stems.iter().copied().enumerate().chain(self.same.iter().copied())
    }

    /// How far a passage agrees, by the positions of the question's stems in it, in order.
    pub(super) fn agreement(&self, places: &[(u32, usize)]) -> Agreement {
        let (near, early, begins) = (self.near(places), self.early(places), self.begins(places));
        Agreement { beside: self.beside(places), near, early, begins }
    }

    fn beside(&self, places: &[(u32, usize)]) -> Vec<usize> {
        let stands = |(first, second): &(usize, usize)| {
            let mut firsts = places.iter().filter(|(_, stem)| stem == first);
            firsts.any(|(place, _)| places.binary_search(&(place + 1, *second)).is_ok())
        };
        self.pairs.iter().enumerate().filter(|(_, pair)| stands(pair)).map(|(number, _)| number).collect()
    }

    #[expect(clippy::cast_precision_loss, reason = "a question has few words")]
    fn near(&self, places: &[(u32, usize)]) -> f32 {
        let number = self.stems.len();
        let searched = self.weights.iter().filter(|weight| **weight > 0.0).count();
        let told: Vec<&(u32, usize)> = places.iter().filter(|(_, stem)| self.weights[*stem] > 0.0).collect();
        let mut pairs = vec![0.0f32; number * number];
        for (from, (first, a)) in told.iter().enumerate() {
            for (second, b) in told[from + 1..].iter().take_while(|(second, _)| second - first <= NEAR) {
                let pair = &mut pairs[a.min(b) * number + a.max(b)];
                let weight = self.weights[*a].min(self.weights[*b]) / (1.0 + (second - first) as f32 / HALF);
                if a != b {
                    *pair = pair.max(weight);
                }
            }
        }
        pairs.iter().sum::<f32>() / searched.saturating_sub(1).max(1) as f32
    }

    fn begins(&self, places: &[(u32, usize)]) -> bool {
        let searched = || self.weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0).map(|(stem, _)| stem);
        let first = u32::try_from(searched().count()).unwrap_or(u32::MAX).saturating_add(ARTICLES);
        let beginning = places.iter().take_while(|(place, _)| *place < first).map(|(_, stem)| *stem);
        let beginning: Vec<usize> = beginning.collect();
        !beginning.is_empty() && searched().all(|stem| beginning.contains(&stem))
    }

    fn early(&self, places: &[(u32, usize)]) -> f32 {
        let mut seen = vec![false; self.stems.len()];
        let early = places.iter().take_while(|(place, _)| *place < EARLY);
        early.filter(|(_, stem)| !std::mem::replace(&mut seen[*stem], true)).map(|(_, stem)| self.weights[*stem]).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(stem: &str) -> Word {
        Word { range: 0..0, exact: stem.to_owned(), stem: stem.to_owned() }
    }

    fn sought(word: &Word) -> Sought<'_> {
        Sought { word, or: &[], counts: 1.0 }
    }

    #[test]
    fn words_agree_side_by_side_near_and_early() {
        let [who, crown, the, heron] = ["who", "crown", "the", "heron"].map(word);
        let sequence = [&who, &crown, &the, &heron];
        let asked = Asked::of(&sequence, &[sought(&crown), sought(&heron)], &[2.0, 4.0]);
        assert_eq!(asked.pairs, [(0, 1), (1, 2), (2, 3)]);
        // "… crowned the old heron" and, much later, "the heron".
        let agreement = asked.agreement(&[(4, 1), (5, 2), (7, 3), (60, 2), (61, 3)]);
        assert_eq!(agreement.beside, [1, 2]);
        assert!((agreement.near - 2.0 / 1.75).abs() < 1e-6);
        assert!((agreement.early - 6.0).abs() < 1e-6);
        assert!(!agreement.begins && asked.agreement(&[(0, 2), (1, 1), (2, 3)]).begins);
        assert_eq!(asked.agreement(&[]), Agreement::default());
    }
}
