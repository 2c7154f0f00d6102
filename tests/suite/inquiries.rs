//! Messages as Discord tells of them in, messages in channels out.
//!
//! 1. A question is answered by the card that a command would bring, with its buttons, and a refusal by one short line.
//! 2. What a server chose holds for messages, too.
//! 3. Links are answered by small cards where one of them names an article, in servers that want that.
//! 4. A reply to something the bot said is answered where it names an article and something certain is found, else left alone.

use std::sync::Arc;

use lorebot::discord::{Asked, Inquiry, Message, Reply, Tongue, respond_to_message};
use lorebot::metrics::Metrics;
use lorebot::servers::{Audience, Choices, Day, Label, Server};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::bot::library;
use crate::fake_discord::APPLICATION;
use crate::fake_discord::interactions::{command, in_a_server};
use crate::fake_discord::messages::{as_reply, direct, in_channel, mention};
use crate::limits_checker::check_posted;
use crate::replies::{custom_ids, reply_to, texts};

/// What a message asks in a server that chose this.
fn inquiry(message: &Value, choices: Choices) -> Option<Inquiry> {
    let message = Message::read(message).unwrap();
    let asked = Asked::of(&message, APPLICATION.parse().unwrap(), true)?;
    let server = Arc::new(Server { choices, ..Server::default() });
    let today = Day::read("2026-12-01").unwrap();
    Some(Inquiry {
        asked,
        caller: message.caller(),
        spoiler_channel: None,
        server,
        spoken: Tongue::default(),
        today,
        as_plain: None,
    })
}

fn answered(inquiry: &Inquiry) -> Option<Value> {
    let posted = |reply: Reply| {
        let mut body = reply.edit();
        body["allowed_mentions"] = json!({ "parse": [], "replied_user": false });
        check_posted(&body);
        body
    };
    respond_to_message(inquiry, &library(), &Metrics::default()).map(posted)
}

fn reply_in(message: &Value, choices: Choices) -> Option<Value> {
    inquiry(message, choices).as_ref().and_then(answered)
}

fn reply(message: &Value) -> Option<Value> {
    reply_in(message, Choices::default())
}

fn mentioning(text: &str) -> Value {
    in_channel(&format!("{} {text}", mention()))
}

fn all(body: &Value) -> String {
    texts(&json!({ "data": body })).join("\n").replace("**", "")
}

fn labels(names: &[&str]) -> Vec<Label> {
    names.iter().map(|name| Label::new(name).unwrap()).collect()
}

#[test]
fn a_question_brings_the_card_that_a_command_brings() {
    let command = command("lore", &[("question", "khitomer 2409")]);
    let in_both = [(mentioning("khitomer 2409"), in_a_server(command.clone(), 0)), (direct("khitomer 2409"), command)];
    for (message, command) in in_both {
        let (body, by_command) = (reply(&message).unwrap(), reply_to(&command).0);
        assert_eq!(body["components"], by_command["data"]["components"]);
    }
}

#[test]
fn a_refusal_is_one_short_line_with_its_buttons() {
    for (asked, said) in [("zzzzz qqqqq", "Nothing on “zzzzz qqqqq”"), ("khitomer 2412", "Nothing on “khitomer 2412”")]
    {
        let body = reply(&mentioning(asked)).unwrap();
        let text = all(&body);
        assert!(text.starts_with(said) && text.lines().count() == 1 && text.chars().count() < 200, "{text}");
    }
    let which = reply(&mentioning("khitomer 2412")).unwrap();
    assert!(!custom_ids(&json!({ "data": which })).is_empty(), "{which}");
}

#[test]
fn whoever_asks_nothing_gets_a_line_of_help() {
    for message in [mentioning(""), mentioning("/lore khitomer"), direct(" ")] {
        let text = all(&reply(&message).unwrap());
        assert!(text.contains("What shall I look up?") && text.lines().count() == 1, "{text}");
    }
}

#[test]
fn a_reply_to_the_bot_is_answered_where_it_names_an_article() {
    let answer = reply(&as_reply(in_channel("and khitomer in 2409?"))).unwrap();
    assert!(all(&answer).contains("Republic summit"));
    for thanks in ["thanks!", "zzzzz qqqqq", "lol nice one", ""] {
        let answer = reply(&as_reply(in_channel(thanks)));
        assert_eq!(answer.as_ref().map(all), None, "{thanks}");
    }
}

