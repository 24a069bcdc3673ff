//! Sheets above the page: the native `<dialog>`, which keeps the focus inside and gives it back. Where a browser has
//! none, the element is shown and hidden like any other.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement};

use super::dom::{self, Node};

/// Calls back for ever when a sheet was closed by the browser (Esc, the way back), or wants to be by a tap beside it.
pub fn prepare(sheet: &Node, closed: impl Fn() + Clone + 'static) {
    let tapped = closed.clone();
    dom::listen(sheet, "close", move |_| closed()).forget();
    dom::listen(sheet, "click", move |event| {
        if is_beside(event) {
            tapped();
        }
    })
    .forget();
    // Arrow keys are not for the page below.
    dom::listen(sheet, "keydown", |event| event.stop_propagation()).forget();
}

/// Shows a sheet, if it is not shown already.
pub fn show(sheet: &Node) {
    match sheet.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) if dialog.open() => {}
        Some(dialog) => {
            let _ = dialog.show_modal();
        }
        None => {
            let _ = sheet.set_attribute("open", "");
        }
    }
}

/// Hides a sheet.
pub fn hide(sheet: &Node) {
    match sheet.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) if dialog.open() => dialog.close(),
        Some(_) => {}
        None => {
            let _ = sheet.remove_attribute("open");
        }
    }
}

/// The backdrop belongs to the dialog itself; its content covers the rest.
fn is_beside(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.tag_name() == "DIALOG")
}
