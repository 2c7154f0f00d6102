//! The languages the bot speaks: its sentences, from message files that a translator can edit.
//!
//! The files lie in `messages`, one a language, in the format of Project Fluent (<https://projectfluent.org>).

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

/// What is filled into a sentence: a text or a number.
pub use fluent_bundle::FluentValue as Word;

/// A language the bot speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// `en.ftl`, which has every message.
    #[default]
    English,
    /// `de.ftl`.
    German,
    /// `fr.ftl`.
    French,
    /// `es.ftl`, for every region.
    Spanish,
    /// `pt-BR.ftl`.
    Portuguese,
    /// `ja.ftl`.
    Japanese,
}

impl Tongue {
    /// All of them, English first.
    pub const ALL: [Tongue; 6] =
        [Tongue::English, Tongue::German, Tongue::French, Tongue::Spanish, Tongue::Portuguese, Tongue::Japanese];

    /// The language of a locale as Discord names it (<https://docs.discord.com/developers/reference#locales>), whatever
    /// its region; English for one that has no file.
    pub fn of(locale: &str) -> Tongue {
        match locale.split('-').next().unwrap_or_default() {
            "de" => Tongue::German,
            "fr" => Tongue::French,
            "es" => Tongue::Spanish,
            "pt" => Tongue::Portuguese,
            "ja" => Tongue::Japanese,
            _ => Tongue::English,
        }
    }

    /// The locales whose users read this language, as Discord names them; none for English, which is everybody's default.
    pub fn locales(self) -> &'static [&'static str] {
        match self {
            Tongue::English => &[],
            Tongue::German => &["de"],
            Tongue::French => &["fr"],
            Tongue::Spanish => &["es-ES", "es-419"],
            Tongue::Portuguese => &["pt-BR"],
            Tongue::Japanese => &["ja"],
        }
    }

    /// One locale whose users read this language, by which it is chosen.
    pub fn locale(self) -> &'static str {
        self.locales().first().copied().unwrap_or("en-US")
    }

    /// Says a message that has nothing to fill in; `message.part` says a part of one.
    ///
    /// A message that this language lacks is said in English, one that English lacks by its name.
    pub fn say(self, message: &str) -> String {
        self.or_in_english(message, &FluentArgs::new())
    }

    /// The same for a message that has words to fill in.
    pub fn say_with<'word, W: Into<Word<'word>>>(
        self,
        message: &str,
        words: impl IntoIterator<Item = (&'word str, W)>,
    ) -> String {
        self.or_in_english(message, &words.into_iter().collect())
    }

    /// A list of names or years, on one line.
    pub fn list(self, parts: &[String]) -> String {
        parts.join(&self.say("list-separator"))
    }

    fn or_in_english(self, message: &str, words: &FluentArgs) -> String {
        let said = [self, Tongue::English].into_iter().find_map(|tongue| tongue.formatted(message, words));
        said.unwrap_or_else(|| message.to_owned())
    }

    /// A message in this very language; `None` where it is not there or asks for a word that is not given.
    fn formatted(self, message: &str, words: &FluentArgs) -> Option<String> {
        let (name, part) = message.split_once('.').map_or((message, None), |(name, part)| (name, Some(part)));
        let messages = &MESSAGES[self as usize];
        let found = messages.get_message(name)?;
        let pattern = match part {
            Some(part) => found.get_attribute(part)?.value(),
            None => found.value()?,
        };
        let mut errors = Vec::new();
        let said = messages.format_pattern(pattern, Some(words), &mut errors);
        errors.is_empty().then(|| said.into_owned())
    }

    /// Its name as Unicode has it, which settles its plurals, and its file.
    fn file(self) -> (&'static str, &'static str) {
        match self {
            Tongue::English => ("en", include_str!("messages/en.ftl")),
            Tongue::German => ("de", include_str!("messages/de.ftl")),
            Tongue::French => ("fr", include_str!("messages/fr.ftl")),
            Tongue::Spanish => ("es", include_str!("messages/es.ftl")),
            Tongue::Portuguese => ("pt-BR", include_str!("messages/pt-BR.ftl")),
            Tongue::Japanese => ("ja", include_str!("messages/ja.ftl")),
        }
    }
}

/// The messages of each language, in the order of [`Tongue::ALL`].
static MESSAGES: LazyLock<[FluentBundle<FluentResource>; Tongue::ALL.len()]> =
    LazyLock::new(|| Tongue::ALL.map(messages_of));

/// Reads a file. A message in it that cannot be read is left out, and so is a second one of the same name.
fn messages_of(tongue: Tongue) -> FluentBundle<FluentResource> {
    let (name, text) = tongue.file();
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(readable, _)| readable);
    let mut messages = FluentBundle::new_concurrent(name.parse().into_iter().collect());
    // Marks of direction around each word would stand inside links and code.
    messages.set_use_isolating(false);
    messages.add_resource(resource).ok();
    messages
}

#[cfg(test)]
impl Tongue {
    /// The length of a message in the language that has the most words for it, in UTF-16 code units.
    pub fn longest(message: &str, words: &[(&str, Word)]) -> usize {
        let lengths =
            Tongue::ALL.map(|tongue| crate::discord::limits::length(&tongue.say_with(message, words.iter().cloned())));
        lengths.into_iter().max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_read_by_its_language() {
        let known = [("es-419", Tongue::Spanish), ("pt-BR", Tongue::Portuguese), ("ja", Tongue::Japanese)];
        for (locale, tongue) in known.into_iter().chain(["en-GB", "tlh", ""].map(|locale| (locale, Tongue::English))) {
            assert_eq!(Tongue::of(locale), tongue, "{locale}");
        }
        for tongue in Tongue::ALL {
            assert!(tongue.locales().iter().all(|locale| Tongue::of(locale) == tongue), "{tongue:?}");
        }
    }

    #[test]
    fn languages_stand_in_the_order_of_their_numbers() {
        assert!(Tongue::ALL.iter().enumerate().all(|(at, tongue)| *tongue as usize == at));
    }

    #[test]
    fn words_are_filled_in_as_they_are() {
        let words = [("heading", Word::from("{ $page } *2409*")), ("page", 1.into()), ("pages", 12_345.into())];
        let said = Tongue::English.say_with("heading-page", words);
        assert_eq!(said, "{ $page } *2409*, page 1 of 12345");
        assert_eq!(Tongue::English.say_with("about-articles", [("count", 1)]), "1 article");
        assert_eq!(Tongue::English.say_with("about-articles", [("count", 0)]), "0 articles");
        assert_eq!(Tongue::French.say_with("about-articles", [("count", 0)]), "0 article");
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english_and_what_nobody_has_by_its_name() {
        assert_eq!(Tongue::German.or_in_english("no-such-message", &FluentArgs::new()), "no-such-message");
        assert_eq!(Tongue::German.say("results.no-such-part"), "results.no-such-part");
        assert_eq!(Tongue::German.say(""), "");
        assert_eq!(Tongue::English.say("refusal-several"), "refusal-several", "a word is missing");
    }
}
