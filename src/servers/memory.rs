//! What servers chose, in memory, so that an answer does not wait for the database.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::Server;

/// What is remembered of one server.
struct Known {
    /// How many changes the database had seen when this was read.
    as_of: i64,
    server: Arc<Server>,
}

/// The servers that were asked for.
#[derive(Default)]
pub(super) struct Memory {
    servers: RwLock<HashMap<u64, Known>>,
    /// Stands for every server that chose nothing: whoever installed the bot for themselves asks from anywhere.
    nothing_chosen: Arc<Server>,
}

impl Memory {
    /// What a server chose, if it is known.
    pub(super) fn get(&self, guild: u64) -> Option<Arc<Server>> {
        self.read().get(&guild).map(|known| Arc::clone(&known.server))
    }

    /// Remembers what a server chose, unless something newer is known; gives what holds.
    pub(super) fn put(&self, guild: u64, as_of: i64, server: Server) -> Arc<Server> {
        let mut servers = self.write();
        if let Some(known) = servers.get(&guild).filter(|known| known.as_of > as_of) {
            return Arc::clone(&known.server);
        }
        let server = if server == *self.nothing_chosen { Arc::clone(&self.nothing_chosen) } else { Arc::new(server) };
        servers.insert(guild, Known { as_of, server: Arc::clone(&server) });
        server
    }

    /// The servers that are known and of which the database has a newer choice, or none any more. `revisions` holds the
    /// last change of each server that chose anything.
    pub(super) fn outdated(&self, revisions: &HashMap<u64, i64>) -> Vec<u64> {
        let is_outdated = |guild: &u64, known: &Known| match revisions.get(guild) {
            Some(revision) => *revision > known.as_of,
            None => !Arc::ptr_eq(&known.server, &self.nothing_chosen),
        };
        self.read().iter().filter(|(guild, known)| is_outdated(guild, known)).map(|(guild, _)| *guild).collect()
    }

    /// The map, whatever became of a thread that held it: no change of it can be left half done.
    fn read(&self) -> RwLockReadGuard<'_, HashMap<u64, Known>> {
        self.servers.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, HashMap<u64, Known>> {
        self.servers.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Choices;
    use super::*;

    fn plain(plain_text: bool) -> Server {
        Server { choices: Choices { plain_text: Some(plain_text), ..Choices::default() }, ..Server::default() }
    }

    #[test]
    fn a_late_read_does_not_replace_a_newer_choice() {
        let memory = Memory::default();
        memory.put(7, 5, plain(true));
        assert_eq!(*memory.put(7, 4, plain(false)), plain(true));
        assert_eq!(*memory.get(7).unwrap(), plain(true));
    }

    #[test]
    fn a_server_is_outdated_when_it_was_changed_or_forgotten_elsewhere() {
        let memory = Memory::default();
        memory.put(1, 5, plain(true));
        memory.put(2, 5, plain(true));
        memory.put(3, 5, plain(true));
        memory.put(4, 5, Server::default());
        let mut outdated = memory.outdated(&HashMap::from([(1, 6), (2, 5), (9, 9)]));
        outdated.sort_unstable();
        assert_eq!(outdated, [1, 3]);
    }
}
