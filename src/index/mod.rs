//! The full-text index: the one room that knows tantivy, and the only one that touches `index/`.

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no index where one was looked for.
    #[error("no index at {0}; run `lorebot index`")]
    Missing(std::path::PathBuf),
}
