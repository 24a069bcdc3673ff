//! Whether there is a network, and whether somebody is looking.

use std::cell::Cell;

use gloo_events::EventListener;
use web_sys::{Event, VisibilityState, window};

/// Of the window: what is known of the network is another now.
const CHANGE: &str = "network";

thread_local! {
    static IS_ONLINE: Cell<bool> = Cell::new(first());
}

/// Whether there is a network, by what came last: the phone's own word (it says yes on a dead Wi-Fi and behind a portal,
/// and some say no that have one), an answer of our server, or that none came.
pub fn is_online() -> bool {
    IS_ONLINE.get()
}

/// Our server answered, or nobody did.
pub(super) fn heard(is_online: bool) {
    if IS_ONLINE.replace(is_online) != is_online {
        tell();
    }
}

/// Calls back for ever when the network comes or goes.
pub fn on_change(changed: impl Fn() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, CHANGE, move |_| changed()).forget();
    }
}

/// The phone's word, and from then on all that it says.
fn first() -> bool {
    let Some(window) = window() else { return true };
    for (event, is_online) in [("online", true), ("offline", false)] {
        EventListener::new(&window, event, move |_| {
            IS_ONLINE.set(is_online);
            tell();
        })
        .forget();
    }
    window.navigator().on_line()
}

fn tell() {
    if let (Some(window), Ok(event)) = (window(), Event::new(CHANGE)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Whether the page is being looked at.
pub fn is_visible() -> bool {
    visible().unwrap_or(true)
}

/// Calls back for ever when somebody comes back to the page.
pub fn on_return(returned: impl Fn() + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    EventListener::new(&document, "visibilitychange", move |_| {
        if is_visible() {
            returned();
        }
    })
    .forget();
}

/// Calls back until the listeners are dropped when the page may be about to end: it is left, or the phone shows
/// something else.
pub fn on_leave(left: impl Fn() + Clone + 'static) -> Option<[EventListener; 2]> {
    let window = window()?;
    let document = window.document()?;
    let hidden = left.clone();
    Some([
        EventListener::new(&window, "pagehide", move |_| left()),
        EventListener::new(&document, "visibilitychange", move |_| {
            if !is_visible() {
                hidden();
            }
        }),
    ])
}

/// Whether this is the browser inside WeChat, which has its own cookies.
pub fn is_wechat() -> bool {
    let agent = window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("MicroMessenger"))
}

fn visible() -> Option<bool> {
    Some(window()?.document()?.visibility_state() == VisibilityState::Visible)
}
