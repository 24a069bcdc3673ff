//! A document as the desk sees it: what readers are shown, its file, its draft.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use api::documents::permission::{self, Action};
use api::documents::{DocumentRow, Fault, Folder, Quoting};
use content::check;
use content::day::Day;
use content::fault::Faults;
use content::front_matter::FrontMatter;
use content::library::Library;
use content::lock::hex;
use sha2::{Digest, Sha256};

use crate::publishing::merge::merged;
use crate::publishing::site::Site;
use crate::publishing::texts::Texts;
use crate::publishing::visible::{shown, shown_text};
use crate::store::actor::Actor;
use crate::store::documents::DraftRow;
use crate::store::documents::calendar::PlannedRow;
use crate::store::documents::imports::numbered;
use crate::store::documents::overlay::Overlay;

/// The hash by which a revision remembers the file it was made from.
pub(crate) fn hash(text: &str) -> String {
    hex(&Sha256::digest(text))
}

/// The file of a path, and its hash.
pub(crate) fn file(texts: &Texts, path: &str) -> Option<(String, String)> {
    texts.files.get(path).map(|text| (text.clone(), hash(text)))
}

/// The file, where it is another one than the draft was made from, or else the shown revision, and says something else.
pub(crate) fn changed(texts: &Texts, overlay: &Overlay, path: &str, draft: Option<&DraftRow>) -> Option<String> {
    match draft {
        Some(draft) => changed_beside(texts, draft),
        None => changed_file(texts, overlay, path),
    }
}

/// The hash of the file that a new draft is made from: what readers are shown may be older than the file.
pub(crate) fn made_of(texts: &Texts, overlay: &Overlay, path: &str) -> Option<String> {
    match overlay.texts.get(path) {
        Some(revision) => revision.base.clone(),
        None => file(texts, path).map(|(_, hash)| hash),
    }
}

fn changed_file(texts: &Texts, overlay: &Overlay, path: &str) -> Option<String> {
    let revision = overlay.texts.get(path)?;
    other_file(texts, path, revision.base.as_ref(), &revision.text)
}

/// Of a draft: somebody has corrected the file since it was begun.
pub(crate) fn changed_beside(texts: &Texts, draft: &DraftRow) -> Option<String> {
    other_file(texts, &draft.path, draft.base.as_ref(), &draft.text)
}

fn other_file(texts: &Texts, path: &str, base: Option<&String>, made_of_it: &str) -> Option<String> {
    let (text, hash) = file(texts, path)?;
    (base != Some(&hash) && made_of_it != text).then_some(text)
}

/// Documents about which this person has to choose, because somebody has changed the file: one's own drafts, which were made of
/// another one, and what readers are shown instead of a file, which is anybody's at the desk. Path, draft, and what stands there.
pub(crate) fn to_choose<'a>(
    texts: &Texts,
    overlay: &'a Overlay,
    drafts: &'a [DraftRow],
    actor: &Actor,
) -> Vec<(&'a str, Option<&'a DraftRow>, &'a str)> {
    let may_write = |folder| permission::in_folder(folder, Action::Write, actor.branch.is_none()).is_ok();
    let is_for_them = |path: &str| Folder::of(path).is_some_and(|(folder, _)| may_write(folder));
    let is_theirs = |draft: &&DraftRow| draft.drafter.is_none() || draft.is_of(&actor.id);
    let drafted: BTreeSet<&str> = drafts.iter().map(|draft| draft.path.as_str()).collect();
    let own = drafts.iter().filter(is_theirs).filter(|draft| changed_beside(texts, draft).is_some());
    let own = own.map(|draft| (draft.path.as_str(), Some(draft), draft.text.as_str()));
    let shown = overlay.texts.iter().filter(|(path, _)| !drafted.contains(path.as_str()));
    let shown = shown.filter(|(path, _)| changed_file(texts, overlay, path).is_some());
    let shown = shown.map(|(path, shown)| (path.as_str(), None, shown.text.as_str()));
    shown.chain(own).filter(|(path, ..)| is_for_them(path)).collect()
}

/// Why a card that readers are shown was never compared with its source.
pub(crate) fn reason(library: &Library, path: &str) -> Option<String> {
    let (_, slug) = Folder::of(path).filter(|(folder, _)| *folder == Folder::Cards)?;
    let card = library.cards.get(slug)?;
    library.locks.get(&card.source)?.line(card)?.reason
}

