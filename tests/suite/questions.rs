//! Golden questions.
//!
//! 1. Every golden question of the starter wiki is answered as its file says.
//! 2. What is typed is never an error: nonsense, marks, and very long text are answered too.
//! 3. The same question has the same answer, whatever else was asked before.
//! 4. Small articles that differ in one respect pin what decides the order.

use lorebot::check::{QuestionFile, Report};
use lorebot::lore::{Answer, Hit, Outcome, Rung, Scope};

use crate::wikis::{Wikis, ask, starter};

fn best(answer: &Answer) -> &Hit {
    match &answer.outcome {
        Outcome::Found { best, .. } => best,
        other => panic!("{:?} gave {other:?}", answer.asked),
    }
}

#[test]
fn the_starter_wiki_answers_its_golden_questions() {
    let file = QuestionFile::read(lorebot::rebuild::starter_questions(), "questions.toml").unwrap();
    let report = Report::of(&file, &starter(), None).unwrap();
    assert!(report.asked >= 80, "only {} questions", report.asked);
    assert!(report.is_right(), "{}", report.failures.join("\n"));
}

#[test]
fn a_question_that_is_answered_otherwise_fails_its_check() {
    let text = "[[question]]\nask = \"khitomer 2409\"\nbegins = \"In 2385\"\n[[question]]\nask = \"zzzz\"\n";
    let file = QuestionFile::read(text, "wrong.toml").unwrap();
    let report = Report::of(&file, &starter(), None).unwrap();
    assert_eq!((report.failures.len(), report.right_at_1), (2, 0));
}

