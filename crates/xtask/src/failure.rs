//! What can go wrong, in words for the person at the terminal: what failed, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a task stopped.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("`{line}` failed ({status}); its own words are above")]
    Command { line: String, status: String },
    #[error("`{line}` could not be started: {source} (is it installed and on PATH?)")]
    NotStarted { line: String, source: io::Error },
    #[error("cannot {action} {}: {source}", path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("{0}")]
    Said(String),
}

impl Failure {
    /// Any sentence that says what is wrong and what to do about it.
    pub(crate) fn say(words: impl Into<String>) -> Self {
        Self::Said(words.into())
    }

    /// For `map_err` on file operations: `Failure::file("read", &path)`.
    pub(crate) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { action, path: path.to_path_buf(), source }
    }
}
