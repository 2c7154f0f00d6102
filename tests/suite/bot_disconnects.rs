//! The bot's connection lost in every way, against a Discord on loopback that keeps for a RESUME what Discord keeps.
//!
//! 1. Nothing is lost that Discord keeps, and no session is begun where one can be resumed: it is resumed where Discord wants
//!    it, else at the gateway's own address, as soon as that can be reached.
//! 2. A session that is over is begun anew.
//! 3. Nothing is answered that was never delivered, and a connection that drops costs no session.
//!
//! What each way costs in answers is printed, of `LOREBOT_LOSSES` commands a way; by default 20, and only of the ways in which
//! the gateway can be reached all the while.

use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval, sleep};

use crate::bot::{Bot, is_answer};
use crate::fake_discord::interactions::{asked_by, command};
use crate::fake_discord::messages::direct;
use crate::fake_discord::{FakeDiscord, Weather};

/// A bot in its first session, of which it has read where to resume it: after that it registers its commands.
async fn connected() -> (FakeDiscord, Bot) {
    let fake = FakeDiscord::start().await;
    let bot = Bot::start(&fake);
    fake.until_identified(1).await;
    fake.until("commands", |state| state.commands.as_array().filter(|commands| !commands.is_empty()).map(|_| ())).await;
    (fake, bot)
}

/// Has the connection lost in a way, lets the weather clear up once the bot has knocked so often, and makes sure that what
/// Discord kept meanwhile is answered in the session that goes on. How often it was resumed where Discord wants that.
async fn resumed_there(weather: Weather, knocks: usize, lose: impl Fn(&FakeDiscord)) -> usize {
    let (fake, bot) = connected().await;
    fake.state().weather = weather;
    let before = fake.state().knocks;
    lose(&fake);
    // A message, since an interaction is worthless after three seconds, and the machine may be busy.
    let meanwhile = direct("khitomer 2409");
    fake.tell("MESSAGE_CREATE", &meanwhile);
    fake.until("knocks", |state| (state.knocks >= before + knocks).then_some(())).await;
    fake.state().weather = if weather == Weather::ResumingDown { weather } else { Weather::Fair };
    fake.posted_to(&meanwhile, |_| true).await;
    fake.until("the session to go on", |state| (state.resumed >= 1).then_some(())).await;
    let asked = command("khitomer", &[("what", "2409")]);
    fake.interact(&asked);
    assert!(is_answer(&fake.reply_to(&asked).await));
    bot.stop().await;
    let state = fake.state();
    assert_eq!((state.identified, state.identified_there), (1, 0));
    state.resumed_there
}

#[tokio::test]
async fn a_session_is_resumed_where_discord_wants_it() {
    assert_eq!(resumed_there(Weather::Fair, 1, FakeDiscord::drop_connection).await, 1);
}

#[tokio::test]
async fn a_session_is_resumed_elsewhere_where_nobody_answers_there() {
    assert_eq!(resumed_there(Weather::ResumingDown, 2, FakeDiscord::drop_connection).await, 0);
}

#[tokio::test]
async fn a_gateway_that_cannot_be_reached_costs_no_session() {
    resumed_there(Weather::Down, 4, FakeDiscord::drop_connection).await;
}

#[tokio::test]
async fn a_gateway_that_does_not_hear_costs_no_session() {
    resumed_there(Weather::Deaf, 1, |_| ()).await;
}

#[tokio::test]
async fn a_gateway_that_swallows_everything_costs_no_session() {
    resumed_there(Weather::BlackHole, 2, |_| ()).await;
}

#[tokio::test]
async fn a_session_that_timed_out_is_begun_anew() {
    let (fake, bot) = connected().await;
    fake.end_sessions();
    fake.close(4009);
    fake.until_identified(2).await;
    let asked = command("khitomer", &[("what", "2409")]);
    fake.interact(&asked);
    assert!(is_answer(&fake.reply_to(&asked).await));
    bot.stop().await;
    let state = fake.state();
    assert_eq!((state.identified_there, state.resumed), (0, 0));
}

