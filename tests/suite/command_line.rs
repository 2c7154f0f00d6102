//! The program as a shell sees it.
//!
//! 1. Exit codes: 0 found, 1 nothing found or a check failed, 2 error; errors say what to do.
//! 2. `--json` holds every key of the contract, and `--json -` answers a line with a line, in order.
//! 3. Without any index the starter wiki answers, wherever the program is run.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::wikis::{Wikis, project};

/// The program, run in a folder of its own with an environment of its own.
struct Run {
    command: Command,
}

impl Run {
    fn in_folder(folder: &Path, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lorebot"));
        command.args(arguments).current_dir(folder).env_clear();
        Run { command }
    }

    fn output(mut self) -> Output {
        self.command.stdin(Stdio::null()).output().unwrap()
    }

    fn output_for(mut self, input: &[u8]) -> Output {
        let mut child =
            self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder that holds an index of the starter wiki.
fn indexed() -> (Wikis, String) {
    let wikis = Wikis::none();
    let index = wikis.index().display().to_string();
    std::fs::create_dir_all(wikis.data()).unwrap();
    let output = Run::in_folder(project(), &["index", "--index", &index]).output();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("passages"), "{}", text(&output.stdout));
    (wikis, index)
}

#[test]
fn a_question_is_answered_and_its_exit_code_says_how() {
    let (wikis, index) = indexed();
    for (question, code) in [("khitomer 2409", 0), ("zzzzz qqqqq", 1), ("khitomer 2500", 1)] {
        let output = Run::in_folder(&wikis.data(), &["ask", "--index", &index, question]).output();
        assert_eq!(output.status.code(), Some(code), "{question}: {}", text(&output.stdout));
        assert!(!text(&output.stdout).contains('\u{1b}'), "no colour where there is no terminal");
    }
    let output = Run::in_folder(&wikis.data(), &["ask", "--index", "nowhere", "khitomer"]).output();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("run `lorebot index`"), "{}", text(&output.stderr));
}

#[test]
fn the_answer_reads_well_in_a_terminal() {
    let (wikis, index) = indexed();
    for (name, question) in [
        ("found", "kitomer 2409"),
        ("nothing", "khitomer 2500"),
        ("ambiguous", "ja'rod"),
        ("elsewhere", "khitomer mirror"),
    ] {
        let output = Run::in_folder(&wikis.data(), &["ask", "--index", &index, question]).output();
        insta::with_settings!({ snapshot_path => "../pages", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, text(&output.stdout));
        });
    }
}

#[test]
fn json_holds_every_key_of_the_contract() {
    const KEYS: &[&str] = &[
        "question",
        "outcome",
        "rung",
        "wiki",
        "article",
        "section",
        "passage",
        "excerpt",
        "highlights",
        "years",
        "continuity",
        "citations",
        "attribution",
        "url",
        "licence",
        "score",
        "others",
        "differing",
        "suggestions",
        "took_us",
    ];
    let (wikis, index) = indexed();
    let questions = "khitomer 2409\n\nzzzzz qqqqq\r\nja'rod\n\u{fffd}xqz\nkitomer 2385";
    let output =
        Run::in_folder(&wikis.data(), &["ask", "--json", "-", "--index", &index]).output_for(questions.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answers: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let outcomes: Vec<&str> = answers.iter().map(|answer| answer["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["found", "nothing", "nothing", "ambiguous", "nothing", "found"]);
    for answer in &answers {
        for key in KEYS {
            assert!(answer.get(key).is_some(), "{key}");
        }
    }
    let mark = &answers[0]["highlights"][0];
    let at = |end: usize| usize::try_from(mark[end].as_u64().unwrap()).unwrap();
    assert_eq!(&answers[0]["excerpt"].as_str().unwrap()[at(0)..at(1)], "2409");
    assert_eq!(answers[0]["attribution"], "later_in_section");
    assert_eq!(answers[0]["section"], serde_json::json!(["Republic summit"]));
    assert_eq!(answers[5]["mended"][0]["read_as"], "Khitomer");
}

#[test]
fn without_any_index_the_starter_wiki_answers() {
    let wikis = Wikis::none();
    std::fs::create_dir_all(wikis.data()).unwrap();
    let output = Run::in_folder(&wikis.data(), &["ask", "khitomer", "2409"]).output();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("Republic summit"));
}

#[test]
fn a_data_folder_is_indexed_before_the_first_answer() {
    let wikis = Wikis::demo();
    wikis.article("a.md", "# Targ\n\nA targ has tusks.\n");
    let folder = wikis.data().parent().unwrap().to_owned();
    let output = Run::in_folder(&folder, &["ask", "targ"]).output();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(wikis.index().join("demo/CURRENT").is_file());
}

#[test]
fn checking_fails_where_a_question_does() {
    let (wikis, index) = indexed();
    let output = Run::in_folder(project(), &["check", "--index", &index]).output();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    wikis.write("q.toml", "[[question]]\nask = \"khitomer 2409\"\nbegins = \"In 2385\"\n");
    let output = Run::in_folder(&wikis.data(), &["check", "--index", &index, "q.toml"]).output();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).contains("wrong: khitomer 2409"), "{}", text(&output.stdout));
    wikis.write("q.toml", "[[question]]\nasks = 1\n");
    let output = Run::in_folder(&wikis.data(), &["check", "--index", &index, "q.toml"]).output();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("q.toml:2"), "{}", text(&output.stderr));
}

