//! Any bytes at the HTTP door. Behind a `!` comes a body that is signed as Discord would, `$ID` in it being an id of its
//! own; anything else is a connection's bytes as they are, `$SIGNATURE` and `$TIME` in it being a signature and the time.
//! The door answers every one, and goes on answering.
#![no_main]

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use libfuzzer_sys::fuzz_target;
use lorebot::discord::clock::id_made_ago;
use lorebot::discord::{Desk, serve_http};
use lorebot::settings::{DiscordSettings, EndpointSettings, Shards};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::Value;

mod shared;

/// Discord's key.
static PAIR: LazyLock<Ed25519KeyPair> =
    LazyLock::new(|| Ed25519KeyPair::from_seed_unchecked(&[17; 32]).expect("any seed is one"));

/// A door that is open until the process ends. Whatever stands for Discord is not there.
static DOOR: LazyLock<SocketAddr> = LazyLock::new(|| {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a port");
    let address = listener.local_addr().expect("it was bound");
    let database = std::env::temp_dir().join(format!("lorebot-fuzz-{}.db", std::process::id()));
    let discord = DiscordSettings {
        token: "a token".to_owned().into(),
        api_base: Some("http://127.0.0.1:9".to_owned()),
        gateway_url: None,
        database: format!("sqlite:{}", database.display()).into(),
        inline_links: false,
        shards: Shards::Auto,
        test_ca: None,
        test_addr: None,
    };
    let public_key = hex(PAIR.public_key().as_ref());
    let endpoint = EndpointSettings { public_key, listen: address, keeps: false };
    let desk = Desk::new(shared::LIBRARY.clone().into(), std::sync::Arc::default());
    std::thread::spawn(move || {
        serve_http(&discord, &endpoint, listener, &desk, std::future::pending()).expect("the door stays open");
    });
    address
});

fuzz_target!(|bytes: &[u8]| {
    match bytes.strip_prefix(b"!") {
        Some(body) => signed(body),
        None => raw(bytes),
    }
});

/// How long a whole request may take, and the end of one that is not.
const FIRST_PATIENCE: Duration = Duration::from_millis(40);
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends a signed body; what is answered is within Discord's limits.
fn signed(body: &[u8]) {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let id = id_made_ago(0) + NEXT.fetch_add(1, Ordering::Relaxed);
    let body = replaced(body, b"$ID", id.to_string().as_bytes());
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs()).to_string();
    let signature = hex(PAIR.sign(&[time.as_bytes(), &body].concat()).as_ref());
    let head = format!(
        "POST /interactions HTTP/1.1\r\nhost: bot\r\nconnection: close\r\ncontent-length: {}\r\n\
         x-signature-ed25519: {signature}\r\nx-signature-timestamp: {time}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(*DOOR).expect("the door is open");
    stream.set_read_timeout(Some(PATIENCE)).expect("it is no zero");
    stream.write_all(&[head.as_bytes(), &body].concat()).expect("what is signed is taken whole");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer in time");
    let (head, reply) = answer.split_once("\r\n\r\n").expect("a head and a body");
    match head.split(' ').nth(1) {
        Some("200") => {
            let reply: Value = serde_json::from_str(reply).expect("a reply is JSON");
            if reply["type"] != 5 {
                shared::limits_checker::check_reply(&reply);
            }
        }
        Some("400" | "409" | "410") => {}
        _ => panic!("answered by {head}"),
    }
}

/// Sends bytes as they are, and nothing more.
fn raw(bytes: &[u8]) {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs()).to_string();
    let bytes = replaced(bytes, b"$TIME", time.as_bytes());
    let bytes = replaced(&bytes, b"$SIGNATURE", "0a".repeat(64).as_bytes());
    let answer = answer_to(&bytes);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1."), "{answer}");
    assert!(!answer.starts_with("HTTP/1.1 200 "), "let in without a signature: {answer}");
}

/// What comes back. A request that is not whole is ended after a while: the door would wait for the rest of it.
fn answer_to(bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(*DOOR).expect("the door is open");
    // A refusal may come before all was sent, and the connection end with it.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    for patience in [FIRST_PATIENCE, PATIENCE] {
        stream.set_read_timeout(Some(patience)).expect("it is no zero");
        match stream.read_to_end(&mut answer) {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                assert!(patience == FIRST_PATIENCE, "no answer to {}", String::from_utf8_lossy(bytes));
                let _ = stream.shutdown(Shutdown::Write);
            }
            _ => break,
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn replaced(bytes: &[u8], mark: &[u8], by: &[u8]) -> Vec<u8> {
    let (mut made, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    while let Some(at) = rest.windows(mark.len()).position(|window| window == mark) {
        made.extend_from_slice(&rest[..at]);
        made.extend_from_slice(by);
        rest = &rest[at + mark.len()..];
    }
    made.extend_from_slice(rest);
    made
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
