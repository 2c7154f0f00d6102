//! What a process has used, as Linux tells it; elsewhere nothing is told.

use std::fs;

/// The clock ticks of a second, the same on all of Linux (`sysconf(_SC_CLK_TCK)`).
const TICKS: f64 = 100.0;

/// The processor time that this process has used so far, in seconds.
pub fn seconds_used() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program may hold spaces; it ends with the last bracket (`proc_pid_stat(5)`).
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let fields: Vec<f64> =
        after_name.split_whitespace().skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    fields.iter().sum::<f64>() / TICKS
}

/// A line of what this process holds in memory, in megabytes: `RssAnon` is its own, `RssFile` mapped files, `VmHWM` the most
/// it ever held (`proc_pid_status(5)`).
pub fn megabytes(line: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of_line = status.lines().find_map(|text| text.strip_prefix(line)?.strip_prefix(':'));
    let kilobytes = of_line.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    kilobytes.unwrap_or(f64::NAN) * 1024.0 / 1e6
}
