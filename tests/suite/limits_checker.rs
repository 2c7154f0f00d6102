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
        1 | 6 => assert!(reply.get("data").is_none()),
        4 => check_message(&reply["data"]),
        7 => {
            check_message(&reply["data"]);
            let flags = reply["data"]["flags"].as_u64();
            assert_eq!(flags.unwrap_or(0) & EPHEMERAL, 0, "who sees a message cannot be changed");
        }
        8 => {
            let choices = list(&reply["data"]["choices"]);
            assert!(choices.len() <= 25);
            let (mut names, mut values) = (HashSet::new(), HashSet::new());
            for choice in choices {
                assert!(names.insert(choice["name"].clone()), "two choices of one name");
                assert!(values.insert(choice["value"].clone()), "two choices of one value");
                within(&choice["name"], 1, 100, "choice name");
                within(&choice["value"], 1, 100, "choice value");
            }
        }
        other => panic!("an unexpected type of callback: {other}"),
    }
}

/// Checks the body of a message in a channel.
pub fn check_posted(message: &Value) {
    log("POST", "/channels/4444444444444444444/messages", message);
    let flags = message["flags"].as_u64().unwrap_or(0);
    assert_eq!(flags & EPHEMERAL, 0, "a message in a channel is for everyone");
    let mut message = message.clone();
    message["allowed_mentions"].as_object_mut().unwrap().remove("replied_user");
    check_message(&message);
}

/// Message flags: without pictures of links, for the asker alone, and made of components alone.
const SUPPRESS_EMBEDS: u64 = 1 << 2;
const EPHEMERAL: u64 = 1 << 6;
const COMPONENTS_V2: u64 = 1 << 15;

fn check_message(message: &Value) {
    assert_eq!(message["allowed_mentions"], serde_json::json!({ "parse": [] }));
    let flags = message["flags"].as_u64().unwrap_or(0);
    assert_eq!(flags & !(SUPPRESS_EMBEDS | EPHEMERAL | COMPONENTS_V2), 0, "flags that no reply may have: {flags}");
    if flags & COMPONENTS_V2 == 0 {
        return check_plain(message);
    }
    assert!(message.get("content").is_none() && message.get("embeds").is_none(), "more than components: {message}");
    let mut found = Found::default();
    let components = list(&message["components"]);
    assert!(!components.is_empty(), "an empty message");
    for component in components {
        found.check(component, None);
    }
    assert!(found.components <= 40, "{} components", found.components);
    assert!(found.text <= 4000, "{} characters in all text displays", found.text);
}

/// A message of plain text with rows below it.
fn check_plain(message: &Value) {
    within(&message["content"], 1, 2000, "plain text");
    let (mut found, rows) = (Found::default(), list(&message["components"]));
    assert!(rows.len() <= 5 && rows.iter().all(|row| row["type"] == 1), "more than five rows: {message}");
    for row in rows {
        found.check(row, None);
    }
}

/// What has been found in a message so far.
#[derive(Default)]
struct Found {
    components: usize,
    text: usize,
    custom_ids: HashSet<String>,
}

impl Found {
    /// Checks a component inside another of this type; `None` for one that stands by itself.
    fn check(&mut self, component: &Value, inside: Option<u64>) {
        self.components += 1;
        let kind = component["type"].as_u64().unwrap();
        let children = list(&component["components"]);
        match kind {
            1 => {
                assert!(matches!(inside, None | Some(17)));
                let of = |kind: u64| children.iter().filter(|child| child["type"] == kind).count();
                let fits = (1..=5).contains(&of(2)) && of(3) == 0 || of(2) == 0 && of(3) == 1;
                assert!(fits && of(2) + of(3) == children.len(), "a row of {children:?}");
            }
            2 => self.check_button(component, inside),
            3 => self.check_select(component, inside),
            9 => {
                assert!(matches!(inside, None | Some(17)) && (1..=3).contains(&children.len()));
                assert!(children.iter().all(|child| child["type"] == 10) && component["accessory"]["type"] == 2);
                self.check(&component["accessory"], Some(kind));
            }
            10 => {
                assert!(matches!(inside, None | Some(9 | 17)));
                within(&component["content"], 1, 4000, "text");
                self.text += length(&component["content"]);
            }
            14 => assert!(matches!(inside, None | Some(17))),
            17 => {
                assert!(inside.is_none() && !children.is_empty());
                assert!(component["accent_color"].as_u64().unwrap() <= 0xFF_FF_FF && component["spoiler"].is_boolean());
            }
            other => panic!("an unexpected type of component: {other}"),
        }
        for child in children {
            self.check(child, Some(kind));
        }
    }

