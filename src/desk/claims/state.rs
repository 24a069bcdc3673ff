//! State of the page: what waits, which shops there are, and what was done.

use ::api::claims::{ClaimDeed, ClaimedShop, Claims, DecideClaim, WaitingClaim};
use leptos::prelude::*;

use crate::desk::print::Sheet;
use crate::desk::shell::api;
use crate::desk::shell::room::Room;
use crate::desk::shell::session::Session;

/// What is on the page; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) room: Room<Claims>,
    /// What is printed.
    pub(super) sheet: Sheet,
}

impl Page {
    pub(super) fn new(session: Session) -> Self {
        Self { room: Room::new(session, || Box::pin(api::claims())), sheet: Sheet::new() }
    }

    /// A claim that waits, as it is now; `None` once it does not.
    pub(super) fn waiting(self, id: &str) -> Option<WaitingClaim> {
        self.room.all.with(|claims| claims.as_ref()?.waiting.iter().find(|claim| claim.id == id).cloned())
    }

    /// A shop that was confirmed, as it is now, by the slug of its place.
    pub(super) fn shop(self, place: &str) -> Option<ClaimedShop> {
        self.room.all.with(|claims| claims.as_ref()?.shops.iter().find(|shop| shop.place == place).cloned())
    }

    /// It is put on the list as it was shown, `into` a shop that is there where it is said to be that one; `said`: what to say then.
    pub(super) fn confirm(self, claim: &WaitingClaim, into: Option<String>, said: String) {
        let stamp = claim.stamp;
        self.decide(claim, DecideClaim { deed: ClaimDeed::Confirm, stamp, reason: String::new(), into }, said);
    }

    /// It is not, and why.
    pub(super) fn decline(self, claim: &WaitingClaim, reason: String, said: String) {
        let stamp = claim.stamp;
        self.decide(claim, DecideClaim { deed: ClaimDeed::Decline, stamp, reason, into: None }, said);
    }

    fn decide(self, claim: &WaitingClaim, decide: DecideClaim, said: String) {
        let id = claim.id.clone();
        self.room.run(async move { api::decide_claim(&id, &decide).await }, |_| said);
    }

    /// A shop is as it was.
    pub(super) fn confirm_again(self, place: String, said: String) {
        self.room.run(async move { api::confirm_shop(&place).await }, |_| said);
    }
}
