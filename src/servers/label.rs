//! Short texts that people choose: names of wikis, continuities, works and articles, and languages.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Refusal;

/// The most bytes of a label: those of a `MediaWiki` title (<https://www.mediawiki.org/wiki/Manual:Page_title>).
const MAX_BYTES: usize = 255;

/// A name on one line: not empty, at most 255 bytes, without control characters; spaces around it are dropped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Label(String);

impl Label {
    /// Makes a label of a text.
    ///
    /// # Errors
    /// When it is empty, too long, or has a control character in it.
    pub fn new(text: &str) -> Result<Label, Refusal> {
        let text = text.trim();
        let fits = !text.is_empty() && text.len() <= MAX_BYTES && !text.chars().any(char::is_control);
        if fits { Ok(Label(text.to_owned())) } else { Err(Refusal::Label) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A language as Discord names it, such as `de` or `pt-BR` (<https://docs.discord.com/developers/reference#locales>).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Language(String);

impl Language {
    /// Makes a language of its name. Whether there are messages in it is not asked here.
    ///
    /// # Errors
    /// When the name is not of that form.
    pub fn new(name: &str) -> Result<Language, Refusal> {
        let (language, region) = name.split_once('-').unwrap_or((name, "XX"));
        let language_fits = matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_lowercase());
        let region_fits = matches!(region.len(), 2 | 3)
            && region.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if language_fits && region_fits { Ok(Language(name.to_owned())) } else { Err(Refusal::Language) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Label {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for Label {
    type Error = Refusal;

    fn try_from(text: String) -> Result<Label, Refusal> {
        Label::new(&text)
    }
}

impl From<Label> for String {
    fn from(label: Label) -> String {
        label.0
    }
}

impl TryFrom<String> for Language {
    type Error = Refusal;

    fn try_from(name: String) -> Result<Language, Refusal> {
        Language::new(&name)
    }
}

impl From<Language> for String {
    fn from(language: Language) -> String {
        language.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_one_line_that_is_neither_empty_nor_too_long() {
        assert_eq!(Label::new("  Kel'Varré ").unwrap().as_str(), "Kel'Varré");
        assert!(Label::new(" \t").is_err());
        assert!(Label::new("two\nlines").is_err());
        assert!(Label::new(&"é".repeat(128)).is_err());
        assert!(Label::new(&"é".repeat(127)).is_ok());
    }

    #[test]
    fn a_language_is_named_as_discord_names_it() {
        for name in ["de", "pt-BR", "es-419", "zh-CN"] {
            assert_eq!(Language::new(name).unwrap().as_str(), name);
        }
        for name in ["", "German", "de-", "DE", "pt-br", "-BR", "fr-FR-x"] {
            assert!(Language::new(name).is_err(), "{name}");
        }
    }
}