/// Between two commands.
const BETWEEN: Duration = Duration::from_millis(50);
/// After what share of the commands the connection is lost. serenity or not, a session is begun five seconds after another at
/// the earliest: 300 commands are enough for both.
const LOST_AFTER: (usize, usize) = (2, 5);
/// How many commands are sent where nobody asks for more.
const FEW: usize = 20;
/// How long Discord waits for an answer.
const IN_TIME: Duration = Duration::from_secs(3);
/// How long a weather lasts.
const LASTS: Duration = Duration::from_secs(2);

/// Sends a command every so often, and loses the connection in a way. What became of the commands.
async fn cost(way: &str, commands: usize, weather: Weather, lose: impl Fn(&FakeDiscord)) -> String {
    let (fake, bot) = connected().await;
    let mut beat = interval(BETWEEN);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut sent, mut lost_at) = (Vec::new(), None);
    for number in 0..commands {
        beat.tick().await;
        if number == commands * LOST_AFTER.0 / LOST_AFTER.1 {
            fake.state().weather = weather;
            lose(&fake);
            lost_at = Some(Instant::now());
        }
        if lost_at.is_some_and(|at| at.elapsed() >= LASTS) {
            fake.state().weather = Weather::Fair;
        }
        let asked = asked_by(command("khitomer", &[("what", "2409")]), &(number + 1).to_string());
        fake.interact(&asked);
        sent.push((asked, Instant::now()));
    }
    sleep(IN_TIME).await;
    bot.stop().await;
    let state = fake.state();
    let waits = sent.iter().map(|(asked, at)| state.answered_at(asked).map(|answered| answered.duration_since(*at)));
    let waits: Vec<Option<Duration>> = waits.collect();
    let in_time = waits.iter().flatten().filter(|wait| **wait <= IN_TIME).count();
    let unanswered = waits.iter().filter(|wait| wait.is_none()).count();
    let late = commands - in_time - unanswered;
    let longest = waits.iter().flatten().max().unwrap();
    let (undelivered, sessions) = (state.undelivered, state.identified);
    assert!(unanswered >= undelivered, "an answer to what was never sent");
    let too_old = unanswered - undelivered;
    format!("| {way} | {in_time} | {late} | {too_old} | {undelivered} | {:.1} | {sessions} |", longest.as_secs_f64())
}

#[tokio::test]
async fn what_each_way_of_losing_the_connection_costs() {
    let asked = std::env::var("LOREBOT_LOSSES").ok().and_then(|commands| commands.parse().ok());
    let commands = asked.unwrap_or(FEW);
    let close_4009 = |fake: &FakeDiscord| {
        fake.end_sessions();
        fake.close(4009);
    };
    println!("{commands} commands, one every {BETWEEN:?}; heartbeats every second, where Discord has 41");
    println!("| the connection | in time | late | too old when delivered | never sent | longest wait (s) | sessions |");
    println!("|---|---|---|---|---|---|---|");
    let fair = Weather::Fair;
    let drops = cost("drops", commands, fair, FakeDiscord::drop_connection).await;
    assert!(drops.ends_with("| 1 |"), "another session was begun: {drops}");
    println!("{drops}");
    println!("{}", cost("op 9, not resumable", commands, fair, FakeDiscord::invalidate_sessions).await);
    println!("{}", cost("close code 4009", commands, fair, close_4009).await);
    if asked.is_none() {
        return;
    }
    let [down, resuming_down] = [Weather::Down, Weather::ResumingDown];
    println!(
        "{}",
        cost("drops, no answer where to resume", commands, resuming_down, FakeDiscord::drop_connection).await
    );
    println!("{}", cost("drops, unreachable for 2 s", commands, down, FakeDiscord::drop_connection).await);
    println!("{}", cost("is not heard for 2 s (zombie)", commands, Weather::Deaf, |_| ()).await);
    println!("{}", cost("swallows everything for 2 s (black hole)", commands, Weather::BlackHole, |_| ()).await);
}
