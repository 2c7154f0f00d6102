//! What operators look at while the bot runs, by either door.
//!
//! 1. The figures tell what was asked, what came of it and how long it took; no words and nobody's name stand there.
//! 2. The process is alive from the beginning, and ready while it can do its work: the reason is told where it cannot.
//! 3. Nothing else is shown, to nobody.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use lorebot::discord::{self, Desk};
use lorebot::metrics::Metrics;
use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::bot::{Bot, library, settings};
use crate::door::{Door, Signed};
use crate::fake_discord::FakeDiscord;
use crate::fake_discord::interactions::{command, command_made_ago, press, typing};

/// Where a bot's figures are seen.
struct Observed {
    address: SocketAddr,
    client: reqwest::Client,
    metrics: Arc<Metrics>,
}

impl Observed {
    fn new() -> Observed {
        let (listener, metrics) = (TcpListener::bind("127.0.0.1:0").unwrap(), Arc::<Metrics>::default());
        let address = listener.local_addr().unwrap();
        tokio::spawn(discord::observe(listener, Arc::clone(&metrics)));
        Observed { address, client: reqwest::Client::builder().no_proxy().build().unwrap(), metrics }
    }

    fn desk(&self) -> Desk {
        Desk::new(library(), Arc::clone(&self.metrics))
    }

    async fn get(&self, path: &str) -> (u16, String) {
        let response = self.client.get(format!("http://{}{path}", self.address)).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    }

    /// The value of a sample.
    async fn figure(&self, sample: &str) -> Option<f64> {
        let page = self.get("/metrics").await.1;
        let line = page.lines().find_map(|line| line.strip_prefix(sample)?.strip_prefix(' '));
        line.map(|value| value.parse().unwrap())
    }

    /// Waits until a sample has a value.
    async fn until(&self, sample: &str, value: f64) {
        let start = Instant::now();
        while self.figure(sample).await != Some(value) {
            assert!(start.elapsed() < Duration::from_secs(40), "waited in vain for {sample} {value}");
            sleep(Duration::from_millis(20)).await;
        }
    }
}

fn interactions() -> [Value; 4] {
    let nothing = command("lore", &[("question", "Xyzzyplugh Qwrt")]);
    [command("khitomer", &[("what", "2409")]), nothing, typing("khi"), press("1|1||khitomer|2409")]
}

/// What the interactions above leave, by whichever door they came.
async fn assert_figures(observed: &Observed) {
    for (sample, value) in [
        (r#"lorebot_questions_total{outcome="exact"}"#, 2.0),
        (r#"lorebot_questions_total{outcome="nothing"}"#, 1.0),
        ("lorebot_autocompletions_total", 1.0),
        ("lorebot_presses_total", 1.0),
        ("lorebot_answer_seconds_count", 3.0),
        (r#"lorebot_answer_seconds_bucket{le="+Inf"}"#, 3.0),
        ("lorebot_autocompletion_seconds_count", 1.0),
        ("lorebot_dropped_total", 1.0),
        ("lorebot_errors_total", 0.0),
        ("lorebot_database_answers", 1.0),
        (concat!(r#"lorebot_build_info{version=""#, env!("CARGO_PKG_VERSION"), r#""}"#), 1.0),
    ] {
        assert_eq!(observed.figure(sample).await, Some(value), "{sample}");
    }
    assert!(observed.figure(r#"lorebot_passages{wiki="starter"}"#).await > Some(50.0));
    let page = observed.get("/metrics").await.1.to_lowercase();
    for word in ["khitomer", "xyzzy", "someone", "6666666666666666666", "8888888888888888888", "token"] {
        assert!(!page.contains(word), "{word} stands in the figures: {page}");
    }
}

#[tokio::test]
async fn the_gateways_figures_tell_what_was_asked_and_when_it_was_away() {
    let (fake, observed) = (FakeDiscord::start().await, Observed::new());
    assert_eq!(observed.get("/readyz").await, (503, "the index is being opened\n".to_owned()));
    assert_eq!(observed.get("/healthz").await, (200, "ok\n".to_owned()));
    let bot = Bot::with(settings(&fake), observed.desk());
    fake.until_identified(1).await;
    observed.until("lorebot_gateway_connected", 1.0).await;
    assert_eq!(observed.get("/readyz").await, (200, "ok\n".to_owned()));
    for interaction in &interactions() {
        fake.interact(interaction);
        fake.reply_to(interaction).await;
    }
    fake.interact(&command_made_ago("lore", 10_000));
    observed.until("lorebot_dropped_total", 1.0).await;
    assert_figures(&observed).await;
    assert_eq!(observed.figure("lorebot_endpoint_listening").await, None);
    fake.drop_connection();
    observed.until("lorebot_reconnects_total", 1.0).await;
    bot.stop().await;
    assert_eq!(observed.get("/readyz").await, (503, "not connected to the gateway\n".to_owned()));
}

#[tokio::test]
async fn the_endpoints_figures_tell_what_was_asked_and_refused() {
    let (fake, observed) = (FakeDiscord::start().await, Observed::new());
    let door = Door::with(&fake, observed.desk(), true);
    for interaction in &interactions() {
        door.say(&fake, interaction).await;
    }
    let late = Signed::of(&command_made_ago("lore", 10_000));
    assert_eq!(door.post(&late).await.0, 410);
    assert_eq!(door.post(&Signed::new(b"{}", "0".to_owned())).await.0, 401);
    assert_figures(&observed).await;
    assert_eq!(observed.figure("lorebot_refused_requests_total").await, Some(2.0));
    assert_eq!(observed.figure("lorebot_gateway_connected").await, None);
    assert_eq!(observed.get("/readyz").await, (200, "ok\n".to_owned()));
    door.stop().await;
    assert_eq!(observed.get("/readyz").await, (503, "not listening\n".to_owned()));
}

#[tokio::test]
async fn nothing_else_is_shown() {
    let observed = Observed::new();
    for path in ["/", "/metrics/", "/../.env", "/interactions"] {
        assert_eq!(observed.get(path).await.0, 404, "{path}");
    }
    let posted = observed.client.post(format!("http://{}/metrics", observed.address)).body("x").send().await.unwrap();
    assert_eq!((posted.status().as_u16(), posted.headers()["allow"].to_str().unwrap()), (405, "GET, HEAD"));
    let response = observed.client.head(format!("http://{}/metrics", observed.address)).send().await.unwrap();
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("text/plain; version=0.0.4"));
    assert_eq!(response.text().await.unwrap(), "");
}
