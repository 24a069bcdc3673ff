//! Whether whoever sits here is still signed in: the one place that hears of a 401. What was typed stays in the page
//! below until they are in again.

use leptos::prelude::*;

use crate::client::api::ApiError;

/// The session of this page; cheap to copy.
#[derive(Clone, Copy, Default)]
pub(crate) struct Session {
    /// The server does not know this browser any more.
    pub(crate) is_over: RwSignal<bool>,
    /// Counts how often somebody came in again.
    pub(crate) resumed: RwSignal<u32>,
}

impl Session {
    /// What to say of a failure. Nothing where the session is over: the frame says that.
    pub(crate) fn hear(self, why: &ApiError) -> String {
        if why.is_signed_out() {
            // Once: said again, it would empty the way in while somebody types.
            if !self.is_over.get_untracked() {
                self.is_over.set(true);
            }
            return String::new();
        }
        why.sentence()
    }

    /// They are in again.
    pub(crate) fn resume(self) {
        self.is_over.set(false);
        self.resumed.update(|times| *times += 1);
    }
}
