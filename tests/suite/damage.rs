//! Indexes whose files are damaged, and clocks that are wrong.
//!
//! 1. Whatever happens to a file of an index, it is refused with what mends it, or answers as it did; nothing panics.
//! 2. Reading every byte finds each change of any file; an index that is damaged while it answers is found so, too.
//! 3. A rebuild heals all of it, and what is damaged is neither gone back to nor gone over to.
//! 4. A clock that is set forward or back hides no change of a source and breaks no index.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use lorebot::answer::Library;
use lorebot::index::{in_use, step_back};
use lorebot::rebuild::outdated;

use crate::wikis::{Wikis, ask};

/// How many bytes of a file are flipped, each in a try of its own.
const FLIPS: usize = 24;
const QUESTIONS: [&str; 4] = ["maël's mill", "who met osa 7", "river 2371", "zzzzz"];

/// Writes so many articles that each kind of file of an index has something in it.
fn wiki() -> Wikis {
    let wikis = Wikis::demo();
    for number in 0..40 {
        let year = 2360 + number;
        let text = format!(
            "# Osa {number}\n\nOsa {number} came to Maël's mill in {year}. (TNG novel: \"Quays {number}\")\n\n\
             ## Later\n\nBy the river she met Kor'ath, and Osa {} wrote of it.\n",
            number / 2
        );
        wikis.article(&format!("osa-{number}.md"), &text);
    }
    wikis.rebuild().unwrap();
    wikis
}

fn generation(wikis: &Wikis) -> PathBuf {
    let folder = wikis.index().join("demo");
    folder.join(fs::read_to_string(folder.join("CURRENT")).unwrap().trim())
}

/// The files of a folder, but for the one that is only locked.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.file_name().is_some_and(|name| name != ".held"));
    files.sort();
    files
}

/// What may become of a file, each with a name; `None` for a file that is gone.
fn damages(content: &[u8]) -> Vec<(String, Option<Vec<u8>>)> {
    let mut damages: Vec<(String, Option<Vec<u8>>)> = vec![("removed".to_owned(), None)];
    for length in [0, 1, content.len() / 2, content.len().saturating_sub(1)] {
        damages.push((format!("cut to {length} bytes"), Some(content[..length.min(content.len())].to_vec())));
    }
    damages.push(("longer".to_owned(), Some([content, b"\0"].concat())));
    for flip in 0..FLIPS.min(content.len()) {
        let (at, bit) = (flip * content.len() / FLIPS.min(content.len()), flip % 8);
        let mut flipped = content.to_vec();
        flipped[at] ^= 1 << bit;
        damages.push((format!("bit {bit} of byte {at} flipped"), Some(flipped)));
    }
    damages.retain(|(_, damaged)| damaged.as_deref() != Some(content));
    damages
}

/// The answers of an index folder, or why it gives none.
fn answers(index: &Path) -> Result<Vec<String>, String> {
    let library = Library::open(index, None).map_err(|error| error.to_string())?;
    Ok(QUESTIONS.map(|question| format!("{:?}", ask(&library, question))).to_vec())
}

/// Whether every byte of an index folder is as it was written.
fn prove(index: &Path) -> Result<(), String> {
    Library::open_proven(index, None).map(drop).map_err(|error| error.to_string())
}

#[test]
fn a_file_that_is_flipped_cut_or_gone_is_noticed_or_makes_no_difference() {
    let wikis = wiki();
    let right = answers(&wikis.index()).unwrap();
    for file in files_of(&generation(&wikis)) {
        let content = fs::read(&file).unwrap();
        let is_hidden = file.file_name().unwrap().to_string_lossy().starts_with('.');
        for (what, damaged) in damages(&content) {
            let what = format!("{} {what}", file.display());
            match damaged {
                Some(bytes) => fs::write(&file, bytes).unwrap(),
                None => fs::remove_file(&file).unwrap(),
            }
            let given = catch_unwind(AssertUnwindSafe(|| (answers(&wikis.index()), prove(&wikis.index()))));
            let (answered, proven) = given.unwrap_or_else(|_| panic!("a panic: {what}"));
            match &answered {
                Ok(answers) => assert_eq!(*answers, right, "{what}"),
                Err(error) => assert!(error.contains("run `lorebot index`"), "{what}: {error}"),
            }
            assert!(is_hidden || proven.is_err_and(|error| error.contains("run `lorebot index`")), "unseen: {what}");
            fs::write(&file, &content).unwrap();
        }
    }
    assert_eq!(answers(&wikis.index()), Ok(right));
}