    fn check_button(&mut self, button: &Value, inside: Option<u64>) {
        assert!(matches!(inside, Some(1 | 9)));
        within(&button["label"], 1, 80, "button label");
        if button["style"] == 5 {
            within(&button["url"], 8, 512, "url");
            assert!(["http://", "https://"].iter().any(|scheme| button["url"].as_str().unwrap().starts_with(scheme)));
            assert!(button.get("custom_id").is_none());
            return;
        }
        assert!(matches!(button["style"].as_u64(), Some(1..=4)) && button.get("url").is_none());
        self.check_custom_id(button);
    }

    fn check_select(&mut self, select: &Value, inside: Option<u64>) {
        assert_eq!(inside, Some(1));
        self.check_custom_id(select);
        within(&select["placeholder"], 1, 150, "placeholder");
        let (options, mut values) = (list(&select["options"]), HashSet::new());
        assert!((1..=25).contains(&options.len()));
        for option in options {
            within(&option["label"], 1, 100, "option label");
            within(&option["value"], 1, 100, "option value");
            if let Some(description) = option.get("description") {
                within(description, 1, 100, "option description");
            }
            assert!(values.insert(option["value"].clone()), "two options of one value");
        }
        let (least, most) = (select["min_values"].as_u64().unwrap_or(1), select["max_values"].as_u64().unwrap_or(1));
        assert!(least <= most && (1..=options.len() as u64).contains(&most), "{least} to {most} of {}", options.len());
        let chosen = options.iter().filter(|option| option["default"] == true).count() as u64;
        assert!(chosen <= most, "{chosen} are chosen of at most {most}: {select}");
    }

    fn check_custom_id(&mut self, component: &Value) {
        within(&component["custom_id"], 1, 100, "custom_id");
        let id = component["custom_id"].as_str().unwrap().to_owned();
        assert!(self.custom_ids.insert(id), "two components with one custom_id: {component}");
    }
}

/// A text of a command or an option, in English and in every other language.
fn everywhere<'value>(named: &'value Value, field: &str) -> Vec<&'value Value> {
    let translated = named[format!("{field}_localizations")].as_object().into_iter().flat_map(|texts| texts.values());
    std::iter::once(&named[field]).chain(translated).collect()
}

/// The length that Discord counts: that of the longest language.
fn longest(named: &Value, field: &str) -> usize {
    everywhere(named, field).into_iter().map(length).max().unwrap_or(0)
}

/// Checks that no two commands, or options of a command, are called the same in any language.
fn check_names(called: &[Value]) {
    let keys = |one: &Value| one["name_localizations"].as_object().map(|names| names.keys().cloned().collect());
    let locales: HashSet<String> = called.iter().filter_map(keys).flat_map(|keys: Vec<String>| keys).collect();
    for locale in locales.iter().map(String::as_str).chain([""]) {
        let mut names = HashSet::new();
        for one in called {
            let name = one["name_localizations"].get(locale).unwrap_or(&one["name"]);
            assert!(names.insert(name), "two are called {name} in {locale:?}");
        }
    }
}

/// Checks a list of global commands.
pub fn check_commands(commands: &[Value]) {
    log("PUT", "/applications/1111111111111111111/commands", &serde_json::json!(commands));
    let of_type = |wanted: u64| commands.iter().filter(|command| command["type"] == wanted).count();
    assert!(of_type(1) <= 100 && of_type(3) <= 5 && of_type(1) + of_type(3) == commands.len());
    check_names(commands);
    for command in commands {
        if command["type"] == 3 {
            for name in everywhere(command, "name") {
                within(name, 1, 32, "name");
            }
            assert!(command.get("description").is_none() && command.get("options").is_none());
            continue;
        }
        let total = check_named(command);
        assert!(total <= 8000, "{total} characters in {}", command["name"]);
    }
}

/// Checks a command or an option with those inside it; gives the characters of its texts.
fn check_named(named: &Value) -> usize {
    let options = list(&named["options"]);
    let is_known = |option: &Value| matches!(option["type"].as_u64(), Some(1 | 3 | 4 | 5 | 7 | 11));
    assert!(options.iter().all(is_known), "an unexpected type of option");
    assert!(options.len() <= 25);
    let required = |option: &Value| option["required"] == true;
    assert!(options.is_sorted_by_key(|option| !required(option)), "what must be filled in comes first: {named}");

    for name in everywhere(named, "name") {
        within(name, 1, 32, "name");
        let name = name.as_str().unwrap();
        assert_eq!(name.to_lowercase(), name);
        assert!(name.chars().all(|letter| letter.is_alphanumeric() || "-_'".contains(letter)), "{name}");
    }
    for description in everywhere(named, "description") {
        within(description, 1, 100, "description");
    }
    check_names(options);
    longest(named, "name") + longest(named, "description") + options.iter().map(check_named).sum::<usize>()
}
