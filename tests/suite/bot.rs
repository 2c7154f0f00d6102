//! The bot end to end, against a Discord on loopback.
//!
//! 1. It registers its commands, and only when Discord knows others, however often Discord fails at first.
//! 2. It answers commands, completions and buttons once each, and none that Discord has given up on.
//! 3. Nothing is lost when the connection is: it resumes, or begins anew.
//! 4. An answer arrives in spite of rate limits, errors and lost connections.
//! 5. Where Discord will not have the bot, it ends with an error that says what to do.
//! 6. No log line holds a token, a question or a user's name.
//! 7. Asked to stop, it stops within three seconds, whatever it is doing, and finishes the answers in hand.

use std::io::Write;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, Once};
use std::time::Duration;

use lorebot::answer::Library;
use lorebot::discord::{self, Desk, Error, Reply, commands};
use lorebot::metrics::Metrics;
use lorebot::settings::{DiscordSettings, Shards};
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout};

use crate::fake_discord::interactions::{asked_by, command, command_made_ago, press, typing};
use crate::fake_discord::{FakeDiscord, Fault, TOKEN, Weather};
use crate::wikis;

/// How many questions are on their way at the same time.
const AT_ONCE: usize = 50;
/// Stands in every question whose words must not be logged.
const SECRET: &str = "gowrons-secret";

/// The library that the bot answers from.
pub fn library() -> Arc<Library> {
    static STARTER: LazyLock<Arc<Library>> = LazyLock::new(|| Arc::new(wikis::starter()));
    Arc::clone(&STARTER)
}

/// A bot on a thread of its own.
pub struct Bot {
    stop: oneshot::Sender<()>,
    ended: oneshot::Receiver<Result<(), Error>>,
}

impl Bot {
    pub fn start(fake: &FakeDiscord) -> Bot {
        Bot::start_with(settings(fake))
    }

    pub fn start_with(settings: DiscordSettings) -> Bot {
        Bot::with(settings, Desk::new(library(), Arc::default()))
    }

    pub fn with(settings: DiscordSettings, desk: Desk) -> Bot {
        Bot::run(move |stopped| {
            discord::serve(&settings, &desk, async {
                let _ = stopped.await;
            })
        })
    }

    /// Runs a bot by any door until it is told to stop.
    pub fn run(bot: impl FnOnce(oneshot::Receiver<()>) -> Result<(), Error> + Send + 'static) -> Bot {
        keep_log();
        let (stop, stopped) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        std::thread::spawn(move || {
            let _ = end.send(bot(stopped));
        });
        Bot { stop, ended }
    }

    /// Stops the bot, which must take less than three seconds and succeed.
    pub async fn stop(self) {
        let start = Instant::now();
        self.stop.send(()).unwrap();
        self.ended.await.unwrap().unwrap();
        assert!(start.elapsed() < Duration::from_secs(3), "stopping took {:?}", start.elapsed());
        assert_log_is_discreet();
    }

    /// The error that the bot ends with by itself.
    pub async fn error(self) -> Error {
        timeout(Duration::from_secs(40), self.ended).await.unwrap().unwrap().unwrap_err()
    }
}

/// What all bots of this process have logged.
static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Keeps what is logged, by the filter that the program sets itself but with every level of our own.
fn keep_log() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let sink = || -> Box<dyn Write> { Box::new(LogWriter) };
        let filter = "info,lorebot=trace,serenity=warn,serenity::gateway::ws=error";
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(sink).init();
    });
}

/// Appends to the log kept.
struct LogWriter;

