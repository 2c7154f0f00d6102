//! Runs of apostrophes: which are italics, which bold, and which are apostrophes.
//!
//! The rules are those of `MediaWiki`'s parser, line by line: two make italics, three bold, five both, and where bold
//! and italics are both left open, one run of three is an apostrophe and italics
//! (<https://www.mediawiki.org/wiki/Help:Formatting>).

/// A run of apostrophes that is markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its place in the line, in bytes.
    pub(super) at: usize,
    /// All its apostrophes.
    pub(super) len: usize,
    /// How many of them are shown.
    pub(super) shown: usize,
    /// Whether it begins or ends italics.
    pub(super) turns_italics: bool,
}

/// The runs of a line, in order.
pub(super) fn runs_of(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(step) = line[at..].find("''") {
        at += step;
        let len = bytes[at..].iter().take_while(|byte| **byte == b'\'').count();
        let marks = match len {
            4 => 3,
            len => len.min(5),
        };
        runs.push(Run { at, len, shown: len - marks, turns_italics: marks != 3 });
        at += len;
    }
    balance(line, &mut runs);
    runs
}

/// Where both italics and bold are left open, makes one run of three an apostrophe and italics.
fn balance(line: &str, runs: &mut [Run]) {
    let marks = |run: &Run| run.len - run.shown;
    let italics = runs.iter().filter(|run| marks(run) != 3).count();
    let bold = runs.iter().filter(|run| marks(run) != 2).count();
    if italics % 2 == 0 || bold % 2 == 0 {
        return;
    }
    let before = |run: &Run| {
        let mut letters = line[..run.at].chars().rev();
        (letters.next(), letters.next())
    };
    let threes = || (0..runs.len()).filter(|&number| marks(&runs[number]) == 3);
    // "l'''élan": a word of one letter before it; else a longer word; else none at all.
    let after_one = threes().find(|&number| matches!(before(&runs[number]), (Some(last), second) if last != ' ' && second.is_none_or(|second| second == ' ')));
    let after_word = || {
        threes()
            .find(|&number| matches!(before(&runs[number]), (Some(last), Some(second)) if last != ' ' && second != ' '))
    };
    let after_space = || threes().find(|&number| matches!(before(&runs[number]), (Some(' ') | None, _)));
    if let Some(number) = after_one.or_else(after_word).or_else(after_space) {
        runs[number].shown += 1;
        runs[number].turns_italics = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line with `/` where italics turn and the apostrophes that are shown.
    fn shown(line: &str) -> String {
        let (mut text, mut done) = (String::new(), 0);
        for run in runs_of(line) {
            text.push_str(&line[done..run.at]);
            text.push_str(&"'".repeat(run.shown));
            if run.turns_italics {
                text.push('/');
            }
            done = run.at + run.len;
        }
        text + &line[done..]
    }

    #[test]
    fn two_three_and_five_are_markup() {
        assert_eq!(shown("''É'' '''b''' '''''c'''''"), "/É/ b /c/");
        assert_eq!(shown("Qo'noS"), "Qo'noS");
        assert_eq!(shown("''''x'''"), "'x");
        assert_eq!(shown("''''''''x"), "'''/x");
    }

    #[test]
    fn an_apostrophe_is_left_where_italics_and_bold_are_open() {
        assert_eq!(shown("l'''élan'' b"), "l'/élan/ b");
        assert_eq!(shown("'''b''' ''i"), "b /i");
    }
}
