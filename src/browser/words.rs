//! The words of a Chinese text, by the browser's own dictionary: nobody downloads one.

#[cfg(target_arch = "wasm32")]
use {
    js_sys::{Array, Function, Object, Reflect},
    wasm_bindgen::JsCast,
};

/// The words and marks of a text, in order: all of them together are the text. Nothing where the browser knows no words
/// (`Intl.Segmenter`: Chrome 87, Safari 14.1, Firefox 125).
pub fn words(text: &str) -> Vec<String> {
    segments(text).unwrap_or_default()
}

#[cfg(target_arch = "wasm32")]
fn segments(text: &str) -> Option<Vec<String>> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"Segmenter".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"granularity".into(), &"word".into()).ok()?;
    let segmenter = Reflect::construct(&class, &Array::of2(&"zh".into(), &options)).ok()?;
    let segment: Function = Reflect::get(&segmenter, &"segment".into()).ok()?.dyn_into().ok()?;
    let segments = Array::from(&segment.call1(&segmenter, &text.into()).ok()?);
    segments.iter().map(|one| Reflect::get(&one, &"segment".into()).ok()?.as_string()).collect()
}

/// Without a browser there is none.
#[cfg(not(target_arch = "wasm32"))]
fn segments(_: &str) -> Option<Vec<String>> {
    None
}
