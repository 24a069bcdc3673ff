//! What was published before: the sequence number, and the card each past day showed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::calendar_file::Noted;
use crate::day::Day;

/// So many days are remembered: twice the block in which no card comes twice and the week that pages look back. Counted, and
/// not from today: a clock that ran ahead for a moment must not throw away the days that were served.
pub const KEEP_DAYS: usize = 80;

/// Kept by whoever publishes; JSON on a disk.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct History {
    /// Sequence number of the last publication.
    pub seq: u64,
    /// Fingerprint of what it contained.
    content: String,
    /// Card of each day up to and including the last day of publication.
    days: BTreeMap<String, String>,
    /// What calendars were told of each slot of an activity, by `slug/slot`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) slots: BTreeMap<String, Noted>,
}

impl History {
    /// The card that a day has already shown.
    pub(super) fn card_of(&self, day: Day) -> Option<&str> {
        self.days.get(&day.to_string()).map(String::as_str)
    }

    /// The card of each day that was served.
    pub fn days(&self) -> &BTreeMap<String, String> {
        &self.days
    }

    /// Takes over what others have served: what readers were shown somewhere is what that day shows.
    pub fn learn(&mut self, days: &BTreeMap<String, String>) {
        self.days.extend(days.iter().map(|(day, card)| (day.clone(), card.clone())));
    }

    /// The days that were served: some are later than today where the clock has been put back.
    pub(super) fn served(&self) -> BTreeSet<Day> {
        self.days.keys().filter_map(|day| Day::parse(day)).collect()
    }

    /// Takes note of a publication. Its number is the last one where nothing changed, else a higher one: the unix
    /// second, so that a site which loses its history, or moves from an export to a server, does not fall back to a
    /// number that phones have seen; and always more than the last, so that a clock set back does no harm.
    ///
    /// A day's card is replaced only if it was withdrawn: one whose file is broken for a moment comes back.
    pub(super) fn note(
        &mut self,
        content: &str,
        days: &BTreeMap<String, String>,
        is_withdrawn: impl Fn(&str) -> bool,
        today: Day,
        now_ms: i64,
    ) {
        if self.content != content {
            self.content = content.to_string();
            self.seq = (self.seq + 1).max(u64::try_from(now_ms / 1000).unwrap_or(0));
        }
        let today_text = today.to_string();
        self.days.retain(|_, card| !is_withdrawn(card));
        for (day, card) in days.range(..=today_text) {
            self.days.entry(day.clone()).or_insert_with(|| card.clone());
        }
        while self.days.len() > KEEP_DAYS {
            self.days.pop_first();
        }
    }
}
