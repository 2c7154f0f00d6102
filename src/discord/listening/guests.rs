//! Who stays when too many connections are open: whoever has brought something true, before whoever only stands there.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::task::AbortHandle;
use tokio::time::Instant;

/// How a connection stands.
#[derive(Debug)]
pub struct Standing(Mutex<Known>);

/// What is known of a connection.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// Whether what it has brought is true, and not yet answered.
    is_awaited: bool,
    /// Whether it has ever brought something true.
    is_trusted: bool,
    /// When it last did, or came.
    since: Instant,
}

impl Standing {
    /// That of somebody who has just come.
    pub fn new() -> Standing {
        Standing(Mutex::new(Known { is_awaited: false, is_trusted: false, since: Instant::now() }))
    }

    /// Notes that what the connection has brought is true: it stays until that is answered, and longer than others.
    pub fn trust(&self) -> Awaited<'_> {
        *self.known() = Known { is_awaited: true, is_trusted: true, since: Instant::now() };
        Awaited(self)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// That something true is being answered, until this is dropped.
#[derive(Debug)]
pub struct Awaited<'standing>(&'standing Standing);

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        let mut known = self.0.known();
        (known.is_awaited, known.since) = (false, Instant::now());
    }
}

/// Those who are there.
#[derive(Debug, Default)]
pub struct Guests(Vec<(Arc<Standing>, AbortHandle)>);

impl Guests {
    /// Adds one who has come; the handle ends the connection.
    pub fn add(&mut self, standing: Arc<Standing>, handle: AbortHandle) {
        self.0.push((standing, handle));
    }

    /// How many there are.
    pub fn count(&mut self) -> usize {
        self.0.retain(|(_, handle)| !handle.is_finished());
        self.0.len()
    }

    /// Whether somebody may be sent away.
    pub fn has_idle(&self) -> bool {
        self.0.iter().any(|(standing, _)| !standing.known().is_awaited)
    }

    /// Sends away who matters least: never those who await an answer, and those whom nothing speaks for before all others,
    /// of either kind the one who has stood there longest.
    pub fn send_one_away(&mut self) {
        let known = self.0.iter().map(|(standing, _)| *standing.known()).enumerate();
        let idle = known.filter(|(_, known)| !known.is_awaited);
        if let Some((place, _)) = idle.min_by_key(|(_, known)| (known.is_trusted, known.since)) {
            self.0.swap_remove(place).1.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::task::JoinSet;

    use super::*;

    #[tokio::test]
    async fn who_brings_nothing_goes_first_and_who_awaits_an_answer_never() {
        let (mut guests, mut open) = (Guests::default(), JoinSet::new());
        let mut come = |name: &'static str| {
            let standing = Arc::new(Standing::new());
            let handle = open.spawn(async move {
                std::future::pending::<()>().await;
                name
            });
            guests.add(Arc::clone(&standing), handle);
            standing
        };
        let (awaited, trusted) = (come("awaited"), come("trusted"));
        let _silent = (come("silent"), come("silent, later"));
        let answering = awaited.trust();
        drop(trusted.trust());
        for left in [3, 2, 1, 1] {
            guests.send_one_away();
            assert_eq!(guests.0.len(), left);
        }
        assert!(Arc::ptr_eq(&guests.0[0].0, &awaited) && !guests.has_idle());
        drop(answering);
        assert!(guests.has_idle());
    }
}
