//! The bot and what servers chose, end to end, against a Discord on loopback, with another process at the same database.
//!
//! 1. What another process changes holds within seconds; pinned topics become commands of that server, and answer.
//! 2. Questions that found nothing are counted for the server, those of messages never.
//! 3. All of a server goes when it removes the bot, also while the bot was away; nobody else's does.
//! 4. Whoever asks without end has to wait; what is typed meanwhile is still completed.
//! 5. A database that cannot be used ends the bot with what to do; one that fails later stops no answer,
//!    which then only the asker sees.

use std::time::Duration;

use lorebot::discord::Error;
use lorebot::servers::{CommandName, Day, Label, Pin, Server, Servers};
use lorebot::settings::DiscordSettings;
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use sqlx::{Connection, Executor};
use tokio::time::sleep;

use crate::bot::{Bot, desk, is_private, said, settings, text};
use crate::fake_discord::interactions::{command, in_a_server, look_up, typing};
use crate::fake_discord::{FakeDiscord, Fault};

/// The server that interactions come from, and its path.
const GUILD: u64 = 8_888_888_888_888_888_888;
const COMMANDS: &str = "/applications/1111111111111111111/guilds/8888888888888888888/commands";

fn label(name: &str) -> Label {
    Label::new(name).unwrap()
}

/// Has the server choose something, as another process would.
pub async fn choose(fake: &FakeDiscord, guild: u64, edit: impl FnOnce(&mut Server) + Send) {
    let servers = Servers::open(&fake.database()).await.unwrap();
    let edit = |server: &mut Server| {
        edit(server);
        Ok(())
    };
    servers.change(guild, Day(20_000), edit).await.unwrap();
    servers.close().await;
}

async fn answer(fake: &FakeDiscord, interaction: &Value) -> Value {
    fake.interact(interaction);
    fake.reply_to(interaction).await
}

/// Waits until the database says so.
pub async fn until(fake: &FakeDiscord, what: &str, seen: impl AsyncFn(&Servers) -> bool) {
    let servers = Servers::open(&fake.database()).await.unwrap();
    for _ in 0..1_000 {
        if seen(&servers).await {
            return servers.close().await;
        }
        sleep(Duration::from_millis(20)).await;
    }
    panic!("waited in vain for {what}");
}

fn in_server(name: &str, options: &[(&str, &str)]) -> Value {
    in_a_server(command(name, options), 0)
}

#[tokio::test]
async fn a_topic_that_another_process_pins_becomes_a_command_that_answers() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let before = answer(&fake, &in_server("kel", &[])).await;
    assert!(is_private(&before), "no such command yet: {before}");
    let pin = Pin { command: CommandName::new("kel").unwrap(), article: label("Khitomer"), wiki: label("starter") };
    choose(&fake, GUILD, |server| server.pins.push(pin)).await;
    let registered = fake.until("a registration", |state| state.requests_to("PUT", COMMANDS).pop()).await;
    assert_eq!((&registered[0]["name"], registered.as_array().unwrap().len()), (&json!("kel"), 1));
    let reply = answer(&fake, &in_server("kel", &[("what", "2409")])).await;
    assert!(text(&reply, 0).contains("Khitomer, Republic summit"), "{reply}");
    choose(&fake, GUILD, |server| server.pins.clear()).await;
    fake.until("its end", |state| state.requests_to("PUT", COMMANDS).pop().filter(|commands| *commands == json!([])))
        .await;
    bot.stop().await;
}

#[tokio::test]
async fn questions_that_found_nothing_are_counted_but_not_those_of_messages() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    answer(&fake, &in_a_server(look_up("Xyzzyplugh Qwrt"), 0)).await;
    for _ in 0..2 {
        let nothing = answer(&fake, &in_server("lore", &[("question", "Xyzzyplugh Qwrt")])).await;
        assert!(is_private(&nothing));
    }
    answer(&fake, &command("lore", &[("question", "Vwxyzzy Qwrt")])).await;
    until(&fake, "the count", async |servers| {
        let counted = servers.unanswered(GUILD).await.unwrap();
        counted.len() == 1 && counted[0].question == "xyzzyplugh qwrt" && counted[0].times == 2
    })
    .await;
    bot.stop().await;
}

