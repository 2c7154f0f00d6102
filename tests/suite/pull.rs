//! Fetching a wiki from a `MediaWiki` on loopback.
//!
//! 1. A wiki is fetched whole: every page of the wanted namespaces, to the letter, in one order.
//! 2. A run that ends at any request, or is killed, is gone on with; nothing half-written is ever to be seen.
//! 3. Afterwards only what has changed is fetched, and the export is the one that fetching anew would give.
//! 4. The wiki is asked politely, whatever it answers, and trouble that passes is waited out.
//! 5. A wiki that answers wrongly is left with a word of advice, in bounded time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use lorebot::import::dump::{Export, Page};
use lorebot::import::read_profile;
use lorebot::pull::{Doing, Error, Order, Progress, Report, pull};
use tempfile::TempDir;

use crate::fake_wiki::{FakeWiki, Fault, Front, Listing};

/// A data folder of one test's own, and what pulling into it has waited for.
struct Data {
    folder: TempDir,
    pauses: Vec<Duration>,
}

impl Data {
    fn new() -> Data {
        Data { folder: tempfile::tempdir().unwrap(), pauses: Vec::new() }
    }

    /// Pulls a wiki from its API, without a pause.
    fn pull(&mut self, wiki: &FakeWiki) -> Result<Report, Error> {
        self.pull_with(&order(&wiki.api()))
    }

    fn pull_with(&mut self, order: &Order) -> Result<Report, Error> {
        pull(self.folder.path(), order, &mut |pause| self.pauses.push(pause), &mut |_: Progress| {})
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("sto-vo-kor").join(name)
    }

    fn export(&self) -> PathBuf {
        self.path("pulled.xml.gz")
    }

    /// The pages of the export: namespace, title, revision and text.
    fn pages(&self) -> Vec<(i32, String, u64, String)> {
        let whole = |page: &Page| (page.namespace, page.title.clone(), page.revision.unwrap(), page.text.clone());
        pages(&self.export()).iter().map(whole).collect()
    }

    /// Makes sure that the export holds what the wiki does, as if it had been fetched anew, and nothing lies beside it.
    fn expect_all_of(&self, wiki: &FakeWiki) {
        assert_eq!(self.pages(), wiki.wanted());
        let mut fresh = Data::new();
        fresh.pull(wiki).unwrap();
        assert!(fs::read(self.export()).unwrap() == fs::read(fresh.export()).unwrap(), "the bytes differ");
        assert_eq!(self.files(), [".pull", "pulled.xml.gz", "wiki.toml"]);
        assert_eq!(names(&self.path(".pull")), ["lock", "state.json"]);
    }

    fn files(&self) -> Vec<String> {
        names(&self.path(""))
    }
}

fn order(address: &str) -> Order {
    Order { address: address.to_owned(), wiki: None, contact: None, pause: Duration::ZERO }
}

fn pages(export: &Path) -> Vec<Page> {
    let mut export = Export::open(File::open(export).unwrap()).unwrap();
    let (mut pages, mut page) = (Vec::new(), Page::default());
    while export.read_page(&mut page).unwrap() {
        pages.push(page.clone());
    }
    pages
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The requests that one call sends.
fn requests(wiki: &FakeWiki, call: impl FnOnce()) -> usize {
    let before = wiki.count();
    call();
    wiki.count() - before
}

#[test]
fn a_wiki_is_fetched_whole_and_to_the_letter() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    let report = data.pull(&wiki).unwrap();
    data.expect_all_of(&wiki);
    assert_eq!((report.pages, report.fetched, report.changed, report.deleted), (127, 127, 127, 0));
    assert!(report.whole && report.notes.is_empty(), "{:?}", report.notes);
    assert_eq!((report.wiki.as_str(), report.export.clone()), ("sto-vo-kor", data.export()));
    let kept = pages(&data.export());
    let kronos = kept.iter().find(|page| page.title == "Kronos").unwrap();
    assert_eq!(kronos.redirect.as_deref(), Some("Qo'noS"));
    assert!(kept.iter().all(|page| page.timestamp.is_some() && page.model.is_some() && page.id.is_some()));
    let export = Export::open(File::open(data.export()).unwrap()).unwrap();
    let site = export.site();
    assert_eq!((site.name.as_str(), site.database.as_str(), site.capital_links), ("Sto-vo-kor Wiki", "stovokor", true));
    assert_eq!((site.language.as_deref(), site.namespaces.len()), (Some("en"), 6));
}

