//! Patterns of names in a profile, such as `*infobox`.

/// Whether a name fits one of the patterns. A `*` at the beginning or the end of a pattern stands for anything; letter
/// case, and whether spaces are written as underscores, does not matter. An empty pattern fits nothing.
pub fn is_among(patterns: &[String], name: &str) -> bool {
    let name = plain(name);
    patterns.iter().any(|pattern| fits(&plain(pattern), &name))
}

fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(_), Some(_)) => name.contains(pattern.trim_matches('*')),
        (Some(end), None) => name.ends_with(end),
        (None, Some(beginning)) => name.starts_with(beginning),
        (None, None) => !pattern.is_empty() && name == pattern,
    }
}

/// A name in lower case with single spaces for underscores.
fn plain(name: &str) -> String {
    let words = name.split(|letter: char| letter == '_' || letter.is_whitespace()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(pattern: &str, name: &str) -> bool {
        is_among(&[pattern.to_owned()], name)
    }

    #[test]
    fn a_star_at_an_end_stands_for_anything() {
        assert!(fits("infobox*", "Infobox_Élan") && fits("infobox*", "infobox"));
        assert!(fits("*infobox", "Ship infobox") && !fits("*infobox", "Infobox ship"));
        assert!(fits("*quote*", "Block quote 2"));
        assert!(!fits("quote", "quote box"));
    }

    #[test]
    fn letter_case_and_underscores_do_not_matter() {
        assert!(fits("Qo'noS Box", "qo'nos__box "));
        assert!(!fits("", "") && !fits(" ", "x"));
    }
}
