//! The second door end to end: signed HTTP requests to a bot on loopback, against a Discord on loopback.
//!
//! 1. It answers PING, commands, completions and presses by the response, each as the gateway does.
//! 2. What takes long, or brings a file, is announced and follows; what overtakes the announcement comes again.
//! 3. What admins choose holds at once, also at another process behind the same address.
//! 4. Whatever Discord has not signed, or not lately, is refused; so is what is no interaction, too large or too slow.
//! 5. Each interaction is answered once, and many at once are answered all.
//! 6. It registers the commands and looks after servers, unless it is told only to answer; it insists on its own key.
//! 7. Asked to stop, it stops within three seconds and answers what it holds.

use std::net::{SocketAddr, TcpListener};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use lorebot::discord::{self, Desk, Error};
use lorebot::servers::{Day, Label, Server, Servers};
use lorebot::settings::EndpointSettings;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

use crate::bot::{Bot, desk, is_answer, is_private, library, said, settings, text};
use crate::fake_discord::interactions::{
    admin, asked_by, command, command_made_ago, in_a_server, press, press_under, typing,
};
use crate::fake_discord::{FakeDiscord, Fault};
use crate::replies::texts;

/// The server that interactions come from.
const GUILD: u64 = 8_888_888_888_888_888_888;
const EDIT: &str = "/messages/@original";

/// Discord's key, for the tests to sign with.
fn pair() -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[17; 32]).unwrap()
}

pub fn public_key() -> String {
    hex::encode(pair().public_key())
}

/// The Unix time so many seconds ago, as Discord writes it.
pub fn seconds_ago(seconds: i64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    (i64::try_from(now).unwrap() - seconds).to_string()
}

/// A request as Discord sends it.
#[derive(Debug, Clone)]
pub struct Signed {
    body: Vec<u8>,
    timestamp: String,
    signature: String,
}

impl Signed {
    pub fn new(body: &[u8], timestamp: String) -> Signed {
        let signature = hex::encode(pair().sign(&[timestamp.as_bytes(), body].concat()));
        Signed { body: body.to_vec(), timestamp, signature }
    }

    pub fn of(interaction: &Value) -> Signed {
        Signed::new(interaction.to_string().as_bytes(), seconds_ago(0))
    }

    /// The status and the body of the response that it gets at an address.
    pub async fn post(&self, client: &reqwest::Client, address: &str) -> (u16, String) {
        let request = client.post(address).body(self.body.clone());
        let request = request.header("X-Signature-Timestamp", &self.timestamp);
        let response = request.header("X-Signature-Ed25519", &self.signature).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    /// The head of the request, for a body of so many bytes.
    fn head(&self, length: usize) -> String {
        format!(
            "POST /interactions HTTP/1.1\r\nhost: bot\r\ncontent-length: {length}\r\n\
             x-signature-ed25519: {}\r\nx-signature-timestamp: {}\r\n\r\n",
            self.signature, self.timestamp
        )
    }
}

/// A bot behind its door.
pub struct Door {
    address: SocketAddr,
    client: reqwest::Client,
    bot: Bot,
}

impl Door {
    fn open(fake: &FakeDiscord) -> Door {
        Door::with(fake, Desk::new(library(), std::sync::Arc::default()), true)
    }

    pub fn with(fake: &FakeDiscord, desk: Desk, keeps: bool) -> Door {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, discord) = (listener.local_addr().unwrap(), settings(fake));
        let endpoint = EndpointSettings { public_key: public_key(), listen: address, keeps };
        let bot = Bot::run(move |stopped| {
            discord::serve_http(&discord, &endpoint, listener, &desk, async {
                let _ = stopped.await;
            })
        });
        Door { address, client: reqwest::Client::builder().no_proxy().build().unwrap(), bot }
    }

    /// The status and the body of the response.
    pub async fn post(&self, signed: &Signed) -> (u16, String) {
        signed.post(&self.client, &format!("http://{}/interactions", self.address)).await
    }

    /// The reply in response to an interaction.
    pub async fn say(&self, fake: &FakeDiscord, interaction: &Value) -> Value {
        let (status, body) = self.post(&Signed::of(interaction)).await;
        assert_eq!(status, 200, "{body}");
        let reply = serde_json::from_str(&body).unwrap();
        fake.keep_response(interaction, &reply);
        reply
    }

    /// What comes back for bytes as they are, until the connection ends.
    async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        let _ = timeout(Duration::from_secs(40), stream.read_to_end(&mut answer)).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub async fn stop(self) {
        self.bot.stop().await;
    }
}

