//! One tab at a time. `public/alone.js` does the work.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// Keeps every other tab of this site away from something, until it is dropped.
pub struct Alone(Function);

impl Drop for Alone {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// `None` where another tab is at it.
pub async fn alone(name: &str) -> Option<Alone> {
    let window = window()?;
    let alone: Function = Reflect::get(&window, &"alone".into()).ok()?.dyn_into().ok()?;
    let asked: Promise = alone.call1(&JsValue::UNDEFINED, &name.into()).ok()?.dyn_into().ok()?;
    Some(Alone(JsFuture::from(asked).await.ok()?.dyn_into().ok()?))
}
