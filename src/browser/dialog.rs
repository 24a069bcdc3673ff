//! The one sheet above the page: the native `<dialog>`, which keeps the focus inside and gives it back. Where a browser
//! has none, the element is shown and hidden like any other.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use super::dom::{self, Node};

/// Shows a sheet with this content, whose heading has the id `sheet-heading`.
pub fn open(html: &str) {
    let Some(sheet) = dom::find("dialog").or_else(make) else { return };
    dom::show_html(&sheet, html);
    match sheet.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) if dialog.open() => {}
        Some(dialog) => drop(dialog.show_modal()),
        None => drop(sheet.set_attribute("open", "")),
    }
}

/// Hides the sheet.
pub fn close() {
    let Some(sheet) = dom::find("dialog") else { return };
    match sheet.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) => dialog.close(),
        None => drop(sheet.remove_attribute("open")),
    }
}

/// Puts it into the page, at the first use.
fn make() -> Option<Node> {
    let document = dom::document()?;
    let sheet: HtmlElement = document.create_element("dialog").ok()?.dyn_into().ok()?;
    let _ = sheet.set_attribute("class", "sheet");
    let _ = sheet.set_attribute("aria-labelledby", "sheet-heading");
    dom::listen(&sheet, "click", |event| {
        // The backdrop belongs to the dialog itself; its content covers the rest.
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|element| element.tag_name() == "DIALOG") {
            close();
        }
    })
    .forget();
    // Arrow keys are not for the page below.
    dom::listen(&sheet, "keydown", |event| event.stop_propagation()).forget();
    document.body()?.append_child(&sheet).ok()?;
    Some(sheet)
}
