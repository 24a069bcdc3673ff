//! State of the page: what waits, and what was done.

use ::api::corrections::{Corrections, Doubt, Settle, SettleDeed};

use crate::desk::shell::api;
use crate::desk::shell::room::Room;
use crate::desk::shell::session::Session;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) room: Room<Corrections>,
}

impl Page {
    pub(super) fn new(session: Session) -> Self {
        Self { room: Room::new(session, || Box::pin(api::corrections())) }
    }

    /// Deals with a doubt as it was shown; `said`: what to say then.
    pub(super) fn settle(self, doubt: &Doubt, deed: SettleDeed, said: String) {
        let (place, group, settle) = (doubt.place.clone(), doubt.group, Settle { deed, stamp: doubt.stamp });
        self.room.run(async move { api::settle(&place, group, settle).await }, |_| said);
    }
}
