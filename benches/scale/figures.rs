//! Figures by name, on their way from one process to another, and times to percentiles.

use std::collections::BTreeMap;
use std::fmt;

use cpu_time::ThreadTime;

/// What a process measured, by name.
#[derive(Default)]
pub struct Figures(BTreeMap<String, f64>);

impl Figures {
    pub fn set(&mut self, name: &str, value: f64) {
        self.0.insert(name.to_owned(), value);
    }

    /// The figure of that name; not a number where there is none.
    pub fn get(&self, name: &str) -> f64 {
        self.0.get(name).copied().unwrap_or(f64::NAN)
    }

    /// The figures that another process has printed.
    pub fn read(printed: &str) -> Figures {
        let figure =
            |line: &str| line.split_once('\t').and_then(|(name, value)| Some((name.to_owned(), value.parse().ok()?)));
        Figures(printed.lines().filter_map(figure).collect())
    }

    /// The median of each figure over rounds that measured the same.
    pub fn medians(rounds: &[Figures]) -> Figures {
        let mut medians = Figures::default();
        for name in rounds.iter().flat_map(|round| round.0.keys()) {
            let mut values: Vec<f64> = rounds.iter().map(|round| round.get(name)).collect();
            values.sort_unstable_by(f64::total_cmp);
            medians.set(name, values[values.len() / 2]);
        }
        medians
    }

    /// The names of the figures that begin so, without that beginning.
    pub fn names<'figures>(&'figures self, beginning: &'figures str) -> impl Iterator<Item = &'figures str> {
        self.0.keys().filter_map(move |name| name.strip_prefix(beginning))
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, value)| writeln!(out, "{name}\t{value}"))
    }
}

/// Times of the processor by kind, in microseconds: on a busy machine they are what they would be on a quiet one.
#[derive(Default)]
pub struct Times(BTreeMap<String, Vec<f64>>);

impl Times {
    /// Does some work on this thread and takes its time.
    pub fn take(&mut self, kind: &str, work: impl FnOnce()) {
        let start = ThreadTime::now();
        work();
        let took = start.elapsed().as_secs_f64() * 1e6;
        self.0.entry(kind.to_owned()).or_default().push(took);
    }

    /// The median and the 99th percentile of each kind and of all.
    pub fn tell(self, figures: &mut Figures) {
        let mut all: Vec<f64> = self.0.values().flatten().copied().collect();
        for (kind, mut times) in self.0 {
            tell(figures, &kind, &mut times);
        }
        tell(figures, "all", &mut all);
    }
}

fn tell(figures: &mut Figures, kind: &str, times: &mut [f64]) {
    times.sort_unstable_by(f64::total_cmp);
    for of_hundred in [50, 99] {
        let rank = (times.len() * of_hundred).div_ceil(100).max(1);
        figures.set(&format!("p{of_hundred} {kind}"), times.get(rank - 1).copied().unwrap_or(f64::NAN));
    }
}
