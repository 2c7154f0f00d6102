//! One run of the bot: start, answer, stop.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::GatewayError;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use super::fleet::Fleet;
use super::gateway::Happening;
use super::rest::Rest;
use super::rounds::Rounds;
use super::start::{Opening, Remedy, opening, why_outside};
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
    let open = |opening: Opening| {
        tracing::info!(
            shards = opening.shards.numbers().len(),
            of = opening.shards.total(),
            "connecting to the gateway"
        );
        desk.metrics.opens_shards(opening.shards.numbers());
        Fleet::open(opening, rest.token(), settings.inline_links, &sender)
    };
    let mut rounds = Rounds::new(Arc::clone(&rest), desk.clone(), servers, settings.inline_links);
    rounds.own = opening.shards;
    let mut fleet = open(opening)?;
    let _following = following(desk, &sender);
    let mut watch = interval(LOOK_EVERY);
    watch.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let outcome = loop {
        tokio::select! {
            () = &mut shutdown => break Ok(()),
            Some(happening) = happenings.recv() => match happening {
                Happening::Ended(shard, why) => {
                    let error = barred(&why, settings.inline_links);
                    tracing::error!(shard, %error, "a shard has ended");
                    if !fleet.has_any_inside() {
                        break Err(error);
                    }
                }
                happening => rounds.take(happening),
            },
            result = rounds.next() => if let Err(error) = result { break Err(error) },
            _ = watch.tick() => if fleet.look(&desk.metrics) {
                let remedy = tokio::select! {
                    remedy = why_outside(&rest, &fleet.opening, settings.shards) => remedy,
                    () = &mut shutdown => break Ok(()),
                };
                match remedy {
                    // What keeps one shard out is no reason to take leave of those who are served.
                    Remedy::End(error) if fleet.has_any_inside() => tracing::error!(%error, "some shards stay outside"),
                    Remedy::End(error) if fleet.is_refused() => break Err(error),
                    Remedy::Reshard(opening) if fleet.is_refused() => {
                        rounds.own = opening.shards;
                        drop(fleet);
                        fleet = open(opening)?;
                    }
                    _ => fleet.reopen_hanging()?,
                }
            },
        }
    };
    desk.metrics.gateway.set(false);
    rounds.finish(&mut happenings, fleet).await;
    outcome
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
