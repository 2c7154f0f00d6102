//! The `custom_id` of a control: everything needed to answer a press, so that the bot remembers nothing.

use super::limits::{CUSTOM_ID, length};
use super::question::Question;
use super::spot::Spot;
use crate::lore::{Filter, Hit, Scope};

/// The layouts of a `custom_id`: this version's, and the one before, whose buttons still hang under old messages.
const VERSION: char = '2';
const VERSION_BEFORE: &str = "1|";
/// What parts the fields. Only the last field, the question, may hold it.
const BETWEEN: char = '|';
/// The `custom_id` of a select; what is chosen carries the press.
pub const CHOOSING: &str = "2choose";

/// What a press asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// The passage at a place among the answers to a question, counted from 0, the best. The question is asked anew.
    Answer(Question, usize),
    /// A page, counted from 0, of all answers to a question.
    More(Question, usize),
    /// The same where the question is too long to carry: the passages themselves, and the folder name of their wiki.
    Listed(String, Vec<Spot>, usize),
    /// A passage, or one beside it in its article.
    Passage(Place, Step),
    /// A page, counted from 0, of the section that a passage stands in.
    Section(Place, usize),
    /// A passage at random, from one article or from all.
    Random(Option<String>),
    /// That the message goes.
    Delete,
}

/// Where someone is reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder name of the wiki.
    pub wiki: String,
    /// The passage.
    pub spot: Spot,
    /// The question whose answer led there, to lead back to it.
    pub came_from: Option<Question>,
}

/// Which passage is meant, seen from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The one before.
    Back,
    /// That one.
    Stay,
    /// The one after.
    On,
}

/// How a press is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// By changing the message, where that is the presser's; else by a message to the presser alone.
    InPlace,
    /// By a message to everybody.
    Shared,
    /// By a message to the presser alone, as under messages from before.
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
            Manner::Aside => "a",
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
                'a' => manner = Manner::Aside,
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

impl Wish {
    /// The letter of the wish, and its fields.
    fn write(&self) -> (char, String) {
        match self {
            Wish::Answer(question, rank) => ('q', with_question(*rank, question)),
            Wish::More(question, page) => ('m', with_question(*page, question)),
            Wish::Listed(wiki, spots, page) => {
                let spots: Vec<String> = spots.iter().map(|spot| spot.write()).collect();
                ('l', joined(&[&page.to_string(), wiki, &spots.join(",")]))
            }
            Wish::Passage(place, step) => {
                let letter = match step {
                    Step::Back => 'b',
                    Step::Stay => 'p',
                    Step::On => 'n',
                };
                (letter, place.write(0))
            }
            Wish::Section(place, page) => ('w', place.write(*page)),
            Wish::Random(topic) => ('r', topic.clone().unwrap_or_default()),
            Wish::Delete => ('d', String::new()),
        }
    }

    /// Reads what [`Wish::write`] wrote.
    fn read(letter: char, fields: &str) -> Option<Wish> {
        let mut parts = fields.split(BETWEEN);
        let mut next = || parts.next();
        Some(match letter {
            'q' => read_question(fields).map(|(rank, question)| Wish::Answer(question, rank))?,
            'm' => read_question(fields).map(|(page, question)| Wish::More(question, page))?,
            'l' => {
                let (page, wiki) = (next()?.parse().ok()?, next()?.to_owned());
                let spots: Option<Vec<Spot>> = next()?.split(',').map(Spot::read).collect();
                Wish::Listed(wiki, spots?, page)
            }
            'b' => Wish::Passage(Place::read(fields)?.0, Step::Back),
            'p' => Wish::Passage(Place::read(fields)?.0, Step::Stay),
            'n' => Wish::Passage(Place::read(fields)?.0, Step::On),
            'w' => Place::read(fields).map(|(place, page)| Wish::Section(place, page))?,
            'r' => Wish::Random((!fields.is_empty()).then(|| fields.to_owned())),
            'd' => Wish::Delete,
            _ => return None,
        })
    }
}

impl Place {
    /// The place of a passage.
    pub fn of(hit: &Hit) -> Place {
        Place { wiki: hit.wiki.clone(), spot: Spot::of(hit), came_from: None }
    }

    /// The same place as it was come to from the answer to a question, and the bare place where that cannot be carried.
    pub fn from_answer(hit: &Hit, question: Option<&Question>) -> Vec<Place> {
        let bare = Place::of(hit);
        let led = question.map(|question| Place { came_from: Some(question.clone()), ..bare.clone() });
        led.into_iter().chain([bare]).collect()
    }

    /// Writes `number|wiki|spot`, and the question that led there where there is one.
    fn write(&self, number: usize) -> String {
        let question = self.came_from.as_ref().map(|question| with_question(0, question));
        let place = joined(&[&number.to_string(), &self.wiki, &self.spot.write()]);
        question.map_or(place.clone(), |question| joined(&[&place, &question]))
    }

    /// Reads what [`Place::write`] wrote, with its number.
    fn read(fields: &str) -> Option<(Place, usize)> {
        let mut parts = fields.splitn(4, BETWEEN);
        let (number, wiki) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
        let spot = Spot::read(parts.next()?)?;
        let came_from = match parts.next() {
            Some(question) => Some(read_question(question)?.1),
            None => None,
        };
        Some((Place { wiki, spot, came_from }, number))
    }
}

/// Writes `number|wiki|when|continuity|topic|question`.
fn with_question(number: usize, question: &Question) -> String {
    let Filter { when, continuity } = &question.filter;
    let wiki = question.wiki.as_deref().unwrap_or_default();
    joined(&[&number.to_string(), wiki, when, continuity, question.topic(), &question.asked])
}

/// Reads what [`with_question`] wrote.
fn read_question(fields: &str) -> Option<(usize, Question)> {
    let mut fields = fields.splitn(6, BETWEEN);
    let number = fields.next()?.parse().ok()?;
    let (wiki, when, continuity) = (fields.next()?, fields.next()?.to_owned(), fields.next()?.to_owned());
    let (topic, asked) = (fields.next()?, fields.next()?);
    Some((number, question(wiki, Filter { when, continuity }, topic, asked)))
}

/// A question from its fields, where an empty wiki means all and an empty topic the whole wiki.
fn question(wiki: &str, filter: Filter, topic: &str, asked: &str) -> Question {
    let scope = if topic.is_empty() { Scope::Wiki } else { Scope::Topic(topic.to_owned()) };
    Question { asked: asked.to_owned(), scope, wiki: (!wiki.is_empty()).then(|| wiki.to_owned()), filter }
}

fn joined(fields: &[&str]) -> String {
    fields.join(&BETWEEN.to_string())
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

    #[test]
    fn every_wish_is_read_back() {
        let (wiki, spot) = ("tides-é".to_owned(), Spot::read("1f.2.abcd").unwrap());
        let mut wishes = vec![
            Wish::More(question("", Filter::default(), "", "who?"), 3),
            Wish::Listed(wiki.clone(), vec![spot; 7], 1),
            Wish::Section(Place { wiki: wiki.clone(), spot, came_from: None }, 12),
            Wish::Random(None),
            Wish::Random(Some("Qo'noS | x".to_owned())),
            Wish::Delete,
        ];
        let came_from = Some(question("", Filter::default(), "Qo'noS", "who | what?"));
        let place = Place { wiki, spot, came_from };
        wishes.extend([Step::Back, Step::Stay, Step::On].map(|step| Wish::Passage(place.clone(), step)));
        for press in wishes.into_iter().map(in_place) {
            let id = press.to_custom_id().expect("it fits");
            assert_eq!(Press::read(&id), Some(press), "{id}");
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
