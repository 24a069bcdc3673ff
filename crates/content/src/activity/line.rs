//! A slot's line in parts, as somebody fills it in on a phone: what is missing yet is empty. [`super::Slot`] reads what becomes of it.

use super::slot::{CANCELLED, MOVED, Marks, read_hours, read_seats};
use crate::day::Day;
use crate::opening::{DAY, push_clock};

/// Stands in a line for what nobody has filled in: it is refused as what it is.
const MISSING: &str = "?";
/// Days of a week.
const WEEK: i32 = 7;

/// One line.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct SlotLine {
    /// Its name within the activity.
    pub id: String,
    /// `2026-12-03`.
    pub day: String,
    /// `14:00`.
    pub from: String,
    /// `15:30`; earlier than `from`, it is on the next day.
    pub until: String,
    /// A number, or 不限.
    pub seats: String,
    /// Where, in words, or the slug of a place.
    pub whereabouts: String,
    /// It was at another time or place before.
    pub is_moved: bool,
    /// `2026-12-02 09:30`: when it was to begin before; empty where that is not said.
    pub was: String,
    /// It does not take place.
    pub is_cancelled: bool,
}

impl SlotLine {
    /// Of a line; `None` where it says what has no part of its own.
    pub fn of_text(text: &str) -> Option<Self> {
        let mut words: Vec<&str> = text.split_whitespace().collect();
        let Marks { is_cancelled, is_moved, was } = Marks::take(&mut words);
        let was = was.map_or_else(String::new, |(day, from)| format!("{day} {}", clock(from)));
        let [id, day, hours, seats, whereabouts @ ..] = words.as_slice() else { return None };
        let given = |word: &str| if word == MISSING { String::new() } else { word.to_string() };
        let (from, until) = match read_hours(hours) {
            Some((from, until)) => (clock(from), clock(until)),
            // Half of it may be there.
            None => hours.split_once('-').map(|(from, until)| (given(from), given(until)))?,
        };
        let is_known = (*day == MISSING || Day::parse(day).is_some())
            && (*seats == MISSING || read_seats(seats).is_some())
            && [&from, &until].iter().all(|clock| clock.is_empty() || read_hours(&format!("{clock}-0:01")).is_some());
        let seats = given(seats).trim_end_matches(['个', '人']).to_string();
        let (id, day, whereabouts) = ((*id).to_string(), given(day), whereabouts.join(" "));
        is_known.then_some(Self { id, day, from, until, seats, whereabouts, is_moved, was, is_cancelled })
    }

    /// As it stands in the file.
    pub fn to_text(&self) -> String {
        let given = |word: &str| if word.trim().is_empty() { MISSING.to_string() } else { word.trim().to_string() };
        let hours = [given(&self.from), given(&self.until)].join("-");
        let words = [&self.id, &given(&self.day), &hours, &given(&self.seats), self.whereabouts.trim()];
        let mut text = words.join(" ").trim_end().to_string();
        for (is_so, word) in [(self.is_moved, MOVED), (self.is_moved, &self.was), (self.is_cancelled, CANCELLED)] {
            text += &if is_so && !word.is_empty() { format!(" {word}") } else { String::new() };
        }
        text
    }

    /// The same one or more weeks later, on the first such day that is to come: a slot of its own, under a name that is not `taken`.
    pub fn weeks_later(&self, today: Day, taken: &[String]) -> Self {
        let mut day = Day::parse(&self.day).unwrap_or(today).plus(WEEK);
        while day <= today {
            day = day.plus(WEEK);
        }
        let (id, day) = (fresh_id(day, taken), day.to_string());
        Self { id, day, is_moved: false, was: String::new(), is_cancelled: false, ..self.clone() }
    }

    /// Marks that it moved, if it is elsewhere than readers are shown it; and when it was, if that is another time.
    pub fn mark_moved(&mut self, shown: &Self) {
        let begins = |line: &Self| format!("{} {}", line.day, line.from);
        self.is_moved = shown.is_moved || self.is_elsewhere(shown);
        self.was = if begins(self) == begins(shown) { shown.was.clone() } else { begins(shown) };
    }

