//! The bot and `[[links]]` in messages end to end, against a Discord on loopback.
//!
//! 1. The text of all messages is asked for where the operator wants links answered, and then alone; a refusal says what
//!    to do.
//! 2. Links are answered where the server wants it: by one reply with three small cards at most, else by silence.
//! 3. The reply follows edits, and goes with the message or with its last link.

use lorebot::discord::Error;
use lorebot::servers::{ChannelId, Choices};
use lorebot::settings::DiscordSettings;
use serde_json::{Value, json};

use crate::bot::{Bot, settings};
use crate::bot_messages::posted;
use crate::bot_servers::choose;
use crate::fake_discord::interactions::thread;
use crate::fake_discord::messages::{CHANNEL, GUILD, deleted, direct, edited, in_channel, mention, written_by};
use crate::fake_discord::{APPLICATION, FakeDiscord};

/// A bot that may read links, in a server that wants them answered.
async fn started() -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    choose(&fake, GUILD.parse().unwrap(), |server| {
        server.choices = Choices { inline_links: Some(true), ..Choices::default() };
    })
    .await;
    let bot = reading_links(&fake).await;
    (fake, bot)
}

async fn reading_links(fake: &FakeDiscord) -> Bot {
    fake.state().reads_messages = true;
    let bot = Bot::start_with(DiscordSettings { inline_links: true, ..settings(fake) });
    fake.until_identified(1).await;
    bot
}

/// How many small cards a message has.
fn cards(body: &Value) -> usize {
    body["components"].as_array().unwrap().iter().filter(|component| component["type"] == 17).count()
}

#[tokio::test]
async fn three_links_are_answered_by_one_reply() {
    let (fake, bot) = started().await;
    let message = in_channel("[[Khitomer|2409]], [[Worf]], `[[Martok]]`, [[worf]], [[Gowron]] and [[Azetbur]]");
    fake.tell("MESSAGE_CREATE", &message);
    let (_, body) = posted(&fake, &message, "Khitomer, Republic summit").await;
    assert_eq!(cards(&body), 3);
    assert_eq!(fake.posts().await, 1);
    bot.stop().await;
}

#[tokio::test]
async fn the_reply_follows_edits_and_goes_with_the_last_link() {
    let (fake, bot) = started().await;
    let message = in_channel("nothing yet");
    fake.tell("MESSAGE_CREATE", &message);
    fake.tell("MESSAGE_UPDATE", &edited(&message, "[[Khitomer|2409]]"));
    let (id, _) = posted(&fake, &message, "Republic summit").await;
    fake.tell("MESSAGE_UPDATE", &edited(&message, "[[Khitomer|2409]] [[Worf]]"));
    let (followed, body) = fake.posted_to(&message, |body| cards(body) == 2).await;
    assert!(followed == id && body.to_string().contains("Worf"));
    fake.tell("MESSAGE_UPDATE", &edited(&message, "[[Khitomer|2409"));
    fake.until("an empty channel", |state| state.posted.is_empty().then_some(())).await;
    let other = in_channel("[[Worf]]");
    fake.tell("MESSAGE_CREATE", &other);
    posted(&fake, &other, "Worf").await;
    fake.happen("MESSAGE_DELETE", &deleted(&other));
    fake.until("an empty channel", |state| state.posted.is_empty().then_some(())).await;
    bot.stop().await;
}

#[tokio::test]
async fn other_brackets_bots_and_other_servers_are_met_with_silence() {
    let (fake, bot) = started().await;
    let mut elsewhere = in_channel("[[Khitomer|2409]]");
    elsewhere["guild_id"] = json!("77");
    let silent = [
        in_channel("if [[ -f todo ]]; then"),
        in_channel("[[Qapla-shopping-list]]"),
        in_channel("> [[Khitomer|2409]]"),
        written_by(in_channel("[[Khitomer|2409]]"), APPLICATION),
        elsewhere,
    ];
    for message in &silent {
        fake.tell("MESSAGE_CREATE", message);
    }
    // A mention is answered as ever, and so is a direct message.
    let (named, alone) = (in_channel(&format!("{} khitomer 2409", mention())), direct("[[Khitomer|2409]]"));
    for message in [&named, &alone] {
        fake.tell("MESSAGE_CREATE", message);
        posted(&fake, message, "Khitomer").await;
    }
    assert_eq!(fake.posts().await, 2);
    bot.stop().await;
}

#[tokio::test]
async fn a_thread_answers_links_where_its_channel_does() {
    let fake = FakeDiscord::start().await;
    choose(&fake, GUILD.parse().unwrap(), |server| {
        let choices = Choices { inline_links: Some(true), ..Choices::default() };
        server.channels.insert(ChannelId(CHANNEL.parse().unwrap()), choices);
    })
    .await;
    let bot = reading_links(&fake).await;
    let mut message = in_channel("[[Khitomer|2409]]");
    message["channel_id"] = thread()["id"].take();
    fake.tell("MESSAGE_CREATE", &message);
    posted(&fake, &message, "Republic summit").await;
    bot.stop().await;
}

#[tokio::test]
async fn no_link_is_answered_in_a_server_that_chose_nothing() {
    let fake = FakeDiscord::start().await;
    let bot = reading_links(&fake).await;
    fake.tell("MESSAGE_CREATE", &in_channel("[[Khitomer|2409]]"));
    assert_eq!(fake.posts().await, 0);
    bot.stop().await;
}

#[tokio::test]
async fn without_the_operators_wish_no_link_is_read() {
    let fake = FakeDiscord::start().await;
    choose(&fake, GUILD.parse().unwrap(), |server| server.choices.inline_links = Some(true)).await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    fake.tell("MESSAGE_CREATE", &in_channel("[[Khitomer|2409]]"));
    assert_eq!(fake.posts().await, 0);
    bot.stop().await;
}

#[tokio::test]
async fn a_refused_intent_is_named_with_what_to_do() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start_with(DiscordSettings { inline_links: true, ..settings(&fake) });
    let error = bot.error().await;
    let said = error.to_string();
    assert!(matches!(error, Error::MessageContent), "{said}");
    assert!(said.contains("Message Content") && said.contains("LOREBOT_INLINE_LINKS"), "{said}");
}
