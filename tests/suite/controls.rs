//! Controls and options: each is pressed or filled in as Discord would send it, and the reply read as a person would.
//!
//! 1. A control changes the message for whoever had asked; others see what they want by themselves.
//! 2. Whoever had asked, or may manage messages, can have an answer deleted; nobody else.
//! 3. A control carries all it needs: a bot started anew answers it, and says so where the index has changed.
//! 4. Any one option of `/lore` is enough; what an option cannot mean is said kindly.
//! 5. Answers are blurred and private as the asker wishes; without a wish, as the channel is marked.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::fake_discord::interactions::{
    SOMEONE, choice, command, in_a_server, look_up, press, press_under, typing_into,
};
use crate::messages::read_in;
use crate::replies::{PRIVATE, PUBLIC, button, custom_ids, reply_of, reply_to, texts};
use crate::wikis::Wikis;

const MANAGE_MESSAGES: u64 = 1 << 13;
const IS_SPOILER_CHANNEL: u64 = 1 << 21;

fn reply(interaction: &Value) -> Value {
    reply_to(interaction).0
}

/// The reply to a command.
fn asked(name: &str, options: &[(&str, &str)]) -> Value {
    reply(&command(name, options))
}

/// What comes when whoever had asked presses the button with these words.
fn pressed(under: &Value, label: &str) -> Value {
    let id = button(under, label).unwrap_or_else(|| panic!("no button “{label}”: {under}"));
    let flags = under["data"]["flags"].as_u64().unwrap_or(0);
    reply(&press_under(id, SOMEONE, flags))
}

fn title(reply: &Value) -> &str {
    texts(reply).into_iter().find(|text| text.starts_with("### ")).unwrap_or_else(|| panic!("no title: {reply}"))
}

/// The passage of a card: what stands below its title, without what is marked.
fn passage(reply: &Value) -> String {
    let below = texts(reply).into_iter().skip_while(|text| !text.starts_with("### ")).nth(1);
    below.unwrap_or_else(|| panic!("no passage: {reply}")).replace("**", "")
}

fn khitomer_2409() -> Value {
    asked("khitomer", &[("what", "2409")])
}

#[test]
fn the_next_passage_takes_the_place_of_the_card_and_the_previous_one_leads_back() {
    let card = khitomer_2409();
    let next = pressed(&card, "Next");
    assert_eq!((&next["type"], &next["data"]["flags"]), (&json!(7), &json!(PUBLIC)));
    let back = pressed(&next, "Previous");
    assert!(passage(&next) != passage(&card) && title(&back) == title(&card));
    assert_eq!(passage(&back), passage(&card));
    let section = pressed(&next, "Whole section");
    assert_eq!(texts(&pressed(&next, "Back")), texts(&card));
    assert_eq!(texts(&pressed(&pressed(&section, "Back"), "Back")), texts(&card));
}

#[test]
fn an_article_has_no_passage_before_its_first_or_after_its_last() {
    let mut shown = asked("lore", &[("topic", "Khitomer")]);
    while button(&shown, "Previous").is_some() {
        shown = pressed(&shown, "Previous");
    }
    for _ in 0..200 {
        if button(&shown, "Next").is_none() {
            return;
        }
        shown = pressed(&shown, "Next");
    }
    panic!("the article never ends");
}

#[test]
fn somebody_else_sees_by_themselves_what_a_control_brings() {
    let card = khitomer_2409();
    let id = button(&card, "Next").unwrap();
    let reply = reply(&press_under(id, "9999999999999999999", PUBLIC));
    assert_eq!((&reply["type"], &reply["data"]["flags"]), (&json!(4), &json!(PRIVATE)));
    assert!(button(&reply, "Share").is_some() && button(&reply, "Delete").is_none());
}

#[test]
fn the_whole_section_is_shown_with_the_source_of_each_passage() {
    let section = pressed(&khitomer_2409(), "Whole section");
    assert_eq!(section["type"], 7);
    assert!(
        title(&section).contains("Republic summit") && texts(&section)[1].contains("\n-# Source: STO - From the Ashes"),
        "{section}"
    );
    let back = pressed(&section, "Back");
    assert_eq!(title(&back), title(&khitomer_2409()));
}

