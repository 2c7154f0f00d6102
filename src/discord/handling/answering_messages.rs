//! Messages, from what happened to them to the reply that each has in its channel.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serenity::all::Timestamp;
use tokio::time::{Instant, timeout};

use super::answering::Answering;
use super::intake::late_by;
use super::replies::{Due, Replies, Standing};
use crate::discord::asking::{Asked, Change, Message};
use crate::discord::requests::{Changed, Posting};
use crate::discord::responding::Inquiry;
use crate::discord::showing::{Reply, to_discord};
use crate::discord::speech::Tongue;
use crate::servers::Day;

/// A message that arrives later than this is left alone, in milliseconds: its channel has gone on.
const NEW_MS: i64 = 60 * 1000;
/// So long after it was written a message may get its first reply by an edit, in milliseconds.
const FIRST_REPLY_MS: i64 = 5 * 60 * 1000;
/// How long an answer may take.
const ANSWER_TIME: Duration = Duration::from_mins(1);

/// Where messages are answered.
#[derive(Clone)]
pub struct AnsweringMessages {
    /// What interactions are answered with, too.
    answering: Answering,
    posting: Arc<Posting>,
    replies: Arc<Mutex<Replies>>,
    /// Whether the bot may read the links in messages.
    reads_links: bool,
    /// The bot itself, as the author of its messages; 0 until Discord has said.
    pub me: u64,
    /// The languages of servers where they are not English: messages tell of none.
    spoken: Arc<Mutex<HashMap<u64, Tongue>>>,
}

/// Says that a message is not answered for now, so that all stays as it is.
struct Unanswered;

impl AnsweringMessages {
    /// Nothing answered yet.
    pub fn new(answering: Answering, reads_links: bool) -> AnsweringMessages {
        let posting = Arc::new(Posting::new(Arc::clone(&answering.rest)));
        AnsweringMessages { answering, posting, replies: Arc::default(), reads_links, me: 0, spoken: Arc::default() }
    }

    /// Notes the language that a server has in Discord.
    pub fn speaks(&self, guild: u64, locale: &str) {
        let mut spoken = self.spoken.lock().unwrap_or_else(PoisonError::into_inner);
        match Tongue::of(locale) {
            Tongue::English => spoken.remove(&guild),
            other => spoken.insert(guild, other),
        };
    }

    /// The language that a server has in Discord; English in direct messages.
    fn spoken_in(&self, guild: Option<u64>) -> Tongue {
        let spoken = self.spoken.lock().unwrap_or_else(PoisonError::into_inner);
        guild.and_then(|guild| spoken.get(&guild).copied()).unwrap_or_default()
    }

    /// Notes what happened. The messages whose work is to begin: see [`AnsweringMessages::work_on`].
    pub fn note(&self, change: Change) -> Vec<u64> {
        match change {
            Change::Written(message) => self.written(message).into_iter().collect(),
            Change::Edited(message) => self.edited(message).into_iter().collect(),
            Change::Deleted(channel, messages) => {
                let mut replies = self.replies();
                let known = messages.into_iter().filter(|message| replies.knows(*message)).collect::<Vec<_>>();
                let now = Instant::now();
                known.into_iter().filter(|message| replies.note(*message, Due::Gone(channel), None, now)).collect()
            }
        }
    }

    /// A message that asks something is answered once, and not when it comes late.
    fn written(&self, message: Message) -> Option<u64> {
        let asked = Asked::of(&message, self.me, self.reads_links)?;
        if self.replies().knows(message.id) {
            return None;
        }
        if let Some(age_ms) = late_by(message.id, NEW_MS, &self.answering.rest.clock) {
            tracing::info!(age_ms, "a message was delivered too late; left alone");
            return None;
        }
        self.begin(message.id, message.edited, Due::Answer(message, asked))
    }

    /// What an edited message asks now is answered where it was answered before, or is not old.
    fn edited(&self, message: Message) -> Option<u64> {
        let (id, edited, asked) = (message.id, message.edited, Asked::of(&message, self.me, self.reads_links));
        let is_known = self.replies().knows(id);
        match asked {
            Some(asked) if is_known || late_by(id, FIRST_REPLY_MS, &self.answering.rest.clock).is_none() => {
                self.begin(id, edited, Due::Answer(message, asked))
            }
            None if is_known => self.begin(id, edited, Due::Nothing(message.channel)),
            _ => None,
        }
    }

