//! The program itself as a bot, run as the README says, against a Discord on loopback.
//!
//! 1. It registers its commands, answers `/khitomer 2409` and `/lore`, completes topics, and goes on after a dropped
//!    connection.
//! 2. SIGTERM ends it with success within three seconds.
//! 3. As `lorebot serve` it answers over HTTP, shows its health, and logs JSON where that is wanted; it names a setting that
//!    it lacks.
//! 4. A refused token ends it with exit code 2 and a message that says what to do; no output holds the token.

use std::fs::File;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use lorebot::discord::commands;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::door::{Signed, seconds_ago};
use crate::fake_discord::interactions::{command, typing};
use crate::fake_discord::{FakeDiscord, TOKEN};
use crate::wikis::{Wikis, starter};

/// The program in a folder of its own, where the starter wiki answers from memory. It goes when the test ends.
pub struct Program {
    folder: Wikis,
    child: Child,
}

impl Program {
    fn start(base: &str, token: &str) -> Program {
        Program::with(base, token, &[], &[])
    }

    /// Starts it with arguments and further variables.
    pub fn with(base: &str, token: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Program {
        let folder = Wikis::none();
        std::fs::create_dir_all(folder.data()).unwrap();
        // A file takes what is printed: a pipe that nobody reads would stop the program when it is full.
        let printed = File::create(folder.data().join("printed.log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_lorebot"))
            .current_dir(folder.data())
            .env_clear()
            .env("DISCORD_TOKEN", token)
            .env("DISCORD_API_BASE", base)
            .env("LOREBOT_LOG", "trace")
            .envs(variables.iter().copied())
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(printed.try_clone().unwrap())
            .stderr(printed)
            .spawn()
            .unwrap();
        Program { folder, child }
    }

    /// Its exit code, if it ends within some time.
    async fn ends_within(&mut self, patience: Duration) -> Option<i32> {
        let start = Instant::now();
        while start.elapsed() < patience {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            sleep(Duration::from_millis(20)).await;
        }
        None
    }

    /// Ends it by SIGTERM, which it must heed within three seconds; gives what it has printed, which holds no token.
    #[cfg(unix)]
    pub async fn terminate(&mut self) -> String {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        let code = self.ends_within(Duration::from_secs(3)).await;
        let printed = self.printed();
        assert_eq!(code, Some(0), "SIGTERM must end it within three seconds: {printed}");
        assert!(!printed.contains(TOKEN) && !printed.contains("interaction-token"), "{printed}");
        printed
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    fn printed(&self) -> String {
        std::fs::read_to_string(self.folder.data().join("printed.log")).unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The title of a card.
fn title(reply: &Value) -> String {
    reply["data"]["components"][0]["components"][0]["content"].as_str().unwrap().to_owned()
}

#[cfg(unix)]
#[tokio::test]
async fn the_bot_registers_answers_resumes_and_stops() {
    let fake = FakeDiscord::start().await;
    let mut program = Program::start(&fake.base, TOKEN);
    fake.until("a registration", |state| (!state.requests_to("PUT", "/commands").is_empty()).then_some(())).await;
    let commands = commands::definitions(starter().wikis());
    assert!(["khitomer", "lore"].iter().all(|name| commands.iter().any(|command| command["name"] == *name)));
    assert_eq!(fake.state().commands, json!(commands));

    for connection in ["fresh", "resumed"] {
        let pinned = command("khitomer", &[("what", "2409")]);
        let lore = command("lore", &[("topic", "Khitomer"), ("question", "borg")]);
        let typed = typing("qon");
        for interaction in [&pinned, &lore, &typed] {
            fake.interact(interaction);
        }
        let reply = fake.reply_to(&pinned).await;
        assert!(title(&reply).starts_with("### [Khitomer, Republic summit]("), "{connection}");
        assert!(title(&fake.reply_to(&lore).await).starts_with("### [Khitomer, Borg attacks]("));
        assert_eq!(fake.reply_to(&typed).await["data"]["choices"][0]["value"], "Qo'noS");
        if connection == "fresh" {
            fake.drop_connection();
        }
    }
    assert_eq!(fake.state().identified, 1);
    assert_eq!(fake.state().resumed, 1);

    program.terminate().await;
}

/// An address that nobody listens on.
pub fn free_address() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

#[cfg(unix)]
#[tokio::test]
async fn serving_it_answers_over_http_shows_its_health_and_stops() {
    let fake = FakeDiscord::start().await;
    let (listen, metrics, key) = (free_address(), free_address(), crate::door::public_key());
    let variables = [
        ("LOREBOT_LISTEN", listen.as_str()),
        ("LOREBOT_METRICS", metrics.as_str()),
        ("DISCORD_PUBLIC_KEY", key.as_str()),
        ("LOREBOT_LOG_FORMAT", "json"),
    ];
    let mut program = Program::with(&fake.base, TOKEN, &["serve"], &variables);
    fake.until("a registration", |state| (!state.requests_to("PUT", "/commands").is_empty()).then_some(())).await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let ready = client.get(format!("http://{metrics}/readyz")).send().await.unwrap();
    assert_eq!((ready.status().as_u16(), ready.text().await.unwrap().as_str()), (200, "ok\n"));
    let asked = Signed::new(command("khitomer", &[("what", "2409")]).to_string().as_bytes(), seconds_ago(0));
    let (status, reply) = asked.post(&client, &format!("http://{listen}/interactions")).await;
    assert_eq!(status, 200);
    assert!(title(&serde_json::from_str(&reply).unwrap()).starts_with("### [Khitomer, Republic summit]("));

    let printed = program.terminate().await;
    let lines: Vec<Value> = printed.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert!(lines.iter().any(|line| line["path"] == "/interactions" && line["level"] == "INFO"), "{printed}");
}

#[tokio::test]
async fn serving_without_a_key_names_the_key() {
    let mut program = Program::with("http://127.0.0.1:9", TOKEN, &["serve"], &[]);
    assert_eq!(program.ends_within(Duration::from_secs(30)).await, Some(2));
    assert!(program.printed().contains("DISCORD_PUBLIC_KEY is not set"), "{}", program.printed());
}

#[tokio::test]
async fn a_refused_token_ends_the_program_and_is_not_shown() {
    let fake = FakeDiscord::start().await;
    let mut program = Program::start(&fake.base, "wrong-token");
    let code = program.ends_within(Duration::from_secs(30)).await;
    let printed = program.printed();
    assert_eq!(code, Some(2), "{printed}");
    assert!(printed.contains("DISCORD_TOKEN") && !printed.contains("wrong-token"), "{printed}");
}
