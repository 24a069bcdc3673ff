//! The document: what came with the page, and small things a component cannot say.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, window};

/// An element of a page, as the rest of the app passes it around.
pub type Node = HtmlElement;

/// Stops listening when dropped.
pub type Listener = EventListener;

/// The first element that matches a selector.
pub fn find(selector: &str) -> Option<Node> {
    document()?.query_selector(selector).ok()?.and_then(|element| element.dyn_into().ok())
}

/// The first element below another that matches a selector.
pub fn find_in(parent: &Node, selector: &str) -> Option<Node> {
    parent.query_selector(selector).ok()?.and_then(|element| element.dyn_into().ok())
}

/// Sets an attribute of the first element below another that matches a selector; `None` removes it.
pub fn set_attribute(parent: &Node, selector: &str, name: &str, value: Option<&str>) {
    // Not only HTML elements: icons are SVG.
    let Some(element) = parent.query_selector(selector).ok().flatten() else { return };
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets the text of the first element below another that matches a selector.
pub fn set_text(parent: &Node, selector: &str, text: &str) {
    if let Some(node) = find_in(parent, selector) {
        node.set_inner_text(text);
    }
}

/// An attribute of the first element below another that matches a selector; empty where there is none.
pub fn attribute(parent: &Node, selector: &str, name: &str) -> String {
    let element = parent.query_selector(selector).ok().flatten();
    element.and_then(|element| element.get_attribute(name)).unwrap_or_default()
}

/// The text of the first element below another that matches a selector; empty where there is none.
pub fn text(parent: &Node, selector: &str) -> String {
    find_in(parent, selector).and_then(|node| node.text_content()).unwrap_or_default()
}

/// Every element that matches a selector.
pub fn find_all(selector: &str) -> Vec<Node> {
    let Some(list) = document().and_then(|document| document.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

/// Every element directly below another.
pub fn children(parent: &Node) -> Vec<Node> {
    let list = parent.children();
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}

/// The element right behind another.
pub fn next(node: &Node) -> Option<Node> {
    node.next_element_sibling()?.dyn_into().ok()
}

/// How many elements are directly below another.
pub fn child_count(parent: &Node) -> usize {
    parent.child_element_count() as usize
}

/// One of the elements directly below another.
pub fn child(parent: &Node, at: usize) -> Option<Node> {
    parent.children().item(at as u32)?.dyn_into().ok()
}

/// Every element below another that matches a selector.
pub fn find_all_in(parent: &Node, selector: &str) -> Vec<Node> {
    parts(parent, selector).into_iter().filter_map(|part| part.dyn_into().ok()).collect()
}

/// Puts a fragment before an element.
pub fn insert_html_before(node: &Node, html: &str) {
    let _ = node.insert_adjacent_html("beforebegin", html);
}

/// Puts a fragment in an element's place.
pub fn replace_html(node: &Node, html: &str) {
    node.set_outer_html(html);
}

/// Puts a fragment at the beginning of an element.
pub fn prepend_html(node: &Node, html: &str) {
    let _ = node.insert_adjacent_html("afterbegin", html);
}

/// Puts a fragment at the end of an element.
pub fn append_html(node: &Node, html: &str) {
    let _ = node.insert_adjacent_html("beforeend", html);
}

/// Removes an element.
pub fn remove(node: &Node) {
    node.remove();
}

/// A `data-*` attribute; empty where there is none.
pub fn data(node: &Node, name: &str) -> String {
    node.get_attribute(&format!("data-{name}")).unwrap_or_default()
}

/// Shows a fragment in place of what an element holds. Fragments are this site's publisher's: nothing in them can run.
pub fn show_html(parent: &Node, html: &str) {
    parent.set_inner_html(html);
}

/// A fragment in an element that is shown nowhere.
pub fn apart(html: &str) -> Option<Node> {
    let node = document()?.create_element("div").ok()?.dyn_into::<HtmlElement>().ok()?;
    node.set_inner_html(html);
    Some(node)
}

/// A new element, which is nowhere yet.
pub(super) fn made(name: &str) -> Option<Node> {
    document()?.create_element(name).ok()?.dyn_into().ok()
}

/// Puts a node behind all others in an element.
pub fn append(parent: &Node, node: &Node) {
    let _ = parent.append_child(node);
}

/// Puts a node before all others in an element.
pub fn prepend(parent: &Node, node: &Node) {
    let _ = parent.insert_before(node, parent.first_child().as_ref());
}

/// The text of the first element that matches a selector in a page's HTML, which is shown nowhere.
pub fn text_in_html(html: &str, selector: &str) -> String {
    let apart =
        document().and_then(|document| document.create_element("template").ok()?.dyn_into::<HtmlElement>().ok());
    let Some(apart) = apart else { return String::new() };
    // Nothing in a template is fetched or run.
    apart.set_inner_html(html);
    let content = apart.dyn_ref::<web_sys::HtmlTemplateElement>().map(web_sys::HtmlTemplateElement::content);
    let part = content.and_then(|content| content.query_selector(selector).ok().flatten());
    part.and_then(|part| part.text_content()).unwrap_or_default()
}

/// Sets the `<html>` element's `data-*` attribute; an empty value removes it.
pub fn set_root_data(name: &str, value: &str) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let name = format!("data-{name}");
    let _ = if value.is_empty() { root.remove_attribute(&name) } else { root.set_attribute(&name, value) };
}

/// The `<html>` element's `data-*` attribute; empty where there is none.
pub fn root_data(name: &str) -> String {
    let root = document().and_then(|document| document.document_element());
    root.and_then(|root| root.get_attribute(&format!("data-{name}"))).unwrap_or_default()
}

/// The document's `<title>`.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Calls back for ever for each tap on an element with `data-action`, before any link is followed. A `true` answer
/// means that the tap is done with.
pub fn on_action(act: impl Fn(&str, &Node) -> bool + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: false };
    EventListener::new_with_options(&document, "click", options, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let element = target.and_then(|target| target.closest("[data-action]").ok().flatten());
        let Some(node) = element.and_then(|element| element.dyn_into::<Node>().ok()) else { return };
        if act(&data(&node, "action"), &node) {
            event.prevent_default();
        }
    })
    .forget();
}

