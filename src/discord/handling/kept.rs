//! What servers chose and what is counted for them, as answering needs it: never waited for long, never a reason to fail.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::discord::asking::Caller;
use crate::discord::showing::Record;
use crate::metrics::Metrics;
use crate::servers::{Audience, Choices, Day, Error, Server, Servers};

/// How long an answer waits where a server is asked for the first time: Discord waits three seconds in all.
const PATIENCE: Duration = Duration::from_millis(700);

/// What servers chose, with what counts the failures to know it.
#[derive(Clone)]
pub struct Kept {
    /// The database.
    pub servers: Arc<Servers>,
    /// Where failures are counted.
    pub metrics: Arc<Metrics>,
}

impl Kept {
    /// What the server of a caller chose; the default outside of servers that have the bot, and answers for the asker alone
    /// where the database does not tell in time.
    pub async fn chosen(&self, caller: &Caller) -> Arc<Server> {
        let Some(guild) = caller.guild.filter(|_| caller.has_bot) else { return Arc::default() };
        if let Some(server) = self.servers.at_hand(guild) {
            return server;
        }
        match timeout(PATIENCE, self.servers.server(guild)).await {
            Ok(Ok(server)) => server,
            Ok(Err(error)) => self.unknown(guild, &error.to_string()),
            Err(_) => self.unknown(guild, "the database does not answer"),
        }
    }

    /// Counts something for the admins of the caller's server.
    pub async fn record(&self, caller: &Caller, record: &Record, today: Day) {
        let Some(guild) = caller.guild.filter(|_| caller.has_bot) else { return };
        let outcome = match record {
            Record::Unanswered(question) => self.servers.note_unanswered(guild, question, today).await,
            Record::Wrong(passage, reason) => self.servers.vote(guild, passage, caller.user, *reason, today).await,
        };
        self.noted(guild, "counting for the report", outcome);
    }

    /// Deletes all that is kept of a server that has removed the bot.
    pub async fn forget(&self, guild: u64) {
        let outcome = self.servers.forget(guild).await;
        if outcome.is_ok() {
            tracing::info!(guild, "forgot a server that has removed the bot");
        }
        self.noted(guild, "forgetting a server", outcome);
    }

    /// Answers go on, for the asker alone: what the server may have kept from others is not shown to them.
    fn unknown(&self, guild: u64, reason: &str) -> Arc<Server> {
        self.metrics.errors.bump();
        tracing::error!(guild, reason, "what a server chose is not known; answering the asker alone");
        let choices = Choices { audience: Some(Audience::Asker), ..Choices::default() };
        Arc::new(Server { choices, ..Server::default() })
    }

    fn noted(&self, guild: u64, doing: &str, outcome: Result<(), Error>) {
        if let Err(error) = outcome {
            self.metrics.errors.bump();
            tracing::error!(guild, %error, "{doing} failed");
        }
    }
}
