//! Activities in the desk's list: when each is next, and how many come; what is next stands first.

use std::collections::BTreeMap;

use api::documents::DocumentRow;
use content::activity::{Activity, Slot};
use content::opening::minute_at_unix_ms;

use crate::infra::clock::now;
use crate::publishing::site::Site;
use crate::store::{Store, StoreError};

/// Says it of each, and puts them in that order: those without a day, which somebody is still writing, then by the next slot, then
/// what is over or called off, the last of it first, then what is withdrawn.
pub(crate) async fn tell(site: &Site, store: &Store, rows: &mut [DocumentRow]) -> Result<(), StoreError> {
    let counts = store.count_sign_ups().await?.into_iter();
    let people: BTreeMap<_, _> =
        counts.map(|(activity, slot, coming, waiting)| ((activity, slot), (coming, waiting))).collect();
    let (current, at) = (site.current(), minute_at_unix_ms(now()));
    let is_to_come = |slot: &Slot| slot.end > at;
    let is_next = |slot: &&Slot| is_to_come(slot) && !slot.is_cancelled;
    let next = |activity: &Activity| activity.slots.iter().filter(is_next).min_by_key(|slot| slot.start).cloned();
    let last = |activity: &Activity| activity.slots.iter().map(|slot| slot.start).max();
    let mut places = BTreeMap::new();
    for row in rows.iter_mut() {
        let Some(activity) = current.texts.library.activities.get(&row.slug) else { continue };
        let ended = -last(activity).unwrap_or_default();
        let place = match next(activity) {
            // Where it says that it is withdrawn, nobody is still expected.
            _ if activity.withdrawn.is_some() => (3, ended),
            Some(slot) => {
                let known = people.get(&(row.slug.clone(), slot.id.clone())).copied().unwrap_or_default();
                row.about = format!("{} {}，{}", slot.date(), slot.hours(), counted(known));
                (1, slot.start)
            }
            None => {
                let is_called_off = activity.slots.iter().any(is_to_come);
                row.about = if is_called_off { "都取消了" } else { "过去了" }.to_string();
                (2, ended)
            }
        };
        places.insert(row.slug.clone(), place);
    }
    rows.sort_by_cached_key(|row| places.get(&row.slug).copied().unwrap_or_default());
    Ok(())
}

fn counted((coming, waiting): (i64, i64)) -> String {
    match (coming, waiting) {
        (0, 0) => "还没人报名".to_string(),
        (coming, 0) => format!("来 {coming} 个"),
        (coming, waiting) => format!("来 {coming} 个，排着 {waiting} 个"),
    }
}
