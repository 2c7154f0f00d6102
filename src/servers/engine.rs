//! The two engines and the little in which they differ.

use std::borrow::Cow;

use sqlx::error::DatabaseError;

/// An engine that a database can be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

/// The codes of `SQLite` that matter here: the lowest eight bits of what it gives (<https://sqlite.org/rescode.html>).
const BUSY: u16 = 5;
const CORRUPT: u16 = 11;
const NOT_A_DATABASE: u16 = 26;

impl Engine {
    /// The engine that an address asks for; `None` for others, and for a database in memory: each connection would have
    /// one of its own.
    pub(super) fn of(address: &str) -> Option<Engine> {
        match address.split_once(':')? {
            ("sqlite", place) if place.contains(":memory:") || place.contains("mode=memory") => None,
            ("sqlite", _) => Some(Engine::Sqlite),
            ("postgres" | "postgresql", _) => Some(Engine::Postgres),
            _ => None,
        }
    }

    /// An address with what is not left to chance: a file of `SQLite` is made where there is none.
    pub(super) fn completed(self, address: &str) -> Cow<'_, str> {
        match (self, address.split_once('?')) {
            (Engine::Sqlite, None) => Cow::Owned(format!("{address}?mode=rwc")),
            (Engine::Sqlite, Some((_, options))) if !options.contains("mode=") => {
                Cow::Owned(format!("{address}&mode=rwc"))
            }
            _ => Cow::Borrowed(address),
        }
    }

    /// The name of a database in messages: its address without user, password and options, each of which may be secret.
    pub(super) fn name_of(self, address: &str) -> String {
        let bare = address.split(['?', '#']).next().unwrap_or_default();
        match (self, bare.split_once("://")) {
            (Engine::Postgres, Some((_, rest))) => {
                format!("the database postgres://{}", rest.rsplit_once('@').map_or(rest, |(_, place)| place))
            }
            (Engine::Postgres, None) => "the PostgreSQL database".to_owned(),
            (Engine::Sqlite, _) => format!("the database {bare}"),
        }
    }

    /// Begins a transaction that will write. `SQLite` is told so at once: a lock asked for later may be refused.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Engine::Sqlite => "BEGIN IMMEDIATE",
            Engine::Postgres => "BEGIN",
        }
    }

    /// Asks for the names of the tables there are.
    pub(super) fn tables(self) -> &'static str {
        match self {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
            Engine::Postgres => {
                "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()"
            }
        }
    }
}

/// Whether `SQLite` says that another process holds the file.
pub(super) fn is_busy(error: &sqlx::Error) -> bool {
    sqlite_code(error) == Some(BUSY)
}

/// Whether `SQLite` says that the file is broken, or none of its own.
pub(super) fn is_damage(error: &sqlx::Error) -> bool {
    matches!(sqlite_code(error), Some(CORRUPT | NOT_A_DATABASE))
}

/// The code that `SQLite` gave. Codes of `PostgreSQL` have five characters and are not meant.
fn sqlite_code(error: &sqlx::Error) -> Option<u16> {
    let code = error.as_database_error().and_then(DatabaseError::code)?;
    let code: u16 = Some(code).filter(|code| code.len() < 5)?.parse().ok()?;
    Some(code & 0xff)
}

/// What went wrong, in the engine's words. A wrong setting is not shown: it may quote the address.
pub(super) fn cause_of(error: &sqlx::Error) -> String {
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
        let named = |address| Engine::of(address).unwrap().name_of(address);
        let with_secrets = "postgres://osa:hu@sh@db.example/lore?password=hush";
        assert_eq!(named(with_secrets), "the database postgres://db.example/lore");
        assert_eq!(named("postgresql:///lore?host=/run&user=osa"), "the database postgres:///lore");
        assert_eq!(named("sqlite:choices.db?mode=rw"), "the database sqlite:choices.db");
    }

    #[test]
    fn only_postgresql_and_files_of_sqlite_are_understood() {
        assert_eq!(Engine::of("sqlite:lorebot.db"), Some(Engine::Sqlite));
        assert_eq!(Engine::of("postgres://localhost/lore"), Some(Engine::Postgres));
        for address in ["mysql://localhost/lore", "lorebot.db", "sqlite::memory:", "sqlite:a?mode=memory"] {
            assert_eq!(Engine::of(address), None, "{address}");
        }
    }

    #[test]
    fn a_file_is_made_unless_the_address_says_otherwise() {
        let completed = |address| Engine::Sqlite.completed(address).into_owned();
        assert_eq!(completed("sqlite:a.db"), "sqlite:a.db?mode=rwc");
        assert_eq!(completed("sqlite:a.db?cache=private"), "sqlite:a.db?cache=private&mode=rwc");
        assert_eq!(completed("sqlite:a.db?mode=ro"), "sqlite:a.db?mode=ro");
    }
}
