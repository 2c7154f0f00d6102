//! Opens the door: settings, subcommand, exit code (0 found, 1 nothing found or a check failed, 2 error).

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use lorebot::answer::Library;
use lorebot::doctor::{Folders, State};
use lorebot::settings::{self, DiscordSettings};
use lorebot::{doctor, index, rebuild, terminal};

/// Answers lore questions from a fan wiki, word for word, with the source the wiki itself cites.
///
/// Without a command: runs the Discord bot where a token is set (`DISCORD_TOKEN`), else opens a console.
#[derive(Parser)]
#[command(version, about, max_term_width = 100)]
struct Arguments {
    /// The folder of indexes. Where none is named, `index` is built from the data folder if it is not there
    #[arg(long, value_name = "DIR", env = "LOREBOT_INDEX", global = true)]
    index: Option<PathBuf>,
    /// The folder of wikis, one folder each
    #[arg(long, value_name = "DIR", env = "LOREBOT_DATA", default_value = "data", global = true)]
    data: PathBuf,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Answer a question; with `--json -` one question a line from standard input
    ///
    /// Exit code: 0 a passage was found, 1 none was, 2 an error. With `-`: 0 if any question found one.
    Ask {
        /// The wiki to ask, by its folder name; all by default
        #[arg(long, value_name = "W")]
        wiki: Option<String>,
        /// Print one JSON object a question, as the README describes it
        #[arg(long, conflicts_with = "explain")]
        json: bool,
        /// Show what speaks for the first passages that the words of the question find, part by part
        #[arg(long)]
        explain: bool,
        /// The question, such as: khitomer 2409; put one that starts with a minus sign after `--`
        #[arg(required = true, value_name = "QUESTION")]
        question: Vec<String>,
    },
    /// Tell the dated events of a topic in their order, each with its source
    ///
    /// Exit code: 0 something is told, 1 nothing is, 2 an error.
    Timeline {
        /// The wiki to ask, by its folder name; all by default
        #[arg(long, value_name = "W")]
        wiki: Option<String>,
        /// The first year, as the wiki writes years: 2293, "19 BBY"
        #[arg(long, value_name = "Y")]
        from: Option<String>,
        /// The last year
        #[arg(long, value_name = "Y")]
        to: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// The topic, such as: khitomer
        #[arg(required = true, value_name = "TOPIC")]
        topic: Vec<String>,
    },
    /// Tell what a wiki says of two topics, side by side: their openings, facts that both have, and years
    ///
    /// Exit code: 0 both are told of, 1 one is not, 2 an error.
    Compare {
        /// The wiki to ask, by its folder name; the first that has both by default
        #[arg(long, value_name = "W")]
        wiki: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// One topic; quote a name of several words
        #[arg(value_name = "A")]
        one: String,
        /// The other topic
        #[arg(value_name = "B")]
        other: String,
    },
    /// Show a passage by chance, of the topic or of any
    ///
    /// Exit code: 0 there is one, 1 there is none, 2 an error.
    Random {
        /// The wiki to draw from, by its folder name; all by default
        #[arg(long, value_name = "W")]
        wiki: Option<String>,
        /// Draw the same passage each time the same number is given
        #[arg(long, value_name = "N")]
        seed: Option<u64>,
        /// Print one JSON object, as `ask` does
        #[arg(long)]
        json: bool,
        /// The topic; any by default
        #[arg(value_name = "TOPIC")]
        topic: Vec<String>,
    },
    /// Rebuild the index of every wiki in the data folder, each beside the old one and swapped when proven
    ///
    /// A running bot goes over to the new index by itself. Exit code: 0 all were built, 2 one was not.
    Index {
        /// Only this wiki, by its folder name
        #[arg(long, value_name = "W")]
        wiki: Option<String>,
        /// Also where the new index answers fewer of the wiki's golden questions than the old one
        #[arg(long)]
        force: bool,
    },
    /// Go back to the index that was in use before the present one
    ///
    /// A running bot goes back by itself. Exit code: 0 all went back, 2 one did not.
    Rollback {
        /// Only this wiki, by its folder name
        #[arg(long, value_name = "W")]
        wiki: Option<String>,
    },
    /// Print the text of a wiki's export as JSON lines: title, section, paragraphs, tables, facts
    ///
    /// Exit code: 0 it was printed, 2 an error.
    ExportText {
        /// The wiki's folder name in the data folder
        #[arg(value_name = "WIKI")]
        wiki: String,
    },
    /// Fetch a wiki through its API into the data folder; run again, fetch what has changed
    ///
    /// Goes on where it was stopped. Exit code: 0 the wiki is there, 2 an error.
    #[cfg(feature = "pull")]
    Pull {
        /// The wiki's front page, any page of it, or its api.php
        #[arg(value_name = "ADDRESS")]
        address: String,
        /// The name of its folder; by default made of the wiki's own name
        #[arg(long, value_name = "W")]
        wiki: Option<String>,
        /// An e-mail or web address that the wiki's keepers can write to; sent with each request
        #[arg(long, value_name = "WHO")]
        contact: Option<String>,
        /// The pause before each request, in seconds
        #[arg(long, value_name = "S", default_value = "1", value_parser = seconds)]
        pause: std::time::Duration,
    },
    /// Ask the golden questions offline and print what failed and the success rates
    ///
    /// Exit code: 0 all as they must be, 1 some are not, 2 an error.
    Check {
        /// Question files; by default the questions.toml of every wiki in the data folder
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Answer Discord's interactions over HTTP, on the address in `LOREBOT_LISTEN`, until stopped
    ///
    /// A proxy in front adds TLS; docs/operate.md tells how. Exit code: 0 stopped, 2 an error.
    #[cfg(feature = "discord")]
    Serve {
        /// Leave registering commands and forgetting servers to another process
        #[arg(long)]
        only_answer: bool,
    },
    /// Look at everything the bot needs, and say what mends what is amiss
    ///
    /// Settings, wikis and their indexes, disk, database and, where a token is set, what Discord says of the bot. Nothing is
    /// changed, no secret shown, and without a token no network needed. Exit code: 0 all is good, 1 something is worth a look,
    /// 2 something is wrong.
    Doctor {
        /// Print one JSON object a finding: about, state (good, look or wrong), seen, remedy
        #[arg(long)]
        json: bool,
    },
    /// List, export, import or forget what Discord servers chose, in the database that `DATABASE_URL` names
    ///
    /// Exit code: 0 done, 2 an error.
    #[cfg(feature = "servers")]
    Servers {
        #[command(subcommand)]
        order: ServersOrder,
    },
    /// Measure ranking on question sets: success@1, MRR@10, recall@5, refusals, time a question
    ///
    /// A set is a folder with `articles/`, `corpus.jsonl` and `NAME.queries.tsv` (name, question and passages, by tabs), one
    /// such list, or a question file as `check` reads them, which is put to the index in use.
    Bench {
        /// The sets
        #[arg(required = true, value_name = "SET")]
        sets: Vec<PathBuf>,
        /// Ask only the first N questions of each list
        #[arg(long, value_name = "N")]
        first: Option<usize>,
        /// Keep what came of each question in this file
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
        /// Compare with a run that was kept, question by question
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
        /// Rank by the weights in this file instead, as docs/ranking.md names them
        #[arg(long, value_name = "FILE")]
        weights: Option<PathBuf>,
        /// Keep what speaks for the passages found in this file, for fitting weights
        #[arg(long, value_name = "FILE")]
        parts: Option<PathBuf>,
    },
}

#[cfg(feature = "servers")]
#[derive(Subcommand)]
enum ServersOrder {
    /// Print the ids of the servers that chose anything
    List,
    /// Write what a server chose to a file, or to standard output
    Export {
        /// The server's id
        #[arg(value_name = "GUILD")]
        guild: u64,
        /// The file
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Have a server choose what a file says, or standard input; the server's undo takes it back
    Import {
        /// The server's id
        #[arg(value_name = "GUILD")]
        guild: u64,
        /// The file
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
    /// Delete everything that is kept of a server, its reports included
    Forget {
        /// The server's id
        #[arg(value_name = "GUILD")]
        guild: u64,
    },
}

/// Anything that ends the program with exit code 2.
type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) if is_closed_pipe(failure.as_ref()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("lorebot: {failure}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, Failure> {
    settings::read_env_file()?;
    let arguments = Arguments::parse();
    let mut out = anstream::stdout();
    match &arguments.command {
        Some(Command::Ask { wiki, json, explain, question }) => {
            let library = library(&arguments, wiki.as_deref())?;
            if *explain {
                return Ok(terminal::explain(&library, &question.join(" "), wiki.as_deref(), &mut out)?);
            }
            if *json && matches!(question.as_slice(), [dash] if dash == "-") {
                return Ok(terminal::ask_lines(&library, &mut io::stdin().lock(), wiki.as_deref(), &mut out)?);
            }
            Ok(terminal::ask(&library, &question.join(" "), wiki.as_deref(), *json, width(), &mut out)?)
        }
        Some(Command::Timeline { wiki, from, to, json, topic }) => {
            let library = library(&arguments, wiki.as_deref())?;
            let (topic, wiki) = (topic.join(" "), wiki.as_deref());
            let asked = (topic.as_str(), from.as_deref(), to.as_deref());
            Ok(terminal::timeline(&library, asked, wiki, *json, width(), &mut out)?)
        }
        Some(Command::Compare { wiki, json, one, other }) => {
            let library = library(&arguments, wiki.as_deref())?;
            Ok(terminal::compare(&library, (one, other), wiki.as_deref(), *json, width(), &mut out)?)
        }
        Some(Command::Random { wiki, seed, json, topic }) => {
            let library = library(&arguments, wiki.as_deref())?;
            let topic = Some(topic.join(" ")).filter(|topic| !topic.is_empty());
            let drawn = (seed.unwrap_or_else(|| fastrand::u64(..)), topic.as_deref());
            Ok(terminal::random(&library, drawn, wiki.as_deref(), *json, width(), &mut out)?)
        }
        Some(Command::Index { wiki, force }) => {
            let index = index_dir(&arguments);
            let all_well = terminal::index(&arguments.data, &index, wiki.as_deref(), *force, &mut out)?;
            if all_well { Ok(true) } else { Err("not every wiki was indexed; those that were are in use".into()) }
        }
        Some(Command::Rollback { wiki }) => {
            let all_well = terminal::rollback(&index_dir(&arguments), wiki.as_deref(), &mut out)?;
            if all_well { Ok(true) } else { Err("not every wiki went back".into()) }
        }
        Some(Command::ExportText { wiki }) => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            terminal::export_text(&arguments.data, wiki, &mut out, &mut anstream::stderr())?;
            out.flush()?;
            Ok(true)
        }
        #[cfg(feature = "pull")]
        Some(Command::Pull { address, wiki, contact, pause }) => {
            let (address, wiki, contact) = (address.clone(), wiki.clone(), contact.clone());
            let order = lorebot::pull::Order { address, wiki, contact, pause: *pause };
            terminal::pull(&arguments.data, &order, &mut out)?;
            Ok(true)
        }
        Some(Command::Check { files }) => {
            let library = library(&arguments, None)?;
            let files = if files.is_empty() { terminal::question_files(&arguments.data)? } else { files.clone() };
            Ok(terminal::check(&library, &files, &mut out)?)
        }
        Some(Command::Bench { sets, first, save, against, weights, parts }) => {
            let order = terminal::BenchOrder {
                sets,
                first: *first,
                save: save.as_deref(),
                against: against.as_deref(),
                weights: weights.as_deref(),
                parts: parts.as_deref(),
            };
            terminal::bench(&order, || library(&arguments, None), &mut out)?;
            Ok(true)
        }
        Some(Command::Doctor { json }) => examine(&arguments, *json, &mut out),
        #[cfg(feature = "servers")]
        Some(Command::Servers { order }) => {
            let order = match order {
                ServersOrder::List => terminal::ServersOrder::List,
                ServersOrder::Export { guild, file } => terminal::ServersOrder::Export(*guild, file.as_deref()),
                ServersOrder::Import { guild, file } => terminal::ServersOrder::Import(*guild, file.as_deref()),
                ServersOrder::Forget { guild } => terminal::ServersOrder::Forget(*guild),
            };
            let address = settings::database_address(variable)?;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(terminal::servers(&address, &order, &mut out))?;
            Ok(true)
        }
        #[cfg(feature = "discord")]
        Some(Command::Serve { only_answer }) => {
            let endpoint = settings::EndpointSettings::read(variable, !only_answer)?;
            let discord = DiscordSettings::read(variable)?.ok_or("DISCORD_TOKEN is not set; see .env.example")?;
            run_bot(&discord, lorebot::discord::Door::Endpoint(endpoint), arguments)
        }
        None => {
            if let Some(discord) = DiscordSettings::read(variable)? {
                #[cfg(feature = "discord")]
                return run_bot(&discord, lorebot::discord::Door::Gateway, arguments);
                #[cfg(not(feature = "discord"))]
                return without_discord(&discord);
            }
            terminal::console(&library(&arguments, None)?, width(), &mut out)?;
            Ok(true)
        }
    }
}

/// A variable of the environment.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Looks at everything the bot needs, and says what is found. Whether all is good; what is wrong is an error.
fn examine(arguments: &Arguments, json: bool, out: &mut dyn Write) -> Result<bool, Failure> {
    let index = index_dir(arguments);
    let folders = Folders { index: &index, index_is_named: arguments.index.is_some(), data: &arguments.data };
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let here = doctor::here(&folders, variable, names);
    #[cfg(feature = "servers")]
    let beyond = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(doctor::beyond(&folders, variable));
    #[cfg(not(feature = "servers"))]
    let beyond = Vec::new();
    match terminal::doctor(&[here, beyond].concat(), json, out)? {
        State::Good => Ok(true),
        State::Look => Ok(false),
        State::Wrong => Err("something is wrong that keeps the bot from running; see above".into()),
    }
}

/// Reads a length of time in seconds.
#[cfg(feature = "pull")]
fn seconds(text: &str) -> Result<std::time::Duration, String> {
    let seconds = text.parse().ok().and_then(|seconds| std::time::Duration::try_from_secs_f64(seconds).ok());
    seconds.ok_or_else(|| "write a number of seconds, such as 0.5".to_owned())
}

fn index_dir(arguments: &Arguments) -> PathBuf {
    arguments.index.clone().unwrap_or_else(|| PathBuf::from("index"))
}

/// The library to ask. Where no index was ever built and none was named, it is built from the data folder; where there
/// is no data folder either, the starter wiki answers from memory.
fn library(arguments: &Arguments, wiki: Option<&str>) -> Result<Library, Failure> {
    let dir = index_dir(arguments);
    if arguments.index.is_none() && index::wikis_in(&dir)?.is_empty() {
        if rebuild::wikis_in(&arguments.data)?.is_empty() {
            eprintln!("lorebot: no index and no {} folder here; the starter wiki answers", arguments.data.display());
            if let Some(other) = wiki.filter(|wiki| *wiki != rebuild::STARTER_ID) {
                return Err(format!("there is no wiki {other} here, only {}", rebuild::STARTER_ID).into());
            }
            return Ok(Library::of(vec![rebuild::starter()?]));
        }
        build_first(&arguments.data, &dir)?;
    }
    let library = Library::open(&dir, wiki)?;
    for outdated in library.indexes().iter().filter_map(|index| rebuild::outdated(index)) {
        eprintln!("lorebot: {outdated}");
    }
    Ok(library)
}

fn build_first(data: &Path, dir: &Path) -> Result<(), Failure> {
    eprintln!("lorebot: building the index of {} in {}", data.display(), dir.display());
    let mut report = Vec::new();
    let all_well = terminal::index(data, dir, None, false, &mut report)?;
    if !all_well {
        anstream::stderr().write_all(&report)?;
    }
    Ok(())
}

/// The width of the terminal that answers go to, in columns; `None` where they go elsewhere.
fn width() -> Option<usize> {
    io::stdout().is_terminal().then(textwrap::termwidth)
}

/// Whether the reader of our output has gone away, as `head` does.
fn is_closed_pipe(failure: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(failure);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe) {
            return true;
        }
        cause = error.source();
    }
    false
}