impl Write for LogWriter {
    fn write(&mut self, line: &[u8]) -> std::io::Result<usize> {
        LOG.lock().unwrap().extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn assert_log_is_discreet() {
    let log = String::from_utf8(LOG.lock().unwrap().clone()).unwrap();
    assert!(!log.is_empty(), "nothing is logged");
    for secret in [TOKEN, "interaction-token", "someone", "Someone", SECRET] {
        let line = log.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "the log holds {secret}: {line:?}");
    }
}

pub fn settings(fake: &FakeDiscord) -> DiscordSettings {
    DiscordSettings {
        token: TOKEN.into(),
        api_base: Some(fake.base.clone()),
        gateway_url: None,
        database: fake.database(),
        inline_links: false,
        shards: Shards::Auto,
        test_ca: None,
        test_addr: None,
    }
}

/// A desk whose answer to everything takes a while, or never comes.
pub fn desk(answer: impl Fn() -> Reply + Send + Sync + 'static) -> Desk {
    let commands = commands::definitions(library().wikis());
    let answer = Arc::new(answer);
    let to_message = Arc::clone(&answer);
    Desk {
        commands,
        answer: Arc::new(move |_| answer()),
        answer_message: Arc::new(move |_| Some(to_message())),
        metrics: Arc::new(Metrics::default()),
        watch: None,
    }
}

pub fn said(text: &str) -> Reply {
    Reply::message(json!({ "content": text }))
}

/// Whether a reply is an answer to the asker, whatever it says.
pub fn is_answer(reply: &Value) -> bool {
    reply["type"] == 4 && reply["data"]["allowed_mentions"] == json!({ "parse": [] })
}

/// Whether a reply is for the asker alone.
pub fn is_private(reply: &Value) -> bool {
    reply["data"]["flags"].as_u64().is_some_and(|flags| flags & 64 != 0)
}

/// A text of a card, counted from 0.
pub fn text(reply: &Value, at: usize) -> &str {
    let parts = reply["data"]["components"][0]["components"].as_array().unwrap();
    parts.iter().filter_map(|part| part["content"].as_str()).nth(at).unwrap()
}

fn registrations(fake: &FakeDiscord) -> usize {
    fake.state().requests_to("PUT", "/commands").len()
}

#[tokio::test]
async fn commands_are_registered_when_discord_knows_others_and_only_then() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until("a registration", |state| (!state.requests_to("PUT", "/commands").is_empty()).then_some(())).await;
    bot.stop().await;
    let registered = fake.state().commands.clone();
    assert_eq!(registered[0]["name"], "lore");
    assert_eq!((&registered[0]["contexts"], &registered[0]["integration_types"]), (&json!([0, 1, 2]), &json!([0, 1])));

    // What Discord adds makes no difference.
    fake.state().commands[0]["id"] = json!("7777777777777777777");
    fake.state().commands[0]["nsfw"] = json!(false);
    let bot = Bot::start(&fake);
    fake.until("a comparison", |state| (state.requests_to("GET", "/commands").len() == 2).then_some(())).await;
    let asked = command("lore", &[("question", SECRET)]);
    fake.interact(&asked);
    fake.reply_to(&asked).await;
    assert_eq!(registrations(&fake), 1);
    bot.stop().await;
}

#[tokio::test]
async fn a_registration_is_tried_until_it_succeeds_and_delays_no_answer() {
    let fake = FakeDiscord::start().await;
    fake.fail("GET", "/commands", 1, Fault::Status(500, json!({})));
    fake.fail("PUT", "/commands", 1, Fault::Status(429, json!({ "message": "slow down", "retry_after": 1.5 })));
    fake.fail("PUT", "/commands", 1, Fault::Reset);
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let asked = command("lore", &[("question", SECRET)]);
    fake.interact(&asked);
    assert!(is_answer(&fake.reply_to(&asked).await));
    assert_eq!(registrations(&fake), 0, "answered before the registration succeeded");
    fake.until("a registration", |state| (!state.requests_to("PUT", "/commands").is_empty()).then_some(())).await;
    bot.stop().await;
}

#[tokio::test]
async fn commands_completions_and_buttons_are_answered() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let lore = command("lore", &[("topic", "khitomer"), ("question", SECRET)]);
    let pinned = command("khitomer", &[("what", "2409")]);
    let (typed, pressed) = (typing("khi"), press("1|1||khitomer|2409"));
    for interaction in [&lore, &pinned, &typed, &pressed] {
        fake.interact(interaction);
    }
    assert!(is_answer(&fake.reply_to(&lore).await));
    let found = fake.reply_to(&pinned).await;
    assert!(is_answer(&found) && found["data"]["flags"] == 1 << 15, "{found}");
    assert!(text(&found, 0).starts_with("### [Khitomer, Republic summit]("), "{found}");
    assert!(text(&found, 1).starts_with("In **2409** "), "{found}");
    assert!(found.to_string().contains("cited later in this section"), "{found}");
    let completed = fake.reply_to(&typed).await;
    assert_eq!((&completed["type"], &completed["data"]["choices"][0]["value"]), (&json!(8), &json!("Khitomer")));
    let pressed = fake.reply_to(&pressed).await;
    assert!(is_answer(&pressed) && is_private(&pressed));
    assert!(text(&pressed, 0).starts_with("### [Khitomer, Republic summit]("), "the summit told on: {pressed}");
    bot.stop().await;
}

