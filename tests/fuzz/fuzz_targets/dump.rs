//! Any bytes into the reader of exports: each is refused or read to its end, and what was read holds together.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use lorebot::import::dump::{Export, Page};

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut export) = Export::open(Cursor::new(bytes.to_vec())) else { return };
    let mut page = Page::default();
    while matches!(export.read_page(&mut page), Ok(true)) {
        assert!(!page.title.is_empty());
    }
    assert!(matches!(export.read_page(&mut page), Ok(false)));
});
