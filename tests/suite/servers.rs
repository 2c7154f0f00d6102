//! What servers chose, in every database it can be kept in. `SQLite` always; `PostgreSQL` where `LOREBOT_TEST_POSTGRES`
//! names one, each test in a schema of its own there.
//!
//! 1. What was chosen survives a restart, can be undone step by step, and goes wholly when a server is forgotten.
//! 2. Processes may start at once and change at once; each sees the others' changes.
//! 3. Once read, choices are at hand without the database.
//! 4. Reports count questions and votes, know no user, and end after their time.
//! 5. A database that is damaged, foreign, newer or out of reach is refused with what to do and without its password.
//! 6. An export of one database is an import for another.

mod place;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use lorebot::servers::{
    Aliases, Audience, ChannelId, Choices, CommandName, Day, Error, Label, Pin, Reason, Refusal, Server, Servers,
};
use sqlx::{AnyConnection, Connection};

use place::{Place, on_each};

const GUILD: u64 = 81_384_788_765_712_384;
const OTHER: u64 = u64::MAX;
const TODAY: Day = Day(20_000);

fn label(text: &str) -> Label {
    Label::new(text).unwrap()
}

/// A server that chose a bit of everything.
fn chosen() -> Server {
    let quiet = Choices { audience: Some(Audience::Asker), ..Choices::default() };
    Server {
        choices: Choices { spoilers: Some(vec![label("The Song of Kel'Varré")]), ..Choices::default() },
        channels: BTreeMap::from([(ChannelId(5), quiet)]),
        pins: vec![Pin {
            command: CommandName::new("kel'varré").unwrap(),
            article: label("Kel'Varré"),
            wiki: label("demo"),
        }],
        aliases: Aliases::try_from(BTreeMap::from([(label("KV"), label("Kel'Varré"))])).unwrap(),
    }
}

/// An edit that has a server choose all of this.
fn choosing(server: Server) -> impl FnOnce(&mut Server) -> Result<(), Refusal> + Send {
    move |chosen| {
        *chosen = server;
        Ok(())
    }
}

/// An edit that adds an alias.
fn naming(alias: String) -> impl FnOnce(&mut Server) -> Result<(), Refusal> + Send {
    move |server| server.aliases.set(Label::new(&alias)?, Label::new("Osa")?)
}

/// The program in a folder, with a database.
fn program(folder: &Path, database: &str, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_lorebot"));
    program.arg("servers").args(arguments).current_dir(folder).env_clear().env("DATABASE_URL", database);
    program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[tokio::test]
async fn what_a_server_chose_survives_a_restart() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        assert_eq!(*servers.server(GUILD).await.unwrap(), Server::default());
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        servers.close().await;
        let servers = place.open().await;
        let server = servers.server(GUILD).await.unwrap();
        assert_eq!(*server, chosen());
        assert_eq!(server.in_channel(5).audience, Audience::Asker);
        assert_eq!(*servers.server(OTHER).await.unwrap(), Server::default());
        assert_eq!(servers.guilds().await.unwrap(), [GUILD]);
    })
    .await;
}

#[tokio::test]
async fn changes_are_undone_one_by_one_also_after_a_restart() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap(); // changes nothing, and is no step
        servers.change(GUILD, TODAY, naming("OS".into())).await.unwrap();
        let servers = place.open().await;
        assert_eq!(*servers.undo(GUILD).await.unwrap().unwrap(), chosen());
        assert_eq!(*servers.undo(GUILD).await.unwrap().unwrap(), Server::default());
        assert_eq!(servers.undo(GUILD).await.unwrap(), None);
        assert_eq!(*place.open().await.server(GUILD).await.unwrap(), Server::default());
    })
    .await;
}

#[tokio::test]
async fn a_refused_change_leaves_everything_as_it_was() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        let twice = |server: &mut Server| {
            server.pins.extend(server.pins.clone());
            Ok(())
        };
        let error = servers.change(GUILD, TODAY, twice).await.unwrap_err();
        assert!(matches!(error, Error::Refused(Refusal::Twice(_))), "{error}");
        assert_eq!(*servers.server(GUILD).await.unwrap(), chosen());
        assert_eq!(*place.open().await.server(GUILD).await.unwrap(), chosen());
    })
    .await;
}

