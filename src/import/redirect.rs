//! Redirects: a file that only says "see the article of that name", as its wikitext does.

/// The title that a text leads to, where it begins with `#REDIRECT [[Kor]]`. Any letter case is good, and a colon
/// may stand before the link (<https://www.mediawiki.org/wiki/Help:Redirects>).
pub(super) fn redirect_of(text: &str) -> Option<&str> {
    const MARK: &str = "#redirect";
    let (mark, _) = text.trim_start().split_at_checked(MARK.len())?;
    mark.eq_ignore_ascii_case(MARK).then(|| link_of_redirect(text))?.map(|(title, _)| title)
}

/// The title and the section that a redirect leads to, in whatever language it says `#REDIRECT`.
pub(super) fn link_of_redirect(text: &str) -> Option<(&str, Option<&str>)> {
    let rest = text.trim_start().strip_prefix('#')?.trim_start_matches(char::is_alphabetic).trim_start();
    let link = rest.strip_prefix(':').unwrap_or(rest).trim_start().strip_prefix("[[")?;
    let (inside, _) = link.split_once("]]")?;
    let target = inside.split('|').next().unwrap_or_default();
    let (title, section) =
        target.split_once('#').map_or((target, None), |(title, section)| (title, Some(section.trim())));
    let title = title.trim();
    let is_title = !title.is_empty() && !target.contains('\n');
    is_title.then_some((title, section.filter(|section| !section.is_empty())))
}

/// What to do with a redirect, for the person who looks after the files.
pub(super) fn advice(title: &str, target: &str) -> String {
    format!("this only leads to `{target}`; add `{title}` to the header `redirects:` of that article's file instead")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_redirect_leads_to_its_title() {
        for text in
            ["#REDIRECT [[Kor]]", "#redirect: [[Kor]]\n", " #Redirect[[Kor#Élan|the old]] ", "#REDIRECT : [[Kor ]]"]
        {
            assert_eq!(redirect_of(text), Some("Kor"), "{text}");
        }
        for text in ["#REDIRECT Kor", "# Redirect", "#REDIRECT [[]]", "#REDIRECT [[Kor", "Kor", "#redirecté", ""] {
            assert_eq!(redirect_of(text), None, "{text}");
        }
    }
}
