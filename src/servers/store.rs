//! The door to what servers chose: reading from memory, changing, undoing, forgetting.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use secrecy::SecretString;
use sqlx::{Any, Transaction};

use super::database::Database;
use super::memory::Memory;
use super::{Day, Error, Refusal, Server, read_file, write_file};

/// How often [`Servers::refresh`] should be called, for changes of other processes to be seen within seconds.
pub const REFRESH_EVERY: Duration = Duration::from_secs(2);

/// How many changes of a server can be undone.
const KEPT_CHANGES: i64 = 20;

/// The tables with rows of single servers.
const TABLES_OF_SERVERS: [&str; 4] = ["servers", "earlier", "unanswered", "votes"];

/// What all servers chose, and what their people reported.
pub struct Servers {
    pub(super) database: Database,
    pub(super) salt: String,
    memory: Memory,
    /// The number of changes up to which this process has looked for those of others.
    seen: AtomicI64,
}

impl Servers {
    /// Opens the database at an address, such as `sqlite:lorebot.db` or `postgres://lorebot@localhost/lorebot`, makes it
    /// where it is a file and is not there, and brings it to the present form.
    ///
    /// # Errors
    /// When it cannot be opened or written to, is damaged, holds something else, or comes from a newer program.
    pub async fn open(address: &SecretString) -> Result<Servers, Error> {
        let database = Database::open(address).await?;
        let failed = |error| database.failed("reading how far it is", &error);
        // The first process to come gives the database its salt; the row lock makes it one only.
        let salting = sqlx::query("UPDATE lorebot SET salt = $1 WHERE salt = ''").bind(new_salt().map_err(failed)?);
        salting.execute(&database.pool).await.map_err(failed)?;
        let row = sqlx::query_as("SELECT changes, salt FROM lorebot").fetch_one(&database.pool).await;
        let (seen, salt): (i64, String) = row.map_err(failed)?;
        Ok(Servers { database, salt, memory: Memory::default(), seen: AtomicI64::new(seen) })
    }

    /// What a server chose, from memory where it was asked for before. A server that chose nothing is the default. The
    /// first read takes as long as the database does: who has an answer to give bounds it.
    ///
    /// # Errors
    /// When the database fails at the first read.
    pub async fn server(&self, guild: u64) -> Result<Arc<Server>, Error> {
        match self.memory.get(guild) {
            Some(server) => Ok(server),
            None => self.read(guild).await,
        }
    }

    /// What a server chose, if that can be told without the database.
    pub fn at_hand(&self, guild: u64) -> Option<Arc<Server>> {
        self.memory.get(guild)
    }

    /// Changes what a server chose. Nothing is changed when `edit` refuses, or leaves what cannot be kept. Changes of
    /// several processes come one after the other, each upon what the one before left.
    ///
    /// # Errors
    /// When the change is refused, or the database fails.
    pub async fn change(
        &self,
        guild: u64,
        today: Day,
        edit: impl FnOnce(&mut Server) -> Result<(), Refusal> + Send,
    ) -> Result<Arc<Server>, Error> {
        let failed = |error| self.database.failed("changing what a server chose", &error);
        let (mut transaction, revision) = self.begin().await.map_err(failed)?;
        let chosen = chosen(&mut transaction, guild).await.map_err(failed)?;
        let before = self.understood(guild, chosen.as_deref())?;
        let mut server = before.clone();
        edit(&mut server)?;
        server.check()?;
        if server != before {
            log(&mut transaction, guild, revision, today, &before).await.map_err(failed)?;
            keep(&mut transaction, guild, revision, &server).await.map_err(failed)?;
            transaction.commit().await.map_err(failed)?;
            return Ok(self.memory.put(guild, revision, server));
        }
        transaction.rollback().await.map_err(failed)?;
        self.read(guild).await
    }

