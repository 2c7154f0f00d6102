//! The REST half of the fake.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{APPLICATION, Fault, Request, State, TOKEN};

pub async fn serve(listener: TcpListener, state: Arc<Mutex<State>>, gateway: String) {
    let answer = move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
        let reply = answer(&state, &gateway, &method, uri.path(), &headers, &body);
        async move { reply }
    };
    axum::serve(listener, Router::new().fallback(answer)).await.unwrap();
}

fn answer(
    state: &Mutex<State>,
    gateway: &str,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    body: &Bytes,
) -> Response {
    let mut state = state.lock().unwrap();
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let answered = state.requests_to("POST", path).len();
    state.requests.push(Request { method: method.to_string(), path: path.to_owned(), body: body.clone() });
    let token = headers.get("authorization").and_then(|value| value.to_str().ok());
    if token != Some(&format!("Bot {TOKEN}")) {
        return refuse(401, &json!({ "message": "401: Unauthorized", "code": 0 }));
    }
    match state.fault_for(method.as_str(), path) {
        Some(Fault::Status(status, body)) => {
            // Not carried out: it does not count as the answer.
            state.requests.pop();
            return refuse(status, &body);
        }
        Some(Fault::Reset) => {
            state.requests.pop();
            drop(state);
            hang_up();
        }
        Some(Fault::LostReply) => {
            drop(state);
            hang_up();
        }
        None => {}
    }
    let path = path.strip_prefix("/api/v10").unwrap_or_default();
    let commands = format!("/applications/{APPLICATION}/commands");
    match (method.as_str(), path) {
        ("GET", "/users/@me") => success(&json!({ "id": APPLICATION, "username": "lorebot", "bot": true })),
        ("GET", "/gateway") => success(&json!({ "url": gateway })),
        ("GET", "/gateway/bot") => {
            let left = json!({ "total": 1000, "remaining": 900, "reset_after": 0, "max_concurrency": 1 });
            success(&json!({ "url": gateway, "shards": state.shards, "session_start_limit": left }))
        }
        ("GET", path) if path == commands => success(&state.commands),
        ("PUT", path) if path == commands => {
            state.commands = body;
            success(&state.commands)
        }
        ("POST", path) if path.ends_with("/callback") && answered > 0 => {
            refuse(400, &json!({ "message": "Interaction has already been acknowledged.", "code": 40060 }))
        }
        ("POST", path) if path.ends_with("/callback") => StatusCode::NO_CONTENT.into_response(),
        ("PATCH", path) if path.ends_with("/messages/@original") => success(&json!({ "id": "1" })),
        _ => refuse(404, &json!({ "message": "404: Not Found", "code": 0 })),
    }
}

fn success(body: &Value) -> Response {
    ([("content-type", "application/json")], body.to_string()).into_response()
}

fn refuse(status: u16, body: &Value) -> Response {
    (StatusCode::from_u16(status).unwrap(), [("content-type", "application/json")], body.to_string()).into_response()
}

/// Ends the connection without a reply: its task unwinds, silently, and the socket goes with it.
fn hang_up() -> ! {
    std::panic::resume_unwind(Box::new("hang up"))
}