#[test]
fn a_long_section_opens_at_the_page_of_the_passage() {
    let wikis = Wikis::demo();
    let paragraphs: Vec<String> =
        (1..=30).map(|day| format!("Day {day}: {}", "the sea was Ölgrau. ".repeat(12))).collect();
    wikis.article("log.md", &format!("# Log of the Tern\n\n## Voyage\n\n{}\n", paragraphs.join("\n\n")));
    let library = wikis.library();
    let on = |interaction: &Value| reply_of(&library, interaction).0;
    let card = on(&command("lore", &[("topic", "Log of the Tern"), ("question", "\"day 20\"")]));
    let opened = button(&card, "Whole section").unwrap();
    let section = on(&press_under(opened, SOMEONE, PUBLIC));
    let told = texts(&section).join("\n");
    assert!(told.contains("Day 20:") && !told.contains("Day 1:") && told.contains("page "), "{told}");
    let before = on(&press_under(button(&section, "Previous page").unwrap(), SOMEONE, PUBLIC));
    assert!(!texts(&before).join("\n").contains("Day 20:"), "{before}");
    let of_old = opened.replacen("2w||", "2w|0|", 1);
    assert!(opened != of_old && texts(&on(&press_under(&of_old, SOMEONE, PUBLIC))).join("\n").contains("Day 1:"));
}

#[test]
fn all_results_are_listed_and_each_can_be_read() {
    let card = asked("lore", &[("topic", "khitomer"), ("question", "borg")]);
    let all = custom_ids(&card).into_iter().find(|id| id.starts_with("2m")).unwrap().to_owned();
    let list = reply(&press_under(&all, SOMEONE, PUBLIC));
    assert!(title(&list).starts_with("### Results for “khitomer borg”"), "{list}");
    let second = pressed(&list, "Read 2");
    assert_ne!(passage(&second), passage(&card));
    assert_eq!(texts(&pressed(&list, "Read 1")), texts(&card), "back to the answer");
}

#[test]
fn a_long_question_is_carried_by_its_passages() {
    let question =
        "what happened when the Borg attacked Khitomer and the Romulans took the planet from the Klingon Empire?";
    let card = asked("lore", &[("question", question)]);
    let all = custom_ids(&card).into_iter().find(|id| id.starts_with("2l")).unwrap().to_owned();
    let list = reply(&press_under(&all, SOMEONE, PUBLIC));
    let read = pressed(&list, "Read 1");
    assert_eq!(passage(&read), passage(&card));
}

#[test]
fn a_private_answer_can_be_shared_with_everybody() {
    let card = asked("khitomer", &[("what", "2409"), ("private", "true")]);
    assert_eq!(card["data"]["flags"], PRIVATE);
    let shared = pressed(&card, "Share");
    assert_eq!((&shared["type"], &shared["data"]["flags"]), (&json!(4), &json!(PUBLIC)));
    assert!(texts(&shared) == texts(&card) && button(&shared, "Delete").is_some());
}

#[test]
fn an_answer_is_deleted_for_whoever_asked_and_for_moderators_alone() {
    let id = button(&khitomer_2409(), "Delete").unwrap().to_owned();
    let other = "9999999999999999999";
    assert_eq!(reply(&press_under(&id, SOMEONE, PUBLIC)), json!({ "type": 6 }));
    let moderator = in_a_server(press_under(&id, other, PUBLIC), MANAGE_MESSAGES);
    assert_eq!(reply(&moderator), json!({ "type": 6 }));
    for stranger in [in_a_server(press_under(&id, other, PUBLIC), 0), press_under(&id, other, PUBLIC), press(&id)] {
        let refused = reply(&stranger);
        assert_eq!((&refused["type"], &refused["data"]["flags"]), (&json!(4), &json!(PRIVATE)));
    }
}

