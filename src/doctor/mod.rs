//! Looks at everything a bot needs, and says of each what is found and, where something is amiss, what mends it.
//!
//! It changes nothing, and shows no secret. [`here`] looks at this machine and needs no network; [`beyond`] asks the
//! database and, where a token is set, Discord. What is found is a list of [`Finding`]s; nothing it meets is an error.
//!
//! In reading order: `finding`; `environment` (settings), `wikis` with `wiki` (data and index), `space` (the disk), and
//! further off `database` and `application` (Discord).

#[cfg(feature = "discord")]
mod application;
#[cfg(feature = "servers")]
mod database;
mod environment;
mod finding;
mod space;
mod wiki;
mod wikis;

use std::path::Path;

pub use finding::{Finding, State};

/// The folders that a bot answers from.
#[derive(Debug, Clone, Copy)]
pub struct Folders<'path> {
    /// The index folder.
    pub index: &'path Path,
    /// Whether it was named: one that was not is built at the start where it is not there.
    pub index_is_named: bool,
    /// The data folder.
    pub data: &'path Path,
}

/// Looks at the settings, the wikis and the disk. `get` gives the value of a variable of the environment, `names` are those
/// that are set.
pub fn here(
    folders: &Folders<'_>,
    get: impl Fn(&str) -> Option<String>,
    names: impl IntoIterator<Item = String>,
) -> Vec<Finding> {
    let mut findings = environment::look(get, names);
    findings.extend(wikis::look(folders));
    findings.extend(space::look(folders.index));
    findings
}

/// Looks at the database and, where a token is set, at what Discord says of the bot.
#[cfg(feature = "servers")]
pub async fn beyond(folders: &Folders<'_>, get: impl Fn(&str) -> Option<String>) -> Vec<Finding> {
    #[cfg_attr(not(feature = "discord"), expect(unused_mut))]
    let mut findings = vec![database::look(&get).await];
    #[cfg(feature = "discord")]
    findings.extend(application::look(&get, wikis::library(folders).as_ref()).await);
    #[cfg(not(feature = "discord"))]
    let _ = folders;
    findings
}
