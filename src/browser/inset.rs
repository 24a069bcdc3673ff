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
    // Bars are no part of what is looked at.
    for bar in ["--actions", "--tabs"] {
        let _ = root.style().set_property(bar, "0px");
    }
}

/// Makes a frame that shows a card as high as the card needs, and never lower than its style says: nothing is cut off.
pub fn fit(frame: &Node) {
    let (Some(element), Some(root)) = (frame.dyn_ref::<HtmlElement>(), root(frame)) else { return };
    let _ = element.style().remove_property("height");
    // A higher frame may lay the card out in another way: once more.
    for _ in 0..2 {
        let Some(card) = scroller(&root) else { return };
        let inside = card.scroll_height() - card.client_height();
        let more = inside.max(root.scroll_height() - root.client_height());
        if more > 0 {
            let _ = element.style().set_property("height", &format!("{}px", element.client_height() + more));
        }
    }
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
