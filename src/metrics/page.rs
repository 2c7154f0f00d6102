//! The figures as Prometheus reads them, in its text form
//! (<https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>).

use std::fmt::{Display, Write};
use std::time::SystemTime;

use super::histogram::{BOUNDS_US, Histogram};
use super::{Condition, Metrics};

/// All figures at a moment.
pub fn page(metrics: &Metrics, now: SystemTime) -> String {
    let mut page = Page(String::new());
    page.family("questions_total", "counter", "Questions answered, by what came of them.");
    for (outcome, counter) in metrics.outcomes() {
        page.sample("questions_total", &[("outcome", outcome)], counter.get());
    }
    for (name, help, counter) in [
        ("presses_total", "Buttons and lists pressed.", &metrics.buttons),
        ("autocompletions_total", "Completions offered while an option is typed.", &metrics.autocomplete),
        ("declined_total", "Interactions and messages of people who have to wait.", &metrics.declined),
        ("dropped_total", "Interactions left alone: too old, or delivered twice.", &metrics.dropped),
        ("refused_requests_total", "HTTP requests that bring no interaction of Discord's.", &metrics.refused),
        ("reconnects_total", "Gateway connections opened or resumed after the first.", &metrics.reconnects),
        ("errors_total", "What could not be read, answered or delivered.", &metrics.errors),
    ] {
        page.family(name, "counter", help);
        page.sample(name, &[], counter.get());
    }
    page.histogram("answer_seconds", "From a question or press to its answer, sending aside.", &metrics.answer_time);
    page.histogram("autocompletion_seconds", "The same for completions.", &metrics.autocomplete_time);
    for (name, help, condition) in [
        ("gateway_connected", "Whether Discord's gateway has let the bot in, on every shard.", &metrics.gateway),
        ("endpoint_listening", "Whether interactions are taken over HTTP.", &metrics.endpoint),
        ("database_answers", "Whether the database with what servers chose answers.", &metrics.database),
    ] {
        page.condition(name, help, condition);
    }
    page.shards(metrics);
    page.wikis(metrics, now);
    page.family("build_info", "gauge", "The version of the program.");
    page.sample("build_info", &[("version", env!("CARGO_PKG_VERSION"))], 1);
    page.0
}

/// A page being written; every name on it begins with `lorebot_`.
struct Page(String);

impl Page {
    /// Says what the samples after it are.
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        self.write(format_args!("# HELP lorebot_{name} {help}\n# TYPE lorebot_{name} {kind}\n"));
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<String> =
            labels.iter().map(|(label, value)| format!("{label}=\"{}\"", escaped(value))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        self.write(format_args!("lorebot_{name}{labels} {value}\n"));
    }

    /// A condition is left out where it does not apply.
    fn condition(&mut self, name: &str, help: &str, condition: &Condition) {
        if let Some(holds) = condition.get() {
            self.family(name, "gauge", help);
            self.sample(name, &[], u8::from(holds));
        }
    }

    fn histogram(&mut self, name: &str, help: &str, histogram: &Histogram) {
        self.family(name, "histogram", help);
        let (bucket, (up_to, all)) = (format!("{name}_bucket"), histogram.up_to_bounds());
        for (bound_us, count) in BOUNDS_US.iter().zip(up_to) {
            self.sample(&bucket, &[("le", &seconds(*bound_us))], count);
        }
        self.sample(&bucket, &[("le", "+Inf")], all);
        self.sample(&format!("{name}_sum"), &[], seconds(histogram.sum_us()));
        self.sample(&format!("{name}_count"), &[], all);
    }

    /// Only where there are several: what holds of one is told already.
    fn shards(&mut self, metrics: &Metrics) {
        let shards = metrics.shards();
        if shards.len() < 2 {
            return;
        }
        self.family("shard_connected", "gauge", "The same, shard by shard.");
        for (shard, is_connected) in shards.iter() {
            self.sample("shard_connected", &[("shard", &shard.to_string())], u8::from(*is_connected));
        }
    }

