//! Carrying something over the page with a mouse.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

/// Something is on its way: not every browser begins to carry what has no words.
pub fn carry(event: &Event, words: &str) {
    let Ok(carried) = Reflect::get(event, &"dataTransfer".into()) else { return };
    let set = Reflect::get(&carried, &JsValue::from("setData")).ok().and_then(|set| set.dyn_into::<Function>().ok());
    let _ = set.map(|set| set.call2(&carried, &"text/plain".into(), &words.into()));
}

/// Whether what hangs over the page is a file; words find their place in a field by themselves.
pub fn has_file(event: &Event) -> bool {
    let types = Reflect::get(event, &"dataTransfer".into()).and_then(|carried| Reflect::get(&carried, &"types".into()));
    types.is_ok_and(|types| Array::from(&types).includes(&"Files".into(), 0))
}
