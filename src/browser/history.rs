//! The address bar: links of this site, and the way back.

use std::cell::RefCell;

use api::address::page_path;
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, window};

use super::way_back;

/// A link within this site.
pub struct Link {
    /// Where it leads.
    pub path: String,
    /// The place in that page, with its `#`; empty where there is none.
    pub hash: String,
    /// Whether it is one of the buttons below a card that lead to another.
    pub is_step: bool,
    href: String,
}

impl Link {
    /// All of its address.
    pub fn href(&self) -> &str {
        &self.href
    }

    /// Puts it into the address bar and the history; in place of the page on screen where it `replaces` that.
    pub fn enter(&self, replaces: bool) {
        enter(&self.href, replaces);
    }

    /// What a plain tap follows: another button, a held key, a download or another window are the browser's.
    fn of(event: &MouseEvent) -> Option<Self> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        let link: HtmlAnchorElement = target.closest("a[href]").ok()??.dyn_into().ok()?;
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        let is_plain = event.button() == 0 && !modified && !event.default_prevented();
        let is_here = link.target().is_empty() && !link.has_attribute("download");
        let is_ours = link.origin() == window()?.location().origin().ok()?;
        (is_plain && is_here && is_ours).then(|| Self {
            path: page_path(&link.pathname()),
            hash: link.hash(),
            is_step: link.has_attribute("data-action"),
            href: link.href(),
        })
    }
}

/// Where this site is: `https://example.org`.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// The path of the page that the URL names, however it was written.
pub fn path() -> String {
    page_path(&window().and_then(|window| window.location().pathname().ok()).unwrap_or_default())
}

/// The place in the page that the URL names, without `#`; empty where there is none.
pub fn fragment() -> String {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    api::address::fragment(hash.trim_start_matches('#')).to_string()
}

/// Calls back until the listener is dropped when the place in the page that the URL names has changed.
pub fn on_fragment(mut changed: impl FnMut() + 'static) -> Option<EventListener> {
    let window = window()?;
    Some(EventListener::new(&window, "hashchange", move |_| changed()))
}

/// The URL names another place in the page, or none where it is empty; neither a step of the way back nor an event.
pub fn set_fragment(fragment: &str) {
    let Some(window) = window() else { return };
    let url = if fragment.is_empty() { path() } else { format!("#{fragment}") };
    if let Ok(history) = window.history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// Whether something else stands behind what is ours: then the browser has not found the place.
pub fn has_foreign_fragment() -> bool {
    let hash = window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#') != fragment()
}

/// Opens this page anew.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// Opens another page, loading it anew.
pub fn open(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_href(path);
    }
}

type Loses = Box<dyn Fn() -> Option<&'static str>>;

thread_local! {
    /// What is asked of whoever goes to another page, as long as there is something to lose.
    static LOSES: RefCell<Option<Loses>> = const { RefCell::new(None) };
}

/// Whoever leaves this page is asked first while `loses` gives a question. (iOS asks for links of this site alone.)
pub fn ask_before_leaving(loses: impl Fn() -> Option<&'static str> + 'static) {
    LOSES.with_borrow_mut(|asked| *asked = Some(Box::new(loses)));
    let Some(window) = window() else { return };
    EventListener::new_with_options(&window, "beforeunload", EventListenerOptions::enable_prevent_default(), |event| {
        if question().is_some() {
            event.prevent_default();
        }
    })
    .forget();
}

/// Whether nothing is lost by leaving, or somebody agrees to it.
pub fn may_leave() -> bool {
    let Some(question) = question() else { return true };
    let agrees = window().is_some_and(|window| window.confirm_with_message(question).unwrap_or_default());
    if agrees {
        LOSES.take();
    }
    agrees
}

fn question() -> Option<&'static str> {
    LOSES.with_borrow(|asked| asked.as_ref().and_then(|asked| asked()))
}

/// Puts a path of this site into the address bar and the history; in place of the page on screen where it `replaces` that.
pub fn enter(path: &str, replaces: bool) {
    if way_back::goes_to(path) {
        return;
    }
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = match replaces {
            true => history.replace_state_with_url(&JsValue::NULL, "", Some(path)),
            false => history.push_state_with_url(&JsValue::NULL, "", Some(path)),
        };
    }
}

/// Where the URL names a place in the page: the way back from there leads to the page itself, also for whoever came by
/// that URL.
pub fn come_from_page() {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    let place = fragment();
    // After a reload it does already.
    if place.is_empty() || history.state().is_ok_and(|state| state == JsValue::TRUE) {
        return;
    }
    set_fragment("");
    let _ = history.push_state_with_url(&JsValue::TRUE, "", Some(&["#", &place].concat()));
}

/// As the back button.
pub fn back() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.back();
    }
}

/// The word that was left for this page before it was opened anew, once; empty where there is none.
pub fn take_word() -> String {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return String::new() };
    let word = history.state().ok().and_then(|state| state.as_string()).unwrap_or_default();
    if !word.is_empty() {
        let _ = history.replace_state(&JsValue::NULL, "");
    }
    word
}

/// Calls back for ever when a link of this site is tapped. A `true` answer means that it was followed.
pub fn on_link(follow: impl Fn(&Link) -> bool + 'static) {
    let Some(window) = window() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window, "click", options, move |event| {
        if event.dyn_ref().and_then(Link::of).is_some_and(|link| follow(&link)) {
            event.prevent_default();
        }
    })
    .forget();
}

/// Calls back for ever when the back or forward button was used; see also [`way_back`].
pub fn on_travel(travel: impl Fn() + 'static) {
    // What was open before a reload is not open any more.
    way_back::travelled();
    if let Some(window) = window() {
        EventListener::new(&window, "popstate", move |_| {
            way_back::travelled();
            travel();
        })
        .forget();
    }
}
