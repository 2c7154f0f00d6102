//! How much the second door takes: the program itself on loopback, with Discord's signatures on every request.
//!
//! `cargo bench --bench door` starts `lorebot serve` with the starter wiki and sends it the wiki's golden questions and
//! completions by turns, over connections that are kept; beside them PINGs, which have all of a request but the answer:
//! signature, reading, writing. Then the same among bad clients, and with two processes on one index and one database,
//! asked in turn. Senders and processes share the machine's cores. Times are from before a request is sent until its whole
//! reply is there.

mod crowd;
#[path = "../golden/mod.rs"]
mod golden;
mod load;
mod requests;
mod server;

use std::error::Error;
use std::path::Path;

use lorebot::rebuild::{STARTER_ID, rebuild};

use crate::load::{Load, replies};
use crate::requests::Requests;
use crate::server::Server;

/// Rounds of each measure, and requests in a round.
const ROUNDS: usize = 5;
const ROUND: usize = 4_000;
/// How many interactions two processes must answer alike.
const ALIKE: usize = 400;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let index = folder.path().join("index");
    rebuild(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &index, STARTER_ID, |_| {})?;
    let mut requests = Requests::of_the_starter_wiki()?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let one = Server::start(folder.path(), &index).await?;
        load::run(&[&one.address], requests.answers(ROUND), 8).await;
        for at_once in [1, 8, 64] {
            beside_pings(&one, &mut requests, at_once).await;
        }
        among_bad_clients(&one, &mut requests).await?;
        let other = Server::start(folder.path(), &index).await?;
        for at_once in [8, 64] {
            in_turn(&one, &other, &mut requests, at_once).await;
        }
        let alike = requests.answers(ALIKE);
        let (ours, theirs) = (replies(&one.address, &alike).await?, replies(&other.address, &alike).await?);
        let differing = ours.iter().zip(&theirs).filter(|(one, other)| one != other).count();
        println!("\n{ALIKE} interactions put to both processes: {differing} answered differently");
        println!("memory of our own: {} and {} KiB", one.memory_kib(), other.memory_kib());
        Ok(())
    })
}

/// Answers and PINGs by turns.
async fn beside_pings(server: &Server, requests: &mut Requests, at_once: usize) {
    let (mut answers, mut pings) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        answers.push(load::run(&[&server.address], requests.answers(ROUND), at_once).await);
        pings.push(load::run(&[&server.address], requests.pings(ROUND), at_once).await);
    }
    println!("\n{at_once} at once");
    println!("  answers          {}", Load::of_all(&mut answers));
    println!("  PINGs            {}", Load::of_all(&mut pings));
    println!("  PINGs : answers  {}", load::compared(&pings, &answers));
}

/// Answers among clients that bring nothing good.
async fn among_bad_clients(server: &Server, requests: &mut Requests) -> std::io::Result<()> {
    let alone = load::run(&[&server.address], requests.answers(ROUND), 8).await;
    let crowd = crowd::gather(&server.address).await?;
    let mut among = Vec::new();
    for _ in 0..ROUNDS {
        among.push(load::run(&[&server.address], requests.answers(ROUND), 8).await);
    }
    println!("\n8 at once, among {}", crowd::DESCRIPTION);
    println!("  alone            {}", Load::of_all(&mut [alone]));
    println!("  in the crowd     {}", Load::of_all(&mut among));
    drop(crowd);
    Ok(())
}

/// One process, and two that are asked in turn.
async fn in_turn(one: &Server, other: &Server, requests: &mut Requests, at_once: usize) {
    let (mut alone, mut both) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        alone.push(load::run(&[&one.address], requests.answers(ROUND), at_once).await);
        both.push(load::run(&[&one.address, &other.address], requests.answers(ROUND), at_once).await);
    }
    println!("\n{at_once} at once, to one process and to two in turn");
    println!("  one process      {}", Load::of_all(&mut alone));
    println!("  two processes    {}", Load::of_all(&mut both));
    println!("  two : one        {}", load::compared(&both, &alone));
}
