//! What the browser has, asked for by name: for what is needed rarely, and must cost nothing at the start.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property that is an object, or a function.
pub(super) fn get(on: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(on, &name.into()).ok().filter(|value| value.is_object() || value.is_function())
}

/// Calls a method; `None` where there is none, or it throws.
pub(super) fn call(on: &JsValue, name: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: Function = get(on, name)?.dyn_into().ok()?;
    let given = Array::new();
    for argument in arguments {
        given.push(argument);
    }
    method.apply(on, &given).ok()
}
