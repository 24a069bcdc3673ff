//! Bars that stay on the screen while the page below them is scrolled, and what must not lie under them.

use web_sys::window;

use super::dom::{Node, find_all};
use super::scroll::{scroll_to, scroll_top, show_nearby};

/// As far is what is shown from a bar.
const GAP: f64 = 12.0;
/// As far is what is shown in a list from its end, so that one sees that it goes on.
const FAR: f64 = 60.0;
/// A bar that sticks stands elsewhere once the page is scrolled: it is looked at again.
const LOOKS: usize = 3;

/// Scrolls as little as it takes to show all that is between one element's upper and another's lower edge, and no bar over
/// it. Where that is higher than what the bars leave free, it is shown from its beginning.
pub fn show_between_bars(first: &Node, last: &Node, bars: &str) {
    // What it lies in may scroll by itself.
    show_nearby(last);
    let mut before = f64::NAN;
    for _ in 0..LOOKS {
        let Some((from, until)) = free(last, bars) else { return };
        let top = first.get_bounding_client_rect().top();
        let bottom = last.get_bounding_client_rect().bottom();
        let by = match (top < from, bottom > until) {
            (true, _) => top - from - GAP,
            (_, true) => (bottom - until + GAP).min(top - from - GAP),
            _ => return,
        };
        // At the page's end, or in what the page does not move.
        if before == top {
            return;
        }
        before = top;
        scroll_to(scroll_top() + by);
    }
}

/// Scrolls what scrolls by itself, and not the page, so that something in it is shown. Where it does not, nothing happens.
pub fn show_within(scroller: &Node, node: &Node) {
    let (around, place) = (scroller.get_bounding_client_rect(), node.get_bounding_client_rect());
    if around.height() < 1.0 {
        return;
    }
    let (above, below) = (around.top() - place.top(), place.bottom() - around.bottom());
    let by = match (above > -GAP, below > -GAP) {
        (true, _) => -above - FAR,
        (_, true) => below + FAR,
        _ => return,
    };
    scroller.scroll_by_with_x_and_y(0.0, by);
}

/// From where to where no bar lies over the page, where an element is.
fn free(node: &Node, bars: &str) -> Option<(f64, f64)> {
    let screen = f64::from(window()?.document()?.document_element()?.client_height());
    let place = node.get_bounding_client_rect();
    let (mut from, mut until) = (0.0_f64, screen);
    for bar in find_all(bars).into_iter().filter(|bar| !bar.contains(Some(node))) {
        let bar = bar.get_bounding_client_rect();
        let is_beside = bar.right() <= place.left() || bar.left() >= place.right();
        let is_off = bar.height() < 1.0 || bar.bottom() <= 0.0 || bar.top() >= screen;
        match bar.top() + bar.bottom() < screen {
            _ if is_beside || is_off => {}
            true => from = from.max(bar.bottom()),
            false => until = until.min(bar.top()),
        }
    }
    Some((from, until))
}