#[tokio::test]
async fn ping_is_answered_by_pong_however_old_it_is() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let mut ping = command_made_ago("lore", 60_000);
    ping["type"] = json!(1);
    for ping in [ping.clone(), ping, json!({ "type": 1 })] {
        let (status, body) = door.post(&Signed::of(&ping)).await;
        assert_eq!((status, serde_json::from_str(&body).unwrap()), (200, json!({ "type": 1 })));
    }
    door.stop().await;
}

#[tokio::test]
async fn commands_completions_and_presses_are_answered_by_the_response() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let found = door.say(&fake, &command("khitomer", &[("what", "2409")])).await;
    assert!(is_answer(&found) && text(&found, 0).starts_with("### [Khitomer, Republic summit]("), "{found}");
    let completed = door.say(&fake, &typing("khi")).await;
    assert_eq!((&completed["type"], &completed["data"]["choices"][0]["value"]), (&json!(8), &json!("Khitomer")));
    let pressed = door.say(&fake, &press("1|1||khitomer|2409")).await;
    assert!(is_answer(&pressed) && is_private(&pressed), "{pressed}");
    assert!(fake.state().requests_to("POST", "/callback").len() == 3, "nothing but what is kept here");
    door.stop().await;
}

#[tokio::test]
async fn a_channel_that_spoils_is_known_from_the_interaction_itself() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let mut asked = in_a_server(command("khitomer", &[("what", "2409")]), 0);
    asked["channel"] = json!({ "id": asked["channel_id"], "type": 0, "flags": 1 << 21 });
    let reply = door.say(&fake, &asked).await;
    assert_eq!(reply["data"]["components"][0]["spoiler"], json!(true), "{reply}");
    assert!(fake.state().requests_to("GET", "/channels/4444444444444444444").is_empty());
    door.stop().await;
}

#[tokio::test]
async fn a_deleted_answer_is_deleted_after_the_response_also_when_discord_is_slow_to_hear_it() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    fake.fail("DELETE", EDIT, 2, Fault::Status(404, json!({ "message": "Unknown Webhook", "code": 10_015 })));
    let reply = door.say(&fake, &press_under("2d|", crate::fake_discord::interactions::SOMEONE, 1 << 15)).await;
    assert_eq!(reply, json!({ "type": 6 }));
    fake.until("the deletion", |state| state.requests_to("DELETE", EDIT).pop()).await;
    door.stop().await;
}

#[tokio::test]
async fn a_slow_answer_is_announced_and_follows() {
    let fake = FakeDiscord::start().await;
    let slow = desk(|| {
        std::thread::sleep(Duration::from_millis(1_900));
        said("at last")
    });
    let door = Door::with(&fake, slow, true);
    let (asked, typed) = (command("lore", &[("question", "borg")]), typing("khi"));
    fake.fail("PATCH", EDIT, 1, Fault::Status(404, json!({ "message": "Unknown Webhook", "code": 10_015 })));
    fake.fail("PATCH", EDIT, 1, Fault::Status(500, json!({})));
    let (announced, completed) = tokio::join!(door.say(&fake, &asked), door.say(&fake, &typed));
    assert_eq!(announced["type"], json!(5));
    assert_eq!(completed, json!({ "type": 8, "data": { "choices": [] } }), "completions cannot be announced");
    let edit = fake.until("the edit", |state| state.requests_to("PATCH", EDIT).pop()).await;
    assert_eq!(edit["content"], json!("at last"));
    door.stop().await;
}

#[tokio::test]
async fn an_answer_that_panics_becomes_a_private_word() {
    let fake = FakeDiscord::start().await;
    let door = Door::with(&fake, desk(|| panic!("a fault")), true);
    let reply = door.say(&fake, &command("lore", &[("question", "borg")])).await;
    assert!(is_answer(&reply) && is_private(&reply), "{reply}");
    door.stop().await;
}

/// An option of `/lore-admin`.
fn option(name: &str, value: &str) -> Value {
    json!({ "type": 3, "name": name, "value": value })
}

