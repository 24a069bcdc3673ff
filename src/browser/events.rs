//! What the server tells by itself.

use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventSource, MessageEvent};

/// Calls back with each event of a name until the browser gives up. It connects again by itself when a connection
/// breaks, but never after an answer that is an error: a proxy while the server starts, a session that is over.
pub async fn listen(url: &str, event: &'static str, heard: impl Fn(String) + 'static) {
    let Ok(source) = EventSource::new(url) else { return };
    let _heard = EventListener::new(&source, event, move |event| {
        if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
            heard(text);
        }
    });
    let mut failed = None;
    let given_up = Promise::new(&mut |resolve, _| {
        let at = source.clone();
        failed = Some(EventListener::new(&source, "error", move |_| {
            if at.ready_state() == EventSource::CLOSED {
                let _ = resolve.call0(&JsValue::NULL);
            }
        }));
    });
    let _ = JsFuture::from(given_up).await;
}
