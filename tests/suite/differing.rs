//! Sources that differ.
//!
//! 1. Another account of the same thing is shown beside the passage found, whichever of the two was found.
//! 2. What is of another time, continuity, group, event or source is no other account, nor is what may well be meant alike.
//! 3. Both are spans of the wiki's, with their sources; the terminal and JSON show both.

use lorebot::answer::Library;
use lorebot::lore::{Answer, Difference, Differing};

use crate::timelines::annals;
use crate::wikis::{Wikis, ask, starter};

/// The accounts shown beside the passage that a question finds: in what they differ, and the two sentences.
fn shown(answer: &Answer) -> Vec<(Difference, &str, &str)> {
    let accounts = answer.differing.iter();
    accounts.map(|Differing { how, said, otherwise }| (*how, said.excerpt_text(), otherwise.excerpt_text())).collect()
}

/// What is shown in an article of one passage about a raid and another passage.
fn beside_the_raid(other: &str) -> Vec<Difference> {
    let raid = "The colony was raided by the Sôrrin in 2346. Many of the colonists died. (TNG episode: \"Ashes\")";
    let wikis = Wikis::demo();
    wikis.article("a.md", &format!("# Vel'Aré\n\n{raid}\n\n{other}\n"));
    let answer = ask(&wikis.library(), "vel'are raided sorrin");
    assert!(answer.hits().next().unwrap().passage.starts_with("The colony was raided"), "{answer:?}");
    answer.differing.iter().map(|differing| differing.how).collect()
}

fn library_of(article: &str) -> (Wikis, Library) {
    let wikis = Wikis::demo();
    wikis.article("a.md", article);
    let library = wikis.library();
    (wikis, library)
}

#[test]
fn a_note_that_gives_a_share_differs_from_many() {
    let (_wikis, library) = annals();
    let answer = ask(&library, "velare 2346");
    assert_eq!(
        shown(&answer),
        [(
            Difference::Amount,
            "Many of the colonists died, and Governor Ysé was carried off in chains.",
            "ST video game: \"Raiders\" states that 78% of the population of Vel'Aré was killed in the Sôrrin raid."
        )]
    );
    assert_eq!(answer.differing[0].otherwise.citations[0].written, "ST video game: \"Raiders\"");
    let from_the_note = ask(&library, "vel'are 78% population raiders");
    assert_eq!(shown(&from_the_note)[0].1, shown(&answer)[0].2);
}

#[test]
fn nobody_left_differs_from_many_there_soon_after() {
    let (_wikis, library) = annals();
    let answer = ask(&library, "velare swarm 2381");
    let expected = (
        Difference::Afterwards,
        "None of the inhabitants survived this attack.",
        "Because of the large population of the moon, forty ships were needed.",
    );
    assert_eq!(shown(&answer), [expected]);
    let later = ask(&library, "velare 2385");
    assert_eq!(shown(&later), [(Difference::Afterwards, expected.2, expected.1)]);
}

#[test]
fn another_account_of_the_same_raid_is_shown() {
    for other in [
        "In 2346 all of the colonists were killed by the Sôrrin. (ST novel: \"Ash\")",
        "Only a few of the colonists died when the Sôrrin attacked in 2346. (ST novel: \"Ash\")",
        "In 2346 none of the settlers survived the raid. (ST novel: \"Ash\")",
    ] {
        assert_eq!(beside_the_raid(other), [Difference::Amount], "{other}");
    }
}

#[test]
fn two_counts_differ_only_where_the_event_is_one() {
    let counted = |one: &str, other: &str| {
        let (_wikis, library) =
            library_of(&format!("# Ôsa\n\n{one} (ST novel: \"Ash\")\n\n{other} (ST novel: \"Salt\")\n"));
        ask(&library, one).differing.len()
    };
    assert_eq!(counted("In the raid of 2346, 40 colonists died.", "The raid of 2346 killed 60 settlers."), 1);
    assert_eq!(counted("In the raid of 2346, 40 colonists died.", "The raid of 2346 killed some 45 settlers."), 0);
    assert_eq!(counted("Six people died in 2346 when a barge burnt.", "In 2346 two people died in a mill."), 0);
}

#[test]
fn what_does_not_differ_for_sure_is_not_shown() {
    for other in [
        "In 2381 all of the colonists were killed by the Sôrrin. (ST novel: \"Ash\")",
        "In the mirror universe all of the colonists were killed by the Sôrrin in 2346. (ST novel: \"Ash\")",
        "In 2346 none of the ships survived the raid. (ST novel: \"Ash\")",
        "In 2346 a plague broke out, and none of the settlers survived. (ST novel: \"Ash\")",
        "In 2346 none of the settlers of Órban survived the raid on Ôsa. (ST novel: \"Ash\")",
        "In 2346 it was feared that all of the colonists had been killed. (ST novel: \"Ash\")",
        "In 2346 all of the colonists were killed. (TNG episode: \"Ashes\")",
        "Most of the colonists died in the raid of 2346. (ST novel: \"Ash\")",
        "In 2346, 40 colonists died in the raid. (ST novel: \"Ash\")",
        "78% of the people were killed in a raid. (ST novel: \"Ash\")",
        "* In 2346 all of the colonists were killed.\n* In 2347 none was.",
    ] {
        assert_eq!(beside_the_raid(other), [], "{other}");
    }
}

