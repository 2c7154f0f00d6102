//! The memory of the program itself, by either door, over many interactions of all kinds.
//!
//! 1. It stays flat: what is remembered of people, channels, messages and interactions is bounded.
//!
//! `LOREBOT_WEAR` says how many interactions there are, by default 2,400; `cargo test wear:: -- --nocapture` shows how memory
//! goes on.

use std::path::Path;

use futures_util::future::join_all;
use lorebot::rebuild::{STARTER_ID, rebuild};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{Duration, sleep};

use crate::door::{Signed, public_key};
use crate::fake_discord::interactions::{
    admin, admin_typing, asked_by, command, in_a_server, look_up, press, press_under, typing,
};
use crate::fake_discord::messages::{direct, in_channel, mention, written_by};
use crate::fake_discord::{FakeDiscord, TOKEN};
use crate::program::{Program, free_address};
use crate::wikis::project;

/// How many are on their way at the same time; one of each kind, for several people.
const AT_ONCE: usize = 48;
/// How many servers they come from, in turn.
const SERVERS: usize = 2_000;
/// How often memory is looked at.
const LOOKS: usize = 12;
/// By how many KiB the memory of our own may grow from the first quarter on. In a quick run the bounded memories still fill,
/// with some 200 bytes for each person and channel, and the allocator keeps what bursts have used: 3 MiB were measured. One
/// reply of 10 kB kept for each interaction would make 18 MiB of it.
const MOST_GROWTH_KIB: u64 = 12 * 1024;

/// An interaction of somebody new, one kind after another. Its id is too small for one of Discord's, so that it does not age:
/// the bot leaves late ones alone, and a machine may be busy.
fn something(number: usize) -> Value {
    let mut asked = of_a_kind(number);
    asked["id"] = json!((number + 1).to_string());
    asked
}

fn of_a_kind(number: usize) -> Value {
    let user = (1_000_000 + number).to_string();
    let asked = match number % 12 {
        0 => typing("khit"),
        1 => command("khitomer", &[("what", "2409")]),
        2 => command("lore", &[("question", "worf father")]),
        3 => command("lore", &[("question", "zzzzz qqqqq")]),
        4 => press("1|1||khitomer|2409"),
        5 => look_up("Was it [[Khitomer|2409]], or Qo'noS?"),
        6 => unreadable(),
        7 => return elsewhere(admin("settings", &json!([])), number),
        8 => return elsewhere(admin_typing("alias", "topic", "qo"), number),
        9 => press_under("2d|", &user, 1 << 15),
        10 => return elsewhere(in_a_server(command("timeline", &[("topic", "Khitomer")]), 0), number),
        _ => return elsewhere(in_a_server(command("lore", &[("question", "borg attacks")]), 0), number),
    };
    asked_by(asked, &user)
}

/// A command without what it must bring.
fn unreadable() -> Value {
    let mut strange = command("lore", &[]);
    strange["data"] = json!(7);
    strange
}

/// The same interaction of another member, in another channel of another server.
fn elsewhere(mut asked: Value, number: usize) -> Value {
    let server = (8_000_000_000_000_000_000 + number % SERVERS).to_string();
    asked["member"]["user"]["id"] = json!((1_000_000 + number).to_string());
    asked["channel_id"] = json!((4_000_000_000_000_000_000 + number).to_string());
    asked["guild_id"] = json!(server);
    asked["authorizing_integration_owners"] = json!({ "0": server });
    asked
}

/// A message that asks something, of somebody new.
fn message(number: usize) -> Value {
    let user = (1_000_000 + number).to_string();
    let text = "[[Khitomer|2409]] and [[Qo'noS]]";
    written_by(
        if number.is_multiple_of(2) { direct(text) } else { in_channel(&format!("{} {text}", mention())) },
        &user,
    )
}

