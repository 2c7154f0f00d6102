//! Timelines of topics.
//!
//! 1. The dated events of a topic come in the order of their years, those of its own article apart from others.
//! 2. Each is a sentence of the wiki's, with its source, its continuity and the year as the wiki writes it.
//! 3. Whatever is asked is answered: a misspelt topic, none, years that are none, an article without years.

use lorebot::answer::Library;
use lorebot::lore::{Attribution, Event, Lookup, Outcome, Timeline};

use crate::wikis::{Wikis, starter};

/// The articles on two moons, a treaty and a reach without years, not indexed yet.
pub(crate) fn annals_unread() -> Wikis {
    let wikis = Wikis::demo();
    wikis
        .article("vel-are.md", include_str!("../fixtures/annals/vel-are.md"))
        .article("se-ora.md", include_str!("../fixtures/annals/se-ora.md"))
        .article("treaty.md", include_str!("../fixtures/annals/treaty.md"))
        .article("undated.md", include_str!("../fixtures/annals/undated.md"));
    wikis
}

pub(crate) fn annals() -> (Wikis, Library) {
    let wikis = annals_unread();
    let library = wikis.library();
    (wikis, library)
}

fn told(library: &Library, topic: &str, from: Option<&str>, to: Option<&str>) -> Timeline {
    match library.timeline(topic, from, to, None).unwrap() {
        Lookup::Told(timeline) => timeline,
        Lookup::Unclear(answer) => panic!("{topic} led to {answer:?}"),
    }
}

fn years(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.year_name.as_str()).collect()
}

#[test]
fn events_come_in_the_order_of_their_years() {
    let (_wikis, library) = annals();
    let timeline = told(&library, "Vel'Aré", None, None);
    assert_eq!(
        years(&timeline.events),
        ["before 2211", "2346", "2346", "2350\u{2013}2358", "2360\u{2013}2369", "2381", "2381", "2385"]
    );
    let approximate: Vec<bool> = timeline.events.iter().map(Event::is_approximate).collect();
    assert_eq!(approximate, [true, false, false, true, true, false, true, false]);
    assert!(timeline.events[6].years.borrowed);
}

#[test]
fn each_event_is_a_sentence_with_its_source_and_continuity() {
    let (_wikis, library) = annals();
    for event in &told(&library, "velare", None, None).events {
        let sentence = event.hit.excerpt_text();
        assert!(event.hit.passage.contains(sentence) && sentence.ends_with(['.', '!', '?']), "{sentence}");
        assert!(sentence.contains(event.in_its_words()) && !event.in_its_words().is_empty(), "{sentence}");
        assert_eq!(&sentence[event.hit.excerpt_highlights()[0].clone()], event.in_its_words());
        assert_eq!(event.hit.attribution, Attribution::Direct);
    }
    let timeline = told(&library, "Vel'Aré", None, None);
    assert_eq!(timeline.events[0].in_its_words(), "before late 2211");
    assert_eq!(timeline.events[4].hit.excerpt_text(), "Lt. K. Br'el kept the peace there in the 2360s.");
    let raids = timeline.events.iter().filter(|event| event.years.first == 2346);
    assert_eq!(raids.map(|event| event.hit.continuity.as_str()).collect::<Vec<_>>(), ["prime", "mirror"]);
    assert_eq!(years(&told(&library, "vel'are mirror", None, None).events), ["2346"]);
}

#[test]
fn other_articles_tell_apart_where_a_sentence_names_the_topic() {
    let (_wikis, library) = annals();
    let timeline = told(&library, "Vel'Aré", None, None);
    assert_eq!(years(&timeline.elsewhere), ["2346"], "the treaty is another topic, the orchards are another moon's");
    assert_eq!(timeline.elsewhere[0].hit.article, "Sé'ora");
    assert_eq!(years(&told(&library, "Vel'Aré Treaty", None, None).elsewhere), ["2390"]);
}

#[test]
fn bounds_are_kept_and_what_is_near_is_named() {
    let (_wikis, library) = annals();
    let between = told(&library, "Vel'Aré", Some("2351"), Some("2381"));
    assert_eq!(years(&between.events), ["2350\u{2013}2358", "2360\u{2013}2369", "2381", "2381"]);
    assert!(between.elsewhere.is_empty());
    assert_eq!(told(&library, "Vel'Aré", Some("2381"), Some("2351")).events, between.events);
    assert_eq!(years(&told(&library, "Vel'Aré", None, Some("2210")).events), ["before 2211"]);
    let after = told(&library, "Vel'Aré", Some("2500"), None);
    assert!(after.is_empty());
    assert_eq!(after.nearest, ["2385", "2381", "2369"]);
}

#[test]
fn bounds_that_are_no_years_are_said_to_be_none() {
    let (_wikis, library) = annals();
    let timeline = told(&library, "Vel'Aré", Some("yesterday"), Some(" "));
    assert_eq!(timeline.unread, ["yesterday"]);
    assert_eq!(timeline.events.len(), 8);
}

