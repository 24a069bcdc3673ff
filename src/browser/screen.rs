//! The whole screen for one page, kept lit. Browsers that cannot, or that want a tap for it, leave things as they are.

use std::cell::RefCell;

use gloo_events::EventListener;
use js_sys::{Function, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

thread_local! {
    /// What keeps the screen lit.
    static LIGHT: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Fills the screen.
pub fn fill() {
    let Some(window) = window() else { return };
    let Some(root) = window.document().and_then(|document| document.document_element()) else { return };
    call(&root, "requestFullscreen", &JsValue::UNDEFINED);
    keep_lit();
}

/// Keeps the screen lit until [`release`]. The browser lets go when the page is out of sight: then ask again.
pub fn keep_lit() {
    let Some(window) = window() else { return };
    let Ok(lock) = Reflect::get(&window.navigator(), &"wakeLock".into()) else { return };
    let Some(asked) = call(&lock, "request", &"screen".into()) else { return };
    spawn_local(async move {
        let Ok(light) = JsFuture::from(asked).await else { return };
        let before = LIGHT.with(|held| held.replace(Some(light)));
        drop(before.map(|before| call(&before, "release", &JsValue::UNDEFINED)));
    });
}

/// Leaves it again.
pub fn release() {
    let light = LIGHT.with(|held| held.borrow_mut().take());
    drop(light.map(|light| call(&light, "release", &JsValue::UNDEFINED)));
    if let Some(document) = window().and_then(|window| window.document())
        && is_filled()
    {
        call(&document, "exitFullscreen", &JsValue::UNDEFINED);
    }
}

/// Prints the page.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
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

/// Calls back until the listener is dropped when the window has another size.
pub fn on_resize(mut resized: impl FnMut() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "resize", move |_| resized()))
}

fn is_filled() -> bool {
    let document = window().and_then(|window| window.document());
    document.is_some_and(|document| document.fullscreen_element().is_some())
}

/// Calls a method that not every browser has, and does not mind a refusal.
fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<Promise> {
    let method = Reflect::get(object, &method.into()).ok().and_then(|method| method.dyn_into::<Function>().ok())?;
    let promise = method.call1(object, argument).ok()?.dyn_into::<Promise>().ok()?;
    let answer = promise.clone();
    spawn_local(async move { drop(JsFuture::from(answer).await) });
    Some(promise)
}
