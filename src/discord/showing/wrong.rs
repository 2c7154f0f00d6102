//! "Wrong answer": a reason is chosen, and counted for the admins of the server.

use super::components::Component;
use super::controls::View;
use super::offers::{Offer, choices};
use super::reply::{Record, Reply, Task};
use super::wording::one_line;
use crate::discord::asking::{Place, Spot, Wish};
use crate::lore::Hit;
use crate::servers::{Label, Reason};

/// What parts the fields by which the report names a passage.
const BETWEEN: char = '|';
/// The most bytes of such a name.
const NAME_BYTES: usize = 250;

/// Asks the presser why a passage is wrong.
pub fn reasons(place: &Place, view: View) -> Reply {
    let tongue = view.tongue();
    let place = Place { came_from: None, ..place.clone() };
    let offer = |reason: Reason| Offer {
        name: tongue.say(message_of(reason)),
        about: String::new(),
        wish: Wish::Report(place.clone(), reason),
    };
    let question = Component::text(tongue.say("wrong-why"));
    let reasons = choices(Reason::ALL.map(offer).into(), View { spoiler: false, ..view });
    Reply::components(&std::iter::once(question).chain(reasons).collect::<Vec<_>>()).private()
}

/// The message that says a reason.
pub fn message_of(reason: Reason) -> &'static str {
    match reason {
        Reason::Topic => "wrong-topic",
        Reason::Time => "wrong-time",
        Reason::Continuity => "wrong-continuity",
        Reason::Source => "wrong-source",
        Reason::Cut => "wrong-cut",
        Reason::Text => "wrong-text",
    }
}

/// Thanks for a reason, which is to be counted.
pub fn thanks(hit: &Hit, reason: Reason, view: View) -> Reply {
    let thanks = Reply::components(&[Component::text(view.tongue().say("wrong-thanks"))]).private();
    match passage_of(hit) {
        Some(passage) => thanks.with_task(Task::Count(Record::Wrong(passage, reason))),
        None => thanks,
    }
}

/// The name of a passage in the report, which means the same as long as the passage does not change: its wiki, its spot, and
/// where it stands for people to read.
fn passage_of(hit: &Hit) -> Option<Label> {
    let mut name = format!("{}{BETWEEN}{}{BETWEEN}{}", hit.wiki, Spot::of(hit).write(), one_line(&hit.place()));
    name.retain(|letter| !letter.is_control());
    let end =
        name.char_indices().map(|(at, letter)| at + letter.len_utf8()).take_while(|end| *end <= NAME_BYTES).last();
    name.truncate(end.unwrap_or(0));
    Label::new(&name).ok()
}

/// Where the passage of such a name stands.
pub fn place_of(passage: &Label) -> &str {
    passage.as_str().splitn(3, BETWEEN).nth(2).unwrap_or(passage.as_str())
}
