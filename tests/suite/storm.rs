//! Many interactions in bad weather, against a Discord on loopback that drops connections, renews sessions and fails requests.
//!
//! 1. None is lost that Discord would not lose, and none is answered twice.
//!
//! `LOREBOT_STORM` says how many there are, by default 600.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::bot::Bot;
use crate::fake_discord::interactions::{asked_by, command, typing};
use crate::fake_discord::{FakeDiscord, Fault, State};

/// How many are on their way at the same time.
const AT_ONCE: usize = 30;
/// How many of the requests that follow a fault meets.
const FAULTS: usize = 5;

/// A command or a completion of somebody new.
fn something(number: usize) -> Value {
    let user = (number + 1).to_string();
    match number % 4 {
        0 => asked_by(typing("khit"), &user),
        1 => asked_by(command("khitomer", &[("what", "2409")]), &user),
        2 => asked_by(command("lore", &[("question", "worf father")]), &user),
        _ => asked_by(command("lore", &[("question", "zzzzz qqqqq")]), &user),
    }
}

/// Has something go wrong; which is told by a number. Whether Discord keeps what it sends meanwhile for a RESUME.
fn go_wrong(fake: &FakeDiscord, number: usize) {
    let busy = json!({ "message": "You are being rate limited.", "retry_after": 0.05, "global": false });
    let fails = |fault| fake.fail("POST", "/callback", FAULTS, fault);
    match number % 8 {
        0 => fake.drop_connection(),
        1 => fails(Fault::Status(429, busy)),
        2 => fake.send(&json!({ "op": 7, "d": null })),
        3 => fails(Fault::Status(500, json!({ "message": "500: Internal Server Error", "code": 0 }))),
        4 => fake.send(&json!({ "op": 9, "d": true })),
        5 => fails(Fault::Reset),
        6 => fake.close(4000),
        _ => fails(Fault::LostReply),
    }
}

/// How often each interaction's answer was carried out, by the path of its callback.
fn answers(state: &State) -> HashMap<&str, usize> {
    let mut answers = HashMap::new();
    for request in state.requests.iter().filter(|request| request.path.ends_with("/callback")) {
        *answers.entry(request.path.as_str()).or_default() += 1;
    }
    answers
}

#[tokio::test]
async fn none_is_lost_and_none_is_answered_twice() {
    let all: usize = std::env::var("LOREBOT_STORM").ok().and_then(|all| all.parse().ok()).unwrap_or(600);
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    let mut sent = 0;
    while sent < all {
        let some = AT_ONCE.min(all - sent);
        for number in sent..sent + some {
            fake.interact(&something(number));
            if number % AT_ONCE == AT_ONCE / 2 {
                go_wrong(&fake, number / AT_ONCE);
            }
        }
        sent += some;
        fake.until("all answers so far", |state| (answers(state).len() == sent).then_some(())).await;
    }
    look_over(&fake.state(), all);
    bot.stop().await;
}

/// Makes sure that each of so many was answered once, in one session.
fn look_over(state: &State, all: usize) {
    let (answers, lost_replies) = (answers(state), all / AT_ONCE * FAULTS);
    // An answer whose reply was lost is sent again, and told that it was there already.
    let again: usize = answers.values().map(|times| times - 1).sum();
    assert!(again <= lost_replies, "{again} answers were sent again, where at most {lost_replies} replies were lost");
    assert_eq!((answers.len(), state.identified), (all, 1));
}
