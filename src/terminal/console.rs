//! The console: questions typed as in Discord, with history and completion.

use std::borrow::Cow;
use std::io::{self, Write};

use rustyline::completion::{Completer, Pair};
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{Config, Context, Editor, Helper, Highlighter, Hinter, Validator};

use super::style::{DIM, FAULT, styled};
use super::to_text;
use crate::answer::Library;
use crate::lore::Scope;

/// How many topics completion offers.
const MOST_TOPICS: usize = 25;

const HELP: &str = "\
  /khitomer 2409                          look something up in a pinned topic
  /lore topic: Worf question: his father  ask about any topic
  what happened at Khitomer in 2409       or just ask
  /topics                                 the pinned topics
  /help, /quit                            Tab completes, the arrow keys recall";

/// What a line typed into the console asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Question { scope: Scope, asked: String },
    Topics,
    Help,
    Quit,
    Unknown(String),
    Empty,
}

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
    format!("{}. Ask, or type /help.", names.join(", "))
}

fn obey(line: &Line, library: &Library, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    match line {
        Line::Question { scope, asked } => match library.answer(asked, scope, None) {
            Ok(answer) => writeln!(out, "\n{}", to_text(&answer, width)),
            Err(error) => writeln!(out, "{}", styled(FAULT, &error.to_string())),
        },
        Line::Topics => {
            let pins = library.wikis().flat_map(|wiki| &wiki.pins).map(|pin| format!("  {}", command_of(pin)));
            writeln!(out, "{}", pins.collect::<Vec<_>>().join("\n"))
        }
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

/// The command of a pinned topic, as it is typed.
fn command_of(title: &str) -> String {
    format!("/{}", title.to_lowercase().replace(' ', "-"))
}

/// Reads a line. A command that is neither the console's own nor a topic's is unknown; anything else is a question.
fn read(line: &str, library: &Library) -> Line {
    let line = line.trim();
    let Some(command) = line.strip_prefix('/') else {
        let question = Line::Question { scope: Scope::Wiki, asked: line.to_owned() };
        return if line.is_empty() { Line::Empty } else { question };
    };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    match name {
        "quit" | "exit" | "q" => Line::Quit,
        "help" => Line::Help,
        "topics" => Line::Topics,
        "lore" => options_of(rest),
        _ => {
            let title = name.replace('-', " ");
            let is_topic = library.has_topic(&title);
            let question = Line::Question { scope: Scope::Topic(title), asked: rest.trim().to_owned() };
            if is_topic { question } else { Line::Unknown(format!("/{name}")) }
        }
    }
}

/// Reads `topic: Worf question: his father`; either may be missing, and text before both is the question.
fn options_of(text: &str) -> Line {
    let (mut topic, mut question) = (String::new(), String::new());
    let mut rest = text;
    let mut into = 'q';
    while !rest.is_empty() {
        let next = ["topic:", "question:"].iter().filter_map(|key| rest.find(key).map(|at| (at, *key))).min();
        let (before, key, after) = match next {
            Some((at, key)) => (&rest[..at], key, &rest[at + key.len()..]),
            None => (rest, "", ""),
        };
        if into == 't' { &mut topic } else { &mut question }.push_str(before);
        into = if key == "topic:" { 't' } else { 'q' };
        rest = after;
    }
    let (topic, asked) = (topic.trim().to_owned(), question.trim().to_owned());
    match (topic.is_empty(), asked.is_empty()) {
        (true, true) => Line::Help,
        (true, false) => Line::Question { scope: Scope::Wiki, asked },
        (false, _) => Line::Question { scope: Scope::Topic(topic), asked },
    }
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
                (start, self.topics(&typed[start..]))
            }
        })
    }
}

impl Typing<'_> {
    fn commands(&self, typed: &str) -> Vec<Pair> {
        let pins = self.library.wikis().flat_map(|wiki| &wiki.pins).map(|pin| command_of(pin));
        let own = ["/lore topic: ", "/topics", "/help", "/quit"].into_iter().map(str::to_owned);
        let fits = |command: &String| command.starts_with(typed);
        own.chain(pins.map(|pin| format!("{pin} "))).filter(fits).map(pair).collect()
    }

    fn topics(&self, typed: &str) -> Vec<Pair> {
        let topics = self.library.complete(typed, MOST_TOPICS).unwrap_or_default();
        topics.into_iter().map(|topic| Pair { display: topic.label, replacement: topic.title }).collect()
    }
}

fn pair(command: String) -> Pair {
    Pair { display: command.clone(), replacement: command }
}

/// Where the topic being typed starts: after `topic:`, else at the start of the line.
fn topic_start(typed: &str) -> usize {
    let after = typed.rfind("topic:").map_or(0, |at| at + "topic:".len());
    let spaces: Cow<str> = typed[after..].chars().take_while(|letter| letter.is_whitespace()).collect();
    after + spaces.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(scope: Scope, asked: &str) -> Line {
        Line::Question { scope, asked: asked.to_owned() }
    }

    #[test]
    fn lines_are_read_as_discord_would_hand_them_over() {
        let library = Library::of(vec![crate::rebuild::starter().unwrap()]);
        let topic = |title: &str| Scope::Topic(title.to_owned());
        assert_eq!(read("/khitomer 2409", &library), question(topic("khitomer"), "2409"));
        assert_eq!(read("/qo'nos", &library), question(topic("qo'nos"), ""));
        assert_eq!(read("/lore topic: Worf question: his father", &library), question(topic("Worf"), "his father"));
        assert_eq!(read("/lore question: praxis", &library), question(Scope::Wiki, "praxis"));
        assert_eq!(read("khitomer 2409", &library), question(Scope::Wiki, "khitomer 2409"));
        assert_eq!(read("/hogwarts", &library), Line::Unknown("/hogwarts".to_owned()));
        assert_eq!(read("  ", &library), Line::Empty);
        assert_eq!(read("/lore", &library), Line::Help);
    }

    #[test]
    fn the_topic_being_typed_is_found() {
        assert_eq!(topic_start("/lore topic: Kh"), "/lore topic: ".len());
        assert_eq!(topic_start("Kh"), 0);
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read(line in "(/?\\PC{0,12}(topic:|question:)?){0,3}") {
            let _ = read(&line, &Library::of(Vec::new()));
        }
    }
}
