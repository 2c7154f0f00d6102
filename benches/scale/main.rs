//! What the size of a wiki costs: building its index, opening it, answering, completing, memory.
//!
//! `cargo bench --bench scale -- 10000 100000 1000000` invents a wiki of each of these numbers of passages and measures
//! each in processes of its own, so that nothing is warm that would not be and memory is that of one task. Beside it the
//! same passages in a plain tantivy index. `--keep FOLDER` keeps what was made, for `benches/scale/peers.py` to put the same to
//! `SQLite`, and `--tsv FILE` all figures, for `benches/scale/plot.py`.

mod figures;
mod plain;
mod process;
mod questions;
mod reading;
mod wiki;
mod words;

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use lorebot::answer::Library;
use lorebot::lore::Scope;
use lorebot::rebuild::rebuild;

use crate::figures::{Figures, Times};
use crate::questions::Questions;
use crate::words::Words;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// How many passages, where no number is given.
const SIZES: [usize; 2] = [10_000, 100_000];
/// How often an index is built; the median counts.
const ROUNDS: usize = 3;
/// The same of a wiki of fewer passages than this, which takes less than a second: whatever else the machine does then counts
/// for more.
const SMALL: usize = 50_000;
const ROUNDS_OF_SMALL: usize = 15;
/// How often the program is started to answer one question.
const STARTS: usize = 7;
/// How many topics are offered while someone types.
const OFFERED: usize = 25;
/// The first questions asked warm the index and are not counted.
const WARMING: usize = 100;

fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--task", "build", data, index] => print!("{}", build(Path::new(data), Path::new(index))?),
        ["--task", "read", data] => print!("{}", reading::run(Path::new(data))?),
        ["--task", "answer", index, asked] => {
            print!("{}", answer(Path::new(index), &read_questions(Path::new(asked))?)?);
        }
        ["--task", "plain", passages, asked, folder] => {
            print!("{}", plain::run(Path::new(passages), &read_questions(Path::new(asked))?, Path::new(folder))?);
        }
        _ => compare(&words)?,
    }
    Ok(())
}

/// Measures wikis of all sizes asked for and prints a column of each.
fn compare(arguments: &[&str]) -> Outcome {
    let option =
        |name: &str| arguments.iter().position(|argument| *argument == name).and_then(|at| arguments.get(at + 1));
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = SIZES.to_vec();
    }
    let mut tsv = option("--tsv").map(File::create).transpose()?;
    let program = count(usize::try_from(fs::metadata(env!("CARGO_BIN_EXE_lorebot"))?.len())?) / 1e6;
    println!("the program is {program:.1} MB; times of answers are of the processor, one thread, all files in memory");
    let words = Words::new();
    for size in sizes {
        let scratch = tempfile::tempdir()?;
        let folder =
            option("--keep").map_or(scratch.path().to_owned(), |kept| PathBuf::from(kept).join(size.to_string()));
        let measured = measure(&words, size, &folder)?;
        println!("\n{}", table(&measured));
        if let Some(tsv) = &mut tsv {
            let lines = measured.to_string();
            lines.lines().try_for_each(|line| writeln!(tsv, "{size}\t{line}"))?;
        }
    }
    Ok(())
}

/// Everything about a wiki of so many passages.
fn measure(words: &Words, passages: usize, folder: &Path) -> Outcome<Figures> {
    let [data, index, plain, asked, peer] =
        ["data", "index", "passages.tsv", "questions.tsv", "plain"].map(|name| folder.join(name));
    fs::create_dir_all(&data)?;
    let mut questions = Questions::new();
    let written = wiki::write(words, passages, &data, &plain, &mut questions)?;
    questions.write(words, &asked)?;
    let mut all = Figures::default();
    all.set("passages", count(written.passages));
    all.set("articles", count(written.articles));
    all.set("wikitext MB", count(written.bytes) / 1e6);
    // By turns, so that whatever else the machine does meets all alike.
    let mut rounds: [Vec<Figures>; 3] = Default::default();
    let times = if passages < SMALL { ROUNDS_OF_SMALL } else { ROUNDS };
    for _ in 0..times {
        // An index that is there would be kept beside the new one.
        for folder in [&peer, &index] {
            fs::create_dir_all(folder)?;
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir(&peer)?;
        rounds[0].push(task(["build".as_ref(), data.as_path(), index.as_path()])?);
        rounds[1].push(task(["read".as_ref(), data.as_path()])?);
        rounds[2].push(task(["plain".as_ref(), plain.as_path(), asked.as_path(), peer.as_path()])?);
    }
    for (of, rounds) in ["lorebot ", "reading ", "plain "].into_iter().zip(&rounds) {
        gather(&mut all, of, &Figures::medians(rounds));
    }
    gather(&mut all, "lorebot ", &task(["answer".as_ref(), index.as_path(), asked.as_path()])?);
    all.set("lorebot start ms", start_to_answer(&index, &read_questions(&asked)?)?);
    all.set("lorebot index MB", megabytes_in(&index)?);
    all.set("plain index MB", megabytes_in(&peer)?);
    Ok(all)
}

/// Runs one task of this program in a process of its own.
fn task<const N: usize>(arguments: [&Path; N]) -> Outcome<Figures> {
    let mut command = Command::new(std::env::current_exe()?);
    let output = command.arg("--task").args(arguments).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{} failed", arguments[0].display()).into());
    }
    Ok(Figures::read(&String::from_utf8(output.stdout)?))
}

fn gather(all: &mut Figures, of: &str, figures: &Figures) {
    for name in figures.names("") {
        all.set(&format!("{of}{name}"), figures.get(name));
    }
}

