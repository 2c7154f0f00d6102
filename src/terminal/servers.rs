//! `lorebot servers`: lists, exports, imports and forgets what Discord servers chose.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use secrecy::SecretString;

use crate::servers::{Day, Servers, read_file, write_file};

/// What to do with a server's choices; the file is standard input or output where none is named.
#[derive(Debug, Clone, Copy)]
pub enum Order<'file> {
    /// Print the ids of the servers that chose anything.
    List,
    /// Write what a server chose.
    Export(u64, Option<&'file Path>),
    /// Have a server choose what a file says.
    Import(u64, Option<&'file Path>),
    /// Delete everything that is kept of a server.
    Forget(u64),
}

/// Anything that can go wrong on the way between a file and the database.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Carries out an order on the database at an address.
///
/// # Errors
/// When the database or the file cannot be read or written, or the file has a fault.
pub async fn servers(address: &SecretString, order: &Order<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    let servers = Servers::open(address).await?;
    let outcome = carry_out(&servers, order, out).await;
    servers.close().await;
    outcome
}

async fn carry_out(servers: &Servers, order: &Order<'_>, out: &mut dyn Write) -> Result<(), Failure> {
    match *order {
        Order::List => {
            for guild in servers.guilds().await? {
                writeln!(out, "{guild}")?;
            }
        }
        Order::Export(guild, file) => {
            let text = write_file(&*servers.server(guild).await?);
            match file {
                Some(file) => fs::write(file, text).map_err(|error| format!("{}: {error}", file.display()))?,
                None => out.write_all(text.as_bytes())?,
            }
        }
        Order::Import(guild, file) => {
            let (name, text) = read(file)?;
            let server = read_file(&text).map_err(|error| format!("{name}: {error}"))?;
            servers
                .change(guild, Day::of(SystemTime::now()), |chosen| {
                    *chosen = server;
                    Ok(())
                })
                .await?;
        }
        Order::Forget(guild) => servers.forget(guild).await?,
    }
    Ok(())
}

/// The text of a file, or of standard input, with its name for messages.
fn read(file: Option<&Path>) -> Result<(String, String), Failure> {
    let Some(file) = file else { return Ok(("standard input".to_owned(), io::read_to_string(io::stdin())?)) };
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok((file.display().to_string(), text))
}
