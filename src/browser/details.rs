//! Parts of a page that open and close by themselves: `<details>`.

use gloo_events::{EventListener, EventListenerOptions};

use super::dom::{self, Node};

/// Calls back for ever when one was opened or closed.
pub fn on_toggle(mut toggled: impl FnMut() + 'static) {
    let Some(document) = dom::document() else { return };
    // It does not bubble.
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document, "toggle", options, move |_| toggled()).forget();
}

/// One that was open may be gone, of which the browser tells nobody: whoever listens looks again.
pub fn look_again() {
    if let (Some(document), Ok(event)) = (dom::document(), web_sys::Event::new("toggle")) {
        let _ = document.dispatch_event(&event);
    }
}

/// Closes one.
pub fn close(details: &Node) {
    let _ = details.remove_attribute("open");
}
