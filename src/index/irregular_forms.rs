//! Forms of English words that no stemmer brings together: "fought" and "fight".

use std::collections::HashMap;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

/// A line for each word: its base, then its other forms.
const FORMS: &str = include_str!("irregular_forms.txt");

/// The stem of each form with the stem of its base.
static BASES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let stemmer = Stemmer::new(Algorithm::English);
    let mut bases = HashMap::new();
    for line in FORMS.lines().filter(|line| !line.starts_with('#')) {
        let stems: Vec<String> = line.split_whitespace().map(|form| stemmer.stem(form).into_owned()).collect();
        let Some((base, forms)) = stems.split_first() else { continue };
        bases.extend(forms.iter().filter(|form| *form != base).map(|form| (form.clone(), base.clone())));
    }
    bases
});

/// The stem of the base of an irregular form, by the form's own stem; `None` for a regular one.
pub(super) fn base_of(stem: &str) -> Option<&'static str> {
    BASES.get(stem).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_base_is_a_form_of_another() {
        for (form, base) in BASES.iter() {
            assert!(base_of(base).is_none(), "{form} leads to {base}, which leads on");
        }
        assert_eq!(base_of("fought"), Some("fight"));
        assert_eq!(base_of("heron"), None);
    }
}
