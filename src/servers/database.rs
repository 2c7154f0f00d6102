//! The database under the store: opening, bringing it to the present form, and naming it without its password.

use std::borrow::Cow;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::error::DatabaseError;
use sqlx::migrate::{MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AnyConnection, AnyPool, Connection, Executor};

use super::Error;

/// Every form the database has had, oldest first; never changed, only added to.
const MIGRATIONS: &[(i64, &str, &str)] = &[(1, "servers", include_str!("migrations/0001_servers.sql"))];

/// How long opening waits for a database that may itself just be starting.
const PATIENCE_AT_START: Duration = Duration::from_secs(10);
/// How long anything later waits for a connection: an answer in Discord has three seconds.
const PATIENCE: Duration = Duration::from_secs(2);
/// Connections of one process. Answers read from memory, so that few are ever needed.
const CONNECTIONS: u32 = 4;
/// The number under which processes agree who brings a `PostgreSQL` database to the present form: "lorebot" in ASCII.
const MIGRATION_LOCK: i64 = 0x006c_6f72_6562_6f74;

/// The engines that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

/// An open database of the present form.
pub(super) struct Database {
    pub(super) pool: AnyPool,
    /// Its name without a password, for messages.
    name: String,
}

impl Database {
    /// Opens a database by its address and brings it to the present form; a file of `SQLite` is made where there is none.
    /// Processes that start at once wait for each other.
    pub(super) async fn open(address: &SecretString) -> Result<Database, Error> {
        install_default_drivers();
        let address = address.expose_secret();
        let engine = engine_of(address).ok_or(Error::Address)?;
        let name = name_of(address, engine);
        let options: AnyConnectOptions = completed(address, engine).parse().map_err(|_| Error::Address)?;
        let first = AnyPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE_AT_START);
        let pool = AnyPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(PATIENCE);
        let database = Database { pool: pool.connect_lazy_with(options.clone()), name };
        let starting = first.connect_lazy_with(options);
        let mut connection = starting.acquire().await.map_err(|error| database.closed(&error))?;
        if engine == Engine::Sqlite {
            write_ahead(&mut connection).await.map_err(|error| database.closed(&error))?;
        }
        database.migrate(&mut connection, engine).await?;
        drop(connection);
        starting.close().await;
        Ok(database)
    }

    /// Brings the database to the present form in one transaction that other processes wait for.
    async fn migrate(&self, connection: &mut AnyConnection, engine: Engine) -> Result<(), Error> {
        let (begin, tables) = match engine {
            Engine::Sqlite => ("BEGIN IMMEDIATE", "SELECT name FROM sqlite_master WHERE type = 'table'"),
            Engine::Postgres => (
                "BEGIN",
                "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
            ),
        };
        let failed = |error: &sqlx::Error| self.failed("being brought to its present form", error);
        let mut transaction = connection.begin_with(begin).await.map_err(|error| self.closed(&error))?;
        if engine == Engine::Postgres {
            let lock = sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(MIGRATION_LOCK);
            lock.execute(&mut *transaction).await.map_err(|error| failed(&error))?;
        }
        let tables: Vec<String> =
            sqlx::query_scalar(tables).fetch_all(&mut *transaction).await.map_err(|error| failed(&error))?;
        if !tables.is_empty() && !tables.iter().any(|table| table == "_sqlx_migrations") {
            return Err(self.not_ours());
        }
        migrator().run(&mut *transaction).await.map_err(|error| self.not_migrated(error))?;
        transaction.commit().await.map_err(|error| failed(&error))
    }

    fn not_migrated(&self, error: MigrateError) -> Error {
        match error {
            MigrateError::VersionMissing(version) if MIGRATIONS.iter().all(|(known, ..)| version > *known) => {
                Error::Newer { database: self.name.clone() }
            }
            MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) | MigrateError::Dirty(_) => {
                self.not_ours()
            }
            MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
                self.failed("being brought to its present form", &error)
            }
            other => self.failed("being brought to its present form", &sqlx::Error::Migrate(Box::new(other))),
        }
    }

    fn not_ours(&self) -> Error {
        Error::NotOurs { database: self.name.clone() }
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

    /// The error for what is kept of a server and cannot be read.
    pub(super) fn unreadable(&self, guild: u64, cause: &Error) -> Error {
        Error::Unreadable { database: self.name.clone(), guild, cause: cause.to_string() }
    }
}

