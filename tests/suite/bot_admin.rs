//! `/lore-admin` end to end, against a Discord on loopback: interaction in, reply out, with the database between.
//!
//! 1. The panel shows what holds, for the server or for one channel, and its lists change it in place.
//! 2. Pins, names, spoiler rules and the age of a snapshot are set and taken back, and hold for the next answer.
//! 3. The last change can be undone, also by another process after a restart.
//! 4. All that was chosen goes into a file, and comes back from one; a file with a fault changes nothing.
//! 5. Admins see what found nothing and what was called wrong, and never who asked.
//! 6. What cannot be done is said with its reason; nothing of it is seen by anyone else.

use serde_json::{Value, json};

use crate::bot::{Bot, is_private, text};
use crate::fake_discord::FakeDiscord;
use crate::fake_discord::interactions::{
    SOMEONE, admin, admin_typing, asked_by, chosen, command, import, in_a_server, press_under,
};
use crate::messages::read_in;
use crate::replies::{PUBLIC, button, custom_ids, texts};

/// The channel that interactions come from, and another.
const HERE: &str = "4444444444444444444";

/// A bot whose answers are waited for.
struct Asked {
    fake: FakeDiscord,
    bot: Option<Bot>,
    sessions: usize,
}

impl Asked {
    async fn start() -> Asked {
        let fake = FakeDiscord::start().await;
        let bot = Bot::start(&fake);
        fake.until_identified(1).await;
        Asked { fake, bot: Some(bot), sessions: 1 }
    }

    async fn say(&self, interaction: &Value) -> Value {
        self.fake.interact(interaction);
        self.fake.reply_to(interaction).await
    }

    /// What an admin is told, who alone sees it.
    async fn admin(&self, subcommand: &str, options: Value) -> String {
        let reply = self.say(&admin(subcommand, &options)).await;
        assert!(is_private(&reply), "{reply}");
        texts(&reply).join("\n").replace("**", "")
    }

    async fn lore(&self, options: &[(&str, &str)]) -> Value {
        self.say(&in_a_server(command("lore", options), 0)).await
    }

    async fn restart(&mut self) {
        self.bot.take().unwrap().stop().await;
        self.bot = Some(Bot::start(&self.fake));
        self.sessions += 1;
        self.fake.until_identified(self.sessions).await;
    }

    async fn stop(mut self) {
        self.bot.take().unwrap().stop().await;
    }
}

fn option(name: &str, value: &str) -> Value {
    json!({ "type": 3, "name": name, "value": value })
}

fn this_channel() -> Value {
    json!({ "type": 7, "name": "channel", "value": HERE })
}

/// The id of the list with an entry that begins with these words.
fn list<'reply>(panel: &'reply Value, words: &str) -> &'reply str {
    let rows = panel["data"]["components"].as_array().unwrap().iter();
    let lists = rows.filter_map(|row| row["components"].get(0)).filter(|list| list["type"] == 3);
    let begins = |option: &Value| option["label"].as_str().is_some_and(|label| label.starts_with(words));
    let of = |list: &&Value| list["options"].as_array().unwrap().iter().any(begins);
    lists.into_iter().find(of).unwrap_or_else(|| panic!("no list “{words}”: {panel}"))["custom_id"].as_str().unwrap()
}

#[tokio::test]
async fn the_panel_shows_what_holds_and_its_lists_change_it_in_place() {
    let asked = Asked::start().await;
    let panel = asked.say(&admin("settings", &json!([]))).await;
    assert!(is_private(&panel) && text(&panel, 0).contains("Answers seen by**: everyone"), "{panel}");
    let changed = asked.say(&chosen(list(&panel, "Answers seen by"), &["aon"])).await;
    let said = texts(&changed).join("\n");
    assert!(
        changed["type"] == 7 && said.contains("Done.") && said.contains("seen by**: only whoever asked"),
        "{changed}"
    );
    assert!(is_private(&asked.lore(&[("question", "khitomer 2409")]).await));
    // This channel goes back to everyone, whatever holds elsewhere.
    let panel = asked.say(&admin("settings", &json!([this_channel()]))).await;
    assert!(text(&panel, 0).contains(&format!("Settings of <#{HERE}>")), "{panel}");
    asked.say(&chosen(list(&panel, "Answers seen by"), &["aoff"])).await;
    assert!(!is_private(&asked.lore(&[("question", "khitomer 2409")]).await));
    asked.say(&chosen(list(&panel, "Answers seen by"), &["a="])).await;
    assert!(is_private(&asked.lore(&[("question", "khitomer 2409")]).await));
    asked.stop().await;
}

