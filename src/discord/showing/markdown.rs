//! A wiki's words as Discord shows them unchanged: every mark that Discord would read is escaped.
//!
//! Source: Discord's "Markdown Text 101" and the message formatting table
//! (<https://docs.discord.com/developers/reference#message-formatting>).

use std::ops::Range;

/// Escapes a text. Addresses stay as they are, so that they can be followed: Discord reads no marks inside them.
pub fn escape(text: &str) -> String {
    embolden(text, &[])
}

/// Escapes a name that stands between marks of ours: addresses in it, too, which might end those marks, or be taken for
/// where a link leads.
pub fn escape_name(name: &str) -> String {
    marked(name, &[], &[])
}

/// Escapes a text and sets the byte ranges of it that are given in bold. Ranges that touch are joined; one that
/// is empty, spans lines, lies in an address or does not fit the text is left plain.
pub fn embolden(text: &str, ranges: &[Range<usize>]) -> String {
    let addresses = addresses_in(text);
    marked(text, &bold_ranges(text, ranges, &addresses), &addresses)
}

/// Escapes a text but for its `addresses`, with the ranges `bold` in bold.
fn marked(text: &str, bold: &[Range<usize>], addresses: &[Range<usize>]) -> String {
    let mut shown = String::with_capacity(text.len() + text.len() / 8);
    let mut line_start = true;
    for (at, letter) in text.char_indices() {
        if bold.binary_search_by_key(&at, |range| range.start).is_ok() {
            shown.push_str("**");
        }
        let in_address = next_ending(addresses, at).is_some_and(|address| address.contains(&at));
        if !in_address && (is_mark(letter) || begins_word(text, at) || (line_start && starts_block(text, at))) {
            shown.push('\\');
        }
        shown.push(letter);
        if bold.binary_search_by_key(&(at + letter.len_utf8()), |range| range.end).is_ok() {
            shown.push_str("**");
        }
        // A number opens a list only together with the dot or bracket behind it.
        line_start = is_line_break(letter)
            || (line_start && (letter.is_whitespace() || (letter.is_ascii_digit() && opens_list(text, at))));
    }
    shown
}

/// Whether Discord reads this letter as a mark anywhere in a line.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '[' | ']')
}

/// The most letters of an emoji's name (<https://docs.discord.com/developers/reference#message-formatting-formats> shows the
/// form; names of a server's own have 32 at most).
const EMOJI_NAME: usize = 64;

/// Whether the letter at `at` begins what Discord reads without marks around it: an emoji by its name, such as `:anchor:`,
/// everyone in the channel, or an address.
fn begins_word(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    match rest.chars().next() {
        Some('@') => rest.starts_with("@everyone") || rest.starts_with("@here"),
        Some(':') => rest.starts_with("://") || begins_emoji(&rest[1..]),
        _ => false,
    }
}

/// Whether a name of an emoji stands here, with its colon behind it.
fn begins_emoji(rest: &str) -> bool {
    let is_name = |letter: &u8| letter.is_ascii_alphanumeric() || b"_+-".contains(letter);
    let name = rest.bytes().take(EMOJI_NAME).take_while(is_name).count();
    name > 0 && rest[name..].starts_with(':')
}

/// Whether the letter at `at`, at the start of its line, opens a heading, a quote, small print or a list.
fn starts_block(text: &str, at: usize) -> bool {
    match text[at..].chars().next() {
        Some('#' | '>' | '-' | '+') => true,
        Some('.' | ')') => text[..at].ends_with(|before: char| before.is_ascii_digit()),
        _ => false,
    }
}

/// Whether the digits from `at` on end in a dot or bracket.
fn opens_list(text: &str, at: usize) -> bool {
    text[at..].trim_start_matches(|letter: char| letter.is_ascii_digit()).starts_with(['.', ')'])
}

/// Whether a line may end here.
fn is_line_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The byte ranges of bare `http` and `https` addresses, in order. An address runs to the next space or `<`; clients take the
/// byte order mark for a space (<https://tc39.es/ecma262/#sec-white-space>).
fn addresses_in(text: &str) -> Vec<Range<usize>> {
    let mut addresses: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices("http") {
        let inside = addresses.last().is_some_and(|last| at < last.end);
        let mid_word = text[..at].ends_with(char::is_alphanumeric);
        let rest = &text[at..];
        let scheme = ["https://", "http://"].iter().find(|scheme| rest.starts_with(**scheme));
        let Some(scheme) = scheme.filter(|_| !inside && !mid_word) else {
            continue;
        };
        let end = rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '<' | '\u{FEFF}'))
            .unwrap_or(rest.len());
        let host = rest[scheme.len()..end].starts_with(|letter: char| letter.is_ascii_alphanumeric());
        if host {
            addresses.push(at..at + end);
        }
    }
    addresses
}

/// The first of some ranges, in order and apart, that ends after a place.
fn next_ending(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    ranges.get(ranges.partition_point(|range| range.end <= at))
}

