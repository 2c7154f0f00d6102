//! The bot on several shards, in one process or several, against a Discord on loopback.
//!
//! 1. As many shards are opened as Discord recommends, and all answer; what the gateway brings on one of them is not
//!    disturbed by what becomes of another.
//! 2. Processes that open some of the shards each do what is to be done once for the application once, and look after the
//!    servers of their own shards alone.
//! 3. A Discord that wants more shards gets them, or an error that says what to do; so does one that lets no more sessions
//!    begin.

use std::sync::Arc;

use lorebot::discord::Desk;
use lorebot::metrics::Metrics;
use lorebot::servers::{CommandName, Label, Pin};
use lorebot::settings::{DiscordSettings, ShardRange, Shards};
use serde_json::{Value, json};

use crate::bot::{Bot, is_answer, library, settings};
use crate::bot_servers::{choose, until};
use crate::fake_discord::interactions::{command, in_a_server};
use crate::fake_discord::{FakeDiscord, Weather};

/// A server on the second of two shards, and on the fourth of four; one on the first of any.
const SECOND: u64 = 7 << 22;
const FIRST: u64 = 8 << 22;

/// A Discord that recommends so many shards.
async fn discord(shards: u64) -> FakeDiscord {
    let fake = FakeDiscord::start().await;
    fake.state().shards = shards;
    fake
}

/// A bot that opens some of the shards.
fn some(fake: &FakeDiscord, first: u32, last: u32, total: u32) -> Bot {
    let shards = Shards::Named(ShardRange::new(first, last, total).unwrap());
    Bot::start_with(DiscordSettings { shards, ..settings(fake) })
}

fn in_server(guild: u64) -> Value {
    let mut asked = in_a_server(command("khitomer", &[("what", "2409")]), 0);
    asked["guild_id"] = json!(guild.to_string());
    asked
}

/// Waits until these shards have sessions.
async fn opened(fake: &FakeDiscord, shards: &[(u64, u64)]) {
    let all = |opened: &Vec<(u64, u64)>| {
        let mut sorted = opened.clone();
        sorted.sort_unstable();
        sorted == shards
    };
    fake.until("all shards", |state| all(&state.opened).then_some(())).await;
}

/// Asks in servers on either side; both get an answer.
async fn assert_all_answer(fake: &FakeDiscord) {
    for asked in [in_server(FIRST), in_server(SECOND), command("khitomer", &[("what", "2409")])] {
        fake.interact(&asked);
        assert!(is_answer(&fake.reply_to(&asked).await), "{asked}");
    }
}

#[tokio::test]
async fn one_process_opens_as_many_shards_as_discord_recommends_and_all_answer() {
    let (fake, metrics) = (discord(2).await, Arc::<Metrics>::default());
    let bot = Bot::with(settings(&fake), Desk::new(library(), Arc::clone(&metrics)));
    opened(&fake, &[(0, 2), (1, 2)]).await;
    assert_all_answer(&fake).await;
    assert_eq!((metrics.gateway.get(), metrics.reconnects.get()), (Some(true), 0));
    bot.stop().await;
    assert_eq!(fake.state().farewells, [1000, 1000], "each says goodbye");
}

#[tokio::test]
async fn a_shard_that_loses_its_connection_leaves_the_others_answering() {
    let (fake, metrics) = (discord(2).await, Arc::<Metrics>::default());
    let bot = Bot::with(settings(&fake), Desk::new(library(), Arc::clone(&metrics)));
    opened(&fake, &[(0, 2), (1, 2)]).await;
    // Nothing can be reached, so that the second shard stays away.
    fake.state().weather = Weather::Down;
    fake.drop_shard(1);
    fake.until("the news", |_| (metrics.gateway.get() == Some(false)).then_some(())).await;
    let of_the_other = in_server(FIRST);
    fake.interact(&of_the_other);
    assert!(is_answer(&fake.reply_to(&of_the_other).await));
    fake.state().weather = Weather::Fair;
    fake.until("the session to go on", |state| (state.resumed == 1).then_some(())).await;
    assert_all_answer(&fake).await;
    assert_eq!(fake.state().identified, 2);
    bot.stop().await;
}