#[tokio::test]
async fn all_of_a_server_goes_when_it_removes_the_bot_and_nothing_of_others() {
    let fake = FakeDiscord::start().await;
    for guild in [GUILD, 4, 5, 6, 7] {
        choose(&fake, guild, |server| server.aliases.set(label("kel"), label("Khitomer")).unwrap()).await;
    }
    // Of server 8 only a question is known.
    let servers = Servers::open(&fake.database()).await.unwrap();
    servers.note_unanswered(8, "who is Osa?", Day(20_000)).await.unwrap();
    servers.close().await;
    // Servers 7 and 8 have removed the bot while it was away; server 4 has its commands without the bot as a member.
    fake.state().guilds = vec![GUILD, 5, 6];
    fake.state().left = vec![7, 8];
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    until(&fake, "the first sweep", async |servers| servers.known().await.unwrap() == [4, 5, 6, GUILD]).await;
    fake.happen("GUILD_DELETE", &json!({ "id": "6", "unavailable": true }));
    fake.happen("GUILD_DELETE", &json!({ "id": GUILD.to_string() }));
    until(&fake, "the server's end", async |servers| servers.guilds().await.unwrap() == [4, 5, 6]).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_server_that_removes_the_bot_between_two_sessions_is_forgotten() {
    let fake = FakeDiscord::start().await;
    for guild in [GUILD, 5] {
        choose(&fake, guild, |server| server.aliases.set(label("kel"), label("Khitomer")).unwrap()).await;
    }
    fake.state().guilds = vec![GUILD, 5];
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    sleep(Duration::from_millis(5_500)).await; // serenity leaves five seconds between two sessions.
    fake.state().guilds = vec![5];
    fake.state().left = vec![GUILD];
    fake.invalidate_sessions();
    fake.until_identified(2).await;
    until(&fake, "the server's end", async |servers| servers.known().await.unwrap() == [5]).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_pin_becomes_a_command_before_all_other_servers_are_looked_after_and_in_spite_of_a_fault() {
    let fake = FakeDiscord::start().await;
    let others: Vec<u64> = (1..=60).collect();
    let servers = Servers::open(&fake.database()).await.unwrap();
    for guild in &others {
        let named = |server: &mut Server| server.aliases.set(label("kel"), label("Khitomer"));
        servers.change(*guild, Day(20_000), named).await.unwrap();
    }
    servers.close().await;
    fake.state().guilds = others.into_iter().chain([GUILD]).collect();
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    fake.fail("PUT", COMMANDS, 1, Fault::Status(503, json!({})));
    let pin = Pin { command: CommandName::new("kel").unwrap(), article: label("Khitomer"), wiki: label("starter") };
    choose(&fake, GUILD, |server| server.pins.push(pin)).await;
    fake.until("a registration", |state| state.requests_to("PUT", COMMANDS).pop()).await;
    assert!(fake.state().requests_to("GET", "/applications/1111111111111111111/guilds/60/commands").is_empty());
    bot.stop().await;
}

#[tokio::test]
async fn whoever_asks_without_end_has_to_wait() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let asked: Vec<Value> = (0..40).map(|_| in_server("khitomer", &[("what", "2409")])).collect();
    for interaction in &asked {
        fake.interact(interaction);
    }
    let mut waits = 0;
    for interaction in &asked {
        let reply = fake.reply_to(interaction).await;
        waits += usize::from(is_private(&reply) && reply.to_string().contains("please wait"));
    }
    assert!((1..=25).contains(&waits), "{waits} of 40 were asked to wait");
    let choices = answer(&fake, &typing("khito")).await;
    assert_eq!(choices["data"]["choices"][0]["value"], json!("Khitomer"));
    bot.stop().await;
}

#[tokio::test]
async fn a_database_that_cannot_be_used_ends_the_bot_with_what_to_do() {
    let fake = FakeDiscord::start().await;
    let wrong = DiscordSettings { database: "mysql://osa@nowhere/lore".to_owned().into(), ..settings(&fake) };
    let error = Bot::with(wrong, desk(|| said("never"))).error().await;
    assert!(matches!(error, Error::Servers(_)) && error.to_string().contains("DATABASE_URL"), "{error}");
}

#[tokio::test]
async fn where_the_database_is_away_only_the_asker_is_answered() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    // The table is gone before anyone has asked from the server.
    let address = fake.database();
    sqlx::any::install_default_drivers();
    let mut database = sqlx::AnyConnection::connect(address.expose_secret()).await.unwrap();
    database.execute("ALTER TABLE servers RENAME TO elsewhere").await.unwrap();
    let reply = answer(&fake, &in_server("khitomer", &[("what", "2409")])).await;
    assert!(is_private(&reply) && text(&reply, 0).contains("Khitomer"), "{reply}");
    database.execute("ALTER TABLE elsewhere RENAME TO servers").await.unwrap();
    let reply = answer(&fake, &in_server("khitomer", &[("what", "2409")])).await;
    assert!(!is_private(&reply), "it heals: {reply}");
    bot.stop().await;
}
