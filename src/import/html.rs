//! HTML inside Markdown, dropped to its text. No HTML page is read here, only the odd block in an article.

use super::entities::entity_at;

/// The text of a piece of HTML: tags, comments, scripts and styles dropped, entities read. A `<` that
/// begins no tag is text; a tag or comment that is never closed is dropped with what follows.
pub(super) fn text_of_html(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if is_tag(rest) {
            if breaks_line(rest) {
                text.push('\n');
            }
            rest = after_tag(rest);
        } else {
            text.push('<');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    with_entities_read(&text)
}

/// Whether a tag such as `<br>` or `</p>` parts lines.
pub(super) fn breaks_line(tag: &str) -> bool {
    let name: String =
        tag.chars().skip(1).filter(|&letter| letter != '/').take_while(char::is_ascii_alphanumeric).collect();
    matches!(name.to_ascii_lowercase().as_str(), "br" | "p" | "div" | "li" | "tr" | "table" | "ul" | "ol" | "hr")
}

/// Whether a `<` begins a tag or a comment.
fn is_tag(rest: &str) -> bool {
    rest[1..]
        .starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/' || letter == '!' || letter == '?')
}

/// What follows the tag or comment that `rest` begins with; nothing where it is never closed.
fn after_tag(rest: &str) -> &str {
    let past = |end: &str| rest.find(end).map_or("", |at| &rest[at + end.len()..]);
    if rest.starts_with("<!--") {
        return past("-->");
    }
    let begins = |name: &str| rest.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if begins("script") {
        return past("</script>");
    }
    if begins("style") {
        return past("</style>");
    }
    past(">")
}

/// Reads the entities of a text.
fn with_entities_read(text: &str) -> String {
    let (mut read, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        let (letters, len) = entity_at(&rest[at..]).unwrap_or_else(|| ("&".to_owned(), 1));
        read.push_str(&letters);
        rest = &rest[at + len..];
    }
    read + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_comments_are_dropped_and_words_stay() {
        assert_eq!(text_of_html("<div class='x'>Kor<br/>& Kang</div>").trim(), "Kor\n& Kang");
        assert_eq!(text_of_html("a<!-- b > c -->d<STYLE>e</style>f"), "adf");
        assert_eq!(text_of_html("2 < 3 &amp;lt; Qo&#39;noS"), "2 < 3 &lt; Qo'noS");
        assert_eq!(text_of_html("open <span class="), "open ");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_text(html in "(\\PC{0,5}|<|>|<!--|-->|<style|</|&amp;){0,12}") {
            text_of_html(&html);
        }
    }
}
