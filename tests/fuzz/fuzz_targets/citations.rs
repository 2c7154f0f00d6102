//! Any text into the reader of pasted pages, whose paragraphs and notes are searched for citations.
#![no_main]

use libfuzzer_sys::fuzz_target;
use lorebot::import::{Profile, read_article};

fuzz_target!(|text: &str| {
    let _ = read_article("fuzz.txt", text, &Profile::generic("fuzz"));
});
