//! What the bot has in hand: the answers on their way, the registration, the ids seen. The same for both doors.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, timeout, timeout_at};

use super::answering::{Answering, excuse};
use super::answering_messages::AnsweringMessages;
use super::intake::{Intake, Verdict};
use super::keeper::Keeper;
use super::kept::Kept;
use crate::discord::asking::{Incoming, unreadable};
use crate::discord::gateway::{Fleet, Happening};
use crate::discord::requests::{Address, Delivery, Refusal, Rest, register};
use crate::discord::{ANSWERS_AT_ONCE, Desk, Error};
use crate::servers::Servers;
use crate::settings::ShardRange;

/// How long answers in hand may take once the bot is to stop.
pub const LAST_ANSWERS: Duration = Duration::from_secs(2);

/// What the bot has in hand.
pub struct Rounds {
    answering: Answering,
    messages: AnsweringMessages,
    intake: Intake,
    answers: JoinSet<()>,
    registering: Option<JoinHandle<Result<(), Error>>>,
    /// The bot's application, from the first session on.
    application: Option<u64>,
    /// The shards whose servers are looked after here.
    pub own: ShardRange,
    /// The shards that have had a session.
    welcomed: HashSet<u32>,
    /// What looks after the servers, from the first session on.
    keeper: Option<Keeper>,
}

impl Rounds {
    /// Begins with nothing in hand.
    pub fn new(rest: Arc<Rest>, desk: Desk, servers: Arc<Servers>, reads_links: bool) -> Rounds {
        let kept = Kept { servers, metrics: Arc::clone(&desk.metrics) };
        let (channels, cooldown, turns) = (Arc::default(), Arc::default(), Arc::new(Semaphore::new(ANSWERS_AT_ONCE)));
        let answering = Answering { rest, desk, channels, kept, cooldown, turns };
        let messages = AnsweringMessages::new(answering.clone(), reads_links);
        Rounds {
            answering,
            messages,
            intake: Intake::default(),
            answers: JoinSet::new(),
            registering: None,
            application: None,
            own: ShardRange::all_of(1),
            welcomed: HashSet::new(),
            keeper: None,
        }
    }

    /// Waits for the next thing in hand to be done; for ever where there is nothing. Safe to give up at any time.
    ///
    /// # Errors
    /// When Discord refuses the token at the registration.
    pub async fn next(&mut self) -> Result<(), Error> {
        tokio::select! {
            Some(_) = self.answers.join_next(), if !self.answers.is_empty() => Ok(()),
            result = finished(&mut self.registering), if self.registering.is_some() => {
                self.registering = None;
                result
            }
            else => std::future::pending().await,
        }
    }

    /// Begins what a happening asks for.
    pub fn take(&mut self, happening: Happening) {
        match happening {
            Happening::Ready { shard, application, user, guilds } => {
                self.messages.me = user;
                self.ready(shard, application, guilds);
            }
            Happening::Resumed(shard) => {
                self.answering.desk.metrics.shard_is(shard, true);
                self.answering.desk.metrics.reconnects.bump();
            }
            Happening::Commands(commands) => self.commands_changed(commands),
            Happening::Speaks(guild, locale) => self.messages.speaks(guild, &locale),
            Happening::Left(guild) => {
                let kept = self.answering.kept.clone();
                self.answers.spawn(async move { kept.forget(guild).await });
            }
            Happening::Interaction(interaction) => self.interaction((*interaction).into(), Delivery::Callback),
            Happening::Unreadable(value) => self.damaged(value, Delivery::Callback),
            Happening::Messages(change) => {
                for message in self.messages.note(change) {
                    self.answers.spawn(self.messages.clone().work_on(message));
                }
            }
            Happening::Ended(..) => {}
        }
    }

    /// Answers what came over HTTP, by the response to it.
    pub fn receive(&mut self, value: Value, response: oneshot::Sender<Result<Value, Refusal>>) {
        let delivery = Delivery::Response(response);
        match Incoming::read(value.clone()) {
            Ok(incoming) => self.interaction(incoming, delivery),
            Err(_) => self.damaged(value, delivery),
        }
    }

    /// Notes a shard's session. At the first of all, the work for servers begins. Between two sessions servers may have
    /// removed the bot unseen.
    fn ready(&mut self, shard: u32, application: u64, guilds: Vec<u64>) {
        tracing::info!(shard, application, servers = guilds.len(), "connected to the gateway");
        let metrics = &self.answering.desk.metrics;
        metrics.shard_is(shard, true);
        let is_first = self.welcomed.insert(shard);
        if !is_first {
            metrics.reconnects.bump();
        }
        if self.application.is_none() {
            self.begin(application);
        }
        self.present(self.own.only(shard), guilds, is_first);
    }

    /// Looks after the servers from now on, and registers the commands, where that is this process's work.
    fn begin(&mut self, application: u64) {
        let Answering { rest, kept, .. } = &self.answering;
        self.keeper = Some(Keeper::begin(Arc::clone(rest), application, self.own, kept.clone()));
        self.application = Some(application);
        if self.own.is_main() {
            self.register(application);
        }
    }

