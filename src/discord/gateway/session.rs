//! One shard's session with Discord: connected, resumed and begun anew for as long as it is wanted.
//!
//! serenity's `Client` is left out on purpose: where `GET /gateway` fails it silently connects to the real Discord. Its
//! shard manager is left out, too: it gives sessions up that could be resumed, waits five seconds before it begins another,
//! and resumes at the wrong address. What serenity has below both, a shard and its runner, is run from here. The runner sees
//! to heartbeats and resumes where it can; where it gives up, it returns.
//!
//! Each session has a thread and a runtime of its own, because ending that is the one sure way to end serenity's work: on a
//! connection that is closed with certain codes its runner turns in circles without ever waiting.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serenity::all::{
    ConnectionStage, Context, Event, GatewayError, GatewayEvent, GatewayIntents, Http, HttpBuilder, RawEventHandler,
    Shard, ShardId, ShardInfo, ShardManager, ShardManagerOptions, ShardMessenger, ShardRunner, ShardRunnerInfo,
    ShardRunnerMessage, ShardRunnerOptions,
};
use serenity::async_trait;
use tokio::runtime::Runtime;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Mutex as AsyncMutex, RwLock};
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, timeout};

use super::happening::{Happening, happening};
use super::known::{Begun, Known, Standing};
use super::pauses::Pauses;
use super::pulse::Sign;
use super::turns::Turns;
use crate::discord::Error;

/// The close code that ends a session at once, so that the bot is seen to leave
/// (<https://docs.discord.com/developers/events/gateway#initiating-a-disconnect>).
const GOING_AWAY: u16 = 1000;

/// What all sessions of a bot have in common.
#[derive(Debug)]
pub struct Terms {
    /// The gateway's address for those who begin a session.
    pub url: String,
    /// Out of how many shards each is one.
    pub total: u32,
    /// What Discord is asked to tell.
    pub intents: GatewayIntents,
    /// What serenity's shards and handlers are given; it holds the token.
    pub http: Arc<Http>,
    /// Who may begin a session now.
    pub turns: Turns,
    /// Where it is told what happens.
    pub happenings: UnboundedSender<Happening>,
}

/// A shard's session. Dropping it ends it at once.
#[derive(Debug)]
pub struct Session {
    runtime: Option<Runtime>,
    line: Arc<Line>,
}