#[tokio::test]
async fn what_an_admin_chooses_holds_at_once_and_goes_into_a_file_that_follows() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let named = admin("alias", &json!([option("name", "QPM"), option("topic", "khitomer")]));
    let said = door.say(&fake, &named).await;
    assert!(is_private(&said) && texts(&said).join(" ").contains("QPM = Khitomer"), "{said}");
    let asked = in_a_server(command("lore", &[("question", "qpm 2409")]), 0);
    assert!(texts(&door.say(&fake, &asked).await).join(" ").contains("Republic summit"));

    let announced = door.say(&fake, &admin("export", &json!([]))).await;
    assert_eq!(announced, json!({ "type": 5, "data": { "flags": 64 } }));
    let file = fake.until("the file", |state| state.files.values().next().cloned()).await;
    assert!(file.to_string().contains("QPM"), "{file}");
    assert_eq!(fake.state().requests_to("PATCH", EDIT).len(), 1);
    door.stop().await;
}

#[tokio::test]
async fn what_is_chosen_at_one_process_holds_at_another_that_only_answers() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let other = Door::with(&fake, Desk::new(library(), std::sync::Arc::default()), false);
    let asked = || in_a_server(command("lore", &[("question", "qpm 2409")]), 0);
    assert!(!texts(&other.say(&fake, &asked()).await).join(" ").contains("Republic summit"));
    door.say(&fake, &admin("alias", &json!([option("name", "QPM"), option("topic", "khitomer")]))).await;
    let start = Instant::now();
    for asker in 100.. {
        let reply = other.say(&fake, &asked_by_member(asked(), asker)).await;
        if texts(&reply).join(" ").contains("Republic summit") {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(40), "waited in vain for the other process");
        sleep(Duration::from_millis(50)).await;
    }
    other.stop().await;
    door.stop().await;
}

/// The same interaction of another member.
fn asked_by_member(mut interaction: Value, user: u64) -> Value {
    interaction["member"]["user"]["id"] = json!(user.to_string());
    interaction
}

#[tokio::test]
async fn any_change_of_body_time_or_signature_is_refused() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let mut runner = TestRunner::new(Config { failure_persistence: None, cases: 200, ..Config::default() });
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        runner
            .run(&(0..3, any::<usize>(), any::<u8>()), |(part, at, to)| {
                let right = Signed::of(&command("lore", &[("question", "borg")]));
                let mut wrong = right.clone();
                let digit = char::from_digit(u32::from(to % 10), 10).unwrap();
                match part {
                    0 => {
                        let at = at % wrong.body.len();
                        wrong.body[at] = to;
                    }
                    1 => {
                        let at = at % wrong.timestamp.len();
                        wrong.timestamp.replace_range(at..=at, &digit.to_string());
                    }
                    _ => {
                        let at = at % wrong.signature.len();
                        wrong.signature.replace_range(at..=at, &digit.to_string());
                    }
                }
                let is_changed = right.body != wrong.body
                    || right.timestamp != wrong.timestamp
                    || right.signature != wrong.signature;
                let (status, _) = runtime.block_on(door.post(&wrong));
                prop_assert_eq!(status, if is_changed { 401 } else { 200 });
                Ok(())
            })
            .unwrap();
        runtime.block_on(door.stop());
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn malformed_missing_and_stale_signatures_are_refused() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let right = Signed::of(&command("lore", &[("question", "borg")]));
    let other = Ed25519KeyPair::from_seed_unchecked(&[18; 32]).unwrap();
    let by_other = hex::encode(other.sign(&[right.timestamp.as_bytes(), &right.body].concat()));
    let wrong = [String::new(), "Qo'noS".to_owned(), "é".to_owned(), "0".repeat(128), right.signature[2..].to_owned()];
    for signature in wrong.into_iter().chain([format!("{}00", right.signature), by_other]) {
        let signed = Signed { signature, ..right.clone() };
        assert_eq!(door.post(&signed).await.0, 401, "{signed:?}");
    }
    for timestamp in ["", "now", "-1", "99999999999999999999", "1e9"] {
        assert_eq!(door.post(&Signed::new(&right.body, timestamp.to_owned())).await.0, 401, "{timestamp}");
    }
    for (seconds, status) in [(310, 401), (-310, 401), (86_400, 401), (280, 200), (-280, 200)] {
        let body = command("lore", &[("question", "borg")]).to_string();
        assert_eq!(door.post(&Signed::new(body.as_bytes(), seconds_ago(seconds))).await.0, status, "{seconds}");
    }
    let unsigned = door.raw(b"POST /interactions HTTP/1.1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").await;
    assert!(unsigned.starts_with("HTTP/1.1 401 "), "{unsigned}");
    door.stop().await;
}

