//! Which pictures and recordings readers are shown: with a document that was withdrawn its pictures are gone too, and what
//! its speaker took back is gone wherever it was.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use api::documents::Shown as Is;
use content::media;

use crate::publishing::site::Site;
use crate::publishing::texts::Texts;
use crate::publishing::visible;
use crate::store::documents::overlay::Overlay;

/// Those of the publication that was looked through last.
#[derive(Debug, Default)]
pub(crate) struct VisiblePictures(Mutex<Option<Shown>>);

#[derive(Debug)]
struct Shown {
    names: BTreeSet<String>,
    texts: Arc<Texts>,
    overlay: Arc<Overlay>,
}

/// The names of those that documents show which are not withdrawn.
pub(crate) fn shown(texts: &Texts, overlay: &Overlay) -> BTreeSet<String> {
    let paths = texts.files.keys().chain(overlay.texts.keys());
    let paths = paths.filter(|path| visible::shown(texts, overlay, path) != Is::Withdrawn);
    let shown = paths.filter_map(|path| visible::shown_text(texts, overlay, path));
    let names = shown.flat_map(|text| media::names(text)).filter(|name| !overlay.taken_back.contains(*name));
    names.map(String::from).collect()
}

impl VisiblePictures {
    /// Whether readers are shown one.
    pub(crate) fn has(&self, site: &Site, name: &str) -> bool {
        let (texts, overlay) = (site.current().texts.clone(), site.overlay());
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked through once a publication, and not for every picture.
        let same = |one: &Shown| Arc::ptr_eq(&one.texts, &texts) && Arc::ptr_eq(&one.overlay, &overlay);
        let now = known.take().filter(same);
        let now = now.unwrap_or_else(|| Shown { names: shown(&texts, &overlay), texts, overlay });
        known.insert(now).names.contains(name)
    }
}
