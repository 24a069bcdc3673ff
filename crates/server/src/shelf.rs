//! A document as the desk sees it: what readers are shown, its file, its draft.

use std::collections::BTreeSet;

use api::documents::{DocumentRow, Fault, Folder, Shown, Stage};
use content::check;
use content::fault::Faults;
use content::front_matter::FrontMatter;
use content::library::Library;
use content::lock::hex;
use sha2::{Digest, Sha256};

use crate::site::{Site, Texts};
use crate::store::Overlay;
use crate::store::documents::DraftRow;

/// The hash by which a revision remembers the file it was made from.
pub(crate) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// The file of a path, and its hash.
pub(crate) fn file(texts: &Texts, path: &str) -> Option<(String, String)> {
    texts.files.get(path).map(|text| (text.clone(), hash(text)))
}

/// What readers are shown of a path.
pub(crate) fn shown(texts: &Texts, overlay: &Overlay, path: &str) -> Shown {
    match overlay.texts.get(path) {
        Some(text) if text.is_withdrawn => Shown::Withdrawn,
        Some(_) => Shown::Revision,
        None if !texts.files.contains_key(path) => Shown::Nothing,
        None if is_withdrawn(&texts.library, path) => Shown::Withdrawn,
        None => Shown::File,
    }
}

fn is_withdrawn(library: &Library, path: &str) -> bool {
    match Folder::of(path) {
        Some((Folder::Cards, slug)) => library.cards.get(slug).is_some_and(|card| card.withdrawn.is_some()),
        Some((Folder::Articles, slug)) => library.articles.get(slug).is_some_and(|one| one.withdrawn.is_some()),
        Some((Folder::Decks, slug)) => library.decks.get(slug).is_some_and(|deck| deck.withdrawn.is_some()),
        _ => false,
    }
}

/// The whole file that readers are shown.
pub(crate) fn shown_text<'a>(texts: &'a Texts, overlay: &'a Overlay, path: &str) -> Option<&'a String> {
    overlay.texts.get(path).map(|text| &text.text).or_else(|| texts.files.get(path))
}

/// The file, where it is another one than the shown revision was made from, and says something else.
pub(crate) fn changed_file(texts: &Texts, overlay: &Overlay, path: &str) -> Option<String> {
    let revision = overlay.texts.get(path)?;
    let (text, hash) = file(texts, path)?;
    (revision.base.as_ref() != Some(&hash) && revision.text != text).then_some(text)
}

/// What keeps a text from being published.
pub(crate) fn faults(library: &Library, path: &str, text: &str) -> Vec<Fault> {
    let said = |fault: content::fault::Fault| Fault {
        line: i64::try_from(fault.line).unwrap_or(1),
        field: fault.field,
        message: fault.message,
        hint: fault.hint,
    };
    check::document(library, path, text).into_iter().map(said).collect()
}

/// All documents of a folder, for somebody at the desk.
pub(crate) fn rows(
    site: &Site,
    drafts: &[DraftRow],
    scheduled: &[(String, i64)],
    folder: Folder,
    me: &str,
) -> Vec<DocumentRow> {
    let (now, overlay) = (site.current(), site.overlay());
    let texts = &now.texts;
    let paths = texts.files.keys().chain(overlay.texts.keys()).chain(drafts.iter().map(|draft| &draft.path));
    let paths = paths.chain(scheduled.iter().map(|(path, _)| path));
    let paths: BTreeSet<_> = paths.filter(|path| Folder::of(path).is_some_and(|(its, _)| its == folder)).collect();
    let row = |path: &String| {
        let (_, slug) = Folder::of(path)?;
        let draft = drafts.iter().find(|draft| draft.path == *path);
        let text = draft.map(|draft| &draft.text).or_else(|| shown_text(texts, &overlay, path));
        let (title, theme) = text.map(|text| title_and_theme(text)).unwrap_or_default();
        Some(DocumentRow {
            folder,
            slug: slug.to_string(),
            title,
            theme,
            shown: shown(texts, &overlay, path),
            stage: draft.map(DraftRow::stage),
            is_mine: draft.is_some_and(|draft| draft.is_of(me)),
            changed_at: draft.map(|draft| draft.changed_at),
            publish_from: scheduled.iter().find(|(other, _)| other == path).map(|(_, at)| *at),
            file_changed: changed_file(texts, &overlay, path).is_some(),
        })
    };
    paths.into_iter().filter_map(row).collect()
}

/// How many drafts wait for this person's look.
pub(crate) fn to_review(drafts: &[DraftRow], me: &str) -> i64 {
    drafts.iter().filter(|draft| draft.stage() == Stage::Review && !draft.is_of(me)).count() as i64
}

/// Its quotation, title or name.
pub(crate) fn title(text: &str) -> String {
    title_and_theme(text).0
}

/// Its quotation, title or name; and its theme. A draft may not be whole yet.
fn title_and_theme(text: &str) -> (String, String) {
    let mut faults = Faults::of("");
    let mut file = FrontMatter::parse(text, &mut faults);
    let mut field = |key: &str| file.optional(key, &mut faults);
    let title = field("quote").or_else(|| field("title")).or_else(|| field("name"));
    (title.unwrap_or_default(), field("theme").unwrap_or_default())
}

/// A name that no document of the folder has: the next number for a card, else the title's sounds.
pub(crate) fn free_slug(site: &Site, drafts: &[DraftRow], folder: Folder, title: &str) -> String {
    let (now, overlay) = (site.current(), site.overlay());
    let is_taken = |slug: &str| {
        let path = folder.path(slug);
        now.texts.files.contains_key(&path)
            || overlay.texts.contains_key(&path)
            || drafts.iter().any(|draft| draft.path == path)
    };
    let mut stem = content::publish::slug(title);
    // Room for a number behind it.
    stem.truncate(content::slug::MAX - 8);
    if stem.is_empty() {
        stem = folder.as_str().to_string();
    }
    let named = |number: usize| match (folder, number) {
        (Folder::Cards, number) => format!("q{number:03}"),
        (_, 1) => stem.clone(),
        (_, number) => format!("{stem}-{number}"),
    };
    (1..).map(named).find(|slug| content::slug::is_slug(slug) && !is_taken(slug)).unwrap_or_default()
}
