//! What must be done between reading a request and answering it: changes and reports of a server.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::timeout;

use super::kept::Kept;
use crate::discord::admin::{Edit, Why};
use crate::discord::asking::{Caller, Done, Incoming};
use crate::discord::requests::Rest;
use crate::discord::showing::Task;
use crate::servers::{Day, Error, Server, read_file};

/// How long the database may take: Discord waits three seconds in all.
const PATIENCE: Duration = Duration::from_millis(1_200);
/// The largest file that is taken, in bytes: far more than the longest lists fill.
const MOST_BYTES: u64 = 256 * 1024;

/// Does what a task asks for, and gives the interaction with what came of it; `None` where nothing needs to be said anew.
pub async fn run(task: &Task, incoming: &Incoming, caller: &Caller, kept: &Kept, rest: &Rest) -> Option<Incoming> {
    let guild = caller.guild.filter(|_| caller.has_bot)?;
    let errand = Errand { guild, kept, rest };
    let outcome = match task {
        Task::Count(_) => return None,
        Task::Change(edit) => errand.change(edit.clone()).await,
        Task::Undo => errand.undo().await,
        Task::Import(url, bytes) => errand.import(url, *bytes).await,
        Task::Report => errand.report().await,
    };
    let (server, done) = match outcome {
        Ok((server, done)) => (server, done),
        Err(why) => (None, Done::Refused(why)),
    };
    let server = server.unwrap_or_else(|| Arc::clone(&incoming.server));
    Some(Incoming { server, done: Some(done), ..incoming.clone() })
}

/// What came of an errand: what the server chooses now, where that has changed; else why not, for the admin to read.
type Outcome = Result<(Option<Arc<Server>>, Done), Why>;

struct Errand<'errand> {
    guild: u64,
    kept: &'errand Kept,
    rest: &'errand Rest,
}

impl Errand<'_> {
    async fn change(&self, edit: Edit) -> Outcome {
        let today = Day::of(SystemTime::now());
        let change = self.kept.servers.change(self.guild, today, |server| edit.apply(server));
        Ok((Some(self.in_time(change).await?), Done::Changed))
    }

    async fn undo(&self) -> Outcome {
        let undone = self.in_time(self.kept.servers.undo(self.guild)).await?;
        let done = if undone.is_some() { Done::Changed } else { Done::NothingToUndo };
        Ok((undone, done))
    }

    async fn import(&self, url: &str, bytes: u64) -> Outcome {
        if bytes > MOST_BYTES {
            return Err(Why::TooLarge(MOST_BYTES));
        }
        let text = self.rest.download(url, MOST_BYTES).await?;
        let server = read_file(&text)?;
        self.change(Edit::Replace(Box::new(server))).await
    }

    async fn report(&self) -> Outcome {
        let unanswered = self.in_time(self.kept.servers.unanswered(self.guild)).await?;
        let votes = self.in_time(self.kept.servers.votes(self.guild)).await?;
        Ok((None, Done::Reported(unanswered, votes)))
    }

    /// What the database gives, or why it does not; a fault that is not the admin's is logged as well.
    async fn in_time<T>(&self, asked: impl Future<Output = Result<T, Error>>) -> Result<T, Why> {
        match timeout(PATIENCE, asked).await {
            Ok(Ok(given)) => Ok(given),
            Ok(Err(Error::Refused(refusal))) => Err(refusal.into()),
            Ok(Err(error)) => {
                self.kept.metrics.errors.bump();
                tracing::error!(guild = self.guild, %error, "an admin's wish came to nothing");
                Err(error.into())
            }
            Err(_) => Err(Why::Late),
        }
    }
}
