//! The whole screen for one page, kept lit. Browsers that cannot, or that want a tap for it, leave things as they are.

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Fills the screen.
pub fn fill() {
    let Some(window) = window() else { return };
    let Some(root) = window.document().and_then(|document| document.document_element()) else { return };
    call(&root, "requestFullscreen", &JsValue::UNDEFINED);
    // The lock ends with the page, or when it is out of sight.
    if let Ok(lock) = Reflect::get(&window.navigator(), &"wakeLock".into()) {
        call(&lock, "request", &"screen".into());
    }
}

/// Leaves it again.
pub fn release() {
    if let Some(document) = window().and_then(|window| window.document())
        && is_filled()
    {
        call(&document, "exitFullscreen", &JsValue::UNDEFINED);
    }
}

/// Calls back until the listener is dropped when the screen is no longer filled.
pub fn on_release(mut released: impl FnMut() + 'static) -> Option<EventListener> {
    let document = window()?.document()?;
    Some(EventListener::new(&document, "fullscreenchange", move |_| {
        if !is_filled() {
            released();
        }
    }))
}

fn is_filled() -> bool {
    let document = window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_element().is_some())
}

/// Calls a method that not every browser has, and does not mind a refusal.
fn call(object: &JsValue, method: &str, argument: &JsValue) {
    let method = Reflect::get(object, &method.into()).ok().and_then(|method| method.dyn_into::<Function>().ok());
    let answer = method.and_then(|method| method.call1(object, argument).ok());
    if let Some(promise) = answer.and_then(|answer| answer.dyn_into::<Promise>().ok()) {
        spawn_local(async move { drop(JsFuture::from(promise).await) });
    }
}
