//! The bot's controls end to end, against a Discord on loopback.
//!
//! 1. A control of an answer given before a restart is answered after it.
//! 2. A deleted answer goes from Discord, and not before its deletion is acknowledged.
//! 3. Who sees a slow answer is who was meant to.
//! 4. A channel is asked once whether it spoils, and only where that matters.

use std::sync::Arc;
use std::time::Duration;

use lorebot::discord::{Desk, Incoming};
use serde_json::{Value, json};

use crate::bot::{Bot, library, said, settings, slow_desk, text};
use crate::fake_discord::interactions::{SOMEONE, admin, command, in_a_server, in_the_thread, press_under};
use crate::fake_discord::{FakeDiscord, Fault};
use crate::replies::{PRIVATE, PUBLIC, button};

const IS_SPOILER_CHANNEL: u64 = 1 << 21;

/// Sends an interaction and waits for its answer.
async fn answer(fake: &FakeDiscord, interaction: &Value) -> Value {
    fake.interact(interaction);
    fake.reply_to(interaction).await
}

#[tokio::test]
async fn controls_work_after_a_restart() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let card = answer(&fake, &command("khitomer", &[("what", "2409")])).await;
    bot.stop().await;
    let bot = Bot::start(&fake);
    fake.until_identified(2).await;
    for label in ["Previous", "Next", "Whole section"] {
        let id = button(&card, label).unwrap();
        let reply = answer(&fake, &press_under(id, SOMEONE, PUBLIC)).await;
        assert!(reply["type"] == 7 && text(&reply, 0).contains("Khitomer"), "{label}: {reply}");
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_deleted_answer_goes_once_that_is_acknowledged() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let pressed = press_under("2d|", SOMEONE, PUBLIC);
    assert_eq!(answer(&fake, &pressed).await, json!({ "type": 6 }));
    let original = format!("/{}/messages/@original", pressed["token"].as_str().unwrap());
    fake.until("the deletion", |state| (!state.requests_to("DELETE", &original).is_empty()).then_some(())).await;
    let stranger = press_under("2d|", "9999999999999999999", PUBLIC);
    let refused = answer(&fake, &stranger).await;
    assert_eq!((&refused["type"], &refused["data"]["flags"]), (&json!(4), &json!(PRIVATE)));
    bot.stop().await;
    assert_eq!(fake.state().requests_to("DELETE", "/messages/@original").len(), 1);
}

#[tokio::test]
async fn a_slow_answer_that_is_shared_is_announced_to_the_sharer_alone_and_follows_for_all() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::with(settings(&fake), slow_desk(|| said("shared at last")));
    fake.until_identified(1).await;
    let pressed = press_under("2r!|", SOMEONE, PRIVATE);
    assert_eq!(answer(&fake, &pressed).await, json!({ "type": 5, "data": { "flags": 64 } }));
    let token = pressed["token"].as_str().unwrap();
    let followed = fake.until("the message", |state| state.requests_to("POST", &format!("/{token}")).pop()).await;
    assert_eq!(followed, json!({ "content": "shared at last", "allowed_mentions": { "parse": [] } }));
    bot.stop().await;
}

#[tokio::test]
async fn a_slow_card_follows_as_a_card() {
    let fake = FakeDiscord::start().await;
    let quick = Desk::new(library(), Arc::default());
    let answer_quickly = Arc::clone(&quick.answer);
    let slow = move |incoming: &Incoming| {
        std::thread::sleep(Duration::from_millis(2_500));
        answer_quickly(incoming)
    };
    let bot = Bot::with(settings(&fake), Desk { answer: Arc::new(slow), ..quick });
    fake.until_identified(1).await;
    let asked = command("khitomer", &[("what", "2409")]);
    assert_eq!(answer(&fake, &asked).await, json!({ "type": 5 }));
    let edit = fake.until("the edit", |state| state.requests_to("PATCH", "/messages/@original").pop()).await;
    assert_eq!(edit["flags"], PUBLIC);
    assert!(text(&json!({ "data": edit }), 0).contains("Republic summit"), "{edit}");
    bot.stop().await;
}

#[tokio::test]
async fn a_slow_answer_wanted_in_private_is_announced_in_private() {
    let fake = FakeDiscord::start().await;
    let bot = Bot::with(settings(&fake), slow_desk(|| said("psst").private()));
    fake.until_identified(1).await;
    let asked = command("lore", &[("question", "2409"), ("private", "true")]);
    assert_eq!(answer(&fake, &asked).await, json!({ "type": 5, "data": { "flags": 64 } }));
    let edit = fake.until("the edit", |state| state.requests_to("PATCH", "/messages/@original").pop()).await;
    assert_eq!(edit["content"], "psst");
    let asked = admin("settings", &json!([]));
    assert_eq!(answer(&fake, &asked).await["data"]["flags"], 64, "nobody else sees what an admin does");
    bot.stop().await;
}

#[tokio::test]
async fn a_channel_is_asked_once_whether_it_spoils() {
    let fake = FakeDiscord::start().await;
    fake.state().channel = json!({ "id": "4444444444444444444", "type": 0, "flags": IS_SPOILER_CHANNEL });
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let plain = in_a_server(command("khitomer", &[("what", "2409"), ("spoiler", "false")]), 0);
    let elsewhere = command("khitomer", &[("what", "2409")]);
    for asked in [plain, elsewhere] {
        assert_eq!(answer(&fake, &asked).await["data"]["components"][0]["spoiler"], false);
    }
    assert!(fake.state().requests_to("GET", "/channels/4444444444444444444").is_empty());
    fake.fail("GET", "/channels/4444444444444444444", 1, Fault::Status(503, json!({})));
    let untold = in_a_server(command("khitomer", &[("what", "2409")]), 0);
    assert_eq!(answer(&fake, &untold).await["data"]["components"][0]["spoiler"], false);
    for _ in 0..3 {
        let asked = in_a_server(command("khitomer", &[("what", "2409")]), 0);
        assert_eq!(answer(&fake, &asked).await["data"]["components"][0]["spoiler"], true);
    }
    assert_eq!(
        fake.state().requests_to("GET", "/channels/4444444444444444444").len(),
        1,
        "what is known is remembered"
    );
    bot.stop().await;
}

#[tokio::test]
async fn a_thread_of_a_channel_that_spoils_does_so_too() {
    let fake = FakeDiscord::start().await;
    fake.state().channel = json!({ "id": "4444444444444444444", "type": 0, "flags": IS_SPOILER_CHANNEL });
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let asked = || in_a_server(command("khitomer", &[("what", "2409")]), 0);
    let mut untold = asked();
    untold["channel_id"] = json!("4444444444444444445");
    for asked in [in_the_thread(asked()), untold] {
        assert_eq!(answer(&fake, &asked).await["data"]["components"][0]["spoiler"], true);
    }
    bot.stop().await;
}