#[test]
fn the_console_answers_line_by_line() {
    let (wikis, index) = indexed();
    let lines = b"/khitomer 2409\n/lore topic: Worf question: father\n/timeline Khitomer to: 2300\n/compare a: Worf b: Kurn\n/random Gowron\n/nowhere\n/quit\n";
    let output = Run::in_folder(&wikis.data(), &["--index", &index]).output_for(lines);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let page = text(&output.stdout);
    assert!(page.contains("Republic summit") && page.contains("Mogh"), "{page}");
    assert!(page.contains("there is no topic for /nowhere") && page.contains("Khitomer: timeline"), "{page}");
}

#[test]
fn timelines_comparisons_and_passages_by_chance_are_told() {
    let (wikis, index) = indexed();
    let run = |arguments: &[&str]| {
        let output = Run::in_folder(&wikis.data(), &[arguments, &["--index", &index]].concat()).output();
        (output.status.code(), text(&output.stdout))
    };
    let (code, page) = run(&["timeline", "kitomer", "--from", "2376", "--to", "2381"]);
    assert_eq!(code, Some(0), "{page}");
    insta::with_settings!({ snapshot_path => "../pages", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("timeline", page);
        insta::assert_snapshot!("compare", run(&["compare", "b'etor", "azetbur"]).1);
    });
    assert_eq!(run(&["timeline", "khitomer", "--from", "2500"]).0, Some(1));
    assert_eq!(run(&["compare", "worf", "zzzzz"]).0, Some(1));
    assert_eq!(run(&["random", "--seed", "1701"]), run(&["random", "--seed", "1701"]));
    assert_eq!(run(&["random", "worf"]).0, Some(0));
    for (arguments, key) in [
        (&["timeline", "worf", "--json"][..], "events"),
        (&["compare", "worf", "gowron", "--json"], "moments"),
        (&["random", "--json"], "passage"),
        (&["timeline", "zzzzz", "--json"], "suggestions"),
    ] {
        let json: Value = serde_json::from_str(&run(arguments).1).unwrap();
        assert!(json.get(key).is_some() && json.get("outcome").is_some(), "{arguments:?}: {json}");
    }
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let wikis = Wikis::none();
    std::fs::create_dir_all(wikis.data()).unwrap();
    let mut run = Run::in_folder(&wikis.data(), &[]);
    run.command.env("DISCORD_TOKEN", "token").env("DISCORD_API_BASE", "somewhere");
    let output = run.output();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("DISCORD_API_BASE"));
    wikis.write(".env", "DISCORD_TOKEN='unclosed-secret\n");
    let output = Run::in_folder(&wikis.data(), &["ask", "khitomer"]).output();
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains(".env") && said.contains("DISCORD_TOKEN") && !said.contains("secret"), "{said}");
}