    fn wikis(&mut self, metrics: &Metrics, now: SystemTime) {
        let wikis = metrics.wikis();
        self.family("passages", "gauge", "Passages of a wiki's index in use.");
        for wiki in wikis.iter() {
            self.sample("passages", &[("wiki", &wiki.id)], wiki.passages);
        }
        self.family("index_age_seconds", "gauge", "How long ago a wiki's index in use was written.");
        for (wiki, written) in wikis.iter().filter_map(|wiki| Some((wiki, wiki.written?))) {
            let age = now.duration_since(written).unwrap_or_default();
            self.sample("index_age_seconds", &[("wiki", &wiki.id)], age.as_secs());
        }
    }

    fn write(&mut self, text: std::fmt::Arguments) {
        // A string takes all that is written to it.
        let _ = self.0.write_fmt(text);
    }
}

/// Microseconds as seconds.
fn seconds(us: u64) -> String {
    let written = format!("{}.{:06}", us / 1_000_000, us % 1_000_000);
    written.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The value of a label as it may stand within quotation marks.
fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::WikiFigures;
    use super::*;

    fn lines(metrics: &Metrics, now: SystemTime) -> Vec<String> {
        page(metrics, now).lines().map(ToOwned::to_owned).collect()
    }

    #[test]
    fn what_happened_stands_on_the_page_and_what_does_not_apply_is_left_out() {
        let (metrics, now) = (Metrics::default(), SystemTime::now());
        metrics.mended.bump();
        metrics.opens_shards(0..2);
        metrics.shard_is(1, true);
        metrics.answer_time.add(Duration::from_micros(1_250));
        let (id, written) = ("qo\"nos\\".to_owned(), Some(now - Duration::from_secs(90)));
        metrics.now_has(vec![WikiFigures { id, passages: 12, written }]);
        let lines = lines(&metrics, now);
        for expected in [
            r#"lorebot_questions_total{outcome="mended"} 1"#,
            r#"lorebot_questions_total{outcome="nothing"} 0"#,
            "lorebot_gateway_connected 0",
            r#"lorebot_shard_connected{shard="0"} 0"#,
            r#"lorebot_shard_connected{shard="1"} 1"#,
            r#"lorebot_answer_seconds_bucket{le="0.001"} 0"#,
            r#"lorebot_answer_seconds_bucket{le="0.0025"} 1"#,
            r#"lorebot_answer_seconds_bucket{le="+Inf"} 1"#,
            "lorebot_answer_seconds_sum 0.00125",
            "lorebot_answer_seconds_count 1",
            r#"lorebot_passages{wiki="qo\"nos\\"} 12"#,
            r#"lorebot_index_age_seconds{wiki="qo\"nos\\"} 90"#,
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected} is not among {lines:#?}");
        }
        assert!(!lines.iter().any(|line| line.starts_with("lorebot_endpoint_listening")));
    }

    #[test]
    fn every_sample_follows_what_it_is_and_nothing_stands_there_twice() {
        let lines = lines(&Metrics::default(), SystemTime::now());
        let mut seen = std::collections::HashSet::new();
        let mut family = String::new();
        for line in lines {
            match line.strip_prefix("# TYPE ") {
                Some(typed) => family = typed.split(' ').next().unwrap().to_owned(),
                None if line.starts_with("# HELP ") => {}
                None => assert!(line.starts_with(&family), "{line} stands under {family}"),
            }
            let name = line.rsplit_once(' ').unwrap().0.to_owned();
            assert!(seen.insert(name), "{line} stands there twice");
        }
    }

    #[test]
    fn microseconds_are_written_as_seconds() {
        let written = [0, 1, 250, 1_000_000, 12_340_000].map(seconds);
        assert_eq!(written, ["0", "0.000001", "0.00025", "1", "12.34"]);
    }
}
