//! Publishing: the content folder, with what the database puts over it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use api::documents::Folder;
use content::fault::Fault;
use content::folder;
use content::library::Library;
use content::publish::{CalendarOrigin, History, Publication};

use crate::config::Folders;
use crate::infra::clock::now;
use crate::infra::files::{Error, write_atomically};
use crate::publishing::merge::{choices, day_of, merged};
use crate::publishing::texts::Texts;
use crate::store::documents::overlay::Overlay;

/// What came of publishing.
pub(crate) struct Published {
    pub(crate) publication: Publication,
    pub(crate) texts: Texts,
    pub(crate) faults: Vec<Fault>,
    pub(crate) history: History,
}

/// Publishes the content folder as it is now with what the database puts over it, and remembers what was published.
/// `before` is what was published last, where this process did it: the disk may have refused to remember.
pub(crate) fn publish(folders: &Folders, overlay: &Overlay, before: Option<&History>) -> Result<Published, Error> {
    let (files, mut faults) = folder::texts(&folders.content_dir).map_err(Error::at(&folders.content_dir))?;
    let files: BTreeMap<_, _> = files.into_iter().collect();
    let (mut library, mut found) = Library::read(merged(&files, overlay));
    library.end_stories(day_of(overlay, now()));
    for slug in &overlay.stay {
        if let Some(place) = library.places.get_mut(slug) {
            place.goes_on = true;
        }
    }
    faults.append(&mut found);
    faults.sort();
    // Without them every page would be damaged, and phones would throw away good copies of what they have.
    // A dead link in the privacy text, or a lock that nobody needs, does no such harm.
    let is_harmless = |fault: &Fault| {
        (fault.path == "site.md" && fault.field == "body") || (fault.path.ends_with(".lock") && fault.field == "source")
    };
    let is_vital = |fault: &Fault| fault.path == "site.md" || fault.path.starts_with("sources/");
    let vital = faults.iter().find(|fault| is_vital(fault) && !is_harmless(fault));
    // A source that is gone takes all its cards with it.
    let has_lost_all = library.current_cards().next().is_none();
    if let Some(fault) = vital.or_else(|| faults.iter().find(|fault| has_lost_all && fault.path.starts_with("cards/")))
    {
        return Err(Error::Other(format!("nothing published: {fault}")));
    }
    let path = folders.data_dir.join("published.json");
    let before = match before {
        Some(before) => before.clone(),
        None => read_history(&path)?,
    };
    let mut history = before.clone();
    history.learn(&overlay.served);
    let mut publication =
        Publication::publish(&library, &mut history, &choices(overlay), day_of(overlay, now()), now());
    publication.add_calendars(&library, &mut history, &calendar_origin(&library, overlay), now());
    if history != before {
        let text = serde_json::to_vec_pretty(&history).map_err(|error| Error::Other(error.to_string()))?;
        // A full disk must not keep a withdrawal from being published; the next number is higher anyway.
        if let Err(error) = write_atomically(&path, &text) {
            tracing::error!("days and number are not remembered: {error}");
        }
    }
    Ok(Published { publication, texts: Texts { files, library }, faults, history })
}

fn calendar_origin(library: &Library, overlay: &Overlay) -> CalendarOrigin {
    let since = library.activities.keys().filter_map(|slug| {
        let text = overlay.texts.get(&Folder::Activities.path(slug))?;
        Some((slug.clone(), text.since))
    });
    CalendarOrigin { site: overlay.calendar.clone(), since: since.collect() }
}

fn read_history(path: &PathBuf) -> Result<History, Error> {
    if !Path::new(path).exists() {
        return Ok(History::default());
    }
    let text = fs::read_to_string(path).map_err(Error::at(path))?;
    serde_json::from_str(&text).map_err(|error| Error::Other(format!("{}: {error}", path.display())))
}
