//! Interaction JSON in, response JSON out; and every card within Discord's limits.
//!
//! 1. What the asker did wrong is said to the asker alone; what was found is for everybody.
//! 2. A card shows the wiki's words, where they stand, what they cite and how that is known.
//! 3. What does not fit into a button is left out or carried otherwise.
//! 4. Nobody is notified, whatever a wiki or an asker writes.
//! 5. Whatever a wiki holds, no limit of Discord's is exceeded.
//!
//! The expected replies lie in `tests/replies`; `INSTA_UPDATE=always cargo test` writes them anew.

use std::ops::Range;
use std::sync::LazyLock;

use lorebot::answer::{Completion, Library, Neighbours};
use lorebot::discord::{
    Incoming, Linked, Question, Stretch, Tongue, Tongues, View, Wish, choices, commands, comparison, inline, message,
    respond, results, timeline, whole_section,
};
use lorebot::lore::{
    Answer, Attribution, Bound, Choice, Citation, Comparison, Difference, Differing, Event, Filter, Hit, Licence,
    Mending, Moment, Nearest, Outcome, PassageId, PassageKind, Rung, Scope, SharedFact, Side, Timeline, Wiki, Work,
    YearRules, YearSpan,
};
use lorebot::metrics::Metrics;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fake_discord::interactions::{command, press, typing};
use crate::limits_checker::{check_commands, check_reply};
use crate::wikis;

macro_rules! assert_reply {
    ($name:literal, $reply:expr) => {{
        let reply: Value = $reply;
        check_reply(&reply);
        insta::with_settings!({ snapshot_path => "../replies", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_json_snapshot!($name, reply);
        });
    }};
}

/// The flags of a message for all, and of one for the asker alone.
pub const PUBLIC: u64 = 1 << 15;
pub const PRIVATE: u64 = PUBLIC | 1 << 6;

/// The reply of a bot with the starter wiki, and what it counted.
pub fn reply_to(interaction: &Value) -> (Value, Metrics) {
    static STARTER: LazyLock<Library> = LazyLock::new(wikis::starter);
    reply_of(&STARTER, interaction)
}

/// The reply of a bot with any library, and what it counted.
pub fn reply_of(library: &Library, interaction: &Value) -> (Value, Metrics) {
    let incoming = Incoming::read(interaction.clone()).unwrap();
    let metrics = Metrics::default();
    let reply = respond(&incoming, library, &metrics).body();
    check_reply(&reply);
    (reply, metrics)
}

fn wiki(pins: &[&str]) -> Wiki {
    Wiki {
        id: "memory-beta".into(),
        name: "Memory Beta".into(),
        base_url: None,
        licence: None,
        language: "en".into(),
        continuities: vec![],
        pins: pins.iter().map(ToString::to_string).collect(),
        years: YearRules::default(),
        series: std::collections::BTreeMap::new(),
    }
}

fn year(first: i32, last: i32, bound: Bound) -> YearSpan {
    YearSpan { first, last, bound, borrowed: false, written: 0..0 }
}

fn hit(heading: &str, passage: &str) -> Hit {
    let citation = Citation {
        written: "STO - From the Ashes mission: \"Turning Point\"".into(),
        series: Some("STO".into()),
        works: vec![Work { medium: "video game".into(), title: "From the Ashes".into() }],
    };
    Hit {
        id: PassageId { article: 0, passage: 0 },
        wiki: "memory-beta".into(),
        article: "Khitomer".into(),
        section: vec!["History".into(), heading.into()],
        kind: PassageKind::Paragraph,
        passage: passage.into(),
        excerpt: 0..passage.len(),
        highlights: passage.find("2409").map(|at| at..at + 4).into_iter().collect(),
        years: vec![year(2409, 2409, Bound::Within)],
        year_names: vec!["2409".into()],
        continuity: "prime".into(),
        citations: vec![citation],
        attribution: Attribution::LaterInSection,
        url: Some(format!("https://wiki.example/wiki/Khitomer#{}", heading.replace(' ', "_"))),
        licence: Some(Licence { name: "CC BY-SA 3.0".into(), url: None }),
        revision: Some("2026-01-01".into()),
        score: 1.0,
    }
}

fn answer(outcome: Outcome) -> Answer {
    Answer {
        asked: "2409".into(),
        wiki: "Memory Beta".into(),
        topic: Some("Khitomer".into()),
        mended: vec![],
        unmatched: vec![],
        outcome,
        differing: vec![],
    }
}

