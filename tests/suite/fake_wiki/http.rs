//! As much of HTTP/1.1 as the client speaks.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use percent_encoding::percent_decode_str;
use serde_json::json;

use super::{Fault, Request, State, answers};

pub fn serve(listener: &TcpListener, state: &Arc<Mutex<State>>, origin: &str) {
    for stream in listener.incoming() {
        let (state, origin) = (Arc::clone(state), origin.to_owned());
        thread::spawn(move || converse(&mut stream.unwrap(), &state, &origin));
    }
}

/// Answers one request after another until either side ends the connection.
fn converse(stream: &mut TcpStream, state: &Mutex<State>, origin: &str) {
    let mut received = Vec::new();
    loop {
        let Some((request, length)) = request(&received) else {
            let mut chunk = [0; 16_384];
            match stream.read(&mut chunk) {
                Ok(count) if count > 0 => received.extend_from_slice(&chunk[..count]),
                _ => return,
            }
            continue;
        };
        received.drain(..length);
        let fault = {
            let mut state = state.lock().unwrap();
            state.requests.push(request.clone());
            state.at_once += 1;
            state.most_at_once = state.most_at_once.max(state.at_once);
            state.fault()
        };
        if let Some(Fault::Slow(milliseconds)) = fault {
            thread::sleep(Duration::from_millis(milliseconds));
        }
        let reply = reply(&mut state.lock().unwrap(), origin, &request, fault);
        if reply.is_empty() || stream.write_all(&reply).is_err() || fault == Some(Fault::CutOff) {
            return;
        }
    }
}

/// The first request received and its length, once all of it is there.
fn request(received: &[u8]) -> Option<(Request, usize)> {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(received).unwrap() {
        httparse::Status::Complete(length) => length,
        httparse::Status::Partial => return None,
    };
    let header = |name: &str| {
        let found = request.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        found.map(|header| String::from_utf8(header.value.to_vec()).unwrap()).unwrap_or_default()
    };
    assert_eq!(request.method, Some("GET"));
    let (path, query) = request.path.unwrap().split_once('?').unwrap_or((request.path.unwrap(), ""));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8().unwrap().into_owned();
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let parameters: BTreeMap<_, _> = pairs.map(|(name, value)| (decoded(name), decoded(value))).collect();
    let accepts_gzip = header("accept-encoding").contains("gzip");
    Some((Request { path: path.to_owned(), parameters, user_agent: header("user-agent"), accepts_gzip }, length))
}

/// The whole reply in bytes; none at all is a connection that ends.
fn reply(state: &mut State, origin: &str, request: &Request, fault: Option<Fault>) -> Vec<u8> {
    state.at_once -= 1;
    let page = "<!DOCTYPE html><html><body>Something is wrong</body></html>";
    match fault {
        Some(Fault::Reset) => Vec::new(),
        Some(Fault::Status(status, wait)) => {
            let wait = wait.map_or_else(String::new, |wait| format!("Retry-After: {wait}\r\n"));
            whole(status, &wait, page.as_bytes(), request)
        }
        Some(Fault::Error(code, status)) => {
            let error = json!({ "error": { "code": code, "info": format!("This is {code}.") } });
            whole(status, "Retry-After: 5\r\n", error.to_string().as_bytes(), request)
        }
        Some(Fault::Page) => whole(200, "", page.as_bytes(), request),
        Some(Fault::Torn) => {
            let (status, body) = answers::answer(state, origin, request);
            whole(status, "", &body.as_bytes()[..body.len() / 2], request)
        }
        Some(Fault::CutOff) => {
            let (status, body) = answers::answer(state, origin, request);
            let reply = whole(status, "", body.as_bytes(), request);
            reply[..reply.len() - body.len().min(reply.len()) / 20].to_vec()
        }
        Some(Fault::Slow(_)) | None => {
            let (status, body) = answers::answer(state, origin, request);
            whole(status, "", body.as_bytes(), request)
        }
    }
}

fn whole(status: u16, headers: &str, body: &[u8], request: &Request) -> Vec<u8> {
    let (body, packed) =
        if request.accepts_gzip { (gzip(body), "Content-Encoding: gzip\r\n") } else { (body.to_vec(), "") };
    let head = format!("HTTP/1.1 {status} Fake\r\n{headers}{packed}Content-Length: {}\r\n\r\n", body.len());
    [head.into_bytes(), body].concat()
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(body).unwrap();
    packer.finish().unwrap()
}
