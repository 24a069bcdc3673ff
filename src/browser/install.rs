//! 添加到桌面, where the browser offers it; `public/loader.js` keeps the offer.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::window;

/// The browser's offer, which it takes once.
const OFFER: &str = "install";

/// Whether the browser offers it.
pub fn is_offered() -> bool {
    offer().is_some()
}

/// Lets the browser ask.
pub fn ask() {
    let Some(offer) = offer() else { return };
    let prompt = Reflect::get(&offer, &"prompt".into()).ok().and_then(|prompt| prompt.dyn_into::<Function>().ok());
    let _ = prompt.map(|prompt| prompt.call0(&offer));
    let _ = window().map(|window| Reflect::set(&window, &OFFER.into(), &JsValue::UNDEFINED));
}

fn offer() -> Option<JsValue> {
    Reflect::get(window()?.as_ref(), &OFFER.into()).ok().filter(JsValue::is_object)
}