#[tokio::test]
async fn every_list_of_the_panel_is_chosen_from() {
    let asked = Asked::start().await;
    let panel = asked.say(&admin("settings", &json!([]))).await;
    let choose = async |words: &str, value: &str| {
        let changed = asked.say(&chosen(list(&panel, words), &[value])).await;
        texts(&changed).join("\n").replace("**", "")
    };
    let only_one = asked.say(&chosen("a1|w|", &["starter"])).await;
    assert!(texts(&only_one).join("\n").contains("Wikis**: Lorebot starter wiki"), "{only_one}");
    for all_marked in [["starter", "="], ["=", "starter"]] {
        let all = asked.say(&chosen("a1|w|", &all_marked)).await;
        assert!(!texts(&all).join("\n").contains("Wikis**"), "every wiki is asked, and there is one: {all}");
    }
    assert!(choose("Preferred continuity", "mirror").await.contains("Preferred continuity: mirror"));
    assert!(choose("Answer [[links]]", "ion").await.contains("Answer [[links]]: on"));
    assert!(choose("Public answers in", "de").await.contains("Public answers in: Deutsch"));
    assert!(choose("Plain", "pon").await.contains("Plain text: on"));
    let plain = asked.lore(&[("question", "khitomer 2409")]).await;
    assert!(
        plain["data"]["content"].as_str().is_some_and(|said| said.contains("Quelle")),
        "German, and plain: {plain}"
    );
    asked.stop().await;
}

#[tokio::test]
async fn names_pins_rules_and_ages_are_set_completed_and_taken_back() {
    let asked = Asked::start().await;
    let said = asked.admin("alias", json!([option("name", "QPM"), option("topic", "khitomer")])).await;
    assert!(said.contains("Names of our own: QPM = Khitomer"), "{said}");
    assert!(texts(&asked.lore(&[("question", "qpm 2409")]).await).join(" ").contains("Republic summit"));
    let choices = asked.say(&admin_typing("unalias", "name", "q")).await;
    assert_eq!(choices["data"]["choices"], json!([{ "name": "QPM = Khitomer", "value": "QPM" }]));
    assert!(!asked.admin("unalias", json!([option("name", "QPM")])).await.contains("Names of our own"));

    let said = asked.admin("pin", json!([option("topic", "qonos")])).await;
    assert!(said.contains("Pinned commands: /qo'nos"), "{said}");
    let said = asked.admin("pin", json!([option("topic", "khitomer"), option("name", "Peace")])).await;
    assert!(said.contains("/peace"), "{said}");
    let commands = "/guilds/8888888888888888888/commands";
    let names = |state: &crate::fake_discord::State| {
        let registered = state.requests_to("PUT", commands).pop()?;
        (registered.as_array()?.len() == 2).then(|| registered[1]["name"].clone())
    };
    assert_eq!(asked.fake.until("two commands", names).await, json!("peace"));
    let answer = asked.say(&in_a_server(command("peace", &[("what", "2409")]), 0)).await;
    assert!(text(&answer, 0).contains("Republic summit"), "{answer}");
    assert!(asked.admin("unpin", json!([option("name", "peace")])).await.contains("Pinned commands: /qo'nos"));

    let said = asked.admin("blur", json!([option("work", "From the Ashes"), this_channel()])).await;
    assert!(said.contains("Blurred works: From the Ashes"), "{said}");
    assert_eq!(asked.lore(&[("question", "khitomer 2409")]).await["data"]["components"][0]["spoiler"], json!(true));
    let choices = asked.say(&admin_typing("unblur", "work", "ashes")).await;
    assert_eq!(choices["data"]["choices"], json!([]), "that is this channel's rule alone");
    let said = asked.admin("unblur", json!([option("work", "From the Ashes"), this_channel()])).await;
    assert!(said.contains("Blurred works: none"), "{said}");
    let said = asked.admin("old", json!([{ "type": 4, "name": "days", "value": 30 }])).await;
    assert!(said.contains("Out of date after: 30 days"), "{said}");
    asked.stop().await;
}

#[tokio::test]
async fn the_last_change_is_undone_also_after_a_restart() {
    let mut asked = Asked::start().await;
    asked.admin("alias", json!([option("name", "QPM"), option("topic", "khitomer")])).await;
    asked.admin("alias", json!([option("name", "HoD"), option("topic", "Duras")])).await;
    asked.restart().await;
    let said = asked.admin("undo", json!([])).await;
    assert!(said.contains("Names of our own: QPM = Khitomer") && !said.contains("HoD"), "{said}");
    let panel = asked.say(&admin("settings", &json!([]))).await;
    let undo = button(&panel, "Undo last change").unwrap();
    let undone = asked.say(&in_a_server(press_under(undo, SOMEONE, 64), 32)).await;
    assert!(undone["type"] == 7 && !texts(&undone).join("\n").contains("Names of our own"), "{undone}");
    assert!(asked.admin("undo", json!([])).await.contains("no change left"));
    asked.stop().await;
}

