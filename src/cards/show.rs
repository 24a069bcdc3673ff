//! 早会大字: a deck for a wall or a TV. The address ends in `#show`, so that it can be opened there directly; the next
//! card comes by a tap on the right, a key or a presenter, and the way back leads out.

use leptos::prelude::*;

use crate::actions::Actions;
use crate::browser::dom::{self, Node};
use crate::browser::{history, screen};
use crate::document::Mounted;

/// Of the URL; also the name of the `data-*` attribute of `<html>`.
const SHOW: &str = "show";

/// Follows the address for as long as a deck is on screen.
pub(super) fn enliven(mounted: Mounted, path: &str, deck: &Node) {
    if api::paths::slug_below(api::paths::DECKS, path).is_none() {
        return;
    }
    let actions = expect_context::<Actions>();
    let is_ours = StoredValue::new(false);
    show(deck, history::fragment() == SHOW);
    let node = deck.clone();
    mounted.hold(history::on_fragment(move || {
        let is_on = history::fragment() == SHOW;
        is_ours.set_value(is_on);
        show(&node, is_on);
    }));
    let node = deck.clone();
    let leave = move || {
        if !is_on_show() {
            return;
        }
        if is_ours.get_value() {
            history::back();
        } else {
            history::set_fragment("");
            show(&node, false);
        }
    };
    // Esc, or the phone's own way out of the full screen.
    mounted.hold(screen::on_release(leave.clone()));
    mounted.hold(actions.on("leave", move |_| {
        leave();
        true
    }));
    mounted.hold(dom::on_tap(deck, |is_right| {
        let action = if is_right { "next" } else { "prev" };
        let button = dom::find(&format!(".actions [data-action={action}]"));
        if let Some(button) = button.filter(|_| is_on_show()) {
            button.click();
        }
    }));
    let node = deck.clone();
    let node = StoredValue::new_local(node);
    on_cleanup(move || {
        node.try_with_value(|node| show(node, false));
    });
}

/// Whether a deck is shown large.
pub fn is_on_show() -> bool {
    !dom::root_data(SHOW).is_empty()
}

/// Shows the same card large, or as always.
fn show(deck: &Node, is_on: bool) {
    if is_on == is_on_show() {
        return;
    }
    let at = dom::shown_child(deck);
    dom::set_root_data(SHOW, if is_on { "true" } else { "" });
    dom::jump_to_child(deck, at);
    if is_on { screen::fill() } else { screen::release() }
}