impl Session {
    /// Begins to connect, and does so again and again from then on.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn open(shard: u32, terms: &Arc<Terms>) -> Result<Session, Error> {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        let runtime = builder.worker_threads(1).thread_name(format!("gateway-{shard}")).enable_all().build()?;
        let line = Arc::new(Line {
            shard,
            terms: Arc::clone(terms),
            address: Arc::default(),
            manager: without_queue(shard, terms)?,
            known: Mutex::default(),
        });
        runtime.spawn(Arc::clone(&line).keep_open());
        Ok(Session { runtime: Some(runtime), line })
    }

    /// The shard.
    pub fn shard(&self) -> u32 {
        self.line.shard
    }

    /// How the shard stands with Discord.
    pub fn standing(&self) -> Standing {
        self.line.known().standing
    }

    /// What changes with every sign of life.
    pub fn sign(&self) -> Sign {
        let runners = self.line.manager.runners.try_lock().ok();
        let latency = runners.and_then(|runners| runners.get(&ShardId(self.line.shard))?.latency);
        (self.line.known().events, latency)
    }

    /// Begins to say goodbye to Discord, where it is listening, and connects no more.
    pub fn take_leave(&self) {
        let mut known = self.line.known();
        known.is_leaving = true;
        if let Some(messenger) = known.messenger.as_ref().filter(|_| known.standing == Standing::Inside) {
            messenger.send_to_shard(ShardRunnerMessage::Shutdown(ShardId(self.line.shard), GOING_AWAY));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What serenity's runner reports to. It would begin sessions by itself, in a task that goes with the runtime it is made in.
fn without_queue(shard: u32, terms: &Terms) -> Result<Arc<ShardManager>, Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let (manager, _) = {
        let _inside = runtime.enter();
        ShardManager::new(ShardManagerOptions {
            data: Arc::new(RwLock::default()),
            event_handlers: Vec::new(),
            raw_event_handlers: Vec::new(),
            shard_index: 0,
            shard_init: 0,
            shard_total: 0,
            ws_url: Arc::default(),
            http: Arc::clone(&terms.http),
            intents: terms.intents,
            presence: None,
        })
    };
    runtime.shutdown_background();
    // Before a runner gives up, it waits five seconds for a message from itself. One in advance spares that; each time
    // leaves another for the next.
    manager.shutdown_finished(ShardId(shard));
    Ok(manager)
}

/// How a run of serenity's runner ended.
enum End {
    /// The connection is lost, or Discord wants another.
    Over,
    /// The bot has taken leave.
    Left,
    /// Discord will not have it.
    Barred(GatewayError),
}

/// What keeps a session, and what those who look at it see.
#[derive(Debug)]
struct Line {
    shard: u32,
    terms: Arc<Terms>,
    /// Where serenity connects to.
    address: Arc<AsyncMutex<String>>,
    manager: Arc<ShardManager>,
    known: Mutex<Known>,
}

impl Line {
    /// Connects, and does so again however the connection ends, until Discord bars the shard or the bot takes leave.
    async fn keep_open(self: Arc<Self>) {
        let mut pauses = Pauses::new();
        while !self.known().is_leaving {
            let session = self.known().session();
            let resumes = session.is_some();
            let pause = match self.connected(resumes, pauses.patience()).await {
                Ok(shard) => {
                    let since = Instant::now();
                    match self.run(shard, session).await {
                        End::Over => self.after_a_run(since, resumes, &mut pauses),
                        End::Left => return,
                        End::Barred(why) => {
                            let _ = self.terms.happenings.send(Happening::Ended(self.shard, why));
                            return;
                        }
                    }
                }
                Err(failure) => {
                    let pause = pauses.without_connection();
                    let (shard, pause_ms) = (self.shard, pause.as_millis());
                    tracing::warn!(shard, failure, pause_ms, "the gateway cannot be reached; trying again");
                    pause
                }
            };
            sleep(pause).await;
        }
    }

    /// Notes how a connection ended that was there since then. How long to wait before there is another.
    fn after_a_run(&self, since: Instant, was_to_resume: bool, pauses: &mut Pauses) -> Duration {
        let mut known = self.known();
        known.messenger = None;
        let was_inside = known.standing == Standing::Inside;
        known.standing = if was_inside { Standing::Away } else { Standing::Refused };
        if was_inside {
            return pauses.after_session(since.elapsed());
        }
        if was_to_resume {
            known.forget();
            tracing::info!(shard = self.shard, "the session cannot be resumed; beginning another");
            return Duration::ZERO;
        }
        let pause = pauses.after_refusal();
        tracing::warn!(shard = self.shard, pause_ms = pause.as_millis(), "the gateway begins no session; trying again");
        pause
    }

    /// A connection to the gateway, opened when it is this shard's turn, where it needs one.
    ///
    /// # Errors
    /// When none can be had; in which words the log tells of it.
    async fn connected(&self, resumes: bool, patience: Duration) -> Result<Shard, String> {
        // The address for resuming has been tried by then, and may be what fails.
        self.address.lock().await.clone_from(&self.terms.url);
        let Terms { total, intents, http, turns, .. } = &*self.terms;
        let turn = if resumes {
            None
        } else {
            self.known().standing = Standing::Queued;
            Some(turns.next(self.shard).await)
        };
        self.known().standing = Standing::Away;
        let info = ShardInfo { id: ShardId(self.shard), total: *total };
        let opening = Shard::new(Arc::clone(&self.address), http.token(), info, *intents, None);
        let shard = match timeout(patience, opening).await {
            Ok(opened) => opened.map_err(|error| error.to_string())?,
            Err(_) => return Err("it does not answer".to_owned()),
        };
        if let Some(turn) = turn {
            turn.taken();
        }
        Ok(shard)
    }

    /// Lets serenity go on with a connection for as long as it can. A session that is known goes on over it.
    async fn run(self: &Arc<Self>, mut shard: Shard, session: Option<Begun>) -> End {
        if let Some(Begun { welcome, events }) = session {
            tracing::info!(shard = self.shard, events, "resuming the session over another connection");
            // A shard that believes to be connected resumes as soon as the gateway says hello.
            let _ = shard.handle_event(&Ok(GatewayEvent::Dispatch(events, Event::Ready(welcome))));
        }
        let mut runner = ShardRunner::new(ShardRunnerOptions {
            data: Arc::default(),
            event_handlers: Vec::new(),
            raw_event_handlers: vec![Arc::new(Handler(Arc::clone(self)))],
            manager: Arc::clone(&self.manager),
            shard,
            http: Arc::clone(&self.terms.http),
        });
        let messenger = ShardMessenger::new(&runner);
        // Here the runner notes each heartbeat.
        let info =
            ShardRunnerInfo { latency: None, runner_tx: messenger.clone(), stage: ConnectionStage::Disconnected };
        self.manager.runners.lock().await.insert(ShardId(self.shard), info);
        {
            let mut known = self.known();
            (known.standing, known.messenger) = (Standing::Knocking, Some(messenger));
        }
        let ended = Box::pin(runner.run()).await;
        // What it has passed on last is noted by tasks of their own.
        yield_now().await;
        if self.known().is_leaving {
            return End::Left;
        }
        match ended {
            Err(serenity::Error::Gateway(why)) => {
                self.known().standing = Standing::Barred;
                End::Barred(why)
            }
            _ => End::Over,
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes and passes on what happens on a line.
struct Handler(Arc<Line>);

#[async_trait]
impl RawEventHandler for Handler {
    async fn raw_event(&self, _: Context, event: Event) {
        let line = &self.0;
        let address = line.known().note(&event);
        if let Some(address) = address {
            *line.address.lock().await = address;
        }
        if let Some(happening) = happening(line.shard, event) {
            let _ = line.terms.happenings.send(happening);
        }
    }
}

/// What serenity needs to act for the bot of this token.
pub fn http(token: &str) -> Arc<Http> {
    Arc::new(HttpBuilder::new(token).ratelimiter_disabled(true).build())
}