/// Articles that readers are shown and that keep a card's words.
pub(crate) fn quoted_in(library: &Library, path: &str) -> Vec<Quoting> {
    let card = match Folder::of(path) {
        Some((Folder::Cards, slug)) => library.cards.get(slug),
        _ => None,
    };
    let quoting = card.into_iter().flat_map(|card| library.quoting(card));
    quoting.map(|article| Quoting { slug: article.slug.clone(), title: article.title.clone() }).collect()
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

/// What readers will have once all that is planned until a moment is shown.
pub(crate) fn library_at<'a>(library: &'a Library, planned: &[PlannedRow], until: i64) -> Cow<'a, Library> {
    let due = planned.iter().filter(|planned| planned.from <= until);
    let due: Vec<_> = due.map(|planned| (planned.path.clone(), planned.text.clone())).collect();
    // Asked at every save: a library of thousands is not copied for nothing.
    if due.is_empty() { Cow::Borrowed(library) } else { Cow::Owned(library.with(due)) }
}

/// The first thing elsewhere that would be wrong with these texts (each with its path), and is not without them: a theme that
/// other documents have, a quotation that another is a part of, also in what is planned.
pub(crate) fn breaks_others(
    texts: &Texts,
    overlay: &Overlay,
    planned: &[PlannedRow],
    new: &[(String, String)],
) -> Option<content::fault::Fault> {
    let mut files = merged(&texts.files, overlay);
    files.extend(planned.iter().map(|planned| (planned.path.clone(), planned.text.clone())));
    let before: BTreeSet<_> = Library::read(files.clone()).1.into_iter().collect();
    files.extend(new.iter().cloned());
    let is_elsewhere = |fault: &content::fault::Fault| new.iter().all(|(path, _)| *path != fault.path);
    Library::read(files).1.into_iter().find(|fault| is_elsewhere(fault) && !before.contains(fault))
}

/// What nobody is shown, in the stages it may have.
#[derive(Clone, Copy)]
pub(crate) struct Unshown<'a> {
    /// Working copies.
    pub(crate) drafts: &'a [DraftRow],
    /// What is to be shown later, soonest first.
    pub(crate) planned: &'a [PlannedRow],
    /// What is neither, by path: the last words there were.
    pub(crate) aside: &'a BTreeMap<String, String>,
}

/// All documents of a folder, for somebody at the desk.
pub(crate) fn rows(site: &Site, unshown: Unshown<'_>, folder: Folder, me: &str) -> Vec<DocumentRow> {
    let Unshown { drafts, planned, aside } = unshown;
    let (now, overlay) = (site.current(), site.overlay());
    let texts = &now.texts;
    let paths = texts.files.keys().chain(overlay.texts.keys()).chain(drafts.iter().map(|draft| &draft.path));
    let paths = paths.chain(planned.iter().map(|planned| &planned.path)).chain(aside.keys());
    let paths: BTreeSet<_> = paths.filter(|path| Folder::of(path).is_some_and(|(its, _)| its == folder)).collect();
    // Thousands of each after an import.
    let drafts: HashMap<&str, &DraftRow> = drafts.iter().map(|draft| (draft.path.as_str(), draft)).collect();
    let planned: HashMap<&str, &PlannedRow> = planned.iter().map(|one| (one.path.as_str(), one)).collect();
    let row = |path: &String| {
        let (_, slug) = Folder::of(path)?;
        let (draft, planned) = (drafts.get(path.as_str()).copied(), planned.get(path.as_str()).copied());
        let text = draft.map(|draft| &draft.text).or_else(|| shown_text(texts, &overlay, path));
        let text = text.or_else(|| planned.map(|planned| &planned.text)).or_else(|| aside.get(path));
        let (title, theme) = text.map(|text| title_and_theme(text)).unwrap_or_default();
        Some(DocumentRow {
            folder,
            slug: slug.to_string(),
            title,
            theme,
            about: text.map(|text| about(folder, text)).unwrap_or_default(),
            doubted: Vec::new(),
            shown: shown(texts, &overlay, path),
            shown_since: overlay.texts.get(path).map(|shown| shown.since),
            stage: draft.map(DraftRow::stage),
            is_mine: draft.is_some_and(|draft| draft.is_of(me)),
            by: draft.and_then(|draft| draft.drafter_name.clone()),
            changed_at: draft.map(|draft| draft.changed_at),
            publish_from: planned.map(|planned| planned.from),
            came_back: draft.is_some_and(|draft| draft.came_back().is_some()),
            file_changed: changed(texts, &overlay, path, draft).is_some(),
        })
    };
    paths.into_iter().filter_map(row).collect()
}

