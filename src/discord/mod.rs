//! The bot: the one room that knows Discord, serenity and tokio.
//!
//! It keeps one promise: whoever asks gets one answer in time, with the wiki's words unchanged and every limit of
//! Discord's held. Everything from an interaction to its reply is plain code without input or output ([`respond`]);
//! around it stand two doors that bring interactions, the gateway and an HTTP endpoint, and a small REST client, which takes
//! replies away where the endpoint does not.
//!
//! It never searches or judges: that is the library's. It remembers nothing of what was asked: a button carries its
//! question, and only which reply belongs to which message is known for an hour. It notifies nobody and asks for no
//! privileged intent, unless links in messages are to be answered. No log line holds a token, a question or a user's name.
//! What servers chose is kept by `servers`; where that cannot be had in time, answers go on for the asker alone.
//!
//! In reading order, from what comes in to what goes out:
//!
//! - `bot` is one run; `shelf` holds the library in use, and `limits` Discord's lengths.
//! - `gateway/`: door one, the connections to Discord and what happens there.
//! - `listening/`: door two, Discord's requests over HTTP; and what operators look at.
//! - `handling/`: what is in hand, each thing answered once and in time; what servers chose.
//! - `requests/`: what the bot asks of Discord, its replies among them.
//!
//! Then, without input or output:
//!
//! - `asking/`: what an interaction or a message asks.
//! - `responding/`: what is asked to its reply, by way of the library.
//! - `showing/`: how an answer is shown.
//! - `admin/`: what those who run a server choose, and how they are answered.
//! - `speech/`: the bot's own words and commands, in every language.

mod admin;
mod asking;
mod bot;
mod gateway;
mod handling;
pub mod limits;
mod listening;
mod requests;
mod responding;
mod shelf;
mod showing;
mod speech;

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tokio::runtime::Runtime;

pub use asking::{Asked, Done, Incoming, Message, Question, Stretch, Wish};
pub use gateway::SESSIONS_LEFT_ALONE;
pub use listening::observe;
pub use requests::{Application, Gateway, Seen, clock, look};
pub use responding::{Inquiry, respond, respond_to_message};
pub use showing::to_discord::{choices, message, results, whole_section};
pub use showing::{Linked, Reply, View, comparison, inline, timeline};
pub use speech::{Tongue, Tongues, commands};

use shelf::{Shelf, Watch};

use crate::answer::{Library, in_use};
use crate::metrics::Metrics;
use crate::settings::{DiscordSettings, EndpointSettings};

