//! The one sheet above the page: the native `<dialog>`, which keeps the focus inside and gives it back. Where a browser
//! has none, the element is shown and hidden like any other.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use super::dom::{self, Node};
use super::way_back;

thread_local! {
    /// While it is open.
    static OPENED: RefCell<Option<way_back::Opened>> = const { RefCell::new(None) };
}

/// Shows a sheet with this content, whose heading has the id `sheet-heading`.
pub fn open(html: &str) {
    let Some(sheet) = dom::find("dialog").or_else(make) else { return };
    dom::show_html(&sheet, html);
    match sheet.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) if dialog.open() => {}
        Some(dialog) => drop(dialog.show_modal()),
        None => drop(sheet.set_attribute("open", "")),
    }
    OPENED.with_borrow_mut(|opened| {
        opened.get_or_insert_with(|| way_back::open(close));
    });
}

/// Hides the sheet.
pub fn close() {
    let Some(sheet) = dom::find("dialog") else { return };
    match sheet.dyn_ref::<HtmlDialogElement>() {
        Some(dialog) => dialog.close(),
        None => drop(sheet.remove_attribute("open")),
    }
    drop(OPENED.take());
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
    // By Esc, or by the phone's own way back. It is told late, when another may be open.
    dom::listen(&sheet, "close", |event| {
        let dialog = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
        if dialog.is_some_and(|dialog| !dialog.open()) {
            drop(OPENED.take());
        }
    })
    .forget();
    // Arrow keys are not for the page below.
    dom::listen(&sheet, "keydown", |event| event.stop_propagation()).forget();
    document.body()?.append_child(&sheet).ok()?;
    Some(sheet)
}
