//! `lorebot doctor`: each fault is seen, and named with what mends it.
//!
//! 1. Where all is well, every finding is good, the exit code 0, and nothing has been changed.
//! 2. What is amiss with an index, its sources, licence, questions and earlier generation is told apart.
//! 3. A database that the bot could not use is wrong, one that it would make is good; neither is touched.
//! 4. Discord's word on token, intents, commands, gateway and clock is told; without a token nobody is asked.
//! 5. No output holds the token or the database's password.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lorebot::discord::commands;
use lorebot::doctor::{Finding, Folders, State, beyond, here};
use lorebot::rebuild::rebuild;
use lorebot::servers::{Day, Label, Server, Servers};
use serde_json::{Value, json};

use crate::fake_discord::{APPLICATION, FakeDiscord, Fault, TOKEN};
use crate::wikis::Wikis;

const QUESTIONS: &str = "[[question]]\nask = \"Kor'ath\"\ncontains = \"harbour\"\n";

/// A wiki that lacks nothing, indexed twice.
fn sound() -> Wikis {
    let wikis = Wikis::demo();
    wikis.article("korath.md", "# Kor'ath\n\nKor'ath is a harbour town of élan. (TNG novel: \"Quays\")\n");
    wikis.write("demo/questions.toml", QUESTIONS);
    rebuild(&wikis.data(), &wikis.index(), "demo", |_| {}).unwrap();
    rebuild(&wikis.data(), &wikis.index(), "demo", |_| {}).unwrap();
    wikis
}

/// What is found of these folders, without a token.
fn found(wikis: &Wikis, is_named: bool) -> Vec<Finding> {
    let (index, data) = (wikis.index(), wikis.data());
    here(&Folders { index: &index, index_is_named: is_named, data: &data }, |_| None, [])
}

/// Asserts that a thing is in a state, with these words in what is seen and what mends it.
#[track_caller]
fn says(findings: &[Finding], about: &str, state: State, words: &str) {
    let finding = findings.iter().find(|finding| finding.about == about && finding.state == state);
    let said = finding.map(|finding| format!("{} {}", finding.seen, finding.remedy.as_deref().unwrap_or_default()));
    assert!(said.is_some_and(|said| said.contains(words)), "{about}: {state:?}, {words}: {findings:#?}");
}

/// The folder of the generation in use, or of the one before.
fn generation(wikis: &Wikis, number: usize) -> PathBuf {
    wikis.index().join(format!("demo/gen-{number}"))
}

/// Flips a byte in the middle of a file of a generation.
fn damage(generation: &Path) {
    let file = fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|file| file.extension().is_some_and(|end| end == "store")).unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
}

/// Every file below a folder with a hash of its content.
fn contents(folder: &Path) -> BTreeMap<PathBuf, u64> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            all.extend(contents(&entry));
        } else {
            let mut hasher = DefaultHasher::new();
            fs::read(&entry).unwrap().hash(&mut hasher);
            all.insert(entry, hasher.finish());
        }
    }
    all
}

#[test]
fn a_sound_index_is_good_in_every_respect_and_stays_as_it_is() {
    let wikis = sound();
    let before = contents(&wikis.index());
    let findings = found(&wikis, true);
    for about in ["index", "index demo", "sources demo", "licence demo", "questions demo", "earlier index demo", "disk"]
    {
        says(&findings, about, State::Good, "");
    }
    assert_eq!(contents(&wikis.index()), before);
}

#[test]
fn a_damaged_index_is_wrong_and_the_way_back_is_named_where_there_is_one() {
    let wikis = sound();
    damage(&generation(&wikis, 2));
    let findings = found(&wikis, true);
    says(
        &findings,
        "index demo",
        State::Wrong,
        "run `lorebot index`, or go back at once: `lorebot rollback --wiki demo`",
    );
    damage(&generation(&wikis, 1));
    let findings = found(&wikis, true);
    says(&findings, "earlier index demo", State::Look, "checksum");
    assert!(!findings.iter().any(|finding| format!("{finding:?}").contains("go back at once")), "{findings:#?}");
}

#[test]
fn an_index_of_another_version_or_one_that_is_gone_is_wrong() {
    let wikis = sound();
    let stamp = generation(&wikis, 2).join("stamp.json");
    let text = fs::read_to_string(&stamp).unwrap().replacen("\"format\":", "\"format\":9", 1);
    fs::write(&stamp, text).unwrap();
    says(&found(&wikis, true), "index demo", State::Wrong, "another version of lorebot");
    fs::remove_dir_all(generation(&wikis, 2)).unwrap();
    says(&found(&wikis, true), "index demo", State::Wrong, "CURRENT names no generation");
    fs::remove_dir_all(wikis.index()).unwrap();
    says(&found(&wikis, true), "index", State::Wrong, "run `lorebot index`");
    says(&found(&wikis, false), "index", State::Look, "run `lorebot index`");
    says(&found(&Wikis::none(), false), "index", State::Look, "starter wiki");
}

