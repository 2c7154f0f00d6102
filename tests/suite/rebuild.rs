//! Rebuilding an index.
//!
//! 1. The same files give the same index, and a rebuild replaces the one before.
//! 2. A rebuild that fails leaves the old index serving and names file and line.
//! 3. What cannot be read is told, and the rest is indexed.
//! 4. An index that is outdated, foreign or damaged is noticed, and the message says what to run.
//! 5. The generation before stays to go back to; older ones go once no reader holds them.
//! 6. A new index that answers fewer golden questions is not put in use, unless that is forced.

use std::fs;
use std::path::{Path, PathBuf};

use lorebot::answer::Library;
use lorebot::index::{Error, step_back};
use lorebot::rebuild::outdated;
use lorebot::terminal;

use crate::wikis::{Wikis, ask};

fn demo() -> Wikis {
    let wikis = Wikis::demo();
    wikis.article("a.md", "# D'Tan\n\nD'Tan led the Republic in 2409. (TNG episode: \"Unification\")\n");
    wikis
}

fn generation(wikis: &Wikis) -> PathBuf {
    let folder = wikis.index().join("demo");
    folder.join(fs::read_to_string(folder.join("CURRENT")).unwrap().trim())
}

fn files_of(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.map(|path| (name(&path), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

#[test]
fn a_rebuild_replaces_the_index_and_keeps_serving_whoever_has_the_old_one_open() {
    let wikis = demo();
    let old = wikis.library();
    wikis.article("b.md", "# Hakeev\n\nHakeev served the Tal Shiar.\n");
    let new = wikis.library();
    assert!(ask(&new, "hakeev").is_found() && !ask(&old, "hakeev").is_found());
    assert!(ask(&old, "dtan 2409").is_found());
}

#[test]
fn the_same_files_are_counted_and_stamped_alike() {
    let wikis = demo();
    let first = wikis.rebuild().unwrap();
    let stamp = fs::read(generation(&wikis).join("stamp.json")).unwrap();
    assert_eq!(wikis.rebuild().unwrap(), first);
    assert_eq!(fs::read(generation(&wikis).join("stamp.json")).unwrap(), stamp);
    assert_eq!((first.counts.articles, first.counts.passages, first.counts.citations), (1, 1, 1));
}

#[test]
fn a_faulty_profile_is_refused_with_its_line_and_the_old_index_serves() {
    let wikis = demo();
    wikis.rebuild().unwrap();
    let before = files_of(&generation(&wikis));
    wikis.write("demo/wiki.toml", "name = \"Demo\"\ncolour = \"red\"\n");
    let error = wikis.rebuild().unwrap_err().to_string();
    assert!(error.contains("wiki.toml:2") && error.contains("colour"), "{error}");
    assert_eq!(files_of(&generation(&wikis)), before);
    assert!(ask(&wikis.open(), "dtan").is_found());
}

#[test]
fn a_build_that_died_leaves_the_old_index_serving_and_is_cleared_away() {
    let wikis = demo();
    wikis.rebuild().unwrap();
    let dead = wikis.index().join("demo/gen-9");
    fs::create_dir(&dead).unwrap();
    fs::write(dead.join("half.idx"), "half").unwrap();
    assert!(ask(&wikis.open(), "dtan").is_found());
    wikis.rebuild().unwrap();
    assert!(!dead.exists() && ask(&wikis.open(), "dtan").is_found());
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_indexed() {
    let wikis = demo();
    wikis.write_bytes("demo/articles/bad.md", b"# Latin\n\ncaf\xe9\n").article("empty.txt", "\n\n");
    let report = wikis.rebuild().unwrap();
    let troubles: Vec<String> = report.troubles.iter().map(ToString::to_string).collect();
    assert!(troubles.iter().any(|trouble| trouble.contains("bad.md:3") && trouble.contains("UTF-8")), "{troubles:?}");
    assert!(troubles.iter().any(|trouble| trouble.contains("empty.txt")), "{troubles:?}");
    assert!(ask(&wikis.open(), "dtan").is_found());
}

#[test]
fn saved_pages_are_indexed_without_what_browsers_save_beside_them() {
    let wikis = demo();
    wikis
        .write_bytes("demo/articles/Worf.html", b"<title>Worf - Demo Wiki</title><p>Worf\x92s honour was restored.")
        .article("Worf_files/frame.html", "<title>Frame</title><p>Buy our phones.")
        .article("Moons_files/praxis.htm", "<title>Praxis</title><p>Praxis burst.");
    let report = wikis.rebuild().unwrap();
    assert_eq!((report.counts.articles, report.troubles.as_slice()), (3, &[][..]));
    assert!(ask(&wikis.open(), "worf honour").is_found() && ask(&wikis.open(), "praxis").is_found());
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_or_is_none_does_not_keep_others_out() {
    let wikis = demo();
    let articles = wikis.data().join("demo/articles");
    std::os::unix::fs::symlink("nowhere", articles.join("lost.md")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(articles.join("pipe.txt")).status().unwrap().success());
    wikis.article("sub/worf.md", "# Worf\n\nWorf served.\n").article("again.md", "# D'Tan\n\nD'Tan again.\n");
    let report = wikis.rebuild().unwrap();
    let troubles: Vec<String> = report.troubles.iter().map(ToString::to_string).collect();
    assert!(troubles.iter().any(|trouble| trouble.contains("lost.md:1")), "{troubles:?}");
    assert!(troubles.iter().any(|trouble| trouble.contains("has the title \"D'Tan\" already")), "{troubles:?}");
    assert!(ask(&wikis.open(), "worf").is_found());
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_a_wikis_folder_or_round_in_it() {
    use std::os::unix::fs::symlink;
    let wikis = demo();
    let articles = wikis.data().join("demo/articles");
    wikis.write("secret.md", "# Secret\n\nThe secret of Kel'Varré is quoted to nobody.\n");
    wikis.write("demo/kept/inside.md", "# Inside\n\nWhat lies inside is quoted to everybody.\n");
    symlink(wikis.data().join("secret.md"), articles.join("absolute.md")).unwrap();
    symlink("../../secret.md", articles.join("climbing.md")).unwrap();
    symlink("../kept/inside.md", articles.join("inside.md")).unwrap();
    symlink("..", articles.join("round")).unwrap();
    symlink("/", articles.join("everything.md")).unwrap();
    let report = wikis.rebuild().unwrap();
    let told: Vec<String> = report.troubles.iter().map(ToString::to_string).collect();
    assert_eq!(told.iter().filter(|trouble| trouble.contains("leads out of the wiki's folder")).count(), 2, "{told:?}");
    assert!(ask(&wikis.open(), "inside everybody").is_found());
    assert!(!ask(&wikis.open(), "secret nobody").is_found());
}

#[test]
fn the_titles_of_an_export_are_no_places() {
    let wikis = demo();
    let page = |title: &str| {
        format!("<page><title>{title}</title><revision><text>The reef of {title} drowned.</text></revision></page>")
    };
    let titles = ["../../../escaped", "/tmp/escaped", "..", "a\\..\\b", "C:\\escaped", "CON", "x/../../y.md", "~root"];
    let pages: String = titles.into_iter().map(page).collect();
    wikis.write("demo/export.xml", &format!("<mediawiki>{pages}</mediawiki>"));
    wikis.write_bytes("demo/names.xml.7z", include_bytes!("../fixtures/hostile/climbing-names.7z"));
    let files = |at: &std::path::Path| -> Vec<_> {
        let mut names: Vec<_> = fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let demo = wikis.data().join("demo");
    let before = (files(&wikis.data()), files(&demo), files(&demo.join("articles")));
    assert_eq!(wikis.rebuild().unwrap().troubles, []);
    assert_eq!(before, (files(&wikis.data()), files(&demo), files(&demo.join("articles"))));
    assert_eq!(files(&wikis.index()), ["demo"]);
    assert!(wikis.open().has_topic("../../../escaped"));
}

#[test]
fn only_pins_that_name_an_article_are_kept() {
    let wikis = demo();
    let profile = format!("pins = [\"D'Tan\", \"Nobody\"]\n{}", include_str!("../fixtures/demo/wiki.toml"));
    wikis.write("demo/wiki.toml", &profile);
    let report = wikis.rebuild().unwrap();
    assert!(
        report.troubles[0].to_string().contains("wiki.toml:1: no article is called \"Nobody\""),
        "{:?}",
        report.troubles
    );
    assert_eq!(wikis.open().wikis().next().unwrap().pins, ["D'Tan"]);
}

#[test]
fn a_folder_without_articles_is_refused() {
    let wikis = Wikis::demo();
    let error = wikis.rebuild().unwrap_err().to_string();
    assert!(error.contains("no articles in"), "{error}");
    assert!(!wikis.index().exists(), "nothing is left behind");
    assert!(Library::open(&wikis.index(), None).unwrap_err().to_string().contains("run `lorebot index`"));
}

#[test]
fn changed_sources_are_noticed() {
    let wikis = demo();
    let library = wikis.library();
    assert_eq!(outdated(&library.indexes()[0]), None);
    wikis.article("a.md", "# D'Tan\n\nD'Tan led the Republic in 2410. (TNG episode: \"Unification\")\n");
    assert!(outdated(&library.indexes()[0]).unwrap().contains("run `lorebot index`"), "same length, other text");
    let library = wikis.library();
    wikis.article("new.md", "# New\n\nNew.\n");
    assert!(outdated(&library.indexes()[0]).is_some(), "a file more");
    fs::remove_dir_all(wikis.data()).unwrap();
    assert_eq!(outdated(&library.indexes()[0]), None, "an index serves without its sources");
}

#[test]
fn an_index_of_another_format_or_analyzer_is_named_with_what_mends_it() {
    let wikis = demo();
    wikis.rebuild().unwrap();
    let stamp = generation(&wikis).join("stamp.json");
    let text = fs::read_to_string(&stamp).unwrap();
    let analyzer = text.split("\"analyzer\":\"").nth(1).unwrap().split('"').next().unwrap();
    for (changed, why) in [
        (text.replacen("\"format\":", "\"format\":9", 1), "another version"),
        (text.replace(analyzer, "0"), "another analyzer"),
    ] {
        fs::write(&stamp, changed).unwrap();
        let error = Library::open(&wikis.index(), None).unwrap_err().to_string();
        assert!(error.contains(why) && error.contains("run `lorebot index`"), "{error}");
    }
    wikis.rebuild().unwrap();
    assert!(ask(&wikis.open(), "dtan").is_found());
}

#[test]
fn a_damaged_index_is_named_with_what_mends_it() {
    let wikis = demo();
    wikis.rebuild().unwrap();
    for (name, content) in files_of(&generation(&wikis)) {
        if name.starts_with('.') {
            continue;
        }
        let file = generation(&wikis).join(&name);
        fs::remove_file(&file).unwrap();
        if let Err(error) = Library::open(&wikis.index(), None) {
            assert!(error.to_string().contains("lorebot index"), "{name}: {error}");
        }
        fs::write(&file, content).unwrap();
    }
    fs::write(wikis.index().join("demo/CURRENT"), "../../etc\n").unwrap();
    let error = Library::open(&wikis.index(), None).unwrap_err().to_string();
    assert!(error.contains("CURRENT") && error.contains("lorebot index"), "{error}");
}

/// The numbers of the generations there are.
fn generations(wikis: &Wikis) -> Vec<String> {
    let entries = fs::read_dir(wikis.index().join("demo")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.starts_with("gen-")).collect();
    names.sort();
    names
}

#[test]
fn one_generation_stays_to_go_back_to() {
    let wikis = demo();
    wikis.rebuild().unwrap();
    assert!(matches!(step_back(&wikis.index().join("demo")), Err(Error::NoEarlier(_))));
    for name in ["Hakeev", "Tovan", "Veril"] {
        wikis.article("b.md", &format!("# {name}\n\n{name} served the Tal Shiar.\n"));
        wikis.rebuild().unwrap();
    }
    assert_eq!(generations(&wikis), ["gen-3", "gen-4"]);
    step_back(&wikis.index().join("demo")).unwrap();
    let back = wikis.open();
    assert!(ask(&back, "tovan").is_found() && !ask(&back, "veril").is_found());
    let error = step_back(&wikis.index().join("demo")).unwrap_err();
    assert!(error.to_string().contains("no earlier index"), "{error}");
    // What was gone back from goes with the next build.
    wikis.rebuild().unwrap();
    assert_eq!(generations(&wikis), ["gen-3", "gen-5"]);
    assert!(ask(&wikis.open(), "veril").is_found());
}

#[test]
fn a_generation_that_is_read_is_not_cleared_away() {
    let wikis = demo();
    let reader = wikis.library();
    for _ in 0..3 {
        wikis.rebuild().unwrap();
    }
    assert_eq!(generations(&wikis), ["gen-1", "gen-3", "gen-4"]);
    assert!(ask(&reader, "dtan 2409").is_found());
    drop(reader);
    wikis.rebuild().unwrap();
    assert_eq!(generations(&wikis), ["gen-4", "gen-5"]);
}

#[test]
fn a_damaged_earlier_generation_is_not_gone_back_to() {
    let wikis = demo();
    wikis.rebuild().unwrap();
    let first = generation(&wikis);
    wikis.rebuild().unwrap();
    fs::write(first.join("contents.json"), "{").unwrap();
    let error = step_back(&wikis.index().join("demo")).unwrap_err();
    assert!(error.to_string().contains("lorebot index"), "{error}");
    assert!(generation(&wikis).ends_with("gen-2"));
}

/// Runs `lorebot index` and gives what it prints.
fn indexed(wikis: &Wikis, force: bool) -> (bool, String) {
    let mut printed = Vec::new();
    let all_well = terminal::index(&wikis.data(), &wikis.index(), None, force, &mut printed).unwrap();
    (all_well, String::from_utf8(printed).unwrap())
}

#[test]
fn a_new_index_that_answers_fewer_golden_questions_is_not_put_in_use_unless_forced() {
    let wikis = demo();
    let questions = "[[question]]\nask = \"dtan 2409\"\ncontains = \"led the Republic\"\n";
    wikis.write("demo/questions.toml", questions);
    assert!(indexed(&wikis, false).0);
    wikis.article("a.md", "# D'Tan\n\nD'Tan was born on Romulus.\n");
    let (all_well, printed) = indexed(&wikis, false);
    assert!(!all_well && printed.contains("answers 0 of the 1 questions") && printed.contains("--force"), "{printed}");
    assert!(ask(&wikis.open(), "dtan 2409").is_found());
    assert_eq!(generations(&wikis), ["gen-1"]);
    // A question that is answered wrongly already stands in nobody's way.
    wikis.write("demo/questions.toml", &questions.replace("Republic", "Federation"));
    assert!(indexed(&wikis, false).0);
    wikis.write("demo/questions.toml", questions);
    assert!(indexed(&wikis, true).0 && !ask(&wikis.open(), "dtan 2409").is_found());
}
