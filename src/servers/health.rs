//! A look at a database that changes nothing: for whoever wants to know whether a bot could use it.

use std::path::PathBuf;

use secrecy::SecretString;

use super::database::Database;
use super::{Error, Form};

/// What a database is like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// There is no such file yet; the bot makes it at its start.
    Absent {
        /// The file.
        file: PathBuf,
    },
    /// It answers and can be written to.
    There {
        /// Its name without a password.
        name: String,
        /// Its form.
        form: Form,
        /// How many servers chose anything.
        guilds: u64,
    },
}

/// Looks at the database at an address. `SQLite` itself may tidy up its journal meanwhile; what is kept stays as it is.
///
/// # Errors
/// When it cannot be opened or written to, is damaged, holds something else, or comes from a newer program: then a bot could
/// not start with it.
pub async fn look(address: &SecretString) -> Result<Health, Error> {
    let database = Database::unopened(address)?;
    if let Some(file) = database.file(address).filter(|file| !file.exists()) {
        return Ok(Health::Absent { file });
    }
    let health = health(&database).await;
    database.pool.close().await;
    health
}

async fn health(database: &Database) -> Result<Health, Error> {
    let form = database.form().await?;
    let mut guilds = 0;
    if form != Form::Empty {
        database.make_sure_that_it_can_be_written().await?;
        let count = sqlx::query_scalar("SELECT COUNT(*) FROM servers").fetch_one(&database.pool).await;
        let count: i64 = count.map_err(|error| database.failed("counting servers", &error))?;
        guilds = count.unsigned_abs();
    }
    Ok(Health::There { name: database.name().to_owned(), form, guilds })
}
