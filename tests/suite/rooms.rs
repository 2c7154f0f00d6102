//! The rooms and the only arrows between them, as `src/lib.rs` draws them.
//!
//! 1. No file names a room that its own may not name.
//! 2. Only `index` names tantivy, only `discord` names serenity and tokio, only `pull` names ureq, only
//!    `servers` names sqlx.

use std::fs;
use std::path::{Path, PathBuf};

use crate::wikis::project;

/// Each room with the rooms it may name.
const ARROWS: &[(&str, &[&str])] = &[
    ("lore", &[]),
    ("import", &["lore"]),
    ("index", &["lore"]),
    ("answer", &["lore", "index"]),
    ("rebuild", &["lore", "import", "index"]),
    ("check", &["lore", "answer"]),
    ("bench", &["lore", "answer", "rebuild", "check"]),
    ("pull", &["import"]),
    ("servers", &["lore"]),
    ("terminal", &["lore", "import", "answer", "rebuild", "check", "bench", "pull", "servers", "doctor"]),
    ("discord", &["lore", "answer", "servers", "metrics", "settings"]),
    ("doctor", &["answer", "rebuild", "check", "servers", "discord", "settings"]),
    ("settings", &[]),
    ("metrics", &[]),
];

/// Crates that only one room may name.
const OF_ONE_ROOM: &[(&str, &str)] =
    &[("tantivy", "index"), ("serenity", "discord"), ("tokio", "discord"), ("ureq", "pull"), ("sqlx", "servers")];

/// The files of a folder and of those below it.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// The files of `src/` with their rooms; the map and the door belong to none.
fn files_with_rooms() -> Vec<(PathBuf, String)> {
    let src = project().join("src");
    let room = |path: &Path| {
        let first = path.strip_prefix(&src).unwrap().components().next().unwrap();
        first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
    };
    let files = files_below(&src).into_iter().map(|path| (path.clone(), room(&path)));
    files.filter(|(_, room)| room != "lib" && room != "main").collect()
}

#[test]
fn no_room_names_another_than_its_arrows_allow() {
    for (path, room) in files_with_rooms() {
        let text = fs::read_to_string(&path).unwrap();
        let (_, allowed) =
            ARROWS.iter().find(|(name, _)| *name == room).unwrap_or_else(|| panic!("no arrows for {room}"));
        let tests_at = text.find("#[cfg(test)]").unwrap_or(text.len());
        for (other, _) in ARROWS.iter().filter(|(other, _)| *other != room && !allowed.contains(other)) {
            let code = &text[..tests_at];
            let in_braces = |list: &str| {
                let list = list.split(';').next().unwrap_or_default();
                list.split([',', '{', ' ', '\n', '}']).any(|part| part.trim().split("::").next() == Some(*other))
            };
            let named = ["::", ";", ",", " ", ")"].iter().any(|end| code.contains(&format!("crate::{other}{end}")))
                || code.split("crate::{").skip(1).any(in_braces);
            assert!(!named, "{} names {other}", path.display());
        }
    }
}

#[test]
fn an_outside_engine_is_named_in_one_room_only() {
    for (path, room) in files_with_rooms() {
        let text = fs::read_to_string(&path).unwrap();
        for (name, home) in OF_ONE_ROOM.iter().filter(|(_, home)| *home != room) {
            let used = text.contains(&format!("{name}::")) || text.contains(&format!("use {name}"));
            assert!(!used, "{} names {name}, which is {home}'s", path.display());
        }
    }
}