#[tokio::test]
async fn what_is_signed_and_no_interaction_is_refused_or_answered_as_far_as_it_can_be_read() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let deep = "[".repeat(100_000);
    for garbage in
        ["", "{", "7", "null", "{}", "[1]", r#"{"type":"1"}"#, r#"{"type":2,"id":7}"#, "\u{0}", deep.as_str()]
    {
        let (status, _) = door.post(&Signed::new(garbage.as_bytes(), seconds_ago(0))).await;
        assert_eq!(status, 400, "{}", garbage.chars().take(40).collect::<String>());
    }
    assert_eq!(door.post(&Signed::new(&[0xff, 0xfe], seconds_ago(0))).await.0, 400);
    let (mut strange, mut typed) = (command("lore", &[]), typing("khi"));
    strange["data"] = json!(7);
    typed["data"] = Value::Null;
    assert!(is_private(&door.say(&fake, &strange).await));
    assert_eq!(door.say(&fake, &typed).await, json!({ "type": 8, "data": { "choices": [] } }));
    door.stop().await;
}

#[tokio::test]
async fn other_paths_and_methods_and_what_is_too_large_are_refused() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    for (request, status) in [
        ("GET / HTTP/1.1", "404"),
        ("POST /interactions/ HTTP/1.1", "404"),
        ("POST /../etc/passwd HTTP/1.1", "404"),
        ("GET /interactions HTTP/1.1", "405"),
        ("DELETE /interactions?x=1 HTTP/1.1", "405"),
        ("BREW coffee", "400"),
        ("\u{0}\u{1}", "400"),
    ] {
        let answer = door.raw(format!("{request}\r\nhost: bot\r\nconnection: close\r\n\r\n").as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {answer}");
        assert_eq!(answer.to_ascii_lowercase().contains("\r\nallow: post\r\n"), status == "405", "{answer}");
    }
    let long = format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(100_000));
    assert!(door.raw(long.as_bytes()).await.starts_with("HTTP/1.1 431 "));
    let signed = Signed::of(&command("lore", &[]));
    let claimed = door.raw(signed.head(1024 * 1024 + 1).as_bytes()).await;
    assert!(claimed.starts_with("HTTP/1.1 413 "), "refused before it is sent: {claimed}");
    let head = signed.head(0).replace("content-length: 0", "transfer-encoding: chunked");
    let chunk = format!("{:x}\r\n{}\r\n", 600_000, "x".repeat(600_000));
    let chunked = door.raw(format!("{head}{chunk}{chunk}").as_bytes()).await;
    assert!(chunked.is_empty() || chunked.starts_with("HTTP/1.1 413 "), "{chunked}");
    let (status, _) = door.post(&Signed::new(&vec![b' '; 1024 * 1024], seconds_ago(0))).await;
    assert_eq!(status, 400, "of the largest size, and no interaction");
    door.stop().await;
}

#[tokio::test]
async fn whoever_sends_a_body_too_slowly_is_refused_and_keeps_nobody_waiting() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let signed = Signed::of(&command("lore", &[]));
    let mut stream = TcpStream::connect(door.address).await.unwrap();
    stream.write_all(signed.head(signed.body.len()).as_bytes()).await.unwrap();
    assert!(is_answer(&door.say(&fake, &command("lore", &[("question", "borg")])).await));
    let mut answer = Vec::new();
    timeout(Duration::from_secs(40), stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 408 "));
    door.stop().await;
}

#[tokio::test]
async fn each_interaction_is_answered_once_and_late_ones_never() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let twice = command("lore", &[("question", "borg")]);
    assert_eq!(door.post(&Signed::of(&twice)).await.0, 200);
    assert_eq!(door.post(&Signed::of(&twice)).await.0, 409);
    assert_eq!(door.post(&Signed::of(&command_made_ago("lore", 10_000))).await.0, 410);
    door.stop().await;
}

#[tokio::test]
async fn many_at_once_are_answered_all_and_whoever_asks_without_end_has_to_wait() {
    let fake = FakeDiscord::start().await;
    let door = Door::open(&fake);
    let asked: Vec<Value> =
        (0..300).map(|user| asked_by(command("khitomer", &[("what", "2409")]), &format!("{}", 1_000 + user))).collect();
    let replies = futures_util::future::join_all(asked.iter().map(|asked| door.say(&fake, asked))).await;
    assert!(replies.iter().all(|reply| text(reply, 0).contains("Republic summit")));
    let mut waits = 0;
    for _ in 0..40 {
        let reply = door.say(&fake, &command("khitomer", &[("what", "2409")])).await;
        waits += usize::from(is_private(&reply) && reply.to_string().contains("please wait"));
    }
    assert!((1..=25).contains(&waits), "{waits} of 40 were asked to wait");
    door.stop().await;
}

