//! What the fake answers: the pages readers see, and `action=query` of its API.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{FakePage, Front, Listing, Request, State};

/// A status and a body.
pub fn answer(state: &mut State, origin: &str, request: &Request) -> (u16, String) {
    if request.path == format!("{}/api.php", state.folder) {
        return (200, query(state, origin, &request.parameters).to_string());
    }
    if state.front == Front::Hidden {
        return (403, "<html>No robots</html>".to_owned());
    }
    if request.path.ends_with("api.php") {
        return (404, "<html>Not found</html>".to_owned());
    }
    let api =
        format!("<link rel=\"EditURI\" type=\"application/rsd+xml\" href=\"{}/api.php?action=rsd\"/>", state.folder);
    let head = if state.front == Front::Whole { api } else { String::new() };
    (200, format!("<!DOCTYPE html><html><head>{head}</head><body>Welcome</body></html>"))
}

fn query(state: &State, origin: &str, parameters: &BTreeMap<String, String>) -> Value {
    let is = |name: &str, value: &str| parameters.get(name).is_some_and(|it| it == value);
    if !is("action", "query") || !is("format", "json") || !is("formatversion", "2") {
        return json!({ "error": { "code": "badvalue", "info": "Unrecognized value." } });
    }
    let (mut query, mut next) = (Map::new(), Map::new());
    if is("meta", "siteinfo") {
        site(state, origin, &mut query);
    }
    if is("list", "recentchanges") {
        changes(state, parameters, &mut query, &mut next);
    }
    let titles = match (parameters.get("titles"), is("generator", "allpages")) {
        (Some(titles), _) => Some(titles.split('|').map(str::to_owned).collect()),
        (None, true) => Some(all_pages(state, parameters, &mut next)),
        (None, false) => None,
    };
    let mut answer = json!({ "batchcomplete": true });
    if let Some(titles) = titles {
        let is_whole = pages(state, parameters, &titles, &mut query, &mut next);
        answer = if is_whole { answer } else { json!({}) };
    }
    answer["query"] = query.into();
    if !next.is_empty() {
        next.insert("continue".to_owned(), json!("-||"));
        answer["continue"] = next.into();
    }
    answer
}

fn site(state: &State, origin: &str, query: &mut Map<String, Value>) {
    let namespaces = state.namespaces.iter().map(|(number, name, is_content)| {
        (number.to_string(), json!({ "id": number, "name": name, "case": "first-letter", "content": is_content }))
    });
    query.insert(
        "general".to_owned(),
        json!({
            "sitename": state.name, "wikiid": "stovokor", "base": format!("{origin}/wiki/Main"), "case": "first-letter",
            "generator": "MediaWiki 1.39.17", "lang": "en", "server": origin, "articlepath": "/wiki/$1",
            "script": "/index.php", "time": state.now(),
        }),
    );
    query.insert("namespaces".to_owned(), Value::Object(namespaces.collect()));
    query.insert("namespacealiases".to_owned(), json!([]));
    query.insert("rightsinfo".to_owned(), json!({ "text": state.rights.0, "url": state.rights.1 }));
    query.insert("statistics".to_owned(), json!({ "pages": state.pages.len() }));
}

/// Changes, oldest or newest first, 25 at most in one answer.
fn changes(
    state: &State,
    parameters: &BTreeMap<String, String>,
    query: &mut Map<String, Value>,
    next: &mut Map<String, Value>,
) {
    let mut listed: Vec<&Value> = state.changes.iter().collect();
    listed.sort_by_key(|change| (change["timestamp"].as_str().unwrap(), change["rcid"].as_u64()));
    if parameters.get("rcdir").is_none_or(|direction| direction != "newer") {
        listed.reverse();
    }
    let start = parameters.get("rcstart").map_or(0, |start| start.parse().unwrap());
    let mut listed: Vec<_> = listed.into_iter().filter(|change| seconds(change) >= start).collect();
    let from: usize = parameters.get("rccontinue").map_or(0, |from| from.parse().unwrap());
    let limit = parameters.get("rclimit").and_then(|limit| limit.parse().ok()).unwrap_or(25);
    if listed.len() > from + limit && limit == 25 {
        next.insert("rccontinue".to_owned(), json!((from + limit).to_string()));
    }
    listed.drain(..from.min(listed.len()));
    listed.truncate(limit);
    query.insert("recentchanges".to_owned(), json!(listed));
}