    /// Undoes the last change of a server, and when called again the one before. `None` when no change is left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo(&self, guild: u64) -> Result<Option<Arc<Server>>, Error> {
        let failed = |error| self.database.failed("undoing a change", &error);
        let (mut transaction, revision) = self.begin().await.map_err(failed)?;
        let last = "SELECT revision, chosen FROM earlier WHERE guild = $1 ORDER BY revision DESC LIMIT 1";
        let last = sqlx::query_as(last).bind(guild.cast_signed()).fetch_optional(&mut *transaction).await;
        let Some((undone, chosen)) = last.map_err(failed)? else { return Ok(None) };
        let (undone, chosen): (i64, String) = (undone, chosen);
        let server = self.understood(guild, Some(&chosen))?;
        let drop_step = sqlx::query("DELETE FROM earlier WHERE guild = $1 AND revision = $2");
        drop_step.bind(guild.cast_signed()).bind(undone).execute(&mut *transaction).await.map_err(failed)?;
        keep(&mut transaction, guild, revision, &server).await.map_err(failed)?;
        transaction.commit().await.map_err(failed)?;
        Ok(Some(self.memory.put(guild, revision, server)))
    }

    /// Deletes everything that is kept of a server, its reports included. Whether there was anything is not told.
    ///
    /// # Errors
    /// When the database fails; then everything is still there.
    pub async fn forget(&self, guild: u64) -> Result<(), Error> {
        let failed = |error| self.database.failed("forgetting a server", &error);
        let (mut transaction, revision) = self.begin().await.map_err(failed)?;
        for table in TABLES_OF_SERVERS {
            let delete = format!("DELETE FROM {table} WHERE guild = $1");
            sqlx::query(&delete).bind(guild.cast_signed()).execute(&mut *transaction).await.map_err(failed)?;
        }
        transaction.commit().await.map_err(failed)?;
        self.memory.put(guild, revision, Server::default());
        Ok(())
    }

    /// Looks for changes that other processes made and reads anew what is at hand; gives the servers that were changed
    /// since the last look, this process's own changes included, and those at hand that were forgotten. Costs one small
    /// query when there are none.
    ///
    /// # Errors
    /// When the database fails; then the next call looks again.
    pub async fn refresh(&self) -> Result<Vec<u64>, Error> {
        let failed = |error| self.database.failed("looking for changes", &error);
        let seen = self.seen.load(Ordering::Acquire);
        let now = sqlx::query_scalar("SELECT changes FROM lorebot").fetch_one(&self.database.pool).await;
        let now: i64 = now.map_err(failed)?;
        if now == seen {
            return Ok(Vec::new());
        }
        let revisions = self.revisions().await?;
        let mut changed = self.memory.outdated(&revisions);
        for guild in &changed {
            match self.read(*guild).await {
                // It stays as it was known, and holds up no other.
                Ok(_) | Err(Error::Unreadable { .. } | Error::Newer { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        changed.extend(revisions.iter().filter(|(_, revision)| **revision > seen).map(|(guild, _)| guild));
        changed.sort_unstable();
        changed.dedup();
        self.seen.fetch_max(now, Ordering::AcqRel);
        Ok(changed)
    }

    /// The servers that chose anything, by their ids.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn guilds(&self) -> Result<Vec<u64>, Error> {
        let mut guilds: Vec<u64> = self.revisions().await?.into_keys().collect();
        guilds.sort_unstable();
        Ok(guilds)
    }

    /// The servers of which anything is kept, be it a report alone, by their ids.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known(&self) -> Result<Vec<u64>, Error> {
        let of_each = TABLES_OF_SERVERS.map(|table| format!("SELECT guild FROM {table}"));
        let guilds = of_each.join(" UNION ");
        let guilds: Result<Vec<i64>, _> = sqlx::query_scalar(&guilds).fetch_all(&self.database.pool).await;
        let guilds = guilds.map_err(|error| self.database.failed("looking for servers", &error))?;
        let mut guilds: Vec<u64> = guilds.into_iter().map(i64::cast_unsigned).collect();
        guilds.sort_unstable();
        Ok(guilds)
    }

    /// Deletes what is older than it may be kept; to be called once a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep(&self, today: Day) -> Result<(), Error> {
        for table in ["earlier", "unanswered", "votes"] {
            let delete = format!("DELETE FROM {table} WHERE day < $1");
            let deleted = sqlx::query(&delete).bind(today.oldest_kept()).execute(&self.database.pool).await;
            deleted.map_err(|error| self.database.failed("deleting what is old", &error))?;
        }
        Ok(())
    }

    /// Closes the connections, when what runs on them has ended. What was read stays at hand.
    pub async fn close(&self) {
        self.database.pool.close().await;
    }

    /// The last change of each server that chose anything.
    async fn revisions(&self) -> Result<HashMap<u64, i64>, Error> {
        let rows = sqlx::query_as("SELECT guild, revision FROM servers").fetch_all(&self.database.pool).await;
        let rows: Vec<(i64, i64)> = rows.map_err(|error| self.database.failed("looking for changes", &error))?;
        Ok(rows.into_iter().map(|(guild, revision)| (guild.cast_unsigned(), revision)).collect())
    }

    /// Reads what a server chose into memory, with the number of changes it is true for.
    async fn read(&self, guild: u64) -> Result<Arc<Server>, Error> {
        const READ: &str = "SELECT lorebot.changes, COALESCE(servers.chosen, '') \
                            FROM lorebot LEFT JOIN servers ON servers.guild = $1";
        let row = sqlx::query_as(READ).bind(guild.cast_signed()).fetch_one(&self.database.pool).await;
        let (as_of, chosen): (i64, String) =
            row.map_err(|error| self.database.failed("reading what a server chose", &error))?;
        let server = self.understood(guild, Some(chosen.as_str()).filter(|chosen| !chosen.is_empty()))?;
        Ok(self.memory.put(guild, as_of, server))
    }

    /// What the database holds of a server, understood.
    fn understood(&self, guild: u64, chosen: Option<&str>) -> Result<Server, Error> {
        let server = chosen.map_or_else(|| Ok(Server::default()), read_file);
        server.map_err(|error| self.database.unreadable(guild, error))
    }

    /// Begins a change and counts it. That comes first, for it makes changes wait for each other: one that read before it
    /// wrote would be refused by `SQLite` when another came between.
    async fn begin(&self) -> Result<(Transaction<'static, Any>, i64), sqlx::Error> {
        let mut transaction = self.database.pool.begin().await?;
        let count = sqlx::query_scalar("UPDATE lorebot SET changes = changes + 1 RETURNING changes");
        let revision = count.fetch_one(&mut *transaction).await?;
        Ok((transaction, revision))
    }
}

