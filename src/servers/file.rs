//! What a server chose as a file, and as the database keeps it: JSON with a version.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Error, Server};

/// The version of the form that is written. A newer one is refused: it may hold what this program would lose.
const VERSION: u32 = 1;

/// The whole file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'server> {
    version: u32,
    server: Cow<'server, Server>,
}

/// The version alone: the rest of a newer file need not be understood.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Writes what a server chose, for people to read and change.
///
/// # Panics
/// Never: names, numbers and maps keyed by names are always JSON.
pub fn write_file(server: &Server) -> String {
    let file = File { version: VERSION, server: Cow::Borrowed(server) };
    let text = serde_json::to_string_pretty(&file).expect("choices hold only names and numbers");
    text + "\n"
}

/// Reads what a server chose from a file.
///
/// # Errors
/// When it comes from a newer program, is not such a file, or holds what cannot be kept. A fault of form names its line.
pub fn read_file(text: &str) -> Result<Server, Error> {
    if let Ok(Version { version }) = serde_json::from_str(text)
        && version > VERSION
    {
        return Err(Error::NewerFile(version));
    }
    let file: File = serde_json::from_str(text)
        .map_err(|error| Error::File { line: error.line().max(1), cause: without_place(&error.to_string()) })?;
    file.server.check()?;
    Ok(file.server.into_owned())
}

/// The message of `serde_json` without the line and column that it ends with.
fn without_place(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(cause, _)| cause).to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::super::{Aliases, Audience, ChannelId, Choices, CommandName, Favoured, Label, Language, Pin};
    use super::*;

    fn label(text: &str) -> Label {
        Label::new(text).unwrap()
    }

    fn server() -> Server {
        let choices = Choices {
            wikis: Some(vec![label("demo")]),
            continuity: Some(Favoured::Named(label("told"))),
            audience: Some(Audience::Asker),
            spoilers: Some(vec![label("The Song of Kel'Varré")]),
            inline_links: Some(true),
            language: Some(Language::new("pt-BR").unwrap()),
            plain_text: Some(false),
            stale_after_days: Some(30),
        };
        let channel = Choices { continuity: Some(Favoured::Any), ..Choices::default() };
        Server {
            choices,
            channels: BTreeMap::from([(ChannelId(u64::MAX), channel)]),
            pins: vec![Pin {
                command: CommandName::new("kel'varré").unwrap(),
                article: label("Kel'Varré"),
                wiki: label("demo"),
            }],
            aliases: Aliases::try_from(BTreeMap::from([(label("KV"), label("Kel'Varré"))])).unwrap(),
        }
    }

    #[test]
    fn what_is_written_is_read_back_the_same() {
        assert_eq!(read_file(&write_file(&server())).unwrap(), server());
        assert_eq!(read_file(&write_file(&Server::default())).unwrap(), Server::default());
    }

    #[test]
    fn a_fault_names_its_line_and_what_to_write() {
        let text = write_file(&server()).replace("\"kel'varré\"", "\"Kel Varré\"");
        let line = text.lines().position(|line| line.contains("Kel Varré")).unwrap() + 1;
        let message = read_file(&text).unwrap_err().to_string();
        assert!(message.starts_with(&format!("line {line}: a command's name")), "{message}");
        let message = read_file("{\n\"version\": 1,\n\"server\": {\"pens\": []}}").unwrap_err().to_string();
        assert!(message.starts_with("line 3: unknown field `pens`"), "{message}");
    }

    #[test]
    fn a_newer_file_is_refused_whatever_else_it_holds() {
        let error = read_file(r#"{"version": 2, "guilds": {}}"#).unwrap_err();
        assert!(matches!(error, Error::NewerFile(2)), "{error}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,80}", cut in 0..400_usize) {
            let _ = read_file(&text);
            let whole = write_file(&server());
            let _ = read_file(whole.get(..cut).unwrap_or_default());
        }
    }
}
