//! Calendar files (RFC 5545): one a slot, and a feed of all of them. Times are UTC; a slot keeps its UID for good, its SEQUENCE
//! grows with each change, and what is cancelled, withdrawn or gone from its file stays in the feed as cancelled.
//!
//! Written by hand: a dozen lines of text, which a crate would bring a date library and an XML of types for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{History, short_hash};
use crate::activity::{Activity, Slot};
use crate::day::Day;
use crate::fragment::whereabouts;
use crate::library::Library;
use crate::opening::{DAY, Minute, minute_at_unix_ms};

/// A line has so many octets at most, its end left aside.
const MOST_IN_LINE: usize = 75;
/// What is over stays in the feed for so many days.
const KEEP_DAYS: i32 = 30;
/// Beijing is ahead of UTC by so many minutes, all year.
const AHEAD: Minute = 480;

/// What a calendar is told of a slot.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Event {
    title: String,
    whereabouts: String,
    about: String,
    start: Minute,
    end: Minute,
    is_cancelled: bool,
}

/// The same, with the unix second at which it became so: that is its SEQUENCE, so that a site that loses its history does not
/// fall back to a number that calendars have seen, and instances that do not know of each other give the same.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(super) struct Noted {
    event: Event,
    changed: i64,
}

/// Whose calendars they are: the same on every instance, and whatever the site is called.
#[derive(Clone, Debug, Default)]
pub struct CalendarOrigin {
    /// A part of every UID; where there is none, the site's name is that.
    pub site: String,
    /// Since when readers are shown an activity's text, by its slug: Unix milliseconds. What changed has changed then; of a file
    /// nobody knows, and it is when it was seen.
    pub since: BTreeMap<String, i64>,
}

/// Every file, by its path. `history` learns what changed.
pub(super) fn calendars(
    library: &Library,
    history: &mut History,
    origin: &CalendarOrigin,
    now_ms: i64,
) -> BTreeMap<String, String> {
    let today = Day::at_unix_ms(now_ms);
    let is_kept = |event: &Event| event.end > today.plus(-KEEP_DAYS).0 * DAY;
    let mut events: BTreeMap<(String, String), Event> = BTreeMap::new();
    for (slug, activity) in &library.activities {
        let of = activity.slots.iter().map(|slot| ((slug.clone(), slot.id.clone()), event(activity, slot, library)));
        events.extend(of);
    }
    for (key, noted) in &history.slots {
        let key = key.split_once('/').map(|(slug, slot)| (slug.to_string(), slot.to_string()));
        if let Some(key) = key.filter(|key| is_kept(&noted.event) && !events.contains_key(key)) {
            // A file that has a fault for the moment cancels nothing; what has taken place, nobody can.
            let is_gone = library.activities.contains_key(&key.0) && noted.event.end > minute_at_unix_ms(now_ms);
            let is_cancelled = noted.event.is_cancelled || is_gone;
            events.insert(key, Event { is_cancelled, ..noted.event.clone() });
        }
    }
    let site = match origin.site.as_str() {
        "" => short_hash(library.site.name.as_bytes()),
        site => site.to_string(),
    };
    let mut files = BTreeMap::new();
    let mut feed = String::new();
    for ((slug, slot), event) in events {
        let key = format!("{slug}/{slot}");
        let since = origin.since.get(&slug).map_or(now_ms, |since| *since) / 1000;
        let noted = history.slots.entry(key).or_insert_with(|| Noted { event: event.clone(), changed: since });
        if noted.event != event {
            *noted = Noted { changed: (noted.changed + 1).max(since), event };
        }
        let lines = noted.lines(&format!("{slug}.{slot}.{site}@nuanxin"));
        if is_kept(&noted.event) {
            feed += &lines;
        }
        files.insert(api::paths::activity_slot(&slug, &slot), calendar("", &lines));
    }
    history.slots.retain(|_, noted| is_kept(&noted.event));
    let name = line("X-WR-CALNAME", &escaped(&format!("{}的活动", library.site.name)));
    files.insert(api::paths::ACTIVITIES_FEED.into(), calendar(&(name + "X-PUBLISHED-TTL:PT1H\r\n"), &feed));
    files
}

