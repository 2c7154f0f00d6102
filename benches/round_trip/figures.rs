//! Times to percentiles, and percentiles to ratios.

use std::fmt;

/// The median and the 99th percentile of some times, in microseconds.
#[derive(Clone, Copy)]
pub struct Figures {
    p50: u128,
    p99: u128,
}

impl Figures {
    /// Of one round.
    pub fn of(times: &mut [u128]) -> Figures {
        Figures { p50: percentile(times, 50), p99: percentile(times, 99) }
    }

    /// The median of several rounds.
    pub fn median_of(rounds: &[Figures]) -> Figures {
        let median = |figure: fn(&Figures) -> u128| percentile(&mut rounds.iter().map(figure).collect::<Vec<_>>(), 50);
        Figures { p50: median(|round| round.p50), p99: median(|round| round.p99) }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "p50 {:>5}               p99 {:>5}", self.p50, self.p99)
    }
}

/// The smallest time that so many of a hundred do not exceed; 0 of none.
pub fn percentile(times: &mut [u128], of_hundred: usize) -> u128 {
    times.sort_unstable();
    let rank = (times.len() * of_hundred).div_ceil(100).max(1);
    times.get(rank - 1).copied().unwrap_or(0)
}

/// How many times as long the first took as the second, round by round: the median, from the lowest to the highest.
pub fn compared(first: &[Figures], second: &[Figures]) -> String {
    let ratio = |figure: fn(&Figures) -> u128| {
        let times = |round: &Figures| u32::try_from(figure(round)).map_or(f64::NAN, f64::from);
        let mut ratios: Vec<f64> = first.iter().zip(second).map(|(one, other)| times(one) / times(other)).collect();
        ratios.sort_by(f64::total_cmp);
        format!("{:>5.2} ({:.2} to {:.2})", ratios[ratios.len() / 2], ratios[0], ratios[ratios.len() - 1])
    };
    format!("p50 {}  p99 {}", ratio(|round| round.p50), ratio(|round| round.p99))
}
