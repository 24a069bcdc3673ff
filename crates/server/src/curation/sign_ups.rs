//! Sign-ups as the desk sees them: what is published of slots, and what is known of those that are over or gone.

use std::collections::BTreeMap;

use api::activities::{DeskSignUp, DeskSlot, DeskSlots};

use crate::infra::clock::now;
use crate::publishing::activity_slots;
use crate::publishing::site::Site;
use crate::store::activities::SlotFacts;
use crate::store::activities::at_desk::SignUpRow;
use crate::store::{Store, StoreError};

/// All slots that are to come, and what is left of those that are over, for a secretary of `branch`; `None`: of all. Whoever holds an
/// activity has to know whom to expect, of whichever branch; once it is over, other branches' members are a number.
pub(crate) async fn at_desk(site: &Site, store: &Store, branch: Option<i64>) -> Result<DeskSlots, StoreError> {
    let (known, rows) = (store.known_slots().await?, store.sign_ups().await?);
    let mut people: BTreeMap<(String, String), Vec<SignUpRow>> = BTreeMap::new();
    for row in rows {
        people.entry((row.activity.clone(), row.slot.clone())).or_default().push(row);
    }
    let current = site.current();
    let library = &current.texts.library;
    let key = |facts: &SlotFacts| (facts.activity.clone(), facts.slot.clone());
    let lines: BTreeMap<_, String> = known.iter().map(|(facts, line)| (key(facts), line.clone())).collect();
    let at = now();
    let published = activity_slots::published(library).into_iter().filter(|facts| facts.ends_at > at);
    let mut slots: BTreeMap<_, SlotFacts> = published.map(|facts| (key(&facts), facts)).collect();
    for (facts, _) in known {
        // Nobody asks about what nobody has signed up for once it is over.
        if facts.ends_at > at || people.contains_key(&key(&facts)) {
            slots.entry(key(&facts)).or_insert(facts);
        }
    }
    let slot = |(key, facts): ((String, String), SlotFacts)| {
        let (coming, waiting): (Vec<_>, Vec<_>) =
            people.remove(&key).unwrap_or_default().into_iter().partition(|row| row.coming == 1);
        let person = |row: SignUpRow| {
            let is_named = facts.ends_at > at || branch.is_none_or(|branch| branch == row.branch_id);
            person(row, is_named)
        };
        let title = library.activities.get(&facts.activity).map_or(&facts.activity, |activity| &activity.title);
        let whereabouts = library.places.get(&facts.whereabouts).map_or(&facts.whereabouts, |place| &place.title);
        DeskSlot {
            title: title.clone(),
            whereabouts: whereabouts.clone(),
            starts_at: facts.starts_at,
            ends_at: facts.ends_at,
            closes_at: facts.closes_at,
            seats: facts.seats,
            is_cancelled: facts.is_cancelled,
            line: lines.get(&key).cloned().unwrap_or_default(),
            coming: coming.into_iter().map(&person).collect(),
            waiting: waiting.into_iter().map(&person).collect(),
            activity: facts.activity,
            slot: facts.slot,
        }
    };
    let mut slots: Vec<DeskSlot> = slots.into_iter().map(slot).collect();
    slots.sort_by_key(|slot| slot.starts_at);
    Ok(DeskSlots { slots })
}

/// Each slot that somebody has signed up for, as it is published now, with how many come; nobody's name is read.
pub(crate) async fn counted(site: &Site, store: &Store) -> Result<Vec<(SlotFacts, i64)>, StoreError> {
    let (counts, known) = (store.count_sign_ups().await?, store.known_slots().await?);
    let published = activity_slots::published(&site.current().texts.library);
    let facts = |activity: &str, slot: &str| {
        let mut all = published.iter().chain(known.iter().map(|(facts, _)| facts));
        all.find(|facts| (facts.activity.as_str(), facts.slot.as_str()) == (activity, slot)).cloned()
    };
    Ok(counts.into_iter().filter_map(|(activity, slot, coming, _)| Some((facts(&activity, &slot)?, coming))).collect())
}

fn person(row: SignUpRow, is_named: bool) -> DeskSignUp {
    let SignUpRow { id, nickname, branch, .. } = row;
    match is_named {
        true => DeskSignUp { id, nickname, branch },
        false => DeskSignUp { id: String::new(), nickname: None, branch },
    }
}
