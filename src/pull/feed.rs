//! The wiki's recent changes: where they stand, and what they have brought since.
//!
//! A wiki keeps its changes for some weeks only, drops those of a page that is deleted, and may build the list anew with
//! other numbers. So a [`Mark`] remembers a few of the newest changes by number and time; what came after them is known
//! only while one of them is still listed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Error;
use super::api::{Api, Continuation, continuation};
use super::circles::Circles;
use super::moment::seconds;

/// How far behind a mark changes are looked at again, in seconds: one that was being written at its time may be listed
/// later.
const OVERLAP_S: u64 = 600;

/// How many changes a mark remembers; a few, as those of deleted pages vanish.
const REMEMBERED: &str = "5";

/// The kinds of changes that change pages; categorisation and the edits of other wikis are left out.
const KINDS: &str = "edit|new|log";

/// The logs that tell of pages. Deletions and restorings share one; the others leave pages alone
/// (<https://www.mediawiki.org/wiki/Manual:Log_actions>).
const PAGE_LOGS: [&str; 5] = ["delete", "move", "merge", "import", "contentmodel"];

/// A place in the wiki's recent changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// When it was set, by the wiki's clock.
    pub time: String,
    /// The newest changes at that time.
    pub newest: Vec<Change>,
}

/// A change by which a mark is found again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its number in the list.
    pub rcid: u64,
    /// When it was made.
    pub timestamp: String,
}

/// The titles that changes were made to, each with the newest revision listed; `None` where pages were deleted, moved
/// or the like, so that no revision tells.
pub type Touched = BTreeMap<String, Option<u64>>;

impl Mark {
    /// Sets a mark at the newest change.
    ///
    /// # Errors
    /// When the wiki does not answer.
    pub fn set(api: &mut Api) -> Result<Mark, Error> {
        let changes = [("list", "recentchanges"), ("rctype", KINDS), ("rcprop", "ids|timestamp")];
        let site = [("meta", "siteinfo"), ("siprop", "general"), ("rclimit", REMEMBERED)];
        let answer = api.ask(&[changes.as_slice(), &site].concat())?;
        let listed = answer["query"]["recentchanges"].as_array().into_iter().flatten();
        let time = answer["query"]["general"]["time"].as_str().unwrap_or_default().to_owned();
        Ok(Mark { time, newest: listed.filter_map(Change::read).collect() })
    }

    /// The titles touched since in the namespaces `wanted`; `None` where the list of changes does not reach back to the
    /// mark.
    ///
    /// # Errors
    /// When the wiki does not answer, or lists without end.
    pub fn touched_since(&self, api: &mut Api, wanted: &[i32]) -> Result<Option<Touched>, Error> {
        let Some(start) = self.start() else { return Ok(None) };
        let question = [
            ("list", "recentchanges"),
            ("rctype", KINDS),
            ("rcprop", "ids|timestamp|title|loginfo"),
            ("rcdir", "newer"),
            ("rclimit", "max"),
            ("rcstart", &start),
        ];
        let mut since = Since::new(self, wanted);
        let (mut from, mut circles) = (Continuation::new(), Circles::in_list("recent changes"));
        loop {
            let answer = api.ask_on(&question, &from)?;
            for change in answer["query"]["recentchanges"].as_array().into_iter().flatten() {
                since.take(change);
            }
            let Some(next) = continuation(&answer) else { break };
            circles.visit(&next)?;
            from = next;
        }
        Ok(since.found.then_some(since.touched))
    }

    /// From when on changes are looked at, in seconds from 1970, which the API takes as well as timestamps.
    fn start(&self) -> Option<String> {
        let times: Option<Vec<u64>> = self.newest.iter().map(|change| seconds(&change.timestamp)).collect();
        let start = times?.into_iter().min()?.min(seconds(&self.time)?.saturating_sub(OVERLAP_S));
        Some(start.to_string())
    }
}

impl Change {
    fn read(value: &Value) -> Option<Change> {
        Some(Change { rcid: value["rcid"].as_u64()?, timestamp: value["timestamp"].as_str()?.to_owned() })
    }
}

/// What a walk through the changes has seen.
struct Since<'run> {
    mark: &'run Mark,
    wanted: &'run [i32],
    /// Whether a change of the mark was met.
    found: bool,
    touched: Touched,
}

