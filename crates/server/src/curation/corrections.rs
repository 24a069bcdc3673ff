//! What riders say is wrong about places, beside what is written there; what deals with it.

use api::corrections::{CorrectionKind, Doubt, FieldGroup};
use api::documents::{Folder, Step};
use content::front_matter::with_field;
use content::library::Library;
use content::place::Place;

use crate::curation::documents;
use crate::infra::clock::today;
use crate::publishing::site::Site;
use crate::publishing::visible::shown_text;
use crate::store::corrections::{DoubtRow, Settling};
use crate::store::documents::confirming::Confirming;

/// A place that readers are shown.
pub(crate) fn shown_place<'a>(library: &'a Library, slug: &str) -> Option<&'a Place> {
    library.places.get(slug).filter(|place| place.withdrawn.is_none())
}

/// For the desk.
pub(crate) fn doubt(site: &Site, row: DoubtRow) -> Doubt {
    let now = site.current();
    let place = shown_place(&now.texts.library, &row.place);
    let DoubtRow { place: slug, group, said, lines, times, since, stamp, .. } = row;
    Doubt {
        title: place.map_or_else(|| slug.clone(), |place| place.title.clone()),
        written: place.map(|place| place.written(group)).unwrap_or_default(),
        confirmed: place.and_then(|place| place.confirmed_on(group)).map(|day| day.to_string()),
        keeper: place.map(|place| place.keeper.clone()).unwrap_or_default(),
        phone: place.map(|place| place.phone.clone()).unwrap_or_default(),
        place: slug,
        group,
        said,
        lines,
        times,
        since,
        stamp,
    }
}

/// What is said to be wrong about a place and waits, what was said most first.
pub(crate) fn doubted(doubts: &[DoubtRow], place: &str) -> Vec<CorrectionKind> {
    let mut said: Vec<_> = doubts.iter().filter(|row| row.place == place).flat_map(|row| &row.said).collect();
    said.sort_by_key(|said| std::cmp::Reverse(said.count));
    said.into_iter().map(|said| said.kind).collect()
}

/// What is to be published where what is written in a group is right; `None` where nothing is written, or it was confirmed
/// today already.
pub(crate) fn confirming(site: &Site, settles: Settling, group: FieldGroup) -> Option<Confirming> {
    let (current, overlay) = (site.current(), site.overlay());
    let path = Folder::Places.path(&settles.place);
    let place = shown_place(&current.texts.library, &settles.place)?;
    if place.written(group).is_empty() || place.confirmed_on(group) == Some(today()) {
        return None;
    }
    let shown = shown_text(&current.texts, &overlay, &path)?;
    let text = with_field(shown, group.confirmed_field(), &today().to_string())?;
    let base = documents::made_of(&current.texts, &overlay, &path);
    Some(Confirming {
        file: documents::file(&current.texts, &path),
        path,
        text,
        shown: Some(shown.to_string()),
        base,
        settles,
        lists: None,
    })
}

/// What a step of a place's document deals with: the groups that somebody has looked at in it, and all of them where readers
/// are shown the place no more. What is planned for later deals with nothing yet.
pub(crate) fn dealt_with(site: &Site, path: &str, step: Step, published: Option<&str>) -> Option<Settling> {
    let (_, slug) = Folder::of(path).filter(|(folder, _)| *folder == Folder::Places)?;
    let groups = match step {
        Step::Withdraw => FieldGroup::ALL.to_vec(),
        Step::Publish => {
            let current = site.current();
            let library = current.texts.library.with([(path.to_string(), published?.to_string())]);
            let (before, after) = (current.texts.library.places.get(slug)?, library.places.get(slug)?);
            after.looked_at_since(before)
        }
        _ => return None,
    };
    Some(Settling { place: slug.to_string(), groups, until: None })
}