/// The time of a change, in seconds from 1970. The month began at 1793491200.
fn seconds(change: &Value) -> u64 {
    let time = change["timestamp"].as_str().unwrap();
    let part = |from: usize| time[from..from + 2].parse::<u64>().unwrap();
    1_793_491_200 + (part(8) - 1) * 86_400 + part(11) * 3600 + part(14) * 60 + part(17)
}

/// The titles of a namespace from one on, in an order that is none of letters alone: the wiki's own.
fn all_pages(state: &State, parameters: &BTreeMap<String, String>, next: &mut Map<String, Value>) -> Vec<String> {
    let namespace: i32 = parameters["gapnamespace"].parse().unwrap();
    let key = |title: &str| (title.to_lowercase(), title.to_owned());
    let mut titles: Vec<String> =
        state.pages.iter().filter(|(_, page)| page.namespace == namespace).map(|(title, _)| title.clone()).collect();
    titles.sort_by_key(|title| key(title));
    let limit = parameters["gaplimit"].parse().unwrap_or(100);
    let from = parameters.get("gapcontinue").map(String::as_str).unwrap_or_default();
    let from_title = if state.listing == Listing::Endless { "" } else { from };
    let mut listed: Vec<String> = titles.iter().filter(|title| key(title) >= key(from_title)).cloned().collect();
    let more = listed.split_off(limit.min(listed.len()));
    let mark = match more.first() {
        _ if state.listing == Listing::Circular => titles.first().cloned(),
        _ if state.listing == Listing::Endless => Some(format!("~{from}")),
        first => first.cloned(),
    };
    if let Some(mark) = mark {
        next.insert("gapcontinue".to_owned(), mark.into());
    }
    let before =
        titles.iter().rfind(|title| key(title) < key(from_title)).filter(|_| state.listing == Listing::Overlapping);
    listed.extend(before.cloned());
    listed
}

/// Pages with their texts, as many as fit into a reply. Tells whether all did.
fn pages(
    state: &State,
    parameters: &BTreeMap<String, String>,
    titles: &[String],
    query: &mut Map<String, Value>,
    next: &mut Map<String, Value>,
) -> bool {
    let props = parameters["prop"].split('|').collect::<Vec<_>>();
    let texts_from: usize = parameters.get("rvcontinue").map_or(0, |from| from.parse().unwrap());
    let mut texts = texts_from..texts_from.saturating_add(state.texts_a_reply.unwrap_or(usize::MAX));
    if !props.contains(&"revisions") {
        texts = 0..0;
    }
    let is_whole = !props.contains(&"revisions") || texts.end >= titles.len();
    if !is_whole {
        next.clear();
        next.insert("rvcontinue".to_owned(), texts.end.to_string().into());
        if let Some(from) = parameters.get("gapcontinue") {
            next.insert("gapcontinue".to_owned(), from.clone().into());
        }
    }
    let page = |(place, title): (usize, &String)| match state.pages.get(title) {
        Some(page) => json_page(title, page, texts.contains(&place) && !state.textless.contains(title)),
        None => json!({ "ns": state.namespace_of(title), "title": title, "missing": true }),
    };
    query.insert("pages".to_owned(), titles.iter().enumerate().map(page).collect::<Vec<_>>().into());
    is_whole
}

fn json_page(title: &str, page: &FakePage, with_text: bool) -> Value {
    let mut json = json!({ "pageid": page.id, "ns": page.namespace, "title": title, "lastrevid": page.revision });
    if page.text.starts_with("#REDIRECT") {
        json["redirect"] = json!(true);
    }
    if with_text {
        let slot = json!({ "contentmodel": "wikitext", "contentformat": "text/x-wiki", "content": page.text });
        json["revisions"] = json!([{ "revid": page.revision, "timestamp": page.timestamp, "slots": { "main": slot } }]);
    }
    json
}