#[tokio::test]
async fn nothing_of_a_forgotten_server_is_left() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        for guild in [GUILD, OTHER] {
            servers.change(guild, TODAY, choosing(chosen())).await.unwrap();
            servers.note_unanswered(guild, "Who sang at Kel'Varré?", TODAY).await.unwrap();
            servers.vote(guild, &label("demo 3 1"), 9, Reason::Time, TODAY).await.unwrap();
        }
        servers.forget(GUILD).await.unwrap();
        assert_eq!(*servers.server(GUILD).await.unwrap(), Server::default());
        for table in place.tables_with_guilds().await {
            assert_eq!(place.rows(&table, GUILD).await, 0, "{table}");
            assert_eq!(place.rows(&table, OTHER).await, 1, "{table}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_made_at_once_by_two_processes_all_hold() {
    const EACH: usize = 12;
    on_each(async |place: &Place| {
        let changes = |servers: Servers, name: &'static str| async move {
            for number in 0..EACH {
                servers.change(GUILD, TODAY, naming(format!("{name} {number}"))).await.unwrap();
            }
        };
        let one = tokio::spawn(changes(place.open().await, "one"));
        let two = tokio::spawn(changes(place.open().await, "two"));
        one.await.unwrap();
        two.await.unwrap();
        assert_eq!(place.open().await.server(GUILD).await.unwrap().aliases.len(), 2 * EACH);
    })
    .await;
}

#[tokio::test]
async fn changes_of_another_process_are_seen_at_the_next_look() {
    on_each(async |place: &Place| {
        let (one, two) = (place.open().await, place.open().await);
        assert_eq!(*one.server(GUILD).await.unwrap(), Server::default());
        assert!(one.refresh().await.unwrap().is_empty());
        two.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        two.change(OTHER, TODAY, choosing(chosen())).await.unwrap();
        assert_eq!(one.refresh().await.unwrap(), [GUILD, OTHER]);
        assert_eq!(*one.at_hand(GUILD).unwrap(), chosen());
        two.forget(GUILD).await.unwrap();
        assert_eq!(one.refresh().await.unwrap(), [GUILD]);
        assert_eq!(*one.at_hand(GUILD).unwrap(), Server::default());
        assert!(one.refresh().await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn once_read_choices_are_at_hand_without_the_database() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        assert!(servers.at_hand(GUILD).is_none());
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        servers.close().await;
        assert_eq!(*servers.server(GUILD).await.unwrap(), chosen());
        assert!(servers.server(OTHER).await.is_err());
        assert!(servers.change(GUILD, TODAY, choosing(Server::default())).await.is_err());
        assert_eq!(*servers.at_hand(GUILD).unwrap(), chosen());
    })
    .await;
}

#[tokio::test]
async fn one_server_that_cannot_be_read_holds_up_no_other() {
    on_each(async |place: &Place| {
        let (one, two) = (place.open().await, place.open().await);
        for guild in [GUILD, OTHER] {
            one.server(guild).await.unwrap();
            two.change(guild, TODAY, choosing(chosen())).await.unwrap();
        }
        place.run(&format!("UPDATE servers SET chosen = '{{}}' WHERE guild = {GUILD}")).await;
        assert_eq!(one.refresh().await.unwrap(), [GUILD, OTHER]);
        assert_eq!(*one.at_hand(GUILD).unwrap(), Server::default());
        assert_eq!(*one.at_hand(OTHER).unwrap(), chosen());
    })
    .await;
}

#[tokio::test]
async fn a_database_that_was_away_is_used_again() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        place.end_connections().await;
        servers.change(GUILD, TODAY, naming("OS".into())).await.unwrap();
        assert_eq!(*servers.undo(GUILD).await.unwrap().unwrap(), chosen());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn processes_that_start_at_once_agree_on_one_empty_database() {
    on_each(async |place: &Place| {
        let all = futures_util::future::join_all((0..8).map(|_| place.open())).await;
        assert_eq!(all.len(), 8);
    })
    .await;
    on_each(async |place: &Place| {
        let folder = tempfile::tempdir().unwrap();
        let start = || program(folder.path(), place.address(), &["list"]).spawn().unwrap();
        let programs: Vec<_> = (0..6).map(|_| start()).collect();
        for child in programs {
            assert_eq!(printed(&child.wait_with_output().unwrap()), "");
        }
    })
    .await;
}

#[tokio::test]
async fn questions_are_counted_folded_until_their_time_is_over() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.note_unanswered(GUILD, "Who sang at Kel'Varré?", TODAY).await.unwrap();
        servers.note_unanswered(GUILD, "who sang at kelvarre", Day(TODAY.0 + 1)).await.unwrap();
        servers.note_unanswered(GUILD, "Osa", TODAY).await.unwrap();
        servers.note_unanswered(GUILD, "?!", TODAY).await.unwrap();
        servers.note_unanswered(GUILD, &"é".repeat(6000), TODAY).await.unwrap();
        let report = servers.unanswered(GUILD).await.unwrap();
        let first = ("who sang at kelvarre", 2, Day(TODAY.0 + 1));
        assert_eq!((report[0].question.as_str(), report[0].times, report[0].day), first);
        assert_eq!((report.len(), report.iter().map(|row| row.question.len()).max()), (3, Some(200)));
        servers.sweep(Day(TODAY.0 + 91)).await.unwrap();
        assert_eq!(servers.unanswered(GUILD).await.unwrap(), report[..1]);
    })
    .await;
}

