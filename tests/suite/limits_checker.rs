//! Discord's limits once more, written down apart from the program's own, as a second pair of eyes.
//!
//! Source: `resources/message.mdx`, `components/reference.mdx`, `interactions/application-commands.mdx` and
//! `interactions/receiving-and-responding.mdx` of discord/discord-api-docs.
//!
//! With `FAKE_DISCORD_LOG` set to a folder, what is checked is left there as lines of JSON, for a validator.

use std::collections::HashSet;
use std::io::Write;

use serde_json::Value;

/// The length of a JSON string in UTF-16 code units; 0 for `null`.
fn length(text: &Value) -> usize {
    assert!(text.is_null() || text.is_string(), "not a text: {text}");
    text.as_str().unwrap_or_default().encode_utf16().count()
}

fn within(text: &Value, least: usize, most: usize, what: &str) {
    let length = length(text);
    assert!((least..=most).contains(&length), "{what}: {length} is not within {least} and {most}: {text}");
    assert!(least == 0 || !text.as_str().unwrap().trim().is_empty(), "{what} is blank");
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Leaves a request for a validator, where one is wanted.
fn log(method: &str, path: &str, body: &Value) {
    if let Ok(folder) = std::env::var("FAKE_DISCORD_LOG") {
        let line = serde_json::json!({ "method": method, "path": format!("/api/v10{path}"), "body": body });
        let file = std::fs::File::options().create(true).append(true).open(format!("{folder}/checked.jsonl"));
        file.unwrap().write_all(format!("{line}\n").as_bytes()).unwrap();
    }
}

/// Checks the body of a callback.
pub fn check_reply(reply: &Value) {
    log("POST", "/interactions/2222222222222222222/token/callback", reply);
    match reply["type"].as_u64().unwrap() {
        1 => assert!(reply.get("data").is_none()),
        4 => check_message(&reply["data"]),
        8 => {
            let choices = list(&reply["data"]["choices"]);
            assert!(choices.len() <= 25);
            let mut names = HashSet::new();
            for choice in choices {
                assert!(names.insert(choice["name"].clone()), "two choices of one name");
                within(&choice["name"], 1, 100, "choice name");
                within(&choice["value"], 1, 100, "choice value");
            }
        }
        other => panic!("an unexpected type of callback: {other}"),
    }
}

fn check_message(message: &Value) {
    assert_eq!(message["allowed_mentions"], serde_json::json!({ "parse": [] }));
    assert!(message.get("content").is_some() || !list(&message["embeds"]).is_empty(), "an empty message");
    if let Some(content) = message.get("content") {
        within(content, 1, 2000, "content");
    }
    assert!(list(&message["embeds"]).len() <= 10);
    let total: usize = list(&message["embeds"]).iter().map(check_embed).sum();
    assert!(total <= 6000, "{total} characters in all embeds");
    let rows = list(&message["components"]);
    assert!(rows.len() <= 5);
    let mut ids = HashSet::new();
    for row in rows {
        let buttons = list(&row["components"]);
        assert!(row["type"] == 1 && (1..=5).contains(&buttons.len()));
        for button in buttons {
            within(&button["label"], 1, 80, "button label");
            within(&button["custom_id"], 1, 100, "custom_id");
            assert!(ids.insert(button["custom_id"].clone()), "two buttons with one custom_id");
        }
    }
}

/// Checks an embed and tells how many characters it counts.
fn check_embed(embed: &Value) -> usize {
    for (key, most) in [("title", 256), ("description", 4096)] {
        if let Some(text) = embed.get(key) {
            within(text, 1, most, key);
        }
    }
    if let Some(url) = embed.get("url") {
        within(url, 8, 2048, "url");
        assert!(["http://", "https://"].iter().any(|scheme| url.as_str().unwrap().starts_with(scheme)), "{url}");
    }
    if let Some(footer) = embed.get("footer") {
        within(&footer["text"], 1, 2048, "footer");
    }
    assert!(list(&embed["fields"]).len() <= 25);
    let fields = list(&embed["fields"]).iter().map(|field| {
        within(&field["name"], 1, 256, "field name");
        within(&field["value"], 1, 1024, "field value");
        length(&field["name"]) + length(&field["value"])
    });
    fields.sum::<usize>() + length(&embed["title"]) + length(&embed["description"]) + length(&embed["footer"]["text"])
}

/// Checks a list of global commands.
pub fn check_commands(commands: &[Value]) {
    log("PUT", "/applications/1111111111111111111/commands", &serde_json::json!(commands));
    assert!(commands.len() <= 100);
    let mut names = HashSet::new();
    for command in commands {
        assert!(names.insert(command["name"].clone()), "two commands of one name: {}", command["name"]);
        let options = list(&command["options"]);
        assert!(options.len() <= 25);
        let mut total = 0;
        for named in options.iter().chain([command]) {
            let name = named["name"].as_str().unwrap();
            within(&named["name"], 1, 32, "name");
            within(&named["description"], 1, 100, "description");
            assert_eq!(name.to_lowercase(), name);
            assert!(name.chars().all(|letter| letter.is_alphanumeric() || "-_'".contains(letter)), "{name}");
            total += length(&named["name"]) + length(&named["description"]);
        }
        assert!(total <= 8000);
    }
}
