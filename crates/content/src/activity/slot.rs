//! Slot: one time and place of an activity, read from a line that people can type on a phone:
//! `a 2026-12-03 14:00-15:30 12 示例院子，门口能停车 改期`.

use crate::day::Day;
use crate::fault::Faults;
use crate::front_matter::Item;
use crate::opening::{DAY, Minute, day_of, push_clock, weekday};

/// How a line is written.
pub(super) const HINT: &str = "写成：a 2026-12-03 14:00-15:30 12 示例院子，门口能停车";
/// In Beijing time, from Monday.
const WEEKDAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
pub(super) const MOVED: &str = "改期";
pub(super) const CANCELLED: &str = "取消";
/// Instead of a number of seats.
const UNLIMITED: &str = "不限";
/// The longest name of a slot, in characters.
const MOST_IN_ID: usize = 16;
/// The most seats.
const MOST_SEATS: u32 = 2_000;

/// One time and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its name within the activity; it stays when the slot moves.
    pub id: String,
    /// When it begins, in Beijing's minutes.
    pub start: Minute,
    /// When it ends.
    pub end: Minute,
    /// How many may come; `None` where that has no limit.
    pub seats: Option<u32>,
    /// Where, in words, or the slug of a place.
    pub whereabouts: String,
    /// Whether it was at another time or place before.
    pub is_moved: bool,
    /// When it was to begin before, where its line says so.
    pub was: Option<Minute>,
    /// Whether it does not take place.
    pub is_cancelled: bool,
    /// Its line in the file.
    pub line: usize,
}

impl Slot {
    /// All of a list; what cannot be read is noted.
    pub(super) fn all(items: &[Item], faults: &mut Faults) -> Vec<Self> {
        let mut slots: Vec<Self> = Vec::new();
        for item in items {
            match Self::read(item) {
                Ok(slot) if slots.iter().any(|known| known.id == slot.id) => {
                    faults.add(item.line, "slots", format!("编号 {} 用了两次", slot.id), "每场一个编号，如 a、b、c");
                }
                Ok(slot) => slots.push(slot),
                Err(message) => faults.add(item.line, "slots", message, HINT),
            }
        }
        slots
    }

    fn read(item: &Item) -> Result<Self, String> {
        let mut words: Vec<&str> = item.text.split_whitespace().collect();
        let Marks { is_cancelled, is_moved, was } = Marks::take(&mut words);
        let [id, day, hours, seats, whereabouts @ ..] = words.as_slice() else {
            return Err("这一场没写全".into());
        };
        let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if id.len() > MOST_IN_ID || !id.chars().all(is_id) {
            return Err(format!("“{id}”不能当编号，用小写字母和数字"));
        }
        let date = Day::parse(day).ok_or_else(|| format!("“{day}”不是日期"))?;
        let (start, end) = read_hours(hours).ok_or_else(|| format!("“{hours}”不是几点到几点"))?;
        let seats = read_seats(seats).ok_or_else(|| format!("“{seats}”不是几个位子，不限人数写“不限”"))?;
        if whereabouts.is_empty() {
            return Err("没写在哪儿".into());
        }
        let whereabouts = whereabouts.join(" ");
        // Said in another way, it would be a part of the place, and people would go there for nothing.
        if let Some(word) = [CANCELLED, MOVED].into_iter().find(|word| whereabouts.contains(word)) {
            return Err(format!(
                "“{word}”放在最后，前面空一格；后面只能写改期以前的日子和几点，如：改期 2026-12-03 14:00"
            ));
        }
        let midnight = date.0 * DAY;
        Ok(Self {
            id: (*id).to_string(),
            start: midnight + start,
            end: midnight + end,
            seats,
            whereabouts,
            is_moved,
            was: was.map(|(day, clock)| day.0 * DAY + clock),
            is_cancelled,
            line: item.line,
        })
    }

    /// The day it begins on.
    pub fn day(&self) -> Day {
        day_of(self.start)
    }

    /// `12月3日 周四`.
    pub fn date(&self) -> String {
        format!("{} {}", self.day().chinese(), WEEKDAYS[weekday(self.day())])
    }

    /// `14:00–15:30`.
    pub fn hours(&self) -> String {
        let mut text = String::new();
        push_clock(&mut text, self.start.rem_euclid(DAY));
        text.push('–');
        push_clock(&mut text, self.end.rem_euclid(DAY));
        text
    }

    /// `2026-12-03T14:00:00+08:00`, of its begin or its end.
    pub fn iso(minute: Minute) -> String {
        let of_day = minute.rem_euclid(DAY);
        format!("{}T{:02}:{:02}:00+08:00", day_of(minute), of_day / 60, of_day % 60)
    }
}

/// What stands behind a place: that it moved, perhaps from when, and that it is off.
#[derive(Default)]
pub(super) struct Marks {
    pub(super) is_moved: bool,
    pub(super) was: Option<(Day, Minute)>,
    pub(super) is_cancelled: bool,
}

