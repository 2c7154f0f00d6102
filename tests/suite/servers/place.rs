//! Places where a database can be: a file that goes when the test ends, or a schema of a `PostgreSQL` that is dropped.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};

use lorebot::servers::{Error, Servers};
use secrecy::SecretString;
use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, Connection, Executor};
use tempfile::TempDir;

/// The variable that names a `PostgreSQL` to test with.
const POSTGRES: &str = "LOREBOT_TEST_POSTGRES";

/// Where one database is.
pub struct Place {
    address: String,
    folder: Option<TempDir>,
}

/// Puts a test to an empty database of each kind there is.
pub async fn on_each(test: impl AsyncFn(&Place)) {
    test(&Place::sqlite()).await;
    let Some(base) = std::env::var(POSTGRES).ok().filter(|base| !base.is_empty()) else {
        return say_that_it_is_absent();
    };
    let schema = Schema::create(&base).await;
    test(&Place::at(&schema.address())).await;
    schema.drop().await;
}

/// Says once that nothing is tested on `PostgreSQL`, past the test runner, which shows only the words of failed tests.
fn say_that_it_is_absent() {
    static SAID: Once = Once::new();
    SAID.call_once(|| {
        let _ = writeln!(std::io::stderr(), "{POSTGRES} is not set: what servers chose is tested on SQLite only");
    });
}

impl Place {
    /// A file that is not there yet.
    pub fn sqlite() -> Place {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("choices.db").display());
        Place { address, folder: Some(folder) }
    }

    /// Any address.
    pub fn at(address: &str) -> Place {
        Place { address: address.to_owned(), folder: None }
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// The file of a database in one.
    pub fn file(&self) -> PathBuf {
        self.folder.as_ref().unwrap().path().join("choices.db")
    }

    /// Opens it as the program does.
    pub async fn open(&self) -> Servers {
        Servers::open(&SecretString::from(self.address.clone())).await.unwrap()
    }

    /// Why it does not open.
    pub async fn refused(&self) -> Error {
        match Servers::open(&SecretString::from(self.address.clone())).await {
            Err(error) => error,
            Ok(_) => panic!("{} opens", self.address),
        }
    }

    /// Runs a statement past the program.
    pub async fn run(&self, statement: &str) {
        self.try_run(statement).await.unwrap();
    }

    pub async fn try_run(&self, statement: &str) -> Result<(), sqlx::Error> {
        let mut connection = AnyConnection::connect(&self.address).await?;
        connection.execute(statement).await?;
        connection.close().await
    }

    /// Ends all connections to it, as a restart of `PostgreSQL` does; a file knows none.
    pub async fn end_connections(&self) {
        if self.folder.is_none() {
            let of_this_test = "application_name = current_setting('application_name') AND pid <> pg_backend_pid()";
            self.run(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {of_this_test}")).await;
        }
    }

    /// Every value of a column.
    pub async fn everything(&self, table: &str, column: &str) -> Vec<String> {
        let mut connection = AnyConnection::connect(&self.address).await.unwrap();
        sqlx::query_scalar(&format!("SELECT {column} FROM {table}")).fetch_all(&mut connection).await.unwrap()
    }

    /// The names of all tables.
    pub async fn tables(&self) -> Vec<String> {
        let listing = match &self.folder {
            Some(_) => "SELECT name FROM sqlite_master WHERE type = 'table'",
            None => "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
        };
        let mut connection = AnyConnection::connect(&self.address).await.unwrap();
        sqlx::query_scalar(listing).fetch_all(&mut connection).await.unwrap()
    }

    /// The tables that hold rows of single servers.
    pub async fn tables_with_guilds(&self) -> Vec<String> {
        let mut tables = Vec::new();
        for table in self.tables().await {
            if self.try_run(&format!("SELECT guild FROM {table}")).await.is_ok() {
                tables.push(table);
            }
        }
        assert!(tables.len() >= 4, "{tables:?}");
        tables
    }

    /// How many rows of a server a table holds.
    pub async fn rows(&self, table: &str, guild: u64) -> i64 {
        let mut connection = AnyConnection::connect(self.address()).await.unwrap();
        let rows = format!("SELECT COUNT(*) FROM {table} WHERE guild = $1");
        sqlx::query_scalar(&rows).bind(guild.cast_signed()).fetch_one(&mut connection).await.unwrap()
    }
}

/// A schema of its own in a `PostgreSQL`.
struct Schema {
    base: String,
    name: String,
}

impl Schema {
    async fn create(base: &str) -> Schema {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        install_default_drivers();
        let name = format!("lorebot_test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let schema = Schema { base: base.to_owned(), name };
        schema.run("CREATE SCHEMA").await;
        schema
    }

    /// The address under which tables are looked for in this schema only, and connections are known as its own.
    fn address(&self) -> String {
        let joint = if self.base.contains('?') { '&' } else { '?' };
        format!("{}{joint}options[search_path]={name}&application_name={name}", self.base, name = self.name)
    }

    async fn drop(self) {
        self.run("DROP SCHEMA").await;
    }

    async fn run(&self, doing: &str) {
        let cascade = if doing.starts_with("DROP") { " CASCADE" } else { "" };
        let mut connection = AnyConnection::connect(&self.base).await.unwrap();
        connection.execute(format!("{doing} {}{cascade}", self.name).as_str()).await.unwrap();
    }
}
