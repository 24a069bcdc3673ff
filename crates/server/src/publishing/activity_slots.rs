//! Slots of activities as they are published, for the store: who signed up for one follows where it moves.

use std::collections::BTreeSet;

use content::activity::{Activity, Slot};
use content::library::Library;
use content::opening::Minute;

use crate::publishing::site::Site;
use crate::store::Store;
use crate::store::activities::SlotFacts;

/// Every slot that readers are shown.
pub(crate) fn published(library: &Library) -> Vec<SlotFacts> {
    let current = library.activities.values().filter(|activity| activity.withdrawn.is_none());
    current.flat_map(|activity| activity.slots.iter().map(|slot| facts(activity, slot))).collect()
}

/// One of them.
pub(crate) fn find(library: &Library, activity: &str, slot: &str) -> Option<SlotFacts> {
    let activity = library.activities.get(activity).filter(|activity| activity.withdrawn.is_none())?;
    activity.slots.iter().find(|known| known.id == slot).map(|slot| facts(activity, slot))
}

fn facts(activity: &Activity, slot: &Slot) -> SlotFacts {
    SlotFacts {
        activity: activity.slug.clone(),
        slot: slot.id.clone(),
        starts_at: unix_ms(slot.start),
        ends_at: unix_ms(slot.end),
        closes_at: unix_ms(activity.closes_at(slot)),
        seats: slot.seats.map(i64::from),
        whereabouts: slot.whereabouts.clone(),
        is_cancelled: slot.is_cancelled,
    }
}

/// Of a minute in Beijing.
fn unix_ms(minute: Minute) -> i64 {
    (i64::from(minute) - 480) * 60_000
}

/// Lets the database know what is published now. An activity whose file has a fault for the moment is left as it was known.
pub(crate) async fn follow_slots(site: &Site, store: &Store) {
    let current = site.current();
    let library = &current.texts.library;
    let activities: BTreeSet<String> = library.activities.keys().cloned().collect();
    match store.follow_slots(published(library), activities).await {
        Ok(()) => site.note_followed(current.publication.index.seq),
        Err(error) => tracing::error!("slots are not followed: {error}"),
    }
}