#[tokio::test]
async fn each_interaction_is_answered_once_and_late_ones_never() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let (late, twice) = (command_made_ago("lore", 10_000), command("lore", &[("question", SECRET)]));
    fake.interact(&late);
    fake.interact(&twice);
    fake.interact(&twice);
    fake.reply_to(&twice).await;
    assert_eq!((fake.replies_to(&twice).await, fake.replies_to(&late).await), (1, 0));
    bot.stop().await;
}

#[tokio::test]
async fn an_interaction_that_lacks_fields_is_answered() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let (mut without_locale, mut strange) = (command("lore", &[("question", SECRET)]), command("lore", &[]));
    without_locale.as_object_mut().unwrap().remove("locale");
    without_locale["channel"] = json!("not a channel");
    strange["data"] = json!(7);
    let mut strange_typing = typing("khi");
    strange_typing["data"] = Value::Null;
    let mut new_type = command("lore", &[]);
    new_type["type"] = json!(99);
    for interaction in [&without_locale, &strange, &strange_typing, &new_type] {
        fake.interact(interaction);
    }
    assert!(is_answer(&fake.reply_to(&without_locale).await));
    for interaction in [&strange, &new_type] {
        let reply = fake.reply_to(interaction).await;
        assert!(is_answer(&reply) && is_private(&reply), "{reply}");
    }
    assert_eq!(fake.reply_to(&strange_typing).await, json!({ "type": 8, "data": { "choices": [] } }));
    bot.stop().await;
}

#[tokio::test]
async fn a_press_without_its_message_and_a_command_without_ids_are_answered() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let (mut pressed, mut asked) = (press("1|1||khitomer|2409"), command("khitomer", &[("what", "2409")]));
    pressed.as_object_mut().unwrap().remove("message");
    asked["data"].as_object_mut().unwrap().retain(|name, _| name == "name" || name == "options");
    for interaction in [&pressed, &asked] {
        fake.interact(interaction);
        assert!(text(&fake.reply_to(interaction).await, 0).starts_with("### [Khitomer, Republic summit]("));
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_welcome_that_lacks_fields_is_taken_for_one() {
    let fake = FakeDiscord::start().await;
    fake.state().bare_welcome = true;
    let bot = Bot::start(&fake);
    fake.until("a registration", |state| (!state.requests_to("PUT", "/commands").is_empty()).then_some(())).await;
    bot.stop().await;
}

#[tokio::test]
async fn nothing_is_lost_when_the_connection_drops_or_is_to_be_renewed() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    for (times, cut) in ["drop", "op 7", "op 9", "close 4000"].into_iter().enumerate() {
        match cut {
            "drop" => fake.drop_connection(),
            "op 7" => fake.send(&json!({ "op": 7, "d": null })),
            "op 9" => fake.send(&json!({ "op": 9, "d": true })),
            _ => fake.close(4000),
        }
        let meanwhile = command("lore", &[("question", cut)]);
        fake.interact(&meanwhile);
        assert!(is_answer(&fake.reply_to(&meanwhile).await), "{cut}");
        fake.until(cut, |state| (state.resumed == times + 1).then_some(())).await;
    }
    assert_eq!(fake.state().identified, 1);
    bot.stop().await;
}

#[tokio::test]
async fn what_the_gateway_may_say_tomorrow_is_no_trouble() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    fake.send(&json!({ "op": 1, "d": null }));
    fake.send(&json!({ "op": 99, "d": { "new": true } }));
    fake.send(&json!({ "op": 0, "t": "SOMETHING_NEW", "s": 1, "d": {} }));
    fake.send(&json!("not even an object"));
    let mut asked = command("lore", &[("question", SECRET)]);
    asked["something_new"] = json!({ "a": [1] });
    fake.interact(&asked);
    assert!(is_answer(&fake.reply_to(&asked).await));
    bot.stop().await;
}

#[tokio::test]
async fn refused_commands_do_not_end_the_bot_but_a_refused_token_does() {
    let fake = FakeDiscord::start().await;
    fake.fail("PUT", "/commands", 1, Fault::Status(400, json!({ "message": "Invalid Form Body", "code": 50035 })));
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let asked = command("lore", &[("question", SECRET)]);
    fake.interact(&asked);
    assert!(is_answer(&fake.reply_to(&asked).await));
    bot.stop().await;
    fake.fail("GET", "/commands", 1, Fault::Status(401, json!({ "message": "401: Unauthorized", "code": 0 })));
    assert!(matches!(Bot::start(&fake).error().await, Error::Token));
}