fn engine_of(address: &str) -> Option<Engine> {
    match address.split_once(':')? {
        ("sqlite", _) => Some(Engine::Sqlite),
        ("postgres" | "postgresql", _) => Some(Engine::Postgres),
        _ => None,
    }
}

/// The address with what is not left to chance: a file of `SQLite` is made where there is none.
fn completed(address: &str, engine: Engine) -> Cow<'_, str> {
    if engine == Engine::Postgres || address.contains("mode=") {
        return Cow::Borrowed(address);
    }
    let joint = if address.contains('?') { '&' } else { '?' };
    Cow::Owned(format!("{address}{joint}mode=rwc"))
}

/// The database's name in messages: its address without user, password and options, each of which may hold a secret.
fn name_of(address: &str, engine: Engine) -> String {
    let bare = address.split(['?', '#']).next().unwrap_or_default();
    match (engine, bare.split_once("://")) {
        (Engine::Postgres, Some((_, rest))) => {
            format!("the database postgres://{}", rest.rsplit_once('@').map_or(rest, |(_, place)| place))
        }
        (Engine::Postgres, None) => "the PostgreSQL database".to_owned(),
        (Engine::Sqlite, _) => format!("the database {bare}"),
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

/// Has a file of `SQLite` written ahead, so that readers and a writer do not wait for each other; the file remembers it.
/// Unlike other statements this one may be refused at once while another process does the same, as an empty transaction
/// is not: that waits (<https://sqlite.org/wal.html>).
async fn write_ahead(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    const TRIES: usize = 20;
    for _ in 1..TRIES {
        match connection.execute("PRAGMA journal_mode = WAL").await {
            Err(error) if is_of_kind(&error, &[BUSY]) => drop(connection.execute("BEGIN EXCLUSIVE; COMMIT").await),
            outcome => return outcome.map(drop),
        }
    }
    connection.execute("PRAGMA journal_mode = WAL").await.map(drop)
}

/// Another process holds the file (<https://sqlite.org/rescode.html>).
const BUSY: u16 = 5;
/// The file is broken.
const CORRUPT: u16 = 11;
/// The file is none of `SQLite`.
const NOT_A_DATABASE: u16 = 26;

/// Whether `SQLite` gave a code of one of these kinds, which are their lowest eight bits. The codes of `PostgreSQL` have
/// five characters.
fn is_of_kind(error: &sqlx::Error, kinds: &[u16]) -> bool {
    let code = error.as_database_error().and_then(DatabaseError::code);
    let code = code.filter(|code| code.len() < 5).and_then(|code| code.parse::<u16>().ok());
    code.is_some_and(|code| kinds.contains(&(code & 0xff)))
}

fn is_damage(error: &sqlx::Error) -> bool {
    is_of_kind(error, &[CORRUPT, NOT_A_DATABASE])
}

/// What went wrong, in the engine's words. A wrong setting is not shown: it may quote the address.
fn cause_of(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => error.message().to_owned(),
        sqlx::Error::PoolTimedOut => "it does not answer".to_owned(),
        sqlx::Error::Configuration(_) => "its address has a fault".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_named_without_its_password() {
        let named = |address| name_of(address, engine_of(address).unwrap());
        assert_eq!(
            named("postgres://osa:hu@sh@db.example/lore?password=hush"),
            "the database postgres://db.example/lore"
        );
        assert_eq!(named("postgresql:///lore?host=/run&user=osa"), "the database postgres:///lore");
        assert_eq!(named("sqlite:choices.db?mode=rw"), "the database sqlite:choices.db");
    }

    #[test]
    fn only_sqlite_and_postgresql_are_understood() {
        assert_eq!(engine_of("sqlite:lorebot.db"), Some(Engine::Sqlite));
        assert_eq!(engine_of("postgres://localhost/lore"), Some(Engine::Postgres));
        assert_eq!(engine_of("mysql://localhost/lore"), None);
        assert_eq!(engine_of("lorebot.db"), None);
    }

    #[test]
    fn a_file_is_made_unless_the_address_says_otherwise() {
        assert_eq!(completed("sqlite:a.db", Engine::Sqlite), "sqlite:a.db?mode=rwc");
        assert_eq!(completed("sqlite:a.db?mode=ro", Engine::Sqlite), "sqlite:a.db?mode=ro");
    }
}
