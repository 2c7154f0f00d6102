//! One interaction, from the desk to Discord, by whichever door it came.

use std::fmt::Display;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::{CommandType, Interaction};
use tokio::sync::Semaphore;
use tokio::task::JoinError;
use tokio::time::{Instant, timeout, timeout_at};

use super::cooldown::Cooldown;
use super::errands;
use super::kept::Kept;
use crate::discord::Desk;
use crate::discord::asking::{Caller, Incoming, from_discord};
use crate::discord::requests::{Address, Channels, Delivery, Rest, replied_to};
use crate::discord::showing::{Record, Reply, Task, to_discord};
use crate::discord::speech::{Tongue, Tongues};
use crate::servers::{Audience, Day};

/// An answer that takes longer from its question's arrival on is announced as "thinking" and follows by an edit.
const DEFER_AFTER: Duration = Duration::from_millis(1_500);
/// How long a deferred answer is waited for; Discord takes an edit for 15 minutes.
const DEFERRED_TIME: Duration = Duration::from_mins(1);

/// Where interactions are answered.
#[derive(Clone)]
pub struct Answering {
    /// Where replies go.
    pub rest: Arc<Rest>,
    /// Where they come from.
    pub desk: Desk,
    /// What is known of the channels they come from.
    pub channels: Arc<Channels>,
    /// What the servers chose that they come from.
    pub kept: Kept,
    /// How often one person may ask.
    pub cooldown: Arc<Cooldown>,
    /// How many answers are looked up at the same time.
    pub turns: Arc<Semaphore>,
}

impl Answering {
    /// Answers one interaction: at once where the answer is quick, by an edit where it is slow.
    pub async fn answer(&self, mut incoming: Incoming, delivery: Delivery) {
        let arrived = Instant::now();
        let (to, caller) = (Address::of(&incoming.interaction), Caller::of(&incoming.interaction));
        let completes = matches!(incoming.interaction, Interaction::Autocomplete(_));
        let tongue = Tongues::of(&incoming.interaction, None).private;
        if !completes && !self.cooldown.allows(caller.user, arrived) {
            self.desk.metrics.declined.bump();
            let wait = to_discord::note(&tongue.say("hint-wait"));
            self.deliver(delivery, &to, &wait, arrived).await;
            return;
        }
        replied_to::complete(&mut incoming, &self.rest).await;
        let (server, ()) = tokio::join!(self.kept.chosen(&caller), self.channels.complete(&mut incoming, &self.rest));
        incoming.server = server;
        let (today, is_asked) = (incoming.today, is_asked_by_command(&incoming.interaction));
        let is_private = answers_privately(&incoming, &caller);
        let metrics = &self.desk.metrics;
        let time = if completes { &metrics.autocomplete_time } else { &metrics.answer_time };
        let mut work = pin!(async {
            let settled = self.settled(incoming, &caller).await;
            time.add(arrived.elapsed());
            settled
        });
        let failed = |error: &dyn Display| {
            metrics.errors.bump();
            tracing::error!(interaction = to.id, %error, "answering failed");
            excuse(completes, &tongue.say("hint-failed"))
        };
        let reply = match timeout_at(arrived + DEFER_AFTER, &mut work).await {
            Ok(made) => made.unwrap_or_else(|error| failed(&error)),
            Err(_) if completes => failed(&"completing took too long"),
            Err(_) => {
                if !self.deliver(delivery, &to, &Reply::deferred(is_private), arrived).await {
                    return;
                }
                let reply = match timeout(DEFERRED_TIME, work).await {
                    Ok(made) => made.unwrap_or_else(|error| failed(&error)),
                    Err(_) => failed(&"the answer took too long"),
                };
                self.follow(&to, &reply, is_private, tongue).await;
                return self.record(&caller, &reply, is_asked, today).await;
            }
        };
        if reply.file().is_some() && !delivery.takes_files() {
            let is_private = reply.is_private();
            if self.deliver(delivery, &to, &Reply::deferred(is_private), arrived).await {
                self.follow(&to, &reply, is_private, tongue).await;
            }
        } else if self.deliver(delivery, &to, &reply, arrived).await && reply.removes() {
            self.remove(&to).await;
        }
        self.record(&caller, &reply, is_asked, today).await;
    }

