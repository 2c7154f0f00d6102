//! The console: questions typed as in Discord, with history and completion.

use std::borrow::Cow;
use std::io::{self, Write};

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{Config, Context, Editor, Helper, Highlighter, Hinter, Validator};

use super::about::about;
use super::line::{Line, read};
use super::style::{DIM, FAULT, styled};
use super::text::harmless;
use super::{comparison_to_text, timeline_to_text, to_text};
use crate::answer::{self, Library};
use crate::lore::Lookup;

/// How many topics completion offers.
const MOST_TOPICS: usize = 25;

/// The commands whose topics are whole articles.
const ARTICLES_ONLY: [&str; 3] = ["/timeline", "/compare", "/random"];

const HELP: &str = "  /khitomer 2409                          look something up in a pinned topic
  /lore topic: Worf question: his father  ask about any topic
  what happened at Khitomer in 2409       or just ask
  /timeline Worf from: 2340 to: 2375      what came to pass, in order
  /compare one: Worf other: Gowron        two topics side by side
  /random, /random Worf                   a passage by chance
  /topics, /about                         the pinned topics; what the answers come from
  /help, /quit                            Tab completes, the arrow keys recall";

/// Runs the console until `/quit`, Ctrl-D or Ctrl-C. Where standard input is no terminal, it reads a question a line.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn console(library: &Library, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", styled(DIM, &greeting(library)))?;
    let config = Config::builder().auto_add_history(true).build();
    let mut editor = Editor::with_history(config, MemHistory::new()).map_err(other)?;
    editor.set_helper(Some(Typing { library }));
    loop {
        match editor.readline("lore> ") {
            Ok(line) => match read(&line, library) {
                Line::Quit => return Ok(()),
                line => obey(&line, library, width, out)?,
            },
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => return Ok(()),
            Err(error) => return Err(other(error)),
        }
    }
}

fn other(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        error => io::Error::other(error),
    }
}

fn greeting(library: &Library) -> String {
    let names: Vec<&str> = library.wikis().map(|wiki| wiki.name.as_str()).collect();
    harmless(&format!("{}. Ask, or type /help.", names.join(", ")))
}

fn obey(line: &Line, library: &Library, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    match line {
        Line::Question { scope, asked } => {
            show(library.answer(asked, scope, None).map(|answer| to_text(&answer, width)), out)
        }
        Line::Timeline { topic, from, to } => {
            let told = library.timeline(topic, Some(from), Some(to), None);
            show(told.map(|told| lookup_to_text(&told, timeline_to_text, width)), out)
        }
        Line::Compare { one, other } => {
            let told = library.compare(one, other, None);
            show(told.map(|told| lookup_to_text(&told, comparison_to_text, width)), out)
        }
        Line::Random { topic } => {
            let topic = Some(topic.as_str()).filter(|topic| !topic.is_empty());
            show(library.random(fastrand::u64(..), topic, None).map(|answer| to_text(&answer, width)), out)
        }
        Line::Topics => {
            let pins = library.wikis().flat_map(|wiki| &wiki.pins).map(|pin| format!("  {}", command_of(pin)));
            writeln!(out, "{}", pins.collect::<Vec<_>>().join("\n"))
        }
        Line::About => writeln!(out, "{}", about(library)),
        Line::Help => writeln!(out, "{HELP}"),
        Line::Unknown(command) => {
            writeln!(
                out,
                "{}",
                styled(FAULT, &format!("there is no topic for {command}; /topics lists the pinned ones"))
            )
        }
        Line::Empty | Line::Quit => Ok(()),
    }
}

/// Prints what came of a line, or why nothing did.
fn show(shown: Result<String, answer::Error>, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Ok(text) => writeln!(out, "\n{text}"),
        Err(error) => writeln!(out, "{}", styled(FAULT, &error.to_string())),
    }
}

/// What is told of a topic, or the answer to its name.
fn lookup_to_text<T>(lookup: &Lookup<T>, told: fn(&T, Option<usize>) -> String, width: Option<usize>) -> String {
    match lookup {
        Lookup::Told(thing) => told(thing, width),
        Lookup::Unclear(answer) => to_text(answer, width),
    }
}

/// The command of a pinned topic, as it is typed.
fn command_of(title: &str) -> String {
    format!("/{}", title.to_lowercase().replace(' ', "-"))
}

/// Completes commands and topics as they are typed.
#[derive(Helper, Highlighter, Hinter, Validator)]
struct Typing<'library> {
    library: &'library Library,
}

impl Completer for Typing<'_> {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let typed = &line[..pos];
        Ok(match typed.strip_prefix('/') {
            Some(command) if !command.contains(char::is_whitespace) => (0, self.commands(typed)),
            _ => {
                let start = topic_start(typed);
                (start, self.topics(&typed[start..], ARTICLES_ONLY.iter().any(|command| typed.starts_with(command))))
            }
        })
    }
}

impl Typing<'_> {
    fn commands(&self, typed: &str) -> Vec<Pair> {
        let pins = self.library.wikis().flat_map(|wiki| &wiki.pins).map(|pin| command_of(pin));
        let own = ["/lore topic: ", "/timeline ", "/compare one: ", "/random", "/topics", "/about", "/help", "/quit"]
            .into_iter()
            .map(str::to_owned);
        let fits = |command: &String| command.starts_with(typed);
        own.chain(pins.map(|pin| format!("{pin} "))).filter(fits).map(pair).collect()
    }

    fn topics(&self, typed: &str, articles_only: bool) -> Vec<Pair> {
        let topics = if articles_only {
            self.library.complete_articles(typed, MOST_TOPICS)
        } else {
            self.library.complete(typed, MOST_TOPICS)
        };
        let topics = topics.unwrap_or_default();
        topics.into_iter().map(|topic| Pair { display: topic.label, replacement: topic.title }).collect()
    }
}

fn pair(command: String) -> Pair {
    Pair { display: command.clone(), replacement: command }
}

/// Where the topic being typed starts: after the option or command that it belongs to, else at the start of the line.
fn topic_start(typed: &str) -> usize {
    let ends = ["topic:", " a:", " b:", " one:", " other:", "/timeline ", "/random "].iter().filter_map(|before| {
        let at = typed.rfind(before)?;
        Some(at + before.len())
    });
    let after = ends.max().unwrap_or(0);
    let spaces: Cow<str> = typed[after..].chars().take_while(|letter| letter.is_whitespace()).collect();
    after + spaces.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_topic_being_typed_is_found() {
        assert_eq!(topic_start("/lore topic: Kh"), "/lore topic: ".len());
        assert_eq!(topic_start("/compare a: Worf b: Du"), "/compare a: Worf b: ".len());
        assert_eq!(topic_start("/compare one: Worf other: Du"), "/compare one: Worf other: ".len());
        assert_eq!(topic_start("/timeline Kh"), "/timeline ".len());
        assert_eq!(topic_start("Kh"), 0);
    }
}
