//! Sections: offered while a topic is typed, and asked by a link that means the same after a rebuild.
//!
//! 1. Behind an article that is clear from what was typed come its sections, with their years and continuity.
//! 2. Words of a heading and years find sections, with the article's name or without, misspelt too.
//! 3. Every value offered leads back to an article or section that is there, whatever was typed.
//! 4. A link puts the question to its section first, then to the article; a section that is gone leaves the article.
//! 5. Commands that speak of whole articles are offered these alone, and read links as their articles.

use lorebot::answer::Library;
use lorebot::lore::{Answer, Filter, Lookup, Outcome, Rung, Scope};
use proptest::prelude::*;

use crate::wikis::{Wikis, ask};

const TORVA: &str = "---
title: Tórva's Gate
redirects: [Torva crossing]
---
Tórva's Gate is a mountain pass.

== History ==
=== Founding ===
In 2150 the toll house was built by Ilse Brandt.

=== Goat siege ===
From 2161 until 2163 goats held the toll house. Their leader was Old Hob.

In 2163 a choir sang them to sleep.

== Mirror ==
=== Founding ===
In the mirror universe the pass was dug by moles in 2099.

== References ==
* [[Maps]]
";

fn wikis() -> Wikis {
    let wikis = Wikis::demo();
    wikis.article("torva.wiki", TORVA);
    wikis.article(
        "hob.wiki",
        "---\ntitle: Old Hob\n---\nOld Hob was a goat.\n\n== Siege of the mill ==\nIn 2165 Hob ate a mill.\n",
    );
    wikis.article("gatekeeper.wiki", "---\ntitle: Torva's Gatekeepers\n---\nThe keepers are many.\n");
    wikis
}

fn library() -> Library {
    wikis().library()
}

fn labels(library: &Library, typed: &str) -> Vec<String> {
    library.complete(typed, 25).unwrap().into_iter().map(|completion| completion.label).collect()
}

fn first_value(library: &Library, typed: &str) -> String {
    library.complete(typed, 25).unwrap().into_iter().next().map(|completion| completion.title).unwrap_or_default()
}

fn topic(library: &Library, topic: &str, asked: &str) -> Answer {
    library.answer(asked, &Scope::Topic(topic.to_owned()), None).unwrap()
}

/// The innermost heading and the beginning of the passage that answers.
fn told(answer: &Answer) -> (&str, &str) {
    let Outcome::Found { best, .. } = &answer.outcome else { panic!("{:?} gave {:?}", answer.asked, answer.outcome) };
    (best.section.last().map_or("", String::as_str), best.passage.split(['.', ',']).next().unwrap())
}

#[test]
fn behind_an_article_come_its_sections_with_years_and_continuity() {
    let sections = [
        "Tórva's Gate",
        "Tórva's Gate, History, 2150\u{2013}2163, prime",
        "Tórva's Gate, Founding, 2150, prime",
        "Tórva's Gate, Goat siege, 2161\u{2013}2163, prime",
        "Tórva's Gate, Mirror, 2099, mirror",
        "Tórva's Gate, Mirror, Founding, 2099, mirror",
    ];
    let library = library();
    let mut named = sections.map(str::to_owned).to_vec();
    named.push("Torva's Gatekeepers".to_owned());
    assert_eq!(labels(&library, "torva's gate"), named, "other titles come behind");
    assert_eq!(labels(&library, "torvas gaet"), named, "misspelt too");
    assert_eq!(labels(&library, "torva crossing")[1..], sections[1..], "by another name");
    let not_clear = labels(&library, "torvas");
    assert_eq!(not_clear[..2], ["Tórva's Gate", "Torva's Gatekeepers"]);
    assert_eq!(
        labels(&library, "old h"),
        ["Old Hob", "Old Hob, Siege of the mill, 2165, prime"],
        "the only one is clear"
    );
}

