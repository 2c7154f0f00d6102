//! The `custom_id` of a control: everything needed to answer a press, so that the bot remembers nothing.

use super::wish::{BETWEEN, Wish, question};
use crate::discord::limits::{CUSTOM_ID, length};
use crate::lore::Filter;

/// The layouts of a `custom_id`: this version's, and the one before, whose buttons still hang under old messages.
const VERSION: char = '2';
const VERSION_BEFORE: &str = "1|";
/// The `custom_id` of a select; what is chosen carries the press.
pub const CHOOSING: &str = "2choose";

/// How a press is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By changing the message, where that is the presser's; else by a message to the presser alone.
    InPlace,
    /// By a message to everybody.
    Shared,
    /// By a message to the presser alone: only under messages of the version before.
    Aside,
}

/// A press of a control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// What it asks for.
    pub wish: Wish,
    /// Whether what is shown is blurred.
    pub spoiler: bool,
    /// How it is answered.
    pub manner: Manner,
}

impl Press {
    /// Writes the version, what is wished for and how, then the fields of the wish. `None` where that does not fit or
    /// could not be read again.
    pub fn to_custom_id(&self) -> Option<String> {
        let (letter, fields) = self.wish.write();
        let spoiler = if self.spoiler { "s" } else { "" };
        let manner = match self.manner {
            Manner::InPlace => "",
            Manner::Shared => "!",
            Manner::Aside => return None,
        };
        let id = format!("{VERSION}{letter}{spoiler}{manner}{BETWEEN}{fields}");
        let fits = length(&id) <= CUSTOM_ID && !id.contains(char::is_control);
        (fits && Press::read(&id).as_ref() == Some(self)).then_some(id)
    }

    /// Reads a `custom_id`. `None` for one that neither this version of the bot nor the one before has written.
    pub fn read(custom_id: &str) -> Option<Press> {
        if let Some(fields) = custom_id.strip_prefix(VERSION_BEFORE) {
            return Press::read_version_before(fields);
        }
        let (head, fields) = custom_id.strip_prefix(VERSION)?.split_once(BETWEEN)?;
        let mut head = head.chars();
        let wish = Wish::read(head.next()?, fields)?;
        let (mut spoiler, mut manner) = (false, Manner::InPlace);
        for mark in head {
            match mark {
                's' => spoiler = true,
                '!' => manner = Manner::Shared,
                _ => return None,
            }
        }
        Some(Press { wish, spoiler, manner })
    }

    /// Reads `rank|wiki|topic|question`.
    fn read_version_before(fields: &str) -> Option<Press> {
        let mut fields = fields.splitn(4, BETWEEN);
        let rank = fields.next()?.parse().ok()?;
        let (wiki, topic, asked) = (fields.next()?, fields.next()?, fields.next()?);
        let question = question(wiki, Filter::default(), topic, asked);
        Some(Press { wish: Wish::Answer(question, rank), spoiler: false, manner: Manner::Aside })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn in_place(wish: Wish) -> Press {
        Press { wish, spoiler: false, manner: Manner::InPlace }
    }

    #[test]
    fn a_press_carries_its_question() {
        let filter = Filter { when: "2409".to_owned(), continuity: "prime".to_owned() };
        let asked = question("memory-beta", filter, "Qo'noS", "a|b");
        let press = Press { spoiler: true, manner: Manner::Shared, ..in_place(Wish::Answer(asked, 2)) };
        assert_eq!(press.to_custom_id().as_deref(), Some("2qs!|2|memory-beta|2409|prime|Qo'noS|a|b"));
        assert_eq!(Press::read("2qs!|2|memory-beta|2409|prime|Qo'noS|a|b"), Some(press));
    }

    #[test]
    fn a_button_of_the_version_before_is_understood() {
        let press = Press::read("1|2|memory-beta|Qo'noS|a|b 2409").unwrap();
        let asked = question("memory-beta", Filter::default(), "Qo'noS", "a|b 2409");
        assert_eq!((press.wish, press.manner), (Wish::Answer(asked, 2), Manner::Aside));
        for strange in ["0|2||", "", "2", "2x|", "2q", "2qz|1|||||", "2p|wiki", "2p|wiki|1.2", CHOOSING] {
            assert_eq!(Press::read(strange), None, "{strange}");
        }
    }

    proptest! {
        #[test]
        fn any_press_is_read_back_or_left_out(asked in "\\PC{0,120}", topic in "\\PC{0,20}", when in "\\PC{0,9}", rank in 0usize..12, spoiler in any::<bool>()) {
            let filter = Filter { when, continuity: String::new() };
            let press = Press { spoiler, ..in_place(Wish::Answer(question("", filter, &topic, &asked), rank)) };
            if let Some(id) = press.to_custom_id() {
                prop_assert!(length(&id) <= CUSTOM_ID && !id.is_empty());
                prop_assert_eq!(Press::read(&id), Some(press));
            }
        }

        #[test]
        fn any_text_is_a_press_or_none(text in "[12][qmlbpnwrd][s!a|0-9a-f.,]{0,30}|\\PC{0,40}") {
            Press::read(&text);
        }
    }
}
