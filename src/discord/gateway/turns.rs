//! Whose turn it is to begin a session: Discord lets so many shards begin one within five seconds, and invalidates more.

use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Instant, sleep_until};

/// Between two sessions of shards whose turns depend on one another
/// (<https://docs.discord.com/developers/events/gateway#sharding-max-concurrency>, "rate limit key"), and a little for ways
/// to Discord of different length.
const BETWEEN: Duration = Duration::from_millis(5_250);

/// The turns of all shards of this process.
#[derive(Debug)]
pub struct Turns {
    /// When the latest session of each row of shards was begun.
    rows: Vec<Mutex<Option<Instant>>>,
}

/// The turn of one shard; the next in its row waits for its end.
#[derive(Debug)]
pub struct Turn<'turns> {
    latest: MutexGuard<'turns, Option<Instant>>,
}

impl Turns {
    /// Turns for so many shards at once, one where there are to be none.
    pub fn of(at_once: u32) -> Turns {
        Turns { rows: (0..at_once.max(1)).map(|_| Mutex::default()).collect() }
    }

    /// Waits for the turn of a shard.
    pub async fn next(&self, shard: u32) -> Turn<'_> {
        let latest = self.rows[shard as usize % self.rows.len()].lock().await;
        if let Some(due) = due(*latest) {
            sleep_until(due).await;
        }
        Turn { latest }
    }
}

impl Turn<'_> {
    /// Says that the turn was taken; one that was not leaves the next in the row nothing to wait for.
    pub fn taken(mut self) {
        *self.latest = Some(Instant::now());
    }
}

/// When the next session may be begun, where there was one before.
fn due(latest: Option<Instant>) -> Option<Instant> {
    latest.map(|latest| latest + BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_a_runtime<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(work)
    }

    #[test]
    fn shards_of_one_row_wait_for_one_another_and_those_of_others_do_not() {
        in_a_runtime(async {
            let turns = Turns::of(2);
            turns.next(0).await.taken();
            turns.next(1).await.taken();
            assert!(due(*turns.rows[0].lock().await) >= Some(Instant::now() + Duration::from_secs(5)));
            let (first, second) = (&turns.rows[0], &turns.rows[1]);
            assert!(*second.lock().await > *first.lock().await);
        });
    }

    #[test]
    fn a_turn_that_was_not_taken_leaves_the_next_nothing_to_wait_for() {
        in_a_runtime(async {
            let turns = Turns::of(0);
            drop(turns.next(7).await);
            assert_eq!(due(*turns.rows[0].lock().await), None);
        });
    }
}