impl<'run> Since<'run> {
    fn new(mark: &'run Mark, wanted: &'run [i32]) -> Since<'run> {
        Since { mark, wanted, found: false, touched: Touched::new() }
    }

    fn take(&mut self, value: &Value) {
        self.found |= Change::read(value).is_some_and(|change| self.mark.newest.contains(&change));
        if value["type"] != "log" {
            return self.edited(value);
        }
        if value["logtype"].as_str().is_some_and(|kind| PAGE_LOGS.contains(&kind)) {
            // Where a page was moved to, or its history merged into.
            let parameters = &value["logparams"];
            self.acted_on(&value["ns"], &value["title"]);
            self.acted_on(&parameters["target_ns"], &parameters["target_title"]);
            self.acted_on(&parameters["dest_ns"], &parameters["dest_title"]);
        }
    }

    fn edited(&mut self, value: &Value) {
        if let (Some(title), Some(revision)) = (value["title"].as_str(), value["revid"].as_u64())
            && self.wants(&value["ns"])
        {
            let newest = self.touched.entry(title.to_owned()).or_insert(Some(revision));
            *newest = newest.map(|newest| newest.max(revision));
        }
    }

    fn acted_on(&mut self, namespace: &Value, title: &Value) {
        if let Some(title) = title.as_str()
            && self.wants(namespace)
        {
            self.touched.insert(title.to_owned(), None);
        }
    }

    /// Whether pages of a namespace are wanted; those of one that is not told may be.
    fn wants(&self, namespace: &Value) -> bool {
        namespace.as_i64().is_none_or(|number| self.wanted.iter().any(|wanted| i64::from(*wanted) == number))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn change(rcid: u64) -> Change {
        Change { rcid, timestamp: "2026-11-22T20:00:00Z".to_owned() }
    }

    fn listed(rcid: u64, rest: &Value) -> Value {
        let mut value = json!({ "rcid": rcid, "timestamp": "2026-11-22T20:00:00Z" });
        value.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        value
    }

    fn since(mark: &Mark, changes: &[Value]) -> (bool, Touched) {
        let mut since = Since::new(mark, &[0, 10]);
        for change in changes {
            since.take(change);
        }
        (since.found, since.touched)
    }

    #[test]
    fn the_newest_revision_of_each_title_is_kept() {
        let edit = |rcid, revid| listed(rcid, &json!({ "type": "edit", "title": "Qo'noS", "revid": revid }));
        let (_, touched) = since(&Mark::default(), &[edit(1, 70), edit(3, 90), edit(2, 80)]);
        assert_eq!(touched, Touched::from([("Qo'noS".to_owned(), Some(90))]));
    }

    #[test]
    fn deletions_and_moves_are_asked_for_whatever_edits_there_were() {
        let log = |kind: &str, title: &str, parameters: Value| {
            listed(9, &json!({ "type": "log", "logtype": kind, "title": title, "revid": 0, "logparams": parameters }))
        };
        let (_, touched) = since(
            &Mark::default(),
            &[
                log("delete", "Duras", json!({})),
                listed(1, &json!({ "type": "edit", "title": "Duras", "revid": 5 })),
                log("move", "Ja'rod", json!({ "target_ns": 0, "target_title": "Ja'rod (Bêta)" })),
                log("merge", "Kor", json!({ "dest_ns": 0, "dest_title": "Kang" })),
                log("newusers", "User:Kahless", json!({})),
                log("upload", "File:Kahless.png", json!({})),
                json!({ "type": "log", "logtype": "delete" }),
            ],
        );
        let titles: Vec<_> = touched.keys().map(String::as_str).collect();
        assert_eq!(titles, ["Duras", "Ja'rod", "Ja'rod (Bêta)", "Kang", "Kor"]);
        assert!(touched.values().all(Option::is_none));
    }

    #[test]
    fn only_pages_of_wanted_namespaces_count() {
        let change = |ns: i32, title: &str| json!({ "type": "new", "ns": ns, "title": title, "revid": 9 });
        let moved = json!({ "target_ns": 10, "target_title": "Template:Kor" });
        let moved = json!({ "type": "log", "logtype": "move", "ns": 2, "title": "User:Kor", "logparams": moved });
        let (_, touched) = since(&Mark::default(), &[change(1, "Talk:Worf"), change(10, "Template:Worf"), moved]);
        assert_eq!(touched.into_keys().collect::<Vec<_>>(), ["Template:Kor", "Template:Worf"]);
    }

    #[test]
    fn a_mark_is_found_by_number_and_time_alone() {
        let mark = Mark { time: "2026-11-22T20:05:00Z".to_owned(), newest: vec![change(7), change(6)] };
        assert!(since(&mark, &[listed(6, &json!({}))]).0, "one of them is enough");
        assert!(!since(&mark, &[listed(8, &json!({}))]).0);
        let rebuilt = json!({ "rcid": 7, "timestamp": "2012-01-01T00:00:00Z" });
        assert!(!since(&mark, &[rebuilt]).0, "the same number at another time is another change");
    }

    #[test]
    fn changes_are_looked_at_from_before_the_mark() {
        let mut mark = Mark { time: "2026-11-22T20:05:00Z".to_owned(), newest: vec![change(7)] };
        assert_eq!(mark.start(), Some((seconds("2026-11-22T20:05:00Z").unwrap() - OVERLAP_S).to_string()));
        mark.newest[0].timestamp = "2026-10-01T00:00:00Z".to_owned();
        assert_eq!(mark.start(), seconds("2026-10-01T00:00:00Z").map(|start| start.to_string()));
        mark.newest.clear();
        assert_eq!(mark.start(), None, "nothing tells whether the list reaches back");
    }
}
