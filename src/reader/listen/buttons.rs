//! The 听 buttons, which come with the pages.

use super::passage::on_screen;
use crate::browser::dom;

/// Shows on every button what it does now.
pub(super) fn show_on_buttons(is_on: bool) {
    // Behind the last card of a deck there is nothing to read.
    let is_end = on_screen().is_some_and(|here| here.class_list().contains("end"));
    for button in dom::find_all("[data-action=listen]") {
        let _ = match is_end {
            true => button.set_attribute("aria-disabled", "true"),
            false => button.remove_attribute("aria-disabled"),
        };
        dom::set_text(&button, "span", if is_on { "停" } else { "听" });
    }
}