fn summit() -> Answer {
    let best =
        hit("Republic summit", "In 2409, D'Tan of the *Romulan Republic* held a summit on Khitomer. <@1> [x](y)");
    let mut attacks = hit("Borg attacks", "Both attacks.");
    attacks.years = vec![year(2381, 2385, Bound::Within), year(2375, 2375, Bound::UpTo), year(2390, 2390, Bound::From)];
    attacks.year_names = attacks.years.iter().map(|span| YearRules::default().name_of_span(span)).collect();
    let mut elsewhere = hit("Later life", "He went to Khitomer.");
    elsewhere.article = "D'Tan".into();
    elsewhere.url = Some("javascript:alert(1)".into());
    answer(Outcome::Found { best: Box::new(best), others: vec![attacks, elsewhere], rung: Rung::Exact })
}

fn question() -> Question {
    let wiki = Some("memory-beta".into());
    Question { asked: "2409".into(), scope: Scope::Topic("Khitomer".into()), wiki, filter: Filter::default() }
}

/// The same put to the whole wiki.
fn put_to_all(asked: &str) -> Question {
    Question { asked: asked.into(), ..Question::default() }
}

/// The reply for the best passage of an answer, or for what there is instead.
fn card(answer: &Answer, question: &Question, view: View) -> Value {
    let neighbours = Neighbours { previous: true, next: true };
    message(answer, question, 0, neighbours, view).unwrap().body()
}

fn public(answer: &Answer, question: &Question) -> Value {
    card(answer, question, View::default())
}

#[test]
fn commands_are_offered_for_every_topic_that_is_pinned() {
    let registered = commands::definitions([wiki(&["Khitomer", "Qo’noS", "Khitomer (mirror)", "🖖", "Lore"])].iter());
    check_commands(&registered);
    let names: Vec<&str> = registered.iter().filter_map(|command| command["name"].as_str()).collect();
    assert_eq!(
        names,
        [
            "lore",
            "timeline",
            "compare",
            "random",
            "about",
            "privacy",
            "lore-admin",
            "khitomer",
            "qo'nos",
            "khitomer-mirror",
            "lore-2",
            "Look up lore"
        ]
    );
    insta::with_settings!({ snapshot_path => "../replies", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_json_snapshot!("commands", registered);
    });
    let many: Vec<String> = (0..200).map(|number| format!("{number} {}", "long title ".repeat(20))).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    check_commands(&commands::definitions([wiki(&many), wiki(&many)].iter()));
}

#[test]
fn a_topic_called_like_a_command_of_ours_in_any_language_gets_a_number() {
    let registered = commands::definitions([wiki(&["Zeitleiste", "比較", "Azar"])].iter());
    check_commands(&registered);
    for name in ["zeitleiste-2", "比較-2", "azar-2"] {
        assert!(registered.iter().any(|command| command["name"] == name), "{name}");
    }
}

#[test]
fn what_nobody_can_answer_is_said_to_the_asker_alone() {
    let (reply, metrics) = reply_to(&command("lore", &[("question", "@everyone <@1> **2409**")]));
    check_reply(&reply);
    assert_eq!(reply["data"]["flags"], PRIVATE);
    assert_eq!((metrics.questions.get(), metrics.nothing.get()), (1, 1));
    for interaction in [command("lore", &[]), command("gone", &[("what", "x")]), press("0|old")] {
        let (reply, metrics) = reply_to(&interaction);
        check_reply(&reply);
        assert_eq!((&reply["data"]["flags"], metrics.questions.get()), (&json!(PRIVATE), 0), "{reply}");
    }
}

#[test]
fn completions_come_as_choices() {
    let (reply, metrics) = reply_to(&typing("khi"));
    check_reply(&reply);
    assert_eq!((&reply["type"], metrics.autocomplete.get()), (&json!(8), 1));
    let completion = |label: &str, title: &str| Completion { label: label.into(), title: title.into() };
    let mut completions = vec![
        completion("Qo'noS (Kronos)", "Qo'noS"),
        completion("twice", "Qo'noS"),
        completion("too long to carry", &"é".repeat(101)),
        completion(&"long label ".repeat(20), "Khitomer"),
        completion(" ", "blank"),
    ];
    completions.extend((0..40).map(|number| completion(&format!("many {number}"), &number.to_string())));
    let reply = choices(&completions).body();
    check_reply(&reply);
    assert_eq!(reply["data"]["choices"][0], json!({ "name": "Qo'noS (Kronos)", "value": "Qo'noS" }));
    assert_eq!(reply["data"]["choices"].as_array().unwrap().len(), 25);
}

