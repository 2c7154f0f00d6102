//! What a message asks, with what holds where it was written; and the reply to it: plain code without input or output.

use std::sync::Arc;

use super::browsing::{ask, shown};
use super::house::House;
use super::respond::note_broken;
use crate::answer::{Error, Library};
use crate::discord::asking::{Asked, Caller, Link, Question};
use crate::discord::limits::{CONTENT, TEXT_TOTAL};
use crate::discord::showing::{Component, Linked, Reply, View, in_brief, inline};
use crate::discord::speech::{Tongue, Tongues};
use crate::lore::{Outcome, Scope};
use crate::metrics::Metrics;
use crate::servers::{Day, Server};

/// What a message asks, with what holds where it was written.
#[derive(Debug, Clone)]
pub struct Inquiry {
    /// What it asks.
    pub asked: Asked,
    /// Who wrote it, and where.
    pub caller: Caller,
    /// Whether Discord marks the channel as one that spoils; `None` where that is not known.
    pub spoiler_channel: Option<bool>,
    /// What the server chose; the default in direct messages.
    pub server: Arc<Server>,
    /// The language that the server has in Discord.
    pub spoken: Tongue,
    /// The day on which it was written.
    pub today: Day,
    /// Whether the reply it has is plain text, which it stays; `None` where it has none.
    pub as_plain: Option<bool>,
}

/// Answers what a message asks, for everyone to see; `None` where silence is the better answer.
pub fn respond_to_message(inquiry: &Inquiry, library: &Library, metrics: &Metrics) -> Option<Reply> {
    let Inquiry { caller, server, today, .. } = inquiry;
    let house = House::of(server, caller, *today, library);
    let answerer = Answerer { inquiry, house: &house, metrics };
    let reply = answerer.reply()?;
    Some(if answerer.is_plain() { reply.plain() } else { reply })
}

/// Answers one message.
struct Answerer<'call> {
    inquiry: &'call Inquiry,
    house: &'call House<'call>,
    metrics: &'call Metrics,
}

impl Answerer<'_> {
    fn reply(&self) -> Option<Reply> {
        match &self.inquiry.asked {
            Asked::Nothing => Some(self.line("message-asks-nothing")),
            Asked::Question { directly, .. } if self.house.is_private() => {
                directly.then(|| self.line("message-private-here"))
            }
            Asked::Question { directly, .. } if self.house.lacks_wikis() => {
                directly.then(|| self.line("hint-no-wikis-left"))
            }
            Asked::Question { text, directly } => self.or_silence(self.answer(text, *directly)),
            Asked::Links(_) if !self.house.answers_links() || self.house.is_private() => None,
            Asked::Links(links) => self.or_silence(self.follow(links)),
        }
    }

    /// The card for a question, and one short line where there is none. A reply to something the bot said may be thanks or a
    /// joke: it is answered only where it names an article, and with certainty.
    fn answer(&self, asked: &str, directly: bool) -> Result<Option<Reply>, Error> {
        let question = Question { asked: asked.to_owned(), ..Question::default() };
        let (question, answer) = ask(&question, self.house, self.metrics)?;
        let is_meant = directly || answer.topic.is_some() && !answer.is_uncertain();
        let found = is_meant && answer.hits().next().is_some();
        Ok(match shown(&answer, &question, 0, self.view(), self.house) {
            Ok(card) if found => Some(card),
            _ => directly.then(|| Reply::components(&in_brief(&answer, &question, self.view()))),
        })
    }

    /// A small card for each link. People write double brackets for other reasons, too: where no link names an article,
    /// nothing is said, and a misspelt name is mended only beside one that is right.
    fn follow(&self, links: &[Link]) -> Result<Option<Reply>, Error> {
        let is_known = |link: &Link| self.house.library.has_topic(self.house.title_of(&link.topic));
        if !links.iter().any(is_known) {
            return Ok(None);
        }
        let mut answered = Vec::new();
        for Link { topic, what } in links {
            let question = Question { asked: what.clone(), scope: Scope::Topic(topic.clone()), ..Question::default() };
            let (_, answer) = ask(&question, self.house, self.metrics)?;
            let names_article = answer.topic.is_some() || matches!(answer.outcome, Outcome::Ambiguous { .. });
            if names_article && !answer.is_uncertain() {
                let view = self.house.blurred(self.view(), answer.hits().take(1));
                answered.push(Linked { topic: topic.clone(), answer, view });
            }
        }
        let room = if self.is_plain() { CONTENT } else { TEXT_TOTAL };
        Ok(inline(&answered, room))
    }

    /// Whether the reply is plain text.
    fn is_plain(&self) -> bool {
        self.inquiry.as_plain.unwrap_or(self.house.is_plain())
    }

    /// How an answer is shown: to everyone, blurred where Discord marks the channel as one that spoils.
    fn view(&self) -> View {
        let spoiler = self.inquiry.spoiler_channel.unwrap_or(false);
        let (reportable, old_until) = (self.inquiry.caller.has_bot, Some(self.house.old_until()));
        View { spoiler, reportable, old_until, private: false, tongues: Tongues::only(self.tongue()) }
    }

    /// The language that the server chose, else the one it has in Discord.
    fn tongue(&self) -> Tongue {
        self.house.language().map_or(self.inquiry.spoken, Tongue::of)
    }

    /// A sentence of ours by itself.
    fn line(&self, message: &str) -> Reply {
        Reply::components(&[Component::text(self.tongue().say(message))])
    }

    /// Nothing, where the index cannot be read.
    fn or_silence(&self, reply: Result<Option<Reply>, Error>) -> Option<Reply> {
        reply.unwrap_or_else(|error| {
            note_broken(&error, self.metrics);
            None
        })
    }
}
