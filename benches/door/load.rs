//! Requests sent over connections that are kept, and how long their replies take.

use std::fmt;
use std::io::{Error, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What became of some requests.
pub struct Load {
    times: Vec<Duration>,
    errors: usize,
    took: Duration,
}

/// Sends each of these requests once, so many at a time, over as many connections, which go to the addresses in turn.
pub async fn run(addresses: &[&str], requests: Vec<Vec<u8>>, at_once: usize) -> Load {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let start = Instant::now();
    let senders = (0..at_once).map(|sender| {
        let address = addresses[sender % addresses.len()].to_owned();
        tokio::spawn(send_on(address, Arc::clone(&requests), Arc::clone(&next)))
    });
    let sent = join_all(senders).await;
    let took = start.elapsed();
    let times: Vec<Duration> = sent.into_iter().filter_map(std::result::Result::ok).flatten().collect();
    Load { errors: requests.len() - times.len(), times, took }
}

/// Sends one request after another, as long as there are any; gives how long each good reply took.
async fn send_on(address: String, requests: Arc<Vec<Vec<u8>>>, next: Arc<AtomicUsize>) -> Vec<Duration> {
    let (mut times, mut kept) = (Vec::new(), None);
    while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
        let start = Instant::now();
        match sent(&mut kept, &address, request).await {
            Ok((200, _)) => times.push(start.elapsed()),
            Ok(_) => {}
            Err(_) => kept = None,
        }
    }
    times
}

/// The bodies of the replies to requests, one after another.
///
/// # Errors
/// When a request gets none.
pub async fn replies(address: &str, requests: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
    let (mut replies, mut kept) = (Vec::with_capacity(requests.len()), None);
    for request in requests {
        match sent(&mut kept, address, request).await? {
            (200, body) => replies.push(body),
            (status, _) => return Err(Error::other(format!("status {status}"))),
        }
    }
    Ok(replies)
}

/// The status and the body of the reply to a request, over a connection that is opened where none is kept.
async fn sent(kept: &mut Option<TcpStream>, address: &str, request: &[u8]) -> Result<(u16, Vec<u8>)> {
    if kept.is_none() {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        *kept = Some(stream);
    }
    let stream = kept.as_mut().ok_or_else(|| Error::other("no connection"))?;
    stream.write_all(request).await?;
    let mut received = Vec::with_capacity(16 * 1024);
    loop {
        if stream.read_buf(&mut received).await? == 0 {
            return Err(Error::other("the connection has ended"));
        }
        if let Some(reply) = reply_in(&received) {
            return Ok(reply);
        }
    }
}

/// The reply, once all of it is there.
fn reply_in(received: &[u8]) -> Option<(u16, Vec<u8>)> {
    let mut headers = [httparse::EMPTY_HEADER; 16];
    let mut response = httparse::Response::new(&mut headers);
    let Ok(httparse::Status::Complete(head)) = response.parse(received) else { return None };
    let length = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-length"))?;
    let length: usize = std::str::from_utf8(length.value).ok()?.parse().ok()?;
    Some((response.code?, received.get(head..head + length)?.to_vec()))
}

impl Load {
    /// Several taken together.
    pub fn of_all(loads: &mut [Load]) -> Load {
        let mut times: Vec<Duration> = loads.iter().flat_map(|load| load.times.iter().copied()).collect();
        times.sort_unstable();
        Load {
            times,
            errors: loads.iter().map(|load| load.errors).sum(),
            took: loads.iter().map(|load| load.took).sum(),
        }
    }

    /// Good replies a second.
    fn rate(&self) -> f64 {
        f64::from(u32::try_from(self.times.len()).unwrap_or(u32::MAX)) / self.took.as_secs_f64()
    }

    /// The time that so many of a thousand do not exceed, in microseconds; the times are in order.
    fn percentile(&self, of_thousand: usize) -> u128 {
        let rank = (self.times.len() * of_thousand).div_ceil(1_000).max(1);
        self.times.get(rank - 1).map_or(0, Duration::as_micros)
    }
}

impl fmt::Display for Load {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [p50, p99, p999] = [500, 990, 999].map(|of_thousand| self.percentile(of_thousand));
        write!(out, "{:>7.0}/s   p50 {p50:>6}  p99 {p99:>6}  p99.9 {p999:>6} µs   {} errors", self.rate(), self.errors)
    }
}

/// How many times as many replies a second the first got as the second, round by round: the median, from the lowest to the
/// highest.
pub fn compared(first: &[Load], second: &[Load]) -> String {
    let mut ratios: Vec<f64> = first.iter().zip(second).map(|(one, other)| one.rate() / other.rate()).collect();
    ratios.sort_by(f64::total_cmp);
    format!("{:>7.2}   ({:.2} to {:.2})", ratios[ratios.len() / 2], ratios[0], ratios[ratios.len() - 1])
}
