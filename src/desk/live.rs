//! How many posts wait, as the server tells it, and when what is on screen may be old.

use ::api::posts::QueueCount;
use leptos::prelude::*;

use super::session::Session;
use crate::browser::{events, network};
use crate::watch::watch;

/// Told to every page of the desk; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Live {
    /// How many wait.
    pub(super) pending: RwSignal<i64>,
    /// Changes when somebody comes back to the page, the network comes back, or a new session has begun.
    pub(super) again: RwSignal<u32>,
}

impl Live {
    /// Starts listening.
    pub(super) fn open(session: Session) -> Self {
        let live = Self { pending: RwSignal::new(0), again: RwSignal::new(0) };
        events::listen(::api::paths::API_DESK_EVENTS, "queue", move |text| {
            if let Ok(QueueCount { pending }) = serde_json::from_str(&text) {
                live.pending.set(pending);
            }
        });
        let again = move || live.again.update(|times| *times += 1);
        network::on_return(again);
        network::on_change(move || {
            if network::is_online() {
                again();
            }
        });
        watch(move || {
            if session.resumed.get() > 0 {
                again();
            }
        });
        live
    }
}