#[test]
fn whatever_is_typed_is_answered() {
    let library = starter();
    let long = "khitomer ".repeat(200_000);
    for odd in [
        "",
        " ",
        "\"",
        "-",
        "-khitomer",
        "*",
        "a:(^",
        "IN [a b",
        "title:khitomer",
        "\u{0}",
        "🖖",
        "AND OR NOT",
        "((((",
        "\\",
        &long,
    ] {
        for scope in [Scope::Wiki, Scope::Topic("Khitomer".into()), Scope::Topic(odd.into())] {
            library.answer(odd, &scope, None).unwrap();
        }
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    let library = starter();
    let first = ask(&library, "khitomer 2381");
    for other in ["worf", "narendra iii", "romulans 2387", "zzzz"] {
        ask(&library, other);
    }
    assert_eq!(ask(&library, "khitomer 2381"), first);
    assert_eq!(ask(&starter(), "khitomer 2381"), first);
}

#[test]
fn a_year_in_the_title_of_a_source_does_not_win() {
    let wikis = Wikis::demo();
    wikis.article("k.md", "# K'vort\n\nIn 2385 K'vort fell. (ST video game: Road to 2409)\n\nIn 2409, when many had gone, K'vort was raised again by those who had stayed behind.\n");
    let library = wikis.library();
    assert!(best(&ask(&library, "k'vort 2409")).passage.starts_with("In 2409"));
    assert!(
        best(&ask(&library, "road to 2409")).passage.starts_with("In 2385"),
        "the work named word for word is meant"
    );
}

#[test]
fn an_exact_title_wins_over_one_that_holds_it() {
    let wikis = Wikis::demo();
    wikis
        .article("a.md", "# Nix\n\nNix was a moon.\n")
        .article("b.md", "# Phoenix\n\nThe Phoenix was a ship; Nix named it, and Nix flew it, Nix and no other.\n");
    assert_eq!(best(&ask(&wikis.library(), "nix")).article, "Nix");
}

#[test]
fn a_word_in_the_heading_opens_its_section_at_the_beginning() {
    let wikis = Wikis::demo();
    wikis.article("q.md", "# Qo'noS\n\nA world.\n\n## Moons\n\nPraxis was the largest of them, a grey ball with mines from pole to pole.\n\nMoons were mined.\n");
    assert!(best(&ask(&wikis.library(), "qonos moons")).passage.starts_with("Praxis"));
}

#[test]
fn mended_words_are_said_and_known_words_are_left_alone() {
    let library = starter();
    let answer = ask(&library, "kitomer 2409");
    assert_eq!((answer.mended[0].typed.as_str(), answer.mended[0].read_as.as_str()), ("kitomer", "Khitomer"));
    assert!(matches!(answer.outcome, Outcome::Found { rung: Rung::Mended, .. }));
    assert!(ask(&library, "khitomer 2409").mended.is_empty());
}

#[test]
fn what_the_wiki_hardly_speaks_of_is_shown_as_the_nearest_there_is() {
    let library = starter();
    let answer = ask(&library, "worf favourite football team");
    assert!(answer.is_uncertain() && !answer.is_found());
    let json = lorebot::terminal::to_json(&answer, 0);
    assert!(json.contains("\"outcome\":\"uncertain\",\"rung\":\"uncertain\""), "{json}");
    assert!(lorebot::terminal::to_text(&answer, None).starts_with("\u{1b}[2mNothing certain; this is the nearest"));
    assert!(ask(&library, "khitomer 2409").is_found());
}

#[test]
fn a_wiki_is_calibrated_by_what_it_cannot_answer() {
    let starter = lorebot::rebuild::starter().unwrap();
    let calibration = starter.stamp().calibration;
    assert!(0.0 < calibration.low && calibration.low < calibration.middle);
    assert_ne!(calibration, lorebot::index::Calibration::default());
    let wikis = Wikis::demo();
    wikis.article("a.md", "# Nix\n\nNix was a moon.\n").rebuild().unwrap();
    let small = lorebot::index::WikiIndex::open(&wikis.index().join("demo")).unwrap();
    assert_eq!(small.stamp().calibration, lorebot::index::Calibration::default());
}

#[test]
fn a_page_that_is_not_in_the_index_is_pointed_to_and_one_that_is_is_opened() {
    let wikis = Wikis::demo();
    wikis.article(
        "Nausicaa.txt",
        "For the mirror universe counterpart, see Nausicaa (mirror).\n\nNausicaa was a world of hunters.\n",
    );
    let answer = ask(&wikis.library(), "nausicaa mirror");
    assert_eq!(answer.suggestions()[0], "Nausicaa (mirror)");
    assert!(!answer.is_found());
    wikis.write("demo/articles/Nausicaa (mirror).txt", "Nausicaa was a world of prey.\n");
    assert!(best(&ask(&wikis.library(), "nausicaa mirror")).passage.ends_with("of prey."));
}

#[test]
fn quoted_phrases_must_stand_and_excluded_words_must_not() {
    let wikis = Wikis::demo();
    wikis.article("a.md", "# Targ\n\nA targ bites hard. It is wild.\n\nA hard targ bites nobody. It is tame.\n");
    let library = wikis.library();
    assert!(best(&ask(&library, "targ \"bites nobody\"")).passage.ends_with("tame."));
    assert!(best(&ask(&library, "targ hard bites -wild")).passage.ends_with("tame."));
}

#[test]
fn a_misspelt_name_in_quotation_marks_is_suggested_beside_a_year_too() {
    let wikis = Wikis::demo();
    wikis.article("a.md", "# Sehlát\n\nIn 2409 the sehlát was tamed.\n");
    let library = wikis.library();
    let suggested = |question: &str| match ask(&library, question).outcome {
        Outcome::DidYouMean { suggestions } => suggestions,
        other => panic!("{question} gave {other:?}"),
    };
    assert_eq!(suggested("\"sehlta\""), ["Sehlát"]);
    assert_eq!(suggested("\"sehlta\" 2409"), ["Sehlát 2409"]);
    assert_eq!(suggested("\"sehlta\" 2300"), ["Sehlát"], "which tells nothing of that year");
}

#[test]
fn where_no_wiki_answers_the_suggestions_of_all_are_gathered() {
    let wikis = Wikis::demo();
    wikis.article("a.md", "# Tórva\n\nA pass.\n");
    wikis.write("other/articles/b.md", "# Torvo\n\nA goat.\n");
    wikis.rebuild().unwrap();
    lorebot::rebuild::rebuild(&wikis.data(), &wikis.index(), "other", |_| {}).unwrap();
    let answer = ask(&wikis.open(), "\"torvu\"");
    assert_eq!(
        (answer.wiki.as_str(), answer.suggestions()),
        ("Demo wiki, other", vec!["Tórva".to_owned(), "Torvo".to_owned()])
    );
}

#[test]
fn two_wikis_answer_together_or_apart() {
    let wikis = Wikis::demo();
    wikis.article("a.md", "# Targ\n\nA targ has tusks.\n");
    wikis.write("other/articles/sehlat.md", "# Sehlat\n\nA sehlat has fangs.\n");
    wikis.rebuild().unwrap();
    lorebot::rebuild::rebuild(&wikis.data(), &wikis.index(), "other", |_| {}).unwrap();
    let library = wikis.open();
    assert_eq!(best(&ask(&library, "sehlat")).wiki, "other");
    assert_eq!(best(&ask(&library, "targ")).wiki, "demo");
    assert!(!library.answer("sehlat", &Scope::Wiki, Some("demo")).unwrap().is_found());
}
