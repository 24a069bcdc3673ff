//! What opens above a page, and closes by the way back.

use leptos::prelude::*;

use crate::browser::watch::watch;
use crate::browser::way_back::{self, Opened};
use crate::browser::{details, dom};

/// The way back closes something for as long as it is open, instead of leaving the page.
pub fn close_on_back(is_open: impl Fn() -> bool + 'static, close: impl Fn() + Clone + 'static) {
    let mut opened = None::<Opened>;
    watch(move || match (is_open(), opened.is_some()) {
        (true, false) => opened = Some(way_back::open(close.clone())),
        (false, true) => opened = None,
        _ => {}
    });
}

/// The same of everything in the page that matches a selector when it is open: `<details>`, and questions, of which it
/// names the button that closes them (`[data-back]`).
pub fn close_details_on_back(open: &'static str) {
    let is_open = RwSignal::new(false);
    details::on_toggle(move || is_open.set(dom::find(open).is_some()));
    close_on_back(move || is_open.get(), move || details::close_all(open));
}
