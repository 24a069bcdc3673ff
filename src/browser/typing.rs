//! Typing for somebody: into a text field, where the cursor is, so that the browser's own undo takes it back.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlTextAreaElement, window};

use super::dom::Node;

/// What is chosen in a text field: where it begins and ends, as the browser counts (UTF-16).
pub fn selection(field: &Node) -> (usize, usize) {
    let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() else { return (0, 0) };
    let at = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or_default() as usize;
    (at(area.selection_start()), at(area.selection_end()))
}

/// Chooses a part of a text field.
pub fn select(field: &Node, from: usize, to: usize) {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        let _ = area.focus();
        let _ = area.set_selection_range(from as u32, to as u32);
    }
}

/// Types a text in the place of what is chosen. The field's `input` event tells of it.
pub fn type_text(field: &Node, text: &str) {
    let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() else { return };
    let _ = area.focus();
    if is_typed(text) {
        return;
    }
    let _ = area.set_range_text(text);
    if let Ok(event) = web_sys::Event::new("input") {
        let _ = area.dispatch_event(&event);
    }
}

/// The one way that keeps undo. Old as it is, every browser has it.
fn is_typed(text: &str) -> bool {
    let Some(document) = window().and_then(|window| window.document()) else { return false };
    let Ok(Ok(run)) = Reflect::get(&document, &"execCommand".into()).map(JsCast::dyn_into::<Function>) else {
        return false;
    };
    let done = run.call3(&document, &"insertText".into(), &JsValue::FALSE, &text.into());
    done.is_ok_and(|done| done.is_truthy())
}