fn event(activity: &Activity, slot: &Slot, library: &Library) -> Event {
    let made_up = if activity.is_sample { "（示例数据）" } else { "" };
    let bring = if activity.bring.is_empty() { String::new() } else { format!("\n带什么：{}", activity.bring) };
    Event {
        title: [activity.title.as_str(), made_up].concat(),
        whereabouts: whereabouts(slot, library).to_string(),
        about: activity.summary.clone() + &bring,
        start: slot.start,
        end: slot.end,
        is_cancelled: slot.is_cancelled || activity.withdrawn.is_some(),
    }
}

impl Noted {
    fn lines(&self, uid: &str) -> String {
        let Self { event, changed } = self;
        let stamp = utc((changed / 60) as Minute, changed % 60);
        let lines = [
            ("BEGIN", "VEVENT".into()),
            ("UID", uid.to_string()),
            ("DTSTAMP", stamp.clone()),
            ("LAST-MODIFIED", stamp),
            ("SEQUENCE", changed.to_string()),
            ("DTSTART", utc(event.start - AHEAD, 0)),
            ("DTEND", utc(event.end - AHEAD, 0)),
            ("SUMMARY", escaped(&event.title)),
            ("LOCATION", escaped(&event.whereabouts)),
            ("DESCRIPTION", escaped(&event.about)),
            ("STATUS", if event.is_cancelled { "CANCELLED" } else { "CONFIRMED" }.into()),
            ("END", "VEVENT".into()),
        ];
        lines.iter().map(|(name, value)| line(name, value)).collect()
    }
}

fn calendar(more: &str, events: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//nuanxin//activities//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n{more}{events}END:VCALENDAR\r\n"
    )
}

/// `20261203T060000Z`, of a minute since 1970 in UTC.
fn utc(minute: Minute, second: i64) -> String {
    let (year, month, day) = Day(minute.div_euclid(DAY)).civil();
    let of_day = minute.rem_euclid(DAY);
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{second:02}Z", of_day / 60, of_day % 60)
}

