//! The bot and messages end to end, against a Discord on loopback.
//!
//! 1. A mention and a direct message are answered once, by a reply that notifies nobody; bots and late messages never are.
//! 2. The reply follows an edit and goes when the message does; after a restart it is left as it is.
//! 3. Its controls belong to whoever wrote the message, also after a restart.
//! 4. A reply arrives once in spite of faults; a channel that takes none is left alone.
//! 5. No word of a message is logged, and none is counted.
//! 6. It is in the language that the server has in Discord.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use lorebot::discord::Reply;
use lorebot::servers::Servers;
use serde_json::{Value, json};
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::bot::{Bot, desk, is_private, said, settings};
use crate::fake_discord::interactions::{asked_by, in_a_server};
use crate::fake_discord::messages::{
    as_reply, deleted, direct, edited, in_channel, in_channel_ago, mention, press_under_reply, written_by,
};
use crate::fake_discord::{APPLICATION, FakeDiscord, Fault, Request};
use crate::limits_checker::check_posted;
use crate::replies::{button, texts};

const PATH: &str = "/channels/4444444444444444444/messages";

async fn started() -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    (fake, bot)
}

/// A message that mentions the bot.
fn mentioning(text: &str) -> Value {
    in_channel(&format!("{} {text}", mention()))
}

/// What a message in a channel says, as the reply to an interaction would.
fn as_callback(body: &Value) -> Value {
    json!({ "type": 4, "data": body })
}

fn all(body: &Value) -> String {
    texts(&as_callback(body)).join("\n").replace("**", "")
}

/// Waits for the reply to a message that holds these words.
pub async fn posted(fake: &FakeDiscord, message: &Value, words: &str) -> (u64, Value) {
    let found = fake.posted_to(message, |body| all(body).contains(words)).await;
    check_posted(&found.1);
    found
}

#[tokio::test]
async fn a_mention_and_a_direct_message_are_answered_once_by_a_reply() {
    let (fake, bot) = started().await;
    for message in [mentioning("khitomer 2409"), direct("khitomer 2409")] {
        fake.tell("MESSAGE_CREATE", &message);
        fake.tell("MESSAGE_CREATE", &message);
        let (_, body) = posted(&fake, &message, "Khitomer, Republic summit").await;
        assert_eq!(body["allowed_mentions"], json!({ "parse": [], "replied_user": false }));
        assert_eq!(body["message_reference"], json!({ "message_id": message["id"] }));
        assert_eq!((&body["nonce"], &body["enforce_nonce"]), (&message["id"], &json!(true)));
        assert!(button(&as_callback(&body), "Delete").is_some());
    }
    assert_eq!(fake.posts().await, 2);
    bot.stop().await;
}

#[tokio::test]
async fn what_is_not_for_the_bot_or_late_or_of_a_bot_is_left_alone() {
    let (fake, bot) = started().await;
    let named = format!("{} khitomer 2409", mention());
    let mut by_bot = in_channel(&named);
    by_bot["author"]["bot"] = json!(true);
    let mut by_webhook = in_channel(&named);
    by_webhook["webhook_id"] = json!("99");
    let others = [
        in_channel("khitomer 2409"),
        in_channel("@everyone <@&1111111111111111111> khitomer 2409"),
        in_channel_ago(&named, 90_000),
        written_by(in_channel(&named), APPLICATION),
        as_reply(in_channel("")),
        by_bot,
        by_webhook,
    ];
    for message in &others {
        fake.tell("MESSAGE_CREATE", message);
    }
    let last = mentioning("khitomer 2409");
    fake.tell("MESSAGE_CREATE", &last);
    posted(&fake, &last, "Republic summit").await;
    assert_eq!(fake.posts().await, 1);
    bot.stop().await;
}

#[tokio::test]
async fn a_message_that_the_library_cannot_decode_is_answered() {
    let (fake, bot) = started().await;
    let mut strange = mentioning("khitomer 2409");
    strange["attachments"] = json!("none");
    fake.tell("MESSAGE_CREATE", &strange);
    posted(&fake, &strange, "Republic summit").await;
    let mut again = edited(&strange, &format!("{} khitomer 2293", mention()));
    again["embeds"] = json!(7);
    fake.tell("MESSAGE_UPDATE", &again);
    posted(&fake, &strange, "2293").await;
    bot.stop().await;
}

#[tokio::test]
async fn the_reply_follows_an_edit_and_goes_where_nothing_is_asked_any_more() {
    let (fake, bot) = started().await;
    let message = mentioning("khitomer 2409");
    fake.tell("MESSAGE_CREATE", &message);
    let (id, _) = posted(&fake, &message, "Republic summit").await;
    // Discord tells of the pictures of links, too, as of an edit.
    fake.tell("MESSAGE_UPDATE", &message);
    fake.tell("MESSAGE_UPDATE", &edited(&message, &format!("{} khitomer 2293", mention())));
    let (followed, body) = posted(&fake, &message, "2293").await;
    assert_eq!(followed, id);
    check_posted(&body);
    assert_eq!(fake.state().requests_to("PATCH", &format!("{PATH}/{id}")).len(), 1);
    fake.tell("MESSAGE_UPDATE", &edited(&message, "never mind"));
    fake.until("an empty channel", |state| state.posted.is_empty().then_some(())).await;
    // Asked again, it is answered again, by another message.
    fake.tell("MESSAGE_UPDATE", &edited(&message, &format!("{} khitomer 2409", mention())));
    let (other, body) = posted(&fake, &message, "Republic summit").await;
    assert!(other != id && body["nonce"] == json!(format!("{}-1", message["id"].as_str().unwrap())));
    bot.stop().await;
}