#[test]
fn texts_that_do_not_fit_into_one_reply_still_come() {
    for texts in [1, 7, 49] {
        let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
        wiki.state().texts_a_reply = Some(texts);
        data.pull(&wiki).unwrap();
        wiki.state().texts_a_reply = None;
        data.expect_all_of(&wiki);
    }
}

#[test]
fn requests_say_who_sends_them_and_come_one_at_a_time_after_a_pause() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    let (contact, pause) = (Some("kahless@example.org".to_owned()), Duration::from_millis(1500));
    let report = data.pull_with(&Order { contact, pause, ..order(&wiki.origin) }).unwrap();
    let state = wiki.state();
    let agent = format!("lorebot/{} (kahless@example.org) ureq/3", env!("CARGO_PKG_VERSION"));
    assert!(state.requests.iter().all(|request| request.user_agent == agent && request.accepts_gzip));
    let asked = state.requests.iter().filter(|request| request.path == "/api.php");
    assert!(asked.clone().count() > 5 && asked.clone().all(|request| request.parameters["maxlag"] == "5"));
    assert_eq!(state.most_at_once, 1);
    assert_eq!(data.pauses, vec![pause; state.requests.len() - 1], "a pause before each but the first");
    assert_eq!((report.asked.requests, report.asked.retries), (state.requests.len() as u64, 0));
    assert!(report.asked.bytes > 10_000);
}

#[test]
fn the_api_is_found_from_any_address_of_the_wiki() {
    for (folder, address) in [
        ("", "/"),
        ("/w", "/wiki/Qo'noS"),
        ("/de", "/de/wiki/Qo'noS"),
        ("/mediawiki", "/index.php?title=Qo'noS"),
        ("/deep/in/it", "/"),
    ] {
        let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
        wiki.state().folder = folder;
        data.pull_with(&order(&format!("{}{address}", wiki.origin))).unwrap();
        wiki.state().front = Front::Plain;
        let again = data.pull_with(&order(&format!("{}{address}", wiki.origin)));
        assert_eq!(again.is_ok(), folder != "/deep/in/it", "{folder}: {again:?}");
        wiki.state().front = Front::Hidden;
        let again = data.pull_with(&order(wiki.origin.trim_start_matches("http://")));
        assert_eq!(again.is_ok(), ["", "/w", "/mediawiki"].contains(&folder), "{folder}: {again:?}");
    }
}

#[test]
fn what_is_no_wiki_is_told_with_what_was_tried() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().folder = "/elsewhere";
    wiki.state().front = Front::Plain;
    let told = data.pull_with(&order(&format!("{}/wiki/", wiki.origin))).unwrap_err().to_string();
    assert!(told.contains("/w/api.php (status 404)") && told.contains("Special:Version"), "{told}");
    wiki.state().fails_after = Some((0, Fault::Page));
    let told = data.pull_with(&order(&format!("{}/api.php", wiki.origin))).unwrap_err().to_string();
    assert!(told.contains("/api.php (a reply that is no JSON)"), "{told}");
    let told = data.pull_with(&order("http://127.0.0.1:9/api.php")).unwrap_err().to_string();
    assert!(told.contains("no MediaWiki was found at http://127.0.0.1:9/api.php"), "{told}");
    assert!(data.pauses.is_empty(), "nobody waits for what is not there: {:?}", data.pauses);
    assert!(names(data.folder.path()).is_empty());
}