#[test]
fn what_an_index_lacks_is_worth_a_look_each() {
    let wikis = sound();
    wikis.article("osa.md", "# Osa\n\nOsa is a miller.\n");
    says(&found(&wikis, true), "sources demo", State::Look, "run `lorebot index`");
    wikis.write("demo/questions.toml", &QUESTIONS.replace("harbour", "castle"));
    says(&found(&wikis, true), "questions demo", State::Look, "lorebot check");
    wikis.write("demo/questions.toml", "[[question]\n");
    says(&found(&wikis, true), "questions demo", State::Look, "mend the file");
    fs::remove_file(wikis.data().join("demo/questions.toml")).unwrap();
    says(&found(&wikis, true), "questions demo", State::Look, "write some into");
    wikis.write("demo/wiki.toml", "name = \"Demo\"\n");
    wikis.rebuild().unwrap();
    says(&found(&wikis, true), "licence demo", State::Look, "wiki.toml");
    wikis.write("other/articles/a.md", "# A\n\nA text.\n");
    says(&found(&wikis, true), "index other", State::Look, "lorebot index --wiki other");
}

#[test]
fn an_index_serves_without_its_sources() {
    let wikis = sound();
    fs::remove_dir_all(wikis.data()).unwrap();
    let findings = found(&wikis, true);
    says(&findings, "sources demo", State::Good, "without them");
    assert!(findings.iter().all(|finding| finding.is_good() || finding.about == "token"), "{findings:#?}");
}

/// What is found of a database, and nothing else: there is no token.
async fn database(address: &str) -> Vec<Finding> {
    let nowhere = Folders { index: Path::new("nowhere"), index_is_named: true, data: Path::new("nowhere") };
    beyond(&nowhere, |name| (name == "DATABASE_URL").then(|| address.to_owned())).await
}

#[tokio::test]
async fn a_database_is_looked_at_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("choices.db");
    let address = format!("sqlite:{}", file.display());
    says(&database(&address).await, "database", State::Good, "the bot makes it");
    assert!(!file.exists());
    let servers = Servers::open(&address.clone().into()).await.unwrap();
    let osa = Label::new("Osa's mill").unwrap();
    let edit = |server: &mut Server| server.aliases.set(osa.clone(), osa);
    servers.change(7, Day(20_000), edit).await.unwrap();
    says(&database(&address).await, "database", State::Good, "1 server chose something");
    assert_eq!(servers.refresh().await.unwrap(), [7], "no change but our own");
    servers.close().await;

    says(&database(&format!("{address}?mode=ro")).await, "database", State::Wrong, "readonly");
    let elsewhere = format!("sqlite:{}", folder.path().join("a/b.db").display());
    says(&database(&elsewhere).await, "database", State::Wrong, "make the folder");
    fs::write(&file, "no database".repeat(100)).unwrap();
    says(&database(&address).await, "database", State::Wrong, "put a copy in its place");
    says(&database("mysql://osa:hush@nowhere/lore").await, "database", State::Wrong, "sqlite:FILE");
}

#[tokio::test]
async fn a_database_that_does_not_answer_is_named_without_its_password() {
    // Nobody listens where a listener has just gone.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let findings = database(&format!("postgres://osa:hush@127.0.0.1:{port}/lore")).await;
    says(&findings, "database", State::Wrong, "check that DATABASE_URL is right");
    assert!(!format!("{findings:?}").contains("hush"), "{findings:?}");
}

/// What Discord is asked, with these variables beside the fake's.
async fn asked(fake: &FakeDiscord, variables: &[(&str, &str)]) -> Vec<Finding> {
    let database = fake.database();
    let database = secrecy::ExposeSecret::expose_secret(&database).to_owned();
    let ours = [("DISCORD_TOKEN", TOKEN), ("DISCORD_API_BASE", fake.base.as_str()), ("DATABASE_URL", &database)];
    let get = |name: &str| {
        let set = variables.iter().chain(&ours).find(|(known, _)| *known == name);
        set.map(|(_, value)| (*value).to_owned())
    };
    let nowhere = Wikis::none();
    let (index, data) = (nowhere.index(), nowhere.data());
    let findings = beyond(&Folders { index: &index, index_is_named: false, data: &data }, get).await;
    assert!(!format!("{findings:?}").contains(TOKEN), "{findings:?}");
    assert!(fake.state().requests.iter().all(|request| request.method == "GET"), "something was changed");
    findings
}

