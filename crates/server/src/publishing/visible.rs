//! Visibility: which documents readers are shown, and with which text.

use api::documents::{Folder, Shown};
use content::library::Library;

use crate::publishing::texts::Texts;
use crate::store::documents::overlay::Overlay;

/// What readers are shown of a path.
pub(crate) fn shown(texts: &Texts, overlay: &Overlay, path: &str) -> Shown {
    match overlay.texts.get(path) {
        Some(text) if text.is_withdrawn || is_withdrawn(&texts.library, path) => Shown::Withdrawn,
        Some(_) => Shown::Revision,
        None if !texts.files.contains_key(path) => Shown::Nothing,
        None if is_withdrawn(&texts.library, path) => Shown::Withdrawn,
        None => Shown::File,
    }
}

fn is_withdrawn(library: &Library, path: &str) -> bool {
    let document = Folder::of(path).and_then(|(folder, slug)| library.get(folder, slug));
    document.is_some_and(|document| document.withdrawn().is_some())
}

/// The whole file that readers are shown.
pub(crate) fn shown_text<'a>(texts: &'a Texts, overlay: &'a Overlay, path: &str) -> Option<&'a String> {
    overlay.texts.get(path).map(|text| &text.text).or_else(|| texts.files.get(path))
}
