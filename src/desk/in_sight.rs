//! What is asked of somebody, or to be mended by them, is wholly in sight: none of the desk's bars lies over it.

use crate::browser::dom::Node;
use crate::browser::{clock, dom, in_sight};

/// All that stay on the screen while the page is scrolled.
const BARS: &str = ".tabs, .writing-bar, .parts, .foot, .import-end, .print-bar";

/// Shows all of an element.
pub(super) fn show(node: &Node) {
    in_sight::show_between_bars(node, node, BARS);
}

/// Puts the focus on the first element that matches `selector`, and shows all of what is `around` it.
pub(super) fn soon(selector: impl Into<String>, around: &'static str) {
    let selector = selector.into();
    clock::soon(move || {
        if let Some(node) = dom::find(&selector) {
            dom::focus(&node);
        }
        if let Some(around) = dom::find(around) {
            show(&around);
        }
    });
}

/// Puts whoever writes into a field, and shows it with its name above and what is to be mended below it.
pub(super) fn soon_at_field(key: String) {
    clock::soon(move || {
        let at = |what: &str| dom::find(&format!("{what}{key}"));
        let (field, wrong) = (at("#field-"), at("#wrong-"));
        let Some(first) = field.as_ref().or(wrong.as_ref()) else { return };
        // Of what is chosen, not typed, the first thing that can be.
        let inner = || dom::find_in(first, "input, select, textarea, button");
        dom::focus(first);
        if dom::find(&format!("#field-{key}:focus")).is_none()
            && let Some(inner) = inner()
        {
            dom::focus(&inner);
        }
        let name = dom::find(&format!("label[for=field-{key}]"));
        let last = wrong.as_ref().filter(|wrong| !wrong.inner_text().is_empty());
        in_sight::show_between_bars(name.as_ref().unwrap_or(first), last.unwrap_or(first), BARS);
    });
}
