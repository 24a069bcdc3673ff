//! 谢谢你的风雨无阻: what members said below a story or a place. The server writes it; without a network the rest of the page stands.

use content::day::Day;
use content::opening::day_of;
use leptos::task::spawn_local;

use super::row::now;
use crate::browser::dom::{self, Node};
use crate::browser::http::{self, Failure};

/// Brings the page of a story to life, or their list. One whose last day is over is gone, also where the page was stored before.
pub fn enliven_story(page: &Node) {
    let today = day_of(now());
    for told in dom::find_all_in(page, "[data-until]") {
        if Day::parse(&dom::data(&told, "until")).is_some_and(|last| last < today) {
            match dom::find_in(&told, "[data-notes]") {
                Some(_) => dom::show_html(&told, "<p class=\"empty\">这一篇放到日子了，已经撤下。</p>"),
                None => told.set_hidden(true),
            }
        }
    }
    fill_notes(page);
}

/// Fetches what was said, where the page has a place for it.
pub(super) fn fill_notes(page: &Node) {
    let Some(section) = dom::find_in(page, "[data-notes]") else { return };
    let url = [api::paths::NOTES, &dom::data(&section, "notes"), "/"].concat();
    spawn_local(async move {
        let html = match http::get_text(&url).await {
            Ok(html) => html,
            Err(Failure::Offline) => "<p class=\"hint\">大家说的，有网才看得到。</p>".into(),
            // Whoever exports pages has nobody who says anything.
            Err(Failure::Refused) => return,
        };
        dom::find_in(&section, "[data-slot=notes]").iter().for_each(|slot| dom::show_html(slot, &html));
    });
}
