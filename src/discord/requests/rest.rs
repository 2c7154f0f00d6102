//! Discord's REST interface as far as the bot needs it, on one connection pool and with retries of our own.
//!
//! serenity's rate limiter is not used: it ignores another base address, keeps a bucket for every interaction for ever,
//! lets deferred edits wait for each other, and loses how long a 429 asks to wait. Tokens of interactions stand in
//! addresses, so no address is ever put into an error or a log line.

use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, RETRY_AFTER, USER_AGENT};
use reqwest::multipart::{Form, Part};
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::{Instant, sleep};

use super::backoff::Backoff;
use super::clock::Clock;
use crate::discord::Error;
use crate::discord::admin::Why;
use crate::discord::showing::{File, Reply};
use crate::settings::DiscordSettings;

/// Where Discord lives, unless the settings name another place.
const DISCORD: &str = "https://discord.com";
/// The version of the interface that serenity's gateway speaks too.
const API: &str = "/api/v10";
/// Where Discord keeps what people attach (<https://docs.discord.com/developers/reference#signed-attachment-cdn-urls>).
const ATTACHMENTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];
/// The longest fetching such a file may take: somebody waits for an answer.
const DOWNLOAD_TIME: Duration = Duration::from_secs(1);
/// The longest one request may take where nothing shorter is asked for.
pub const REQUEST_TIME: Duration = Duration::from_secs(10);
/// How long the first answer to an interaction is tried for: Discord waits three seconds from its own sending on
/// (<https://docs.discord.com/developers/interactions/receiving-and-responding#responding-to-an-interaction>).
const CALLBACK_TIME: Duration = Duration::from_millis(2_500);
/// How long one try of it may take: a reply that hangs leaves time for a second.
const CALLBACK_TRY: Duration = Duration::from_millis(1_200);
/// Error codes (<https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>).
const UNKNOWN_INTERACTION: i64 = 10_062;
const ALREADY_ACKNOWLEDGED: i64 = 40_060;
const UNKNOWN_WEBHOOK: i64 = 10_015;
const UNKNOWN_MESSAGE: i64 = 10_008;
/// How long Discord may take to hear of a first answer before what follows it finds nothing there, and how often what
/// follows is tried meanwhile: a first answer given as a response may be overtaken.
const OVERTAKING: Duration = Duration::from_secs(1);
const OVERTAKEN_PAUSE: Duration = Duration::from_millis(150);
/// What may stand in a path as it is.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// Discord answered, but not with success.
    #[error("Discord answered {status}, error {code}: {message}")]
    Status {
        /// The HTTP status.
        status: u16,
        /// Discord's own code; 0 where it gives none.
        code: i64,
        /// Discord's words.
        message: String,
        /// How long it asks to wait.
        retry_after: Option<Duration>,
    },
    /// No answer came.
    #[error("no answer from Discord: {0}")]
    Network(String),
}

impl Failure {
    /// Whether the same request may succeed later.
    pub fn may_heal(&self) -> bool {
        match self {
            Failure::Network(_) => true,
            Failure::Status { status, .. } => *status == 429 || *status >= 500,
        }
    }

    /// The HTTP status; 0 where no answer came.
    pub fn status(&self) -> u16 {
        match self {
            Failure::Network(_) => 0,
            Failure::Status { status, .. } => *status,
        }
    }

    /// How long Discord asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Failure::Network(_) => None,
            Failure::Status { retry_after, .. } => *retry_after,
        }
    }

    /// Whether Discord may not yet know of the first answer that the request follows.
    fn may_be_early(&self) -> bool {
        matches!(self.code(), UNKNOWN_WEBHOOK | UNKNOWN_MESSAGE)
    }

    /// Discord's own code; 0 where it gives none.
    pub fn code(&self) -> i64 {
        match self {
            Failure::Network(_) => 0,
            Failure::Status { code, .. } => *code,
        }
    }
}

/// Requests to Discord, or to what stands in for it.
#[derive(Debug)]
pub struct Rest {
    client: reqwest::Client,
    /// The same without the token.
    downloads: reqwest::Client,
    base: String,
    token: SecretString,
    /// Discord's clock, as its replies tell it.
    pub clock: Clock,
}

