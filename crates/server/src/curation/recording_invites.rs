//! Recording invites: which words whoever was asked reads aloud, and what waits to be heard.

use api::documents::{Folder, Shown};
use api::paths;
use content::fields::{Fields, Input};
use content::fragment;

use crate::curation::documents;
use crate::infra::clock::today;
use crate::publishing::site::Site;
use crate::publishing::visible::{shown, shown_text};
use crate::store::{Store, StoreError};

/// Whether documents of a folder carry recordings.
pub(crate) fn is_read_aloud(folder: Folder) -> bool {
    Fields::of(folder).head.iter().any(|field| matches!(field.input, Input::Recording))
}

/// What readers are shown of a document, else its draft, as it is read aloud. `None` where there is neither, and of what is withdrawn or
/// whose last day is over, whatever is written of it.
pub(crate) async fn words(site: &Site, store: &Store, path: &str) -> Result<Option<String>, StoreError> {
    let (now, overlay) = (site.current(), site.overlay());
    if shown(&now.texts, &overlay, path) == Shown::Withdrawn {
        return Ok(None);
    }
    let text = shown_text(&now.texts, &overlay, path);
    if let Some(words) = text.and_then(|text| fragment::to_read(path, text, today())) {
        return Ok(Some(words));
    }
    let draft = store.draft(path).await?;
    Ok(draft.and_then(|draft| fragment::to_read(path, &draft.text, today())))
}

/// What came for one document, and nobody at the desk has decided about.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Unheard {
    /// The document's file.
    pub(crate) file: String,
    /// Where it is heard: the document at the desk.
    pub(crate) at: String,
    /// Quotation or title of the document.
    pub(crate) title: String,
    /// How many there are.
    pub(crate) count: usize,
    /// Since when the first of them waits: Unix milliseconds.
    pub(crate) since: i64,
}

/// All of it, what came first before the others. What a document names is decided about, whatever becomes of its draft.
pub(crate) async fn unheard(site: &Site, store: &Store) -> Result<Vec<Unheard>, StoreError> {
    let rows = store.offered_recordings().await?;
    let (now, overlay) = (site.current(), site.overlay());
    let mut all: Vec<Unheard> = Vec::new();
    for row in rows {
        let shown = shown_text(&now.texts, &overlay, &row.path);
        let Some((folder, slug)) = Folder::of(&row.path) else { continue };
        if shown.is_some_and(|text| text.contains(&row.recording)) {
            continue;
        }
        let at = paths::desk_document(folder.as_str(), slug);
        match all.iter_mut().find(|one| one.at == at) {
            Some(one) => one.count += 1,
            None => {
                let title = row.draft.as_ref().or(shown).map(|text| documents::title(text)).unwrap_or_default();
                let since = row.since();
                all.push(Unheard { file: row.path, at, title, count: 1, since });
            }
        }
    }
    Ok(all)
}
