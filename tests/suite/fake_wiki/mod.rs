//! A `MediaWiki` on loopback: its pages, its recent changes and as much of its API as fetching them needs, with faults on
//! demand. It keeps every request it gets.

mod answers;
mod http;

use std::collections::{BTreeMap, BTreeSet};
use std::net::TcpListener;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use serde_json::{Value, json};

/// A page of the fake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FakePage {
    pub id: u64,
    pub namespace: i32,
    pub revision: u64,
    pub timestamp: String,
    pub text: String,
}

/// A request that the fake has got.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    pub path: String,
    pub parameters: BTreeMap<String, String>,
    pub user_agent: String,
    pub accepts_gzip: bool,
}

/// What goes wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A status with a page in place of an answer, and how many seconds to wait.
    Status(u16, Option<u64>),
    /// An error of the API, with the status it comes under.
    Error(&'static str, u16),
    /// Half of what was announced.
    CutOff,
    /// Half of an answer, announced as whole.
    Torn,
    /// A page in place of an answer.
    Page,
    /// The connection ends without a reply.
    Reset,
    /// The answer takes this many milliseconds.
    Slow(u64),
}

/// What programs see of the pages that readers see.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Front {
    /// All, with the address of the API in the head.
    #[default]
    Whole,
    /// All, but nothing of the API.
    Plain,
    /// Nothing.
    Hidden,
}

/// How a list of pages comes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Listing {
    /// As it should.
    #[default]
    Right,
    /// With the last page of one answer again in the next.
    Overlapping,
    /// With an end that is the beginning.
    Circular,
    /// Without end, the same pages under new marks.
    Endless,
}

/// Everything the fake knows.
#[derive(Default)]
pub struct State {
    pub name: String,
    /// By title.
    pub pages: BTreeMap<String, FakePage>,
    /// Numbers and names of the namespaces, and whether they hold content.
    pub namespaces: Vec<(i32, &'static str, bool)>,
    /// All requests, in order of arrival.
    pub requests: Vec<Request>,
    /// The most requests that were open at once.
    pub most_at_once: usize,
    /// The folder of its scripts, such as `/w`.
    pub folder: &'static str,
    /// What programs see of its pages.
    pub front: Front,
    /// The licence it tells of.
    pub rights: (&'static str, &'static str),
    /// The most texts in one reply.
    pub texts_a_reply: Option<usize>,
    /// Titles whose texts never come.
    pub textless: BTreeSet<String>,
    /// How it lists its pages.
    pub listing: Listing,
    /// The faults of every second request, one after another and then again from the first.
    pub faults: Vec<Fault>,
    /// The fault of all requests after so many.
    pub fails_after: Option<(usize, Fault)>,
    changes: Vec<Value>,
    at_once: usize,
    /// Seconds since the fake began.
    clock: u64,
    last_page: u64,
    last_revision: u64,
    last_change: u64,
}

/// A wiki of one test's own.
pub struct FakeWiki {
    state: Arc<Mutex<State>>,
    /// Its scheme, host and port.
    pub origin: String,
}

impl FakeWiki {
    /// Starts an empty one on a free port of loopback.
    pub fn start() -> FakeWiki {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let names = [(0, "", true), (1, "Talk", false), (2, "User", false), (10, "Template", false)];
        let state = State {
            name: "Sto-vo-kor Wiki".to_owned(),
            namespaces: names.into_iter().chain([(112, "Saga", true), (828, "Module", false)]).collect(),
            rights: ("CC BY-SA", "https://lore.example.org/licence"),
            last_change: 40,
            ..State::default()
        };
        let state = Arc::new(Mutex::new(state));
        let (served, at) = (Arc::clone(&state), origin.clone());
        thread::spawn(move || http::serve(&listener, &served, &at));
        FakeWiki { state, origin }
    }

    /// Starts one with pages of all kinds.
    pub fn with_pages() -> FakeWiki {
        let wiki = FakeWiki::start();
        let mut state = wiki.state();
        for number in 0..120 {
            state.edit(
                &format!("House {number}"),
                &format!("The {number}th house.\n\n== Chronicle ==\nÉlan & <ref>x</ref>"),
            );
        }
        for (title, text) in [
            ("Qo'noS", "  The homeworld.\r\n\n"),
            ("aluura d'Or", "Begins with a small letter."),
            ("Ätna", "Sorted last."),
            ("Kronos", "#REDIRECT [[qo'noS#Cities|there]]"),
            ("Template:Bêlle", "<noinclude>''</noinclude>{{{1|}}}"),
            ("Module:Sagas", "return {}"),
            ("Saga:Kor", "A saga & more."),
            ("Talk:Qo'noS", "not wanted"),
            ("User:Kahless", "not wanted"),
        ] {
            state.edit(title, text);
        }
        state.pass(3600);
        drop(state);
        wiki
    }

    /// What the fake knows, to read or to change.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// The address of its API.
    pub fn api(&self) -> String {
        format!("{}{}/api.php", self.origin, self.state().folder)
    }

    /// How many requests it has got.
    pub fn count(&self) -> usize {
        self.state().requests.len()
    }

