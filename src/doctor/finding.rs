//! What a look at one thing came to.

use serde::Serialize;

/// What was found of one thing that a bot needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The thing, such as `token` or `index starter`.
    pub about: String,
    /// How it is.
    pub state: State,
    /// What was seen, as a phrase.
    pub seen: String,
    /// What mends it, where it is not good.
    pub remedy: Option<String>,
}

/// How a thing is, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As it should be.
    Good,
    /// The bot runs, but somebody should know.
    Look,
    /// The bot does not run, or does not answer.
    Wrong,
}

impl Finding {
    /// A thing that is as it should be.
    pub(super) fn good(about: impl Into<String>, seen: impl Into<String>) -> Finding {
        Finding { about: about.into(), state: State::Good, seen: seen.into(), remedy: None }
    }

    /// A thing that is worth a look.
    pub(super) fn look(about: impl Into<String>, seen: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { about: about.into(), state: State::Look, seen: seen.into(), remedy: Some(remedy.into()) }
    }

    /// A thing that is wrong.
    pub(super) fn wrong(about: impl Into<String>, seen: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { state: State::Wrong, ..Finding::look(about, seen, remedy) }
    }

    /// A thing that is wrong, in the words of an error: what is behind its first semicolon says what to do.
    pub(super) fn of_error(about: impl Into<String>, error: &impl std::fmt::Display) -> Finding {
        let words = error.to_string();
        let (seen, remedy) = words.split_once("; ").unwrap_or((&words, "look there, and run `lorebot doctor` again"));
        Finding::wrong(about, seen, remedy)
    }

    /// Whether it is as it should be.
    pub fn is_good(&self) -> bool {
        self.state == State::Good
    }

    /// The same, no worse than worth a look.
    pub(super) fn at_most_look(self) -> Finding {
        Finding { state: self.state.min(State::Look), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_is_wrong_before_its_semicolon_and_what_to_do_behind() {
        let finding = Finding::of_error("index", &"no index at kronos; run `lorebot index`; then ask");
        assert_eq!((finding.state, finding.seen.as_str()), (State::Wrong, "no index at kronos"));
        assert_eq!(finding.remedy.as_deref(), Some("run `lorebot index`; then ask"));
        assert!(Finding::of_error("disk", &"i/o error").remedy.is_some());
    }
}
