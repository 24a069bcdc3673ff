//! Scrolling: how far the page and what is in it are scrolled, and to where.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, window};

use super::dom::{Listener, Node, document, find, parts};

/// Whether an element scrolls by itself.
pub fn can_scroll(node: &Node) -> bool {
    node.scroll_height() > node.client_height() + 1
}

/// Whether the page scrolls.
pub fn page_can_scroll() -> bool {
    document().and_then(|document| document.document_element()?.dyn_into().ok()).is_some_and(|root| can_scroll(&root))
}

/// How far the page is scrolled.
pub fn scroll_top() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page.
pub fn scroll_to(top: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

/// Calls back until the listener is dropped whenever the page is scrolled.
pub fn on_scroll(mut scrolled: impl FnMut() + 'static) -> Option<Listener> {
    let window = window()?;
    Some(EventListener::new(&window, "scroll", move |_| scrolled()))
}

/// Which of the elements below another that match a selector is the first on screen: ten times its number, and how many
/// tenths of it are above. `None` where the page is scrolled to the last one's end. (Fractions cost 4 KB of download
/// as soon as one is read from a text.)
pub fn first_part_on_screen(parent: &Node, selector: &str) -> Option<u32> {
    let screen = f64::from(document()?.document_element()?.client_height());
    let parts = parts(parent, selector);
    if parts.last()?.get_bounding_client_rect().bottom() < screen {
        return None;
    }
    let at = parts.iter().position(|part| part.get_bounding_client_rect().bottom() > 0.0)?;
    let part = parts[at].get_bounding_client_rect();
    let above = (-part.top() / part.height().max(1.0)).clamp(0.0, 0.9);
    Some(at as u32 * 10 + (above * 10.0) as u32)
}

/// Scrolls to where [`first_part_on_screen`] was this.
pub fn scroll_to_part(parent: &Node, selector: &str, part: u32) {
    if let Some(node) = parts(parent, selector).get(part as usize / 10) {
        let place = node.get_bounding_client_rect();
        scroll_to(scroll_top() + place.top() + place.height() * f64::from(part % 10) / 10.0);
    }
}

/// Scrolls page and deck to their beginning.
pub fn scroll_to_start() {
    scroll_to(0.0);
    if let Some(deck) = find(".deck") {
        show_child(&deck, 0);
        // One that shows a card at a time, because it cannot scroll, is told all the same.
        if !can_scroll(&deck)
            && let Ok(event) = Event::new("scroll")
        {
            let _ = deck.dispatch_event(&event);
        }
    }
}

/// Scrolls to the element with an id, and unfolds it; `false` where there is none.
pub fn show_place(id: &str) -> bool {
    let Some(element) = element(id) else { return false };
    unfold(&element);
    element.scroll_into_view();
    true
}

/// Scrolls to the element with an id if it folds: a browser shows that it is there, and not what is in it.
pub fn show_folded(id: &str) {
    if let Some(element) = element(id).filter(unfold) {
        element.scroll_into_view();
    }
}

fn element(id: &str) -> Option<Element> {
    document().filter(|_| !id.is_empty())?.get_element_by_id(id)
}

/// Whether it is something that folds.
fn unfold(element: &Element) -> bool {
    element.has_attribute("data-folds") && element.set_attribute("open", "").is_ok()
}

/// Scrolls as little as it takes to show an element.
pub fn show_nearby(node: &Node) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    node.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Which of equally high children a scrolled element shows.
pub fn shown_child(scroller: &Node) -> usize {
    let height = f64::from(scroller.client_height().max(1));
    (scroller.scroll_top() as f64 / height).round() as usize
}

/// Shows one of equally high children at once.
pub fn jump_to_child(scroller: &Node, at: usize) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(f64::from(scroller.client_height()) * at as f64);
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    scroller.scroll_to_with_scroll_to_options(&options);
}

/// Scrolls to one of equally high children, in the way the style says.
pub fn show_child(scroller: &Node, at: usize) {
    let options = web_sys::ScrollToOptions::new();
    options.set_top(f64::from(scroller.client_height()) * at as f64);
    scroller.scroll_to_with_scroll_to_options(&options);
}
