//! Two topics side by side, and passages by chance.
//!
//! 1. A comparison has both openings, the facts that both have, and the years of both in one order, all of them cited.
//! 2. A name of no one article is answered as a question is, and two topics of different wikis are not compared.
//! 3. A passage by chance is running text of some length, the same for the same number, of the topic if one is given.

use std::collections::HashSet;

use lorebot::answer::Library;
use lorebot::lore::{Comparison, Hit, Lookup, Outcome, PassageKind};

use crate::timelines::{annals, annals_unread};
use crate::wikis::{Wikis, starter};

fn compared(library: &Library, one: &str, other: &str) -> Comparison {
    match library.compare(one, other, None).unwrap() {
        Lookup::Told(comparison) => comparison,
        Lookup::Unclear(answer) => panic!("{one} and {other} led to {answer:?}"),
    }
}

fn people() -> (Wikis, Library) {
    let wikis = annals_unread();
    wikis
        .article("sol.wikitext", include_str!("../fixtures/annals/sol.wikitext"))
        .article("yse.wikitext", include_str!("../fixtures/annals/yse.wikitext"))
        .write("demo/articles/list.md", "# Lamps\n\n* A lamp.\n* Another.\n");
    let library = wikis.library();
    (wikis, library)
}

#[test]
fn openings_facts_and_years_stand_side_by_side() {
    let (_wikis, library) = people();
    let comparison = compared(&library, "sol", "Yse");
    let topics: Vec<&str> = comparison.sides.iter().map(|side| side.topic.as_str()).collect();
    assert_eq!(topics, ["Sôl", "Ysé"]);
    let openings = comparison.sides.iter().map(|side| side.opening.as_ref().unwrap().passage.as_str());
    assert!(openings.zip(["Sôl N'Dara was", "Ysé Kall was"]).all(|(opening, begins)| opening.starts_with(begins)));
    let facts = comparison.facts.iter().map(|fact| {
        let [one, other] = &fact.said;
        (fact.label.to_lowercase(), one.excerpt_text(), other.excerpt_text())
    });
    assert_eq!(
        facts.collect::<Vec<_>>(),
        [("born".to_owned(), "2180", "2301"), ("homeworld".to_owned(), "Órban", "Vel'Aré")]
    );
    let moments = comparison.moments.iter().map(|moment| {
        let [one, other] = &moment.events;
        (moment.year_name.as_str(), one.len(), other.len())
    });
    let expected =
        [("2180", 1, 0), ("2211", 1, 0), ("2240", 1, 0), ("2301", 0, 1), ("from 2340", 0, 1), ("2346", 0, 1)];
    assert_eq!(moments.collect::<Vec<_>>(), expected);
    assert_eq!(comparison.moments[4].events[1][0].hit.continuity, "mirror");
}

#[test]
fn two_names_of_one_article_are_said_to_be_one() {
    let (_wikis, library) = people();
    let comparison = compared(&library, "sol", "Sôl");
    assert!(comparison.is_one_article && comparison.facts.is_empty() && comparison.moments.is_empty());
    let text = lorebot::terminal::comparison_to_text(&comparison, None);
    assert!(text.contains("the same article") && text.matches("Sôl N'Dara was").count() == 1, "{text}");
    assert!(!compared(&library, "sol", "Yse").is_one_article);
}

#[test]
fn what_both_tell_of_one_year_stands_together() {
    let (_wikis, library) = annals();
    let comparison = compared(&library, "Vel'Aré", "Sé'ora");
    let shared =
        comparison.moments.iter().find(|moment| moment.events.iter().all(|events| !events.is_empty())).unwrap();
    assert_eq!(shared.year_name, "2346");
    assert!(shared.events[1][0].hit.excerpt_text().starts_with("Settlers from Vel'Aré"));
    let text = lorebot::terminal::comparison_to_text(&comparison, Some(80));
    assert!(text.contains("ST novel: \"Glass Songs\"") && text.contains("CC BY-SA 4.0"), "{text}");
}

#[test]
fn a_name_of_no_article_is_answered_and_wikis_are_not_mixed() {
    let (wikis, library) = people();
    for (one, other, asked) in [("Vel'Aré", "zzzzz qqqqq", "zzzzz qqqqq"), ("zzzzz", "Vel'Aré", "zzzzz")] {
        let Lookup::Unclear(answer) = library.compare(one, other, None).unwrap() else { panic!("{one} {other}") };
        assert!(answer.asked == asked && matches!(answer.outcome, Outcome::Nothing { .. }), "{answer:?}");
    }
    assert!(compared(&library, "lamps", "Vel'Aré").sides[0].opening.is_none());
    wikis.write("other/articles/sehlat.md", "# Sehlat\n\nA sehlat has fangs.\n");
    lorebot::rebuild::rebuild(&wikis.data(), &wikis.index(), "other", |_| {}).unwrap();
    let both = wikis.open();
    assert!(matches!(both.compare("Vel'Aré", "Sehlat", None).unwrap(), Lookup::Unclear(_)));
    assert!(matches!(both.compare("Sehlat", "Sehlat", None).unwrap(), Lookup::Told(_)));
    assert!(matches!(both.compare("Sehlat", "Sehlat", Some("nowhere")).unwrap(), Lookup::Unclear(_)));
}

fn drawn(library: &Library, seed: u64, topic: Option<&str>) -> Hit {
    match library.random(seed, topic, None).unwrap().outcome {
        Outcome::Found { best, .. } => *best,
        other => panic!("{seed} gave {other:?}"),
    }
}

#[test]
fn a_passage_by_chance_is_worth_reading() {
    let library = starter();
    let mut seen = HashSet::new();
    for seed in 0..100 {
        let hit = drawn(&library, seed, None);
        assert_eq!(hit.kind, PassageKind::Paragraph);
        assert!(hit.passage.split_whitespace().count() >= 25, "{}", hit.passage);
        assert_eq!(drawn(&library, seed, None), hit);
        seen.insert(hit.id);
    }
    assert!(seen.len() > 40, "only {} different passages", seen.len());
    assert!((0..20).all(|seed| drawn(&library, seed, Some("khitomer")).article == "Khitomer"));
}

#[test]
fn where_nothing_is_worth_reading_there_is_no_passage() {
    let (_wikis, library) = people();
    for topic in ["lamps", "zzzzz qqqqq", "\u{0}"] {
        let answer = library.random(7, Some(topic), None).unwrap();
        assert!(!answer.is_found(), "{topic} gave {answer:?}");
    }
    assert!(!Library::of(Vec::new()).random(7, None, None).unwrap().is_found());
    assert!(!library.random(7, None, Some("nowhere")).unwrap().is_found());
}