/// Its quotation, title or name.
pub(crate) fn title(text: &str) -> String {
    title_and_theme(text).0
}

/// The source that a card names.
pub(crate) fn source(text: &str) -> String {
    let mut faults = Faults::of("");
    FrontMatter::parse(text, &mut faults).optional("source", &mut faults).unwrap_or_default()
}

/// Its quotation, title or name; and its theme. A draft may not be whole yet.
fn title_and_theme(text: &str) -> (String, String) {
    let mut faults = Faults::of("");
    let mut file = FrontMatter::parse(text, &mut faults);
    let mut field = |key: &str| file.optional(key, &mut faults);
    let title = field("quote").or_else(|| field("title")).or_else(|| field("name"));
    (title.unwrap_or_default(), field("theme").unwrap_or_default())
}

/// What a place is, where, whether it is in use, and when somebody confirmed its hours; whom care is for, and when somebody has
/// confirmed it. What is known of an activity is not in its text alone (`activity_rows.rs`).
fn about(folder: Folder, text: &str) -> String {
    let mut faults = Faults::of("");
    let mut file = FrontMatter::parse(text, &mut faults);
    let mut field = |key: &str| file.optional(key, &mut faults).filter(|value| !value.is_empty());
    if folder == Folder::Care {
        let confirmed = match field("assured").and_then(|day| Day::parse(&day)) {
            Some(day) => format!("{}确认", day.chinese()),
            None => "没人确认过".to_string(),
        };
        let until = field("deadline").and_then(|day| Day::parse(&day)).map(|day| format!("报名到{}", day.chinese()));
        let full = field("full").map(|_| "名额满了".to_string());
        return field("area").into_iter().chain(full).chain(until).chain([confirmed]).collect::<Vec<_>>().join(" · ");
    }
    if folder != Folder::Places {
        return String::new();
    }
    let [kind, street, standing] = ["kind", "street", "standing"].map(&mut field);
    let confirmed = match (field("hours"), field("hours_confirmed").and_then(|day| Day::parse(&day))) {
        (None, _) => "没写开放时间".to_string(),
        (_, Some(day)) => format!("时间{}确认", day.chinese()),
        _ => "时间没人确认过".to_string(),
    };
    kind.into_iter().chain(street).chain(standing).chain([confirmed]).collect::<Vec<_>>().join(" · ")
}

/// A name that no document of the folder has: the next number for a card, else the title's sounds; that of the site's one
/// document is what it is. `known`: the paths that the database knows.
pub(crate) fn free_slug(site: &Site, known: &BTreeSet<String>, folder: Folder, title: &str) -> String {
    if folder == Folder::Site {
        return Folder::Site.as_str().to_string();
    }
    let now = site.current();
    let is_taken = |slug: &str| {
        let path = folder.path(slug);
        now.texts.files.contains_key(&path) || known.contains(&path)
    };
    let stem = stem(folder, title);
    let named = |number: usize| numbered(&stem, number);
    // There cannot be more that are taken than there are.
    let most = now.texts.files.len() + known.len() + 1;
    (1..=most).map(named).find(|slug| content::slug::is_slug(slug) && !is_taken(slug)).unwrap_or_default()
}

/// What the names of documents with this title begin with; nothing of cards, which have numbers.
pub(crate) fn stem(folder: Folder, title: &str) -> String {
    if folder == Folder::Cards {
        return String::new();
    }
    let mut stem = content::publish::slug(title);
    // Room for a number behind it.
    stem.truncate(content::slug::MAX - 8);
    stem.truncate(stem.trim_end_matches('-').len());
    if stem.is_empty() { folder.as_str().to_string() } else { stem }
}