/// Has a server choose something, as another process would.
async fn choose(fake: &FakeDiscord, guild: u64) {
    let servers = Servers::open(&fake.database()).await.unwrap();
    let label = |name: &str| Label::new(name).unwrap();
    let edit = |server: &mut Server| server.aliases.set(label("kel"), label("Khitomer"));
    servers.change(guild, Day(20_000), edit).await.unwrap();
    servers.close().await;
}

#[tokio::test]
async fn it_registers_commands_and_forgets_servers_that_have_gone() {
    let fake = FakeDiscord::start().await;
    for guild in [3, 499, GUILD] {
        choose(&fake, guild).await;
    }
    fake.state().verify_key = Some(public_key());
    fake.state().guilds = (4..500).chain([GUILD]).collect();
    fake.state().left = vec![3];
    fake.fail("GET", "/applications/@me", 1, Fault::Status(502, json!({})));
    let door = Door::open(&fake);
    fake.until("a registration", |state| (!state.requests_to("PUT", "/commands").is_empty()).then_some(())).await;
    assert_eq!(fake.state().requests_to("GET", "/users/@me/guilds").len(), 3, "497 servers are three pages");
    let servers = Servers::open(&fake.database()).await.unwrap();
    let start = Instant::now();
    while servers.guilds().await.unwrap() != [499, GUILD] {
        assert!(start.elapsed() < Duration::from_secs(40), "waited in vain for a server to be forgotten");
        sleep(Duration::from_millis(20)).await;
    }
    servers.close().await;
    door.stop().await;
}

#[tokio::test]
async fn a_process_that_only_answers_asks_nothing_of_discord() {
    let fake = FakeDiscord::start().await;
    let door = Door::with(&fake, Desk::new(library(), std::sync::Arc::default()), false);
    assert!(is_answer(&door.say(&fake, &command("khitomer", &[("what", "2409")])).await));
    sleep(Duration::from_millis(300)).await;
    assert!(fake.state().requests.iter().all(|request| request.path.ends_with("/callback")));
    door.stop().await;
}

#[tokio::test]
async fn another_applications_key_or_token_ends_the_bot_with_what_to_do() {
    let fake = FakeDiscord::start().await;
    fake.state().verify_key = Some("ab".repeat(32));
    let error = Door::open(&fake).bot.error().await;
    assert!(matches!(error, Error::Setting("DISCORD_PUBLIC_KEY", _)), "{error}");
    let refused = FakeDiscord::start().await;
    refused.fail(
        "GET",
        "/applications/@me",
        1,
        Fault::Status(401, json!({ "message": "401: Unauthorized", "code": 0 })),
    );
    assert!(matches!(Door::open(&refused).bot.error().await, Error::Token));
}

#[tokio::test]
async fn asked_to_stop_it_answers_what_it_holds() {
    let fake = FakeDiscord::start().await;
    let slow = desk(|| {
        std::thread::sleep(Duration::from_millis(900));
        said("just in time")
    });
    let door = Door::with(&fake, slow, true);
    // One whose request is complete, one whose body is on its way, and one that never says anything.
    let held = command("lore", &[("question", "borg")]);
    let begun = Signed::of(&command("lore", &[("question", "borg")]));
    let mut stream = TcpStream::connect(door.address).await.unwrap();
    let silent = TcpStream::connect(door.address).await.unwrap();
    stream.write_all(begun.head(begun.body.len()).as_bytes()).await.unwrap();
    stream.write_all(&begun.body[..10]).await.unwrap();
    let Door { address, client, bot } = door;
    let request =
        tokio::spawn(async move { Signed::of(&held).post(&client, &format!("http://{address}/interactions")).await });
    sleep(Duration::from_millis(300)).await;
    let stop = tokio::spawn(bot.stop());
    sleep(Duration::from_millis(100)).await;
    stream.write_all(&begun.body[10..]).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("just in time"), "{answer}");
    assert!(answer.to_ascii_lowercase().contains("\r\nconnection: close\r\n"), "no more is taken: {answer}");
    assert!(request.await.unwrap().1.contains("just in time"));
    stop.await.unwrap();
    drop(silent);
    assert!(TcpStream::connect(address).await.is_err(), "nobody is let in any more");
}