    /// Whether it is at another time or place than `other`.
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        let at = |line: &Self| [line.day.clone(), line.from.clone(), line.until.clone(), line.whereabouts.clone()];
        at(self) != at(other)
    }
}

/// A name that no slot of the activity has had: its day's digits, and a letter where there are several.
fn fresh_id(day: Day, taken: &[String]) -> String {
    let digits = day.to_string().replace('-', "");
    let letters = std::iter::once(String::new()).chain(('b'..='z').map(String::from));
    let free = letters.map(|letter| [&digits, letter.as_str()].concat()).find(|id| !taken.contains(id));
    free.unwrap_or(digits)
}

fn clock(minute: i32) -> String {
    let mut text = String::new();
    push_clock(&mut text, minute.rem_euclid(DAY));
    format!("{text:0>5}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_typed_is_the_same_slot_in_parts() {
        let line = SlotLine::of_text("b 2026-12-05 9:30到11:00 12人  示例院子， 门口 取消 改期").unwrap();
        assert_eq!((line.from.as_str(), line.until.as_str(), line.seats.as_str()), ("09:30", "11:00", "12"));
        assert_eq!(line.to_text(), "b 2026-12-05 09:30-11:00 12 示例院子， 门口 改期 取消");
        for text in [
            "a 2026-12-03 14:00-15:30 12 院子 改期 2026-12-02 09:30 取消",
            "a ? ?-? ?",
            "a 2026-12-03 14:00-? 12",
            "a ? 14:00-15:30 不限 院子 改期",
        ] {
            assert_eq!(SlotLine::of_text(text).unwrap().to_text(), text);
        }
        for text in
            ["", "a 12月3日 14:00-15:30 12 院子", "a 2026-12-03 下午 12 院子", "a 2026-12-03 14:00-15:30 很多 院子"]
        {
            assert_eq!(SlotLine::of_text(text), None, "{text}");
        }
        // Midnight is on the next day.
        assert_eq!(SlotLine::of_text("n 2026-12-05 22:00-24:00 6 桥头").unwrap().until, "00:00");
    }

    #[test]
    fn what_moves_keeps_when_it_was() {
        let shown = SlotLine::of_text("a 2026-12-03 14:00-15:30 12 院子").unwrap();
        let mut line = SlotLine { day: "2026-12-05".into(), ..shown.clone() };
        line.mark_moved(&shown);
        assert_eq!(line.to_text(), "a 2026-12-05 14:00-15:30 12 院子 改期 2026-12-03 14:00");
        // Readers know it by now; then it moves to another place, and back to its day.
        let mut again = SlotLine { whereabouts: "门口".into(), ..line.clone() };
        again.mark_moved(&line);
        assert_eq!(again.to_text(), "a 2026-12-05 14:00-15:30 12 门口 改期 2026-12-03 14:00");
        let mut back = SlotLine { day: "2026-12-03".into(), ..line.clone() };
        back.mark_moved(&shown);
        assert_eq!(back.to_text(), shown.to_text());
    }

    #[test]
    fn a_week_later_it_is_a_slot_of_its_own() {
        let today = Day::parse("2026-12-04").unwrap();
        let line = SlotLine::of_text("a 2026-12-03 14:00-15:30 12 院子 改期 取消").unwrap();
        assert_eq!(line.weeks_later(today, &[]).to_text(), "20261210 2026-12-10 14:00-15:30 12 院子");
        let taken = ["20261210".to_string()];
        assert_eq!(line.weeks_later(today, &taken).id, "20261210b");
        // A month ago it was last: the next one is to come.
        let old = SlotLine { day: "2026-11-05".into(), ..line };
        assert_eq!(old.weeks_later(today, &[]).day, "2026-12-10");
    }
}
