//! Where the focus is once the page shows what was just changed: never nowhere.

use crate::browser::{clock, dom, scroll};

/// Puts it on the first element that matches `selector`, and brings what is `around` it into sight.
pub(crate) fn soon(selector: impl Into<String>, around: &'static str) {
    let selector = selector.into();
    clock::soon(move || {
        if let Some(node) = dom::find(&selector) {
            dom::focus(&node);
        }
        if !around.is_empty()
            && let Some(node) = dom::find(around)
        {
            scroll::show_nearby(&node);
        }
    });
}

/// The same where it went with what had it: whoever has gone on meanwhile stays where they are.
pub(crate) fn soon_if_lost(selector: String) {
    clock::soon(move || {
        if dom::find(":focus").is_none()
            && let Some(node) = dom::find(&selector)
        {
            dom::focus(&node);
        }
    });
}
