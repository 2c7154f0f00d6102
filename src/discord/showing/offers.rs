//! What can be asked instead or next, each in one tap.

use super::components::{Button, Component, Look, SelectOption};
use super::controls::{View, button};
use super::wording::one_line;
use crate::discord::asking::{CHOOSING, Manner, Press, Wish};
use crate::discord::limits::{ROW_BUTTONS, SELECT_OPTIONS, SELECT_TEXT, truncate};

/// Something that can be asked: its name, some words on it, and what asks it.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its name.
    pub name: String,
    /// A few words on it; may be empty.
    pub about: String,
    /// What asks it.
    pub wish: Wish,
}

/// One tap for each offer: buttons for a few, a list to choose from for many. One that cannot be carried is left out, and
/// so is a second alike.
pub fn choices(offers: Vec<Offer>, view: View) -> Option<Component> {
    let press = |wish| Press { wish, spoiler: view.spoiler, manner: Manner::InPlace };
    let mut buttons: Vec<(Button, String)> = Vec::new();
    for Offer { name, about, wish } in offers {
        let Some(button) = button(&name, &press(wish), Look::Secondary) else { continue };
        if !buttons.iter().any(|(known, _)| known.custom_id() == button.custom_id()) {
            buttons.push((button, about));
        }
    }
    if buttons.len() <= ROW_BUTTONS {
        return Component::row(buttons.into_iter().map(|(button, _)| button).collect());
    }
    let option = |(button, about): (Button, String)| {
        let description = Some(truncate(one_line(&about).trim(), SELECT_TEXT)).filter(|words| !words.is_empty());
        let value = button.custom_id().unwrap_or_default().to_owned();
        SelectOption { label: truncate(button.label(), SELECT_TEXT), value, description, default: false }
    };
    let options = buttons.into_iter().take(SELECT_OPTIONS).map(option).collect();
    Component::select(CHOOSING.to_owned(), view.tongue().say("choose"), options)
}
