//! Keys are taps: each is the action of a button that is on screen.

use crate::browser::dom;
use crate::browser::scroll;
use crate::reader::cards::{is_on_show, show_key};
use crate::reader::shell::actions::Actions;

/// Carries keys out for as long as the app runs.
pub fn carry_out_keys(actions: Actions) {
    dom::on_key(move |key, target| {
        // Inside a long card the vertical keys scroll it, and a page that scrolls as one.
        let scrolls = target.closest(".card").is_ok_and(|card| card.is_some()) || scroll::page_can_scroll();
        let is_on_show = is_on_show();
        // These two are its own.
        let is_on_control = target.closest("a, button, summary").is_ok_and(|control| control.is_some());
        let own = if is_on_show { show_key(key) } else { None };
        if let Some(action) = own {
            return act_on_show(actions, action);
        }
        let action = match key {
            // What a presenter sends, and whoever stands at the keyboard.
            " " | "Enter" if is_on_show && !is_on_control => "next",
            "PageDown" | "ArrowDown" if is_on_show => "next",
            "PageUp" | "ArrowUp" if is_on_show => "prev",
            "Escape" if is_on_show => return act_on_show(actions, "leave"),
            "Escape" => return dom::close_around(target),
            "ArrowRight" => "next",
            "ArrowLeft" => "prev",
            "ArrowDown" | "PageDown" if !scrolls => "next",
            "ArrowUp" | "PageUp" if !scrolls => "prev",
            _ => return false,
        };
        // Arrows scroll wherever there is no deck.
        let Some(node) = dom::find(&format!(".actions [data-action={action}]")) else { return false };
        let leads_to_card = api::paths::card_slug(&node.get_attribute("href").unwrap_or_default()).is_some();
        // From today's card, an arrow upwards leads nowhere.
        let is_sideways = matches!(key, "ArrowLeft" | "ArrowRight");
        let is_in_page = node.get_attribute("href").is_some_and(|href| href.starts_with('#'));
        if !actions.act(action, &node) && !is_in_page && (leads_to_card || is_sideways) {
            node.click();
        }
        true
    });
}

/// Carries out what 大字 has keys for.
fn act_on_show(actions: Actions, action: &str) -> bool {
    dom::find(".show").is_some_and(|node| actions.act(action, &node))
}