#[tokio::test]
async fn a_session_that_is_gone_is_begun_anew() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    sleep(Duration::from_millis(5_500)).await; // serenity leaves five seconds between two sessions.
    let start = Instant::now();
    fake.invalidate_sessions();
    fake.until_identified(2).await;
    assert!(start.elapsed() < Duration::from_secs(4), "serenity alone would take five seconds");
    let asked = command("lore", &[("question", SECRET)]);
    fake.interact(&asked);
    assert!(is_answer(&fake.reply_to(&asked).await));
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_is_sent_again_after_a_fault() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let limited = Fault::Status(429, json!({ "message": "slow down", "retry_after": 0.2, "global": false }));
    for fault in [limited, Fault::Status(500, json!({})), Fault::Reset, Fault::LostReply] {
        let asked = command("lore", &[("question", SECRET)]);
        fake.fail("POST", "/callback", 1, fault.clone());
        fake.interact(&asked);
        assert!(is_answer(&fake.reply_to(&asked).await), "{fault:?}");
        fake.replies_to(&asked).await;
    }
    bot.stop().await;
}

/// A desk that answers after so long that the answer is announced.
pub fn slow_desk(reply: impl Fn() -> Reply + Send + Sync + 'static) -> Desk {
    desk(move || {
        std::thread::sleep(Duration::from_millis(2_500));
        reply()
    })
}

#[tokio::test]
async fn a_slow_answer_is_announced_and_follows() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::with(settings(&fake), slow_desk(|| said("at last")));
    fake.until_identified(1).await;
    let asked = command("lore", &[("question", SECRET)]);
    fake.interact(&asked);
    assert_eq!(fake.reply_to(&asked).await, json!({ "type": 5 }));
    let edit = fake.until("the edit", |state| state.requests_to("PATCH", "/messages/@original").pop()).await;
    assert_eq!(edit, json!({ "content": "at last", "allowed_mentions": { "parse": [] } }));
    bot.stop().await;
}

#[tokio::test]
async fn a_slow_answer_for_the_asker_alone_is_never_shown_to_others() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::with(settings(&fake), slow_desk(|| said("nothing").private()));
    fake.until_identified(1).await;
    let (asked, pressed) = (command("lore", &[("question", SECRET)]), press("1|1||khitomer|2409"));
    fake.interact(&asked);
    fake.interact(&pressed);
    assert_eq!(fake.reply_to(&pressed).await, json!({ "type": 5, "data": { "flags": 64 } }));
    fake.until("the private edit", |state| state.requests_to("PATCH", "/messages/@original").pop()).await;
    let token = asked["token"].as_str().unwrap();
    let followed = fake.until("the message", |state| state.requests_to("POST", &format!("/{token}")).pop()).await;
    assert_eq!(followed, json!({ "content": "nothing", "flags": 64, "allowed_mentions": { "parse": [] } }));
    assert_eq!(fake.state().requests_to("DELETE", &format!("/{token}/messages/@original")).len(), 1);
    bot.stop().await;
}

#[tokio::test]
async fn a_panic_becomes_a_private_word_and_the_bot_goes_on() {
    let fake = FakeDiscord::start().await;
    let asked_before = AtomicUsize::new(0);
    let bot = Bot::with(
        settings(&fake),
        desk(move || {
            if asked_before.fetch_add(1, Ordering::Relaxed) == 0 {
                std::panic::resume_unwind(Box::new("the first answer panics"));
            }
            said("fine")
        }),
    );
    fake.until_identified(1).await;
    let (first, second) = (command("lore", &[]), command("lore", &[]));
    fake.interact(&first);
    let reply = fake.reply_to(&first).await;
    assert!(is_answer(&reply) && is_private(&reply));
    fake.interact(&second);
    assert_eq!(fake.reply_to(&second).await["data"]["content"], "fine");
    bot.stop().await;
}

