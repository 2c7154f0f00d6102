//! Rebuilds that end badly, in the program itself, while questions are asked.
//!
//! 1. Killed at any moment, a rebuild leaves an index that answers, the old one or the new one and never a mixture; the next
//!    rebuild heals what was left behind.
//! 2. A disk that is full, two rebuilds at once and sources that change meanwhile do no harm either, and are told of.
//!
//! `LOREBOT_KILLS` says how often a rebuild is killed, by default 20 times.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use lorebot::answer::Library;

use crate::wikis::{Wikis, ask};

/// How many articles there are: so many that a rebuild takes a while.
const ARTICLES: usize = 30;

/// Writes the wiki of a time: every article names it.
fn write(wikis: &Wikis, time: usize) {
    for number in 0..ARTICLES {
        let text = format!("# Osa {number}\n\nOsa {number} came to the mill at time-{time} and stayed for years.\n");
        wikis.article(&format!("osa-{number}.md"), &text);
    }
}

fn index(wikis: &Wikis) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lorebot"));
    command.arg("index").arg("--data").arg(wikis.data()).arg("--index").arg(wikis.index());
    command.current_dir(wikis.data()).env_clear().stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn run(mut rebuild: Child) -> bool {
    rebuild.wait().unwrap().success()
}

/// The times that the articles of an index tell of.
fn times_told(library: &Library) -> Vec<String> {
    let told = |number: usize| {
        let answer = ask(library, &format!("\"osa {number}\""));
        let passage = answer.hits().next().unwrap_or_else(|| panic!("{answer:?}")).passage.clone();
        passage.split("at time-").nth(1).unwrap().split(' ').next().unwrap().to_owned()
    };
    let mut times: Vec<String> = [0, ARTICLES / 2, ARTICLES - 1].map(told).into();
    times.dedup();
    times
}

/// A number below a bound, other each time.
fn below(bound: u64) -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new().build_hasher().finish() % bound
}

#[test]
fn a_rebuild_killed_at_any_moment_leaves_an_index_that_answers() {
    let wikis = Wikis::demo();
    write(&wikis, 0);
    let start = Instant::now();
    assert!(run(index(&wikis).spawn().unwrap()));
    let whole = u64::try_from(start.elapsed().as_micros()).unwrap();
    let kills = std::env::var("LOREBOT_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(20);
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let asked = scope.spawn(|| {
            let mut asked = 0;
            while !done.load(Ordering::Relaxed) {
                let times = times_told(&Library::open(&wikis.index(), None).unwrap());
                assert_eq!(times.len(), 1, "a mixture: {times:?}");
                asked += 1;
            }
            asked
        });
        let mut put_in_use = 0;
        for time in 1..=kills {
            write(&wikis, time);
            let mut rebuild = index(&wikis).spawn().unwrap();
            thread::sleep(Duration::from_micros(below(whole + whole / 4)));
            rebuild.kill().unwrap();
            rebuild.wait().unwrap();
            let told = times_told(&wikis.open());
            put_in_use += usize::from(told == [time.to_string()]);
        }
        done.store(true, Ordering::Relaxed);
        let asked: usize = asked.join().unwrap();
        assert!(
            asked > 0 && put_in_use < kills,
            "{asked} asked, {put_in_use} of {kills} rebuilds were not killed in time"
        );
    });
    write(&wikis, kills + 1);
    assert!(run(index(&wikis).spawn().unwrap()));
    assert_eq!(times_told(&wikis.open()), [(kills + 1).to_string()]);
    let generations = fs::read_dir(wikis.index().join("demo"))
        .unwrap()
        .filter(|entry| entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("gen-")));
    assert!(generations.count() <= 2, "what was killed is not cleared away");
}

/// Runs a rebuild that may write no file longer than some blocks of 512 bytes; gives its exit code and what it says.
#[cfg(unix)]
fn on_a_full_disk(wikis: &Wikis) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_lorebot");
    let (data, index) = (wikis.data(), wikis.index());
    let order = format!(
        "trap '' XFSZ; ulimit -f 2; exec '{program}' index --data '{}' --index '{}'",
        data.display(),
        index.display()
    );
    let output = Command::new("bash").arg("-c").arg(order).current_dir(&data).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_the_old_index_goes_on_and_the_reason_is_told() {
    let wikis = Wikis::demo();
    write(&wikis, 0);
    assert!(run(index(&wikis).spawn().unwrap()));
    write(&wikis, 1);
    let (code, said) = on_a_full_disk(&wikis);
    assert!(code == Some(2) && said.contains("not indexed"), "{code:?}: {said}");
    assert!(said.contains("too large") || said.contains("File") || said.contains("space"), "{said}");
    assert_eq!(times_told(&wikis.open()), ["0"]);
    assert!(run(index(&wikis).spawn().unwrap()));
    assert_eq!(times_told(&wikis.open()), ["1"]);
}

#[test]
fn of_two_rebuilds_at_once_each_does_its_work_or_says_that_another_is_running() {
    let wikis = Wikis::demo();
    write(&wikis, 0);
    let rebuilds: Vec<Child> = (0..4).map(|_| index(&wikis).spawn().unwrap()).collect();
    let done = rebuilds.into_iter().map(run).filter(|done| *done).count();
    assert!(done >= 1);
    assert_eq!(times_told(&wikis.open()), ["0"]);
}

#[test]
fn sources_that_change_meanwhile_leave_an_index_that_is_noticed_to_be_outdated_or_new() {
    let wikis = Wikis::demo();
    write(&wikis, 0);
    let rebuild = index(&wikis).spawn().unwrap();
    write(&wikis, 1);
    assert!(run(rebuild));
    let library = wikis.open();
    let outdated = lorebot::rebuild::outdated(&library.indexes()[0]).is_some();
    assert!(outdated || times_told(&library) == ["1"], "a mixture that nobody notices");
}
