//! One run of the bot: start, answer, stop.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serenity::all::GatewayError;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};

use super::backoff::Backoff;
use super::gateway::{Happening, Session};
use super::rest::Rest;
use super::rounds::Rounds;
use super::start::{gateway_url, why_outside};
use super::{Desk, Error};
use crate::servers::Servers;
use crate::settings::DiscordSettings;

/// How often the connection is looked at, and how many looks in a row without one are worth a word.
const LOOK_EVERY: Duration = Duration::from_secs(5);
const LOOKS: u32 = 4;

/// Runs the bot until `shutdown` completes.
pub async fn bot(settings: &DiscordSettings, desk: &Desk, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
    let mut shutdown = pin!(shutdown);
    desk.metrics.gateway.set(false);
    let rest = Arc::new(Rest::new(settings)?);
    let opening = async {
        let servers = Servers::open(&settings.database).await?;
        Ok::<_, Error>((Arc::new(servers), gateway_url(&rest, settings).await?))
    };
    let (servers, url) = tokio::select! {
        opened = opening => opened?,
        () = &mut shutdown => return Ok(()),
    };
    desk.metrics.database.set(true);
    let (sender, mut happenings) = unbounded_channel();
    let open = |sender| Session::open(&url, rest.token(), settings.inline_links, sender);
    let mut session = Some(open(&sender)?);
    let _following = following(desk, &sender);
    let mut rounds = Rounds::new(Arc::clone(&rest), desk.clone(), servers, settings.inline_links);
    let (mut reopen, mut reopen_at) = (reopening(), Instant::now());
    let mut watch = interval(LOOK_EVERY);
    watch.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut looks_without = 0;
    let outcome = loop {
        tokio::select! {
            () = &mut shutdown => break Ok(()),
            Some(happening) = happenings.recv() => match happening {
                Happening::Ended(why) => {
                    if let Some(error) = fatal(why.as_ref(), settings.inline_links) {
                        break Err(error);
                    }
                    desk.metrics.gateway.set(false);
                    let pause = reopen.pause(None);
                    tracing::warn!(pause_ms = pause.as_millis(), "the gateway connection has ended; opening another");
                    drop(session.take());
                    tokio::select! {
                        () = sleep(pause) => session = Some(open(&sender)?),
                        () = &mut shutdown => break Ok(()),
                    }
                }
                happening => rounds.take(happening),
            },
            result = rounds.next() => if let Err(error) = result { break Err(error) },
            _ = watch.tick() => {
                let connected = match &session { Some(session) => session.is_connected().await, None => false };
                desk.metrics.gateway.set(connected);
                looks_without = if connected { 0 } else { looks_without + 1 };
                if connected {
                    reopen = reopening();
                }
                if looks_without > 0 && looks_without % LOOKS == 0 {
                    tokio::select! {
                        reason = why_outside(&rest) => if let Some(error) = reason { break Err(error) },
                        () = &mut shutdown => break Ok(()),
                    }
                    // serenity waits for ever where the gateway keeps silent. Sessions are counted, so ever more rarely.
                    if Instant::now() >= reopen_at {
                        reopen_at = Instant::now() + reopen.pause(None);
                        drop(session.take());
                        session = Some(open(&sender)?);
                    }
                }
            }
        }
    };
    desk.metrics.gateway.set(false);
    rounds.finish(&mut happenings, session).await;
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

/// The pauses before another connection is opened, from the shortest on.
fn reopening() -> Backoff {
    Backoff::new(Duration::from_secs(5), Duration::from_mins(5))
}

/// The error behind an end of the connection that no other connection would mend.
fn fatal(why: Option<&GatewayError>, reads_links: bool) -> Option<Error> {
    match why? {
        GatewayError::InvalidAuthentication | GatewayError::NoAuthentication => Some(Error::Token),
        GatewayError::DisallowedGatewayIntents if reads_links => Some(Error::MessageContent),
        GatewayError::InvalidGatewayIntents | GatewayError::DisallowedGatewayIntents => Some(Error::Intents),
        _ => None,
    }
}