/// Runs the bot until it is asked to stop.
#[cfg(feature = "discord")]
fn run_bot(discord: &DiscordSettings, door: lorebot::discord::Door, arguments: Arguments) -> Result<bool, Failure> {
    let observed_at = settings::observed_at(variable)?;
    start_log();
    // The message of a panic may quote what was asked; where it happened is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(at, "a part of the program has panicked");
    }));
    let index = index_dir(&arguments);
    let place = lorebot::discord::Place { door, index: &index, observed_at };
    lorebot::discord::run(discord, &place, move || library(&arguments, None))?;
    Ok(true)
}

#[cfg(not(feature = "discord"))]
fn without_discord(_: &DiscordSettings) -> Result<bool, Failure> {
    Err("this lorebot was built without Discord; build it with the feature `discord`, or unset DISCORD_TOKEN".into())
}

/// Logs to standard error, as `LOREBOT_LOG` and `LOREBOT_LOG_FORMAT` say. What it says of serenity or of spans, which serenity's events lie in, is
/// not heeded: at its finer levels serenity prints payloads with tokens in them.
#[cfg(feature = "discord")]
fn start_log() {
    const HELD_BACK: &str = "serenity=warn,serenity::gateway::ws=error";
    let wanted = std::env::var("LOREBOT_LOG").unwrap_or_default();
    let is_heeded =
        |directive: &&str| !directive.is_empty() && !directive.contains("serenity") && !directive.contains('[');
    let heeded = wanted.split(',').map(str::trim).filter(is_heeded).collect::<Vec<_>>().join(",");
    let level = if heeded.is_empty() { "info" } else { &heeded };
    let filter = tracing_subscriber::EnvFilter::try_new(format!("{level},{HELD_BACK}")).unwrap_or_else(|error| {
        eprintln!("lorebot: LOREBOT_LOG is not understood ({error}); logging at info");
        tracing_subscriber::EnvFilter::new(format!("info,{HELD_BACK}"))
    });
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    match std::env::var("LOREBOT_LOG_FORMAT").unwrap_or_default().trim() {
        "json" => log.json().flatten_event(true).with_current_span(false).with_span_list(false).init(),
        format => {
            log.with_ansi(io::stderr().is_terminal()).init();
            if !matches!(format, "" | "text") {
                tracing::warn!("LOREBOT_LOG_FORMAT is neither json nor text; logging as text");
            }
        }
    }
}
