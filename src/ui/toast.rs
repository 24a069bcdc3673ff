//! A short word at the top of the screen that goes by itself.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, dom};

/// How long it stays, in milliseconds.
const STAYS: u32 = 2_400;

thread_local! {
    /// Counts what was said, so that nothing takes a later word away.
    static SAID: Cell<u32> = const { Cell::new(0) };
}

/// Says a word. (Set as text: a signal and a view of its own are kilobytes of download.)
pub fn toast(text: &str) {
    let said = SAID.get() + 1;
    SAID.set(said);
    show(text);
    spawn_local(async move {
        clock::sleep(STAYS).await;
        if SAID.get() == said {
            show("");
        }
    });
}

fn show(text: &str) {
    if let Some(place) = dom::find("#toast") {
        place.set_inner_text(text);
    }
}

/// Where it is said; to be put at the end of the app.
pub fn toast_view() -> impl IntoView {
    view! { <p class="toast" id="toast" role="status"></p> }
}