#[test]
fn words_of_a_heading_and_years_find_sections() {
    let library = library();
    let siege = "Tórva's Gate#Goat siege";
    for typed in [
        "torva's gate siege",
        "torvas gate 2161",
        "Torva's gate goat s",
        "torvas gaet seige",
        "Tórva's Gate#Goat",
        "Tórva's Gate, Goat siege, 2161\u{2013}2163, prime",
        "goat siege",
        "gaot siege 2162",
    ] {
        assert_eq!(first_value(&library, typed), siege, "{typed}");
    }
    assert_eq!(first_value(&library, "torvas gate mirror founding"), "Tórva's Gate#Mirror#Founding");
    let sieges: Vec<String> = library.complete("siege", 25).unwrap().into_iter().map(|found| found.title).collect();
    assert_eq!(sieges, [siege, "Old Hob#Siege of the mill"], "those of the longest article first");
    assert_eq!(labels(&library, "references"), [] as [&str; 0], "what only points elsewhere is not offered");
}

#[test]
fn a_link_is_answered_from_its_section() {
    let library = library();
    for link in
        ["Tórva's Gate#Goat siege", "torva's gate#goat_siege", "Torva crossing#Goat seige", "torvas gaet # goat"]
    {
        assert_eq!(
            told(&topic(&library, link, "")),
            ("Goat siege", "From 2161 until 2163 goats held the toll house"),
            "{link}"
        );
    }
    assert_eq!(told(&topic(&library, "Tórva's Gate, Goat siege, 2161", "")).0, "Goat siege", "the label typed by hand");
    assert_eq!(
        told(&topic(&library, "Tórva's Gate#Mirror#Founding", "")).1,
        "In the mirror universe the pass was dug by moles in 2099"
    );
    assert_eq!(
        told(&topic(&library, "Tórva's Gate#Founding 2", "")).1,
        "In the mirror universe the pass was dug by moles in 2099"
    );
    assert_eq!(told(&ask(&library, "Tórva's Gate#Goat siege")).0, "Goat siege");
    assert_eq!(told(&ask(&library, "Tórva's Gate#Goat siege choir")).1, "In 2163 a choir sang them to sleep");
}

#[test]
fn a_question_is_put_to_the_section_first() {
    let library = library();
    let built = "In 2150 the toll house was built by Ilse Brandt";
    assert_eq!(told(&topic(&library, "Tórva's Gate#Goat siege", "toll house")).0, "Goat siege");
    assert_eq!(told(&topic(&library, "Tórva's Gate#Founding", "toll house")).1, built);
    assert_eq!(told(&topic(&library, "Tórva's Gate#Goat siege", "2163")).0, "Goat siege");
    assert_eq!(told(&topic(&library, "Tórva's Gate#Goat siege", "Ilse Brandt")).1, built, "the article knows more");
    let when = Filter { when: "2163".to_owned(), ..Filter::default() };
    let answer = library.answer_within("", &Scope::Topic("Tórva's Gate#History".to_owned()), None, &when).unwrap();
    assert_eq!(told(&answer).0, "Goat siege");
}

#[test]
fn a_section_counts_for_more_than_a_favoured_continuity() {
    let library = library().favouring(Some("prime"));
    assert_eq!(told(&topic(&library, "Tórva's Gate#Mirror", "")).0, "Founding");
    assert_eq!(told(&topic(&library, "Tórva's Gate#Mirror", "dug by moles")).0, "Founding");
}

#[test]
fn a_section_that_is_gone_leaves_the_article() {
    let library = library();
    for answer in [topic(&library, "Tórva's Gate#Toll riots", ""), ask(&library, "Tórva's Gate#Toll riots")] {
        assert_eq!(told(&answer), ("", "Tórva's Gate is a mountain pass"));
        assert!(matches!(answer.outcome, Outcome::Found { rung: Rung::Relaxed, .. }));
        assert_eq!(answer.unmatched, ["Toll riots"], "it is said that the section is not there");
    }
    assert_eq!(told(&topic(&library, "Tórva's Gate#", "")), ("", "Tórva's Gate is a mountain pass"));
    assert!(!topic(&library, "Nowhere#At all", "").is_found());
}

