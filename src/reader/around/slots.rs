//! Slots of activities, as this phone's clock sees them in Beijing's time: 今天 and 明天 by name, and what is over is gone.

use content::opening::{Minute, day_of};
use leptos::task::spawn_local;

use super::row::{TICK, now};
use super::{sign_up, wishes};
use crate::browser::dom::{self, Node};
use crate::browser::{clock, history};
use crate::reader::shell::mounted::Mounted;

/// A slot rises to 身边 so many days before it; its fragment says the same.
const AHEAD: i32 = 7;

/// Behind `#` of the list's address: one's own stand first.
const MINE: &str = "mine";

/// On 身边: what is on this week.
pub(super) fn follow_week(page: &Node, mounted: Mounted) {
    if let Some(section) = dom::find_in(page, "#week") {
        let shown = section.clone();
        follow(section, mounted, move |is_any| shown.set_hidden(!is_any), AHEAD);
    }
    sign_up::follow(page, mounted, false);
}

/// The list of all.
pub fn enliven_activities(page: &Node) {
    let (page, mounted) = (page.clone(), Mounted::new());
    if history::fragment() == MINE {
        let mut own = dom::find_all_in(&page, "[data-of]");
        own.retain(|slot| minute(slot, "ends") > now() && wishes::is_any(&dom::data(slot, "of")));
        own.iter().for_each(|slot| drop(slot.set_attribute("data-mine", "")));
        if let Some(list) = dom::find_in(&page, "#coming") {
            own.iter().rev().for_each(|slot| dom::prepend(&list, slot));
        }
        let mut said = String::new();
        // What is over has no row, nor has what is gone: what is new of it is told here, once.
        for (of, news) in wishes::news() {
            if own.iter().all(|slot| dom::data(slot, "of") != of) {
                let words = wishes::ended(&of).unwrap_or_else(|| [news, "。", &wishes::said(&of)].concat());
                said = [&said, &*sign_up::title_of(&page, &of), "，", &words].concat();
                wishes::see(&of);
            }
        }
        said += if own.is_empty() {
            "还没有要去的。下面是全部活动。"
        } else {
            "你要去的在最上面。"
        };
        dom::set_text(&page, "#mine", &said);
    }
    sign_up::follow(&page, mounted, true);
    // A calendar that follows is asked for by a scheme of its own, which no page can know the host for.
    if let Some((_, host)) = history::origin().split_once("://") {
        let feed = ["webcal://", host, api::paths::ACTIVITIES_FEED].concat();
        dom::set_attribute(&page, "#subscribe", "href", Some(&feed));
    }
    let none = dom::find_in(&page, "#none-coming");
    follow(page, mounted, move |is_any| none.iter().for_each(|none| none.set_hidden(is_any)), i32::MAX);
}

/// The page of one: what is over says so.
pub fn enliven_activity(page: &Node) {
    let (page, mounted) = (page.clone(), Mounted::new());
    sign_up::carry_out(&page, mounted);
    sign_up::follow(&page, mounted, true);
    spawn_local(async move {
        while mounted.is_alive() {
            for slot in dom::find_all_in(&page, "[data-slot]") {
                let now = now();
                name_day(&slot, now);
                if minute(&slot, "ends") <= now {
                    let _ = slot.set_attribute("data-over", "");
                    if slot.has_attribute("data-off") {
                        // It never was.
                        continue;
                    }
                    dom::set_attribute(&slot, ".state", "data-state", Some("shut"));
                    dom::set_text(&slot, ".state", "已经过了");
                } else if minute(&slot, "closes") <= now {
                    let _ = slot.set_attribute("data-closed", "");
                }
                sign_up::show(&slot);
            }
            clock::sleep(TICK).await;
        }
    });
}

/// Shows what is not over and begins within so many days, and goes on doing so.
fn follow(page: Node, mounted: Mounted, shown: impl Fn(bool) + 'static, ahead: i32) {
    spawn_local(async move {
        while mounted.is_alive() {
            let mut is_any = false;
            for slot in dom::find_all_in(&page, "[data-ends]") {
                let now = now();
                let is_shown = minute(&slot, "ends") > now && days_until(&slot, now) <= ahead;
                slot.set_hidden(!is_shown);
                name_day(&slot, now);
                is_any |= is_shown;
            }
            shown(is_any);
            clock::sleep(TICK).await;
        }
    });
}

fn minute(slot: &Node, name: &str) -> Minute {
    dom::data(slot, name).parse().unwrap_or_default()
}

fn days_until(slot: &Node, now: Minute) -> i32 {
    day_of(minute(slot, "starts")).0 - day_of(now).0
}

/// A page may be days old: each time the day is named anew, with its date behind it once it is near.
fn name_day(slot: &Node, now: Minute) {
    let Some(day) = dom::find_in(slot, ".day") else { return };
    let name = match days_until(slot, now) {
        0 => "今天",
        1 => "明天",
        _ => "",
    };
    let _ = day.set_attribute("data-name", name);
}
