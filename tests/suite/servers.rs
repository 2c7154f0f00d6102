//! What servers chose, in every database it can be kept in. `SQLite` always; `PostgreSQL` where `LOREBOT_TEST_POSTGRES`
//! names one, each test in a schema of its own there.
//!
//! 1. What was chosen survives a restart, can be undone step by step, and goes wholly when a server is forgotten.
//! 2. Processes may start at once and change at once; each sees the others' changes.
//! 3. Once read, choices are at hand without the database.
//! 4. Reports count questions and votes, know no user, and end after their time.
//! 5. A database that is damaged, foreign, newer or out of reach is refused with what to do and without its password.
//! 6. An export of one database is an import for another.
//! 7. A look at a database tells whether the bot could use it, and changes nothing.

mod choosing;
mod looking;
mod moving;
mod place;
mod refusals;
mod reports;
mod sharing;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use lorebot::servers::{Aliases, Audience, ChannelId, Choices, CommandName, Day, Label, Pin, Refusal, Server};

const GUILD: u64 = 81_384_788_765_712_384;
const OTHER: u64 = u64::MAX;
const TODAY: Day = Day(20_000);

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

/// A server that chose a bit of everything.
fn chosen() -> Server {
    let quiet = Choices { audience: Some(Audience::Asker), ..Choices::default() };
    Server {
        choices: Choices { spoilers: Some(vec![label("The Song of Kel'Varré")]), ..Choices::default() },
        channels: BTreeMap::from([(ChannelId(5), quiet)]),
        pins: vec![Pin {
            command: CommandName::new("kel'varré").unwrap(),
            article: label("Kel'Varré"),
            wiki: label("demo"),
        }],
        aliases: Aliases::try_from(BTreeMap::from([(label("KV"), label("Kel'Varré"))])).unwrap(),
    }
}

/// An edit that has a server choose all of this.
fn choosing(server: Server) -> impl FnOnce(&mut Server) -> Result<(), Refusal> + Send {
    move |chosen| {
        *chosen = server;
        Ok(())
    }
}

/// An edit that adds an alias.
fn naming(alias: String) -> impl FnOnce(&mut Server) -> Result<(), Refusal> + Send {
    move |server| server.aliases.set(Label::new(&alias)?, Label::new("Osa")?)
}

/// The program in a folder, with a database.
fn program(folder: &Path, database: &str, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_lorebot"));
    program.arg("servers").args(arguments).current_dir(folder).env_clear().env("DATABASE_URL", database);
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}
