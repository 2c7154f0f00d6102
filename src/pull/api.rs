//! The wiki's API as one that is asked until it answers: a pause before each request, more of them after trouble.

use std::collections::BTreeMap;
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::Error;
use super::client::{Client, Reply};
use super::patience::{ATTEMPTS, ATTEMPTS_AT_FIRST, Patience, Step};
use super::verdict::{Hindrance, Verdict, judge_answer, judge_page};

/// What stands for itself in the query of an address (RFC 3986, section 2.3).
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What every question carries. With `maxlag`, a wiki whose databases lag behind may say so instead of working more
/// (<https://www.mediawiki.org/wiki/Manual:Maxlag_parameter>); an empty `continue` has `MediaWiki` before 1.26 continue
/// its lists in the way that later ones do.
const ALWAYS: [(&str, &str); 5] =
    [("action", "query"), ("format", "json"), ("formatversion", "2"), ("maxlag", "5"), ("continue", "")];

/// Where an answer goes on: parameters to send with the same question again
/// (<https://www.mediawiki.org/wiki/API:Continue>).
pub type Continuation = BTreeMap<String, String>;

/// What asking has cost so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The requests sent, with those that failed.
    pub requests: u64,
    /// Those of them that were sent because one before had failed.
    pub retries: u64,
    /// The bytes received, unpacked.
    pub bytes: u64,
}

/// The API of one wiki.
pub struct Api<'run> {
    client: Client,
    url: String,
    /// The pause before each request but the first.
    pause: Duration,
    wait: &'run mut dyn FnMut(Duration),
    /// Whether enough time has passed for the next request.
    is_rested: bool,
    /// Whether the wiki has answered before.
    is_known: bool,
    tally: Tally,
}

impl<'run> Api<'run> {
    /// Begins without knowing where the API is; [`Api::knock`] finds out. `wait` is called for every pause.
    pub fn new(client: Client, pause: Duration, wait: &'run mut dyn FnMut(Duration)) -> Api<'run> {
        let url = String::new();
        Api { client, url, pause, wait, is_rested: true, is_known: false, tally: Tally::default() }
    }

    /// The address of the API.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What asking has cost so far.
    pub fn tally(&self) -> Tally {
        self.tally
    }

    /// Puts a question to the API.
    ///
    /// # Errors
    /// When there is no answer, however often it is asked.
    pub fn ask(&mut self, question: &[(&str, &str)]) -> Result<Value, Error> {
        self.ask_on(question, &Continuation::new())
    }

    /// Puts a question to the API from where its last answer goes on.
    ///
    /// # Errors
    /// When there is no answer, however often it is asked.
    pub fn ask_on(&mut self, question: &[(&str, &str)], from: &Continuation) -> Result<Value, Error> {
        let url = address(&self.url, question, from);
        let (answer, _) = self.persist(&url, judge_answer)?;
        self.is_known = true;
        Ok(answer)
    }

    /// Asks an address whether it is the API of a wiki; from then on questions go there, or where it redirects to.
    ///
    /// # Errors
    /// When it is not.
    pub fn knock(&mut self, url: &str) -> Result<(), Error> {
        let question = [("meta", "siteinfo"), ("siprop", "general")];
        let (answer, reply) = self.persist(&address(url, &question, &Continuation::new()), judge_answer)?;
        if !answer["query"]["general"]["sitename"].is_string() {
            return Err(Error::GivenUp {
                url: url.to_owned(),
                attempts: 1,
                what: "not a MediaWiki's reply".to_owned(),
            });
        }
        reply.url.split('?').next().unwrap_or(url).clone_into(&mut self.url);
        self.is_known = true;
        Ok(())
    }

    /// Fetches a page of the wiki as readers see it.
    ///
    /// # Errors
    /// When it does not come.
    pub fn page(&mut self, url: &str) -> Result<String, Error> {
        Ok(self.persist(url, judge_page)?.0)
    }

    /// Sends a request until its reply is judged final.
    fn persist<T>(&mut self, url: &str, judge: impl Fn(&Reply) -> Verdict<T>) -> Result<(T, Reply), Error> {
        let mut patience = Patience::new();
        loop {
            match self.send(url).map(|reply| (judge(&reply), reply)) {
                Ok((Verdict::Answer(answer), reply)) => return Ok((answer, reply)),
                Ok((Verdict::Never(error), _)) => return Err(error),
                Ok((Verdict::Again(hindrance), _)) | Err(hindrance) => self.linger(url, &mut patience, hindrance)?,
            }
        }
    }

    /// Sends one request, when it is time for it.
    fn send(&mut self, url: &str) -> Result<Reply, Hindrance> {
        if !std::mem::take(&mut self.is_rested) && !self.pause.is_zero() {
            (self.wait)(self.pause);
        }
        self.tally.requests += 1;
        let reply = self.client.get(url)?;
        self.tally.bytes += reply.body.len() as u64;
        Ok(reply)
    }

    /// Waits after a request that failed.
    fn linger(&mut self, url: &str, patience: &mut Patience, hindrance: Hindrance) -> Result<(), Error> {
        let limit = match (self.is_known, hindrance.passes) {
            (true, _) => ATTEMPTS,
            (false, true) => ATTEMPTS_AT_FIRST,
            (false, false) => 1,
        };
        let url = || url.split('?').next().unwrap_or_default().to_owned();
        match patience.after_failure(hindrance.asked, limit) {
            Step::Wait(pause) => {
                (self.wait)(pause.max(self.pause));
                self.is_rested = true;
                self.tally.retries += 1;
                Ok(())
            }
            Step::ComeBack(pause) => Err(Error::ComeBack { minutes: pause.as_secs().div_ceil(60) }),
            Step::GiveUp => Err(Error::GivenUp { url: url(), attempts: patience.attempts, what: hindrance.what }),
        }
    }
}

/// Where an answer goes on; `None` at its end.
pub fn continuation(answer: &Value) -> Option<Continuation> {
    let parameters = answer["continue"].as_object().filter(|parameters| !parameters.is_empty())?;
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some(parameters.iter().map(|(name, value)| (name.clone(), text(value))).collect())
}

/// The address of a question. What a later parameter says takes the place of an earlier one.
fn address(url: &str, question: &[(&str, &str)], from: &Continuation) -> String {
    let mut parameters: BTreeMap<&str, &str> = ALWAYS.into_iter().chain(question.iter().copied()).collect();
    parameters.extend(from.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let encoded = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    let pairs: Vec<_> =
        parameters.into_iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    format!("{url}?{}", pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_address_of_a_question_holds_any_title_and_where_to_go_on() {
        let from = continuation(&json!({ "continue": { "gapcontinue": "Qo'noS&Co|x", "continue": "gapcontinue||" } }));
        let url = address("http://localhost/api.php", &[("titles", "Bêlle?|A+B")], &from.unwrap());
        let expected = "http://localhost/api.php?action=query&continue=gapcontinue%7C%7C&format=json&formatversion=2\
                        &gapcontinue=Qo%27noS%26Co%7Cx&maxlag=5&titles=B%C3%AAlle%3F%7CA%2BB";
        assert_eq!(url, expected);
    }

    #[test]
    fn an_answer_that_is_whole_goes_on_nowhere() {
        assert_eq!(continuation(&json!({ "query": {} })), None);
        assert_eq!(continuation(&json!({ "continue": {} })), None);
        assert_eq!(continuation(&json!({ "continue": { "gapoffset": 7 } })).unwrap()["gapoffset"], "7");
    }
}
