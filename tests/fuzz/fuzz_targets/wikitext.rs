//! Any text into the reader of wikitext. A form feed parts the page from templates that it may call `A`, `B` and so on,
//! so that calls, loops and what templates give are met as well.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use lorebot::import::dump::{Page, SiteInfo};
use lorebot::import::{Profile, Survey};

static PROFILE: LazyLock<Profile> = LazyLock::new(|| Profile::generic("fuzz"));

fuzz_target!(|text: &str| {
    let mut parts = text.split('\u{c}');
    let page = Page { title: "Fuzz".into(), text: parts.next().unwrap_or_default().into(), ..Page::default() };
    let mut survey = Survey::begin(&SiteInfo::default(), &PROFILE);
    for (name, text) in ('A'..='Z').zip(parts) {
        survey.note(&Page { title: format!("Template:{name}"), namespace: 10, text: text.into(), ..Page::default() });
    }
    survey.settle();
    let _ = survey.text_of(&page);
    let _ = survey.read(&page);
});
