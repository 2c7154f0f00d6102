//! Door two: Discord's interactions as signed HTTP requests, each answered by the response to it.
//!
//! One run of it: listen, answer, stop. Nothing is remembered between requests but what spares work, so any number of
//! processes can stand behind one address. TLS is the business of a proxy in front.

use std::pin::pin;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, Request, StatusCode};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, channel, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::{Instant, timeout_at};

use super::guests::Standing;
use super::http::{self, Answer, Connections};
use super::signed::{PublicKey, Seal};
use super::welcome::{Welcome, ask_daily};
use crate::discord::bot::following;
use crate::discord::handling::{LAST_ANSWERS, Rounds};
use crate::discord::requests::{Refusal, Rest};
use crate::discord::showing::Reply;
use crate::discord::{Desk, Error};
use crate::metrics::Metrics;
use crate::servers::Servers;
use crate::settings::{DiscordSettings, EndpointSettings};

/// Where interactions are taken.
const PATH: &str = "/interactions";
/// The most bytes of an interaction; Discord's have some thousands.
const MOST_BYTES: usize = 1024 * 1024;
/// The `type` of Discord's question whether we are there
/// (<https://docs.discord.com/developers/interactions/receiving-and-responding>, "Interaction Type").
const PING: u8 = 1;

/// An interaction, and where its answer is waited for.
type Letter = (Value, oneshot::Sender<Result<Value, Refusal>>);

/// Runs the door until `shutdown` completes.
pub async fn endpoint(
    settings: &DiscordSettings,
    endpoint: &EndpointSettings,
    listener: std::net::TcpListener,
    desk: &Desk,
    shutdown: impl Future<Output = ()>,
) -> Result<(), Error> {
    let mut shutdown = pin!(shutdown);
    let key = PublicKey::read(&endpoint.public_key)?;
    let rest = Arc::new(Rest::new(settings)?);
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let servers = tokio::select! {
        servers = Servers::open(&settings.database) => Arc::new(servers?),
        () = &mut shutdown => return Ok(()),
    };
    desk.metrics.database.set(true);
    if let Ok(address) = listener.local_addr() {
        tracing::info!(%address, path = PATH, "taking interactions over HTTP");
    }
    let (letters, mut arrived) = unbounded_channel();
    let doorkeeper =
        Arc::new(Doorkeeper { key: key.clone(), rest: Arc::clone(&rest), letters, metrics: Arc::clone(&desk.metrics) });
    desk.metrics.endpoint.set(true);
    let mut connections = Connections::none();
    let (sender, mut happenings) = unbounded_channel();
    let _following = following(desk, &sender);
    let mut rounds = Rounds::new(Arc::clone(&rest), desk.clone(), servers, false);
    rounds.follow_others();
    let (tell, mut welcomes) = channel(1);
    if endpoint.keeps {
        tokio::spawn(ask_daily(rest, key, tell));
    }
    let outcome = loop {
        tokio::select! {
            () = &mut shutdown => break Ok(()),
            stream = connections.next(&listener) => {
                let doorkeeper = Arc::clone(&doorkeeper);
                connections.serve(stream, move |request, standing| Arc::clone(&doorkeeper).answer(request, standing));
            }
            Some((value, response)) = arrived.recv() => rounds.receive(value, response),
            Some(happening) = happenings.recv() => rounds.take(happening),
            result = rounds.next() => if let Err(error) = result { break Err(error) },
            Some(welcome) = welcomes.recv() => match welcome {
                Ok(Welcome { application, guilds }) => rounds.welcomed(application, guilds),
                Err(error @ Error::Application(_)) => tracing::error!(%error, "commands are left as they are"),
                Err(error) => break Err(error),
            },
        }
    };
    desk.metrics.endpoint.set(false);
    drop(listener);
    finish(connections, &mut arrived, rounds).await;
    outcome
}

/// Answers what is in hand and ends the connections, both within a bounded time.
async fn finish(mut connections: Connections, arrived: &mut UnboundedReceiver<Letter>, mut rounds: Rounds) {
    let deadline = Instant::now() + LAST_ANSWERS;
    connections.close();
    let last = timeout_at(deadline, async {
        loop {
            tokio::select! {
                Some((value, response)) = arrived.recv() => rounds.receive(value, response),
                has_ended = connections.ended() => if !has_ended { break },
            }
        }
    });
    if last.await.is_err() {
        tracing::warn!("stopped with connections open");
    }
    rounds.finish_answers(deadline).await;
}

/// Lets in what Discord has signed.
struct Doorkeeper {
    key: PublicKey,
    rest: Arc<Rest>,
    letters: UnboundedSender<Letter>,
    metrics: Arc<Metrics>,
}

impl Doorkeeper {
    /// Answers a request.
    async fn answer(self: Arc<Self>, request: Request<Incoming>, standing: Arc<Standing>) -> Answer {
        match self.reply(request, &standing).await {
            Ok(reply) => http::answer(StatusCode::OK, "application/json", reply.to_string()),
            Err(status) => {
                self.metrics.refused.bump();
                tracing::debug!(%status, "a request is refused");
                let mut refusal = http::refusal(status);
                if status == StatusCode::METHOD_NOT_ALLOWED {
                    refusal.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
                }
                refusal
            }
        }
    }

    /// The reply to the interaction that a request brings.
    ///
    /// # Errors
    /// When it brings none of Discord's, or there is no reply to it.
    async fn reply(&self, request: Request<Incoming>, standing: &Standing) -> Result<Value, StatusCode> {
        if request.uri().path() != PATH {
            return Err(StatusCode::NOT_FOUND);
        }
        if request.method() != Method::POST {
            return Err(StatusCode::METHOD_NOT_ALLOWED);
        }
        let seal = Seal::of(request.headers()).filter(|seal| seal.is_fresh(&self.rest.clock));
        let seal = seal.ok_or(StatusCode::UNAUTHORIZED)?;
        let body = http::body(request.into_body(), MOST_BYTES).await?;
        if !self.key.has_signed(&body, &seal) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let _awaited = standing.trust();
        let value: Value = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
        if value["type"] == PING {
            return Ok(Reply::pong().body());
        }
        let (response, reply) = oneshot::channel();
        self.letters.send((value, response)).map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        reply.await.unwrap_or(Err(Refusal::Unanswered)).map_err(status_of)
    }
}

/// How HTTP says why there is no reply.
fn status_of(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::Again => StatusCode::CONFLICT,
        Refusal::Late => StatusCode::GONE,
        Refusal::Unreadable => StatusCode::BAD_REQUEST,
        Refusal::Unanswered => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
