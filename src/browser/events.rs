//! What the server tells by itself.

use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// Calls back for ever with each event of a name. The browser connects again by itself.
pub fn listen(url: &str, event: &'static str, heard: impl Fn(String) + 'static) {
    let Ok(source) = EventSource::new(url) else { return };
    EventListener::new(&source, event, move |event| {
        if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
            heard(text);
        }
    })
    .forget();
}