#[tokio::test]
async fn an_edit_soon_after_makes_a_message_a_question_and_later_none() {
    let (fake, bot) = started().await;
    let named = format!("{} khitomer 2409", mention());
    let (soon, late) = (in_channel_ago("khitomer 2409", 120_000), in_channel_ago("khitomer 2409", 400_000));
    for message in [&late, &soon] {
        fake.tell("MESSAGE_UPDATE", &edited(message, &named));
    }
    posted(&fake, &soon, "Republic summit").await;
    assert_eq!(fake.posts().await, 1);
    bot.stop().await;
}

#[tokio::test]
async fn the_reply_goes_with_its_message() {
    let (fake, bot) = started().await;
    let asked: Vec<Value> = (0..3).map(|_| mentioning("khitomer 2409")).collect();
    for message in &asked {
        fake.tell("MESSAGE_CREATE", message);
        posted(&fake, message, "Republic summit").await;
    }
    fake.happen("MESSAGE_DELETE", &deleted(&asked[0]));
    fake.until("one reply less", |state| (state.posted.len() == 2).then_some(())).await;
    let ids = json!(["1", asked[1]["id"], asked[2]["id"]]);
    let bulk = json!({ "ids": ids, "channel_id": asked[1]["channel_id"], "guild_id": asked[1]["guild_id"] });
    fake.happen("MESSAGE_DELETE_BULK", &bulk);
    fake.until("an empty channel", |state| state.posted.is_empty().then_some(())).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_message_deleted_while_its_answer_is_made_keeps_no_reply() {
    let fake = FakeDiscord::start().await;
    let (begun, answer) = (Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
    let (begins, may_answer) = (Arc::clone(&begun), Arc::clone(&answer));
    let slow = desk(move || {
        begins.notify_one();
        while !may_answer.load(Ordering::Relaxed) {
            std::thread::sleep(Duration::from_millis(10));
        }
        said("at last")
    });
    let bot = Bot::with(settings(&fake), slow);
    fake.until_identified(1).await;
    let message = mentioning("khitomer 2409");
    fake.tell("MESSAGE_CREATE", &message);
    begun.notified().await;
    fake.happen("MESSAGE_DELETE", &deleted(&message));
    answer.store(true, Ordering::Relaxed);
    let is_deletion = |request: &Request| request.method == "DELETE";
    fake.until("the reply to go", |state| state.requests.iter().any(is_deletion).then_some(())).await;
    assert!(fake.state().posted.is_empty());
    bot.stop().await;
}

#[tokio::test]
async fn a_reply_that_somebody_deleted_is_not_given_again() {
    let (fake, bot) = started().await;
    let message = mentioning("khitomer 2409");
    fake.tell("MESSAGE_CREATE", &message);
    let (id, _) = posted(&fake, &message, "Republic summit").await;
    fake.state().posted.clear();
    for year in ["2293", "2385"] {
        fake.tell("MESSAGE_UPDATE", &edited(&message, &format!("{} khitomer {year}", mention())));
    }
    let path = format!("{PATH}/{id}");
    fake.until("an edit in vain", |state| state.requests_to("PATCH", &path).pop()).await;
    assert_eq!(fake.posts().await, 1);
    bot.stop().await;
}

#[tokio::test]
async fn after_a_restart_old_replies_are_left_and_their_controls_work() {
    let (fake, bot) = started().await;
    let message = mentioning("khitomer 2409");
    fake.tell("MESSAGE_CREATE", &message);
    let (_, body) = posted(&fake, &message, "Republic summit").await;
    bot.stop().await;
    let bot = Bot::start(&fake);
    fake.until_identified(2).await;
    fake.happen("MESSAGE_DELETE", &deleted(&message));
    let next = button(&as_callback(&body), "Next").unwrap().to_owned();
    for is_told in [true, false] {
        let own = in_a_server(press_under_reply(&next, &message, is_told), 0);
        fake.interact(&own);
        assert_eq!(fake.reply_to(&own).await["type"], 7, "it turns in place for whoever asked");
        let other = asked_by(press_under_reply(&next, &message, is_told), "9999999999999999999");
        fake.interact(&other);
        let reply = fake.reply_to(&other).await;
        assert!(reply["type"] == 4 && is_private(&reply), "{reply}");
    }
    let delete = press_under_reply("2d|", &message, false);
    fake.interact(&delete);
    assert_eq!(fake.reply_to(&delete).await, json!({ "type": 6 }));
    assert_eq!(fake.state().posted.len(), 1, "nobody but Discord has deleted it");
    bot.stop().await;
}

#[tokio::test]
async fn a_reply_arrives_once_in_spite_of_faults() {
    let (fake, bot) = started().await;
    let limited = Fault::Status(429, json!({ "message": "slow down", "retry_after": 0.2, "global": false }));
    for fault in [limited, Fault::Status(502, json!({})), Fault::Reset, Fault::LostReply] {
        let message = mentioning("khitomer 2409");
        fake.fail("POST", PATH, 1, fault.clone());
        fake.tell("MESSAGE_CREATE", &message);
        let (id, _) = posted(&fake, &message, "Republic summit").await;
        fake.tell("MESSAGE_UPDATE", &edited(&message, &format!("{} khitomer 2293", mention())));
        assert_eq!(posted(&fake, &message, "2293").await.0, id, "{fault:?}");
        fake.happen("MESSAGE_DELETE", &deleted(&message));
        fake.until("an empty channel", |state| state.posted.is_empty().then_some(())).await;
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_channel_that_takes_no_message_is_left_alone() {
    let (fake, bot) = started().await;
    let forbidden = Fault::Status(403, json!({ "message": "Missing Permissions", "code": 50013 }));
    fake.fail("POST", PATH, 1, forbidden);
    fake.tell("MESSAGE_CREATE", &mentioning("khitomer 2409"));
    sleep(Duration::from_millis(700)).await;
    let mut elsewhere = mentioning("khitomer 2409");
    elsewhere["channel_id"] = json!("4444444444444444445");
    for message in [&mentioning("khitomer 2293"), &elsewhere] {
        fake.tell("MESSAGE_CREATE", message);
    }
    posted(&fake, &elsewhere, "Republic summit").await;
    assert_eq!(fake.posts().await, 1);
    bot.stop().await;
}

#[tokio::test]
async fn whoever_asks_without_end_is_left_unanswered() {
    let (fake, bot) = started().await;
    for _ in 0..40 {
        fake.tell("MESSAGE_CREATE", &mentioning("khitomer 2409"));
    }
    let other = written_by(mentioning("khitomer 2409"), "9999999999999999999");
    fake.tell("MESSAGE_CREATE", &other);
    posted(&fake, &other, "Republic summit").await;
    sleep(Duration::from_secs(1)).await;
    assert!((15..=25).contains(&fake.posts().await));
    bot.stop().await;
}

#[tokio::test]
async fn an_answer_that_fails_is_said_to_have_failed_and_nothing_is_kept_of_any_message() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::with(settings(&fake), desk(|| -> Reply { std::panic::resume_unwind(Box::new("no answer")) }));
    fake.until_identified(1).await;
    let message = mentioning("gowrons-secret");
    fake.tell("MESSAGE_CREATE", &message);
    posted(&fake, &message, "Something went wrong").await;
    bot.stop().await;
    let bot = Bot::start(&fake);
    fake.until_identified(2).await;
    let message = mentioning("zzzzz gowrons-secret");
    fake.tell("MESSAGE_CREATE", &message);
    posted(&fake, &message, "").await;
    // It asserts that the log holds none of these words.
    bot.stop().await;
    let servers = Servers::open(&fake.database()).await.unwrap();
    assert!(servers.guilds().await.unwrap().is_empty());
}

/// A server as the gateway tells of one that has the bot.
fn server_speaking(locale: &str) -> Value {
    json!({
        "id": "8888888888888888888", "name": "Tides", "icon": null, "splash": null, "discovery_splash": null,
        "owner_id": "1", "afk_channel_id": null, "afk_timeout": 300, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "roles": [], "emojis": [], "features": [],
        "mfa_level": 0, "application_id": null, "system_channel_id": null, "system_channel_flags": 0,
        "rules_channel_id": null, "vanity_url_code": null, "description": null, "banner": null, "premium_tier": 0,
        "preferred_locale": locale, "public_updates_channel_id": null, "nsfw_level": 0, "stickers": [],
        "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null, "joined_at": "2026-01-01T00:00:00+00:00",
        "large": false, "unavailable": false, "member_count": 2, "voice_states": [], "members": [], "channels": [],
        "threads": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [],
    })
}

#[tokio::test]
async fn a_reply_is_in_the_language_that_the_server_has_in_discord() {
    let (fake, bot) = started().await;
    for (locale, words) in [("de", "Quelle:"), ("en-US", "Source:")] {
        fake.happen("GUILD_CREATE", &server_speaking(locale));
        // Events are handled side by side: the message is told of again and again, each time another, until the other is known.
        let mut told = String::new();
        for _ in 0..50 {
            let message = mentioning("khitomer 2409");
            fake.tell("MESSAGE_CREATE", &asked_by_author(message.clone()));
            told = all(&posted(&fake, &message, "Khitomer").await.1);
            if told.contains(words) {
                break;
            }
        }
        assert!(told.contains(words), "{told}");
    }
    bot.stop().await;
}

/// The same message of somebody else each time, whom no cool-down stops.
fn asked_by_author(mut message: Value) -> Value {
    message["author"]["id"] = message["id"].clone();
    message
}