impl Rest {
    /// Prepares requests; nothing is sent yet.
    ///
    /// # Errors
    /// When a setting cannot be used.
    pub fn new(settings: &DiscordSettings) -> Result<Rest, Error> {
        let base = settings.api_base.as_deref().unwrap_or(DISCORD).trim().trim_end_matches('/');
        let host = base_host(base)?;
        let token = settings.token.expose_secret().trim().trim_start_matches("Bot ").to_owned();
        let mut authorization = HeaderValue::from_str(&format!("Bot {token}")).map_err(|_| Error::Token)?;
        authorization.set_sensitive(true);
        if token.is_empty() {
            return Err(Error::Token);
        }
        let agent = HeaderValue::from_static(serenity::constants::USER_AGENT);
        let headers = HeaderMap::from_iter([(AUTHORIZATION, authorization), (USER_AGENT, agent)]);
        let mut client = client_builder().default_headers(headers);
        let mut downloads = client_builder();
        if matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]") {
            (client, downloads) = (client.no_proxy(), downloads.no_proxy());
        }
        if let Some(path) = &settings.test_ca {
            let wrong = |why: String| Error::Setting("DISCORD_TEST_CA", why);
            let pem = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
            let certificate = reqwest::Certificate::from_pem(&pem).map_err(|error| wrong(error.to_string()))?;
            client = client.add_root_certificate(certificate);
        }
        if let Some(address) = settings.test_addr {
            client = client.resolve(&host, address);
        }
        let built = |client: reqwest::ClientBuilder| {
            client.build().map_err(|error| Error::Setting("HTTP client", error.without_url().to_string()))
        };
        let (client, downloads) = (built(client)?, built(downloads)?);
        Ok(Rest { client, downloads, base: base.to_owned(), token: token.into(), clock: Clock::default() })
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        self.token.expose_secret()
    }

    /// Sends one request and reads its JSON; `null` for an empty reply.
    ///
    /// # Errors
    /// When no answer comes within `limit` or it is not a success.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        limit: Duration,
    ) -> Result<Value, Failure> {
        self.send_with(method, path, body, None, limit).await
    }

    /// The same, with a file beside the body.
    async fn send_with(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        file: Option<&File>,
        limit: Duration,
    ) -> Result<Value, Failure> {
        let request = self.client.request(method, format!("{}{API}{path}", self.base)).timeout(limit);
        let request = match (body, file) {
            (Some(body), Some(file)) => request.multipart(in_parts(body, file)),
            (Some(body), None) => request.header(CONTENT_TYPE, "application/json").body(body.to_string()),
            (None, _) => request,
        };
        let network = |error: reqwest::Error| Failure::Network(plain(&error.without_url()));
        let reply = request.send().await.map_err(network)?;
        if let Some(date) = reply.headers().get(DATE).and_then(|date| date.to_str().ok()) {
            self.clock.learn(date);
        }
        let status = reply.status();
        let header = reply.headers().get(RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse::<f64>().ok());
        let bytes = reply.bytes().await.map_err(network)?;
        let json: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if status.is_success() {
            return Ok(json);
        }
        let retry_after = json["retry_after"].as_f64().or(header);
        Err(Failure::Status {
            status: status.as_u16(),
            code: json["code"].as_i64().unwrap_or(0),
            message: json["message"].as_str().unwrap_or("no reason given").chars().take(200).collect(),
            retry_after: retry_after.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()),
        })
    }

    /// Delivers the first answer to an interaction that arrived some time ago, again and again while Discord may still
    /// be waiting. Whether it arrived; if not, the reason is logged.
    pub async fn callback(&self, id: u64, token: &str, reply: &Reply, arrived: Instant) -> bool {
        let path = format!("/interactions/{id}/{}/callback", segment(token));
        let (body, limits) = (reply.body(), (CALLBACK_TRY, arrived + CALLBACK_TIME));
        match self.send_until(Method::POST, &path, Some(&body), reply.file(), limits).await {
            Ok(_) => true,
            Err(failure) if failure.code() == ALREADY_ACKNOWLEDGED => true,
            Err(failure) if failure.code() == UNKNOWN_INTERACTION => {
                tracing::warn!(interaction = id, "the answer came too late: Discord no longer knows the interaction");
                false
            }
            Err(failure) => {
                tracing::error!(interaction = id, %failure, "an answer could not be delivered");
                false
            }
        }
    }

    /// Puts the message of a deferred answer in its place. Whether it arrived; if not, the reason is logged.
    pub async fn edit_original(&self, application: u64, token: &str, reply: &Reply) -> bool {
        let path = format!("/webhooks/{application}/{}/messages/@original", segment(token));
        self.send_later(Method::PATCH, &path, Some(&reply.edit()), reply.file()).await
    }

    /// Takes back the message of an answer. Whether that succeeded; if not, the reason is logged.
    pub async fn delete_original(&self, application: u64, token: &str) -> bool {
        let path = format!("/webhooks/{application}/{}/messages/@original", segment(token));
        self.send_later(Method::DELETE, &path, None, None).await
    }

    /// Sends a further message to an interaction. Whether it arrived; if not, the reason is logged.
    pub async fn follow_up(&self, application: u64, token: &str, reply: &Reply) -> bool {
        let path = format!("/webhooks/{application}/{}", segment(token));
        self.send_later(Method::POST, &path, Some(&reply.further()), reply.file()).await
    }

    /// Fetches a text that somebody has attached to a message, of at most so many bytes. The token is not sent along.
    ///
    /// # Errors
    /// When the address is none of Discord's, or what lies there is too large or no text; why it cannot be fetched is
    /// logged.
    pub async fn download(&self, url: &str, most_bytes: u64) -> Result<String, Why> {
        if !self.may_hold_attachments(url) {
            return Err(Why::NotDiscords);
        }
        let failed = |error: reqwest::Error| {
            tracing::warn!(error = plain(&error.without_url()), "a file that an admin attached cannot be fetched");
            Why::NotFetched
        };
        let fetched = self.downloads.get(url).timeout(DOWNLOAD_TIME).send().await;
        let mut reply = fetched.and_then(reqwest::Response::error_for_status).map_err(failed)?;
        let mut bytes = Vec::new();
        while let Some(chunk) = reply.chunk().await.map_err(failed)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() as u64 > most_bytes {
                return Err(Why::TooLarge(most_bytes));
            }
        }
        String::from_utf8(bytes).map_err(|_| Why::NotText)
    }

    /// Whether attachments may lie at an address: with Discord, or with what stands in for it.
    fn may_hold_attachments(&self, url: &str) -> bool {
        let Ok(parsed) = Url::parse(url) else { return false };
        let with_discord =
            parsed.scheme() == "https" && parsed.host_str().is_some_and(|host| ATTACHMENTS.contains(&host));
        with_discord || (self.base != DISCORD && url.starts_with(&format!("{}/", self.base)))
    }

    /// Sends what follows a deferred answer; Discord waits 15 minutes for that.
    async fn send_later(&self, method: Method, path: &str, body: Option<&Value>, file: Option<&File>) -> bool {
        let begun = Instant::now();
        let limits = (REQUEST_TIME, begun + REQUEST_TIME);
        let mut sent = self.send_until(method.clone(), path, body, file, limits).await;
        while sent.as_ref().is_err_and(Failure::may_be_early) && begun.elapsed() < OVERTAKING {
            sleep(OVERTAKEN_PAUSE).await;
            sent = self.send_until(method.clone(), path, body, file, limits).await;
        }
        if let Err(failure) = &sent {
            tracing::error!(%failure, "a deferred answer could not be delivered");
        }
        sent.is_ok()
    }

    /// Sends a request until it succeeds, cannot succeed, or the deadline is near; no try takes longer than given.
    ///
    /// # Errors
    /// What the last try came to.
    pub async fn send_until(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        file: Option<&File>,
        (one_try, deadline): (Duration, Instant),
    ) -> Result<Value, Failure> {
        let mut backoff = Backoff::new(Duration::from_millis(100), Duration::from_millis(800));
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let failure = match self.send_with(method.clone(), path, body, file, left.min(one_try)).await {
                Ok(reply) => return Ok(reply),
                Err(failure) => failure,
            };
            let pause = backoff.pause(failure.retry_after());
            if !failure.may_heal() || Instant::now() + pause >= deadline {
                return Err(failure);
            }
            tracing::warn!(%failure, "sending an answer again");
            sleep(pause).await;
        }
    }
}

/// What all requests have in common.
fn client_builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .use_rustls_tls()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(Duration::from_secs(5))
        .timeout(REQUEST_TIME)
}

/// A body with a file, as Discord takes them (<https://docs.discord.com/developers/reference#uploading-files>).
fn in_parts(body: &Value, file: &File) -> Form {
    let file = Part::text(file.text.clone()).file_name(file.name);
    Form::new().text("payload_json", body.to_string()).part("files[0]", file)
}

/// The host of the base address, with a clear word where it is not one.
fn base_host(base: &str) -> Result<String, Error> {
    let wrong = || Error::Setting("DISCORD_API_BASE", "not an http or https address without a path".to_owned());
    let url = Url::parse(base).map_err(|_| wrong())?;
    let plain = matches!(url.scheme(), "http" | "https") && url.path() == "/" && url.query().is_none();
    url.host_str().filter(|_| plain).map(ToOwned::to_owned).ok_or_else(wrong)
}

/// An interaction's token as one segment of a path.
fn segment(token: &str) -> String {
    utf8_percent_encode(token, SEGMENT).to_string()
}

/// An error with what lies behind it, innermost last.
fn plain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