#[test]
fn a_control_of_an_index_that_has_changed_says_so() {
    for id in ["2n|0|starter|0.0.0", "2w|0|starter|ffffffff.0.0", "2p|0|gone|0.0.0", "2l|0|starter|0.0.0,1.1.1"] {
        let reply = reply(&press_under(id, SOMEONE, PUBLIC));
        assert_eq!((&reply["type"], &reply["data"]["flags"]), (&json!(4), &json!(PRIVATE)), "{id}");
        assert_eq!(texts(&reply), ["The index has changed since; please ask anew."], "{id}");
    }
}

#[test]
fn a_button_of_the_version_before_brings_its_passage_to_the_presser_alone() {
    let reply = reply(&press_under("1|1||khitomer|2409", SOMEONE, 0));
    assert_eq!((&reply["type"], &reply["data"]["flags"]), (&json!(4), &json!(PRIVATE)));
    assert!(title(&reply).contains("Khitomer"));
}

#[test]
fn one_of_several_articles_is_chosen_in_one_tap() {
    let several = asked("lore", &[("question", "ja'rod")]);
    assert_eq!(several["data"]["flags"], PRIVATE);
    let id = custom_ids(&several)[0].to_owned();
    for chosen in [press_under(&id, SOMEONE, PRIVATE), choice(&id)] {
        let card = reply(&chosen);
        assert_eq!(card["type"], 7);
        assert!(title(&card).to_lowercase().contains("ja'rod") && button(&card, "Share").is_some(), "{card}");
    }
}

#[test]
fn any_one_option_is_enough() {
    for option in [("topic", "Khitomer"), ("question", "2409"), ("when", "2409"), ("continuity", "mirror")] {
        let reply = asked("lore", &[option]);
        assert_eq!(reply["data"]["flags"], PUBLIC, "{option:?}: {reply}");
    }
    for options in [vec![], vec![("private", "false")], vec![("topic", " "), ("spoiler", "true")]] {
        let reply = asked("lore", &options);
        assert_eq!(reply["data"]["flags"], PRIVATE);
        assert!(texts(&reply)[0].starts_with("What shall I look up?"), "{reply}");
    }
}

#[test]
fn years_and_continuity_are_insisted_on() {
    let borg = asked("lore", &[("topic", "Khitomer"), ("question", "attack"), ("when", "2381")]);
    assert!(passage(&borg).contains("2381"), "{borg}");
    let pinned = asked("khitomer", &[("when", "the 2290s")]);
    assert!(passage(&pinned).contains("2293"), "{pinned}");
    let kelvin = asked("lore", &[("question", "vulcan"), ("continuity", "KELVIN")]);
    assert!(texts(&kelvin).iter().any(|text| text.to_lowercase().contains("**continuity:** kelvin")), "{kelvin}");
    let nothing = asked("lore", &[("topic", "Khitomer"), ("when", "2999")]);
    assert_eq!(nothing["data"]["flags"], PRIVATE);
    assert!(texts(&nothing)[0].contains("Nothing on “2999”"), "{nothing}");
}

#[test]
fn what_an_option_cannot_mean_is_said_to_the_asker_alone() {
    for (option, hint) in [(("when", "*someday*"), "names no year"), (("continuity", "Tuesday"), "There are: ")] {
        let reply = asked("lore", &[("topic", "Khitomer"), option]);
        assert_eq!(reply["data"]["flags"], PRIVATE);
        assert!(texts(&reply)[0].contains(hint), "{reply}");
    }
}

