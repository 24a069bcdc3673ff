//! The page of one place: can I get in now.

use content::day::Day;
use content::opening::day_of;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::corrections;
use super::notes::fill_notes;
use super::row::{Row, TICK, calendar, now, say_ages};
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;
use crate::ui::copy;

/// Where a line of one's own is typed.
const LINE: &str = "#correction-line";

/// Says how it stands now, and goes on saying it.
pub fn enliven_place(page: &Node) {
    let mounted = Mounted::new();
    let Some(row) = Row::all(page).pop() else { return };
    let (calendar, page) = (calendar(page), page.clone());
    take_corrections(&page, mounted);
    fill_notes(&page);
    spawn_local(async move {
        while mounted.is_alive() {
            let now = now();
            let standing = row.standing(&calendar, now);
            dom::set_attribute(&page, ".now .state", "data-state", Some(standing.look));
            let sentence = if row.is_off(now) { "认领到期很久了，不在名单上" } else { &standing.sentence };
            dom::set_text(&page, ".now .state", sentence);
            dom::set_text(&page, ".now .age", &row.age_words(now));
            for line in dom::find_all_in(&page, "[data-until]") {
                line.set_hidden(Day::parse(&dom::data(&line, "until")).is_some_and(|last| last < day_of(now)));
            }
            say_ages(&page, now);
            clock::sleep(TICK).await;
        }
    });
}

/// What is tapped below 这里没开门, and what became of it; and the address, to be taken along.
fn take_corrections(page: &Node, mounted: Mounted) {
    let actions = expect_context::<Actions>();
    let path = dom::data(page, "path");
    let slug = api::paths::slug_below(api::paths::PLACES, &path).unwrap_or_default().to_string();
    mounted.hold(actions.on("copy-address", |button| {
        copy(&dom::data(button, "text"));
        true
    }));
    mounted.hold(actions.on("correct", {
        let (page, slug) = (page.clone(), slug.clone());
        move |button| {
            // Said once, it is said; a thumb that taps twice says nothing more.
            if button.has_attribute("aria-disabled") {
                return true;
            }
            if !corrections::say(&page, &slug, &dom::data(button, "kind"), &dom::value(&page, LINE)) {
                dom::find_in(&page, LINE).iter().for_each(dom::focus);
                return true;
            }
            let _ = button.set_attribute("aria-disabled", "true");
            dom::set_attribute(&page, ".wrong-here", "open", None);
            if let Some(summary) = dom::find_in(&page, ".wrong-here summary") {
                dom::focus(&summary);
            }
            true
        }
    }));
    let shown = page.clone();
    corrections::on_change(move || {
        if !mounted.is_alive() {
            return;
        }
        let words = corrections::standing(&shown, &slug);
        // The same again would be read out again.
        if dom::text(&shown, "#correction-said") != words {
            dom::set_text(&shown, "#correction-said", &words);
        }
        // What was not taken is said once more in other words; what was taken leaves no line for the next one.
        if words.starts_with("没发") {
            dom::find_all_in(&shown, "[data-action=correct]")
                .iter()
                .for_each(|row| drop(row.remove_attribute("aria-disabled")));
        } else if words.starts_with("发出了")
            && let Some(line) = dom::find_in(&shown, LINE)
        {
            dom::set_value(&line, "");
        }
    });
}
