//! A Discord on loopback: its REST interface and its gateway, with faults on demand. It keeps every request it gets.
//!
//! With `FAKE_DISCORD_LOG` set to a folder, each fake leaves its requests there as lines of JSON, for a validator.

mod gateway;
pub mod interactions;
pub mod messages;
mod rest;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::mpsc::UnboundedSender;
use tokio::time::{Instant, sleep};

/// The token that the fake accepts.
pub const TOKEN: &str = "fake-token";
/// The application that the fake knows.
pub const APPLICATION: &str = "1111111111111111111";
/// Longer than anything takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// A request that the fake has got.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub body: Value,
}

/// What goes wrong with a request.
#[derive(Debug, Clone)]
pub enum Fault {
    /// A status with a body; a 429 carries how long to wait.
    Status(u16, Value),
    /// The connection ends without a reply.
    Reset,
    /// The request is carried out, but the reply never comes.
    LostReply,
}

/// What is wrong with the gateway.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weather {
    /// Nothing.
    #[default]
    Fair,
    /// No connection is taken, or none where sessions are to be resumed.
    Down,
    ResumingDown,
    /// No heartbeat is acknowledged.
    Deaf,
    /// What is sent gets lost, both ways, and nobody answers; connections of that time never come back to life.
    BlackHole,
}

/// What the gateway does to the connection that is open.
#[derive(Debug)]
enum Order {
    Send(Value),
    Close(u16),
    Drop,
}

