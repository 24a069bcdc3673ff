//! 修复 and 清空. `public/repair.js` does the work, so that it can be done where the app cannot start.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEvent, window};

/// Takes off this phone what can be had again, or all there is, and opens the page anew. `false` where no network would
/// bring it back: then what can be had again was left alone, and all there is was taken off without opening the page.
pub async fn repair(all: bool) -> bool {
    match begin(all) {
        Some(promise) => JsFuture::from(promise).await.is_ok_and(|is_done| is_done.is_truthy()),
        None => false,
    }
}

/// Tells the app what other tabs are told by the browser: that nothing is stored any more.
pub fn tell_cleared() {
    if let (Some(window), Ok(event)) = (window(), StorageEvent::new("storage")) {
        let _ = window.dispatch_event(&event);
    }
}

fn begin(all: bool) -> Option<Promise> {
    let window = window()?;
    let repair: Function = Reflect::get(&window, &"repair".into()).ok()?.dyn_into().ok()?;
    repair.call1(&JsValue::UNDEFINED, &all.into()).ok()?.dyn_into().ok()
}
