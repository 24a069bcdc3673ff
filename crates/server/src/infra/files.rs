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

/// Whether there is nothing in a folder yet, or no folder.
pub(crate) fn is_empty(dir: &Path) -> Result<bool, Error> {
    if !dir.exists() {
        return Ok(true);
    }
    Ok(fs::read_dir(dir).map_err(Error::at(dir))?.next().is_none())
}

/// Writes a file below a folder, on the disk and not only in its cache; folders on the way are made.
pub(crate) fn write_below(dir: &Path, path: &str, bytes: &[u8]) -> Result<(), Error> {
    let target = dir.join(path);
    if let Some(parent) = target.parent() {
        fs::create_dir_all(parent).map_err(Error::at(parent))?;
    }
    let written = fs::File::create(&target).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(Error::at(&target))
}

/// Tries whether something can be written into a folder: a disk may be full, or write-protected.
pub(crate) fn try_to_write(dir: &Path) -> Result<(), Error> {
    let probe = dir.join(".writable");
    let written = write_below(dir, ".writable", b"1");
    let _ = fs::remove_file(probe);
    written.map_err(|error| match error {
        Error::File { error, .. } => Error::at(dir)(error),
        other => other,
    })
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