#[tokio::test]
async fn a_second_vote_replaces_the_first_and_no_user_is_kept() {
    const USER: u64 = 80_351_110_224_678_912;
    on_each(async |place: &Place| {
        let passage = label("demo 3 1");
        place.open().await.vote(GUILD, &passage, USER, Reason::Time, TODAY).await.unwrap();
        let servers = place.open().await; // the salt is the database's, not the process's
        servers.vote(GUILD, &passage, USER, Reason::Cut, TODAY).await.unwrap();
        servers.vote(GUILD, &passage, USER + 1, Reason::Cut, TODAY).await.unwrap();
        let votes = servers.votes(GUILD).await.unwrap();
        assert_eq!(votes.iter().map(|count| (count.reason, count.votes)).collect::<Vec<_>>(), [(Reason::Cut, 2)]);
        assert!(!place.everything("votes", "voter").await.iter().any(|voter| voter.contains(&USER.to_string())));
        servers.sweep(Day(TODAY.0 + 91)).await.unwrap();
        assert!(servers.votes(GUILD).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_newer_or_foreign_database_is_refused_with_what_to_do() {
    on_each(async |place: &Place| {
        place.open().await.close().await;
        place.run("UPDATE _sqlx_migrations SET version = 999").await;
        let error = place.refused().await;
        assert!(matches!(&error, Error::Newer { .. }), "{error}");
        assert!(error.to_string().contains("update lorebot"), "{error}");
        place.run("DROP TABLE lorebot").await; // what is left could be another program's that uses sqlx too
        let error = place.refused().await;
        assert!(matches!(&error, Error::NotOurs { .. }), "{error}");
    })
    .await;
}

#[tokio::test]
async fn a_damaged_file_is_refused_and_left_as_it_is() {
    let sound = Place::sqlite();
    sound.open().await.close().await;
    sound.run("PRAGMA wal_checkpoint(TRUNCATE)").await;
    let sound = std::fs::read(sound.file()).unwrap();
    for damaged_from in [0, 100] {
        let place = Place::sqlite();
        let mut bytes = sound.clone();
        bytes[damaged_from..].fill(7);
        std::fs::write(place.file(), &bytes).unwrap();
        let error = place.refused().await;
        assert!(matches!(&error, Error::Damaged { .. }), "{error}");
        assert_eq!(std::fs::read(place.file()).unwrap(), bytes);
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_refused_with_what_to_check() {
    // Even who may do everything cannot make a file there.
    for folder in ["/proc", "/nowhere/at/all"] {
        let error = Place::at(&format!("sqlite:{folder}/lorebot.db")).refused().await;
        assert!(matches!(&error, Error::Closed { .. }), "{error}");
        assert!(error.to_string().contains(folder) && error.to_string().contains("can be written to"), "{error}");
    }
}

#[tokio::test]
async fn a_database_that_may_only_be_read_is_refused() {
    let place = Place::sqlite();
    let servers = place.open().await;
    servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
    servers.close().await;
    let read_only = Place::at(&format!("{}?mode=ro", place.address()));
    let error = read_only.refused().await;
    assert!(error.to_string().contains("readonly"), "{error}");
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_refused_without_its_password() {
    for address in ["mysql://osa:hush@localhost/lore", "lorebot.db", "postgres://osa:hush@[::1/lore"] {
        let error = Place::at(address).refused().await;
        assert!(matches!(error, Error::Address), "{address}: {error}");
        assert!(!error.to_string().contains("hush"), "{error}");
    }
    // Port 1 of this machine: nothing listens there.
    let error = Place::at("postgres://osa:hush@127.0.0.1:1/lore?password=hush").refused().await;
    let message = error.to_string();
    assert!(message.contains("127.0.0.1:1/lore") && !message.contains("hush"), "{message}");
}

#[tokio::test]
async fn an_export_of_one_database_is_an_import_for_another() {
    let from = Place::sqlite();
    let servers = from.open().await;
    servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
    servers.close().await;
    let folder = tempfile::tempdir().unwrap();
    let guild = GUILD.to_string();
    let run = |database: &str, arguments: &[&str]| program(folder.path(), database, arguments).output().unwrap();
    printed(&run(from.address(), &["export", &guild, "server.json"]));
    on_each(async |to: &Place| {
        printed(&run(to.address(), &["import", &guild, "server.json"]));
        assert_eq!(*to.open().await.server(GUILD).await.unwrap(), chosen());
        let exported = printed(&run(to.address(), &["export", &guild]));
        assert_eq!(exported, std::fs::read_to_string(folder.path().join("server.json")).unwrap());
        assert_eq!(printed(&run(to.address(), &["list"])), format!("{guild}\n"));
        printed(&run(to.address(), &["forget", &guild]));
        assert_eq!(printed(&run(to.address(), &["list"])), "");
    })
    .await;
}

#[test]
fn a_faulty_file_is_refused_with_its_line_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let faulty = "{\n  \"version\": 1,\n  \"server\": {\n    \"choices\": {\"language\": \"Osan\"}\n  }\n}\n";
    std::fs::write(folder.path().join("server.json"), faulty).unwrap();
    let output = program(folder.path(), "sqlite:lorebot.db", &["import", "7", "server.json"]).output().unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(message.starts_with("lorebot: server.json: line 4: a language is named"), "{message}");
    assert_eq!(printed(&program(folder.path(), "", &["list"]).output().unwrap()), "");
}

#[tokio::test]
async fn what_cannot_be_understood_is_said_to_be_so_and_can_be_forgotten() {
    on_each(async |place: &Place| {
        let servers = place.open().await;
        servers.change(GUILD, TODAY, choosing(chosen())).await.unwrap();
        place.run("UPDATE servers SET chosen = '{}'").await;
        let servers = place.open().await;
        let error = servers.server(GUILD).await.unwrap_err();
        assert!(error.to_string().contains(&format!("lorebot servers forget {GUILD}")), "{error}");
        servers.forget(GUILD).await.unwrap();
        assert_eq!(*servers.server(GUILD).await.unwrap(), Server::default());
    })
    .await;
}

impl Place {
    /// The tables that hold rows of single servers.
    async fn tables_with_guilds(&self) -> Vec<String> {
        let mut tables = Vec::new();
        for table in self.tables().await {
            if self.try_run(&format!("SELECT guild FROM {table}")).await.is_ok() {
                tables.push(table);
            }
        }
        assert!(tables.len() >= 4, "{tables:?}");
        tables
    }

    /// How many rows of a server a table holds.
    async fn rows(&self, table: &str, guild: u64) -> i64 {
        let mut connection = AnyConnection::connect(self.address()).await.unwrap();
        let rows = format!("SELECT COUNT(*) FROM {table} WHERE guild = $1");
        sqlx::query_scalar(&rows).bind(guild.cast_signed()).fetch_one(&mut connection).await.unwrap()
    }
}