/// All components of a reply, nested ones included, in reading order.
fn components(reply: &Value) -> Vec<&Value> {
    fn below(component: &Value) -> Vec<&Value> {
        let children = component["components"].as_array().into_iter().flatten().chain(component.get("accessory"));
        std::iter::once(component).chain(children.flat_map(below)).collect()
    }
    reply["data"]["components"].as_array().unwrap().iter().flat_map(below).collect()
}

/// The texts of a reply, in reading order.
pub fn texts(reply: &Value) -> Vec<&str> {
    components(reply).into_iter().filter_map(|component| component["content"].as_str()).collect()
}

/// What the controls of a reply carry.
pub fn custom_ids(reply: &Value) -> Vec<&str> {
    components(reply).into_iter().filter_map(|component| component["custom_id"].as_str()).collect()
}

/// What the button with these words carries.
pub fn button<'reply>(reply: &'reply Value, label: &str) -> Option<&'reply str> {
    components(reply).into_iter().find(|component| component["label"] == label)?["custom_id"].as_str()
}

#[test]
fn a_ping_is_answered() {
    let ping = json!({ "id": "1", "application_id": "1", "type": 1, "token": "t", "version": 1 });
    let (reply, _) = reply_to(&ping);
    assert_eq!(reply, json!({ "type": 1 }));
}

#[test]
fn a_passage_found_is_a_card_for_everybody() {
    assert_reply!("found", public(&summit(), &question()));
}

#[test]
fn a_passage_found_is_shown_in_the_language_of_its_readers() {
    let tongues = Tongues::only(Tongue::German);
    assert_reply!("found_in_german", card(&summit(), &question(), View { tongues, ..View::default() }));
}

#[test]
fn a_card_for_the_asker_alone_can_be_shared_and_a_blurred_one_stays_blurred() {
    let reply = card(&summit(), &question(), View { spoiler: true, private: true, ..View::default() });
    check_reply(&reply);
    assert_eq!(reply["data"]["components"][0]["spoiler"], true);
    assert!(custom_ids(&reply).iter().all(|id| id.starts_with("2qs") || id[2..].starts_with('s')), "{reply}");
    assert_eq!((button(&reply, "Delete"), button(&reply, "Share").is_some()), (None, true));
}

#[test]
fn what_was_mended_or_is_missing_is_said() {
    let mut answer = summit();
    answer.mended = vec![Mending { typed: "kitomer".into(), read_as: "Khitomer".into() }];
    answer.unmatched = vec!["gowron".into(), "ross*".into()];
    assert_reply!("mended", public(&answer, &question()));
}

#[test]
fn an_uncertain_answer_is_said_to_be_none() {
    let mut answer = summit();
    let Outcome::Found { rung, .. } = &mut answer.outcome else { unreachable!() };
    *rung = Rung::Uncertain;
    let reply = public(&answer, &question());
    check_reply(&reply);
    assert_eq!(texts(&reply)[0], "Nothing certain; this is the nearest there is.");
}

#[test]
fn where_sources_differ_both_accounts_are_shown_with_their_sources() {
    let said = hit("Attack", "Many died at Tarn.");
    let otherwise = hit("", "78% of the people of Tarn were killed.");
    let differing = vec![Differing { how: Difference::Amount, said: said.clone(), otherwise }];
    let found = Outcome::Found { best: Box::new(said), others: Vec::new(), rung: Rung::Exact };
    let card = public(&Answer { differing, ..answer(found) }, &question());
    let shown = texts(&card).into_iter().find(|text| text.starts_with("**Sources differ**"));
    let shown = shown.unwrap_or_else(|| panic!("nothing differs: {card}"));
    let accounts: Vec<&str> = shown.lines().skip(1).collect();
    assert!(accounts.len() == 2 && accounts[0].starts_with("- “Many died at Tarn.” ("), "{shown}");
    assert!(accounts[1].starts_with("- “78% of the people of Tarn were killed.” ("), "{shown}");
}

