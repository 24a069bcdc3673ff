//! What is published now: the one small file that online readers ask for again and again.

use serde::{Deserialize, Serialize};

/// The answer of [`crate::paths::VERSION`].
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Grows with every publication; a client ignores a lower one.
    pub seq: u64,
    /// File name of the bundle's index below [`crate::paths::BUNDLE`].
    pub bundle: String,
    /// Fingerprint of the app's own files; another one means that an update is ready.
    pub app: String,
    /// Whether a server with a JSON API answers here (`false` in a static export: writing is then not shown).
    pub api: bool,
}
