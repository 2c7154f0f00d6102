//! Clients that bring nothing good.

use std::io::Result;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// What [`gather`] gathers.
pub const DESCRIPTION: &str = "1,000 silent connections, 50 that send a byte a second, 10 that open and close, 4 that sign falsely, each 200 times a second";

const SILENT: usize = 1_000;
const SLOW: usize = 50;
const FICKLE: usize = 10;
const FORGERS: usize = 4;
/// The pause between two tries of one that tries fast.
const SOON: Duration = Duration::from_millis(5);

/// A crowd, which goes when this is dropped.
pub struct Crowd {
    _busy: JoinSet<()>,
    _silent: Vec<TcpStream>,
}

/// Gathers it before a door.
///
/// # Errors
/// When the system gives no more connections.
pub async fn gather(address: &str) -> Result<Crowd> {
    let (mut busy, mut silent) = (JoinSet::new(), Vec::new());
    for _ in 0..SILENT {
        silent.push(TcpStream::connect(address).await?);
    }
    (0..SLOW).for_each(|_| drop(busy.spawn(trickle(address.to_owned()))));
    (0..FICKLE).for_each(|_| drop(busy.spawn(come_and_go(address.to_owned()))));
    (0..FORGERS).for_each(|_| drop(busy.spawn(forge(address.to_owned()))));
    Ok(Crowd { _busy: busy, _silent: silent })
}

/// A request that nobody has signed, for a body of so many bytes.
fn unsigned(body: usize) -> String {
    let (now, signature) = (std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_secs(), "0".repeat(128));
    format!(
        "POST /interactions HTTP/1.1\r\nhost: bot\r\ncontent-length: {body}\r\nx-signature-ed25519: {signature}\r\n\
         x-signature-timestamp: {now}\r\n\r\n"
    )
}

async fn trickle(address: String) {
    loop {
        sleep(SOON).await;
        let Ok(mut stream) = TcpStream::connect(&address).await else { continue };
        let mut taken = stream.write_all(unsigned(1_000).as_bytes()).await;
        while taken.is_ok() {
            sleep(Duration::from_secs(1)).await;
            taken = stream.write_all(b" ").await;
        }
    }
}

async fn come_and_go(address: String) {
    loop {
        let _ = TcpStream::connect(&address).await;
        sleep(SOON).await;
    }
}

async fn forge(address: String) {
    let request = format!("{}{}", unsigned(1_000), " ".repeat(1_000));
    loop {
        let Ok(mut stream) = TcpStream::connect(&address).await else { continue };
        let mut refusal = [0; 4096];
        while stream.write_all(request.as_bytes()).await.is_ok()
            && stream.read(&mut refusal).await.is_ok_and(|read| read > 0)
        {
            sleep(SOON).await;
        }
    }
}
