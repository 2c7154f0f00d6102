//! The database under the store: opening it, and bringing it to the present form.

use std::path::PathBuf;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AnyConnection, AnyPool, Connection, Executor};

use super::Error;
use super::engine::{Engine, cause_of, is_busy, is_damage};

/// Every form the database has had, oldest first, with its number and name; never changed, only added to.
const MIGRATIONS: &[(i64, &str, &str)] = &[(1, "servers", include_str!("migrations/0001_servers.sql"))];

/// Tables that are there from the first form on: one of this program, one of sqlx.
const SIGNS: [&str; 2] = ["lorebot", "_sqlx_migrations"];

/// How long opening waits for a database that may itself just be starting.
const PATIENCE_AT_START: Duration = Duration::from_secs(10);
/// How long a look from outside waits: somebody sits before it.
const PATIENCE_TO_LOOK: Duration = Duration::from_secs(3);
/// How long anything later waits for a connection: an answer in Discord has three seconds.
const PATIENCE: Duration = Duration::from_secs(2);
/// Connections of one process. Answers read from memory, so that few are ever needed.
const CONNECTIONS: u32 = 4;
/// The number under which processes agree who brings a `PostgreSQL` database to the present form: "lorebot" in ASCII.
const MIGRATION_LOCK: i64 = 0x006c_6f72_6562_6f74;

/// What is done while a database is opened, for messages.
const MIGRATING: &str = "being brought to its present form";

/// What is done while a database is only looked at.
const LOOKING: &str = "being looked at";

/// Which form a database has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// It is empty; the bot makes its tables at its start.
    Empty,
    /// An older one; the bot brings it to the present one at its start.
    Older,
    /// The present one.
    Present,
}

/// An open database of the present form.
pub(super) struct Database {
    pub(super) pool: AnyPool,
    engine: Engine,
    /// Its name without a password, for messages.
    name: String,
}