#[test]
fn a_pointer_that_is_damaged_leads_to_a_whole_index_or_says_what_mends_it() {
    let wikis = wiki();
    let right = answers(&wikis.index()).unwrap();
    let pointer = wikis.index().join("demo/CURRENT");
    let content = fs::read(&pointer).unwrap();
    for (what, damaged) in damages(&content) {
        match damaged {
            Some(bytes) => fs::write(&pointer, bytes).unwrap(),
            None => fs::remove_file(&pointer).unwrap(),
        }
        match answers(&wikis.index()) {
            Ok(answers) => assert_eq!(answers, right, "{what}"),
            Err(error) => assert!(error.contains("lorebot index`"), "{what}: {error}"),
        }
        wikis.rebuild().unwrap();
        assert_eq!(answers(&wikis.index()).as_ref(), Ok(&right), "healed: {what}");
        let healed = fs::read_to_string(&pointer).unwrap();
        assert!(wikis.index().join("demo").join(healed.trim()).is_dir());
        fs::write(&pointer, &healed).unwrap();
    }
}

/// Flips a byte of a file where it lies, as it is open.
fn flip(file: &Path, at: u64) {
    let mut file = fs::OpenOptions::new().read(true).write(true).open(file).unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(&mut byte)).unwrap();
    file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(&[byte[0] ^ 1])).unwrap();
}

#[test]
fn an_index_that_is_damaged_while_it_answers_is_found_so_and_healed_by_a_rebuild() {
    let wikis = wiki();
    let library = wikis.open();
    library.prove().unwrap();
    let store =
        files_of(&generation(&wikis)).into_iter().find(|file| file.extension().is_some_and(|end| end == "store"));
    flip(&store.unwrap(), 40);
    let error = library.prove().unwrap_err().to_string();
    assert!(error.contains("checksum of") && error.contains("run `lorebot index`"), "{error}");
    wikis.rebuild().unwrap();
    assert!(step_back(&wikis.index().join("demo")).is_err(), "what is damaged is not gone back to");
    assert_eq!(prove(&wikis.index()), Ok(()));
}

/// Has a file be written at another time, as by a clock that is wrong.
fn date(file: &Path, seconds_since_1970: u64) {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds_since_1970);
    File::options().write(true).open(file).unwrap().set_modified(time).unwrap();
}

/// The first seconds of 1970 and 2100.
const LONG_AGO: u64 = 1;
const FAR_AHEAD: u64 = 4_102_444_800;

#[test]
fn a_clock_that_was_wrong_hides_no_change_of_a_source() {
    let wikis = wiki();
    let library = wikis.open();
    let (source, stamp) = (wikis.data().join("demo/articles/osa-3.md"), generation(&wikis).join("stamp.json"));
    let text = fs::read_to_string(&source).unwrap();
    let is_outdated = || outdated(&library.indexes()[0]).is_some();
    for (indexed, written) in
        [(FAR_AHEAD, None), (LONG_AGO, None), (LONG_AGO, Some(FAR_AHEAD)), (FAR_AHEAD, Some(LONG_AGO))]
    {
        let redate = || {
            if let Some(written) = written {
                date(&source, written);
            }
        };
        fs::write(&source, &text).unwrap();
        date(&stamp, indexed);
        redate();
        assert!(!is_outdated(), "nothing has changed: {indexed}, {written:?}");
        fs::write(&source, text.replace("2363", "2463")).unwrap();
        redate();
        assert!(is_outdated(), "of the same length: {indexed}, {written:?}");
    }
}

#[test]
fn files_of_the_future_and_of_long_ago_are_opened_replaced_and_gone_back_from() {
    let wikis = wiki();
    for time in [FAR_AHEAD, LONG_AGO] {
        for file in files_of(&generation(&wikis)) {
            date(&file, time);
        }
        date(&wikis.index().join("demo/CURRENT"), time);
        let before = in_use(&wikis.index()).unwrap();
        assert_eq!(prove(&wikis.index()), Ok(()));
        wikis.rebuild().unwrap();
        let after = in_use(&wikis.index()).unwrap();
        assert_ne!(after, before, "a bot that runs sees the new one");
        step_back(&wikis.index().join("demo")).unwrap();
        assert_ne!(in_use(&wikis.index()).unwrap(), after);
    }
}
