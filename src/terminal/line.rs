//! A line typed into the console, read as Discord would hand it over.

use crate::answer::Library;
use crate::lore::{Query, Scope, first_chars};

/// The longest line that is read, in characters: a timeline takes three texts.
const LONGEST: usize = 4 * Query::MAX_CHARS;

/// What a line typed into the console asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Question { scope: Scope, asked: String },
    Timeline { topic: String, from: String, to: String },
    Compare { one: String, other: String },
    Random { topic: String },
    Topics,
    About,
    Help,
    Quit,
    Unknown(String),
    Empty,
}

/// Reads a line. A command that is neither the console's own nor a topic's is unknown; anything else is a question.
pub(super) fn read(line: &str, library: &Library) -> Line {
    let line = first_chars(line.trim_start(), LONGEST).trim_end();
    let Some(command) = line.strip_prefix('/') else {
        let question = Line::Question { scope: Scope::Wiki, asked: line.to_owned() };
        return if line.is_empty() { Line::Empty } else { question };
    };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    match name {
        "quit" | "exit" | "q" => Line::Quit,
        "help" => Line::Help,
        "topics" => Line::Topics,
        "about" => Line::About,
        "lore" => lore(rest),
        "timeline" => timeline(rest),
        "compare" => compare(rest),
        "random" => Line::Random { topic: with_options(rest, [&["topic"]])[0].clone() },
        _ => {
            let title = name.replace('-', " ");
            let is_topic = library.has_topic(&title);
            let question = Line::Question { scope: Scope::Topic(title), asked: rest.trim().to_owned() };
            if is_topic { question } else { Line::Unknown(format!("/{name}")) }
        }
    }
}

/// Reads `topic: Worf question: his father`; either may be missing, and text before both is the question.
fn lore(text: &str) -> Line {
    let [asked, topic] = with_options(text, [&["question"], &["topic"]]);
    match (topic.is_empty(), asked.is_empty()) {
        (true, true) => Line::Help,
        (true, false) => Line::Question { scope: Scope::Wiki, asked },
        (false, _) => Line::Question { scope: Scope::Topic(topic), asked },
    }
}

/// Reads `topic: Khitomer from: 2300 to: 2400`; text before all is the topic.
fn timeline(text: &str) -> Line {
    let [topic, from, to] = with_options(text, [&["topic"], &["from"], &["to"]]);
    if topic.is_empty() { Line::Help } else { Line::Timeline { topic, from, to } }
}

/// Reads `one: Worf other: Gowron`, or `a: Worf b: Gowron`; text before both is the first.
fn compare(text: &str) -> Line {
    let [one, other] = with_options(text, [&["one", "a"], &["other", "b"]]);
    if one.is_empty() || other.is_empty() { Line::Help } else { Line::Compare { one, other } }
}

/// The values of options written `name: value`, in the order of `names`, each of which may have several; text before all is
/// the first one's. An option given twice has both values.
fn with_options<const COUNT: usize>(text: &str, names: [&[&str]; COUNT]) -> [String; COUNT] {
    let mut values: [Vec<&str>; COUNT] = std::array::from_fn(|_| Vec::new());
    let mut into = 0;
    for mut word in text.split_whitespace() {
        if let Some((name, rest)) = word.split_once(':')
            && let Some(place) = names.iter().position(|known| known.contains(&name))
        {
            (into, word) = (place, rest);
        }
        values[into].extend(Some(word).filter(|word| !word.is_empty()));
    }
    values.map(|words| words.join(" "))
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
    fn the_other_commands_take_their_options_in_any_order() {
        let library = Library::of(Vec::new());
        let read = |line| read(line, &library);
        let timeline = |topic: &str, from: &str, to: &str| Line::Timeline {
            topic: topic.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
        };
        assert_eq!(read("/timeline Qo'noS"), timeline("Qo'noS", "", ""));
        assert_eq!(read("/timeline to: 19 BBY topic:Qo'noS from:2300"), timeline("Qo'noS", "2300", "19 BBY"));
        assert_eq!(read("/timeline Return to: Órban"), timeline("Return", "", "Órban"));
        let both = Line::Compare { one: "Worf".to_owned(), other: "Duras the Elder".to_owned() };
        assert_eq!(read("/compare a: Worf b: Duras the Elder"), both);
        assert_eq!(read("/compare one: Worf other: Duras the Elder"), both);
        assert_eq!(read("/about"), Line::About);
        assert_eq!(read("/compare Worf"), Line::Help);
        assert_eq!(read("/random"), Line::Random { topic: String::new() });
        assert_eq!(read("/random Worf"), Line::Random { topic: "Worf".to_owned() });
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read(line in "(/?\\PC{0,12}(topic:|question:|timeline |compare |a:|b:)?){0,3}") {
            let _ = read(&line, &Library::of(Vec::new()));
        }
    }
}