#[tokio::test]
async fn what_was_chosen_goes_into_a_file_and_comes_back_from_it() {
    let asked = Asked::start().await;
    asked.admin("alias", json!([option("name", "QPM"), option("topic", "khitomer")])).await;
    let exported = asked.say(&admin("export", &json!([]))).await;
    assert!(is_private(&exported) && exported["data"]["attachments"][0]["filename"] == "lorebot.json", "{exported}");
    let file = asked.fake.state().files.get("lorebot.json").cloned().unwrap();
    assert_eq!(file["server"]["aliases"], json!({ "QPM": "Khitomer" }));
    asked.admin("unalias", json!([option("name", "QPM")])).await;
    let url = format!("{}/attachments/lorebot.json", asked.fake.base);
    let imported = asked.say(&import(&url, 200)).await;
    let said = texts(&imported).join("\n");
    assert!(said.contains("settings of the file hold") && said.contains("QPM = Khitomer"), "{imported}");

    asked.fake.state().files.insert("lorebot.json".to_owned(), json!({ "version": 1, "server": { "colour": "blue" } }));
    for (interaction, why) in [
        (import(&url, 200), "unknown field"),
        (import(&url, 9_000_000), "more than 256 KB"),
        (import("https://elsewhere.example/lorebot.json", 200), "does not lie with Discord"),
        (import(&format!("{}/attachments/gone.json", asked.fake.base), 200), "does not hand out the file"),
    ] {
        let refused = asked.say(&interaction).await;
        assert!(is_private(&refused) && text_of(&refused).contains(why), "{why}: {refused}");
    }
    assert!(asked.admin("settings", json!([])).await.contains("QPM = Khitomer"));
    asked.stop().await;
}

/// The text of a note.
fn text_of(reply: &Value) -> String {
    texts(reply).join("\n")
}

#[tokio::test]
async fn admins_see_what_found_nothing_and_what_was_called_wrong() {
    let asked = Asked::start().await;
    asked.lore(&[("question", "Xyzzyplugh Qwrt")]).await;
    let card = asked.lore(&[("question", "khitomer 2409")]).await;
    for reader in ["11", "12"] {
        let wrong = button(&card, "Wrong answer").unwrap();
        let press = in_a_server(asked_by(press_under(wrong, SOMEONE, PUBLIC), reader), 0);
        let reasons = asked.say(&press).await;
        assert!(is_private(&reasons) && reasons["type"] == 4, "{reasons}");
        let reason = reasons["data"]["components"][1]["components"][0]["options"][1].clone();
        assert_eq!(reason["label"], "It is about another time");
        let vote = asked_by_member(chosen("2choose", &[reason["value"].as_str().unwrap()]), reader);
        let thanks = asked.say(&vote).await;
        assert!(thanks["type"] == 7 && text_of(&thanks).contains("Thank you"), "{thanks}");
    }
    let mut report = String::new();
    for _ in 0..200 {
        report = asked.admin("report", json!([])).await;
        if report.contains("2 votes") && report.contains("xyzzyplugh qwrt") {
            break;
        }
    }
    assert!(report.contains("Khitomer, Republic summit: It is about another time (2 votes)"), "{report}");
    assert!(report.contains("“xyzzyplugh qwrt”, once"), "{report}");
    asked.stop().await;
}

/// The same interaction of another member.
fn asked_by_member(mut interaction: Value, user: &str) -> Value {
    interaction["member"]["user"]["id"] = json!(user);
    interaction
}

#[tokio::test]
async fn what_cannot_be_done_is_said_with_its_reason() {
    let asked = Asked::start().await;
    for (subcommand, options, why) in [
        ("pin", json!([option("topic", "worf and mogh")]), "not the name of one article"),
        ("pin", json!([option("topic", "worf"), option("name", "no spaces")]), "1 to 32 letters"),
        ("pin", json!([option("topic", "worf"), option("name", "lore")]), "/lore is one of the bot’s own"),
        ("unpin", json!([option("name", "none")]), "no pinned command /none"),
        ("unalias", json!([option("name", "nobody")]), "no name “nobody”"),
        ("unblur", json!([option("work", "nothing")]), "“nothing” is not among"),
        ("alias", json!([option("name", "!!"), option("topic", "worf")]), "one letter or digit"),
    ] {
        let said = asked.admin(subcommand, options).await;
        assert!(said.contains(why), "{subcommand}: {said}");
    }
    let unpin = |name: &str| read_in(admin("unpin", &json!([option("name", name)])), "de", None);
    let gone = "https://elsewhere.example/lorebot.json";
    for (interaction, why) in [
        (unpin("none"), "Hier ist kein Befehl /none angepinnt."),
        (unpin("no spaces"), "Ein Befehl braucht einen Namen"),
        (read_in(import(gone, 200), "de", None), "Die Datei liegt nicht bei Discord"),
    ] {
        let refused = asked.say(&interaction).await;
        assert!(text_of(&refused).contains(why), "{why}: {refused}");
    }
    let mut elsewhere = admin("settings", &json!([]));
    elsewhere["authorizing_integration_owners"] = json!({ "1": SOMEONE });
    let refused = asked.say(&elsewhere).await;
    assert!(is_private(&refused) && text_of(&refused).contains("install it there first"), "{refused}");
    asked.stop().await;
}

#[tokio::test]
async fn whoever_asks_learns_what_is_kept() {
    let asked = Asked::start().await;
    let privacy = asked.say(&command("privacy", &[])).await;
    assert!(is_private(&privacy) && text_of(&privacy).contains("90 days"), "{privacy}");
    let card = asked.say(&command("khitomer", &[("what", "2409")])).await;
    assert!(button(&card, "Wrong answer").is_none(), "nobody would read it: {card}");
    assert!(custom_ids(&card).len() > 3);
    asked.stop().await;
}