impl Database {
    /// Opens a database by its address and brings it to the present form; a file of `SQLite` is made where there is none.
    /// Processes that start at once wait for each other.
    pub(super) async fn open(address: &SecretString) -> Result<Database, Error> {
        install_default_drivers();
        let address = address.expose_secret();
        let engine = Engine::of(address).ok_or(Error::Address)?;
        let options: AnyConnectOptions = engine.completed(address).parse().map_err(|_| Error::Address)?;
        let pool = AnyPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
        let pool = pool.connect_lazy_with(options.clone());
        let database = Database { pool, engine, name: engine.name_of(address) };
        let first = AnyPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE_AT_START);
        let first = first.connect_lazy_with(options);
        database.prepare(&mut *first.acquire().await.map_err(|error| database.closed(&error))?).await?;
        first.close().await;
        Ok(database)
    }

    /// A database by its address, of which nothing is known yet; a file of `SQLite` is not made.
    pub(super) fn unopened(address: &SecretString) -> Result<Database, Error> {
        install_default_drivers();
        let address = address.expose_secret();
        let engine = Engine::of(address).ok_or(Error::Address)?;
        let options = engine.completed(address).replace("mode=rwc", "mode=rw");
        let options: AnyConnectOptions = options.parse().map_err(|_| Error::Address)?;
        let pool = AnyPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE_TO_LOOK);
        Ok(Database { pool: pool.connect_lazy_with(options), engine, name: engine.name_of(address) })
    }

    /// What the database has of the forms there are, and who it is; nothing is changed.
    ///
    /// # Errors
    /// When it does not answer, is damaged or somebody else's, or has a form that is not known.
    pub(super) async fn form(&self) -> Result<Form, Error> {
        let mut connection = self.pool.acquire().await.map_err(|error| self.closed(&error))?;
        let failed = |error| self.failed(LOOKING, &error);
        if self.engine == Engine::Sqlite {
            let sound: String =
                sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut *connection).await.map_err(failed)?;
            if sound != "ok" {
                return Err(Error::Damaged { database: self.name.clone(), cause: sound });
            }
        }
        let tables = sqlx::query_scalar(self.engine.tables()).fetch_all(&mut *connection).await.map_err(failed)?;
        self.make_sure_that_it_is_ours(&tables)?;
        if tables.is_empty() {
            return Ok(Form::Empty);
        }
        let known = "SELECT version, checksum FROM _sqlx_migrations ORDER BY version";
        let known: Vec<(i64, Vec<u8>)> = sqlx::query_as(known).fetch_all(&mut *connection).await.map_err(failed)?;
        let forms = migrator();
        let mut ours = forms.iter();
        let is_ours = |(version, checksum): &(i64, Vec<u8>)| {
            ours.next().is_some_and(|form| form.version == *version && *form.checksum == **checksum)
        };
        match known.iter().all(is_ours) {
            false => Err(self.newer()),
            true if known.len() < MIGRATIONS.len() => Ok(Form::Older),
            true => Ok(Form::Present),
        }
    }

    /// Makes sure that the database takes changes, by one that changes nothing and is undone.
    pub(super) async fn make_sure_that_it_can_be_written(&self) -> Result<(), Error> {
        let failed = |error| self.failed("being written to", &error);
        let mut transaction = self.pool.begin().await.map_err(failed)?;
        let nothing = sqlx::query("UPDATE lorebot SET changes = changes WHERE changes < 0");
        nothing.execute(&mut *transaction).await.map_err(failed)?;
        transaction.rollback().await.map_err(failed)
    }

    /// The file of `SQLite` that an address names, where it names one.
    pub(super) fn file(&self, address: &SecretString) -> Option<PathBuf> {
        let options = (self.engine == Engine::Sqlite).then(|| address.expose_secret().parse::<SqliteConnectOptions>());
        Some(options?.ok()?.get_filename().to_owned())
    }

    fn make_sure_that_it_is_ours(&self, tables: &[String]) -> Result<(), Error> {
        let is_ours = tables.is_empty() || SIGNS.iter().all(|sign| tables.iter().any(|table| table == sign));
        if is_ours { Ok(()) } else { Err(Error::NotOurs { database: self.name.clone() }) }
    }

    /// Its name without a password.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Makes sure that the database is ours, can be written to, and has the present form.
    async fn prepare(&self, connection: &mut AnyConnection) -> Result<(), Error> {
        if self.engine == Engine::Sqlite {
            write_ahead(connection).await.map_err(|error| self.closed(&error))?;
        }
        let failed = |error| self.failed(MIGRATING, &error);
        let begun = connection.begin_with(self.engine.begin()).await;
        let mut transaction = begun.map_err(|error| self.closed(&error))?;
        if self.engine == Engine::Postgres {
            let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK);
            lock.execute(&mut *transaction).await.map_err(failed)?;
        }
        let tables = sqlx::query_scalar(self.engine.tables()).fetch_all(&mut *transaction).await;
        let tables: Vec<String> = tables.map_err(failed)?;
        self.make_sure_that_it_is_ours(&tables)?;
        migrator().run(&mut *transaction).await.map_err(|error| self.not_migrated(error))?;
        transaction.commit().await.map_err(failed)
    }

    fn not_migrated(&self, error: MigrateError) -> Error {
        match error {
            MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) | MigrateError::Dirty(_) => self.newer(),
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => self.failed(MIGRATING, &error),
            other => self.failed(MIGRATING, &sqlx::Error::Migrate(Box::new(other))),
        }
    }

    fn newer(&self) -> Error {
        Error::Newer { database: self.name.clone() }
    }

    /// The error for a database that does not open.
    fn closed(&self, error: &sqlx::Error) -> Error {
        let (database, cause) = (self.name.clone(), cause_of(error));
        if is_damage(error) { Error::Damaged { database, cause } } else { Error::Closed { database, cause } }
    }

    /// The error for a statement that failed; `doing` says what it was for.
    pub(super) fn failed(&self, doing: &'static str, error: &sqlx::Error) -> Error {
        let (database, cause) = (self.name.clone(), cause_of(error));
        if is_damage(error) { Error::Damaged { database, cause } } else { Error::Failed { database, doing, cause } }
    }

    /// The error for what is kept of a server and is no file that can be read.
    pub(super) fn unreadable(&self, guild: u64, error: Error) -> Error {
        match error {
            Error::NewerFile(_) => self.newer(),
            Error::File { cause, .. } => Error::Unreadable { database: self.name.clone(), guild, cause },
            other => Error::Unreadable { database: self.name.clone(), guild, cause: other.to_string() },
        }
    }
}

/// The forms of the database as sqlx takes them.
fn migrator() -> Migrator {
    let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into(), false)
    };
    // The transaction around it makes other processes wait, up to the very end.
    Migrator { migrations: MIGRATIONS.iter().map(migration).collect(), locking: false, ..Migrator::DEFAULT }
}

/// Has a file of `SQLite` written ahead, so that readers and a writer do not wait for each other; the file remembers it
/// (<https://sqlite.org/wal.html>). Unlike other statements this one may be refused at once while another process does the
/// same. An empty transaction is not: that waits.
async fn write_ahead(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    const TRIES: usize = 20;
    for _ in 1..TRIES {
        match connection.execute("PRAGMA journal_mode = WAL").await {
            Err(error) if is_busy(&error) => drop(connection.execute("BEGIN EXCLUSIVE; COMMIT").await),
            outcome => return outcome.map(drop),
        }
    }
    connection.execute("PRAGMA journal_mode = WAL").await.map(drop)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    /// The first digits of the SHA-256 of each form.
    const RELEASED: &[&str] = &["7424995784a1795c"];

    #[test]
    fn a_form_that_databases_have_is_never_changed() {
        for ((_, name, sql), digits) in MIGRATIONS.iter().zip(RELEASED) {
            let hash = hex::encode(Sha256::digest(sql));
            assert!(hash.starts_with(digits), "{name} has changed; undo that, and add a form instead ({hash})");
        }
        assert_eq!(MIGRATIONS.len(), RELEASED.len(), "give the new form its hash here");
    }
}
