//! Any text as a question: on the console, in a command, and in a message to the bot, with the links it may hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lorebot::lore::Scope;
use lorebot::terminal::{to_json, to_text};

mod shared;

use shared::interactions;

fuzz_target!(|text: &str| {
    // One way for each text: answers take their time, and the length of a text says nothing of what it asks.
    let number = text.len() / 3;
    match text.len() % 3 {
        0 => {
            let answer = shared::LIBRARY.answer(text, &Scope::Wiki, None).expect("an index in memory is not damaged");
            let _ = (to_text(&answer, Some(60)), to_json(&answer, 0));
        }
        1 => shared::ask(interactions::command("lore", &[("question", text)]), number),
        _ => shared::tell(&if text.contains("[[") { text.to_owned() } else { format!("<@15> {text}") }, number),
    }
});