#[test]
fn a_mark_in_the_title_of_a_note_is_no_link() {
    let wikis = wikis();
    wikis.article(
        "plan.md",
        "---\ntitle: Tórva's Gate#2\n---\nA second pass was planned.\n\n## Costs\n\nFour goats in 2170.\n",
    );
    let library = wikis.library();
    assert_eq!(told(&topic(&library, "Tórva's Gate#2", "")).1, "A second pass was planned");
    assert_eq!(told(&topic(&library, "Tórva's Gate#2#Costs", "")).1, "Four goats in 2170");
    assert_eq!(first_value(&library, "Tórva's Gate#2#Costs"), "Tórva's Gate#2#Costs");
}

#[test]
fn blanks_before_what_is_typed_do_not_count() {
    let wikis = wikis();
    wikis.article("o.md", "# Ö\n\nAn isle.\n\n## Ebb\n\nIt ebbs.\n");
    let library = wikis.library();
    for typed in ["  Ö Ö#ebb", "\u{3000} Ö Öé Ö#ebb", " \u{2003}Ö#ebb"] {
        library.complete(typed, 25).unwrap();
        topic(&library, typed, "");
        ask(&library, typed);
    }
    assert_eq!(first_value(&library, "  Ö#eb"), "Ö#Ebb");
}

#[test]
fn a_value_means_the_same_after_a_rebuild() {
    let wikis = wikis();
    let value = first_value(&wikis.library(), "goat siege");
    wikis.article("torva.wiki", &TORVA.replace("== History ==", "== Weather ==\nIt rains.\n\n== History =="));
    wikis.article("aaa.wiki", "---\ntitle: Aalen\n---\nAn inn.\n");
    assert_eq!(told(&topic(&wikis.library(), &value, "")).0, "Goat siege");
    wikis.article("torva.wiki", &TORVA.replace("Goat siege", "Sheep siege"));
    assert_eq!(told(&topic(&wikis.library(), &value, "")).0, "", "the article is left");
}

#[test]
fn commands_for_whole_articles_are_offered_articles_and_read_links() {
    let library = library();
    let offered = library.complete_articles("torva's gate#goat", 25).unwrap();
    assert!(!offered.is_empty() && offered.iter().all(|offered| !offered.title.contains('#')), "{offered:?}");
    let link = "Tórva's Gate#Goat siege";
    let told = library.timeline(link, None, None, None).unwrap();
    assert!(matches!(told, Lookup::Told(timeline) if timeline.topic == "Tórva's Gate"));
    assert!(matches!(library.compare(link, "Old Hob#x", None).unwrap(), Lookup::Told(_)));
    assert_eq!(
        library.random(1, Some(link), None).unwrap().topic,
        library.random(1, Some("Tórva's Gate"), None).unwrap().topic
    );
    assert!(library.years_told(link).unwrap().contains(&"2163".to_owned()));
}

/// What people type: pieces of names, headings, years and anything else.
fn any_typed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "tórva's gate",
        "torva",
        "gaet",
        "goat",
        "siege",
        "seige",
        "founding",
        "mirror",
        "21",
        "2163",
        "#",
        ", ",
        " ",
        "the",
        "old hob",
        "before ",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()), "\\PC{0,30}"]
}

proptest! {
    #[test]
    fn whatever_is_typed_every_value_leads_back(typed in any_typed(), most in 0usize..30) {
        thread_local!(static LIBRARY: Library = library());
        LIBRARY.with(|library| {
            let offered = library.complete(&typed, most).unwrap();
            prop_assert!(offered.len() <= most);
            for completion in offered {
                let answer = topic(library, &completion.title, "");
                prop_assert!(matches!(answer.outcome, Outcome::Found { rung: Rung::Exact, .. }), "{completion:?}");
                let (title, name) = completion.title.split_once('#').unwrap_or((&completion.title, ""));
                let best = answer.hits().next().unwrap();
                prop_assert_eq!(&best.article, title);
                prop_assert!(name.is_empty() || best.section.iter().any(|heading| name.ends_with(heading)), "{:?}", best.section);
                let _ = topic(library, &typed, "");
            }
            Ok(())
        })?;
    }
}
