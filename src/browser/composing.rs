//! Keys while an input method composes: pinyin, strokes, a dead key.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, window};

/// What browsers call a key that the input method has used. Safari says nothing else of the one that ends a composition.
const USED: u32 = 229;

/// Calls back for ever for each key that an input method has, before anybody else hears of it, and nobody else then does.
/// A `true` answer keeps the browser from acting on it as well.
pub fn on_key(key: impl Fn(&str) -> bool + 'static) {
    let Some(window) = window() else { return };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&window, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.is_composing() || event.key_code() == USED {
            event.stop_immediate_propagation();
            if key(&event.key()) {
                event.prevent_default();
            }
        }
    })
    .forget();
}