#[test]
fn an_uncited_passage_without_an_address_is_a_card_too() {
    let mut best = hit("", "In 2409.");
    (best.section, best.url, best.licence, best.revision) = (vec![], None, None, None);
    (best.citations, best.attribution, best.continuity) = (vec![], Attribution::Uncited, String::new());
    let outcome = Outcome::Found { best: Box::new(best), others: vec![], rung: Rung::Exact };
    assert_reply!("uncited", public(&answer(outcome), &question()));
}

#[test]
fn a_passage_too_long_to_show_is_shown_by_its_excerpt() {
    let passage = format!("{}In 2409 they met. {}", "Before. ".repeat(300), "After. ".repeat(400));
    let mut best = hit("Republic summit", &passage);
    let at = passage.find("In 2409").unwrap();
    best.excerpt = at..at + "In 2409 they met.".len();
    let outcome = Outcome::Found { best: Box::new(best), others: vec![], rung: Rung::Exact };
    let reply = public(&answer(outcome), &question());
    check_reply(&reply);
    assert_eq!(texts(&reply)[1], "…In **2409** they met.…");
}

#[test]
fn of_a_long_list_the_lines_around_the_first_match_are_shown() {
    let lines: Vec<String> = (0..90).map(|number| format!("ship {number}")).collect();
    let mut best = hit("Fleet", &lines.join("\n"));
    let at = best.passage.find("ship 50").unwrap();
    best.highlights = std::iter::once(at..at + 7).collect();
    let outcome = Outcome::Found { best: Box::new(best), others: vec![], rung: Rung::Exact };
    let reply = public(&answer(outcome), &question());
    check_reply(&reply);
    let shown = texts(&reply)[1];
    assert!(shown.starts_with("…ship 47\n") && shown.ends_with("\nship 66…"), "{shown}");
    assert!(shown.contains("\n**ship 50**\n"), "{shown}");
}

#[test]
fn a_question_too_long_to_carry_leaves_its_passages_to_the_button() {
    let long = Question { asked: "word ".repeat(40), ..question() };
    let reply = public(&summit(), &long);
    check_reply(&reply);
    let more = button(&reply, "More results").unwrap();
    assert!(more.starts_with("2l|0|memory-beta|0.0."), "{more}");
}

#[test]
fn several_articles_are_offered_with_their_openings() {
    let choice = |title: &str, opening: &str, url: Option<&str>| Choice {
        title: title.into(),
        opening: opening.into(),
        url: url.map(Into::into),
    };
    let choices = vec![
        choice(
            "Ja'Rod (d. 2346)",
            "Ja'rod was the father of Duras.",
            Some("https://wiki.example/wiki/Ja%27Rod_(d._2346)"),
        ),
        choice("Ja'rod", "Ja'rod was captain of the *Kang* in 2409.", None),
    ];
    let mut answer = answer(Outcome::Ambiguous { choices });
    (answer.asked, answer.topic) = ("ja'rod".into(), None);
    assert_reply!("ambiguous", public(&answer, &put_to_all("ja'rod")));
    let Outcome::Ambiguous { choices } = &mut answer.outcome else { unreachable!() };
    choices.extend((0..30).map(|number| choice(&format!("Ja'rod ({number})"), "One of many.", None)));
    assert_reply!("many_choices", public(&answer, &put_to_all("ja'rod")));
}

#[test]
fn a_misspelt_question_is_met_with_one_that_has_an_answer() {
    let mut answer = answer(Outcome::DidYouMean { suggestions: vec!["gowron".into(), "gowrons house".into()] });
    (answer.asked, answer.topic) = ("gorwon".into(), None);
    assert_reply!("did_you_mean", public(&answer, &put_to_all("gorwon")));
}

#[test]
fn nothing_is_said_honestly_with_what_is_nearest() {
    let nearest = Nearest {
        years: vec![2409, 2385],
        year_names: vec!["2409".into(), "2385".into()],
        questions: vec!["khitomer 2409".into()],
        not_indexed: Some("Khitomer (mirror)".into()),
    };
    let mut answer = answer(Outcome::Nothing { nearest });
    answer.asked = "2412".into();
    assert_reply!("nothing", public(&answer, &question()));
    let tongues = Tongues { public: Tongue::German, private: Tongue::Japanese };
    assert_reply!("nothing_in_japanese", card(&answer, &question(), View { tongues, ..View::default() }));
}