    /// Its pages of the namespaces that are fetched, in the order of an export.
    pub fn wanted(&self) -> Vec<(i32, String, u64, String)> {
        let state = self.state();
        let wanted = state.pages.iter().filter(|(_, page)| [0, 10, 112, 828].contains(&page.namespace));
        let mut wanted: Vec<_> =
            wanted.map(|(title, page)| (page.namespace, title.clone(), page.revision, page.text.clone())).collect();
        wanted.sort();
        wanted
    }
}

impl State {
    /// Saves a page, new or old.
    pub fn edit(&mut self, title: &str, text: &str) {
        let old = self.pages.get(title).cloned();
        self.save(title, text);
        let kind = if old.is_some() { "edit" } else { "new" };
        let page = &self.pages[title];
        let change = json!({
            "type": kind, "pageid": page.id, "revid": page.revision, "old_revid": old.map_or(0, |old| old.revision),
        });
        self.change(title, change);
    }

    /// Deletes a page; its changes are listed no more.
    pub fn delete(&mut self, title: &str) {
        self.pages.remove(title).unwrap();
        self.changes.retain(|change| change["type"] == "log" || change["title"] != title);
        self.log(title, "delete", &json!({}));
    }

    /// Brings a page back as it was before it was deleted.
    pub fn restore(&mut self, title: &str, page: FakePage) {
        self.pages.insert(title.to_owned(), page);
        self.log(title, "delete", &json!({}));
    }

    /// Moves a page.
    pub fn rename(&mut self, from: &str, to: &str, leaves_redirect: bool) {
        let moved = self.pages.remove(from).unwrap();
        self.save(to, &moved.text);
        self.pages.get_mut(to).unwrap().id = moved.id;
        if leaves_redirect {
            self.save(from, &format!("#REDIRECT [[{to}]]"));
        }
        let target = json!({ "target_ns": self.namespace_of(to), "target_title": to });
        self.log(from, "move", &target);
    }

    /// Lets time pass.
    pub fn pass(&mut self, seconds: u64) {
        self.clock += seconds;
    }

    /// Lists the changes of the wiki no more, as if they were too old.
    pub fn forget_changes(&mut self) {
        self.changes.clear();
    }

    /// Makes the list of changes anew: with other numbers, and the times at which pages were last saved.
    pub fn rebuild_changes(&mut self) {
        self.changes.clear();
        let pages: Vec<_> = self.pages.iter().map(|(title, page)| (title.clone(), page.clone())).collect();
        for (title, page) in pages {
            self.change(&title, json!({ "type": "new", "pageid": page.id, "revid": page.revision }));
            self.changes.last_mut().unwrap()["timestamp"] = json!(page.timestamp);
        }
    }

    /// The requests whose parameters hold this pair.
    pub fn requests_with(&self, name: &str, value: &str) -> usize {
        self.requests.iter().filter(|request| request.parameters.get(name).is_some_and(|it| it == value)).count()
    }

    /// The namespace that a title begins with.
    fn namespace_of(&self, title: &str) -> i32 {
        let prefix = title.split_once(':').map_or("", |(prefix, _)| prefix);
        self.namespaces.iter().find(|(_, name, _)| *name == prefix).map_or(0, |(number, ..)| *number)
    }

    fn save(&mut self, title: &str, text: &str) {
        self.clock += 7;
        self.last_revision += 1;
        self.last_page += 1;
        let id = self.pages.get(title).map_or(self.last_page, |page| page.id);
        let (namespace, timestamp) = (self.namespace_of(title), self.now());
        let page = FakePage { id, namespace, revision: self.last_revision, timestamp, text: text.to_owned() };
        self.pages.insert(title.to_owned(), page);
    }

    fn log(&mut self, title: &str, kind: &str, parameters: &Value) {
        self.clock += 7;
        self.change(title, json!({ "type": "log", "logtype": kind, "revid": 0, "logparams": parameters }));
    }

    fn change(&mut self, title: &str, mut change: Value) {
        self.last_change += 1;
        let common = json!({
            "rcid": self.last_change, "ns": self.namespace_of(title), "title": title, "timestamp": self.now(),
        });
        change.as_object_mut().unwrap().extend(common.as_object().unwrap().clone());
        self.changes.push(change);
    }

    /// The time as the API writes it. The fake began on the first of November 2026 and lives for a month.
    fn now(&self) -> String {
        let (minutes, second) = (self.clock / 60, self.clock % 60);
        let (hours, minute) = (minutes / 60, minutes % 60);
        format!("2026-11-{:02}T{:02}:{minute:02}:{second:02}Z", 1 + hours / 24, hours % 24)
    }

    /// The fault of the request that has just come, if it is to have one.
    fn fault(&self) -> Option<Fault> {
        let number = self.requests.len();
        let after = self.fails_after.filter(|(after, _)| number > *after).map(|(_, fault)| fault);
        let second = self.faults.get((number / 2) % self.faults.len().max(1)).filter(|_| number.is_multiple_of(2));
        after.or(second.copied())
    }
}
