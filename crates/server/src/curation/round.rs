//! The round: places whose hours are written, and that nobody has confirmed for long.

use api::corrections::FieldGroup;
use api::round::{Round, RoundPlace};
use content::opening::Standing;
use content::place::Place;

use crate::infra::clock::today;
use crate::publishing::site::Site;

/// What was confirmed within so many days is new (`src/reader/around/standing.rs` says 刚确认).
const FRESH: i32 = 30;

/// All of them.
pub(crate) fn round(site: &Site) -> Round {
    let now = site.current();
    let is_due = |place: &&Place| {
        let is_old = place.confirmed.hours.is_none_or(|day| today().0 - day.0 > FRESH);
        // What is paused or gone is asked for no hours, nor a shop that is off the list: 认领 has it.
        let is_off = place.listed_until.is_some_and(|until| until < today());
        place.withdrawn.is_none() && place.standing == Standing::Open && place.hours.is_some() && is_old && !is_off
    };
    let mut due: Vec<&Place> = now.texts.library.places.values().filter(is_due).collect();
    due.sort_by_key(|place| place.confirmed.hours);
    let row = |place: &Place| RoundPlace {
        place: place.slug.clone(),
        title: place.title.clone(),
        street: place.street.clone(),
        hours: place.written(FieldGroup::Hours),
        confirmed: place.confirmed.hours.map(|day| day.to_string()),
        keeper: place.keeper.clone(),
        phone: place.phone.clone(),
    };
    Round { places: due.into_iter().map(row).collect() }
}
