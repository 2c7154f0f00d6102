//! Years of invented calendars, from the file to the answer.
//!
//! 1. A wiki whose years lie before and after an event, in ages and in millennia answers its golden questions.
//! 2. Years are named as the wiki names them, and what is nearest comes nearest first, on either side of 0.
//! 3. A fault in an era is told with its line.

use lorebot::answer::Library;
use lorebot::check::{QuestionFile, Report};
use lorebot::lore::{Answer, Hit, Lookup, Outcome};

use crate::wikis::{Wikis, ask};

const WIKI: &str = include_str!("../fixtures/eras/wiki.toml");

fn moons() -> (Wikis, Library) {
    let wikis = Wikis::none();
    wikis
        .write("demo/wiki.toml", WIKI)
        .article("karel.md", include_str!("../fixtures/eras/articles/karel.md"))
        .article("osa.md", include_str!("../fixtures/eras/articles/osa.md"));
    let library = wikis.library();
    (wikis, library)
}

fn hits(answer: &Answer) -> Vec<&Hit> {
    match &answer.outcome {
        Outcome::Found { best, others, .. } => std::iter::once(best.as_ref()).chain(others).collect(),
        other => panic!("{:?} gave {other:?}", answer.asked),
    }
}

#[test]
fn a_world_with_calendars_of_its_own_answers_its_golden_questions() {
    let file = QuestionFile::read(include_str!("../fixtures/eras/questions.toml"), "questions.toml").unwrap();
    let report = Report::of(&file, &moons().1, None).unwrap();
    assert!(report.is_right(), "{}", report.failures.join("\n"));
}

#[test]
fn the_years_of_a_passage_are_named_as_its_wiki_names_them() {
    let (_wikis, library) = moons();
    assert_eq!(hits(&ask(&library, "karel 20 BFT"))[0].years_named(), ["22–19 BFT"]);
    assert_eq!(hits(&ask(&library, "karel 2 AFT"))[0].years_named(), ["0 BFT", "2 AFT"]);
    assert_eq!(hits(&ask(&library, "karel by 4 aft"))[0].years_named(), ["until 4 AFT"]);
    assert_eq!(hits(&ask(&library, "osa 1104 of the ember age"))[0].years_named(), ["E.A. 1101–1107"]);
    assert_eq!(hits(&ask(&library, "osa 999.M2"))[0].years_named(), ["999.M2"]);
    assert_eq!(hits(&ask(&library, "osa m4"))[0].years_named(), ["M4"]);
}

#[test]
fn a_range_on_either_side_of_zero_finds_all_that_lies_in_it() {
    let (_wikis, library) = moons();
    let answer = ask(&library, "from 41 BFT to 4 AFT");
    let mut years: Vec<&str> = hits(&answer).iter().flat_map(|hit| hit.years_named()).collect();
    years.dedup();
    assert_eq!(years, ["41 BFT", "22–19 BFT", "19 BFT", "0 BFT", "2 AFT", "until 4 AFT"]);
    let answer = ask(&library, "osa before 3000 BFT");
    assert_eq!(hits(&answer).len(), 4, "{answer:?}");
}

#[test]
fn a_timeline_runs_from_before_zero_to_after_it() {
    let (_wikis, library) = moons();
    let years = |from: Option<&str>, to: Option<&str>| match library.timeline("karel", from, to, None).unwrap() {
        Lookup::Told(timeline) => timeline.events.into_iter().map(|event| event.year_name).collect::<Vec<_>>(),
        Lookup::Unclear(answer) => panic!("{answer:?}"),
    };
    let all = ["41 BFT", "22\u{2013}19 BFT", "19 BFT", "0 BFT", "2 AFT", "until 4 AFT", "about 35 AFT"];
    assert_eq!(years(None, None), all);
    assert_eq!(years(Some("19 BFT"), Some("2 AFT")), all[1..5]);
    assert_eq!(years(Some("1 AFT"), None), all[4..]);
}

#[test]
fn the_nearest_years_are_named_and_lead_on() {
    let (_wikis, library) = moons();
    let Outcome::Nothing { nearest } = ask(&library, "karel 5 BFT").outcome else { panic!("something was told") };
    assert_eq!(nearest.year_names, ["0 BFT", "2 AFT", "4 AFT"].map(str::to_owned));
    for question in &nearest.questions {
        assert!(ask(&library, question).is_found(), "{question}");
    }
}

#[test]
fn a_fault_in_an_era_is_told_with_its_line() {
    let fault = |from: &str, to: &str| {
        let wikis = Wikis::none();
        wikis.write("demo/wiki.toml", &WIKI.replacen(from, to, 1)).article("a.md", "# Á\n\nÁ was a moon.\n");
        wikis.rebuild().unwrap_err().to_string()
    };
    for (from, to, line, what) in [
        ("# AFT", "# B.F.T.", 28, "`# BFT` are read alike"),
        ("# AFT", "AFT", 28, "no mark"),
        ("# AFT", "# 12", 28, "no letters"),
        ("# AFT", "#", 28, "no mark"),
        ("\"Ember Age\"", "\" \"", 9, "no letters"),
        ("each = 1000", "each = 0", 19, "nonzero"),
        ("zero = 60001", "nil = 60001", 18, "unknown field `nil`"),
        ("zero = -30000", "zero = -2000000000", 9, "from 0"),
    ] {
        let fault = fault(from, to);
        assert!(fault.contains(&format!("wiki.toml:{line}: ")) && fault.contains(what), "{to}: {fault}");
    }
}
