//! A page within the page: as wide as some phone, with its own light and text size, and a sandbox in which no script can
//! run, whatever stands in it.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlIFrameElement};

use super::dom::Node;

/// Opens an `<iframe sandbox="allow-same-origin">` with a page that has a `<main>`; it is there with the `load` event.
pub fn open(frame: &Node, html: &str) {
    if let Some(frame) = frame.dyn_ref::<HtmlIFrameElement>() {
        frame.set_srcdoc(html);
    }
}

/// Shows a fragment in its `<main>`, scrolled as it was. Nothing in it can be reached by Tab: it is to be looked at.
pub fn show(frame: &Node, html: &str) {
    let Some(root) = root(frame) else { return };
    let Ok(Some(main)) = root.query_selector("main") else { return };
    let scrolled = scroller(&root).map_or(0, |scroller| scroller.scroll_top());
    let top = root.scroll_top();
    main.set_inner_html(html);
    root.set_scroll_top(top);
    if let Some(scroller) = scroller(&root) {
        scroller.set_scroll_top(scrolled);
    }
    let Ok(controls) = main.query_selector_all("a, button") else { return };
    for control in (0..controls.length()).filter_map(|at| controls.get(at)) {
        let _ = control.unchecked_into::<Element>().set_attribute("tabindex", "-1");
    }
}

/// Its light, and its text in percent of the usual.
pub fn set_look(frame: &Node, theme: &str, percent: u32) {
    let Some(root) = root(frame) else { return };
    let _ = root.set_attribute("data-theme", theme);
    // By script, which the content security policy allows, and not by an attribute, which it does not.
    let _ = root.style().set_property("font-size", &format!("{percent}%"));
}

/// What scrolls inside the page.
fn scroller(root: &HtmlElement) -> Option<Element> {
    root.query_selector(".card").ok().flatten()
}

/// Elements of another page are of classes of its own: `dyn_into` would not know them.
fn root(frame: &Node) -> Option<HtmlElement> {
    let page = frame.dyn_ref::<HtmlIFrameElement>()?.content_document()?;
    Some(page.document_element()?.unchecked_into())
}
