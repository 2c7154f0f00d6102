//! The REST half of the fake: as much of HTTP/1.1 as the bot's client speaks.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use super::{APPLICATION, Fault, Request, State, TOKEN};

/// A status and a body; no reply at all is a connection that ends.
type Reply = Option<(u16, Value)>;

pub async fn serve(listener: TcpListener, state: Arc<Mutex<State>>, gateway: String) {
    while let Ok((stream, _)) = listener.accept().await {
        let (state, gateway) = (Arc::clone(&state), gateway.clone());
        tokio::spawn(async move { converse(stream, &state, &gateway).await });
    }
}

/// Answers one request after another until either side ends the connection.
async fn converse(mut stream: TcpStream, state: &Mutex<State>, gateway: &str) {
    let mut received = Vec::new();
    loop {
        let Some((head, length)) = head_of(&received) else {
            let mut chunk = vec![0; 16_384];
            match stream.read(&mut chunk).await {
                Ok(count) if count > 0 => received.extend_from_slice(&chunk[..count]),
                _ => return,
            }
            continue;
        };
        let body: Vec<u8> = received.drain(..length).skip(head.length).collect();
        let Some((status, body)) = answer(state, gateway, &head, &body) else { return };
        let body = if status == 204 { String::new() } else { body.to_string() };
        let date = state.lock().unwrap().date.map(|date| format!("date: {date}\r\n")).unwrap_or_default();
        let reply = format!(
            "HTTP/1.1 {status} Fake\r\ncontent-type: application/json\r\n{date}content-length: {}\r\n\r\n{body}",
            body.len()
        );
        if stream.write_all(reply.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// What stands above a request's body.
struct Head {
    method: String,
    path: String,
    query: String,
    authorization: Option<String>,
    /// What parts the body, where it has several.
    boundary: Option<String>,
    /// In bytes.
    length: usize,
}

/// The head of the first request received and the length of the whole, once all of it is there.
fn head_of(received: &[u8]) -> Option<(Head, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(received).unwrap() {
        httparse::Status::Complete(length) => length,
        httparse::Status::Partial => return None,
    };
    let header = |name: &str| {
        let found = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8(found.value.to_vec()).unwrap())
    };
    let whole = length + header("content-length").map_or(0, |length| length.parse().unwrap());
    let (path, query) = request.path?.split_once('?').unwrap_or((request.path?, ""));
    let head = Head {
        method: request.method?.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        authorization: header("authorization"),
        boundary: header("content-type").and_then(|kind| Some(kind.split_once("boundary=")?.1.to_owned())),
        length,
    };
    (received.len() >= whole).then_some((head, whole))
}

/// The JSON and the file, with its name, of a body in parts.
fn in_parts(body: &[u8], boundary: &str) -> (Value, Option<(String, Value)>) {
    let body = String::from_utf8(body.to_vec()).unwrap();
    let (mut json, mut file) = (Value::Null, None);
    for part in body.split(&format!("--{boundary}")) {
        let Some((head, text)) = part.split_once("\r\n\r\n") else { continue };
        let value = serde_json::from_str(text.trim_end()).unwrap();
        if head.contains("name=\"payload_json\"") {
            json = value;
        } else {
            let name = head.split("filename=\"").nth(1).unwrap().split('"').next().unwrap();
            file = Some((name.to_owned(), value));
        }
    }
    (json, file)
}

/// Whether a path is that of one server's own commands.
fn is_servers(path: &str) -> bool {
    path.starts_with(&format!("/applications/{APPLICATION}/guilds/")) && path.ends_with("/commands")
}

fn answer(state: &Mutex<State>, gateway: &str, head: &Head, body: &[u8]) -> Reply {
    let mut state = state.lock().unwrap();
    if let Some(file) = head.path.strip_prefix("/attachments/").filter(|_| head.method == "GET") {
        assert_eq!(head.authorization, None, "the token is not for those who keep files");
        return state.files.get(file).cloned().map(|file| (200, file));
    }
    let (body, file) = match &head.boundary {
        Some(boundary) => in_parts(body, boundary),
        None => (serde_json::from_slice(body).unwrap_or_default(), None),
    };
    state.files.extend(file);
    let answered = state.requests_to("POST", &head.path).len();
    let request = Request { method: head.method.clone(), path: head.path.clone(), body: body.clone() };
    state.requests.push(request);
    if head.authorization != Some(format!("Bot {TOKEN}")) {
        return Some((401, json!({ "message": "401: Unauthorized", "code": 0 })));
    }
    let mut is_lost = false;
    match state.fault_for(&head.method, &head.path) {
        Some(Fault::Status(status, body)) => {
            // Not carried out: it does not count as the answer.
            state.requests.pop();
            return Some((status, body));
        }
        Some(Fault::Reset) => {
            state.requests.pop();
            return None;
        }
        Some(Fault::LostReply) => is_lost = true,
        None => {}
    }
    let path = head.path.strip_prefix("/api/v10").unwrap_or_default();
    let commands = format!("/applications/{APPLICATION}/commands");
    let reply = match (head.method.as_str(), path) {
        ("GET", "/users/@me") => (200, json!({ "id": APPLICATION, "username": "lorebot", "bot": true })),
        ("GET", "/applications/@me") => (200, json!({ "id": APPLICATION, "verify_key": state.verify_key })),
        ("GET", "/users/@me/guilds") => (200, guilds_after(&state.guilds, &head.query)),
        ("GET", "/gateway/bot") => {
            let (left, at_once) = (state.sessions_left, state.at_once);
            let left = json!({ "total": 1000, "remaining": left, "reset_after": 60_000, "max_concurrency": at_once });
            (200, json!({ "url": gateway, "shards": state.shards, "session_start_limit": left }))
        }
        ("GET", path) if path == commands && head.query == "with_localizations=true" => (200, state.commands.clone()),
        ("GET", path) if path == commands => (200, without_localizations(&state.commands)),
        ("PUT", path) if path == commands => {
            state.commands = body;
            (200, state.commands.clone())
        }
        (_, path) if is_servers(path) && state.left.iter().any(|guild| path.contains(&format!("/guilds/{guild}/"))) => {
            (403, json!({ "message": "Missing Access", "code": 50001 }))
        }
        ("GET", path) if is_servers(path) => (200, state.server_commands.get(path).cloned().unwrap_or(json!([]))),
        ("PUT", path) if is_servers(path) => {
            state.server_commands.insert(path.to_owned(), body.clone());
            (200, body)
        }
        (method, path) if path.starts_with("/channels/") && path.contains("/messages") => {
            super::messages::answer(&mut state, method, path, &body)
        }
        ("GET", path) if path.ends_with("/4444444444444444445") => (200, super::interactions::thread()),
        ("GET", path) if path.starts_with("/channels/") && !state.channel.is_null() => (200, state.channel.clone()),
        ("POST", path) if path.ends_with("/callback") && answered > 0 => {
            (400, json!({ "message": "Interaction has already been acknowledged.", "code": 40060 }))
        }
        ("POST", path) if path.ends_with("/callback") => {
            state.answered_at.insert(path.to_owned(), Instant::now());
            (204, Value::Null)
        }
        ("PATCH", path) if path.ends_with("/messages/@original") => (200, json!({ "id": "1" })),
        ("DELETE", path) if path.ends_with("/messages/@original") => (204, Value::Null),
        ("POST", path) if path.starts_with("/webhooks/") => (200, json!({ "id": "2" })),
        _ => (404, json!({ "message": "404: Not Found", "code": 0 })),
    };
    (!is_lost).then_some(reply)
}

/// One page of the servers that have the bot, as the query asks for it.
fn guilds_after(guilds: &[u64], query: &str) -> Value {
    let asked = |name: &str| {
        let mut fields = query.split('&').filter_map(|field| field.split_once('='));
        fields.find(|(of, _)| *of == name).unwrap().1.parse::<u64>().unwrap()
    };
    let (after, limit) = (asked("after"), usize::try_from(asked("limit")).unwrap());
    assert!((1..=200).contains(&limit), "Discord refuses a limit of {limit}");
    guilds.iter().filter(|id| **id > after).take(limit).map(|id| json!({ "id": id.to_string(), "name": "A" })).collect()
}

/// Commands as Discord lists them unless it is asked for their names and descriptions in other languages.
fn without_localizations(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(without_localizations).collect(),
        Value::Object(fields) => {
            let told = fields.iter().filter(|(name, _)| !name.ends_with("_localizations"));
            told.map(|(name, value)| (name.clone(), without_localizations(value))).collect()
        }
        other => other.clone(),
    }
}
