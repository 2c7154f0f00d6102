//! What is remembered between runs, in a small file beside the export.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Error;
use super::export::write_whole;
use super::feed::Mark;

/// What is remembered of the last run that came to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The API of the wiki.
    pub api: String,
    /// Up to where the wiki's changes are in the export.
    pub mark: Mark,
    /// The namespaces that were fetched.
    pub namespaces: Vec<i32>,
    /// The pages of the export.
    pub pages: u64,
    /// The length of the export, in bytes.
    pub bytes: u64,
    /// The titles of pages whose text did not come.
    pub textless: Vec<String>,
}

impl State {
    /// Reads what is remembered. `None` where that is nothing, or nothing of use: then the wiki is fetched anew.
    pub fn read(path: &Path) -> Option<State> {
        serde_json::from_slice(&fs::read(path).ok()?).ok()
    }

    /// Remembers.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let json = serde_json::to_vec_pretty(self);
        write_whole(path, &json.map_err(|error| Error::Io { at: path.to_owned(), source: error.into() })?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_read_back_and_nonsense_is_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        assert_eq!(State::read(&path), None);
        let state = State { api: "http://localhost/api.php".to_owned(), namespaces: vec![0, 10], ..State::default() };
        state.write(&path).unwrap();
        assert_eq!(State::read(&path), Some(state));
        fs::write(&path, "{\"api\":").unwrap();
        assert_eq!(State::read(&path), None);
    }
}
