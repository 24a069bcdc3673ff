//! Today's card, for every day from a week back to two months ahead.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::Choices;
use super::history::History;
use crate::day::Day;
use crate::library::Library;

const BACK: i32 = 7;
const AHEAD: i32 = 60;
/// No card comes twice within one block of so many days.
const BLOCK: i32 = 30;

/// So many cards are a minute.
const MINUTE: usize = 3;

/// The table of days. A day that was already served keeps its card unless that was withdrawn; else it has the calendar's
/// choice if that may be shown; any other takes the card with the highest hash of (day, slug) among those not used earlier
/// or chosen for later in the same block (rendezvous hashing), so that a new card or a new choice changes few days.
pub(super) fn days(library: &Library, history: &History, choices: &Choices, today: Day) -> BTreeMap<String, String> {
    let slugs: BTreeSet<&str> = library.current_cards().map(|card| card.slug.as_str()).collect();
    let mut days = BTreeMap::new();
    if slugs.is_empty() {
        return days;
    }
    let choice = |day: Day| choices.get(&day).and_then(|slug| slugs.get(slug.as_str())).copied();
    let (first, last) = (today.plus(-BACK), today.plus(AHEAD));
    let mut used = BTreeSet::new();
    let mut day = Day(first.0.div_euclid(BLOCK) * BLOCK);
    while day <= last {
        if day.0.rem_euclid(BLOCK) == 0 || used.len() == slugs.len() {
            used.clear();
        }
        let served = history.card_of(day).and_then(|slug| slugs.get(slug)).copied();
        let by_hash = || {
            let end = Day((day.0.div_euclid(BLOCK) + 1) * BLOCK);
            let later: BTreeSet<&str> = choices.range(day..end).filter_map(|(day, _)| choice(*day)).collect();
            let free = || slugs.iter().copied().filter(|slug| !used.contains(slug));
            let highest = |slug: &&str| weight(day, slug);
            // Where there are few cards, one comes twice rather than none at all.
            free().filter(|slug| !later.contains(slug)).max_by_key(highest).or_else(|| free().max_by_key(highest))
        };
        if let Some(slug) = served.or_else(|| choice(day)).or_else(by_hash) {
            used.insert(slug);
            if day >= first {
                days.insert(day.to_string(), slug.to_string());
            }
        }
        day = day.plus(1);
    }
    days
}

/// The three cards of a day's minute: by chance, but the same for everybody, and none of them today's.
pub(super) fn minute(days: &BTreeMap<String, String>, today: Day) -> Vec<&str> {
    /// Days apart by nothing that people count in, so that a card comes at different times.
    const STEPS: [i32; 5] = [17, 31, 45, 53, 59];
    let todays = days.get(&today.to_string());
    let mut minute: Vec<&str> = Vec::new();
    for slug in STEPS.iter().filter_map(|step| days.get(&today.plus(*step).to_string())) {
        if minute.len() < MINUTE && Some(slug) != todays && !minute.contains(&slug.as_str()) {
            minute.push(slug);
        }
    }
    minute
}

fn weight(day: Day, slug: &str) -> [u8; 32] {
    Sha256::digest(format!("{day} {slug}")).into()
}
