//! Names of templates and pages, as `MediaWiki` reads them.

/// A title in the form in which titles are equal: spaces for underscores, none doubled, the first letter upper case.
pub(in crate::import) fn normal_title(title: &str) -> String {
    let mut normal = String::with_capacity(title.len());
    for word in title.split(|letter: char| letter == '_' || letter.is_whitespace()).filter(|word| !word.is_empty()) {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.push_str(word);
    }
    match normal.chars().next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(normal.chars().skip(1)).collect(),
        _ => normal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_equal_however_they_are_spaced() {
        assert_eq!(normal_title(" élan_of  Qo'noS\n"), "Élan of Qo'noS");
        assert_eq!(normal_title("_"), "");
    }
}
