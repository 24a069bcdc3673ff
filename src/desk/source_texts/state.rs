//! State of the page: the sources there are.

use ::api::sources::SourceRow;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::shell::api;
use crate::desk::shell::session::Session;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    /// `None` until the first answer.
    pub(super) sources: RwSignal<Option<Vec<SourceRow>>>,
    pub(super) failed: RwSignal<Option<String>>,
    pub(super) said: RwSignal<String>,
    pub(super) session: Session,
}

impl Shelf {
    pub(super) fn load(self) {
        self.failed.set(None);
        spawn_local(async move {
            match api::sources().await {
                Ok(answer) => self.sources.set(Some(answer.sources)),
                Err(why) => self.failed.set(Some(self.session.hear(&why))),
            }
        });
    }
}