/// Why the bot ended without being asked to.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The token is empty, malformed, or refused with status 401 or close code 4004.
    #[error(
        "Discord refused the token; put the bot's token into DISCORD_TOKEN \
         (https://discord.com/developers/applications, the application, Bot, Reset Token)"
    )]
    Token,
    /// The gateway closed with 4013 or 4014.
    #[error(
        "Discord refused the bot's intents (close code 4013 or 4014), though none of them is privileged; \
         update lorebot, or look for limits on the application at https://discord.com/developers/applications"
    )]
    Intents,
    /// The gateway closed with 4014, and the one privileged intent was asked for.
    #[error(
        "Discord refused the Message Content intent (close code 4014), which LOREBOT_INLINE_LINKS=on asks for; switch it on \
         at https://discord.com/developers/applications (the application, Bot, Privileged Gateway Intents), or remove \
         LOREBOT_INLINE_LINKS"
    )]
    MessageContent,
    /// The bot is in more servers than so few shards may serve, and the setting names them: close code 4011.
    #[error(
        "Discord wants {wanted} shards and takes {opens} no more (close code 4011); have LOREBOT_SHARDS of every process \
         name some of {wanted}, such as 0-{}/{wanted}, or remove it for all of them in one process", .wanted - 1
    )]
    Shards {
        /// How many Discord wants.
        wanted: u32,
        /// How many there are to be by the setting.
        opens: u32,
    },
    /// Discord grants so few sessions that not every shard can begin one.
    #[error(
        "Discord lets too few sessions begin now (left: {left}, needed: {wanted}) and grants new ones in {} minutes; start the \
         bot again then, and see to it that nothing starts it over and over", .resets_in.as_secs().div_ceil(60)
    )]
    SessionsUsedUp {
        /// How many may be begun.
        left: u64,
        /// How many are to be.
        wanted: u64,
        /// After how long there are all of them again.
        resets_in: Duration,
    },
    /// The gateway lets the bot in no more, and trying on would use up the day's sessions: close codes 4010 and 4012
    /// among other causes.
    #[error(
        "Discord's gateway keeps refusing the bot and only {0} sessions are left today; update lorebot, or start it again tomorrow"
    )]
    Refused(u64),
    /// Discord, or what stands in for it, will not say which application this is.
    #[error("Discord does not say which application the token is of ({0}); check DISCORD_API_BASE")]
    Application(String),
    /// An address cannot be listened on.
    #[error("{0} cannot be listened on ({1}); name another address in {2}")]
    Listen(SocketAddr, std::io::Error, &'static str),
    /// Discord, or what stands in for it, will not say where its gateway is.
    #[error("the gateway's address cannot be asked for ({0}); check DISCORD_API_BASE, or set DISCORD_GATEWAY_URL")]
    Gateway(String),
    /// Discord does not answer, or not with success.
    #[error("{0}; check this machine's way to Discord, and DISCORD_API_BASE where it is set")]
    Unreachable(String),
    /// The database with what servers chose cannot be used.
    #[error(transparent)]
    Servers(#[from] crate::servers::Error),
    /// A setting cannot be used.
    #[error("{0} cannot be used: {1}")]
    Setting(&'static str, String),
    /// The system gives no threads.
    #[error("the bot's runtime cannot start: {0}")]
    Runtime(#[from] std::io::Error),
}

/// What makes an answer.
pub type Answerer<Asked, Answer> = Arc<dyn Fn(&Asked) -> Answer + Send + Sync>;

/// What the bot answers with. [`run`] makes one from a library; tests make slow and failing ones.
#[derive(Clone)]
pub struct Desk {
    /// The commands to register, as Discord's JSON.
    pub commands: Vec<Value>,
    /// Answers one interaction; called on a thread that may block. A panic becomes a private word to the asker.
    pub answer: Answerer<Incoming, Reply>,
    /// Answers what one message asks; `None` for silence. Called like `answer`.
    pub answer_message: Answerer<Inquiry, Option<Reply>>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// The index folder whose changes are followed; `None` follows none.
    pub watch: Option<Watch>,
}

impl Desk {
    /// A desk that answers from a library.
    pub fn new(library: Arc<Library>, metrics: Arc<Metrics>) -> Desk {
        Desk::at(Arc::new(Shelf::of(library, Arc::clone(&metrics))), metrics)
    }

    /// A desk that answers from the library of an index folder, and from another one when that folder changes. `opened` is
    /// what was in use there just before the library was opened.
    pub fn following(
        library: Arc<Library>,
        index: &Path,
        opened: Vec<(String, String)>,
        metrics: Arc<Metrics>,
    ) -> Desk {
        let shelf = Arc::new(Shelf::of(library, Arc::clone(&metrics)));
        Desk { watch: Some(Watch::of(Arc::clone(&shelf), index, opened)), ..Desk::at(shelf, metrics) }
    }

    /// A desk that answers from whatever library stands on a shelf.
    fn at(shelf: Arc<Shelf>, metrics: Arc<Metrics>) -> Desk {
        let commands = commands::definitions(shelf.library().wikis());
        let (counted, asked) = (Arc::clone(&metrics), Arc::clone(&shelf));
        let answer = Arc::new(move |incoming: &Incoming| respond(incoming, &asked.library(), &counted));
        let counted = Arc::clone(&metrics);
        let answer_message = Arc::new(move |inquiry: &Inquiry| respond_to_message(inquiry, &shelf.library(), &counted));
        Desk { commands, answer, answer_message, metrics, watch: None }
    }
}

/// How interactions come in.
#[derive(Debug)]
pub enum Door {
    /// Over a connection to Discord's gateway.
    Gateway,
    /// As HTTP requests of Discord's.
    Endpoint(EndpointSettings),
}

/// Where a bot works.
#[derive(Debug)]
pub struct Place<'run> {
    /// How interactions come in.
    pub door: Door,
    /// The index folder, whose changes are followed.
    pub index: &'run Path,
    /// Where its figures and its health are shown, if anywhere.
    pub observed_at: Option<SocketAddr>,
}

/// Runs the bot until the process is asked to stop. The library is opened meanwhile, so that a stop is heeded from the
/// first moment on; when the index folder changes, the bot goes over to what is in use there. Blocks the thread, which must not be one of a tokio runtime. Whatever state the bot is in, it returns
/// within three seconds of the wish to stop.
///
/// # Errors
/// When the library cannot be opened, Discord will not have the bot, or a setting cannot be used. Everything that may
/// heal is waited for instead.
pub fn run<E>(
    settings: &DiscordSettings,
    place: &Place,
    open: impl FnOnce() -> Result<Library, E> + Send + 'static,
) -> Result<(), E>
where
    E: From<Error> + Send + 'static,
{
    let runtime = runtime()?;
    let listener = match &place.door {
        Door::Gateway => None,
        Door::Endpoint(endpoint) => Some((endpoint, listen(endpoint.listen, "LOREBOT_LISTEN")?)),
    };
    let observed_at = place.observed_at.map(|address| listen(address, "LOREBOT_METRICS")).transpose()?;
    let metrics = Arc::<Metrics>::default();
    let outcome = runtime.block_on(async {
        let mut stop = pin!(stop_signal().map_err(Error::Runtime)?);
        if let Some(listener) = observed_at {
            tokio::spawn(observe(listener, Arc::clone(&metrics)));
        }
        let before = in_use(place.index).unwrap_or_default();
        let opening = tokio::task::spawn_blocking(open);
        let library = tokio::select! {
            opened = opening => opened.map_err(|error| Error::Runtime(std::io::Error::other(error)))??,
            () = &mut stop => return Ok(()),
        };
        let desk = Desk::following(Arc::new(library), place.index, before, metrics);
        let outcome = match listener {
            Some((endpoint, listener)) => listening::endpoint(settings, endpoint, listener, &desk, stop).await,
            None => bot::bot(settings, &desk, stop).await,
        };
        tracing::info!(metrics = %desk.metrics, "the bot has stopped");
        Ok(outcome?)
    });
    runtime.shutdown_background();
    outcome
}

/// The most questions that are looked up at the same time; more wait for their turn. Looking up is work, not waiting.
const ANSWERS_AT_ONCE: usize = 16;

/// Runs the bot with any desk until `shutdown` completes; otherwise like [`run`].
///
/// # Errors
/// Those of [`run`].
pub fn serve(settings: &DiscordSettings, desk: &Desk, shutdown: impl Future<Output = ()>) -> Result<(), Error> {
    let runtime = runtime()?;
    let outcome = runtime.block_on(bot::bot(settings, desk, shutdown));
    runtime.shutdown_background();
    outcome
}

/// Answers HTTP requests that come to a listener, with any desk, until `shutdown` completes; otherwise like [`run`].
///
/// # Errors
/// Those of [`run`].
pub fn serve_http(
    settings: &DiscordSettings,
    endpoint: &EndpointSettings,
    listener: TcpListener,
    desk: &Desk,
    shutdown: impl Future<Output = ()>,
) -> Result<(), Error> {
    let runtime = runtime()?;
    let outcome = runtime.block_on(listening::endpoint(settings, endpoint, listener, desk, shutdown));
    runtime.shutdown_background();
    outcome
}

/// Listens on an address that a setting names.
fn listen(address: SocketAddr, setting: &'static str) -> Result<TcpListener, Error> {
    TcpListener::bind(address).map_err(|error| Error::Listen(address, error, setting))
}

/// One thread for all that waits: the way from the gateway to a reply changes threads as seldom as can be. What works, and may
/// take long, runs on threads beside it.
fn runtime() -> Result<Runtime, Error> {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    // Names of hosts are looked up on these threads, too: answers never take all of them.
    builder.max_blocking_threads(2 * ANSWERS_AT_ONCE).thread_name("bot").enable_all();
    Ok(builder.build()?)
}

/// What completes when the process is asked to stop: by Ctrl-C, or by SIGTERM where there is such a thing. It listens
/// from now on, before anyone waits for it.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(async move {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        })
    }
    #[cfg(not(unix))]
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