impl Marks {
    /// Takes them off the end of a line.
    pub(super) fn take(words: &mut Vec<&str>) -> Self {
        let mut marks = Self::default();
        loop {
            match words.as_slice() {
                [.., CANCELLED] => marks.is_cancelled = true,
                [.., MOVED] => marks.is_moved = true,
                [.., MOVED, day, clock] => {
                    let (Some(day), Some(clock)) = (Day::parse(day), read_clock(&clock.replace('：', ":"))) else {
                        return marks;
                    };
                    (marks.is_moved, marks.was) = (true, Some((day, clock)));
                    words.truncate(words.len() - 2);
                }
                _ => return marks,
            }
            words.pop();
        }
    }
}

/// From and until, in minutes of the first day; what ends before it begins ends on the next.
pub(super) fn read_hours(text: &str) -> Option<(Minute, Minute)> {
    let text = text.replace('：', ":");
    let (from, until) = text.split_once(['-', '–', '—', '到', '~'])?;
    let (from, until) = (read_clock(from)?, read_clock(until)?);
    (from != until && from < DAY).then_some((from, if until < from { until + DAY } else { until }))
}

fn read_clock(text: &str) -> Option<Minute> {
    let (hour, minute) = text.split_once(':')?;
    let number = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() <= 2);
    let (hour, minute) = (number(hour)?, number(minute)?);
    ((0..=24).contains(&hour) && (0..60).contains(&minute) && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}

pub(super) fn read_seats(text: &str) -> Option<Option<u32>> {
    if text == UNLIMITED {
        return Some(None);
    }
    let seats = text.trim_end_matches(['个', '人']).parse().ok()?;
    (1..=MOST_SEATS).contains(&seats).then_some(Some(seats))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Slot, String> {
        Slot::read(&Item { line: 1, text: text.into() })
    }

    #[test]
    fn a_line_as_people_type_it() {
        let slot = read("a 2026-12-03 14:00-15:30 12 示例院子， 门口能停车").unwrap();
        assert_eq!((slot.date().as_str(), slot.hours().as_str()), ("12月3日 周四", "14:00–15:30"));
        assert_eq!((slot.seats, slot.whereabouts.as_str()), (Some(12), "示例院子， 门口能停车"));
        assert_eq!(Slot::iso(slot.start), "2026-12-03T14:00:00+08:00");
        let moved = read("b 2026-12-05 9:30到11:00 不限 kexiang-street 改期 取消").unwrap();
        assert!(moved.is_moved && moved.is_cancelled && moved.seats.is_none());
        assert_eq!(moved.whereabouts, "kexiang-street");
        let either_way = read("b 2026-12-05 9:30-11:00 不限 院子 取消 改期").unwrap();
        assert!(either_way.is_moved && either_way.is_cancelled);
        for text in [
            "c 2026-12-12 9:30-11:00 12 院子 改期 2026-12-11 9：00",
            "c 2026-12-12 9:30-11:00 12 院子 改期 2026-12-11 9:00 取消",
        ] {
            let moved = read(text).unwrap();
            assert!(moved.is_moved && moved.was.map(Slot::iso).unwrap() == "2026-12-11T09:00:00+08:00", "{moved:?}");
            assert_eq!((moved.whereabouts.as_str(), moved.is_cancelled), ("院子", text.ends_with("取消")));
        }
        let night = read("n 2026-12-05 22：00-1:00 6人 桥头").unwrap();
        assert_eq!(night.end - night.start, 180);
        assert_eq!(Slot::iso(night.end), "2026-12-06T01:00:00+08:00");
    }

    #[test]
    fn a_line_that_says_too_little_says_what() {
        for (text, part) in [
            ("2026-12-03 14:00-15:30 12 院子", "编号"),
            ("a 12月3日 14:00-15:30 12 院子", "日期"),
            ("a 2026-12-03 下午 12 院子", "几点"),
            ("a 2026-12-03 14:00-14:00 12 院子", "几点"),
            ("a 2026-12-03 14:00-15:30 很多 院子", "位子"),
            ("a 2026-12-03 14:00-15:30 0 院子", "位子"),
            ("a 2026-12-03 14:00-15:30 12 取消", "在哪儿"),
            ("a 2026-12-03", "没写全"),
            ("a 2026-12-03 14:00-15:30 12 院子 已取消", "放在最后"),
            ("a 2026-12-03 14:00-15:30 12 院子（改期）", "放在最后"),
            ("a 2026-12-03 14:00-15:30 12 院子 改期 12月2日 14:00", "放在最后"),
            ("a 9026-12-03 14:00-15:30 12 院子", "日期"),
        ] {
            assert!(read(text).unwrap_err().contains(part), "{text}: {:?}", read(text));
        }
    }
}
