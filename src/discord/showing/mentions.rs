//! "Look up lore": the names that somebody's message holds, offered to whoever wants to know more.

use super::components::Component;
use super::controls::View;
use super::offers::{Offer, choices};
use super::reply::Reply;
use super::wording::quoted;
use crate::answer::Mentioned;
use crate::discord::asking::{Question, Wish};
use crate::lore::Scope;

/// The most names offered.
pub const MOST_NAMES: usize = 5;

/// The question that looks a name up, in the year beside it where there is one.
pub fn question(mentioned: &Mentioned) -> Question {
    let Mentioned { topic, wiki, years } = mentioned;
    let scope = Scope::Topic(topic.clone());
    Question { asked: years.clone(), scope, wiki: Some(wiki.clone()), ..Question::default() }
}

/// The message that offers several names, for the asker alone.
pub fn mentions(names: &[Mentioned], view: View) -> Reply {
    let view = view.alone();
    let lines = names.iter().map(|name| format!("- {}", quoted(&label(name))));
    let text = std::iter::once(view.tongue().say("mentions")).chain(lines).collect::<Vec<_>>().join("\n");
    let offer =
        |name: &Mentioned| Offer { name: label(name), about: String::new(), wish: Wish::Answer(question(name), 0) };
    let offers = choices(names.iter().map(offer).collect(), view);
    Reply::components(&std::iter::once(Component::text(text)).chain(offers).collect::<Vec<_>>()).private()
}

fn label(Mentioned { topic, years, .. }: &Mentioned) -> String {
    if years.is_empty() { topic.clone() } else { format!("{topic}, {years}") }
}