#[tokio::test]
async fn two_processes_with_half_of_the_shards_each_answer_all_and_register_once() {
    let fake = discord(4).await;
    let (first, second) = (some(&fake, 0, 1, 4), some(&fake, 2, 3, 4));
    opened(&fake, &[(0, 4), (1, 4), (2, 4), (3, 4)]).await;
    assert_all_answer(&fake).await;
    fake.until("a registration", |state| state.requests_to("PUT", "/commands").pop()).await;
    first.stop().await;
    second.stop().await;
    let asked = fake.state().requests_to("GET", "/applications/1111111111111111111/commands").len();
    assert_eq!((asked, fake.state().requests_to("PUT", "/commands").len()), (1, 1));
}

#[tokio::test]
async fn a_process_without_the_first_shard_registers_nothing() {
    let fake = discord(2).await;
    let bot = some(&fake, 1, 1, 2);
    opened(&fake, &[(1, 2)]).await;
    let asked = in_server(SECOND);
    fake.interact(&asked);
    assert!(is_answer(&fake.reply_to(&asked).await));
    bot.stop().await;
    assert!(fake.state().requests_to("GET", "/commands").is_empty());
}

#[tokio::test]
async fn a_process_forgets_no_server_of_another() {
    let fake = discord(2).await;
    let (gone, others) = (FIRST + (2 << 22), SECOND + (2 << 22));
    let named = |name: &str| Label::new(name).unwrap();
    for guild in [FIRST, SECOND, gone, others] {
        choose(&fake, guild, |server| server.aliases.set(named("kel"), named("Khitomer")).unwrap()).await;
    }
    // Two servers have removed the bot, one on each shard.
    fake.state().guilds = vec![FIRST, SECOND];
    fake.state().left = vec![gone, others];
    let bot = some(&fake, 0, 0, 2);
    until(&fake, "the end of a server", async |servers| servers.known().await.unwrap() == [SECOND, FIRST, others])
        .await;
    let pin = Pin { command: CommandName::new("kel").unwrap(), article: named("Khitomer"), wiki: named("starter") };
    for guild in [SECOND, FIRST] {
        choose(&fake, guild, |server| server.pins.push(pin.clone())).await;
    }
    let path = |guild: u64| format!("/guilds/{guild}/commands");
    fake.until("the pin's command", |state| state.requests_to("PUT", &path(FIRST)).pop()).await;
    // Changes are followed in their order: the other server's was seen before this one.
    choose(&fake, FIRST, |server| server.pins.clear()).await;
    fake.until("its end", |state| {
        state.requests_to("PUT", &path(FIRST)).pop().filter(|commands| *commands == json!([]))
    })
    .await;
    for foreign in [SECOND, others] {
        assert!(fake.state().requests_to("GET", &path(foreign)).is_empty(), "{foreign} is another process's");
    }
    let other = some(&fake, 1, 1, 2);
    until(&fake, "the end of the other", async |servers| servers.known().await.unwrap() == [SECOND, FIRST]).await;
    fake.until("the other's command", |state| state.requests_to("PUT", &path(SECOND)).pop()).await;
    bot.stop().await;
    other.stop().await;
}

#[tokio::test]
async fn a_discord_that_wants_more_shards_gets_them() {
    let fake = FakeDiscord::start().await;
    fake.state().least_shards = 2;
    let bot = Bot::start(&fake);
    fake.until("a first try", |state| (state.identified == 1).then_some(())).await;
    fake.state().shards = 2;
    opened(&fake, &[(0, 2), (1, 2)]).await;
    assert_all_answer(&fake).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_process_whose_shards_are_too_few_ends_with_what_to_do() {
    let fake = discord(5).await;
    fake.state().least_shards = 3;
    let error = some(&fake, 0, 1, 2).error().await.to_string();
    assert!(error.contains("LOREBOT_SHARDS") && error.contains("0-4/5"), "{error}");
}

#[tokio::test]
async fn where_no_session_is_left_the_bot_ends_with_when_there_is_one() {
    let fake = discord(2).await;
    fake.state().sessions_left = 1;
    let error = Bot::start(&fake).error().await.to_string();
    assert!(error.contains("left: 1, needed: 2") && error.contains("in 1 minutes"), "{error}");
    assert_eq!(fake.state().identified, 0);
}
