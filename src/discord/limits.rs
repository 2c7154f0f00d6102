//! Discord's lengths, each with its source, and the one way to cut a text to fit.
//!
//! Lengths are counted in UTF-16 code units: never fewer than the code points Discord documents, so what fits here
//! fits there. The addresses lie under <https://docs.discord.com/developers/>; the same pages stand as files in
//! `discord/discord-api-docs` on GitHub.

use unicode_segmentation::UnicodeSegmentation;

/// Components of a message, nested ones included (`components/reference`, "Component Reference").
pub const COMPONENTS: usize = 40;
/// Characters of all text displays of a message together. The description of one text display says 4,000 (`maxLength` of
/// `content` in Discord's `OpenAPI` file, discord/discord-api-spec); that they share them is known from practice alone.
pub const TEXT_TOTAL: usize = 4000;
/// Characters of a message that somebody writes who pays for it; others have half as many. Discord's reference does not say:
/// `MaximumNitroLength` in `packages/discord-utilities/src/lib/limits.ts` of sapphiredev/utilities on GitHub.
pub const MESSAGE: usize = 4000;
/// Characters of a message's plain text (`resources/message#create-message`).
pub const CONTENT: usize = 2000;
/// Rows of buttons and selects below a plain text (`components/reference#legacy-message-component-behavior`).
pub const ROWS: usize = 5;
/// Message flag: links in it are not shown as pictures (`resources/message#message-object-message-flags`).
pub const SUPPRESS_EMBEDS: u64 = 1 << 2;
/// Characters of a link button's URL (`components/reference#button`).
pub const BUTTON_URL: usize = 512;
/// Options of a select (`components/reference#string-select`).
pub const SELECT_OPTIONS: usize = 25;
/// Characters of a select option's label, description and value each
/// (`components/reference#string-select-select-option-structure`).
pub const SELECT_TEXT: usize = 100;
/// Buttons in an action row (`components/reference#action-row`).
pub const ROW_BUTTONS: usize = 5;
/// Characters of a button's label (`components/reference#button`).
pub const BUTTON_LABEL: usize = 80;
/// Characters of a component's `custom_id` (`components/reference#anatomy-of-a-component`).
pub const CUSTOM_ID: usize = 100;
/// Choices of an autocompletion (`interactions/receiving-and-responding`, "Autocomplete").
pub const CHOICES: usize = 25;
/// Characters of a choice's name (`interactions/application-commands`, "Application Command Option Choice Structure").
pub const CHOICE_NAME: usize = 100;
/// Characters of a string choice's value (the same table).
pub const CHOICE_VALUE: usize = 100;
/// Global slash commands of an application (`interactions/application-commands#registering-a-command`).
pub const COMMANDS: usize = 100;
/// Characters of a command's or an option's name (`interactions/application-commands`, "Application Command Naming").
pub const COMMAND_NAME: usize = 32;
/// Characters of a command's or an option's description (`interactions/application-commands`).
pub const COMMAND_DESCRIPTION: usize = 100;
/// Characters of a command's names, descriptions and values together
/// (`interactions/application-commands#slash-commands`).
pub const COMMAND_TOTAL: usize = 8000;
/// Message flag: only the asker sees it (`resources/message#message-object-message-flags`).
pub const EPHEMERAL: u64 = 1 << 6;
/// Message flag: it is made of components alone (`resources/message#message-object-message-flags`).
pub const COMPONENTS_V2: u64 = 1 << 15;
/// Channel flag: everything said in the channel may spoil (`resources/channel#channel-object-channel-flags`).
pub const SPOILER_CHANNEL: u64 = 1 << 21;

/// The mark of a cut.
const ELLIPSIS: char = '…';

/// The length of a text as this bot counts it, in UTF-16 code units.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Cuts a text to at most `max` UTF-16 code units, the "…" at the cut included; a text that fits is left as it is.
///
/// The cut falls between words and never between `**` and `**`; where the first word alone is too long, between
/// graphemes. It never parts a backslash from what it escapes. Should everything that fits lie inside one `**`, the
/// marks are dropped. An empty text for `max` 0.
pub fn truncate(text: &str, max: usize) -> String {
    if length(text) <= max {
        return text.to_owned();
    }
    let Some(room) = max.checked_sub(ELLIPSIS.len_utf16()) else {
        return String::new();
    };
    let cuts = cuts_within(text, room);
    if cuts.between_words.is_none() && cuts.between_graphemes.is_none() && cuts.in_bold && text.contains("**") {
        return truncate(&text.replace("**", ""), max);
    }
    let end = cuts.between_words.or(cuts.between_graphemes).unwrap_or(0);
    format!("{}{ELLIPSIS}", text[..end].trim_end())
}

