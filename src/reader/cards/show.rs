//! 早会大字: one card on a wall or a TV. The address ends in `#show`, so that it can be opened there directly; the next
//! card comes by a tap on the right, a key or a presenter, and the way back leads out.

use leptos::prelude::*;

use crate::browser::dom::{self, Node};
use crate::browser::{history, screen, scroll};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::mounted::Mounted;

/// Of the URL; also the name of the `data-*` attribute of `<html>`, which says what is to be seen: [`QUOTE`], [`GLOSS`] or
/// [`BLACK`].
const SHOW: &str = "show";
const QUOTE: &str = "true";
const GLOSS: &str = "gloss";
const BLACK: &str = "black";
/// So many sizes a quotation may have, the largest first (style/show.css).
const SIZES: u32 = 12;

/// What a key does here beside those of every deck: an action.
pub fn show_key(key: &str) -> Option<&'static str> {
    match key {
        // Whatever is pressed, the wall is lit again.
        _ if dom::root_data(SHOW) == BLACK => Some(BLACK),
        "Home" => Some("first"),
        "End" => Some("last"),
        // What presenters send for a black screen.
        "b" | "B" | "." => Some(BLACK),
        "d" | "D" => Some(GLOSS),
        _ => None,
    }
}

/// Follows the address for as long as a deck is on screen.
pub(super) fn enliven(mounted: Mounted, path: &str, deck: &Node) {
    if path != api::paths::KEPT_DECK && api::paths::slug_below(api::paths::DECKS, path).is_none() {
        return;
    }
    let actions = expect_context::<Actions>();
    if history::fragment() == SHOW {
        history::come_from_page();
    }
    show(deck, history::fragment() == SHOW);
    let node = deck.clone();
    mounted.hold(history::on_fragment(move || show(&node, history::fragment() == SHOW)));
    let node = deck.clone();
    let leave = move || {
        if is_on_show() {
            show(&node, false);
            history::back();
        }
    };
    // Esc, or the phone's own way out of the full screen.
    mounted.hold(screen::on_release(leave.clone()));
    mounted.hold(actions.on("leave", move |_| {
        leave();
        true
    }));
    for what in [GLOSS, BLACK] {
        mounted.hold(actions.on(what, move |_| {
            turn(what);
            true
        }));
    }
    let node = deck.clone();
    mounted.hold(screen::on_resize(move || turned(&node, scroll::shown_child(&node))));
    mounted.hold(dom::on_tap(deck, |is_right| {
        let action = if is_right { "next" } else { "prev" };
        match dom::find(&format!(".actions [data-action={action}]")) {
            _ if dom::root_data(SHOW) == BLACK => turn(BLACK),
            Some(button) if is_on_show() => button.click(),
            _ => {}
        }
    }));
    let node = StoredValue::new_local(deck.clone());
    on_cleanup(move || {
        node.try_with_value(|node| show(node, false));
    });
}

/// Whether a deck is shown large.
pub fn is_on_show() -> bool {
    !dom::root_data(SHOW).is_empty()
}

/// Another card is on the wall, or the wall has another size: says which one it is, and shows it as large as it fits.
pub(super) fn turned(deck: &Node, at: usize) {
    let (Some(slot), Some(place), true) = (dom::child(deck, at), dom::find(".show-at"), is_on_show()) else { return };
    let count = dom::child_count(deck) - 1;
    let words = if at < count { [&(at + 1).to_string(), " / ", &count.to_string()].concat() } else { String::new() };
    place.set_inner_text(&words);
    if let Some(card) = dom::find_in(&slot, ".card") {
        let fits = |size: &u32| {
            let _ = slot.set_attribute("data-fit", &size.to_string());
            !scroll::can_scroll(&card)
        };
        let _ = (1..=SIZES).find(fits);
    }
}

/// Of a card, what is to be seen first is the quotation.
pub(super) fn begin_card() {
    if is_on_show() {
        dom::set_root_data(SHOW, QUOTE);
    }
}

/// Shows something else of the same card, or the quotation again.
fn turn(what: &'static str) {
    if is_on_show() {
        dom::set_root_data(SHOW, if dom::root_data(SHOW) == what { QUOTE } else { what });
    }
}

/// Shows the same card large, or as always.
fn show(deck: &Node, is_on: bool) {
    if is_on == is_on_show() {
        return;
    }
    let at = scroll::shown_child(deck);
    dom::set_root_data(SHOW, if is_on { QUOTE } else { "" });
    scroll::jump_to_child(deck, at);
    turned(deck, at);
    if is_on { screen::fill() } else { screen::release() }
}
