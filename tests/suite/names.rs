//! Names: whatever a wiki or its readers call something leads to it.

use lorebot::answer::Library;
use lorebot::lore::{Answer, Outcome, Scope};

use crate::wikis::{Wikis, ask};

/// A wiki in which a captain goes by several names.
fn library() -> Library {
    let wikis = Wikis::demo();
    let add = |file: &str, title: &str, text: &str| {
        wikis.article(file, &format!("---\ntitle: {title}\n---\n{text}\n"));
    };
    add(
        "vesna.wiki",
        "Catinka Vesna Calder",
        "'''Catinka Vesna Calder''', also known as the '''Heron''', commands the [[Grey Wing]]. She grew up in [[Isk]] \
         beside the salt pans and never learned to swim.",
    );
    add(
        "isk.wiki",
        "Isk",
        "Isk is a harbour town. [[Catinka Vesna Calder|Catinka]] left it at sixteen after a quarrel about a mule. \
         [[Catinka Vesna Calder|Catinka]] has not been back.\n\n\
         The lighthouse keeper still tells how [[Catinka Vesna Calder|Tink]] stole the bell, and how \
         [[Catinka Vesna Calder|Tink]] rang it all night.",
    );
    add("wing.wiki", "Grey Wing", "The Grey Wing is a mail boat. Its rudder was carved by a blind carpenter.");
    add(
        "order.wiki",
        "Order of the Quiet Hand",
        "The Order of the Quiet Hand copies old maps. Its members shave their eyebrows every spring.",
    );
    wikis.rebuild().unwrap();
    Library::open(&wikis.index(), None).unwrap()
}

fn article(answer: &Answer) -> &str {
    match &answer.outcome {
        Outcome::Found { best, .. } => &best.article,
        other => panic!("{:?} gave {other:?}", answer.asked),
    }
}

#[test]
fn an_article_is_found_by_what_its_opening_and_links_call_it() {
    let library = library();
    for name in ["catinka", "tink", "heron", "the Heron", "Catinka Vesna Calder"] {
        assert_eq!(article(&ask(&library, name)), "Catinka Vesna Calder", "{name}");
    }
    let completed: Vec<String> =
        library.complete("tin", 5).unwrap().into_iter().map(|completion| completion.label).collect();
    assert_eq!(completed, ["Catinka Vesna Calder (Tink)"]);
}

#[test]
fn another_name_of_the_subject_is_met_in_other_articles() {
    let library = library();
    let answer = ask(&library, "why did heron quarrel about a mule");
    assert_eq!(article(&answer), "Isk");
    assert!(answer.unmatched.is_empty(), "{:?}", answer.unmatched);
    assert_eq!(article(&ask(&library, "catinka stole the bell")), "Isk");
}

#[test]
fn words_run_together_and_initials_are_read_as_the_names_they_stand_for() {
    let library = library();
    for (typed, read_as, led_to) in
        [("greywing", "Grey Wing", "Grey Wing"), ("ootqh", "Order of the Quiet Hand", "Order of the Quiet Hand")]
    {
        let answer = ask(&library, typed);
        assert_eq!(article(&answer), led_to);
        assert_eq!((answer.mended[0].typed.as_str(), answer.mended[0].read_as.as_str()), (typed, read_as));
    }
    assert_eq!(article(&ask(&library, "who keeps the light house")), "Isk");
    let shortened = ask(&library, "cal");
    assert_eq!((article(&shortened), shortened.mended[0].read_as.as_str()), ("Catinka Vesna Calder", "Calder"));
}

#[test]
fn what_stands_in_quotation_marks_is_meant_as_typed() {
    let library = library();
    assert_eq!(ask(&library, "catnka mule").mended.len(), 1);
    let answer = ask(&library, "\"catnka\" mule");
    assert!(answer.mended.is_empty() && !answer.is_found(), "{answer:?}");
}

#[test]
fn of_two_wikis_the_surer_one_answers() {
    let wikis = Wikis::demo();
    let profile = std::fs::read_to_string(wikis.data().join("demo/wiki.toml")).unwrap();
    wikis.write("other/wiki.toml", &profile.replace("Demo", "Other"));
    let filler = "The quay was rebuilt. Old ropes were sold at the market, and nobody kept the accounts.";
    wikis.article(
        "quay.md",
        &format!("# Quay\n\n{filler} A lantern hung there; far off a fiddler played in the rain.\n"),
    );
    wikis.write("other/articles/lantern.md", "# Lantern\n\nThe fiddler of Tarn hung a lantern in the rain.\n");
    for wiki in ["demo", "other"] {
        lorebot::rebuild::rebuild(&wikis.data(), &wikis.index(), wiki, |_| {}).unwrap();
    }
    let library = Library::open(&wikis.index(), None).unwrap();
    let question = "fiddler hung lantern rain";
    assert_eq!(article(&library.answer(question, &Scope::Wiki, Some("demo")).unwrap()), "Quay");
    assert_eq!(article(&ask(&library, question)), "Lantern");
}
