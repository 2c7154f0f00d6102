//! Which reply belongs to which message, so that it follows an edit and goes with it: kept in memory alone, for an hour.
//!
//! What happens to a message may be told in any order: an older edit changes nothing after a newer one, and nothing does
//! after its deletion. At most one piece of work is under way for a message. What happens to the message meanwhile waits, and only the last of
//! it counts.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use serenity::all::Timestamp;

use crate::discord::asking::{Asked, Message};

/// The most messages remembered; ours, as is the next.
const MOST: usize = 2_000;
/// How long one is remembered after it was written.
const REMEMBERED: Duration = Duration::from_hours(1);

/// What a message is to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// An answer to what it asks.
    Answer(Message, Asked),
    /// No reply, in this channel.
    Nothing(u64),
    /// The same for good: the message is deleted.
    Gone(u64),
}

/// How a message stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The id of the reply it has.
    pub reply: Option<u64>,
    /// Whether that reply is plain text, which it stays.
    pub is_plain: bool,
    /// A digest of what was asked last, in place of its words.
    pub asked: Option<u64>,
    /// How many replies it has had, one after another.
    pub replies: u32,
    /// Whether somebody has taken its reply away, so that it gets no other.
    pub is_over: bool,
}

/// The messages that have asked something lately.
#[derive(Debug, Default)]
pub struct Replies {
    entries: HashMap<u64, Entry>,
    order: VecDeque<(u64, Instant)>,
}

#[derive(Debug, Default)]
struct Entry {
    due: Option<Due>,
    at_work: bool,
    standing: Standing,
    /// The last edit that is known.
    edited: Option<Timestamp>,
    is_gone: bool,
}

impl Replies {
    /// Whether a message has asked something lately.
    pub fn knows(&self, message: u64) -> bool {
        self.entries.contains_key(&message)
    }

    /// Notes what a message is to have since it was edited, in place of what it was to have before. Whether work on it is to
    /// begin: not where that is under way, or this is old news.
    #[must_use]
    pub fn note(&mut self, message: u64, due: Due, edited: Option<Timestamp>, now: Instant) -> bool {
        if !self.knows(message) {
            self.order.push_back((message, now));
            self.forget(now);
        }
        let entry = self.entries.entry(message).or_default();
        let is_gone = matches!(due, Due::Gone(_));
        if entry.is_gone || !is_gone && edited < entry.edited {
            return false;
        }
        entry.is_gone = is_gone;
        entry.edited = edited.max(entry.edited);
        entry.due = Some(due);
        !std::mem::replace(&mut entry.at_work, true)
    }

    /// What a message is to have by now, and how it stands. `None` ends the work on it.
    pub fn next(&mut self, message: u64) -> Option<(Due, Standing)> {
        let entry = self.entries.get_mut(&message)?;
        let due = entry.due.take();
        entry.at_work = due.is_some();
        due.map(|due| (due, entry.standing.clone()))
    }

    /// Notes how a message stands.
    pub fn settle(&mut self, message: u64, standing: Standing) {
        if let Some(entry) = self.entries.get_mut(&message) {
            entry.standing = standing;
        }
    }

    /// Forgets what is old, and the oldest where there is too much.
    fn forget(&mut self, now: Instant) {
        let is_old = |since: &Instant| now.saturating_duration_since(*since) > REMEMBERED;
        while self.order.len() > MOST || self.order.front().is_some_and(|(_, since)| is_old(since)) {
            if let Some((oldest, _)) = self.order.pop_front() {
                self.entries.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_a_message_begins_once_and_goes_on_with_the_last_of_what_happened() {
        let (mut replies, now) = (Replies::default(), Instant::now());
        assert!(replies.note(1, Due::Nothing(5), None, now) && replies.note(2, Due::Nothing(5), None, now));
        assert_eq!(replies.next(1), Some((Due::Nothing(5), Standing::default())));
        assert!(!replies.note(1, Due::Nothing(6), None, now) && !replies.note(1, Due::Nothing(7), None, now));
        let standing = Standing { reply: Some(9), ..Standing::default() };
        replies.settle(1, standing.clone());
        assert_eq!(replies.next(1), Some((Due::Nothing(7), standing)));
        assert_eq!(replies.next(1), None);
        assert!(replies.note(1, Due::Nothing(8), None, now), "work had ended");
    }

    #[test]
    fn old_news_changes_nothing() {
        let (mut replies, now) = (Replies::default(), Instant::now());
        let at = |second: i64| Some(Timestamp::from_unix_timestamp(second).unwrap());
        assert!(replies.note(1, Due::Nothing(5), at(20), now));
        assert!(!replies.note(1, Due::Nothing(6), at(10), now) && !replies.note(1, Due::Nothing(7), None, now));
        assert_eq!(replies.next(1).unwrap().0, Due::Nothing(5));
        assert!(!replies.note(1, Due::Gone(8), None, now) && !replies.note(1, Due::Nothing(9), at(30), now));
        assert_eq!(replies.next(1).unwrap().0, Due::Gone(8));
    }

    #[test]
    fn the_memory_is_bounded_in_number_and_in_time() {
        let (mut replies, now) = (Replies::default(), Instant::now());
        for message in 0..5_000 {
            assert!(replies.note(message, Due::Nothing(5), None, now));
        }
        assert_eq!((replies.entries.len(), replies.order.len()), (MOST, MOST));
        assert!(replies.knows(4_999) && !replies.knows(2_999));
        assert!(replies.note(5_000, Due::Nothing(5), None, now + 2 * REMEMBERED));
        assert_eq!((replies.entries.len(), replies.order.len()), (1, 1));
    }
}
