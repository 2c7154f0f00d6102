//! The `custom_id` of a button: everything needed to answer a press, so that the bot remembers nothing.

use super::limits::{CUSTOM_ID, length};
use crate::lore::Scope;

/// The layout of a `custom_id`; another number is a button of another version of this bot.
const VERSION: &str = "1";
/// What parts the fields. Only the last field, the question, may hold it.
const BETWEEN: char = '|';

/// A question as it is put to the library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// What is asked, as typed; empty asks for the opening passage of the topic.
    pub asked: String,
    /// The article it is put to, or the whole wiki.
    pub scope: Scope,
    /// The folder name of the wiki it is put to; `None` for all.
    pub wiki: Option<String>,
}

/// A press of a button: the passage at a place among the answers to a question, counted from 0, the best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// The question, asked anew.
    pub question: Question,
    /// The place of the passage wanted.
    pub rank: usize,
}

impl Press {
    /// Writes `version|rank|wiki|topic|question`. `None` where that does not fit or could not be read again.
    pub fn to_custom_id(&self) -> Option<String> {
        let topic = match &self.question.scope {
            Scope::Wiki => "",
            Scope::Topic(topic) => topic,
        };
        let wiki = self.question.wiki.as_deref().unwrap_or_default();
        let id = [VERSION, &self.rank.to_string(), wiki, topic, &self.question.asked].join(&BETWEEN.to_string());
        let fits = length(&id) <= CUSTOM_ID && !id.contains(char::is_control);
        (fits && Press::read(&id).as_ref() == Some(self)).then_some(id)
    }

    /// Reads a `custom_id`. `None` for one that this version of the bot has not written.
    pub fn read(custom_id: &str) -> Option<Press> {
        let mut fields = custom_id.splitn(5, BETWEEN);
        if fields.next() != Some(VERSION) {
            return None;
        }
        let rank = fields.next()?.parse().ok()?;
        let wiki = fields.next()?;
        let topic = fields.next()?;
        let asked = fields.next()?.to_owned();
        let scope = if topic.is_empty() { Scope::Wiki } else { Scope::Topic(topic.to_owned()) };
        let wiki = (!wiki.is_empty()).then(|| wiki.to_owned());
        Some(Press { question: Question { asked, scope, wiki }, rank })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_press_carries_its_question() {
        let scope = Scope::Topic("Qo'noS".to_owned());
        let question = Question { asked: "a|b 2409".to_owned(), scope, wiki: Some("memory-beta".to_owned()) };
        let press = Press { question, rank: 2 };
        assert_eq!(press.to_custom_id().as_deref(), Some("1|2|memory-beta|Qo'noS|a|b 2409"));
        assert_eq!(Press::read("1|2|memory-beta|Qo'noS|a|b 2409"), Some(press));
        assert_eq!(Press::read("0|2||"), None);
        assert_eq!(Press::read(""), None);
    }

    proptest! {
        #[test]
        fn any_press_is_read_back_or_left_out(asked in "\\PC{0,120}", topic in "\\PC{0,20}", rank in 0usize..12) {
            let press = Press { question: Question { asked, scope: Scope::Topic(topic), wiki: None }, rank };
            if let Some(id) = press.to_custom_id() {
                prop_assert!(length(&id) <= CUSTOM_ID && !id.is_empty());
                prop_assert_eq!(Press::read(&id), Some(press));
            }
        }
    }
}