    fn begin(&self, message: u64, edited: Option<Timestamp>, due: Due) -> Option<u64> {
        self.replies().note(message, due, edited, Instant::now()).then_some(message)
    }

    /// Gives a message the reply it is to have, until nothing more has happened to it.
    pub async fn work_on(self, message: u64) {
        loop {
            let Some((due, standing)) = self.replies().next(message) else { return };
            let standing = match due {
                Due::Answer(message, asked) => self.answer(&message, asked, standing).await,
                Due::Nothing(channel) | Due::Gone(channel) => self.withdraw(channel, standing).await,
            };
            self.replies().settle(message, standing);
        }
    }

    /// Has a message's reply answer what it asks now.
    async fn answer(&self, message: &Message, asked: Asked, standing: Standing) -> Standing {
        let digest = digest(&asked);
        if standing.is_over || standing.asked == Some(digest) || self.posting.is_closed(message.channel) {
            return standing;
        }
        let as_plain = standing.reply.and(Some(standing.is_plain));
        let Ok(reply) = self.reply_to(message, asked, as_plain).await else { return standing };
        let standing = match reply {
            Some(reply) => self.give(message, &reply, standing).await,
            None => self.withdraw(message.channel, standing).await,
        };
        Standing { asked: Some(digest), ..standing }
    }

    /// The reply to what a message asks; `None` where silence is the better answer.
    async fn reply_to(
        &self,
        message: &Message,
        asked: Asked,
        as_plain: Option<bool>,
    ) -> Result<Option<Reply>, Unanswered> {
        let Answering { rest, desk, channels, kept, cooldown, .. } = &self.answering;
        let mut caller = message.caller();
        let server = kept.chosen(&caller).await;
        if !server.channels.is_empty() {
            channels.place(&mut caller, rest).await;
        }
        let holds = caller.chosen_by(&server);
        let is_by_link = matches!(asked, Asked::Links(_));
        if is_by_link && !holds.inline_links {
            return Ok(None);
        }
        let begun = Instant::now();
        if !cooldown.allows(caller.user, begun) {
            desk.metrics.declined.bump();
            return Err(Unanswered);
        }
        let spoiler_channel = channels.spoils(&caller, rest).await;
        let today = Day::of(SystemTime::now());
        let spoken = self.spoken_in(caller.guild);
        let tongue = holds.language.as_ref().map_or(spoken, |chosen| Tongue::of(chosen.as_str()));
        let inquiry = Inquiry { asked, caller, spoiler_channel, server, spoken, today, as_plain };
        let answer = Arc::clone(&desk.answer_message);
        let work = self.answering.at_work(move || answer(&inquiry));
        match timeout(ANSWER_TIME, work).await {
            Ok(Ok(reply)) => {
                desk.metrics.answer_time.add(begun.elapsed());
                Ok(reply)
            }
            failed => {
                desk.metrics.errors.bump();
                let why = if failed.is_err() { "the answer took too long" } else { "the answer panicked" };
                tracing::error!(why, "answering a message failed");
                Ok((!is_by_link).then(|| to_discord::note(&tongue.say("hint-failed"))))
            }
        }
    }

    /// Gives a message a reply, in place of the one it has. A reply that somebody has taken away is not given again.
    async fn give(&self, message: &Message, reply: &Reply, standing: Standing) -> Standing {
        let Some(given) = standing.reply else {
            let sent = self.posting.reply(message.channel, message.id, standing.replies, reply).await;
            let replies = standing.replies + u32::from(sent.is_some());
            return Standing { reply: sent, is_plain: reply.is_plain(), replies, ..standing };
        };
        match self.posting.change(message.channel, given, reply).await {
            Changed::Gone => Standing { reply: None, is_over: true, ..standing },
            Changed::Done | Changed::Failed => standing,
        }
    }

    /// Takes a message's reply away, where it has one.
    async fn withdraw(&self, channel: u64, standing: Standing) -> Standing {
        let reply = match standing.reply {
            Some(given) if self.posting.delete(channel, given).await == Changed::Failed => Some(given),
            _ => None,
        };
        Standing { reply, asked: None, ..standing }
    }

    fn replies(&self) -> MutexGuard<'_, Replies> {
        self.replies.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands for a question in memory.
fn digest(asked: &Asked) -> u64 {
    let mut hasher = DefaultHasher::new();
    asked.hash(&mut hasher);
    hasher.finish()
}
