//! Parts of a page that open and close by themselves: `<details>`.

use gloo_events::{EventListener, EventListenerOptions};

use super::{clock, dom};

/// Calls back for ever when one was opened or closed.
pub fn on_toggle(mut toggled: impl FnMut() + 'static) {
    let Some(document) = dom::document() else { return };
    // It does not bubble.
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document, "toggle", options, move |_| toggled()).forget();
}

/// One that was open may be gone, or a question may have come, of which the browser tells nobody: whoever listens looks
/// again.
pub fn look_again() {
    if let (Some(document), Ok(event)) = (dom::document(), web_sys::Event::new("toggle")) {
        let _ = document.dispatch_event(&event);
    }
}

/// Closes all that match a selector. A question is closed by its own button for that, which has `data-back`.
pub fn close_all(open: &str) {
    for node in dom::find_all(open) {
        match node.has_attribute("data-back") {
            // Not within the tap that leads elsewhere: whoever hears it would be called within itself.
            true => clock::soon(move || node.click()),
            false => drop(node.remove_attribute("open")),
        }
    }
    look_again();
}