#[test]
fn years_of_the_topic_are_completed_while_they_are_typed() {
    let offered = |command: &str, options: Value| {
        let mut typing = typing_into("when", "23");
        typing["data"]["name"] = json!(command);
        typing["data"]["options"].as_array_mut().unwrap().extend(options.as_array().unwrap().clone());
        let reply = reply(&typing);
        let choices = reply["data"]["choices"].as_array().unwrap().clone();
        choices.iter().map(|choice| choice["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let years = offered("lore", json!([{ "type": 3, "name": "topic", "value": "khitomer" }]));
    assert!(years.iter().any(|year| year == "2346") && years.iter().all(|year| year.starts_with("23")), "{years:?}");
    assert_eq!(offered("khitomer", json!([])), years);
    assert_eq!(offered("lore", json!([])), [] as [&str; 0]);
}

#[test]
fn sections_are_offered_where_a_topic_may_be_one_and_their_values_ask_them() {
    let offered = |command: &str, option: &str, typed: &str| {
        let mut typing = typing_into(option, typed);
        typing["data"]["name"] = json!(command);
        reply(&typing)["data"]["choices"].as_array().unwrap().clone()
    };
    let summit = json!({ "name": "Khitomer, Republic summit, 2409, prime", "value": "Khitomer#Republic summit" });
    for typed in ["khitomer republic", "republic summit", "khitomer 2409", "khitmer repulbic"] {
        assert_eq!(offered("lore", "topic", typed)[0], summit, "{typed}");
    }
    let values = |choices: &[Value]| choices.iter().map(|choice| choice["value"].clone()).collect::<Vec<_>>();
    let of_title = values(&offered("lore", "topic", "khitomer"));
    assert_eq!(of_title[..2], [json!("Khitomer"), json!("Khitomer#Borg attacks")]);
    assert!(of_title.len() <= 25 && of_title.contains(&summit["value"]), "{of_title:?}");
    for (command, option) in [("timeline", "topic"), ("compare", "one"), ("compare", "other"), ("random", "topic")] {
        let articles = values(&offered(command, option, "khitomer"));
        assert!(articles[0] == "Khitomer" && articles.iter().all(|value| !value.as_str().unwrap().contains('#')));
    }
    let card = asked("lore", &[("topic", "Khitomer#Republic summit")]);
    assert!(texts(&card)[0].contains("[Khitomer, Republic summit]"), "{card}");
    let gone = asked("lore", &[("topic", "Khitomer#Republic picnic")]);
    assert!(texts(&gone).join("\n").contains("Not in this passage: “Republic picnic”"), "{gone}");
    for (command, options) in
        [("timeline", vec![("topic", "Khitomer#Republic summit")]), ("random", vec![("topic", "Worf#x")])]
    {
        assert_eq!(asked(command, &options)["data"]["flags"], PUBLIC, "{command}");
    }
}

#[test]
fn continuities_are_completed_while_they_are_typed() {
    let names = |typed: &str| {
        let reply = reply(&typing_into("continuity", typed));
        let choices = reply["data"]["choices"].as_array().unwrap().clone();
        choices.into_iter().map(|choice| choice["value"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(names("").len() > 2 && names("MIR") == ["mirror"] && names("xyz").is_empty());
}

#[test]
fn an_answer_is_blurred_at_wish_or_where_the_channel_spoils() {
    let mut in_channel = in_a_server(command("lore", &[("question", "2409")]), 0);
    let blurred = |reply: &Value| reply["data"]["components"][0]["spoiler"].clone();
    assert_eq!(blurred(&reply(&in_channel)), false);
    let channel =
        json!({ "id": "4444444444444444444", "type": 0, "flags": IS_SPOILER_CHANNEL | 1, "permissions": "0" });
    in_channel["channel"] = channel.clone();
    let card = reply(&in_channel);
    assert_eq!(blurred(&card), true);
    assert_eq!(blurred(&pressed(&card, "Next")), true, "it stays blurred");
    let mut plain = command("lore", &[("question", "2409"), ("spoiler", "false")]);
    plain["channel"] = channel;
    assert_eq!(blurred(&reply(&plain)), false);
    assert_eq!(blurred(&asked("khitomer", &[("what", "2409"), ("spoiler", "true")])), true);
}

#[test]
fn a_passage_drawn_at_random_tells_a_story_and_another_can_be_drawn() {
    let drawn = asked("random", &[]);
    assert_eq!(drawn["data"]["flags"], PUBLIC);
    assert!(passage(&drawn).split_whitespace().count() >= 25, "{drawn}");
    assert_eq!(pressed(&drawn, "Another")["type"], 7);
    let of_khitomer = asked("random", &[("topic", "khitomer"), ("private", "true")]);
    assert!(title(&of_khitomer).contains("[Khitomer") && of_khitomer["data"]["flags"] == PRIVATE);
    assert_eq!(asked("random", &[("topic", "no such article")])["data"]["flags"], PRIVATE);
}

/// A locale of each language, and one of none that the bot speaks.
fn any_locale() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(&["en-US", "de", "fr", "es-419", "pt-BR", "ja", "ko"][..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_filled_in_has_a_legal_reply(locale in any_locale(), topic in "\\PC{0,30}|[Kk]hitomer", question in "\\PC{0,40}|(borg ){0,90}", when in "|23[0-9]{2}|\\PC{0,20}", continuity in "|prime|\\PC{0,9}", private in any::<bool>()) {
        let private = private.to_string();
        let options = [("topic", topic.as_str()), ("question", &question), ("when", &when), ("continuity", &continuity), ("private", &private)];
        reply(&read_in(command("lore", &options), locale, None));
    }

    #[test]
    fn whatever_is_typed_is_offered_what_can_be_asked(typed in "([Kk]hitomer|worf|repulbic|summit|borg|2409|[#, ]| ){0,5}|\\PC{0,20}") {
        let offered = reply(&typing_into("topic", &typed));
        let offered = offered["data"]["choices"].as_array().unwrap();
        prop_assert!(offered.len() <= 25);
        for choice in offered.iter().filter(|choice| choice["value"].as_str().unwrap().contains('#')).take(3) {
            let card = asked("lore", &[("topic", choice["value"].as_str().unwrap())]);
            prop_assert_eq!(&card["data"]["flags"], PUBLIC, "{}", choice);
            prop_assert!(!texts(&card).join(" ").contains("Not in this passage"), "{}", choice);
        }
    }

    #[test]
    fn whatever_a_control_carries_has_a_legal_reply(locale in any_locale(), id in "2[qmlbpnwrdtcxv]s?!?\\|[0-9]\\|starter\\|[0-9a-f]{1,2}\\.[0-9]\\.[0-9a-f]{4}(\\|[a-z0-9|]{0,30})?|2[qm]\\|[0-9]{1,2}\\|(starter)?\\|[0-9]{0,4}\\|\\|[A-Za-z]{0,8}\\|[a-z ]{0,30}|\\PC{0,60}") {
        reply(&read_in(press_under(&id, SOMEONE, PUBLIC), locale, None));
    }
}

#[test]
fn the_bot_says_what_it_is_and_what_it_keeps() {
    let about = asked("about", &[]);
    let said = texts(&about).join("\n");
    assert_eq!(about["data"]["flags"], PRIVATE);
    for part in
        [env!("CARGO_PKG_VERSION"), "Lorebot starter wiki", "CC BY-SA 3.0", "passages", "snapshot of", "Privacy"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_timeline_tells_years_in_order_and_leads_to_their_passages() {
    let timeline = asked("timeline", &[("topic", "khitomer")]);
    assert_eq!(timeline["data"]["flags"], json!(PUBLIC));
    assert!(title(&timeline).starts_with("### Timeline of Khitomer"), "{timeline}");
    let shown = texts(&timeline).join("\n");
    let years = ["**2261**", "**2266**"].map(|year| shown.find(year).unwrap_or_else(|| panic!("no {year}: {shown}")));
    assert!(years.is_sorted() && shown.contains("-# "), "{shown}");
    let later = pressed(&timeline, "Later");
    assert!(title(&later).contains("page 2") && texts(&later) != texts(&timeline));
    assert_eq!(texts(&pressed(&later, "Earlier")), texts(&timeline));
    assert!(title(&pressed(&timeline, "Read 1")).contains("Khitomer"));
    let bounded = asked("timeline", &[("topic", "khitomer"), ("from", "2409"), ("to", "2409")]);
    assert!(texts(&bounded).iter().any(|text| text.contains("**2409")), "{bounded}");
    let nothing = asked("timeline", &[("topic", "khitomer"), ("from", "2600"), ("to", "2601")]);
    assert_eq!(nothing["data"]["flags"], json!(PRIVATE));
    assert!(texts(&nothing)[0].contains("Nearest years"), "{nothing}");
    assert_eq!(asked("timeline", &[("topic", "zzzzqqq")])["data"]["flags"], json!(PRIVATE));
}

#[test]
fn a_timeline_leads_to_a_passage_too_long_to_be_carried() {
    let wikis = Wikis::demo();
    let lines: Vec<String> =
        (2300..2500).map(|year| format!("* In {year} the keeper of Tarn lit the lamp anew.")).collect();
    wikis.article("tarn.md", &format!("# Tarn\n\n{}\n", lines.join("\n"))).rebuild().unwrap();
    let library = wikis.open();
    let timeline = reply_of(&library, &command("timeline", &[("topic", "Tarn")])).0;
    let read = reply_of(&library, &press_under(button(&timeline, "Read 1").unwrap(), SOMEONE, PUBLIC)).0;
    assert_eq!(title(&read), "### [Tarn](https://demo.example/wiki/Tarn)");
}

#[test]
fn a_card_leads_to_the_timeline_of_its_article() {
    let timeline = pressed(&khitomer_2409(), "Timeline");
    assert!(title(&timeline).starts_with("### Timeline of Khitomer"), "{timeline}");
}

#[test]
fn a_mended_word_can_be_searched_for_as_typed() {
    let mended = asked("lore", &[("question", "kitomer 2409")]);
    assert!(texts(&mended)[0].contains("Khitomer"), "{mended}");
    let as_typed = pressed(&mended, "As typed");
    assert!(!texts(&as_typed).iter().any(|text| text.contains("Showing")), "{as_typed}");
    assert_eq!(button(&khitomer_2409(), "As typed"), None);
}

#[test]
fn two_names_of_one_article_are_said_to_be_one_to_the_asker_alone() {
    let both = asked("compare", &[("one", "khitomer"), ("other", "Khitomer Massacre")]);
    assert_eq!(both["data"]["flags"], PRIVATE);
    assert!(texts(&both)[0].contains("the same article"), "{both}");
    assert!(title(&pressed(&both, "Read Khitomer")).contains("Khitomer"));
}

#[test]
fn two_topics_are_set_side_by_side() {
    let both = asked("compare", &[("one", "khitomer"), ("other", "worf")]);
    assert_eq!(title(&both), "### Khitomer and Worf");
    assert!(title(&pressed(&both, "Read Worf")).contains("Worf"), "{both}");
    assert!(texts(&both).iter().any(|text| text.contains("-# Source: ")));
    assert_eq!(asked("compare", &[("one", "khitomer"), ("other", "zzzzqqq")])["data"]["flags"], json!(PRIVATE));
}

#[test]
fn the_names_in_a_message_are_looked_up_for_whoever_wants_to_know() {
    let one = reply(&look_up("what was all that about khitomer in 2409??"));
    assert_eq!(one["data"]["flags"], json!(PRIVATE));
    assert!(passage(&one).contains("2409"), "{one}");
    let several = reply(&look_up("Worf's people never forgave Ja'Rod for Khitomer, 2346."));
    let shown = texts(&several).join("\n");
    for name in ["Worf", "Khitomer, 2346"] {
        assert!(shown.contains(name), "{shown}");
    }
    assert!(title(&pressed(&several, "Worf")).contains("Worf"));
    let none = reply(&look_up("lol same, the day was long <@123456> 🖖"));
    assert_eq!((none["data"]["flags"].clone(), texts(&none).len()), (json!(PRIVATE), 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_message_says_has_a_legal_reply(locale in any_locale(), text in "\\PC{0,80}|([Kk]hitomer|Worf's|in 2409|, ){0,60}") {
        reply(&read_in(look_up(&text), locale, None));
    }
}
