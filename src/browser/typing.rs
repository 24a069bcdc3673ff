//! Typing for somebody: into a text field, where the cursor is, so that the browser's own undo takes it back.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Function, Reflect};
use leptos::prelude::event_target_value;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, window};

use super::dom::{self, Node};

/// Cleans every text that is typed, pasted or dropped into a field of words before anybody reads it: what `clean` gives
/// takes its place, and the cursor stays where it is. `None` where there is nothing to clean.
pub fn clean_as_typed(clean: impl Fn(&str) -> Option<String> + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    EventListener::new_with_options(&document, "input", options, move |event| {
        // An input method's own text is not to be touched before it is done.
        let is_composing = Reflect::get(event, &"isComposing".into()).is_ok_and(|is| is.is_truthy());
        let Some(field) = event.target().filter(|_| !is_composing) else { return };
        // What stands before the cursor, cleaned, is as long as it is far from the beginning.
        let cursor = |text: &str, at: Option<u32>| {
            let before: Vec<u16> = text.encode_utf16().take(at.unwrap_or(u32::MAX) as usize).collect();
            let before = String::from_utf16_lossy(&before);
            clean(&before).unwrap_or(before).encode_utf16().count() as u32
        };
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            let text = area.value();
            if let Some(cleaned) = clean(&text) {
                let at = cursor(&text, area.selection_end().ok().flatten());
                area.set_value(&cleaned);
                let _ = area.set_selection_range(at, at);
            }
        } else if let Some(input) = field.dyn_ref::<HtmlInputElement>()
            && matches!(input.type_().as_str(), "text" | "search")
        {
            let text = input.value();
            if let Some(cleaned) = clean(&text) {
                let at = cursor(&text, input.selection_end().ok().flatten());
                input.set_value(&cleaned);
                let _ = input.set_selection_range(at, at);
            }
        }
    })
    .forget();
}

/// What is chosen in a text field: where it begins and ends, as the browser counts (UTF-16).
pub fn selection(field: &Node) -> (usize, usize) {
    let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() else { return (0, 0) };
    let at = |place: Result<Option<u32>, JsValue>| place.ok().flatten().unwrap_or_default() as usize;
    (at(area.selection_start()), at(area.selection_end()))
}

/// All that is in a text field.
pub fn text(field: &Node) -> String {
    field.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default()
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

/// What is in the field of an `input` or `change` event, but no more than so many characters of it; nor does the field keep
/// more, once a composition is over; and whether something was left out. Unlike `maxlength` this counts as people count, and cuts no emoji in two.
pub fn at_most(event: &Event, most: usize) -> (String, bool) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return (String::new(), false);
    };
    let typed = event_target_value(event);
    let kept = api::rules::first_characters(&typed, most);
    let is_composing = Reflect::get(event, &"isComposing".into()).is_ok_and(|is| is.is_truthy());
    let is_cut = kept.len() < typed.len() && !is_composing;
    if is_cut {
        dom::set_value(&field, kept);
    }
    (kept.to_string(), is_cut)
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