#[test]
fn an_article_without_years_is_told_of_honestly() {
    let (_wikis, library) = annals();
    let timeline = told(&library, "Orban", None, None);
    assert!(timeline.is_empty() && timeline.nearest.is_empty());
    assert!(lorebot::terminal::timeline_to_text(&timeline, None).contains("names no year in the article Órban."));
}

#[test]
fn a_name_of_no_one_article_is_answered_as_a_question_is() {
    let library = starter();
    assert_eq!(told(&library, "kitomer", None, None).mended[0].read_as, "Khitomer");
    for (name, outcome) in [("ja'rod", "ambiguous"), ("zzzzz qqqqq", "nothing"), ("khitomer mirror", "elsewhere")] {
        let Lookup::Unclear(answer) = library.timeline(name, None, None, None).unwrap() else { panic!("{name}") };
        let got = match &answer.outcome {
            Outcome::Ambiguous { .. } => "ambiguous",
            Outcome::Nothing { nearest } if nearest.not_indexed.is_some() => "elsewhere",
            Outcome::Nothing { .. } => "nothing",
            other => panic!("{name} gave {other:?}"),
        };
        assert_eq!(got, outcome, "{name}");
        assert!(!answer.is_found());
    }
    let Lookup::Unclear(answer) = library.timeline("worf's bat'leth", None, None, None).unwrap() else { panic!() };
    assert!(matches!(&answer.outcome, Outcome::DidYouMean { suggestions } if *suggestions == ["Worf"]), "{answer:?}");
    let Lookup::Unclear(answer) = library.timeline("governor talgar", None, None, None).unwrap() else { panic!() };
    assert!(matches!(&answer.outcome, Outcome::Nothing { .. }) && answer.suggestions()[0] == "Khitomer", "{answer:?}");
}

#[test]
fn years_behind_a_topic_bound_it_and_those_of_its_name_do_not() {
    let wikis = Wikis::demo();
    wikis.article("a.md", "# Battle of 2409\n\nIn 2409 the battle was fought. It ended in 2410.\n");
    wikis.article("b.md", "# 2063\n\nIn 2063 a bell rang. In 2064 it fell silent.\n");
    wikis.article(
        "c.md",
        &format!("# Tórva\n\nTórva was founded in 2063. {}\n\nIn 2070 it burned.\n", "It was a busy town. ".repeat(6)),
    );
    let library = wikis.library();
    let years = |topic: &str| {
        let timeline = told(&library, topic, None, None);
        timeline.events.iter().map(|event| event.years.first).collect::<Vec<_>>()
    };
    assert_eq!(years("batle of 2409"), [2409, 2410]);
    assert_eq!(years("Battle of 2409, 2410"), [2410]);
    assert_eq!(years("2063"), [2063, 2064]);
    assert_eq!([years("torva 2063"), years("torva before 2100")], [vec![2063], vec![2063, 2070]]);
    let bounded = told(&library, "torva 2063", Some("2070"), None);
    assert_eq!(bounded.events.len(), 1, "what is said outright counts");
    let Lookup::Told(both) = library.compare("torva 2070", "2063", None).unwrap() else { panic!() };
    let names: Vec<&str> = both.moments.iter().map(|moment| moment.year_name.as_str()).collect();
    assert_eq!(names, ["2063", "2064", "2070"]);
    let drawn = |topic| library.random(1, Some(topic), None).unwrap();
    assert!(drawn("torva 2063").is_found() && !drawn("torva 2070").is_found());
}

#[test]
fn the_years_of_a_long_list_come_line_by_line() {
    let wikis = Wikis::demo();
    let lines: Vec<String> = (1000..3000).rev().map(|year| format!("* In {year} Ôsa's lamp was lit anew.")).collect();
    wikis.article("annals.md", &format!("# Ôsa\n\n{}\n", lines.join("\n")));
    let timeline = told(&wikis.library(), "osa", None, None);
    assert_eq!(timeline.events.len(), 2000);
    assert_eq!(timeline.events[7].hit.excerpt_text(), "In 1007 Ôsa's lamp was lit anew.");
    assert_eq!(timeline.events[7].in_its_words(), "1007");
    assert!(timeline.events.iter().all(|event| event.hit.passage.len() < 100));
}

#[test]
fn any_topic_and_any_bounds_are_answered() {
    let library = starter();
    for odd in ["", " ", "\"", "-", "\u{0}", "🖖", "99999999999", "-2147483648", "M41", &"khitomer ".repeat(9_000)] {
        library.timeline(odd, None, None, None).unwrap();
        library.timeline("khitomer", Some(odd), Some(odd), None).unwrap();
        library.timeline("khitomer", None, None, Some(odd)).unwrap();
    }
}