/// What the database holds of a server, as it is written there.
async fn chosen(transaction: &mut Transaction<'static, Any>, guild: u64) -> Result<Option<String>, sqlx::Error> {
    let chosen = sqlx::query_scalar("SELECT chosen FROM servers WHERE guild = $1").bind(guild.cast_signed());
    chosen.fetch_optional(&mut **transaction).await
}

/// Writes what a server chose.
async fn keep(
    transaction: &mut Transaction<'static, Any>,
    guild: u64,
    revision: i64,
    server: &Server,
) -> Result<(), sqlx::Error> {
    const KEEP: &str = "INSERT INTO servers (guild, revision, chosen) VALUES ($1, $2, $3) \
                        ON CONFLICT (guild) DO UPDATE SET revision = excluded.revision, chosen = excluded.chosen";
    let keep = sqlx::query(KEEP).bind(guild.cast_signed()).bind(revision).bind(write_file(server));
    keep.execute(&mut **transaction).await.map(drop)
}

/// Writes down what held before a change, and drops what can be undone no more.
async fn log(
    transaction: &mut Transaction<'static, Any>,
    guild: u64,
    revision: i64,
    today: Day,
    before: &Server,
) -> Result<(), sqlx::Error> {
    const LOG: &str = "INSERT INTO earlier (guild, revision, day, chosen) VALUES ($1, $2, $3, $4)";
    const TRIM: &str = "DELETE FROM earlier WHERE guild = $1 AND revision NOT IN \
                        (SELECT revision FROM earlier WHERE guild = $1 ORDER BY revision DESC LIMIT $2)";
    let guild = guild.cast_signed();
    let log = sqlx::query(LOG).bind(guild).bind(revision).bind(today.0).bind(write_file(before));
    log.execute(&mut **transaction).await?;
    sqlx::query(TRIM).bind(guild).bind(KEPT_CHANGES).execute(&mut **transaction).await.map(drop)
}

/// A salt that nobody can guess, as hexadecimal digits.
fn new_salt() -> Result<String, sqlx::Error> {
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt).map_err(|error| sqlx::Error::Io(io::Error::other(error.to_string())))?;
    Ok(hex::encode(salt))
}
