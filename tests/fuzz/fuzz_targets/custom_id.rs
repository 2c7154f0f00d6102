//! Any text as the `custom_id` of a button, as what was chosen in a list, and as a control of an admin's.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::json;

mod shared;

use shared::interactions::{SOMEONE, choice, chosen, press_under};

fuzz_target!(|text: &str| {
    let (first, second) = text.split_once('\u{c}').unwrap_or((text, "2choose"));
    let mut under_plain = press_under(first, SOMEONE, 4);
    under_plain["message"]["content"] = json!("**Khitomer**");
    let ways = [press_under(first, SOMEONE, 1 << 15), under_plain, choice(first), chosen(second, &[first])];
    for (number, interaction) in ways.into_iter().enumerate() {
        shared::ask(interaction, number / 2);
    }
});