#[test]
fn who_asks_for_a_year_sees_what_differs_from_any_passage_of_it() {
    let (_wikis, library) = library_of(
        "# Vel'Aré\n\nIn 2381 a fleet came to Vel'Aré. (ST novel: \"Dusk\")\n\nVel'Aré fell in 2381. None of the inhabitants \
         survived. (ST novel: \"Night\")\n\nIn 2385 the large population starved. (ST video game: \"Quarry\")\n",
    );
    let answer = ask(&library, "vel'are 2381");
    assert!(answer.hits().next().unwrap().passage.starts_with("In 2381 a fleet"), "{answer:?}");
    assert_eq!(shown(&answer).len(), 1);
    assert_eq!(shown(&answer)[0].1, "None of the inhabitants survived.");
    assert_eq!(shown(&ask(&library, "vel'are from 2381 to 2385")).len(), 1, "no pair twice");
    assert!(ask(&library, "vel'are fleet").differing.is_empty());
}

#[test]
fn a_place_settled_anew_may_be_full_again() {
    let fall = "# Vel'Aré\n\nThe moon fell in 2381. None of the inhabitants survived. (ST novel: \"Night\")\n\n";
    let crowded = "In 2385 the large population starved. (ST video game: \"Quarry\")\n";
    let differs = |between: &str, later: &str| {
        let (_wikis, library) = library_of(&format!("{fall}{between}\n\n{later}"));
        ask(&library, "vel'are fell 2381").differing.len()
    };
    assert_eq!(differs("", crowded), 1);
    assert_eq!(differs("Settlers returned in 2383.", crowded), 0);
    assert_eq!(differs("", &crowded.replace("2385", "2420")), 0);
    assert_eq!(differs("", &crowded.replace("2385", "2375")), 0);
}

#[test]
fn what_happens_but_once_happens_in_one_year_and_by_one() {
    let text = "# Zoë T'Lan\n\nZoë T'Lan was born on Órban in 2340. (TNG episode: \"Kin\")\n\n\
        Zoë T'Lan was born in 2341, says her brother's diary. (ST novel: \"Diary\")\n\nHer son was born in 2366.\n";
    let (_wikis, library) = library_of(text);
    let answer = ask(&library, "zoe t'lan 2340");
    assert_eq!(shown(&answer)[0].0, Difference::Date);
    assert!(shown(&answer)[0].2.contains("2341") && answer.differing.len() == 1);

    let order = "# Glass Order\n\nGlass Order was founded by Sôl N'Dara.\n\nGlass Order was founded by Ysé Kall.\n";
    let by_whom = |people: &[&str]| {
        let wikis = Wikis::demo();
        wikis.article("order.md", order);
        for name in people {
            wikis.article(&format!("{name}.md"), &format!("# {name}\n\nA governor.\n"));
        }
        shown(&ask(&wikis.library(), "glass order")).iter().map(|(how, ..)| *how).collect::<Vec<_>>()
    };
    assert_eq!(by_whom(&["Sôl N'Dara"]), [], "Ysé Kall may be another name of hers");
    assert_eq!(by_whom(&["Sôl N'Dara", "Ysé Kall"]), [Difference::Name]);
}

#[test]
fn what_the_wiki_calls_another_account_is_shown_with_what_it_differs_from() {
    let text = "# Vel'Aré\n\nThe beacon of the northern quarry was lit by Governor Ysé.\n\nThe harbour was deep.\n\n\
        Another source states that the beacon of the northern quarry was lit by pirates.\n";
    let (_wikis, library) = library_of(text);
    let answer = ask(&library, "beacon governor");
    assert_eq!(shown(&answer).len(), 1);
    assert_eq!(shown(&answer)[0].0, Difference::Account);
    assert!(shown(&answer)[0].2.starts_with("Another source states"));
    assert!(ask(&library, "vel'are harbour deep").differing.is_empty());
}

#[test]
fn another_article_on_the_same_event_may_differ() {
    let wikis = Wikis::demo();
    let raid = "The colony was raided by the Sôrrin in 2346. Many of the colonists died. (TNG episode: \"Ashes\")";
    wikis.article("a.md", &format!("# Vel'Aré\n\n{raid}\n"));
    wikis.article("b.md", "# Sôrrin\n\nIn 2346 the Sôrrin raided Vel'Aré and none of the colonists survived. (ST novel: \"Ash\")\n\nIn 2346 the Sôrrin raided Órban and none of the colonists survived. (ST novel: \"Ash\")\n");
    let answer = ask(&wikis.library(), "vel'are 2346");
    assert_eq!(answer.differing.len(), 1, "{answer:?}");
    assert_eq!(answer.differing[0].otherwise.article, "Sôrrin");
}

#[test]
fn the_terminal_and_json_show_both_accounts() {
    let (_wikis, library) = annals();
    let answer = ask(&library, "velare 2346");
    let text = lorebot::terminal::to_text(&answer, None);
    let (_, differing) = text.split_once("Sources differ:").unwrap();
    assert!(differing.contains("Many of the colonists died") && differing.contains("78% of the population"), "{text}");
    assert!(differing.contains("TNG episode: \"Ashes of Glass\"") && differing.contains("\"Raiders\""), "{text}");
    let json: serde_json::Value = serde_json::from_str(&lorebot::terminal::to_json(&answer, 0)).unwrap();
    let shown = &json["differing"][0];
    assert_eq!((shown["how"].as_str(), shown["otherwise"]["kind"].as_str()), (Some("amount"), Some("footnote")));
    assert!(answer.differing[0].said.passage.contains(shown["said"].as_str().unwrap()));
}

#[test]
fn the_starter_wiki_does_not_differ_with_itself() {
    let library = starter();
    for question in ["khitomer 2346", "khitomer 2381", "worf", "khitomer population", "enterprise crew lost", "2409"] {
        assert_eq!(ask(&library, question).differing, [], "{question}");
    }
}
