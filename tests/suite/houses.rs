//! What a server chose holds for every answer given there.
//!
//! 1. Only the wikis it chose are asked, for one channel or for all; where none of them is left, an admin learns what to do.
//! 2. The continuity it prefers comes first, unless the question says otherwise or there is nothing in it.
//! 3. Its own names for articles are understood, said to be so, and completed.
//! 4. Answers are private, blurred and plain by its rules, unless the call says otherwise.
//! 5. Snapshots older than it wants are called out of date.
//! 6. What somebody reads outside of the servers that have the bot is not touched by any of it.

use std::sync::Arc;

use lorebot::answer::Library;
use lorebot::discord::{Incoming, Reply, respond};
use lorebot::metrics::Metrics;
use lorebot::servers::{Audience, ChannelId, Choices, Favoured, Label, Server};
use serde_json::{Value, json};

use crate::fake_discord::interactions::{SOMEONE, command, in_a_server, in_the_thread, press_under, typing};
use crate::limits_checker::check_reply;
use crate::replies::{PRIVATE, PUBLIC, button, texts};
use crate::wikis::{Wikis, starter};

/// The channel that interactions come from.
const CHANNEL: ChannelId = ChannelId(4_444_444_444_444_444_444);

fn label(name: &str) -> Label {
    Label::new(name).unwrap()
}

fn labels(names: &[&str]) -> Vec<Label> {
    names.iter().map(|name| label(name)).collect()
}

/// A server that chose something.
fn choosing(choices: Choices) -> Server {
    Server { choices, ..Server::default() }
}

/// The reply to an interaction made in a server that chose this.
fn reply(library: &Library, server: &Server, interaction: &Value) -> Reply {
    let incoming = Incoming::read(in_a_server(interaction.clone(), 0)).unwrap();
    respond(&Incoming { server: Arc::new(server.clone()), ..incoming }, library, &Metrics::default())
}

fn said(library: &Library, server: &Server, interaction: &Value) -> Value {
    let body = reply(library, server, interaction).body();
    check_reply(&body);
    body
}

/// All texts of a reply, one after another, without what is marked.
fn all(reply: &Value) -> String {
    texts(reply).join("\n").replace("**", "")
}

fn is_blurred(reply: &Value) -> bool {
    reply["data"]["components"][0]["spoiler"] == json!(true)
}

/// Two wikis that tell of the same mill otherwise, one of them in two continuities.
fn two_wikis() -> Wikis {
    let wikis = Wikis::demo();
    wikis.article(
        "mill.md",
        "# The Mill\n\nOsa’s mill stood by the weir for years. (novel: _The Weir_)\n\n\
         ## Fire\n\nIn 2301 the mill burned and Osa fled. (TNG episode: \"Embers\")\n",
    );
    wikis.article("mill-mirror.md", "# The Mill (mirror)\n\nIn 2301 a crueller Osa burned the mill herself.\n");
    wikis.write("coast/wiki.toml", "name = \"Coast wiki\"\n");
    wikis.write("coast/articles/mill.md", "# The Mill\n\nOn the coast the mill ground shells for lime in 2301.\n");
    wikis
}

fn opened(wikis: &Wikis) -> Library {
    for wiki in ["demo", "coast"] {
        lorebot::rebuild::rebuild(&wikis.data(), &wikis.index(), wiki, |_| {}).unwrap();
    }
    wikis.open()
}

#[test]
fn only_the_wikis_chosen_are_asked_and_a_channel_may_choose_others() {
    let wikis = two_wikis();
    let library = opened(&wikis);
    let asked = command("lore", &[("question", "mill 2301")]);
    let mut server = choosing(Choices { wikis: Some(labels(&["coast"])), ..Choices::default() });
    let coast = all(&said(&library, &server, &asked));
    assert!(coast.contains("Coast wiki") && coast.contains("ground shells"), "{coast}");
    server.channels.insert(CHANNEL, Choices { wikis: Some(labels(&["demo"])), ..Choices::default() });
    let demo = all(&said(&library, &server, &asked));
    assert!(demo.contains("Demo wiki") && demo.contains("Osa fled"), "{demo}");
}

#[test]
fn a_thread_has_what_its_channel_has_unless_it_chose_otherwise() {
    let library = starter();
    let asked = in_the_thread(command("khitomer", &[("what", "2409")]));
    let is_private = |server: &Server| said(&library, server, &asked)["data"]["flags"].as_u64().unwrap() & 64 != 0;
    let mut server = Server::default();
    assert!(!is_private(&server));
    let audience = |audience| Choices { audience: Some(audience), ..Choices::default() };
    server.channels.insert(CHANNEL, audience(Audience::Asker));
    assert!(is_private(&server));
    server.channels.insert(ChannelId(CHANNEL.0 + 1), Choices { plain_text: Some(true), ..Choices::default() });
    assert!(is_private(&server), "the thread left that open");
    server.channels.insert(ChannelId(CHANNEL.0 + 1), audience(Audience::Everyone));
    assert!(!is_private(&server));
    let mut in_category = asked.clone();
    in_category["channel"]["type"] = json!(0);
    server.channels.remove(&ChannelId(CHANNEL.0 + 1));
    let reply = said(&library, &server, &in_category);
    assert_eq!(reply["data"]["flags"], json!(PUBLIC), "a category chooses nothing");
}

#[test]
fn where_no_chosen_wiki_is_left_an_admin_learns_what_to_do() {
    let server = choosing(Choices { wikis: Some(labels(&["long-gone"])), ..Choices::default() });
    let reply = said(&starter(), &server, &command("lore", &[("question", "khitomer 2409")]));
    assert_eq!(reply["data"]["flags"], json!(PRIVATE));
    assert!(all(&reply).contains("/lore-admin"), "{reply}");
    assert!(all(&said(&starter(), &server, &command("about", &[]))).contains("starter wiki"));
}