/// The program with an index on disk, in use by one of the doors.
struct Worn {
    fake: FakeDiscord,
    program: Program,
    /// Where it takes interactions over HTTP; otherwise they come over the gateway.
    door: Option<(reqwest::Client, String)>,
    _index: TempDir,
}

impl Worn {
    async fn start(over_http: bool) -> Worn {
        let (fake, index) = (FakeDiscord::start().await, tempfile::tempdir().unwrap());
        rebuild(&project().join("data"), index.path(), STARTER_ID, |_| {}).unwrap();
        let (listen, key) = (free_address(), public_key());
        let variables = [
            ("LOREBOT_INDEX", index.path().to_str().unwrap()),
            ("LOREBOT_LISTEN", &listen),
            ("DISCORD_PUBLIC_KEY", &key),
            ("LOREBOT_LOG", "off"),
        ];
        let arguments: &[&str] = if over_http { &["serve"] } else { &[] };
        let program = Program::with(&fake.base, TOKEN, arguments, &variables);
        if over_http {
            while TcpStream::connect(&listen).await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        } else {
            fake.until_identified(1).await;
        }
        let client = || reqwest::Client::builder().no_proxy().build().unwrap();
        let door = over_http.then(|| (client(), format!("http://{listen}/interactions")));
        Worn { fake, program, door, _index: index }
    }

    /// Has so many be answered, from a number on.
    async fn ask(&self, from: usize) {
        let asked: Vec<Value> = (from..from + AT_ONCE).map(something).collect();
        match &self.door {
            Some((client, address)) => {
                let signed: Vec<Signed> = asked.iter().map(Signed::of).collect();
                let replies = join_all(signed.iter().map(|signed| signed.post(client, address))).await;
                assert!(replies.iter().all(|(status, _)| *status == 200), "{replies:?}");
            }
            None => self.ask_over_the_gateway(&asked, from).await,
        }
        self.fake.forget();
    }

    async fn ask_over_the_gateway(&self, asked: &[Value], from: usize) {
        let messages = AT_ONCE / 12;
        for asked in asked {
            self.fake.interact(asked);
        }
        for number in from..from + messages {
            self.fake.tell("MESSAGE_CREATE", &message(number));
        }
        for asked in asked {
            self.fake.reply_to(asked).await;
        }
        self.fake.until("all replies", |state| (state.posted.len() >= messages).then_some(())).await;
    }
}

/// The memory of a process in KiB, by the name it has in `/proc`: all that is resident (`VmRSS`), and what is its own, which
/// leaves out the index and the program (`RssAnon`).
fn memory(process: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

async fn wear(over_http: bool) {
    let all = std::env::var("LOREBOT_WEAR").ok().and_then(|all| all.parse().ok()).unwrap_or(2_400);
    let worn = Worn::start(over_http).await;
    let rounds = usize::max(all / AT_ONCE, LOOKS);
    let (mut own, mut sent) = (Vec::new(), 0);
    println!(
        "{}\n{:>12} {:>10} {:>10}",
        if over_http { "over HTTP" } else { "over the gateway" },
        "interactions",
        "RSS KiB",
        "own KiB"
    );
    for round in 1..=rounds {
        worn.ask(sent).await;
        sent += AT_ONCE;
        if round * LOOKS / rounds > (round - 1) * LOOKS / rounds {
            own.push(memory(worn.program.id(), "RssAnon"));
            println!("{sent:>12} {:>10} {:>10}", memory(worn.program.id(), "VmRSS"), own[own.len() - 1]);
        }
    }
    let (warm, last) = (own[LOOKS / 4 - 1], own[LOOKS - 1]);
    assert!(last <= warm + MOST_GROWTH_KIB, "from {warm} KiB to {last} KiB over {} interactions", sent * 3 / 4);
}

#[tokio::test]
async fn memory_stays_flat_over_the_gateway() {
    wear(false).await;
}

#[tokio::test]
async fn memory_stays_flat_over_http() {
    wear(true).await;
}