    /// Forgets which servers of these shards have removed the bot, and gives the others their commands, where they are new.
    fn present(&self, shards: ShardRange, guilds: Vec<u64>, are_new: bool) {
        let Some(keeper) = &self.keeper else { return };
        if are_new {
            keeper.give(guilds.clone());
        }
        keeper.present(shards, guilds);
    }

    /// Registers other commands, where any were registered: else the first session brings them.
    fn commands_changed(&mut self, commands: Vec<Value>) {
        self.answering.desk.commands = commands;
        if let Some(application) = self.application.filter(|_| self.own.is_main()) {
            self.register(application);
        }
    }

    /// Registers the commands; a registration that is under way is given up for it.
    fn register(&mut self, application: u64) {
        let (rest, commands) = (Arc::clone(&self.answering.rest), self.answering.desk.commands.clone());
        let registering = tokio::spawn(async move { register(&rest, application, &commands).await });
        if let Some(before) = self.registering.replace(registering) {
            before.abort();
        }
    }

    /// Registers the commands of an application, and looks after its servers from now on.
    pub fn welcomed(&mut self, application: u64, guilds: Vec<u64>) {
        self.begin(application);
        self.present(self.own, guilds, true);
    }

    /// Sees from now on what other processes change for the servers, and leaves all else to them.
    pub fn follow_others(&mut self) {
        self.keeper = Some(Keeper::follow_others(Arc::clone(&self.answering.rest), self.answering.kept.clone()));
    }

    /// Answers an interaction, unless it was answered or is too old.
    fn interaction(&mut self, incoming: Incoming, delivery: Delivery) {
        let to = Address::of(&incoming.interaction);
        if let Some(delivery) = self.admitted(&to, delivery) {
            let answering = self.answering.clone();
            self.answers.spawn(async move { answering.answer(incoming, delivery).await });
        }
    }

    /// The way back to an interaction, unless it was answered or is too old.
    fn admitted(&mut self, to: &Address, delivery: Delivery) -> Option<Delivery> {
        match self.intake.judge(to.id, &to.token, &self.answering.rest.clock) {
            Verdict::Answer => return Some(delivery),
            Verdict::Again => {
                tracing::info!(interaction = to.id, "delivered again; left alone");
                delivery.refuse(Refusal::Again);
            }
            Verdict::Late(age_ms) => {
                tracing::warn!(interaction = to.id, age_ms, "delivered too late; left alone");
                delivery.refuse(Refusal::Late);
            }
        }
        self.answering.desk.metrics.dropped.bump();
        None
    }

    /// Answers an interaction that serenity cannot decode, as far as it can be read.
    fn damaged(&mut self, value: Value, delivery: Delivery) {
        match unreadable::read(value) {
            Ok(incoming) => {
                tracing::warn!("an interaction lacks fields; answering it all the same");
                self.interaction(incoming, delivery);
            }
            Err(unreadable) => self.unreadable(unreadable, delivery),
        }
    }

    /// Tells the asker that the interaction could not be read, where that can be told.
    fn unreadable(&mut self, unreadable: unreadable::Unreadable, delivery: Delivery) {
        self.answering.desk.metrics.errors.bump();
        let Some((id, token)) = unreadable.address else {
            tracing::error!("an interaction cannot be read, nor whom to answer");
            return delivery.refuse(Refusal::Unreadable);
        };
        tracing::error!(interaction = id, "an interaction cannot be read");
        let to = Address { id, token, application: 0 };
        let Some(delivery) = self.admitted(&to, delivery) else { return };
        let reply = excuse(unreadable.completes, &unreadable.tongue.say("hint-unreadable"));
        let answering = self.answering.clone();
        self.answers.spawn(async move {
            delivery.deliver(&to, &reply, Instant::now(), &answering.rest).await;
        });
    }

    /// Finishes the answers in hand and takes leave of the gateway, both within a bounded time.
    pub async fn finish(mut self, happenings: &mut UnboundedReceiver<Happening>, fleet: Fleet) {
        while let Ok(happening) = happenings.try_recv() {
            if matches!(happening, Happening::Interaction(_) | Happening::Unreadable(_) | Happening::Messages(_)) {
                self.take(happening);
            }
        }
        let _ = tokio::join!(self.finish_answers(Instant::now() + LAST_ANSWERS), timeout(LAST_ANSWERS, fleet.close()));
    }

    /// Finishes the answers in hand, until a moment at most.
    pub async fn finish_answers(&mut self, deadline: Instant) {
        if let Some(registering) = &self.registering {
            registering.abort();
        }
        let answers = timeout_at(deadline, async { while self.answers.join_next().await.is_some() {} });
        if answers.await.is_err() {
            tracing::warn!(left = self.answers.len(), "stopped with answers unfinished");
        }
    }
}

/// Waits for the registration; forever where there is none.
async fn finished(registering: &mut Option<JoinHandle<Result<(), Error>>>) -> Result<(), Error> {
    match registering {
        Some(task) => task.await.unwrap_or(Ok(())),
        None => std::future::pending().await,
    }
}