/// Everything the fake knows.
#[derive(Default)]
pub struct State {
    /// All requests, in order of arrival.
    pub requests: Vec<Request>,
    /// The commands that are registered.
    pub commands: Value,
    /// The commands of single servers, by their paths.
    pub server_commands: HashMap<String, Value>,
    /// The files that came with replies, and those to fetch, by their names.
    pub files: HashMap<String, Value>,
    /// The servers that have removed the bot and its commands.
    pub left: Vec<u64>,
    /// The servers that have the bot, as the welcome names them.
    pub guilds: Vec<u64>,
    /// The messages that the bot has sent to channels and not deleted, by id.
    pub posted: BTreeMap<u64, Value>,
    /// Messages of people that the bot may ask for, by id.
    pub written: HashMap<String, Value>,
    /// Whether the application may read all messages: a bot that asks for that is let in only then, and must ask for it.
    pub reads_messages: bool,
    /// The key that Discord signs this application's interactions with, where it tells.
    pub verify_key: Option<String>,
    /// What its replies call the date, where they do.
    pub date: Option<&'static str>,
    /// How often the bot has identified and resumed, and how often of that where Discord wants sessions to be resumed.
    pub identified: usize,
    pub resumed: usize,
    pub identified_there: usize,
    pub resumed_there: usize,
    /// The shards that have identified, each with the number of all, in order.
    pub opened: Vec<(u64, u64)>,
    /// Close codes that the bot has sent.
    pub farewells: Vec<u16>,
    /// The close code that answers an IDENTIFY, in place of READY.
    pub refuse_identify: Option<u16>,
    /// Whether the welcome lacks what the bot's library wants of it.
    pub bare_welcome: bool,
    /// What every channel is like, but for the thread; `null` for none that the bot may know of.
    pub channel: Value,
    /// How many shards Discord recommends, and with how many it lets a bot in at all.
    pub shards: u64,
    pub least_shards: u64,
    /// How many shards may begin a session at once, and how many sessions are left.
    pub at_once: u64,
    pub sessions_left: u64,
    /// How often a connection was asked for, had or not.
    pub knocks: usize,
    /// What is wrong with the gateway, if anything.
    pub weather: Weather,
    /// Which of the servers' interactions Discord could not send: their shard had no session.
    pub undelivered: usize,
    faults: Vec<(&'static str, String, usize, Fault)>,
    sessions: usize,
    answered_at: HashMap<String, Instant>,
    shard_count: u64,
    shard_lines: BTreeMap<u64, Line>,
    /// Where sessions are to be resumed.
    resuming: String,
}

/// What Discord keeps of one shard.
#[derive(Default)]
struct Line {
    /// The session, where one has begun and goes on.
    session: Option<String>,
    seq: u64,
    dispatched: Vec<Value>,
    live: Option<UnboundedSender<Order>>,
}

/// A Discord of one test's own.
pub struct FakeDiscord {
    state: Arc<Mutex<State>>,
    /// Its address, as `DISCORD_API_BASE` wants it.
    pub base: String,
    /// Its gateway's address.
    pub gateway: String,
    /// Where a bot of this test may keep things; it goes when the test ends.
    folder: TempDir,
}

impl FakeDiscord {
    /// Starts one on free ports of loopback.
    pub async fn start() -> FakeDiscord {
        let rest = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let resuming = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = |listener: &TcpListener| listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State {
            commands: json!([]),
            shards: 1,
            least_shards: 1,
            at_once: 16,
            sessions_left: 900,
            resuming: format!("ws://{}", address(&resuming)),
            ..State::default()
        }));
        let fake = FakeDiscord {
            state: Arc::clone(&state),
            base: format!("http://{}", address(&rest)),
            gateway: format!("ws://{}", address(&gateway)),
            folder: tempfile::tempdir().unwrap(),
        };
        tokio::spawn(rest::serve(rest, Arc::clone(&state), fake.gateway.clone()));
        tokio::spawn(gateway::serve(gateway, Arc::clone(&state), false));
        tokio::spawn(gateway::serve(resuming, state, true));
        fake
    }

    /// A database for a bot, the same each time.
    pub fn database(&self) -> SecretString {
        format!("sqlite:{}", self.folder.path().join("lorebot.db").display()).into()
    }

    /// What the fake knows, to read or to change.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The next `times` requests of this method whose path ends so go wrong.
    pub fn fail(&self, method: &'static str, path_end: &str, times: usize, fault: Fault) {
        self.state().faults.push((method, path_end.to_owned(), times, fault));
    }

    /// Sends an interaction, or keeps it for a RESUME where no connection is open.
    pub fn interact(&self, interaction: &Value) {
        self.state().dispatch("INTERACTION_CREATE", interaction);
    }

    /// Sends an event of another kind.
    pub fn happen(&self, kind: &str, data: &Value) {
        self.state().dispatch(kind, data);
    }

    /// Tells of a message that somebody has written or edited, as far as the bot may read it.
    pub fn tell(&self, kind: &str, message: &Value) {
        let mut state = self.state();
        let told = if state.reads_messages { message.clone() } else { messages::as_told(message) };
        state.written.insert(message["id"].as_str().unwrap().to_owned(), told.clone());
        state.dispatch(kind, &told);
    }

    /// Waits for the reply to a message that stands so by now, with its id.
    pub async fn posted_to(&self, message: &Value, stands: impl Fn(&Value) -> bool) -> (u64, Value) {
        let replies = |body: &Value| body["message_reference"]["message_id"] == message["id"];
        let found = |state: &State| {
            let mut fitting = state.posted.iter().filter(|(_, body)| replies(body) && stands(body));
            fitting.next().map(|(id, body)| (*id, body.clone()))
        };
        self.until("a reply to a message", found).await
    }

    /// Waits for a moment in which a wrong reply would arrive, then tells how many the bot has sent in all.
    pub async fn posts(&self) -> usize {
        sleep(Duration::from_millis(300)).await;
        self.state().requests_to("POST", "/messages").len()
    }

    /// Sends a payload as it is to every shard, where a connection is open.
    pub fn send(&self, payload: &Value) {
        self.state().order_all(|| Order::Send(payload.clone()));
    }

    /// Closes every shard's connection with a code.
    pub fn close(&self, code: u16) {
        self.state().order_all(|| Order::Close(code));
    }

    /// Drops every shard's connection without a word.
    pub fn drop_connection(&self) {
        self.state().order_all(|| Order::Drop);
    }

    /// Does something to the connection of one shard alone.
    pub fn drop_shard(&self, shard: u64) {
        self.state().shard_lines[&shard].order(Order::Drop);
    }

    /// Ends every session: it cannot be resumed, and what happens until the next is lost.
    pub fn end_sessions(&self) {
        self.state().shard_lines.values_mut().for_each(|line| line.session = None);
    }

    /// Says that every session has ended.
    pub fn invalidate_sessions(&self) {
        self.end_sessions();
        self.send(&json!({ "op": 9, "d": false }));
    }

    /// Keeps what answered an interaction in response to it, as if the bot had sent it by itself.
    pub fn keep_response(&self, interaction: &Value, body: &Value) {
        let path = format!("/api/v10{}", callback_path(interaction));
        self.state().requests.push(Request { method: "POST".to_owned(), path, body: body.clone() });
    }

    /// Forgets the requests, messages and events so far, so that a long test does not fill the memory.
    pub fn forget(&self) {
        let mut state = self.state();
        (state.requests, state.posted) = Default::default();
        state.written.clear();
        state.shard_lines.values_mut().for_each(|line| line.dispatched.clear());
    }

    /// Waits until the state shows something.
    pub async fn until<T>(&self, what: &str, seen: impl Fn(&State) -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = seen(&self.state()) {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}: {:#?}", self.state().requests);
            sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until the bot has identified so often and its session has begun.
    pub async fn until_identified(&self, times: usize) {
        self.until("a session", |state| {
            (state.identified >= times && state.shard_lines.values().any(|line| line.session.is_some())).then_some(())
        })
        .await;
    }

    /// Waits for the answer to an interaction: the body of its callback.
    pub async fn reply_to(&self, interaction: &Value) -> Value {
        let path = callback_path(interaction);
        self.until("a reply", |state| state.requests_to("POST", &path).into_iter().next_back()).await
    }

    /// Waits for a moment in which a wrong second answer would arrive, then tells how many there were.
    pub async fn replies_to(&self, interaction: &Value) -> usize {
        sleep(Duration::from_millis(300)).await;
        self.state().requests_to("POST", &callback_path(interaction)).len()
    }
}

impl Drop for FakeDiscord {
    fn drop(&mut self) {
        let (Ok(folder), Ok(state)) = (std::env::var("FAKE_DISCORD_LOG"), self.state.lock()) else {
            return;
        };
        let lines = state.requests.iter().map(|request| {
            let Request { method, path, body } = request;
            format!("{}\n", json!({ "method": method, "path": path, "body": body }))
        });
        let file = format!("{folder}/{}.jsonl", self.base.rsplit(':').next().unwrap_or_default());
        std::fs::write(file, lines.collect::<String>()).unwrap();
    }
}

impl State {
    /// The bodies of the requests of this method to paths that end so.
    pub fn requests_to(&self, method: &str, path_end: &str) -> Vec<Value> {
        let fitting =
            self.requests.iter().filter(|request| request.method == method && request.path.ends_with(path_end));
        fitting.map(|request| request.body.clone()).collect()
    }

    /// How many interactions have got an answer, however often it was sent: a busy machine makes the bot send it again.
    pub fn answered(&self) -> usize {
        let callbacks = self.requests.iter().filter(|request| request.path.ends_with("/callback"));
        callbacks.map(|request| request.path.as_str()).collect::<HashSet<_>>().len()
    }

    /// When an interaction got its answer, where it did.
    pub fn answered_at(&self, interaction: &Value) -> Option<Instant> {
        self.answered_at.get(&callback_path(interaction)).copied()
    }

    /// The fault for a request, where one is due.
    fn fault_for(&mut self, method: &str, path: &str) -> Option<Fault> {
        let at = self.faults.iter().position(|(of, end, ..)| *of == method && path.ends_with(end.as_str()))?;
        let (_, _, times, fault) = &mut self.faults[at];
        let fault = fault.clone();
        *times -= 1;
        if *times == 0 {
            self.faults.remove(at);
        }
        Some(fault)
    }

    /// Counts an event of the session it belongs to and sends it where a connection is open.
    fn dispatch(&mut self, kind: &str, data: &Value) {
        let of_a_server = data["guild_id"].as_str().or(data["id"].as_str().filter(|_| kind.starts_with("GUILD_")));
        let guild: u64 = of_a_server.map_or(0, |id| id.parse().unwrap());
        let line = self.shard_lines.entry((guild >> 22) % self.shard_count.max(1)).or_default();
        if line.session.is_none() {
            self.undelivered += usize::from(kind == "INTERACTION_CREATE");
            return;
        }
        line.seq += 1;
        let event = json!({ "op": 0, "t": kind, "s": line.seq, "d": data });
        line.dispatched.push(event.clone());
        line.order(Order::Send(event));
    }

    fn order_all(&self, order: impl Fn() -> Order) {
        self.shard_lines.values().for_each(|line| line.order(order()));
    }
}

impl Line {
    fn order(&self, order: Order) {
        if let Some(live) = &self.live {
            let _ = live.send(order);
        }
    }
}

/// Where the answer to an interaction goes.
fn callback_path(interaction: &Value) -> String {
    format!("/interactions/{}/{}/callback", interaction["id"].as_str().unwrap(), interaction["token"].as_str().unwrap())
}
