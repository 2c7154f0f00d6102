//! What a press asks for, as the fields of a `custom_id`.

use super::question::Question;
use super::spot::Spot;
use crate::lore::{Filter, Hit, Scope};
use crate::servers::Reason;

/// What parts the fields. Only the last field, the question, may hold it.
pub const BETWEEN: char = '|';

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
    /// A page, counted from 0, of the section that a passage stands in; `None` for the one with that passage.
    Section(Place, Option<usize>),
    /// A passage at random, from one article or from all.
    Random(Option<String>),
    /// A page, counted from 0, of the timeline of a topic.
    Timeline(Stretch, usize),
    /// Two topics side by side.
    Compare([String; 2]),
    /// To say why a passage is wrong.
    Wrong(Place),
    /// That a passage is wrong, and why.
    Report(Place, Reason),
    /// That the message goes.
    Delete,
}

/// A topic's timeline, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// The folder name of the wiki; `None` for the first that has the topic.
    pub wiki: Option<String>,
    /// The topic, as typed.
    pub topic: String,
    /// The first year and the last, as typed; empty ones bound nothing.
    pub from: String,
    /// See `from`.
    pub to: String,
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

impl Wish {
    /// The letter of the wish, and its fields.
    pub fn write(&self) -> (char, String) {
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
                (letter, place.write("0"))
            }
            Wish::Section(place, page) => ('w', place.write(&page.map_or(String::new(), |page| page.to_string()))),
            Wish::Random(topic) => ('r', topic.clone().unwrap_or_default()),
            Wish::Timeline(Stretch { wiki, topic, from, to }, page) => {
                ('t', joined(&[&page.to_string(), wiki.as_deref().unwrap_or_default(), from, to, topic]))
            }
            Wish::Compare([one, other]) => ('c', joined(&[one, other])),
            Wish::Wrong(place) => ('x', place.write("0")),
            Wish::Report(place, reason) => ('v', place.write(reason.name())),
            Wish::Delete => ('d', String::new()),
        }
    }

    /// Reads what [`Wish::write`] wrote.
    pub fn read(letter: char, fields: &str) -> Option<Wish> {
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
            'w' => {
                let (place, page) = Place::read(fields)?;
                Wish::Section(place, if page.is_empty() { None } else { Some(page.parse().ok()?) })
            }
            'r' => Wish::Random((!fields.is_empty()).then(|| fields.to_owned())),
            't' => {
                let mut parts = fields.splitn(5, BETWEEN);
                let page = parts.next()?.parse().ok()?;
                let mut field = || parts.next().map(ToOwned::to_owned);
                let wiki = field().map(|wiki| (!wiki.is_empty()).then_some(wiki))?;
                let (from, to, topic) = (field()?, field()?, field()?);
                Wish::Timeline(Stretch { wiki, topic, from, to }, page)
            }
            'c' => fields.split_once(BETWEEN).map(|(one, other)| Wish::Compare([one.to_owned(), other.to_owned()]))?,
            'x' => Wish::Wrong(Place::read(fields)?.0),
            'v' => {
                let (place, reason) = Place::read(fields)?;
                Wish::Report(place, Reason::named(reason)?)
            }
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
    fn write(&self, number: &str) -> String {
        let question = self.came_from.as_ref().map(|question| with_question(0, question));
        let place = joined(&[number, &self.wiki, &self.spot.write()]);
        question.map_or(place.clone(), |question| joined(&[&place, &question]))
    }

    /// Reads what [`Place::write`] wrote, with its number.
    fn read(fields: &str) -> Option<(Place, &str)> {
        let mut parts = fields.splitn(4, BETWEEN);
        let (number, wiki) = (parts.next()?, parts.next()?.to_owned());
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
pub fn question(wiki: &str, filter: Filter, topic: &str, asked: &str) -> Question {
    let scope = if topic.is_empty() { Scope::Wiki } else { Scope::Topic(topic.to_owned()) };
    Question { asked: asked.to_owned(), scope, wiki: (!wiki.is_empty()).then(|| wiki.to_owned()), filter }
}

fn joined(fields: &[&str]) -> String {
    fields.join(&BETWEEN.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_section_is_read_as_it_was_written_before() {
        let read = |fields| Wish::read('w', fields).map(|wish| matches!(wish, Wish::Section(_, Some(0))));
        assert_eq!(
            [read("0|tides|1f.2.abcd"), read("|tides|1f.2.abcd"), read("x|tides|1f.2.abcd")],
            [Some(true), Some(false), None]
        );
    }

    #[test]
    fn every_wish_is_read_back() {
        let (wiki, spot) = ("tides-é".to_owned(), Spot::read("1f.2.abcd").unwrap());
        let mut wishes = vec![
            Wish::More(question("", Filter::default(), "", "who?"), 3),
            Wish::Listed(wiki.clone(), vec![spot; 7], 1),
            Wish::Section(Place { wiki: wiki.clone(), spot, came_from: None }, Some(12)),
            Wish::Section(Place { wiki: wiki.clone(), spot, came_from: None }, None),
            Wish::Random(None),
            Wish::Random(Some("Qo'noS | x".to_owned())),
            Wish::Timeline(Stretch { topic: "Qo'noS".to_owned(), from: "2293".to_owned(), ..Stretch::default() }, 2),
            Wish::Compare(["Qo'noS".to_owned(), "Kronos | x".to_owned()]),
            Wish::Delete,
            Wish::Wrong(Place { wiki: wiki.clone(), spot, came_from: None }),
        ];
        let place = || Place { wiki: wiki.clone(), spot, came_from: None };
        wishes.extend(Reason::ALL.map(|reason| Wish::Report(place(), reason)));
        let came_from = Some(question("", Filter::default(), "Qo'noS", "who | what?"));
        let place = Place { wiki, spot, came_from };
        wishes.extend([Step::Back, Step::Stay, Step::On].map(|step| Wish::Passage(place.clone(), step)));
        for wish in wishes {
            let (letter, fields) = wish.write();
            assert_eq!(Wish::read(letter, &fields), Some(wish), "{letter}|{fields}");
        }
    }
}
