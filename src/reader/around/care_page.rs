//! The page of one thing of care: can I have it now.

use leptos::task::spawn_local;

use super::care::Care;
use super::row::{TICK, calendar, now, say_ages};
use crate::browser::clock;
use crate::browser::dom::{self, Node};
use crate::reader::shell::mounted::Mounted;

/// Says how it stands now, and goes on saying it.
pub fn enliven_care(page: &Node) {
    let mounted = Mounted::new();
    let Some(care) = Care::all(page).pop() else { return };
    let (calendar, page) = (calendar(page), page.clone());
    spawn_local(async move {
        while mounted.is_alive() {
            let now = now();
            let said = care.said(&calendar, now);
            dom::set_attribute(&page, ".big-state", "data-state", Some(said.look).filter(|look| !look.is_empty()));
            dom::set_text(&page, ".big-state", &said.sentence);
            // What the state does not say is said beside the hours.
            let hours = care.hours_sentence(&calendar, now).filter(|_| !said.is_by_hours);
            dom::set_text(&page, ".at-hand", &hours.unwrap_or_default());
            say_ages(&page, now);
            clock::sleep(TICK).await;
        }
    });
}