/// Calls back for ever for each key pressed outside of form fields, without a modifier, with the element that has the
/// focus. A `true` answer means that the key is done with.
pub fn on_key(press: impl Fn(&str, &Element) -> bool + 'static) {
    listen_to_keys(move |event, target| press(&event.key(), target));
}

/// The same for keys of which each does something for good: a key that is held does it once.
pub fn on_key_once(press: impl Fn(&str, &Element) -> bool + 'static) {
    listen_to_keys(move |event, target| !event.repeat() && press(&event.key(), target));
}

fn listen_to_keys(press: impl Fn(&KeyboardEvent, &Element) -> bool + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let typing = target.closest("input, textarea, select, [contenteditable]").is_ok_and(|field| field.is_some());
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        if !typing && !modified && press(event, &target) {
            event.prevent_default();
        }
    })
    .forget();
}

/// From now on an opened part that matches a selector closes when something outside of it is tapped.
pub fn close_from_outside(selector: &'static str) {
    let Some(document) = document() else { return };
    EventListener::new(&document, "click", move |event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok()) else { return };
        for opened in find_all(selector) {
            if !opened.contains(Some(&target)) {
                let _ = opened.remove_attribute("open");
            }
        }
    })
    .forget();
}

/// Calls back for an element's event until the listener is dropped.
pub fn listen(node: &Node, event: &'static str, mut heard: impl FnMut(&Event) + 'static) -> Listener {
    EventListener::new(node, event, move |event| heard(event))
}

/// Calls back until the listener is dropped for each tap on an element that hits no control; `true` where it was to the
/// right of the element's left third.
pub fn on_tap(node: &Node, mut tapped: impl FnMut(bool) + 'static) -> Listener {
    let area = node.clone();
    listen(node, "click", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::MouseEvent>() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.closest("a, button, summary").is_ok_and(|control| control.is_none())) {
            tapped(event.client_x() * 3 > area.client_width());
        }
    })
}

/// Calls back for an element's event until the listener is dropped, in place of what the browser would do.
pub fn listen_and_prevent(node: &Node, event: &'static str, mut heard: impl FnMut() + 'static) -> Listener {
    EventListener::new_with_options(node, event, EventListenerOptions::enable_prevent_default(), move |event| {
        event.prevent_default();
        heard();
    })
}

/// What is typed into the first field below an element that matches a selector.
pub fn value(parent: &Node, selector: &str) -> String {
    let Some(field) = find_in(parent, selector) else { return String::new() };
    match field.dyn_ref::<HtmlTextAreaElement>() {
        Some(area) => area.value(),
        None => field.dyn_ref().map(HtmlInputElement::value).unwrap_or_default(),
    }
}

/// Types into a field.
pub fn set_value(field: &Node, value: &str) {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(value);
    } else if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
        field.set_value(value);
    }
}

/// Takes the focus, and with it the keyboard of a phone, away from an element.
pub fn blur(node: &Node) {
    let _ = node.blur();
}

/// A text in NFKC: letters that only look different are the same.
pub fn compatible(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

/// A text as a part of a URL.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The text in a part of a URL; empty where it is damaged.
pub fn decode(part: &str) -> String {
    js_sys::decode_uri_component(part).map(String::from).unwrap_or_default()
}

/// Closes the opened part around an element, and puts the focus where it opens; `false` where there is none.
pub fn close_around(element: &Element) -> bool {
    let Ok(Some(opened)) = element.closest("details[open]") else { return false };
    let _ = opened.remove_attribute("open");
    if let Some(summary) = opened.first_element_child().and_then(|summary| summary.dyn_into::<Node>().ok()) {
        let _ = summary.focus();
    }
    true
}

/// Puts the reader of a screen at the beginning of a new page.
pub fn focus_heading(page: &Node) {
    if let Some(heading) = find_in(page, "h1") {
        focus(&heading);
    }
}

/// Puts the reader of a screen on an element. What has a place among those that Tab reaches keeps it.
pub fn focus(node: &Node) {
    if node.tab_index() < 0 {
        let _ = node.set_attribute("tabindex", "-1");
    }
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = node.focus_with_options(&options);
}

/// Every element below another that matches a selector, those of drawings included.
pub(super) fn parts(parent: &Node, selector: &str) -> Vec<Element> {
    let Ok(list) = parent.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

pub(super) fn document() -> Option<Document> {
    window()?.document()
}
