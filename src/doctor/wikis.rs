//! The index and the data folder: which wikis answer, and which are not indexed.

use super::{Finding, Folders, space, wiki};
#[cfg(feature = "discord")]
use crate::answer::Library;
use crate::answer::{self, wikis_in};
use crate::rebuild;

pub(super) fn look(folders: &Folders<'_>) -> Vec<Finding> {
    let indexed = match wikis_in(folders.index) {
        Ok(indexed) => indexed,
        Err(error) => return vec![Finding::of_error("index", &error)],
    };
    let sources = match rebuild::wikis_in(folders.data) {
        Ok(sources) => sources,
        Err(error) => return vec![Finding::of_error("data", &error)],
    };
    let mut findings = vec![folder(folders, &indexed, &sources)];
    for id in &indexed {
        findings.extend(wiki::look(folders, id));
    }
    let without = sources.iter().filter(|id| !indexed.contains(id) && !indexed.is_empty());
    findings.extend(without.map(|id| {
        let seen = format!("{} has no index in {}", folders.data.join(id).display(), folders.index.display());
        Finding::look(format!("index {id}"), seen, format!("run `lorebot index --wiki {id}`"))
    }));
    findings
}

/// The index folder as a whole.
fn folder(folders: &Folders<'_>, indexed: &[String], sources: &[String]) -> Finding {
    let at = folders.index.display();
    if !indexed.is_empty() {
        let read_only = space::is_shut(folders.index);
        let how = if read_only { ", which can be read and not written: `lorebot index` runs elsewhere" } else { "" };
        return Finding::good("index", format!("{} in {at}{how}", counted(indexed.len() as u64, "wiki")));
    }
    if folders.index_is_named {
        return Finding::of_error("index", &answer::Error::Missing(folders.index.to_owned()));
    }
    if sources.is_empty() {
        let seen = format!("no index in {at} and no wikis in {}; the starter wiki answers", folders.data.display());
        return Finding::look("index", seen, "put a wiki into the data folder, and run `lorebot index`");
    }
    if space::cannot_be_made(folders.index) {
        let seen = format!("no index in {at}, and none can be made there");
        return Finding::wrong("index", seen, "let lorebot write there, or name another folder in LOREBOT_INDEX");
    }
    let seen = format!("no index in {at} yet; it is built at the first start, which waits for it");
    Finding::look("index", seen, "run `lorebot index`")
}

/// The library that the program would answer from, where it can be opened.
#[cfg(feature = "discord")]
pub(super) fn library(folders: &Folders<'_>) -> Option<Library> {
    let is_there = !wikis_in(folders.index).ok()?.is_empty();
    let is_starter = !is_there && !folders.index_is_named && rebuild::wikis_in(folders.data).ok()?.is_empty();
    if is_starter {
        return Some(Library::of(vec![rebuild::starter().ok()?]));
    }
    Library::open(folders.index, None).ok()
}

/// "1 wiki", "2 wikis".
pub(super) fn counted(count: u64, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}
