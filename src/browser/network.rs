//! Whether there is a network, and whether somebody is looking.

use gloo_events::EventListener;
use web_sys::{VisibilityState, window};

/// Whether the phone thinks it has a network. A captive portal says yes as well: only an answer proves it.
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Calls back for ever when the network comes or goes.
pub fn on_change(changed: impl Fn() + Clone + 'static) {
    let Some(window) = window() else { return };
    for event in ["online", "offline"] {
        let changed = changed.clone();
        EventListener::new(&window, event, move |_| changed()).forget();
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