/// Text of every kind that a wiki or an asker may write, now and then far too long.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "\\PC{0,12}",
        "[-*_~`|<>#+\\[\\]\\\\()! \n0-9.@]{0,12}",
        "https?://[a-z_*]{1,9}\\.[a-z]{2}/[^ ]{0,9}",
        "(👩‍👩‍👧|e\u{301}|𝕏){0,9}",
        "[a-z ]{0,40}",
    ];
    (proptest::collection::vec(piece, 0..6), prop_oneof![8 => 1usize..3, 1 => 100usize..400])
        .prop_map(|(pieces, times)| pieces.concat().repeat(times))
}

/// A language for what everybody sees, and one for what the asker alone sees.
fn any_tongues() -> impl Strategy<Value = Tongues> {
    let any_tongue = || proptest::sample::select(&Tongue::ALL[..]);
    (any_tongue(), any_tongue()).prop_map(|(public, private)| Tongues { public, private })
}

/// A range of bytes that may lie anywhere, also where no range of the text can.
fn any_range() -> impl Strategy<Value = Range<usize>> {
    (0usize..300, 0usize..60).prop_map(|(start, size)| start..start + size)
}

/// A source written so, that is a work of some medium.
fn citation(written: String, medium: &str) -> Citation {
    let works = vec![Work { medium: medium.to_owned(), title: written.clone() }];
    Citation { written, series: None, works }
}

