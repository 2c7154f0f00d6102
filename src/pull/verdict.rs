//! A reply to what it means: an answer, a reason to ask again, or a reason never to.

use std::time::Duration;

use serde_json::Value;

use super::Error;
use super::client::{NoReply, Reply};

/// What a reply means.
#[derive(Debug)]
pub enum Verdict<T> {
    /// It is what was asked for.
    Answer(T),
    /// It may be another one next time.
    Again(Hindrance),
    /// It will be the same every time.
    Never(Error),
}

/// Why a request is to be made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hindrance {
    /// What happened, for people.
    pub what: String,
    /// How long the wiki asks to wait.
    pub asked: Option<Duration>,
    /// Whether it is one that passes. What may be no wiki at all is not asked again for another.
    pub passes: bool,
}

impl From<NoReply> for Hindrance {
    fn from(no_reply: NoReply) -> Hindrance {
        Hindrance { what: no_reply.what, asked: None, passes: no_reply.may_pass }
    }
}

/// Judges the reply to a question put to the API.
pub fn judge_answer(reply: &Reply) -> Verdict<Value> {
    match serde_json::from_slice::<Value>(&reply.body) {
        Ok(value) if value["error"].is_object() => judge_error(reply, &value["error"]),
        Ok(value) if value.is_object() && reply.status == 200 => Verdict::Answer(value),
        _ => match judge_status(reply) {
            // JSON that breaks off is the wiki's own; a page in its place may be anything.
            None => again(reply, "a reply that is no JSON", reply.body.trim_ascii_start().starts_with(b"{")),
            Some(verdict) => verdict,
        },
    }
}

/// Judges the reply to the request for a page of the wiki.
pub fn judge_page(reply: &Reply) -> Verdict<String> {
    judge_status(reply).unwrap_or_else(|| Verdict::Answer(String::from_utf8_lossy(&reply.body).into_owned()))
}

/// What a status other than 200 means.
fn judge_status<T>(reply: &Reply) -> Option<Verdict<T>> {
    let url = || reply.url.split('?').next().unwrap_or_default().to_owned();
    match reply.status {
        200 => None,
        401 | 403 => Some(Verdict::Never(Error::Refused { url: url(), status: reply.status })),
        408 | 425 | 429 | 500..=599 => Some(again(reply, &format!("status {}", reply.status), true)),
        status => Some(Verdict::Never(Error::Status { url: url(), status })),
    }
}

/// What an error of the API means (<https://www.mediawiki.org/wiki/API:Errors_and_warnings>).
fn judge_error(reply: &Reply, error: &Value) -> Verdict<Value> {
    let text = |key: &str| error[key].as_str().unwrap_or_default().to_owned();
    let (code, info) = (text("code"), text("info"));
    match code.as_str() {
        "maxlag" | "ratelimited" | "readonly" => again(reply, &code, true),
        "readapidenied" => Verdict::Never(Error::MembersOnly),
        // Database trouble and uncaught exceptions, such as `internal_api_error_DBQueryError`.
        _ if code.starts_with("internal_api_error") => again(reply, &code, true),
        _ => Verdict::Never(Error::Api { code, info }),
    }
}

fn again<T>(reply: &Reply, what: &str, passes: bool) -> Verdict<T> {
    Verdict::Again(Hindrance { what: what.to_owned(), asked: reply.retry_after, passes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(status: u16, body: &str) -> Reply {
        let url = "https://lore.example.org/api.php?action=query".to_owned();
        Reply { status, retry_after: Some(Duration::from_secs(3)), url, body: body.as_bytes().to_vec() }
    }

    /// `answer`, `again` or `never`, and why.
    fn told(status: u16, body: &str) -> String {
        match judge_answer(&reply(status, body)) {
            Verdict::Answer(_) => "answer".to_owned(),
            Verdict::Again(hindrance) => {
                assert_eq!(hindrance.asked, Some(Duration::from_secs(3)));
                format!("again: {}{}", hindrance.what, if hindrance.passes { "" } else { ", maybe" })
            }
            Verdict::Never(error) => format!("never: {error}"),
        }
    }

    #[test]
    fn a_reply_is_judged_by_its_error_before_its_status() {
        let error = |code: &str| format!(r#"{{"error":{{"code":"{code}","info":"Worf says no."}}}}"#);
        assert_eq!(told(200, r#"{"query":{}}"#), "answer");
        assert_eq!(told(200, &error("maxlag")), "again: maxlag");
        assert_eq!(told(503, &error("maxlag")), "again: maxlag");
        assert_eq!(told(429, &error("ratelimited")), "again: ratelimited");
        assert_eq!(told(200, &error("internal_api_error_DBQueryError")), "again: internal_api_error_DBQueryError");
        assert!(told(200, &error("badvalue")).starts_with("never: the wiki does not take the question"));
        assert!(told(200, &error("readapidenied")).contains("members"));
    }

    proptest::proptest! {
        #[test]
        fn any_reply_is_judged(status in 100_u16..1000, body in proptest::collection::vec(proptest::num::u8::ANY, 0..99)) {
            let reply = Reply { body, ..reply(status, "") };
            let is_answer = matches!(judge_answer(&reply), Verdict::Answer(_));
            proptest::prop_assert!(!is_answer || status == 200);
        }
    }

    #[test]
    fn what_may_pass_is_asked_again_and_what_stays_is_not() {
        for status in [408, 429, 500, 502, 503, 504, 522] {
            assert_eq!(told(status, "<html>"), format!("again: status {status}"));
        }
        assert_eq!(told(200, "{\"query\":{\"pages\":["), "again: a reply that is no JSON");
        assert_eq!(told(200, "<html>Log in</html>"), "again: a reply that is no JSON, maybe");
        assert_eq!(told(200, "[]"), "again: a reply that is no JSON, maybe");
        for (status, word) in [(401, "401"), (403, "--contact"), (404, "404"), (414, "414")] {
            let told = told(status, "<html>");
            assert!(told.starts_with("never") && told.contains(word) && !told.contains("action="), "{told}");
        }
    }
}
