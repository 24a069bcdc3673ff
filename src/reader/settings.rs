//! How this phone likes to read: light and text size. Set before the first paint by the page's inline script, from the
//! same keys.

use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::browser::{dom, look, storage};
use crate::reader::shell::actions::Actions;
use crate::reader::shell::frame::Frame;
use crate::reader::shell::mounted::Mounted;

/// Keys of `localStorage`, and names of the `data-*` attributes of `<html>`.
const KEYS: [(&str, &str); 2] = [("theme", "set-theme"), ("size", "set-size")];

/// Carries out the buttons on the page about this phone.
pub fn carry_out(mounted: Mounted, frame: Frame) {
    let actions = expect_context::<Actions>();
    let changed = RwSignal::new(());
    for (key, action) in KEYS {
        mounted.hold(actions.on(action, move |button| {
            let value = dom::data(button, "value");
            storage::set(key, &value);
            dom::set_root_data(key, &value);
            changed.set(());
            true
        }));
    }
    watch(move || {
        frame.revision.track();
        changed.track();
        for (key, action) in KEYS {
            let now = dom::root_data(key);
            for button in dom::find_all(&format!("[data-action={action}]")) {
                let pressed = if dom::data(&button, "value") == now { "true" } else { "false" };
                let _ = button.set_attribute("aria-pressed", pressed);
            }
        }
    });
}

/// What was chosen is not stored any more: the page looks as it does on the first visit.
pub fn forget(frame: Frame) {
    look::forget();
    frame.revise();
}
