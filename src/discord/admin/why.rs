//! Why what an admin wants cannot be done, in the admin's language.

use crate::discord::showing::quoted;
use crate::discord::speech::{Tongue, Word};
use crate::servers::{Error, Listed, Named, Refusal};

/// Why what an admin wants cannot be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// It cannot be kept.
    Refused(Refusal),
    /// The file has a fault.
    FileFault {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong there, in English.
        cause: String,
    },
    /// The file comes from a newer program.
    NewerFile,
    /// The file has more bytes than this.
    TooLarge(u64),
    /// The file cannot be had from Discord.
    NotFetched,
    /// The file is no text.
    NotText,
    /// The file does not lie with Discord.
    NotDiscords,
    /// The database cannot be used.
    NoDatabase,
    /// The database does not answer in time.
    Late,
}

impl From<Refusal> for Why {
    fn from(refusal: Refusal) -> Why {
        Why::Refused(refusal)
    }
}

impl From<Error> for Why {
    /// What is not the admin's to mend is the database's.
    fn from(error: Error) -> Why {
        match error {
            Error::Refused(refusal) => Why::Refused(refusal),
            Error::File { line, cause } => Why::FileFault { line, cause },
            Error::NewerFile(_) => Why::NewerFile,
            _ => Why::NoDatabase,
        }
    }
}

impl Why {
    /// Says it in one or two sentences.
    pub fn said(&self, tongue: Tongue) -> String {
        match self {
            Why::Refused(refusal) => refused(refusal, tongue),
            Why::FileFault { line, cause } => {
                let words = [("line", Word::from(*line)), ("cause", Word::from(quoted(cause)))];
                tongue.say_with("why-file-fault", words)
            }
            Why::NewerFile => tongue.say("why-newer-file"),
            Why::TooLarge(most_bytes) => tongue.say_with("why-too-large", [("most", most_bytes / 1024)]),
            Why::NotFetched => tongue.say("why-not-fetched"),
            Why::NotText => tongue.say("why-not-text"),
            Why::NotDiscords => tongue.say("why-not-discords"),
            Why::NoDatabase => tongue.say("why-no-database"),
            Why::Late => tongue.say("why-late"),
        }
    }
}

fn refused(refusal: &Refusal, tongue: Tongue) -> String {
    let named = |message: &str, named: &Named| tongue.say_with(message, [("name", quoted(named.name()))]);
    match refusal {
        Refusal::Label => tongue.say("why-label"),
        Refusal::Language => tongue.say("why-language"),
        Refusal::Command => tongue.say("why-command"),
        Refusal::Taken(name) => tongue.say_with("why-taken", [("name", quoted(name))]),
        Refusal::Alias => tongue.say("why-alias"),
        Refusal::Channel => tongue.say("why-channel"),
        Refusal::TooMany { what, most } => tongue.say_with(too_many(*what), [("most", *most)]),
        Refusal::Absent(absent) => named(absent_message(absent), absent),
        Refusal::Twice(twice) => named(twice_message(twice), twice),
    }
}

fn absent_message(absent: &Named) -> &'static str {
    match absent {
        Named::Pin(_) => "why-absent.pin",
        Named::Alias(_) => "why-absent.alias",
        Named::Rule(_) => "why-absent.rule",
    }
}

fn twice_message(twice: &Named) -> &'static str {
    match twice {
        Named::Pin(_) => "why-twice.pin",
        Named::Alias(_) => "why-twice.alias",
        Named::Rule(_) => "why-twice.rule",
    }
}

fn too_many(what: Listed) -> &'static str {
    match what {
        Listed::Pins => "why-too-many.pins",
        Listed::Channels => "why-too-many.channels",
        Listed::Aliases => "why-too-many.aliases",
        Listed::Wikis => "why-too-many.wikis",
        Listed::Rules => "why-too-many.rules",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::limits::{TEXT_TOTAL, length};

    /// Every reason there is.
    fn reasons() -> Vec<Why> {
        let long = || "Kel'Varré * ".repeat(90);
        let named = [Named::Pin(long()), Named::Alias(long()), Named::Rule(long())];
        let listed = [Listed::Pins, Listed::Channels, Listed::Aliases, Listed::Wikis, Listed::Rules];
        let plain = [Refusal::Label, Refusal::Language, Refusal::Command, Refusal::Alias, Refusal::Channel];
        let refusals = (plain.into_iter())
            .chain(listed.map(|what| Refusal::TooMany { what, most: 100 }))
            .chain([Refusal::Taken(long())])
            .chain(named.clone().map(Refusal::Absent))
            .chain(named.map(Refusal::Twice));
        let of_files = [Why::FileFault { line: usize::MAX, cause: long() }, Why::NewerFile, Why::TooLarge(1 << 20)];
        let others = [Why::NotFetched, Why::NotText, Why::NotDiscords, Why::NoDatabase, Why::Late];
        refusals.map(Why::Refused).chain(of_files).chain(others).collect()
    }

    #[test]
    fn every_reason_is_a_sentence_of_its_own_in_every_language() {
        for tongue in Tongue::ALL {
            let mut said: Vec<String> = reasons().iter().map(|why| why.said(tongue)).collect();
            for sentence in &said {
                assert!(sentence.ends_with(['.', '?', '。', '？']) && !sentence.starts_with("why-"), "{sentence}");
                assert!(length(sentence) <= TEXT_TOTAL / 4, "{sentence}");
            }
            said.sort();
            said.dedup();
            assert_eq!(said.len(), reasons().len(), "{tongue:?}");
        }
    }

    #[test]
    fn words_of_others_in_a_reason_are_escaped() {
        let absent = Why::Refused(Refusal::Absent(Named::Rule("*The Weir*".to_owned())));
        assert!(absent.said(Tongue::English).contains("\\*The Weir\\*"));
    }
}
