//! Looks after what servers chose while the bot runs: sees what other processes change, gives pinned topics their
//! commands, and deletes what may be kept no longer.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reqwest::Method;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::kept::Kept;
use crate::discord::requests::{Backoff, REQUEST_TIME, Rest, replace};
use crate::discord::speech::commands::server_commands;
use crate::servers::{Day, REFRESH_EVERY};
use crate::settings::ShardRange;

/// How often what is old is deleted.
const SWEEP_EVERY: Duration = Duration::from_hours(24);
/// The pause between two servers whose commands are compared at the start: far below what Discord allows in a second
/// (<https://docs.discord.com/developers/topics/rate-limits#global-rate-limit>).
const PAUSE: Duration = Duration::from_millis(250);
/// How many other servers have their turn before one is tried again: it may be that server's own fault.
const BETWEEN_TRIES: usize = 10;
/// How long the database may take to say whether anything has changed.
const PATIENCE: Duration = Duration::from_secs(5);

/// The work, which ends when this is dropped.
#[derive(Debug)]
pub struct Keeper {
    task: JoinHandle<()>,
    present: UnboundedSender<(ShardRange, Vec<u64>)>,
    new: UnboundedSender<Vec<u64>>,
}

/// What the work is told of, as long as there is someone to tell.
struct Told {
    present: UnboundedReceiver<(ShardRange, Vec<u64>)>,
    new: UnboundedReceiver<Vec<u64>>,
}

impl Keeper {
    /// Begins, for an application and for the servers on these shards.
    pub fn begin(rest: Arc<Rest>, application: u64, own: ShardRange, kept: Kept) -> Keeper {
        Keeper::of(Work { rest, application: Some(application), own, kept })
    }

    /// Begins only to see what other processes change, and leaves all else to them.
    pub fn follow_others(rest: Arc<Rest>, kept: Kept) -> Keeper {
        Keeper::of(Work { rest, application: None, own: ShardRange::all_of(1), kept })
    }

    /// Forgets the servers on these shards that have removed the bot unseen, as between two sessions; these are present.
    pub fn present(&self, shards: ShardRange, guilds: Vec<u64>) {
        // Where others look after the servers, nobody listens.
        let _ = self.present.send((shards, guilds));
    }

    /// Gives these servers the commands of their pins, which may have changed while the bot did not run.
    pub fn give(&self, guilds: Vec<u64>) {
        let _ = self.new.send(guilds);
    }