/// A text as a value.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out += "\\n",
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line, folded between characters.
fn line(name: &str, value: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if width + c.len_utf8() > MOST_IN_LINE {
            out += "\r\n ";
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::Faults;

    const NOW: i64 = 1_795_363_200_000; // 2026-11-23 in Beijing.

    fn library(slots: &str) -> Library {
        let text = format!(
            "---\ntitle: 雕版，剪纸；和\\别的 🧑‍🎨\nkind: 研学游\nsummary: {}\nbring: 人来就行\nslots:\n{slots}---\n",
            "印一张雕版，剪一张纸花🌸，做好了带回家。".repeat(5)
        );
        let (library, faults) = Library::parse([("activities/trip.md".to_string(), text)]);
        let faults: Vec<_> = faults.into_values().flat_map(Faults::into_faults).collect();
        assert!(faults.iter().all(|fault| fault.path == "site.md"), "{faults:?}");
        library
    }

    fn files(slots: &str, history: &mut History, now_ms: i64) -> BTreeMap<String, String> {
        calendars(&library(slots), history, &CalendarOrigin::default(), now_ms)
    }

    fn feed(files: &BTreeMap<String, String>) -> Vec<BTreeMap<String, String>> {
        // Another program's reading of it is in `e2e/activities.spec.ts`.
        let text = files[api::paths::ACTIVITIES_FEED].replace("\r\n ", "");
        let of = |event: &str| {
            let lines = event.split("\r\n").filter_map(|line| line.split_once(':'));
            lines.map(|(name, value)| (name.to_string(), value.to_string())).collect()
        };
        text.split("BEGIN:VEVENT\r\n").skip(1).map(of).collect()
    }

    #[test]
    fn times_are_utc_and_lines_are_short() {
        let files = files("  - a 2026-12-03 14:00-15:30 12 院子，门口\n", &mut History::default(), NOW);
        let [event] = &feed(&files)[..] else { panic!("one event") };
        assert_eq!((event["DTSTART"].as_str(), event["DTEND"].as_str()), ("20261203T060000Z", "20261203T073000Z"));
        assert_eq!(event["SUMMARY"], "雕版，剪纸；和\\\\别的 🧑‍🎨");
        assert!(event["DESCRIPTION"].ends_with("带回家。\\n带什么：人来就行"), "{event:?}");
        assert_eq!(event["STATUS"], "CONFIRMED");
        for line in files.values().flat_map(|file| file.split_terminator("\r\n")) {
            assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        }
        assert!(files["/activities/trip/a.ics"].contains("BEGIN:VEVENT\r\nUID:trip.a."));
    }

    #[test]
    fn text_is_escaped_and_folded_between_characters() {
        assert_eq!(escaped("a\\b,c;d\r\ne\u{7}"), "a\\\\b\\,c\\;d\\ne");
        for at in 0..4 {
            let value = "x".repeat(at) + &"一🧑‍🎨".repeat(40);
            let folded = line("SUMMARY", &value);
            assert!(folded.split_terminator("\r\n").all(|line| line.len() <= 75), "{folded}");
            assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
    }

    #[test]
    fn two_instances_tell_the_same_whatever_the_site_is_called() {
        let origin = |since| CalendarOrigin { site: "0a1b".into(), since: [("trip".to_string(), since)].into() };
        let mut library = library("  - a 2026-12-03 14:00-15:30 12 院子\n");
        let first = calendars(&library, &mut History::default(), &origin(NOW), NOW + 1_000);
        library.site.name = "改了名的站".into();
        // Later, and with nothing of its own to go by.
        let second = calendars(&library, &mut History::default(), &origin(NOW), NOW + 9_000);
        assert_eq!(first["/activities/trip/a.ics"], second["/activities/trip/a.ics"]);
    }

    #[test]
    fn what_has_taken_place_is_not_cancelled_by_a_line_that_is_gone() {
        let mut history = History::default();
        files("  - a 2026-11-24 14:00-15:30 12 院子\n", &mut history, NOW);
        let after = feed(&files("  - b 2026-12-09 14:00-15:30 12 院子\n", &mut history, NOW + 3 * 86_400_000));
        assert_eq!(after.iter().map(|event| event["STATUS"].as_str()).collect::<Vec<_>>(), ["CONFIRMED", "CONFIRMED"]);
    }

    #[test]
    fn what_moves_keeps_its_uid_and_what_is_cancelled_stays() {
        let mut history = History::default();
        let at = |slots: &str, history: &mut History, seconds: i64| feed(&files(slots, history, NOW + seconds * 1000));
        let first = at("  - a 2026-12-03 14:00-15:30 12 院子\n", &mut history, 0);
        // Nothing has changed, and time alone is no change.
        assert_eq!(at("  - a 2026-12-03 14:00-15:30 12 院子\n", &mut history, 90_000), first);
        let moved = at("  - a 2026-12-04 14:00-15:30 12 院子 改期\n", &mut history, 90_000);
        let cancelled = at("  - a 2026-12-04 14:00-15:30 12 院子 取消\n", &mut history, 90_000);
        // A clock that is put back, and a line that is gone.
        let gone = at("  - b 2026-12-09 14:00-15:30 12 院子\n", &mut history, -90_000);
        let all = [&first[0], &moved[0], &cancelled[0], &gone[0]];
        assert!(all.iter().all(|event| event["UID"] == first[0]["UID"]), "{all:?}");
        assert_eq!(all.map(|event| event["STATUS"].as_str()), ["CONFIRMED", "CONFIRMED", "CANCELLED", "CANCELLED"]);
        let sequence = all.map(|event| event["SEQUENCE"].parse::<i64>().unwrap());
        assert!(sequence[0] < sequence[1] && sequence[1] < sequence[2] && sequence[2] == sequence[3], "{sequence:?}");
        assert_eq!(gone.len(), 2);
        // A month after it would have been over it is forgotten.
        assert_eq!(at("  - b 2026-12-09 14:00-15:30 12 院子\n", &mut history, 43 * 86_400).len(), 1);
    }
}