/// The ranges that can be set in bold, in order and apart.
fn bold_ranges(text: &str, ranges: &[Range<usize>], addresses: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut wanted: Vec<Range<usize>> = ranges
        .iter()
        .filter(|range| text.get((*range).clone()).is_some_and(|words| !words.trim().is_empty()))
        .filter(|range| !text[(*range).clone()].contains(is_line_break))
        .filter(|range| next_ending(addresses, range.start).is_none_or(|address| range.end <= address.start))
        .cloned()
        .collect();
    wanted.sort_unstable_by_key(|range| (range.start, range.end));
    let mut bold: Vec<Range<usize>> = Vec::new();
    for range in wanted {
        match bold.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => bold.push(range),
        }
    }
    bold
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_of_every_kind_are_escaped() {
        assert_eq!(escape("*a* _b_ ~~c~~ `d` ||e|| \\"), r"\*a\* \_b\_ \~\~c\~\~ \`d\` \|\|e\|\| \\");
        assert_eq!(escape("<@1> <#2> <t:3> </lore:4>"), r"\<@1> \<#2> \<t:3> \</lore:4>");
        assert_eq!(escape("[Khitomer](https://evil.example)"), r"\[Khitomer\](https://evil.example)");
    }

    #[test]
    fn blocks_are_escaped_at_the_start_of_a_line_alone() {
        assert_eq!(escape("# a\n-# b\n> c\n - d\n+ e"), "\\# a\n\\-# b\n\\> c\n \\- d\n\\+ e");
        assert_eq!(escape("1. a\n23) b"), "1\\. a\n23\\) b");
        assert_eq!(escape("In 2409. Well-known #1 > 2 + 3"), "In 2409. Well-known #1 > 2 + 3");
        assert_eq!(escape("2409 was a year."), "2409 was a year.");
    }

    #[test]
    fn addresses_stay_whole() {
        let address = "https://memory-beta.example/wiki/Qo'noS_(mirror)#A_b";
        assert_eq!(escape(address), address);
        assert_eq!(escape("see http://a.b/c_d*e f_g"), r"see http://a.b/c_d*e f\_g");
        assert_eq!(escape("http://_a_ xhttp://a_b"), r"http\://\_a\_ xhttp\://a\_b");
        assert_eq!(escape("http://a_b\u{FEFF}_c_"), "http://a_b\u{FEFF}\\_c\\_");
    }

    #[test]
    fn nothing_in_a_name_is_an_address() {
        assert_eq!(escape_name("see https://a.b/c_d](e)"), r"see https\://a.b/c\_d\](e)");
    }

    #[test]
    fn emoji_and_everyone_are_escaped() {
        assert_eq!(escape("at 10:30:45, :anchor: <:own:1> a: b::c:"), r"at 10\:30:45, \:anchor: \<\:own:1> a: b:\:c:");
        assert_eq!(escape("@everyone @here @Osa a@b.example"), r"\@everyone \@here @Osa a@b.example");
    }

    #[test]
    fn matches_are_bold() {
        assert_eq!(embolden("In 2409, *a* summit", &[3..7, 13..19]), r"In **2409**, \*a\* **summit**");
        assert_eq!(embolden("a b", &[0..1, 1..3]), "**a b**");
        assert_eq!(embolden("é\nb", &[1..2, 0..4, 9..12]), "é\nb");
        assert_eq!(embolden("2409. x", std::slice::from_ref(&(0..4))), "**2409**\\. x");
    }

    /// The text as Discord shows it, were every escape undone and every bold mark dropped.
    fn read_back(shown: &str) -> String {
        let (mut text, mut letters) = (String::new(), shown.chars().peekable());
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => text.extend(letters.next()),
                '*' => {}
                other => text.push(other),
            }
        }
        text
    }

    proptest! {
        #[test]
        fn any_text_reads_back_unchanged(text in "(\\PC|[-*_~`|<>#+\\[\\]\\\\ \n0-9.)]){0,80}", from in 0usize..40, size in 0usize..40) {
            prop_assume!(addresses_in(&text).is_empty());
            prop_assert_eq!(read_back(&escape(&text)), text.clone());
            let bold = embolden(&text, std::slice::from_ref(&(from..from + size)));
            prop_assert_eq!(read_back(&bold), text);
            let marks = bold.replace("\\\\", "").replace("\\*", "").matches("**").count();
            prop_assert!(marks == 0 || marks == 2);
        }

        #[test]
        fn no_line_opens_a_block(text in "([-#>+*0-9.) \n]){0,40}") {
            for line in escape(&text).lines() {
                let line = line.trim_start();
                prop_assert!(!line.starts_with(['#', '>', '-', '+', '*']), "{line}");
                let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
                prop_assert!(digits.len() == line.len() || !digits.starts_with(['.', ')']), "{line}");
            }
        }
    }
}
