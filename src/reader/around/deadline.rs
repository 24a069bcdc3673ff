//! A last day, as this phone's clock sees it in Beijing's time.

use content::day::Day;
use content::opening::{Minute, day_of};
use leptos::task::spawn_local;

use super::row::{TICK, now};
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::reader::shell::mounted::Mounted;

/// What ends within so many days is near; the fragment of 身边 says the same.
const AHEAD: i32 = 14;
/// What ends within so many days ends soon.
const SOON: i32 = 3;

/// How many days are left of what an element says in `data-deadline`: 0 on the day itself, below 0 once it is over.
pub(super) fn days_left(node: &Node, now: Minute) -> Option<i32> {
    Day::parse(&dom::data(node, "deadline")).map(|day| day.0 - day_of(now).0)
}

/// How that looks: `open`, `soon`, `shut`.
pub(super) fn look(days: i32) -> &'static str {
    match days {
        ..0 => "shut",
        0..=SOON => "soon",
        _ => "open",
    }
}

/// The same in words.
pub(super) fn words(days: i32) -> String {
    match days {
        ..0 => "报名过了".into(),
        0 => "今天最后一天".into(),
        1 => "明天截止".into(),
        _ => ["还有 ", &days.to_string(), " 天"].concat(),
    }
}

/// Shows those of a page's list that are near, and goes on doing so: a day that is over is gone.
pub(super) fn follow(page: &Node, mounted: Mounted) {
    let Some(section) = dom::find_in(page, "#deadlines") else { return };
    spawn_local(async move {
        while mounted.is_alive() {
            let mut is_any = false;
            for row in dom::find_all_in(&section, "[data-deadline]") {
                let days = days_left(&row, now()).filter(|days| (0..=AHEAD).contains(days));
                row.set_hidden(days.is_none());
                dom::set_text(&row, ".left", &days.map(words).unwrap_or_default());
                is_any |= days.is_some();
            }
            section.set_hidden(!is_any);
            clock::sleep(TICK).await;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_day_is_said_in_days() {
        let said = [-1, 0, 1, 3, 4, 14].map(|days| (words(days), look(days)));
        let expected = [
            ("报名过了", "shut"),
            ("今天最后一天", "soon"),
            ("明天截止", "soon"),
            ("还有 3 天", "soon"),
            ("还有 4 天", "open"),
            ("还有 14 天", "open"),
        ];
        assert_eq!(said, expected.map(|(words, look)| (words.to_string(), look)));
    }
}