#[test]
fn a_run_that_ends_at_any_request_is_gone_on_with() {
    let wiki = FakeWiki::with_pages();
    let whole = requests(&wiki, || drop(Data::new().pull(&wiki).unwrap()));
    for end in 0..whole {
        let mut data = Data::new();
        wiki.state().fails_after = Some((wiki.count() + end, Fault::Status(403, None)));
        assert!(matches!(data.pull(&wiki), Err(Error::Refused { status: 403, .. })), "at {end}");
        assert!(!data.export().exists() && !data.path("wiki.toml").exists());
        wiki.state().fails_after = None;
        let rest = requests(&wiki, || drop(data.pull(&wiki).unwrap()));
        assert!(rest <= whole + 1 && rest + end <= whole + 4, "{end} of {whole}, then {rest}");
        data.expect_all_of(&wiki);
    }
}

#[test]
fn a_journal_torn_anywhere_is_gone_on_with() {
    let wiki = FakeWiki::with_pages();
    let mut data = Data::new();
    wiki.state().fails_after = Some((6, Fault::Status(403, None)));
    data.pull(&wiki).unwrap_err();
    wiki.state().fails_after = None;
    let journal = fs::read(data.path(".pull/journal")).unwrap();
    for end in (0..journal.len()).step_by(997).chain([1, journal.len() - 1]) {
        let mut data = Data::new();
        fs::create_dir_all(data.path(".pull")).unwrap();
        fs::write(data.path(".pull/journal"), &journal[..end]).unwrap();
        fs::write(data.path(".pulled.xml.gz.part"), "half of it").unwrap();
        data.pull(&wiki).unwrap();
        data.expect_all_of(&wiki);
    }
}

#[test]
fn a_killed_program_goes_on_where_it_was() {
    let (wiki, data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().fails_after = Some((0, Fault::Slow(150)));
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lorebot"));
        command.args(["pull", "--pause", "0", &wiki.api()]).env_clear().env("LOREBOT_DATA", data.folder.path());
        command.current_dir(data.folder.path());
        command
    };
    let mut child = command().stdout(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while wiki.state().requests_with("generator", "allpages") < 3 {
        assert!(start.elapsed() < Duration::from_mins(1));
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!data.export().exists() && data.path(".pull/journal").exists());
    wiki.state().fails_after = None;
    let before = wiki.state().requests_with("gapnamespace", "0");
    let output = command().output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    for words in ["pages           127", "pulled.xml.gz", "next: lorebot index"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(wiki.state().requests_with("gapnamespace", "0") - before <= 2, "the first pages are not asked for again");
    data.expect_all_of(&wiki);
}

#[test]
fn a_run_killed_while_it_ends_is_gone_on_with() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    for change in [false, true] {
        if change {
            change_much(&wiki);
        }
        let (folder, kept) = (data.path(".pull"), data.folder.path().join("kept"));
        let copy = |progress: Progress| {
            if progress.doing == Doing::Writing {
                fs::create_dir_all(&kept).unwrap();
                for name in ["journal", "state.json"].iter().filter(|name| folder.join(name).exists()) {
                    fs::copy(folder.join(name), kept.join(name)).unwrap();
                }
            }
        };
        pull(data.folder.path(), &order(&wiki.api()), &mut |_| {}, &mut { copy }).unwrap();
        let new_state = fs::read(folder.join("state.json")).unwrap();
        for state in [fs::read(kept.join("state.json")).ok(), Some(new_state)] {
            fs::copy(kept.join("journal"), folder.join("journal")).unwrap();
            match state {
                Some(state) => fs::write(folder.join("state.json"), state).unwrap(),
                None => fs::remove_file(folder.join("state.json")).unwrap(),
            }
            data.pull(&wiki).unwrap();
            data.expect_all_of(&wiki);
        }
        fs::remove_dir_all(&kept).unwrap();
    }
}

/// Changes of every kind that the recent changes of a wiki tell of.
fn change_much(wiki: &FakeWiki) {
    let mut state = wiki.state();
    let restored = state.pages["House 3"].clone();
    state.pass(3600);
    state.edit("House 7", "A new chronicle.");
    state.edit("House 7", "A newer chronicle.");
    state.edit("A'ja", "First of all, and new.");
    state.edit("Template:Bêlle", "changed");
    state.edit("Talk:Qo'noS", "still not wanted");
    state.delete("House 2");
    state.delete("House 3");
    state.restore("House 3", restored);
    state.rename("House 4", "Wohnhaus 4", true);
    state.rename("House 5", "Ärger 5", false);
    state.rename("House 6", "User:Kahless/6", false);
    state.rename("User:Kahless", "Kahless", true);
    state.edit("Kronos", "#REDIRECT [[Kahless]]");
    state.edit("Brief", "here and gone");
    state.delete("Brief");
}

#[test]
fn afterwards_only_changes_are_fetched() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    data.pull(&wiki).unwrap();
    change_much(&wiki);
    let mut report = None;
    let cost = requests(&wiki, || report = data.pull(&wiki).ok());
    let report = report.unwrap();
    assert_eq!((report.pages, report.changed, report.deleted, report.whole), (128, 8, 3, false));
    assert_eq!((report.new_profile, report.notes.len()), (None, 0), "{:?}", report.notes);
    assert!(cost <= 7, "{cost}");
    assert_eq!(wiki.state().requests_with("gaplimit", "max"), 0);
    data.expect_all_of(&wiki);
    let page = pages(&data.export()).into_iter().find(|page| page.title == "Kronos").unwrap();
    assert_eq!(page.redirect.as_deref(), Some("Kahless"));
}

