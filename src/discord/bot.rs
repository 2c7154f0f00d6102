//! One run of the bot: start, answer, stop.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::GatewayError;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use super::gateway::{Fleet, Happening, Opening, Remedy, opening, why_outside};
use super::handling::Rounds;
use super::requests::Rest;
use super::{Desk, Error};
use crate::servers::Servers;
use crate::settings::DiscordSettings;

/// How often the connections are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Runs the bot until `shutdown` completes.
pub async fn bot(settings: &DiscordSettings, desk: &Desk, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
    let mut shutdown = pin!(shutdown);
    desk.metrics.gateway.set(false);
    let rest = Arc::new(Rest::new(settings)?);
    let opened = async {
        let servers = Servers::open(&settings.database).await?;
        Ok::<_, Error>((Arc::new(servers), opening(&rest, settings).await?))
    };
    let (servers, opening) = tokio::select! {
        opened = opened => opened?,
        () = &mut shutdown => return Ok(()),
    };
    desk.metrics.database.set(true);
    let (sender, mut happenings) = unbounded_channel();
    let _following = following(desk, &sender);
    let rounds = Rounds::new(Arc::clone(&rest), desk.clone(), servers, settings.inline_links);
    let mut run = Run::begin(Ground { settings, desk, rest, happenings: sender }, rounds, opening)?;
    let mut watch = interval(LOOK_EVERY);
    watch.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let outcome = loop {
        let done = tokio::select! {
            () = &mut shutdown => break Ok(()),
            Some(happening) = happenings.recv() => run.take(happening),
            result = run.rounds.next() => result,
            remedy = finished(&mut run.asking), if run.asking.is_some() => run.heed(remedy),
            _ = watch.tick() => {
                run.look();
                Ok(())
            }
        };
        if let Err(error) = done {
            break Err(error);
        }
    };
    desk.metrics.gateway.set(false);
    run.rounds.finish(&mut happenings, run.fleet).await;
    outcome
}

/// What a run stands on from beginning to end.
struct Ground<'run> {
    settings: &'run DiscordSettings,
    desk: &'run Desk,
    rest: Arc<Rest>,
    happenings: UnboundedSender<Happening>,
}

/// A run under way.
struct Run<'run> {
    ground: Ground<'run>,
    rounds: Rounds,
    fleet: Fleet,
    /// The question to Discord why a shard is outside; while it is open, the others are served.
    asking: Option<JoinHandle<Remedy>>,
}

impl<'run> Run<'run> {
    fn begin(ground: Ground<'run>, mut rounds: Rounds, opening: Opening) -> Result<Run<'run>, Error> {
        rounds.own = opening.shards;
        let fleet = ground.open(opening)?;
        Ok(Run { ground, rounds, fleet, asking: None })
    }

    /// Begins what a happening asks for.
    ///
    /// # Errors
    /// When Discord will not have the bot, on any shard.
    fn take(&mut self, happening: Happening) -> Result<(), Error> {
        let Happening::Ended(shard, why) = happening else {
            self.rounds.take(happening);
            return Ok(());
        };
        let error = barred(&why, self.ground.settings.inline_links);
        if self.fleet.has_any_inside() {
            tracing::error!(shard, %error, "a shard stays outside");
            return Ok(());
        }
        Err(error)
    }

    /// Looks at the connections, and begins to ask Discord where one has been missing for long.
    fn look(&mut self) {
        if self.fleet.look(&self.ground.desk.metrics) && self.asking.is_none() {
            let (rest, opening) = (Arc::clone(&self.ground.rest), self.fleet.opening.clone());
            self.asking = Some(tokio::spawn(why_outside(rest, opening, self.ground.settings.shards)));
        }
    }

    /// Does what is to be done about shards that are outside.
    ///
    /// # Errors
    /// When nothing is, and none is inside.
    fn heed(&mut self, remedy: Remedy) -> Result<(), Error> {
        self.asking = None;
        match remedy {
            // What keeps one shard out is no reason to take leave of those who are served.
            Remedy::End(error) if self.fleet.has_any_inside() => {
                tracing::error!(%error, "some shards stay outside");
                Ok(())
            }
            Remedy::End(error) if self.fleet.is_refused() => Err(error),
            Remedy::Reshard(opening) if self.fleet.is_refused() => {
                self.rounds.own = opening.shards;
                self.fleet = self.ground.open(opening)?;
                Ok(())
            }
            _ => self.fleet.reopen_hanging(),
        }
    }
}

impl Ground<'_> {
    /// Begins to connect shards.
    fn open(&self, opening: Opening) -> Result<Fleet, Error> {
        let shards = opening.shards;
        tracing::info!(shards = shards.numbers().len(), of = shards.total(), "connecting to the gateway");
        self.desk.metrics.opens_shards(shards.numbers());
        Fleet::open(opening, self.rest.token(), self.settings.inline_links, &self.happenings)
    }
}

/// Waits for Discord's word; for ever where none is asked for.
async fn finished(asking: &mut Option<JoinHandle<Remedy>>) -> Remedy {
    match asking {
        Some(task) => task.await.unwrap_or(Remedy::Wait),
        None => std::future::pending().await,
    }
}

/// Follows the index that a desk answers from, where it is to be followed; what happens is sent to `happenings`.
pub fn following(desk: &Desk, happenings: &UnboundedSender<Happening>) -> Option<AbortOnDrop> {
    let watch = desk.watch.clone()?;
    Some(AbortOnDrop(tokio::spawn(watch.go_on(desk.commands.clone(), happenings.clone()))))
}

/// A task that ends when this is dropped.
pub struct AbortOnDrop(JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// The error behind Discord's word that it will not have the bot.
fn barred(why: &GatewayError, reads_links: bool) -> Error {
    match why {
        GatewayError::DisallowedGatewayIntents if reads_links => Error::MessageContent,
        GatewayError::InvalidGatewayIntents | GatewayError::DisallowedGatewayIntents => Error::Intents,
        _ => Error::Token,
    }
}
