//! Any text as a topic: of a question, a timeline, a comparison, a draw, and while it is being typed. A form feed parts
//! it from what is asked of it and from further options.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lorebot::lore::Lookup;
use lorebot::terminal::{comparison_to_text, timeline_to_text};

mod shared;

use shared::interactions::{command, look_up, typing, typing_into};

/// What `timeline` and `compare` print.
fn on_the_console(topic: &str, other: &str, from: &str, to: &str) {
    if let Ok(Lookup::Told(told)) = shared::LIBRARY.timeline(topic, Some(from), Some(to), None) {
        let _ = timeline_to_text(&told, Some(60));
    }
    if let Ok(Lookup::Told(told)) = shared::LIBRARY.compare(topic, other, None) {
        let _ = comparison_to_text(&told, Some(60));
    }
}

fuzz_target!(|text: &str| {
    let mut parts = text.split('\u{c}');
    let mut part = || parts.next().unwrap_or_default();
    let (topic, other, from, to) = (part(), part(), part(), part());
    // One way for each text: answers take their time, and the length of a text says nothing of what it asks.
    let interaction = match text.len() % 10 {
        0 => command("lore", &[("topic", topic), ("question", other), ("when", from), ("continuity", to)]),
        1 => command("khitomer", &[("what", other), ("when", topic)]),
        2 => command("timeline", &[("topic", topic), ("from", from), ("to", to)]),
        3 => command("compare", &[("one", topic), ("other", other)]),
        4 => command("random", &[("topic", topic)]),
        5 => look_up(topic),
        6 => typing(topic),
        7 => typing_into("when", topic),
        8 => typing_into("one", topic),
        _ => return on_the_console(topic, other, from, to),
    };
    shared::ask(interaction, text.len() / 10);
});