fn any_hit() -> impl Strategy<Value = Hit> {
    let texts = (any_text(), any_text(), any_text(), any_text(), any_text(), any_text());
    let sources = (proptest::collection::vec(any_text(), 0..4), 0usize..3);
    (texts, sources, proptest::collection::vec(any_range(), 0..5), any_range(), any::<(i32, i32)>()).prop_map(
        |((article, heading, passage, continuity, url, name), (sources, known), highlights, excerpt, (first, last))| {
            let citations = sources.into_iter().map(|written| citation(written, &continuity)).collect();
            let attribution = [Attribution::Direct, Attribution::LaterInSection, Attribution::Uncited][known];
            let years = [Bound::Within, Bound::UpTo, Bound::From, Bound::About].map(|bound| year(first, last, bound));
            Hit {
                article,
                section: vec![heading],
                highlights,
                excerpt,
                continuity,
                citations,
                attribution,
                year_names: years.iter().map(|span| YearRules::default().name_of_span(span)).collect(),
                years: years.to_vec(),
                url: Some(url),
                wiki: name.clone(),
                revision: Some(name.clone()),
                licence: Some(Licence { url: Some(name.clone()), name }),
                ..hit("", &passage)
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_card_is_within_limits(best in any_hit(), others in proptest::collection::vec(any_hit(), 0..8), asked in any_text(), words in proptest::collection::vec(any_text(), 0..6), tongues in any_tongues()) {
        let mended = words.iter().map(|word| Mending { typed: word.clone(), read_as: asked.clone() }).collect();
        let otherwise = others.first().unwrap_or(&best).clone();
        let differing = vec![Differing { how: Difference::Amount, said: best.clone(), otherwise }; others.len()];
        let outcome = Outcome::Found { best: Box::new(best), others, rung: Rung::Mended };
        let answer = Answer { asked: asked.clone(), mended, unmatched: words, differing, ..answer(outcome) };
        let question = Question { filter: Filter { when: asked.clone(), continuity: String::new() }, ..put_to_all(&asked) };
        for rank in 0..3 {
            let view = View { spoiler: rank == 1, private: rank == 2, tongues, ..View::default() };
            let neighbours = Neighbours { previous: rank > 0, next: rank < 2 };
            if let Some(reply) = message(&answer, &question, rank, neighbours, view) {
                check_reply(&reply.body());
            }
            check_reply(&results(&answer, &question, rank, view).body());
            let hits: Vec<Hit> = answer.hits().cloned().collect();
            check_reply(&whole_section(&hits[0], &hits, Some(rank), &question.asked, Some(&question), view).body());
        }
    }

    #[test]
    fn every_reply_to_links_is_within_limits(hits in proptest::collection::vec(any_hit(), 1..4), asked in any_text(), words in any_text(), tongue in any_tongues()) {
        let found = |hit: &Hit| {
            let mended = vec![Mending { typed: words.clone(), read_as: asked.clone() }];
            let outcome = Outcome::Found { best: Box::new(hit.clone()), others: Vec::new(), rung: Rung::Mended };
            Answer { asked: asked.clone(), wiki: words.clone(), mended, ..answer(outcome) }
        };
        let choices = vec![Choice { title: words.clone(), opening: asked.clone(), url: Some(asked.clone()) }; 9];
        let several = Answer { asked: asked.clone(), ..answer(Outcome::Ambiguous { choices }) };
        let view = View { spoiler: words.len() > 9, tongues: tongue, ..View::default() };
        let linked = |answer| Linked { topic: words.clone(), answer, view };
        let links: Vec<Linked> = hits[1..].iter().map(found).chain([several, found(&hits[0])]).map(linked).take(3).collect();
        for room in [4_000, 2_000] {
            let reply = inline(&links, room).unwrap();
            check_reply(&reply.body());
            check_reply(&reply.plain().body());
        }
    }

    #[test]
    fn every_timeline_and_comparison_is_within_limits(hits in proptest::collection::vec(any_hit(), 0..12), words in any_text(), years in any::<(i32, i32)>(), page in 0usize..4, tongues in any_tongues()) {
        let years = year(years.0.min(years.1), years.0.max(years.1), Bound::Before);
        let event = |hit: &Hit| Event { years: years.clone(), written: hit.excerpt.clone(), year_name: words.clone(), hit: hit.clone() };
        let (own, other) = hits.split_at(hits.len() / 2);
        let (events, elsewhere): (Vec<Event>, Vec<Event>) = (own.iter().map(event).collect(), other.iter().map(event).collect());
        let view = View { spoiler: page == 1, private: page == 2, tongues, ..View::default() };
        let told = Timeline {
            topic: words.clone(), wiki: words.clone(), mended: Vec::new(), continuity: Some(words.clone()),
            unread: vec![words.clone()], events: events.clone(), elsewhere: elsewhere.clone(), nearest: vec![words.clone(); 3],
        };
        let stretch = Stretch { topic: words.clone(), ..Stretch::default() };
        check_reply(&timeline(&told, &stretch, page, view, |hit| Some(hit.clone())).body());
        let side = |hit: Option<&Hit>| Side { topic: words.clone(), mended: Vec::new(), opening: hit.cloned() };
        let facts = hits.iter().map(|hit| SharedFact { label: words.clone(), said: [hit.clone(), hit.clone()] }).collect();
        let moments = vec![Moment { year_name: words.clone(), events: [events, elsewhere] }; page];
        let sides = [side(hits.first()), side(hits.last())];
        let is_one_article = page == 0;
        let both = Comparison { wiki: words.clone(), sides, is_one_article, facts, moments };
        check_reply(&comparison(&both, &Wish::Compare([words.clone(), words.clone()]), view).body());
    }

    #[test]
    fn every_refusal_is_within_limits(asked in any_text(), topic in any_text(), words in proptest::collection::vec(any_text(), 1..32), years in any::<Vec<i32>>(), tongues in any_tongues()) {
        let choices = words.iter().map(|word| Choice { title: word.clone(), opening: asked.clone(), url: Some(topic.clone()) });
        let year_names = years.iter().map(|year| YearRules::default().name_of(*year)).collect();
        let nearest = Nearest { years, year_names, questions: words.clone(), not_indexed: words.first().cloned() };
        for outcome in [
            Outcome::Ambiguous { choices: choices.collect() },
            Outcome::DidYouMean { suggestions: words.clone() },
            Outcome::Nothing { nearest },
        ] {
            let answer = Answer { asked: asked.clone(), topic: Some(topic.clone()), ..answer(outcome) };
            let filter = Filter { when: String::new(), continuity: topic.clone() };
            let question = Question { asked: asked.clone(), scope: Scope::Topic(topic.clone()), wiki: None, filter };
            let reply = card(&answer, &question, View { tongues, ..View::default() });
            check_reply(&reply);
            prop_assert_eq!(&reply["data"]["flags"], &json!(PRIVATE));
        }
    }

    #[test]
    fn every_completion_is_within_limits(words in proptest::collection::vec((any_text(), any_text()), 0..40)) {
        let completions: Vec<Completion> = words.into_iter().map(|(label, title)| Completion { label, title }).collect();
        check_reply(&choices(&completions).body());
    }

    #[test]
    fn every_title_gives_legal_commands(titles in proptest::collection::vec("\\PC{0,50}", 0..120)) {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        check_commands(&commands::definitions([wiki(&titles)].iter()));
    }
}
