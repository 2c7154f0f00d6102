//! A Discord on loopback, as lean as can be: what it does itself is part of every time measured.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;

use crate::golden::APPLICATION;

/// An answer that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(10);

/// An interaction on its way to a bot.
pub struct Event {
    id: u64,
    payload: String,
}

impl Event {
    /// An interaction with this id.
    pub fn new(id: u64, interaction: &Value) -> Event {
        let payload = json!({ "op": 0, "t": "INTERACTION_CREATE", "s": 2, "d": interaction }).to_string();
        Event { id, payload }
    }
}

/// What a bot answered.
pub struct Answer {
    /// From before the event was sent until the whole body was there.
    pub took: Duration,
    /// The body of the callback.
    pub body: Vec<u8>,
}

/// A Discord for one bot.
pub struct FakeDiscord {
    /// `http` address of its REST interface.
    pub base: String,
    /// `ws` address of its gateway.
    pub gateway: String,
    connected: UnboundedReceiver<()>,
    events: UnboundedSender<Event>,
    answers: UnboundedReceiver<Answer>,
}

/// When which event was sent.
type Sent = Arc<Mutex<HashMap<u64, Instant>>>;

impl FakeDiscord {
    /// Starts one on free ports.
    pub async fn start() -> io::Result<FakeDiscord> {
        let (rest, gateway) = (TcpListener::bind("127.0.0.1:0").await?, TcpListener::bind("127.0.0.1:0").await?);
        let addresses: (SocketAddr, SocketAddr) = (rest.local_addr()?, gateway.local_addr()?);
        let (base, gateway_url) = (format!("http://{}", addresses.0), format!("ws://{}", addresses.1));
        let sent = Sent::default();
        let (connect, connected) = unbounded_channel();
        let (events, orders) = unbounded_channel();
        let (answer, answers) = unbounded_channel();
        tokio::spawn(keep_gateway(gateway, orders, connect, Arc::clone(&sent)));
        tokio::spawn(serve_rest(rest, gateway_url.clone(), answer, sent));
        Ok(FakeDiscord { base, gateway: gateway_url, connected, events, answers })
    }

    /// Waits until the bot has identified, and asks it a first time.
    pub async fn warmed_up(&mut self, events: Vec<Event>) -> Vec<Answer> {
        timeout(PATIENCE, self.connected.recv()).await.expect("the bot connects").expect("the gateway goes on");
        self.ask(events, 1).await
    }

    /// Sends events, so many at once, and waits for all answers.
    pub async fn ask(&mut self, events: Vec<Event>, at_once: usize) -> Vec<Answer> {
        let wanted = events.len();
        let mut waiting = events.into_iter();
        for event in waiting.by_ref().take(at_once) {
            let _ = self.events.send(event);
        }
        let mut answers = Vec::with_capacity(wanted);
        while answers.len() < wanted {
            let answer = timeout(PATIENCE, self.answers.recv()).await.expect("every event is answered");
            answers.push(answer.expect("the Discord goes on"));
            if let Some(event) = waiting.next() {
                let _ = self.events.send(event);
            }
        }
        answers
    }
}

/// Lets one bot in after another and passes events on to the latest.
async fn keep_gateway(
    listener: TcpListener,
    mut events: UnboundedReceiver<Event>,
    connected: UnboundedSender<()>,
    sent: Sent,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        if let Ok(mut socket) = tokio_tungstenite::accept_async(stream).await {
            converse(&mut socket, &mut events, &connected, &sent).await;
        }
    }
}

async fn converse(
    socket: &mut WebSocketStream<TcpStream>,
    events: &mut UnboundedReceiver<Event>,
    connected: &UnboundedSender<()>,
    sent: &Sent,
) {
    let _ = socket.send(text(&json!({ "op": 10, "d": { "heartbeat_interval": 41_250 } }))).await;
    loop {
        tokio::select! {
            Some(Event { id, payload }) = events.recv() => {
                sent.lock().expect("no holder panics").insert(id, Instant::now());
                let _ = socket.send(Message::Text(payload)).await;
            }
            message = socket.next() => {
                let Some(Ok(message)) = message else { return };
                let payload: Value = message.to_text().ok().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
                match payload["op"].as_u64() {
                    Some(1) => drop(socket.send(text(&json!({ "op": 11 }))).await),
                    Some(2) => {
                        let _ = socket.send(text(&ready())).await;
                        let _ = connected.send(());
                    }
                    _ => {}
                }
            }
        }
    }
}

fn text(payload: &Value) -> Message {
    Message::Text(payload.to_string())
}

fn ready() -> Value {
    let user = json!({ "id": APPLICATION, "username": "bot", "discriminator": "0000", "avatar": null, "bot": true });
    json!({ "op": 0, "t": "READY", "s": 1, "d": {
        "v": 10, "user": user, "guilds": [], "session_id": "session", "resume_gateway_url": "ws://127.0.0.1:9",
        "application": { "id": APPLICATION, "flags": 0 },
    } })
}

async fn serve_rest(listener: TcpListener, gateway: String, answers: UnboundedSender<Answer>, sent: Sent) {
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        tokio::spawn(answer_requests(stream, gateway.clone(), answers.clone(), Arc::clone(&sent)));
    }
}

/// Answers one request after another until either side ends the connection.
async fn answer_requests(mut stream: TcpStream, gateway: String, answers: UnboundedSender<Answer>, sent: Sent) {
    let mut received = Vec::with_capacity(65_536);
    while matches!(stream.read_buf(&mut received).await, Ok(count) if count > 0) {
        let Some(request) = Request::read(&received) else { continue };
        let arrived = Instant::now();
        let reply = request.reply(&gateway);
        let answer = request.interaction().and_then(|id| sent.lock().expect("no holder panics").remove(&id));
        let answer = answer.map(|since| Answer { took: arrived - since, body: request.body.to_vec() });
        received.clear();
        if stream.write_all(reply.as_bytes()).await.is_err() {
            return;
        }
        answer.map(|answer| answers.send(answer));
    }
}

/// A request, all of it there. Neither bot sends the next before it has the reply.
struct Request<'bytes> {
    method: &'bytes str,
    path: &'bytes str,
    body: &'bytes [u8],
}

impl Request<'_> {
    fn read(received: &[u8]) -> Option<Request<'_>> {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut request = httparse::Request::new(&mut headers);
        let Ok(httparse::Status::Complete(head)) = request.parse(received) else { return None };
        let is_length = |header: &&httparse::Header| header.name.eq_ignore_ascii_case("content-length");
        let length = request.headers.iter().find(is_length).and_then(|header| std::str::from_utf8(header.value).ok());
        let length: usize = length.map_or(Some(0), |length| length.parse().ok())?;
        let body = received.get(head..head + length)?;
        Some(Request { method: request.method?, path: request.path?, body })
    }

    /// The interaction that is answered by it.
    fn interaction(&self) -> Option<u64> {
        self.path.strip_prefix("/api/v10/interactions/")?.split('/').next()?.parse().ok()
    }

    fn reply(&self, gateway: &str) -> String {
        let path = self.path.strip_prefix("/api/v10").unwrap_or_default();
        let body = match (self.method, path) {
            ("POST", path) if path.ends_with("/callback") => return "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
            ("GET", "/gateway") => json!({ "url": gateway }),
            ("GET", "/users/@me") => json!({ "id": APPLICATION, "username": "bot", "bot": true }),
            ("GET", path) if path.starts_with("/channels/") => json!({ "flags": 0 }),
            _ => json!([]),
        };
        let body = body.to_string();
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    }
}