#[test]
fn what_a_server_chose_holds() {
    let message = mentioning("khitomer 2409");
    let plain = reply_in(&message, Choices { plain_text: Some(true), ..Choices::default() }).unwrap();
    assert!(plain["content"].as_str().unwrap().starts_with("**[Khitomer, Republic summit]"), "{plain}");
    let spoilers = Some(labels(&["from the ashes"]));
    let blurred = reply_in(&message, Choices { spoilers, ..Choices::default() }).unwrap();
    assert_eq!(blurred["components"][0]["spoiler"], true);
    let private = Choices { audience: Some(Audience::Asker), ..Choices::default() };
    let line = reply_in(&message, private.clone()).unwrap();
    assert_eq!(all(&line), "Answers are private in this channel; please ask with `/lore`.");
    assert_eq!(reply_in(&as_reply(in_channel("khitomer 2409")), private), None);
    let gone = Choices { wikis: Some(labels(&["long-gone"])), ..Choices::default() };
    assert!(all(&reply_in(&message, gone).unwrap()).contains("None of the wikis"));
}

#[test]
fn a_channel_that_spoils_blurs_and_a_plain_reply_stays_plain() {
    let asked = inquiry(&mentioning("khitomer 2409"), Choices::default()).unwrap();
    let spoiling = Inquiry { spoiler_channel: Some(true), ..asked.clone() };
    assert_eq!(answered(&spoiling).unwrap()["components"][0]["spoiler"], true);
    let was_plain = Inquiry { as_plain: Some(true), ..asked };
    assert!(answered(&was_plain).unwrap()["content"].is_string());
}

/// The reply to a message with links in a server that wants them answered.
fn linking(text: &str) -> Option<Value> {
    reply_in(&in_channel(text), Choices { inline_links: Some(true), ..Choices::default() })
}

#[test]
fn links_are_answered_by_small_cards_with_source_and_wiki() {
    let body = linking("[[Khitomer|2409]] and [[Worf]]").unwrap();
    let text = all(&body);
    assert!(text.contains("[Khitomer, Republic summit](https://") && text.contains("In 2409 "), "{text}");
    assert!(
        text.contains("-# Source: STO - From the Ashes mission") && text.matches("CC BY-SA").count() == 2,
        "{text}"
    );
    assert!(text.chars().count() < 2_000, "small: {text}");
    assert_eq!(custom_ids(&json!({ "data": body })), ["2d|"]);
    let plain = Choices { inline_links: Some(true), plain_text: Some(true), ..Choices::default() };
    let plain = reply_in(&in_channel("[[Khitomer|2409]] [[Worf]] [[Gowron]]"), plain).unwrap();
    assert!(plain["content"].as_str().unwrap().matches("CC BY-SA").count() == 3, "{plain}");
}

#[test]
fn a_link_to_several_articles_names_them() {
    let text = all(&linking("[[Ja'rod]]").unwrap());
    assert!(text.starts_with("“Ja'rod” may mean several articles:\n- [Ja'"), "{text}");
}

#[test]
fn a_misspelt_link_is_mended_beside_one_that_is_right_alone() {
    assert_eq!(linking("[[Kitomer|2409]]"), None);
    let text = all(&linking("[[Kitomer|2409]] [[Worf]]").unwrap());
    assert!(text.contains("Showing “Khitomer”") && text.contains("Republic summit"), "{text}");
}

#[test]
fn links_that_name_no_article_are_met_with_silence() {
    for text in ["[[todo]]", "[[ -f x ]]", "[[File:Worf.png]]", "[[Khitomer|zzzzz qqqqq]]", "[[the]]"] {
        let answer = linking(text);
        assert_eq!(answer.as_ref().map(all), None, "{text}");
    }
    assert_eq!(reply(&in_channel("[[Khitomer]]")), None, "the server did not want that");
    let private = Some(Audience::Asker);
    let choices = Choices { inline_links: Some(true), audience: private, ..Choices::default() };
    assert_eq!(reply_in(&in_channel("[[Khitomer]]"), choices), None);
}

#[test]
fn a_server_s_own_name_is_a_link_and_its_spoiler_rules_blur_one_card_alone() {
    let mut asked = inquiry(&in_channel("[[The Peace World|2409]] [[Worf]]"), Choices::default()).unwrap();
    let spoilers = Some(labels(&["from the ashes"]));
    let mut server =
        Server { choices: Choices { inline_links: Some(true), spoilers, ..Choices::default() }, ..Server::default() };
    server.aliases.set(Label::new("the peace world").unwrap(), Label::new("Khitomer").unwrap()).unwrap();
    asked.server = Arc::new(server);
    let body = answered(&asked).unwrap();
    let blurred: Vec<&Value> =
        body["components"].as_array().unwrap()[..2].iter().map(|card| &card["spoiler"]).collect();
    assert_eq!(blurred, [&json!(true), &json!(false)], "{body}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_is_answered_within_the_limits(text in "(\\PC|[\\[\\]|<@>#*` \n]|khitomer|2409|Worf){0,30}") {
        if let Some(inquiry) = inquiry(&mentioning(&text), Choices::default()) {
            prop_assert!(answered(&inquiry).is_some());
        }
    }
}
