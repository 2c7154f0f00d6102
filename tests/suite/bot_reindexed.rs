//! The bot goes over to a new index while it runs, against a Discord on loopback.
//!
//! 1. A rebuild and a step back are seen within seconds; topics that a wiki pins anew become commands.
//! 2. An index that cannot be opened changes nothing, and is gone over to once it can.
//! 3. No question goes unanswered meanwhile.
//! 4. An index that is damaged where opening it did not look is told of.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use lorebot::discord::Desk;
use lorebot::index::{in_use, step_back};
use lorebot::metrics::Metrics;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::bot::{Bot, settings};
use crate::fake_discord::FakeDiscord;
use crate::fake_discord::interactions::{asked_by, command};
use crate::wikis::Wikis;

fn wiki() -> Wikis {
    let wikis = Wikis::demo();
    wikis.article("osa.md", "# Osa\n\nOsa kept the mill by the weir in 2301.\n");
    wikis
}

fn start(fake: &FakeDiscord, wikis: &Wikis) -> Bot {
    let opened = in_use(&wikis.index()).unwrap();
    let desk = Desk::following(Arc::new(wikis.open()), &wikis.index(), opened, Arc::default());
    Bot::with(settings(fake), desk)
}

/// Asks again and again, each time as somebody else, until the answer holds these words; every question must be answered.
async fn until_told(fake: &FakeDiscord, words: &str) {
    for user in 1..2_000_u32 {
        let asked = asked_by(command("lore", &[("question", "osa")]), &user.to_string());
        fake.interact(&asked);
        let told: Value = fake.reply_to(&asked).await;
        assert!(!told.to_string().contains("went wrong"), "{told}");
        if told.to_string().contains(words) {
            return;
        }
        sleep(Duration::from_millis(20)).await;
    }
    panic!("nobody was told of {words}");
}

#[tokio::test]
async fn a_rebuild_and_a_step_back_are_seen_while_the_bot_runs() {
    let (fake, wikis) = (FakeDiscord::start().await, wiki());
    wikis.rebuild().unwrap();
    let bot = start(&fake, &wikis);
    fake.until_identified(1).await;
    until_told(&fake, "kept the mill").await;
    wikis.article("osa.md", "# Osa\n\nOsa sold the mill and went to sea in 2301.\n");
    let profile = format!("pins = [\"Osa\"]\n{}", include_str!("../fixtures/demo/wiki.toml"));
    wikis.write("demo/wiki.toml", &profile);
    wikis.rebuild().unwrap();
    until_told(&fake, "went to sea").await;
    let has_pin = |commands: &Value| commands.as_array().unwrap().iter().any(|command| command["name"] == json!("osa"));
    fake.until("the pinned topic's command", |state| has_pin(&state.commands).then_some(())).await;
    step_back(&wikis.index().join("demo")).unwrap();
    until_told(&fake, "kept the mill").await;
    fake.until("its end", |state| (!has_pin(&state.commands)).then_some(())).await;
    bot.stop().await;
}

#[tokio::test]
async fn an_index_that_cannot_be_opened_changes_nothing_until_it_can() {
    let (fake, wikis) = (FakeDiscord::start().await, wiki());
    wikis.rebuild().unwrap();
    let bot = start(&fake, &wikis);
    fake.until_identified(1).await;
    let broken = wikis.index().join("demo/gen-9");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("stamp.json"), "no stamp").unwrap();
    fs::write(wikis.index().join("demo/CURRENT"), "gen-9\n").unwrap();
    sleep(Duration::from_secs(3)).await;
    until_told(&fake, "kept the mill").await;
    wikis.article("osa.md", "# Osa\n\nOsa sold the mill and went to sea in 2301.\n");
    wikis.rebuild().unwrap();
    until_told(&fake, "went to sea").await;
    bot.stop().await;
}

#[tokio::test]
async fn what_is_damaged_since_the_index_was_opened_is_counted_as_an_error() {
    let (fake, wikis) = (FakeDiscord::start().await, wiki());
    wikis.rebuild().unwrap();
    let (opened, metrics) = (in_use(&wikis.index()).unwrap(), Arc::new(Metrics::default()));
    let library = Arc::new(wikis.open());
    fs::write(wikis.index().join("demo/gen-1/contents.json"), "{}").unwrap();
    let bot = Bot::with(settings(&fake), Desk::following(library, &wikis.index(), opened, Arc::clone(&metrics)));
    fake.until("the count", |_| (metrics.errors.get() == 1).then_some(())).await;
    fake.until_identified(1).await;
    until_told(&fake, "kept the mill").await;
    bot.stop().await;
}
