//! Texts: what a publication is made of.

use std::collections::BTreeMap;

use content::library::Library;

/// What a publication was made of.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// The content folder's own files, by path.
    pub(crate) files: BTreeMap<String, String>,
    /// Every good document.
    pub(crate) library: Library,
}
