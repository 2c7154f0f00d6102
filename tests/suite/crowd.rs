//! The second door in a crowd: the program itself, with far more bad clients than good ones on loopback.
//!
//! 1. Whoever signs is answered, over a connection kept and over new ones, among more connections than are
//!    let in that say nothing, send a byte now and then, send large bodies or false signatures.

use std::time::Duration;

use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::door::{Signed, public_key, seconds_ago};
use crate::fake_discord::interactions::{asked_by, command};
use crate::fake_discord::{FakeDiscord, TOKEN};
use crate::program::{Program, free_address};

/// More than the door lets in at the same time.
const SILENT: usize = 560;
/// How many of each other kind of bad clients there are, and how often each good one asks.
const OTHERS: usize = 24;
const ASKED: usize = 20;

/// The head of an unsigned request, for a body of so many bytes.
fn head(bytes: usize) -> String {
    format!(
        "POST /interactions HTTP/1.1\r\nhost: bot\r\ncontent-length: {bytes}\r\nx-signature-ed25519: {}\r\n\
         x-signature-timestamp: {}\r\n\r\n",
        "0".repeat(128),
        seconds_ago(0)
    )
}

/// Sends something a byte at a time, over and over again for as long as it is waited for.
async fn trickle(address: String, text: String) {
    loop {
        let Ok(mut stream) = TcpStream::connect(&address).await else { continue };
        for byte in text.as_bytes() {
            sleep(Duration::from_millis(200)).await;
            if stream.write_all(&[*byte]).await.is_err() {
                break;
            }
        }
    }
}

/// Sends all but the last byte of a large body, over and over again.
async fn heap(address: String) {
    loop {
        let Ok(mut stream) = TcpStream::connect(&address).await else { continue };
        let sent = stream.write_all(format!("{}{}", head(1 << 20), " ".repeat((1 << 20) - 1)).as_bytes()).await;
        if sent.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
    }
}

/// Signs falsely, over and over again.
async fn forge(address: String) {
    let (client, body) = (reqwest::Client::builder().no_proxy().build().unwrap(), question(1).to_string());
    loop {
        let request = client.post(format!("http://{address}/interactions")).body(body.clone());
        let request = request.header("X-Signature-Timestamp", seconds_ago(0));
        let _ = request.header("X-Signature-Ed25519", "0".repeat(128)).send().await;
        sleep(Duration::from_millis(50)).await;
    }
}

/// A question of one of many people. Its id is too small for one of Discord's, so that it does not age: a machine may be busy.
fn question(user: usize) -> Value {
    let mut asked = asked_by(command("khitomer", &[("what", "2409")]), &(1_000 + user).to_string());
    asked["id"] = (user + 1).to_string().into();
    asked
}

/// Asks as Discord does; over a connection of its own where none is kept.
async fn ask(client: Option<&reqwest::Client>, address: &str, user: usize) {
    let new = reqwest::Client::builder().no_proxy().build().unwrap();
    let address = format!("http://{address}/interactions");
    let (status, reply) = Signed::of(&question(user)).post(client.unwrap_or(&new), &address).await;
    assert!(status == 200 && reply.contains("Republic summit"), "{status}: {reply}");
}

#[tokio::test]
async fn whoever_signs_is_answered_among_any_number_that_do_not() {
    let (fake, listen, key) = (FakeDiscord::start().await, free_address(), public_key());
    let variables =
        [("LOREBOT_LISTEN", listen.as_str()), ("DISCORD_PUBLIC_KEY", key.as_str()), ("LOREBOT_LOG", "info")];
    let program = Program::with(&fake.base, TOKEN, &["serve", "--only-answer"], &variables);
    while TcpStream::connect(&listen).await.is_err() {
        sleep(Duration::from_millis(20)).await;
    }
    let kept = reqwest::Client::builder().no_proxy().build().unwrap();
    ask(Some(&kept), &listen, 0).await;
    let mut silent = Vec::new();
    for _ in 0..SILENT {
        silent.push(TcpStream::connect(&listen).await.unwrap());
    }
    let mut bad = JoinSet::new();
    for _ in 0..OTHERS {
        bad.spawn(trickle(listen.clone(), head(1_000)));
        bad.spawn(trickle(listen.clone(), "POST /interactions HTTP/1.1\r\nhost: bot\r\n".to_owned()));
        bad.spawn(heap(listen.clone()));
        bad.spawn(forge(listen.clone()));
    }
    for user in 0..ASKED {
        ask(Some(&kept), &listen, 2 * user + 1).await;
        ask(None, &listen, 2 * user + 2).await;
    }
    drop((program, silent));
}