/// The last places within reach where a text may be cut, as byte offsets; none at its very start.
struct Cuts {
    between_words: Option<usize>,
    between_graphemes: Option<usize>,
    in_bold: bool,
}

/// Looks for the last cuts in the first `room` code units of a text that is longer than that.
fn cuts_within(text: &str, room: usize) -> Cuts {
    let mut cuts = Cuts { between_words: None, between_graphemes: None, in_bold: false };
    let (mut used, mut escaped, mut bold, mut star) = (0, false, false, false);
    for (at, grapheme) in text.grapheme_indices(true) {
        let blank = grapheme.chars().all(char::is_whitespace);
        let second_star = star && grapheme == "*";
        if at > 0 && !escaped && !bold && !second_star {
            if blank && !text[..at].ends_with(char::is_whitespace) {
                cuts.between_words = Some(at);
            }
            cuts.between_graphemes = Some(at);
        }
        used += length(grapheme);
        if used > room {
            break;
        }
        if second_star {
            bold = !bold;
        }
        star = grapheme == "*" && !escaped && !second_star;
        cuts.in_bold |= second_star;
        escaped = !escaped && grapheme == "\\";
    }
    cuts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_falls_between_words_and_is_marked() {
        assert_eq!(truncate("Borg attacks on Khitomer", 24), "Borg attacks on Khitomer");
        assert_eq!(truncate("Borg attacks on Khitomer", 23), "Borg attacks on…");
        assert_eq!(truncate("Borg attacks on Khitomer", 12), "Borg…");
        assert_eq!(truncate("Borg attacks on Khitomer", 13), "Borg attacks…");
        assert_eq!((truncate("Borg", 1), truncate("Borg", 0)), ("…".to_owned(), String::new()));
    }

    #[test]
    fn a_word_too_long_is_cut_between_graphemes() {
        assert_eq!(truncate("Khitomer", 4), "Khi…");
        assert_eq!(truncate("👩‍👩‍👧👩‍👩‍👧", 9), "👩‍👩‍👧…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 4), "e\u{301}…");
        assert_eq!(truncate("👩‍👩‍👧", 3), "…");
    }

    #[test]
    fn no_mark_is_cut_in_two_or_left_open() {
        assert_eq!(truncate("in **2409 the** summit", 14), "in…");
        assert_eq!(truncate("in **2409** the summit", 14), "in **2409**…");
        assert_eq!(truncate("**Khitomer**", 7), "Khitom…");
        assert_eq!(truncate("ab\\*cdef", 5), "ab\\*…");
        assert_eq!(truncate("ab\\*cdef", 4), "ab…");
        assert_eq!(truncate("*\u{301}*\u{301}*\u{301}", 4), "*\u{301}…", "a star with an accent is no mark");
        assert_eq!(truncate("*\u{301}*\u{301}", 3), "*\u{301}…");
    }

    proptest! {
        #[test]
        fn any_text_is_cut_to_fit(text in "(\\PC|[*\\\\ \n]|\\*\\*){0,60}", max in 0usize..50) {
            let cut = truncate(&text, max);
            prop_assert!(length(&cut) <= max);
            prop_assert!(length(&text) > max || cut == text);
        }

        #[test]
        fn a_cut_text_is_a_beginning_of_whole_words(words in proptest::collection::vec("[a-z\u{e9}\u{1F680}]{1,8}", 1..12), max in 10usize..60) {
            let text = words.join(" ");
            let cut = truncate(&text, max);
            let kept = cut.trim_end_matches('…');
            prop_assert!(text.starts_with(kept));
            let whole = text.len() == kept.len() || text[kept.len()..].starts_with(' ') || !kept.contains(' ');
            prop_assert!(whole, "{cut}");
        }

        #[test]
        fn bold_stays_balanced(words in proptest::collection::vec("(\\*\\*)?([a-z]|\\\\\\*|\\\\\\\\){1,9}", 1..9), max in 1usize..70) {
            let closed: Vec<String> =
                words.iter().map(|word| if word.starts_with("**") { format!("{word}**") } else { word.clone() }).collect();
            let cut = truncate(&closed.join(" "), max);
            let marks = cut.replace("\\\\", "").replace("\\*", "").matches("**").count();
            prop_assert!(marks.is_multiple_of(2), "{cut}");
        }
    }
}
