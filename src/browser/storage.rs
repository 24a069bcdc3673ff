//! `localStorage`: small settings and lists. Where the browser refuses it, nothing is kept and nothing is found: whoever
//! needs a value for as long as the page lives holds it.

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Storage, StorageEvent, window};

/// What to say where nothing is kept, wherever that is.
pub const NOT_STORED: &str = "这个浏览器不让存，关掉就没了";

/// The value of a key.
pub fn get(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

/// Whether the browser lets this site keep anything.
pub fn is_there() -> bool {
    store().is_some()
}

/// Sets a value; an empty one is removed. `false` where the browser did not take it.
pub fn set(key: &str, value: &str) -> bool {
    let done = store().map(|store| if value.is_empty() { store.remove_item(key) } else { store.set_item(key, value) });
    matches!(done, Some(Ok(())))
}

/// Every key that begins so.
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let all = (0..store.length().unwrap_or_default()).filter_map(|at| store.key(at).ok()?);
    all.filter(|key| key.starts_with(prefix)).collect()
}

/// Asks the browser to keep what this site stores when the phone runs full; whether it will.
pub async fn persist() -> bool {
    // Neither on plain http nor in old browsers, where the getter answers `undefined`.
    let Some(storage) = window().map(|window| window.navigator().storage()).filter(|storage| storage.is_object())
    else {
        return false;
    };
    match storage.persist() {
        Ok(asked) => JsFuture::from(asked).await.is_ok_and(|answer| answer.is_truthy()),
        Err(_) => false,
    }
}

/// About how many bytes this site takes on this phone; `None` where the browser does not say.
pub async fn used() -> Option<f64> {
    let estimate = window()?.navigator().storage().estimate().ok()?;
    Reflect::get(&JsFuture::from(estimate).await.ok()?, &"usage".into()).ok()?.as_f64()
}

/// Calls back for ever when another tab changes a key.
pub fn on_change_elsewhere(key: &'static str, changed: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    EventListener::new(&window, "storage", move |event| {
        if event.dyn_ref::<StorageEvent>().is_some_and(|event| event.key().is_none_or(|changed| changed == key)) {
            changed();
        }
    })
    .forget();
}

fn store() -> Option<Storage> {
    window()?.local_storage().ok()?
}
