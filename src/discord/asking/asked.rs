//! What a message asks of the bot, if anything.

use super::links::{Link, links};
use super::message::Message;
use crate::discord::limits::MESSAGE;
use crate::lore::first_chars;

/// What a message asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Asked {
    /// No question: the bot was addressed without one.
    Nothing,
    /// A question.
    Question {
        /// The question.
        text: String,
        /// Whether the bot is addressed by name or in a direct message, rather than by a reply to something it said.
        directly: bool,
    },
    /// Nothing of the bot by name; but its words hold links to articles.
    Links(Vec<Link>),
}

impl Asked {
    /// Reads a message, where `me` is the bot. `None` where it is not for the bot: written by no person, or addressed to
    /// others and without a link that is to be read. A reply to the bot without a word is not for the bot either.
    pub fn of(message: &Message, me: u64, reads_links: bool) -> Option<Asked> {
        if !message.by_person || message.author == me {
            return None;
        }
        let text = first_chars(&message.text, MESSAGE);
        let is_notified = message.mentions.contains(&me);
        let is_named = || [format!("<@{me}>"), format!("<@!{me}>")].iter().any(|mark| text.contains(mark));
        let directly = message.guild.is_none() || is_notified && is_named();
        let words = without_marks(text);
        // What looks like a command was meant for one, and went astray.
        let is_question = !words.is_empty() && !words.starts_with('/');
        match (directly, is_question) {
            (true, false) => Some(Asked::Nothing),
            (true, true) => Some(Asked::Question { text: words, directly }),
            (false, true) if is_notified => Some(Asked::Question { text: words, directly }),
            (false, _) => reads_links.then(|| links(text)).filter(|links| !links.is_empty()).map(Asked::Links),
        }
    }
}

/// A text without the marks that Discord shows as something else: mentions of people, roles and channels, custom emoji,
/// times and commands (<https://docs.discord.com/developers/reference#message-formatting>). On one line.
fn without_marks(text: &str) -> String {
    let (mut words, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.find(['<', '>']).filter(|end| rest[*end..].starts_with('>') && is_mark(&rest[..*end])) {
            Some(end) => {
                words.push(' ');
                rest = &rest[end + 1..];
            }
            None => words.push('<'),
        }
    }
    words.push_str(rest);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether what stands between `<` and `>` is such a mark.
fn is_mark(inside: &str) -> bool {
    ["@", "#", ":", "a:", "t:", "/", "id:"].iter().any(|start| inside.starts_with(start))
        && inside.ends_with(|letter: char| letter.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ME: u64 = 15;

    fn message(guild: Option<u64>, mentions: &[u64], text: &str) -> Message {
        let (mentions, text) = (mentions.to_vec(), text.to_owned());
        Message { id: 11, channel: 12, guild, author: 14, by_person: true, mentions, edited: None, text }
    }

    fn asked(guild: Option<u64>, mentions: &[u64], text: &str) -> Option<Asked> {
        Asked::of(&message(guild, mentions, text), ME, true)
    }

    fn question(text: &str, directly: bool) -> Asked {
        Asked::Question { text: text.to_owned(), directly }
    }

    #[test]
    fn a_mention_anywhere_asks_what_stands_around_it() {
        assert_eq!(asked(Some(1), &[ME], "<@15> who is Qo'noS?"), Some(question("who is Qo'noS?", true)));
        assert_eq!(asked(Some(1), &[ME, 16], "hey <@!15>,\nask <@16> in <#3>"), Some(question("hey , ask in", true)));
        assert_eq!(asked(Some(1), &[ME], "<@15> <:mill:77><a:b:78> <t:1700000000:R> </lore:9>"), Some(Asked::Nothing));
        assert_eq!(asked(Some(1), &[ME], "<@15>"), Some(Asked::Nothing));
        assert_eq!(asked(Some(1), &[ME], "<@15> /khitomer 2409"), Some(Asked::Nothing));
    }

    #[test]
    fn nothing_is_asked_by_a_message_to_others() {
        assert_eq!(asked(Some(1), &[], "who is Osa?"), None);
        assert_eq!(asked(Some(1), &[], "@everyone <@&15> who is Osa?"), None);
        assert_eq!(asked(Some(1), &[], "`<@15>` is code, so nobody is notified"), None);
        assert_eq!(asked(Some(1), &[16], "<@16> who is Osa?"), None);
    }

    #[test]
    fn a_reply_asks_where_it_has_words() {
        assert_eq!(asked(Some(1), &[ME], "and in 2409?"), Some(question("and in 2409?", false)));
        assert_eq!(asked(Some(1), &[ME], ""), None);
        assert_eq!(asked(Some(1), &[ME], "<:thanks:77>"), None);
    }

    #[test]
    fn a_direct_message_needs_no_mention() {
        assert_eq!(asked(None, &[], " Osa < 2409 "), Some(question("Osa < 2409", true)));
        assert_eq!(asked(None, &[], ""), Some(Asked::Nothing));
    }

    #[test]
    fn links_are_read_where_that_is_wanted_and_the_bot_is_not_addressed() {
        let osa = Asked::Links(vec![Link { topic: "Osa".to_owned(), what: String::new() }]);
        assert_eq!(asked(Some(1), &[], "read [[Osa]] first"), Some(osa));
        assert_eq!(Asked::of(&message(Some(1), &[], "read [[Osa]] first"), ME, false), None);
        assert_eq!(asked(Some(1), &[ME], "<@15> [[Osa]]"), Some(question("[[Osa]]", true)));
        assert_eq!(asked(None, &[], "[[Osa]]"), Some(question("[[Osa]]", true)));
    }

    #[test]
    fn bots_are_never_answered() {
        let by_bot = Message { by_person: false, ..message(None, &[ME], "<@15> Osa") };
        let own = Message { author: ME, ..message(None, &[ME], "<@15> Osa") };
        assert_eq!((Asked::of(&by_bot, ME, true), Asked::of(&own, ME, true)), (None, None));
    }

    #[test]
    fn a_million_open_marks_are_read() {
        assert_eq!(without_marks(&"<@".repeat(500_000)).len(), 1_000_000);
    }

    proptest! {
        #[test]
        fn words_stay_as_they_are(words in proptest::collection::vec("[a-zé'<>]{1,6}", 0..9)) {
            let text = words.join(" ");
            prop_assert_eq!(without_marks(&format!("<@15>{text} <@&16>")), text.trim());
        }

        #[test]
        fn any_text_is_read(text in "(\\PC|[<>@#:/ \n]){0,40}") {
            without_marks(&text);
        }
    }
}