#[tokio::test]
async fn a_refused_token_ends_the_bot_with_the_remedy() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::with(DiscordSettings { token: "wrong".into(), ..settings(&fake) }, desk(|| said("never")));
    let error = bot.error().await;
    assert!(matches!(error, Error::Token) && error.to_string().contains("DISCORD_TOKEN"));

    for (code, remedy) in [(4004, "DISCORD_TOKEN"), (4014, "intents"), (4013, "intents")] {
        let fake = FakeDiscord::start().await;
        fake.state().refuse_identify = Some(code);
        let error = Bot::start(&fake).error().await;
        assert!(error.to_string().contains(remedy), "{code}: {error}");
    }
}

#[tokio::test]
async fn a_setting_that_cannot_be_used_is_named() {
    let fake = FakeDiscord::start().await;
    for base in ["nonsense", "ftp://x", "http://127.0.0.1:1/api"] {
        let bot = Bot::with(DiscordSettings { api_base: Some(base.into()), ..settings(&fake) }, desk(|| said("never")));
        assert!(bot.error().await.to_string().contains("DISCORD_API_BASE"), "{base}");
    }
    let bot =
        Bot::with(DiscordSettings { gateway_url: Some("http://x".into()), ..settings(&fake) }, desk(|| said("never")));
    assert!(bot.error().await.to_string().contains("DISCORD_GATEWAY_URL"));
    let bot = Bot::with(DiscordSettings { token: " ".into(), ..settings(&fake) }, desk(|| said("never")));
    assert!(matches!(bot.error().await, Error::Token));
}

#[tokio::test]
async fn without_a_network_the_bot_waits_and_then_starts() {
    let fake = FakeDiscord::start().await;
    fake.fail("GET", "/users/@me", 1, Fault::Reset);
    fake.fail("GET", "/gateway/bot", 1, Fault::Status(502, Value::Null));
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_named_gateway_is_used_where_discord_names_none() {
    let fake = FakeDiscord::start().await;
    fake.fail("GET", "/gateway/bot", 1, Fault::Status(404, Value::Null));
    let bot =
        Bot::with(DiscordSettings { gateway_url: Some(fake.gateway.clone()), ..settings(&fake) }, desk(|| said("hi")));
    fake.until_identified(1).await;
    bot.stop().await;
}

#[tokio::test]
async fn the_bot_stops_in_time_whatever_it_is_doing() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let fake = FakeDiscord::start().await;
    let nowhere = DiscordSettings { api_base: Some(format!("http://{nobody}")), ..settings(&fake) };
    let no_gateway = DiscordSettings { gateway_url: Some(format!("ws://{nobody}")), ..settings(&fake) };

    let waiting = Bot::with(nowhere, desk(|| said("never")));
    let knocking = Bot::with(no_gateway, desk(|| said("never")));
    sleep(Duration::from_millis(1_500)).await;
    waiting.stop().await;
    knocking.stop().await;

    // Registering without success, then reconnecting to a gateway that is down.
    fake.fail("PUT", "/commands", 1_000, Fault::Status(429, json!({ "retry_after": 60.0 })));
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    sleep(Duration::from_millis(500)).await;
    bot.stop().await;
    assert_eq!(fake.state().farewells, [1000], "it says goodbye");

    let bot = Bot::start(&fake);
    fake.until_identified(2).await;
    fake.state().weather = Weather::Down;
    fake.drop_connection();
    sleep(Duration::from_millis(1_500)).await;
    bot.stop().await;
}

#[tokio::test]
async fn answers_in_hand_are_finished_before_the_bot_stops() {
    let fake = FakeDiscord::start().await;
    let slow = desk(|| {
        std::thread::sleep(Duration::from_millis(900));
        said("just in time")
    });
    let bot = Bot::with(settings(&fake), slow);
    fake.until_identified(1).await;
    let asked = command("lore", &[]);
    fake.interact(&asked);
    sleep(Duration::from_millis(300)).await;
    bot.stop().await;
    assert_eq!(fake.reply_to(&asked).await["data"]["content"], "just in time");
}

#[tokio::test]
async fn a_thousand_answers_all_arrive() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let asked: Vec<Value> =
        (1..=1_000).map(|user| asked_by(command("lore", &[("question", SECRET)]), &user.to_string())).collect();
    // Sent in one moment they would take a busy machine longer than Discord waits, and what is too old is left alone.
    let mut sent = 0;
    for some in asked.chunks(AT_ONCE) {
        for interaction in some {
            fake.interact(interaction);
        }
        sent += some.len();
        fake.until("all replies", |state| (state.answered() == sent).then_some(())).await;
    }
    bot.stop().await;
}