#[test]
fn the_preferred_continuity_comes_first_unless_the_question_says_otherwise() {
    let wikis = two_wikis();
    let library = opened(&wikis);
    let favour = |name: &str| {
        let continuity = Some(Favoured::Named(label(name)));
        choosing(Choices { wikis: Some(labels(&["demo"])), continuity, ..Choices::default() })
    };
    let asked =
        |server: &Server, question: &str| all(&said(&library, server, &command("lore", &[("question", question)])));
    assert!(asked(&favour("prime"), "osa burned 2301").contains("Osa fled"));
    assert!(asked(&favour("mirror"), "osa burned 2301").contains("crueller"));
    assert!(asked(&favour("prime"), "mirror universe osa burned 2301").contains("crueller"));
    assert!(asked(&favour("mirror"), "osa weir").contains("stood by the weir"), "nothing mirrored tells of it");
}

#[test]
fn a_name_of_the_servers_own_is_understood_and_said_to_be_one() {
    let mut server = Server::default();
    server.aliases.set(label("the peace world"), label("Khitomer")).unwrap();
    let library = starter();
    for options in
        [[("topic", "The Peace World"), ("when", "2409")], [("question", "peace the peace world 2409"), ("when", "")]]
    {
        let text = all(&said(&library, &server, &command("lore", &options)));
        assert!(text.contains("Khitomer") && text.contains("2409"), "{text}");
        assert!(text.to_lowercase().contains("(you typed “the peace world”)"), "{text}");
    }
    let timeline = all(&said(&library, &server, &command("timeline", &[("topic", "the peace world")])));
    assert!(timeline.contains("Timeline of Khitomer"), "{timeline}");
    let choices = said(&library, &server, &typing("the pea"));
    assert_eq!(choices["data"]["choices"][0], json!({ "name": "Khitomer (the peace world)", "value": "Khitomer" }));
}

#[test]
fn answers_are_for_the_asker_alone_where_the_server_wants_that_and_the_call_does_not() {
    let server = choosing(Choices { audience: Some(Audience::Asker), ..Choices::default() });
    let flags =
        |options: &[(&str, &str)]| said(&starter(), &server, &command("khitomer", options))["data"]["flags"].clone();
    assert_eq!(flags(&[("what", "2409")]), json!(PRIVATE));
    assert_eq!(flags(&[("what", "2409"), ("private", "false")]), json!(PUBLIC));
}

#[test]
fn what_a_rule_names_is_blurred_on_cards_lists_and_timelines_unless_the_call_says_otherwise() {
    let server = choosing(Choices { spoilers: Some(labels(&["from the ashes"])), ..Choices::default() });
    let library = starter();
    let reply = |name: &str, options: &[(&str, &str)]| said(&library, &server, &command(name, options));
    let card = reply("khitomer", &[("what", "2409")]);
    assert!(is_blurred(&card) && !is_blurred(&reply("khitomer", &[("what", "2409"), ("spoiler", "false")])));
    assert!(!is_blurred(&reply("khitomer", &[("what", "2293")])));
    assert!(is_blurred(&reply("timeline", &[("topic", "khitomer")])));
    let more = said(&library, &server, &press_under(button(&card, "More results").unwrap(), SOMEONE, PUBLIC));
    assert!(is_blurred(&more), "{more}");
}

#[test]
fn a_plain_answer_says_the_same_without_a_frame_and_keeps_its_form() {
    let server = choosing(Choices { plain_text: Some(true), ..Choices::default() });
    let library = starter();
    let plain = said(&library, &server, &command("khitomer", &[("what", "2409")]));
    let content = plain["data"]["content"].as_str().unwrap();
    assert!(content.starts_with("**[Khitomer, Republic summit]") && content.contains("CC BY-SA"), "{content}");
    assert_eq!(plain["data"]["flags"], json!(4));
    let rows = plain["data"]["components"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["type"] == 1) && !rows.is_empty());
    // A card that was sent before the server changed its mind stays one, and a plain text stays plain.
    let next = button(&plain, "Next").unwrap();
    let card = said(&library, &server, &press_under(next, SOMEONE, PUBLIC));
    assert_eq!(card["data"]["components"][0]["type"], json!(17));
    let mut under_plain = press_under(next, SOMEONE, 4);
    under_plain["message"]["content"] = json!("**Khitomer**");
    let next = said(&library, &Server::default(), &under_plain);
    assert!(next["data"]["content"].is_string() && next["type"] == 7, "{next}");
}

#[test]
fn an_old_snapshot_is_called_out_of_date() {
    let library = starter();
    let asked = command("khitomer", &[("what", "2409")]);
    let days = |days| choosing(Choices { stale_after_days: Some(days), ..Choices::default() });
    let incoming = Incoming::read(in_a_server(asked, 0)).unwrap();
    let on = |server: Server, day: &str| {
        let today = lorebot::servers::Day::read(day).unwrap();
        let incoming = Incoming { server: Arc::new(server), today, ..incoming.clone() };
        all(&respond(&incoming, &library, &Metrics::default()).body())
    };
    assert!(on(days(10), "2026-12-24").contains("which may be out of date"));
    assert!(!on(days(100), "2026-12-24").contains("out of date"));
    assert!(on(Server::default(), "2028-01-01").contains("out of date"), "a year, where nobody chose");
}

#[test]
fn a_server_that_chose_nothing_changes_nothing() {
    let asked = command("khitomer", &[("what", "2409")]);
    let elsewhere = respond(&Incoming::read(asked.clone()).unwrap(), &starter(), &Metrics::default());
    assert_eq!(texts(&said(&starter(), &Server::default(), &asked)), texts(&elsewhere.body()));
}
