//! Taps that were made before the app was there.

use wasm_bindgen::{JsCast, JsValue};

use super::dom::Node;

/// Tells the world that the app answers taps now.
pub fn mark_ready() {
    if let Some(root) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element())
    {
        let _ = root.set_attribute("data-app-ready", "");
    }
}

/// The buttons tapped before the app was ready, in order; from now on taps are not kept any more.
pub fn take_early() -> Vec<Node> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let key = JsValue::from("taps");
    let taps = js_sys::Reflect::get(&window, &key).unwrap_or_default();
    let _ = js_sys::Reflect::set(&window, &key, &JsValue::NULL);
    let Ok(taps) = taps.dyn_into::<js_sys::Array>() else { return Vec::new() };
    taps.iter().filter_map(|tap| tap.dyn_into().ok()).collect()
}
