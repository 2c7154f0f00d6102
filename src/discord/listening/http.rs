//! HTTP as the bot's own doors speak it: connections bounded in number and time, requests bounded in size.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::guests::{Guests, Standing};

/// The most connections at the same time; whoever comes then has another sent away. A proxy in front keeps far fewer.
const MOST_CONNECTIONS: usize = 512;
/// How long a connection may take over the head of a request, or say nothing at all.
const HEAD_TIME: Duration = Duration::from_secs(30);
/// How long the body of a request may take: whoever sends it waits three seconds for the answer.
const BODY_TIME: Duration = Duration::from_secs(5);
/// How long a connection is used; then it ends after the request in hand, within the time for a head.
const LIFETIME: Duration = Duration::from_mins(10);
/// The most bytes of a head; Discord's have a tenth of it.
const MOST_HEAD: usize = 16 * 1024;
/// The most bytes of a body that is read at any time, and how many larger ones are read at the same time: whoever has signed
/// nothing yet must not fill the memory.
const SMALL_BODY: u64 = 64 * 1024;
const LARGE_BODIES: usize = 16;
/// The turns of the larger bodies: memory is the whole process's.
static LARGE: Semaphore = Semaphore::const_new(LARGE_BODIES);
/// The pause after a connection could not be accepted, as when too many files are open, or nobody could be sent away.
const PAUSE: Duration = Duration::from_millis(100);

/// What a request is answered with.
pub type Answer = Response<Full<Bytes>>;

/// The connections that are open. Dropping this ends them at once.
#[derive(Debug)]
pub struct Connections {
    open: JoinSet<()>,
    guests: Guests,
    closing: watch::Sender<bool>,
}

impl Connections {
    /// Begins with none.
    pub fn none() -> Connections {
        Connections { open: JoinSet::new(), guests: Guests::default(), closing: watch::Sender::new(false) }
    }

    /// Waits for the next connection, which takes the place of another where there are too many. Safe to give up at any time.
    pub async fn next(&mut self, listener: &TcpListener) -> TcpStream {
        loop {
            while self.open.try_join_next().is_some() {}
            if self.guests.count() >= MOST_CONNECTIONS && !self.guests.has_idle() {
                sleep(PAUSE).await;
                continue;
            }
            match listener.accept().await {
                Ok((stream, _)) => {
                    if self.guests.count() >= MOST_CONNECTIONS {
                        self.guests.send_one_away();
                    }
                    return stream;
                }
                Err(error) => {
                    tracing::warn!(%error, "a connection cannot be accepted");
                    sleep(PAUSE).await;
                }
            }
        }
    }

    /// Has each request of a connection answered by a handler that is told how the connection stands.
    pub fn serve<H, F>(&mut self, stream: TcpStream, handler: H)
    where
        H: Fn(Request<Incoming>, Arc<Standing>) -> F + Send + Sync + 'static,
        F: Future<Output = Answer> + Send + 'static,
    {
        let mut closing = self.closing.subscribe();
        // What is written goes out at once; a failure to have it so costs time alone.
        let _ = stream.set_nodelay(true);
        let standing = Arc::new(Standing::new());
        let known = Arc::clone(&standing);
        let handle = self.open.spawn(async move {
            let service = service_fn(|request| {
                let answer = handler(request, Arc::clone(&known));
                async move { Ok::<_, Infallible>(answer.await) }
            });
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(MOST_HEAD);
            let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
            tokio::select! {
                // How a connection ends is the business of whoever opened it.
                _ = connection.as_mut() => return,
                _ = closing.wait_for(|closing| *closing) => {}
                () = sleep(LIFETIME) => {}
            }
            connection.as_mut().graceful_shutdown();
            let _ = timeout(HEAD_TIME, connection).await;
        });
        self.guests.add(standing, handle);
    }

    /// Has every connection end, after the request that it has in hand.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Waits until a connection has ended; whether there was one. Safe to give up at any time.
    pub async fn ended(&mut self) -> bool {
        self.open.join_next().await.is_some()
    }
}

/// The whole body of a request.
///
/// # Errors
/// When it has more than `most` bytes, takes too long, or breaks off.
pub async fn body(body: Incoming, most: usize) -> Result<Bytes, StatusCode> {
    if body.size_hint().lower() > most as u64 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let is_large = body.size_hint().upper().is_none_or(|bytes| bytes > SMALL_BODY);
    let whole = async {
        let _turn = if is_large { LARGE.acquire().await.ok() } else { None };
        Limited::new(body, most).collect().await
    };
    match timeout(BODY_TIME, whole).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Err(_)) => Err(StatusCode::BAD_REQUEST),
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

/// An answer of one kind of content.
pub fn answer(status: StatusCode, kind: &'static str, content: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(content.into()));
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

/// An answer that names a status and nothing else.
pub fn refusal(status: StatusCode) -> Answer {
    answer(status, "text/plain; charset=utf-8", format!("{status}\n"))
}
