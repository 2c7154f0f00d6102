//! How long things take: how many took at most how long.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The upper bounds of all ranges but the last, which has none, in microseconds. Answers take some hundred of them; Discord
/// waits three million.
pub const BOUNDS_US: [u64; 13] =
    [250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000];

/// How many things took how long; any thread may add to it.
#[derive(Debug, Default)]
pub struct Histogram {
    /// How many fall into each range, each counted once.
    ranges: [AtomicU64; BOUNDS_US.len() + 1],
    sum_us: AtomicU64,
}

impl Histogram {
    /// Adds one that took so long.
    pub fn add(&self, took: Duration) {
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.ranges[BOUNDS_US.partition_point(|bound| *bound < took_us)].fetch_add(1, Ordering::Relaxed);
        self.sum_us.fetch_add(took_us, Ordering::Relaxed);
    }

    /// How many took at most as long as each bound, and how many there are.
    pub fn up_to_bounds(&self) -> ([u64; BOUNDS_US.len()], u64) {
        let (mut up_to, mut so_far) = ([0; BOUNDS_US.len()], 0);
        for (at, range) in self.ranges.iter().enumerate() {
            so_far += range.load(Ordering::Relaxed);
            if let Some(up_to) = up_to.get_mut(at) {
                *up_to = so_far;
            }
        }
        (up_to, so_far)
    }

    /// How long they took together, in microseconds.
    pub fn sum_us(&self) -> u64 {
        self.sum_us.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_counted_at_its_bound_and_above() {
        let histogram = Histogram::default();
        for took_us in [0, 250, 251, 3_000_000] {
            histogram.add(Duration::from_micros(took_us));
        }
        let (up_to, all) = histogram.up_to_bounds();
        assert_eq!((up_to[0], up_to[1], up_to[12], all, histogram.sum_us()), (2, 3, 3, 4, 3_000_501));
    }
}
