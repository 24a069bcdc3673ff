//! Which pictures readers are shown: with a document that was withdrawn its pictures are gone too.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use api::documents::Shown as Is;
use content::picture;

use super::Pictures;
use crate::shelf;
use crate::site::{Site, Texts};
use crate::store::Overlay;

/// Those of one publication.
#[derive(Debug)]
pub(super) struct Shown {
    names: BTreeSet<String>,
    texts: Arc<Texts>,
    overlay: Arc<Overlay>,
}

/// The names of those that documents show which are not withdrawn.
pub(crate) fn shown(texts: &Texts, overlay: &Overlay) -> BTreeSet<String> {
    let paths = texts.files.keys().chain(overlay.texts.keys());
    let paths = paths.filter(|path| shelf::shown(texts, overlay, path) != Is::Withdrawn);
    let shown = paths.filter_map(|path| shelf::shown_text(texts, overlay, path));
    shown.flat_map(|text| picture::names(text)).map(String::from).collect()
}

impl Pictures {
    /// Whether readers are shown one.
    pub(crate) fn is_shown(&self, site: &Site, name: &str) -> bool {
        let (texts, overlay) = (site.current().texts.clone(), site.overlay());
        let mut known = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked through once a publication, and not for every picture.
        let same = |one: &Shown| Arc::ptr_eq(&one.texts, &texts) && Arc::ptr_eq(&one.overlay, &overlay);
        let now = known.take().filter(same);
        let now = now.unwrap_or_else(|| Shown { names: shown(&texts, &overlay), texts, overlay });
        known.insert(now).names.contains(name)
    }
}
