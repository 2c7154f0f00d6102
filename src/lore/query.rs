//! A question, understood as far as its words go.

use super::{YearRules, YearSpan, read_years};

/// What a question is put to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    /// The whole wiki.
    #[default]
    Wiki,
    /// One article, named by its title or one of its redirects, as people type it.
    Topic(String),
}

impl Scope {
    /// The same, with as much of the name as is read of it.
    #[must_use]
    pub fn readable(&self) -> Scope {
        match self {
            Scope::Wiki => Scope::Wiki,
            Scope::Topic(name) => Scope::Topic(readable(name).to_owned()),
        }
    }
}

/// What an asker wants of a passage beside that it answers, said outright rather than in the question's words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The years it must tell of, in any way a question may name years; empty for any.
    pub when: String,
    /// The continuity it must be of, by its name; empty for any.
    pub continuity: String,
}

impl Filter {
    /// The same, with as much of its texts as is read of them.
    #[must_use]
    pub fn readable(&self) -> Filter {
        Filter { when: readable(&self.when).to_owned(), continuity: readable(&self.continuity).to_owned() }
    }
}

/// As much of what someone typed as is read of it: its first [`Query::MAX_CHARS`] characters, blanks before them not
/// counted. What lies behind is never looked at, so that a text of any length takes the time of one that fits.
pub fn readable(typed: &str) -> &str {
    first_chars(typed.trim_start(), Query::MAX_CHARS)
}

/// The first characters of a text, so many at most.
pub fn first_chars(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// A question split into what is asked for. Any text gives a query; an empty one asks for nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// The question as it was typed, cut to [`Query::MAX_CHARS`].
    pub asked: String,
    /// What it is put to.
    pub scope: Scope,
    /// The question without its quoted phrases' marks and without excluded words: what is searched for.
    pub text: String,
    /// "Quoted phrases", without the quotation marks; each must stand in the passage as typed.
    pub phrases: Vec<String>,
    /// Words and quoted phrases with a minus sign before them; no passage with one is an answer.
    pub excluded: Vec<String>,
    /// The years asked for; byte ranges are those of `text`.
    pub years: Vec<YearSpan>,
    /// What is wanted of every passage, whatever the question says.
    pub filter: Filter,
    /// The years of the filter, both ends included; no passage that tells of none of them is an answer.
    pub only_years: Vec<(i32, i32)>,
}

impl Query {
    /// The longest question, topic or other text of an asker that is read, in characters; the rest is left unread. A
    /// Discord option may carry 6,000 (<https://discord.com/developers/docs/interactions/application-commands>); no question needs as many.
    pub const MAX_CHARS: usize = 400;

    /// Reads a question. Quotation marks and minus signs are understood; everything else is words.
    pub fn read(asked: &str, scope: Scope, rules: &YearRules) -> Query {
        let asked = readable(asked).trim_end().to_owned();
        let (text, phrases, excluded) = split_marks(&asked);
        let years = read_years(&text, &[], None, rules, true).0;
        Query { asked, scope, text, phrases, excluded, years, ..Query::default() }
    }

    /// The same question put to the passages that a filter lets through. Its years are also asked for, as if the question
    /// named them; a filter whose years cannot be read asks for any.
    #[must_use]
    pub fn within(mut self, filter: &Filter, rules: &YearRules) -> Query {
        let when = filter.when.trim();
        let years = read_years(when, &[], None, rules, true).0;
        self.filter = filter.clone();
        self.only_years = years.iter().map(YearSpan::wished).collect();
        if years.is_empty() {
            return self;
        }
        for text in [&mut self.asked, &mut self.text] {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(when);
        }
        let moved = self.text.len() - when.len();
        let moved_by =
            |span: YearSpan| YearSpan { written: span.written.start + moved..span.written.end + moved, ..span };
        self.years.extend(years.into_iter().map(moved_by));
        self
    }
}

