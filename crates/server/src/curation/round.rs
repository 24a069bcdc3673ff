//! The round: places that are in use, and of which something is written that nobody has confirmed for long.

use api::corrections::FieldGroup;
use api::round::{DueGroup, Round, RoundPlace};
use content::opening::Standing;
use content::place::Place;

use crate::infra::clock::today;
use crate::publishing::site::Site;

/// Hours that were confirmed longer ago, in days, are asked for: from then on readers are told 较久未确认
/// (`src/reader/around/standing.rs`).
const FRESH: i32 = 30;
/// What is there, what is given and where a door is are others less often.
const LASTING: i32 = 90;

/// All of them.
pub(crate) fn round(site: &Site) -> Round {
    let now = site.current();
    let mut due: Vec<(&Place, Vec<FieldGroup>)> =
        now.texts.library.places.values().map(|place| (place, due(place))).filter(|(_, due)| !due.is_empty()).collect();
    // What nobody has ever confirmed is older than every day.
    let oldest = |place: &Place, groups: &[FieldGroup]| groups.iter().map(|group| place.confirmed_on(*group)).min();
    due.sort_by(|(one, groups), (other, others)| {
        (oldest(one, groups), &one.title, &one.slug).cmp(&(oldest(other, others), &other.title, &other.slug))
    });
    let row = |(place, groups): (&Place, Vec<FieldGroup>)| RoundPlace {
        place: place.slug.clone(),
        title: place.title.clone(),
        street: place.street.clone(),
        groups: groups.into_iter().map(|group| asked(place, group)).collect(),
        keeper: place.keeper.clone(),
        phone: place.phone.clone(),
    };
    Round { places: due.into_iter().map(row).collect() }
}

fn asked(place: &Place, group: FieldGroup) -> DueGroup {
    let confirmed = place.confirmed_on(group).map(|day| day.to_string());
    DueGroup { group, written: place.written(group), confirmed }
}

fn due(place: &Place) -> Vec<FieldGroup> {
    // What is paused or gone is asked for nothing, nor a shop whose claim has ended: 认领 has it.
    let has_ended = place.listed_until.is_some_and(|until| until < today());
    if place.withdrawn.is_some() || place.standing != Standing::Open || has_ended {
        return Vec::new();
    }
    let is_due = |group: &FieldGroup| {
        let (is_written, lasts) = match group {
            FieldGroup::Hours => (place.hours.is_some(), FRESH),
            _ => (!place.written(*group).is_empty(), LASTING),
        };
        is_written && place.confirmed_on(*group).is_none_or(|day| today().0 - day.0 > lasts)
    };
    FieldGroup::ALL.into_iter().filter(is_due).collect()
}