fn build(data: &Path, index: &Path) -> Outcome<Figures> {
    let mut figures = Figures::default();
    let (start, used) = (Instant::now(), process::seconds_used());
    let report = rebuild(data, index, wiki::NAME, |_| {})?;
    figures.set("build seconds", start.elapsed().as_secs_f64());
    figures.set("build processor seconds", process::seconds_used() - used);
    figures.set("build peak MB", process::megabytes("VmHWM"));
    figures.set("indexed passages", count(report.counts.passages));
    Ok(figures)
}

fn answer(index: &Path, questions: &[(String, String)]) -> Outcome<Figures> {
    let mut figures = Figures::default();
    let start = Instant::now();
    let library = Library::open(index, None)?;
    figures.set("open ms", start.elapsed().as_secs_f64() * 1e3);
    let ask = |asked: &str| library.answer(asked, &Scope::default(), None).expect("the index is whole");
    std::hint::black_box(ask(&questions[0].1));
    figures.set("open to answer ms", start.elapsed().as_secs_f64() * 1e3);
    for (_, asked) in questions.iter().take(WARMING) {
        std::hint::black_box(ask(asked));
    }
    let mut times = Times::default();
    for (kind, asked) in questions {
        times.take(kind, || {
            std::hint::black_box(ask(asked));
        });
    }
    times.tell(&mut figures);
    figures.set("own MB", process::megabytes("RssAnon"));
    figures.set("mapped MB", process::megabytes("RssFile"));
    let mut times = Times::default();
    for (_, asked) in questions {
        for length in [1, 4, 8, asked.len()] {
            let typed: String = asked.chars().take(length).collect();
            times.take("completion", || {
                std::hint::black_box(library.complete(&typed, OFFERED).expect("the index is whole"));
            });
        }
    }
    let mut completions = Figures::default();
    times.tell(&mut completions);
    for of_hundred in ["p50", "p99"] {
        figures.set(&format!("completion {of_hundred}"), completions.get(&format!("{of_hundred} completion")));
    }
    Ok(figures)
}

/// The median time from starting the program to its whole answer, in milliseconds.
fn start_to_answer(index: &Path, questions: &[(String, String)]) -> Outcome<f64> {
    let mut times = Vec::new();
    for (_, asked) in questions.iter().filter(|(kind, _)| kind == "name and words").take(STARTS) {
        let start = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_lorebot"));
        command.arg("ask").arg("--index").arg(index).arg(asked).stdout(Stdio::null()).stderr(Stdio::null());
        command.status()?;
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_unstable_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

/// The questions of a file, each with its kind.
fn read_questions(file: &Path) -> Outcome<Vec<(String, String)>> {
    let text = fs::read_to_string(file)?;
    let pair = |line: &str| line.split_once('\t').map(|(kind, asked)| (kind.to_owned(), asked.to_owned()));
    Ok(text.lines().filter_map(pair).collect())
}

fn megabytes_in(folder: &Path) -> Outcome<f64> {
    let mut sum = 0.0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let length = || Ok::<_, std::io::Error>(count(usize::try_from(entry.metadata()?.len()).unwrap_or(0)) / 1e6);
        sum += if entry.file_type()?.is_dir() { megabytes_in(&entry.path())? } else { length()? };
    }
    Ok(sum)
}

fn table(figures: &Figures) -> String {
    let get = |name: &str| figures.get(name);
    let (build, plain) = (get("lorebot build processor seconds"), get("plain build processor seconds"));
    let reading = get("reading processor seconds");
    let mut lines = vec![
        format!(
            "{} passages of {} articles, {:.1} MB of wikitext",
            get("passages"),
            get("articles"),
            get("wikitext MB")
        ),
        format!(
            "index    {:>7.1} s, {:.1} MB/s, {:.0} passages/s, peak {:.0} MB",
            get("lorebot build seconds"),
            get("wikitext MB") / get("lorebot build seconds"),
            get("passages") / get("lorebot build seconds"),
            get("lorebot build peak MB"),
        ),
        format!(
            "         {build:>7.1} s of processor, {reading:.1} of them for reading the export; plain, which is given passages, {plain:.1}"
        ),
        format!(
            "         {:>7.2} as fast as plain from the same passages, {:.2} where both read the export, {:.2} where plain does not",
            plain / (build - reading),
            (plain + reading) / build,
            plain / build,
        ),
        format!("on disk  {:>7.1} MB (plain {:.1})", get("lorebot index MB"), get("plain index MB")),
        format!(
            "open     {:>7.1} ms, {:.1} to the first answer, {:.1} from starting the program",
            get("lorebot open ms"),
            get("lorebot open to answer ms"),
            get("lorebot start ms")
        ),
        format!(
            "memory   {:>7.1} MB of its own, {:.1} of the index mapped",
            get("lorebot own MB"),
            get("lorebot mapped MB")
        ),
        format!(
            "complete p50 {:>7.0} us, p99 {:>7.0} us",
            get("lorebot completion p50"),
            get("lorebot completion p99")
        ),
    ];
    lines.extend(figures.names("lorebot p50 ").map(|kind| {
        let of = |whose: &str, percent: &str| get(&format!("{whose} {percent} {kind}"));
        format!(
            "answer   p50 {:>7.0} us, p99 {:>7.0} us   plain p50 {:>7.0}, p99 {:>7.0}   {kind}",
            of("lorebot", "p50"),
            of("lorebot", "p99"),
            of("plain", "p50"),
            of("plain", "p99")
        )
    }));
    lines.join("\n")
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
fn count(number: usize) -> f64 {
    number as f64
}