/// Parts quoted phrases and excluded words from the rest. Unclosed quotation marks are taken for ordinary characters.
fn split_marks(asked: &str) -> (String, Vec<String>, Vec<String>) {
    let (mut text, mut phrases, mut excluded) = (String::new(), Vec::new(), Vec::new());
    let mut rest = asked;
    while let Some(letter) = rest.chars().next() {
        let after = &rest[letter.len_utf8()..];
        let starts_word = text.is_empty() || text.ends_with(char::is_whitespace);
        let after_quote = after.strip_prefix(is_quote);
        if let Some((excluded_phrase, end)) = after_quote
            .filter(|_| letter == '-' && starts_word)
            .and_then(|phrase| phrase.find(is_quote).map(|end| (phrase, end)))
        {
            excluded.push(excluded_phrase[..end].trim().to_owned());
            rest = excluded_phrase[end..].trim_start_matches(is_quote);
        } else if let Some(end) = is_quote(letter).then(|| after.find(is_quote)).flatten() {
            let phrase = after[..end].trim();
            if !phrase.is_empty() {
                phrases.push(phrase.to_owned());
                text.push_str(phrase);
            }
            text.push(' ');
            rest = after[end..].trim_start_matches(is_quote);
        } else if letter == '-' && starts_word && after.starts_with(char::is_alphanumeric) {
            let end = after.find(char::is_whitespace).unwrap_or(after.len());
            excluded.push(after[..end].to_owned());
            rest = &after[end..];
        } else {
            text.push(letter);
            rest = after;
        }
    }
    (text, phrases, excluded)
}

/// Whether this is a double quotation mark of any kind.
fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{00AB}' | '\u{00BB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(asked: &str) -> Query {
        Query::read(asked, Scope::Wiki, &YearRules::default())
    }

    #[test]
    fn phrases_and_excluded_words_are_told_from_the_rest() {
        let query = read("“peace conference” khitomer -borg 2293");
        assert_eq!(query.phrases, ["peace conference"]);
        assert_eq!(query.excluded, ["borg"]);
        assert_eq!(read("khitomer -\"high council\" borg").excluded, ["high council"]);
        let without_year = read("khitomer -2409");
        assert!(without_year.excluded == ["2409"] && without_year.years.is_empty());
        assert_eq!(query.text.split_whitespace().collect::<Vec<_>>(), ["peace", "conference", "khitomer", "2293"]);
        assert_eq!((query.years[0].first, query.years[0].last), (2293, 2293));
    }

    #[test]
    fn hyphens_and_lone_marks_are_ordinary_characters() {
        let query = read("NCC-1701-D \"best of - both");
        assert!(query.phrases.is_empty() && query.excluded.is_empty());
        assert_eq!(query.text, "NCC-1701-D \"best of - both");
    }

    #[test]
    fn a_filter_names_years_beside_the_question() {
        let filter = Filter { when: " 2381-82 ".to_owned(), continuity: String::new() };
        let query = read("borg in 2293").within(&filter, &YearRules::default());
        assert_eq!((query.asked.as_str(), &query.only_years), ("borg in 2293 2381-82", &vec![(2381, 2382)]));
        let written: Vec<&str> = query.years.iter().map(|span| &query.text[span.written.clone()]).collect();
        assert_eq!(written, ["2293", "2381-82"]);
        let none = Filter { when: "sometime".to_owned(), ..filter };
        assert!(read("borg").within(&none, &YearRules::default()).only_years.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_question(text in "\\PC*", when in "\\PC*") {
            let query = read(&text);
            let filtered = query.clone().within(&Filter { when, continuity: String::new() }, &YearRules::default());
            proptest::prop_assert!(filtered.years.iter().all(|span| filtered.text.get(span.written.clone()).is_some()));
            proptest::prop_assert!(query.asked.chars().count() <= Query::MAX_CHARS);
        }
    }
}