#[test]
fn a_pull_without_changes_leaves_the_file_as_it_is() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    data.pull(&wiki).unwrap();
    let (bytes, written) = (fs::read(data.export()).unwrap(), fs::metadata(data.export()).unwrap().modified().unwrap());
    for pass in [0, 3600, 86_400] {
        wiki.state().pass(pass);
        let mut report = None;
        let cost = requests(&wiki, || report = data.pull(&wiki).ok());
        let report = report.unwrap();
        assert_eq!((report.pages, report.fetched, report.changed), (127, 0, 0));
        assert!(cost <= 4, "{cost}");
    }
    assert_eq!(fs::metadata(data.export()).unwrap().modified().unwrap(), written);
    assert!(fs::read(data.export()).unwrap() == bytes);
    wiki.state().name = "Sto-vo-kor & Gre'thor Wiki".to_owned();
    assert_eq!(data.pull(&wiki).unwrap().wiki, "sto-vo-kor", "known by its address");
    assert_eq!(Export::open(File::open(data.export()).unwrap()).unwrap().site().name, "Sto-vo-kor & Gre'thor Wiki");
}

#[test]
fn a_run_for_changes_that_ends_at_any_request_is_gone_on_with() {
    let count = |wiki: &FakeWiki, data: &mut Data| requests(wiki, || drop(data.pull(wiki)));
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    data.pull(&wiki).unwrap();
    change_much(&wiki);
    let all = count(&wiki, &mut data);
    for end in 0..all {
        let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
        data.pull(&wiki).unwrap();
        let old = fs::read(data.export()).unwrap();
        change_much(&wiki);
        wiki.state().fails_after = Some((wiki.count() + end, Fault::Status(401, None)));
        data.pull(&wiki).unwrap_err();
        assert!(fs::read(data.export()).unwrap() == old, "the old export stays whole");
        wiki.state().fails_after = None;
        wiki.state().edit("House 9", "meanwhile");
        data.pull(&wiki).unwrap();
        data.expect_all_of(&wiki);
    }
}

#[test]
fn after_a_long_gap_every_page_is_compared() {
    for rebuild in [false, true] {
        let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
        data.pull(&wiki).unwrap();
        change_much(&wiki);
        if rebuild {
            wiki.state().rebuild_changes();
        } else {
            wiki.state().forget_changes();
        }
        wiki.state().edit("House 9", "The only change that is still listed.");
        let report = data.pull(&wiki).unwrap();
        assert!(report.notes[0].contains("every page was compared"), "{:?}", report.notes);
        assert_eq!((report.changed, report.deleted, report.whole), (9, 3, false));
        assert!(wiki.state().requests_with("gaplimit", "max") > 4);
        data.expect_all_of(&wiki);
        let before = wiki.state().requests_with("gaplimit", "max");
        assert!(data.pull(&wiki).unwrap().notes.is_empty());
        assert_eq!(wiki.state().requests_with("gaplimit", "max"), before, "once is enough");
    }
}

