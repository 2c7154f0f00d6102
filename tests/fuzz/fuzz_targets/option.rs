//! Any options of any command, also of types, names and values that no command has.
//!
//! The first line is the kind of interaction, the language and the command, each further line the type of an option, its
//! name and its value; options of a line that begins with a tab are inside the option before it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};

mod shared;

use shared::interactions;

fuzz_target!(|text: &str| {
    let mut lines = text.split('\n');
    let mut head = lines.next().unwrap_or_default().splitn(3, ' ');
    let mut field = || head.next().unwrap_or_default();
    let (kind, locale, name) = (field().parse::<u64>().unwrap_or(2), field(), field());
    let mut options: Vec<Value> = Vec::new();
    for line in lines {
        let inside = line.strip_prefix('\t');
        let option = option(inside.unwrap_or(line), kind);
        match options.last_mut().filter(|_| inside.is_some()).and_then(|outer| outer["options"].as_array_mut()) {
            Some(options) => options.push(option),
            None => options.push(option),
        }
    }
    let mut interaction = interactions::in_a_server(interactions::command(name, &[]), 1 << 5);
    interaction["type"] = json!(kind);
    interaction["locale"] = json!(locale);
    interaction["data"]["options"] = json!(options);
    shared::ask(interaction, text.len());
});

/// An option as Discord would write it, with a value of JSON where it is some, else a text.
fn option(line: &str, kind: u64) -> Value {
    let mut fields = line.splitn(3, ' ');
    let mut field = || fields.next().unwrap_or_default();
    let (of_type, name, value) = (field().parse::<u64>().unwrap_or(3), field(), field());
    if of_type <= 2 {
        return json!({ "type": of_type, "name": name, "options": [] });
    }
    let value = serde_json::from_str(value).unwrap_or_else(|_| json!(value));
    let mut option = json!({ "type": of_type, "name": name, "value": value });
    if kind == 4 {
        option["focused"] = json!(!name.starts_with("topic") || value_is_short(&option["value"]));
    }
    option
}

/// Some topics are being typed, others stand already beside what is being typed.
fn value_is_short(value: &Value) -> bool {
    value.as_str().is_none_or(|value| value.len() < 8)
}
