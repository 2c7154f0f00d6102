//! The buttons under a message: each carries all that its press needs, and one that cannot is left out.

use super::components::{Button, Component, Look};
use super::wording::{link, one_line};
use crate::answer::Neighbours;
use crate::discord::asking::{Manner, Place, Press, Question, Spot, Step, Stretch, Wish};
use crate::discord::limits::{BUTTON_LABEL, truncate};
use crate::discord::speech::{Tongue, Tongues};
use crate::lore::Hit;
use crate::servers::Day;

/// Buttons in a row, so that it stays one row on a phone; Discord would take five.
const SIDE_BY_SIDE: usize = 3;

/// How a message is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// Whether what it tells is blurred until someone taps on it.
    pub spoiler: bool,
    /// Whether the asker alone sees it.
    pub private: bool,
    /// Whether there is a server to whose admins a wrong answer can be reported.
    pub reportable: bool,
    /// The last day on which a wiki's snapshot counts as old; `None` calls none old.
    pub old_until: Option<Day>,
    /// The languages it may be in.
    pub tongues: Tongues,
}

impl View {
    /// The language it is in.
    pub fn tongue(self) -> Tongue {
        if self.private { self.tongues.private } else { self.tongues.public }
    }

    /// The same for the asker alone.
    #[must_use]
    pub fn alone(self) -> View {
        View { private: true, ..self }
    }
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

    /// Adds a button for the first of these wishes that can be carried, where any can. What stands on it is a message.
    #[must_use]
    pub fn wish(self, message: &str, wishes: impl IntoIterator<Item = Wish>) -> Controls {
        let label = self.say(message);
        self.labelled(&label, wishes)
    }

    /// The same with any words on it.
    #[must_use]
    pub fn labelled(mut self, label: &str, wishes: impl IntoIterator<Item = Wish>) -> Controls {
        let press = |wish| Press { wish, spoiler: self.view.spoiler, manner: Manner::InPlace };
        let button = wishes.into_iter().find_map(|wish| button(label, &press(wish), Look::Secondary));
        self.push(button);
        self
    }

    /// Adds the link to the page on the wiki, where there is one.
    #[must_use]
    pub fn open(mut self, url: Option<&str>) -> Controls {
        let label = self.say("button-open");
        self.push(link(url).map(|url| Button::link(&label, url)));
        self
    }

    /// Adds what is done with the message as a whole: shared where only the asker sees it, by the first wish that can be
    /// carried, else deleted.
    #[must_use]
    pub fn share_or_delete(mut self, shown: impl IntoIterator<Item = Wish>) -> Controls {
        let spoiler = self.view.spoiler;
        let (share, delete) = (self.say("button-share"), self.say("button-delete"));
        let share = |wish| button(&share, &Press { wish, spoiler, manner: Manner::Shared }, Look::Primary);
        let button = if self.view.private {
            shown.into_iter().find_map(share)
        } else {
            button(&delete, &Press { wish: Wish::Delete, spoiler: false, manner: Manner::InPlace }, Look::Danger)
        };
        self.push(button);
        self
    }

    fn say(&self, message: &str) -> String {
        self.view.tongue().say(message)
    }

    /// The rows that hold any button.
    pub fn rows(self) -> impl Iterator<Item = Component> {
        self.rows.into_iter().filter_map(Component::row)
    }

    /// Adds a button to the last row, or to another where that is full, unless there is one that does the same.
    fn push(&mut self, button: Option<Button>) {
        let known = |button: &Button| {
            button.custom_id().is_some()
                && self.rows.iter().flatten().any(|other| other.custom_id() == button.custom_id())
        };
        let Some(button) = button.filter(|button| !known(button)) else { return };
        match self.rows.last_mut().filter(|row| row.len() < SIDE_BY_SIDE) {
            Some(row) => row.push(button),
            None => self.rows.push(vec![button]),
        }
    }
}

/// A button for a press; `None` where it cannot be carried or nothing would stand on it.
pub fn button(label: &str, press: &Press, look: Look) -> Option<Button> {
    let label = truncate(one_line(label).trim(), BUTTON_LABEL);
    press.to_custom_id().filter(|_| !label.is_empty()).map(|id| Button::press(label, id, look))
}

/// The buttons under a card: where to go in the article, and what else to do.
pub fn under_card(hit: &Hit, neighbours: Neighbours, way: &Way, view: View) -> Controls {
    let places = Place::from_answer(hit, way.question());
    let beside = |is_there: bool, step| {
        let places = places.iter().filter(move |_| is_there).cloned();
        places.map(move |place| Wish::Passage(place, step))
    };
    let controls = Controls::new(view)
        .wish("button-previous", beside(neighbours.previous, Step::Back))
        .wish("button-next", beside(neighbours.next, Step::On))
        .wish("button-section", places.iter().map(|place| Wish::Section(place.clone(), None)))
        .row()
        .wish("button-timeline", timeline_of(hit));
    let itself = beside(true, Step::Stay);
    let controls = match way {
        Way::Answer { question, rank, hits } => controls
            .wish("button-more", results(question, hits))
            .open(hit.url.as_deref())
            .share_or_delete(std::iter::once(Wish::Answer((*question).clone(), *rank)).chain(itself)),
        Way::Browsing(question) => controls
            .wish("button-back", question.map(|question| Wish::Answer(question.clone(), 0)))
            .open(hit.url.as_deref())
            .share_or_delete(itself),
    };
    controls.wish("button-wrong", view.reportable.then(|| Wish::Wrong(Place::of(hit))))
}

/// The timeline of the article of a passage that tells of a year.
fn timeline_of(hit: &Hit) -> Option<Wish> {
    let stretch = Stretch { wiki: Some(hit.wiki.clone()), topic: hit.article.clone(), ..Stretch::default() };
    (!hit.years.is_empty()).then_some(Wish::Timeline(stretch, 0))
}

/// How someone came to a passage.
#[derive(Debug, Clone)]
pub enum Way<'way> {
    /// It is at this place, counted from 0, among the answers to a question.
    Answer {
        /// The question.
        question: &'way Question,
        /// The place.
        rank: usize,
        /// All answers.
        hits: &'way [&'way Hit],
    },
    /// By turning pages, from the answer to a question where one is known.
    Browsing(Option<&'way Question>),
}

impl Way<'_> {
    /// The question it began with.
    fn question(&self) -> Option<&Question> {
        match self {
            Way::Answer { question, .. } => Some(question),
            Way::Browsing(question) => *question,
        }
    }
}

/// What lists the answers to a question, the best among them, so that a number means one passage everywhere: the question
/// asked anew, or as many of the passages as can be carried. Nothing where there is but one.
fn results(question: &Question, hits: &[&Hit]) -> impl Iterator<Item = Wish> {
    // The digests of spots are not made where the question fits.
    let listed = std::iter::once_with(|| carried(hits)).flatten();
    std::iter::once(Wish::More(question.clone(), 0)).chain(listed).filter(|_| hits.len() > 1)
}

/// Lists of passages, from all of them to the first alone.
fn carried(hits: &[&Hit]) -> impl Iterator<Item = Wish> {
    let wiki = hits.first().map(|hit| hit.wiki.clone()).unwrap_or_default();
    let spots: Vec<Spot> = hits.iter().map(|hit| Spot::of(hit)).collect();
    (1..=spots.len()).rev().map(move |count| Wish::Listed(wiki.clone(), spots[..count].to_vec(), 0))
}
