//! The page of one place: can I get in now.

use content::day::Day;
use content::opening::{Minute, day_of};
use leptos::task::spawn_local;

use super::row::{Row, TICK, calendar, now};
use super::standing::Age;
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::reader::shell::mounted::Mounted;

/// Says how it stands now, and goes on saying it.
pub fn enliven_place(page: &Node) {
    let mounted = Mounted::new();
    let Some(row) = Row::all(page).pop() else { return };
    let (calendar, page) = (calendar(page), page.clone());
    spawn_local(async move {
        while mounted.is_alive() {
            let now = now();
            let standing = row.standing(&calendar, now);
            dom::set_attribute(&page, ".now .state", "data-state", Some(standing.look));
            dom::set_text(&page, ".now .state", &standing.sentence);
            dom::set_text(&page, ".now .age", row.age_words(now));
            for line in dom::find_all_in(&page, "[data-until]") {
                line.set_hidden(Day::parse(&dom::data(&line, "until")).is_some_and(|last| last < day_of(now)));
            }
            dom::find_all_in(&page, "small[data-seen]").iter().for_each(|group| say_age(group, now));
            clock::sleep(TICK).await;
        }
    });
}

/// Of a group of fields: how old its confirmation is, before its day.
fn say_age(group: &Node, now: Minute) {
    let Some(seen) = Day::parse(&dom::data(group, "seen")) else { return };
    let age = Age::of(seen, now);
    let said = group.text_content().unwrap_or_default();
    let day = said.split('，').next_back().unwrap_or_default().trim_end_matches("确认");
    group.set_text_content(Some(&[age.words(), "，", day].concat()));
    let _ = group.set_attribute("data-age", if age == Age::Doubtful { "old" } else { "" });
}
