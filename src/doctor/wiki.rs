//! One wiki: its index proven, its sources, licence and golden questions, and an earlier index to go back to.

use std::fs;
use std::io::ErrorKind;

use super::wikis::counted;
use super::{Finding, Folders};
use crate::answer::{Error, Library, earlier};
use crate::check::{QuestionFile, Report};
use crate::rebuild::outdated;

pub(super) fn look(folders: &Folders<'_>, id: &str) -> Vec<Finding> {
    let proven = Library::open_proven(folders.index, Some(id));
    let before = before(folders, id, proven.is_ok());
    let library = match proven {
        Ok(library) => library,
        Err(error) => return vec![broken(&error, id, before.is_good()), before],
    };
    let mut findings = vec![whole(&library, id)];
    findings.extend([sources(&library, folders, id), licence(&library, id)]);
    findings.extend(questions(&library, folders, id));
    findings.push(before);
    findings
}

fn whole(library: &Library, id: &str) -> Finding {
    let passages: usize = library.indexes().iter().map(|index| index.stamp().counts.passages).sum();
    let seen = format!("opens, {}, each checksum right", counted(passages as u64, "passage"));
    Finding::good(format!("index {id}"), seen)
}

/// An index that cannot be used: nothing of the bot runs then, for it opens all of them.
fn broken(error: &Error, id: &str, can_go_back: bool) -> Finding {
    let finding = Finding::of_error(format!("index {id}"), error);
    let back =
        if can_go_back { format!(", or go back at once: `lorebot rollback --wiki {id}`") } else { String::new() };
    Finding { remedy: finding.remedy.map(|remedy| remedy + &back), ..finding }
}

fn sources(library: &Library, folders: &Folders<'_>, id: &str) -> Finding {
    let about = format!("sources {id}");
    match library.indexes().iter().find_map(|index| outdated(index)) {
        Some(sentence) => Finding::of_error(about, &sentence).at_most_look(),
        None if folders.data.join(id).is_dir() => Finding::good(about, "the index is made of what is there now"),
        None => Finding::good(about, "not here; an index serves without them"),
    }
}

fn licence(library: &Library, id: &str) -> Finding {
    let about = format!("licence {id}");
    match library.wikis().find_map(|wiki| wiki.licence.as_ref()) {
        Some(licence) => Finding::good(about, format!("{}, shown with every answer", licence.name)),
        None => Finding::look(
            about,
            "none is named, and every answer says so",
            "name it in `wiki.toml` ([licence] name, url), and run `lorebot index`",
        ),
    }
}

/// The golden questions; nothing where the wiki's folder is not here.
fn questions(library: &Library, folders: &Folders<'_>, id: &str) -> Option<Finding> {
    let about = format!("questions {id}");
    let folder = folders.data.join(id);
    let file = folder.join("questions.toml");
    let shown = file.display().to_string();
    let text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(_) if !folder.is_dir() => return None,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let seen = "none, so that nothing tells a bad rebuild from a good one";
            return Some(Finding::look(about, seen, format!("write some into {shown}, and run `lorebot check`")));
        }
        Err(error) => return Some(Finding::look(about, format!("{shown}: {error}"), "let lorebot read the file")),
    };
    let questions = match QuestionFile::read(&text, &shown) {
        Ok(questions) => questions,
        Err(fault) => return Some(Finding::look(about, fault, "mend the file; data/README.md describes it")),
    };
    Some(match Report::of(&questions, library, Some(id)) {
        Ok(report) => judged(about, &report),
        Err(error) => Finding::of_error(about, &error),
    })
}

fn judged(about: String, report: &Report) -> Finding {
    match report.failures.first() {
        None => Finding::good(about, format!("all {} as they must be", report.asked)),
        Some(first) => {
            let seen =
                format!("{} of {} are not as they must be, the first: {first}", report.failures.len(), report.asked);
            Finding::look(about, seen, "run `lorebot check`, and mend the wiki or the question")
        }
    }
}

/// The index in use before the present one.
fn before(folders: &Folders<'_>, id: &str, is_fine: bool) -> Finding {
    let about = format!("earlier index {id}");
    match earlier(&folders.index.join(id)) {
        Ok(Some(_)) => Finding::good(about, "there, and whole: `lorebot rollback` goes back to it"),
        Ok(None) if is_fine => Finding::good(about, "none yet; the next rebuild keeps the present one"),
        Ok(None) => Finding::look(about, "none to go back to", "run `lorebot index`"),
        Err(error) => {
            let seen = Finding::of_error("", &error).seen;
            Finding::look(
                about,
                format!("cannot be gone back to: {seen}"),
                "run `lorebot index`: the present one takes its place then",
            )
        }
    }
}
