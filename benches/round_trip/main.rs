//! How long an asker waits: the bot beside a plain serenity bot that answers a constant, on a Discord on loopback.
//!
//! `cargo bench --bench round_trip` puts the starter wiki's golden questions to four bots, in blocks by turns, so that
//! whatever else the machine does meets them alike: to lorebot; to lorebot with a constant in place of its answers, which
//! shows what the way alone costs; to a plain bot that answers the same constant; and to one that answers a few words.
//! The constant is the median of lorebot's cards by length. Measured is the time from before an event is sent over the
//! gateway until the whole body of its answer has arrived. Ratios are taken round by round; their median is printed, with
//! the lowest and the highest.
//!
//! `benches/round_trip/twin.sh` measures the same on a Discord that others have written. It takes the questions from here
//! (`--questions`) and the other bots, each in a process of its own (`--bot`).

mod alone;
mod bots;
mod discord;
mod figures;
#[path = "../golden/mod.rs"]
mod golden;
mod questions;

use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use lorebot::answer::Library;
use lorebot::rebuild::{STARTER_ID, rebuild};

use crate::discord::FakeDiscord;
use crate::figures::{Figures, compared, percentile};
use crate::questions::Questions;

/// Rounds, blocks of each bot in a round, and questions in a block.
const ROUNDS: usize = 9;
const BLOCKS: usize = 10;
const BLOCK: usize = 110;
/// More than the caches of a processor hold.
const CACHES_BYTES: usize = 64 << 20;
/// The bots, in the order in which they are kept.
const BOTS: [&str; 4] = ["lorebot", "lorebot's way, a constant", "a constant of that size", "a constant of few words"];
/// Which of them is compared with which.
const COMPARED: [(usize, usize); 3] = [(0, 2), (1, 2), (0, 3)];
const FEW_WORDS: &[u8] = br#"{"type":4,"data":{"content":"The answer is a constant."}}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => compare()?,
        ["--questions"] => println!("{}", Questions::of_the_starter_wiki()?.as_json()),
        ["--bot", bot, callback] => alone::run(bot, Path::new(callback))?,
        _ => {
            return Err(
                "usage: round_trip [--questions | --bot constant CALLBACK_FILE | --bot way CALLBACK_FILE]".into()
            );
        }
    }
    Ok(())
}

/// Measures all bots and prints their figures.
fn compare() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    rebuild(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), folder.path(), STARTER_ID, |_| {})?;
    let library = Arc::new(Library::open(folder.path(), None)?);
    let mut questions = Questions::of_the_starter_wiki()?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let mut bots = start_bots(&library, folder.path(), &mut questions).await?;
        for at_once in [1, 8] {
            println!(
                "\n{at_once} at once, {ROUNDS} rounds of {} questions to each bot, in microseconds",
                BLOCKS * BLOCK
            );
            print(&measure(&mut bots, &mut questions, at_once).await);
        }
        Ok::<(), Box<dyn Error>>(())
    })?;
    println!();
    print_alone("lorebot's answer without the way", questions.answered_alone(&library, BLOCKS * BLOCK, || {})?);
    let mut memory = vec![0_u8; CACHES_BYTES];
    let cold = questions.answered_alone(&library, BLOCKS * BLOCK, || empty_caches(&mut memory))?;
    print_alone("the same with the processor's caches emptied before", cold);
    Ok(())
}

/// Writes to all of some memory, so that the processor's caches hold nothing else.
fn empty_caches(memory: &mut [u8]) {
    memory.iter_mut().step_by(64).for_each(|byte| *byte = byte.wrapping_add(1));
    std::hint::black_box(memory);
}

fn print_alone(name: &str, mut times: Vec<u128>) {
    println!("{name}: p50 {}, p99 {}", percentile(&mut times, 50), percentile(&mut times, 99));
}

/// Starts every bot with a Discord of its own and warms it up.
async fn start_bots(
    library: &Arc<Library>,
    folder: &Path,
    questions: &mut Questions,
) -> Result<[FakeDiscord; 4], Box<dyn Error>> {
    let mut lorebot = FakeDiscord::start().await?;
    bots::lorebot(bots::settings(&lorebot, &folder.join("lorebot.db")), bots::answering(library));
    let mut answers = lorebot.warmed_up(questions.block(BLOCKS * BLOCK)).await;
    answers.sort_by_key(|answer| answer.body.len());
    let card = answers.swap_remove(answers.len() / 2).body;
    println!("lorebot's answers: {} bytes at the median", card.len());
    let mut others = [FakeDiscord::start().await?, FakeDiscord::start().await?, FakeDiscord::start().await?];
    // The plain bots open no database.
    let settings = others.each_ref().map(|discord| bots::settings(discord, &folder.join("way.db")));
    bots::lorebot(settings[0].clone(), bots::answering_constant(&card)?);
    bots::constant(&settings[1], &card)?;
    bots::constant(&settings[2], FEW_WORDS)?;
    for other in &mut others {
        other.warmed_up(questions.block(BLOCKS * BLOCK)).await;
    }
    let [way, constant, few_words] = others;
    Ok([lorebot, way, constant, few_words])
}

/// The figures of each bot, round by round.
async fn measure(bots: &mut [FakeDiscord; 4], questions: &mut Questions, at_once: usize) -> [Vec<Figures>; 4] {
    let mut figures: [Vec<Figures>; 4] = Default::default();
    for _ in 0..ROUNDS {
        let mut times: [Vec<u128>; 4] = Default::default();
        for block in 0..BLOCKS {
            for turn in 0..bots.len() {
                // Who goes first changes, so that no bot always follows the same one.
                let bot = (block + turn) % bots.len();
                let answers = bots[bot].ask(questions.block(BLOCK), at_once).await;
                times[bot].extend(answers.iter().map(|answer| answer.took.as_micros()));
            }
        }
        for (figures, times) in figures.iter_mut().zip(&mut times) {
            figures.push(Figures::of(times));
        }
    }
    figures
}

fn print(figures: &[Vec<Figures>; 4]) {
    for (name, rounds) in BOTS.iter().zip(figures) {
        println!("  {name:<52} {}", Figures::median_of(rounds));
    }
    for (one, other) in COMPARED {
        println!("  {:<52} {}", format!("{} : {}", BOTS[one], BOTS[other]), compared(&figures[one], &figures[other]));
    }
}