    /// The reply to an interaction, once all is done that it takes.
    ///
    /// # Errors
    /// When making it panics.
    async fn settled(&self, incoming: Incoming, caller: &Caller) -> Result<Reply, JoinError> {
        let incoming = Arc::new(incoming);
        let reply = self.made(&incoming).await?;
        let Some(task) = reply.to_do() else { return Ok(reply) };
        match errands::run(task, &incoming, caller, &self.kept, &self.rest).await {
            Some(incoming) => self.made(&Arc::new(incoming)).await,
            None => Ok(reply),
        }
    }

    /// What the desk says to an interaction.
    async fn made(&self, incoming: &Arc<Incoming>) -> Result<Reply, JoinError> {
        let (answer, incoming) = (Arc::clone(&self.desk.answer), Arc::clone(incoming));
        self.at_work(move || answer(&incoming)).await
    }

    /// Does work on a thread that may be busy with it, once it is its turn.
    pub async fn at_work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, JoinError> {
        let _turn = self.turns.acquire().await; // It is never closed.
        tokio::task::spawn_blocking(work).await
    }

    /// Counts what a reply says is to be counted. Of questions only those typed into a command: others come from what the
    /// bot itself offers, or from messages, of which nothing is kept.
    async fn record(&self, caller: &Caller, reply: &Reply, is_asked: bool, today: Day) {
        match reply.to_do() {
            Some(Task::Count(Record::Unanswered(_))) if !is_asked => {}
            Some(Task::Count(record)) => self.kept.record(caller, record, today).await,
            _ => {}
        }
    }

    /// Sends the first answer. Whether it arrived.
    async fn deliver(&self, delivery: Delivery, to: &Address, reply: &Reply, arrived: Instant) -> bool {
        let delivered = delivery.deliver(to, reply, arrived, &self.rest).await;
        if !delivered {
            self.desk.metrics.errors.bump();
        }
        delivered
    }

    /// Deletes the message whose control was pressed.
    async fn remove(&self, to: &Address) {
        if !self.rest.delete_original(to.application, &to.token).await {
            self.desk.metrics.errors.bump();
        }
    }

    /// Sends the message of a deferred answer. Who sees it was settled when it was announced; where that turns out wrong, the
    /// announcement is taken back and the message follows by itself. What was to change or delete another message can no
    /// longer do so: it is shown to the presser, or said to be late.
    async fn follow(&self, to: &Address, reply: &Reply, announced_privately: bool, tongue: Tongue) {
        let (application, token) = (to.application, to.token.as_str());
        let late = to_discord::note(&tongue.say("hint-late"));
        let reply = if reply.removes() { &late } else { reply };
        let sent = if reply.is_message() && reply.is_private() != announced_privately {
            self.rest.delete_original(application, token).await && self.rest.follow_up(application, token, reply).await
        } else {
            self.rest.edit_original(application, token, reply).await
        };
        if !sent {
            self.desk.metrics.errors.bump();
        }
    }
}

/// Whether an interaction is a slash command, in which someone has typed.
fn is_asked_by_command(interaction: &Interaction) -> bool {
    matches!(interaction, Interaction::Command(command) if command.data.kind == CommandType::ChatInput)
}

/// Whether the answer to an interaction is for the asker alone, as far as that is known before it is made.
fn answers_privately(incoming: &Incoming, caller: &Caller) -> bool {
    let Incoming { interaction, server, .. } = incoming;
    let by_default = || caller.chosen_by(server).audience == Audience::Asker;
    matches!(interaction, Interaction::Component(_))
        || from_discord::asks_privately(interaction).unwrap_or_else(by_default)
}

/// A reply for when there is none: a private word, or no completions.
pub fn excuse(completes: bool, text: &str) -> Reply {
    if completes { Reply::choices(&[]) } else { to_discord::note(text) }
}