    fn of(work: Work) -> Keeper {
        let (present, told_present) = unbounded_channel();
        let (new, told_new) = unbounded_channel();
        let told = Told { present: told_present, new: told_new };
        Keeper { task: tokio::spawn(async move { work.go_on(told).await }), present, new }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Work {
    rest: Arc<Rest>,
    /// The application whose commands are given; where there is none, nothing is given nor deleted.
    application: Option<u64>,
    /// The shards whose servers are looked after; other processes look after the others.
    own: ShardRange,
    kept: Kept,
}

impl Work {
    /// Each part goes on by itself: thousands of servers that are given their commands, or a Discord that does not answer,
    /// keep nobody from seeing what other processes change.
    async fn go_on(&self, told: Told) {
        let (tell, changed) = unbounded_channel();
        match self.application {
            Some(application) => {
                let give = self.give_on(application, told.new, changed);
                tokio::join!(self.look_on(tell), give, self.forget_on(application, told.present), self.sweep_on());
            }
            None => self.look_on(tell).await,
        }
    }

    /// Looks for what was changed, and tells of which servers.
    async fn look_on(&self, tell: UnboundedSender<u64>) {
        let mut look = interval(REFRESH_EVERY);
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut failing = false;
        loop {
            look.tick().await;
            match self.look().await {
                Ok(changed) => {
                    failing = false;
                    for guild in changed.into_iter().filter(|guild| self.own.has(*guild)) {
                        // Where nobody gives commands, nobody listens.
                        let _ = tell.send(guild);
                    }
                }
                Err(error) => {
                    if !std::mem::replace(&mut failing, true) {
                        tracing::error!(error, "changes of other processes cannot be seen; looking on");
                    }
                }
            }
        }
    }

    /// Looks for what other processes changed, and notes whether the database answers at all.
    async fn look(&self) -> Result<Vec<u64>, String> {
        let looked = match timeout(PATIENCE, self.kept.servers.refresh()).await {
            Ok(looked) => looked.map_err(|error| error.to_string()),
            Err(_) => Err("the database does not answer".to_owned()),
        };
        self.kept.metrics.database.set(looked.is_ok());
        looked
    }

    /// Deletes what is old, now and each day, unless another process does.
    async fn sweep_on(&self) {
        if !self.own.is_main() {
            return;
        }
        let mut sweep = interval(SWEEP_EVERY);
        loop {
            sweep.tick().await;
            if let Err(error) = self.kept.servers.sweep(Day::of(SystemTime::now())).await {
                tracing::error!(%error, "what is old could not be deleted; trying again tomorrow");
            }
        }
    }

    /// Forgets the servers that have removed the bot, as each session shows.
    async fn forget_on(&self, application: u64, mut told: UnboundedReceiver<(ShardRange, Vec<u64>)>) {
        while let Some((shards, present)) = told.recv().await {
            match self.kept.servers.known().await {
                Ok(mut known) => {
                    // Of servers on other shards the session does not tell.
                    known.retain(|guild| shards.has(*guild));
                    for guild in gone(&known, &present) {
                        if self.has_left(application, guild).await {
                            self.kept.forget(guild).await;
                        }
                    }
                }
                Err(error) => tracing::error!(%error, "which servers have removed the bot is not known"),
            }
        }
    }

    /// Gives servers the commands of their pins: new ones one after another, and those whose pins change now before them.
    /// What Discord does not take for now is tried again.
    async fn give_on(
        &self,
        application: u64,
        mut new: UnboundedReceiver<Vec<u64>>,
        mut changed: UnboundedReceiver<u64>,
    ) {
        let mut left = VecDeque::new();
        let (mut pause, mut again) = (PAUSE, trying_again());
        loop {
            let guild = tokio::select! {
                biased;
                Some(guild) = changed.recv() => guild,
                Some(present) = new.recv() => {
                    left.extend(self.with_choices(present).await);
                    continue;
                }
                () = sleep(pause), if !left.is_empty() => match left.pop_front() {
                    Some(guild) => guild,
                    None => continue,
                },
                else => return,
            };
            if let Err(asked) = self.give_commands(application, guild).await {
                pause = again.pause(asked);
                left.retain(|other| *other != guild);
                left.insert(left.len().min(BETWEEN_TRIES), guild);
            } else {
                (pause, again) = (PAUSE, trying_again());
            }
        }
    }

    /// The servers among these that chose anything.
    async fn with_choices(&self, present: Vec<u64>) -> Vec<u64> {
        let present: HashSet<u64> = present.into_iter().collect();
        match self.kept.servers.guilds().await {
            Ok(known) => known.into_iter().filter(|guild| present.contains(guild)).collect(),
            Err(error) => {
                tracing::error!(%error, "which servers chose anything is not known");
                Vec::new()
            }
        }
    }

    /// Whether Discord keeps no commands of ours for a server. One that has our commands without the bot as a member is in no
    /// list of servers, and has settings all the same.
    async fn has_left(&self, application: u64, guild: u64) -> bool {
        let path = format!("/applications/{application}/guilds/{guild}/commands");
        let told = self.rest.send(Method::GET, &path, None, REQUEST_TIME).await;
        told.is_err_and(|failure| matches!(failure.status(), 403 | 404))
    }

    /// Gives a server the commands of its pins, where Discord knows others.
    ///
    /// # Errors
    /// When it may succeed later; how long Discord asks to wait, where it does. Other failures are logged alone.
    async fn give_commands(&self, application: u64, guild: u64) -> Result<(), Option<Duration>> {
        let server = self.kept.servers.server(guild).await.map_err(|error| {
            tracing::error!(guild, %error, "the pins of a server are not known; trying again");
            None
        })?;
        let commands = server_commands(&server.pins);
        let path = format!("/applications/{application}/guilds/{guild}/commands");
        match replace(&self.rest, &path, &commands).await {
            Ok(true) => tracing::info!(guild, commands = commands.len(), "a server's own commands registered"),
            Ok(false) => {}
            Err(failure) if failure.may_heal() => {
                tracing::warn!(guild, %failure, "a server's own commands are registered later");
                return Err(failure.retry_after());
            }
            Err(failure) => tracing::error!(guild, %failure, "a server's own commands could not be registered"),
        }
        Ok(())
    }
}

/// The pauses before commands are given again.
fn trying_again() -> Backoff {
    Backoff::new(Duration::from_millis(500), Duration::from_mins(1))
}

/// The servers that are known and have removed the bot. None where no known server is among the present ones: then this is
/// another bot's database, or Discord told of no server.
fn gone(known: &[u64], present: &[u64]) -> Vec<u64> {
    let present: HashSet<u64> = present.iter().copied().collect();
    let (present, gone): (Vec<u64>, Vec<u64>) = known.iter().partition(|guild| present.contains(guild));
    if present.is_empty() { Vec::new() } else { gone }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_gone_where_others_that_are_known_are_present() {
        assert_eq!(gone(&[1, 2, 3], &[3, 4]), [1, 2]);
        assert!(gone(&[1, 2], &[]).is_empty() && gone(&[1, 2], &[5]).is_empty() && gone(&[], &[5]).is_empty());
    }
}