/// Has the next question for what the application is like answered so.
fn set_up(fake: &FakeDiscord, application: &Value) {
    let mut told = json!({ "id": APPLICATION });
    told.as_object_mut().unwrap().extend(application.as_object().unwrap().clone());
    fake.fail("GET", "/applications/@me", 1, Fault::Status(200, told));
}

#[tokio::test]
async fn a_bot_that_discord_knows_as_it_is_is_good() {
    let fake = FakeDiscord::start().await;
    fake.state().commands = json!(commands::definitions(crate::bot::library().wikis()));
    set_up(&fake, &json!({ "approximate_guild_count": 3, "flags": 0 }));
    let findings = asked(&fake, &[]).await;
    for (about, words) in [
        ("token", "lorebot"),
        ("intents", "privileged"),
        ("door", "gateway"),
        ("servers", "3 servers"),
        ("commands", "registered"),
        ("gateway", "1 of 1, and 900 sessions"),
    ] {
        says(&findings, about, State::Good, words);
    }
}

#[tokio::test]
async fn what_discord_has_against_a_bot_is_told_with_what_mends_it() {
    let fake = FakeDiscord::start().await;
    let endpoint = "https://lore.example/interactions";
    set_up(&fake, &json!({ "flags": 1 << 23, "interactions_endpoint_url": endpoint, "approximate_guild_count": 0 }));
    let limit = json!({ "total": 1000, "remaining": 3, "reset_after": 7_200_000, "max_concurrency": 1 });
    let gateway = json!({ "url": fake.gateway, "shards": 1, "session_start_limit": limit });
    fake.fail("GET", "/gateway/bot", 1, Fault::Status(200, gateway));
    fake.state().date = Some("Sat, 01 Jan 2000 00:00:00 GMT");
    let findings = asked(&fake, &[("LOREBOT_INLINE_LINKS", "on")]).await;
    says(&findings, "intents", State::Wrong, "remove LOREBOT_INLINE_LINKS");
    says(&findings, "door", State::Look, endpoint);
    says(&findings, "servers", State::Look, "invite it");
    says(&findings, "commands", State::Look, "start the bot");
    says(&findings, "gateway", State::Look, "stop the bot");
    says(&findings, "clock", State::Look, "NTP");
}

#[tokio::test]
async fn a_refused_token_and_a_discord_that_is_away_are_wrong() {
    let fake = FakeDiscord::start().await;
    says(&asked(&fake, &[("DISCORD_TOKEN", "hush")]).await, "token", State::Wrong, "Reset Token");
    fake.fail("GET", "/users/@me", 1, Fault::Reset);
    says(&asked(&fake, &[]).await, "Discord", State::Wrong, "DISCORD_API_BASE");
    says(&asked(&fake, &[("DISCORD_API_BASE", "somewhere")]).await, "Discord", State::Wrong, "DISCORD_API_BASE");
    fake.fail("GET", "/applications/@me", 1, Fault::Status(500, Value::Null));
    says(&asked(&fake, &[]).await, "application", State::Look, "again");
}

/// The program, run as an operator would, in a folder of its own.
fn program(wikis: &Wikis, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lorebot"));
    command.arg("doctor").args(arguments).current_dir(wikis.data()).env_clear().envs(variables.iter().copied());
    command.arg("--data").arg(wikis.data()).arg("--index").arg(wikis.index()).output().unwrap()
}

#[tokio::test]
async fn the_exit_code_is_that_of_the_worst_finding() {
    let wikis = sound();
    let run = |arguments: &[&str], variables: &[(&str, &str)]| {
        let output = program(&wikis, arguments, variables);
        (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap())
    };
    let (code, printed) = run(&[], &[]);
    assert_eq!(code, Some(1), "no token is worth a look: {printed}");
    assert!(printed.contains("look  token: ") && printed.contains(" 1 worth a look, 0 wrong"), "{printed}");
    let (code, printed) = run(&["--json"], &[("LOREBOT_INLINE_LINKS", "perhaps"), ("DISCORD_TOKEN", "hush")]);
    assert!(code == Some(2) && !printed.contains("hush"), "{printed}");
    let lines: Vec<Value> = printed.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!((&lines[0]["state"], &lines[0]["about"]), (&json!("wrong"), &json!("settings")));
    assert!(lines.iter().all(|line| line["seen"].is_string()) && lines.len() > 6, "{printed}");
    assert!(!wikis.data().join("lorebot.db").exists(), "the database is made by the bot");
}
