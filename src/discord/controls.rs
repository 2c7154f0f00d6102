//! The buttons under a message: each carries all that its press needs, and one that cannot is left out.

use super::button::{Manner, Press, Step, Wish};
use super::components::{Button, Component, Look};
use super::limits::{BUTTON_LABEL, ROW_BUTTONS, truncate};
use super::question::Question;
use super::spot::Spot;
use super::wording::{link, one_line};
use crate::answer::Neighbours;
use crate::lore::Hit;

/// How a message is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// Whether what it tells is blurred until someone taps on it.
    pub spoiler: bool,
    /// Whether the asker alone sees it.
    pub private: bool,
}

/// Rows of buttons, filled one button after another.
#[derive(Debug, Default)]
pub struct Controls {
    view: View,
    rows: Vec<Vec<Button>>,
}

impl Controls {
    /// No buttons yet, for a message shown so.
    pub fn new(view: View) -> Controls {
        Controls { view, rows: vec![Vec::new()] }
    }

    /// Begins another row.
    #[must_use]
    pub fn row(mut self) -> Controls {
        self.rows.push(Vec::new());
        self
    }

    /// Adds a button for the first of these wishes that can be carried, where any can.
    #[must_use]
    pub fn wish(mut self, label: &str, wishes: impl IntoIterator<Item = Wish>) -> Controls {
        let press = |wish| Press { wish, spoiler: self.view.spoiler, manner: Manner::InPlace };
        let button = wishes.into_iter().find_map(|wish| button(label, &press(wish), Look::Secondary));
        self.push(button);
        self
    }

    /// Adds the link to the page on the wiki, where there is one.
    #[must_use]
    pub fn open(mut self, url: Option<&str>) -> Controls {
        self.push(link(url).map(|url| Button::link("Open the wiki", url)));
        self
    }

    /// Adds what is done with the message as a whole: shared where only the asker sees it, else deleted.
    #[must_use]
    pub fn share_or_delete(mut self, shown: Wish) -> Controls {
        let spoiler = self.view.spoiler;
        let button = if self.view.private {
            button("Share", &Press { wish: shown, spoiler, manner: Manner::Shared }, Look::Primary)
        } else {
            button("Delete", &Press { wish: Wish::Delete, spoiler: false, manner: Manner::InPlace }, Look::Danger)
        };
        self.push(button);
        self
    }

    /// The rows that hold any button.
    pub fn rows(self) -> impl Iterator<Item = Component> {
        self.rows.into_iter().filter_map(Component::row)
    }

    /// Adds a button to the last row, unless one there does the same or it is full.
    fn push(&mut self, button: Option<Button>) {
        let known = |button: &Button| {
            button.custom_id().is_some()
                && self.rows.iter().flatten().any(|other| other.custom_id() == button.custom_id())
        };
        let Some(button) = button.filter(|button| !known(button)) else { return };
        if let Some(row) = self.rows.last_mut().filter(|row| row.len() < ROW_BUTTONS) {
            row.push(button);
        }
    }
}

/// A button for a press; `None` where it cannot be carried or nothing would stand on it.
pub fn button(label: &str, press: &Press, look: Look) -> Option<Button> {
    let label = truncate(one_line(label).trim(), BUTTON_LABEL);
    press.to_custom_id().filter(|_| !label.is_empty()).map(|id| Button::press(label, id, look))
}

/// The buttons under a card, two rows of three on a phone: where to go in the article, and what else to do. `shown` brings
/// the same card again, `more` all passages.
pub fn under_card(hit: &Hit, neighbours: Neighbours, shown: Wish, more: Option<More>, view: View) -> Controls {
    let spot = Spot::of(hit);
    let beside = |step| Wish::Passage(hit.wiki.clone(), spot, step);
    let (count, lists) = more.map_or((0, Vec::new()), |more| (more.hits.len(), more.wishes()));
    Controls::new(view)
        .wish("Previous", neighbours.previous.then(|| beside(Step::Back)))
        .wish("Next", neighbours.next.then(|| beside(Step::On)))
        .wish("Whole section", [Wish::Section(hit.wiki.clone(), spot, 0)])
        .row()
        .wish(&format!("All results ({count})"), lists)
        .open(hit.url.as_deref())
        .share_or_delete(shown)
}

/// All passages of an answer, to be listed. The best is among them, so that a number means one passage everywhere.
#[derive(Debug, Clone)]
pub struct More<'more> {
    question: &'more Question,
    hits: Vec<&'more Hit>,
}

impl<'more> More<'more> {
    /// Those of an answer to a question; `None` where there is but one.
    pub fn of(question: &'more Question, hits: &[&'more Hit]) -> Option<More<'more>> {
        (hits.len() > 1).then(|| More { question, hits: hits.to_vec() })
    }

    /// What brings them, the best first: the question asked anew, or as many of the passages as can be carried.
    fn wishes(&self) -> Vec<Wish> {
        let spots: Vec<Spot> = self.hits.iter().map(|hit| Spot::of(hit)).collect();
        let wiki = self.hits.first().map(|hit| hit.wiki.clone()).unwrap_or_default();
        let listed = (1..=spots.len()).rev().map(|count| Wish::Listed(wiki.clone(), spots[..count].to_vec(), 0));
        std::iter::once(Wish::More(self.question.clone(), 0)).chain(listed).collect()
    }
}
