//! What the server tells by itself.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

/// A browser connects again by itself when a connection breaks, but never after an answer that is an error (a proxy
/// while the server starts, a session that is over): then this many milliseconds later.
const AGAIN: u32 = 15_000;

/// Calls back for ever with each event of a name.
pub fn listen(url: &'static str, event: &'static str, heard: impl Fn(String) + 'static) {
    connect(url, event, Rc::new(heard));
}

fn connect(url: &'static str, event: &'static str, heard: Rc<dyn Fn(String)>) {
    let Ok(source) = EventSource::new(url) else { return };
    let hear = heard.clone();
    EventListener::new(&source, event, move |event| {
        if let Some(text) = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string()) {
            hear(text);
        }
    })
    .forget();
    let failed = source.clone();
    EventListener::new(&source, "error", move |_| {
        if failed.ready_state() == EventSource::CLOSED {
            let heard = heard.clone();
            Timeout::new(AGAIN, move || connect(url, event, heard)).forget();
        }
    })
    .forget();
}
