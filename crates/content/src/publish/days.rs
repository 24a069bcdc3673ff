//! Today's card, for every day from a week back to two months ahead.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::Choices;
use super::history::History;
use crate::day::Day;
use crate::library::Library;

const BACK: i32 = 7;
const AHEAD: i32 = 60;
/// No card comes twice within so many days, where there are enough; and within one block of so many none does at all.
const BLOCK: i32 = 30;

/// So many cards are a minute.
const MINUTE: usize = 3;

/// The table of days. A day that was already served keeps its card unless that was withdrawn; else it has the calendar's
/// choice if that may be shown; any other takes the card with the highest hash of (day, slug) among those not used earlier
/// in the same block nor shown or chosen for a day less than a block away (rendezvous hashing), so that a new card or a new
/// choice changes few days. Every other block has the other half of the cards first: across its border, too, none comes again soon,
/// and what a day has depends on no day that somebody else may know otherwise.
pub(super) fn days(library: &Library, history: &History, choices: &Choices, today: Day) -> BTreeMap<String, String> {
    let slugs: BTreeSet<&str> = library.current_cards().map(|card| card.slug.as_str()).collect();
    let mut days = BTreeMap::new();
    if slugs.is_empty() {
        return days;
    }
    let choice = |day: Day| choices.get(&day).and_then(|slug| slugs.get(slug.as_str())).copied();
    let (first, last) = (today.plus(-BACK), today.plus(AHEAD));
    let mut used = BTreeSet::new();
    let begin = Day(first.0.div_euclid(BLOCK) * BLOCK);
    let mut shown: BTreeMap<Day, &str> = (begin.0 - BLOCK..begin.0)
        .filter_map(|day| Some((Day(day), *slugs.get(history.card_of(Day(day))?)?)))
        .collect();
    let mut day = begin;
    while day <= last {
        if day.0.rem_euclid(BLOCK) == 0 || used.len() == slugs.len() {
            used.clear();
        }
        let served = history.card_of(day).and_then(|slug| slugs.get(slug)).copied();
        let by_hash = || {
            let (before, behind) = (day.plus(1 - BLOCK), day.plus(BLOCK));
            let mut near: BTreeSet<&str> = shown.range(before..).map(|(_, slug)| *slug).collect();
            near.extend(choices.range(day..behind).filter_map(|(day, _)| choice(*day)));
            let block = day.0.div_euclid(BLOCK);
            // Where there are few cards, one comes twice rather than none at all.
            let rank = |slug: &&str| (!near.contains(slug), is_of(block, slug), weight(day, slug));
            slugs.iter().copied().filter(|slug| !used.contains(slug)).max_by_key(rank)
        };
        if let Some(slug) = served.or_else(|| choice(day)).or_else(by_hash) {
            used.insert(slug);
            shown.insert(day, slug);
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

/// Whether a card is of the half that comes first in a block.
fn is_of(block: i32, slug: &str) -> bool {
    i32::from(Sha256::digest(slug)[0] & 1) == block.rem_euclid(2)
}

fn weight(day: Day, slug: &str) -> [u8; 32] {
    Sha256::digest(format!("{day} {slug}")).into()
}
