//! Forms of English words that no stemmer brings together: "fought" and "fight".

use std::collections::HashMap;
use std::sync::LazyLock;

use tantivy::tokenizer::{Language, Stemmer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer, WhitespaceTokenizer};

/// A line for each word: its base, then its other forms.
const FORMS: &str = include_str!("irregular_forms.txt");

/// The stem of each form with the stem of its base.
static BASES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut stemmer = TextAnalyzer::builder(WhitespaceTokenizer::default()).filter(Stemmer::new(Language::English)).build();
    let mut bases = HashMap::new();
    for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
        let mut stems = Vec::new();
        stemmer.token_stream(line).process(&mut |token| stems.push(token.text.clone()));
        let Some((base, forms)) = stems.split_first() else { continue };
        bases.extend(forms.iter().filter(|form| *form != base).map(|form| (form.clone(), base.clone())));
    }
    bases
});

/// Reads irregular forms as the stem of their base. It comes after the stemmer.
#[derive(Clone)]
pub(super) struct IrregularForms;

/// A tokenizer whose irregular forms are read as their base.
#[derive(Clone)]
pub(super) struct Regular<T>(T);

/// Its tokens.
pub(super) struct RegularStream<T>(T);

impl TokenFilter for IrregularForms {
    type Tokenizer<T: Tokenizer> = Regular<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Regular<T> {
        Regular(tokenizer)
    }
}

impl<T: Tokenizer> Tokenizer for Regular<T> {
    type TokenStream<'text> = RegularStream<T::TokenStream<'text>>;

    fn token_stream<'text>(&'text mut self, text: &'text str) -> Self::TokenStream<'text> {
        RegularStream(self.0.token_stream(text))
    }
}

impl<T: TokenStream> TokenStream for RegularStream<T> {
    fn advance(&mut self) -> bool {
        if !self.0.advance() {
            return false;
        }
        if let Some(base) = BASES.get(&self.0.token().text) {
            self.0.token_mut().text.clone_from(base);
        }
        true
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_base_is_a_form_of_another() {
        for (form, base) in BASES.iter() {
            assert!(!BASES.contains_key(base), "{form} leads to {base}, which leads on");
        }
        assert_eq!(BASES["fought"], "fight");
    }
}
