//! One request and its reply: the only file that sends anything.

use std::io;
use std::time::Duration;

use ureq::http::HeaderMap;
use ureq::http::header::{DATE, RETRY_AFTER};
use ureq::{Agent, ResponseExt};

use super::Error;

/// The longest reply that is read, in bytes. `MediaWiki` ends its replies at 8 MB unless it is told otherwise
/// (<https://www.mediawiki.org/wiki/Manual:$wgAPIMaxResultSize>).
const MAX_REPLY_BYTES: u64 = 64 << 20;

/// How long a connection may take to be made.
const CONNECT_PATIENCE: Duration = Duration::from_secs(30);
/// How long a request may take altogether; a slow wiki needs its time to look up fifty pages.
const PATIENCE: Duration = Duration::from_mins(5);

/// Sends requests, one at a time, over a connection that is kept.
pub struct Client {
    agent: Agent,
}

/// What came back, whatever its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The status of HTTP.
    pub status: u16,
    /// How long the server asks to wait.
    pub retry_after: Option<Duration>,
    /// Where the reply came from, after redirects.
    pub url: String,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// Why nothing usable came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoReply {
    /// What happened, for people.
    pub what: String,
    /// Whether this may pass: a line that dropped, not a host that does not exist.
    pub may_pass: bool,
}

impl Client {
    /// Begins with no connection. Where the wiki is not `local`, nothing is ever asked without encryption, not even
    /// after a redirect.
    pub fn new(user_agent: &str, local: bool) -> Client {
        let config = Agent::config_builder()
            .user_agent(user_agent)
            .https_only(!local)
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT_PATIENCE))
            .timeout_global(Some(PATIENCE));
        Client { agent: config.build().into() }
    }

    /// Fetches an address.
    ///
    /// # Errors
    /// When no whole reply comes back.
    pub fn get(&self, url: &str) -> Result<Reply, NoReply> {
        let mut response = self.agent.get(url).call().map_err(NoReply::from)?;
        let body = response.body_mut().with_config().limit(MAX_REPLY_BYTES).read_to_vec().map_err(NoReply::from)?;
        Ok(Reply {
            status: response.status().as_u16(),
            retry_after: retry_after(response.headers()),
            url: response.get_uri().to_string(),
            body,
        })
    }
}

impl From<ureq::Error> for NoReply {
    fn from(error: ureq::Error) -> NoReply {
        let may_pass = match &error {
            ureq::Error::Io(error) => error.kind() != io::ErrorKind::ConnectionRefused,
            ureq::Error::Timeout(_) | ureq::Error::Protocol(_) => true,
            _ => false,
        };
        NoReply { what: error.to_string(), may_pass }
    }
}

/// The name under which requests are sent, as wikis wish to read it: the program, whom to write to, the library
/// (<https://foundation.wikimedia.org/wiki/Policy:User-Agent_policy>).
///
/// # Errors
/// When the contact could not stand in a header.
pub fn user_agent(contact: Option<&str>) -> Result<String, Error> {
    let contact = contact.map(str::trim).filter(|contact| !contact.is_empty());
    let fits = |letter: char| (letter.is_ascii_graphic() || letter == ' ') && !matches!(letter, '(' | ')');
    match contact {
        Some(contact) if !contact.chars().all(fits) => Err(Error::Contact(contact.to_owned())),
        contact => {
            let contact = contact.unwrap_or("operator of a lorebot");
            Ok(format!("lorebot/{} ({contact}) ureq/3", env!("CARGO_PKG_VERSION")))
        }
    }
}

/// How long a reply asks to wait: seconds, or a date, which is held against the server's own clock
/// (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let asked = text(RETRY_AFTER)?;
    if let Ok(seconds) = asked.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let (until, now) = (httpdate::parse_http_date(asked).ok()?, httpdate::parse_http_date(text(DATE)?).ok()?);
    Some(until.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use ureq::http::HeaderValue;

    use super::*;

    fn asked(retry: &'static str, date: &'static str) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static(retry));
        headers.insert(DATE, HeaderValue::from_static(date));
        retry_after(&headers)
    }

    #[test]
    fn the_wish_to_wait_is_read_in_both_its_forms() {
        let now = "Sun, 22 Nov 2026 20:00:00 GMT";
        assert_eq!(asked("7", now), Some(Duration::from_secs(7)));
        assert_eq!(asked("Sun, 22 Nov 2026 20:01:30 GMT", now), Some(Duration::from_secs(90)));
        assert_eq!(asked("Sun, 22 Nov 2026 19:00:00 GMT", now), Some(Duration::ZERO));
        assert_eq!(asked("soon", now), None);
        assert_eq!(asked("Sun, 22 Nov 2026 20:01:30 GMT", "today"), None);
        assert_eq!(asked("99999999999999999999999", now), None);
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    #[test]
    fn the_user_agent_names_program_contact_and_library() {
        let version = env!("CARGO_PKG_VERSION");
        let plain = format!("lorebot/{version} (operator of a lorebot) ureq/3");
        assert_eq!(user_agent(None).unwrap(), plain);
        assert_eq!(user_agent(Some(" ")).unwrap(), plain);
        assert!(user_agent(Some("mogh@example.org")).unwrap().contains("(mogh@example.org)"));
        for contact in ["a\r\nCookie: b", "(a)", "Mögh"] {
            assert!(matches!(user_agent(Some(contact)), Err(Error::Contact(_))), "{contact}");
        }
    }
}
