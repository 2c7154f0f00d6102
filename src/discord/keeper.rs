//! Looks after what servers chose while the bot runs: sees what other processes change, gives pinned topics their
//! commands, and deletes what may be kept no longer.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reqwest::Method;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::commands::server_commands;
use super::kept::Kept;
use super::register::replace;
use super::rest::{REQUEST_TIME, Rest};
use crate::servers::{Day, REFRESH_EVERY};

/// How often what is old is deleted.
const SWEEP_EVERY: Duration = Duration::from_hours(24);
/// The pause between two servers whose commands are compared at the start: far below what Discord allows in a second
/// (<https://docs.discord.com/developers/topics/rate-limits#global-rate-limit>).
const PAUSE: Duration = Duration::from_millis(250);
/// How long the database may take to say whether anything has changed.
const PATIENCE: Duration = Duration::from_secs(5);

/// The work, which ends when this is dropped.
#[derive(Debug)]
pub struct Keeper {
    task: JoinHandle<()>,
}

impl Keeper {
    /// Begins, for an application that is in these servers.
    pub fn begin(rest: Arc<Rest>, application: u64, present: Vec<u64>, kept: Kept) -> Keeper {
        let work = Work { rest, application: Some(application), kept };
        Keeper { task: tokio::spawn(async move { work.go_on(present).await }) }
    }

    /// Begins only to see what other processes change, and leaves all else to them.
    pub fn follow_others(rest: Arc<Rest>, kept: Kept) -> Keeper {
        let work = Work { rest, application: None, kept };
        Keeper { task: tokio::spawn(async move { work.go_on(Vec::new()).await }) }
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
    kept: Kept,
}

impl Work {
    async fn go_on(&self, present: Vec<u64>) {
        if self.application.is_some() {
            self.begin_with(&present).await;
        }
        let (mut look, mut sweep) = (interval(REFRESH_EVERY), interval(SWEEP_EVERY));
        look.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut failing = false;
        loop {
            tokio::select! {
                _ = look.tick() => match self.look().await {
                    Ok(changed) => {
                        failing = false;
                        for guild in changed {
                            self.give_commands(guild).await;
                        }
                    }
                    Err(error) => {
                        if !std::mem::replace(&mut failing, true) {
                            tracing::error!(error, "changes of other processes cannot be seen; looking on");
                        }
                    }
                },
                _ = sweep.tick(), if self.application.is_some() => if let Err(error) = self.kept.servers.sweep(Day::of(SystemTime::now())).await {
                    tracing::error!(%error, "what is old could not be deleted; trying again tomorrow");
                },
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

    /// Forgets servers that removed the bot while it did not run, and gives the others the commands of their pins, which may
    /// have changed meanwhile.
    async fn begin_with(&self, present: &[u64]) {
        let known = match self.kept.servers.guilds().await {
            Ok(known) => known,
            Err(error) => return tracing::error!(%error, "which servers chose anything is not known"),
        };
        for guild in gone(&known, present) {
            if self.has_left(guild).await {
                self.kept.forget(guild).await;
            }
        }
        for guild in known.into_iter().filter(|guild| present.contains(guild)) {
            self.give_commands(guild).await;
            sleep(PAUSE).await;
        }
    }

    /// Whether Discord keeps no commands of ours for a server. One that has our commands without the bot as a member is in no
    /// list of servers, and has settings all the same.
    async fn has_left(&self, guild: u64) -> bool {
        let Some(application) = self.application else { return false };
        let path = format!("/applications/{application}/guilds/{guild}/commands");
        let told = self.rest.send(Method::GET, &path, None, REQUEST_TIME).await;
        told.is_err_and(|failure| matches!(failure.status(), 403 | 404))
    }

    /// Gives a server the commands of its pins, where Discord knows others.
    async fn give_commands(&self, guild: u64) {
        let Some(application) = self.application else { return };
        let server = match self.kept.servers.server(guild).await {
            Ok(server) => server,
            Err(error) => return tracing::error!(guild, %error, "the pins of a server are not known"),
        };
        let commands = server_commands(&server.pins);
        let path = format!("/applications/{application}/guilds/{guild}/commands");
        match replace(&self.rest, &path, &commands).await {
            Ok(true) => tracing::info!(guild, commands = commands.len(), "a server's own commands registered"),
            Ok(false) => {}
            Err(failure) => tracing::error!(guild, %failure, "a server's own commands could not be registered"),
        }
    }
}

/// The servers that are known and have removed the bot. None where no known server is among the present ones: then this is
/// another bot's database, or Discord told of no server.
fn gone(known: &[u64], present: &[u64]) -> Vec<u64> {
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