#[test]
fn changes_during_a_pull_are_in_it() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    let mut times = 0;
    let mut progress = |_: Progress| {
        times += 1;
        if times == 3 {
            change_much(&wiki);
        }
    };
    let order = order(&wiki.api());
    let report = pull(data.folder.path(), &order, &mut |pause| data.pauses.push(pause), &mut progress).unwrap();
    assert!(report.whole && report.pages == 128);
    data.expect_all_of(&wiki);
}

#[test]
fn an_export_that_is_lost_or_broken_is_fetched_anew() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    data.pull(&wiki).unwrap();
    let whole = fs::read(data.export()).unwrap();
    let harms: [&dyn Fn(&Data); 5] = [
        &|data| fs::remove_file(data.export()).unwrap(),
        &|data| fs::write(data.export(), &whole[..whole.len() / 2]).unwrap(),
        &|data| fs::write(data.export(), "something else").unwrap(),
        &|data| fs::remove_file(data.path(".pull/state.json")).unwrap(),
        &|data| fs::write(data.path(".pull/state.json"), "{").unwrap(),
    ];
    for harm in harms {
        harm(&data);
        assert!(data.pull(&wiki).unwrap().whole);
        data.expect_all_of(&wiki);
    }
}

#[test]
fn an_older_export_put_back_is_brought_up_to_date() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    data.pull(&wiki).unwrap();
    let old = fs::read(data.export()).unwrap();
    change_much(&wiki);
    data.pull(&wiki).unwrap();
    fs::write(data.export(), old).unwrap();
    assert!(!data.pull(&wiki).unwrap().whole);
    data.expect_all_of(&wiki);
}

#[test]
fn a_profile_is_begun_once_and_never_written_over() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    let report = data.pull(&wiki).unwrap();
    assert_eq!((report.new_profile, report.licence.as_deref()), (Some(data.path("wiki.toml")), Some("CC BY-SA")));
    let text = fs::read_to_string(data.path("wiki.toml")).unwrap();
    let profile = read_profile(&text, "wiki.toml", "sto-vo-kor", None).unwrap();
    assert_eq!(profile.wiki.name, "Sto-vo-kor Wiki");
    assert_eq!(profile.wiki.base_url, Some(format!("{}/wiki/", wiki.origin)));
    assert_eq!(profile.wiki.licence.unwrap().url.as_deref(), Some("https://lore.example.org/licence"));
    fs::write(data.path("wiki.toml"), "name = \"Mine\"").unwrap();
    wiki.state().edit("House 1", "changed");
    assert_eq!(data.pull(&wiki).unwrap().new_profile, None);
    assert_eq!(fs::read(data.path("wiki.toml")).unwrap(), b"name = \"Mine\"");
}

#[test]
fn another_export_in_the_folder_is_told_of() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    data.pull(&wiki).unwrap();
    fs::write(data.path("stovokor_pages_current.xml.7z"), "").unwrap();
    let report = data.pull(&wiki).unwrap();
    assert!(report.notes[0].contains("stovokor_pages_current.xml.7z"), "{:?}", report.notes);
}

/// Every kind of trouble that passes.
const TROUBLES: [Fault; 12] = [
    Fault::Status(503, Some(7)),
    Fault::Status(429, Some(3)),
    Fault::Status(500, None),
    Fault::Status(502, None),
    Fault::Status(504, None),
    Fault::Error("maxlag", 503),
    Fault::Error("maxlag", 200),
    Fault::Error("ratelimited", 200),
    Fault::Error("readonly", 200),
    Fault::CutOff,
    Fault::Torn,
    Fault::Reset,
];

