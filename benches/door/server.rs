//! The program as a process of its own.

use std::io::{Error, Result};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::time::sleep;

use crate::requests::public_key;

/// How long it may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A process that takes interactions; it ends when this is dropped.
pub struct Server {
    /// Where it listens.
    pub address: String,
    process: Child,
}

impl Server {
    /// Starts one with an index, and a database in a folder; both may be another's, too.
    ///
    /// # Errors
    /// When it cannot be started, or does not listen in time.
    pub async fn start(folder: &Path, index: &Path) -> Result<Server> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let process = Command::new(env!("CARGO_BIN_EXE_lorebot"))
            .args(["serve", "--only-answer"])
            .current_dir(folder)
            .env_clear()
            .env("DISCORD_TOKEN", "token")
            // Nothing that is asked here makes it turn to Discord.
            .env("DISCORD_API_BASE", "http://127.0.0.1:9")
            .env("DISCORD_PUBLIC_KEY", public_key())
            .env("LOREBOT_LISTEN", &address)
            .env("LOREBOT_INDEX", index)
            .env("LOREBOT_LOG", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let server = Server { address, process };
        let start = Instant::now();
        while TcpStream::connect(&server.address).await.is_err() {
            if start.elapsed() > PATIENCE {
                return Err(Error::other("the program does not listen"));
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(server)
    }

    /// Its memory without mapped files, in KiB; 0 where the system does not tell.
    pub fn memory_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
