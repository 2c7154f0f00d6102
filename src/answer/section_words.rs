//! What somebody types of a section, and how well a section fits it: words of its headings, its years, its continuity.

use crate::lore::{SectionEntry, YearRules, YearSpan, fold, is_stop_word, read_years, words_of};

/// Words of at least so many letters may differ by one edit, and by two.
const LONG_WORDS: (usize, usize) = (4, 7);

/// Words that are looked for in sections.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    pub words: Vec<SoughtWord>,
}

/// A word that is looked for in sections.
#[derive(Debug, Clone)]
pub(super) struct SoughtWord {
    /// The word, folded.
    pub word: String,
    /// The stretches of years that it names, alone or with others.
    pub years: Vec<(i32, i32)>,
    /// Whether it is the last one, which may go on.
    pub may_go_on: bool,
}

/// How well a section fits; less is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    /// How many letters must be mended.
    pub edits: usize,
    /// How many words stand only in the headings above its own.
    pub above: usize,
    /// How many passages the section has where it was met by its years: the narrower, the better.
    pub breadth: usize,
}

impl Sought {
    /// Reads what was typed; words that bind others are not looked for.
    pub(super) fn read(typed: &str, rules: &YearRules) -> Sought {
        let spans = read_years(typed, &[], None, rules, true).0;
        let words = words_of(typed);
        let last = words.len().saturating_sub(1);
        let sought = words.into_iter().enumerate().map(|(at, (range, word))| {
            let names_it = |span: &&YearSpan| span.written.start < range.end && range.start < span.written.end;
            SoughtWord {
                word,
                years: spans.iter().filter(names_it).map(YearSpan::wished).collect(),
                may_go_on: at == last,
            }
        });
        let says = |sought: &SoughtWord| !sought.years.is_empty() || !is_stop_word(&sought.word);
        Sought { words: sought.filter(says).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well a section fits; `None` where a word stands nowhere in it.
    pub(super) fn fit(&self, section: &SectionEntry) -> Option<Fit> {
        let mut headings = section.heading.iter().rev().map(|heading| folded_words(heading));
        let own = headings.next().unwrap_or_default();
        let above: Vec<String> = headings.flatten().collect();
        let around = folded_words(&section.continuity);
        let mut whole = Fit::default();
        for sought in &self.words {
            let fit = sought.fit(&own, &above, &around, section)?;
            whole = Fit {
                edits: whole.edits + fit.edits,
                above: whole.above + fit.above,
                breadth: whole.breadth.max(fit.breadth),
            };
        }
        Some(whole)
    }
}

impl SoughtWord {
    fn fit(&self, own: &[String], above: &[String], around: &[String], section: &SectionEntry) -> Option<Fit> {
        let in_own = self.edits_to(own).map(|edits| Fit { edits, ..Fit::default() });
        let in_above = self.edits_to(above).map(|edits| Fit { edits, above: 1, ..Fit::default() });
        let in_years = Fit { breadth: section.passages.len(), ..Fit::default() };
        let around = around.iter().any(|word| self.is_begun(word)).then(Fit::default);
        let fits = [in_own, in_above, around, self.is_told_by(section).then_some(in_years)];
        fits.into_iter().flatten().min()
    }

    /// Whether the section tells of a year that the word names, or begins to name.
    fn is_told_by(&self, section: &SectionEntry) -> bool {
        let meets = |told: &(i32, i32)| self.years.iter().any(|wished| told.0 <= wished.1 && wished.0 <= told.1);
        let begins_year = self.may_go_on && self.is_number() && self.years.is_empty();
        let is_begun = |told: &(i32, i32)| [told.0, told.1].iter().any(|year| year.to_string().starts_with(&self.word));
        section.years.iter().any(meets) || begins_year && section.years.iter().any(is_begun)
    }

    fn edits_to(&self, words: &[String]) -> Option<usize> {
        words.iter().filter_map(|word| self.edits_between(word)).min()
    }

    fn edits_between(&self, word: &str) -> Option<usize> {
        if self.is_begun(word) {
            return Some(0);
        }
        let letters = self.word.chars().count();
        let reach = usize::from(letters >= LONG_WORDS.0) + usize::from(letters >= LONG_WORDS.1);
        if reach == 0 || self.is_number() {
            return None;
        }
        let beginning: String = word.chars().take(letters).collect();
        let to_beginning = self.may_go_on.then(|| strsim::osa_distance(&self.word, &beginning));
        let edits = to_beginning.into_iter().chain([strsim::osa_distance(&self.word, word)]).min()?;
        let same_start = self.word.chars().next() == word.chars().next();
        (edits <= reach && (edits < 2 || same_start)).then_some(edits)
    }

    fn is_begun(&self, word: &str) -> bool {
        word == self.word || self.may_go_on && word.starts_with(&self.word)
    }

    /// Whether it is nothing but digits, which are never mended.
    pub(super) fn is_number(&self) -> bool {
        self.word.bytes().all(|byte| byte.is_ascii_digit())
    }
}

fn folded_words(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(typed: &str) -> Option<(usize, usize)> {
        let section = SectionEntry {
            heading: ["Later years", "Siege of Tórva"].map(str::to_owned).to_vec(),
            passages: 0..1,
            years: vec![(2150, 2150), (2401, 2409)],
            continuity: "mirror universe".to_owned(),
            tells: true,
        };
        Sought::read(typed, &YearRules::default()).fit(&section).map(|fit| (fit.edits, fit.above))
    }

    #[test]
    fn words_of_headings_years_and_the_continuity_fit_in_any_order() {
        assert_eq!(fit("torva siege, 2405, mirror"), Some((0, 0)));
        assert_eq!(fit("the siege"), Some((0, 0)));
        assert_eq!(fit("later siege"), Some((0, 1)));
        assert_eq!(fit("before 2200"), Some((0, 0)));
        assert_eq!([fit("siege 2300"), fit("peace"), fit("mirrorless")], [None; 3]);
    }

    #[test]
    fn the_last_word_may_be_unfinished_and_any_misspelt() {
        assert_eq!([fit("sie"), fit("240"), fit("siege mirr")], [Some((0, 0)); 3]);
        assert_eq!(fit("seige of torv"), Some((1, 0)));
        assert_eq!([fit("sie torva"), fit("242"), fit("sxe")], [None; 3], "only the last, and no number");
    }
}