#[test]
fn trouble_that_passes_is_waited_out() {
    for trouble in TROUBLES {
        let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
        wiki.state().faults = vec![trouble];
        let report = data.pull(&wiki).unwrap_or_else(|error| panic!("{trouble:?}: {error}"));
        assert!(report.asked.retries > 3);
        assert_eq!(data.pauses.len() as u64, report.asked.retries, "{trouble:?}");
        let least = match trouble {
            Fault::Status(_, Some(asked)) => asked,
            Fault::Error(..) => 5,
            _ => 2,
        };
        assert!(data.pauses.iter().all(|pause| pause.as_secs() >= least), "{trouble:?}: {:?}", data.pauses);
        wiki.state().faults.clear();
        data.expect_all_of(&wiki);
    }
}

#[test]
fn all_trouble_at_once_is_waited_out() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().texts_a_reply = Some(20);
    wiki.state().faults = TROUBLES.into_iter().chain([Fault::Slow(50), Fault::Page]).collect();
    data.pull(&wiki).unwrap();
    change_much(&wiki);
    assert!(data.pull(&wiki).unwrap().asked.retries > 0);
    wiki.state().faults.clear();
    wiki.state().texts_a_reply = None;
    data.expect_all_of(&wiki);
}

#[test]
fn trouble_that_stays_ends_in_bounded_time_and_is_gone_on_with() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().fails_after = Some((5, Fault::Status(503, None)));
    let told = data.pull(&wiki).unwrap_err().to_string();
    assert!(told.contains("9 attempts") && told.contains("goes on"), "{told}");
    assert_eq!(data.pauses.iter().sum::<Duration>(), Duration::from_secs(366));
    assert!(data.pauses.windows(2).all(|two| two[0] <= two[1]));
    wiki.state().fails_after = None;
    data.pull(&wiki).unwrap();
    data.expect_all_of(&wiki);
    wiki.state().fails_after = Some((wiki.count() + 1, Fault::Status(429, Some(3601))));
    let told = data.pull(&wiki).unwrap_err().to_string();
    assert!(told.contains("61 minutes"), "{told}");
}

#[test]
fn trouble_that_never_passes_ends_at_once_with_advice() {
    for (fault, advice) in [
        (Fault::Status(401, None), "--contact"),
        (Fault::Status(403, None), "--contact"),
        (Fault::Status(404, None), "whether the wiki has moved"),
        (Fault::Error("readapidenied", 200), "ask its keepers for an export"),
        (Fault::Error("badvalue", 200), "an export of it will do"),
    ] {
        let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
        wiki.state().fails_after = Some((5, fault));
        let told = data.pull(&wiki).unwrap_err().to_string();
        assert!(told.contains(advice), "{told}");
        assert!(data.pauses.is_empty());
        assert_eq!(wiki.count(), 6);
        wiki.state().fails_after = None;
        data.pull(&wiki).unwrap();
        data.expect_all_of(&wiki);
    }
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().fails_after = Some((0, Fault::Error("readapidenied", 200)));
    assert!(matches!(data.pull(&wiki), Err(Error::MembersOnly)));
}

#[test]
fn lists_without_end_are_left() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    for listing in [Listing::Circular, Listing::Endless] {
        wiki.state().listing = listing;
        assert!(matches!(data.pull(&wiki), Err(Error::Circles { .. })), "{listing:?}");
    }
    assert!(wiki.count() < 60 && !data.export().exists());
    wiki.state().listing = Listing::Right;
    data.pull(&wiki).unwrap();
    data.expect_all_of(&wiki);
}

#[test]
fn pages_listed_twice_are_kept_once() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().listing = Listing::Overlapping;
    let report = data.pull(&wiki).unwrap();
    wiki.state().listing = Listing::Right;
    assert!(report.notes[0].contains("listed 2 pages more than once"), "{:?}", report.notes);
    data.expect_all_of(&wiki);
}

#[test]
fn pages_without_text_are_told_and_asked_for_again_next_time() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().textless = ["Qo'noS".to_owned(), "Saga:Kor".to_owned()].into();
    let report = data.pull(&wiki).unwrap();
    assert_eq!(report.pages, 125);
    assert!(report.notes[0].contains("2 pages cannot be had (\"Qo'noS\", \"Saga:Kor\")"), "{:?}", report.notes);
    assert!(data.pull(&wiki).unwrap().notes[0].contains("2 pages cannot be had"));
    wiki.state().textless.clear();
    assert_eq!(data.pull(&wiki).unwrap().changed, 2);
    data.expect_all_of(&wiki);
    wiki.state().textless.insert("House 7".to_owned());
    wiki.state().edit("House 7", "A text that does not come.");
    assert_eq!(data.pull(&wiki).unwrap().pages, 127, "the older copy stays");
    wiki.state().textless.clear();
    data.pull(&wiki).unwrap();
    data.expect_all_of(&wiki);
}

