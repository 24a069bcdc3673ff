//! Errors that name their file, and writes that are whole or not there.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Something this machine would not do.
#[derive(Debug, Error)]
pub(crate) enum Error {
    /// With a file or folder.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// With anything else.
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// Names the file of an I/O error.
    pub(crate) fn at(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        move |error| Self::File { path, error }
    }
}

/// Reads a whole text file.
pub(crate) fn read_text(path: impl AsRef<Path>) -> Result<String, Error> {
    fs::read_to_string(&path).map_err(Error::at(&path))
}

/// Replaces a file so that a crash leaves the old one or the new one, on the disk and not only in its cache.
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let new = path.with_extension("new");
    let written = fs::File::create(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(Error::at(&new))?;
    fs::rename(&new, path).map_err(Error::at(path))
}