#[test]
fn odd_titles_are_asked_for_as_they_are() {
    let (wiki, mut data) = (FakeWiki::start(), Data::new());
    let titles = ["A&B=C+D?", "100%", "Ende;", "a/b/../c", "\"'`´’", "日本語のページ", "🖖", "Q: W:E", "{x}~$^*!@,"];
    for title in titles.into_iter().chain(["&lt;", &"ß".repeat(120)]) {
        wiki.state().edit(title, title);
    }
    data.pull(&wiki).unwrap();
    data.expect_all_of(&wiki);
    wiki.state().pass(3600);
    for title in titles {
        wiki.state().edit(title, "changed");
    }
    assert_eq!(data.pull(&wiki).unwrap().changed, titles.len() as u64);
    data.expect_all_of(&wiki);
}

#[test]
fn a_title_that_no_export_can_hold_is_told() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().edit("Ha'\u{1}DIbaH", "A title with a letter that is none.");
    let report = data.pull(&wiki).unwrap();
    assert_eq!(report.pages, 127);
    assert!(report.notes[0].contains("1 pages cannot be had"), "{:?}", report.notes);
}

#[test]
fn an_empty_wiki_is_an_empty_export() {
    let (wiki, mut data) = (FakeWiki::start(), Data::new());
    assert_eq!(data.pull(&wiki).unwrap().pages, 0);
    assert!(data.pages().is_empty());
    wiki.state().edit("Qo'noS", "The first page.");
    data.pull(&wiki).unwrap();
    data.expect_all_of(&wiki);
}

#[test]
fn a_new_content_namespace_is_fetched_as_well() {
    let (wiki, mut data) = (FakeWiki::with_pages(), Data::new());
    wiki.state().namespaces.retain(|(number, ..)| *number != 112);
    assert_eq!(data.pull(&wiki).unwrap().pages, 126);
    wiki.state().namespaces.push((112, "Saga", true));
    assert_eq!(data.pull(&wiki).unwrap().pages, 127);
    data.expect_all_of(&wiki);
}

#[test]
fn a_folder_is_one_wikis_and_one_runs() {
    let (one, other, mut data) = (FakeWiki::with_pages(), FakeWiki::with_pages(), Data::new());
    data.pull(&one).unwrap();
    let told = data.pull(&other).unwrap_err().to_string();
    assert!(told.contains("--wiki") && told.contains(&one.api()), "{told}");
    let named = Order { wiki: Some("other".to_owned()), ..order(&other.api()) };
    assert_eq!(data.pull_with(&named).unwrap().wiki, "other");
    let mut told = None;
    let (folder, order) = (data.folder.path(), order(&one.api()));
    one.state().pass(60);
    let mut progress = |_: Progress| told = pull(folder, &order, &mut |_| {}, &mut |_| {}).err();
    pull(folder, &order, &mut |_| {}, &mut progress).unwrap();
    assert!(matches!(told, Some(Error::Busy(_))), "{told:?}");
}

#[test]
fn the_program_tells_what_is_wrong_and_ends_with_2() {
    let data = Data::new();
    for (arguments, words) in [
        (vec!["pull", "http://lore.example.org"], "https://"),
        (vec!["pull", "ftp://lore.example.org"], "no web address"),
        (vec!["pull", "http://127.0.0.1:9/", "--contact", "Bêlle"], "contact"),
        (vec!["pull", "http://127.0.0.1:9/"], "no MediaWiki was found"),
        (vec!["pull", "http://127.0.0.1:9/", "--pause=-1"], "number of seconds"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lorebot"));
        let output = command.args(&arguments).env_clear().current_dir(data.folder.path()).output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
}
